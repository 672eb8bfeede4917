//! Which policy trains best? All of them from the same weights with the same batches, over many seeds.

use std::sync::Arc;

use serde::Serialize;
use xxhash_rust::xxh64::Xxh64;

use super::training_run::{Record, TrainingRun, seeds};
use crate::data::Dataset;
use crate::experiment::{Experiment, Scope};
use crate::fingerprint::{hex, update};
use crate::network::lanes::MAX_LANES;
use crate::schedule::Schedule;
use crate::schedule::policy::{Missing, Policy, Rates};
use crate::sentence::{Comparison, Entry, Sentence, result};
use crate::statistics::{Band, Quantiles};
use crate::statistics::{Verdict, compare, differences};
use crate::training::feed::Source;

/// The rates of a policy that a race keeps.
pub const MAX_RATES: usize = 2000;

/// What all policies came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Race {
    /// Seeds of each policy.
    pub runs: usize,
    /// Epochs of each.
    pub epochs: usize,
    /// Steps of an epoch.
    pub per_epoch: usize,
    /// The validation loss to reach; none before anything has run.
    pub target_loss: Option<f64>,
    /// The steps whose rates are given: all of them, or [`MAX_RATES`] and fewer evenly spread.
    pub steps: Vec<usize>,
    /// Each policy that has run, in the order of [`Policy`].
    pub standings: Vec<Standing>,
    /// The name of the policy with the lowest median of the final validation loss, if any is finite.
    pub best: Option<String>,
    /// All others that cannot be claimed to be worse, in the order of [`Policy`]: where there are any, no
    /// policy is known to be the best.
    pub undistinguished: Vec<String>,
    /// The same in words.
    pub conclusion: Sentence,
    /// 16 hexadecimal digits (XXH64) of the target, of every seed's losses and accuracies, and of each
    /// policy's rates and what is said of it.
    pub fingerprint: String,
}

/// What one policy came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Standing {
    /// The policy's name.
    pub policy: String,
    /// Its rate at each of the race's `steps`.
    pub lrs: Vec<f64>,
    /// Its rate at the start of each epoch, and of the one that would follow.
    pub epoch_lrs: Vec<f64>,
    /// The loss of the rows that train, before training and after each epoch.
    pub training_losses: Band,
    /// The loss of the rows held out.
    pub validation_losses: Band,
    /// The share of them that are classed right.
    pub accuracies: Band,
    /// The last validation loss.
    pub loss: Quantiles,
    /// The last accuracy.
    pub accuracy: Quantiles,
    /// Steps until the first epoch's end at which the target loss is reached, over the seeds; where it
    /// never is, infinite.
    pub steps_to_target: Quantiles,
    /// By how much each seed's last validation loss is above that seed's with the best policy.
    pub behind: Quantiles,
    /// Whether that is a difference.
    pub verdict: Verdict,
    /// The same in words, for a table; of the lowest median loss, whether it is known to be the best.
    pub result: &'static str,
}

/// A policy and whether it can run.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Entrant {
    /// The policy's name.
    pub policy: String,
    /// What decides its results: where two have the same text, they have the same results. 16
    /// hexadecimal digits (XXH64) of the settings of the race and of the schedule; none if it cannot run.
    pub identity: Option<String>,
    /// Why it cannot.
    pub missing: Option<&'static str>,
}

/// All policies.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Entrants(pub Vec<Entrant>);

/// Every policy, whether it is to race or not.
pub fn entrants(experiment: &Experiment, dataset: &Arc<Dataset>, rates: &Rates) -> Entrants {
    let source = source(experiment, dataset);
    let entrant = |&(_, policy): &(&str, Policy)| {
        let schedule = schedule(experiment, policy, rates, source.per_epoch());
        Entrant {
            policy: policy.to_string(),
            identity: schedule.as_ref().ok().map(|schedule| identity(experiment, schedule)),
            missing: schedule.err().map(Missing::text),
        }
    };
    Entrants(Policy::NAMES.iter().map(entrant).collect())
}

/// The schedule of a policy.
///
/// # Errors
///
/// What the rates lack for this schedule.
pub(crate) fn schedule(
    experiment: &Experiment,
    policy: Policy,
    rates: &Rates,
    per_epoch: usize,
) -> Result<Schedule, Missing> {
    policy.schedule(&experiment.schedules, rates, (experiment.train_epochs, per_epoch))
}

fn identity(experiment: &Experiment, schedule: &Schedule) -> String {
    let mut hash = Xxh64::new(0);
    hash.update(experiment.scope(Scope::Comparison).as_bytes());
    update(&mut hash, schedule.numbers());
    hex(&hash)
}

/// The rows of a race.
pub(crate) fn source(experiment: &Experiment, dataset: &Arc<Dataset>) -> Source {
    Source::new(experiment, dataset, experiment.train_validation)
}

/// How many groups of seeds there are for each policy.
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

/// What the seeds of one policy came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Finished {
    /// Which.
    pub policy: Policy,
    /// Under which it trained.
    pub schedule: Schedule,
    /// Of each seed.
    pub records: Vec<Record>,
}

impl Race {
    /// Runs every policy that has what it needs, one after the other.
    pub fn run(experiment: &Experiment, dataset: &Arc<Dataset>, rates: &Rates) -> Self {
        let source = source(experiment, dataset);
        let run = |&policy: &Policy| {
            let schedule = schedule(experiment, policy, rates, source.per_epoch()).ok()?;
            let mut records = Vec::new();
            for group in 0..groups(experiment) {
                let mut run = training_run(&source, schedule.clone(), group);
                run.advance(usize::MAX);
                records.extend_from_slice(run.records());
            }
            Some(Finished { policy, schedule, records })
        };
        let finished: Vec<_> = experiment.policies.iter().filter_map(run).collect();
        Self::new(experiment, source.per_epoch(), &finished)
    }

    /// Of the policies that have finished, in the order of [`Policy`].
    pub fn new(experiment: &Experiment, per_epoch: usize, finished: &[Finished]) -> Self {
        let last: Vec<Vec<f64>> = finished.iter().map(Finished::last_losses).collect();
        let median = |losses: &Vec<f64>| Quantiles::of(losses.iter().copied()).median;
        let best = last.iter().map(median).enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
        let best = best.filter(|(_, loss)| loss.is_finite()).map(|(place, _)| place);
        let target_loss = experiment.target_loss.or_else(|| {
            let before = Quantiles::of(finished.iter().flat_map(Finished::first_losses)).median;
            before.is_finite().then_some(before / 10.0)
        });
        // A chart shows no more, and years of training need not be carried about.
        let total = experiment.train_epochs * per_epoch;
        let steps: Vec<usize> = (0..total).step_by(total.div_ceil(MAX_RATES).max(1)).collect();
        let verdicts = best.map(|best| compare(&last, best)).unwrap_or_default();
        let rivals = (0..finished.len()).filter(|&place| {
            best.is_some_and(|best| best != place) && verdicts[place] != Verdict::Worse
        });
        let alone = rivals.clone().next().is_none();
        let standing = |(place, one): (usize, &Finished)| {
            let against = best.map_or(&last[place], |best| &last[best]);
            let behind = Quantiles::of(differences(&last[place], against).into_iter());
            let verdict = verdicts.get(place).copied().unwrap_or(Verdict::Inconclusive);
            let result = result(best == Some(place), alone, verdict);
            let goal = (target_loss.unwrap_or(f64::NEG_INFINITY), per_epoch);
            Standing::new(one, &last[place], (behind, verdict, result), goal, &steps)
        };
        let standings: Vec<Standing> = finished.iter().enumerate().map(standing).collect();
        let entry = |(one, standing): (&Finished, &Standing)| Entry {
            label: one.policy.label(),
            loss: standing.loss,
            behind: standing.behind.median,
            verdict: standing.verdict,
        };
        let comparison = Comparison {
            runs: experiment.train_runs,
            epochs: experiment.train_epochs,
            best,
            entries: finished.iter().zip(&standings).map(entry).collect(),
        };
        let mut hash = Xxh64::new(0);
        update(&mut hash, target_loss);
        for (one, standing) in finished.iter().zip(&standings) {
            hash.update(standing.policy.as_bytes());
            update(&mut hash, Record::write(&one.records));
            update(&mut hash, standing.numbers());
        }
        Self {
            runs: experiment.train_runs,
            epochs: experiment.train_epochs,
            per_epoch,
            target_loss,
            steps,
            best: best.map(|place| finished[place].policy.to_string()),
            undistinguished: rivals.map(|place| standings[place].policy.clone()).collect(),
            conclusion: comparison.conclude(),
            standings,
            fingerprint: hex(&hash),
        }
    }
}

impl Finished {
    /// Before training.
    fn first_losses(&self) -> impl Iterator<Item = f64> {
        self.records.iter().filter_map(|record| record.validation_losses.first().copied())
    }

    /// After it.
    fn last_losses(&self) -> Vec<f64> {
        let last = |record: &Record| record.validation_losses.last().copied();
        self.records.iter().map(|record| last(record).unwrap_or(f64::INFINITY)).collect()
    }
}

impl Standing {
    fn new(
        Finished { policy, schedule, records }: &Finished,
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
            policy: policy.to_string(),
            epoch_lrs: (0..epochs + 1).map(|epoch| schedule.lr(epoch * per_epoch)).collect(),
            lrs: steps.iter().map(|&step| schedule.lr(step)).collect(),
            training_losses: band(records, |record| &record.training_losses),
            validation_losses: band(records, |record| &record.validation_losses),
            accuracies: band(records, |record| &record.accuracies),
            loss: Quantiles::of(losses.iter().copied()),
            accuracy: Quantiles::of(records.iter().map(last)),
            steps_to_target: Quantiles::of(steps_to_target),
            behind,
            verdict,
            result,
        }
    }

    /// What the losses and accuracies of the seeds do not tell by themselves.
    fn numbers(&self) -> impl Iterator<Item = f64> {
        let rates = self.lrs.iter().chain(&self.epoch_lrs).copied();
        let told = [self.steps_to_target.numbers(), self.behind.numbers()].into_iter().flatten();
        rates.chain(told).chain([f64::from(self.verdict as u8)])
    }
}

/// Over the seeds, checkpoint by checkpoint.
fn band(records: &[Record], column: fn(&Record) -> &Vec<f64>) -> Band {
    let checkpoints = records.first().map_or(0, |record| column(record).len());
    let mut band = Band::default();
    for checkpoint in 0..checkpoints {
        band.push(Quantiles::of(records.iter().map(|record| column(record)[checkpoint])));
    }
    band
}
