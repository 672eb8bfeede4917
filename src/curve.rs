//! A curve of losses over learning rates, and what it says: smoothing, suggestions, bounds.

pub mod bounds;
pub(crate) mod course;
mod measure;
mod recorder;
pub mod smoothing;
pub mod suggestion;

pub use measure::Measure;
pub use recorder::{Curve, Outcome, OutcomeKind, Recording};
