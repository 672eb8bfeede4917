//! The ramps of the range test.

use crate::choice::choice;

choice! {
    /// The way the rate rises from step to step.
    pub enum Ramp {
        /// By a constant factor.
        Exponential = "exponential", "exponential";
        /// By a constant amount (Smith's own, arXiv:1506.01186).
        Linear = "linear", "linear";
    }
}

impl Ramp {
    /// The rates of all steps of the ramp of the original notebook and of surmenok's keras_lr_finder:
    /// `lr_k = start_lr * f^k`, `f = exp(ln(end_lr / start_lr) / (epochs * rows / batch_size))`.
    ///
    /// Unlike in PyImageSearch's finder, the quotient is not rounded, while an epoch has `ceil(rows / batch_size)`
    /// steps. One epoch therefore ends below `end_lr`, and several may end above it. Keras stores the rate in single
    /// precision, and the notebook multiplies it there step by step. This does the same, reproduces the digits that
    /// the notebook prints, and is limited to the largest number of single precision. If f is 1 in single precision,
    /// the rates are computed in double precision instead. The linear ramp is `lr_k = start_lr + (end_lr - start_lr)
    /// * k / (epochs * rows / batch_size)`.
    pub fn by_epochs(
        self,
        (start_lr, end_lr): (f64, f64),
        epochs: usize,
        rows: usize,
        batch_size: usize,
    ) -> Vec<f64> {
        let steps = epochs * rows.div_ceil(batch_size);
        let span = (epochs as u64 * rows as u64) as f64 / batch_size as f64;
        match self {
            Self::Exponential => {
                let exponent = libm::log(end_lr / start_lr) / span;
                let factor = libm::exp(exponent) as f32;
                if factor <= 1.0 {
                    let lr = |k| start_lr * libm::exp(exponent * f64::from(k));
                    return (0_u32..).map(lr).take(steps).collect();
                }
                let rates = std::iter::successors(Some(start_lr as f32), |lr| Some(lr * factor));
                rates.map(f64::from).take_while(|lr| lr.is_finite()).take(steps).collect()
            }
            Self::Linear => linear((start_lr, end_lr), span, steps),
        }
    }

    /// The rates of all steps of torch-lr-finder's ramp:
    /// `lr_k = start_lr * (end_lr / start_lr)^(k / (num_iter - 1))`, or `start_lr + (end_lr -
    /// start_lr) * k / (num_iter - 1)`; both ends are exact. fastai's `LRFinder` divides by its
    /// `num_it`, so that its last rate is one step short of `end_lr`.
    pub fn by_num_iter(self, (start_lr, end_lr): (f64, f64), num_iter: usize) -> Vec<f64> {
        let span = num_iter.saturating_sub(1).max(1) as f64;
        let mut lrs = match self {
            Self::Exponential => {
                let lr = |k| start_lr * libm::pow(end_lr / start_lr, f64::from(k) / span);
                (0_u32..).map(lr).take(num_iter).collect()
            }
            Self::Linear => linear((start_lr, end_lr), span, num_iter),
        };
        if let [_, .., last] = lrs.as_mut_slice() {
            *last = end_lr;
        }
        lrs
    }
}

fn linear((start_lr, end_lr): (f64, f64), span: f64, steps: usize) -> Vec<f64> {
    let lr = |k| start_lr + (end_lr - start_lr) * (f64::from(k) / span);
    (0_u32..).map(lr).take(steps).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_epochs_gives_the_rates_the_notebook_prints() {
        let lrs = Ramp::Exponential.by_epochs((0.05, 100.0), 1, 569, 12);
        let printed = |step: usize| format!("{:.5}", lrs[step]);
        assert_eq!(lrs.len(), 48);
        assert_eq!(
            [0, 1, 2, 3, 45, 46, 47].map(printed),
            ["0.05000", "0.05869", "0.06890", "0.08088", "67.88261", "79.68490", "93.53918"]
        );
        // By hand: a rise of 9 over 4.5 batches is 2 per step; 6 steps, because short batches are kept.
        let linear = Ramp::Linear.by_epochs((1.0, 10.0), 2, 9, 4);
        assert_eq!(linear, [1.0, 3.0, 5.0, 7.0, 9.0, 11.0]);
    }

    #[test]
    fn exponential_ramp_advances_if_its_step_factor_rounds_to_one_in_f32() {
        // By hand: 10000 steps of 5e-8 in the logarithm.
        let ends = (0.1, 0.1 * libm::exp(5e-4));
        let lrs = Ramp::Exponential.by_epochs(ends, 10_000, 12, 12);
        let expected = |k: usize| 0.1 * libm::exp(5e-8 * k as f64);
        assert_eq!(lrs.len(), 10_000);
        for (k, lr) in lrs.iter().enumerate() {
            assert!((lr / expected(k) - 1.0).abs() < 1e-7, "step {k}: {lr}");
        }
    }

    fn check(lrs: &[f64], expected: [f64; 5]) {
        assert_eq!((lrs[0], lrs[4]), (expected[0], expected[4]));
        for (lr, expected) in lrs.iter().zip(expected) {
            assert!((lr / expected - 1.0).abs() < 1e-12, "{lr} is not {expected}");
        }
    }

    #[test]
    fn by_num_iter_includes_both_ends_with_even_spacing() {
        let exponential = Ramp::Exponential.by_num_iter((1e-3, 10.0), 5);
        check(&exponential, [1e-3, 1e-2, 1e-1, 1.0, 10.0]);
        check(&Ramp::Linear.by_num_iter((1.0, 3.0), 5), [1.0, 1.5, 2.0, 2.5, 3.0]);
    }
}
