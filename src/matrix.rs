//! The matrix products that training is made of, each in a form that suits its numbers.
//!
//! An element of a product is the sum over k, in rising order, from zero and with no fused
//! multiply-add. All forms here keep that order, so that they agree to the bit.

use wide::f32x4;

use crate::real::Real;

/// Two factors of a product (M, N) and how they lie.
#[derive(Clone, Copy, Debug)]
pub struct Factors<'a, T> {
    left: &'a [T],
    right: &'a [T],
    shape: (usize, usize),
    /// K, over which the sums go.
    terms: usize,
    along: Along,
}

/// What the sums of a product go along.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Along {
    /// Both factors' columns: they are (K, M) and (K, N).
    Columns,
    /// Both factors' rows: they are (M, K) and (N, K).
    Rows,
}

/// The products of each column of `left` (K, M) with each column of `right` (K, N): (M, N).
pub(crate) fn columns_by_columns<T: Real>(
    left: (&[T], usize),
    right: (&[T], usize),
    result: &mut [T],
) {
    let shape = (left.1, right.1);
    let terms = left.0.len() / left.1;
    let along = Along::Columns;
    T::product(Factors { left: left.0, right: right.0, shape, terms, along }, result);
}

/// The products of each row of `left` (M, K) with each row of `right` (N, K): (M, N).
pub(crate) fn rows_by_rows<T: Real>(left: &[T], right: &[T], terms: usize, result: &mut [T]) {
    let shape = (left.len() / terms, right.len() / terms);
    T::product(Factors { left, right, shape, terms, along: Along::Rows }, result);
}

/// The transpose of a matrix of so many columns, in strips of rows that fit the nearest memory.
pub(crate) fn transpose<T: Real>(matrix: &[T], columns: usize, result: &mut Vec<T>) {
    const STRIP: usize = 8;
    let rows = matrix.len() / columns;
    result.resize(matrix.len(), T::zero());
    for start in (0..rows).step_by(STRIP) {
        let strip = start..rows.min(start + STRIP);
        for column in 0..columns {
            for row in strip.clone() {
                result[column * rows + row] = matrix[row * columns + column];
            }
        }
    }
}

/// For small matrices of lanes, where an element fills a register: tiles of eight sums, with the long
/// side where fewer of them are needed.
pub(crate) fn tiled<T: Real>(factors: Factors<T>, result: &mut [T]) {
    let (m, n) = factors.shape;
    if m.div_ceil(4) * n.div_ceil(2) <= m.div_ceil(2) * n.div_ceil(4) {
        tiles::<T, 4, 2>(factors, result);
    } else {
        tiles::<T, 2, 4>(factors, result);
    }
}

/// In tiles of (R, C), or of single rows or columns where there are fewer.
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
    let Factors { left, right, shape: (m, n), along, .. } = factors;
    // Made once: it divides, which takes as long as a term of a tile.
    let pairs = left.chunks_exact(m).zip(right.chunks_exact(n));
    for c in starts(n, C) {
        for r in starts(m, R) {
            let sums = match along {
                Along::Columns => tile_of_columns::<T, R, C>(pairs.clone(), r, c),
                Along::Rows => tile_of_rows::<T, R, C>(factors, r, c),
            };
            for (row, sums) in sums.iter().enumerate() {
                result[(r + row) * n + c..][..C].copy_from_slice(sums);
            }
        }
    }
}

#[inline(always)]
fn tile_of_columns<'a, T: Real + 'a, const R: usize, const C: usize>(
    pairs: impl Iterator<Item = (&'a [T], &'a [T])>,
    r: usize,
    c: usize,
) -> [[T; C]; R] {
    let mut sums = [[T::zero(); C]; R];
    for (left, right) in pairs {
        sums = add_products(sums, part(left, r), part(right, c));
    }
    sums
}

#[inline(always)]
fn tile_of_rows<T: Real, const R: usize, const C: usize>(
    Factors { left, right, terms, .. }: Factors<T>,
    r: usize,
    c: usize,
) -> [[T; C]; R] {
    let left: [&[T]; R] = std::array::from_fn(|row| &left[(r + row) * terms..][..terms]);
    let right: [&[T]; C] = std::array::from_fn(|row| &right[(c + row) * terms..][..terms]);
    let mut sums = [[T::zero(); C]; R];
    for term in 0..terms {
        sums = add_products(sums, left.map(|row| row[term]), right.map(|row| row[term]));
    }
    sums
}

/// Where tiles of a size begin. The last one ends at the end: what it shares with the one before is
/// computed twice, to the same bits.
fn starts(length: usize, size: usize) -> impl Iterator<Item = usize> {
    (0..length.div_ceil(size)).map(move |tile| (tile * size).min(length - size))
}

#[inline(always)]
fn part<T: Copy, const N: usize>(row: &[T], start: usize) -> [T; N] {
    let mut part = [row[start]; N];
    part.copy_from_slice(&row[start..start + N]);
    part
}

/// Indexed, so that the compiler unrolls it and keeps the sums in registers.
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

/// Rows and registers of a block: twelve sums of four numbers, which leaves room for the factors in
/// the sixteen registers that a processor has.
const BLOCK: (usize, usize) = (4, 3);
/// Numbers across a block.
const WIDTH: usize = 4 * BLOCK.1;

/// For large matrices: both are first laid out as they will be read, so that the processor's nearest
/// memory serves the inner loop.
pub(crate) fn blocked(factors: Factors<f32>, result: &mut [f32]) {
    let Factors { left, right, shape: (m, n), terms, along } = factors;
    let right = panels(right, (n, terms), along);
    let mut turned = Vec::new();
    let left = match along {
        Along::Rows => left,
        Along::Columns => {
            transpose(left, m, &mut turned);
            &turned
        }
    };
    if m >= BLOCK.0 {
        blocks::<{ BLOCK.0 }>(left, &right, (m, n, terms), result);
    } else {
        blocks::<1>(left, &right, (m, n, terms), result);
    }
}

/// Of `left` (M, K) and the panels of the right factor.
fn blocks<const R: usize>(
    left: &[f32],
    right: &[[f32; WIDTH]],
    (m, n, terms): (usize, usize, usize),
    result: &mut [f32],
) {
    for (panel, right) in right.chunks_exact(terms).enumerate() {
        let width = WIDTH.min(n - panel * WIDTH);
        for r in starts(m, R) {
            let rows = std::array::from_fn(|row| &left[(r + row) * terms..][..terms]);
            for (row, sums) in block::<R>(rows, right).iter().enumerate() {
                let place = &mut result[(r + row) * n + panel * WIDTH..][..width];
                place.copy_from_slice(&sums.map(f32x4::to_array).as_flattened()[..width]);
            }
        }
    }
}

/// Not inlined: its sums would be kept where the caller stores them, not in registers.
#[inline(never)]
fn block<const R: usize>(left: [&[f32]; R], right: &[[f32; WIDTH]]) -> [[f32x4; BLOCK.1]; R] {
    let left = left.map(|row| &row[..right.len()]);
    let mut sums = [[f32x4::ZERO; BLOCK.1]; R];
    for (term, right) in right.iter().enumerate() {
        let registers = right.as_chunks::<4>().0;
        let right = std::array::from_fn(|index| f32x4::new(registers[index]));
        sums = add_products(sums, left.map(|row| f32x4::splat(row[term])), right);
    }
    sums
}

/// The right factor in stripes of its columns or rows, one after the other, each with its terms in
/// order; the last is filled up with zeros.
fn panels(matrix: &[f32], (count, terms): (usize, usize), along: Along) -> Vec<[f32; WIDTH]> {
    let mut panels = Vec::with_capacity(count.div_ceil(WIDTH) * terms);
    for start in (0..count).step_by(WIDTH) {
        let width = WIDTH.min(count - start);
        panels.extend((0..terms).map(|term| {
            let mut panel = [0.0; WIDTH];
            match along {
                Along::Columns => {
                    panel[..width].copy_from_slice(&matrix[term * count + start..][..width]);
                }
                Along::Rows => {
                    let rows = matrix[start * terms + term..].iter().step_by(terms);
                    panel.iter_mut().zip(rows).take(width).for_each(|(place, &x)| *place = x);
                }
            }
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
        columns_by_columns((&left, m), (&right, n), &mut result);
        assert_eq!(result, expected, "({k}, {m}), ({k}, {n})");
        let turned = |matrix: &[f32], columns: usize| {
            let mut result = Vec::new();
            transpose(matrix, columns, &mut result);
            result
        };
        let (left_rows, right_rows) = (turned(&left, m), turned(&right, n));
        let mut result = vec![f32::NAN; m * n];
        rows_by_rows(&left_rows, &right_rows, k, &mut result);
        assert_eq!(result, expected, "({m}, {k}), ({n}, {k})");
        let lanes = |values: &[f32]| -> Vec<f32x4> {
            values.iter().map(|&x| f32x4::new([0.5, x, f32::NAN, -x])).collect()
        };
        let mut result = lanes(&result);
        let lane = |result: &[f32x4]| result.iter().map(|x| x.to_array()[1]).collect::<Vec<_>>();
        columns_by_columns((&lanes(&left), m), (&lanes(&right), n), &mut result);
        assert_eq!(lane(&result), expected, "({k}, {m}), ({k}, {n}) in a lane");
        rows_by_rows(&lanes(&left_rows), &lanes(&right_rows), k, &mut result);
        assert_eq!(lane(&result), expected, "({m}, {k}), ({n}, {k}) in a lane");
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
