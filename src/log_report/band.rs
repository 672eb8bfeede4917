//! Several range tests -> the median of their losses, at common rates.

use super::points::Points;
use super::points_of;
use crate::log::{Kind, Log};
use crate::sentence::log::Finding;
use crate::statistics::{Band, Quantiles};

/// Rates that differ by less than this share are the same.
const SAME: f64 = 1e-3;
/// The mean losses of this many parts of a run tell whether its loss has risen at the end...
const PARTS: usize = 20;
/// ... by at least this share of the largest drop of all runs.
const MIN_RISE: f64 = 0.3;

/// The medians of the range tests in a log; none if there are none.
pub(super) fn median(log: &Log) -> Option<Points> {
    let runs = log.runs.iter().filter(|run| run.kind == Kind::RangeTest);
    let runs: Vec<Points> =
        runs.map(|run| points_of(run, log)).filter(|run| run.losses.len() > 1).collect();
    let (runs, aborted) = without_aborted(runs);
    let lrs = common(&runs)?;
    let mut band = Band::default();
    let at = |lr: &f64| Quantiles::of(runs.iter().map(|run| loss_at(run, *lr)));
    let finite = lrs.iter().map(at).take_while(|losses| losses.median.is_finite());
    finite.for_each(|losses| band.push(losses));
    let losses = band.median.clone();
    let mut findings: Vec<Finding> = aborted.into_iter().collect();
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
        full_curve: None,
    })
}

/// Runs without those that end before the others although their loss has not risen, and a warning about these. What
/// they would have lost at higher rates is unknown, but it is not infinite.
fn without_aborted(runs: Vec<Points>) -> (Vec<Points>, Option<Finding>) {
    let courses: Vec<Course> = runs.iter().map(Course::new).collect();
    let drop = courses.iter().map(|course| course.first - course.lowest).fold(0.0, f64::max);
    let end = runs.iter().map(Points::last).fold(0.0, f64::max);
    let is_complete = |(run, course): &(Points, Course)| {
        let stopped = run.lrs.len() > run.losses.len();
        let risen = course.last - course.lowest > MIN_RISE * drop;
        stopped || risen || run.last() >= end * (1.0 - SAME)
    };
    let of = runs.len();
    let complete = runs.into_iter().zip(courses).filter(is_complete).map(|(run, _)| run);
    let complete: Vec<Points> = complete.collect();
    let aborted = of - complete.len();
    (complete, (aborted > 0).then_some(Finding::Aborted(aborted)))
}

/// The mean loss of the first and of the last part of a run, and the lowest of all parts.
struct Course {
    first: f64,
    last: f64,
    lowest: f64,
}

impl Course {
    fn new(run: &Points) -> Self {
        let losses = &run.losses;
        let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len() as f64;
        let part = losses.len().div_ceil(PARTS).max(1);
        let lowest = losses.chunks(part).map(mean).fold(f64::INFINITY, f64::min);
        let last = losses.rchunks(part).next().map_or(f64::NAN, mean);
        Self { first: losses.chunks(part).next().map_or(f64::NAN, mean), last, lowest }
    }
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
