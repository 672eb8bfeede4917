//! The uncertainty of a recommendation due to the noise of a single curve.

use rand::RngExt;

use super::kernel::Smooth;
use super::reading::Reading;
use super::recommendation::{DECADES_ABOVE, DECADES_BELOW, NEARLY_ALL, Recommendation};
use crate::random::{Stream, stream};
use crate::statistics::{quantile, sort};

/// The number of bootstrap curves.
const DRAWS: usize = 200;
/// The share of the bootstrap recommendations outside their interval on each side.
const OUTSIDE: f64 = 0.05;
/// The factor by which the bootstrap interval is widened: the kernel curve follows a part of the noise, and the observed
/// curve is itself a draw. With it, the combined interval contains the best rate in about 9 of 10 sweeps of
/// [`crate::benchmark`] for every number of steps.
const SCALE: f64 = 2.5;

/// The largest factor by which a training of unknown length is shorter or longer than the usual length.
#[cfg(feature = "log")]
pub(crate) const UNKNOWN_LENGTH: f64 = 4.0;
/// The factor by which each end of an interval moves if the length is unknown. The rate is inversely proportional to the
/// square root of the length, so a training [`UNKNOWN_LENGTH`] times shorter or longer changes it by a factor of 2, but the
/// errors are rarely all at their largest: on the benchmark's tasks of such lengths, the interval contains the best rate in
/// 83% of all sweeps without this margin, in 92% with it, and in 96% with a margin of 2.
const MARGIN: f64 = 1.5;

/// The recommendation of a single run, with an interval that includes the noise of this run.
///
/// The noise is measured by a wild block bootstrap (Shao, doi:10.1198/jasa.2009.tm08744): the residuals of the
/// two-sided kernel curve keep their positions, and each block of neighbors gets one random sign, so that the size of the
/// noise may vary along the curve and neighbors may be correlated. The result and the spread of the benchmark's curves
/// without noise are combined as independent errors: as the root of the sum of squares.
pub fn with_own_noise(lrs: &[f64], losses: &[f64], found: Recommendation) -> Recommendation {
    with_spread(spread(lrs, losses), found)
}

/// Like [`with_own_noise`], for a curve whose [`spread`] is known.
pub(crate) fn with_spread((below, above): (f64, f64), found: Recommendation) -> Recommendation {
    let low = libm::hypot(DECADES_BELOW, SCALE * below.min(0.0));
    let high = libm::hypot(DECADES_ABOVE, SCALE * above.max(0.0));
    let moved = |decades: f64| found.lr * libm::pow(10.0, decades);
    Recommendation { low: moved(-low), high: moved(high), ..found }
}

/// The recommendation with an interval widened for a training of unknown length, up to four times shorter or longer than
/// the usual length.
pub fn of_unknown_length(found: Recommendation) -> Recommendation {
    Recommendation { low: found.low / MARGIN, high: found.high * MARGIN, ..found }
}

/// The 5th and 95th percentiles of the recommendation of the bootstrap curves, in decades relative to that of the curve;
/// zeros without losses.
pub(crate) fn spread(lrs: &[f64], losses: &[f64]) -> (f64, f64) {
    let decades: Vec<f64> = lrs.iter().zip(losses).map(|(&lr, _)| libm::log10(lr)).collect();
    if decades.is_empty() {
        return (0.0, 0.0);
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
    (quantile(&rates, OUTSIDE) - own, quantile(&rates, 1.0 - OUTSIDE) - own)
}
