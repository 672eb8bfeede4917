//! The median loss of many seeds -> the rates between which training works.
//!
//! Above the lower bound, the median loss has fallen by 10% of its total drop; above the upper bound, it has
//! risen again by 10% of the total drop. Smith reads both from one curve by eye (arXiv:1506.01186, section
//! 3.3); the median of many runs is smooth enough for a rule.
//!
//! The confidence intervals come from random halves of the runs. Each run's curve stays whole, and the median
//! of a half differs from the median of all runs by about as much as that differs from the true median
//! (half-sampling: McCarthy, Pseudoreplication: half samples, 1969). On a noisy curve the rule is biased: the
//! lowest of many medians is too low, and single steps cross a level by chance. It is therefore applied to
//! the valley that fits the median of a half best (`bounds/valley.rs`). The bottom of the valley is corrected
//! for the choice of the lowest steps, by a share found with simulations.
//! `cargo run --release --example coverage` shows how often the intervals contain the true bounds: in
//! 95% to 100% of the data sets of a shape. README says why it is more than 95%. To miss the upper bound on
//! either side in one data set of 40, intervals would leave out 1% to 50% of the halves below and 2% to 25%
//! above, depending on the shape of the valley and on the number of runs. The runs themselves do not tell
//! these shares: halves of the halves predict them poorly, as do runs resampled about the best-fitting valley.
//! Narrower intervals for all would miss too often where the valley is sharp.

mod halves;
mod valley;

use serde::Serialize;

use super::suggestion::least;
use crate::statistics::{Ranked, median_interval, median_test};

/// The share of the total drop that defines both bounds.
const SHARE: f64 = 0.1;
/// The largest ratio of the ends of an interval. An unknown end counts as the end of the sweep.
const MAX_INTERVAL_RATIO: f64 = 10.0;
/// An interval leaves out the bounds of one in this many halves below it, and of one in this many above it: for the
/// lower and for the upper bound. A half has more noise than all runs, so that its loss falls early by chance more
/// often than theirs: twice as many halves may lie below the interval of the lower bound.
const ONE_OUTSIDE_IN: [[usize; 2]; 2] = [[20, 40], [40, 40]];
/// The probability of finding a drop where there is none.
const FALSE_FALLS: f64 = 0.05;

/// A bound with its confidence interval, or the reason why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Bound {
    /// A rate.
    Found {
        /// The estimate, from the median of all runs.
        lr: f64,
        /// Lower end of the 95% confidence interval; none if unknown.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<f64>,
        /// Upper end of the interval; none if unknown.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<f64>,
    },
    /// No bound.
    None {
        /// The reason; serialized as text.
        #[cfg_attr(target_arch = "wasm32", tsify(type = "string"))]
        none: NoBound,
    },
}

/// The reason why there is no bound. Its texts stand in `sentence/reasons.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBound {
    /// No step was recorded.
    NoSteps,
    /// There are too few steps to show anything.
    TooFewSteps,
    /// The median loss differs from that of the first step only at isolated steps.
    SingleSteps,
    /// There are too few runs for a confidence interval.
    TooFewRuns,
    /// There are too few runs to distinguish a drop from chance over so many steps.
    TooFewRunsForSteps,
    /// The median loss does not fall significantly.
    NoFall,
    /// No lower bound: the loss already falls at the first step.
    FallsAtOnce,
    /// No upper bound: the loss does not rise again.
    NeverRises,
    /// Only one step lies between the bounds.
    OneStep,
    /// The confidence interval is wider than `MAX_INTERVAL_RATIO`.
    WideInterval,
}

/// Both bounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Bounds {
    /// The lowest rate at which the loss falls.
    pub lower: Bound,
    /// The highest rate before the loss rises.
    pub upper: Bound,
}

impl Bounds {
    /// The bounds from the losses of all runs at the steps of `lrs`.
    pub fn new(lrs: &[f64], losses: &Ranked) -> Self {
        let median = losses.medians();
        let Some(least) = least(&median) else {
            return Self::none(NoBound::NoSteps);
        };
        if let Err(none) = check_fall(losses, &median, least) {
            return Self::none(none);
        }
        let [lower, upper] = steps(&median, least, median[0], median[least]);
        if let (Some(below), Some(above)) = (lower, upper)
            && lrs[below] >= lrs[above]
        {
            return Self::none(NoBound::OneStep);
        }
        let [around_lower, around_upper] = intervals(losses, &median);
        let lower =
            lower.ok_or(NoBound::FallsAtOnce).and_then(|step| around_lower.bound(lrs, step));
        let upper = upper.ok_or(NoBound::NeverRises).and_then(|step| around_upper.bound(lrs, step));
        let [lower, upper] =
            [lower, upper].map(|bound| bound.unwrap_or_else(|none| Bound::None { none }));
        Self { lower, upper }
    }

    /// No bounds, for this reason.
    pub fn none(none: NoBound) -> Self {
        Self { lower: Bound::None { none }, upper: Bound::None { none } }
    }
}

/// Checks that the median falls significantly from the first step to the lowest one: by the median test,
/// corrected for the choice among all steps (Šidák), and with 95% intervals that do not overlap.
fn check_fall(losses: &Ranked, median: &[f64], least: usize) -> Result<(), NoBound> {
    let runs = losses.runs();
    let (first, _) = median_interval(runs).ok_or(NoBound::TooFewRuns)?;
    let others = median.len().max(2) - 1;
    let error = 1.0 - libm::pow(1.0 - FALSE_FALLS, 1.0 / others as f64);
    let apart = median_test(runs, error).ok_or(NoBound::TooFewRunsForSteps)?;
    let aside = first.min(apart);
    let mut rows = losses.losses();
    let top = rows.next().map(|row| row[aside]);
    let bottom = losses.losses().nth(least).map(|row| row[runs - 1 - aside]);
    // Written as the acceptable condition, so that no infinity passes.
    let falls = bottom < top && median[0].is_finite();
    if falls { Ok(()) } else { Err(NoBound::NoFall) }
}

/// The steps of both bounds on a curve that falls from `top` to `bottom` at the step `least`. There is no
/// lower bound if the share of the drop is reached by the second step, and no upper bound if the loss does
/// not rise again by the share.
fn steps(curve: &[f64], least: usize, top: f64, bottom: f64) -> [Option<usize>; 2] {
    let share = SHARE * (top - bottom);
    let above = curve[..=least].iter().rposition(|&loss| loss > top - share);
    let lower = above.map(|step| (step + 1).min(least)).filter(|&step| step > 1);
    let above = curve[least..].iter().position(|&loss| loss > bottom + share);
    let upper = above.map(|steps| (least + steps).saturating_sub(1).max(least));
    [lower, upper]
}

/// The interval of a bound, in steps. At the first or the last step of the sweep its end is unknown.
struct Interval {
    from: usize,
    to: usize,
}

/// The intervals of both bounds.
fn intervals(losses: &Ranked, median: &[f64]) -> [Interval; 2] {
    let (mut lower, mut upper) = (Vec::new(), Vec::new());
    // Losses above this do not matter, and the squares of very large ones would hide all others in rounding.
    let bottom = median.iter().copied().fold(f64::INFINITY, f64::min);
    let ceiling = median[0] + (median[0] - bottom);
    halves::each_median(losses, |half| {
        let half: Vec<f64> = half.iter().map(|loss| loss.min(ceiling)).collect();
        let (fit, least) = valley::fit(&half);
        let valley = &median[least.clone()];
        let mean = valley.iter().sum::<f64>() / valley.len() as f64;
        // The steps were chosen because the half is low there, which biases its minimum. A quarter of the
        // difference corrects this enough for the intervals to have their coverage.
        let bottom = mean + (mean - fit[least.start]) / 4.0;
        let [below, above] = steps(&fit, least.start, half[0], bottom);
        lower.push(below.unwrap_or(0));
        upper.push(above.unwrap_or(usize::MAX));
    });
    let [below, above] = ONE_OUTSIDE_IN;
    [Interval::of(&lower, below), Interval::of(&upper, above)]
}

impl Interval {
    /// The interval that leaves out one in this many of the sorted `steps` below it and above it. Steps at its ends
    /// count half (mid-P), because steps are coarse.
    fn of(steps: &[usize], outside: [usize; 2]) -> Self {
        // Both twice: how many are below a step, with half of those at it, and how many may be outside.
        let below = |step: usize| -> usize {
            steps.iter().map(|&one| usize::from(one < step) + usize::from(one <= step)).sum()
        };
        let total = 2 * steps.len();
        let [first, last] = outside.map(|one_in| total / one_in);
        let from = steps.iter().copied().filter(|&step| below(step) > first).min();
        let to = steps.iter().copied().filter(|&step| total - below(step) > last).max();
        Self { from: from.unwrap_or(0), to: to.unwrap_or(usize::MAX) }
    }

    /// The bound at a step, with this interval extended to contain it.
    fn bound(&self, lrs: &[f64], step: usize) -> Result<Bound, NoBound> {
        let inner = |step: usize| lrs[..lrs.len() - 1].get(step).copied().filter(|_| step > 0);
        let (lr, from, to) = (lrs[step], inner(self.from.min(step)), inner(self.to.max(step)));
        let open = from.is_none() && to.is_none();
        let [first, last] = [lrs[0], lrs[lrs.len() - 1]];
        if open || to.unwrap_or(last) / from.unwrap_or(first) > MAX_INTERVAL_RATIO {
            return Err(NoBound::WideInterval);
        }
        Ok(Bound::Found { lr, from, to })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interval_excludes_at_most_the_allowed_share_counting_ties_by_half() {
        let ends = |below: usize, above: usize| {
            let steps = [vec![1; below], vec![5; 40 - below - above], vec![9; above]].concat();
            let Interval { from, to } = Interval::of(&steps, [20, 40]);
            (from, to)
        };
        // Ties count by half: 4 / 2 is one in 20 of 40, 2 / 2 is one in 40.
        assert_eq!(ends(4, 2), (5, 5));
        assert_eq!(ends(5, 2), (1, 5));
        assert_eq!(ends(4, 3), (5, 9));
    }
}
