//! Warnings that the losses of a curve give.

use crate::curve::kernel::{Smooth, WIDTH};
use crate::curve::reading::Reading;
use crate::curve::recommendation::{FEW_STEPS, MIN_STEPS, NEARLY_ALL, NOISY, density};
use crate::curve::suggestion::least;
use crate::sentence::log::Finding;
use crate::statistics::Quantiles;

use super::points::Points;

/// A curve has two valleys if a hill of at least this share of the drop lies between them, and the shallower one has
/// at least this share of it.
const MIN_HILL: f64 = 0.2;
const MIN_DEPTH: f64 = 0.5;
/// The smallest height of the hill, in standard errors.
const MIN_ERRORS: f64 = 3.0;
/// The shortest period, the smallest autocorrelation at it, and the number of points in which periods are searched.
const MIN_PERIOD: usize = 4;
const MIN_CORRELATION: f64 = 0.4;
const MAX_POINTS: usize = 6_000;
/// The fewest periods in this number of points.
const MIN_PERIODS: usize = 4;
/// A drop of less than this share of the loss, followed by a rise of at least so many times the drop, is typical of
/// fine-tuning a network that already does its task.
const MAX_FINE_TUNING: f64 = 0.25;
const MIN_RISE: f64 = 4.0;
/// Points per decade above which the network learns much during the test: the rule was tuned with at most half as many.
const MANY_STEPS: f64 = 200.0;
/// A curve starts too high if its lowest loss is within this share of the first points, or if the loss rises after so
/// many points or this share of them.
const FIRST_SHARE: f64 = 0.1;
const FIRST_POINTS: (usize, f64) = (10, 0.2);
/// The smallest share of later losses below the median of the earlier ones in a run that learns; it is half in a run that does not.
const MIN_LOWER: f64 = 0.75;
/// The smallest mean step of rates that may be those of trainings, in decades: about a factor of 3.
const MIN_TRIAL_STEP: f64 = 0.45;
/// Steps are equal if they differ by no more than this share.
const EQUAL: f64 = 0.01;

/// A curve with its reading.
pub(super) struct Curve<'a> {
    points: &'a Points,
    decades: Vec<f64>,
    pub(super) reading: Reading,
}

impl<'a> Curve<'a> {
    /// Reads a curve; none without points.
    pub(super) fn new(points: &'a Points) -> Option<Self> {
        let decades: Vec<f64> =
            points.lrs.iter().zip(&points.losses).map(|(&lr, _)| libm::log10(lr)).collect();
        let stopped = points.lrs.len() > points.losses.len();
        (!decades.is_empty()).then(|| Self {
            points,
            reading: Reading::new(&decades, &points.losses, stopped),
            decades,
        })
    }

    /// All losses are equal.
    pub(super) fn is_constant(&self) -> bool {
        let losses = &self.points.losses;
        losses.len() > 1 && losses.iter().all(|loss| *loss == losses[0])
    }

    /// The loss falls at once and is lowest among the first points, or the smooth loss is lowest at the first rates; and it rises
    /// from there.
    pub(super) fn starts_too_high(&self) -> bool {
        let Reading { smooth, lowest, .. } = &self.reading;
        let lowest_loss = least(&self.points.losses).unwrap_or(0);
        let first = lowest_loss as f64 <= FIRST_SHARE * self.decades.len() as f64;
        let near = smooth.at[*lowest] <= smooth.at[0] + WIDTH / 2.0;
        let too_high = near || (first && self.reading.falls_at_once());
        too_high && smooth.losses[smooth.losses.len() - 1] > smooth.losses[*lowest]
    }

    /// The smooth loss is lowest at the last rate.
    pub(super) fn is_lowest_at_end(&self) -> bool {
        self.reading.lowest == self.reading.smooth.at.len() - 1 && !self.reading.stopped
    }

    /// The loss rises, or is no longer finite, after a few points.
    pub(super) fn rises_at_once(&self) -> bool {
        let smooth = Smooth::new(&self.decades, &self.points.losses);
        let noise = self.reading.noise;
        let has_risen = |point: &usize| {
            let error = noise * libm::hypot(smooth.errors[0], smooth.errors[*point]);
            smooth.losses[*point] - smooth.losses[0] > MIN_ERRORS * error
        };
        let risen =
            (0..smooth.at.len()).find(has_risen).map_or(f64::INFINITY, |point| smooth.at[point]);
        let before = self.decades.partition_point(|&decade| decade < risen);
        before <= FIRST_POINTS.0.max((FIRST_POINTS.1 * self.decades.len() as f64) as usize)
    }

    /// Points per decade around the rate from which the answer is computed.
    pub(super) fn density(&self) -> f64 {
        density(&self.decades, self.reading.rate(NEARLY_ALL))
    }

    /// The smooth losses at the points.
    pub(super) fn smooth(&self) -> Vec<f64> {
        self.reading.at(&self.decades)
    }

    /// All warnings that apply with or without an answer. `lr` is the rate of the answer.
    pub(super) fn findings(&self, lr: Option<f64>) -> Vec<Finding> {
        let points = self.decades.len();
        if points < MIN_STEPS {
            return vec![self.too_few_points()];
        }
        if self.is_constant() {
            return vec![Finding::ConstantLoss];
        }
        let density = density(&self.decades, lr.map_or(self.reading.rate(0.5), libm::log10));
        let drop = self.reading.drop();
        [
            (drop > 0.0 && self.reading.noise > NOISY * drop).then_some(Finding::Noisy),
            (density < FEW_STEPS).then_some(Finding::FewPoints(density)),
            (density > MANY_STEPS).then_some(Finding::ManyPoints(density)),
            self.two_valleys(),
            self.period().map(Finding::Periodic),
            lr.and_then(|_| self.fine_tuning()),
            self.linear_steps(),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// A warning about too few points.
    fn too_few_points(&self) -> Finding {
        let warning =
            if self.may_be_trials() { Finding::MayBeTrials } else { Finding::TooFewPoints };
        warning(self.decades.len())
    }

    /// Whether the points may be trainings, because they are few and their rates differ by much.
    pub(super) fn may_be_trials(&self) -> bool {
        let [first, _, .., last] = self.decades[..] else { return false };
        let points = self.decades.len();
        points < MIN_STEPS && last - first >= MIN_TRIAL_STEP * (points - 1) as f64
    }

    /// A warning about a second valley behind a hill.
    fn two_valleys(&self) -> Option<Finding> {
        let Reading { smooth, lowest, highest, noise, .. } = &self.reading;
        let (losses, errors, drop) = (&smooth.losses, &smooth.errors, self.reading.drop());
        let is_hill = |top: usize, bottom: usize| {
            let height = losses[top] - losses[bottom];
            let error = noise * libm::hypot(errors[top], errors[bottom]);
            height > MIN_HILL * drop && height > MIN_ERRORS * error
        };
        let is_deep = |point: &usize| losses[*highest] - losses[*point] >= MIN_DEPTH * drop;
        let has_hill = |point: &usize| {
            let between = if point < lowest { *point..*lowest } else { *lowest..*point };
            let top = between.max_by(|&a, &b| losses[a].total_cmp(&losses[b])).unwrap_or(*lowest);
            is_hill(top, *point) && is_hill(top, *lowest)
        };
        let other = (*highest..losses.len()).filter(is_deep).filter(has_hill);
        let other = other.min_by(|&a, &b| losses[a].total_cmp(&losses[b]))?;
        let rate = |point: usize| libm::pow(10.0, smooth.at[point]);
        Some(Finding::TwoValleys(rate(*lowest.min(&other)), rate(*lowest.max(&other))))
    }

    /// A warning about losses that repeat with a period, found by the autocorrelation of the residuals.
    fn period(&self) -> Option<usize> {
        let smooth = self.smooth();
        let end =
            self.decades.partition_point(|&at| at <= self.reading.smooth.at[self.reading.lowest]);
        let residuals: Vec<f64> = self
            .points
            .losses
            .iter()
            .zip(&smooth)
            .map(|(loss, smooth)| loss - smooth)
            .take(end.min(MAX_POINTS))
            .collect();
        let count = residuals.len();
        let mean = residuals.iter().sum::<f64>() / count.max(1) as f64;
        let product = |lag: usize| -> f64 {
            residuals
                .iter()
                .zip(&residuals[lag..])
                .map(|(one, other)| (one - mean) * (other - mean))
                .sum()
        };
        let correlations: Vec<f64> =
            (0..=count / MIN_PERIODS).map(|lag| product(lag) / product(0)).collect();
        let least = MIN_CORRELATION.max(4.0 / (count.max(1) as f64).sqrt());
        let lags = MIN_PERIOD..correlations.len();
        let found = lags.filter(|&lag| correlations[lag] > least);
        let found = found.max_by(|&a, &b| correlations[a].total_cmp(&correlations[b]))?;
        // In a slow wave, near neighbors are as similar as those a period away.
        let stands_out = correlations[found] > 2.0 * correlations[found / 2].abs()
            && correlations[found] > correlations[1];
        // Multiples of a period are periods too: the shortest one counts.
        let is_period = |lag: &usize| {
            found.is_multiple_of(*lag) && correlations[*lag] > 0.8 * correlations[found]
        };
        stands_out.then(|| (MIN_PERIOD..=found).find(is_period)).flatten()
    }

    fn fine_tuning(&self) -> Option<Finding> {
        let Reading { smooth, lowest, highest, .. } = &self.reading;
        let (top, drop) = (smooth.losses[*highest], self.reading.drop());
        let losses = &self.points.losses;
        let rise = losses.iter().copied().fold(f64::MIN, f64::max) - smooth.losses[*lowest];
        let rises = rise > MIN_RISE * drop || self.reading.stopped;
        (smooth.losses[*lowest] > 0.0 && drop < MAX_FINE_TUNING * top && rises)
            .then_some(Finding::FineTuning(drop / top))
    }

    fn linear_steps(&self) -> Option<Finding> {
        let lrs = &self.points.lrs;
        let [first, .., last] = lrs[..] else { return None };
        let step = (last - first) / (lrs.len() - 1) as f64;
        let equal =
            lrs.windows(2).filter(|two| (two[1] - two[0] - step).abs() <= EQUAL * step).count();
        (lrs.len() > 2 && last > 3.0 * first && 10 * equal >= 9 * (lrs.len() - 1))
            .then_some(Finding::LinearSteps)
    }
}

/// Whether a training run reduces its loss: most losses of the later half are below the median of the earlier half.
pub(super) fn falls(losses: &[f64]) -> bool {
    let (early, late) = losses.split_at(losses.len() / 2);
    let median = Quantiles::of(early.iter().copied()).median;
    let lower = late.iter().filter(|loss| **loss < median).count();
    lower as f64 >= MIN_LOWER * late.len() as f64
}
