//! The benchmark of learning-rate finders: rules that read a rate from a range test, on tasks whose best
//! constant rate is known from training.

pub mod data;
pub mod tasks;
