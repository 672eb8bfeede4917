//! Many seeds -> one picture: the band of their losses, how far their suggestions spread, bounds.

use std::sync::Arc;

use serde::Serialize;
use xxhash_rust::xxh64::Xxh64;

use super::repeats::Repeats;
use super::sweep::Setup;
use crate::curve::Recording;
use crate::curve::bounds::{Bound, Bounds, NoBound};
use crate::curve::course::Course;
use crate::curve::smoothing::Smoothing;
use crate::curve::suggestion::{Each, Suggestion, Suggestions};
use crate::data::Dataset;
use crate::experiment::Experiment;
use crate::fingerprint::{hex, update};
use crate::schedule::policy::Rates;
use crate::sentence::{Runs, Sentence};
use crate::statistics::{Ranked, quantile, sort};

/// What the repeats of an experiment show together. Losses are those of single steps, not smoothed:
/// the median of many seeds is smooth by itself, and does not lag.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Summary {
    /// How many seeds.
    pub runs: usize,
    /// How many of them ended before the last step.
    pub stopped: usize,
    /// The rate of each step that any of them has reached.
    pub lrs: Vec<f64>,
    /// Of the losses at each step, nine in ten are above. A seed that has ended counts as infinite.
    pub low: Vec<f64>,
    /// The median loss of each step.
    pub median: Vec<f64>,
    /// Nine in ten are below.
    pub high: Vec<f64>,
    /// What each seed's smoothed curve suggests.
    pub spreads: Each<Spread>,
    /// What the median curve suggests.
    pub suggestions: Suggestions,
    /// Where training works.
    pub bounds: Bounds,
    /// The same in words, or why that is not to be told.
    pub conclusion: Sentence,
    /// 16 hexadecimal digits (XXH64) of all numbers above.
    pub fingerprint: String,
}

/// How far one suggestion spreads over the seeds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Spread {
    /// The suggested rates in rising order.
    pub lrs: Vec<f64>,
    /// One in ten is below this; none if there is no rate at all.
    pub low: Option<f64>,
    /// Their median.
    pub median: Option<f64>,
    /// One in ten is above this.
    pub high: Option<f64>,
    /// The share of seeds where the suggestion is "none".
    pub none: f64,
}

impl Summary {
    /// Runs all repeats of an experiment, one group after the other.
    pub fn run(experiment: &Experiment, dataset: &Arc<Dataset>) -> Self {
        let mut repeats = Repeats::new(experiment, dataset, 0, experiment.runs);
        while repeats.advance(usize::MAX) {}
        let schedule = Setup::new(experiment, dataset).schedule().to_vec();
        Self::new(experiment.beta, &schedule, &repeats.take())
    }

    /// Of the `repeats` in the order of their seeds, under a `schedule` of rates. What each seed suggests
    /// is read off its losses smoothed with `beta`.
    pub fn new(beta: f64, schedule: &[f64], repeats: &[Recording]) -> Self {
        let steps = repeats.iter().map(|repeat| repeat.losses.len()).max().unwrap_or(0);
        let lrs = schedule[..steps.min(schedule.len())].to_vec();
        let losses: Vec<&[f64]> = repeats.iter().map(|repeat| &repeat.losses[..]).collect();
        let ranked = Ranked::new(lrs.len(), &losses);
        let column = |share| ranked.losses().map(|losses| quantile(losses, share)).collect();
        let median = ranked.medians();
        let each = suggestions(beta, &lrs, repeats);
        let finite = median.iter().take_while(|loss| loss.is_finite()).count();
        let suggestions = Suggestions::new(&lrs[..finite], &median[..finite]);
        let course = Course::new(&ranked, repeats);
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
            suggestions,
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
            // An open end is not a number, nor is a bound that is not sure.
            let [lr, from, to] = match bound {
                Bound::Found { lr, from, to } => [Some(lr), from, to],
                Bound::None { .. } => [None; 3],
            };
            update(&mut hash, [lr, from, to].map(|lr| lr.unwrap_or(f64::NAN)));
        }
        hex(&hash)
    }
}

impl From<&Summary> for Rates {
    /// What the median curve suggests, and the bounds.
    fn from(Summary { bounds, suggestions, .. }: &Summary) -> Self {
        let bound = |bound: Bound| match bound {
            Bound::Found { lr, .. } => Some(lr),
            Bound::None { .. } => None,
        };
        Self {
            lower: bound(bounds.lower),
            upper: bound(bounds.upper),
            suggested: suggestions.map(|suggestion| suggestion.lr()),
            lr: None,
        }
    }
}

/// What each seed's smoothed curve suggests.
fn suggestions(beta: f64, lrs: &[f64], repeats: &[Recording]) -> Vec<Suggestions> {
    let suggest = |repeat: &Recording| {
        let mut smoothing = Smoothing::new(beta);
        let smoothed: Vec<f64> = repeat.losses.iter().map(|&loss| smoothing.next(loss)).collect();
        Suggestions::new(&lrs[..smoothed.len()], &smoothed)
    };
    repeats.iter().map(suggest).collect()
}

/// Of each suggestion over the seeds.
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
