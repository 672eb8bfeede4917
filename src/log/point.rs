//! Points of a curve, and where they stand in the log.

/// A loss and the rate of its step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// NaN where no rate is known.
    pub(super) lr: f64,
    pub(super) loss: f64,
    /// Significant digits of the loss as written.
    pub(super) digits: u8,
    /// The line of the loss, from 1; 0 where it is unknown.
    pub(super) line: u32,
    /// Counts of steps and of epochs, NaN where they are unknown.
    pub(super) step: f64,
    pub(super) epoch: f64,
}
