//! One run: why it stopped and where its loss was lowest.

use super::template::fill;
use super::{Code, Sentence};
use crate::curve::suggestion::{Suggestion, least};
use crate::curve::{Outcome, OutcomeKind};

/// A smoothed loss that varies by at most this share of its maximum hardly changes.
const FLAT_SHARE: f64 = 0.01;
/// The smallest shift by smoothing that is mentioned, in decades.
const MIN_LAG_DECADES: f64 = 0.5;
/// A smoothing beta that rarely shifts the line by that much.
const SHORT_BETA: f64 = 0.8;

/// One run that has ended.
pub(crate) struct Run<'a> {
    pub(crate) lrs: &'a [f64],
    pub(crate) smoothed_losses: &'a [f64],
    pub(crate) outcome: Outcome,
    pub(crate) stop_factor: Option<f64>,
    pub(crate) valley: Suggestion,
}

impl Run<'_> {
    /// Why the run stopped, and where its loss was lowest. It does not judge the learning rates: one run is
    /// too noisy for that.
    pub(crate) fn conclude(&self) -> Sentence {
        let (code, mut text) = self.lowest();
        if let (Code::LowestAtLast | Code::LowestBetween, Some(lr)) = (code, self.valley.lr()) {
            let suggested = " For this run alone, fastai's valley is ~, about halfway along the longest drop of its smoothed \
                             loss.";
            text += &fill(&[suggested], &[lr]);
        }
        Sentence { code, text: self.stop() + &text }
    }

    fn stop(&self) -> String {
        let Outcome { kind, step, lr } = self.outcome;
        let why = match kind {
            OutcomeKind::Completed => return String::new(),
            OutcomeKind::NotFinite => "the loss was no longer a finite number. ",
            OutcomeKind::Diverged => "the smoothed loss was more than # times its minimum. ",
            OutcomeKind::DivergedByFall => {
                "the smoothed loss had risen by more than # times its earlier drop. "
            }
        };
        let at = "This run stopped at step #, at a learning rate of ~, because ";
        let factor = self.stop_factor.unwrap_or(f64::INFINITY);
        fill(&[at, why], &[step as f64, lr, factor])
    }

    fn lowest(&self) -> (Code, String) {
        let (lrs, losses) = (self.lrs, self.smoothed_losses);
        let Some(lowest) = least(losses) else {
            return (Code::NoLoss, "No loss was recorded.".to_owned());
        };
        let (last, minimum) = (losses.len() - 1, losses[lowest]);
        let maximum = losses.iter().copied().fold(f64::MIN, f64::max);
        let completed = self.outcome.kind == OutcomeKind::Completed;
        let (code, text) = if completed && maximum - minimum <= FLAT_SHARE * maximum {
            let text = "In this run alone, the smoothed loss hardly changes: at every learning rate \
                        from ~ to ~ it is about $.";
            return (Code::HardlyMoves, fill(&[text], &[lrs[0], lrs[last], minimum]));
        } else if lowest == 0 {
            let text = "In this run alone, the smoothed loss never falls below its initial value, $. \
                        One run cannot show whether this is noise, or whether the learning rates are \
                        too small or too large.";
            (Code::LowestAtFirst, text)
        } else if lowest == last {
            let text =
                "In this run alone, the lowest smoothed loss, $, is at the last learning rate, ~.";
            (Code::LowestAtLast, text)
        } else {
            let text =
                "In this run alone, the lowest smoothed loss, $, is at a learning rate of ~.";
            (Code::LowestBetween, text)
        };
        (code, fill(&[text], &[minimum, lrs[lowest]]))
    }
}

/// The shift of the line by smoothing; none if it is small.
pub(crate) fn lag(beta: f64, decades: f64) -> Option<Sentence> {
    let text = "Smoothing (beta #) shifts the line about ~ decades to the right (a decade is a factor of \
                10).";
    let sentence = || Sentence { code: Code::Lag, text: fill(&[text], &[beta, decades]) };
    (decades >= MIN_LAG_DECADES).then(sentence)
}

/// A beta that shifts the line less; none if the shift is small, or beta is.
pub(crate) fn shorter_beta(beta: f64, decades: f64) -> Option<f64> {
    (decades >= MIN_LAG_DECADES && beta > SHORT_BETA).then_some(SHORT_BETA)
}
