//! The comparison of schedules, all with the same initial weights and batches, over several seeds.

use std::sync::Arc;

use serde::Serialize;
use xxhash_rust::xxh64::Xxh64;

use super::training_run::{Record, TrainingRun, seeds};
use crate::data::Dataset;
use crate::experiment::{Experiment, Scope, trained_epoch, trained_for};
use crate::fingerprint::{hex, update};
use crate::network::lanes::MAX_LANES;
use crate::schedule::Schedule;
use crate::schedule::{Missing, Rates, ScheduleKind};
use crate::sentence::{ComparisonOutcome, Entry, Sentence, result};
use crate::statistics::{Band, Quantiles};
use crate::statistics::{Verdict, compare, differences};
use crate::training::feed::Source;

/// The largest number of rates that are stored for a schedule.
pub const MAX_RATES: usize = 2000;

/// The results of all schedules.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Comparison {
    /// Seeds of each schedule.
    pub runs: usize,
    /// Epochs of each schedule.
    pub epochs: usize,
    /// Steps per epoch.
    pub per_epoch: usize,
    /// The validation loss to reach; none if no schedule has run.
    pub target_loss: Option<f64>,
    /// The steps whose rates are stored: all of them, or at most [`MAX_RATES`], evenly spread.
    pub steps: Vec<usize>,
    /// The result of each schedule that has run, in the order of [`ScheduleKind`].
    #[serde(rename = "standings")]
    pub results: Vec<ScheduleResult>,
    /// The name of the schedule with the lowest median of the final validation loss, if any is finite.
    pub best: Option<String>,
    /// The other schedules that are not significantly worse, in the order of [`ScheduleKind`]. If there are any, no
    /// schedule is called the best.
    pub undistinguished: Vec<String>,
    /// The accuracy of always predicting the most common class; none for values, whose accuracies are R2.
    pub most_common: Option<f64>,
    /// The result in one sentence.
    pub conclusion: Sentence,
    /// 16 hexadecimal digits (XXH64) of the target loss, the losses and accuracies of every seed, and the rates
    /// and the verdict of each schedule.
    pub fingerprint: String,
}

/// The result of one schedule.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ScheduleResult {
    /// The name of the schedule.
    #[serde(rename = "policy")]
    pub schedule: String,
    /// Its rate at each of the `steps` of the comparison.
    pub lrs: Vec<f64>,
    /// Its rate at the start of each epoch and after the last one.
    pub epoch_lrs: Vec<f64>,
    /// The training loss, before training and after each epoch.
    pub training_losses: Band,
    /// The validation loss.
    pub validation_losses: Band,
    /// The validation accuracy.
    pub accuracies: Band,
    /// The last validation loss.
    pub loss: Quantiles,
    /// The root mean squared error, from the median of the last validation loss, in the unit of the values; none for classes.
    pub rmse: Option<f64>,
    /// The last accuracy.
    pub accuracy: Quantiles,
    /// Steps until the end of the first epoch that reaches the target loss, over the seeds; infinite if none
    /// does.
    pub steps_to_target: Quantiles,
    /// The difference of the last validation loss from that of the best schedule, seed by seed.
    pub behind: Quantiles,
    /// Whether the difference is significant.
    pub verdict: Verdict,
    /// The verdict in words, for a table; for the lowest median loss, whether it is the best.
    pub result: &'static str,
}

/// A schedule and whether it can run.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Entrant {
    /// The name of the schedule.
    #[serde(rename = "policy")]
    pub schedule: String,
    /// 16 hexadecimal digits (XXH64) of the settings of the comparison and of the schedule, which determine
    /// its results; none if it cannot run.
    pub identity: Option<String>,
    /// The reason why it cannot run.
    pub missing: Option<&'static str>,
}

/// All schedules.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Entrants(pub Vec<Entrant>);

/// All schedules, whether selected or not.
pub fn entrants(experiment: &Experiment, dataset: &Arc<Dataset>, rates: &Rates) -> Entrants {
    let source = source(experiment, dataset);
    let entrant = |&kind: &ScheduleKind| {
        let schedule = schedule(experiment, kind, rates, source.trained_epoch());
        Entrant {
            schedule: kind.to_string(),
            identity: schedule.as_ref().ok().map(|schedule| identity(experiment, schedule)),
            missing: schedule.err().map(Missing::text),
        }
    };
    Entrants(ScheduleKind::ALL.iter().map(entrant).collect())
}

/// The schedule with this name.
///
/// # Errors
/// The rate that this schedule needs but `rates` lacks.
pub(crate) fn schedule(
    experiment: &Experiment,
    kind: ScheduleKind,
    rates: &Rates,
    per_epoch: usize,
) -> Result<Schedule, Missing> {
    kind.schedule(&experiment.schedules, rates, (experiment.train_epochs, per_epoch))
}

fn identity(experiment: &Experiment, schedule: &Schedule) -> String {
    let mut hash = Xxh64::new(0);
    hash.update(experiment.scope(Scope::Comparison).as_bytes());
    let (formula, parameters) = schedule.identity();
    hash.update(formula.as_bytes());
    update(&mut hash, parameters.iter().copied());
    hex(&hash)
}

/// The source of the rows of the comparison.
pub(crate) fn source(experiment: &Experiment, dataset: &Arc<Dataset>) -> Source {
    Source::new(experiment, dataset, experiment.train_validation)
}

/// The number of groups of seeds for each schedule.
pub(crate) fn groups(experiment: &Experiment) -> usize {
    experiment.train_runs.div_ceil(MAX_LANES)
}

/// The training of a group of seeds under a schedule.
pub(crate) fn training_run(source: &Source, schedule: Schedule, group: usize) -> TrainingRun {
    let experiment = source.experiment();
    let seeds = seeds(experiment, experiment.train_runs, group);
    TrainingRun::new(source, schedule, seeds, experiment.train_epochs, 1)
}

/// Checkpoints of a training: before training and after each epoch.
pub fn checkpoints(experiment: &Experiment) -> usize {
    1 + experiment.train_epochs
}

/// The records of the seeds of one schedule.
#[derive(Clone, Debug, PartialEq)]
pub struct Finished {
    /// The kind of the schedule.
    pub kind: ScheduleKind,
    /// The schedule.
    pub schedule: Schedule,
    /// The record of each seed.
    pub records: Vec<Record>,
}

impl Comparison {
    /// Trains with every selected schedule that can run.
    pub fn run(experiment: &Experiment, dataset: &Arc<Dataset>, rates: &Rates) -> Self {
        let source = source(experiment, dataset);
        let run = |&kind: &ScheduleKind| {
            let schedule = schedule(experiment, kind, rates, source.trained_epoch()).ok()?;
            let mut records = Vec::new();
            for group in 0..groups(experiment) {
                let mut run = training_run(&source, schedule.clone(), group);
                run.advance(usize::MAX);
                records.extend_from_slice(run.records());
            }
            Some(Finished { kind, schedule, records })
        };
        let finished: Vec<_> = experiment.compared.iter().filter_map(run).collect();
        Self::new(experiment, dataset, source.per_epoch(), &finished)
    }

    /// The comparison of the finished schedules, in the order of [`ScheduleKind`]. `batches` is the number of batches
    /// in a whole epoch.
    pub fn new(
        experiment: &Experiment,
        dataset: &Dataset,
        batches: usize,
        finished: &[Finished],
    ) -> Self {
        let last: Vec<Vec<f64>> = finished.iter().map(Finished::last_losses).collect();
        let median = |losses: &Vec<f64>| Quantiles::of(losses.iter().copied()).median;
        let best = last.iter().map(median).enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
        let best = best.filter(|(_, loss)| loss.is_finite()).map(|(place, _)| place);
        let target_loss = experiment.target_loss.or_else(|| {
            let before = Quantiles::of(finished.iter().flat_map(Finished::first_losses)).median;
            before.is_finite().then_some(before / 10.0)
        });
        let per_epoch = trained_epoch(batches);
        // A chart cannot show more.
        let total = experiment.train_epochs * per_epoch;
        let steps: Vec<usize> = (0..total).step_by(total.div_ceil(MAX_RATES).max(1)).collect();
        let verdicts = best.map(|best| compare(&last, best)).unwrap_or_default();
        let rivals = (0..finished.len()).filter(|&place| {
            best.is_some_and(|best| best != place) && verdicts[place] != Verdict::Worse
        });
        let alone = rivals.clone().next().is_none();
        let schedule_result = |(place, one): (usize, &Finished)| {
            let against = best.map_or(&last[place], |best| &last[best]);
            let behind = Quantiles::of(differences(&last[place], against).into_iter());
            let verdict = verdicts.get(place).copied().unwrap_or(Verdict::Inconclusive);
            let result = result(best == Some(place), alone, verdict);
            let goal = (target_loss.unwrap_or(f64::NEG_INFINITY), per_epoch);
            ScheduleResult::new(one, &last[place], (behind, verdict, result), goal, &steps)
        };
        let mut results: Vec<ScheduleResult> =
            finished.iter().enumerate().map(schedule_result).collect();
        results.iter_mut().for_each(|one| one.rmse = dataset.rmse(one.loss.median));
        let entry = |(one, result): (&Finished, &ScheduleResult)| Entry {
            label: one.kind.label(),
            constant: one.schedule.constant_rate(),
            verdict: result.verdict,
        };
        let comparison = ComparisonOutcome {
            length: trained_for(experiment.train_epochs, batches),
            best,
            held_out: finished.iter().flat_map(|one| &one.records).any(Record::holds_out),
            entries: finished.iter().zip(&results).map(entry).collect(),
        };
        let mut hash = Xxh64::new(0);
        update(&mut hash, target_loss);
        for (one, result) in finished.iter().zip(&results) {
            hash.update(result.schedule.as_bytes());
            update(&mut hash, Record::write(&one.records));
            update(&mut hash, result.numbers());
        }
        Self {
            runs: experiment.train_runs,
            epochs: experiment.train_epochs,
            per_epoch,
            target_loss,
            steps,
            best: best.map(|place| finished[place].kind.to_string()),
            undistinguished: rivals.map(|place| results[place].schedule.clone()).collect(),
            most_common: dataset.most_common(),
            conclusion: comparison.conclude(),
            results,
            fingerprint: hex(&hash),
        }
    }
}

impl Finished {
    /// The validation losses before training.
    fn first_losses(&self) -> impl Iterator<Item = f64> {
        self.records.iter().filter_map(|record| record.validation_losses.first().copied())
    }

    /// The validation losses after training.
    fn last_losses(&self) -> Vec<f64> {
        let last = |record: &Record| record.validation_losses.last().copied();
        self.records.iter().map(|record| last(record).unwrap_or(f64::INFINITY)).collect()
    }
}

impl ScheduleResult {
    fn new(
        Finished { kind, schedule, records }: &Finished,
        losses: &[f64],
        (behind, verdict, result): (Quantiles, Verdict, &'static str),
        (target_loss, per_epoch): (f64, usize),
        steps: &[usize],
    ) -> Self {
        let steps_to_target = records.iter().map(|record| {
            let epoch = record.validation_losses.iter().position(|&loss| loss <= target_loss);
            epoch.map_or(f64::INFINITY, |epoch| (epoch * per_epoch) as f64)
        });
        let epochs = records.first().map_or(0, |record| record.accuracies.len() - 1);
        let last = |record: &Record| record.accuracies.last().copied().unwrap_or(0.0);
        Self {
            schedule: kind.to_string(),
            epoch_lrs: (0..epochs + 1).map(|epoch| schedule.lr(epoch * per_epoch)).collect(),
            lrs: steps.iter().map(|&step| schedule.lr(step)).collect(),
            training_losses: band(records, |record| &record.training_losses),
            validation_losses: band(records, |record| &record.validation_losses),
            accuracies: band(records, |record| &record.accuracies),
            rmse: None,
            loss: Quantiles::of(losses.iter().copied()),
            accuracy: Quantiles::of(records.iter().map(last)),
            steps_to_target: Quantiles::of(steps_to_target),
            behind,
            verdict,
            result,
        }
    }

    /// The numbers of the result other than losses and accuracies.
    fn numbers(&self) -> impl Iterator<Item = f64> {
        let rates = self.lrs.iter().chain(&self.epoch_lrs).copied();
        let times = [self.steps_to_target.numbers(), self.behind.numbers()].into_iter().flatten();
        rates.chain(times).chain([f64::from(self.verdict as u8)])
    }
}

/// The quantiles over the seeds, checkpoint by checkpoint.
fn band(records: &[Record], column: fn(&Record) -> &Vec<f64>) -> Band {
    let checkpoints = records.first().map_or(0, |record| column(record).len());
    let mut band = Band::default();
    for checkpoint in 0..checkpoints {
        band.push(Quantiles::of(records.iter().map(|record| column(record)[checkpoint])));
    }
    band
}
