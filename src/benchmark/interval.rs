//! The coverage of the intervals of recommendations: how often they contain the best rate.

use serde::{Deserialize, Serialize};

use super::truth::Known;
use crate::curve::recommendation::Recommendation;
use crate::statistics::{quantile, sort};

/// The coverage of the intervals on all sweeps of one number of steps.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Interval {
    /// Steps of each sweep, over seven decades.
    pub steps: usize,
    /// The share of the intervals that contain the best rate.
    pub coverage: f64,
    /// The lowest coverage on any data set, and that data set.
    pub lowest: (f64, String),
    /// The median width, in decades.
    pub width: f64,
    /// Coverage and median width of intervals whose ends were moved, for each data set, so that each end is right in 19
    /// of 20 sweeps of the other data sets.
    pub left_out: (f64, f64),
}

/// Where the best rate and the ends of an interval are, in decades above the recommended rate.
#[derive(Clone, Copy)]
pub(super) struct Placed {
    pub(super) data: &'static str,
    pub(super) steps: usize,
    pub(super) best: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// The share of the sweeps in which an end is on the right side of the best rate.
const RIGHT: f64 = 0.95;

impl Placed {
    /// An interval of a sweep on a task of a data set.
    pub(super) fn new(
        found: &Recommendation,
        known: &Known,
        data: &'static str,
        steps: usize,
    ) -> Self {
        Self {
            data,
            steps,
            best: -known.decades_above_best(found.lr),
            low: libm::log10(found.low / found.lr),
            high: libm::log10(found.high / found.lr),
        }
    }

    fn holds(&self) -> bool {
        (self.low..=self.high).contains(&self.best)
    }
}

impl Interval {
    /// The intervals of each number of steps.
    pub(super) fn all(steps: &[usize], placed: &[Placed]) -> Vec<Self> {
        let left_out = left_out(placed);
        let of = |all: &[Placed], steps| -> Vec<Placed> {
            all.iter().copied().filter(|one| one.steps == steps).collect()
        };
        steps
            .iter()
            .map(|&steps| Self::new(steps, &of(placed, steps), &of(&left_out, steps)))
            .collect()
    }

    fn new(steps: usize, placed: &[Placed], left_out: &[Placed]) -> Self {
        let of_data = |data| placed.iter().filter(move |one| one.data == data);
        let sets = placed.iter().map(|one| (coverage(of_data(one.data)), one.data));
        let lowest = sets.min_by(|a, b| a.0.total_cmp(&b.0));
        Self {
            steps,
            coverage: coverage(placed.iter()),
            lowest: lowest
                .map_or((f64::NAN, String::new()), |(share, data)| (share, data.to_owned())),
            width: width(placed),
            left_out: (coverage(left_out.iter()), width(left_out)),
        }
    }
}

/// The intervals with ends that were tuned on the other data sets.
fn left_out(placed: &[Placed]) -> Vec<Placed> {
    let moved = |one: &Placed| {
        let end = |distance: fn(&Placed) -> f64| {
            let others = placed.iter().filter(|other| other.data != one.data);
            let mut distances: Vec<f64> = others.map(distance).collect();
            sort(&mut distances);
            if distances.is_empty() { 0.0 } else { quantile(&distances, RIGHT) }
        };
        let low = one.low - end(|other| other.low - other.best);
        let high = one.high + end(|other| other.best - other.high);
        Placed { low, high, ..*one }
    };
    placed.iter().map(moved).collect()
}

fn coverage<'a>(placed: impl Iterator<Item = &'a Placed>) -> f64 {
    let (count, right) =
        placed.fold((0_u32, 0), |(count, right), one| (count + 1, right + u32::from(one.holds())));
    f64::from(right) / f64::from(count.max(1))
}

fn width(placed: &[Placed]) -> f64 {
    let mut widths: Vec<f64> = placed.iter().map(|one| one.high - one.low).collect();
    sort(&mut widths);
    if widths.is_empty() { f64::NAN } else { quantile(&widths, 0.5) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leave_one_out_intervals_are_calibrated_on_the_other_data_sets() {
        let placed = |data, best| Placed { data, steps: 100, best, low: -1.0, high: 1.0 };
        // In one data set the best rate is the recommended one; in the other it is two decades higher.
        let mut all = vec![placed("here", 2.0); 10];
        all.extend(vec![placed("elsewhere", 0.0); 10]);
        let interval = &Interval::all(&[100], &all)[0];
        assert_eq!((interval.coverage, interval.lowest.clone()), (0.5, (0.0, "here".to_owned())));
        // From the other data set, the first learns a narrower interval, and the second one that is shifted up.
        let left_out = left_out(&all);
        assert_eq!((left_out[0].low, left_out[0].high), (0.0, 0.0));
        assert_eq!((left_out[10].low, left_out[10].high), (2.0, 2.0));
        assert_eq!(interval.left_out, (0.0, 0.0));
    }
}
