//! The input of exported code: an experiment, a schedule and the length of the training.

use super::course::Course;
use crate::data::DataShape;
use crate::experiment::{Experiment, trained_epoch};
use crate::schedule::{Missing, Rates, ScheduleKind};

/// The source of the rates of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatesFrom {
    /// The range test.
    RangeTest,
    /// The check by training, which may replace the recommended rate and its bounds.
    Check,
}

impl RatesFrom {
    /// The source with this name.
    pub fn find(name: &str) -> Option<Self> {
        match name {
            "range_test" => Some(Self::RangeTest),
            "check" => Some(Self::Check),
            _ => None,
        }
    }
}

/// The training for which code is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan<'a> {
    pub(super) experiment: &'a Experiment,
    pub(super) kind: ScheduleKind,
    pub(super) rates_from: RatesFrom,
    pub(super) course: Course,
    /// Training rows.
    pub(super) rows: usize,
    /// Rows per batch.
    pub(super) batch_size: usize,
    /// Steps of the training.
    pub(super) total_steps: usize,
    /// Steps of a pass over the training rows.
    pub(super) per_epoch: usize,
    /// The source of the numbers, for a comment.
    pub(super) source: &'a str,
}

impl<'a> Plan<'a> {
    /// The plan of a schedule with these rates and their source. The training is as long as in the check for the recommended rate,
    /// otherwise as long as in the comparison of schedules. `source` is the address of the experiment.
    ///
    /// # Errors
    /// The rate that the schedule needs but `rates` lacks.
    pub fn new(
        experiment: &'a Experiment,
        shape: &DataShape,
        (rates, rates_from): (&Rates, RatesFrom),
        kind: ScheduleKind,
        source: &'a str,
    ) -> Result<Self, Missing> {
        let (epochs, held_out) = match kind {
            ScheduleKind::Answer => (experiment.check_epochs, experiment.validation),
            _ => (experiment.train_epochs, experiment.train_validation),
        };
        let rows = shape.training_rows(held_out);
        let batch_size = experiment.batch_size.min(rows).max(1);
        let per_epoch = rows.div_ceil(batch_size);
        let counted = trained_epoch(per_epoch);
        let schedule = kind.schedule(&experiment.schedules, rates, (epochs, counted))?;
        let (course, total_steps) = (Course::of(&schedule), epochs * counted);
        Ok(Self {
            experiment,
            kind,
            rates_from,
            course,
            rows,
            batch_size,
            total_steps,
            per_epoch,
            source,
        })
    }

    /// Whether the rate stays the same.
    pub(super) fn is_constant(&self) -> bool {
        matches!(self.course, Course::Constant { .. })
    }

    /// The number of passes over the training rows; the last may be incomplete.
    pub(super) fn epochs(&self) -> usize {
        self.total_steps.div_ceil(self.per_epoch)
    }

    /// Whether the passes have exactly the steps of the training.
    pub(super) fn is_whole(&self) -> bool {
        self.epochs() * self.per_epoch == self.total_steps
    }
}
