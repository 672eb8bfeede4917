//! The matrix products that training is made of, each in a form that suits its numbers.
//!
//! Every element of a product is a sum over the rows of both factors in rising order, from zero, with
//! no fused multiply-add. All forms here keep that order, so that they agree to the bit.

use wide::f32x4;

use crate::real::Real;

/// Two matrices with as many rows, both row by row: (K, M) and (K, N).
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a, T> {
    left: &'a [T],
    right: &'a [T],
    /// K, M and N.
    rows: usize,
    columns: (usize, usize),
}

impl<'a, T: Real> Pair<'a, T> {
    /// `left` has M columns, `right` has N; both have at least one, and neither has a part of a row.
    pub(crate) fn new(left: (&'a [T], usize), right: (&'a [T], usize)) -> Self {
        let rows = left.0.len() / left.1;
        debug_assert_eq!((left.0.len(), right.0.len()), (rows * left.1, rows * right.1));
        Self { left: left.0, right: right.0, rows, columns: (left.1, right.1) }
    }
}

/// The transpose of the left matrix times the right one, (M, N).
pub(crate) fn product<T: Real>(left: (&[T], usize), right: (&[T], usize), result: &mut [T]) {
    T::product(Pair::new(left, right), result);
}

/// The transpose of a matrix of so many columns.
pub(crate) fn transpose<T: Real>(matrix: &[T], columns: usize, result: &mut Vec<T>) {
    let rows = matrix.len() / columns;
    result.resize(matrix.len(), T::zero());
    for (r, row) in matrix.chunks_exact(columns).enumerate() {
        for (c, &value) in row.iter().enumerate() {
            result[c * rows + r] = value;
        }
    }
}

/// For small matrices of lanes, where an element fills a register: tiles of eight sums, with the long
/// side along the columns in which fewer of them are needed.
pub(crate) fn tiled<T: Real>(pair: Pair<T>, result: &mut [T]) {
    let (m, n) = pair.columns;
    let upright = m.div_ceil(4) * n.div_ceil(2) <= m.div_ceil(2) * n.div_ceil(4);
    if upright {
        tiles::<T, 4, 2>(pair, result);
    } else {
        tiles::<T, 2, 4>(pair, result);
    }
}

/// In tiles of (R, C), or of single rows or columns where there are fewer.
fn tiles<T: Real, const R: usize, const C: usize>(pair: Pair<T>, result: &mut [T]) {
    match (pair.columns.0 >= R, pair.columns.1 >= C) {
        (true, true) => even_tiles::<T, R, C>(pair, result),
        (true, false) => even_tiles::<T, R, 1>(pair, result),
        (false, true) => even_tiles::<T, 1, C>(pair, result),
        (false, false) => even_tiles::<T, 1, 1>(pair, result),
    }
}

#[inline(always)]
fn even_tiles<T: Real, const R: usize, const C: usize>(pair: Pair<T>, result: &mut [T]) {
    let (m, n) = pair.columns;
    for c in starts(n, C) {
        for r in starts(m, R) {
            let mut sums = [[T::zero(); C]; R];
            for (left, right) in pair.left.chunks_exact(m).zip(pair.right.chunks_exact(n)) {
                add_products(&mut sums, part(left, r), part(right, c));
            }
            for (row, sums) in result.chunks_exact_mut(n).skip(r).zip(&sums) {
                row[c..c + C].copy_from_slice(sums);
            }
        }
    }
}

/// Where tiles of a size begin. The last one ends at the end: what it shares with the one before is
/// computed twice, to the same bits.
fn starts(length: usize, size: usize) -> impl Iterator<Item = usize> {
    (0..length.div_ceil(size)).map(move |tile| (tile * size).min(length - size))
}

#[inline(always)]
fn part<T: Copy, const N: usize>(row: &[T], start: usize) -> [T; N] {
    std::array::from_fn(|index| row[start + index])
}

#[inline(always)]
fn add_products<T: Real, const R: usize, const C: usize>(
    sums: &mut [[T; C]; R],
    left: [T; R],
    right: [T; C],
) {
    for (sums, left) in sums.iter_mut().zip(left) {
        for (sum, right) in sums.iter_mut().zip(right) {
            *sum += left * right;
        }
    }
}

/// Rows and registers of a block: twelve sums of four numbers, which leaves room for the factors in
/// the sixteen registers that a processor has.
const BLOCK: (usize, usize) = (4, 3);

/// For large matrices: both are first laid out as they will be read, block by block, so that the
/// processor's nearest memory serves the inner loop.
pub(crate) fn blocked(pair: Pair<f32>, result: &mut [f32]) {
    const WIDTH: usize = 4 * BLOCK.1;
    let n = pair.columns.1;
    let left = panels::<{ BLOCK.0 }>(pair.left, pair.columns.0);
    let right = panels::<WIDTH>(pair.right, n);
    for (j, right) in right.chunks_exact(pair.rows).enumerate() {
        for (i, left) in left.chunks_exact(pair.rows).enumerate() {
            let mut sums = [[f32x4::ZERO; BLOCK.1]; BLOCK.0];
            for (left, right) in left.iter().zip(right) {
                let registers = right.as_chunks::<4>().0;
                let right = std::array::from_fn(|index| f32x4::new(registers[index]));
                add_products(&mut sums, left.map(f32x4::splat), right);
            }
            let rows = result.chunks_exact_mut(n).skip(i * BLOCK.0);
            for (row, sums) in rows.zip(&sums) {
                let row = &mut row[j * WIDTH..];
                let values = sums.iter().flat_map(|sum| sum.to_array());
                row.iter_mut().zip(values).for_each(|(place, value)| *place = value);
            }
        }
    }
}

/// A matrix in stripes of N columns, one after the other; the last is filled up with zeros.
fn panels<const N: usize>(matrix: &[f32], columns: usize) -> Vec<[f32; N]> {
    let mut panels = Vec::with_capacity(columns.div_ceil(N) * (matrix.len() / columns));
    for start in (0..columns).step_by(N) {
        let width = N.min(columns - start);
        panels.extend(matrix.chunks_exact(columns).map(|row| {
            let mut panel = [0.0; N];
            panel[..width].copy_from_slice(&row[start..start + width]);
            panel
        }));
    }
    panels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Stream, stream};
    use rand::RngExt;

    /// Of (K, M) and (K, N): blocks, tiles of one lane of four, and the definition agree to the bit.
    fn check(k: usize, m: usize, n: usize) {
        let mut generator = stream((k * 1000 + m * 100 + n) as u32, Stream::Init);
        let mut matrix = |columns: usize| -> Vec<f32> {
            (0..k * columns).map(|_| generator.random::<f32>() - 0.5).collect()
        };
        let (left, right) = (matrix(m), matrix(n));
        let element = |i: usize| {
            (0..k).fold(0.0, |sum, row| sum + left[row * m + i / n] * right[row * n + i % n])
        };
        let expected: Vec<f32> = (0..m * n).map(element).collect();
        let mut result = vec![f32::NAN; m * n];
        product((&left, m), (&right, n), &mut result);
        assert_eq!(result, expected, "({k}, {m}), ({k}, {n})");
        let lanes = |values: &[f32]| -> Vec<f32x4> {
            values.iter().map(|&x| f32x4::new([0.5, x, f32::NAN, -x])).collect()
        };
        let mut result = lanes(&result);
        product((&lanes(&left), m), (&lanes(&right), n), &mut result);
        let lane: Vec<f32> = result.iter().map(|x| x.to_array()[1]).collect();
        assert_eq!(lane, expected, "({k}, {m}), ({k}, {n}) in a lane");
    }

    #[test]
    fn every_form_agrees_with_the_definition() {
        for k in [1, 2, 7, 33] {
            for m in [1, 2, 3, 4, 5, 10, 31] {
                for n in [1, 2, 3, 4, 11, 12, 13, 25] {
                    check(k, m, n);
                }
            }
        }
    }
}
