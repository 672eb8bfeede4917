//! Texts with a number each, and sorted numbers. A single type of map, a single place that inserts and a single sort keep
//! the page small.

use std::collections::BTreeMap;

/// Different texts, sorted, each with a number.
pub(super) type Index = BTreeMap<Box<str>, u32>;

/// The number of a text, which is `first` if the text is new.
#[inline(never)]
pub(super) fn number_of<'a>(index: &'a mut Index, text: &str, first: u32) -> &'a mut u32 {
    index.entry(text.into()).or_insert(first)
}

/// Numbers in increasing order.
pub(super) fn sorted(mut numbers: Vec<f64>) -> Vec<f64> {
    numbers.sort_unstable_by(f64::total_cmp);
    numbers
}
