//! Curves of losses over learning rates: recording, smoothing, suggestions and bounds.

pub mod bounds;
pub(crate) mod course;
pub(crate) mod kernel;
mod measure;
pub mod recommendation;
mod recorder;
pub mod smoothing;
pub mod suggestion;

pub use measure::Measure;
pub use recorder::{Curve, Outcome, OutcomeKind, Recording};
