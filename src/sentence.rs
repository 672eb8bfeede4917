//! The meaning of results in sentences: plain text for page, terminal and report alike, with the judgement behind
//! each sentence as a code. Numbers have two significant digits. There is one file per subject. Notices about links
//! are in `experiment/notice.rs`, labels and help of settings in `experiment/fields.rs`.

mod all_runs;
mod answer;
mod check;
mod comparison;
mod inspection;
#[cfg(feature = "log")]
pub(crate) mod log;
#[cfg(feature = "log")]
pub(crate) mod log_answer;
mod one_run;
mod pinned;
mod reasons;
#[cfg(any(feature = "log", feature = "export"))]
pub(crate) mod snippets;
#[cfg(feature = "table")]
pub(crate) mod table;
mod template;

pub(crate) use all_runs::Runs;
pub(crate) use answer::Verified;
pub use answer::{ACCURACY, Accuracy, Answer, Doubt, Rate, Remedy, RemedySettings};
pub(crate) use check::{CheckOutcome, Compared, NO_BETTER_SHARE, beside};
pub(crate) use comparison::{ComparisonOutcome, Entry, result};
pub(crate) use inspection::Inspection;
pub(crate) use one_run::{Run, lag, shorter_beta};
pub use pinned::{Found, difference};

pub use crate::number::short;

use serde::Serialize;

/// A judgement, as a code and in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Sentence {
    /// The judgement.
    pub code: Code,
    /// One or more sentences.
    pub text: String,
}

/// Every judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Code {
    /// One run: no loss was recorded.
    NoLoss,
    /// One run: the smoothed loss is about the same at every rate.
    HardlyMoves,
    /// One run: the smoothed loss is lowest at the first step.
    LowestAtFirst,
    /// One run: the smoothed loss is lowest at the last step.
    LowestAtLast,
    /// One run: the smoothed loss is lowest at a step between the first and the last.
    LowestBetween,
    /// Smoothing shifts the line to the right.
    Lag,
    /// All runs: no run has finished.
    NoRuns,
    /// All runs: too few for a confidence interval.
    TooFewRuns,
    /// All runs: both bounds are found.
    Works,
    /// All runs: no lower bound, because the loss already falls at the first step.
    StartLower,
    /// All runs: no upper bound, because the loss does not rise again.
    EndHigher,
    /// All runs: neither bound, for these two reasons.
    Widen,
    /// All runs: at least one bound is missing for another reason.
    BoundUnsure,
    /// All runs: the suggested rate is outside the bounds.
    Contradicts,
    /// All runs: the loss neither falls nor rises, and there are few steps.
    TooFewSteps,
    /// All runs: the loss falls or rises only at isolated steps.
    SingleSteps,
    /// All runs: the loss neither falls nor rises.
    TooSmall,
    /// All runs: the loss neither falls nor rises, at rates that may also be too large.
    TooSmallOrLarge,
    /// All runs: the loss neither falls nor rises, over a wide range of rates.
    Level,
    /// All runs: the loss rises and never falls.
    TooLarge,
    /// All runs: noise stopped most of them before the loss fell or rose.
    StoppedByNoise,
    /// All runs: noise or divergence stopped most of them.
    StoppedEarly,
    /// All runs: they differ too much to show whether the loss falls or rises.
    RunsDiffer,
    /// All runs: the loss is not finite before training.
    NotFinite,
    /// Check by training: no constant rate reduces the median loss.
    NothingLearned,
    /// Check by training: no constant rate is better than the best constant prediction.
    NoBetterThanConstant,
    /// Check by training: there is no suggested rate.
    NoSuggestion,
    /// Check by training, comparison of schedules: too few seeds for a significant difference.
    TooFewSeeds,
    /// Check by training: the suggested rate has the lowest median loss.
    Best,
    /// Check by training: the suggested rate is significantly better than the rate of the lowest median loss.
    Better,
    /// Check by training: no significant difference from the lowest loss, and no large one is possible.
    Confirmed,
    /// Check by training: no significant difference, but a large one is possible.
    SeedsDiffer,
    /// Check by training: the suggested rate is slightly worse.
    Nearly,
    /// Check by training: the suggested rate is much worse.
    Worse,
    /// Check by training: the suggested rate does not reduce the loss.
    LearnsNothing,
    /// Comparison of schedules: no schedule, or none with a finite median loss.
    NoSchedule,
    /// Inside the network: the learning rate exceeds 2 over the sharpness from some step on.
    ExceedsEdge,
    /// Inside the network: the learning rate never exceeds 2 over the sharpness where this is known.
    BelowEdge,
    /// Inside the network: the sharpness is unknown at every step.
    EdgeUnknown,
    /// Comparison of schedules: there is only one.
    OneSchedule,
    /// Comparison of schedules: one is significantly better than all others.
    BestSchedule,
    /// Comparison of schedules: none is significantly better than all others.
    NoBestSchedule,
}
