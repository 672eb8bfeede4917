//! Activation functions of hidden units, and their derivatives.

use super::lanes::Real;
use crate::choice::choice;
use crate::convention::LEAKY_SLOPE;

choice! {
    /// The activation function of hidden units, applied to their weighted sum z.
    pub enum Activation {
        /// max(0, z); its gradient at 0 is 0.
        Relu = "relu", "ReLU";
        /// Hyperbolic tangent.
        Tanh = "tanh", "tanh";
        /// 1 / (1 + exp(-z))
        Sigmoid = "sigmoid", "sigmoid";
        /// z above 0, [`LEAKY_SLOPE`] z below.
        LeakyRelu = "leaky_relu", "leaky ReLU, slope 0.2";
        /// z * Phi(z), exact: the default of PyTorch and of Keras's activation `gelu`.
        Gelu = "gelu", "GELU";
    }
}

impl Activation {
    /// Sets each value to the activation of its weighted sum.
    pub(super) fn set_values<T: Real>(self, sums: &[T], values: &mut [T]) {
        let each = |values: &mut [T], value: fn(T) -> T| {
            values.iter_mut().zip(sums).for_each(|(place, &z)| *place = value(z));
        };
        match self {
            // Written so that NaN stays NaN: divergence must stay visible.
            Self::Relu => values.iter_mut().zip(sums).for_each(|(place, &z)| {
                *place = z.if_negative(T::zero(), z);
            }),
            Self::LeakyRelu => each(values, |z| z.if_negative(T::of(LEAKY_SLOPE) * z, z)),
            Self::Tanh => each(values, |z| z.tanh()),
            Self::Sigmoid => each(values, sigmoid),
            Self::Gelu => each(values, |z| z * normal_cdf(z)),
        }
    }

    /// Multiplies each number by the activation's derivative at its weighted sum.
    pub(super) fn times_slopes<T: Real>(self, sums: &[T], numbers: &mut [T]) {
        let (zero, one) = (T::zero(), T::one());
        let each = |numbers: &mut [T], slope: fn(T) -> T| {
            numbers.iter_mut().zip(sums).for_each(|(number, &z)| *number *= slope(z));
        };
        match self {
            Self::Relu => numbers.iter_mut().zip(sums).for_each(|(number, &z)| {
                *number *= (zero - z).if_negative(one, zero);
            }),
            Self::LeakyRelu => {
                each(numbers, |z| (T::zero() - z).if_negative(T::one(), T::of(LEAKY_SLOPE)))
            }
            Self::Tanh => each(numbers, |z| T::one() - z.tanh() * z.tanh()),
            Self::Sigmoid => each(numbers, |z| sigmoid(z) * (T::one() - sigmoid(z))),
            Self::Gelu => each(numbers, |z| {
                let density = (T::of(-0.5) * z * z).exp() * T::of(0.398_942_280_401_432_7);
                normal_cdf(z) + z * density
            }),
        }
    }
}

/// 1 / (1 + exp(-z)), in a form that cannot overflow.
pub(super) fn sigmoid<T: Real>(z: T) -> T {
    let small = (T::zero() - z.abs()).exp();
    let large_side = T::one() / (T::one() + small);
    z.if_negative(small * large_side, large_side)
}

fn normal_cdf<T: Real>(z: T) -> T {
    T::of(0.5) * (T::one() + (z * T::of(std::f64::consts::FRAC_1_SQRT_2)).erf())
}
