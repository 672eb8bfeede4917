//! The output units: their loss, its gradient, and the classes they predict.

use ndarray::{Array2, ArrayView2};

use super::activation::sigmoid;
use super::lanes::Real;
use super::matrix::{numbers, numbers_mut, reshape};
use crate::choice::choice;
use crate::data::{TargetShape, Targets};

choice! {
    /// The output units and their loss.
    pub enum Output {
        /// Sigmoids + mean squared error against the label, broadcast to every output as Keras 2 does.
        Sigmoid2 = "sigmoid2", "2 sigmoids, mean squared error";
        /// Softmax + cross-entropy from logits.
        Softmax = "softmax", "softmax, cross-entropy";
        /// One sigmoid + binary cross-entropy from the logit.
        Sigmoid = "sigmoid", "1 sigmoid, binary cross-entropy";
        /// One linear unit + mean squared error.
        Linear = "linear", "1 linear unit, mean squared error";
    }
}

impl Output {
    /// Whether the output fits the targets: values need the linear unit, more than two classes the softmax.
    pub fn fits(self, targets: &TargetShape) -> bool {
        match targets.classes() {
            None => self == Self::Linear,
            Some(2) => true,
            Some(_) => self == Self::Softmax,
        }
    }

    /// The default output for targets.
    pub fn default_for(targets: &TargetShape) -> Self {
        match targets.classes() {
            None => Self::Linear,
            Some(2) => Self::Sigmoid2,
            Some(_) => Self::Softmax,
        }
    }

    /// O, the number of output units for targets.
    pub fn units(self, targets: &TargetShape) -> usize {
        match self {
            Self::Sigmoid2 | Self::Softmax => targets.classes().unwrap_or(1),
            Self::Sigmoid | Self::Linear => 1,
        }
    }

    /// The loss of the best constant prediction: the variance of the targets for squared errors, otherwise the
    /// entropy of the classes in nats.
    pub fn baseline_loss(self, targets: &Targets) -> f64 {
        let rows = targets.len() as f64;
        let shares: Vec<(f64, f64)> = match targets.shape() {
            TargetShape::Classes(counts) => {
                let share = |(class, &count): (usize, &usize)| (class as f64, count as f64 / rows);
                counts.iter().enumerate().map(share).collect()
            }
            TargetShape::Values(_) => {
                targets.numbers().into_iter().map(|value| (value, 1.0 / rows)).collect()
            }
        };
        let values = || shares.iter().copied();
        let shares = values().map(|(_, share)| share);
        match self {
            Self::Sigmoid2 | Self::Linear => {
                let mean: f64 = values().map(|(label, share)| label * share).sum();
                values().map(|(label, share)| (label - mean) * (label - mean) * share).sum()
            }
            Self::Softmax | Self::Sigmoid => {
                shares.filter(|&share| share > 0.0).map(|share| -share * libm::log(share)).sum()
            }
        }
    }
}

impl Output {
    /// The mean loss. Stores its gradient with respect to `logits` (O, B) in `delta` (O, B).
    pub(super) fn loss<T: Real>(
        self,
        logits: ArrayView2<T>,
        targets: &[T],
        delta: &mut Array2<T>,
    ) -> T {
        reshape(delta, logits.dim());
        let (logits, delta, rows) = (numbers(logits), numbers_mut(delta), targets.len());
        let mut total = T::zero();
        let counted = if self == Self::Softmax {
            for (row, &target) in targets.iter().enumerate() {
                total += softmax_loss(logits, target, (row, rows), delta);
            }
            rows
        } else {
            for (unit, slopes) in logits.chunks_exact(rows).zip(delta.chunks_exact_mut(rows)) {
                for ((&z, &target), place) in unit.iter().zip(targets).zip(slopes) {
                    let (loss, slope) = self.unit_loss(z, target);
                    total += loss;
                    *place = slope;
                }
            }
            logits.len()
        };
        let share = T::of(1.0 / counted as f64);
        delta.iter_mut().for_each(|slope| *slope *= share);
        total * share
    }

    /// The accuracy of the logits (O, B): see [`Network::evaluate`].
    pub(super) fn accuracy<T: Real>(self, logits: ArrayView2<T>, targets: &[T]) -> T {
        let logits = numbers(logits);
        let (rows, zero, one, half) = (targets.len(), T::zero(), T::one(), T::of(0.5));
        let units = T::of(1.0 / (logits.len() / rows.max(1)) as f64);
        let value = |z| if matches!(self, Self::Softmax | Self::Linear) { z } else { sigmoid(z) };
        let right = |row: usize| {
            let outputs = || logits.iter().skip(row).step_by(rows).map(|&z| value(z));
            let sum = outputs().fold(zero, |sum, output| sum + output);
            let predicted = if self == Self::Softmax {
                first_of_greatest(outputs())
            } else {
                (half - sum * units).if_negative(one, zero)
            };
            let right = ((predicted - targets[row]).abs() - half).if_negative(one, zero);
            // Below zero unless the sum is NaN, which is never right.
            (T::of(-1.0) - sum.abs()).if_negative(right, zero)
        };
        let count = (0..rows).map(right).fold(zero, |sum, right| sum + right);
        count * T::of(1.0 / rows as f64)
    }

    /// The loss of one output unit that is independent of the others, and its derivative.
    fn unit_loss<T: Real>(self, z: T, target: T) -> (T, T) {
        let two = T::of(2.0);
        match self {
            Self::Sigmoid2 => {
                let p = sigmoid(z);
                let error = p - target;
                (error * error, two * error * (p * (T::one() - p)))
            }
            Self::Linear => ((z - target) * (z - target), two * (z - target)),
            // max(z, 0) - z * y + ln(1 + exp(-|z|)), as in Keras and PyTorch.
            Self::Sigmoid | Self::Softmax => {
                let positive = z.if_negative(T::zero(), z);
                let small = (T::zero() - z.abs()).exp();
                (positive - z * target + small.ln_1p(), sigmoid(z) - target)
            }
        }
    }
}

/// The index of the largest number, the first of equal ones.
fn first_of_greatest<T: Real>(numbers: impl Iterator<Item = T>) -> T {
    let places = (0_u32..).map(|place| T::of(f64::from(place)));
    let greatest = places.zip(numbers).reduce(|(place, greatest), (next, number)| {
        let behind = greatest - number;
        (behind.if_negative(next, place), behind.if_negative(number, greatest))
    });
    greatest.map_or(T::zero(), |(place, _)| place)
}

/// The loss of one row of the logits (O, B), whose units depend on each other, and its gradient.
fn softmax_loss<T: Real>(
    logits: &[T],
    target: T,
    (row, rows): (usize, usize),
    delta: &mut [T],
) -> T {
    let cells = || (row..logits.len()).step_by(rows);
    let largest = cells().map(|cell| logits[cell]).reduce(|a, z| (a - z).if_negative(z, a));
    let largest = largest.unwrap_or(T::zero());
    let mut sum = T::zero();
    for cell in cells() {
        delta[cell] = (logits[cell] - largest).exp();
        sum += delta[cell];
    }
    let mut loss = T::zero();
    for (class, cell) in cells().enumerate() {
        // Below zero where the target is this class.
        let other = (target - T::of(class as f64)).abs() - T::of(0.5);
        // ln(sum) through ln(1 + x): sum is at least 1, the largest's own term.
        let class_loss = (sum - T::one()).ln_1p() - (logits[cell] - largest);
        loss += other.if_negative(class_loss, T::zero());
        delta[cell] = delta[cell] / sum - other.if_negative(T::one(), T::zero());
    }
    loss
}
