//! The split into training and validation rows, and mini-batches.

use std::ops::Range;

use rand::seq::SliceRandom;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::dataset::{Targets, held_out};
use crate::random::{Stream, stream};

/// The training rows and the validation rows, each in rising order. `share` in 0..1 of every class, or of all
/// values, is held out, rounded (a stratified split), so that the numbers do not depend on the seed. At least
/// one row is a training row.
pub fn split(targets: &Targets, share: f64, seed: u32) -> (Vec<usize>, Vec<usize>) {
    let rows = targets.len();
    let mut order: Vec<usize> = (0..rows).collect();
    order.shuffle(&mut stream(seed, Stream::Split));
    let shape = targets.shape();
    let mut wanted: Vec<usize> =
        shape.counts().iter().map(|&count| held_out(count, share)).collect();
    let mut left = rows.saturating_sub(1);
    let mut is_held_out = vec![false; rows];
    for row in order {
        let wanted = &mut wanted[targets.class(row)];
        if *wanted > 0 && left > 0 {
            is_held_out[row] = true;
            (*wanted, left) = (*wanted - 1, left - 1);
        }
    }
    (0..rows).partition(|&row| !is_held_out[row])
}

/// An infinite sequence of mini-batches: every epoch shuffles the rows again, and its last batch is the
/// remainder.
#[derive(Clone, Debug)]
pub struct Batches {
    generator: Xoshiro256PlusPlus,
    rows: Vec<usize>,
    batch_size: usize,
    /// The range of the current batch in `rows`; empty before the first one.
    current: Range<usize>,
}

impl Batches {
    /// Batches of `rows`; `batch_size` is limited to the range from 1 to the number of rows.
    pub fn new(rows: Vec<usize>, batch_size: usize, seed: u32) -> Self {
        let batch_size = batch_size.clamp(1, rows.len().max(1));
        Self { generator: stream(seed, Stream::Shuffle), rows, batch_size, current: 0..0 }
    }

    /// Rows per batch.
    pub fn batch_size(&self) -> usize {
        self.batch_size
    }

    /// Steps of one epoch.
    pub fn per_epoch(&self) -> usize {
        self.rows.len().div_ceil(self.batch_size)
    }

    /// The rows of the current batch.
    pub fn batch(&self) -> &[usize] {
        &self.rows[self.current.clone()]
    }

    /// The rows of the next batch, which becomes the current one.
    pub fn next_batch(&mut self) -> &[usize] {
        let start = self.current.end % self.rows.len().max(1);
        if start == 0 {
            self.rows.shuffle(&mut self.generator);
        }
        self.current = start..(start + self.batch_size).min(self.rows.len());
        self.batch()
    }
}

#[cfg(test)]
mod tests {
    use super::super::builtin::breast_cancer;
    use super::*;

    #[test]
    fn each_epoch_contains_every_row_once_in_a_new_order() {
        let mut batches = Batches::new((0..569).collect(), 12, 1);
        let mut epoch = || (0..48).flat_map(|_| batches.next_batch().to_vec()).collect::<Vec<_>>();
        let (first, second) = (epoch(), epoch());
        assert_ne!(first, second);
        for mut rows in [first, second] {
            rows.sort_unstable();
            assert_eq!(rows, (0..569).collect::<Vec<_>>());
        }
    }

    #[test]
    fn split_is_stratified_by_class_and_keeps_every_row() {
        let targets = breast_cancer().targets();
        let (training, held_out) = split(targets, 0.2, 3);
        assert_eq!(breast_cancer().shape().training_rows(0.2), training.len());
        let class =
            |rows: &[usize], class| rows.iter().filter(|&&row| targets.class(row) == class).count();
        // 212 rows of one class, 357 of the other.
        assert_eq!((class(&held_out, 0), class(&held_out, 1)), (42, 71));
        assert_eq!((class(&training, 0), class(&training, 1)), (170, 286));
        let mut rows = [training, held_out].concat();
        rows.sort_unstable();
        assert_eq!(rows, (0..569).collect::<Vec<_>>());
        assert_eq!(split(&Targets::Classes(vec![0, 1]), 0.5, 1).0.len(), 1);
        let values = Targets::Values(vec![0.5; 10]);
        assert_eq!(split(&values, 0.3, 1).1.len(), 3);
        assert_eq!(values.shape().counts(), [10]);
    }
}
