//! Everything a sweep produced, as data.

use serde::Serialize;
use xxhash_rust::xxh64::Xxh64;

use crate::curve::Outcome;
use crate::curve::smoothing;
use crate::curve::suggestion::Suggestions;
use crate::data::{Batches, Dataset, Targets, split};
use crate::evidence::diagnosis::Diagnosis;
use crate::evidence::race::Race;
use crate::evidence::truth::Truth;
use crate::experiment::Experiment;
use crate::fingerprint::{VERSION, hex, update};
use crate::network::{Layer, Network};
use crate::sentence::{self, Sentence};
use crate::training::Trainer;
use crate::training::summary::Summary;
use crate::training::sweep::Sweep;

/// One sweep's results. From it and its runs another framework can redo the sweep.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Report {
    /// The version of this crate.
    pub version: &'static str,
    /// The experiment's link, from its `#` on.
    pub link: String,
    /// What was trained on.
    pub data: DataSummary,
    /// The rate of each recorded step.
    pub lrs: Vec<f64>,
    /// The recorded loss of each, before the update.
    pub losses: Vec<f64>,
    /// The same smoothed.
    pub smoothed_losses: Vec<f64>,
    /// By how many decades of the rate the smoothed loss lags at its least.
    pub lag_decades: f64,
    /// The same in words, if it is worth any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lag: Option<Sentence>,
    /// A beta that shifts the smoothed loss less, if that is worth a try.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shorter_beta: Option<f64>,
    /// How the sweep ended.
    pub outcome: Option<Outcome>,
    /// The same in words, once it has ended, with what its curve shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<Sentence>,
    /// What the curve suggests.
    pub suggestions: Suggestions,
    /// 16 hexadecimal digits (XXH64) of the curve's bits: other bits, other digits.
    pub fingerprint: String,
    /// What the sweeps of many seeds show together, where they were run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// Whether the suggestions were right, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub truth: Option<Truth>,
    /// Which policy trains best, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub race: Option<Race>,
    /// Why training breaks, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diagnosis: Option<Diagnosis>,
    /// How to redo it, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runs: Option<Vec<Run>>,
}

/// A data set in short.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct DataSummary {
    /// What people call it.
    pub name: String,
    /// N
    pub rows: usize,
    /// I
    pub features: usize,
    /// How many; none where values are learned.
    pub classes: Option<usize>,
    /// Of the features and targets, before scaling.
    pub hash: String,
}

/// What one seed began with, did and came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Run {
    /// Which seed.
    pub seed: u32,
    /// Before the first step, layer by layer.
    pub weights: Vec<LayerWeights>,
    /// The rows of each step's batch.
    pub batches: Vec<Vec<usize>>,
    /// The rate of each recorded step.
    pub lrs: Vec<f64>,
    /// The recorded loss of each.
    pub losses: Vec<f64>,
    /// After the last update so far.
    pub final_weights: Vec<LayerWeights>,
}

/// One layer's parameters as nested lists.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct LayerWeights {
    /// (I, O)
    pub weight: Vec<Vec<f32>>,
    /// (O)
    pub bias: Vec<f32>,
}

impl Report {
    /// What a sweep, which may still be under way, has produced.
    pub fn new(experiment: &Experiment, dataset: &Dataset, sweep: &Sweep) -> Self {
        let (lrs, smoothed_losses) = (sweep.lrs(), sweep.smoothed_losses());
        let lag_decades = lag_decades(experiment.beta, sweep);
        let outcome = sweep.status().outcome;
        let suggestions = Suggestions::new(lrs, smoothed_losses);
        let (stop_factor, valley) = (experiment.stop_factor, suggestions.valley);
        let conclude = |outcome| {
            sentence::Run { lrs, smoothed_losses, outcome, stop_factor, valley }.conclude()
        };
        Self {
            version: VERSION,
            link: experiment.link(),
            data: DataSummary::new(dataset),
            lrs: lrs.to_vec(),
            losses: sweep.losses().to_vec(),
            smoothed_losses: smoothed_losses.to_vec(),
            lag_decades,
            lag: sentence::lag(experiment.beta, lag_decades),
            shorter_beta: sentence::shorter_beta(experiment.beta, lag_decades),
            outcome,
            conclusion: outcome.map(conclude),
            suggestions,
            fingerprint: sweep.fingerprint(),
            summary: None,
            truth: None,
            race: None,
            diagnosis: None,
            runs: None,
        }
    }

    /// The same with the run, so that others can redo it.
    pub fn full(experiment: &Experiment, dataset: &Dataset, sweep: &Sweep) -> Self {
        let report = Self::new(experiment, dataset, sweep);
        let runs = Some(vec![Run::new(experiment, dataset, sweep)]);
        Self { runs, ..report }
    }
}

impl DataSummary {
    fn new(dataset: &Dataset) -> Self {
        let mut hash = Xxh64::new(0);
        update(&mut hash, dataset.features().iter().copied());
        match dataset.targets() {
            Targets::Classes(classes) => {
                classes.iter().for_each(|&class| hash.update(&(class as u64).to_le_bytes()));
            }
            Targets::Values(values) => update(&mut hash, values.iter().copied()),
        }
        Self {
            name: dataset.name().to_owned(),
            rows: dataset.rows(),
            features: dataset.features().ncols(),
            classes: dataset.shape().targets.classes(),
            hash: hex(&hash),
        }
    }
}

impl Run {
    fn new(experiment: &Experiment, dataset: &Dataset, sweep: &Sweep) -> Self {
        let seed = experiment.seed;
        let (training, _) = split(dataset.targets(), experiment.validation, seed);
        // Randomness comes from the seed alone: the batches can be drawn once more.
        let mut batches = Batches::new(training, experiment.batch_size, seed);
        let fresh = || Trainer::fresh(experiment, dataset, seed);
        let initial = sweep.initial().cloned().unwrap_or_else(fresh);
        Self {
            seed,
            weights: layers(&initial.network),
            batches: sweep.lrs().iter().map(|_| batches.next_batch().to_vec()).collect(),
            lrs: sweep.lrs().to_vec(),
            losses: sweep.losses().to_vec(),
            final_weights: layers(sweep.trained().unwrap_or(&sweep.trainer().network)),
        }
    }
}

fn layers(network: &Network<f32>) -> Vec<LayerWeights> {
    let rows =
        |layer: &Layer<f32>| layer.weight().rows().into_iter().map(|row| row.to_vec()).collect();
    let layer = |layer| LayerWeights { weight: rows(layer), bias: layer.bias().to_vec() };
    network.layers.iter().map(layer).collect()
}

fn lag_decades(beta: f64, sweep: &Sweep) -> f64 {
    let Some(least) = sweep.status().least else {
        return 0.0;
    };
    let lrs = sweep.lrs();
    let back = (least as f64 - smoothing::lag(beta, least)).round().max(0.0) as usize;
    libm::log10(lrs[least]) - libm::log10(lrs[back])
}
