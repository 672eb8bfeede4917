//! All runs together: the band of their losses, the spread of their suggestions, and the bounds.

use std::sync::Arc;

use serde::Serialize;
use xxhash_rust::xxh64::Xxh64;

use super::repeats::Repeats;
use super::sweep::Setup;
use crate::curve::Recording;
use crate::curve::bounds::{Bound, Bounds, NoBound};
use crate::curve::course::Course;
use crate::curve::recommendation::{NoRecommendation, recommend};
use crate::curve::smoothing::Smoothing;
use crate::curve::suggestion::{Each, Suggestion, Suggestions};
use crate::data::Dataset;
use crate::experiment::Experiment;
use crate::fingerprint::{hex, update};
use crate::schedule::Rates;
use crate::sentence::{Answer, Runs, Sentence};
use crate::statistics::{Ranked, quantile, sort};

/// The results of all runs of an experiment together. Losses are not smoothed: the median of many runs is
/// smooth without it, and is not shifted.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Summary {
    /// Number of runs.
    pub runs: usize,
    /// Runs that ended before the last step.
    pub stopped: usize,
    /// The rate of each step that any run has reached.
    pub lrs: Vec<f64>,
    /// The 10th percentile of the losses at each step. A run that has ended counts as infinite.
    pub low: Vec<f64>,
    /// The median loss of each step.
    pub median: Vec<f64>,
    /// The 90th percentile of the losses at each step.
    pub high: Vec<f64>,
    /// The suggestions of the smoothed curves of all runs.
    pub spreads: Each<Spread>,
    /// The suggestions of the median curve.
    pub suggestions: Suggestions,
    /// The recommendation of the median curve.
    pub answer: Answer,
    /// The rates between which training works.
    pub bounds: Bounds,
    /// The bounds in words, or why there are none.
    pub conclusion: Sentence,
    /// The rates for training by these results.
    pub rates: Rates,
    /// 16 hexadecimal digits (XXH64) of all numbers above except the answer and the rates, which follow from them.
    pub fingerprint: String,
}

/// The spread of one suggestion over the runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Spread {
    /// The suggested rates in rising order.
    pub lrs: Vec<f64>,
    /// The 10th percentile; none if no run has a suggestion.
    pub low: Option<f64>,
    /// The median.
    pub median: Option<f64>,
    /// The 90th percentile.
    pub high: Option<f64>,
    /// The share of runs without a suggestion.
    pub none: f64,
}

impl Summary {
    /// Runs an experiment with all its seeds.
    pub fn run(experiment: &Experiment, dataset: &Arc<Dataset>) -> Self {
        let mut repeats = Repeats::new(experiment, dataset, 0, experiment.runs);
        while repeats.advance(usize::MAX) {}
        let setup = Setup::new(experiment, dataset);
        Self::new(experiment.beta, setup.planned(), setup.schedule(), &repeats.take())
    }

    /// The summary of the `repeats`, in the order of their seeds, with the rates of `schedule`. The suggestions of
    /// each run are those of its losses smoothed with `beta`. The answer is for a training of `epochs` epochs of
    /// `per_epoch` steps.
    pub fn new(
        beta: f64,
        (epochs, per_epoch): (usize, usize),
        schedule: &[f64],
        repeats: &[Recording],
    ) -> Self {
        let steps = repeats.iter().map(|repeat| repeat.losses.len()).max().unwrap_or(0);
        let lrs = schedule[..steps.min(schedule.len())].to_vec();
        let losses: Vec<&[f64]> = repeats.iter().map(|repeat| &repeat.losses[..]).collect();
        let ranked = Ranked::new(lrs.len(), &losses);
        let column = |share| ranked.losses().map(|losses| quantile(losses, share)).collect();
        let median = ranked.medians();
        let each = suggestions(beta, &lrs, repeats);
        let finite = median.iter().take_while(|loss| loss.is_finite()).count();
        let suggestions = Suggestions::new(&lrs[..finite], &median[..finite]);
        let recommended = recommend(schedule, &median[..finite], Some(epochs * per_epoch));
        let end = |lr: Option<&f64>| lr.copied().unwrap_or(f64::NAN);
        let ends = (end(schedule.first()), end(schedule.last()));
        let course = Course::new(&ranked, repeats);
        // A curve that ends early does not show why; its runs do.
        let recommended = recommended.map_err(|reason| match course {
            Some(Course::Stopped { noise }) => NoRecommendation::Stopped { noise },
            _ => reason,
        });
        let answer = Answer::suggested(recommended, epochs, ends, schedule.len());
        let bounds = match course {
            Some(Course::Falls) | None => Bounds::new(&lrs, &ranked),
            Some(Course::TooFewSteps) => Bounds::none(NoBound::TooFewSteps),
            Some(Course::SingleSteps) => Bounds::none(NoBound::SingleSteps),
            Some(_) => Bounds::none(NoBound::NoFall),
        };
        let (runs, valley) = (repeats.len(), suggestions.valley);
        let stopped = repeats.iter().filter(|repeat| repeat.stopped()).count();
        let conclusion = Runs { runs, stopped, lrs: &lrs, course, bounds, valley }.conclude();
        let mut summary = Self {
            runs,
            stopped,
            spreads: spreads(&each),
            rates: rates(&answer, &bounds, &suggestions),
            suggestions,
            answer,
            bounds,
            conclusion,
            lrs,
            low: column(0.1),
            median,
            high: column(0.9),
            fingerprint: String::new(),
        };
        summary.fingerprint = summary.hash();
        summary
    }

    fn hash(&self) -> String {
        let mut hash = Xxh64::new(0);
        update(&mut hash, [self.runs, self.stopped].map(|count| count as f64));
        let suggested = self.suggestions.iter().map(|(_, one)| one.lr());
        update(&mut hash, suggested.map(|lr| lr.unwrap_or(f64::NAN)));
        for column in [&self.lrs, &self.low, &self.median, &self.high] {
            update(&mut hash, column.iter().copied());
        }
        for (_, spread) in self.spreads.iter() {
            update(&mut hash, spread.lrs.iter().copied().chain([spread.none]));
        }
        for bound in [self.bounds.lower, self.bounds.upper] {
            // An unknown end is NaN, and so is a missing bound.
            let [lr, from, to] = match bound {
                Bound::Found { lr, from, to } => [Some(lr), from, to],
                Bound::None { .. } => [None; 3],
            };
            update(&mut hash, [lr, from, to].map(|lr| lr.unwrap_or(f64::NAN)));
        }
        hex(&hash)
    }
}

/// The answer with its bounds (without an answer, the bounds of the runs), and the other suggestions of the median curve.
fn rates(answer: &Answer, bounds: &Bounds, suggestions: &Suggestions) -> Rates {
    let bound = |bound: Bound| match bound {
        Bound::Found { lr, .. } => Some(lr),
        Bound::None { .. } => None,
    };
    let runs = Rates {
        lower: bound(bounds.lower),
        upper: bound(bounds.upper),
        suggested: suggestions.map(|suggestion| suggestion.lr()),
        ..Rates::default()
    };
    runs.with_answer(Some(&answer.rates()))
}

/// The suggestions of the smoothed curve of each run.
fn suggestions(beta: f64, lrs: &[f64], repeats: &[Recording]) -> Vec<Suggestions> {
    let suggest = |repeat: &Recording| {
        let mut smoothing = Smoothing::new(beta);
        let smoothed: Vec<f64> = repeat.losses.iter().map(|&loss| smoothing.next(loss)).collect();
        Suggestions::new(&lrs[..smoothed.len()], &smoothed)
    };
    repeats.iter().map(suggest).collect()
}

/// The spread of each suggestion over the seeds.
fn spreads(seeds: &[Suggestions]) -> Each<Spread> {
    let mut each = seeds.iter().map(Suggestions::iter).collect::<Vec<_>>();
    Each::of(|_| {
        let next = each.iter_mut().filter_map(Iterator::next);
        Spread::new(next.map(|(_, suggestion)| *suggestion).collect())
    })
}

impl Spread {
    fn new(suggestions: Vec<Suggestion>) -> Self {
        let seeds = suggestions.len();
        let mut lrs: Vec<f64> = suggestions.into_iter().filter_map(Suggestion::lr).collect();
        sort(&mut lrs);
        let at = |share| (!lrs.is_empty()).then(|| quantile(&lrs, share));
        let none = (seeds - lrs.len()) as f64 / seeds.max(1) as f64;
        Self { low: at(0.1), median: at(0.5), high: at(0.9), none, lrs }
    }
}
