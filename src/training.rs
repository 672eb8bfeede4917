//! Training with a schedule, and the range test with one seed or many.

pub(crate) mod feed;
pub mod repeats;
pub mod summary;
pub mod sweep;
mod trainer;

pub use trainer::{Trainer, bytes};
pub(crate) use trainer::{Training, parameters, passed, sizes};
