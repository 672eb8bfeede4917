//! Whether two ways to train differ: seed by seed, never by their medians alone.

use serde::Serialize;

use crate::statistics::Quantiles;

/// What may be said of a difference. Both ways train from the same weights with the same batches, so
/// that each seed gives a difference of its own.
///
/// One is claimed only if its median is more than its spread from zero ([`Quantiles::in_spreads`]), and
/// if so many seeds agree on its sign, whichever, that coins would in less than one case of twenty: the
/// two-sided sign test (Conover, Practical Nonparametric Statistics, section 3.4), with Bonferroni's
/// correction for the number of comparisons. That the best is picked by the same seeds is not corrected
/// for: of races between 13 policies that do not differ, over 10 seeds, one in twenty makes a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Verdict {
    /// It has more loss.
    Worse,
    /// It has less.
    Better,
    /// No difference can be claimed; there may be one.
    Inconclusive,
    /// None could be, if all seeds agreed: there are too few.
    TooFew,
}

/// The greatest probability that coins would agree as well.
const CHANCE: f64 = 0.05;

/// The losses of one way against those of another, seed by seed: the differences, and what they tell if
/// so many such comparisons are made.
pub(crate) fn compare(losses: &[f64], others: &[f64], comparisons: usize) -> (Quantiles, Verdict) {
    // Two that are both infinite do not differ.
    let difference = |(a, b): (&f64, &f64)| if a == b { 0.0 } else { a - b };
    let differences: Vec<f64> = losses.iter().zip(others).map(difference).collect();
    let spread = Quantiles::of(differences.iter().copied());
    let certain = |agreeing: usize| {
        2.0 * chance(differences.len(), agreeing) * comparisons.max(1) as f64 <= CHANCE
    };
    let above = differences.iter().filter(|difference| **difference > 0.0).count();
    let below = differences.iter().filter(|difference| **difference < 0.0).count();
    let verdict = if !certain(differences.len()) {
        Verdict::TooFew
    } else if spread.low > 0.0 && certain(above) {
        Verdict::Worse
    } else if spread.high < 0.0 && certain(below) {
        Verdict::Better
    } else {
        Verdict::Inconclusive
    };
    (spread, verdict)
}

/// The probability that at least so many of `count` coins show heads.
fn chance(count: usize, heads: usize) -> f64 {
    let (count, heads) = (count as f64, heads as f64);
    // The number of ways to have k heads, from that to have k - 1.
    let (mut ways, mut k, mut total) = (1.0, 0.0, 0.0);
    while k <= count {
        if k >= heads {
            total += ways;
        }
        ways *= (count - k) / (k + 1.0);
        k += 1.0;
    }
    total / libm::exp2(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_those_of_coins() {
        // By hand: 1/1024, 11/1024, (45 + 10 + 1)/1024; all of them.
        for (heads, ways) in [(10, 1.0), (9, 11.0), (8, 56.0), (0, 1024.0)] {
            assert_eq!(chance(10, heads), ways / 1024.0);
        }
    }

    fn check(losses: &[f64], others: &[f64], comparisons: usize, expected: Verdict) {
        let found = compare(losses, others, comparisons).1;
        assert_eq!(found, expected, "{losses:?}, {others:?}, {comparisons}");
    }

    #[test]
    fn a_difference_is_claimed_only_where_the_seeds_agree_more_than_coins_would() {
        let others: Vec<f64> = (0..11).map(f64::from).collect();
        let above = |by: &[f64; 11]| others.iter().zip(by).map(|(x, y)| x + y).collect::<Vec<_>>();
        // Ten of eleven coins agree in 2 * 12 of 2048 cases: five times that is more than one in twenty.
        let one_against = [-9.0, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
        check(&above(&one_against), &others, 4, Verdict::Worse);
        check(&others, &above(&one_against), 4, Verdict::Better);
        check(&above(&one_against), &others, 5, Verdict::Inconclusive);
        // However few the comparisons: two of eleven are more than one in ten.
        let two_against = [-0.1, -0.1, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0];
        check(&above(&two_against), &others, 1, Verdict::Inconclusive);
        check(&others, &others, 1, Verdict::Inconclusive);
    }

    #[test]
    fn losses_without_end_are_worse_than_any_and_like_one_another() {
        let (without, some) = ([f64::INFINITY; 8], [1.0; 8]);
        check(&without, &some, 6, Verdict::Worse);
        check(&without, &without, 6, Verdict::Inconclusive);
    }

    #[test]
    fn few_seeds_tell_nothing() {
        check(&[2.0; 5], &[1.0; 5], 1, Verdict::TooFew);
        check(&[2.0; 6], &[1.0; 6], 1, Verdict::Worse);
        check(&[2.0; 7], &[1.0; 7], 12, Verdict::TooFew);
    }
}
