//! What a network learns from.

mod dataset;

pub use dataset::{Batches, Dataset, Scaler, breast_cancer, split};
