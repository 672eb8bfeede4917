//! How far the noise of one curve moves its recommendation.

use rand::RngExt;

use super::kernel::Smooth;
use super::reading::Reading;
use super::recommendation::{NEARLY_ALL, Recommendation};
use crate::random::{Stream, stream};
use crate::statistics::{quantile, sort};

/// Curves that are drawn.
const DRAWS: usize = 200;
/// The share of the draws on either side of their interval.
const OUTSIDE: f64 = 0.05;

/// The recommendation of a single run, with an interval that also holds where the noise of this very run may have
/// moved it: 9 of 10 draws of a wild block bootstrap (Shao, doi:10.1198/jasa.2009.tm08744). The residuals about
/// the two-sided kernel curve keep their places, and those of each block of neighbors get a random sign together, so
/// that their size may change along the curve and neighbors may depend on each other.
///
/// The interval of the rule is that of [`crate::benchmark`]'s many curves, and holds the usual noise already.
pub fn with_own_noise(lrs: &[f64], losses: &[f64], found: Recommendation) -> Recommendation {
    let Some((below, above)) = spread(lrs, losses) else {
        return found;
    };
    let moved = |decades: f64| found.lr * libm::pow(10.0, decades);
    Recommendation { low: found.low.min(moved(below)), high: found.high.max(moved(above)), ..found }
}

/// The 5th and the 95th percentile of the recommendation among the draws, in decades from that of the curve; none
/// without losses.
pub fn spread(lrs: &[f64], losses: &[f64]) -> Option<(f64, f64)> {
    let decades: Vec<f64> = lrs.iter().zip(losses).map(|(&lr, _)| libm::log10(lr)).collect();
    if decades.is_empty() {
        return None;
    }
    let reading = Reading::new(&decades, losses, false);
    let smooth = reading.at(&decades);
    let residuals: Vec<f64> = losses
        .iter()
        .zip(&smooth)
        .map(|(loss, smooth)| loss.min(reading.ceiling) - smooth)
        .collect();
    // The length of a block grows with the cube root of the number of points (Künsch, doi:10.1214/aos/1176347265).
    let length = libm::cbrt(decades.len() as f64).round() as usize;
    let blocks = reading.smooth.blocks(&decades, &residuals, length.max(1));
    let mut random = stream(0, Stream::Signs);
    let mut rates: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let Smooth { mut losses, .. } = reading.smooth.clone();
            for block in &blocks {
                let sign = if random.random::<bool>() { 1.0 } else { -1.0 };
                losses.iter_mut().zip(block).for_each(|(loss, part)| *loss += sign * part);
            }
            reading.with(losses).rate(NEARLY_ALL)
        })
        .collect();
    sort(&mut rates);
    let own = reading.rate(NEARLY_ALL);
    Some((quantile(&rates, OUTSIDE) - own, quantile(&rates, 1.0 - OUTSIDE) - own))
}
