//! Rates that are given as logarithms.

use std::ops::RangeInclusive;

use super::names::{NamedBase, named_base};
use super::table::Column;

/// The base of logarithms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Ten,
    Natural,
}

/// The fewest numbers that show a trend.
const MIN_CELLS: usize = 3;
/// The range of logarithms of rates: a range test begins above 1e-10.
const LOG10: RangeInclusive<f64> = -10.0..=2.0;
const LN: RangeInclusive<f64> = -24.0..=5.0;

impl Base {
    /// The rate with this logarithm.
    pub(super) fn rate(self, logarithm: f64) -> f64 {
        match self {
            Self::Ten => libm::pow(10.0, logarithm),
            Self::Natural => libm::exp(logarithm),
        }
    }

    /// The base that gives possible rates.
    fn possible(columns: &[&Column]) -> Option<Self> {
        let within = |range: &RangeInclusive<f64>| all(columns, |value| range.contains(&value));
        match () {
            () if within(&LOG10) => Some(Self::Ten),
            () if within(&LN) => Some(Self::Natural),
            () => None,
        }
    }
}

/// The base of the logarithms in columns of rates with this name; none if they have rates. A column whose name means
/// logarithms has them if any number is negative.
pub(super) fn base_by_name(name: &str, columns: &[&Column]) -> Option<Base> {
    let negative = !all(columns, |value| value >= 0.0);
    match named_base(name).filter(|_| negative)? {
        NamedBase::Ten => Some(Base::Ten),
        NamedBase::Natural => Some(Base::Natural),
        NamedBase::Unknown => Some(Base::possible(columns).unwrap_or(Base::Ten)),
    }
}

/// The base of logarithms in columns whose name does not mean them: most numbers of each are negative, they rise, and
/// the rates are possible.
pub(super) fn base_by_values(columns: &[&Column]) -> Option<Base> {
    let likely = |column: &&Column| {
        let cells = column.cells.as_slice();
        let negative = cells.iter().filter(|cell| cell.value < 0.0).count();
        let rises = cells.is_sorted_by(|one, next| one.value <= next.value);
        cells.len() >= MIN_CELLS && 2 * negative > cells.len() && rises
    };
    Base::possible(columns).filter(|_| columns.iter().all(likely))
}

fn all(columns: &[&Column], is: impl Fn(f64) -> bool) -> bool {
    columns.iter().all(|column| column.cells.iter().all(|cell| is(cell.value)))
}
