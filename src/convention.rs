//! Constants of other libraries that the engine and exported code share.

use crate::choice::choice;

choice! {
    /// The library whose update rules and default numbers are used.
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
    /// The decay of RMSprop's mean square: `rho` in Keras, `alpha` in PyTorch.
    pub rho: f64,
    /// The epsilon of RMSprop and Adam.
    pub epsilon: f64,
    /// The weight decay of AdamW.
    pub weight_decay: f64,
}

impl Convention {
    /// The defaults of this library.
    pub fn numbers(self) -> Numbers {
        match self {
            Self::Keras => Numbers { rho: 0.9, epsilon: 1e-7, weight_decay: 0.004 },
            Self::Pytorch => Numbers { rho: 0.99, epsilon: 1e-8, weight_decay: 0.01 },
        }
    }
}

/// The decay of Adam's first moment in both libraries.
pub const BETA_1: f64 = 0.9;
/// The decay of Adam's second moment in both libraries.
pub const BETA_2: f64 = 0.999;
/// The momentum in both libraries' examples; their optimizers default to none.
pub const MOMENTUM: f64 = 0.9;
/// The slope of a leaky ReLU below zero: that of Keras 3's activation `leaky_relu`. Its layer `LeakyReLU` has
/// 0.3, PyTorch's 0.01.
pub const LEAKY_SLOPE: f64 = 0.2;

/// The factor of `exp_range` per step: that of examples for bckenstler's callback.
pub const GAMMA: f64 = 0.99994;
/// The share of one-cycle in which the rate rises: that of PyTorch's `OneCycleLR`.
pub const PCT_START: f64 = 0.3;
/// The highest rate of one-cycle divided by the first: that of PyTorch's `OneCycleLR`.
pub const DIV_FACTOR: f64 = 25.0;
/// The first rate of one-cycle divided by the last: that of PyTorch's `OneCycleLR`.
pub const FINAL_DIV_FACTOR: f64 = 1e4;
/// The exponent of Keras's `PolynomialDecay`: a straight line.
pub const POWER: f64 = 1.0;
/// The last rate divided by the highest: that of Keras's `CosineDecay` and `CosineDecayRestarts`. Its
/// `PolynomialDecay` has a last rate of 0.0001 instead.
pub const ALPHA: f64 = 0.0;
/// The length of each period with warm restarts divided by that of the one before: PyTorch's `T_mult`. Keras's
/// `t_mul` is 2.
pub const T_MUL: f64 = 1.0;
/// The height of each period with warm restarts divided by that of the one before: Keras's `m_mul`.
pub const M_MUL: f64 = 1.0;
