//! Why training diverges: the inside of the network while the learning rate rises.
//!
//! The sweep is repeated step by step, to measure the norm of the gradient, the relative size of each update,
//! the share of dead units and the sharpness of the loss.

use std::sync::Arc;

use serde::Serialize;
use wide::f32x4;

use super::sharpness::{BLOCK, PowerIteration};
use crate::data::{DataShape, Dataset};
use crate::experiment::Experiment;
use crate::network::lanes::{MAX_LANES, Real};
use crate::network::{Activation, Batch, Layer, Network, Workspace};
use crate::sentence::{Inspection, Sentence};
use crate::training::feed::{MAX_MEASURED, Source};
use crate::training::sweep::{Setup, Sweep};
use crate::training::{parameters, passed, sizes};

/// The largest number of steps at which the sharpness is measured, evenly spread. Each costs several dozen
/// passes over all rows.
const MAX_PROBES: usize = 48;

/// Measurements inside the network during the sweep of an experiment's own seed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Diagnosis {
    /// The rate of each step that made an update.
    pub lrs: Vec<f64>,
    /// For each layer, at each step: the norm of the gradient of the mini-batch.
    pub gradient_norms: Vec<Vec<f64>>,
    /// For each layer, at each step: the norm of the update divided by that of the parameters.
    pub update_ratios: Vec<Vec<f64>>,
    /// At each step, the share of hidden units that are zero for every training row; only for ReLUs.
    pub dead: Option<Vec<f64>>,
    /// The steps at which the sharpness was measured.
    pub steps: Vec<usize>,
    /// 2 over the sharpness at these steps, before the update: gradient descent on all rows is not stable
    /// above this rate. None if it could not be computed.
    pub edges: Vec<Option<f64>>,
    /// Where the rate exceeds it, in words, once all of these steps are measured.
    pub conclusion: Option<Sentence>,
}

/// The repeated sweep, with measurements at every step.
pub(crate) struct LayerTrace {
    sweep: Sweep,
    rows: Batch<f32>,
    workspace: Workspace<f32>,
    diagnosis: Diagnosis,
}

impl LayerTrace {
    /// The sweep at its first step.
    pub(crate) fn new(experiment: &Experiment, dataset: &Arc<Dataset>) -> Self {
        let sweep: Sweep = Setup::new(experiment, dataset).sweep(experiment.seed);
        let layers = sweep.trainer().network.layers.len();
        let relu = experiment.activation == Activation::Relu && layers > 1;
        let diagnosis = Diagnosis {
            gradient_norms: vec![Vec::new(); layers],
            update_ratios: vec![Vec::new(); layers],
            dead: relu.then(Vec::new),
            ..Diagnosis::default()
        };
        let (rows, workspace) = (training_rows(experiment, dataset), Workspace::default());
        Self { sweep, rows, workspace, diagnosis }
    }

    /// Makes up to `max_steps` steps. Returns `true` while unfinished.
    pub(crate) fn advance(&mut self, max_steps: usize) -> bool {
        (0..max_steps).all(|_| self.step())
    }

    /// All measurements except the sharpness.
    pub(crate) fn diagnosis(&self) -> &Diagnosis {
        &self.diagnosis
    }

    fn step(&mut self) -> bool {
        let Self { sweep, rows, workspace, diagnosis } = self;
        if sweep.status().outcome.is_some() {
            return false;
        }
        let before = sweep.trainer().network.clone();
        sweep.advance(1);
        // A loss that is not finite ends the sweep without a step.
        if let Some(&lr) = sweep.lrs().get(diagnosis.lrs.len()) {
            let after = sweep.trained().unwrap_or(&sweep.trainer().network);
            diagnosis.lrs.push(lr);
            diagnosis.compare(&before, after, sweep.gradients());
            if let Some(dead) = &mut diagnosis.dead {
                dead.push(before.dead_share(rows, workspace));
            }
        }
        sweep.status().outcome.is_none()
    }
}

/// The sharpness of the loss before some steps of the sweep, one per lane.
pub(crate) struct SharpnessProbe {
    steps: Vec<usize>,
    /// The repeated sweep, until it has passed all steps.
    sweep: Option<Sweep>,
    /// The network before each of the passed steps.
    networks: Vec<Network<f32>>,
    rows: Batch<f32x4>,
    seed: u32,
    /// The power iteration, once all steps are passed.
    iteration: Option<PowerIteration<f32x4>>,
}

impl SharpnessProbe {
    /// A probe before each of `steps`: one to [`MAX_LANES`] steps in rising order.
    pub(crate) fn new(experiment: &Experiment, dataset: &Arc<Dataset>, steps: &[usize]) -> Self {
        let rows = training_rows(experiment, dataset);
        Self {
            steps: steps.to_vec(),
            sweep: Some(Setup::new(experiment, dataset).sweep(experiment.seed)),
            networks: Vec::new(),
            rows: rows.map(|number| f32x4::of(f64::from(number))),
            seed: experiment.seed,
            iteration: None,
        }
    }

    /// Makes up to `parts` steps of the sweep, or parts of the iteration. Returns `true` while unfinished.
    pub(crate) fn advance(&mut self, parts: usize) -> bool {
        (0..parts).all(|_| self.step())
    }

    /// 2 over the sharpness before each step.
    pub(crate) fn edges(&self) -> Vec<Option<f64>> {
        let largest = |lane| self.iteration.as_ref().and_then(|iteration| iteration.largest(lane));
        let edge = |lane| largest(lane).map(|sharpness| 2.0 / sharpness);
        (0..self.steps.len()).map(edge).collect()
    }

    fn step(&mut self) -> bool {
        if let Some(iteration) = &mut self.iteration {
            return iteration.advance();
        }
        let Some(sweep) = &mut self.sweep else {
            return false;
        };
        let next = self.steps.get(self.networks.len());
        if next.is_some_and(|step| sweep.lrs().len() < *step) && sweep.advance(1) == 1 {
            return true;
        }
        self.networks.push(sweep.trainer().network.clone());
        if self.networks.len() >= self.steps.len() {
            self.iteration = Some(self.begin());
        }
        true
    }

    fn begin(&mut self) -> PowerIteration<f32x4> {
        // Frees the sweep first, so that both are not in memory together.
        self.sweep = None;
        let networks = std::mem::take(&mut self.networks);
        // If there are fewer steps than lanes, the last one is repeated.
        let last = networks.len() - 1;
        let layer = |index: usize| {
            side_by_side(std::array::from_fn(|lane| &networks[lane.min(last)].layers[index]))
        };
        let Network { ref layers, activation, output } = networks[last];
        let layers = (0..layers.len()).map(layer).collect();
        PowerIteration::new(Network { layers, activation, output }, &self.rows, self.seed)
    }
}

impl Diagnosis {
    /// All measurements of an experiment.
    pub fn run(experiment: &Experiment, dataset: &Arc<Dataset>) -> Self {
        let mut trace = LayerTrace::new(experiment, dataset);
        while trace.advance(usize::MAX) {}
        let mut edges = Vec::new();
        for steps in sharpness_steps(trace.diagnosis().lrs.len()).chunks(MAX_LANES) {
            let mut probe = SharpnessProbe::new(experiment, dataset, steps);
            while probe.advance(usize::MAX) {}
            edges.extend(probe.edges());
        }
        trace.diagnosis().clone().with_sharpness(edges)
    }

    /// These measurements with `edges`, 2 over the sharpness, starting at the first step at which it is measured.
    pub fn with_sharpness(self, edges: Vec<Option<f64>>) -> Self {
        let steps = sharpness_steps(self.lrs.len());
        let dead = self.dead.as_ref().and_then(|dead| dead.last().copied());
        let inspection = Inspection { lrs: &self.lrs, steps: &steps, edges: &edges, dead };
        let conclusion = (edges.len() >= steps.len()).then(|| inspection.conclude());
        Self { steps, edges, conclusion, ..self }
    }

    /// All measurements except the sharpness as numbers: the number of layers, whether units can be dead, and the columns.
    pub fn write(&self) -> Vec<f64> {
        let layers = self.gradient_norms.len() as f64;
        let head = [layers, f64::from(u8::from(self.dead.is_some()))];
        let columns = [&self.lrs].into_iter().chain(&self.gradient_norms);
        let columns = columns.chain(&self.update_ratios).chain(&self.dead);
        head.into_iter().chain(columns.flatten().copied()).collect()
    }

    /// Reads the numbers of [`Diagnosis::write`].
    pub fn read(numbers: &[f64]) -> Self {
        let [layers, dead, numbers @ ..] = numbers else {
            return Self::default();
        };
        let (layers, dead) = (*layers as usize, *dead > 0.0);
        let steps = numbers.len() / (1 + 2 * layers + usize::from(dead));
        let mut columns = numbers.chunks_exact(steps.max(1)).map(<[f64]>::to_vec);
        let mut column = || columns.next().unwrap_or_default();
        Self {
            lrs: column(),
            gradient_norms: (0..layers).map(|_| column()).collect(),
            update_ratios: (0..layers).map(|_| column()).collect(),
            dead: dead.then(column),
            ..Self::default()
        }
    }

    /// Adds the measurements of a step.
    fn compare(&mut self, before: &Network<f32>, after: &Network<f32>, gradients: &[Layer<f32>]) {
        let layers = before.layers.iter().zip(&after.layers).zip(gradients);
        for (index, ((before, after), gradient)) in layers.enumerate() {
            let update = after.zip(before, |after, before| after - before);
            self.gradient_norms[index].push(norm(gradient));
            self.update_ratios[index].push(norm(&update) / norm(before));
        }
    }
}

/// The memory that the sharpness of four networks in parallel needs, in bytes.
pub fn bytes(experiment: &Experiment, shape: &DataShape) -> u64 {
    let sizes = sizes(experiment, shape);
    // The networks, the direction and the product; then the networks and the gradients as dual numbers.
    let of_parameters = 7 * parameters(&sizes);
    let cells = shape.rows().min(MAX_MEASURED) as u64 * shape.features as u64;
    let of_rows = 3 * cells + 2 * passed(&sizes, BLOCK);
    size_of::<f32x4>() as u64 * (of_parameters + of_rows)
}

/// The steps of a sweep at which the sharpness is measured.
fn sharpness_steps(steps: usize) -> Vec<usize> {
    (0..steps).step_by(steps.div_ceil(MAX_PROBES).max(1)).collect()
}

/// The training rows of the experiment's own seed.
fn training_rows(experiment: &Experiment, dataset: &Arc<Dataset>) -> Batch<f32> {
    let source = Source::new(experiment, dataset, experiment.validation);
    source.feed(experiment.seed).training()
}

/// The norm of the parameters of a layer.
fn norm(layer: &Layer<f32>) -> f64 {
    libm::sqrt(layer.parameters().iter().map(|&x| f64::from(x) * f64::from(x)).sum())
}

/// The layers of several networks, one per lane.
fn side_by_side(layers: [&Layer<f32>; MAX_LANES]) -> Layer<f32x4> {
    let mut lanes = layers.map(|layer| layer.parameters().iter().copied());
    layers[0].map(|_| f32x4::from_lanes(|lane| lanes[lane].next().unwrap_or_default()))
}
