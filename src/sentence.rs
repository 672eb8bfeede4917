//! What results mean, in sentences: plain text for page, terminal and report alike, and the judgements
//! behind it. Numbers have two significant digits.

use serde::Serialize;

use crate::bounds::{Bound, Bounds, FALLS_AT_ONCE, NEVER_RISES};
use crate::course::Course;
use crate::curve::{Outcome, OutcomeKind};
use crate::evidence::Verdict;
use crate::number::{short, write};
use crate::statistics::Quantiles;
use crate::suggestion::Suggestion;
use crate::suggestion::least;

/// A smoothed loss hardly moves that stays within this share of its highest value.
const HARDLY: f64 = 0.01;
/// A shift by less than so many decades needs no word.
const WORTH_A_WORD: f64 = 0.5;
/// Of the loss of the best constant prediction: what has more is no better.
const LEARNED: f64 = 0.99;
/// A difference is small that costs less than this share of the possible reduction in loss.
const SMALL: f64 = 0.1;
/// A loss below the rounding error of single precision is zero.
const NOTHING: f64 = f32::EPSILON as f64;

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
    /// Of all runs: the loss falls, but a bound is not sure.
    BoundUnsure,
    /// Of all runs: the loss falls at single steps only.
    SingleSteps,
    /// Of all runs: the loss neither falls nor rises.
    TooSmall,
    /// Of all runs: the loss rises and never falls.
    TooLarge,
    /// Of all runs: most were stopped by noise, before the loss fell or rose.
    StoppedByNoise,
    /// Of all runs: they differ too much to see the loss fall or rise.
    RunsDiffer,
    /// Of all runs: the loss is not finite before training.
    NotFinite,
    /// Of the check: no constant rate reduces the loss.
    NothingLearned,
    /// Of the check: no constant rate is better than the best constant prediction.
    NoBetterThanConstant,
    /// Of the check: there is no suggested rate to compare with the best one.
    NoSuggestion,
    /// Of the check: there are too few seeds to compare.
    TooFewSeeds,
    /// Of the check: the suggested rate is the best one.
    Best,
    /// Of the check: the suggested rate is better than that of the lowest median loss.
    Better,
    /// Of the check: no significant difference from the best rate, and none that matters.
    Confirmed,
    /// Of the check: no significant difference, since the seeds differ too much.
    SeedsDiffer,
    /// Of the check: the suggested rate is worse, but not by much.
    Nearly,
    /// Of the check: it is much worse.
    Worse,
    /// Of the check: it learns nothing.
    LearnsNothing,
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
        let (code, reading) = self.reading();
        let guess = match (code, self.valley) {
            (Code::LowestAtLast | Code::LowestBetween, Suggestion::Found { lr, .. }) => format!(
                " This run alone suggests a learning rate of {}, about halfway along the longest fall \
                 of its smoothed loss.",
                short(lr)
            ),
            _ => String::new(),
        };
        Sentence { code, text: [self.stop().as_str(), &reading, &guess].concat() }
    }

    fn stop(&self) -> String {
        let Outcome { kind, step, lr } = self.outcome;
        let why = match kind {
            OutcomeKind::Completed => return String::new(),
            OutcomeKind::NotFinite => "the loss was no longer a finite number".to_owned(),
            OutcomeKind::Diverged => format!(
                "the smoothed loss had risen to more than {} times its minimum",
                write(self.stop_factor.unwrap_or(f64::INFINITY))
            ),
        };
        format!("This run stopped at step {step}, at a learning rate of {}: {why}. ", short(lr))
    }

    fn reading(&self) -> (Code, String) {
        let (lrs, losses) = (self.lrs, self.smoothed_losses);
        let Some(lowest) = least(losses) else {
            return (Code::NoLoss, "It has recorded no loss.".to_owned());
        };
        let (last, minimum) = (losses.len() - 1, loss(losses[lowest]));
        let highest = losses.iter().copied().fold(f64::MIN, f64::max);
        let completed = self.outcome.kind == OutcomeKind::Completed;
        if completed && highest - losses[lowest] <= HARDLY * highest {
            let text = format!(
                "In this run alone the smoothed loss hardly moves: at every learning rate from {} to \
                 {} it is about {minimum}.",
                short(lrs[0]),
                short(lrs[last])
            );
            return (Code::HardlyMoves, text);
        }
        if lowest == 0 {
            let text = format!(
                "In this run alone the smoothed loss never falls below its initial value, {minimum}. \
                 One run cannot tell whether that is noise, or the learning rates are too small, or \
                 too large."
            );
            return (Code::LowestAtFirst, text);
        }
        let (code, at) = if lowest == last {
            (Code::LowestAtLast, "the last learning rate,")
        } else {
            (Code::LowestBetween, "a learning rate of")
        };
        let lr = short(lrs[lowest]);
        (code, format!("In this run alone the lowest smoothed loss, {minimum}, is at {at} {lr}."))
    }
}

/// By how much smoothing shifts the line, if that is worth a word.
pub(crate) fn lag(beta: f64, decades: f64) -> Option<Sentence> {
    let text = format!(
        "Smoothing (beta {}) shifts the line about {} decades to the right (a decade is a factor of \
         10).",
        write(beta),
        short(decades)
    );
    (decades >= WORTH_A_WORD).then_some(Sentence { code: Code::Lag, text })
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
        let (code, text) = self.judge();
        let seeds = match runs {
            0 => return Sentence { code, text: text + "." },
            1 => "1 run".to_owned(),
            _ => format!("{runs} runs, each from its own seed"),
        };
        let stopped = match stopped {
            0 => String::new(),
            _ if code == Code::StoppedByNoise => String::new(),
            _ if stopped == runs => " All of them ended early.".to_owned(),
            _ => format!(" {stopped} of them ended early."),
        };
        let guess = self.guess(code);
        Sentence { code, text: [&seeds, ": ", &text, ".", &guess, &stopped].concat() }
    }

    fn judge(&self) -> (Code, String) {
        let Self { runs, stopped, lrs, .. } = *self;
        let Some(course) = self.course else {
            return match runs {
                0 => (Code::NoRuns, "No run has finished".to_owned()),
                _ => (Code::TooFewRuns, "not sure: that takes at least 6 runs".to_owned()),
            };
        };
        let ends = || match (short(lrs[0]), short(lrs[lrs.len() - 1])) {
            (first, last) if first == last => first,
            (first, last) => format!("from {first} to {last}"),
        };
        match course {
            Course::Falls => self.range(),
            Course::Rises => (
                Code::TooLarge,
                format!(
                    "the median loss rises and never falls by more than its uncertainty, so these \
                     learning rates, {}, are too large. Start at a lower rate",
                    ends()
                ),
            ),
            Course::Dips => (
                Code::SingleSteps,
                "not sure: the median loss falls at single steps only, never at two in a row. That may \
                 be noise, or a smaller last batch; more steps would tell"
                    .to_owned(),
            ),
            Course::Endless => (
                Code::NotFinite,
                "not sure: the median loss is not a finite number before the first step".to_owned(),
            ),
            Course::Unclear => (
                Code::RunsDiffer,
                "not sure: the runs differ too much to see their median loss fall or rise. More runs \
                 or larger batches show more"
                    .to_owned(),
            ),
            Course::Level if 2 * stopped > runs => (
                Code::StoppedByNoise,
                format!(
                    "not sure: {stopped} of them were stopped early, though the median loss of those \
                     still running had not risen by more than its uncertainty. The stop rule takes \
                     noise for divergence: smooth more, or turn it off"
                ),
            ),
            Course::Level => (
                Code::TooSmall,
                format!(
                    "the median loss neither falls nor rises by more than its uncertainty, so these \
                     learning rates, {}, are too small to learn from in {}. End at a higher rate",
                    ends(),
                    count(lrs.len(), "step")
                ),
            ),
        }
    }

    fn range(&self) -> (Code, String) {
        let Bounds { lower, upper } = self.bounds;
        match (lower, upper) {
            (Bound::Found { lr: lower, .. }, Bound::Found { lr: upper, .. }) => (
                Code::Works,
                format!(
                    "training works from a learning rate of about {} up to about {}",
                    short(lower),
                    short(upper)
                ),
            ),
            (Bound::Found { lr, .. }, Bound::None { none }) => (
                if none == NEVER_RISES { Code::EndHigher } else { Code::BoundUnsure },
                format!(
                    "the median loss falls from a learning rate of about {} on. Upper bound {none}",
                    short(lr)
                ),
            ),
            (Bound::None { none }, Bound::Found { lr, .. }) => (
                if none == FALLS_AT_ONCE { Code::StartLower } else { Code::BoundUnsure },
                format!(
                    "the median loss has risen again above a learning rate of about {}. Lower bound \
                     {none}",
                    short(lr)
                ),
            ),
            (Bound::None { none: lower }, Bound::None { none: upper }) if lower == upper => {
                (Code::BoundUnsure, lower.to_owned())
            }
            (Bound::None { none: lower }, Bound::None { none: upper }) => (
                if lower == FALLS_AT_ONCE && upper == NEVER_RISES {
                    Code::Widen
                } else {
                    Code::BoundUnsure
                },
                format!("lower bound {lower}. Upper bound {upper}"),
            ),
        }
    }

    /// The rate that the median suggests, where it falls at all.
    fn guess(&self, code: Code) -> String {
        let Suggestion::Found { lr, .. } = self.valley else {
            return String::new();
        };
        let few = code == Code::TooFewRuns;
        if !few && self.course != Some(Course::Falls) {
            return String::new();
        }
        let rate = short(lr);
        let Bounds { lower, upper } = self.bounds;
        match (lower, upper) {
            (Bound::Found { lr: lower, .. }, _) if lr < lower => format!(
                " The suggested learning rate, {rate}, is below the lower bound: trust neither."
            ),
            (_, Bound::Found { lr: upper, .. }) if lr > upper => format!(
                " The suggested learning rate, {rate}, is above the upper bound: trust neither."
            ),
            (Bound::None { .. }, Bound::None { .. }) => {
                format!(" The median suggests a learning rate of {rate}, which no bound confirms.")
            }
            _ => format!(
                " The suggested learning rate is {rate}, about halfway along the longest fall of the \
                 median loss."
            ),
        }
    }
}

/// The check by training.
pub(crate) struct Check<'a> {
    /// Of the grid, in rising order.
    pub(crate) lrs: &'a [f64],
    pub(crate) runs: usize,
    pub(crate) epochs: usize,
    /// The loss of the best constant prediction.
    pub(crate) baseline: f64,
    /// The rate of the lowest median loss and that loss, if there was anything to learn.
    pub(crate) best: Option<(f64, f64)>,
    /// The rates that were compared with it.
    pub(crate) rates: Vec<Compared<'a>>,
}

/// A rate that was compared with the best one.
#[derive(Clone, Copy)]
pub(crate) struct Compared<'a> {
    /// Whose rate it is: a policy's name.
    pub(crate) name: &'a str,
    pub(crate) lr: f64,
    /// What it loses of the possible reduction in loss.
    pub(crate) share: Quantiles,
    pub(crate) verdict: Verdict,
}

impl Check<'_> {
    /// Whether the suggested rate trains as well as any.
    pub(crate) fn conclude(&self) -> Sentence {
        let trained =
            format!("after {} from {}", count(self.epochs, "epoch"), count(self.runs, "seed"));
        let Some((best, lowest)) = self.best else {
            let text = format!("No constant learning rate reduces the loss {trained}.");
            return Sentence { code: Code::NothingLearned, text };
        };
        let (rate, minimum) = (short(best), loss(lowest));
        if lowest > LEARNED * self.baseline {
            let text = format!(
                "No constant learning rate is better {trained} than the best constant prediction, the \
                 same for every row: the lowest median loss, at {rate}, is {minimum}, and that of the \
                 prediction {}.",
                loss(self.baseline)
            );
            return Sentence { code: Code::NoBetterThanConstant, text };
        }
        let suggested = self.rates.iter().find(|rate| rate.name == "valley");
        let (code, answer) = match suggested {
            None => (Code::NoSuggestion, String::new()),
            Some(one) => {
                let (code, answer) = one.against(best);
                (code, format!("Was the finder right? {answer}. "))
            }
        };
        let inside = self.lrs.first() < Some(&best) && Some(&best) < self.lrs.last();
        let edge =
            if inside { "" } else { ", at an end of what was tried: there may be better beyond" };
        let level = |rate: &&Compared| {
            let known = rate.lr == best || suggested.is_some_and(|one| one.lr == rate.lr);
            !known && rate.is_level()
        };
        let level: Vec<String> = self.rates.iter().filter(level).map(Compared::named).collect();
        let others = match level.as_slice() {
            [] => String::new(),
            names => format!(" No significant difference from it: {}.", listed(names)),
        };
        let text = format!(
            "{answer}The best constant learning rate {trained} is {rate}, with a median loss of \
             {minimum}{edge}.{others}"
        );
        Sentence { code, text }
    }
}

impl Compared<'_> {
    /// Whether neither is known to be better.
    fn is_level(&self) -> bool {
        !matches!(self.verdict, Verdict::Worse | Verdict::Better | Verdict::TooFew)
    }

    fn named(&self) -> String {
        let name = match self.name {
            "lower" => "the lower bound",
            "upper" => "the upper bound",
            "lr" => "your own rate",
            name => name,
        };
        format!("{name} ({})", short(self.lr))
    }

    /// Whether it is as good as the `best` rate.
    fn against(&self, best: f64) -> (Code, String) {
        let Self { lr, share, verdict, .. } = *self;
        let times = match short(lr / best).as_str() {
            "1" => "next to the best rate".to_owned(),
            times => format!("{times} times the best rate"),
        };
        let achieves = || {
            format!("achieves {} of the possible reduction in loss", percent(1.0 - share.median))
        };
        let (code, before, after) = match verdict {
            Verdict::TooFew => {
                return (Code::TooFewSeeds, "There are too few seeds to tell".to_owned());
            }
            _ if lr == best => {
                let text =
                    format!("Yes: the suggested learning rate, {}, is the best one", short(lr));
                return (Code::Best, text);
            }
            Verdict::Better => (Code::Better, "Yes", "trains even better".to_owned()),
            Verdict::Worse if share.median <= SMALL => (Code::Nearly, "Nearly", achieves()),
            Verdict::Worse if share.median < 1.0 => (Code::Worse, "Not this time", achieves()),
            Verdict::Worse => (Code::LearnsNothing, "Not this time", "learns nothing".to_owned()),
            _ if share.high <= SMALL => {
                let text = format!("shows no significant difference, and {}", achieves());
                (Code::Confirmed, "Yes", text)
            }
            _ => {
                let text =
                    "shows no significant difference, but only because the seeds differ so much";
                (Code::SeedsDiffer, "Perhaps", text.to_owned())
            }
        };
        let rate = short(lr);
        (code, format!("{before}: the suggested learning rate, {rate}, {times}, {after}"))
    }
}

/// A loss.
fn loss(value: f64) -> String {
    short(if value.abs() < NOTHING { 0.0 } else { value })
}

/// A share of a whole that is not reached.
fn percent(share: f64) -> String {
    match 100.0 * share.clamp(0.0, 1.0) {
        most if most < 100.0 && most > 99.0 => "more than 99%".to_owned(),
        part => short(part) + "%",
    }
}

fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [name] => name.clone(),
        [names @ .., last] => format!("{} and {last}", names.join(", ")),
    }
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}
