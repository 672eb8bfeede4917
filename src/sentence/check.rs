//! The check by training: whether the suggested learning rate trains as well as the best one.

use super::template::{count, fill, join};
use super::{Code, Sentence};
use crate::number::short;
use crate::statistics::{Quantiles, Verdict};

/// A loss above this share of the best constant prediction's is no better than that.
pub(crate) const NO_BETTER_SHARE: f64 = 0.99;
/// A difference of less than this share of the possible reduction in loss is small.
const SMALL_SHARE: f64 = 0.1;

/// The check by training.
pub(crate) struct CheckOutcome<'a> {
    /// All trained rates, in rising order.
    pub(crate) lrs: &'a [f64],
    pub(crate) runs: usize,
    /// The length of the training in words, in epochs or steps.
    pub(crate) length: &'a str,
    /// The loss of the best constant prediction.
    pub(crate) baseline: f64,
    /// The rate of the lowest median loss and that loss; none if no rate reduces the loss.
    pub(crate) best: Option<(f64, f64)>,
    /// The suggested rate compared with it.
    pub(crate) suggested: Option<Compared>,
    /// The other rates without a significant difference from it, in rising order.
    pub(crate) level: &'a [f64],
}

/// A rate compared with the best one.
#[derive(Clone, Copy)]
pub(crate) struct Compared {
    pub(crate) lr: f64,
    /// The missing share of the possible reduction in loss.
    pub(crate) share: Quantiles,
    pub(crate) verdict: Verdict,
}

impl CheckOutcome<'_> {
    /// Whether the suggested rate trains as well as the best one.
    pub(crate) fn conclude(&self) -> Sentence {
        let trained = join(&["fter ", self.length, " (", &count(self.runs, "seed"), ")"]);
        let Some((best, lowest)) = self.best else {
            let none = ", no constant learning rate reduces the median loss.";
            return Sentence { code: Code::NothingLearned, text: join(&["A", &trained, none]) };
        };
        if lowest > NO_BETTER_SHARE * self.baseline {
            let none = ", no constant learning rate is better than the best constant prediction. The \
                        lowest median loss, at a learning rate of ~, is $. Always predicting the mean target has a loss of $.";
            let numbers = [best, lowest, self.baseline];
            let text = join(&["A", &trained, &fill(&[none], &numbers)]);
            return Sentence { code: Code::NoBetterThanConstant, text };
        }
        let (code, answer) = self
            .suggested
            .map_or((Code::NoSuggestion, String::new()), |suggested| suggested.against(best));
        let inside = self.lrs.first() < Some(&best) && Some(&best) < self.lrs.last();
        let edge = if inside {
            ""
        } else {
            " It is at an end of the tested rates, so a rate beyond it may be better."
        };
        let found = fill(&["A constant learning rate of ~ has the lowest median loss a"], &[best]);
        let found = join(&[&found, &trained, &fill(&[": $."], &[lowest])]);
        let others = match *self.level {
            [] => String::new(),
            [lr] => fill(&[" # other rate, ~, shows no significant difference."], &[1.0, lr]),
            [low, .., high] => fill(
                &[" # other rates, from ~ to ~, show no significant difference."],
                &[self.level.len() as f64, low, high],
            ),
        };
        Sentence { code, text: join(&[&answer, &found, edge, &others]) }
    }
}

impl Compared {
    /// Whether the rate is as good as the `best` one.
    fn against(&self, best: f64) -> (Code, String) {
        let Self { lr, share, verdict } = *self;
        let percent = 100.0 * (1.0 - share.median).clamp(0.0, 1.0);
        // 99.6% must not be rounded to all of it.
        let (achieves, percent) = match percent > 99.0 && percent < 100.0 {
            true => ("achieves more than ~% of the possible reduction in loss. ", 99.0),
            false => ("achieves ~% of the possible reduction in loss. ", percent),
        };
        let (code, answer, texts) = match verdict {
            Verdict::TooFew => (Code::TooFewSeeds, "There are too few seeds to tell. ", None),
            _ if lr == best => {
                (Code::Best, "Yes: the suggested learning rate, ~, has the lowest loss. ", None)
            }
            Verdict::Better => (
                Code::Better,
                "Yes",
                Some(["has a lower loss in most seeds, although its median loss is higher. ", ""]),
            ),
            Verdict::Worse if share.median <= SMALL_SHARE => {
                (Code::Nearly, "Nearly", Some([achieves, ""]))
            }
            Verdict::Worse if share.median < 1.0 => (Code::Worse, "No", Some([achieves, ""])),
            Verdict::Worse => (
                Code::LearnsNothing,
                "No",
                Some(["achieves none of the possible reduction in loss. ", ""]),
            ),
            _ if share.high <= SMALL_SHARE => {
                let level = "shows no significant difference, and ";
                (Code::Confirmed, "Yes", Some([level, achieves]))
            }
            _ => {
                let level = "shows no significant difference, but these seeds vary too much to rule \
                             out a large one. ";
                (Code::SeedsDiffer, "Unclear", Some([level, ""]))
            }
        };
        let asked = "Is the suggestion good? ";
        let Some(texts) = texts else {
            return (code, fill(&[asked, answer], &[lr]));
        };
        let ratio = lr / best;
        let (away, numbers) = match short(ratio).as_str() {
            "1" => ("about equal to the rate of the lowest loss, ", [lr, percent, percent]),
            _ => ("~ times the rate of the lowest loss, ", [lr, ratio, percent]),
        };
        let rate = ": the suggested learning rate, ~, ";
        (code, fill(&[asked, answer, rate, away, texts[0], texts[1]], &numbers))
    }
}

/// The comparison of the loss at a constant rate with the lowest one, for a table. `regret` is the median
/// difference in loss, seed by seed; `decades` is the distance from the rate of the lowest loss.
pub(crate) fn beside(regret: f64, decades: f64, verdict: Verdict) -> String {
    if decades == 0.0 {
        return "the lowest loss".to_owned();
    }
    let ratio = libm::pow(10.0, decades);
    let more = match regret {
        _ if !regret.is_finite() => "diverges",
        _ if regret > 0.0 => "+$ loss",
        _ => "$ loss",
    };
    let outcome = match verdict {
        Verdict::Worse | Verdict::Better => String::new(),
        open => join(&[" (", label(open), ")"]),
    };
    let away = match short(ratio).as_str() {
        "1" => ", about equal to the rate of the lowest loss",
        _ => ", ~ times the rate of the lowest loss",
    };
    join(&[&fill(&[more], &[regret]), &outcome, &fill(&[away], &[ratio])])
}

/// A verdict, for a table.
pub(super) fn label(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Worse => "worse",
        Verdict::Better => "better",
        Verdict::Inconclusive => "no significant difference",
        Verdict::TooFew => "too few runs to tell",
    }
}
