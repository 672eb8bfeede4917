//! Named schedules to compare, each made from the bounds, the suggestions or the user's own rate.

use std::fmt;

use super::function::Schedule;
use super::rates::{Missing, Rates};
use super::row::{Family, Source};
use super::settings::ScheduleSettings;
use super::table::{ROWS, ScheduleKind};
use crate::choice::Named;

/// The name and label of each schedule. Separate from the formulas, which not every program needs.
const LABELS: [(&str, &str); ROWS.len()] = {
    let mut labels = [("", ""); ROWS.len()];
    let mut place = 0;
    while place < labels.len() {
        labels[place] = (ROWS[place].name, ROWS[place].label);
        place += 1;
    }
    labels
};

/// Whether each schedule is compared by default.
const DEFAULTS: [bool; ROWS.len()] = {
    let mut defaults = [false; ROWS.len()];
    let mut place = 0;
    while place < defaults.len() {
        defaults[place] = ROWS[place].default;
        place += 1;
    }
    defaults
};

impl ScheduleKind {
    /// The label.
    pub fn label(self) -> &'static str {
        LABELS[self as usize].1
    }

    /// The family of similar schedules.
    pub fn family(self) -> Family {
        ROWS[self as usize].family
    }

    /// The schedules that are compared by default.
    pub fn defaults() -> Vec<Self> {
        Self::ALL.iter().copied().filter(|kind| DEFAULTS[*kind as usize]).collect()
    }

    /// The schedule for a training of `epochs` epochs of `per_epoch` steps.
    ///
    /// # Errors
    /// The rate that the schedule needs but `rates` lacks.
    pub fn schedule(
        self,
        settings: &ScheduleSettings,
        rates: &Rates,
        (epochs, per_epoch): (usize, usize),
    ) -> Result<Schedule, Missing> {
        let per_epoch = per_epoch as f64;
        let total_steps = epochs as f64 * per_epoch;
        let row = &ROWS[self as usize];
        (row.make)(row, &Source { rates, settings, per_epoch, total_steps })
    }
}

impl Named for ScheduleKind {
    const ALL: &[Self] = Self::ALL;
    const LABELS: &[(&str, &str)] = &LABELS;

    fn name(self) -> &'static str {
        LABELS[self as usize].0
    }
}

impl fmt::Display for ScheduleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Rates {
    /// All rates that are not missing, with their constant schedules, in the order of the schedules.
    pub fn constants(&self) -> impl Iterator<Item = (ScheduleKind, f64)> {
        ScheduleKind::ALL.iter().filter_map(|kind| {
            self.iter().find(|(name, _)| *name == kind.name()).map(|(_, lr)| (*kind, lr))
        })
    }
}
