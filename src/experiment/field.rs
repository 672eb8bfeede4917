//! What a setting is: its name, what texts it takes, how they become values.

use std::fmt;

use super::notice::Problem;
use super::settings::Settings;
use crate::choice::choice;
use crate::number;

const MAX_LAYERS: usize = 8;
const MAX_UNITS: usize = 512;

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
        Repeats = "repeats", "Repeats and bounds";
        /// What the suggestions are checked with, and the race.
        Training = "training", "Truth and training";
        /// The parameters of the policies.
        Schedules = "schedules", "Schedules";
    }
}

/// What texts a setting takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One of some names; each with its label.
    Choice(&'static [(&'static str, &'static str)]),
    /// A number from `min` to `max`, both possible.
    Number {
        /// The least.
        min: f64,
        /// The greatest.
        max: f64,
        /// Whole numbers only.
        whole: bool,
        /// The word for "none", where there may be none.
        none: Option<&'static str>,
    },
    /// The widths of the hidden layers, with commas between, or `none`.
    Widths,
    /// Some of these names, with commas between, or `none`; each with its label.
    Subset(&'static [(&'static str, &'static str)]),
}

/// One setting.
pub struct Field {
    /// Its name in links.
    pub key: &'static str,
    /// Where it stands in the page.
    pub group: Group,
    /// Its name for people.
    pub label: &'static str,
    /// What it is counted in, if anything.
    pub unit: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Its text.
    pub get: fn(&Settings) -> String,
    /// Takes a text that `kind` allows; false if it is not one after all.
    pub(super) put: fn(&mut Settings, &str) -> bool,
}

impl Field {
    /// Texts in rising order that are worth a stop of a slider; none where a slider would not help.
    pub fn stops(&self) -> &'static str {
        match self.key {
            "validation" => "0 0.1 0.2 0.3 0.4 0.5",
            "batch_size" => "1 2 4 8 12 16 24 32 48 64 96 128 192 256 384 512 569",
            "momentum" => "0 0.5 0.8 0.9 0.95 0.98 0.99 0.995 0.999",
            "start_lr" => {
                "1e-10 1e-9 1e-8 1e-7 1e-6 1e-5 2e-5 5e-5 0.0001 0.0002 0.0005 0.001 0.002 0.005 0.01 \
                 0.02 0.05 0.1 0.2 0.5 1"
            }
            "end_lr" => "0.01 0.02 0.05 0.1 0.2 0.5 1 2 5 10 20 50 100 200 500 1000 10000",
            "epochs" => "1 2 3 4 5 6 8 10 12 16 20",
            "beta" => "0 0.5 0.7 0.8 0.85 0.9 0.92 0.95 0.96 0.97 0.98 0.99",
            "stop_factor" => "1 1.5 2 3 4 6 8 10 20 50 100",
            "runs" => "1 2 5 10 20 50 100 200 500 1000",
            "train_validation" => "0.05 0.1 0.15 0.2 0.25 0.3 0.4 0.5",
            "train_epochs" => "1 2 5 10 15 20 30 50 100 200",
            "train_runs" | "truth_runs" => "1 2 4 6 8 10 12 16 20 32 50 100",
            "truth_rates" => "9 17 33 49 65 97 129",
            "truth_epochs" => "1 2 3 5 8 10 15 20 30 50 100",
            "step_size" | "drop_every" | "first_decay" => "1 2 3 4 5 6 8 10 15 20",
            "warmup" => "0 1 2 3 4 5 6 8 10 15 20",
            "drop" | "m_mul" => "0.05 0.1 0.2 0.3 0.5 0.7 0.8 0.9 1",
            "decay_rate" => "0.1 0.3 0.5 0.7 0.8 0.9 0.95 0.98 1",
            "power" => "0.25 0.5 1 1.5 2 3 4",
            "alpha" => "0 0.001 0.01 0.05 0.1 0.2 0.5",
            "t_mul" => "1 1.25 1.5 2 3 4",
            "pct_start" => "0.05 0.1 0.2 0.25 0.3 0.4 0.5 0.7 0.9",
            "div_factor" => "1 2 5 10 25 50 100 1000",
            _ => "",
        }
    }

    /// Takes a text, or says what it must be.
    pub(super) fn set(&self, settings: &mut Settings, text: &str) -> Result<(), Problem> {
        let text = text.trim();
        if self.kind.allows(text) && (self.put)(settings, text) {
            return Ok(());
        }
        let default = (self.get)(&Settings::default());
        Err(Problem::Value { wanted: self.kind.to_string(), default })
    }
}

impl Kind {
    fn allows(&self, text: &str) -> bool {
        match self {
            Self::Choice(names) => names.iter().any(|(name, _)| *name == text),
            Self::Number { none: Some(none), .. } if *none == text => true,
            Self::Number { min, max, whole, .. } => number::read(text).is_some_and(|number| {
                // Written as the acceptable condition, so that NaN is not.
                *min <= number && number <= *max && (!whole || number.fract() == 0.0)
            }),
            Self::Widths => widths(text).is_some(),
            Self::Subset(names) => subset(names, text).is_some(),
        }
    }
}

impl fmt::Display for Kind {
    /// What a text must be.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Choice(names) => write!(f, "one of {}", listed(names)),
            Self::Subset(names) => {
                write!(f, "some of {} with commas between, or none", listed(names))
            }
            Self::Number { min, max, whole, none } => {
                let whole = if *whole { "whole number" } else { "number" };
                write!(f, "a {whole} from {} to {}", number::write(*min), number::write(*max))?;
                none.map_or(Ok(()), |none| write!(f, ", or {none}"))
            }
            Self::Widths => write!(
                f,
                "up to {MAX_LAYERS} whole numbers from 1 to {MAX_UNITS} with commas between, or none"
            ),
        }
    }
}

fn listed(names: &[(&str, &str)]) -> String {
    names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// A number, or the word for none.
pub(super) fn or_word(text: &str, word: &str) -> Option<Option<f64>> {
    if text == word { Some(None) } else { number::read(text).map(Some) }
}

/// The same as a text.
pub(super) fn word_or(number: Option<f64>, word: &str) -> String {
    number.map_or_else(|| word.to_owned(), number::write)
}

/// The widths of hidden layers, if the text is such.
pub(super) fn widths(text: &str) -> Option<Vec<usize>> {
    if text == "none" {
        return Some(Vec::new());
    }
    let width = |text: &str| text.trim().parse().ok().filter(|n| (1..=MAX_UNITS).contains(n));
    let widths: Option<Vec<usize>> = text.split(',').map(width).collect();
    widths.filter(|widths| widths.len() <= MAX_LAYERS)
}

/// The parsed text goes to its place.
pub(super) fn put<T>(place: &mut T, value: Option<T>) -> bool {
    value.map(|value| *place = value).is_some()
}

/// A whole number; `12.0` and `1e3` are.
pub(super) fn whole(text: &str) -> Option<u32> {
    number::read(text).map(|number| number as u32)
}

pub(super) fn named<T: Copy>(names: &[(&str, T)], text: &str) -> Option<T> {
    names.iter().find(|(name, _)| *name == text).map(|(_, value)| *value)
}

pub(super) const fn reals(min: f64, max: f64) -> Kind {
    Kind::Number { min, max, whole: false, none: None }
}

pub(super) const fn wholes(min: f64, max: f64) -> Kind {
    Kind::Number { min, max, whole: true, none: None }
}

/// A rate, or the word for none.
pub(super) const fn rate_or(word: &'static str) -> Kind {
    Kind::Number { min: 1e-30, max: 1e38, whole: false, none: Some(word) }
}

/// Names with commas between, each at most once, in the order of the list; `none` for none at all.
pub(super) fn subset<T: Copy>(all: &[(&str, T)], text: &str) -> Option<Vec<T>> {
    let asked: Vec<&str> = match text {
        "none" => Vec::new(),
        _ => text.split(',').map(str::trim).collect(),
    };
    let chosen = all.iter().filter(|(name, _)| asked.contains(name));
    let chosen: Vec<T> = chosen.map(|(_, value)| *value).collect();
    // Fewer, if one is not known or is given twice.
    (chosen.len() == asked.len()).then_some(chosen)
}

/// The same as a text.
pub(super) fn subset_text<T: fmt::Display>(chosen: &[T]) -> String {
    let names: Vec<String> = chosen.iter().map(T::to_string).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(",") }
}
