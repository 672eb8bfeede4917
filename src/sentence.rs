//! What results mean, in sentences: plain text for page, terminal and report alike, and the judgements
//! behind it. Numbers have two significant digits.

use serde::Serialize;

use crate::curve::bounds::{Bound, Bounds, FALLS_AT_ONCE, NEVER_RISES};
use crate::curve::course::Course;
use crate::curve::suggestion::Suggestion;
use crate::curve::suggestion::least;
use crate::curve::{Outcome, OutcomeKind};
use crate::number::{short, write};
use crate::statistics::Quantiles;
use crate::statistics::Verdict;

/// A smoothed loss that stays within this share of its highest value hardly moves.
const FLAT_SHARE: f64 = 0.01;
/// The least shift by smoothing that is mentioned, in decades.
const MIN_LAG_DECADES: f64 = 0.5;
/// A smoothing that seldom shifts by so much.
const SHORT_BETA: f64 = 0.8;
/// A loss above this share of the best constant prediction's is no better than that.
const NO_BETTER_SHARE: f64 = 0.99;
/// A difference that costs less than this share of the possible reduction in loss is small.
const SMALL_SHARE: f64 = 0.1;
/// A loss below the rounding error of single precision is zero.
const ROUNDING_ERROR: f64 = f32::EPSILON as f64;

/// A judgement, and the same in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Sentence {
    /// The judgement.
    pub code: Code,
    /// One sentence or more.
    pub text: String,
}

/// Every judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Code {
    /// Of one run: it has recorded no loss.
    NoLoss,
    /// Of one run: its smoothed loss is about the same at every rate.
    HardlyMoves,
    /// Of one run: its smoothed loss is lowest at the first step.
    LowestAtFirst,
    /// Of one run: it is lowest at the last step.
    LowestAtLast,
    /// Of one run: it is lowest between.
    LowestBetween,
    /// The smoothed line lags behind the points.
    Lag,
    /// Of all runs: none has finished.
    NoRuns,
    /// Of all runs: they are too few for a confidence interval.
    TooFewRuns,
    /// Of all runs: there are both bounds.
    Works,
    /// Of all runs: the loss falls from the first step on, so there is no lower bound.
    StartLower,
    /// Of all runs: the loss falls to the end, so there is no upper bound.
    EndHigher,
    /// Of all runs: both.
    Widen,
    /// Of all runs: a bound is not sure, and not because the rates end too soon.
    BoundUnsure,
    /// Of all runs: the suggested rate is outside of the bounds.
    Contradicts,
    /// Of all runs: the loss neither falls nor rises in a few steps.
    TooFewSteps,
    /// Of all runs: the loss falls or rises at single steps only.
    SingleSteps,
    /// Of all runs: the loss neither falls nor rises.
    TooSmall,
    /// Of all runs: the loss rises and never falls.
    TooLarge,
    /// Of all runs: most were stopped by noise, before the loss fell or rose.
    StoppedByNoise,
    /// Of all runs: most were stopped, by noise or by divergence.
    StoppedEarly,
    /// Of all runs: they differ too much to see the loss fall or rise.
    RunsDiffer,
    /// Of all runs: the loss is not finite before training.
    NotFinite,
    /// Of the check: no constant rate reduces the median loss.
    NothingLearned,
    /// Of the check: no constant rate is better than the best constant prediction.
    NoBetterThanConstant,
    /// Of the check: there is no suggested rate to compare with that of the lowest loss.
    NoSuggestion,
    /// Of the check, and of the schedules: there are too few seeds to compare.
    TooFewSeeds,
    /// Of the check: the suggested rate has the lowest median loss.
    Best,
    /// Of the check: the suggested rate is better, seed by seed, than that of the lowest median loss.
    Better,
    /// Of the check: no significant difference from the lowest loss, and none that matters.
    Confirmed,
    /// Of the check: no significant difference, but it may be one that matters.
    SeedsDiffer,
    /// Of the check: the suggested rate is worse, but not by much.
    Nearly,
    /// Of the check: it is much worse.
    Worse,
    /// Of the check: it learns nothing.
    LearnsNothing,
    /// Of the schedules: none has a finite median loss, or there is none.
    NoSchedule,
    /// Of the inside of the network: the learning rate exceeds 2 over the sharpness from a step on.
    ExceedsEdge,
    /// Of the inside of the network: it never does where that is known.
    BelowEdge,
    /// Of the inside of the network: the sharpness is known at no step.
    EdgeUnknown,
    /// Of the schedules: there is only one.
    OneSchedule,
    /// Of the schedules: one is the best.
    BestSchedule,
    /// Of the schedules: none is known to be the best.
    NoBestSchedule,
}

/// One run, once it has ended.
pub(crate) struct Run<'a> {
    pub(crate) lrs: &'a [f64],
    pub(crate) smoothed_losses: &'a [f64],
    pub(crate) outcome: Outcome,
    pub(crate) stop_factor: Option<f64>,
    pub(crate) valley: Suggestion,
}

impl Run<'_> {
    /// How it ended, and where its loss was lowest. One run is noisy: what is wrong with the rates is
    /// for all runs to say.
    pub(crate) fn conclude(&self) -> Sentence {
        let (code, mut text) = self.reading();
        if let (Code::LowestAtLast | Code::LowestBetween, Some(lr)) = (code, self.valley.lr()) {
            text += &fill(
                &[
                    " This run alone suggests a learning rate of ~, about halfway along the longest fall \
                 of its smoothed loss.",
                ],
                &[lr],
            );
        }
        Sentence { code, text: self.stop() + &text }
    }

    fn stop(&self) -> String {
        let Outcome { kind, step, lr } = self.outcome;
        let why = match kind {
            OutcomeKind::Completed => return String::new(),
            OutcomeKind::NotFinite => "the loss was no longer a finite number. ",
            OutcomeKind::Diverged => {
                "the smoothed loss had risen to more than # times its minimum. "
            }
            OutcomeKind::DivergedByFall => {
                "the smoothed loss had risen by more than # times its earlier drop. "
            }
        };
        let at = "This run stopped at step #, at a learning rate of ~: ";
        let factor = self.stop_factor.unwrap_or(f64::INFINITY);
        fill(&[at, why], &[step as f64, lr, factor])
    }

    fn reading(&self) -> (Code, String) {
        let (lrs, losses) = (self.lrs, self.smoothed_losses);
        let Some(lowest) = least(losses) else {
            return (Code::NoLoss, "It has recorded no loss.".to_owned());
        };
        let (last, minimum) = (losses.len() - 1, losses[lowest]);
        let highest = losses.iter().copied().fold(f64::MIN, f64::max);
        let completed = self.outcome.kind == OutcomeKind::Completed;
        let (code, text) = if completed && highest - minimum <= FLAT_SHARE * highest {
            let text = "hardly moves: at every learning rate from ~ to ~ it is about ~.";
            let numbers = [lrs[0], lrs[last], loss(minimum)];
            let run = "In this run alone the smoothed loss ";
            return (Code::HardlyMoves, fill(&[run, text], &numbers));
        } else if lowest == 0 {
            let text = "In this run alone the smoothed loss never falls below its initial value, ~. One \
                        run cannot tell whether that is noise, or the learning rates are too small, or \
                        too large.";
            (Code::LowestAtFirst, text)
        } else if lowest == last {
            let text =
                "In this run alone the lowest smoothed loss, ~, is at the last learning rate, ~.";
            (Code::LowestAtLast, text)
        } else {
            let text = "In this run alone the lowest smoothed loss, ~, is at a learning rate of ~.";
            (Code::LowestBetween, text)
        };
        (code, fill(&[text], &[loss(minimum), lrs[lowest]]))
    }
}

/// By how much smoothing shifts the line, if that is worth a word.
pub(crate) fn lag(beta: f64, decades: f64) -> Option<Sentence> {
    let text = "Smoothing (beta #) shifts the line about ~ decades to the right (a decade is a factor of \
                10).";
    let sentence = || Sentence { code: Code::Lag, text: fill(&[text], &[beta, decades]) };
    (decades >= MIN_LAG_DECADES).then(sentence)
}

/// A beta that shifts the line less, if it was shifted by so much that this is worth a try.
pub(crate) fn shorter_beta(beta: f64, decades: f64) -> Option<f64> {
    (decades >= MIN_LAG_DECADES && beta > SHORT_BETA).then_some(SHORT_BETA)
}

/// All runs together.
pub(crate) struct Runs<'a> {
    pub(crate) runs: usize,
    /// How many of them ended before the last step.
    pub(crate) stopped: usize,
    /// Of the steps that any of them has reached.
    pub(crate) lrs: &'a [f64],
    /// None where they are too few.
    pub(crate) course: Option<Course>,
    pub(crate) bounds: Bounds,
    /// Of the median.
    pub(crate) valley: Suggestion,
}

impl Runs<'_> {
    /// Where training works, or why that is not to be told.
    pub(crate) fn conclude(&self) -> Sentence {
        let Self { runs, stopped, .. } = *self;
        let (code, text) = self.contradiction().unwrap_or_else(|| self.judge());
        let seeds = match runs {
            0 => return Sentence { code, text },
            1 => "# run: ",
            _ => "# runs, each from its own seed: ",
        };
        let stopped = match stopped as f64 {
            0.0 => String::new(),
            _ if matches!(self.course, Some(Course::Stopped { .. })) => String::new(),
            _ if stopped == runs => " All of them ended early.".to_owned(),
            stopped => fill(&[" # of them ended early."], &[stopped]),
        };
        let seeds = fill(&[seeds], &[runs as f64]);
        let text = join(&[&seeds, &text, &self.guess(code), &stopped]);
        Sentence { code, text }
    }

    fn judge(&self) -> (Code, String) {
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
                "not sure: the median loss is not a finite number before the first step.",
                [0.0; 3],
            ),
            Some(Course::Rises) => (
                Code::TooLarge,
                "the median loss rises and never falls by more than its uncertainty, so these learning \
                 rates, from ~ to ~, are too large. Start at a lower rate.",
                [ends[0], ends[1], 0.0],
            ),
            Some(Course::TooFewSteps) => (
                Code::TooFewSteps,
                "not sure: too few steps, only #. Take more steps.",
                [steps, 0.0, 0.0],
            ),
            Some(Course::SingleSteps) => (
                Code::SingleSteps,
                "not sure: the median loss changes at single steps only, never at two in a row. That may \
                 be noise, or a smaller last batch.",
                [0.0; 3],
            ),
            Some(Course::Unclear) => (
                Code::RunsDiffer,
                "not sure: the runs are too few, or differ too much, to see their median loss fall or \
                 rise. More runs or larger batches show more.",
                [0.0; 3],
            ),
            Some(Course::Stopped { noise: true }) => (
                Code::StoppedByNoise,
                "not sure: # of them were stopped early, though the losses of those still running were no \
                 higher than at the first step. The stop rule seems to take noise for divergence: smooth \
                 more, or turn it off.",
                [self.stopped as f64, 0.0, 0.0],
            ),
            Some(Course::Stopped { noise: false }) => (
                Code::StoppedEarly,
                "not sure whether noise or divergence stopped # of them: a lower start or larger batches \
                 would tell.",
                [self.stopped as f64, 0.0, 0.0],
            ),
            Some(Course::Level) => (
                Code::TooSmall,
                "the median loss neither falls nor rises by more than its uncertainty, so these \
                 learning rates, from ~ to ~, are too small to learn from in # steps. End at a higher \
                 rate.",
                [ends[0], ends[1], steps],
            ),
        };
        (code, fill(&[text], &numbers))
    }

    fn range(&self) -> (Code, String) {
        let Bounds { lower, upper } = self.bounds;
        let unsure = |sure: bool, code| if sure { code } else { Code::BoundUnsure };
        let (code, texts, numbers) = match (lower, upper) {
            (Bound::Found { lr: lower, .. }, Bound::Found { lr: upper, .. }) => (
                Code::Works,
                ["training works from a learning rate of about ~ up to about ~", "", ""],
                [lower, upper],
            ),
            (Bound::Found { lr, .. }, Bound::None { none }) => (
                unsure(none == NEVER_RISES, Code::EndHigher),
                [
                    "the median loss falls from a learning rate of about ~ on. Upper bound ",
                    none,
                    "",
                ],
                [lr, lr],
            ),
            (Bound::None { none }, Bound::Found { lr, .. }) => (
                unsure(none == FALLS_AT_ONCE, Code::StartLower),
                [
                    "the median loss has risen again above a learning rate of about ~. Lower bound ",
                    none,
                    "",
                ],
                [lr, lr],
            ),
            (Bound::None { none: lower }, Bound::None { none: upper }) => {
                let widen = lower == FALLS_AT_ONCE && upper == NEVER_RISES;
                let upper = if lower == upper { ["", ""] } else { [". Upper bound ", upper] };
                (unsure(widen, Code::Widen), [lower, upper[0], upper[1]], [0.0; 2])
            }
        };
        (code, fill(&[texts[0], texts[1], texts[2], "."], &numbers))
    }

    /// That the suggested rate is outside of the bounds, if it is.
    fn contradiction(&self) -> Option<(Code, String)> {
        let rate = self.valley.lr()?;
        let (text, bound) = match (self.bounds.lower, self.bounds.upper) {
            (Bound::Found { lr, .. }, _) if rate < lr => ("below the lower", lr),
            (_, Bound::Found { lr, .. }) if rate > lr => ("above the upper", lr),
            _ => return None,
        };
        let texts = [
            "not sure: the median suggests a learning rate of ~, but that is ",
            text,
            " bound, about ~. Trust neither; more steps may tell.",
        ];
        Some((Code::Contradicts, fill(&texts, &[rate, bound])))
    }

    /// The rate that the median suggests, where it falls at all.
    fn guess(&self, code: Code) -> String {
        let falls = code == Code::TooFewRuns || self.course == Some(Course::Falls);
        let told = falls && code != Code::Contradicts;
        let Some(rate) = self.valley.lr().filter(|_| told) else {
            return String::new();
        };
        let text = match (self.bounds.lower, self.bounds.upper) {
            (Bound::None { .. }, Bound::None { .. }) => {
                " The median suggests a learning rate of ~, which no bound confirms."
            }
            _ => {
                " The suggested learning rate is ~, about halfway along the longest fall of the median \
                 loss."
            }
        };
        fill(&[text], &[rate])
    }
}

/// The check by training.
pub(crate) struct Check<'a> {
    /// All rates that have trained, in rising order.
    pub(crate) lrs: &'a [f64],
    pub(crate) runs: usize,
    pub(crate) epochs: usize,
    /// The loss of the best constant prediction.
    pub(crate) baseline: f64,
    /// The rate of the lowest median loss and that loss, if there was anything to learn.
    pub(crate) best: Option<(f64, f64)>,
    /// How the suggested rate compares with it.
    pub(crate) suggested: Option<Compared>,
    /// The other rates with no significant difference from it, in rising order.
    pub(crate) level: &'a [f64],
}

/// A rate that was compared with the best one.
#[derive(Clone, Copy)]
pub(crate) struct Compared {
    pub(crate) lr: f64,
    /// What it loses of the possible reduction in loss.
    pub(crate) share: Quantiles,
    pub(crate) verdict: Verdict,
}

impl Check<'_> {
    /// Whether the suggested rate trains as well as any.
    pub(crate) fn conclude(&self) -> Sentence {
        let trained =
            join(&[" after ", &count(self.epochs, "epoch"), " from ", &count(self.runs, "seed")]);
        let Some((best, lowest)) = self.best else {
            let text = join(&["No constant learning rate reduces the median loss", &trained, "."]);
            return Sentence { code: Code::NothingLearned, text };
        };
        if lowest > NO_BETTER_SHARE * self.baseline {
            let found = ": the lowest median loss, at ~, is ~. Always predicting the same for every row \
                         has ~.";
            let numbers = [best, loss(lowest), loss(self.baseline)];
            let none = "No constant learning rate is better than the best constant prediction";
            let text = join(&[none, &trained, &fill(&[found], &numbers)]);
            return Sentence { code: Code::NoBetterThanConstant, text };
        }
        let (code, answer) = self
            .suggested
            .map_or((Code::NoSuggestion, String::new()), |suggested| suggested.against(best));
        let inside = self.lrs.first() < Some(&best) && Some(&best) < self.lrs.last();
        let edge = if inside {
            ""
        } else {
            " It is at an end of what was tried: there may be better beyond."
        };
        let found = fill(&[&trained, ": ~."], &[loss(lowest)]);
        let found =
            fill(&["A constant learning rate of ~ has the lowest median loss", &found], &[best]);
        let others = match *self.level {
            [] => String::new(),
            [lr] => fill(&[" It does not differ significantly from # other rate, ~."], &[1.0, lr]),
            [low, .., high] => fill(
                &[" It does not differ significantly from # other rates, from ~ to ~."],
                &[self.level.len() as f64, low, high],
            ),
        };
        let text = join(&[&answer, &found, edge, &others]);
        Sentence { code, text }
    }
}

impl Compared {
    /// Whether it is as good as the `best` rate.
    fn against(&self, best: f64) -> (Code, String) {
        let Self { lr, share, verdict, .. } = *self;
        let part = 100.0 * (1.0 - share.median).clamp(0.0, 1.0);
        // Not all of it, if only nearly all.
        let (achieves, part) = match part > 99.0 && part < 100.0 {
            true => ("achieves more than ~% of the possible reduction in loss. ", 99.0),
            false => ("achieves ~% of the possible reduction in loss. ", part),
        };
        let (code, answer, texts) = match verdict {
            Verdict::TooFew => (Code::TooFewSeeds, "There are too few seeds to tell. ", None),
            _ if lr == best => {
                (Code::Best, "Yes: the suggested learning rate, ~, has the lowest loss. ", None)
            }
            Verdict::Better => (
                Code::Better,
                "Yes",
                Some(["has a lower loss in most seeds, though its median is higher. ", ""]),
            ),
            Verdict::Worse if share.median <= SMALL_SHARE => {
                (Code::Nearly, "Nearly", Some([achieves, ""]))
            }
            Verdict::Worse if share.median < 1.0 => {
                (Code::Worse, "Not this time", Some([achieves, ""]))
            }
            Verdict::Worse => {
                (Code::LearnsNothing, "Not this time", Some(["learns nothing. ", ""]))
            }
            _ if share.high <= SMALL_SHARE => {
                let level = "shows no significant difference, and ";
                (Code::Confirmed, "Yes", Some([level, achieves]))
            }
            _ => {
                let level = "may be as good: these seeds cannot show a difference. ";
                (Code::SeedsDiffer, "Perhaps", Some([level, ""]))
            }
        };
        let asked = "Was the finder right? ";
        let Some(texts) = texts else {
            return (code, fill(&[asked, answer], &[lr]));
        };
        let times = lr / best;
        let (away, numbers) = match short(times).as_str() {
            "1" => ("next to the rate of the lowest loss, ", [lr, part, part]),
            _ => ("~ times as large as the rate of the lowest loss, ", [lr, times, part]),
        };
        let rate = ": the suggested learning rate, ~, ";
        (code, fill(&[asked, answer, rate, away, texts[0], texts[1]], &numbers))
    }
}

/// How the loss at a constant rate compares with the lowest one, for a table: by how much it is higher,
/// seed by seed, and how many decades above the rate of the lowest loss it is.
pub(crate) fn beside(regret: f64, decades: f64, verdict: Verdict) -> String {
    if decades == 0.0 {
        return "the lowest loss".to_owned();
    }
    let times = libm::pow(10.0, decades);
    let more = match regret {
        _ if !regret.is_finite() => "diverges",
        _ if regret > 0.0 => "+~ loss",
        _ => "~ loss",
    };
    let told = match verdict {
        Verdict::Worse | Verdict::Better => String::new(),
        open => join(&[" (", label(open), ")"]),
    };
    let away = match short(times).as_str() {
        "1" => ", next to the rate of the lowest loss",
        _ => ", ~ times the rate of the lowest loss",
    };
    join(&[&fill(&[more], &[regret]), &told, &fill(&[away], &[times])])
}

/// A verdict, for a table.
pub(crate) fn label(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Worse => "worse",
        Verdict::Better => "better",
        Verdict::Inconclusive => "no significant difference",
        Verdict::TooFew => "too few runs to tell",
    }
}

/// The inside of the network during a sweep.
pub(crate) struct Inspection<'a> {
    /// The rate of each step.
    pub(crate) lrs: &'a [f64],
    /// The steps at which the sharpness was measured.
    pub(crate) steps: &'a [usize],
    /// 2 over the sharpness at each of them, where it was found.
    pub(crate) edges: &'a [Option<f64>],
    /// The share of ReLUs that are dead at the last step.
    pub(crate) dead: Option<f64>,
}

impl Inspection<'_> {
    /// Whether the rate exceeds 2 over the sharpness, and where it first does.
    pub(crate) fn conclude(&self) -> Sentence {
        let Self { lrs, steps, edges, .. } = *self;
        let known = edges.iter().flatten().count();
        let all = steps.len();
        let rate = |place: usize| steps.get(place).and_then(|&step| lrs.get(step));
        let crossing = edges.iter().enumerate().find_map(|(place, edge)| {
            let (&lr, edge) = rate(place).zip(*edge)?;
            (lr > edge).then_some([steps[place] as f64, lr, edge])
        });
        // Between two steps that were measured it may have been there already.
        let at =
            if known < lrs.len() { "by step #: ~ against ~." } else { "at step #: ~ against ~." };
        let exceeds = "The learning rate first exceeds 2 over the sharpness ";
        let never = "The learning rate exceeds 2 over the sharpness at none of the # steps where that is \
                     known.";
        let (code, mut text) = match crossing {
            Some(numbers) => (Code::ExceedsEdge, fill(&[exceeds, at], &numbers)),
            None if known > 0 => (Code::BelowEdge, fill(&[never], &[known as f64])),
            None => (Code::EdgeUnknown, "The sharpness is known at no step.".to_owned()),
        };
        if 0 < known && known < all {
            let missing = [(all - known) as f64, all as f64];
            text += &fill(&[" At # of # steps it could not be found."], &missing);
        }
        if let Some(dead) = self.dead {
            text += &fill(&[" At the last step ~% of the ReLUs are dead."], &[100.0 * dead]);
        }
        Sentence { code, text }
    }
}

/// The comparison of schedules.
pub(crate) struct Comparison {
    pub(crate) runs: usize,
    pub(crate) epochs: usize,
    /// The place of the lowest median validation loss, if any is finite.
    pub(crate) best: Option<usize>,
    pub(crate) entries: Vec<Entry>,
}

/// A schedule that was compared with that of the lowest median.
pub(crate) struct Entry {
    pub(crate) label: &'static str,
    /// After training, over the seeds.
    pub(crate) loss: Quantiles,
    /// The median of what it has more than the lowest, seed by seed.
    pub(crate) behind: f64,
    pub(crate) verdict: Verdict,
}

impl Comparison {
    /// Which schedule is the best, if that is known.
    pub(crate) fn conclude(&self) -> Sentence {
        let epochs = count(self.epochs, "epoch");
        let Some(best) = self.best else {
            let text = match self.entries.len() {
                0 => String::new(),
                _ => join(&[
                    "The validation loss of every schedule is infinite in at least half of the runs after ",
                    &epochs,
                    ".",
                ]),
            };
            return Sentence { code: Code::NoSchedule, text };
        };
        let Quantiles { low, median, high } = self.entries[best].loss;
        let loss = fill(
            &["~ (median of ", &count(self.runs, "run"), "; 10th to 90th percentile ~ to ~)."],
            &[median, low, high],
        );
        let label = self.entries[best].label;
        let worse = self.others(Verdict::Worse, |entry| match entry.behind {
            behind if !behind.is_finite() => {
                join(&[entry.label, " (infinite in at least half of the runs)"])
            }
            behind => fill(&[entry.label, if behind > 0.0 { " (+~)" } else { " (~)" }], &[behind]),
        });
        let plain = |entry: &Entry| entry.label.to_owned();
        // The lowest median is not always the lowest seed by seed.
        let better = self.others(Verdict::Better, plain);
        let mut open = self.others(Verdict::Inconclusive, plain);
        let (code, text) = if !self.others(Verdict::TooFew, plain).is_empty() {
            let text = " has the lowest validation loss: ";
            let few = " So few runs cannot show a difference, even if all agreed.";
            (Code::TooFewSeeds, join(&["After ", &epochs, ", ", label, text, &loss, few]))
        } else if self.entries.len() == 1 {
            let text = " has a validation loss of ";
            (Code::OneSchedule, join(&["After ", &epochs, ", ", label, text, &loss]))
        } else if open.is_empty() && better.is_empty() {
            let text = ", with a validation loss of ";
            (Code::BestSchedule, join(&["Best after ", &epochs, ": ", label, text, &loss]))
        } else {
            let none =
                ", no schedule is known to be the best. The lowest validation loss is that of ";
            (Code::NoBestSchedule, join(&["After ", &epochs, none, label, ": ", &loss]))
        };
        if open.len() > 2 && open.len() + 1 == self.entries.len() {
            open = vec![fill(&["all # others"], &[open.len() as f64])];
        }
        let parts = [
            (" No significant difference from it: ", open),
            (" Better, seed by seed: ", better),
            (" Worse, seed by seed: ", worse),
        ];
        let part = |(head, names): &(&str, Vec<String>)| match names.len() {
            0 => String::new(),
            _ => join(&[head, &listed(names), "."]),
        };
        Sentence { code, text: text + &parts.iter().map(part).collect::<String>() }
    }

    /// All but the lowest of a verdict.
    fn others(&self, verdict: Verdict, text: fn(&Entry) -> String) -> Vec<String> {
        let others = self.entries.iter().enumerate();
        let others =
            others.filter(|(place, one)| Some(*place) != self.best && one.verdict == verdict);
        others.map(|(_, entry)| text(entry)).collect()
    }
}

/// `a, b and c`.
fn listed(names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => join(&[&first.join(", "), " and ", last]),
        _ => names.concat(),
    }
}

/// A loss; zero where it is no more than a rounding error.
fn loss(value: f64) -> f64 {
    if value.abs() < ROUNDING_ERROR { 0.0 } else { value }
}

/// Texts one after the other, in which each `~` is the next number with two significant digits, each
/// `#` the next as it is.
#[inline(never)]
fn fill(texts: &[&str], numbers: &[f64]) -> String {
    let mut numbers = numbers.iter().copied();
    let mut filled = String::new();
    for part in texts.iter().flat_map(|text| text.split_inclusive(['~', '#'])) {
        let plain = part.trim_end_matches(['~', '#']);
        filled += plain;
        let number = if plain.len() < part.len() { numbers.next() } else { None };
        filled += &match number {
            None => continue,
            Some(number) if !number.is_finite() => "no finite number".to_owned(),
            Some(number) if part.ends_with('~') => short(number),
            Some(number) => write(number),
        };
    }
    filled
}

/// Texts one after the other; not compiled once more at every call.
#[inline(never)]
fn join(texts: &[&str]) -> String {
    texts.concat()
}

fn count(number: usize, word: &str) -> String {
    fill(&["# ", word, if number == 1 { "" } else { "s" }], &[number as f64])
}
