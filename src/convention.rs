//! Numbers that Keras and PyTorch have fixed, of which the engine and exported code need the same.

use crate::choice::choice;

choice! {
    /// Whose form of an update rule, and whose numbers.
    pub enum Convention {
        /// Keras 3 (`keras/src/optimizers/*.py`).
        Keras = "keras", "Keras";
        /// PyTorch 2 (`torch/optim/*.py`).
        Pytorch = "pytorch", "PyTorch";
    }
}

/// The defaults of a library's optimizers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numbers {
    /// How much of RMSprop's mean square is kept: `rho` in Keras, `alpha` in PyTorch.
    pub rho: f64,
    /// Of RMSprop and Adam.
    pub epsilon: f64,
    /// Of AdamW.
    pub weight_decay: f64,
}

impl Convention {
    /// Its numbers.
    pub fn numbers(self) -> Numbers {
        match self {
            Self::Keras => Numbers { rho: 0.9, epsilon: 1e-7, weight_decay: 0.004 },
            Self::Pytorch => Numbers { rho: 0.99, epsilon: 1e-8, weight_decay: 0.01 },
        }
    }
}

/// How much of Adam's first moment is kept, in both libraries.
pub const BETA_1: f64 = 0.9;
/// How much of its second moment.
pub const BETA_2: f64 = 0.999;
/// The momentum that both libraries' examples use; their optimizers have none by default.
pub const MOMENTUM: f64 = 0.9;
/// The slope of a leaky ReLU below zero: that of Keras 3's activation `leaky_relu`. Its layer `LeakyReLU` has
/// 0.3, PyTorch's 0.01.
pub const LEAKY_SLOPE: f64 = 0.2;
