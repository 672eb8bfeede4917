//! The losses of many runs, step by step -> whether their median falls or rises.

use std::cmp::Ordering;

use super::recorder::Recording;
use crate::statistics::{Ranked, median_interval, median_test, quantile, sort};

/// The course of the median loss. A step differs from the first one if the exact median test, corrected for
/// the number of steps (Šidák), is significant and their 95% confidence intervals do not overlap.
///
/// A single step that differs may be the last batch of an epoch: it has fewer rows than the others, so its
/// losses have another distribution. Two steps in a row cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// The median falls.
    Falls,
    /// The median rises and does not fall.
    Rises,
    /// Neither, and most runs were stopped early.
    Stopped {
        /// Whether noise stopped them: high losses do not become more frequent either.
        noise: bool,
    },
    /// Neither, but there are fewer than [`MIN_STEPS`].
    TooFewSteps,
    /// The median differs only at isolated steps.
    SingleSteps,
    /// The median differs nowhere, although a change by half would be significant, and high losses do not
    /// become more frequent.
    Level,
    /// The median differs nowhere, but the runs are too few or too different for such a change to be
    /// significant.
    Unclear,
    /// The median is not finite at the first step.
    NotFinite,
}

/// The number of steps that is needed to call a course level.
const MIN_STEPS: usize = 5;
/// The largest width of the interval at the first step, as a share of the median, for a level course.
const MAX_INTERVAL_WIDTH: f64 = 0.5;
/// The probability of finding a drop, or a rise, at any step where there is none.
const FALSE_CLAIMS: f64 = 0.05;

/// One step of all runs.
struct Step<'a> {
    /// The sorted losses of all runs; infinite for those that have ended.
    losses: &'a [f64],
    /// Runs that have not ended. The others do not show a rise, because noise can also end a sweep.
    running: usize,
    /// Whether most of those end here, before the last step.
    stops: bool,
}

impl Course {
    /// The course of all runs; none if there are too few for a confidence interval.
    pub(crate) fn new(ranked: &Ranked, recordings: &[Recording]) -> Option<Self> {
        median_interval(recordings.len())?;
        // One more step: a loss that is not finite ends a sweep and is not recorded.
        let ended = vec![f64::INFINITY; recordings.len()];
        let rows = ranked.losses().chain([&ended[..]]).enumerate();
        let steps: Vec<Step> = rows.map(|(at, losses)| Step::new(at, losses, recordings)).collect();
        let (first, others) = steps.split_first()?;
        let median = quantile(first.losses, 0.5);
        if !median.is_finite() {
            return Some(Self::NotFinite);
        }
        let count = ranked.losses().len();
        let error = 1.0 - libm::pow(1.0 - FALSE_CLAIMS, 1.0 / (count.max(2) - 1) as f64);
        let mut sides: Vec<Ordering> = others.iter().map(|step| step.side(first, error)).collect();
        let two = |side| sides.windows(2).any(|two| two == [side; 2]);
        let stops = || sides.iter().zip(others).any(|(side, step)| side.is_gt() && step.stops);
        if two(Ordering::Less) {
            return Some(Self::Falls);
        }
        if two(Ordering::Greater) || stops() {
            return Some(Self::Rises);
        }
        // The last step counts alone: a judgement of the rates requires that the median ends where it began.
        if let (Some(side), [.., last, _]) = (sides.iter_mut().nth_back(1), others) {
            *side = last.side(first, FALSE_CLAIMS);
        }
        Some(if 2 * recordings.iter().filter(|one| one.stopped()).count() > recordings.len() {
            Self::Stopped { noise: !high_losses_rise(first, others) }
        } else if count < MIN_STEPS {
            Self::TooFewSteps
        } else if sides.iter().any(|side| side.is_ne()) {
            Self::SingleSteps
        } else if first.width(error) <= MAX_INTERVAL_WIDTH * median
            && !high_losses_rise(first, others)
        {
            Self::Level
        } else {
            Self::Unclear
        })
    }
}

impl<'a> Step<'a> {
    fn new(step: usize, losses: &'a [f64], recordings: &[Recording]) -> Self {
        let count =
            |test: &dyn Fn(&Recording) -> bool| recordings.iter().filter(|one| test(one)).count();
        let stopping = |one: &Recording| one.stopped() && one.outcome.step == step;
        let running = count(&|one| one.losses.len() > step || stopping(one));
        Self { losses, running, stops: 2 * count(&stopping) > running }
    }

    /// On which side of the median of the first step this one is, with this probability of an error; equal
    /// if unknown.
    fn side(&self, first: &Self, error: f64) -> Ordering {
        // For unequal samples the number of the smaller one is used, which errs less often.
        let apart = |upper: &Self, lower: &Self, count| {
            let aside = aside(count, error);
            aside.is_some_and(|aside| {
                upper.losses[aside] > lower.losses[lower.losses.len() - 1 - aside]
            })
        };
        if apart(first, self, self.losses.len()) {
            Ordering::Less
        } else if apart(self, first, self.running) {
            Ordering::Greater
        } else {
            Ordering::Equal
        }
    }

    /// The difference of the highest and the lowest loss that are not ignored.
    fn width(&self, error: f64) -> f64 {
        let count = self.losses.len();
        aside(count, error)
            .map_or(f64::INFINITY, |aside| self.losses[count - 1 - aside] - self.losses[aside])
    }
}

/// The number of lowest and of highest losses that the tests ignore.
fn aside(count: usize, error: f64) -> Option<usize> {
    Some(median_interval(count)?.0.min(median_test(count, error)?))
}

/// Whether high losses (the upper quarter of the first step) are more frequent in the later half of all other
/// losses: by the one-sided Kolmogorov-Smirnov test (Conover, section 6.3) at 5%. The median alone does not
/// show a divergence to losses that are either 0 or very large. Low losses do not count: the stop rule
/// compares with the minimum, so noise stops the runs that have had a low loss.
fn high_losses_rise(first: &Step, others: &[Step]) -> bool {
    let losses = || others.iter().rev().flat_map(|step| &step.losses[..step.running]);
    let mut late: Vec<f64> = losses().take(losses().count().div_ceil(2)).copied().collect();
    sort(&mut late);
    let [count, late_count] = [first.losses.len(), late.len().max(1)].map(|count| count as f64);
    let critical = libm::sqrt(-libm::log(FALSE_CLAIMS) / 2.0 * (1.0 / count + 1.0 / late_count));
    (1..).zip(first.losses).skip(first.losses.len() * 3 / 4).any(|(place, loss)| {
        let late_place = late.partition_point(|other| other <= loss);
        f64::from(place) / count - late_place as f64 / late_count > critical
    })
}
