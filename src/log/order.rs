//! Points in the order of their steps.

use super::content::{is_exponential, is_ramp};
use super::point::Point;

/// The largest relative difference of equal rates.
pub(super) const SAME_RATE: f64 = 1e-3;
/// The smallest share of points with the step of another one if several processes have written them in turn, and the
/// farthest that these go back, as a share of all steps.
const MIN_SHARED: f64 = 0.3;
const MAX_BACK: f64 = 0.1;

/// The fewest points and the smallest factor of a ramp that is recognized although its points are in no order, and the
/// tolerance of its steps.
const MIN_SHUFFLED: (usize, f64) = (10, 100.0);
const SAME_STEP: f64 = 0.1;

/// Sorts points by their steps, or by their epochs and the steps within these, if no two points have the same, or if
/// several processes have written them in turn. Otherwise reverses them if their steps mostly fall, as in a log of several
/// runs with the newest row first. Returns whether the order has changed.
pub(super) fn sort(points: &mut [Point]) -> bool {
    let by_step = |point: &Point| (0.0, point.step);
    let by_epoch = |point: &Point| (point.epoch, point.step);
    if points.iter().any(|point| point.step.is_nan()) || points.is_sorted_by_key(by_step) {
        return false;
    }
    if let Some(sorted) = sorted(points, by_step).or_else(|| sorted(points, by_epoch)) {
        let changed =
            points.iter().zip(&sorted).any(|(one, other)| by_epoch(one) != by_epoch(other));
        points.copy_from_slice(&sorted);
        return changed;
    }
    let falls = points.windows(2).filter(|two| two[1].step < two[0].step).count();
    let rises = points.windows(2).filter(|two| two[1].step > two[0].step).count();
    let newest_first = falls > 2 * rises;
    if newest_first {
        points.reverse();
    }
    newest_first
}

/// Sorts points without steps by their rates, if these are then those of an exponential ramp over a wide range, but are in
/// no order: a schedule turns seldom. Returns whether the order has changed.
pub(super) fn sort_by_rate(points: &mut [Point]) -> bool {
    let by_rate = |point: &Point| (0.0, point.lr);
    let known = points.iter().any(|point| !point.step.is_nan());
    let Some(sorted) = sorted(points, by_rate).filter(|_| !known) else { return false };
    let lrs: Vec<f64> = sorted.iter().map(|point| point.lr).collect();
    let [first, .., last] = lrs[..] else { return false };
    let is_ramp = lrs.len() >= MIN_SHUFFLED.0
        && last >= MIN_SHUFFLED.1 * first
        && is_ramp(&lrs, SAME_STEP)
        && is_exponential(&lrs);
    let rises = points.windows(2).filter(|two| two[0].lr < two[1].lr).count();
    // A warm-up or another schedule turns once or twice.
    let sorts = is_ramp && 4 * rises.min(points.len() - 1 - rises) >= points.len();
    if sorts {
        points.copy_from_slice(&sorted);
    }
    sorts
}

/// The points in the order of these counts; none if a count is unknown, or occurs twice but not in turn. Shared by all callers.
#[inline(never)]
fn sorted(points: &[Point], count: fn(&Point) -> (f64, f64)) -> Option<Vec<Point>> {
    let known = points.iter().all(|point| !count(point).0.is_nan());
    let places = (0_u32..).map(f64::from);
    let mut order: Vec<(f64, f64)> =
        points.iter().zip(places).map(|(point, place)| (count(point).1, place)).collect();
    sort_pairs(&mut order);
    // Those with the same first count keep the order of their second.
    for (key, place) in &mut order {
        *key = count(&points[*place as usize]).0;
    }
    sort_pairs(&mut order);
    let sorted: Vec<Point> = order.iter().map(|(_, place)| points[*place as usize]).collect();
    let distinct = sorted.windows(2).all(|two| count(&two[0]) != count(&two[1]));
    (known && (distinct || are_in_turn(points, &sorted))).then_some(sorted)
}

/// Whether several processes have written points in turn, each nearly at the same step: many steps occur several times,
/// at the same rate, and no point goes back far.
fn are_in_turn(points: &[Point], sorted: &[Point]) -> bool {
    let change = |two: &[Point]| two[1].step - two[0].step;
    let count = |fits: fn(f64) -> bool| points.windows(2).filter(|two| fits(change(two))).count();
    let range: f64 = sorted.windows(2).map(change).sum();
    let shared = || sorted.windows(2).filter(|two| change(two) == 0.0);
    count(|change| change < 0.0) < count(|change| change > 0.0)
        && points.windows(2).all(|two| change(two) >= -MAX_BACK * range)
        && shared().count() as f64 >= MIN_SHARED * points.len() as f64
        && shared().all(|two| (two[0].lr / two[1].lr - 1.0).abs() <= SAME_RATE)
}

/// Sorts pairs by their first numbers. Those with the same keep their order. Shared by all callers, because each kind of
/// sort adds 2 kB to the page.
#[inline(never)]
pub(crate) fn sort_pairs(pairs: &mut [(f64, f64)]) {
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
}
