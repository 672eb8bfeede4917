//! The recorded losses of one run, and the stop rule.

use serde::Serialize;

use super::smoothing::Smoothing;

/// A minimum of the smoothed loss is clearly positive if it is above this share of the drop to it. A smaller
/// one is zero except for noise, and a multiple of it does not measure a rise.
const CLEARLY_POSITIVE: f64 = 1e-3;

/// How a sweep ended. Divergence is an outcome, not an error. The codes are part of fingerprints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum OutcomeKind {
    /// At the last step.
    Completed = 0,
    /// The smoothed loss exceeded `stop_factor` times its minimum so far. The minimum is clearly positive:
    /// above a thousandth of the drop to it from the maximum before it.
    Diverged = 1,
    /// A loss was infinite or not a number.
    NotFinite = 2,
    /// The minimum is not clearly positive, and the smoothed loss rose from it by more than `stop_factor`
    /// times the drop to it from the maximum before it. Without a drop, no rise stops the sweep.
    DivergedByFall = 3,
}

impl OutcomeKind {
    /// The kind with this code.
    pub(crate) fn of_code(code: u8) -> Option<Self> {
        let all = [Self::Completed, Self::Diverged, Self::NotFinite, Self::DivergedByFall];
        all.into_iter().find(|kind| *kind as u8 == code)
    }
}

/// How and at which step a sweep ended.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Outcome {
    /// How the sweep ended.
    pub kind: OutcomeKind,
    /// The step that ended it. A loss that is not finite is not recorded: the curve then has this many
    /// points, otherwise one more.
    pub step: usize,
    /// The learning rate of this step.
    pub lr: f64,
}

/// The recorded losses and the outcome of one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    /// The recorded losses, see [`Curve::losses`].
    pub losses: Vec<f64>,
    /// How the sweep ended.
    pub outcome: Outcome,
}

impl Recording {
    /// Whether the run ended before the last step.
    pub fn stopped(&self) -> bool {
        self.outcome.kind != OutcomeKind::Completed
    }

    /// The recordings as a flat list of numbers. For each: the code of the outcome, its step and rate, the number of
    /// losses, and the losses.
    pub fn write(recordings: &[Self]) -> Vec<f64> {
        let mut numbers = Vec::new();
        for Self { losses, outcome } in recordings {
            numbers.extend([outcome.kind as u8 as f64, outcome.step as f64, outcome.lr]);
            numbers.push(losses.len() as f64);
            numbers.extend(losses);
        }
        numbers
    }

    /// Reads the numbers of [`Recording::write`], up to the first that are not valid.
    pub fn read(mut numbers: &[f64]) -> Vec<Self> {
        let mut recordings = Vec::new();
        while let [kind, step, lr, count, rest @ ..] = numbers {
            let Some((losses, after)) = rest.split_at_checked(*count as usize) else {
                break;
            };
            let Some(kind) = OutcomeKind::of_code(*kind as u8) else {
                break;
            };
            let outcome = Outcome { kind, step: *step as usize, lr: *lr };
            recordings.push(Self { losses: losses.to_vec(), outcome });
            numbers = after;
        }
        recordings
    }
}

/// The losses of one seed while they are recorded.
#[derive(Clone, Debug)]
pub struct Curve {
    losses: Vec<f64>,
    smoothed_losses: Vec<f64>,
    least: Option<usize>,
    /// The highest smoothed loss so far.
    highest: f64,
    /// The drop from the maximum of the smoothed loss before its minimum to the minimum.
    fall: f64,
    outcome: Option<Outcome>,
    smoothing: Smoothing,
    /// The mean for [`Measure::RunningMean`](super::Measure::RunningMean); none for other measures.
    epoch_mean: Option<EpochMean>,
    stop_factor: Option<f64>,
    /// The planned number of steps.
    steps: usize,
}

impl Curve {
    /// An empty curve of a sweep of `steps` steps, smoothed with `beta` and stopped by `stop_factor`, if
    /// given. With `epoch_steps` it records the running mean over epochs of that many steps.
    pub(crate) fn new(
        beta: f64,
        stop_factor: Option<f64>,
        steps: usize,
        epoch_steps: Option<usize>,
    ) -> Self {
        Self {
            losses: Vec::with_capacity(steps),
            smoothed_losses: Vec::with_capacity(steps),
            least: None,
            highest: f64::NEG_INFINITY,
            fall: 0.0,
            outcome: None,
            smoothing: Smoothing::new(beta),
            epoch_mean: epoch_steps.map(EpochMean::new),
            stop_factor,
            steps,
        }
    }

    /// The recorded losses, all finite; each measured before the update made with its rate.
    pub fn losses(&self) -> &[f64] {
        &self.losses
    }

    /// The smoothed losses.
    pub fn smoothed_losses(&self) -> &[f64] {
        &self.smoothed_losses
    }

    /// The step of the lowest smoothed loss so far.
    pub fn least(&self) -> Option<usize> {
        self.least
    }

    /// The outcome, once the run has ended. Nothing is recorded after that.
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// The losses and the outcome, once there is one.
    pub fn recording(&self) -> Option<Recording> {
        self.outcome.map(|outcome| Recording { losses: self.losses.clone(), outcome })
    }

    /// Records a step at rate `lr`: `batch_loss` is the loss of its mini-batch of `rows` rows, `measured` the
    /// loss that is recorded instead, if any.
    pub(crate) fn record(&mut self, lr: f64, batch_loss: f64, rows: usize, measured: Option<f64>) {
        if self.outcome.is_some() {
            return;
        }
        let step = self.losses.len();
        let loss = match (measured, &mut self.epoch_mean) {
            (Some(loss), _) => loss,
            (None, Some(mean)) => mean.next(batch_loss, rows),
            (None, None) => batch_loss,
        };
        let end = |kind| Some(Outcome { kind, step, lr });
        if !(loss.is_finite() && batch_loss.is_finite()) {
            self.outcome = end(OutcomeKind::NotFinite);
            return;
        }
        let smoothed = self.smoothing.next(loss);
        self.highest = self.highest.max(smoothed);
        if self.least.is_none_or(|least| smoothed < self.smoothed_losses[least]) {
            (self.least, self.fall) = (Some(step), self.highest - smoothed);
        }
        self.losses.push(loss);
        self.smoothed_losses.push(smoothed);
        let completed = || (step + 1 == self.steps).then_some(OutcomeKind::Completed);
        self.outcome = self.divergence(smoothed).or_else(completed).and_then(end);
    }

    /// The rule by which a smoothed loss stops the sweep, if one does.
    fn divergence(&self, smoothed: f64) -> Option<OutcomeKind> {
        let (factor, lowest) = (self.stop_factor?, self.smoothed_losses[self.least?]);
        if lowest > CLEARLY_POSITIVE * self.fall {
            return (smoothed > factor * lowest).then_some(OutcomeKind::Diverged);
        }
        let rise = smoothed - lowest;
        (self.fall > 0.0 && rise > factor * self.fall).then_some(OutcomeKind::DivergedByFall)
    }
}

/// The mean loss of an epoch so far, weighted by the rows of each batch, as Keras's `Mean` metric.
#[derive(Clone, Debug)]
struct EpochMean {
    per_epoch: usize,
    batches: usize,
    total: f64,
    rows: usize,
}

impl EpochMean {
    fn new(per_epoch: usize) -> Self {
        Self { per_epoch, batches: 0, total: 0.0, rows: 0 }
    }

    fn next(&mut self, loss: f64, rows: usize) -> f64 {
        if self.batches == self.per_epoch {
            *self = Self::new(self.per_epoch);
        }
        self.batches += 1;
        self.total += loss * rows as f64;
        self.rows += rows;
        self.total / self.rows as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks how a sweep without smoothing ends if it records these losses.
    fn check(stop_factor: f64, losses: &[f64], kind: OutcomeKind, step: usize) {
        let mut curve = Curve::new(0.0, Some(stop_factor), losses.len(), None);
        losses.iter().for_each(|&loss| curve.record(0.1, loss, 1, None));
        let expected = Some(Outcome { kind, step, lr: 0.1 });
        assert_eq!(curve.outcome(), expected, "{stop_factor}, {losses:?}");
    }

    #[test]
    fn stop_threshold_uses_fall_if_lowest_loss_is_not_clearly_positive() {
        use OutcomeKind::{Completed, Diverged, DivergedByFall};
        // By hand. With a lowest loss of 0.25, the threshold is 1.
        check(4.0, &[2.0, 0.25, 1.0, 1.01, 9.0], Diverged, 3);
        // After a fall of 2 to 0, it is 8. After a fall of 1.999 to 0.001, less than a thousandth of it, 7.997.
        check(4.0, &[2.0, 0.0, 1.0, 8.0, 8.1], DivergedByFall, 4);
        check(4.0, &[2.0, 0.001, 1.0, 7.996, 7.998], DivergedByFall, 4);
        // After a fall from 1 to -1, it is 3 with a factor of 2. The fall begins at the highest loss.
        check(2.0, &[1.0, -1.0, 0.0, 3.0, 3.1], DivergedByFall, 4);
        check(2.0, &[0.0, 1.0, -1.0, 3.0, 3.1], DivergedByFall, 4);
        // Without a fall there is no threshold.
        check(4.0, &[-2.0, -1.9, 5.0], Completed, 2);
        check(4.0, &[0.0, 1.0, 5.0], Completed, 2);
    }
}
