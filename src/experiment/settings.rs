//! The values of all settings and their defaults.

use crate::convention::MOMENTUM;
use crate::curve::Measure;
use crate::data::{DEFAULT, Scaler};
use crate::network::{Activation, Output};
use crate::optimizer::{Convention, Rule};
use crate::schedule::Ramp;
use crate::schedule::{ScheduleKind, ScheduleSettings};

/// The values of all settings, not checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The name of the data set; see [`crate::data::DataShape`].
    pub data: String,
    /// Scaling of the features.
    pub scaler: Scaler,
    /// The share of validation rows.
    pub validation: f64,
    /// Rows per mini-batch.
    pub batch_size: usize,
    /// The seed of all randomness.
    pub seed: u32,
    /// Units of each hidden layer.
    pub hidden: Vec<usize>,
    /// Activation of the hidden layers.
    pub activation: Activation,
    /// The last layer and its loss.
    pub output: Output,
    /// The update rule.
    pub optimizer: Rule,
    /// The library whose form of the rule is used.
    pub convention: Convention,
    /// Momentum (mu) of the two momentum rules.
    pub momentum: f64,
    /// The first learning rate, if it is set: see [`super::Extent`].
    pub start_lr: Option<f64>,
    /// The learning rate at the end of the ramp, if it is set.
    pub end_lr: Option<f64>,
    /// The form of the ramp.
    pub ramp: Ramp,
    /// Passes over the training rows, if they are set: see [`super::Extent`].
    pub epochs: Option<usize>,
    /// Steps instead of epochs, if they are set; the ramp then reaches both ends exactly.
    pub num_iter: Option<usize>,
    /// The recorded loss.
    pub measure: Measure,
    /// Beta of the smoothing.
    pub beta: f64,
    /// The factor of the stop rule, if any.
    pub stop_factor: Option<f64>,
    /// Number of runs, with consecutive seeds starting with `seed`.
    pub runs: usize,
    /// The user's own lower bound, instead of that of the answer.
    pub lower: Option<f64>,
    /// The user's own upper bound, instead of that of the answer.
    pub upper: Option<f64>,
    /// The user's own rate.
    pub lr: Option<f64>,
    /// Number of constant rates in the check by training.
    pub check_rates: usize,
    /// Epochs of each rate in the check by training.
    pub check_epochs: usize,
    /// Seeds of each rate in the check by training.
    pub check_runs: usize,
    /// The schedules to compare, in the order of [`ScheduleKind`].
    pub compared: Vec<ScheduleKind>,
    /// Epochs of each schedule in the comparison.
    pub train_epochs: usize,
    /// Seeds of each schedule in the comparison.
    pub train_runs: usize,
    /// The share of each class held out for validation in the comparison.
    pub train_validation: f64,
    /// The validation loss to reach, instead of a tenth of that before training.
    pub target_loss: Option<f64>,
    /// The parameters of the schedules.
    pub schedules: ScheduleSettings,
}

impl Default for Settings {
    /// The network and the data of the original notebook; links of version 1 also have its range and length by
    /// default. `beta` and `stop_factor`, which the notebook lacks, are fastai's; all others are our choice.
    fn default() -> Self {
        Self {
            data: DEFAULT.to_owned(),
            scaler: Scaler::Standard,
            validation: 0.0,
            batch_size: 12,
            seed: 1,
            hidden: vec![10, 10],
            activation: Activation::Relu,
            output: Output::Sigmoid2,
            optimizer: Rule::Sgd,
            convention: Convention::Keras,
            momentum: MOMENTUM,
            start_lr: None,
            end_lr: None,
            ramp: Ramp::Exponential,
            epochs: None,
            num_iter: None,
            measure: Measure::Batch,
            beta: 0.98,
            stop_factor: Some(4.0),
            runs: 200,
            lower: None,
            upper: None,
            lr: None,
            check_rates: 33,
            check_epochs: 5,
            check_runs: 20,
            compared: ScheduleKind::defaults(),
            train_epochs: 20,
            train_runs: 20,
            train_validation: 0.2,
            target_loss: None,
            schedules: ScheduleSettings::default(),
        }
    }
}
