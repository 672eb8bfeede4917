//! The rows of the table of schedules, and the rates and lengths from which they make a schedule.

use serde::Serialize;

use super::function::Schedule;
use super::rates::{Missing, Rates};
use super::settings::ScheduleSettings;

/// A row of the table. Its name in links and its label are unique.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) family: Family,
    /// Whether it is compared by default.
    pub(super) default: bool,
    /// Makes the schedule of the row.
    pub(super) make: fn(&Row, &Source) -> Result<Schedule, Missing>,
}

/// A family of similar schedules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Family {
    /// The recommended rate, constant.
    Answer,
    /// A bound, constant.
    Bound,
    /// A suggestion, constant.
    Suggestion,
    /// The user's own rate, constant.
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

/// The rates, lengths and parameters from which a schedule is made. Lengths are in steps.
pub(super) struct Source<'a> {
    pub(super) rates: &'a Rates,
    pub(super) settings: &'a ScheduleSettings,
    pub(super) per_epoch: f64,
    pub(super) total_steps: f64,
}

impl Source<'_> {
    pub(super) fn lower(&self) -> Result<f64, Missing> {
        let Rates { lower, upper, .. } = *self.rates;
        lower.ok_or(upper.map_or(Missing::LowerBound, |_| Missing::LowerBoundBelow))
    }

    pub(super) fn upper(&self) -> Result<f64, Missing> {
        let Rates { lower, upper, .. } = *self.rates;
        upper.ok_or(lower.map_or(Missing::UpperBound, |_| Missing::UpperBoundAbove))
    }

    /// The steps of some epochs.
    pub(super) fn steps(&self, epochs: usize) -> f64 {
        epochs as f64 * self.per_epoch
    }
}
