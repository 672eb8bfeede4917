//! The list of settings: the one vocabulary of links, of the page's controls and of [`Settings`].

use std::fmt;

use super::{MOST_STEPS, Problem, Settings};
use crate::choice::choice;
use crate::curve::Measure;
use crate::data::Scaler;
use crate::network::{Activation, Output};
use crate::number;
use crate::optimizer::{Convention, Rule};
use crate::schedule::Ramp;

const MOST_LAYERS: usize = 8;
const MOST_UNITS: usize = 512;

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
    put: fn(&mut Settings, &str) -> bool,
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
        }
    }
}

impl fmt::Display for Kind {
    /// What a text must be.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Choice(names) => {
                let names: Vec<_> = names.iter().map(|(name, _)| *name).collect();
                write!(f, "one of {}", names.join(", "))
            }
            Self::Number { min, max, whole, none } => {
                let whole = if *whole { "whole number" } else { "number" };
                write!(f, "a {whole} from {} to {}", number::write(*min), number::write(*max))?;
                none.map_or(Ok(()), |none| write!(f, ", or {none}"))
            }
            Self::Widths => write!(
                f,
                "up to {MOST_LAYERS} whole numbers from 1 to {MOST_UNITS} with commas between, or none"
            ),
        }
    }
}

/// Every setting, in the order of the page and of links.
pub const FIELDS: &[Field] = &[
    Field {
        key: "scaler",
        group: Group::Data,
        label: "Features",
        unit: "",
        help: "Standardized: each feature with mean 0 and deviation 1. As they are, they differ a \
               thousandfold, and the rates that work shrink with them.",
        kind: Kind::Choice(Scaler::LABELS),
        get: |s| s.scaler.to_string(),
        put: |s, text| put(&mut s.scaler, named(Scaler::NAMES, text)),
    },
    Field {
        key: "validation",
        group: Group::Data,
        label: "Held out for validation",
        unit: "share of rows",
        help: "Rows that do not train. Needed to record the loss of the validation rows.",
        kind: reals(0.0, 0.5),
        get: |s| number::write(s.validation),
        put: |s, text| put(&mut s.validation, number::read(text)),
    },
    Field {
        key: "batch_size",
        group: Group::Data,
        label: "Batch size",
        unit: "rows",
        help: "Rows per update. Smaller batches make more steps and a noisier curve.",
        kind: wholes(1.0, 1024.0),
        get: |s| s.batch_size.to_string(),
        put: |s, text| put(&mut s.batch_size, whole(text).map(|n| n as usize)),
    },
    Field {
        key: "seed",
        group: Group::Data,
        label: "Seed",
        unit: "",
        help: "Where all randomness comes from: initial weights, order of rows, rows held out.",
        kind: wholes(0.0, u32::MAX as f64),
        get: |s| s.seed.to_string(),
        put: |s, text| put(&mut s.seed, whole(text)),
    },
    Field {
        key: "hidden",
        group: Group::Network,
        label: "Hidden layers",
        unit: "units of each",
        help: "The width of every hidden layer, with commas between; none for a linear model.",
        kind: Kind::Widths,
        get: |s| {
            let widths: Vec<_> = s.hidden.iter().map(usize::to_string).collect();
            if widths.is_empty() { "none".to_owned() } else { widths.join(",") }
        },
        put: |s, text| put(&mut s.hidden, widths(text)),
    },
    Field {
        key: "activation",
        group: Group::Network,
        label: "Activation",
        unit: "",
        help: "What hidden units do with their weighted sum.",
        kind: Kind::Choice(Activation::LABELS),
        get: |s| s.activation.to_string(),
        put: |s, text| put(&mut s.activation, named(Activation::NAMES, text)),
    },
    Field {
        key: "output",
        group: Group::Network,
        label: "Output and loss",
        unit: "",
        help: "The last layer and the loss that belongs to it. A squared error of sigmoids cannot \
               explode; the others can.",
        kind: Kind::Choice(Output::LABELS),
        get: |s| s.output.to_string(),
        put: |s, text| put(&mut s.output, named(Output::NAMES, text)),
    },
    Field {
        key: "optimizer",
        group: Group::Optimizer,
        label: "Optimizer",
        unit: "",
        help: "How gradients become updates. Adaptive ones want rates a hundred times smaller.",
        kind: Kind::Choice(Rule::LABELS),
        get: |s| s.optimizer.to_string(),
        put: |s, text| put(&mut s.optimizer, named(Rule::NAMES, text)),
    },
    Field {
        key: "convention",
        group: Group::Optimizer,
        label: "Convention",
        unit: "",
        help: "Keras and PyTorch write the same rule differently; under a moving rate it shows.",
        kind: Kind::Choice(Convention::LABELS),
        get: |s| s.convention.to_string(),
        put: |s, text| put(&mut s.convention, named(Convention::NAMES, text)),
    },
    Field {
        key: "momentum",
        group: Group::Optimizer,
        label: "Momentum",
        unit: "",
        help: "How much of the last update is kept; used by the two momentum optimizers.",
        kind: reals(0.0, 0.999),
        get: |s| number::write(s.momentum),
        put: |s, text| put(&mut s.momentum, number::read(text)),
    },
    Field {
        key: "start_lr",
        group: Group::Sweep,
        label: "From learning rate",
        unit: "",
        help: "The rate of the first update: so small that next to nothing is learned.",
        kind: reals(1e-30, 1e37),
        get: |s| number::write(s.start_lr),
        put: |s, text| put(&mut s.start_lr, number::read(text)),
    },
    Field {
        key: "end_lr",
        group: Group::Sweep,
        label: "To learning rate",
        unit: "",
        help: "Where the rate ends: so large that training breaks.",
        kind: reals(1e-29, 1e38),
        get: |s| number::write(s.end_lr),
        put: |s, text| put(&mut s.end_lr, number::read(text)),
    },
    Field {
        key: "ramp",
        group: Group::Sweep,
        label: "The rate rises",
        unit: "",
        help: "Exponential: by the same factor after every batch, so that every decade gets its share.",
        kind: Kind::Choice(Ramp::LABELS),
        get: |s| s.ramp.to_string(),
        put: |s, text| put(&mut s.ramp, named(Ramp::NAMES, text)),
    },
    Field {
        key: "epochs",
        group: Group::Sweep,
        label: "Epochs",
        unit: "passes over the data",
        help: "How long the sweep is, unless a number of steps is given.",
        kind: wholes(1.0, 1000.0),
        get: |s| s.epochs.to_string(),
        put: |s, text| put(&mut s.epochs, whole(text).map(|n| n as usize)),
    },
    Field {
        key: "num_iter",
        group: Group::Sweep,
        label: "Steps",
        unit: "updates",
        help: "A number of steps instead of epochs; the ramp then hits both ends exactly, as in fastai.",
        kind: Kind::Number { min: 2.0, max: MOST_STEPS as f64, whole: true, none: Some("none") },
        get: |s| s.num_iter.map_or_else(|| "none".to_owned(), |n| n.to_string()),
        put: |s, text| {
            let steps =
                if text == "none" { Some(None) } else { whole(text).map(|n| Some(n as usize)) };
            put(&mut s.num_iter, steps)
        },
    },
    Field {
        key: "measure",
        group: Group::Sweep,
        label: "Recorded loss",
        unit: "",
        help: "Which loss the curve shows, always before the step's update.",
        kind: Kind::Choice(Measure::LABELS),
        get: |s| s.measure.to_string(),
        put: |s, text| put(&mut s.measure, named(Measure::NAMES, text)),
    },
    Field {
        key: "beta",
        group: Group::Sweep,
        label: "Smoothing beta",
        unit: "",
        help: "How much of the past the smoothed line keeps: 0 smooths nothing, 0.98 suits long sweeps. \
               The more it keeps, the more it lags.",
        kind: reals(0.0, 0.999),
        get: |s| number::write(s.beta),
        put: |s, text| put(&mut s.beta, number::read(text)),
    },
    Field {
        key: "stop_factor",
        group: Group::Sweep,
        label: "Stop when the loss is",
        unit: "times its least",
        help: "Ends the sweep once the smoothed loss is this many times its least so far; off to go on.",
        kind: Kind::Number { min: 1.0, max: 1e6, whole: false, none: Some("off") },
        get: |s| s.stop_factor.map_or_else(|| "off".to_owned(), number::write),
        put: |s, text| {
            let factor = if text == "off" { Some(None) } else { number::read(text).map(Some) };
            put(&mut s.stop_factor, factor)
        },
    },
    Field {
        key: "runs",
        group: Group::Repeats,
        label: "Runs",
        unit: "seeds",
        help: "The sweep is repeated from so many seeds, this one and those after it, to see how much \
               of the picture is chance.",
        kind: wholes(1.0, 1000.0),
        get: |s| s.runs.to_string(),
        put: |s, text| put(&mut s.runs, whole(text).map(|n| n as usize)),
    },
    Field {
        key: "lower",
        group: Group::Repeats,
        label: "Lower bound",
        unit: "",
        help: "Auto: where the runs say. A rate of your own goes into the link.",
        kind: BOUND,
        get: |s| bound_text(s.lower),
        put: |s, text| put(&mut s.lower, bound(text)),
    },
    Field {
        key: "upper",
        group: Group::Repeats,
        label: "Upper bound",
        unit: "",
        help: "As the lower one.",
        kind: BOUND,
        get: |s| bound_text(s.upper),
        put: |s, text| put(&mut s.upper, bound(text)),
    },
];

const BOUND: Kind = Kind::Number { min: 1e-30, max: 1e38, whole: false, none: Some("auto") };

fn bound(text: &str) -> Option<Option<f64>> {
    if text == "auto" { Some(None) } else { number::read(text).map(Some) }
}

fn bound_text(bound: Option<f64>) -> String {
    bound.map_or_else(|| "auto".to_owned(), number::write)
}

/// The widths of hidden layers, if the text is such.
fn widths(text: &str) -> Option<Vec<usize>> {
    if text == "none" {
        return Some(Vec::new());
    }
    let width = |text: &str| text.trim().parse().ok().filter(|n| (1..=MOST_UNITS).contains(n));
    let widths: Option<Vec<usize>> = text.split(',').map(width).collect();
    widths.filter(|widths| widths.len() <= MOST_LAYERS)
}

/// The parsed text goes to its place.
fn put<T>(place: &mut T, value: Option<T>) -> bool {
    value.map(|value| *place = value).is_some()
}

/// A whole number; `12.0` and `1e3` are.
fn whole(text: &str) -> Option<u32> {
    number::read(text).map(|number| number as u32)
}

fn named<T: Copy>(names: &[(&str, T)], text: &str) -> Option<T> {
    names.iter().find(|(name, _)| *name == text).map(|(_, value)| *value)
}

const fn reals(min: f64, max: f64) -> Kind {
    Kind::Number { min, max, whole: false, none: None }
}

const fn wholes(min: f64, max: f64) -> Kind {
    Kind::Number { min, max, whole: true, none: None }
}
