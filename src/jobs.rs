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
use crate::evidence::diagnosis::{self, Diagnosis, LayerTrace, SharpnessProbe};
use crate::evidence::race::{self, Finished, Race};
use crate::evidence::training_run::TrainingRun;
use crate::evidence::truth::{self, Trained, Truth};
use crate::experiment::Experiment;
use crate::network::lanes::MAX_LANES;
use crate::schedule::policy::{Policy, Rates};
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
        Self(Some(Seeds::Training(Box::new(truth::training_run(&source, lr, group)))))
    }

    /// A schedule to compare, for a group of seeds. There is nothing to do where `policy` is not the name of
    /// one, or the rates do not have what it is made of.
    pub fn comparison(
        experiment: &Experiment,
        dataset: &Arc<Dataset>,
        rates: &Rates,
        policy: &str,
        group: usize,
    ) -> Self {
        let source = race::source(experiment, dataset);
        let schedule = Policy::named(policy)
            .and_then(|policy| race::schedule(experiment, policy, rates, source.per_epoch()).ok());
        let run = |schedule| race::training_run(&source, schedule, group);
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

/// A look into the network while it sweeps. It is apart from [`Job`], so that a program that does without
/// need not have the code.
pub struct Inspection(Option<Look>);

/// At what.
enum Look {
    Layers(Box<LayerTrace>),
    Sharpness(Box<SharpnessProbe>),
}

impl Inspection {
    /// The layers at every step of the sweep.
    pub fn layers(experiment: &Experiment, dataset: &Arc<Dataset>) -> Self {
        Self(Some(Look::Layers(Box::new(LayerTrace::new(experiment, dataset)))))
    }

    /// The sharpness before some steps of the sweep, in rising order, as many as there are lanes.
    pub fn sharpness(experiment: &Experiment, dataset: &Arc<Dataset>, steps: &[usize]) -> Self {
        let probe = || SharpnessProbe::new(experiment, dataset, steps);
        Self((!steps.is_empty()).then(|| Look::Sharpness(Box::new(probe()))))
    }

    /// Makes up to so many steps. Returns `true` while unfinished.
    pub fn advance(&mut self, steps: usize) -> bool {
        match &mut self.0 {
            Some(Look::Layers(trace)) => trace.advance(steps),
            Some(Look::Sharpness(probe)) => probe.advance(steps),
            None => false,
        }
    }

    /// The results, as numbers for [`diagnose`].
    pub fn take(&self) -> Vec<f64> {
        match &self.0 {
            Some(Look::Layers(trace)) => trace.diagnosis().write(),
            Some(Look::Sharpness(probe)) => {
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
    pub truth_lrs: Vec<f64>,
    /// Groups of seeds for each of them.
    pub truth_groups: usize,
    /// Groups of seeds for each schedule that is compared.
    pub race_groups: usize,
    /// Steps at which the sharpness is measured side by side, and seeds of any group.
    pub lanes: usize,
    /// Steps of a sweep that is not stopped.
    pub sweep_steps: usize,
    /// Steps of a group of seeds at a rate of the check.
    pub truth_steps: usize,
    /// Steps of a group of seeds under a schedule.
    pub race_steps: usize,
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
            truth_lrs: truth::rates(experiment),
            truth_groups: truth::groups(experiment),
            race_groups: race::groups(experiment),
            lanes: MAX_LANES,
            sweep_steps: Setup::new(experiment, dataset).schedule().len(),
            truth_steps: experiment.truth_epochs * source.per_epoch(),
            race_steps: experiment.train_epochs * race::source(experiment, dataset).per_epoch(),
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
    Summary::new(experiment.beta, setup.schedule(), &recordings)
}

/// The check by training, from the results at each of `lrs`, one rate after the other: all rates of the
/// grid, and as many of `rates` as have trained.
pub fn evaluate(
    experiment: &Experiment,
    dataset: &Arc<Dataset>,
    rates: &Rates,
    lrs: &[f64],
    results: &[Vec<f64>],
) -> Truth {
    let mut records = records(results, truth::CHECKPOINTS);
    let mut next = || records.by_ref().take(experiment.truth_runs).collect();
    let trained: Vec<Trained> = lrs.iter().map(|&lr| Trained { lr, records: next() }).collect();
    Truth::new(experiment, dataset, &trained, rates)
}

/// The comparison of schedules, from the results of those that have finished, one after the other.
pub fn rank(
    experiment: &Experiment,
    dataset: &Arc<Dataset>,
    rates: &Rates,
    policies: &[String],
    results: &[Vec<f64>],
) -> Race {
    let per_epoch = race::source(experiment, dataset).per_epoch();
    let mut records = records(results, race::checkpoints(experiment));
    let finished = policies.iter().filter_map(|name| {
        let policy = Policy::named(name)?;
        let records = records.by_ref().take(experiment.train_runs).collect();
        let schedule = race::schedule(experiment, policy, rates, per_epoch).ok()?;
        Some(Finished { policy, schedule, records })
    });
    let finished: Vec<Finished> = finished.collect();
    Race::new(experiment, per_epoch, &finished)
}

/// What went on in the sweep, from the results of the look at the layers and of those at the sharpness so
/// far, in order.
pub fn diagnose(layers: &[f64], sharpness: &[Vec<f64>]) -> Diagnosis {
    let edges = sharpness.iter().flatten().map(|&edge| (!edge.is_nan()).then_some(edge));
    Diagnosis::read(layers).with_looks(edges.collect())
}

fn records(results: &[Vec<f64>], checkpoints: usize) -> impl Iterator<Item = Record> {
    results.iter().flat_map(move |numbers| Record::read(numbers, checkpoints))
}
