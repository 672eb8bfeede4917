//! The answer: one learning rate, the range of good rates, and how sure both are; or what to change.

use serde::Serialize;

use super::template::{count, fill, join};
use crate::choice::Named;
use crate::curve::recommendation::{NoRecommendation, Recommendation, Warning};
use crate::data::Scaler;
use crate::number;
use crate::schedule::Rates;

/// The accuracy of the recommendation in [`crate::benchmark`], for sweeps of 100 steps. `tests/benchmark.rs` compares these
/// numbers with its results.
pub const ACCURACY: Accuracy = Accuracy {
    trainings: 143,
    within_3: 0.73,
    coverage: 0.91,
    log_coverage: 0.91,
    lengthless_coverage: 0.95,
    verified: 0.97,
};

/// A summary of the benchmark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// The number of training tasks, whose best constant rate is known.
    pub trainings: usize,
    /// The share of sweeps whose recommendation is within a factor of three of the best rate.
    pub within_3: f64,
    /// The share of sweeps whose interval contains the best rate.
    pub coverage: f64,
    /// The same for the interval of a log, from the noise of its single run.
    pub log_coverage: f64,
    /// The same for a log if the length of the training is unknown, for lengths within the assumed range.
    pub lengthless_coverage: f64,
    /// The share of tasks whose verified rate loses at most a tenth of the achievable reduction in loss.
    pub verified: f64,
}

/// The answer to the question which learning rate to use.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Answer {
    /// A rate.
    Found(Box<Rate>),
    /// No rate.
    None {
        /// The reason, in a sentence.
        none: String,
        /// What to change, if anything would help.
        #[serde(skip_serializing_if = "Option::is_none")]
        remedy: Option<Remedy>,
    },
}

/// A learning rate to use.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Rate {
    /// The rate.
    pub lr: f64,
    /// The lower end of the range of good rates. Before the check, the range should contain the best rate in nine
    /// cases of ten. None if there are too few seeds.
    pub low: Option<f64>,
    /// The upper end of the range of good rates.
    pub high: Option<f64>,
    /// The lower bound for cyclical schedules.
    pub base_lr: f64,
    /// The upper bound for cyclical schedules.
    pub max_lr: f64,
    /// Whether the check by training, with other seeds and enough of them, has confirmed or chosen the rate.
    pub verified: bool,
    /// The rate that the sweep suggests, if the check has replaced it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested: Option<f64>,
    /// Epochs of training for which it holds; none for a log, which does not contain the length of the training.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub epochs: Option<usize>,
    /// The range in words.
    pub range: String,
    /// Why this rate, in a sentence.
    pub reason: String,
    /// How sure it is, in a sentence.
    pub sure: String,
    /// Reasons to doubt it.
    pub warnings: Vec<Doubt>,
}

/// A reason to doubt an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Doubt {
    /// The reason as a code.
    pub code: &'static str,
    /// The reason in a sentence.
    pub text: String,
}

impl Doubt {
    /// The best rate is the first or the last of the tested ones.
    fn at_edge() -> Self {
        let text = "It is at an end of the tested rates, so a rate beyond it may be better.";
        Self { code: "at_edge", text: text.to_owned() }
    }
}

/// A change that may lead to an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Remedy {
    /// The change in words, for a button.
    pub text: String,
    /// The settings that it changes, by their names in links.
    pub settings: RemedySettings,
}

/// New values of settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(default)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RemedySettings {
    /// The first rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_lr: Option<f64>,
    /// The last rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_lr: Option<f64>,
    /// Steps of the sweep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub num_iter: Option<usize>,
    /// Epochs of the check by training.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub truth_epochs: Option<usize>,
    /// The scaling of the features.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scaler: Option<&'static str>,
    /// The rise that stops a sweep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stop_factor: Option<&'static str>,
}

/// The largest number of steps that a remedy proposes.
const MAX_STEPS: usize = 3_000;
/// The largest number of epochs that a remedy proposes for the check.
const MAX_EPOCHS: usize = 100;
/// From this rate on, every rate of a level curve may be too large.
const LARGE_RATE: f64 = 1.0;
/// The smallest ratio of the ends of a wide range.
const WIDE_RANGE: f64 = 1e4;
/// The limits of the rates that a remedy proposes.
const LIMITS: (f64, f64) = (1e-12, 1e6);

impl Answer {
    /// The answer of a curve, for a training of `epochs` epochs. The sweep has `steps` steps between the rates `ends`.
    pub(crate) fn suggested(
        found: Result<Recommendation, NoRecommendation>,
        epochs: usize,
        ends: (f64, f64),
        steps: usize,
    ) -> Self {
        match found {
            Ok(found) => Self::Found(Box::new(Rate::suggested(found, epochs))),
            Err(reason) => reason.answer(ends, steps),
        }
    }

    /// No answer, because no constant rate learns anything; `lr` was suggested.
    pub(crate) fn nothing_learned(lr: f64, epochs: usize, length: &str) -> Self {
        let text = " no constant rate is better than always \
                    predicting the same value. Train longer.";
        let suggested = fill(&["The range test suggests about ~, but after "], &[lr]);
        let none = join(&[&suggested, length, text]);
        let more = epochs.saturating_mul(4).min(MAX_EPOCHS);
        let settings = RemedySettings { truth_epochs: Some(more), ..RemedySettings::default() };
        Self::None { none, remedy: (more > epochs).then(|| settings.remedy()) }
    }

    /// No answer, because no constant rate learns anything, and the features are not scaled.
    pub(crate) fn not_scaled(length: &str) -> Self {
        let text = " no constant rate is better than always predicting the same value. The features \
                    are not scaled.";
        let settings =
            RemedySettings { scaler: Some(Scaler::Standard.name()), ..RemedySettings::default() };
        Self::None { none: join(&["After ", length, text]), remedy: Some(settings.remedy()) }
    }

    /// The rate, if there is one.
    pub fn found(&self) -> Option<&Rate> {
        match self {
            Self::Found(rate) => Some(rate),
            Self::None { .. } => None,
        }
    }

    /// The recommended rate and its bounds, if there is one.
    pub fn rates(&self) -> Rates {
        let found = self.found();
        Rates {
            answer: found.map(|rate| rate.lr),
            lower: found.map(|rate| rate.base_lr),
            upper: found.map(|rate| rate.max_lr),
            ..Rates::default()
        }
    }
}

impl Rate {
    fn suggested(found: Recommendation, epochs: usize) -> Self {
        let Recommendation { lr, low, high, base_lr, max_lr, warnings } = found;
        let Accuracy { trainings, within_3, coverage, .. } = ACCURACY;
        let reason = between(base_lr, max_lr);
        let sure = fill(
            &[
                "Not yet verified by training. For # trainings with a known best rate, a suggestion like this was within a \
                 factor of 3 of it in #% of cases, and the range held it in #%.",
            ],
            &[trainings as f64, (100.0 * within_3).round(), (100.0 * coverage).round()],
        );
        Self {
            lr,
            low: Some(low),
            high: Some(high),
            base_lr,
            max_lr,
            verified: false,
            suggested: None,
            epochs: Some(epochs),
            range: fill(&["the best rate is probably between ~ and ~"], &[low, high]),
            reason,
            sure,
            warnings: warnings.into_iter().map(Warning::doubt).collect(),
        }
    }
}

/// The rates between which the loss of a curve falls, in a sentence.
pub(super) fn between(base_lr: f64, max_lr: f64) -> String {
    let text = "Below about ~ the loss hardly falls, and above about ~ it no longer does.";
    fill(&[text], &[base_lr, max_lr])
}

/// The result of the check by training for a suggested rate.
pub(crate) struct Verified {
    /// The preferred rate.
    pub(crate) lr: f64,
    /// The range of tested rates around it that lose less than a tenth of the achievable reduction in loss; none if
    /// there are too few seeds.
    pub(crate) good: Option<(f64, f64)>,
    /// The rate that the sweep suggests.
    pub(crate) suggested: Option<f64>,
    pub(crate) base_lr: f64,
    pub(crate) max_lr: f64,
    pub(crate) epochs: usize,
    /// The length of the training in words, in epochs or steps.
    pub(crate) length: String,
    pub(crate) seeds: usize,
    /// The number of trained rates.
    pub(crate) rates: usize,
    /// Whether the validation loss decides.
    pub(crate) held_out: bool,
    /// Whether the best rate is the lowest or highest tested one.
    pub(crate) at_edge: bool,
}

impl Verified {
    pub(crate) fn answer(self) -> Answer {
        let Self { lr, good, suggested, base_lr, max_lr, epochs, seeds, .. } = self;
        // Without a range, there are too few seeds to compare rates.
        let verified = good.is_some();
        let changed = suggested.filter(|&suggested| suggested != lr);
        let trained = join(&["rained for ", &self.length, " from ", &count(seeds, "new seed")]);
        let measured = if self.held_out { "validation loss" } else { "loss" };
        let among = fill(&[" of # rates."], &[self.rates as f64]);
        let reason = match (changed, suggested) {
            (Some(suggested), _) => {
                let than = ["clearly lower than at ~, the rate that the range test suggests."];
                join(&["T", &trained, ", its ", measured, " is ", &fill(&than, &[suggested])])
            }
            (None, Some(_)) if !verified => join(&[
                "The range test suggests it. T",
                &trained,
                ", too few to compare its ",
                measured,
                ".",
            ]),
            (None, Some(_)) => join(&[
                "The range test suggests it, and training agrees: t",
                &trained,
                ", its ",
                measured,
                " is among the lowest",
                &among,
            ]),
            (None, None) => {
                let alone = "The range test alone gives no rate, but t";
                join(&[alone, &trained, " this one has the lowest ", measured, &among])
            }
        };
        let Accuracy { trainings, verified: share, .. } = ACCURACY;
        let like_this = fill(
            &[
                "For # other trainings whose best rate is known, a rate verified like this was nearly as good in #% of cases: it \
                 reached at least 90% of the possible improvement.",
            ],
            &[trainings as f64, (100.0 * share).round()],
        );
        let (range, sure) = match good {
            Some((low, high)) if low < high => {
                (fill(&["anything from ~ to ~ is about as good"], &[low, high]), like_this)
            }
            Some(_) => ("no other tested rate is as good".to_owned(), like_this),
            None => (
                "there are too few seeds to say which other rates are as good".to_owned(),
                "Trained with new seeds, but too few for a statistical test.".to_owned(),
            ),
        };
        Answer::Found(Box::new(Rate {
            lr,
            low: good.map(|good| good.0),
            high: good.map(|good| good.1),
            base_lr,
            max_lr,
            verified,
            suggested: changed,
            epochs: Some(epochs),
            range,
            reason,
            sure,
            warnings: self.at_edge.then(Doubt::at_edge).into_iter().collect(),
        }))
    }
}

impl Warning {
    fn doubt(self) -> Doubt {
        let (code, text) = match self {
            Self::NeverRises => (
                "never_rises",
                "The loss does not rise again, so a higher rate may be better. End the range test at a higher rate.",
            ),
            Self::FallsAtOnce => (
                "falls_at_once",
                "The loss falls from the first step. Start the range test at a lower rate.",
            ),
            Self::FewSteps => {
                ("few_steps", "The range test has few steps, so the rate is rough. Use more steps.")
            }
            Self::Noisy => (
                "noisy",
                "The losses vary nearly as much as they fall. Use larger batches or more runs.",
            ),
            Self::LongTraining => (
                "long_training",
                "The training is longer than those of the benchmark, so it may need a lower rate.",
            ),
        };
        Doubt { code, text: text.to_owned() }
    }
}

/// What the rates of a level curve may be.
pub(super) enum LevelRates {
    TooSmall,
    TooSmallOrLarge,
    /// Neither: the range is wide enough to contain rates at which a network learns, if it can learn.
    Wide,
}

impl LevelRates {
    /// Those of a sweep between the rates `ends`.
    pub(super) fn new((start, end): (f64, f64)) -> Self {
        if start >= LARGE_RATE {
            Self::TooSmallOrLarge
        } else if end >= LARGE_RATE && end / start >= WIDE_RANGE {
            Self::Wide
        } else {
            Self::TooSmall
        }
    }
}

impl NoRecommendation {
    fn answer(self, ends: (f64, f64), steps: usize) -> Answer {
        let (start, end) = ends;
        let range = |start, end| RemedySettings::range(ends, (start, end));
        let more_steps =
            || RemedySettings::steps(steps, steps.saturating_mul(4).clamp(100, MAX_STEPS));
        let (none, settings) = match self {
            Self::TooFewSteps => ("The curve has too few steps.", more_steps()),
            Self::TooLarge => (
                "The loss rises and never falls: these rates are too large.",
                range(start / 1e4, start * 10.0),
            ),
            Self::Stopped { noise: true } => (
                "Most runs stopped early: the stop rule seems to mistake noise for divergence.",
                Some(RemedySettings { stop_factor: Some("off"), ..RemedySettings::default() }),
            ),
            Self::Stopped { noise: false } => (
                "Most runs stopped early, because of noise or divergence.",
                range(start / 1e4, start * 10.0),
            ),
            Self::Level => match LevelRates::new(ends) {
                LevelRates::TooSmallOrLarge => (
                    "The loss neither falls nor rises: these rates are too small, or so large that training fails at once.",
                    range(start / 1e4, end * 10.0),
                ),
                LevelRates::Wide => (
                    "The loss neither falls nor rises more than it varies by chance.",
                    more_steps(),
                ),
                LevelRates::TooSmall => (
                    "The loss neither falls nor rises: these rates are too small.",
                    range(end / 100.0, end * 1e3),
                ),
            },
            Self::StillFalling => (
                "The loss still falls at the last rate, so the best rate is beyond it.",
                range(start, end * 1e3),
            ),
        };
        Answer::None { none: none.to_owned(), remedy: settings.map(RemedySettings::remedy) }
    }
}

impl RemedySettings {
    /// More steps; none if they are not more than `before`.
    fn steps(before: usize, steps: usize) -> Option<Self> {
        (steps > before).then(|| Self { num_iter: Some(steps), ..Self::default() })
    }

    /// A range of powers of ten, within [`LIMITS`]; none if it has no rates beyond the range `before`.
    fn range(before: (f64, f64), (start, end): (f64, f64)) -> Option<Self> {
        // Parsed from text: a computed power of ten may differ from the parsed number.
        let round = |lr: f64| {
            let power = libm::log10(lr.clamp(LIMITS.0, LIMITS.1)).round();
            number::read(&join(&["1e", &number::write(power)])).unwrap_or(lr)
        };
        let (start, end) = (round(start), round(end));
        let beyond = start < before.0 || end > before.1;
        let settings = Self { start_lr: Some(start), end_lr: Some(end), ..Self::default() };
        (start < end && beyond).then_some(settings)
    }

    fn remedy(self) -> Remedy {
        let text = match self {
            Self { start_lr: Some(start), end_lr: Some(end), .. } => {
                fill(&["Test rates from ~ to ~"], &[start, end])
            }
            Self { truth_epochs: Some(epochs), .. } => {
                fill(&["Check with # epochs"], &[epochs as f64])
            }
            Self { scaler: Some(_), .. } => "Standardize the features".to_owned(),
            Self { stop_factor: Some(_), .. } => "Turn off the stop rule".to_owned(),
            _ => fill(&["Use # steps"], &[self.num_iter.unwrap_or_default() as f64]),
        };
        Remedy { text, settings: self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The settings of the remedy, as JSON.
    fn settings(answer: Answer) -> Option<String> {
        let Answer::None { remedy, .. } = answer else { panic!("an answer") };
        remedy.map(|remedy| serde_json::to_string(&remedy.settings).expect("JSON"))
    }

    #[test]
    fn remedies_change_something_or_are_missing() {
        let range =
            |start: &str, end: &str| Some(format!(r#"{{"start_lr":{start},"end_lr":{end}}}"#));
        let of = |none: NoRecommendation, ends, steps| settings(none.answer(ends, steps));
        use NoRecommendation::{Level, StillFalling, TooFewSteps, TooLarge};
        assert_eq!(of(TooLarge, (1.0, 10.0), 100), range("0.0001", "10.0"));
        assert_eq!(of(TooLarge, (1e-13, 10.0), 100), None);
        assert_eq!(of(StillFalling, (1e-4, 0.01), 100), range("0.0001", "10.0"));
        assert_eq!(of(StillFalling, (1e-4, 1e6), 100), None);
        assert_eq!(of(StillFalling, (1e-4, 1e7), 100), None);
        assert_eq!(of(Level, (1e-8, 1e-5), 100), range("1e-7", "0.01"));
        // Here the first step may have ruined the network.
        assert_eq!(of(Level, (100.0, 1e4), 100), range("0.01", "100000.0"));
        assert_eq!(of(Level, (1.0, 1.5), 100), range("0.0001", "10.0"));
        // A wide range is not called too small where there is nothing more to try.
        assert_eq!(of(Level, (1e-3, 100.0), 100), Some(r#"{"num_iter":400}"#.to_owned()));
        assert_eq!(of(Level, (1e-3, 100.0), 3000), None);
        assert_eq!(of(TooFewSteps, (1e-4, 1.0), 5), Some(r#"{"num_iter":100}"#.to_owned()));
        assert_eq!(of(TooFewSteps, (1e-4, 1.0), 3000), None);
        let nothing = |epochs| settings(Answer::nothing_learned(0.1, epochs, ""));
        assert_eq!(nothing(5), Some(r#"{"truth_epochs":20}"#.to_owned()));
        assert_eq!((nothing(30), nothing(100)), (Some(r#"{"truth_epochs":100}"#.to_owned()), None));
    }
}
