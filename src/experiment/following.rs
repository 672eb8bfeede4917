//! The range and the length of the sweep, which are derived from other settings unless they are set.
//!
//! The best constant rate of five epochs on the breast-cancer data was measured for every optimizer, with 10-10 and
//! 64-64 units and with 8 layers of 10, with batches of 1, 12, 64 and 512 rows, and with two outputs. It is at least
//! a decade away from both ends of the range. `tests/following.rs` measures a part of this.

use super::settings::Settings;
use crate::number::write;
use crate::optimizer::Rule;

/// The most steps that count as an epoch in the check and the comparison.
const LONGEST_EPOCH: usize = 1_000;

/// The steps of an epoch in the check and the comparison: `per_epoch`, the batches of all training rows, but at most
/// 1,000, like Keras's `steps_per_epoch`.
pub fn trained_epoch(per_epoch: usize) -> usize {
    per_epoch.min(LONGEST_EPOCH)
}

/// The length of a training of `epochs` epochs of `per_epoch` batches, in words: `20 epochs` or, if epochs are cut, `20000 steps`.
pub(crate) fn trained_for(epochs: usize, per_epoch: usize) -> String {
    let (number, noun) = if per_epoch <= LONGEST_EPOCH {
        (epochs, if epochs == 1 { " epoch" } else { " epochs" })
    } else {
        (epochs * trained_epoch(per_epoch), " steps")
    };
    [&write(number as f64), noun].concat()
}

/// The length of a sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Passes over the training rows, with the ramp of [`crate::schedule::Ramp::by_epochs`].
    Epochs(usize),
    /// Updates, with the ramp of [`crate::schedule::Ramp::by_num_iter`].
    Steps(usize),
}

/// The range and the length of a sweep, whether set or derived.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The first rate and the rate at the end of the ramp.
    pub ends: (f64, f64),
    /// The length.
    pub length: Length,
    /// Steps per epoch.
    pub per_epoch: usize,
}

impl Extent {
    /// The extent of a sweep with `rows` training rows.
    pub(super) fn new(settings: &Settings, rows: usize) -> Self {
        let per_epoch = rows.div_ceil(settings.batch_size);
        Self { ends: ends(settings), length: length(settings), per_epoch }
    }

    /// The length in steps.
    pub fn steps(&self) -> usize {
        match self.length {
            Length::Steps(steps) => steps,
            Length::Epochs(epochs) => epochs * self.per_epoch,
        }
    }

    /// The length in passes over the training rows, with at most one digit after the point.
    pub fn passes(&self) -> f64 {
        (10.0 * self.steps() as f64 / self.per_epoch as f64).round() / 10.0
    }
}

/// The first rate of the sweep and the rate at the end of its ramp. If only one of them is set and the other's
/// default would be less than a decade away, the ratio of the defaults is kept.
pub(super) fn ends(settings: &Settings) -> (f64, f64) {
    let (start, end) = range(settings.optimizer, settings.batch_size);
    let span = end / start;
    match (settings.start_lr, settings.end_lr) {
        (None, None) => (start, end),
        (Some(start), Some(end)) => (start, end),
        (Some(set), None) if 10.0 * set <= end => (set, end),
        (Some(set), None) => (set, (set * span).min(1e38)),
        (None, Some(set)) if 10.0 * start <= set => (start, set),
        (None, Some(set)) => ((set / span).max(1e-30), set),
    }
}

/// The length of the sweep: the steps if set, otherwise the epochs if set, otherwise derived from the batch size.
pub(super) fn length(settings: &Settings) -> Length {
    match (settings.num_iter, settings.epochs) {
        (Some(steps), _) => Length::Steps(steps),
        (None, Some(epochs)) => Length::Epochs(epochs),
        (None, None) => Length::Steps(steps(settings.batch_size)),
    }
}

/// Five decades around the best constant rates.
fn range(optimizer: Rule, batch_size: usize) -> (f64, f64) {
    // Large batches make few updates per epoch, each with little noise in its gradient.
    match (optimizer, batch_size >= 128) {
        (Rule::Sgd, false) => (1e-3, 100.0),
        (Rule::Sgd, true) => (1e-2, 1000.0),
        (Rule::Momentum | Rule::Nesterov, false) => (1e-4, 10.0),
        (Rule::Momentum | Rule::Nesterov, true) => (1e-3, 100.0),
        (Rule::Rmsprop | Rule::Adam | Rule::Adamw, false) => (1e-5, 1.0),
        (Rule::Rmsprop | Rule::Adam | Rule::Adamw, true) => (1e-4, 10.0),
    }
}

/// The steps of a sweep. Batches of a few rows are so noisy that 100 of them do not show where the loss rises.
fn steps(batch_size: usize) -> usize {
    match batch_size {
        0..=2 => 400,
        3..=7 => 200,
        _ => 100,
    }
}
