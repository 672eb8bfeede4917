//! What a setting is: one row of [`super::FIELDS`].

use super::notice::Problem;
use super::settings::Settings;
use super::slot::{Kind, Slot};
use crate::choice::choice;

choice! {
    /// Where a setting stands in the page.
    pub enum Group {
        /// The data and their batches.
        Data = "data", "Data";
        /// The network.
        Network = "network", "Network";
        /// The optimizer.
        Optimizer = "optimizer", "Optimizer";
        /// The sweep itself.
        Sweep = "sweep", "Sweep";
        /// Many seeds, and the bounds that they give.
        Repeats = "repeats", "Runs and bounds";
        /// What the suggestions are checked with, and the race.
        Training = "training", "Check and comparison";
        /// The parameters of the policies.
        Schedules = "schedules", "Schedule parameters";
    }
}

/// A part of the results that settings decide by themselves, so that what a change leaves alone need not be
/// done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The sweep and its repeats.
    Sweep,
    /// The check by training.
    Check,
    /// What all schedules that are compared have in common. Each one's rates count as well.
    Comparison,
}

/// One setting.
pub struct Field {
    /// The name in links.
    pub key: &'static str,
    /// The part of the form.
    pub group: Group,
    /// The name for people.
    pub label: &'static str,
    /// What it is counted in, if anything.
    pub unit: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
    /// What it takes, and where its value stands.
    pub slot: &'static dyn Slot,
    /// Texts in rising order with spaces between that are worth a stop of a slider; none where a slider
    /// would not help.
    pub stops: &'static str,
    /// The results that a change of it invalidates.
    pub decides: &'static [Scope],
}

impl Field {
    /// What texts it takes.
    pub fn kind(&self) -> Kind {
        self.slot.kind()
    }

    /// Its text.
    pub fn text(&self, settings: &Settings) -> String {
        self.slot.text(settings)
    }

    /// Takes a text, or says what it must be.
    pub(super) fn set(&self, settings: &mut Settings, text: &str) -> Result<(), Problem> {
        if self.slot.set(settings, text.trim()) {
            return Ok(());
        }
        let default = self.text(&Settings::default());
        Err(Problem::Value { wanted: self.kind().to_string(), default })
    }
}
