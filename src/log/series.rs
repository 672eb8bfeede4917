//! Points -> the runs of a log.

use serde::Serialize;

use super::choices::{Choices, RampShape};
use super::kind::{Direction, Kind, Part, classify};
use super::pairs::Paired;
use super::point::Point;
use super::runs::{self, Run};
use crate::schedule::Ramp;
use crate::statistics::Quantiles;

/// The range of rates, in single precision, as for our own sweeps.
const RATES: (f64, f64) = (1e-30, 1e38);
/// The fewest losses of a run without rates.
const MIN_LOSSES: usize = 3;
/// The fewest points of a run with rates.
const MIN_POINTS: usize = 2;

/// A run: the rates and losses of its points, in their order.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Series {
    /// Its name; empty if the log has none.
    pub name: String,
    /// The kind of the run by itself.
    pub kind: Kind,
    /// Rates above zero, one for each loss; empty if they are unknown.
    pub lrs: Vec<f64>,
    /// Losses, which may be NaN or infinite.
    pub losses: Vec<f64>,
    /// The part that is used: the first rise of a range test or a warm-up, otherwise everything.
    pub used: Part,
    /// All parts.
    pub parts: Vec<Part>,
    /// The number of points that were left out because their rate is not above zero.
    pub left_out: usize,
    /// The number of points that were replaced by those after a restart from a checkpoint.
    pub replaced: usize,
    /// Training steps from one point to the next, by the log's count of steps; 1 if it has none.
    pub stride: f64,
}

impl Series {
    /// The rates of the part that is used.
    pub fn used_lrs(&self) -> &[f64] {
        self.lrs.get(self.used.from..self.used.to).unwrap_or_default()
    }

    /// The losses of the part that is used.
    pub fn used_losses(&self) -> &[f64] {
        self.losses.get(self.used.from..self.used.to).unwrap_or_default()
    }

    fn new(run: &Run, choices: &Choices, number: usize, of: usize) -> Self {
        let Run { name, points, replaced } = run;
        let no_rates = points.iter().all(|point| point.lr.is_nan());
        let is_rate = |lr: f64| RATES.0 <= lr && lr <= RATES.1;
        let kept = points.iter().filter(|point| no_rates || is_rate(point.lr));
        let kept: Vec<&Point> = kept.collect();
        let losses: Vec<f64> = kept.iter().map(|point| point.loss).collect();
        let mut lrs: Vec<f64> =
            kept.iter().map(|point| point.lr).filter(|lr| !lr.is_nan()).collect();
        let whole = Part { direction: Direction::Flat, from: 0, to: losses.len() };
        let (kind, used, parts) = if !lrs.is_empty() {
            classify(&lrs, &losses)
        } else if let Some(ramp) = ramp(choices, losses.len()) {
            lrs = ramp;
            let rise = Part { direction: Direction::Rising, ..whole };
            (Kind::RangeTest, rise, vec![rise])
        } else {
            (Kind::LossesOnly, whole, vec![whole])
        };
        let name = match name.as_str() {
            "" if of > 1 => ["run ", &crate::number::write((number + 1) as f64)].concat(),
            name => name.to_owned(),
        };
        Self {
            name,
            kind,
            left_out: points.len() - kept.len(),
            replaced: *replaced,
            stride: stride(&kept),
            lrs,
            losses,
            used,
            parts,
        }
    }

    /// Uses another part, if there is one with this index.
    pub(super) fn choose(&mut self, part: usize) {
        let Some(&chosen) = self.parts.get(part) else { return };
        let range = chosen.from..chosen.to;
        if let (Some(lrs), Some(losses)) = (self.lrs.get(range.clone()), self.losses.get(range)) {
            self.kind = classify(lrs, losses).0;
            self.used = chosen;
        }
    }
}

/// The median number of steps between points: a count may restart at each epoch.
fn stride(points: &[&Point]) -> f64 {
    let steps = points.windows(2).map(|two| two[1].step - two[0].step);
    let median = Quantiles::of(steps.filter(|step| *step > 0.0)).median;
    // An epoch that is used as a step may be a fraction.
    if median.is_finite() { median.max(1.0) } else { 1.0 }
}

/// The rates of losses without rates, if the user has entered the first and the last one.
fn ramp(choices: &Choices, losses: usize) -> Option<Vec<f64>> {
    let ends = (choices.start_lr?, choices.end_lr?);
    if !(RATES.0 <= ends.0 && ends.0 < ends.1 && ends.1 <= RATES.1) || losses < MIN_LOSSES {
        return None;
    }
    let ramp = match choices.ramp {
        RampShape::Exponential => Ramp::Exponential,
        RampShape::Linear => Ramp::Linear,
    };
    let mut lrs = ramp.by_num_iter(ends, losses + usize::from(choices.short_of_end));
    lrs.truncate(losses);
    Some(lrs)
}

/// The runs of paired columns.
pub(super) fn series(paired: Vec<Paired>, choices: &Choices) -> Vec<Series> {
    let mut all: Vec<Run> = Vec::new();
    for Paired { points, run, .. } in paired {
        for points in runs::split(points) {
            let next = Run { name: run.clone(), points, replaced: 0 };
            if !all.last_mut().is_some_and(|last| last.resume(&next)) {
                all.push(next);
            }
        }
    }
    let series =
        all.iter().enumerate().map(|(number, run)| Series::new(run, choices, number, all.len()));
    series.filter(|series| !series.losses.is_empty()).collect()
}

/// The run to show first: a range test rather than another, then the longest.
pub(super) fn main(runs: &[Series]) -> usize {
    let rank =
        |series: &Series| (series.kind == Kind::RangeTest, series.used.to - series.used.from);
    let best = (0..runs.len()).rev().max_by_key(|&run| rank(&runs[run]));
    best.unwrap_or_default()
}

/// The kind of a log with these runs.
pub(super) fn kind(runs: &[Series]) -> Kind {
    let points = runs.iter().map(|series| series.losses.len()).max().unwrap_or_default();
    let of = |kind: Kind| runs.iter().filter(|series| series.kind == kind).count();
    let rates = || runs.iter().filter_map(|series| series.lrs.first().copied());
    match runs {
        [] => Kind::None,
        _ if of(Kind::LossesOnly) > 0 && points < MIN_LOSSES => Kind::None,
        _ if of(Kind::LossesOnly) > 0 => Kind::LossesOnly,
        [only] if points >= MIN_POINTS => only.kind,
        _ if of(Kind::RangeTest) == 1 => Kind::RangeTest,
        _ if of(Kind::Constant) == runs.len() && rates().any(|lr| Some(lr) != rates().next()) => {
            Kind::Grid
        }
        _ if points >= MIN_POINTS => Kind::Runs,
        _ => Kind::None,
    }
}
