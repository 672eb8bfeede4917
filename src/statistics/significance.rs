//! Significant differences between ways to train, compared seed by seed.

use rand::seq::SliceRandom;
use serde::Serialize;

use super::order::{Quantiles, sort};
use crate::random::{Stream, stream};

/// The result of a comparison. The codes are part of fingerprints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Verdict {
    /// The loss is significantly higher.
    Worse = 0,
    /// The loss is significantly lower.
    Better = 1,
    /// There is no significant difference.
    Inconclusive = 2,
    /// There are too few seeds for a significant difference.
    TooFew = 3,
}

/// The probability of a false claim.
const LEVEL: f64 = 0.05;

/// The number of random permutations besides the observed one; fewer for families with more losses than this, where
/// each takes long. The test is exact with either number.
const PERMUTATIONS: usize = 999;
const FEWER_PERMUTATIONS: usize = 199;
const MANY_LOSSES: usize = 4_000;

/// How each of a family of ways to train differs from that at `best`. `losses` holds a row for each, with
/// the same seeds in the same order: every seed gives all of them the same weights and batches. A loss may
/// be infinite; two such do not differ.
///
/// A difference is claimed if it passes two tests at 5%:
///
/// 1. the two by themselves differ: Wilcoxon's signed-rank test (Biometrics Bulletin 1, 1945), two-sided,
///    exact. Differences of zero are dropped, and equal ones share their mean rank;
/// 2. it is larger than the largest difference that chance makes in the family, whichever two were
///    picked. Losses less their seed's median are ranked together (aligned ranks: Hodges and Lehmann,
///    Annals of Mathematical Statistics 33, 1962). Where nothing differs, a seed's ranks could as well
///    be in any order: the range of the rank sums is compared with those of 999 random orders.
///
/// The members that differ are left out, and the second test is made again of the others, until
/// no more are found (Westfall and Young, Resampling-Based Multiple Testing, 1993). Of two members,
/// the first test says all.
///
/// `examples/significance.rs` simulates how often this errs and how much it finds.
pub fn compare(losses: &[Vec<f64>], best: usize) -> Vec<Verdict> {
    let seeds = losses.iter().map(Vec::len).min().unwrap_or(0);
    if 2.0 * signed_rank(&vec![1.0; seeds]) > LEVEL {
        return vec![Verdict::TooFew; losses.len()];
    }
    let mut verdicts = vec![Verdict::Inconclusive; losses.len()];
    let mut open: Vec<usize> = (0..losses.len()).collect();
    loop {
        let mut ranks = aligned_ranks(losses, &open, seeds);
        let sums = rank_sums(&ranks, open.len());
        let own = open.iter().zip(&sums).find(|(member, _)| **member == best);
        let own = own.map_or(0.0, |(_, sum)| *sum);
        let chance = if open.len() > 2 { largest_by_chance(&mut ranks, open.len()) } else { 0.0 };
        let before = open.len();
        let mut sums = sums.iter();
        open.retain(|&member| {
            let above = sums.next().map_or(0.0, |sum| sum - own);
            let (more, less, verdict) = if above > 0.0 {
                (member, best, Verdict::Worse)
            } else {
                (best, member, Verdict::Better)
            };
            let claimed = above.abs() > chance
                && 2.0 * signed_rank(&differences(&losses[more], &losses[less])) <= LEVEL;
            if claimed {
                verdicts[member] = verdict;
            }
            !claimed
        });
        if open.len() == before {
            return verdicts;
        }
    }
}

/// The difference of the losses of each seed. Two infinite losses do not differ.
pub(crate) fn differences(losses: &[f64], others: &[f64]) -> Vec<f64> {
    let difference = |(a, b): (&f64, &f64)| if a == b { 0.0 } else { a - b };
    losses.iter().zip(others).map(difference).collect()
}

/// The probability that random signs of the differences would give the positive ones a sum of ranks so
/// large: Wilcoxon's signed-rank test, one-sided.
fn signed_rank(differences: &[f64]) -> f64 {
    let nonzero = || differences.iter().filter(|difference| **difference != 0.0);
    let ranks = double_ranks(&nonzero().map(|difference| difference.abs()).collect::<Vec<_>>());
    let ranks: Vec<usize> = ranks.iter().map(|&rank| rank as usize).collect();
    let positive = nonzero().zip(&ranks).filter(|(difference, _)| **difference > 0.0);
    let observed: usize = positive.map(|(_, rank)| rank).sum();
    // The probability of each sum, rank by rank.
    let mut chances = vec![0.0; ranks.iter().sum::<usize>() + 1];
    chances[0] = 1.0;
    for rank in ranks {
        for sum in (0..chances.len()).rev() {
            let with = if sum >= rank { chances[sum - rank] } else { 0.0 };
            chances[sum] = (chances[sum] + with) / 2.0;
        }
    }
    chances[observed..].iter().sum()
}

/// The ranks of all losses of the open members, each less the median of its seed's finite ones; one seed
/// after the other.
fn aligned_ranks(losses: &[Vec<f64>], open: &[usize], seeds: usize) -> Vec<f64> {
    let align = |seed: usize| {
        let row = || open.iter().map(|&member| losses[member][seed]);
        let center = Quantiles::of(row().filter(|loss| loss.is_finite())).median;
        let less = |loss: f64| if loss.is_finite() { loss - center } else { loss };
        row().map(less).collect::<Vec<_>>()
    };
    let aligned: Vec<f64> = (0..seeds).flat_map(align).collect();
    double_ranks(&aligned)
}

/// Twice the ranks of numbers, which are integers even if equal numbers share their mean rank.
fn double_ranks(numbers: &[f64]) -> Vec<f64> {
    let mut sorted = numbers.to_vec();
    sort(&mut sorted);
    let rank = |number: &f64| {
        let below = sorted.partition_point(|other| other < number);
        let up_to = sorted.partition_point(|other| other <= number);
        (below + up_to + 1) as f64
    };
    numbers.iter().map(rank).collect()
}

/// The sums of the ranks of each member over the seeds.
fn rank_sums(ranks: &[f64], members: usize) -> Vec<f64> {
    let mut sums = vec![0.0; members];
    for seed in ranks.chunks_exact(members) {
        sums.iter_mut().zip(seed).for_each(|(sum, rank)| *sum += rank);
    }
    sums
}

/// The value that the range of the rank sums exceeds in less than one case in twenty if each seed's ranks are in
/// random order. The orders are the same in every run of the program.
fn largest_by_chance(ranks: &mut [f64], members: usize) -> f64 {
    let permutations = if ranks.len() > MANY_LOSSES { FEWER_PERMUTATIONS } else { PERMUTATIONS };
    let mut generator = stream(0, Stream::Permutation);
    let mut range = || {
        ranks.chunks_exact_mut(members).for_each(|seed| seed.shuffle(&mut generator));
        let sums = rank_sums(ranks, members);
        sums.iter().copied().fold(0.0, f64::max) - sums.iter().copied().fold(f64::MAX, f64::min)
    };
    let mut ranges: Vec<f64> = (0..permutations).map(|_| range()).collect();
    sort(&mut ranges);
    // Including the observed order, at most one in 20 ranges is larger than this one.
    ranges[permutations - (permutations + 1) / 20]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SciPy 1.17.1: `wilcoxon(x, alternative='greater', method='exact')`, and with equal or zero
    /// differences `zero_method='wilcox', method=PermutationMethod(n_resamples=inf)`. All were also confirmed
    /// by enumerating all signs.
    const CHANCES: &[(&[f64], f64)] = &[
        (&[1.0], 1.0 / 2.0),
        (&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 1.0 / 64.0),
        (&[-0.2, -0.72, 0.35, 1.02, 1.74, 0.71, 0.05, -0.18, 1.35, 2.23], 54.0 / 1024.0),
        (
            &[-0.23, -1.73, -1.46, 1.1, -0.3, -2.23, -0.58, -1.66, -1.13, -0.99, -1.21, 0.05],
            4082.0 / 4096.0,
        ),
        (&[0.5, -0.0, 1.0, 1.5, -1.0, 0.0, -0.5, 0.5, -1.0, 0.5], 90.0 / 256.0),
        (&[0.0, 0.0, 1.0, 1.0, 1.0, -1.0, 2.0, 2.0, -3.0, 4.0, 4.0, 4.0], 33.0 / 1024.0),
        (
            &[f64::INFINITY, f64::INFINITY, f64::INFINITY, -1.0, 2.0, -3.0, 4.0, 5.0, 6.0],
            7.0 / 512.0,
        ),
        (&[0.0; 8], 1.0),
        (
            &[
                0.36, 0.1, -0.65, 0.0, -0.69, -0.96, 0.62, -0.71, 1.57, 1.12, -1.6, 0.67, -0.7,
                0.43, 0.44, -1.59, 0.17, 0.14, 1.36, -0.78,
            ],
            346180.0 / 524288.0,
        ),
    ];

    #[test]
    fn signed_rank_matches_scipy_wilcoxon() {
        for (differences, chance) in CHANCES {
            let found = signed_rank(differences);
            assert!((found - chance).abs() < 1e-12, "{differences:?}: {found}");
        }
    }

    #[test]
    fn largest_by_chance_equals_critical_value_of_full_enumeration() {
        // By enumerating all 6^6 orders of 1, 2, 3 for six seeds: the range of the sums is at least 8 in
        // 7.2% of them, and at least 9 in 2.9%.
        let mut ranks = [1.0, 2.0, 3.0].repeat(6);
        assert_eq!(largest_by_chance(&mut ranks, 3), 8.0);
    }

    #[test]
    fn at_most_one_in_twenty_permutations_exceeds_largest_by_chance() {
        // The observed order counts as one of them. More than four thousand losses use fewer permutations.
        for (seeds, orders) in [(6, 1000), (1000, 1000), (1001, 200)] {
            let mut ranks: Vec<f64> =
                (0..4 * seeds).map(|rank| f64::sqrt(f64::from(rank))).collect();
            let limit = largest_by_chance(&mut ranks.clone(), 4);
            let mut generator = stream(0, Stream::Permutation);
            let mut as_large = [1, 1];
            for _ in 1..orders {
                let mut sums = [0.0; 4];
                for seed in ranks.chunks_exact_mut(4) {
                    seed.shuffle(&mut generator);
                    (0..4).for_each(|member| sums[member] += seed[member]);
                }
                sums.sort_by(f64::total_cmp);
                let range = sums[3] - sums[0];
                as_large[0] += usize::from(range > limit);
                as_large[1] += usize::from(range >= limit);
            }
            assert_eq!(as_large, [orders / 20, orders / 20 + 1], "{seeds} seeds");
        }
    }

    fn check(losses: &[Vec<f64>], expected: &[Verdict]) {
        assert_eq!(compare(losses, 0), expected, "{losses:?}");
    }

    #[test]
    fn infinite_losses_are_worse_than_finite_and_equal_to_each_other() {
        let (without, some) = (vec![f64::INFINITY; 8], vec![1.0; 8]);
        let (same, worse) = (Verdict::Inconclusive, Verdict::Worse);
        check(&[some.clone(), without.clone()], &[same, worse]);
        check(&[without.clone(), without.clone()], &[same, same]);
        check(&[without.clone(), some.clone()], &[same, Verdict::Better]);
        check(&[some.clone(), some, without.clone(), without], &[same, same, worse, worse]);
    }

    #[test]
    fn fewer_than_six_seeds_are_too_few() {
        // All signs agree by chance in 2 of 32 cases with five seeds, and in 2 of 64 with six.
        check(&[vec![1.0; 5], vec![2.0; 5]], &[Verdict::TooFew; 2]);
        check(&[vec![1.0; 6], vec![2.0; 6]], &[Verdict::Inconclusive, Verdict::Worse]);
        assert_eq!(compare(&[], 0), []);
        check(&[vec![], vec![]], &[Verdict::TooFew; 2]);
    }

    #[test]
    fn multiple_comparisons_require_a_larger_difference_than_a_single_pair() {
        // The p-value of the signed-rank test is 2 * 14 / 1024 (by hand: negative ranks sum to at most 1 + 2 + 4).
        let best: Vec<f64> = vec![0.0; 10];
        let other = vec![-0.1, -0.2, -0.4, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
        check(&[best.clone(), other.clone()], &[Verdict::Inconclusive, Verdict::Worse]);
        // Among eleven with such differences to each other, some pair differs this much by chance.
        let turned = |by: usize| other.iter().cycle().skip(by).take(10).copied().collect();
        let mut family: Vec<Vec<f64>> = (0..10).map(turned).collect();
        family.insert(0, best);
        check(&family, &[Verdict::Inconclusive; 11]);
    }

    #[test]
    fn difference_must_exceed_the_largest_range_by_chance() {
        // Each seed has the losses 1, 2 and 3, so the critical value is 8, as in the test above: a difference of 8
        // is not significant, one of 9 is. The signed-rank test alone would accept both (p = 2 / 64).
        let family = |by_two: usize| {
            let row = |seed: usize| if seed < by_two { [1.0, 3.0, 2.0] } else { [2.0, 3.0, 1.0] };
            (0..3).map(|member| (0..6).map(|seed| row(seed)[member]).collect()).collect::<Vec<_>>()
        };
        check(&family(2), &[Verdict::Inconclusive; 3]);
        check(&family(3), &[Verdict::Inconclusive, Verdict::Worse, Verdict::Inconclusive]);
    }

    #[test]
    fn comparison_of_two_uses_only_the_signed_rank_test() {
        // p = 2 * 25 / 1024; the permutation test of the range would not be significant.
        let other = vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, -8.0, 9.0, 10.0];
        check(&[vec![0.0; 10], other], &[Verdict::Inconclusive, Verdict::Worse]);
    }

    #[test]
    fn verdicts_are_unchanged_by_a_constant_offset_per_seed() {
        let other = [3.0, 7.0, -1.0, 7.0, 2.0, 1.0, 3.0, 4.0];
        let third = [1.0, -1.0, 2.0, 1.0, 0.0, 2.0, 1.0, -2.0];
        let family = |level: f64| {
            [[0.0; 8], other, third].map(|losses| {
                losses.iter().zip(0..).map(|(loss, seed)| loss + level * f64::from(seed)).collect()
            })
        };
        let expected = [Verdict::Inconclusive, Verdict::Worse, Verdict::Inconclusive];
        for level in [0.0, 1.0, 100.0, -100.0] {
            check(&family(level), &expected);
        }
    }
}
