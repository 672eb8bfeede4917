//! The number types of the network: a scalar, or four lanes of a SIMD register.
//!
//! All arithmetic is written once over [`Real`]. An `f32` is one run; an [`f32x4`] is four runs of consecutive seeds,
//! one per lane. Lanes are independent, so that lane k has exactly the bits of the single run. `f64` is for tests.

use std::fmt::Debug;
use std::ops::{Add, AddAssign, Div, Mul, MulAssign, Sub, SubAssign};

use wide::{bytemuck, f32x4, i32x4};

/// The largest number of lanes of a [`Real`].
pub const MAX_LANES: usize = 4;

/// Adding this rounds a number in single precision to a whole number: no bits are left for a fraction.
const ROUNDER: f64 = 12_582_912.0;

/// A scalar, or a SIMD vector of independent lanes.
///
/// The elementary functions are polynomials in single precision, made of operations that IEEE 754 defines exactly:
/// they have the same bits on every platform and in every lane. Their coefficients are those of Cephes (Moshier 1989,
/// `expf.c`, `tanhf.c`, `ndtrf.c`). `ln_1p`, and all functions of `f64`, are those of `libm` instead.
pub trait Real:
    Copy
    + Debug
    + Default
    + PartialEq
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
{
    /// The number of lanes.
    const LANES: usize;

    /// The value in every lane, rounded to this precision.
    fn of(value: f64) -> Self;
    /// A number whose lanes are the results of `lane`, called with their index.
    fn from_lanes(lane: impl FnMut(usize) -> f32) -> Self;
    /// Calls `place` for each index with the index and the numbers of all lanes there. All slices have the length of the first.
    fn side_by_side(lanes: [&[f32]; MAX_LANES], mut place: impl FnMut(usize, Self)) {
        for (index, _) in lanes[0].iter().enumerate() {
            place(index, Self::from_lanes(|lane| lanes[lane][index]));
        }
    }
    /// The number of one lane.
    fn lane(self, lane: usize) -> f64;
    /// Square root.
    fn sqrt(self) -> Self;
    /// Absolute value.
    fn abs(self) -> Self;
    /// In each lane, `yes` where `self` is below zero, otherwise (also for NaN) `no`.
    fn if_negative(self, yes: Self, no: Self) -> Self;
    /// 2 to the power of a whole number from -126 to 127, given as its sum with the constant that rounds to whole numbers: its last bits are the number.
    fn power_of_two(shifted: Self) -> Self;
    /// ln(1 + `self`)
    fn ln_1p(self) -> Self;

    /// Zero in every lane.
    fn zero() -> Self {
        Self::of(0.0)
    }

    /// One in every lane.
    fn one() -> Self {
        Self::of(1.0)
    }

    /// e to the power of `self`, which is at most zero. Below -87 the result is zero, which avoids slow denormal numbers.
    fn exp(self) -> Self {
        let shifted = self * Self::of(std::f64::consts::LOG2_E) + Self::of(ROUNDER);
        let power = shifted - Self::of(ROUNDER);
        // ln 2 in two parts: the first has so few digits that its product is exact.
        let rest = self - power * Self::of(0.693_359_375) + power * Self::of(2.121_944_40e-4);
        let series = polynomial(
            rest,
            [
                1.987_569_150_0e-4,
                1.398_199_950_7e-3,
                8.333_451_907_3e-3,
                4.166_579_589_4e-2,
                1.666_666_545_9e-1,
                5.000_000_120_1e-1,
            ],
        );
        let fraction = series * rest * rest + rest + Self::one();
        (self + Self::of(87.0)).if_negative(Self::zero(), fraction * Self::power_of_two(shifted))
    }

    /// Hyperbolic tangent.
    fn tanh(self) -> Self {
        let size = self.abs();
        let square = self * self;
        let near = polynomial(
            square,
            [
                -5.704_988_727_45e-3,
                2.063_908_879_54e-2,
                -5.373_971_555_31e-2,
                1.333_144_220_36e-1,
                -3.333_328_194_22e-1,
            ],
        );
        let near = near * square * self + self;
        let small = (Self::of(-2.0) * size).exp();
        let far = (Self::one() - small) / (Self::one() + small);
        let far = self.if_negative(Self::zero() - far, far);
        (size - Self::of(0.625)).if_negative(near, far)
    }

    /// The error function.
    fn erf(self) -> Self {
        let size = self.abs();
        let square = self * self;
        let near = polynomial(
            square,
            [
                7.853_861_353_153_693e-5,
                -8.010_193_625_184_903e-4,
                5.188_327_685_732_524e-3,
                -2.685_381_193_529_856e-2,
                1.128_358_514_861_418e-1,
                -3.761_262_582_423_3e-1,
                1.128_379_165_726_71,
            ],
        );
        let inverse = Self::one() / size;
        let tail = polynomial(
            inverse * inverse,
            [
                2.326_819_970_068_386e-2,
                -1.387_039_388_740_657e-1,
                3.687_424_674_597_105e-1,
                -5.824_733_027_278_666e-1,
                6.210_004_621_745_983e-1,
                -4.944_515_323_274_145e-1,
                3.404_879_937_665_872e-1,
                -2.741_127_028_184_656e-1,
                5.638_259_427_386_472e-1,
            ],
        );
        let far_tail = polynomial(
            inverse * inverse,
            [
                -1.047_766_399_936_249e1,
                1.297_719_955_372_516e1,
                -7.495_518_717_768_503,
                2.921_019_019_210_786,
                -1.015_265_279_202_7,
                4.218_463_358_204_948e-1,
                -2.820_767_439_740_514e-1,
                5.641_895_067_754_075e-1,
            ],
        );
        let tail = (size - Self::of(2.0)).if_negative(tail, far_tail);
        let far = Self::one() - (Self::zero() - square).exp() * inverse * tail;
        let far = self.if_negative(Self::zero() - far, far);
        (size - Self::one()).if_negative(near * self, far)
    }
}

/// Horner's scheme, the highest power first.
fn polynomial<T: Real, const N: usize>(x: T, coefficients: [f64; N]) -> T {
    let [first, rest @ ..] = coefficients.as_slice() else {
        return T::zero();
    };
    rest.iter().fold(T::of(*first), |sum, &coefficient| sum * x + T::of(coefficient))
}

impl Real for f32 {
    const LANES: usize = 1;

    fn of(value: f64) -> Self {
        value as f32
    }

    fn from_lanes(mut lane: impl FnMut(usize) -> f32) -> Self {
        lane(0)
    }

    fn lane(self, _: usize) -> f64 {
        f64::from(self)
    }

    fn sqrt(self) -> Self {
        self.sqrt()
    }

    fn abs(self) -> Self {
        self.abs()
    }

    fn if_negative(self, yes: Self, no: Self) -> Self {
        if self < 0.0 { yes } else { no }
    }

    fn power_of_two(shifted: Self) -> Self {
        Self::from_bits(shifted.to_bits().wrapping_add(127) << 23)
    }

    fn ln_1p(self) -> Self {
        libm::log1pf(self)
    }
}

impl Real for f32x4 {
    const LANES: usize = 4;

    fn of(value: f64) -> Self {
        Self::splat(value as f32)
    }

    fn from_lanes(lane: impl FnMut(usize) -> f32) -> Self {
        Self::new(std::array::from_fn(lane))
    }

    /// Four by four, by transposing registers.
    fn side_by_side(lanes: [&[f32]; MAX_LANES], mut place: impl FnMut(usize, Self)) {
        let [a, b, c, d] = lanes.map(|lane| lane.as_chunks::<4>());
        let chunks = a.0.iter().zip(b.0).zip(c.0).zip(d.0);
        for (chunk, (((&a, &b), &c), &d)) in chunks.enumerate() {
            let columns = Self::transpose([a, b, c, d].map(Self::new));
            for (column, number) in columns.into_iter().enumerate() {
                place(4 * chunk + column, number);
            }
        }
        for (index, _) in lanes[0].iter().enumerate().skip(4 * a.0.len()) {
            place(index, Self::from_lanes(|lane| lanes[lane][index]));
        }
    }

    fn lane(self, lane: usize) -> f64 {
        f64::from(self.to_array()[lane % 4])
    }

    fn sqrt(self) -> Self {
        self.sqrt()
    }

    fn abs(self) -> Self {
        self.abs()
    }

    /// Not `bitselect`, which the compiler cannot make shorter where one choice is zero.
    fn if_negative(self, yes: Self, no: Self) -> Self {
        let negative = self.simd_lt(Self::ZERO);
        (negative & yes) | (!negative & no)
    }

    fn power_of_two(shifted: Self) -> Self {
        bytemuck::cast((bytemuck::cast::<Self, i32x4>(shifted) + i32x4::splat(127)) << 23)
    }

    fn ln_1p(self) -> Self {
        Self::new(self.to_array().map(libm::log1pf))
    }
}

/// Double precision, for tests.
impl Real for f64 {
    const LANES: usize = 1;

    fn of(value: f64) -> Self {
        value
    }

    fn from_lanes(mut lane: impl FnMut(usize) -> f32) -> Self {
        Self::from(lane(0))
    }

    fn lane(self, _: usize) -> f64 {
        self
    }

    fn sqrt(self) -> Self {
        self.sqrt()
    }

    fn abs(self) -> Self {
        self.abs()
    }

    fn if_negative(self, yes: Self, no: Self) -> Self {
        if self < 0.0 { yes } else { no }
    }

    fn power_of_two(shifted: Self) -> Self {
        libm::exp2(shifted - ROUNDER)
    }

    fn ln_1p(self) -> Self {
        libm::log1p(self)
    }

    fn exp(self) -> Self {
        libm::exp(self)
    }

    fn tanh(self) -> Self {
        libm::tanh(self)
    }

    fn erf(self) -> Self {
        libm::erf(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the largest error of a function, in units in the last place, and that all lanes agree.
    fn check(
        range: (f32, f32),
        most: f64,
        single: fn(f32) -> f32,
        lanes: fn(f32x4) -> f32x4,
        truth: fn(f64) -> f64,
    ) {
        let steps = 100_000;
        for step in 0..=steps {
            let x = range.0 + (range.1 - range.0) * step as f32 / steps as f32;
            let (y, expected) = (single(x), truth(f64::from(x)));
            let ulp = f64::from(f32::EPSILON) * expected.abs().max(1e-37);
            let error = (f64::from(y) - expected).abs() / ulp;
            assert!(error <= most, "of {x}: {y} is not {expected}, {error} units");
            let four = lanes(f32x4::new([x, -1.0, x, 0.5])).to_array();
            assert_eq!(
                (four[0].to_bits(), four[2].to_bits()),
                (y.to_bits(), y.to_bits()),
                "of {x}"
            );
        }
    }

    #[test]
    fn elementary_functions_are_accurate_to_a_few_ulps() {
        check((-86.9, 0.0), 1.5, Real::exp, Real::exp, libm::exp);
        check((-1e-3, 0.0), 1.5, Real::exp, Real::exp, libm::exp);
        check((-12.0, 12.0), 3.0, Real::tanh, Real::tanh, libm::tanh);
        check((-1e-3, 1e-3), 3.0, Real::tanh, Real::tanh, libm::tanh);
        check((-6.0, 6.0), 3.0, Real::erf, Real::erf, libm::erf);
        check((-1e-3, 1e-3), 3.0, Real::erf, Real::erf, libm::erf);
    }

    #[test]
    fn elementary_functions_reach_their_limits_and_propagate_nan() {
        let check = |x: f32, exp: f32, tanh: f32, erf: f32| {
            assert_eq!(
                (Real::exp(-x.abs()), Real::tanh(x), Real::erf(x)),
                (exp, tanh, erf),
                "of {x}"
            );
        };
        for x in [100.0, 1e30, f32::INFINITY] {
            check(x, 0.0, 1.0, 1.0);
            check(-x, 0.0, -1.0, -1.0);
        }
        check(0.0, 1.0, 0.0, 0.0);
        assert!(Real::exp(f32::NAN).is_nan() && Real::tanh(f32::NAN).is_nan());
        assert!(Real::erf(f32::NAN).is_nan());
    }
}
