//! Versions of links: the defaults of each.

use super::settings::Settings;
use super::slot::AUTO;
use crate::schedule::ScheduleKind;

/// The meaning of what a link leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// The range is 0.05 to 100 and the sweep one epoch long, whatever the optimizer and the batch size, and the
    /// recommended rate is not compared.
    One,
    /// Range and length follow other settings.
    Two,
}

impl Version {
    /// The version of new links, and of those that name none.
    pub(super) const NEWEST: Self = Self::Two;

    /// Its number in links.
    pub(super) fn number(self) -> &'static str {
        match self {
            Self::One => "1",
            Self::Two => "2",
        }
    }

    /// The version of a number.
    pub(super) fn numbered(text: &str) -> Option<Self> {
        [Self::One, Self::Two].into_iter().find(|version| version.number() == text)
    }

    /// The value of every setting that a link of this version leaves out.
    pub(super) fn defaults(self) -> Settings {
        match self {
            Self::One => Settings {
                start_lr: Some(0.05),
                end_lr: Some(100.0),
                epochs: Some(1),
                train_runs: 10,
                compared: without(ScheduleKind::Answer),
                ..Settings::default()
            },
            Self::Two => Settings::default(),
        }
    }

    /// Today's text for a setting's text.
    pub(super) fn translate<'a>(self, key: &str, text: &'a str) -> &'a str {
        match (self, key, text.trim()) {
            (Self::One, "num_iter", "none") => AUTO,
            _ => text,
        }
    }
}

/// The schedules that are compared by default, but for one.
fn without(schedule: ScheduleKind) -> Vec<ScheduleKind> {
    Settings::default().compared.into_iter().filter(|one| *one != schedule).collect()
}
