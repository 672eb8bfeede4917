//! The range test: a training run whose learning rate rises, a recorder and a stop rule.

use ndarray::Array2;
use serde::Serialize;

use crate::choice::choice;
use crate::data::{Batches, Dataset, split};
use crate::experiment::Experiment;
use crate::network::Network;
use crate::optimizer::Optimizer;
use crate::smoothing::Smoothing;
use crate::training::Trainer;

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

/// How far a sweep is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Status {
    /// Steps recorded.
    pub step: usize,
    /// Steps of a sweep that is not stopped.
    pub steps: usize,
    /// The step of the least smoothed loss so far.
    pub least: Option<usize>,
    /// Where it ended, if it did.
    pub outcome: Option<Outcome>,
}

/// One sweep of one seed.
#[derive(Clone, Debug)]
pub struct Sweep {
    // What is given.
    features: Array2<f32>,
    labels: Vec<f32>,
    training: Vec<usize>,
    held_out: Vec<usize>,
    /// The rate of every step.
    schedule: Vec<f64>,
    measure: Measure,
    stop_factor: Option<f64>,
    // What a step changes.
    trainer: Trainer<f32>,
    before: Trainer<f32>,
    trained: Option<Network<f32>>,
    batches: Batches,
    epoch_mean: EpochMean,
    smoothing: Smoothing,
    least: Option<usize>,
    lrs: Vec<f64>,
    losses: Vec<f64>,
    smoothed_losses: Vec<f64>,
    outcome: Option<Outcome>,
}

impl Sweep {
    /// The sweep of an experiment on a data set, at its first step, with fresh weights.
    pub fn new(experiment: &Experiment, dataset: &Dataset) -> Self {
        let (inputs, outputs) =
            (dataset.features.ncols(), experiment.output.units(dataset.classes()));
        let sizes = [&[inputs], experiment.hidden.as_slice(), &[outputs]].concat();
        let network =
            Network::glorot(&sizes, experiment.activation, experiment.output, experiment.seed);
        let optimizer = Optimizer::new(
            experiment.optimizer,
            experiment.convention,
            experiment.momentum,
            &network,
        );
        Self::from_trainer(experiment, dataset, Trainer { network, optimizer })
    }

    /// The sweep of an experiment from a trainer that may have a past.
    pub fn from_trainer(experiment: &Experiment, dataset: &Dataset, trainer: Trainer<f32>) -> Self {
        let seed = experiment.seed;
        let (training, held_out) = split(dataset.labels.len(), experiment.validation, seed);
        let features = experiment.scaler.scale(&dataset.features, &training);
        let batches = Batches::new(training.clone(), experiment.batch_size, seed);
        let (ramp, ends) = (experiment.ramp, (experiment.start_lr, experiment.end_lr));
        let schedule = match experiment.num_iter {
            Some(num_iter) => ramp.by_num_iter(ends, num_iter),
            None => ramp.by_epochs(ends, experiment.epochs, training.len(), batches.batch_size()),
        };
        Self {
            features: features.mapv(|x| x as f32),
            labels: dataset.labels.iter().map(|&label| label as f32).collect(),
            training,
            held_out,
            schedule,
            measure: experiment.measure,
            stop_factor: experiment.stop_factor,
            before: trainer.clone(),
            trainer,
            trained: None,
            epoch_mean: EpochMean::new(batches.per_epoch()),
            batches,
            smoothing: Smoothing::new(experiment.beta),
            least: None,
            lrs: Vec::new(),
            losses: Vec::new(),
            smoothed_losses: Vec::new(),
            outcome: None,
        }
    }

    /// Makes up to `max_steps` steps, and tells how far the sweep is. At the end the weights and the
    /// optimizer's state are put back as they were before the sweep, exactly.
    pub fn advance(&mut self, max_steps: usize) -> Status {
        for _ in 0..max_steps {
            if self.outcome.is_some() {
                break;
            }
            self.outcome = self.step();
            if self.outcome.is_some() {
                let after = std::mem::replace(&mut self.trainer, self.before.clone());
                self.trained = Some(after.network);
            }
        }
        self.status()
    }

    /// How far the sweep is.
    pub fn status(&self) -> Status {
        Status {
            step: self.losses.len(),
            steps: self.schedule.len(),
            least: self.least,
            outcome: self.outcome,
        }
    }

    /// The learning rates of the recorded steps.
    pub fn lrs(&self) -> &[f64] {
        &self.lrs
    }

    /// The recorded losses, all finite; each measured before the update made with its rate.
    pub fn losses(&self) -> &[f64] {
        &self.losses
    }

    /// The losses smoothed.
    pub fn smoothed_losses(&self) -> &[f64] {
        &self.smoothed_losses
    }

    /// The network and the optimizer: in the middle of a sweep as trained so far; after it as before.
    pub fn trainer(&self) -> &Trainer<f32> {
        &self.trainer
    }

    /// The network that the sweep ended with, once it has ended.
    pub fn trained(&self) -> Option<&Network<f32>> {
        self.trained.as_ref()
    }

    /// One step; the outcome if it ends the sweep.
    fn step(&mut self) -> Option<Outcome> {
        let step = self.losses.len();
        let lr = self.schedule[step];
        let end = |kind| Some(Outcome { kind, step, lr });
        let measured = match self.measure {
            Measure::Batch | Measure::RunningMean => None,
            Measure::All => Some(self.loss_of(&self.training)),
            Measure::Validation => Some(self.loss_of(&self.held_out)),
        };
        let rows = self.batches.next_batch();
        let (inputs, labels) = gather(&self.features, &self.labels, rows);
        let batch_loss = f64::from(self.trainer.step(inputs.view(), &labels, lr));
        let loss = match measured {
            Some(loss) => loss,
            None if self.measure == Measure::Batch => batch_loss,
            None => self.epoch_mean.next(batch_loss, labels.len()),
        };
        if !(loss.is_finite() && batch_loss.is_finite()) {
            return end(OutcomeKind::NotFinite);
        }
        self.record(lr, loss);
        if self.exceeds_stop_factor() {
            end(OutcomeKind::Diverged)
        } else if step + 1 == self.schedule.len() {
            end(OutcomeKind::Completed)
        } else {
            None
        }
    }

    fn record(&mut self, lr: f64, loss: f64) {
        let smoothed = self.smoothing.next(loss);
        if self.least.is_none_or(|least| smoothed < self.smoothed_losses[least]) {
            self.least = Some(self.losses.len());
        }
        self.lrs.push(lr);
        self.losses.push(loss);
        self.smoothed_losses.push(smoothed);
    }

    fn exceeds_stop_factor(&self) -> bool {
        match (self.stop_factor, self.least, self.smoothed_losses.last()) {
            (Some(factor), Some(least), Some(&last)) => last > factor * self.smoothed_losses[least],
            _ => false,
        }
    }

    fn loss_of(&self, rows: &[usize]) -> f64 {
        let (inputs, labels) = gather(&self.features, &self.labels, rows);
        f64::from(self.trainer.network.loss(inputs.view(), &labels))
    }
}

/// The features (B, I) and labels (B) of some rows.
fn gather(features: &Array2<f32>, labels: &[f32], rows: &[usize]) -> (Array2<f32>, Vec<f32>) {
    let shape = (rows.len(), features.ncols());
    let inputs = Array2::from_shape_fn(shape, |(row, column)| features[[rows[row], column]]);
    (inputs, rows.iter().map(|&row| labels[row]).collect())
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
