//! A batch of rows, stored feature by feature, as the matrix products need it.

use ndarray::{Array2, ArrayView2, Axis};

use super::lanes::{MAX_LANES, Real};
use super::matrix::{numbers_mut, reshape};

/// A batch of B rows with I features, stored feature by feature.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch<T> {
    /// (1 + I, B): ones for the biases, then the features.
    pub(super) inputs: Array2<T>,
    /// (B)
    pub(super) targets: Vec<T>,
}

impl<T: Real> Batch<T> {
    /// A batch of the rows `inputs` (B, I) with their `targets` (B).
    pub fn new(inputs: ArrayView2<T>, targets: Vec<T>) -> Self {
        let shape = (1 + inputs.ncols(), targets.len());
        let inputs = Array2::from_shape_fn(shape, |(feature, row)| match feature {
            0 => T::one(),
            _ => inputs[[row, feature - 1]],
        });
        Self { inputs, targets }
    }

    /// The rows in batches of at most `size`.
    pub(crate) fn chunks(&self, size: usize) -> Vec<Self> {
        let inputs = self.inputs.axis_chunks_iter(Axis(1), size);
        let targets = self.targets.chunks(size);
        let chunk = |(inputs, targets): (ArrayView2<T>, &[T])| Self {
            inputs: inputs.as_standard_layout().into_owned(),
            targets: targets.to_vec(),
        };
        inputs.zip(targets).map(chunk).collect()
    }

    /// The targets of the rows.
    pub(crate) fn targets(&self) -> &[T] {
        &self.targets
    }

    /// The number of rows, B.
    pub(crate) fn rows(&self) -> usize {
        self.targets.len()
    }

    /// The rows with `function` applied to every number.
    pub(crate) fn map<U>(&self, function: impl Fn(T) -> U) -> Batch<U> {
        let targets = self.targets.iter().map(|&target| function(target)).collect();
        Batch { inputs: self.inputs.mapv(&function), targets }
    }

    /// Replaces the rows by one row per target, with this many features; `lanes(row)` has the features of each lane.
    pub(crate) fn fill<'a>(
        &mut self,
        features: usize,
        targets: impl ExactSizeIterator<Item = T>,
        lanes: impl Fn(usize) -> [&'a [f32]; MAX_LANES],
    ) {
        let rows = targets.len();
        self.targets.clear();
        self.targets.extend(targets);
        reshape(&mut self.inputs, (1 + features, rows));
        let inputs = numbers_mut(&mut self.inputs);
        inputs[..rows].fill(T::one());
        for row in 0..rows {
            T::side_by_side(lanes(row), |feature, number| {
                inputs[(1 + feature) * rows + row] = number;
            });
        }
    }
}
