//! One training step: one mini-batch, one loss, one update. All training uses it, with different schedules.

use wide::f32x4;

use super::feed::{Feed, MAX_MEASURED, Source};
use crate::data::{DataShape, Dataset};
use crate::experiment::Experiment;

use crate::network::{Batch, Layer, MatMul, Network, Workspace};
use crate::optimizer::Optimizer;
use crate::schedule::Schedule;

/// The sizes of the layers: inputs, hidden units, outputs.
pub(crate) fn sizes(experiment: &Experiment, shape: &DataShape) -> Vec<usize> {
    let (inputs, outputs) = (shape.features, experiment.output.units(&shape.targets));
    [&[inputs], experiment.hidden.as_slice(), &[outputs]].concat()
}

/// The number of parameters of a network of these sizes.
pub(crate) fn parameters(sizes: &[usize]) -> u64 {
    sizes.windows(2).map(|sizes| (1 + sizes[0] as u64) * sizes[1] as u64).sum()
}

/// The number of values stored for a pass of `rows` rows through a network of these sizes: the weighted sums
/// and activations of each layer, and the gradients of two.
pub(crate) fn passed(sizes: &[usize], rows: usize) -> u64 {
    let widest = sizes.iter().max().copied().unwrap_or(0);
    2 * rows as u64 * (sizes.iter().sum::<usize>() + widest) as u64
}

/// The memory of four seeds that train in parallel, in bytes: their parameters, gradients and optimizer state,
/// and a pass of the rows whose loss is measured; and of the data.
pub fn bytes(experiment: &Experiment, shape: &DataShape) -> u64 {
    let sizes = sizes(experiment, shape);
    let of_parameters = (2 + experiment.optimizer.buffers() as u64) * parameters(&sizes);
    let of_rows = passed(&sizes, shape.rows().min(MAX_MEASURED));
    let of_data = (size_of::<f64>() + size_of::<f32>()) as u64
        * (shape.rows() as u64 * shape.features as u64);
    size_of::<f32x4>() as u64 * (of_parameters + of_rows) + of_data
}

/// A network and its optimizer: the state that a step changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Trainer<T> {
    /// The network.
    pub network: Network<T>,
    /// The optimizer.
    pub optimizer: Optimizer<T>,
}

impl<T: MatMul> Trainer<T> {
    /// New initial weights and an optimizer with zeroed state, for an experiment on a data set. Lane k has the
    /// weights of `seed + k`.
    pub fn fresh(experiment: &Experiment, dataset: &Dataset, seed: u32) -> Self {
        let (sizes, activation) = (sizes(experiment, &dataset.shape()), experiment.activation);
        let network = Network::glorot(&sizes, activation, experiment.output, seed);
        let (rule, convention) = (experiment.optimizer, experiment.convention);
        let optimizer = Optimizer::new(rule, convention, experiment.momentum, &network);
        Self { network, optimizer }
    }

    /// Measures the loss of a mini-batch, then updates the network at rate `lr`. If the loss of every lane is
    /// not finite, nothing is updated.
    pub fn step(&mut self, batch: &Batch<T>, lr: f64, workspace: &mut Workspace<T>) -> T {
        let loss = self.network.loss_and_gradients(batch, workspace);
        if (0..T::LANES).any(|lane| loss.lane(lane).is_finite()) {
            self.optimizer.update(&mut self.network, workspace.gradients(), lr);
        }
        loss
    }
}

/// The training of one seed, or of consecutive seeds, one per lane, with a schedule.
#[derive(Clone, Debug)]
pub(crate) struct Training<T> {
    trainer: Trainer<T>,
    schedule: Schedule,
    feed: Feed<T>,
    workspace: Workspace<T>,
    /// Steps so far.
    step: usize,
}

impl<T: MatMul> Training<T> {
    /// A training at its first step, with new initial weights.
    pub(crate) fn new(source: &Source, schedule: Schedule, seed: u32) -> Self {
        let trainer = Trainer::fresh(source.experiment(), source.dataset(), seed);
        Self::from_trainer(source, schedule, seed, trainer)
    }

    /// A training at its first step, with a trainer that may have trained before.
    pub(crate) fn from_trainer(
        source: &Source,
        schedule: Schedule,
        seed: u32,
        trainer: Trainer<T>,
    ) -> Self {
        let (feed, workspace) = (source.feed(seed), Workspace::default());
        Self { trainer, schedule, feed, workspace, step: 0 }
    }

    /// Makes a step. Returns the loss of its mini-batch, before the update.
    pub(crate) fn step(&mut self) -> T {
        let lr = self.schedule.lr(self.step);
        self.step += 1;
        self.trainer.step(self.feed.next_batch(), lr, &mut self.workspace)
    }

    /// Steps so far.
    pub(crate) fn steps(&self) -> usize {
        self.step
    }

    /// Loss and accuracy on some rows.
    pub(crate) fn evaluate(&mut self, rows: &Batch<T>) -> (T, T) {
        self.trainer.network.evaluate(rows, &mut self.workspace)
    }

    /// Loss on some rows.
    pub(crate) fn loss(&mut self, rows: &Batch<T>) -> T {
        self.trainer.network.loss(rows, &mut self.workspace)
    }

    /// The gradients of the last step.
    pub(crate) fn gradients(&self) -> &[Layer<T>] {
        self.workspace.gradients()
    }

    pub(crate) fn feed(&self) -> &Feed<T> {
        &self.feed
    }

    pub(crate) fn trainer(&self) -> &Trainer<T> {
        &self.trainer
    }

    /// Replaces the trainer, and returns the former one.
    pub(crate) fn replace_trainer(&mut self, trainer: Trainer<T>) -> Trainer<T> {
        std::mem::replace(&mut self.trainer, trainer)
    }
}
