//! Curves of losses over learning rates: recording, smoothing, suggestions and bounds.

pub mod average;
pub mod bounds;
pub mod classic;
pub(crate) mod course;
pub(crate) mod kernel;
mod measure;
pub(crate) mod reading;
pub mod recommendation;
mod recorder;
pub mod smoothing;
pub mod suggestion;
pub mod uncertainty;

pub use measure::Measure;
pub use recorder::{Curve, Outcome, OutcomeKind, Recording};
