//! Step -> learning rate: the ramps of the range test.

use crate::choice::choice;

choice! {
    /// How the rate rises from step to step.
    pub enum Ramp {
        /// By a constant factor.
        Exponential = "exponential", "exponential";
        /// By a constant amount (Smith's own, arXiv:1506.01186).
        Linear = "linear", "linear";
    }
}

/// A rise from `start_lr` at step 0 towards `end_lr` at step `span`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Schedule {
    ramp: Ramp,
    start_lr: f64,
    end_lr: f64,
    span: f64,
}

impl Schedule {
    /// The ramp of the notebook and of PyImageSearch's finder:
    /// `lr_k = start_lr * f^k`, `f = exp(ln(end_lr / start_lr) / (epochs * rows / batch_size))`.
    ///
    /// The quotient is not rounded while an epoch has `ceil(rows / batch_size)` steps. So one epoch
    /// ends a bit below `end_lr`, and several may end a bit above it.
    pub fn by_epochs(
        ramp: Ramp,
        (start_lr, end_lr): (f64, f64),
        epochs: usize,
        rows: usize,
        batch_size: usize,
    ) -> Self {
        let span = (epochs * rows) as f64 / batch_size as f64;
        Self {
            ramp,
            start_lr,
            end_lr,
            span,
        }
    }

    /// The ramp of fastai and torch-lr-finder:
    /// `lr_k = start_lr * (end_lr / start_lr)^(k / (num_iter - 1))`; both ends are hit exactly.
    pub fn by_num_iter(ramp: Ramp, (start_lr, end_lr): (f64, f64), num_iter: usize) -> Self {
        Self {
            ramp,
            start_lr,
            end_lr,
            span: num_iter.saturating_sub(1) as f64,
        }
    }

    /// The learning rate of the update at `step`.
    pub fn lr(&self, step: usize) -> f64 {
        let step = step as f64;
        if step == 0.0 {
            return self.start_lr;
        }
        if step == self.span {
            return self.end_lr;
        }
        match self.ramp {
            // The factor first, then its power: the notebook's own order.
            Ramp::Exponential => {
                let log_ratio = libm::log(self.end_lr / self.start_lr);
                self.start_lr * libm::pow(libm::exp(log_ratio / self.span), step)
            }
            Ramp::Linear => self.start_lr + (self.end_lr - self.start_lr) * (step / self.span),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_epochs_gives_the_rates_the_notebook_prints() {
        let schedule = Schedule::by_epochs(Ramp::Exponential, (0.05, 100.0), 1, 569, 12);
        let printed = |step| format!("{:.5}", schedule.lr(step));
        assert_eq!(
            [0, 1, 2, 3, 45, 46, 47].map(printed),
            [
                "0.05000", "0.05869", "0.06890", "0.08088", "67.88261", "79.68490", "93.53918"
            ]
        );
    }

    fn check(schedule: Schedule, expected: [f64; 5]) {
        assert_eq!((schedule.lr(0), schedule.lr(4)), (expected[0], expected[4]));
        for (step, expected) in expected.into_iter().enumerate() {
            let lr = schedule.lr(step);
            assert!(
                (lr / expected - 1.0).abs() < 1e-12,
                "{lr} is not {expected}"
            );
        }
    }

    #[test]
    fn by_num_iter_hits_both_ends_and_is_even_between() {
        let exponential = Schedule::by_num_iter(Ramp::Exponential, (1e-3, 10.0), 5);
        check(exponential, [1e-3, 1e-2, 1e-1, 1.0, 10.0]);
        let linear = Schedule::by_num_iter(Ramp::Linear, (1.0, 3.0), 5);
        check(linear, [1.0, 1.5, 2.0, 2.5, 3.0]);
    }
}
