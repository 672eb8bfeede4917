//! Points in the order of a log -> runs.

use super::order::SAME_RATE;
use super::point::Point;

/// The largest change of a continuing rate, relative to its previous change (in the logarithm).
const MAX_TURN: f64 = 3.0;
/// The fewest points of a sweep that is separated from the next one by its rates alone, its smallest factor...
const MIN_SWEEP: usize = 5;
const MIN_FACTOR: f64 = 10.0;
/// ... and the largest distance of the next start from its own, as a share of its range (in the logarithm).
const MAX_RETURN: f64 = 0.1;

/// The points of a run.
pub(super) struct Run {
    /// Its name; empty if the log has none.
    pub(super) name: String,
    pub(super) points: Vec<Point>,
    /// The number of points that were replaced by those after a restart.
    pub(super) replaced: usize,
}

impl Run {
    /// Continues the run with another one, if that resumes it: from a step between its first and its last one, at the
    /// same rate, or from a later step at the rate that follows. Returns whether it does.
    pub(super) fn resume(&mut self, next: &Self) -> bool {
        let place = next.points.first().filter(|_| self.name == next.name).and_then(|first| {
            let follows = self.points.last().is_some_and(|last| last.step < first.step)
                && goes_on(&self.points, *first);
            if follows { Some(self.points.len()) } else { resumed(&self.points, *first) }
        });
        let Some(place) = place else { return false };
        self.replaced += self.points.len() - place + next.replaced;
        self.points.truncate(place);
        self.points.extend_from_slice(&next.points);
        true
    }
}

/// The place of an earlier point of the same step and rate, after the first one.
fn resumed(run: &[Point], next: Point) -> Option<usize> {
    let count = |point: &Point| (if point.epoch.is_nan() { 0.0 } else { point.epoch }, point.step);
    if run.last().is_none_or(|last| count(last) <= count(&next)) {
        return None;
    }
    let place = run.partition_point(|point| count(point) < count(&next));
    let same = run.get(place).is_some_and(|point| {
        count(point) == count(&next) && (point.lr / next.lr - 1.0).abs() <= SAME_RATE
    });
    (place > 0 && same).then_some(place)
}

/// Splits points between runs: where the count of epochs restarts; where that of steps restarts and the rate does not
/// simply continue; where a run is resumed from an earlier step; or where the rate drops at once to the start of its
/// rise. A run has several points: a single one at
/// the end is left out.
pub(super) fn split(points: Vec<Point>) -> Vec<Vec<Point>> {
    let several = points.len() > 1;
    let mut runs: Vec<Vec<Point>> = Vec::new();
    for point in points {
        match runs.last_mut() {
            Some(run) if !restarts(run, point) => run.push(point),
            _ => runs.push(vec![point]),
        }
    }
    runs.pop_if(|last| last.len() == 1 && several);
    runs
}

fn restarts(run: &[Point], next: Point) -> bool {
    let [first, .., last] = run else { return false };
    let begins_again = |count: fn(&Point) -> f64| {
        let (first, last, next) = (count(first), count(last), count(&next));
        next < last && next - first <= 0.5 * (last - first)
    };
    // Steps may be counted from the start of an epoch.
    let again = match next.epoch.is_nan() {
        true => begins_again(|point| point.step) && !goes_on(run, next),
        false => begins_again(|point| point.epoch),
    };
    again || falls_back(run, next) || resumed(run, next).is_some()
}

/// Whether the rate continues to change as before.
fn goes_on(run: &[Point], next: Point) -> bool {
    let [.., before, last] = run else { return false };
    let (one, two) = (log_ratio(before.lr, last.lr), log_ratio(last.lr, next.lr));
    one * two > 0.0 && two.abs() <= MAX_TURN * one.abs()
}

/// Whether the rate, after a rise, drops at once to about its first value.
fn falls_back(run: &[Point], next: Point) -> bool {
    let [first, .., before, last] = run else { return false };
    let range = log_ratio(first.lr, last.lr);
    run.len() >= MIN_SWEEP
        && range.is_finite()
        && range >= libm::log(MIN_FACTOR)
        && before.lr <= last.lr
        && log_ratio(first.lr, next.lr).abs() <= MAX_RETURN * range
}

fn log_ratio(one: f64, two: f64) -> f64 {
    libm::log(two / one)
}
