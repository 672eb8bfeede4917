//! The matrix products of training, each in a form that suits the type of its numbers.
//!
//! An element of a product is the sum over k, in rising order, from zero and without fused multiply-add. All forms
//! here keep that order, so that their bits agree.

use std::hint;

use ndarray::{Array2, ArrayView2};
use wide::f32x4;

use super::lanes::Real;

/// The two factors of a product (M, N) and their layout.
#[derive(Clone, Copy, Debug)]
pub struct Factors<'a, T> {
    left: &'a [T],
    right: &'a [T],
    shape: (usize, usize),
    /// K, the number of terms of each sum.
    terms: usize,
    form: Form,
}

/// The layout of the left and the right factor.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    /// (K, M) and (K, N)
    Tn,
    /// (M, K) and (N, K)
    Nt,
    /// (M, K) and (K, N)
    Nn,
}

/// A number type of networks, with the form of matrix product that suits it.
pub trait MatMul: Real {
    /// Writes the product of two factors to `result` (M, N), row by row.
    fn product(factors: Factors<Self>, result: &mut [Self]);
}

impl MatMul for f32 {
    fn product(factors: Factors<Self>, result: &mut [Self]) {
        blocked(factors, result);
    }
}

impl MatMul for f32x4 {
    fn product(factors: Factors<Self>, result: &mut [Self]) {
        tiled(factors, result);
    }
}

impl MatMul for f64 {
    fn product(factors: Factors<Self>, result: &mut [Self]) {
        tiled(factors, result);
    }
}

/// `left` (K, M) transposed, times `right` (K, N): (M, N).
pub(crate) fn matmul_tn<T: MatMul>(
    left: ArrayView2<T>,
    right: ArrayView2<T>,
    result: &mut Array2<T>,
) {
    let (shape, terms) = ((left.ncols(), right.ncols()), left.nrows());
    product(left, right, shape, terms, Form::Tn, result);
}

/// `left` (M, K) times `right` (N, K) transposed: (M, N).
pub(crate) fn matmul_nt<T: MatMul>(
    left: ArrayView2<T>,
    right: ArrayView2<T>,
    result: &mut Array2<T>,
) {
    let (shape, terms) = ((left.nrows(), right.nrows()), left.ncols());
    product(left, right, shape, terms, Form::Nt, result);
}

/// `left` (M, K) times `right` (K, N): (M, N).
pub(crate) fn matmul_nn<T: MatMul>(
    left: ArrayView2<T>,
    right: ArrayView2<T>,
    result: &mut Array2<T>,
) {
    let (shape, terms) = ((left.nrows(), right.ncols()), left.ncols());
    product(left, right, shape, terms, Form::Nn, result);
}

/// Gives the result the product's shape. Not inlined, like the shape checks below: that makes the first load 1 kB smaller.
#[inline(never)]
fn product<T: MatMul>(
    left: ArrayView2<T>,
    right: ArrayView2<T>,
    shape: (usize, usize),
    terms: usize,
    form: Form,
    result: &mut Array2<T>,
) {
    reshape(result, shape);
    let (left, right) = (numbers(left), numbers(right));
    T::product(Factors { left, right, shape, terms, form }, numbers_mut(result));
}

/// Changes the shape of a matrix and reuses its memory. Its content is unspecified afterwards.
#[inline(never)]
pub(crate) fn reshape<T: Real>(matrix: &mut Array2<T>, shape: (usize, usize)) {
    if matrix.dim() != shape {
        let (mut numbers, _) = std::mem::take(matrix).into_raw_vec_and_offset();
        numbers.resize(shape.0 * shape.1, T::zero());
        *matrix = Array2::from_shape_vec(shape, numbers).unwrap_or_default();
    }
}

/// The numbers of a matrix, row by row.
#[inline(never)]
pub(crate) fn numbers<T>(matrix: ArrayView2<'_, T>) -> &[T] {
    matrix.to_slice().expect(LAID_OUT)
}

/// The mutable numbers of a matrix, row by row.
#[inline(never)]
pub(crate) fn numbers_mut<T>(matrix: &mut Array2<T>) -> &mut [T] {
    matrix.as_slice_mut().expect(LAID_OUT)
}

const LAID_OUT: &str = "every matrix of a network lies row by row, without gaps";

/// The product of small matrices of lanes, where an element fills a register: in tiles of eight sums, in the
/// orientation that needs fewer of them.
pub(crate) fn tiled<T: Real>(factors: Factors<T>, result: &mut [T]) {
    let (m, n) = factors.shape;
    if m.div_ceil(4) * n.div_ceil(2) <= m.div_ceil(2) * n.div_ceil(4) {
        tiles::<T, 4, 2>(factors, result);
    } else {
        tiles::<T, 2, 4>(factors, result);
    }
}

/// The product in tiles of (R, C), or of single rows or columns where fewer remain.
fn tiles<T: Real, const R: usize, const C: usize>(factors: Factors<T>, result: &mut [T]) {
    match (factors.shape.0 >= R, factors.shape.1 >= C) {
        (true, true) => even_tiles::<T, R, C>(factors, result),
        (true, false) => even_tiles::<T, R, 1>(factors, result),
        (false, true) => even_tiles::<T, 1, C>(factors, result),
        (false, false) => even_tiles::<T, 1, 1>(factors, result),
    }
}

#[inline(always)]
fn even_tiles<T: Real, const R: usize, const C: usize>(factors: Factors<T>, result: &mut [T]) {
    let Factors { left, right, shape: (m, n), terms, form } = factors;
    // Made once: `chunks_exact` divides, which takes as long as a term of a tile.
    let (lefts, rights) = (left.chunks_exact(m), right.chunks_exact(n));
    let pairs = lefts.zip(rights.clone());
    let counted = (0..terms).zip(rights);
    for c in starts(n, C) {
        for r in starts(m, R) {
            let mut sums = [[T::zero(); C]; R];
            match form {
                Form::Tn => {
                    for (left, right) in pairs.clone() {
                        sums = add_products(sums, part(left, r), part(right, c));
                    }
                }
                Form::Nt => {
                    let left: [&[T]; R] = rows(left, r, terms);
                    let right: [&[T]; C] = rows(right, c, terms);
                    for term in 0..terms {
                        let right = right.map(|row| row[term]);
                        sums = add_products(sums, left.map(|row| row[term]), right);
                    }
                }
                Form::Nn => {
                    let left: [&[T]; R] = rows(left, r, terms);
                    for (term, right) in counted.clone() {
                        sums = add_products(sums, left.map(|row| row[term]), part(right, c));
                    }
                }
            }
            for (row, sums) in sums.iter().enumerate() {
                result[(r + row) * n + c..][..C].copy_from_slice(sums);
            }
        }
    }
}

#[inline(always)]
fn rows<T, const N: usize>(matrix: &[T], start: usize, length: usize) -> [&[T]; N] {
    std::array::from_fn(|row| &matrix[(start + row) * length..][..length])
}

/// The starts of tiles of a size. The last tile ends at the end; where it overlaps the one before, sums are computed
/// twice, with the same bits.
fn starts(length: usize, size: usize) -> impl Iterator<Item = usize> {
    (0..length.div_ceil(size)).map(move |tile| (tile * size).min(length - size))
}

#[inline(always)]
fn part<T: Copy, const N: usize>(row: &[T], start: usize) -> [T; N] {
    let mut part = [row[start]; N];
    part.copy_from_slice(&row[start..start + N]);
    part
}

/// Adds the products of one term to the sums of a tile. Indexed, so that the compiler unrolls the loops and keeps the
/// sums in registers.
#[inline(always)]
fn add_products<T: Real, const R: usize, const C: usize>(
    mut sums: [[T; C]; R],
    left: [T; R],
    right: [T; C],
) -> [[T; C]; R] {
    for r in 0..R {
        for c in 0..C {
            sums[r][c] += left[r] * right[c];
        }
    }
    sums
}

/// Rows and registers of a block: nine sums of four numbers. With the three registers of the right factor, one of the
/// left and one product they fit the sixteen registers of a processor; with twelve sums, browsers' compilers spill
/// some to memory at every term.
const BLOCK: (usize, usize) = (3, 3);
/// Numbers across a block.
const WIDTH: usize = 4 * BLOCK.1;

/// The product of large matrices: both factors are first copied in the order in which they are read, so that the
/// inner loop stays in the processor's cache.
fn blocked(factors: Factors<f32>, result: &mut [f32]) {
    let Factors { left, right, shape: (m, n), terms, form } = factors;
    let right = panels(right, (n, terms), form == Form::Nt);
    let turned;
    let left = match form {
        Form::Nt | Form::Nn => left,
        Form::Tn => {
            turned = transpose(left, m);
            &turned
        }
    };
    if m >= BLOCK.0 {
        blocks::<{ BLOCK.0 }>(left, &right, (m, n, terms), result);
    } else {
        blocks::<1>(left, &right, (m, n, terms), result);
    }
}

/// The product of `left` (M, K) and the panels of the right factor, in blocks.
fn blocks<const R: usize>(
    left: &[f32],
    right: &[[f32; WIDTH]],
    (m, n, terms): (usize, usize, usize),
    result: &mut [f32],
) {
    for (panel, right) in right.chunks_exact(terms).enumerate() {
        let width = WIDTH.min(n - panel * WIDTH);
        for r in starts(m, R) {
            for (row, sums) in block::<R>(rows(left, r, terms), right).iter().enumerate() {
                let place = &mut result[(r + row) * n + panel * WIDTH..][..width];
                copy_few(sums.map(f32x4::to_array).as_flattened(), place);
            }
        }
    }
}

/// The sums of one block. Not inlined: otherwise they are kept in the caller's memory instead of registers.
#[inline(never)]
fn block<const R: usize>(left: [&[f32]; R], right: &[[f32; WIDTH]]) -> [[f32x4; BLOCK.1]; R] {
    let left = left.map(|row| &row[..right.len()]);
    // Unknown to the compiler: it has an array of zeros filled in memory, by a function of the browser.
    let zero = f32x4::splat(hint::black_box(0.0));
    let mut sums = std::array::from_fn(|_| [zero; BLOCK.1]);
    for (term, right) in right.iter().enumerate() {
        let registers = right.as_chunks::<4>().0;
        let right = std::array::from_fn(|index| f32x4::new(registers[index]));
        sums = add_products(sums, left.map(|row| f32x4::splat(row[term])), right);
    }
    sums
}

/// Copies as many numbers as there are places. Not by `copy_from_slice`, for which browsers call a function: that takes
/// longer than to copy a few numbers. There are at most [`WIDTH`] places.
#[inline(always)]
fn copy_few(numbers: &[f32], places: &mut [f32]) {
    if let (Some(places), Some(numbers)) =
        (places.first_chunk_mut::<WIDTH>(), numbers.first_chunk())
    {
        *places = *numbers;
        return;
    }
    match (places, numbers) {
        ([], _) | (_, []) => {}
        ([a], [x, ..]) => *a = *x,
        ([a, b], [x, y, ..]) => (*a, *b) = (*x, *y),
        ([a, b, c], [x, y, z, ..]) => (*a, *b, *c) = (*x, *y, *z),
        (places, numbers) => {
            for start in starts(places.len(), 4) {
                places[start..start + 4].copy_from_slice(&numbers[start..start + 4]);
            }
        }
    }
}

/// The right factor in panels of `WIDTH` columns (or rows), each with its terms in order; the last panel is padded with zeros.
fn panels(matrix: &[f32], (count, terms): (usize, usize), rows: bool) -> Vec<[f32; WIDTH]> {
    let mut panels = Vec::with_capacity(count.div_ceil(WIDTH) * terms);
    for start in (0..count).step_by(WIDTH) {
        let width = WIDTH.min(count - start);
        panels.extend((0..terms).map(|term| {
            let mut panel = [0.0; WIDTH];
            if rows {
                let column = matrix[start * terms + term..].iter().step_by(terms);
                panel.iter_mut().zip(column).take(width).for_each(|(place, &x)| *place = x);
            } else {
                copy_few(&matrix[term * count + start..], &mut panel[..width]);
            }
            panel
        }));
    }
    panels
}

/// The transpose of a matrix with `columns` columns, in strips of rows that fit the processor's cache.
fn transpose(matrix: &[f32], columns: usize) -> Vec<f32> {
    const STRIP: usize = 8;
    let rows = matrix.len() / columns;
    let mut result = vec![0.0; matrix.len()];
    for start in (0..rows).step_by(STRIP) {
        let strip = start..rows.min(start + STRIP);
        for column in 0..columns {
            for row in strip.clone() {
                result[column * rows + row] = matrix[row * columns + column];
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Stream, stream};
    use rand::RngExt;

    /// Checks for shapes (K, M) and (K, N) that every variant, scalar and in lanes, equals the definition.
    fn check(k: usize, m: usize, n: usize) {
        let mut generator = stream((k * 1000 + m * 100 + n) as u32, Stream::Init);
        let mut matrix = |columns: usize| -> Array2<f32> {
            Array2::from_shape_simple_fn((k, columns), || generator.random::<f32>() - 0.5)
        };
        let (left, right) = (matrix(m), matrix(n));
        let expected = Array2::from_shape_fn((m, n), |(row, column)| {
            (0..k).fold(0.0, |sum, term| sum + left[[term, row]] * right[[term, column]])
        });
        // A result of another shape, as a workspace has after a batch of another size.
        let unused = || Array2::from_elem((1, 2), f32::NAN);
        let mut result = unused();
        matmul_tn(left.view(), right.view(), &mut result);
        assert_eq!(result, expected, "({k}, {m}), ({k}, {n})");
        let turned = |matrix: &Array2<f32>| matrix.t().as_standard_layout().into_owned();
        let (left_rows, right_rows) = (turned(&left), turned(&right));
        let mut result = unused();
        matmul_nt(left_rows.view(), right_rows.view(), &mut result);
        assert_eq!(result, expected, "({m}, {k}), ({n}, {k})");
        let mut result = unused();
        matmul_nn(left_rows.view(), right.view(), &mut result);
        assert_eq!(result, expected, "({m}, {k}), ({k}, {n})");
        let lanes = |matrix: &Array2<f32>| matrix.mapv(|x| f32x4::new([0.5, x, f32::NAN, -x]));
        let mut result = lanes(&unused());
        let lane = |result: &Array2<f32x4>| result.mapv(|x| x.to_array()[1]);
        matmul_tn(lanes(&left).view(), lanes(&right).view(), &mut result);
        assert_eq!(lane(&result), expected, "({k}, {m}), ({k}, {n}) in a lane");
        matmul_nt(lanes(&left_rows).view(), lanes(&right_rows).view(), &mut result);
        assert_eq!(lane(&result), expected, "({m}, {k}), ({n}, {k}) in a lane");
        matmul_nn(lanes(&left_rows).view(), lanes(&right).view(), &mut result);
        assert_eq!(lane(&result), expected, "({m}, {k}), ({k}, {n}) in a lane");
    }

    #[test]
    fn every_matmul_variant_equals_the_definition() {
        for k in [1, 2, 7, 33] {
            for m in [1, 2, 3, 4, 5, 10, 31] {
                for n in [1, 2, 3, 4, 11, 12, 13, 25] {
                    check(k, m, n);
                }
            }
        }
    }
}
