//! Whether two ways to train differ: seed by seed, never by their medians alone.

use serde::Serialize;

use crate::statistics::Quantiles;

/// What may be said of a difference. Both ways train from the same weights with the same batches, so
/// that each seed gives a difference of its own. None is claimed unless their median is more than its
/// spread from zero ([`Quantiles::in_spreads`]), which is when nine in ten seeds agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Verdict {
    /// Worse: nine in ten seeds are above zero.
    Worse,
    /// Better: nine in ten are below.
    Better,
    /// Neither: no difference can be claimed.
    Same,
    /// There are too few seeds to tell.
    TooFew,
}

/// Nine in ten of fewer seeds say nothing.
const FEWEST: usize = 6;

/// The losses of one way against those of another, seed by seed: the differences, and what they tell.
pub(crate) fn compare(losses: &[f64], others: &[f64]) -> (Quantiles, Verdict) {
    // Two that are both infinite do not differ.
    let difference = |(a, b): (&f64, &f64)| if a == b { 0.0 } else { a - b };
    let differences = Quantiles::of(losses.iter().zip(others).map(difference));
    let verdict = match differences {
        _ if losses.len() < FEWEST => Verdict::TooFew,
        Quantiles { low, .. } if low > 0.0 => Verdict::Worse,
        Quantiles { high, .. } if high < 0.0 => Verdict::Better,
        _ => Verdict::Same,
    };
    (differences, verdict)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(losses: &[f64], others: &[f64], expected: Verdict) {
        assert_eq!(compare(losses, others).1, expected, "{losses:?}, {others:?}");
    }

    #[test]
    fn a_difference_is_claimed_only_where_eight_in_ten_seeds_and_more_agree() {
        let others: Vec<f64> = (0..11).map(f64::from).collect();
        let above = |by: &[f64; 11]| others.iter().zip(by).map(|(x, y)| x + y).collect::<Vec<_>>();
        // Of eleven, the second least and the second greatest are the ends of the spread.
        let one_against = [-9.0, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
        check(&above(&one_against), &others, Verdict::Worse);
        check(&others, &above(&one_against), Verdict::Better);
        let two_against = [-0.1, -0.1, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0];
        check(&above(&two_against), &others, Verdict::Same);
        check(&others, &others, Verdict::Same);
    }

    #[test]
    fn losses_without_end_are_worse_than_any_and_like_one_another() {
        let (without, some) = ([f64::INFINITY; 8], [1.0; 8]);
        check(&without, &some, Verdict::Worse);
        check(&without, &without, Verdict::Same);
    }

    #[test]
    fn few_seeds_tell_nothing() {
        check(&[2.0; 5], &[1.0; 5], Verdict::TooFew);
    }
}
