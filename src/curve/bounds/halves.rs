//! The median curves of random halves of the runs, 64 at a time: each half is one bit of a word.

use rand::RngExt;
use rand::seq::SliceRandom;

use crate::random::{Stream, stream};
use crate::statistics::Ranked;

/// Halves of a word.
const HALVES: usize = u64::BITS as usize;
/// Words: 256 halves in all.
const WORDS: usize = 4;
/// Binary digits of a count, enough for half of a half of 65,536 runs.
const DIGITS: usize = 15;

/// Calls `take` with the median curve of each half. For each word the runs are paired at random, and a half
/// has one run of each pair: the mean of a half then varies about the mean of all runs as that varies about
/// the true mean. If the number of runs is odd, the last one is ignored. The halves depend only on the
/// number of runs.
pub(super) fn each_median(losses: &Ranked, mut take: impl FnMut(&[f64])) {
    let (runs, steps) = (losses.runs(), losses.losses().len());
    let mut random = stream(0, Stream::Halves);
    let mut pairs: Vec<usize> = (0..runs).collect();
    let mut medians = vec![0.0; HALVES * steps];
    for _ in 0..WORDS {
        pairs.shuffle(&mut random);
        let mut members = vec![0; runs];
        for pair in pairs.chunks_exact(2) {
            members[pair[0]] = random.random::<u64>();
            members[pair[1]] = !members[pair[0]];
        }
        for (step, (losses, order)) in losses.losses().zip(losses.order()).enumerate() {
            let ranked = order.iter().map(|&run| members[usize::from(run)]).zip(losses);
            middles(ranked, runs / 2, |half, median| medians[half * steps + step] = median);
        }
        medians.chunks_exact(steps.max(1)).for_each(&mut take);
    }
}

/// Finds the median of each half of `size` members: goes through the sorted losses, each with the word of the
/// halves that contain it, and counts for all halves at once, digit by digit.
fn middles<'a>(
    ranked: impl Iterator<Item = (u64, &'a f64)>,
    size: usize,
    mut found: impl FnMut(usize, f64),
) {
    // Each count starts at a value that overflows at the lower of the middle members.
    let middle = size.div_ceil(2);
    let digits = (usize::BITS - middle.leading_zeros()) as usize;
    let mut counts = [0_u64; DIGITS];
    let counts = &mut counts[..digits];
    for (digit, count) in counts.iter_mut().enumerate() {
        *count = if ((1 << digits) - middle) >> digit & 1 == 1 { u64::MAX } else { 0 };
    }
    let (mut waiting, mut lower) = (0, [0.0; HALVES]);
    let mut missing = u64::MAX;
    for (members, &loss) in ranked {
        let upper = waiting & members;
        each_bit(upper, |half| found(half, (lower[half] + loss) / 2.0));
        let mut carry = members;
        for count in counts.iter_mut() {
            (*count, carry) = (*count ^ carry, *count & carry);
        }
        if size % 2 == 1 {
            each_bit(carry, |half| found(half, loss));
            missing &= !carry;
        } else {
            each_bit(carry, |half| lower[half] = loss);
            waiting = waiting & !members | carry;
            missing &= !upper;
        }
        if missing == 0 {
            return;
        }
    }
}

fn each_bit(mut bits: u64, mut take: impl FnMut(usize)) {
    while bits != 0 {
        take(bits.trailing_zeros() as usize);
        bits &= bits - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::quantile;

    #[test]
    fn medians_of_halves_equal_directly_computed_medians() {
        for size in [3, 4, 50, 51, 500] {
            // 64 random halves of 2 * size runs, each median computed directly.
            let mut random = stream(1, Stream::Halves);
            let losses: Vec<f64> = (0..2 * size).map(|loss| f64::from(loss) * 0.5).collect();
            let mut members = vec![0_u64; losses.len()];
            let mut expected = [0.0; HALVES];
            for (half, expected) in expected.iter_mut().enumerate() {
                let mut order: Vec<usize> = (0..losses.len()).collect();
                order.shuffle(&mut random);
                let mut chosen: Vec<usize> = order[..size as usize].to_vec();
                chosen.sort_unstable();
                chosen.iter().for_each(|&run| members[run] |= 1 << half);
                let own: Vec<f64> = chosen.iter().map(|&run| losses[run]).collect();
                *expected = quantile(&own, 0.5);
            }
            let mut medians = [f64::NAN; HALVES];
            let ranked = members.iter().copied().zip(&losses);
            middles(ranked, size as usize, |half, median| medians[half] = median);
            assert_eq!(medians, expected, "{size} members");
        }
    }
}
