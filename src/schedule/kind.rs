//! Named schedules to compare, each made from the bounds, the suggestions or the reader's own rate.

use std::fmt;

use serde::Serialize;

use super::function::Schedule;
use super::rates::{Missing, Rates};
use super::settings::ScheduleSettings;
use crate::choice::Named;

/// A named schedule: a row of the table in `table.rs`.
#[derive(Clone, Copy)]
pub struct ScheduleKind(&'static Row);

/// A row of the table. Its name, in links, and its label, for people, are never those of another.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) family: Family,
    /// Whether it is compared by default.
    pub(super) default: bool,
    /// Makes the schedule of the row.
    pub(super) make: fn(&Row, &Source) -> Result<Schedule, Missing>,
}

/// Schedules that are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Family {
    /// A bound, constant.
    Bound,
    /// A suggestion, constant.
    Suggestion,
    /// The reader's own rate, constant.
    Own,
    /// Up and down between the bounds.
    Cyclical,
    /// Up once, and down.
    OneCycle,
    /// Down from the upper bound.
    Decay,
    /// Down from the upper bound along a cosine.
    Cosine,
}

/// What a schedule is made from. Lengths are in steps.
pub(super) struct Source<'a> {
    pub(super) rates: &'a Rates,
    pub(super) settings: &'a ScheduleSettings,
    pub(super) per_epoch: f64,
    pub(super) total_steps: f64,
}

impl Source<'_> {
    pub(super) fn lower(&self) -> Result<f64, Missing> {
        self.rates.lower.ok_or(Missing::LowerBound)
    }

    pub(super) fn upper(&self) -> Result<f64, Missing> {
        self.rates.upper.ok_or(Missing::UpperBound)
    }

    /// The steps of some epochs.
    pub(super) fn steps(&self, epochs: usize) -> f64 {
        epochs as f64 * self.per_epoch
    }
}

impl ScheduleKind {
    pub(super) const fn of(row: &'static Row) -> Self {
        Self(row)
    }

    /// The name for people.
    pub fn label(self) -> &'static str {
        self.0.label
    }

    /// The schedules that it is like.
    pub fn family(self) -> Family {
        self.0.family
    }

    /// The schedules that are compared by default.
    pub fn defaults() -> Vec<Self> {
        Self::ALL.iter().copied().filter(|kind| kind.0.default).collect()
    }

    /// The schedule for a training of `epochs` epochs of `per_epoch` steps.
    ///
    /// # Errors
    ///
    /// The rate that the schedule needs and `rates` does not have.
    pub fn schedule(
        self,
        settings: &ScheduleSettings,
        rates: &Rates,
        (epochs, per_epoch): (usize, usize),
    ) -> Result<Schedule, Missing> {
        let per_epoch = per_epoch as f64;
        let total_steps = epochs as f64 * per_epoch;
        (self.0.make)(self.0, &Source { rates, settings, per_epoch, total_steps })
    }
}

impl PartialEq for ScheduleKind {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl fmt::Display for ScheduleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}

impl fmt::Debug for ScheduleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}

impl Named for ScheduleKind {
    const ALL: &[Self] = Self::ALL;
    const LABELS: &[(&str, &str)] = &{
        let mut labels = [("", ""); Self::ALL.len()];
        let mut place = 0;
        while place < labels.len() {
            let row = Self::ALL[place].0;
            labels[place] = (row.name, row.label);
            place += 1;
        }
        labels
    };

    fn name(self) -> &'static str {
        self.0.name
    }
}

impl Rates {
    /// All rates that are not missing, with their constant schedules, in the order of the schedules.
    pub fn constants(&self) -> impl Iterator<Item = (ScheduleKind, f64)> {
        ScheduleKind::ALL.iter().filter_map(|kind| {
            self.iter().find(|(name, _)| *name == kind.0.name).map(|(_, lr)| (*kind, lr))
        })
    }
}
