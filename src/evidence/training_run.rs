//! One schedule from some neighboring seeds, four side by side: what the training came to.

use wide::f32x4;

use crate::experiment::Experiment;
use crate::network::Batch;
use crate::network::lanes::{MAX_LANES, Real};
use crate::schedule::Schedule;
use crate::training::Training;
use crate::training::feed::Source;

/// How far the first seed of truth and race is from the experiment's own, which is the first of the sweeps
/// that suggest the rates: a suggestion that fits its own seeds by chance is not to be judged by them. It
/// depends on nothing, and it is more than the sweeps of any experiment, and of the thousands that follow
/// one another in the page, each with the seeds after those before.
pub const EVIDENCE_SEED_OFFSET: u32 = 1 << 31;

/// The first seed of a group, and how many of `runs` are left for it and those that follow.
pub(crate) fn seeds(experiment: &Experiment, runs: usize, group: usize) -> (u32, usize) {
    let first = group * MAX_LANES;
    let offset = EVIDENCE_SEED_OFFSET.wrapping_add(first as u32);
    (experiment.seed.wrapping_add(offset), runs.saturating_sub(first))
}

/// What one seed came to at each checkpoint, the first of them before training. From the first one on at
/// which a loss is not finite, that of a mini-batch before it, of the rows that train or of those held
/// out, all losses are infinite, and no row is right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Mean loss of all rows that train.
    pub training_losses: Vec<f64>,
    /// Mean loss of the rows held out; not a number if there are none.
    pub validation_losses: Vec<f64>,
    /// The share of the rows held out that are classed right; not a number if there are none, or no classes.
    pub accuracies: Vec<f64>,
}

impl Record {
    /// The records of some seeds as numbers, one after the other.
    pub fn write(records: &[Self]) -> Vec<f64> {
        let columns = |record: &Self| {
            let Self { training_losses, validation_losses, accuracies } = record.clone();
            [training_losses, validation_losses, accuracies].concat()
        };
        records.iter().flat_map(columns).collect()
    }

    /// Reads what [`Record::write`] has written of records with so many checkpoints.
    pub fn read(numbers: &[f64], checkpoints: usize) -> Vec<Self> {
        let record = |numbers: &[f64]| {
            let mut columns = numbers.chunks_exact(checkpoints).map(<[f64]>::to_vec);
            let mut column = || columns.next().unwrap_or_default();
            Self { training_losses: column(), validation_losses: column(), accuracies: column() }
        };
        numbers.chunks_exact(3 * checkpoints.max(1)).map(record).collect()
    }

    /// Adds a checkpoint: the training loss, and the loss and accuracy of the rows held out, if any are;
    /// `measured` says which of the two are.
    fn push(&mut self, training: f64, held_out: Option<(f64, f64)>, measured: Measured) {
        let ended = self.training_losses.last().is_some_and(|loss| loss.is_infinite());
        let finite = training.is_finite() && held_out.is_none_or(|(loss, _)| loss.is_finite());
        if ended || !finite {
            return self.push_end(measured);
        }
        let (validation, accuracy) = held_out.unwrap_or((f64::NAN, f64::NAN));
        self.training_losses.push(training);
        self.validation_losses.push(validation);
        self.accuracies.push(if measured.accuracy { accuracy } else { f64::NAN });
    }

    fn push_end(&mut self, measured: Measured) {
        self.training_losses.push(f64::INFINITY);
        self.validation_losses.push(if measured.validation { f64::INFINITY } else { f64::NAN });
        self.accuracies.push(if measured.accuracy { 0.0 } else { f64::NAN });
    }
}

/// What is measured beside the loss of the rows that train.
#[derive(Clone, Copy, Debug)]
struct Measured {
    /// The loss of the rows held out: there are some.
    validation: bool,
    /// Their accuracy: they are of classes.
    accuracy: bool,
}

/// The training of up to [`MAX_LANES`] neighboring seeds under one schedule.
#[derive(Clone, Debug)]
pub(crate) struct TrainingRun {
    training: Training<f32x4>,
    rows: Batch<f32x4>,
    held_out: Option<Batch<f32x4>>,
    measured: Measured,
    /// Steps from one checkpoint to the next.
    every: usize,
    checkpoints: usize,
    /// Of each seed.
    records: Vec<Record>,
    /// The seeds that have met a mini-batch whose loss is not finite: whatever their weights are now,
    /// they would be others without the seeds beside them.
    ended: [bool; MAX_LANES],
}

impl TrainingRun {
    /// `count` seeds from `seed` on train for so many epochs; a checkpoint comes after every `every`
    /// of them, which divides them.
    pub(crate) fn new(
        source: &Source,
        schedule: Schedule,
        (seed, count): (u32, usize),
        epochs: usize,
        every: usize,
    ) -> Self {
        let training = Training::new(source, schedule, seed);
        let feed = training.feed();
        let validation = source.holds_out();
        let classes = source.dataset().shape().targets.classes();
        let mut run = Self {
            rows: feed.training(),
            held_out: validation.then(|| feed.held_out()),
            measured: Measured { validation, accuracy: validation && classes.is_some() },
            training,
            every: every * source.per_epoch(),
            checkpoints: 1 + epochs / every,
            records: vec![Record::default(); count.min(MAX_LANES)],
            ended: [false; MAX_LANES],
        };
        run.check();
        run
    }

    /// Makes up to `max_steps` steps; returns `true` while unfinished.
    pub(crate) fn advance(&mut self, max_steps: usize) -> bool {
        for _ in 0..max_steps {
            if self.done() {
                break;
            }
            let loss = self.training.step();
            for (lane, ended) in self.ended.iter_mut().enumerate() {
                *ended |= !loss.lane(lane).is_finite();
            }
            if self.ended[..self.records.len()].iter().all(|ended| *ended) {
                self.finish();
            } else if self.training.steps().is_multiple_of(self.every) {
                self.check();
            }
        }
        !self.done()
    }

    /// What each seed came to.
    pub(crate) fn records(&self) -> &[Record] {
        &self.records
    }

    fn done(&self) -> bool {
        self.records.iter().all(|record| record.training_losses.len() == self.checkpoints)
    }

    fn check(&mut self) {
        let training = self.training.loss(&self.rows);
        let held_out = self.held_out.as_ref().map(|rows| self.training.evaluate(rows));
        for (lane, record) in self.records.iter_mut().enumerate() {
            let loss = if self.ended[lane] { f64::INFINITY } else { training.lane(lane) };
            let held_out = held_out.map(|(loss, right)| (loss.lane(lane), right.lane(lane)));
            record.push(loss, held_out, self.measured);
        }
    }

    /// Nothing comes of going on.
    fn finish(&mut self) {
        for record in &mut self.records {
            while record.training_losses.len() < self.checkpoints {
                record.push_end(self.measured);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_loss_that_is_not_finite_all_are_infinite_and_no_row_is_right() {
        for (training, validation) in
            [(f64::NAN, 1.0), (f64::INFINITY, 1.0), (1.0, f64::NAN), (1.0, f64::INFINITY)]
        {
            let mut record = Record::default();
            let measured = Measured { validation: true, accuracy: true };
            record.push(3.0, Some((2.0, 0.5)), measured);
            record.push(training, Some((validation, 0.75)), measured);
            record.push(1.0, Some((1.0, 0.75)), measured);
            let infinite = f64::INFINITY;
            assert_eq!(record.training_losses, [3.0, infinite, infinite]);
            assert_eq!(record.validation_losses, [2.0, infinite, infinite]);
            assert_eq!(record.accuracies, [0.5, 0.0, 0.0]);
        }
    }
}
