//! The range test: a training run whose learning rate rises, until it ends or is stopped.

use std::sync::Arc;

use serde::Serialize;

use crate::curve::{Curve, Measure, Outcome};
use crate::data::{Batches, Dataset, split};
use crate::experiment::Experiment;
use crate::network::{Batch, Network, Workspace};
use crate::optimizer::Optimizer;
use crate::real::{MOST_LANES, Real};
use crate::training::Trainer;

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

/// What the sweeps of an experiment have in common, whatever their seeds.
#[derive(Clone, Debug)]
pub struct Setup<'a> {
    experiment: Experiment,
    dataset: &'a Dataset,
    /// The rate of every step.
    schedule: Arc<[f64]>,
    /// The rows, unless each seed holds out its own.
    rows: Option<Arc<Rows>>,
}

impl<'a> Setup<'a> {
    /// Of an experiment on a data set.
    pub fn new(experiment: &Experiment, dataset: &'a Dataset) -> Self {
        let rows = Arc::new(Rows::new(experiment, dataset, experiment.seed));
        let training = rows.training.len();
        let batch_size = Batches::new(rows.training.clone(), experiment.batch_size, 0).batch_size();
        let (ramp, ends) = (experiment.ramp, (experiment.start_lr, experiment.end_lr));
        let schedule = match experiment.num_iter {
            Some(num_iter) => ramp.by_num_iter(ends, num_iter),
            None => ramp.by_epochs(ends, experiment.epochs, training, batch_size),
        };
        Self {
            experiment: experiment.clone(),
            dataset,
            schedule: schedule.into(),
            rows: rows.held_out.is_empty().then_some(rows),
        }
    }

    /// The experiment.
    pub fn experiment(&self) -> &Experiment {
        &self.experiment
    }

    /// The rate of every step of a sweep that is not stopped.
    pub fn schedule(&self) -> &[f64] {
        &self.schedule
    }

    /// The sweep of a seed, or of as many neighboring ones as there are lanes, at its first step,
    /// with fresh weights.
    pub fn sweep<T: Real>(&self, seed: u32) -> Sweep<T> {
        let (experiment, dataset) = (&self.experiment, self.dataset);
        let (inputs, outputs) =
            (dataset.features.ncols(), experiment.output.units(dataset.classes()));
        let sizes = [&[inputs], experiment.hidden.as_slice(), &[outputs]].concat();
        let network = Network::glorot(&sizes, experiment.activation, experiment.output, seed);
        let (rule, convention) = (experiment.optimizer, experiment.convention);
        let optimizer = Optimizer::new(rule, convention, experiment.momentum, &network);
        self.sweep_from(seed, Trainer { network, optimizer })
    }

    fn sweep_from<T: Real>(&self, seed: u32, trainer: Trainer<T>) -> Sweep<T> {
        let lane = |lane| self.lane(seed.wrapping_add(lane as u32));
        let lanes: Vec<Lane> = (0..T::LANES).map(lane).collect();
        let mut rows = Batch::default();
        let measured = match self.experiment.measure {
            Measure::Batch | Measure::RunningMean => None,
            Measure::All => {
                gather(&lanes, |lane| &lane.rows.training, &mut rows);
                Some(rows)
            }
            Measure::Validation => {
                gather(&lanes, |lane| &lane.rows.held_out, &mut rows);
                Some(rows)
            }
        };
        Sweep {
            schedule: self.schedule.clone(),
            lanes,
            batch: Batch::default(),
            measured,
            before: trainer.clone(),
            trainer,
            trained: None,
            workspace: Workspace::default(),
            step: 0,
        }
    }

    fn lane(&self, seed: u32) -> Lane {
        let own = || Arc::new(Rows::new(&self.experiment, self.dataset, seed));
        let rows = self.rows.clone().unwrap_or_else(own);
        let batches = Batches::new(rows.training.clone(), self.experiment.batch_size, seed);
        let curve = Curve::new(&self.experiment, self.schedule.len(), batches.per_epoch());
        Lane { rows, batches, batch: Vec::new(), curve }
    }
}

/// The rows of a seed: scaled, and split into those that train and those held out.
#[derive(Clone, Debug)]
struct Rows {
    /// (N, I), row by row.
    features: Vec<f32>,
    /// I
    width: usize,
    labels: Vec<f32>,
    training: Vec<usize>,
    held_out: Vec<usize>,
}

impl Rows {
    fn new(experiment: &Experiment, dataset: &Dataset, seed: u32) -> Self {
        let (training, held_out) = split(dataset.labels.len(), experiment.validation, seed);
        let features = experiment.scaler.scale(&dataset.features, &training);
        Self {
            features: features.iter().map(|&x| x as f32).collect(),
            width: features.ncols(),
            labels: dataset.labels.iter().map(|&label| label as f32).collect(),
            training,
            held_out,
        }
    }
}

/// One seed of a sweep.
#[derive(Clone, Debug)]
struct Lane {
    rows: Arc<Rows>,
    batches: Batches,
    /// The rows of the current batch.
    batch: Vec<usize>,
    curve: Curve,
}

/// The sweep of one seed (`f32`), or of several neighboring ones at a time, a lane each.
#[derive(Clone, Debug)]
pub struct Sweep<T = f32> {
    schedule: Arc<[f64]>,
    lanes: Vec<Lane>,
    batch: Batch<T>,
    /// The rows whose loss is recorded, if it is not the batch's.
    measured: Option<Batch<T>>,
    trainer: Trainer<T>,
    before: Trainer<T>,
    trained: Option<Network<T>>,
    workspace: Workspace<T>,
    /// Steps made.
    step: usize,
}

impl Sweep<f32> {
    /// The sweep of an experiment on a data set, at its first step, with fresh weights.
    pub fn new(experiment: &Experiment, dataset: &Dataset) -> Self {
        Setup::new(experiment, dataset).sweep(experiment.seed)
    }

    /// The sweep of an experiment from a trainer that may have a past.
    pub fn from_trainer(experiment: &Experiment, dataset: &Dataset, trainer: Trainer<f32>) -> Self {
        Setup::new(experiment, dataset).sweep_from(experiment.seed, trainer)
    }

    /// How far the sweep is.
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

    /// See [`Curve::losses`].
    pub fn losses(&self) -> &[f64] {
        self.curve(0).losses()
    }

    /// See [`Curve::smoothed_losses`].
    pub fn smoothed_losses(&self) -> &[f64] {
        self.curve(0).smoothed_losses()
    }
}

impl<T: Real> Sweep<T> {
    /// Makes up to `max_steps` steps and tells how many it made: none once every lane has ended. At
    /// the end the weights and the optimizer's state are put back as they were before the sweep,
    /// exactly.
    pub fn advance(&mut self, max_steps: usize) -> usize {
        for made in 0..max_steps {
            if self.trained.is_some() {
                return made;
            }
            self.make_step();
            if self.lanes.iter().all(|lane| lane.curve.outcome().is_some()) {
                let trained = std::mem::replace(&mut self.trainer, self.before.clone());
                self.trained = Some(trained.network);
            }
        }
        max_steps
    }

    /// What is recorded of a lane.
    pub fn curve(&self, lane: usize) -> &Curve {
        &self.lanes[lane].curve
    }

    /// The network and the optimizer: in the middle of a sweep as trained so far; after it as before.
    pub fn trainer(&self) -> &Trainer<T> {
        &self.trainer
    }

    /// The network that the sweep ended with, once it has ended.
    pub fn trained(&self) -> Option<&Network<T>> {
        self.trained.as_ref()
    }

    fn make_step(&mut self) {
        let Some(&lr) = self.schedule.get(self.step) else {
            return;
        };
        self.step += 1;
        let Self { trainer, workspace, .. } = self;
        let measured = self.measured.as_ref().map(|rows| trainer.network.loss(rows, workspace));
        for lane in &mut self.lanes {
            lane.batch.clear();
            lane.batch.extend_from_slice(lane.batches.next_batch());
        }
        gather(&self.lanes, |lane| &lane.batch, &mut self.batch);
        let loss = self.trainer.step(&self.batch, lr, &mut self.workspace);
        for (index, lane) in self.lanes.iter_mut().enumerate() {
            let measured = measured.map(|loss| loss.lane(index));
            lane.curve.record(lr, loss.lane(index), lane.batch.len(), measured);
        }
    }
}

/// Some rows of every lane, as many of each.
fn gather<T: Real>(lanes: &[Lane], rows: impl Fn(&Lane) -> &[usize], batch: &mut Batch<T>) {
    let lanes: [(&Rows, &[usize]); MOST_LANES] = std::array::from_fn(|index| {
        let lane = &lanes[index % T::LANES];
        (&*lane.rows, rows(lane))
    });
    let label = |row: usize| {
        T::from_lanes(|lane| {
            let (data, rows) = lanes[lane];
            data.labels[rows[row]]
        })
    };
    let (count, width) = (lanes[0].1.len(), lanes[0].0.width);
    batch.fill(width, (0..count).map(label), |row| {
        lanes.map(|(data, rows)| &data.features[rows[row] * width..][..width])
    });
}
