//! How far the noise of one curve moves its recommendation.

use rand::RngExt;

use super::kernel::Smooth;
use super::reading::Reading;
use super::recommendation::{DECADES_ABOVE, DECADES_BELOW, NEARLY_ALL, Recommendation};
use crate::random::{Stream, stream};
use crate::statistics::{quantile, sort};

/// Curves that are drawn.
const DRAWS: usize = 200;
/// The share of the draws on either side of their interval.
const OUTSIDE: f64 = 0.05;
/// The interval of the draws is multiplied by this: the kernel curve follows a part of the noise, and the curve that
/// is drawn about is itself a draw. With it, the joined interval holds the best rate in about 9 of 10 sweeps of
/// [`crate::benchmark`] for every number of steps.
const SCALE: f64 = 2.5;

/// So many times shorter or longer than usual, at most, is a training of unknown length.
#[cfg(feature = "log")]
pub(crate) const UNKNOWN_LENGTH: f64 = 4.0;
/// Each end of an interval moves by this factor if the length is not known. The rate falls with the root of the length, so
/// a training [`UNKNOWN_LENGTH`] times shorter or longer moves it by 2, but not every error is at its largest at once: on the
/// benchmark's tasks of such lengths, the interval holds the best rate in 83% of all sweeps without this margin, in 92%
/// with it and in 96% with one of 2.
const MARGIN: f64 = 1.5;

/// The recommendation of a single run, with an interval from the noise of this very run.
///
/// The noise is measured by a wild block bootstrap (Shao, doi:10.1198/jasa.2009.tm08744): the residuals about
/// the two-sided kernel curve keep their places, and those of each block of neighbors get a random sign together, so
/// that their size may change along the curve and neighbors may depend on each other. It adds to the spread of the
/// benchmark's curves without noise as independent errors do, by their squares.
pub fn with_own_noise(lrs: &[f64], losses: &[f64], found: Recommendation) -> Recommendation {
    with_spread(spread(lrs, losses), found)
}

/// The same for a curve whose [`spread`] is known.
pub(crate) fn with_spread((below, above): (f64, f64), found: Recommendation) -> Recommendation {
    let low = libm::hypot(DECADES_BELOW, SCALE * below.min(0.0));
    let high = libm::hypot(DECADES_ABOVE, SCALE * above.max(0.0));
    let moved = |decades: f64| found.lr * libm::pow(10.0, decades);
    Recommendation { low: moved(-low), high: moved(high), ..found }
}

/// The interval of a recommendation for a training of the usual length, made wider for
/// a training whose length is not known, up to four times shorter or longer.
pub fn of_unknown_length(found: Recommendation) -> Recommendation {
    Recommendation { low: found.low / MARGIN, high: found.high * MARGIN, ..found }
}

/// The 5th and the 95th percentile of the recommendation among the draws, in decades from that of the curve; zero
/// without losses.
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
