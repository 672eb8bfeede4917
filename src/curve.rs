//! A curve of losses over learning rates, and what it says: smoothing, suggestions, bounds.

pub mod bounds;
pub(crate) mod course;
mod recorder;
pub mod smoothing;
pub mod statistics;
pub mod suggestion;

pub use recorder::{Curve, Measure, Outcome, OutcomeKind};
