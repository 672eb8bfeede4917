//! One schedule from some neighboring seeds, four side by side: what the training came to.

use wide::f32x4;

use crate::feed::Source;
use crate::network::Batch;
use crate::real::Real;
use crate::schedule::Schedule;
use crate::training::Training;

/// Seeds that train side by side.
pub(crate) const LANES: usize = f32x4::LANES;

/// What one seed came to at each checkpoint, the first of them before training. Once a loss is not
/// finite, it and all losses after it are infinite, and no row is right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Mean loss of all rows that train.
    pub training_losses: Vec<f64>,
    /// Mean loss of the rows held out; not a number if there are none.
    pub validation_losses: Vec<f64>,
    /// The share of the rows held out that are classed right; likewise.
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

    fn alive(&self) -> bool {
        self.training_losses.last().is_none_or(|loss| loss.is_finite())
    }

    fn push(&mut self, training: f64, (validation, accuracy): (f64, f64)) {
        let finite = self.alive() && training.is_finite();
        let loss = |loss: f64| if finite { loss } else { f64::INFINITY };
        self.training_losses.push(loss(training));
        self.validation_losses.push(loss(validation));
        self.accuracies.push(if finite { accuracy } else { 0.0 });
    }
}

/// The training of up to [`LANES`] neighboring seeds under one schedule.
#[derive(Clone, Debug)]
pub(crate) struct Leg {
    training: Training<f32x4>,
    rows: Batch<f32x4>,
    held_out: Option<Batch<f32x4>>,
    /// Steps from one checkpoint to the next.
    every: usize,
    checkpoints: usize,
    /// Of each seed.
    records: Vec<Record>,
}

impl Leg {
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
        let mut leg = Self {
            rows: feed.training(),
            held_out: source.holds_out().then(|| feed.held_out()),
            training,
            every: every * source.per_epoch(),
            checkpoints: 1 + epochs / every,
            records: vec![Record::default(); count.min(LANES)],
        };
        leg.check();
        leg
    }

    /// Makes up to `max_steps` steps; whether there is more to do.
    pub(crate) fn advance(&mut self, max_steps: usize) -> bool {
        for _ in 0..max_steps {
            if self.done() {
                break;
            }
            self.training.step();
            if self.training.steps().is_multiple_of(self.every) {
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
            let of_lane = |(loss, accuracy): (f32x4, f32x4)| (loss.lane(lane), accuracy.lane(lane));
            record.push(training.lane(lane), held_out.map_or((f64::NAN, f64::NAN), of_lane));
        }
        if self.records.iter().any(Record::alive) {
            return;
        }
        // Nothing comes of going on.
        for record in &mut self.records {
            while record.training_losses.len() < self.checkpoints {
                record.push(f64::INFINITY, (f64::INFINITY, 0.0));
            }
        }
    }
}
