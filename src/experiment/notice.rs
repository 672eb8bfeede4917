//! Notices: the parts of a link that cannot be used, in words.

use std::fmt;

use super::following::Length;
use super::limits::{MAX_LENGTH, MAX_RECORDS, MAX_STEPS};
use super::showing_key::is_mark;
use crate::network::Output;
use crate::number;

/// One part of a link that cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// The setting.
    pub key: String,
    /// The value in the link.
    pub value: String,
    /// The rule it breaks.
    pub problem: Problem,
}

/// The rule that a value breaks.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// There is no such setting.
    Unknown,
    /// The setting is given twice.
    Repeated,
    /// The link is of another version.
    Version,
    /// The link is too long.
    TooLong {
        /// The length in bytes.
        length: usize,
    },
    /// The text is not a value of the setting.
    Value {
        /// The required kind of value.
        wanted: String,
        /// The value that is used instead.
        default: String,
    },
    /// The text is not a value of a key for the display.
    Showing {
        /// The required kind of value.
        wanted: String,
    },
    /// The pinned experiment breaks a rule.
    Pinned {
        /// The rule, in a sentence.
        rule: String,
    },
    /// `start_lr` is not below `end_lr`.
    Order {
        /// The value of `end_lr`.
        end_lr: String,
        /// Whether both are the same number in single precision.
        same: bool,
        /// The rates that are used instead.
        used: (f64, f64),
    },
    /// `measure=validation` without validation rows.
    NothingHeldOut {
        /// The value of `validation`.
        validation: String,
    },
    /// An output that does not fit the targets.
    Output {
        /// The number of classes; none if the targets are values.
        classes: Option<usize>,
        /// The value that is used instead.
        used: Output,
    },
    /// A batch larger than the training rows. Every batch then has all of them.
    FullBatch {
        /// The number of training rows.
        rows: usize,
    },
    /// Too many steps for a sweep.
    TooManySteps {
        /// The number of steps.
        steps: String,
        /// The length that is used instead.
        used: Length,
    },
    /// Too many losses for all runs together.
    TooManyRuns {
        /// The steps of each run.
        steps: String,
    },
    /// Data other than the available ones.
    Data {
        /// The name of the available data.
        used: String,
    },
    /// `lower` is not below `upper`.
    Bounds {
        /// The value of `upper`.
        upper: String,
        /// Whether both are the same number in single precision.
        same: bool,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.rule(), self.remedy())
    }
}

impl Notice {
    /// Whether another value is used instead.
    pub fn is_refusal(&self) -> bool {
        !matches!(self.problem, Problem::FullBatch { .. })
    }

    /// The rule and the value that breaks it, in a sentence.
    pub fn rule(&self) -> String {
        // A link may contain very long texts.
        let [key, value] = [&self.key, &self.value].map(|text| short(text));
        match &self.problem {
            Problem::Unknown => format!("{key} is not a setting."),
            Problem::Repeated => format!("{key}={value} is not possible: {key} is given twice."),
            Problem::Version => {
                format!("v={value} is not possible: the version of a link is 1 or 2.")
            }
            Problem::TooLong { length } => {
                format!("The link has {length} bytes, and a link has at most {MAX_LENGTH}.")
            }
            Problem::Value { wanted, .. } | Problem::Showing { wanted } => {
                format!("{key}={value} is not possible: it must be {wanted}.")
            }
            Problem::Pinned { rule } => format!("{key}={value} is not possible. In it, {rule}"),
            Problem::Order { end_lr, same, .. } => not_below(&key, &value, "end_lr", end_lr, *same),
            Problem::NothingHeldOut { validation } => format!(
                "measure=validation is not possible: validation={validation} leaves no validation rows."
            ),
            Problem::Output { classes: None, .. } => {
                format!("output={value} is not possible: the data have values, not classes.")
            }
            Problem::Output { classes: Some(classes), .. } => {
                format!("output={value} is not possible: the data have {classes} classes, not two.")
            }
            Problem::FullBatch { rows } => {
                format!("batch_size={value} is more than the {rows} training rows.")
            }
            Problem::TooManySteps { steps, .. } => format!(
                "epochs={value} is not possible: this makes {steps} steps, and a sweep has at most \
                 {MAX_STEPS}."
            ),
            Problem::TooManyRuns { steps } => format!(
                "runs={value} is not possible: with {steps} steps each, they record more than \
                 {MAX_RECORDS} losses."
            ),
            Problem::Data { .. } => {
                format!("data={value} is not possible: these data are missing.")
            }
            Problem::Bounds { upper, same } => not_below(&key, &value, "upper", upper, *same),
        }
    }

    /// What is used instead, in a sentence.
    pub fn remedy(&self) -> String {
        match &self.problem {
            Problem::Unknown
            | Problem::Repeated
            | Problem::TooLong { .. }
            | Problem::Showing { .. }
            | Problem::Pinned { .. } => "It is ignored.".to_owned(),
            Problem::Version => "The link is read as version 2.".to_owned(),
            Problem::Value { default, .. } => format!("The default, {default}, is used."),
            Problem::Order { used, .. } => {
                let [start_lr, end_lr] = [used.0, used.1].map(number::write);
                format!("The defaults, {start_lr} and {end_lr}, are used.")
            }
            Problem::NothingHeldOut { .. } => "The default, batch, is used.".to_owned(),
            Problem::Output { used, .. } => format!("Instead, {used} is used."),
            Problem::FullBatch { .. } => "Every batch contains all of them.".to_owned(),
            Problem::TooManySteps { used: Length::Epochs(epochs), .. } => {
                format!("The default, {epochs}, is used.")
            }
            Problem::TooManySteps { used: Length::Steps(steps), .. } => {
                format!("The sweep has {steps} steps.")
            }
            Problem::TooManyRuns { .. } => "The default, 200, is used.".to_owned(),
            Problem::Data { used } => format!("Instead, {used} is used."),
            Problem::Bounds { .. } => "The bounds of the answer are used.".to_owned(),
        }
    }
}

/// The rule that one rate must be below another in single precision, in which networks are trained.
fn not_below(key: &str, value: &str, other_key: &str, other: &str, same: bool) -> String {
    let rule = match same {
        true => "both are the same number in single precision".to_owned(),
        false => format!("{key} must be less than {other_key}"),
    };
    format!("{key}={value} with {other_key}={other} is not possible: {rule}.")
}

/// The first characters of a text, without direction marks, which would affect the surrounding text.
fn short(text: &str) -> String {
    let shown = |c| if is_mark(c) { char::REPLACEMENT_CHARACTER } else { c };
    let mut start: String = text.chars().take(60).map(shown).collect();
    if text.chars().nth(60).is_some() {
        start.push('…');
    }
    start
}
