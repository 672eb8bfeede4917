//! Several range tests -> the median of their losses, at common rates.

use super::points::Points;
use super::points_of;
use crate::log::{Kind, Log};
use crate::statistics::{Band, Quantiles};

/// Rates that differ by less than this share are the same.
const SAME: f64 = 1e-3;

/// The medians of the range tests in a log; none if there are none.
pub(super) fn median(log: &Log) -> Option<Points> {
    let runs = log.runs.iter().filter(|run| run.kind == Kind::RangeTest);
    let runs: Vec<Points> =
        runs.map(|run| points_of(run, log)).filter(|run| run.losses.len() > 1).collect();
    let lrs = common(&runs)?;
    let mut band = Band::default();
    let at = |lr: &f64| Quantiles::of(runs.iter().map(|run| loss_at(run, *lr)));
    let finite = lrs.iter().map(at).take_while(|losses| losses.median.is_finite());
    finite.for_each(|losses| band.push(losses));
    let losses = band.median.clone();
    let mut findings = Vec::new();
    for finding in runs.iter().flat_map(|run| &run.findings) {
        if !findings.contains(finding) {
            findings.push(finding.clone());
        }
    }
    let averaged = runs.iter().any(|run| run.averaged);
    let end = (losses.len() + 1).min(lrs.len());
    let pace = runs.iter().max_by_key(|run| run.lrs.len()).map(|run| run.pace).unwrap_or_default();
    Some(Points {
        lrs: lrs[..end].to_vec(),
        losses,
        findings,
        averaged,
        band: Some(band),
        pace,
        whole: None,
    })
}

/// The rates of the longest run, in the range that most runs have begun.
fn common(runs: &[Points]) -> Option<Vec<f64>> {
    let longest = runs.iter().max_by_key(|run| run.lrs.len())?;
    let start = Quantiles::of(runs.iter().map(|run| run.lrs[0])).median * (1.0 - SAME);
    Some(longest.lrs.iter().copied().filter(|&lr| lr >= start).collect())
}

/// The loss of a run at a rate, on a straight line over the logarithms of the rates; infinite after its end.
fn loss_at(run: &Points, lr: f64) -> f64 {
    let above = run.lrs.partition_point(|&other| other < lr * (1.0 - SAME));
    let loss = |place: usize| run.losses.get(place).copied().unwrap_or(f64::INFINITY);
    let Some(&right) = run.lrs.get(above) else { return f64::INFINITY };
    if above == 0 || right <= lr * (1.0 + SAME) {
        return loss(above);
    }
    let left = run.lrs[above - 1];
    let part = libm::log(lr / left) / libm::log(right / left);
    match loss(above) {
        higher if higher.is_finite() => loss(above - 1) + part * (higher - loss(above - 1)),
        _ => f64::INFINITY,
    }
}
