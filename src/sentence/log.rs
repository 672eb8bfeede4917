//! The user's own log: warnings about its answer, and what to do about them.

use super::answer::Doubt;
use super::template::{fill, join, listed};
use crate::curve::average::Average;
use crate::number::short;

/// A warning about a log, with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Finding {
    /// The lowest loss is among the first points. The first rate.
    StartsTooHigh(f64),
    /// The loss still falls at the last rate, which is this one.
    EndsBeforeRise(f64),
    /// The loss does not fall by more than chance explains.
    NoFall,
    /// There are too few points: their number.
    TooFewPoints(usize),
    /// There are too few points for a range test, but they may be trainings at rates in large steps: their number.
    MayBeTrials(usize),
    /// A training run without a rising rate has not reduced its loss.
    NoTraining,
    /// The loss does not rise again.
    NeverRises,
    /// The loss falls from the first points on.
    FallsAtOnce,
    /// The noise is nearly as large as the drop.
    Noisy,
    /// There are few points in a decade: their number.
    FewPoints(f64),
    /// There are very many points in a decade: their number.
    ManyPoints(f64),
    /// The losses were an average, which was undone.
    Undone(Average),
    /// The losses were a running average, which was undone as fastai's, but may be Keras's.
    UndoneAsFastai,
    /// The losses are this average and have too few digits.
    Rounded(Average),
    /// The losses are an average of an unknown form.
    UnknownAverage,
    /// The losses are an average by the name of their column.
    NamedAverage,
    /// The number of points at the start of an average that were left out.
    AverageStart(usize),
    /// The rate from which on no loss is finite.
    NotFinite(f64),
    /// The number of losses that are not finite and were left out.
    Missing(usize),
    /// The number of range tests that end before the others and were left out.
    Aborted(usize),
    /// Some losses are zero or negative.
    NotPositive,
    /// The loss has two valleys, at these rates.
    TwoValleys(f64, f64),
    /// The period of the losses, in points.
    Periodic(usize),
    /// All losses are equal.
    ConstantLoss,
    /// The drop is small, as a share of the first loss, and a large rise follows it.
    FineTuning(f64),
    /// Each rate occurs this many times in a row.
    Accumulation(usize),
    /// The rates of several groups of parameters, divided by that of the first.
    Groups(Vec<f64>),
    /// The rates rise by equal steps instead of equal factors.
    LinearSteps,
    /// No training run at a constant rate has reduced its loss.
    NoneTrained,
    /// The best of the tested constant rates is the first or the last of them.
    AtEdge,
    /// The log is the rising part of a warm-up that ends at this rate.
    WarmUp(f64),
    /// The planned training is longer than the longest one in the benchmark for such a test: its steps.
    LongTraining(f64),
}

impl Finding {
    /// The finding as a code and in a sentence.
    pub(crate) fn doubt(&self) -> Doubt {
        let (code, text) = self.code_and_text();
        Doubt { code, text }
    }

    /// Whether it asks for a range test with other rates or another spacing.
    pub(crate) fn is_about_the_ramp(&self) -> bool {
        use Finding::{EndsBeforeRise, FewPoints, LinearSteps, NeverRises, StartsTooHigh};
        matches!(
            self,
            StartsTooHigh(_) | EndsBeforeRise(_) | NeverRises | FewPoints(_) | LinearSteps
        )
    }

    /// Whether it says that the losses are, or were, an average.
    pub(crate) fn is_about_an_average(&self) -> bool {
        use Finding::{AverageStart, Rounded, Undone, UndoneAsFastai, UnknownAverage};
        matches!(self, AverageStart(_) | Rounded(_) | Undone(_) | UndoneAsFastai | UnknownAverage)
    }

    fn code_and_text(&self) -> (&'static str, String) {
        let plain = |code, text: &str| (code, text.to_owned());
        let filled = |code, text, numbers: &[f64]| (code, fill(&[text], numbers));
        match *self {
            Self::StartsTooHigh(start) => filled(
                "starts_too_high",
                "The loss is lowest at the first points, so these rates are too large: start the range test 100 times \
                 lower, at about ~.",
                &[start / 100.0],
            ),
            Self::EndsBeforeRise(end) => filled(
                "ends_before_rise",
                "The loss still falls at the last rate, ~, so the best rate may be higher: end the range test at about ~.",
                &[end, end * 1e3],
            ),
            Self::NoFall => plain(
                "no_fall",
                "The loss never falls by more than its noise: use more steps or larger batches, and check that the \
                 optimizer changes the weights.",
            ),
            Self::TooFewPoints(points) => filled(
                "too_few_points",
                "# points are too few for an answer: write the loss of every step, for at least 100 steps.",
                &[points as f64],
            ),
            Self::MayBeTrials(points) => filled(
                "too_few_points",
                "# points are too few for a range test: write the loss of every step, for at least 100 steps. If they are the losses \
                 of trainings instead, name their column final_loss.",
                &[points as f64],
            ),
            Self::NoTraining => plain(
                "no_training",
                "The loss does not fall during this training: check the data and the labels, and run a range test.",
            ),
            Self::NeverRises => plain(
                "never_rises",
                "The loss does not rise again, so a higher rate may be better: end the range test at a higher rate.",
            ),
            Self::FallsAtOnce => plain(
                "falls_at_once",
                "The loss falls from the first points on, so where it begins to fall is unknown: start the range test at a \
                 lower rate.",
            ),
            Self::Noisy => plain(
                "noisy",
                "The losses vary nearly as much as they fall, so the answer is unsure: use larger batches, or add the logs of \
                 several range tests.",
            ),
            Self::FewPoints(density) => {
                let points = short(density);
                let text = [
                    "A decade (a factor of 10) of rates has only ",
                    &points,
                    if points == "1" { " point" } else { " points" },
                    ", and with so few the answer tends to be too high: use at least 15.",
                ];
                ("few_points", join(&text))
            }
            Self::ManyPoints(density) => filled(
                "many_points",
                "With ~ points in each decade (a factor of 10) the network learns much while the rate is still too low, so \
                 the answer may be too low: use 100 to 300 steps in all.",
                &[density],
            ),
            Self::UndoneAsFastai => plain(
                "average_undone",
                "The losses were a running average: it was undone as that of fastai. If they are Keras's means over the epoch \
                 so far, the answer may be several times too high: write the loss of each batch, with model.reset_metrics() \
                 before it.",
            ),
            Self::Undone(average) => {
                let text = [
                    "The losses were ",
                    label(average),
                    "; it was undone, so the curve is that of the single steps.",
                ];
                ("average_undone", join(&text))
            }
            Self::Rounded(average) => {
                let text = [
                    "The losses are ",
                    label(average),
                    ", which shifts the curve to higher rates, and have too few digits to undo it: write the loss of each \
                     batch, or take a rate from the lower half of the range.",
                ];
                ("average_rounded", join(&text))
            }
            Self::UnknownAverage => plain(
                "average",
                "The losses look like a moving average, which shifts the curve to higher rates: write the loss of each \
                 batch, or take a rate from the lower half of the range.",
            ),
            Self::NamedAverage => plain(
                "average",
                "By the name of their column, the losses are averages; if these contain the losses of earlier steps, the curve \
                 is shifted to higher rates: write the loss of each batch, or take a rate from the lower half of the range.",
            ),
            Self::AverageStart(points) => filled(
                "average_start",
                "The losses are an average whose first values are too low, so the rise over the first # points is no \
                 divergence: they were left out.",
                &[points as f64],
            ),
            Self::NotFinite(lr) => filled(
                "not_finite",
                "From a rate of ~ on, the loss is infinite or not a number: stay well below this upper limit.",
                &[lr],
            ),
            Self::Missing(count) => filled(
                "missing",
                "# of the losses are infinite or not a number, although later ones are finite, and were left out: check \
                 for an overflow in half precision.",
                &[count as f64],
            ),
            Self::Aborted(1) => plain(
                "aborted",
                "One range test ends before the others although its loss has not risen, as when a run is aborted, and was left \
                 out: end all range tests at the same rate.",
            ),
            Self::Aborted(count) => filled(
                "aborted",
                "# range tests end before the others although their loss has not risen, as when a run is aborted, and were \
                 left out: end all range tests at the same rate.",
                &[count as f64],
            ),
            Self::NotPositive => plain(
                "not_positive",
                "Some losses are zero or negative: check that the chosen column is a loss, which training makes smaller.",
            ),
            Self::TwoValleys(first, second) => filled(
                "two_valleys",
                "The loss has two valleys, at about ~ and ~, and the answer is read from the deeper one: try the other one \
                 too, by training.",
                &[first, second],
            ),
            Self::Periodic(lag) => filled(
                "periodic",
                "The losses repeat themselves every # points, so the batches probably come in a fixed order: shuffle them.",
                &[lag as f64],
            ),
            Self::ConstantLoss => plain(
                "constant_loss",
                "All losses are the same number: choose another column, or check that the optimizer changes the weights.",
            ),
            Self::FineTuning(share) => filled(
                "fine_tuning",
                "The loss falls by only ~% before it rises far above its start, as when a pretrained network is fine-tuned: \
                 take a rate from the lower half of the range.",
                &[100.0 * share],
            ),
            Self::Accumulation(count) => filled(
                "accumulation",
                "Each rate occurs # times in a row, as when gradients are accumulated: the mean of its losses is used, and \
                 the answer is for the accumulated batch.",
                &[count as f64],
            ),
            Self::Groups(ref ratios) => {
                let ratios: Vec<String> = ratios.iter().map(|&ratio| short(ratio)).collect();
                let text = [
                    "The log has several groups of parameters, and the answer is for the first of them: keep the ratios of their \
                     rates, ",
                    &listed(&ratios),
                    ".",
                ];
                ("groups", join(&text))
            }
            Self::LinearSteps => plain(
                "linear_steps",
                "The rates rise by equal steps, so nearly all points are in the last decade: raise the rate by equal factors \
                 (an exponential ramp).",
            ),
            Self::NoneTrained => plain(
                "none_trained",
                "No training at a constant rate has reduced its loss: train for more steps, and check the data and the labels.",
            ),
            Self::AtEdge => plain(
                "at_edge",
                "The best tested rate is the lowest or highest: train with a rate beyond it too.",
            ),
            Self::LongTraining(longest) => filled(
                "long_training",
                "The benchmark has no training longer than ~ steps for a test like this one: the rate is for that many steps; a longer \
                 training may need a lower one.",
                &[longest],
            ),
            Self::WarmUp(end) => filled(
                "warmup",
                "This is the warm-up of a training run; it ends at the chosen rate, ~: for a range test, let the \
                 rate rise until the loss does.",
                &[end],
            ),
        }
    }
}

/// The name of an average within a sentence.
fn label(average: Average) -> &'static str {
    Average::LABELS[average as usize].1
}
