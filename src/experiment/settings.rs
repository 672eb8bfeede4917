//! The values of all settings and their defaults.

use crate::convention::MOMENTUM;
use crate::curve::Measure;
use crate::data::Scaler;
use crate::network::{Activation, Output};
use crate::optimizer::{Convention, Rule};
use crate::schedule::Ramp;
use crate::schedule::policy::{Policy, PolicySettings};

/// The values of all settings, not checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// What is done to the features.
    pub scaler: Scaler,
    /// The share of rows held out.
    pub validation: f64,
    /// Rows per mini-batch.
    pub batch_size: usize,
    /// What all randomness comes from.
    pub seed: u32,
    /// Units of each hidden layer.
    pub hidden: Vec<usize>,
    /// Of the hidden layers.
    pub activation: Activation,
    /// Of the last layer, with its loss.
    pub output: Output,
    /// The update rule.
    pub optimizer: Rule,
    /// Whose form of it.
    pub convention: Convention,
    /// Mu of the two momentum rules.
    pub momentum: f64,
    /// The first learning rate.
    pub start_lr: f64,
    /// Where the ramp ends.
    pub end_lr: f64,
    /// How the rate rises.
    pub ramp: Ramp,
    /// Passes over the training rows, unless `num_iter` is given.
    pub epochs: usize,
    /// Steps; the ramp then hits both ends exactly.
    pub num_iter: Option<usize>,
    /// Which loss is recorded.
    pub measure: Measure,
    /// Of the smoothing.
    pub beta: f64,
    /// The stop rule, if any.
    pub stop_factor: Option<f64>,
    /// Seeds from `seed` on whose sweeps make the band.
    pub runs: usize,
    /// The lower bound, if it is not the band's own.
    pub lower: Option<f64>,
    /// The upper bound, if it is not the band's own.
    pub upper: Option<f64>,
    /// The reader's own rate, if there is one.
    pub lr: Option<f64>,
    /// Rates of the truth grid.
    pub truth_rates: usize,
    /// Epochs for which each of them trains.
    pub truth_epochs: usize,
    /// Seeds from which each of them trains.
    pub truth_runs: usize,
    /// Who races, in the order of [`Policy`].
    pub policies: Vec<Policy>,
    /// Epochs of the race.
    pub train_epochs: usize,
    /// Seeds of the race.
    pub train_runs: usize,
    /// The share of each class that the race holds out.
    pub train_validation: f64,
    /// The loss to reach, if it is not a tenth of that before training.
    pub target_loss: Option<f64>,
    /// What the policies are made of.
    pub schedules: PolicySettings,
}

impl Default for Settings {
    /// The notebook's. Of what the notebook does not have, `beta` and `stop_factor` are fastai's, and all
    /// others our own choice.
    fn default() -> Self {
        Self {
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
            start_lr: 0.05,
            end_lr: 100.0,
            ramp: Ramp::Exponential,
            epochs: 1,
            num_iter: None,
            measure: Measure::Batch,
            beta: 0.98,
            stop_factor: Some(4.0),
            runs: 200,
            lower: None,
            upper: None,
            lr: None,
            truth_rates: 33,
            truth_epochs: 5,
            truth_runs: 20,
            policies: Policy::DEFAULT.to_vec(),
            train_epochs: 20,
            train_runs: 10,
            train_validation: 0.2,
            target_loss: None,
            schedules: PolicySettings::default(),
        }
    }
}
