//! The training of consecutive seeds with one schedule, four in parallel, and its results.

use wide::f32x4;

use crate::experiment::Experiment;
use crate::network::Batch;
use crate::network::lanes::{MAX_LANES, Real};
use crate::schedule::Schedule;
use crate::training::Training;
use crate::training::feed::Source;

/// The distance of the first seed of the check and the comparison from the experiment's own, which is the
/// first seed of the sweeps. Rates must not be judged with the seeds that suggested them: a suggestion may
/// fit these by chance. The distance is larger than the number of runs of any experiment, and of thousands of
/// experiments with consecutive seeds.
pub const EVIDENCE_SEED_OFFSET: u32 = 1 << 31;

/// The first seed of a group, and the number of `runs` that are left for it and the groups after it.
pub(crate) fn seeds(experiment: &Experiment, runs: usize, group: usize) -> (u32, usize) {
    let first = group * MAX_LANES;
    let offset = EVIDENCE_SEED_OFFSET.wrapping_add(first as u32);
    (experiment.seed.wrapping_add(offset), runs.saturating_sub(first))
}

/// The results of one seed at each checkpoint, the first of them before training. After the first loss that is
/// not finite (of a mini-batch, the training rows or the validation rows), all losses are infinite and all
/// accuracies 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Mean loss of all training rows.
    pub training_losses: Vec<f64>,
    /// Mean loss of the validation rows; NaN without any.
    pub validation_losses: Vec<f64>,
    /// The accuracy on the validation rows or, for values, the explained share of their variance (R2, scikit-learn's
    /// `r2_score`, which has other conventions where they do not vary); NaN without validation rows, or if their values do
    /// not vary.
    pub accuracies: Vec<f64>,
}

impl Record {
    /// Whether there are validation rows.
    pub fn holds_out(&self) -> bool {
        self.validation_losses.first().is_some_and(|loss| !loss.is_nan())
    }

    /// Records as a flat list of numbers.
    pub fn write(records: &[Self]) -> Vec<f64> {
        let columns = |record: &Self| {
            let Self { training_losses, validation_losses, accuracies } = record.clone();
            [training_losses, validation_losses, accuracies].concat()
        };
        records.iter().flat_map(columns).collect()
    }

    /// Reads the numbers of [`Record::write`], for records with `checkpoints` checkpoints.
    pub fn read(numbers: &[f64], checkpoints: usize) -> Vec<Self> {
        let record = |numbers: &[f64]| {
            let mut columns = numbers.chunks_exact(checkpoints).map(<[f64]>::to_vec);
            let mut column = || columns.next().unwrap_or_default();
            Self { training_losses: column(), validation_losses: column(), accuracies: column() }
        };
        numbers.chunks_exact(3 * checkpoints.max(1)).map(record).collect()
    }

    /// Adds a checkpoint: the training loss, and the loss and the accuracy of the validation rows, if there are any.
    fn push(&mut self, training: f64, held_out: Option<(f64, f64)>) {
        let ended = self.training_losses.last().is_some_and(|loss| loss.is_infinite());
        let finite = training.is_finite() && held_out.is_none_or(|(loss, _)| loss.is_finite());
        if ended || !finite {
            return self.push_end(held_out.is_some());
        }
        let (validation, accuracy) = held_out.unwrap_or((f64::NAN, f64::NAN));
        self.training_losses.push(training);
        self.validation_losses.push(validation);
        self.accuracies.push(accuracy);
    }

    fn push_end(&mut self, validation: bool) {
        self.training_losses.push(f64::INFINITY);
        self.validation_losses.push(if validation { f64::INFINITY } else { f64::NAN });
        self.accuracies.push(if validation { 0.0 } else { f64::NAN });
    }
}

/// The training of up to [`MAX_LANES`] consecutive seeds with one schedule.
#[derive(Clone, Debug)]
pub(crate) struct TrainingRun {
    training: Training<f32x4>,
    rows: Batch<f32x4>,
    held_out: Option<Batch<f32x4>>,
    /// The variance of the values of the validation rows; none for classes.
    variances: Option<[f64; MAX_LANES]>,
    /// Whether there are validation rows.
    validation: bool,
    /// Steps from one checkpoint to the next.
    every: usize,
    checkpoints: usize,
    /// The record of each seed.
    records: Vec<Record>,
    /// The seeds that had a mini-batch with a loss that is not finite. Their weights now depend on the seeds
    /// in the other lanes.
    ended: [bool; MAX_LANES],
}

impl TrainingRun {
    /// The training of `count` seeds, starting with `seed`, for `epochs` epochs, with a checkpoint after every
    /// `every` epochs, which divides `epochs`.
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
        let held_out = validation.then(|| feed.held_out());
        let values = held_out.as_ref().filter(|_| classes.is_none());
        let mut run = Self {
            rows: feed.training(),
            variances: values
                .map(|rows| std::array::from_fn(|lane| variance(rows.targets(), lane))),
            held_out,
            validation,
            training,
            every: every * source.trained_epoch(),
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

    /// The record of each seed.
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
            let held_out = held_out.map(|(loss, right)| {
                let loss = loss.lane(lane);
                let explained = |variances: [f64; MAX_LANES]| match variances[lane] {
                    0.0 => f64::NAN,
                    variance => 1.0 - loss / variance,
                };
                (loss, self.variances.map_or_else(|| right.lane(lane), explained))
            });
            record.push(loss, held_out);
        }
    }

    /// Ends the training: no seed has a finite loss any more.
    fn finish(&mut self) {
        for record in &mut self.records {
            while record.training_losses.len() < self.checkpoints {
                record.push_end(self.validation);
            }
        }
    }
}

/// The population variance of the numbers of a lane.
fn variance(numbers: &[f32x4], lane: usize) -> f64 {
    let count = numbers.len() as f64;
    let sum = |term: &dyn Fn(f64) -> f64| {
        numbers.iter().map(|&number| term(number.lane(lane))).sum::<f64>()
    };
    let mean = sum(&|x| x) / count;
    sum(&|x| (x - mean) * (x - mean)) / count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_are_infinite_and_accuracy_zero_after_a_non_finite_loss() {
        for (training, validation) in
            [(f64::NAN, 1.0), (f64::INFINITY, 1.0), (1.0, f64::NAN), (1.0, f64::INFINITY)]
        {
            let mut record = Record::default();
            record.push(3.0, Some((2.0, 0.5)));
            record.push(training, Some((validation, 0.75)));
            record.push(1.0, Some((1.0, 0.75)));
            let infinite = f64::INFINITY;
            assert_eq!(record.training_losses, [3.0, infinite, infinite]);
            assert_eq!(record.validation_losses, [2.0, infinite, infinite]);
            assert_eq!(record.accuracies, [0.5, 0.0, 0.0]);
        }
    }
}
