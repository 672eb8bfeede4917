//! The smoothed curve of the recommendation: its drop, and the rates at which shares of the drop are completed.

use super::kernel::Smooth;
use crate::statistics::Quantiles;

/// The standard deviation of the kernel that finds the lowest loss, in decades.
const NARROW: f64 = 0.15;

/// The smooth curve and its drop.
pub(crate) struct Reading {
    pub(crate) smooth: Smooth,
    /// The point of the lowest loss.
    pub(crate) lowest: usize,
    /// The point of the highest loss before it.
    pub(crate) highest: usize,
    /// The standard deviation of the noise of single losses.
    pub(crate) noise: f64,
    /// The level above which losses were clipped.
    pub(crate) ceiling: f64,
    /// Whether the sweep ended before its last rate.
    pub(crate) stopped: bool,
}

impl Reading {
    /// Smooths finite losses. `decades` has log10 of their rates: at least one, in rising order. `stopped` is whether
    /// the sweep ended before its last rate.
    pub(crate) fn new(decades: &[f64], losses: &[f64], stopped: bool) -> Self {
        let first = median(losses.iter().take(losses.len().div_ceil(10).max(3)).copied());
        let least = losses.iter().copied().fold(first, f64::min);
        // Losses far above the first ones only show that the rate is too large, but would dominate the mean.
        let clipped = |ceiling: f64| {
            let losses: Vec<f64> = losses.iter().map(|loss| loss.min(ceiling)).collect();
            Smooth::new(decades, &losses)
        };
        let smooth = clipped(first + (first - least));
        let (highest, lowest) = drop_of(&smooth.losses);
        let top = smooth.losses[highest];
        let ceiling = top + (top - smooth.losses[lowest]);
        let smooth = clipped(ceiling);
        let (highest, lowest) = drop_of(&smooth.losses);
        let steps = decades.iter().filter(|&&decade| decade <= smooth.at[lowest]).count();
        let differences =
            losses[..steps.max(4).min(losses.len())].windows(2).map(|two| (two[1] - two[0]).abs());
        // The median distance of two draws from a normal distribution is 0.954 of its standard deviation.
        let noise = median(differences) / 0.954;
        Self { smooth, lowest, highest, noise, ceiling, stopped }
    }

    /// A reading of other smooth losses at the same rates.
    pub(crate) fn with(&self, losses: Vec<f64>) -> Self {
        let (highest, lowest) = drop_of(&losses);
        let smooth = Smooth { losses, ..self.smooth.clone() };
        Self { smooth, lowest, highest, ..*self }
    }

    /// The drop of the smooth loss.
    pub(crate) fn drop(&self) -> f64 {
        self.smooth.losses[self.highest] - self.smooth.losses[self.lowest]
    }

    /// log10 of the rate at which a share of the drop is completed.
    pub(crate) fn rate(&self, share: f64) -> f64 {
        let Smooth { at, losses, .. } = &self.smooth;
        let loss = losses[self.highest] - share * self.drop();
        let between = self.highest..=self.lowest;
        let below = between.clone().find(|&point| losses[point] <= loss).unwrap_or(self.lowest);
        if below == self.highest {
            return at[below];
        }
        let (before, after) = (losses[below - 1], losses[below]);
        let part = if before > after { (before - loss) / (before - after) } else { 1.0 };
        at[below - 1] + part * (at[below] - at[below - 1])
    }

    /// log10 of the rate of the lowest loss of these losses, smoothed by a narrow kernel. Losses above the first ones are
    /// clipped: otherwise a steep rise would shift the minimum to the left.
    pub(crate) fn lowest_rate(&self, decades: &[f64], losses: &[f64]) -> f64 {
        let top = self.smooth.losses[self.highest];
        let losses: Vec<f64> = losses.iter().map(|loss| loss.min(top)).collect();
        let Smooth { at, losses, .. } = Smooth::with_width(decades, &losses, NARROW);
        at[place_of_least(losses.iter().copied())]
    }

    /// The smooth losses at the rates whose log10 is `decades`.
    pub(crate) fn at(&self, decades: &[f64]) -> Vec<f64> {
        let Smooth { at, losses, .. } = &self.smooth;
        let between = |decade: &f64| {
            let above = at.partition_point(|other| other < decade).clamp(1, at.len().max(2) - 1);
            let (Some(right), left) = (at.get(above), at[above - 1]) else {
                return losses[0];
            };
            let part = ((decade - left) / (right - left)).clamp(0.0, 1.0);
            losses[above - 1] + part * (losses[above] - losses[above - 1])
        };
        decades.iter().map(between).collect()
    }
}

/// The indices of the highest loss before the lowest one, and of the lowest one.
fn drop_of(losses: &[f64]) -> (usize, usize) {
    let lowest = place_of_least(losses.iter().copied());
    (place_of_least(losses[..=lowest].iter().map(|loss| -loss)), lowest)
}

/// The index of the smallest number, the first of equal ones.
fn place_of_least(numbers: impl Iterator<Item = f64>) -> usize {
    let least = numbers.enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
    least.map_or(0, |(place, _)| place)
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    Quantiles::of(numbers).median
}
