//! Sentences with numbers in them.

use crate::number::{short, short_loss, write};

/// The places of numbers in texts.
const PLACES: [char; 3] = ['~', '$', '#'];

/// Joins texts and fills in numbers: each `~` becomes the next number with two significant digits, each `$` the same for
/// a loss, each `#` the next number in full. Texts of the user, which may have such signs, are joined afterwards.
#[inline(never)]
pub(super) fn fill(texts: &[&str], numbers: &[f64]) -> String {
    let mut numbers = numbers.iter().copied();
    let mut filled = String::new();
    for part in texts.iter().flat_map(|text| text.split_inclusive(PLACES)) {
        let plain = part.trim_end_matches(PLACES);
        filled += plain;
        let number = if plain.len() < part.len() { numbers.next() } else { None };
        filled += &match number {
            None => continue,
            Some(number) if !number.is_finite() => "no finite number".to_owned(),
            Some(number) if part.ends_with('~') => short(number),
            Some(number) if part.ends_with('$') => short_loss(number),
            Some(number) => write(number),
        };
    }
    filled
}

/// Joins texts. Not inlined, so that there is only one copy.
#[inline(never)]
pub(super) fn join(texts: &[&str]) -> String {
    texts.concat()
}

/// `1 epoch`, `2 epochs`.
pub(super) fn count(number: usize, noun: &str) -> String {
    fill(&["# ", noun, if number == 1 { "" } else { "s" }], &[number as f64])
}

/// `a, b and c`.
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => join(&[&first.join(", "), " and ", last]),
        _ => names.concat(),
    }
}
