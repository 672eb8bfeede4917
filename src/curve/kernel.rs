//! Smoothing by a two-sided kernel, which does not shift the curve.

/// The standard deviation of the kernel, in decades of the learning rate.
pub const WIDTH: f64 = 0.4;
/// The distance between the points of a smooth curve, in decades.
const SPACING: f64 = 0.05;
/// The largest number of points of a smooth curve: twenty decades.
const MAX_POINTS: usize = 401;

/// A curve smoothed at evenly spaced logarithms of the learning rate.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Smooth {
    /// log10 of the learning rates, in rising order.
    pub(crate) at: Vec<f64>,
    /// The mean loss around each rate, weighted by a Gaussian of the distance in decades (Nadaraya,
    /// doi:10.1137/1109020; Watson, Sankhya A 26, 1964).
    pub(crate) losses: Vec<f64>,
    /// The standard error of each mean, for losses with independent noise of standard deviation 1.
    pub(crate) errors: Vec<f64>,
}

impl Smooth {
    /// Smooths finite losses. `decades` has log10 of their rates: at least one, in rising order.
    pub(crate) fn new(decades: &[f64], losses: &[f64]) -> Self {
        Self::with_width(decades, losses, WIDTH)
    }

    /// Like [`Smooth::new`], with another standard deviation of the kernel, in decades.
    pub(crate) fn with_width(decades: &[f64], losses: &[f64], width: f64) -> Self {
        let [first, last] = [decades[0], decades[decades.len() - 1]];
        let count = (((last - first) / SPACING) as usize + 1).min(MAX_POINTS);
        let spacing = (last - first) / (count.max(2) - 1) as f64;
        let mut smooth = Self { at: vec![], losses: vec![], errors: vec![] };
        for point in 0..count {
            let at = first + point as f64 * spacing;
            let (mut weights, mut squares, mut sum) = (0.0, 0.0, 0.0);
            for (weight, loss) in weights_at(at, decades, width).zip(losses) {
                weights += weight;
                squares += weight * weight;
                sum += weight * loss;
            }
            smooth.at.push(at);
            smooth.losses.push(sum / weights);
            smooth.errors.push(squares.sqrt() / weights);
        }
        smooth
    }

    /// The contribution of each block of `length` neighbors to the smooth losses: for each block, one value per point.
    pub(crate) fn blocks(&self, decades: &[f64], losses: &[f64], length: usize) -> Vec<Vec<f64>> {
        let points: Vec<Vec<f64>> =
            self.at.iter().map(|at| block_sums(decades, losses, length, *at)).collect();
        let blocks = points.first().map_or(0, Vec::len);
        (0..blocks).map(|block| points.iter().map(|sums| sums[block]).collect()).collect()
    }
}

/// The distance in standard deviations from which on even the nearest loss has too small a weight to compute with.
const FAR: f64 = 20.0;

/// The weight of each loss at one point. Where all losses are far away, as between the first rates of a linear ramp from
/// a very low one, the weights are relative to that of the nearest: all of them could be zero.
fn weights_at(at: f64, decades: &[f64], width: f64) -> impl Iterator<Item = f64> {
    let distances = decades.iter().map(move |decade| (decade - at) / width);
    let nearest = distances.clone().map(f64::abs).fold(f64::INFINITY, f64::min);
    let shift = if nearest > FAR { 0.5 * nearest * nearest } else { 0.0 };
    distances.map(move |distance| libm::exp(shift - 0.5 * distance * distance))
}

/// The contribution of each block of `length` neighbors to the smooth loss at one rate.
fn block_sums(decades: &[f64], losses: &[f64], length: usize, at: f64) -> Vec<f64> {
    let weights: Vec<f64> = weights_at(at, decades, WIDTH).collect();
    let total: f64 = weights.iter().sum();
    let products: Vec<f64> =
        weights.iter().zip(losses).map(|(weight, loss)| weight * loss).collect();
    products.chunks(length).map(|block| block.iter().sum::<f64>() / total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smoothing_does_not_shift_the_curve() {
        // A step function at 1e-2 is halfway down at 1e-2, and a straight line is unchanged away from the ends.
        let decades: Vec<f64> = (0..=400).map(|step| -4.0 + f64::from(step) / 100.0).collect();
        let step: Vec<f64> = decades.iter().map(|&decade| f64::from(decade < -2.0)).collect();
        let middle = |smooth: &Smooth| smooth.losses[smooth.at.len() / 2];
        assert!((middle(&Smooth::new(&decades, &step)) - 0.5).abs() < 0.01);
        assert!((middle(&Smooth::new(&decades, &decades)) + 2.0).abs() < 1e-9);
    }

    #[test]
    fn far_from_all_rates_the_nearest_one_decides() {
        // 65 standard deviations away, weights are below the least positive number.
        let smooth = Smooth::with_width(&[-13.0, 0.0], &[1.0, 3.0], 0.1);
        for (at, (loss, error)) in smooth.at.iter().zip(smooth.losses.iter().zip(&smooth.errors)) {
            if (at + 6.5).abs() > 1e-3 {
                let expected = if *at < -6.5 { 1.0 } else { 3.0 };
                assert!((loss - expected).abs() < 1e-12 && (error - 1.0).abs() < 1e-12, "at {at}");
            }
        }
        let [first, ..] = block_sums(&[-40.0, 40.0], &[1.0, 3.0], 2, -1.0)[..] else { panic!() };
        assert_eq!(first, 1.0);
    }

    #[test]
    fn error_is_the_standard_error_of_the_weighted_mean() {
        // Two losses with equal weights: 1 / sqrt(2).
        let smooth = Smooth::new(&[-1.0, -1.0], &[1.0, 3.0]);
        assert_eq!(smooth.losses, [2.0]);
        assert!((smooth.errors[0] - 0.5_f64.sqrt()).abs() < 1e-12);
    }
}
