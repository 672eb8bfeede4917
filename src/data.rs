//! Data sets: rows, targets, scaling, splits and mini-batches.

mod batches;
mod builtin;
mod dataset;
mod generated;
mod scaler;

pub use batches::{Batches, split};
pub use builtin::{Builtin, DEFAULT, breast_cancer};
pub use dataset::{DataError, DataShape, Dataset, TargetShape, Targets, Unit};
#[cfg(feature = "cli")]
pub(crate) use generated::{Random, table};
pub use scaler::Scaler;
pub(crate) use scaler::{Statistics, scale_to_single};
