//! The engine: one mini-batch, one update, one loss.

use ndarray::ArrayView2;

use crate::network::{Network, Real};
use crate::optimizer::Optimizer;

/// A network and the optimizer that trains it: everything a step changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Trainer<T> {
    /// What is trained.
    pub network: Network<T>,
    /// What trains it.
    pub optimizer: Optimizer<T>,
}

impl<T: Real> Trainer<T> {
    /// Measures the loss of a mini-batch, `inputs` (B, I) with `labels` (B), then updates the
    /// network at rate `lr`. A loss that is not finite has no gradient worth following: it is
    /// returned and nothing is changed.
    pub fn step(&mut self, inputs: ArrayView2<T>, labels: &[T], lr: f64) -> T {
        let (loss, gradients) = self.network.loss_and_gradients(inputs, labels);
        if loss.is_finite() {
            self.optimizer.update(&mut self.network, &gradients, lr);
        }
        loss
    }
}
