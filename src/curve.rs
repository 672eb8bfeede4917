//! What a sweep records of one seed, and when it stops.

use serde::Serialize;

use crate::choice::choice;
use crate::experiment::Experiment;
use crate::smoothing::Smoothing;

choice! {
    /// Which loss is recorded at each step, always before the step's update.
    pub enum Measure {
        /// The mini-batch's.
        Batch = "batch", "loss of the mini-batch";
        /// The mean over the epoch so far, each batch counted by its rows: what Keras's
        /// `logs["loss"]` shows since TensorFlow 2.2. It shifts the curve to the right.
        RunningMean = "running_mean", "Keras's running mean over the epoch";
        /// Of all rows that train.
        All = "all", "loss of all training rows";
        /// Of the rows held out.
        Validation = "validation", "loss of the validation rows";
    }
}

/// How a sweep ended. Divergence is an outcome, not an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum OutcomeKind {
    /// At the last step.
    Completed,
    /// The smoothed loss exceeded `stop_factor` times its least value so far.
    Diverged,
    /// A loss was infinite or not a number.
    NotFinite,
}

/// How, where and at which rate a sweep ended.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Outcome {
    /// How.
    pub kind: OutcomeKind,
    /// The step that ended it. A loss that is not finite is not recorded: then the curve has this
    /// many points, else one more.
    pub step: usize,
    /// That step's learning rate.
    pub lr: f64,
}

/// The recorded losses of one seed.
#[derive(Clone, Debug)]
pub struct Curve {
    losses: Vec<f64>,
    smoothed_losses: Vec<f64>,
    least: Option<usize>,
    outcome: Option<Outcome>,
    smoothing: Smoothing,
    /// Of [`Measure::RunningMean`].
    epoch_mean: Option<EpochMean>,
    stop_factor: Option<f64>,
    /// Of a sweep that is not stopped.
    steps: usize,
}

impl Curve {
    /// Nothing yet, of a sweep of so many steps, of which an epoch has `per_epoch`.
    pub(crate) fn new(experiment: &Experiment, steps: usize, per_epoch: usize) -> Self {
        let running = experiment.measure == Measure::RunningMean;
        Self {
            losses: Vec::with_capacity(steps),
            smoothed_losses: Vec::with_capacity(steps),
            least: None,
            outcome: None,
            smoothing: Smoothing::new(experiment.beta),
            epoch_mean: running.then(|| EpochMean::new(per_epoch)),
            stop_factor: experiment.stop_factor,
            steps,
        }
    }

    /// The recorded losses, all finite; each measured before the update made with its rate.
    pub fn losses(&self) -> &[f64] {
        &self.losses
    }

    /// The losses smoothed.
    pub fn smoothed_losses(&self) -> &[f64] {
        &self.smoothed_losses
    }

    /// The step of the least smoothed loss so far.
    pub fn least(&self) -> Option<usize> {
        self.least
    }

    /// How it ended, if it did. After that nothing is recorded.
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// Records a step at rate `lr`: the loss of its mini-batch of so many rows, and the loss of the
    /// rows that are measured instead, if any are.
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
        if self.least.is_none_or(|least| smoothed < self.smoothed_losses[least]) {
            self.least = Some(step);
        }
        self.losses.push(loss);
        self.smoothed_losses.push(smoothed);
        if self.exceeds_stop_factor() {
            self.outcome = end(OutcomeKind::Diverged);
        } else if step + 1 == self.steps {
            self.outcome = end(OutcomeKind::Completed);
        }
    }

    fn exceeds_stop_factor(&self) -> bool {
        match (self.stop_factor, self.least, self.smoothed_losses.last()) {
            (Some(factor), Some(least), Some(&last)) => last > factor * self.smoothed_losses[least],
            _ => false,
        }
    }
}

/// The mean loss of an epoch so far, each batch counted by its rows, as Keras's `Mean` metric.
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
