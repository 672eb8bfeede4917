//! The engine: one mini-batch, one loss, one update. Everything that trains is this engine under some
//! schedule.

use wide::f32x4;

use super::feed::{Feed, Source};
use crate::data::{DataShape, Dataset};
use crate::experiment::Experiment;

use crate::network::{Batch, Layer, MatMul, Network, Workspace};
use crate::optimizer::Optimizer;
use crate::schedule::Schedule;

/// Inputs, hidden units, outputs.
pub(crate) fn sizes(experiment: &Experiment, shape: &DataShape) -> Vec<usize> {
    let (inputs, outputs) = (shape.features, experiment.output.units(&shape.targets));
    [&[inputs], experiment.hidden.as_slice(), &[outputs]].concat()
}

/// How many parameters a network of these sizes has.
pub(crate) fn parameters(sizes: &[usize]) -> u64 {
    sizes.windows(2).map(|sizes| (1 + sizes[0] as u64) * sizes[1] as u64).sum()
}

/// How many numbers a pass of so many rows through a network of these sizes leaves behind: of each
/// layer its sums and their values, and the slopes of two.
pub(crate) fn passed(sizes: &[usize], rows: usize) -> u64 {
    let widest = sizes.iter().max().copied().unwrap_or(0);
    2 * rows as u64 * (sizes.iter().sum::<usize>() + widest) as u64
}

/// The bytes that four seeds need which train side by side, whatever is measured: their parameters, the
/// gradients and what the optimizer keeps of them, and a pass of all rows.
pub fn bytes(experiment: &Experiment, shape: &DataShape) -> u64 {
    let sizes = sizes(experiment, shape);
    let of_parameters = (2 + experiment.optimizer.buffers() as u64) * parameters(&sizes);
    size_of::<f32x4>() as u64 * (of_parameters + passed(&sizes, shape.rows()))
}

/// A network and the optimizer that trains it: everything a step changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Trainer<T> {
    /// What is trained.
    pub network: Network<T>,
    /// What trains it.
    pub optimizer: Optimizer<T>,
}

impl<T: MatMul> Trainer<T> {
    /// Fresh weights for a data set, and an optimizer without a past, as an experiment has them. Lane k
    /// has those of `seed + k`.
    pub fn fresh(experiment: &Experiment, dataset: &Dataset, seed: u32) -> Self {
        let (sizes, activation) = (sizes(experiment, &dataset.shape()), experiment.activation);
        let network = Network::glorot(&sizes, activation, experiment.output, seed);
        let (rule, convention) = (experiment.optimizer, experiment.convention);
        let optimizer = Optimizer::new(rule, convention, experiment.momentum, &network);
        Self { network, optimizer }
    }

    /// Measures the loss of a mini-batch, then updates the network at rate `lr`. A loss that is not
    /// finite has no gradient worth following: it is returned, and unless another lane's is finite
    /// nothing is changed.
    pub fn step(&mut self, batch: &Batch<T>, lr: f64, workspace: &mut Workspace<T>) -> T {
        let loss = self.network.loss_and_gradients(batch, workspace);
        if (0..T::LANES).any(|lane| loss.lane(lane).is_finite()) {
            self.optimizer.update(&mut self.network, workspace.gradients(), lr);
        }
        loss
    }
}

/// The training of one seed, or of several neighboring ones, a lane each, under a schedule.
#[derive(Clone, Debug)]
pub(crate) struct Training<T> {
    trainer: Trainer<T>,
    schedule: Schedule,
    feed: Feed<T>,
    workspace: Workspace<T>,
    /// Steps made.
    step: usize,
}

impl<T: MatMul> Training<T> {
    /// At its first step, with fresh weights.
    pub(crate) fn new(source: &Source, schedule: Schedule, seed: u32) -> Self {
        let trainer = Trainer::fresh(source.experiment(), source.dataset(), seed);
        Self::from_trainer(source, schedule, seed, trainer)
    }

    /// At its first step, with a trainer that may have a past.
    pub(crate) fn from_trainer(
        source: &Source,
        schedule: Schedule,
        seed: u32,
        trainer: Trainer<T>,
    ) -> Self {
        let (feed, workspace) = (source.feed(seed), Workspace::default());
        Self { trainer, schedule, feed, workspace, step: 0 }
    }

    /// Makes a step: the loss of its mini-batch, before the update.
    pub(crate) fn step(&mut self) -> T {
        let lr = self.schedule.lr(self.step);
        self.step += 1;
        self.trainer.step(self.feed.next_batch(), lr, &mut self.workspace)
    }

    /// Steps made.
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

    /// Where the mini-batches come from.
    pub(crate) fn feed(&self) -> &Feed<T> {
        &self.feed
    }

    /// What is trained.
    pub(crate) fn trainer(&self) -> &Trainer<T> {
        &self.trainer
    }

    /// Puts another trainer in its place, and returns it.
    pub(crate) fn replace_trainer(&mut self, trainer: Trainer<T>) -> Trainer<T> {
        std::mem::replace(&mut self.trainer, trainer)
    }
}
