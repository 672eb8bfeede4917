//! The median loss of many seeds -> the rates between which training works.
//!
//! From the lower bound on, the median loss has made a tenth of its fall; beyond the upper bound it
//! has risen again by a tenth of that fall. Smith reads both off one curve by eye (arXiv:1506.01186,
//! section 3.3); the median of many seeds is smooth enough for a rule.
//!
//! How sure the rule is, random halves of the seeds tell: each seed's whole curve stays together, and
//! the median of a half is about as far from that of all seeds as this is from the true one
//! (half-sampling: McCarthy, Pseudoreplication: half samples, 1969). The rule is biased where the curve
//! is noisy: the least of many medians is too low, and single steps pass a level by chance. A half
//! therefore has the rule applied to the valley that fits it best (`bounds/valley.rs`), whose bottom is
//! corrected for the choice of the least steps, by a share that simulations gave.
//! `cargo run --release --example coverage` shows how often the intervals hold the true bounds: at least
//! as often as they say, and mostly more often.

mod halves;
mod valley;

use serde::Serialize;

use crate::statistics::{Ranked, median_interval, median_test};

/// How much of the fall has to be made, and may be lost again.
const SHARE: f64 = 0.1;
/// A bound is none whose interval is wider than this factor; an open end reaches to the end of the sweep.
const MAX_INTERVAL_RATIO: f64 = 10.0;
/// How often chance may pass for a fall where there is none.
const FALSE_FALLS: f64 = 0.05;

/// A rate with its uncertainty, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Bound {
    /// A rate.
    Found {
        /// Where the median says.
        lr: f64,
        /// Lower end of the 95% confidence interval; none where the runs leave it open.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<f64>,
        /// Upper end, likewise.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<f64>,
    },
    /// Not sure.
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
    /// The confidence interval is wider than [`MAX_INTERVAL_RATIO`].
    WideInterval,
}

/// Both bounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Bounds {
    /// Just large enough for the loss to fall.
    pub lower: Bound,
    /// The last rate before it rises.
    pub upper: Bound,
}

impl Bounds {
    /// By the rule above, from the losses of the runs at the steps of these rates.
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

    /// Neither, for this reason.
    pub fn none(none: NoBound) -> Self {
        Self { lower: Bound::None { none }, upper: Bound::None { none } }
    }
}

/// The step where a curve is least.
fn least(curve: &[f64]) -> Option<usize> {
    let losses = curve.iter().enumerate();
    losses.min_by(|a, b| a.1.total_cmp(b.1)).map(|(step, _)| step)
}

/// Whether the median falls from the first step to the least by more than chance makes it: by the
/// median test, whose error is shared among all steps, since the least one is chosen (Šidák's
/// correction); and so that the medians' 95% intervals are apart.
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

/// The steps of both bounds, by the rule, on a curve that falls from a loss to another at its least
/// step: no lower one where the fall's share is made by the second step, no upper one where it is not
/// lost again.
fn steps(curve: &[f64], least: usize, top: f64, bottom: f64) -> [Option<usize>; 2] {
    let share = SHARE * (top - bottom);
    let above = curve[..=least].iter().rposition(|&loss| loss > top - share);
    let lower = above.map(|step| (step + 1).min(least)).filter(|&step| step > 1);
    let above = curve[least..].iter().position(|&loss| loss > bottom + share);
    let upper = above.map(|steps| (least + steps).saturating_sub(1).max(least));
    [lower, upper]
}

/// Where the halves have a bound: at the first or the last step where it may lie beyond.
struct Interval {
    from: usize,
    to: usize,
}

/// Those of both bounds.
fn intervals(losses: &Ranked, median: &[f64]) -> [Interval; 2] {
    let last = median.len() - 1;
    let (mut lower, mut upper) = (Vec::new(), Vec::new());
    // How far a loss is above that decides nothing, and beside the squares of an explosion all else is
    // lost in rounding.
    let bottom = median.iter().copied().fold(f64::INFINITY, f64::min);
    let ceiling = median[0] + (median[0] - bottom);
    halves::each_median(losses, |half| {
        let half: Vec<f64> = half.iter().map(|loss| loss.min(ceiling)).collect();
        let (fit, least) = valley::fit(&half);
        let valley = &median[least.clone()];
        let mean = valley.iter().sum::<f64>() / valley.len() as f64;
        // The steps are chosen because a half is low there, and where it is all runs are so, too, by as
        // much. A quarter of that is enough for the intervals to hold what they should.
        let bottom = mean + (mean - fit[least.start]) / 4.0;
        let [below, above] = steps(&fit, least.start, half[0], bottom);
        lower.push(below.unwrap_or(0));
        upper.push(above.unwrap_or(last));
    });
    [lower, upper].map(Interval::of)
}

impl Interval {
    /// Holds 95% of some steps, those at its ends counted by half (mid-P), as steps are coarse.
    fn of(steps: Vec<usize>) -> Self {
        let (count, tail) = (steps.len(), steps.len() / 20);
        // Twice as many as are below a step, with half of those at it.
        let below = |step: usize| -> usize {
            steps.iter().map(|&one| usize::from(one < step) + usize::from(one <= step)).sum()
        };
        let from = steps.iter().copied().filter(|&step| below(step) > tail).min();
        let to = steps.iter().copied().filter(|&step| 2 * count - below(step) > tail).max();
        Self { from: from.unwrap_or(0), to: to.unwrap_or(usize::MAX) }
    }

    /// The bound at a step, which the interval is to hold.
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
