//! A smoothed curve -> suggested learning rates.
//!
//! Each suggestion is a pure function of a curve of finite losses at rising rates. It returns the step that
//! fastai's function returns for the same curve (version 2.8.12, compared in `tests/suggestion.rs`). The
//! whole curve is used; fastai's `lr_find` removes the first tenth and the last five steps.
//!
//! In these cases there is no suggestion, although fastai returns a rate or raises an exception:
//!
//! | Reason | Suggestions | Rule |
//! | --- | --- | --- |
//! | the curve has too few steps | all | fewer than 2 steps; for [`slide`] fewer than 16 |
//! | the loss never falls | [`steepest`], [`valley`] | no loss is lower than the one before it |
//! | the lowest loss is at the first step | [`minimum`] | no loss is lower than the first |
//! | the slope of the loss never becomes steady | [`slide`] | no two slopes 15 steps apart agree within 0.005 |

use serde::Serialize;

/// A suggested learning rate, or the reason why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Suggestion {
    /// A rate and its step.
    Found {
        /// The suggested rate.
        lr: f64,
        /// The step of the curve that it was read from.
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

/// Defines the list of suggestions. Each is a function and a line here with its name and a description of its rule, and, as
/// a constant schedule, a row of [`crate::schedule::ScheduleKind`].
macro_rules! suggestions {
    ($($(#[$doc:meta])* $name:ident = $rule:literal,)*) => {
        /// The name of each suggestion and a description of its rule.
        pub const RULES: &[(&str, &str)] = &[$((stringify!($name), $rule)),*];

        /// One value for each suggestion.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
        #[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
        pub struct Each<T> { $($(#[$doc])* pub $name: T,)* }

        impl<T> Each<T> {
            /// The values that `one` returns for each name.
            pub fn of(mut one: impl FnMut(&'static str) -> T) -> Self {
                Self { $($name: one(stringify!($name)),)* }
            }

            /// The names and values.
            pub fn iter(&self) -> impl Iterator<Item = (&'static str, &T)> {
                [$((stringify!($name), &self.$name)),*].into_iter()
            }

            /// `function` applied to each value.
            pub fn map<U>(&self, mut function: impl FnMut(&T) -> U) -> Each<U> {
                Each { $($name: function(&self.$name),)* }
            }
        }

        impl Suggestions {
            /// The suggestions of the curve `lrs`, `losses` (smoothed), which have equal lengths.
            pub fn new(lrs: &[f64], losses: &[f64]) -> Self {
                Self { $($name: $name(lrs, losses),)* }
            }
        }
    };
}

suggestions! {
    /// See [`steepest`].
    steepest = "where the loss falls fastest (fastai’s “steep”)",
    /// See [`minimum`].
    minimum = "a tenth of the rate at the lowest loss (fastai)",
    /// See [`valley`].
    valley = "about halfway along the longest drop (fastai’s default)",
    /// See [`slide`].
    slide = "the last rate before the loss rises for good (fastai)",
}

/// All suggestions of a curve.
pub type Suggestions = Each<Suggestion>;

const TOO_SHORT: Suggestion = Suggestion::None { none: NoSuggestion::TooFewSteps };
const NEVER_FALLS: Suggestion = Suggestion::None { none: NoSuggestion::NeverFalls };

/// The rate at which the loss falls fastest: argmin of d loss / d ln lr, by forward differences
/// (fastai's `steep`); steps without a rise of the rate are ignored. None if the loss never falls.
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

/// A tenth of the rate of the lowest loss (fastai's `minimum`, Howard's rule of thumb); `step` is the step
/// of the lowest loss. None if that is the first step.
pub fn minimum(lrs: &[f64], losses: &[f64]) -> Suggestion {
    if losses.len() < 2 {
        return TOO_SHORT;
    }
    match least(losses) {
        Some(step) if step > 0 => Suggestion::Found { lr: lrs[step] / 10.0, step },
        _ => Suggestion::None { none: NoSuggestion::LowestAtFirst },
    }
}

/// About halfway along the longest drop, which is the longest strictly decreasing subsequence of the losses:
/// fastai's `valley` adds a third and then half a third of its length to the step `end - length`. None if
/// the loss never falls.
///
/// If the loss falls from the first step on, `end - length` is -1 and is used as it is. If the result is -1
/// too (a drop of two steps), Python takes the last step; here it is the first.
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

/// The last rate before the loss rises for good: from the right, the first step whose slope agrees with that
/// 15 steps later within 0.005 (fastai's `slide`, after novetta/adaptnlp). None if no two slopes agree.
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
        // fastai returns the step before the one that ends its loop, if there was one.
        Some(left) => {
            let step = last.min(left + 1);
            Suggestion::Found { lr: lrs[step], step }
        }
    }
}

/// The step of the lowest loss, the first of several equal ones.
pub fn least(losses: &[f64]) -> Option<usize> {
    // With `<`, which treats 0 and -0 as equal.
    (0..losses.len()).reduce(|least, step| if losses[step] < losses[least] { step } else { least })
}

/// The end and the length of the longest strictly decreasing subsequence (of several, the one that ends first); zeros if
/// there is no loss. Patience sorting in O(n log n); fastai compares all pairs.
fn longest_decreasing(losses: &[f64]) -> (usize, usize) {
    // tails[l]: the highest loss that ends a decreasing subsequence of length l + 1.
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
