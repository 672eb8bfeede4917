//! The choices that the user of a log can make.

use serde::Serialize;

use crate::number::read;

/// The user's choices. Whatever is not chosen is derived from the log.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(default)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Choices {
    /// The column of the learning rates.
    pub lr_column: Option<String>,
    /// The column of the losses.
    pub loss_column: Option<String>,
    /// The run, from 0.
    pub run: Option<usize>,
    /// The part of the run, from 0.
    pub part: Option<usize>,
    /// The first rate of losses without rates.
    pub start_lr: Option<f64>,
    /// The rate at which their ramp ends.
    pub end_lr: Option<f64>,
    /// The way these rates rise.
    pub ramp: RampShape,
    /// Whether the ramp ends one step after the last loss, as in fastai and Keras; torch-lr-finder's ends at the last loss.
    pub short_of_end: bool,
    /// Steps of the planned training, which no log contains.
    pub steps: Option<usize>,
}

/// The largest number of steps of a training.
const MAX_STEPS: f64 = 1e9;

/// Parses the steps of a training, such as `10000`, `10,000`, `1e4`.
///
/// # Errors
///
/// A sentence that says what can be read.
pub fn steps(text: &str) -> Result<usize, &'static str> {
    let separators = [',', ' ', '_', '\'', '’', '\u{a0}', '\u{202f}'];
    let groups: Vec<&str> = text.trim().split(separators).collect();
    let [first, others @ ..] = &groups[..] else { return Err(NO_STEPS) };
    let grouped = others.is_empty()
        || ((1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3));
    let number = read(&groups.concat()).filter(|_| grouped);
    let is_count =
        |number: &f64| (1.0..=MAX_STEPS).contains(number) && libm::trunc(*number) == *number;
    number.filter(is_count).map(|number| number as usize).ok_or(NO_STEPS)
}

const NO_STEPS: &str =
    "The steps of a training are a whole number from 1 to 1,000,000,000, as 10000, 10,000 or 1e4.";

/// The way rates rise from step to step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum RampShape {
    /// By a constant factor.
    #[default]
    Exponential,
    /// By a constant difference.
    Linear,
}
