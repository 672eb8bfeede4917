//! The losses of many seeds, step by step -> whether their median falls or rises.

use std::cmp::Ordering;

use super::recorder::Recording;
use crate::statistics::{Ranked, median_interval, median_test, quantile, sort};

/// What the median loss does. A step differs from the first one if the exact median test says so, whose
/// error is shared among all steps (Šidák's correction), and if their 95% confidence intervals do not
/// overlap.
///
/// One such step alone may be the last batch of an epoch, which has fewer rows than the others: its
/// losses have another distribution. Two in a row are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// It falls.
    Falls,
    /// It rises, and does not fall.
    Rises,
    /// Neither, and most runs were stopped early.
    Stopped {
        /// High losses do not become more frequent either.
        noise: bool,
    },
    /// Neither, but there are fewer than [`MIN_STEPS`].
    TooFewSteps,
    /// It differs at single steps only.
    SingleSteps,
    /// It differs nowhere, though a change by half would show, nor do high losses become more frequent.
    Level,
    /// Nowhere, but the runs are so few or differ so much that such a change might not show.
    Unclear,
    /// It is not finite at the first step.
    NotFinite,
}

/// Fewer steps cannot show that nothing happens: that takes some after the first.
const MIN_STEPS: usize = 5;
/// The largest width of the first interval, as a share of the median, with which a level course is seen.
const MAX_INTERVAL_WIDTH: f64 = 0.5;
/// The probability to take chance for a fall, or for a rise, at any step.
const FALSE_CLAIMS: f64 = 0.05;

/// A step of many seeds.
struct Step<'a> {
    /// The sorted losses of all seeds; of those that have ended, infinite.
    losses: &'a [f64],
    /// How many seeds are still running. The others say nothing of a rise, since noise can end a sweep
    /// as well.
    running: usize,
    /// Whether most of those end here, before the last step.
    stops: bool,
}

impl Course {
    /// Of all seeds; none if they are too few for a confidence interval.
    pub(crate) fn new(ranked: &Ranked, recordings: &[Recording]) -> Option<Self> {
        median_interval(recordings.len())?;
        // One step more: nothing is recorded of that which ends a sweep by a loss that is not finite.
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
        // What is said of the rates takes that nothing has moved at the end, which is one step of its own.
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

    /// On which side of the first step's median this one is, with this probability of an error; equal if
    /// that is not known.
    fn side(&self, first: &Self, error: f64) -> Ordering {
        // Of unequal samples as many are left aside as of two of the smaller size, which errs less often.
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

    /// From the least to the greatest loss that are not left aside.
    fn width(&self, error: f64) -> f64 {
        let count = self.losses.len();
        aside(count, error)
            .map_or(f64::INFINITY, |aside| self.losses[count - 1 - aside] - self.losses[aside])
    }
}

/// How many of the least and of the greatest of so many losses are left aside.
fn aside(count: usize, error: f64) -> Option<usize> {
    Some(median_interval(count)?.0.min(median_test(count, error)?))
}

/// Whether high losses, as the upper quarter of the first step's, are more frequent in the later half of
/// all losses after it: by the one-sided Kolmogorov-Smirnov test (Conover, section 6.3), at 5%. The median
/// alone does not show a divergence to losses that are either 0 or very large. Low losses do not count:
/// noise stops the runs that have had one, as the stop rule compares with the lowest.
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
