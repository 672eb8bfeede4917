//! A smoothed curve -> suggested learning rates.
//!
//! Each suggestion is a pure function of the curve, as its source has it, and may answer "none" with
//! a reason. They read the whole curve; fastai cuts the first tenth and the last five steps off.

use serde::Serialize;

/// A suggested rate, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Suggestion {
    /// A rate and the step it was read off.
    Found {
        /// The suggested rate.
        lr: f64,
        /// The step of the curve that it comes from.
        step: usize,
    },
    /// No rate.
    None {
        /// Why not.
        none: &'static str,
    },
}

impl Suggestion {
    /// The rate, if there is one.
    pub fn lr(self) -> Option<f64> {
        match self {
            Self::Found { lr, .. } => Some(lr),
            Self::None { .. } => None,
        }
    }
}

/// The four suggestions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Suggestions {
    /// See [`steepest`].
    pub steepest: Suggestion,
    /// See [`minimum`].
    pub minimum: Suggestion,
    /// See [`valley`].
    pub valley: Suggestion,
    /// See [`slide`].
    pub slide: Suggestion,
}

impl Suggestions {
    /// All four from the curve `lrs`, `losses` (smoothed), which have equal lengths.
    pub fn new(lrs: &[f64], losses: &[f64]) -> Self {
        Self {
            steepest: steepest(lrs, losses),
            minimum: minimum(lrs, losses),
            valley: valley(lrs, losses),
            slide: slide(lrs, losses),
        }
    }
}

const TOO_SHORT: Suggestion = Suggestion::None { none: "the curve has too few steps" };

/// The rate at which the loss falls fastest: argmin of d loss / d ln lr, by forward differences
/// (fastai's `steep`). None when the loss never falls.
pub fn steepest(lrs: &[f64], losses: &[f64]) -> Suggestion {
    let slopes = lrs
        .windows(2)
        .zip(losses.windows(2))
        .map(|(lr, loss)| (loss[1] - loss[0]) / (libm::log(lr[1]) - libm::log(lr[0])));
    let slopes = slopes.enumerate().filter(|(_, slope)| slope.is_finite());
    match slopes.min_by(|a, b| a.1.total_cmp(&b.1)) {
        None => TOO_SHORT,
        Some((step, slope)) if slope < 0.0 => Suggestion::Found { lr: lrs[step], step },
        Some(_) => Suggestion::None { none: "the loss never falls" },
    }
}

/// A tenth of the rate at which the loss is least (fastai's `minimum`, after Howard's rule of
/// thumb); `step` is where it is least. None when it is least at the first step.
pub fn minimum(lrs: &[f64], losses: &[f64]) -> Suggestion {
    match least(losses) {
        None => TOO_SHORT,
        Some(_) if losses.len() < 2 => TOO_SHORT,
        Some(0) => Suggestion::None { none: "the loss is least at the first step" },
        Some(step) => Suggestion::Found { lr: lrs[step] / 10.0, step },
    }
}

/// Halfway along the longest valley: the longest strictly decreasing subsequence of the losses,
/// from whose start fastai goes a third and then half a third of the way (`valley`).
///
/// fastai takes `end - length` for the start, one before it; where the whole beginning of the curve
/// falls that is -1, which Python would read as the last step. Here it is 0 then.
pub fn valley(lrs: &[f64], losses: &[f64]) -> Suggestion {
    let Some((end, length)) = longest_decreasing(losses) else {
        return TOO_SHORT;
    };
    if length < 2 {
        return Suggestion::None { none: "the loss never falls" };
    }
    let start = end.saturating_sub(length);
    let third = (end - start) as f64 / 3.0;
    let step = start + third as usize + (third / 2.0) as usize;
    Suggestion::Found { lr: lrs[step], step }
}

/// Where the curve's slopes 15 steps apart first agree within 0.005, from the right (fastai's
/// `slide`, after novetta/adaptnlp): the last rate before the loss slides up for good. None when
/// they nowhere agree.
pub fn slide(lrs: &[f64], losses: &[f64]) -> Suggestion {
    const APART: usize = 15;
    const THRESHOLD: f64 = 0.005;
    if losses.len() <= APART {
        return TOO_SHORT;
    }
    let slopes = gradient(losses);
    let agree = |left: usize| (slopes[left + APART] - slopes[left]).abs() <= THRESHOLD;
    let last = losses.len() - 1 - APART;
    match (0..=last).rev().find(|&left| agree(left)) {
        None => Suggestion::None { none: "the slope never settles" },
        // fastai keeps the step before the one that ends its walk, if it took one.
        Some(left) => {
            let step = last.min(left + 1);
            Suggestion::Found { lr: lrs[step], step }
        }
    }
}

/// The step of the least loss, the first of equals.
pub fn least(losses: &[f64]) -> Option<usize> {
    let least = losses.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
    least.map(|(step, _)| step)
}

/// The end and the length of the longest strictly decreasing subsequence; of equals the one that
/// ends first. Patience sorting, O(n log n), where fastai compares all pairs.
fn longest_decreasing(losses: &[f64]) -> Option<(usize, usize)> {
    // tails[l]: the greatest loss that ends a decreasing subsequence of length l + 1.
    let mut tails: Vec<f64> = Vec::new();
    let mut longest = None;
    for (end, &loss) in losses.iter().enumerate() {
        let length = tails.partition_point(|&tail| tail > loss);
        if length == tails.len() {
            tails.push(loss);
            longest = Some((end, length + 1));
        } else {
            tails[length] = loss;
        }
    }
    longest
}

/// `numpy.gradient`: central differences, one-sided at the ends. At least two values.
fn gradient(losses: &[f64]) -> Vec<f64> {
    let last = losses.len() - 1;
    let slope = |k: usize| {
        let (left, right) = (k.saturating_sub(1), (k + 1).min(last));
        (losses[right] - losses[left]) / (right - left) as f64
    };
    (0..=last).map(slope).collect()
}
