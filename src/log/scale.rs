//! Rates that are given as logarithms or as multiples.

use std::ops::RangeInclusive;

use super::factor::factor;
use super::names::{NamedLogarithms, named_logarithms};
use super::table::Column;
use crate::number::write;

/// What the numbers of a column of rates are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scale {
    /// Logarithms to base 10.
    Log10,
    /// Natural logarithms.
    Ln,
    /// The rates multiplied by this number.
    Multiple(f64),
}

/// The fewest numbers that show a trend.
const MIN_CELLS: usize = 3;
/// The range of logarithms of rates: a range test begins above 1e-10.
const LOG10: RangeInclusive<f64> = -10.0..=2.0;
const LN: RangeInclusive<f64> = -24.0..=5.0;

impl Scale {
    /// The rate that this number means.
    pub(super) fn rate(self, number: f64) -> f64 {
        match self {
            Self::Log10 => libm::pow(10.0, number),
            Self::Ln => libm::exp(number),
            Self::Multiple(factor) => number / factor,
        }
    }

    /// What the column of rates has, for a sentence.
    pub(super) fn words(self) -> String {
        match self {
            Self::Log10 => "logarithms to base 10 of the rates".to_owned(),
            Self::Ln => "natural logarithms of the rates".to_owned(),
            Self::Multiple(factor) => ["the rates multiplied by ", &write(factor)].concat(),
        }
    }

    /// The logarithms that give possible rates.
    fn possible(columns: &[&Column]) -> Option<Self> {
        let within = |range: &RangeInclusive<f64>| all(columns, |value| range.contains(&value));
        match () {
            () if within(&LOG10) => Some(Self::Log10),
            () if within(&LN) => Some(Self::Ln),
            () => None,
        }
    }
}

/// The scale of columns of rates with this name; none if they have rates. A column whose name means logarithms has them if
/// any number is negative.
pub(super) fn scale_by_name(name: &str, columns: &[&Column]) -> Option<Scale> {
    let negative = !all(columns, |value| value >= 0.0);
    match named_logarithms(name) {
        None => factor(name).map(Scale::Multiple),
        Some(_) if !negative => None,
        Some(NamedLogarithms::Log10) => Some(Scale::Log10),
        Some(NamedLogarithms::Ln) => Some(Scale::Ln),
        Some(NamedLogarithms::Log) => Some(Scale::possible(columns).unwrap_or(Scale::Log10)),
    }
}

/// The scale of logarithms in columns whose name does not mean them: most numbers of each are negative, they rise, and
/// the rates are possible.
pub(super) fn scale_by_values(columns: &[&Column]) -> Option<Scale> {
    let likely = |column: &&Column| {
        let cells = column.cells.as_slice();
        let negative = cells.iter().filter(|cell| cell.value < 0.0).count();
        let rises = cells.is_sorted_by(|one, next| one.value <= next.value);
        cells.len() >= MIN_CELLS && 2 * negative > cells.len() && rises
    };
    Scale::possible(columns).filter(|_| columns.iter().all(likely))
}

fn all(columns: &[&Column], is: impl Fn(f64) -> bool) -> bool {
    columns.iter().all(|column| column.cells.iter().all(|cell| is(cell.value)))
}
