//! Logs of training runs at constant rates: the user's own check by training.

use serde::Serialize;

use crate::evidence::verified::GOOD_SHARE;
use crate::log::{Kind, Log, Series, sort_pairs};
use crate::sentence::log::Finding;
use crate::sentence::log_answer::Trials;
use crate::sentence::{Answer, Rate};
use crate::statistics::Quantiles;

/// Rates that differ by less than this share are the same.
const SAME: f64 = 0.01;
/// The final loss of a run is the mean of the last of this many parts of its losses.
const PARTS: usize = 5;
/// The largest ratio of a suggested rate to a tested rate that counts as a test of it.
const NEAR: f64 = 2.0;

/// The rate of a run and the loss at its end.
type Ended = (f64, f64);

/// The final losses of training runs at constant rates, in rising order of the rates.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Tested {
    /// The rates.
    pub lrs: Vec<f64>,
    /// The lowest loss of the runs at each rate; infinite if they diverge.
    pub low: Vec<f64>,
    /// The median loss.
    pub median: Vec<f64>,
    /// The highest loss.
    pub high: Vec<f64>,
    /// The smallest number of runs at a rate.
    pub runs: usize,
    /// The median loss at the start.
    pub start: f64,
}

impl Tested {
    /// The runs of constant rates in a log; none if there are fewer than two rates.
    pub(super) fn new(log: &Log) -> Option<Self> {
        if !matches!(log.kind, Kind::Grid | Kind::RangeTest | Kind::Runs) {
            return None;
        }
        let runs = log.runs.iter().filter(|run| run.kind == Kind::Constant);
        let end = |run: &Series| Some((*run.lrs.first()?, end(run)));
        let mut ends: Vec<Ended> = runs.clone().filter_map(end).collect();
        sort_pairs(&mut ends);
        let rates: Vec<&[Ended]> = ends.chunk_by(|a, b| b.0 <= a.0 * (1.0 + SAME)).collect();
        let each = |of: &dyn Fn(&[Ended]) -> f64| rates.iter().map(|runs| of(runs)).collect();
        let losses = |pick: fn(f64, f64) -> f64| {
            each(&|runs| runs.iter().map(|run| run.1).reduce(pick).unwrap_or(f64::INFINITY))
        };
        (rates.len() > 1).then(|| Self {
            lrs: each(&|runs| runs[0].0),
            low: losses(f64::min),
            median: each(&|runs| Quantiles::of(runs.iter().map(|run| run.1)).median),
            high: losses(f64::max),
            runs: rates.iter().map(|runs| runs.len()).min().unwrap_or(0),
            start: Quantiles::of(runs.filter_map(|run| run.losses.first().copied())).median,
        })
    }

    /// Whether the runs verify an answer: every rate was trained at least twice, or a rate next to the best one is
    /// also good. A single run may be better than both its neighbors by chance.
    fn verifies(&self, (below, above): (usize, usize)) -> bool {
        self.runs > 1 || below < above
    }

    /// The answer of the runs, and a warning if the best rate is the lowest or highest one. The suggested rate stays
    /// if the tested rate next to it is near it, and all rates from there to the best one lose less than a tenth of the
    /// achieved reduction in loss; otherwise the best rate replaces it. None if no rate has reduced the loss.
    pub(super) fn answer(&self, suggested: Option<&Rate>) -> Option<(Answer, Option<Finding>)> {
        let medians = &self.median;
        let best = (0..medians.len()).min_by(|&a, &b| medians[a].total_cmp(&medians[b]))?;
        let fall = self.start - medians[best];
        let fall = Some(fall).filter(|fall| *fall > 0.0 && fall.is_finite())?;
        let is_good = |place: &usize| medians[*place] - medians[best] < GOOD_SHARE * fall;
        let below = (0..best).rev().take_while(is_good).last().unwrap_or(best);
        let above = (best + 1..medians.len()).take_while(is_good).last().unwrap_or(best);
        let (low, high) = (self.lrs[below], self.lrs[above]);
        let agrees = |lr: &f64| {
            let ratio = |tested: &f64| (tested / lr).max(lr / tested);
            let next = self.lrs.iter().copied().min_by(|a, b| ratio(a).total_cmp(&ratio(b)));
            let is_good = |next: &f64| low <= *next && *next <= high && ratio(next) <= NEAR;
            (low <= *lr && *lr <= high) || next.as_ref().is_some_and(is_good)
        };
        let found = suggested.map(|rate| rate.lr);
        let lr = found.filter(agrees).unwrap_or(self.lrs[best]);
        let trials = Trials {
            lr,
            best: self.lrs[best],
            good: (low.min(lr), high.max(lr)),
            suggested: found,
            base_lr: suggested.map_or(low, |rate| rate.base_lr).min(low).min(lr),
            max_lr: high.max(lr),
            rates: self.lrs.len(),
            runs: self.runs,
            verified: self.verifies((below, above)),
        };
        let at_edge = best == 0 || best == self.lrs.len() - 1;
        Some((trials.answer(), at_edge.then_some(Finding::AtEdge)))
    }
}

/// The final loss of a run: the mean of the last fifth of its losses; infinite if one of these is not finite.
fn end(run: &Series) -> f64 {
    let losses = &run.losses[run.losses.len() - run.losses.len().div_ceil(PARTS)..];
    let mean = losses.iter().sum::<f64>() / losses.len() as f64;
    if mean.is_finite() { mean } else { f64::INFINITY }
}
