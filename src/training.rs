//! The engine that trains under a schedule, and the range test that it runs from one seed or many.

pub(crate) mod feed;
pub mod repeats;
pub mod summary;
pub mod sweep;
mod trainer;

pub use trainer::{Trainer, bytes};
pub(crate) use trainer::{Training, parameters, passed, sizes};
