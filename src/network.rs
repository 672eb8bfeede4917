//! The multi-layer perceptron and the numbers it is computed with.

pub mod dual;
pub mod lanes;
pub mod matrix;
mod mlp;

pub use matrix::MatMul;
pub use mlp::{Activation, Batch, Layer, Network, Output, Workspace};
