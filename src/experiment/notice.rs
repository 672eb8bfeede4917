//! What a link says that cannot be used, in words.

use std::fmt;

use super::limits::{MAX_LENGTH, MAX_RECORDS, MAX_STEPS, VERSION};
use crate::network::Output;

/// One thing in a link that could not be used as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// The setting.
    pub key: String,
    /// What was given.
    pub value: String,
    /// The rule it breaks.
    pub problem: Problem,
}

/// The rules.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// There is no such setting.
    Unknown,
    /// It was given before.
    Repeated,
    /// The link is of another version.
    Version,
    /// The link is longer than any that names an experiment.
    TooLong {
        /// In bytes.
        length: usize,
    },
    /// Its text is not what its kind asks for.
    Value {
        /// What is asked for.
        wanted: String,
        /// What is used instead.
        default: String,
    },
    /// `start_lr` is not below `end_lr`.
    Order {
        /// The other end.
        end_lr: String,
        /// Whether it is below, but the same number in single precision.
        same: bool,
    },
    /// `measure=validation` without rows held out.
    NothingHeldOut {
        /// The share that is held out.
        validation: String,
    },
    /// An output that cannot learn the data's targets.
    Output {
        /// Classes to tell apart; none where values are to be learned.
        classes: Option<usize>,
        /// What is used instead.
        used: Output,
    },
    /// A batch larger than what trains. It is used all the same, as one full batch.
    FullBatch {
        /// Rows that train.
        rows: usize,
    },
    /// More steps than a sweep may have.
    TooManySteps {
        /// How many they would be.
        steps: String,
        /// Whether those of the default are few enough.
        fits: bool,
    },
    /// More losses than all runs together may record.
    TooManyRuns {
        /// The steps of each.
        steps: String,
    },
    /// `lower` is not below `upper`.
    Bounds {
        /// The other bound.
        upper: String,
        /// Whether it is below, but the same number in single precision.
        same: bool,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.rule(), self.remedy())
    }
}

impl Notice {
    /// Whether something else is used than was given.
    pub fn is_refusal(&self) -> bool {
        !matches!(self.problem, Problem::FullBatch { .. })
    }

    /// The rule that is broken and the value that breaks it, in a sentence.
    pub fn rule(&self) -> String {
        // A pasted novel need not be repeated whole.
        let [key, value] = [&self.key, &self.value].map(|text| short(text));
        match &self.problem {
            Problem::Unknown => format!("{key} is not a setting."),
            Problem::Repeated => format!("{key}={value} is not possible: {key} is given twice."),
            Problem::Version => {
                format!("v={value} is not possible: the version of a link is {VERSION}.")
            }
            Problem::TooLong { length } => {
                format!("The link has {length} bytes, and a link has at most {MAX_LENGTH}.")
            }
            Problem::Value { wanted, .. } => {
                format!("{key}={value} is not possible: it must be {wanted}.")
            }
            Problem::Order { end_lr, same } => not_below(&key, &value, "end_lr", end_lr, *same),
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
            Problem::Bounds { upper, same } => not_below(&key, &value, "upper", upper, *same),
        }
    }

    /// What a link is read as instead, in a sentence.
    pub fn remedy(&self) -> String {
        match &self.problem {
            Problem::Unknown | Problem::Repeated | Problem::TooLong { .. } => {
                "It is ignored.".to_owned()
            }
            Problem::Version => format!("The link is read as version {VERSION}."),
            Problem::Value { default, .. } => format!("The default, {default}, is used."),
            Problem::Order { .. } => "The defaults, 0.05 and 100, are used.".to_owned(),
            Problem::NothingHeldOut { .. } => "The default, batch, is used.".to_owned(),
            Problem::Output { used, .. } => format!("Instead, {used} is used."),
            Problem::FullBatch { .. } => "Every batch contains all of them.".to_owned(),
            Problem::TooManySteps { fits: true, .. } => "The default, 1, is used.".to_owned(),
            Problem::TooManySteps { .. } => format!("The sweep has {MAX_STEPS} steps."),
            Problem::TooManyRuns { .. } => "The default, 200, is used.".to_owned(),
            Problem::Bounds { .. } => "The bounds from the runs are used.".to_owned(),
        }
    }
}

/// That one rate is not below another, or only where numbers are finer than those that networks train in.
fn not_below(key: &str, value: &str, other_key: &str, other: &str, same: bool) -> String {
    let rule = match same {
        true => "both are the same number in single precision".to_owned(),
        false => format!("{key} must be less than {other_key}"),
    };
    format!("{key}={value} with {other_key}={other} is not possible: {rule}.")
}

fn short(text: &str) -> String {
    let mut start: String = text.chars().take(60).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}
