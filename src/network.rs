//! The multi-layer perceptron, and the number types and matrix products that compute it.

mod activation;
mod batch;
pub mod dual;
pub mod lanes;
pub mod matrix;
mod mlp;
mod output;

pub use activation::Activation;
pub use batch::Batch;
pub use matrix::MatMul;
pub use mlp::{Layer, Network, Workspace};
pub use output::Output;
