//! Points of a curve, with their positions in the log.

/// A loss and the rate of its step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// The rate; NaN if unknown.
    pub(super) lr: f64,
    pub(super) loss: f64,
    /// Significant digits of the loss as written.
    pub(super) digits: u8,
    /// The line of the loss, from 1; 0 if unknown.
    pub(super) line: u32,
    /// Counts of steps and epochs; NaN if unknown.
    pub(super) step: f64,
    pub(super) epoch: f64,
}
