//! A smoothed curve -> suggested learning rates.
//!
//! Each suggestion is a pure function of a curve of finite losses at rising rates, and has the step of
//! fastai's function of the same curve (version 2.8.12, compared in `tests/suggestion.rs`). They read
//! the whole curve; fastai's `lr_find` cuts the first tenth and the last five steps off.
//!
//! Where fastai has a rate all the same, or an exception, these rules decide that there is none, and
//! no others:
//!
//! | Reason | Suggestions | Rule |
//! | --- | --- | --- |
//! | the curve has too few steps | all | fewer than 2 steps; for [`slide`] fewer than 16 |
//! | the loss never falls | [`steepest`], [`valley`] | no loss is less than the one before |
//! | the lowest loss is at the first step | [`minimum`] | no loss is less than the first |
//! | the slope of the loss never becomes steady | [`slide`] | no two slopes 15 steps apart agree within 0.005 |

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
        /// The reason; serialized as text.
        #[cfg_attr(target_arch = "wasm32", tsify(type = "string"))]
        none: NoSuggestion,
    },
}

/// The reason why there is no suggestion. Its texts stand in `sentence/reasons.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSuggestion {
    /// The curve has too few steps.
    TooFewSteps,
    /// No loss is less than the one before.
    NeverFalls,
    /// No loss is less than the first.
    LowestAtFirst,
    /// No two slopes 15 steps apart agree.
    NeverSteady,
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

/// Defines what there is of each suggestion: the one list of them. A new one is a function with the name of
/// its line here, and a line of [`crate::schedule::policy::Policy`] if schedules are to be compared with it.
macro_rules! suggestions {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Something of each suggestion.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
        #[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
        pub struct Each<T> { $($(#[$doc])* pub $name: T,)* }

        impl<T> Each<T> {
            /// Something of each name.
            pub fn of(mut one: impl FnMut(&'static str) -> T) -> Self {
                Self { $($name: one(stringify!($name)),)* }
            }

            /// Each by its name.
            pub fn iter(&self) -> impl Iterator<Item = (&'static str, &T)> {
                [$((stringify!($name), &self.$name)),*].into_iter()
            }

            /// What `function` makes of each.
            pub fn map<U>(&self, mut function: impl FnMut(&T) -> U) -> Each<U> {
                Each { $($name: function(&self.$name),)* }
            }
        }

        impl Suggestions {
            /// All from the curve `lrs`, `losses` (smoothed), which have equal lengths.
            pub fn new(lrs: &[f64], losses: &[f64]) -> Self {
                Self { $($name: $name(lrs, losses),)* }
            }
        }
    };
}

suggestions! {
    /// See [`steepest`].
    steepest,
    /// See [`minimum`].
    minimum,
    /// See [`valley`].
    valley,
    /// See [`slide`].
    slide,
}

/// All suggestions of a curve.
pub type Suggestions = Each<Suggestion>;

const TOO_SHORT: Suggestion = Suggestion::None { none: NoSuggestion::TooFewSteps };
const NEVER_FALLS: Suggestion = Suggestion::None { none: NoSuggestion::NeverFalls };

/// The rate at which the loss falls fastest: argmin of d loss / d ln lr, by forward differences
/// (fastai's `steep`); where the rate does not rise there is no slope. None when the loss never falls.
pub fn steepest(lrs: &[f64], losses: &[f64]) -> Suggestion {
    if losses.len() < 2 {
        return TOO_SHORT;
    }
    let slopes = lrs
        .windows(2)
        .zip(losses.windows(2))
        .map(|(lr, loss)| (loss[1] - loss[0]) / (libm::log(lr[1]) - libm::log(lr[0])));
    let falls = slopes.enumerate().filter(|(_, slope)| slope.is_finite() && *slope < 0.0);
    match falls.min_by(|a, b| a.1.total_cmp(&b.1)) {
        None => NEVER_FALLS,
        Some((step, _)) => Suggestion::Found { lr: lrs[step], step },
    }
}

/// A tenth of the rate at which the loss is least (fastai's `minimum`, after Howard's rule of
/// thumb); `step` is where it is least. None when it is least at the first step.
pub fn minimum(lrs: &[f64], losses: &[f64]) -> Suggestion {
    if losses.len() < 2 {
        return TOO_SHORT;
    }
    match least(losses) {
        Some(step) if step > 0 => Suggestion::Found { lr: lrs[step] / 10.0, step },
        _ => Suggestion::None { none: NoSuggestion::LowestAtFirst },
    }
}

/// Halfway along the longest valley: the longest strictly decreasing subsequence of the losses, of
/// whose length fastai's `valley` goes a third and then half a third from the step `end - length`.
/// None when the loss never falls.
///
/// That step is -1 where the loss falls from the first step on, and is counted from all the same. If
/// the result is -1 too, after a fall of two steps, Python reads it as the last one; here it is the first.
pub fn valley(lrs: &[f64], losses: &[f64]) -> Suggestion {
    if losses.len() < 2 {
        return TOO_SHORT;
    }
    let (end, length) = longest_decreasing(losses);
    if length < 2 {
        return NEVER_FALLS;
    }
    let third = length as f64 / 3.0;
    let step = (end + third as usize + (third / 2.0) as usize).saturating_sub(length);
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
        None => Suggestion::None { none: NoSuggestion::NeverSteady },
        // fastai keeps the step before the one that ends its walk, if it took one.
        Some(left) => {
            let step = last.min(left + 1);
            Suggestion::Found { lr: lrs[step], step }
        }
    }
}

/// The step of the least loss, the first of equals.
pub fn least(losses: &[f64]) -> Option<usize> {
    // By `<`, to which both zeros are equal.
    (0..losses.len()).reduce(|least, step| if losses[step] < losses[least] { step } else { least })
}

/// The end and the length of the longest strictly decreasing subsequence, of equals the one that
/// ends first; zeros if there is no loss. Patience sorting, O(n log n), where fastai compares all
/// pairs.
fn longest_decreasing(losses: &[f64]) -> (usize, usize) {
    // tails[l]: the greatest loss that ends a decreasing subsequence of length l + 1.
    let mut tails: Vec<f64> = Vec::new();
    let mut longest = (0, 0);
    for (end, &loss) in losses.iter().enumerate() {
        let length = tails.partition_point(|&tail| tail > loss);
        if length == tails.len() {
            tails.push(loss);
            longest = (end, length + 1);
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
