//! The user's own log in sentences: its kind, its answer and how sure the answer is.

use super::answer::{ACCURACY, Accuracy, Answer, Doubt, Rate, between};
use super::template::{count, fill, join};
use crate::curve::recommendation::{Recommendation, USUAL_LENGTH};
use crate::curve::uncertainty::UNKNOWN_LENGTH;
use crate::log::Kind;

/// The kind of a log, in a sentence.
pub(crate) fn what(kind: Kind, points: usize, runs: usize, ends: Option<(f64, f64)>) -> String {
    let points = count(points, "point");
    let (first, last) = ends.unwrap_or_default();
    let of = |text: &str| fill(&[text], &[first, last]);
    match kind {
        Kind::RangeTest => {
            join(&["A range test: ", &points, &of(" of a loss at rates from ~ to ~.")])
        }
        Kind::Warmup => join(&[
            "A warm-up: ",
            &points,
            &of("; the rates rise from ~ to ~, and only this part is used."),
        ]),
        Kind::Falling => {
            join(&["A training with a falling rate: ", &points, &of(", from ~ to ~.")])
        }
        Kind::Constant => join(&["A training at a constant rate: ", &points, &of(" at ~.")]),
        Kind::Cyclic => join(&["A training whose rate goes up and down: ", &points, "."]),
        Kind::Grid => join(&[
            &count(runs, "training"),
            &of(" at constant rates from ~ to ~: a check by training."),
        ]),
        Kind::Runs => join(&[&count(runs, "run"), " with ", &points, "."]),
        Kind::LossesOnly => join(&["Losses without learning rates: ", &points, "."]),
        Kind::None => "No losses with learning rates were found.".to_owned(),
    }
}

/// No answer: why a log that is not a range test has none, and what to provide.
pub(crate) fn no_range_test(kind: Kind) -> Answer {
    let none = match kind {
        Kind::Falling => {
            "The rate only falls, as in a training with decay. If these are the rows of a range test in reverse order, sort them \
             by the rate; otherwise, add the log of a range test, in which the rate rises from step to step."
        }
        Kind::Constant => {
            "One constant rate says nothing about others. Add the log of a range test, or the logs of several constant rates \
             together."
        }
        Kind::Cyclic => {
            "The rate goes up and down, so the loss shows the progress of the training more than the rate. Add the log of a range \
             test, in which the rate rises once."
        }
        Kind::Runs => {
            "The rate rises in none of these runs. Add the log of a range test, in which it does."
        }
        Kind::LossesOnly => {
            "The rates are missing. Enter the first and the last rate and how they rise, or add the file that has them."
        }
        _ => {
            "No curve of losses over learning rates was found. Add the log of a range test, written by code like that below."
        }
    };
    Answer::None { none: none.to_owned(), remedy: None }
}

/// A log of losses with only one rate, and no answer.
pub(crate) fn only_rate(lr: f64, points: usize) -> (String, Answer) {
    let rate = fill(&["Losses with one learning rate, ~: "], &[lr]);
    let what = join(&[&rate, &count(points, "point"), "."]);
    let none = fill(
        &[
            "A training at the rate ~ says nothing about others: run a range test with code like that below, or add the logs of \
             several constant rates together. If the losses are those of a range test, enter its first and last rate.",
        ],
        &[lr],
    );
    (what, Answer::None { none, remedy: None })
}

/// No answer for a log in which an ellipsis stands in place of rates or losses.
pub(crate) fn cut_off() -> Answer {
    let none = "Rows or columns are missing where the log has \"...\". Add all of them: pandas writes them with \
                df.to_csv(\"log.csv\"), and NumPy with print(losses.tolist()).";
    Answer::None { none: none.to_owned(), remedy: None }
}

/// No answer, for the reason in a warning.
pub(crate) fn none(reason: &Doubt) -> Answer {
    Answer::None { none: reason.text.clone(), remedy: None }
}

/// The answer for a curve. `knows_length` is whether the length of the training is known. Warnings are in the report of the log, with
/// or without an answer.
pub(crate) fn suggested(found: Recommendation, knows_length: bool) -> Answer {
    let Recommendation { lr, low, high, base_lr, max_lr, .. } = found;
    let Accuracy { trainings, log_coverage, lengthless_coverage, .. } = ACCURACY;
    let coverage = if knows_length { log_coverage } else { lengthless_coverage };
    let sure = fill(
        &[
            "Not verified by training. For # trainings with a known best rate, a range like this held it in #% of cases. To make \
             sure, train for a few minutes at ~, ~ and ~, and add the three logs.",
        ],
        &[trainings as f64, (100.0 * coverage).round(), lr / 3.0, lr, lr * 3.0],
    );
    Answer::Found(Box::new(Rate {
        lr,
        low: Some(low),
        high: Some(high),
        base_lr,
        max_lr,
        verified: false,
        suggested: None,
        epochs: None,
        range: fill(&["the best rate is probably between ~ and ~"], &[low, high]),
        reason: between(base_lr, max_lr),
        sure,
        warnings: Vec::new(),
    }))
}

const OF_LOG: &str = "Holds for the network, data, optimizer and batch size of the log, and ";

/// What the answer of training runs at constant rates holds for.
pub(crate) fn holds_as_trained() -> String {
    join(&[
        OF_LOG,
        "trainings as long as those at constant rates; one four times as long needs half the rate.",
    ])
}

/// What the answer of a log holds for: a training of `steps` steps, if the user has said how many; otherwise one whose length is
/// relative to `decade_steps`, the steps that the test spends on a decade of rates.
pub(crate) fn holds_for(steps: Option<usize>, decade_steps: Option<f64>) -> String {
    match (steps, decade_steps) {
        (Some(steps), Some(_)) => join(&[OF_LOG, "a training of ", &count(steps, "step"), "."]),
        (None, Some(of_decade)) => {
            let usual = USUAL_LENGTH * of_decade;
            fill(
                &[
                    OF_LOG,
                    "a training of about ~ steps, the range for ~ to ~ steps; a training four times as long needs half the rate.",
                ],
                &[usual, usual / UNKNOWN_LENGTH, usual * UNKNOWN_LENGTH],
            )
        }
        (_, None) => fill(
            &[
                OF_LOG,
                "a training # times as long as the test spends on a decade (a factor of 10) of rates; one four times as long \
                 needs half the rate.",
            ],
            &[USUAL_LENGTH],
        ),
    }
}

/// The result of the user's own training runs at constant rates.
pub(crate) struct Trials {
    /// The rate that they prefer.
    pub(crate) lr: f64,
    /// The tested rate of the lowest loss.
    pub(crate) best: f64,
    /// The range of tested rates around it that lose less than a tenth of the achieved reduction in loss.
    pub(crate) good: (f64, f64),
    /// The rate that the range test suggests, if there is one.
    pub(crate) suggested: Option<f64>,
    pub(crate) base_lr: f64,
    pub(crate) max_lr: f64,
    /// How many rates were tested, and the fewest runs of a rate.
    pub(crate) rates: usize,
    pub(crate) runs: usize,
    /// Whether they are enough to verify the rate.
    pub(crate) verified: bool,
}

impl Trials {
    pub(crate) fn answer(&self) -> Answer {
        let Self { lr, best, good: (low, high), suggested, base_lr, max_lr, .. } = *self;
        let changed = suggested.filter(|&suggested| suggested != lr);
        let rates = self.rates as f64;
        let reason = match (suggested, changed) {
            (_, Some(suggested)) => fill(
                &[
                    "Of # trained rates, ~ has the lowest loss at the end; near ~, which the range test suggests, it is clearly higher.",
                ],
                &[rates, best, suggested],
            ),
            (Some(_), None) => fill(
                &[
                    "The range test suggests it, and training agrees: of # trained rates, ~ has the lowest loss at the end.",
                ],
                &[rates, best],
            ),
            (None, None) => {
                fill(&["Of # trained rates, it has the lowest loss at the end."], &[rates])
            }
        };
        let sure = match self.runs {
            1 if !self.verified => {
                "Compared by your own trainings, one run of each rate, but not verified: no neighboring rate comes close, so it may \
                 be chance. Add a second run of each rate."
                    .to_owned()
            }
            1 => "One run of each rate: no statistical test.".to_owned(),
            runs => fill(
                &["The median of # runs of each rate decides: no statistical test."],
                &[runs as f64],
            ),
        };
        let range = match low < high {
            true => fill(&["anything from ~ to ~ is about as good"], &[low, high]),
            false => "no other tested rate is as good".to_owned(),
        };
        Answer::Found(Box::new(Rate {
            lr,
            low: Some(low),
            high: Some(high),
            base_lr,
            max_lr,
            verified: self.verified,
            suggested: changed,
            epochs: None,
            range,
            reason,
            sure,
            warnings: Vec::new(),
        }))
    }
}
