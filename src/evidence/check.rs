//! The check by training: the loss after training at each rate of a grid of constant rates, over several seeds.
//!
//! The grid is evenly spaced on the logarithmic scale of the sweep. Each rate trains new initial weights for
//! `check_epochs`; the result is the loss of all training rows after that, or of the validation rows if any are held
//! out. The suggestions, the bounds and the user's own rate train in the same way: no loss is interpolated.

use std::sync::Arc;

use serde::Serialize;
use xxhash_rust::xxh64::Xxh64;

use super::training_run::{Record, TrainingRun, seeds};
use super::verified::{Evidence, Losses};
use crate::data::{Dataset, Scaler};
use crate::experiment::{Experiment, trained_for};
use crate::fingerprint::{hex, update};
use crate::network::lanes::MAX_LANES;
use crate::schedule::{Ramp, Rates, Schedule, ScheduleKind};
use crate::sentence::{
    Answer, CheckOutcome, Compared, NO_BETTER_SHARE, Sentence, Verified, beside,
};
use crate::statistics::{Band, Quantiles, sort};
use crate::statistics::{Verdict, compare, differences};
use crate::training::feed::Source;

/// The grid, and how the bounds, the suggestions and the user's own rate compare with its best rate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Check {
    /// The rates in rising order.
    pub lrs: Vec<f64>,
    /// The loss at each rate after training, over the seeds.
    pub losses: Band,
    /// The root mean squared error at each rate, from the median loss, in the unit of the values; empty for classes.
    pub rmse: Vec<f64>,
    /// The median loss before training.
    pub start: f64,
    /// The loss of the best constant prediction ([`Output::baseline_loss`](crate::network::Output::baseline_loss)).
    #[serde(rename = "guess")]
    pub baseline_loss: f64,
    /// Seeds of each rate.
    pub runs: usize,
    /// Epochs of each rate.
    pub epochs: usize,
    /// The length of the training in words, in epochs or steps.
    pub length: String,
    /// The rate of the lowest median loss among all trained rates; none if no rate reduces the loss.
    pub best: Option<Best>,
    /// The other rates that are not significantly worse, in rising order. If there are any, no rate is called
    /// the best.
    pub undistinguished: Vec<f64>,
    /// The recommended rate of the range test, the bounds for training with the answer of the check, the suggestions and
    /// the user's own rate.
    pub marks: Vec<Mark>,
    /// Whether the suggestion is good, in words.
    pub conclusion: Sentence,
    /// Whether the losses are those of validation rows.
    pub held_out: bool,
    /// The answer after the check; none if the check does not decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// 16 hexadecimal digits (XXH64) of the grid, the best rate and the result of each mark.
    pub fingerprint: String,
}

/// The constant rate of the lowest median loss.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Best {
    /// The rate.
    pub lr: f64,
    /// Its median loss.
    pub loss: f64,
}

/// A rate that is compared with the best one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Mark {
    /// The name of its constant schedule.
    pub name: String,
    /// The rate.
    pub lr: f64,
    /// The comparison; none before it has trained, or if no rate reduces the loss.
    pub found: Option<Found>,
}

/// How a rate compares with the best one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Found {
    /// Its median loss.
    pub loss: f64,
    /// The difference of the loss from that at the best rate, seed by seed.
    pub regret: Quantiles,
    /// The regret as a share of the possible reduction in loss: from the best constant prediction to the best
    /// rate, or from the loss before training if that is lower or the best rate is no better than the constant
    /// prediction.
    pub share: Quantiles,
    /// The distance above the best rate, in decades.
    pub decades: f64,
    /// Whether the difference is significant.
    pub verdict: Verdict,
    /// The comparison in words, for a table.
    pub text: String,
}

/// The rates of the grid.
pub fn rates(experiment: &Experiment) -> Vec<f64> {
    Ramp::Exponential.by_num_iter(experiment.extent().ends, experiment.check_rates)
}

/// The number of groups of seeds for each rate.
pub(crate) fn groups(experiment: &Experiment) -> usize {
    experiment.check_runs.div_ceil(MAX_LANES)
}

/// The training of a group of seeds at a rate.
pub(crate) fn training_run(source: &Source, lr: f64, group: usize) -> TrainingRun {
    let experiment = source.experiment();
    let epochs = experiment.check_epochs;
    let seeds = seeds(experiment, experiment.check_runs, group);
    TrainingRun::new(source, Schedule::constant(lr), seeds, epochs, epochs)
}

/// Checkpoints of a training: before training and after it.
pub const CHECKPOINTS: usize = 2;

/// A rate that has trained.
#[derive(Clone, Debug, PartialEq)]
pub struct Trained {
    /// The rate.
    pub lr: f64,
    /// The record of each seed.
    pub records: Vec<Record>,
}

impl Check {
    /// Trains with every rate of the grid, with the rates of the runs and with the user's own.
    pub fn run(experiment: &Experiment, dataset: &Arc<Dataset>, runs: &Rates) -> Self {
        let source = Source::new(experiment, dataset, experiment.validation);
        let train = |lr: f64| {
            let records = (0..groups(experiment)).flat_map(|group| {
                let mut run = training_run(&source, lr, group);
                run.advance(usize::MAX);
                run.records().to_vec()
            });
            Trained { lr, records: records.collect() }
        };
        let others = runs.with_own(&experiment.own_rates());
        let others = others.constants().map(|(_, lr)| lr);
        let trained = rates(experiment).into_iter().chain(others).map(train);
        Self::new(experiment, dataset, &trained.collect::<Vec<_>>(), runs)
    }

    /// The rates for training after this check: those of its answer, or, if it has none, those of the runs, with the
    /// user's own in their place.
    pub fn training_rates(&self, experiment: &Experiment, runs: &Rates) -> Rates {
        training_rates(self.answer.as_ref(), runs, experiment)
    }

    /// The check from all trained rates, which include the grid. Its answer starts from the rates of the runs: the
    /// user's own bounds are marked, and are no part of it.
    pub fn new(
        experiment: &Experiment,
        dataset: &Arc<Dataset>,
        trained: &[Trained],
        runs: &Rates,
    ) -> Self {
        let of = |lr: f64| trained.iter().find(|one| one.lr == lr);
        let grid: Vec<&Trained> = rates(experiment).into_iter().filter_map(of).collect();
        let start = Quantiles::of(grid.iter().flat_map(|one| one.losses(0))).median;
        let mut losses = Band::default();
        grid.iter().for_each(|one| losses.push(one.loss()));
        let median = |one: &&Trained| one.loss().median;
        // The lowest rate among equal losses, for any order of the rates.
        let least = |a: &&Trained, b: &&Trained| {
            median(a).total_cmp(&median(b)).then(a.lr.total_cmp(&b.lr))
        };
        let mut lrs: Vec<f64> = trained.iter().map(|one| one.lr).collect();
        sort(&mut lrs);
        lrs.dedup();
        let all: Vec<&Trained> = lrs.into_iter().filter_map(of).collect();
        let best = all.iter().copied().min_by(least);
        let best = best.filter(|one| median(one) < start);
        let losses_of = |one: &&Trained| one.losses(1).collect::<Vec<_>>();
        let verdicts = best.and_then(|best| {
            let place = all.iter().position(|one| one.lr == best.lr)?;
            Some(compare(&all.iter().map(losses_of).collect::<Vec<_>>(), place))
        });
        let verdicts: Vec<(f64, Verdict)> =
            all.iter().map(|one| one.lr).zip(verdicts.unwrap_or_default()).collect();
        // A network whose loss starts far above the constant prediction and falls to it has learned nothing.
        let baseline_loss = experiment.output.baseline_loss(dataset.targets());
        let top = if best.is_some_and(|one| median(&one) < baseline_loss) {
            start.min(baseline_loss)
        } else {
            start
        };
        let mark = |(schedule, lr): (ScheduleKind, f64)| {
            let verdict = verdicts.iter().find(|(rate, _)| *rate == lr);
            let compared = of(lr).zip(best).zip(verdict);
            let found =
                compared.map(|((one, best), (_, verdict))| one.compare_with(best, top, *verdict));
            Mark { name: schedule.to_string(), lr, found }
        };
        let undistinguished = verdicts
            .iter()
            .filter(|(lr, verdict)| {
                *verdict != Verdict::Worse && best.is_some_and(|one| one.lr != *lr)
            })
            .map(|(lr, _)| *lr);
        let undistinguished = undistinguished.collect();
        // The verdict on the best rate itself is inconclusive as well.
        let level = verdicts.iter().filter(|(lr, verdict)| {
            *verdict == Verdict::Inconclusive && best.is_some_and(|one| one.lr != *lr)
        });
        let level: Vec<f64> = level.map(|(lr, _)| *lr).collect();
        let held_out = all.iter().flat_map(|one| &one.records).any(Record::holds_out);
        let learned = best.filter(|best| median(best) <= NO_BETTER_SHARE * baseline_loss);
        let place = learned.and_then(|best| all.iter().position(|one| one.lr == best.lr));
        let (seeds, epochs) = (experiment.check_runs, experiment.check_epochs);
        let length = trained_for(epochs, experiment.extent().per_epoch);
        let verified = place.and_then(|best| {
            let fall = top - all[best].loss().median;
            let losses = |one: &&Trained| Losses { lr: one.lr, losses: losses_of(one) };
            let all: Vec<Losses> = all.iter().map(losses).collect();
            Evidence { all: &all, best, fall, epochs, length: &length, seeds, held_out }
                .verify(runs)
        });
        let answer = match (place, experiment.scaler) {
            (Some(_), _) => verified.map(Verified::answer),
            (None, Scaler::None) => Some(Answer::not_scaled(&length)),
            (None, _) => runs.answer.map(|lr| Answer::nothing_learned(lr, epochs, &length)),
        };
        let Rates { lower, upper, lr, .. } = training_rates(answer.as_ref(), runs, experiment);
        let marked = Rates { lower, upper, lr, ..*runs };
        let marks: Vec<Mark> = marked.constants().map(mark).collect();
        let best = best.map(|one| Best { lr: one.lr, loss: one.loss().median });
        let lrs: Vec<f64> = grid.iter().map(|one| one.lr).collect();
        let tried: Vec<f64> = all.iter().map(|one| one.lr).collect();
        let check = CheckOutcome {
            lrs: &tried,
            runs: seeds,
            length: &length,
            baseline: baseline_loss,
            best: best.map(|best| (best.lr, best.loss)),
            suggested: marks.iter().find(|mark| mark.name == "answer").and_then(Mark::compared),
            level: &level,
        };
        let conclusion = check.conclude();
        let mut check = Self {
            lrs,
            rmse: losses.median.iter().filter_map(|&loss| dataset.rmse(loss)).collect(),
            losses,
            start,
            baseline_loss,
            runs: seeds,
            epochs,
            length,
            best,
            undistinguished,
            marks,
            conclusion,
            held_out,
            answer,
            fingerprint: String::new(),
        };
        check.fingerprint = check.hash();
        check
    }

    fn hash(&self) -> String {
        let mut hash = Xxh64::new(0);
        let grid = self.lrs.iter().copied().chain(self.losses.numbers());
        update(&mut hash, grid.chain([self.start, self.baseline_loss]));
        update(&mut hash, self.best.iter().flat_map(|best| [best.lr, best.loss]));
        update(&mut hash, self.undistinguished.iter().copied());
        for Mark { name, lr, found } in &self.marks {
            hash.update(name.as_bytes());
            update(&mut hash, [*lr]);
            update(&mut hash, found.iter().flat_map(Found::numbers));
        }
        hex(&hash)
    }
}

/// See [`Check::training_rates`].
fn training_rates(answer: Option<&Answer>, runs: &Rates, experiment: &Experiment) -> Rates {
    runs.with_answer(answer.map(Answer::rates).as_ref()).with_own(&experiment.own_rates())
}

impl Mark {
    fn compared(&self) -> Option<Compared> {
        let &Found { share, verdict, .. } = self.found.as_ref()?;
        Some(Compared { lr: self.lr, share, verdict })
    }
}

impl Found {
    fn numbers(&self) -> Vec<f64> {
        let Self { loss, regret, share, decades, verdict, .. } = self;
        let verdict = f64::from(*verdict as u8);
        [&[*loss][..], &regret.numbers(), &share.numbers(), &[*decades, verdict]].concat()
    }
}

impl Trained {
    /// The loss of each seed at a checkpoint: of the validation rows, if there are any.
    fn losses(&self, checkpoint: usize) -> impl Iterator<Item = f64> {
        self.records.iter().map(move |record| {
            let Record { training_losses, validation_losses, .. } = record;
            let decides = if record.holds_out() { validation_losses } else { training_losses };
            decides[checkpoint]
        })
    }

    /// The loss after training, over the seeds.
    fn loss(&self) -> Quantiles {
        Quantiles::of(self.losses(1))
    }

    /// The comparison with the best rate. The possible reduction in loss starts at `top`.
    fn compare_with(&self, best: &Self, top: f64, verdict: Verdict) -> Found {
        let [own, best_losses] = [self, best].map(|one| one.losses(1).collect::<Vec<_>>());
        let regret = Quantiles::of(differences(&own, &best_losses).into_iter());
        let decades = libm::log10(self.lr / best.lr);
        Found {
            loss: self.loss().median,
            regret,
            share: regret.over(top - best.loss().median),
            decades,
            verdict,
            text: beside(regret.median, decades, verdict),
        }
    }
}
