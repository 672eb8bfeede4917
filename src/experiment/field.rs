//! One setting: a row of [`super::FIELDS`].

use super::following::Extent;
use super::notice::Problem;
use super::settings::Settings;
use super::slot::{AUTO, Kind, Slot};
use crate::choice::choice;

choice! {
    /// The groups of settings on the page.
    pub enum Group {
        /// The data and their batches.
        Data = "data", "Data";
        /// The network.
        Network = "network", "Network";
        /// The optimizer.
        Optimizer = "optimizer", "Optimizer";
        /// The sweep itself.
        Sweep = "sweep", "Sweep";
        /// All runs and the bounds.
        Repeats = "repeats", "Runs and bounds";
        /// The check by training and the comparison of schedules.
        Training = "training", "Check and comparison";
        /// The parameters of the schedules.
        Schedules = "schedules", "Schedule parameters";
    }
}

/// A part of the results. Only some settings determine it; changing the others does not invalidate it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The sweep and its repeats.
    Sweep,
    /// The check by training.
    Check,
    /// The comparison of schedules, except for the rates of each schedule.
    Comparison,
}

/// One setting.
pub struct Field {
    /// The name in links.
    pub key: &'static str,
    /// The group in the form.
    pub group: Group,
    /// The label.
    pub label: &'static str,
    /// The unit, if any.
    pub unit: &'static str,
    /// An explanation in one or more sentences.
    pub help: &'static str,
    /// The kind of its value and its place in [`Settings`].
    pub slot: &'static dyn Slot,
    /// The stops of a slider as texts in rising order, separated by spaces; empty for no slider.
    pub stops: &'static str,
    /// The results that a change of it invalidates.
    pub decides: &'static [Scope],
}

impl Field {
    /// The kind of its value.
    pub fn kind(&self) -> Kind {
        self.slot.kind()
    }

    /// Its value as text.
    pub fn text(&self, settings: &Settings) -> String {
        self.slot.text(settings)
    }

    /// The derived value, as text; none if the setting is set or has no derived value.
    pub(super) fn derived(&self, settings: &Settings, extent: &Extent) -> Option<String> {
        let follows = self.slot.follows()?;
        (self.text(settings) == AUTO).then(|| (follows.value)(extent))
    }

    /// Sets its value from a text.
    ///
    /// # Errors
    /// The rule that the text breaks. The value is then unchanged.
    pub(super) fn set(&self, settings: &mut Settings, text: &str) -> Result<(), Problem> {
        if self.slot.set(settings, text.trim()) {
            return Ok(());
        }
        Err(Problem::Value { wanted: self.kind().to_string(), default: self.text(settings) })
    }
}
