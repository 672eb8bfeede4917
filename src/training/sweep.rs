//! The range test: a training run whose learning rate rises, until it ends or is stopped.

use std::sync::Arc;

use serde::Serialize;
use xxhash_rust::xxh64::Xxh64;

use super::feed::Source;
use super::trainer::{Trainer, Training};
use crate::curve::{Curve, Measure, Outcome};
use crate::data::Dataset;
use crate::experiment::{Experiment, Length, Settings};
use crate::fingerprint::{hex, update};
use crate::network::{Batch, Layer, MatMul, Network};
use crate::schedule::Schedule;

/// The progress of a sweep.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Status {
    /// Recorded steps.
    pub step: usize,
    /// The planned number of steps.
    pub steps: usize,
    /// The step of the lowest smoothed loss so far.
    pub least: Option<usize>,
    /// The outcome, once it has ended.
    pub outcome: Option<Outcome>,
}

/// The parts that all sweeps of an experiment share.
#[derive(Clone, Debug)]
pub struct Setup {
    source: Source,
    /// The rate of every step.
    schedule: Arc<[f64]>,
}

impl Setup {
    /// The setup of an experiment on a data set.
    pub fn new(experiment: &Experiment, dataset: &Arc<Dataset>) -> Self {
        let source = Source::new(experiment, dataset, experiment.validation);
        let (ramp, ends) = (experiment.ramp, experiment.extent().ends);
        let schedule = match experiment.extent().length {
            Length::Steps(steps) => ramp.by_num_iter(ends, steps),
            Length::Epochs(epochs) => {
                ramp.by_epochs(ends, epochs, source.training_rows(), source.batch_size())
            }
        };
        Self { source, schedule: schedule.into() }
    }

    /// The experiment.
    pub fn experiment(&self) -> &Experiment {
        self.source.experiment()
    }

    /// The epochs of the training for which a rate is sought (those of the check), and the steps per epoch.
    pub fn planned(&self) -> (usize, usize) {
        (self.experiment().check_epochs, self.source.trained_epoch())
    }

    /// The rate of every planned step.
    pub fn schedule(&self) -> &[f64] {
        &self.schedule
    }

    /// The sweep of a seed, or of consecutive seeds, one per lane, at its first step with new initial weights.
    /// It keeps no copy of them and restores nothing at the end.
    pub fn sweep<T: MatMul>(&self, seed: u32) -> Sweep<T> {
        self.sweep_from(seed, self.fresh(seed))
    }

    fn fresh<T: MatMul>(&self, seed: u32) -> Trainer<T> {
        Trainer::fresh(self.experiment(), self.source.dataset(), seed)
    }

    fn sweep_from<T: MatMul>(&self, seed: u32, trainer: Trainer<T>) -> Sweep<T> {
        let schedule = Schedule::table(self.schedule.clone());
        let training = Training::from_trainer(&self.source, schedule, seed, trainer);
        let measured = match self.experiment().measure {
            Measure::Batch | Measure::RunningMean => None,
            Measure::All => Some(training.feed().training()),
            // A checked experiment has validation rows, but the data may not be those for which it was checked.
            Measure::Validation if !self.source.holds_out() => None,
            Measure::Validation => Some(training.feed().held_out()),
        };
        let (steps, per_epoch) = (self.schedule.len(), self.source.per_epoch());
        let Settings { beta, stop_factor, measure, .. } = **self.experiment();
        let epoch_steps = (measure == Measure::RunningMean).then_some(per_epoch);
        let curve = |_| Curve::new(beta, stop_factor, steps, epoch_steps);
        Sweep {
            schedule: self.schedule.clone(),
            curves: (0..T::LANES).map(curve).collect(),
            training,
            measured,
            before: None,
            trained: None,
            ended: false,
        }
    }
}

/// The sweep of one seed (`f32`), or of consecutive seeds in parallel, one per lane.
#[derive(Clone, Debug)]
pub struct Sweep<T = f32> {
    schedule: Arc<[f64]>,
    training: Training<T>,
    /// The curve of each lane.
    curves: Vec<Curve>,
    /// The rows whose loss is recorded, if it is not that of the batch.
    measured: Option<Batch<T>>,
    /// The state before the sweep, which is restored at the end.
    before: Option<Trainer<T>>,
    /// The trained network, after the state was restored.
    trained: Option<Network<T>>,
    /// Whether every lane has ended.
    ended: bool,
}

impl Sweep<f32> {
    /// The sweep of an experiment on a data set, at its first step with new initial weights, which are
    /// restored at the end.
    pub fn new(experiment: &Experiment, dataset: &Arc<Dataset>) -> Self {
        let Setup { source, schedule } = Setup::new(experiment, dataset);
        let setup = Setup { source: source.alone(), schedule };
        Self::put_back_after(&setup, setup.fresh(experiment.seed))
    }

    /// The sweep of an experiment with a trainer, which may have trained before and is restored at the end.
    pub fn from_trainer(
        experiment: &Experiment,
        dataset: &Arc<Dataset>,
        trainer: Trainer<f32>,
    ) -> Self {
        Self::put_back_after(&Setup::new(experiment, dataset), trainer)
    }

    fn put_back_after(setup: &Setup, trainer: Trainer<f32>) -> Self {
        let before = Some(trainer.clone());
        Self { before, ..setup.sweep_from(setup.experiment().seed, trainer) }
    }

    /// The progress of the sweep.
    pub fn status(&self) -> Status {
        let curve = self.curve(0);
        Status {
            step: curve.losses().len(),
            steps: self.schedule.len(),
            least: curve.least(),
            outcome: curve.outcome(),
        }
    }

    /// The learning rates of the recorded steps.
    pub fn lrs(&self) -> &[f64] {
        &self.schedule[..self.losses().len()]
    }

    /// The recorded losses, see [`Curve::losses`].
    pub fn losses(&self) -> &[f64] {
        self.curve(0).losses()
    }

    /// The smoothed losses, see [`Curve::smoothed_losses`].
    pub fn smoothed_losses(&self) -> &[f64] {
        self.curve(0).smoothed_losses()
    }

    /// 16 hexadecimal digits of the rates, losses, smoothed losses and outcome: see [`crate::fingerprint`].
    pub fn fingerprint(&self) -> String {
        let mut hash = Xxh64::new(0);
        for column in [self.lrs(), self.losses(), self.smoothed_losses()] {
            update(&mut hash, column.iter().copied());
        }
        if let Some(outcome) = self.status().outcome {
            hash.update(&[outcome.kind as u8]);
            hash.update(&(outcome.step as u64).to_le_bytes());
        }
        hex(&hash)
    }
}

impl<T: MatMul> Sweep<T> {
    /// Makes up to `max_steps` steps and returns how many were made: 0 once every lane has ended. A sweep of
    /// [`Sweep::new`] or [`Sweep::from_trainer`] then restores the weights and the state of the optimizer.
    pub fn advance(&mut self, max_steps: usize) -> usize {
        for made in 0..max_steps {
            if self.ended {
                return made;
            }
            self.make_step();
            self.ended = self.curves.iter().all(|curve| curve.outcome().is_some());
            if self.ended {
                let before = self.before.take();
                let replace = |before| self.training.replace_trainer(before).network;
                self.trained = before.map(replace);
            }
        }
        max_steps
    }

    /// The curve of a lane.
    pub fn curve(&self, lane: usize) -> &Curve {
        &self.curves[lane]
    }

    /// The network and the optimizer: during the sweep as trained so far, after it as before if they were
    /// restored.
    pub fn trainer(&self) -> &Trainer<T> {
        self.training.trainer()
    }

    /// The network and the optimizer before the first step; none if the sweep does not restore them.
    pub fn initial(&self) -> Option<&Trainer<T>> {
        let put_back = || self.trained.is_some().then(|| self.trainer());
        self.before.as_ref().or_else(put_back)
    }

    /// The trained network, once the sweep has ended.
    pub fn trained(&self) -> Option<&Network<T>> {
        self.ended.then(|| self.trained.as_ref().unwrap_or(&self.trainer().network))
    }

    /// The gradients of the last step, layer by layer.
    pub fn gradients(&self) -> &[Layer<T>] {
        self.training.gradients()
    }

    fn make_step(&mut self) {
        let Some(&lr) = self.schedule.get(self.training.steps()) else {
            return;
        };
        let measured = self.measured.as_ref().map(|rows| self.training.loss(rows));
        let loss = self.training.step();
        let rows = self.training.feed().batch_rows();
        for (lane, curve) in self.curves.iter_mut().enumerate() {
            let measured = measured.map(|loss| loss.lane(lane));
            curve.record(lr, loss.lane(lane), rows, measured);
        }
    }
}
