//! What a worker does, and how the work of an experiment is divided among workers.
//!
//! A job trains some seeds, a bit at a time, and gives its results as numbers. [`summarize`], [`evaluate`],
//! [`rank`] and [`diagnose`] put the numbers of all jobs together, whoever has done them and in what portions.

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
use crate::training::repeats::Repeats;
use crate::training::summary::Summary;
use crate::training::sweep::Setup;

/// Some seeds to train.
pub struct Job(Option<Seeds>);

/// Under which schedule.
enum Seeds {
    Repeats(Box<Repeats>),
    Training(Box<TrainingRun>),
}

impl Job {
    /// The sweeps of `count` seeds of an experiment, from that which is `first` after its own.
    pub fn repeats(
        experiment: &Experiment,
        dataset: &Arc<Dataset>,
        first: usize,
        count: usize,
    ) -> Self {
        let repeats = Repeats::new(experiment, dataset, first, count);
        Self(Some(Seeds::Repeats(Box::new(repeats))))
    }

    /// A constant rate of the check by training, for a group of seeds.
    pub fn check(experiment: &Experiment, dataset: &Arc<Dataset>, lr: f64, group: usize) -> Self {
        let source = Source::new(experiment, dataset, experiment.validation);
        Self(Some(Seeds::Training(Box::new(check::training_run(&source, lr, group)))))
    }

    /// A schedule to compare, for a group of seeds. There is nothing to do where `schedule` is not the name of
    /// one, or the rates do not have what it is made of.
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
        let run = |schedule| comparison::training_run(&source, schedule, group);
        Self(schedule.map(|schedule| Seeds::Training(Box::new(run(schedule)))))
    }

    /// Makes up to so many steps. Returns `true` while unfinished.
    pub fn advance(&mut self, steps: usize) -> bool {
        match &mut self.0 {
            Some(Seeds::Repeats(repeats)) => repeats.advance(steps),
            Some(Seeds::Training(run)) => run.advance(steps),
            None => false,
        }
    }

    /// The results, as numbers for [`summarize`], [`evaluate`] or [`rank`].
    pub fn take(&mut self) -> Vec<f64> {
        match &mut self.0 {
            Some(Seeds::Repeats(repeats)) => Recording::write(&repeats.take()),
            Some(Seeds::Training(run)) => Record::write(run.records()),
            None => Vec::new(),
        }
    }
}

/// An inspection of the network while it sweeps. It is apart from [`Job`], so that a program that does without
/// need not have the code.
pub struct Inspection(Option<Probe>);

/// At what.
enum Probe {
    Layers(Box<LayerTrace>),
    Sharpness(Box<SharpnessProbe>),
}

impl Inspection {
    /// The layers at every step of the sweep.
    pub fn layers(experiment: &Experiment, dataset: &Arc<Dataset>) -> Self {
        Self(Some(Probe::Layers(Box::new(LayerTrace::new(experiment, dataset)))))
    }

    /// The sharpness before some steps of the sweep, in rising order, as many as there are lanes.
    pub fn sharpness(experiment: &Experiment, dataset: &Arc<Dataset>, steps: &[usize]) -> Self {
        let probe = || SharpnessProbe::new(experiment, dataset, steps);
        Self((!steps.is_empty()).then(|| Probe::Sharpness(Box::new(probe()))))
    }

    /// Makes up to so many steps. Returns `true` while unfinished.
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

/// How the work of an experiment can be divided.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Plan {
    /// The rates of the check by training.
    pub check_lrs: Vec<f64>,
    /// Groups of seeds for each of them.
    pub check_groups: usize,
    /// Groups of seeds for each schedule that is compared.
    pub comparison_groups: usize,
    /// Steps at which the sharpness is measured side by side, and seeds of any group.
    pub lanes: usize,
    /// Steps of a sweep that is not stopped.
    pub sweep_steps: usize,
    /// Steps of a group of seeds at a rate of the check.
    pub check_steps: usize,
    /// Steps of a group of seeds under a schedule.
    pub comparison_steps: usize,
    /// Bytes that a worker needs to train a group of seeds.
    pub training_bytes: u64,
    /// Bytes that it needs for the sharpness.
    pub diagnosis_bytes: u64,
}

impl Plan {
    /// Of an experiment on a data set.
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

/// The results of all seeds of an experiment's sweep: those of the jobs in the order of their seeds.
pub fn summarize(experiment: &Experiment, dataset: &Arc<Dataset>, results: &[Vec<f64>]) -> Summary {
    let recordings: Vec<Recording> =
        results.iter().flat_map(|numbers| Recording::read(numbers)).collect();
    let setup = Setup::new(experiment, dataset);
    Summary::new(experiment.beta, setup.planned(), setup.schedule(), &recordings)
}

/// The check by training, from the results at each of `lrs`, one rate after the other: all rates of the
/// grid, and as many of `rates` as have trained.
pub fn evaluate(
    experiment: &Experiment,
    dataset: &Arc<Dataset>,
    rates: &Rates,
    lrs: &[f64],
    results: &[Vec<f64>],
) -> Check {
    let mut records = records(results, check::CHECKPOINTS);
    let mut next = || records.by_ref().take(experiment.check_runs).collect();
    let trained: Vec<Trained> = lrs.iter().map(|&lr| Trained { lr, records: next() }).collect();
    Check::new(experiment, dataset, &trained, rates)
}

/// The comparison of schedules, from the results of those that have finished, one after the other.
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

/// What went on in the sweep, from the results of the layers and of those at the sharpness so
/// far, in order.
pub fn diagnose(layers: &[f64], sharpness: &[Vec<f64>]) -> Diagnosis {
    let edges = sharpness.iter().flatten().map(|&edge| (!edge.is_nan()).then_some(edge));
    Diagnosis::read(layers).with_sharpness(edges.collect())
}

fn records(results: &[Vec<f64>], checkpoints: usize) -> impl Iterator<Item = Record> {
    results.iter().flat_map(move |numbers| Record::read(numbers, checkpoints))
}
