//! The engine: one mini-batch, one update, one loss.

use crate::network::{Batch, Network, Workspace};
use crate::optimizer::Optimizer;
use crate::real::Real;

/// A network and the optimizer that trains it: everything a step changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Trainer<T> {
    /// What is trained.
    pub network: Network<T>,
    /// What trains it.
    pub optimizer: Optimizer<T>,
}

impl<T: Real> Trainer<T> {
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
