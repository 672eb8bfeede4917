//! The jobs of a worker, and how the work of an experiment is divided among workers.
//!
//! [`Repeats`](crate::training::repeats::Repeats), a [`Job`] and an [`Inspection`] train some seeds, in small
//! portions, and return their results as numbers. [`summarize`], [`evaluate`], [`rank`] and [`diagnose`] combine the
//! numbers of all jobs, however the work was divided.

use std::sync::Arc;

use serde::Serialize;

use crate::choice::Named;
use crate::curve::Recording;
use crate::data::Dataset;
use crate::evidence::Record;
use crate::evidence::check::{self, Check, Trained};
use crate::evidence::comparison::{self, Comparison, Finished};
use crate::evidence::diagnosis::{self, Diagnosis, LayerTrace, SharpnessProbe};
use crate::evidence::training_run::TrainingRun;
use crate::experiment::Experiment;
use crate::network::lanes::MAX_LANES;
use crate::schedule::{Rates, ScheduleKind};
use crate::training;
use crate::training::feed::Source;
use crate::training::summary::Summary;
use crate::training::sweep::Setup;

/// The training of a group of seeds, for the check or for the comparison; none if there is nothing to do. The sweeps
/// of many seeds ([`crate::training::repeats`]) and [`Inspection`] are separate, so that a program needs only the
/// code that it uses.
pub struct Job(Option<Box<TrainingRun>>);

impl Job {
    /// The training of a group of seeds at a constant rate of the check.
    pub fn check(experiment: &Experiment, dataset: &Arc<Dataset>, lr: f64, group: usize) -> Self {
        let source = Source::new(experiment, dataset, experiment.validation);
        Self(Some(Box::new(check::training_run(&source, lr, group))))
    }

    /// The training of a group of seeds with a schedule of the comparison. There is nothing to do if `schedule` is
    /// not the name of a schedule, or if `rates` lacks a rate that it needs.
    pub fn comparison(
        experiment: &Experiment,
        dataset: &Arc<Dataset>,
        rates: &Rates,
        schedule: &str,
        group: usize,
    ) -> Self {
        let source = comparison::source(experiment, dataset);
        let schedule = ScheduleKind::named(schedule).and_then(|kind| {
            comparison::schedule(experiment, kind, rates, source.trained_epoch()).ok()
        });
        Self(schedule.map(|schedule| Box::new(comparison::training_run(&source, schedule, group))))
    }

    /// Makes up to `steps` steps. Returns `true` while unfinished.
    pub fn advance(&mut self, steps: usize) -> bool {
        self.0.as_mut().is_some_and(|run| run.advance(steps))
    }

    /// The results, as numbers for [`evaluate`] or [`rank`].
    pub fn take(&self) -> Vec<f64> {
        self.0.as_ref().map_or_else(Vec::new, |run| Record::write(run.records()))
    }
}

/// Measurements inside the network during a sweep.
pub struct Inspection(Option<Probe>);

/// The subject of an inspection.
enum Probe {
    Layers(Box<LayerTrace>),
    Sharpness(Box<SharpnessProbe>),
}

impl Inspection {
    /// The layers at every step of the sweep.
    pub fn layers(experiment: &Experiment, dataset: &Arc<Dataset>) -> Self {
        Self(Some(Probe::Layers(Box::new(LayerTrace::new(experiment, dataset)))))
    }

    /// The sharpness before some steps of the sweep, in rising order, at most one per lane.
    pub fn sharpness(experiment: &Experiment, dataset: &Arc<Dataset>, steps: &[usize]) -> Self {
        let probe = || SharpnessProbe::new(experiment, dataset, steps);
        Self((!steps.is_empty()).then(|| Probe::Sharpness(Box::new(probe()))))
    }

    /// Makes up to `steps` steps. Returns `true` while unfinished.
    pub fn advance(&mut self, steps: usize) -> bool {
        match &mut self.0 {
            Some(Probe::Layers(trace)) => trace.advance(steps),
            Some(Probe::Sharpness(probe)) => probe.advance(steps),
            None => false,
        }
    }

    /// The results, as numbers for [`diagnose`].
    pub fn take(&self) -> Vec<f64> {
        match &self.0 {
            Some(Probe::Layers(trace)) => trace.diagnosis().write(),
            Some(Probe::Sharpness(probe)) => {
                probe.edges().into_iter().map(|edge| edge.unwrap_or(f64::NAN)).collect()
            }
            None => Vec::new(),
        }
    }
}

/// The division of an experiment's work into jobs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Plan {
    /// The rates of the check by training.
    pub check_lrs: Vec<f64>,
    /// Groups of seeds for each of these rates.
    pub check_groups: usize,
    /// Groups of seeds for each schedule that is compared.
    pub comparison_groups: usize,
    /// The number of lanes: steps at which the sharpness is measured in parallel, and seeds per group.
    pub lanes: usize,
    /// The planned steps of a sweep.
    pub sweep_steps: usize,
    /// Steps of a group of seeds at a rate of the check.
    pub check_steps: usize,
    /// Steps of a group of seeds under a schedule.
    pub comparison_steps: usize,
    /// Bytes that a worker needs to train a group of seeds.
    pub training_bytes: u64,
    /// Bytes that a worker needs for the sharpness.
    pub diagnosis_bytes: u64,
}

impl Plan {
    /// The plan of an experiment on a data set.
    pub fn new(experiment: &Experiment, dataset: &Arc<Dataset>) -> Self {
        let source = Source::new(experiment, dataset, experiment.validation);
        let shape = dataset.shape();
        Self {
            check_lrs: check::rates(experiment),
            check_groups: check::groups(experiment),
            comparison_groups: comparison::groups(experiment),
            lanes: MAX_LANES,
            sweep_steps: Setup::new(experiment, dataset).schedule().len(),
            check_steps: experiment.check_epochs * source.trained_epoch(),
            comparison_steps: experiment.train_epochs
                * comparison::source(experiment, dataset).trained_epoch(),
            training_bytes: training::bytes(experiment, &shape),
            diagnosis_bytes: diagnosis::bytes(experiment, &shape),
        }
    }
}

/// The summary of an experiment's sweeps from the results of the jobs, in the order of their seeds.
pub fn summarize(experiment: &Experiment, dataset: &Arc<Dataset>, results: &[Vec<f64>]) -> Summary {
    let recordings: Vec<Recording> =
        results.iter().flat_map(|numbers| Recording::read(numbers)).collect();
    let setup = Setup::new(experiment, dataset);
    Summary::new(experiment.beta, setup.planned(), setup.schedule(), &recordings)
}

/// The check by training from the results at each of `lrs`, one rate after the other. These are all rates of the
/// grid, and those of the runs and of the user that have trained.
pub fn evaluate(
    experiment: &Experiment,
    dataset: &Arc<Dataset>,
    runs: &Rates,
    lrs: &[f64],
    results: &[Vec<f64>],
) -> Check {
    let mut records = records(results, check::CHECKPOINTS);
    let mut next = || records.by_ref().take(experiment.check_runs).collect();
    let trained: Vec<Trained> = lrs.iter().map(|&lr| Trained { lr, records: next() }).collect();
    Check::new(experiment, dataset, &trained, runs)
}

/// The comparison of schedules from the results of the finished ones, one after the other.
pub fn rank(
    experiment: &Experiment,
    dataset: &Arc<Dataset>,
    rates: &Rates,
    schedules: &[String],
    results: &[Vec<f64>],
) -> Comparison {
    let source = comparison::source(experiment, dataset);
    let mut records = records(results, comparison::checkpoints(experiment));
    let finished = schedules.iter().filter_map(|name| {
        let kind = ScheduleKind::named(name)?;
        let records = records.by_ref().take(experiment.train_runs).collect();
        let schedule =
            comparison::schedule(experiment, kind, rates, source.trained_epoch()).ok()?;
        Some(Finished { kind, schedule, records })
    });
    let finished: Vec<Finished> = finished.collect();
    Comparison::new(experiment, dataset, source.per_epoch(), &finished)
}

/// The diagnosis from the results of the layers and those of the sharpness so far, in order.
pub fn diagnose(layers: &[f64], sharpness: &[Vec<f64>]) -> Diagnosis {
    let edges = sharpness.iter().flatten().map(|&edge| (!edge.is_nan()).then_some(edge));
    Diagnosis::read(layers).with_sharpness(edges.collect())
}

fn records(results: &[Vec<f64>], checkpoints: usize) -> impl Iterator<Item = Record> {
    results.iter().flat_map(move |numbers| Record::read(numbers, checkpoints))
}
