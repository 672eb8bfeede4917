//! The table of schedules to compare, with one row each.
//!
//! Each formula is that of the library named with it; `tests/schedule.rs` compares whole sequences with the
//! library.

use super::function::{Schedule, cycle, half_cosine, part, restarts};
use super::rates::Missing;
use super::row::{Family, Row};
use super::settings::ScheduleSettings;

/// Defines [`ScheduleKind`] with one variant per row.
macro_rules! schedules {
    ($($(#[$doc:meta])* $name:ident = $row:expr;)*) => {
        /// A named schedule to compare.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ScheduleKind { $($(#[$doc])* $name),* }

        impl ScheduleKind {
            /// All schedules, in the order of the page.
            pub const ALL: &[Self] = &[$(Self::$name),*];
        }

        /// The row of each schedule.
        pub(super) const ROWS: [Row; ScheduleKind::ALL.len()] = [$($row),*];
    };
}

schedules! {
    /// The recommended rate, constant.
    Answer = Row {
        name: "answer",
        label: "constant at the recommended rate",
        family: Family::Answer,
        default: true,
        make: |_, from| from.rates.answer.ok_or(Missing::Suggestion).map(Schedule::constant),
    };
    /// The lower bound, constant.
    Lower = Row {
        name: "lower",
        label: "constant at lower bound",
        family: Family::Bound,
        default: true,
        make: |_, from| from.lower().map(Schedule::constant),
    };
    /// The upper bound, constant.
    Upper = Row {
        name: "upper",
        label: "constant at upper bound",
        family: Family::Bound,
        default: true,
        make: |_, from| from.upper().map(Schedule::constant),
    };
    /// The rate of [`crate::curve::suggestion::steepest`], constant.
    Steepest = suggestion("steepest", "constant at steepest");
    /// The rate of [`crate::curve::suggestion::valley`], constant.
    Valley = suggestion("valley", "constant at valley");
    /// The rate of [`crate::curve::suggestion::slide`], constant.
    Slide = suggestion("slide", "constant at slide");
    /// The rate of [`crate::curve::suggestion::minimum`], constant.
    Minimum = suggestion("minimum", "constant at minimum");
    /// The user's own rate, constant.
    Own = Row {
        name: "lr",
        label: "constant at your rate",
        family: Family::Own,
        default: true,
        make: |_, from| from.rates.lr.ok_or(Missing::OwnRate).map(Schedule::constant),
    };
    /// CLR (Smith, arXiv:1506.01186): up and down between the bounds, as in PyTorch's `CyclicLR` and bckenstler's
    /// callback: `c = floor(1 + k / 2s)`, `x = |k/s - 2c + 1|`, `lr = base_lr + (max_lr - base_lr) * max(0, 1 - x)`.
    Triangular = Row {
        name: "triangular",
        label: "triangular",
        family: Family::Cyclical,
        default: true,
        make: |row, from| {
            let step_size = from.steps(from.settings.step_size);
            let parameters = [from.lower()?, from.upper()?, step_size];
            Ok(Schedule::of(row.name, &parameters, |[base_lr, max_lr, step_size, ..], step| {
                base_lr + (max_lr - base_lr) * cycle(step, step_size).1
            }))
        },
    };
    /// CLR, every cycle half as high: the height of [`Self::Triangular`] times `1 / 2^(c - 1)`.
    Triangular2 = Row {
        name: "triangular2",
        label: "triangular2",
        family: Family::Cyclical,
        default: true,
        make: |row, from| {
            let step_size = from.steps(from.settings.step_size);
            let parameters = [from.lower()?, from.upper()?, step_size];
            Ok(Schedule::of(row.name, &parameters, |[base_lr, max_lr, step_size, ..], step| {
                let (cycle, height) = cycle(step, step_size);
                base_lr + (max_lr - base_lr) * height * libm::exp2(1.0 - cycle)
            }))
        },
    };
    /// CLR, with a height that decreases at every step: that of [`Self::Triangular`] times `gamma^k`.
    ExpRange = Row {
        name: "exp_range",
        label: "exp_range",
        family: Family::Cyclical,
        default: true,
        make: |row, from| {
            let ScheduleSettings { step_size, gamma, .. } = *from.settings;
            let parameters = [from.lower()?, from.upper()?, from.steps(step_size), gamma];
            Ok(Schedule::of(row.name, &parameters, |[base_lr, max_lr, step_size, gamma, ..], step| {
                let height = cycle(step, step_size).1;
                base_lr + (max_lr - base_lr) * height * libm::pow(gamma, step)
            }))
        },
    };
    /// One cycle with a cosine up from `max_lr / div_factor` and one down to
    /// `max_lr / div_factor / final_div_factor` (Smith and Topin, arXiv:1708.07120, who use straight lines),
    /// as PyTorch's `OneCycleLR` with two phases, after fastai. PyTorch raises an error after the end; here the
    /// last rate is kept.
    OneCycle = Row {
        name: "one_cycle",
        label: "one-cycle",
        family: Family::OneCycle,
        default: true,
        make: |row, from| {
            let ScheduleSettings { pct_start, div_factor, final_div_factor, .. } = *from.settings;
            let parameters =
                [from.upper()?, from.total_steps, pct_start, div_factor, final_div_factor];
            Ok(Schedule::of(
                row.name,
                &parameters,
                |[max_lr, total_steps, pct_start, div_factor, final_div_factor], step| {
                    let first_lr = max_lr / div_factor;
                    let last_lr = first_lr / final_div_factor;
                    let (top, end) = (pct_start * total_steps - 1.0, total_steps - 1.0);
                    let step = step.min(end);
                    // The second part includes the top, so that its length is not zero.
                    if step < top {
                        half_cosine(first_lr, max_lr, step / top)
                    } else {
                        half_cosine(max_lr, last_lr, (step - top) / (end - top))
                    }
                },
            ))
        },
    };
    /// `initial_lr * gamma^floor(k / step_size)`: PyTorch's `StepLR`.
    Step = Row {
        name: "step",
        label: "step decay",
        family: Family::Decay,
        default: true,
        make: |row, from| {
            let ScheduleSettings { drop_every, drop, .. } = *from.settings;
            let parameters = [from.upper()?, from.steps(drop_every), drop];
            Ok(Schedule::of(row.name, &parameters, |[initial_lr, step_size, gamma, ..], step| {
                initial_lr * libm::pow(gamma, (step / step_size).floor())
            }))
        },
    };
    /// `initial_lr * decay_rate^(k / decay_steps)`: Keras's `ExponentialDecay`, by the same factor in every epoch.
    Exponential = Row {
        name: "exponential",
        label: "exponential decay",
        family: Family::Decay,
        default: true,
        make: |row, from| {
            let parameters = [from.upper()?, from.per_epoch, from.settings.decay_rate];
            Ok(Schedule::of(row.name, &parameters, |[initial_lr, decay_steps, decay_rate, ..], step| {
                initial_lr * libm::pow(decay_rate, step / decay_steps)
            }))
        },
    };
    /// `(initial_lr - end_lr) * (1 - min(k, decay_steps) / decay_steps)^power + end_lr`: Keras's
    /// `PolynomialDecay`; a `power` of 1 is a straight line.
    Polynomial = Row {
        name: "polynomial",
        label: "polynomial decay",
        family: Family::Decay,
        default: false,
        make: |row, from| {
            let ScheduleSettings { alpha, power, .. } = *from.settings;
            let parameters = [from.upper()?, alpha, from.total_steps, power];
            Ok(Schedule::of(
                row.name,
                &parameters,
                |[initial_lr, alpha, decay_steps, power, ..], step| {
                    let (end_lr, rest) = (alpha * initial_lr, 1.0 - part(step, decay_steps));
                    (initial_lr - end_lr) * libm::pow(rest, power) + end_lr
                },
            ))
        },
    };
    /// `initial_lr / (1 + decay_rate * k / decay_steps)`: Keras's `InverseTimeDecay`.
    InverseTime = Row {
        name: "inverse_time",
        label: "inverse-time decay",
        family: Family::Decay,
        default: false,
        make: |row, from| {
            let parameters = [from.upper()?, from.per_epoch, from.settings.decay_rate];
            Ok(Schedule::of(row.name, &parameters, |[initial_lr, decay_steps, decay_rate, ..], step| {
                initial_lr / (1.0 + decay_rate * step / decay_steps)
            }))
        },
    };
    /// Half a cosine from `initial_lr` down to `alpha * initial_lr`: Keras's `CosineDecay`; PyTorch's
    /// `CosineAnnealingLR` follows it until `decay_steps`.
    Cosine = Row {
        name: "cosine",
        label: "cosine decay",
        family: Family::Cosine,
        default: true,
        make: |row, from| {
            let parameters = [from.upper()?, from.total_steps, from.settings.alpha];
            Ok(Schedule::of(row.name, &parameters, |[initial_lr, decay_steps, alpha, ..], step| {
                half_cosine(initial_lr, alpha * initial_lr, part(step, decay_steps))
            }))
        },
    };
    /// SGDR (arXiv:1608.03983): half cosines, each `t_mul` times as long and `m_mul` times as high as the one
    /// before: Keras's `CosineDecayRestarts`. PyTorch's `CosineAnnealingWarmRestarts` is the same for `m_mul` 1.
    CosineRestarts = Row {
        name: "cosine_restarts",
        label: "cosine with restarts",
        family: Family::Cosine,
        default: false,
        make: |row, from| {
            let ScheduleSettings { first_decay, t_mul, m_mul, alpha, .. } = *from.settings;
            let parameters = [from.upper()?, from.steps(first_decay), t_mul, m_mul, alpha];
            Ok(Schedule::of(
                row.name,
                &parameters,
                |[initial_lr, first_decay_steps, t_mul, m_mul, alpha], step| {
                    let (restarts, part) = restarts(step / first_decay_steps, t_mul);
                    let height = half_cosine(libm::pow(m_mul, restarts), 0.0, part);
                    initial_lr * ((1.0 - alpha) * height + alpha)
                },
            ))
        },
    };
    /// A linear warm-up from the lower to the upper bound, then [`Self::Cosine`]: Keras's
    /// `CosineDecay` with `warmup_target`.
    WarmupCosine = Row {
        name: "warmup_cosine",
        label: "warm-up + cosine",
        family: Family::Cosine,
        default: false,
        make: |row, from| {
            let warmup_steps = from.steps(from.settings.warmup).min(from.total_steps - 1.0);
            let (warmup_lr, initial_lr) = (from.lower()?, from.upper()?);
            let (decay_steps, alpha) = (from.total_steps - warmup_steps, from.settings.alpha);
            let parameters = [warmup_lr, warmup_steps, initial_lr, decay_steps, alpha];
            Ok(Schedule::of(
                row.name,
                &parameters,
                |[warmup_lr, warmup_steps, initial_lr, decay_steps, alpha], step| {
                    if step < warmup_steps {
                        warmup_lr + (initial_lr - warmup_lr) * part(step, warmup_steps)
                    } else {
                        let part = part(step - warmup_steps, decay_steps);
                        half_cosine(initial_lr, alpha * initial_lr, part)
                    }
                },
            ))
        },
    };
}

/// The rate of a suggestion of the same name, constant.
const fn suggestion(name: &'static str, label: &'static str) -> Row {
    Row {
        name,
        label,
        family: Family::Suggestion,
        default: true,
        make: |row, from| {
            let found = from.rates.iter().find(|(name, _)| *name == row.name);
            found.map(|(_, lr)| Schedule::constant(lr)).ok_or(Missing::Suggestion)
        },
    }
}
