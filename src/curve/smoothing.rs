//! The bias-corrected exponential moving average, computed step by step.

/// `m_k = beta * m_{k-1} + (1 - beta) * L_k`, returned as `m_k / (1 - beta^(k+1))`: Adam's correction
/// (arXiv:1412.6980), which fastai applies to losses (`AvgSmoothLoss`). torch-lr-finder has none: its
/// average begins at the first loss, and its `smooth_f` is 1 - beta.
#[derive(Clone, Debug)]
pub struct Smoothing {
    beta: f64,
    mean: f64,
    /// beta^(k+1)
    decay: f64,
}

impl Smoothing {
    /// A moving average with `beta` in 0..1; 0 does not smooth.
    pub fn new(beta: f64) -> Self {
        Self { beta, mean: 0.0, decay: 1.0 }
    }

    /// Adds a loss and returns the smoothed loss.
    pub fn next(&mut self, loss: f64) -> f64 {
        self.mean = self.beta * self.mean + (1.0 - self.beta) * loss;
        self.decay *= self.beta;
        self.mean / (1.0 - self.decay)
    }
}

/// The lag of the smoothed loss at step `k`, in steps: the weighted mean age of the losses in it. It grows
/// from 0 towards beta / (1 - beta).
pub fn lag(beta: f64, k: usize) -> f64 {
    let (mut weight, mut weights, mut ages) = (1.0, 0.0, 0.0);
    for age in 0..=k {
        weights += weight;
        ages += weight * age as f64;
        weight *= beta;
    }
    ages / weights
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(beta: f64, losses: &[f64], expected: &[f64]) {
        let mut smoothing = Smoothing::new(beta);
        for (&loss, expected) in losses.iter().zip(expected) {
            let smoothed = smoothing.next(loss);
            assert!((smoothed - expected).abs() < 1e-12, "{smoothed} is not {expected}");
        }
    }

    #[test]
    fn smoothed_losses_are_weighted_means() {
        // By hand: (0.5*1 + 2) / 1.5, (0.25*1 + 0.5*2 + 6) / 1.75.
        check(0.5, &[1.0, 2.0, 6.0], &[1.0, 2.5 / 1.5, 7.25 / 1.75]);
        check(0.0, &[3.0, 1.0], &[3.0, 1.0]);
        check(0.98, &[7.0, 7.0, 7.0], &[7.0, 7.0, 7.0]);
    }

    #[test]
    fn lag_is_the_mean_age() {
        assert_eq!(lag(0.0, 10), 0.0);
        // By hand: ages 0, 1, 2 with weights 1, 1/2, 1/4.
        assert!((lag(0.5, 2) - 1.0 / 1.75).abs() < 1e-12);
        assert!((lag(0.98, 5000) - 49.0).abs() < 1e-9);
    }
}
