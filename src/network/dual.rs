//! Dual numbers: a value and its derivative along one direction of the parameters.
//!
//! The derivative of a gradient computed with them is the product of the Hessian with that direction, exactly and
//! without a formula for second derivatives (Pearlmutter, "Fast exact multiplication by the Hessian", Neural
//! Computation 6, 1994, in forward mode over the training code).

use std::ops::{Add, AddAssign, Div, Mul, MulAssign, Sub, SubAssign};

use super::lanes::Real;
use super::matrix::{Factors, MatMul, tiled};

/// `value + tangent * e`, with `e * e = 0`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dual<T> {
    /// The value.
    pub value: T,
    /// Its derivative along the direction.
    pub tangent: T,
}

impl<T: Real> Dual<T> {
    /// A constant: its derivative is zero.
    pub fn constant(value: T) -> Self {
        Self { value, tangent: T::zero() }
    }

    /// The chain rule: a function of this number, given the function's value and derivative.
    fn chain(self, value: T, slope: T) -> Self {
        Self { value, tangent: self.tangent * slope }
    }
}

impl<T: Real> Add for Dual<T> {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { value: self.value + other.value, tangent: self.tangent + other.tangent }
    }
}

impl<T: Real> Sub for Dual<T> {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { value: self.value - other.value, tangent: self.tangent - other.tangent }
    }
}

impl<T: Real> Mul for Dual<T> {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let tangent = self.tangent * other.value + self.value * other.tangent;
        Self { value: self.value * other.value, tangent }
    }
}

impl<T: Real> Div for Dual<T> {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        let value = self.value / other.value;
        Self { value, tangent: (self.tangent - value * other.tangent) / other.value }
    }
}

impl<T: Real> AddAssign for Dual<T> {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl<T: Real> SubAssign for Dual<T> {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl<T: Real> MulAssign for Dual<T> {
    fn mul_assign(&mut self, other: Self) {
        *self = *self * other;
    }
}

impl<T: Real> Real for Dual<T> {
    const LANES: usize = T::LANES;

    fn of(value: f64) -> Self {
        Self::constant(T::of(value))
    }

    fn from_lanes(lane: impl FnMut(usize) -> f32) -> Self {
        Self::constant(T::from_lanes(lane))
    }

    fn lane(self, lane: usize) -> f64 {
        self.value.lane(lane)
    }

    fn sqrt(self) -> Self {
        let root = self.value.sqrt();
        self.chain(root, T::of(0.5) / root)
    }

    fn abs(self) -> Self {
        let sign = self.value.if_negative(T::of(-1.0), T::one());
        self.chain(self.value.abs(), sign)
    }

    fn if_negative(self, yes: Self, no: Self) -> Self {
        Self {
            value: self.value.if_negative(yes.value, no.value),
            tangent: self.value.if_negative(yes.tangent, no.tangent),
        }
    }

    fn power_of_two(shifted: Self) -> Self {
        let power = T::power_of_two(shifted.value);
        shifted.chain(power, power * T::of(std::f64::consts::LN_2))
    }

    fn ln_1p(self) -> Self {
        self.chain(self.value.ln_1p(), T::one() / (T::one() + self.value))
    }

    fn exp(self) -> Self {
        let exp = self.value.exp();
        self.chain(exp, exp)
    }

    fn tanh(self) -> Self {
        let tanh = self.value.tanh();
        self.chain(tanh, T::one() - tanh * tanh)
    }

    fn erf(self) -> Self {
        let bell = (T::zero() - self.value * self.value).exp();
        self.chain(self.value.erf(), bell * T::of(std::f64::consts::FRAC_2_SQRT_PI))
    }
}

impl<T: Real> MatMul for Dual<T> {
    fn product(factors: Factors<Self>, result: &mut [Self]) {
        tiled(factors, result);
    }
}
