//! Data sets: rows, targets, scaling, splits and mini-batches.

mod batches;
mod builtin;
mod dataset;
mod packed;
mod scaler;

pub use batches::{Batches, split};
pub use builtin::breast_cancer;
pub use dataset::{DataError, DataShape, Dataset, TargetShape, Targets, Unit};
pub use scaler::Scaler;
