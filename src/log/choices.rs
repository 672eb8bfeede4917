//! What the reader of a log may choose.

use serde::Serialize;

/// What the reader decided; the rest follows from the log.
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
    /// How their rates rise.
    pub ramp: RampShape,
    /// Whether the ramp ends one step behind the last loss, as fastai's and Keras's do; torch-lr-finder's ends
    /// at the last loss.
    pub short_of_end: bool,
}

/// How rates rise from step to step.
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
