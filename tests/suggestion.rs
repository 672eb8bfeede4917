//! Suggestions on curves small enough to work out by hand, and `valley` and `slide` against a plain
//! retelling of fastai's loops.

#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use rangefinder::suggestion::{Suggestion, minimum, slide, steepest, valley};

/// Ten rates a decade, from 0.001.
fn lrs(n: usize) -> Vec<f64> {
    (0..n).map(|k| 1e-3 * 10_f64.powf(k as f64 / 10.0)).collect()
}

fn step(suggestion: Suggestion) -> Option<usize> {
    match suggestion {
        Suggestion::Found { step, .. } => Some(step),
        Suggestion::None { none } => {
            assert!(!none.is_empty());
            None
        }
    }
}

const CURVE: [f64; 8] = [1.0, 1.1, 0.9, 0.5, 0.3, 0.25, 0.6, 2.0];

#[test]
fn steepest_is_where_the_loss_falls_most() {
    assert_eq!(steepest(&lrs(8), &CURVE), Suggestion::Found { lr: lrs(8)[2], step: 2 });
    assert_eq!(step(steepest(&lrs(3), &[1.0, 2.0, 3.0])), None);
    assert_eq!(step(steepest(&lrs(1), &[1.0])), None);
    // Against the logarithm of the rate: the fall of 0.2 over ln 2 beats that of 0.3 over ln 10.
    assert_eq!(step(steepest(&[1.0, 10.0, 20.0], &[1.0, 0.7, 0.5])), Some(1));
}

#[test]
fn minimum_is_a_tenth_of_the_rate_of_the_least_loss() {
    assert_eq!(minimum(&lrs(8), &CURVE), Suggestion::Found { lr: lrs(8)[5] / 10.0, step: 5 });
    assert_eq!(step(minimum(&lrs(3), &[1.0, 2.0, 3.0])), None);
    assert_eq!(step(minimum(&[], &[])), None);
}

#[test]
fn valley_is_halfway_along_the_longest_fall() {
    // 1.1, 0.9, 0.5, 0.3, 0.25: five long, ends at 5; from 0, 5/3 + 5/6 of the way.
    assert_eq!(step(valley(&lrs(8), &CURVE)), Some(1));
    // It falls from the first step on, where fastai's start would be -1.
    assert_eq!(step(valley(&lrs(7), &[7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0])), Some(3));
    assert_eq!(step(valley(&lrs(3), &[1.0, 2.0, 3.0])), None);
}

#[test]
fn slide_is_the_last_rate_before_the_slope_changes() {
    // Flat for 30 steps, then up by 1 a step: slopes 0 and 1, 0.5 at the corner.
    let losses: Vec<f64> = (0..40).map(|k| f64::max(0.0, f64::from(k) - 29.0)).collect();
    // Both slopes agree at the very end, where both are 1 or nearly: 39 and 24 do not.
    assert_eq!(step(slide(&lrs(40), &losses)), Some(14));
    assert_eq!(step(slide(&lrs(15), &losses[..15])), None);
}

/// fastai's loop over all pairs.
fn longest_by_pairs(losses: &[f64]) -> (usize, usize) {
    let (mut lengths, mut end) = (vec![1; losses.len()], 0);
    for i in 1..losses.len() {
        for j in 0..i {
            if losses[i] < losses[j] && lengths[i] < lengths[j] + 1 {
                lengths[i] = lengths[j] + 1;
            }
            if lengths[end] < lengths[i] {
                end = i;
            }
        }
    }
    (end, lengths[end])
}

/// fastai's walk from the right, in its own negative indices; none if it runs off the left end.
fn slide_by_walk(losses: &[f64]) -> Option<usize> {
    let n = losses.len() as isize;
    let at = |k: isize| losses[(n + k) as usize];
    let slope = |k: isize| match k {
        -1 => at(-1) - at(-2),
        k if k == -n => at(k + 1) - at(k),
        k => (at(k + 1) - at(k - 1)) / 2.0,
    };
    let (mut right, mut left) = (-1, -16);
    let mut found = left;
    while left >= -n && (slope(right) - slope(left)).abs() > 0.005 {
        found = left;
        right -= 1;
        left -= 1;
    }
    (left >= -n).then_some((n + found) as usize)
}

proptest! {
    #[test]
    fn valley_and_slide_are_fastai_s(
        losses in proptest::collection::vec((0..400).prop_map(|k| f64::from(k) / 1000.0), 16..80),
    ) {
        let (end, length) = longest_by_pairs(&losses);
        let start = end.saturating_sub(length);
        let third = (end - start) as f64 / 3.0;
        let expected = (length > 1).then_some(start + third as usize + (third / 2.0) as usize);
        prop_assert_eq!(step(valley(&lrs(losses.len()), &losses)), expected);
        prop_assert_eq!(step(slide(&lrs(losses.len()), &losses)), slide_by_walk(&losses));
    }
}
