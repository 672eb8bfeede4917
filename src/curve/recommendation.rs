//! A curve -> one learning rate for training, and an interval for the best one.
//!
//! The rule reads the recorded losses and not a moving average, which lags. It was set up on the tasks of
//! [`crate::benchmark`], whose table says how often it is right.

use super::kernel::Smooth;
use super::reading::Reading;

/// The share of the drop that is made at the rate from which the recommendation is computed.
pub(crate) const NEARLY_ALL: f64 = 0.95;
/// The recommendation is this many times that rate for a training of as many steps as the sweep spends on a
/// decade. It falls with the root of the number of steps: a long training needs a smaller rate.
const FACTOR: f64 = 2.0;
/// The share of the drop that is made at `base_lr`; a loss that never rises by it has not risen.
pub(crate) const SHARE: f64 = 0.1;
/// The best rate is not more decades below the recommended one, in 19 of 20 sweeps of the benchmark.
pub(super) const DECADES_BELOW: f64 = 0.7;
/// Nor more decades above it, for a curve without noise.
pub(super) const DECADES_ABOVE: f64 = 0.4;
/// So many more decades above it for noise as large as the drop, up to a decade in all.
const DECADES_ABOVE_FOR_NOISE: f64 = 1.9;
/// A drop less than so many of its standard errors is noise: it is the largest of many drops.
const LEAST_ERRORS: f64 = 3.0;
/// Noise above this share of the drop comes with a warning.
pub(crate) const NOISY: f64 = 0.5;
/// Steps that a curve needs.
pub(crate) const MIN_STEPS: usize = 10;
/// Steps of a decade below which a recommendation comes with a warning.
pub(crate) const FEW_STEPS: f64 = 8.0;
/// The longest training compared with the steps of a decade for which the root was measured.
pub(crate) const MAX_LENGTH: f64 = 300.0;
/// The steps of a training of unknown length, for each step of a decade.
pub(crate) const USUAL_LENGTH: f64 = 10.0;

/// A learning rate for training, and what else a curve says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation {
    /// The recommended constant rate.
    pub lr: f64,
    /// The best constant rate should be from here ...
    pub low: f64,
    /// ... to here, in nine of ten sweeps.
    pub high: f64,
    /// A lower bound for cyclical schedules: the loss has fallen by a tenth of its drop.
    pub base_lr: f64,
    /// An upper bound for cyclical schedules: the lowest loss.
    pub max_lr: f64,
    /// What the reader should know.
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
}

/// The reason why there is no recommendation, and what to change. The texts stand in `sentence/answer.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRecommendation {
    /// There are too few steps.
    TooFewSteps,
    /// The loss does not fall and rises: all rates are too large.
    TooLarge,
    /// The loss neither falls nor rises: all rates are too small.
    TooSmall,
    /// The loss falls fastest at the last rates: the best is beyond them.
    StillFalling,
}

/// The recommendation of a curve for a training of so many steps, if that is known. The losses are finite and
/// belong to the first of the rates, which rise; for many runs they are the medians. Fewer losses than rates mean
/// that the sweep was stopped because its loss had risen.
///
/// # Errors
///
/// The reason why there is none.
pub fn recommend(
    lrs: &[f64],
    losses: &[f64],
    steps: Option<usize>,
) -> Result<Recommendation, NoRecommendation> {
    let length = |density: f64| steps.map_or(USUAL_LENGTH, |steps| steps.max(1) as f64 / density);
    recommend_for(lrs, losses, length)
}

/// As [`recommend`], for a training of so many times the steps that the sweep spends on a decade; `length` is given how
/// many points a decade has around the rate.
///
/// # Errors
///
/// As those of [`recommend`].
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
    let length = length(density).min(MAX_LENGTH);
    let lr = reading.rate(NEARLY_ALL) + libm::log10(FACTOR) - 0.5 * libm::log10(length);
    let noise = reading.noise / reading.drop();
    let above = (DECADES_ABOVE + DECADES_ABOVE_FOR_NOISE * noise).min(1.0);
    let base = reading.rate(SHARE).min(lr);
    let max = reading.lowest_rate(&decades, losses).max(lr);
    let [lr, low, high, base_lr, max_lr] =
        [lr, lr - DECADES_BELOW, lr + above, base, max].map(|decade| libm::pow(10.0, decade));
    let mut warnings = reading.warnings();
    warnings.extend((density < FEW_STEPS).then_some(Warning::FewSteps));
    Ok(Recommendation { lr, low, high, base_lr, max_lr, warnings })
}

/// The curve as the rule reads it, at each recorded rate: smoothed by a two-sided kernel, which does not shift it,
/// after losses far above the first ones were clipped. Empty for an empty curve.
pub fn smooth(lrs: &[f64], losses: &[f64]) -> Vec<f64> {
    if losses.is_empty() {
        return Vec::new();
    }
    let decades: Vec<f64> = lrs.iter().zip(losses).map(|(&lr, _)| libm::log10(lr)).collect();
    Reading::new(&decades, losses, false).at(&decades)
}

/// Losses above it are clipped before the curve is smoothed. There is at least one loss.
pub fn ceiling(lrs: &[f64], losses: &[f64]) -> f64 {
    let decades: Vec<f64> = lrs.iter().zip(losses).map(|(&lr, _)| libm::log10(lr)).collect();
    Reading::new(&decades, losses, false).ceiling
}

/// Steps of a decade around a rate, as far as the curve goes.
pub(crate) fn density(decades: &[f64], at: f64) -> f64 {
    let [first, last] = [decades[0], decades[decades.len() - 1]];
    let (from, to) = ((at - 0.5).max(first), (at + 0.5).min(last));
    let inside = decades.iter().filter(|decade| (from..=to).contains(*decade)).count();
    inside.max(1) as f64 / (to - from).max(f64::MIN_POSITIVE)
}

impl Reading {
    /// Whether the loss falls, and rises or stays again.
    fn check(&self, decades: &[f64], losses: &[f64]) -> Result<(), NoRecommendation> {
        let Smooth { at, losses: smooth, errors } = &self.smooth;
        let error = self.noise * libm::hypot(errors[self.highest], errors[self.lowest]);
        // Written as the acceptable condition, so that what is not a number does not pass.
        let falls = self.drop() > LEAST_ERRORS * error;
        if !falls {
            return Err(if self.stopped || self.rises(decades, losses) {
                NoRecommendation::TooLarge
            } else {
                NoRecommendation::TooSmall
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

    /// Whether the loss ends above its beginning.
    fn rises(&self, decades: &[f64], losses: &[f64]) -> bool {
        let Smooth { losses, errors, .. } = Smooth::new(decades, losses);
        let last = losses.len() - 1;
        let error = self.noise * libm::hypot(errors[0], errors[last]);
        losses[last] - losses[0] > LEAST_ERRORS * error
    }

    /// Whether a tenth of the drop is made within the first tenth of a decade.
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
