//! Step -> learning rate: cyclical rates, decays and tables.
//!
//! A schedule is a pure function of the step, counted from 0. Each formula is that of the library named with
//! it; `tests/schedule.rs` compares whole sequences with the library.
//!
//! A schedule changes only the learning rate. By default, PyTorch's `CyclicLR` and `OneCycleLR` also cycle
//! the momentum or Adam's first beta; these are theirs with `cycle_momentum=False`.

use std::sync::Arc;

/// A learning rate for every step. Lengths are in steps and at least 1; factors have no unit.
#[derive(Clone, Debug, PartialEq)]
pub enum Schedule {
    /// The rate of each step; after the end, the last one.
    Table(Arc<[f64]>),
    /// The same rate at every step.
    Constant {
        /// The rate.
        lr: f64,
    },
    /// CLR (Smith, arXiv:1506.01186): up and down between the bounds, as PyTorch's `CyclicLR` and
    /// bckenstler's callback have it: `c = floor(1 + k / 2s)`, `x = |k/s - 2c + 1|`,
    /// `lr = base_lr + (max_lr - base_lr) * max(0, 1 - x) * scale`.
    Cyclical {
        /// The lower bound.
        base_lr: f64,
        /// The upper bound.
        max_lr: f64,
        /// s: half of a cycle.
        step_size: usize,
        /// How the height of the cycles changes.
        scale: Scale,
    },
    /// One cycle with a cosine up from `max_lr / div_factor` and one down to
    /// `max_lr / div_factor / final_div_factor` (Smith and Topin, arXiv:1708.07120, whose lines
    /// are straight), as PyTorch's `OneCycleLR` with two phases, after fastai. PyTorch raises an error after
    /// the end; here the last rate is kept.
    OneCycle {
        /// The highest rate.
        max_lr: f64,
        /// The length of the cycle.
        total_steps: usize,
        /// The share of the steps in which the rate rises.
        pct_start: f64,
        /// The highest rate divided by the first one.
        div_factor: f64,
        /// The first rate divided by the last one.
        final_div_factor: f64,
    },
    /// `initial_lr * gamma^floor(k / step_size)`: PyTorch's `StepLR`.
    Step {
        /// The first rate.
        initial_lr: f64,
        /// Steps from one drop to the next.
        step_size: usize,
        /// The factor of a drop.
        gamma: f64,
    },
    /// `initial_lr * decay_rate^(k / decay_steps)`: Keras's `ExponentialDecay`.
    Exponential {
        /// The first rate.
        initial_lr: f64,
        /// Steps after which the rate is `decay_rate` times the first.
        decay_steps: usize,
        /// See above.
        decay_rate: f64,
    },
    /// `(initial_lr - end_lr) * (1 - min(k, decay_steps) / decay_steps)^power + end_lr`: Keras's
    /// `PolynomialDecay`.
    Polynomial {
        /// The first rate.
        initial_lr: f64,
        /// The last one.
        end_lr: f64,
        /// Steps from the first rate to the last.
        decay_steps: usize,
        /// 1 is a straight line.
        power: f64,
    },
    /// `initial_lr / (1 + decay_rate * k / decay_steps)`: Keras's `InverseTimeDecay`.
    InverseTime {
        /// The first rate.
        initial_lr: f64,
        /// See above.
        decay_steps: usize,
        /// See above.
        decay_rate: f64,
    },
    /// Half a cosine from `initial_lr` down to `alpha * initial_lr`: Keras's `CosineDecay`; PyTorch's
    /// `CosineAnnealingLR` follows it until `decay_steps`. With `warmup_steps` the rate first rises in
    /// a straight line from `warmup_lr`, as with Keras's `warmup_target`.
    Cosine {
        /// The rate at the start of the warm-up.
        warmup_lr: f64,
        /// The length of the warm-up; 0 for none.
        warmup_steps: usize,
        /// The rate at the start of the cosine.
        initial_lr: f64,
        /// The length of the cosine.
        decay_steps: usize,
        /// The last rate divided by the highest.
        alpha: f64,
    },
    /// SGDR (arXiv:1608.03983): half cosines, each `t_mul` times as long and `m_mul` times as high as the
    /// one before: Keras's `CosineDecayRestarts`. PyTorch's
    /// `CosineAnnealingWarmRestarts` is the same for `m_mul` 1.
    CosineRestarts {
        /// The first rate.
        initial_lr: f64,
        /// Steps until the first restart.
        first_decay_steps: usize,
        /// At least 1.
        t_mul: f64,
        /// See above.
        m_mul: f64,
        /// The lowest rate divided by the first.
        alpha: f64,
    },
}

/// How the height of CLR's cycles changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// Constant (`triangular`).
    Same,
    /// Halved after every cycle (`triangular2`).
    Halved,
    /// Multiplied by gamma at every step (`exp_range`).
    Gamma(f64),
}

impl Schedule {
    /// The kind and the parameters as numbers: schedules with equal numbers are equal.
    pub fn numbers(&self) -> Vec<f64> {
        let steps = |steps: usize| steps as f64;
        match *self {
            Self::Table(ref lrs) => [0.0].into_iter().chain(lrs.iter().copied()).collect(),
            Self::Constant { lr } => vec![1.0, lr],
            Self::Cyclical { base_lr, max_lr, step_size, scale } => {
                let scale = match scale {
                    Scale::Same => [0.0, 0.0],
                    Scale::Halved => [1.0, 0.0],
                    Scale::Gamma(gamma) => [2.0, gamma],
                };
                [&[2.0, base_lr, max_lr, steps(step_size)][..], &scale].concat()
            }
            Self::OneCycle { max_lr, total_steps, pct_start, div_factor, final_div_factor } => {
                vec![3.0, max_lr, steps(total_steps), pct_start, div_factor, final_div_factor]
            }
            Self::Step { initial_lr, step_size, gamma } => {
                vec![4.0, initial_lr, steps(step_size), gamma]
            }
            Self::Exponential { initial_lr, decay_steps, decay_rate } => {
                vec![5.0, initial_lr, steps(decay_steps), decay_rate]
            }
            Self::Polynomial { initial_lr, end_lr, decay_steps, power } => {
                vec![6.0, initial_lr, end_lr, steps(decay_steps), power]
            }
            Self::InverseTime { initial_lr, decay_steps, decay_rate } => {
                vec![7.0, initial_lr, steps(decay_steps), decay_rate]
            }
            Self::Cosine { warmup_lr, warmup_steps, initial_lr, decay_steps, alpha } => {
                let decay = [initial_lr, steps(decay_steps), alpha];
                [&[8.0, warmup_lr, steps(warmup_steps)][..], &decay].concat()
            }
            Self::CosineRestarts { initial_lr, first_decay_steps, t_mul, m_mul, alpha } => {
                vec![9.0, initial_lr, steps(first_decay_steps), t_mul, m_mul, alpha]
            }
        }
    }

    /// The rate of a step.
    pub fn lr(&self, step: usize) -> f64 {
        match *self {
            Self::Table(ref lrs) => lrs.get(step).or(lrs.last()).copied().unwrap_or(0.0),
            Self::Constant { lr } => lr,
            Self::Cyclical { base_lr, max_lr, step_size, scale } => {
                let place = step as f64 / step_size as f64;
                let cycle = (1.0 + place / 2.0).floor();
                let x = (place - 2.0 * cycle + 1.0).abs();
                let scale = match scale {
                    Scale::Same => 1.0,
                    Scale::Halved => libm::exp2(1.0 - cycle),
                    Scale::Gamma(gamma) => libm::pow(gamma, step as f64),
                };
                base_lr + (max_lr - base_lr) * (1.0 - x).max(0.0) * scale
            }
            Self::OneCycle { max_lr, total_steps, pct_start, div_factor, final_div_factor } => {
                let first_lr = max_lr / div_factor;
                let last_lr = first_lr / final_div_factor;
                let (top, end) = (pct_start * total_steps as f64 - 1.0, total_steps as f64 - 1.0);
                let step = (step as f64).min(end);
                // The second part includes the top, so that its length is not zero.
                if step < top {
                    half_cosine(first_lr, max_lr, step / top)
                } else {
                    half_cosine(max_lr, last_lr, (step - top) / (end - top))
                }
            }
            Self::Step { initial_lr, step_size, gamma } => {
                initial_lr * libm::pow(gamma, (step / step_size) as f64)
            }
            Self::Exponential { initial_lr, decay_steps, decay_rate } => {
                initial_lr * libm::pow(decay_rate, step as f64 / decay_steps as f64)
            }
            Self::Polynomial { initial_lr, end_lr, decay_steps, power } => {
                let rest = 1.0 - part(step, decay_steps);
                (initial_lr - end_lr) * libm::pow(rest, power) + end_lr
            }
            Self::InverseTime { initial_lr, decay_steps, decay_rate } => {
                initial_lr / (1.0 + decay_rate * step as f64 / decay_steps as f64)
            }
            Self::Cosine { warmup_lr, warmup_steps, initial_lr, decay_steps, alpha } => {
                match step.checked_sub(warmup_steps) {
                    None => warmup_lr + (initial_lr - warmup_lr) * part(step, warmup_steps),
                    Some(step) => {
                        half_cosine(initial_lr, alpha * initial_lr, part(step, decay_steps))
                    }
                }
            }
            Self::CosineRestarts { initial_lr, first_decay_steps, t_mul, m_mul, alpha } => {
                let periods = step as f64 / first_decay_steps as f64;
                let (restarts, part) = restarts(periods, t_mul);
                let height = libm::pow(m_mul, restarts);
                let cosine = 0.5 * height * (1.0 + libm::cos(std::f64::consts::PI * part));
                initial_lr * ((1.0 - alpha) * cosine + alpha)
            }
        }
    }
}

/// Whether one rate is below another in single precision, which networks are trained in.
pub(crate) fn is_below(lr: f64, other: f64) -> bool {
    (lr as f32) < other as f32
}

/// The share of a length before a step, at most 1.
fn part(step: usize, length: usize) -> f64 {
    step.min(length) as f64 / length as f64
}

/// From `start` to `end` along half a cosine, as PyTorch and Keras write it.
fn half_cosine(start: f64, end: f64, part: f64) -> f64 {
    end + (start - end) / 2.0 * (1.0 + libm::cos(std::f64::consts::PI * part))
}

/// The number of restarts so far and the share of the current period, if the first period has the length 1
/// and each is `t_mul` times as long as the one before.
fn restarts(periods: f64, t_mul: f64) -> (f64, f64) {
    if t_mul == 1.0 {
        return (periods.floor(), periods.fract());
    }
    let (mut restarts, mut start, mut length) = (0.0, 0.0, 1.0);
    while periods >= start + length {
        start += length;
        length *= t_mul;
        restarts += 1.0;
    }
    (restarts, (periods - start) / length)
}
