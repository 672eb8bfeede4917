//! The report: all results of a sweep as data.

use serde::Serialize;
use xxhash_rust::xxh64::Xxh64;

use crate::curve::Outcome;
use crate::curve::smoothing;
use crate::curve::suggestion::Suggestions;
use crate::data::{Batches, Dataset, Targets, split};
use crate::evidence::check::Check;
use crate::evidence::comparison::Comparison;
use crate::evidence::diagnosis::Diagnosis;
use crate::experiment::Experiment;
use crate::fingerprint::{VERSION, hex, update};
use crate::network::{Layer, Network};
use crate::sentence::{self, Answer, Sentence};
use crate::training::Trainer;
use crate::training::summary::Summary;
use crate::training::sweep::Sweep;

/// The results of one sweep. With its runs, another framework can repeat the sweep.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Report {
    /// The version of this crate.
    pub version: &'static str,
    /// The experiment's link, from its `#` on.
    pub link: String,
    /// The data set.
    pub data: DataSummary,
    /// The rate of each recorded step.
    pub lrs: Vec<f64>,
    /// The recorded loss of each step, before its update.
    pub losses: Vec<f64>,
    /// The smoothed losses.
    pub smoothed_losses: Vec<f64>,
    /// The shift by smoothing at the lowest smoothed loss, in decades of the rate.
    pub lag_decades: f64,
    /// The shift in words, unless it is small.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lag: Option<Sentence>,
    /// A beta that shifts the smoothed loss less, if the shift is large.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shorter_beta: Option<f64>,
    /// How the sweep ended.
    pub outcome: Option<Outcome>,
    /// The outcome and the curve in words, once the sweep has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<Sentence>,
    /// The suggestions of the smoothed curve.
    pub suggestions: Suggestions,
    /// 16 hexadecimal digits (XXH64) of the curve and its outcome.
    pub fingerprint: String,
    /// The answer: that of the check by training if it was run, otherwise that of all runs if they were run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// All runs together, if they were run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// The check by training, if it was run.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(rename = "truth")]
    pub check: Option<Check>,
    /// The comparison of schedules, if it was run.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(rename = "race")]
    pub comparison: Option<Comparison>,
    /// The inside of the network during the sweep, if it was inspected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diagnosis: Option<Diagnosis>,
    /// Weights and batches, to repeat the sweep; only in a full report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runs: Option<Vec<Run>>,
}

/// The results of a sweep without its curve: the part of a [`Report`] that the page shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SweepReport {
    /// The shift in words, see [`Report::lag`].
    pub lag: Option<Sentence>,
    /// A smaller beta, see [`Report::shorter_beta`].
    pub shorter_beta: Option<f64>,
    /// The outcome in words, see [`Report::conclusion`].
    pub conclusion: Option<Sentence>,
    /// The suggestions, see [`Report::suggestions`].
    pub suggestions: Suggestions,
    /// The fingerprint, see [`Report::fingerprint`].
    pub fingerprint: String,
}

/// The name and the shape of a data set.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct DataSummary {
    /// The label.
    pub name: String,
    /// N
    pub rows: usize,
    /// I
    pub features: usize,
    /// The number of classes; none if the targets are values.
    pub classes: Option<usize>,
    /// 16 hexadecimal digits (XXH64) of the features and targets before scaling.
    pub hash: String,
}

/// One run: its initial weights, batches, losses and final weights.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Run {
    /// The seed.
    pub seed: u32,
    /// The weights before the first step, layer by layer.
    pub weights: Vec<LayerWeights>,
    /// The validation rows, in rising order; the features are scaled by the others.
    pub held_out: Vec<usize>,
    /// The rows of each step's batch.
    pub batches: Vec<Vec<usize>>,
    /// The rate of each recorded step.
    pub lrs: Vec<f64>,
    /// The recorded loss of each step.
    pub losses: Vec<f64>,
    /// The weights after the last update.
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
    /// The report of a sweep, which need not have ended.
    pub fn new(experiment: &Experiment, dataset: &Dataset, sweep: &Sweep) -> Self {
        let lag_decades = lag_decades(experiment.beta, sweep);
        let SweepReport { lag, shorter_beta, conclusion, suggestions, fingerprint } =
            SweepReport::new(experiment, sweep);
        Self {
            version: VERSION,
            link: experiment.link(),
            data: DataSummary::new(dataset),
            lrs: sweep.lrs().to_vec(),
            losses: sweep.losses().to_vec(),
            smoothed_losses: sweep.smoothed_losses().to_vec(),
            lag_decades,
            lag,
            shorter_beta,
            outcome: sweep.status().outcome,
            conclusion,
            suggestions,
            fingerprint,
            answer: None,
            summary: None,
            check: None,
            comparison: None,
            diagnosis: None,
            runs: None,
        }
    }

    /// The report with the results of all runs, the check by training if there is one, and the answer from both.
    pub fn with_answer(self, summary: Summary, check: Option<Check>) -> Self {
        let verified = check.as_ref().and_then(|check| check.answer.clone());
        let answer = Some(verified.unwrap_or_else(|| summary.answer.clone()));
        Self { answer, summary: Some(summary), check, ..self }
    }

    /// A report with the weights and batches, so that other frameworks can repeat the sweep.
    pub fn full(experiment: &Experiment, dataset: &Dataset, sweep: &Sweep) -> Self {
        let report = Self::new(experiment, dataset, sweep);
        let runs = Some(vec![Run::new(experiment, dataset, sweep)]);
        Self { runs, ..report }
    }
}

impl SweepReport {
    /// The report of a sweep, which need not have ended.
    pub fn new(experiment: &Experiment, sweep: &Sweep) -> Self {
        let (lrs, smoothed_losses) = (sweep.lrs(), sweep.smoothed_losses());
        let suggestions = Suggestions::new(lrs, smoothed_losses);
        let (stop_factor, valley) = (experiment.stop_factor, suggestions.valley);
        let conclude = |outcome| {
            sentence::Run { lrs, smoothed_losses, outcome, stop_factor, valley }.conclude()
        };
        let lag_decades = lag_decades(experiment.beta, sweep);
        Self {
            lag: sentence::lag(experiment.beta, lag_decades),
            shorter_beta: sentence::shorter_beta(experiment.beta, lag_decades),
            conclusion: sweep.status().outcome.map(conclude),
            suggestions,
            fingerprint: sweep.fingerprint(),
        }
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
        let (training, held_out) = split(dataset.targets(), experiment.validation, seed);
        // The seed determines the batches, so they can be drawn again.
        let mut batches = Batches::new(training, experiment.batch_size, seed);
        let fresh = || Trainer::fresh(experiment, dataset, seed);
        let initial = sweep.initial().cloned().unwrap_or_else(fresh);
        Self {
            seed,
            weights: layers(&initial.network),
            held_out,
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
