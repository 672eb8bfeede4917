//! All runs together: the learning rates at which training works, or why they are unknown.

use super::answer::LevelRates;
use super::template::{fill, join};
use super::{Code, Sentence};
use crate::curve::bounds::{Bound, Bounds, NoBound};
use crate::curve::course::Course;
use crate::curve::suggestion::Suggestion;

/// All runs together.
pub(crate) struct Runs<'a> {
    pub(crate) runs: usize,
    /// Runs that ended before the last step.
    pub(crate) stopped: usize,
    /// The learning rates of the steps that any run has reached.
    pub(crate) lrs: &'a [f64],
    /// None if there are too few runs.
    pub(crate) course: Option<Course>,
    pub(crate) bounds: Bounds,
    /// The suggestion of the median curve.
    pub(crate) valley: Suggestion,
}

/// What a level median loss says about the rates between these ends.
fn level([start, end]: [f64; 2]) -> (Code, &'static str) {
    match LevelRates::new((start, end)) {
        LevelRates::TooSmallOrLarge => (
            Code::TooSmallOrLarge,
            "the median loss neither falls nor rises significantly, so these learning rates, from ~ to ~, are too small, or \
             so large that training fails at once. Test a wider range.",
        ),
        LevelRates::Wide => (
            Code::Level,
            "the median loss neither falls nor rises significantly at any learning rate from ~ to ~ in # steps.",
        ),
        LevelRates::TooSmall => (
            Code::TooSmall,
            "the median loss neither falls nor rises significantly, so these learning rates, from ~ to ~, are too small to \
             learn anything in # steps. End at a higher rate.",
        ),
    }
}

impl Runs<'_> {
    /// The rates at which training works, or why they are unknown.
    pub(crate) fn conclude(&self) -> Sentence {
        let Self { runs, stopped, .. } = *self;
        let (code, text) = self.contradiction().unwrap_or_else(|| self.evaluate());
        let seeds = match runs {
            0 => return Sentence { code, text },
            1 => "# run: ",
            _ => "# runs with different seeds: ",
        };
        let stopped = match stopped as f64 {
            0.0 => String::new(),
            _ if matches!(self.course, Some(Course::Stopped { .. })) => String::new(),
            _ if stopped == runs => " All of them stopped early.".to_owned(),
            stopped => fill(&[" # of them stopped early."], &[stopped]),
        };
        let seeds = fill(&[seeds], &[runs as f64]);
        let text = join(&[&seeds, &text, &self.suggested(code), &stopped]);
        Sentence { code, text }
    }

    fn evaluate(&self) -> (Code, String) {
        let (lrs, steps) = (self.lrs, self.lrs.len() as f64);
        let ends = [lrs.first(), lrs.last()].map(|lr| lr.copied().unwrap_or(f64::NAN));
        let (code, text, numbers) = match self.course {
            None if self.runs == 0 => (Code::NoRuns, "No run has finished.", [0.0; 3]),
            None => (
                Code::TooFewRuns,
                "too few for a confidence interval; at least 6 are needed.",
                [0.0; 3],
            ),
            Some(Course::Falls) => return self.range(),
            Some(Course::NotFinite) => (
                Code::NotFinite,
                "no clear result. The median loss is not a finite number before the first step.",
                [0.0; 3],
            ),
            Some(Course::Rises) => (
                Code::TooLarge,
                "the median loss rises and never falls significantly, so these learning rates, from ~ \
                 to ~, are too large. Start at a lower rate.",
                [ends[0], ends[1], 0.0],
            ),
            Some(Course::TooFewSteps) => (
                Code::TooFewSteps,
                "no clear result. There are too few steps (#). Use more steps.",
                [steps, 0.0, 0.0],
            ),
            Some(Course::SingleSteps) => (
                Code::SingleSteps,
                "no clear result. The median loss changes only at isolated steps, never at two in a \
                 row. The cause may be noise or a smaller last batch.",
                [0.0; 3],
            ),
            Some(Course::Unclear) => (
                Code::RunsDiffer,
                "no clear result. There are too few runs, or they differ too much, to show whether the \
                 median loss falls or rises. Use more runs or larger batches.",
                [0.0; 3],
            ),
            Some(Course::Stopped { noise: true }) => (
                Code::StoppedByNoise,
                "no clear result. # of them stopped early, although the losses of the others were no \
                 higher than at the first step. The stop rule seems to mistake noise for divergence: \
                 smooth more, or turn the rule off.",
                [self.stopped as f64, 0.0, 0.0],
            ),
            Some(Course::Stopped { noise: false }) => (
                Code::StoppedEarly,
                "no clear result. # of them stopped early because of noise or divergence. To find out \
                 which, start at a lower rate or use larger batches.",
                [self.stopped as f64, 0.0, 0.0],
            ),
            Some(Course::Level) => {
                let (code, text) = level(ends);
                (code, text, [ends[0], ends[1], steps])
            }
        };
        (code, fill(&[text], &numbers))
    }

    fn range(&self) -> (Code, String) {
        let Bounds { lower, upper } = self.bounds;
        let unsure = |sure: bool, code| if sure { code } else { Code::BoundUnsure };
        let (no_lower, no_upper) = ("No lower bound: ", "No upper bound: ");
        let (code, texts, numbers) = match (lower, upper) {
            (Bound::Found { lr: lower, .. }, Bound::Found { lr: upper, .. }) => (
                Code::Works,
                [
                    "the median loss has fallen by a tenth of its drop at a learning rate of about ~, and has risen again by as \
                     much at about ~",
                    "",
                    "",
                ],
                [lower, upper],
            ),
            (Bound::Found { lr, .. }, Bound::None { none }) => (
                unsure(none == NoBound::NeverRises, Code::EndHigher),
                ["the median loss falls at learning rates above about ~. ", no_upper, none.text()],
                [lr, lr],
            ),
            (Bound::None { none }, Bound::Found { lr, .. }) => (
                unsure(none == NoBound::FallsAtOnce, Code::StartLower),
                [
                    "the median loss rises again at learning rates above about ~. ",
                    no_lower,
                    none.text(),
                ],
                [lr, lr],
            ),
            (Bound::None { none: lower }, Bound::None { none: upper }) if lower == upper => {
                (Code::BoundUnsure, ["no bounds: ", lower.text(), ""], [0.0; 2])
            }
            (Bound::None { none: lower }, Bound::None { none: upper }) => {
                let widen = lower == NoBound::FallsAtOnce && upper == NoBound::NeverRises;
                let both = ["the median loss falls. ", no_lower, lower.text(), ". "].concat();
                return (unsure(widen, Code::Widen), join(&[&both, no_upper, upper.text(), "."]));
            }
        };
        (code, fill(&[texts[0], texts[1], texts[2], "."], &numbers))
    }

    /// The contradiction between the suggested rate and the bounds, if there is one.
    fn contradiction(&self) -> Option<(Code, String)> {
        let rate = self.valley.lr()?;
        let (text, bound) = match (self.bounds.lower, self.bounds.upper) {
            (Bound::Found { lr, .. }, _) if rate < lr => ("below the lower", lr),
            (_, Bound::Found { lr, .. }) if rate > lr => ("above the upper", lr),
            _ => return None,
        };
        let texts = [
            "no clear result. For the median curve, fastai's valley is ~, which is ",
            text,
            " bound, about ~. Rely on neither; use more steps.",
        ];
        Some((Code::Contradicts, fill(&texts, &[rate, bound])))
    }

    /// The suggestion of the median curve, if the median falls.
    fn suggested(&self, code: Code) -> String {
        let falls = code == Code::TooFewRuns || self.course == Some(Course::Falls);
        let is_comparable = falls && code != Code::Contradicts;
        let Some(rate) = self.valley.lr().filter(|_| is_comparable) else {
            return String::new();
        };
        let text = match (self.bounds.lower, self.bounds.upper) {
            (Bound::None { .. }, Bound::None { .. }) => {
                " For the median curve, fastai's valley is ~, but no bound confirms it."
            }
            _ => {
                " For the median curve, fastai's valley is ~, about halfway along its longest drop."
            }
        };
        fill(&[text], &[rate])
    }
}
