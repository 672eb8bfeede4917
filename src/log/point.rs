//! Points of a curve, with their counts of steps and epochs.

/// A loss and the rate of its step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// The rate; NaN if unknown.
    pub(super) lr: f64,
    pub(super) loss: f64,
    /// Counts of steps and epochs; NaN if unknown.
    pub(super) step: f64,
    pub(super) epoch: f64,
}
