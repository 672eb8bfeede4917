//! A curve -> one learning rate for training, and an interval for the best one.
//!
//! The rule reads the recorded losses, not a moving average, which lags. Its constants were tuned on the tasks of
//! [`crate::benchmark`], whose table says how often the rule is right.

use super::kernel::Smooth;
use super::reading::Reading;

/// The share of the drop that is completed at the rate from which the recommendation is computed.
pub(crate) const NEARLY_ALL: f64 = 0.95;
/// The ratio of the recommendation to that rate, for a training of as many steps as the sweep spends on a decade. The
/// recommendation is inversely proportional to the square root of the number of steps: a longer training needs a smaller
/// rate.
const FACTOR: f64 = 2.0;
/// The share of the drop that is completed at `base_lr`. A loss that rises by less has not risen.
pub(crate) const SHARE: f64 = 0.1;
/// The distance of `low` from the recommended rate, in decades: the best rate is above it in 19 of 20 sweeps of the
/// benchmark.
pub(super) const DECADES_BELOW: f64 = 0.7;
/// The distance of `high` from the recommended rate, in decades, for a curve without noise.
pub(super) const DECADES_ABOVE: f64 = 0.4;
/// The additional distance of `high`, in decades, for noise as large as the drop; `high` is at most a decade above.
const DECADES_ABOVE_FOR_NOISE: f64 = 1.9;
/// A drop smaller than this many of its standard errors is noise. The number is high because the drop is the largest of
/// many.
const LEAST_ERRORS: f64 = 3.0;
/// Noise above this share of the drop comes with a warning.
pub(crate) const NOISY: f64 = 0.5;
/// The fewest steps of a curve.
pub(crate) const MIN_STEPS: usize = 10;
/// Steps per decade below which a recommendation comes with a warning.
pub(crate) const FEW_STEPS: f64 = 8.0;
/// The largest ratio of the steps of a training to the sweep's steps per decade for which the square root was measured.
pub(crate) const MAX_LENGTH: f64 = 300.0;
/// The assumed ratio of the steps of a training of unknown length to the sweep's steps per decade.
pub(crate) const USUAL_LENGTH: f64 = 10.0;

/// A learning rate for training, its interval, bounds and warnings.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation {
    /// The recommended constant rate.
    pub lr: f64,
    /// The lower end of an interval that contains the best constant rate in nine of ten sweeps.
    pub low: f64,
    /// The upper end of this interval.
    pub high: f64,
    /// The lower bound for cyclical schedules: the rate at which the loss has fallen by a tenth of its drop.
    pub base_lr: f64,
    /// The upper bound for cyclical schedules: the rate of the lowest loss.
    pub max_lr: f64,
    /// Reasons to doubt the recommendation.
    pub warnings: Vec<Warning>,
}

/// A reason to doubt a recommendation. The texts stand in `sentence/answer.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The loss does not rise again: a higher rate may be better.
    NeverRises,
    /// The loss falls from the first step: where it begins to fall is unknown.
    FallsAtOnce,
    /// The curve has few steps in each decade.
    FewSteps,
    /// The noise is nearly as large as the drop.
    Noisy,
    /// The training is longer than the longest for which the rule was measured; the rate is for that length.
    LongTraining,
}

/// The reason why there is no recommendation, and what to change. The texts stand in `sentence/answer.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRecommendation {
    /// There are too few steps.
    TooFewSteps,
    /// The loss does not fall and rises: all rates are too large.
    TooLarge,
    /// Most of many runs were stopped at the first steps, and their median loss neither falls nor rises.
    Stopped {
        /// Whether noise stopped them.
        noise: bool,
    },
    /// The loss neither falls nor rises.
    Level,
    /// The loss still falls at the last rate: the best rate is beyond it.
    StillFalling,
}

/// The recommendation of a curve for a training of `steps` steps, or of the usual length if that is unknown. `lrs` are the
/// planned rates, in rising order; `losses` are the finite losses at the first of them (for many runs, the medians). Fewer
/// losses than rates mean that the sweep was stopped because its loss had risen.
///
/// # Errors
/// The reason why there is no recommendation.
pub fn recommend(
    lrs: &[f64],
    losses: &[f64],
    steps: Option<usize>,
) -> Result<Recommendation, NoRecommendation> {
    let length = |density: f64| steps.map_or(USUAL_LENGTH, |steps| steps.max(1) as f64 / density);
    recommend_for(lrs, losses, length)
}

/// Like [`recommend`], for a training whose number of steps is a multiple of the sweep's steps per decade. `length` returns
/// this multiple, given the number of points per decade around the rate.
///
/// # Errors
/// The reason why there is no recommendation.
pub(crate) fn recommend_for(
    lrs: &[f64],
    losses: &[f64],
    length: impl FnOnce(f64) -> f64,
) -> Result<Recommendation, NoRecommendation> {
    let decades: Vec<f64> = lrs.iter().zip(losses).map(|(&lr, _)| libm::log10(lr)).collect();
    let stopped = decades.len() < lrs.len();
    if decades.len() < MIN_STEPS {
        let few = if stopped { NoRecommendation::TooLarge } else { NoRecommendation::TooFewSteps };
        return Err(few);
    }
    let reading = Reading::new(&decades, losses, stopped);
    reading.check(&decades, losses)?;
    let density = density(&decades, reading.rate(NEARLY_ALL));
    let wanted = length(density);
    let length = wanted.min(MAX_LENGTH);
    let lr = reading.rate(NEARLY_ALL) + libm::log10(FACTOR) - 0.5 * libm::log10(length);
    let noise = reading.noise / reading.drop();
    let above = (DECADES_ABOVE + DECADES_ABOVE_FOR_NOISE * noise).min(1.0);
    let base = reading.rate(SHARE).min(lr);
    let max = reading.lowest_rate(&decades, losses).max(lr);
    let [lr, low, high, base_lr, max_lr] =
        [lr, lr - DECADES_BELOW, lr + above, base, max].map(|decade| libm::pow(10.0, decade));
    let mut warnings = reading.warnings();
    warnings.extend((density < FEW_STEPS).then_some(Warning::FewSteps));
    warnings.extend((wanted > MAX_LENGTH).then_some(Warning::LongTraining));
    Ok(Recommendation { lr, low, high, base_lr, max_lr, warnings })
}

/// The curve smoothed as for the recommendation, at each recorded rate: losses far above the first ones are clipped, and
/// a two-sided kernel smooths without a shift. Empty for an empty curve.
pub fn smooth(lrs: &[f64], losses: &[f64]) -> Vec<f64> {
    if losses.is_empty() {
        return Vec::new();
    }
    let decades: Vec<f64> = lrs.iter().zip(losses).map(|(&lr, _)| libm::log10(lr)).collect();
    Reading::new(&decades, losses, false).at(&decades)
}

/// The level above which losses are clipped before smoothing. There is at least one loss.
pub fn ceiling(lrs: &[f64], losses: &[f64]) -> f64 {
    let decades: Vec<f64> = lrs.iter().zip(losses).map(|(&lr, _)| libm::log10(lr)).collect();
    Reading::new(&decades, losses, false).ceiling
}

/// Steps per decade around a rate, within the curve.
pub(crate) fn density(decades: &[f64], at: f64) -> f64 {
    let [first, last] = [decades[0], decades[decades.len() - 1]];
    let (from, to) = ((at - 0.5).max(first), (at + 0.5).min(last));
    let inside = decades.iter().filter(|decade| (from..=to).contains(*decade)).count();
    inside.max(1) as f64 / (to - from).max(f64::MIN_POSITIVE)
}

impl Reading {
    /// Checks that the loss falls and no longer does so at the last rate.
    fn check(&self, decades: &[f64], losses: &[f64]) -> Result<(), NoRecommendation> {
        let Smooth { at, losses: smooth, errors } = &self.smooth;
        let error = self.noise * libm::hypot(errors[self.highest], errors[self.lowest]);
        // Written as the acceptable condition, so that NaN does not pass.
        let falls = self.drop() > LEAST_ERRORS * error;
        if !falls {
            return Err(if self.stopped || self.rises(decades, losses) {
                NoRecommendation::TooLarge
            } else {
                NoRecommendation::Level
            });
        }
        let last = at.len() - 1;
        let half = at.partition_point(|&decade| decade < at[last] - 0.5);
        let falling = smooth[half] - smooth[self.lowest] > SHARE * self.drop();
        if self.lowest == last && falling && !self.stopped {
            return Err(NoRecommendation::StillFalling);
        }
        Ok(())
    }

    /// Whether the loss ends above its initial value.
    fn rises(&self, decades: &[f64], losses: &[f64]) -> bool {
        let Smooth { losses, errors, .. } = Smooth::new(decades, losses);
        let last = losses.len() - 1;
        let error = self.noise * libm::hypot(errors[0], errors[last]);
        losses[last] - losses[0] > LEAST_ERRORS * error
    }

    /// Whether the loss completes a tenth of its drop within the first tenth of a decade.
    pub(crate) fn falls_at_once(&self) -> bool {
        self.rate(SHARE) <= self.smooth.at[0] + 0.1
    }

    fn warnings(&self) -> Vec<Warning> {
        let losses = &self.smooth.losses;
        let loss = losses[self.lowest] + SHARE * self.drop();
        let rises = self.stopped || losses[self.lowest..].iter().any(|&other| other > loss);
        let noisy = self.noise > NOISY * self.drop();
        let warnings = [
            (!rises, Warning::NeverRises),
            (self.falls_at_once(), Warning::FallsAtOnce),
            (noisy, Warning::Noisy),
        ];
        warnings.into_iter().filter(|(there, _)| *there).map(|(_, warning)| warning).collect()
    }
}
