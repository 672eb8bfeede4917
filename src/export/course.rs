//! A schedule with named parameters, for code in other languages.

use crate::schedule::Schedule;

/// The course of the rate over the steps. Lengths are in steps; see [`crate::schedule::ScheduleKind`] for the formulas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Course {
    Constant {
        lr: f64,
    },
    Cycle {
        base_lr: f64,
        max_lr: f64,
        step_size: f64,
        heights: Heights,
    },
    OneCycle {
        max_lr: f64,
        total_steps: f64,
        pct_start: f64,
        div_factor: f64,
        final_div_factor: f64,
    },
    Step {
        initial_lr: f64,
        step_size: f64,
        gamma: f64,
    },
    Exponential {
        initial_lr: f64,
        decay_steps: f64,
        decay_rate: f64,
    },
    Polynomial {
        initial_lr: f64,
        alpha: f64,
        decay_steps: f64,
        power: f64,
    },
    InverseTime {
        initial_lr: f64,
        decay_steps: f64,
        decay_rate: f64,
    },
    Cosine {
        initial_lr: f64,
        decay_steps: f64,
        alpha: f64,
    },
    Restarts {
        initial_lr: f64,
        first_decay_steps: f64,
        t_mul: f64,
        m_mul: f64,
        alpha: f64,
    },
    Warmup {
        warmup_lr: f64,
        warmup_steps: f64,
        initial_lr: f64,
        decay_steps: f64,
        alpha: f64,
    },
}

/// The heights of the cycles of CLR.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Heights {
    Equal,
    Halved,
    /// With a factor per step.
    Gamma(f64),
}

impl Course {
    /// The course of a schedule; one without a formula keeps its first rate.
    pub(super) fn of(schedule: &Schedule) -> Self {
        let (name, parameters) = schedule.identity();
        let &[a, b, c, d, e] = parameters else {
            return Self::Constant { lr: schedule.lr(0) };
        };
        let cycle = |heights| Self::Cycle { base_lr: a, max_lr: b, step_size: c, heights };
        match name {
            "triangular" => cycle(Heights::Equal),
            "triangular2" => cycle(Heights::Halved),
            "exp_range" => cycle(Heights::Gamma(d)),
            "one_cycle" => Self::OneCycle {
                max_lr: a,
                total_steps: b,
                pct_start: c,
                div_factor: d,
                final_div_factor: e,
            },
            "step" => Self::Step { initial_lr: a, step_size: b, gamma: c },
            "exponential" => Self::Exponential { initial_lr: a, decay_steps: b, decay_rate: c },
            "polynomial" => Self::Polynomial { initial_lr: a, alpha: b, decay_steps: c, power: d },
            "inverse_time" => Self::InverseTime { initial_lr: a, decay_steps: b, decay_rate: c },
            "cosine" => Self::Cosine { initial_lr: a, decay_steps: b, alpha: c },
            "cosine_restarts" => {
                Self::Restarts { initial_lr: a, first_decay_steps: b, t_mul: c, m_mul: d, alpha: e }
            }
            // Without a warm-up it is the cosine.
            "warmup_cosine" if b <= 0.0 => Self::Cosine { initial_lr: c, decay_steps: d, alpha: e },
            "warmup_cosine" => Self::Warmup {
                warmup_lr: a,
                warmup_steps: b,
                initial_lr: c,
                decay_steps: d,
                alpha: e,
            },
            _ => Self::Constant { lr: schedule.lr(0) },
        }
    }

    /// The rate for the constructor of an optimizer: that of the first step, or the one that the schedule multiplies.
    pub(super) fn lr(&self) -> f64 {
        match *self {
            Self::Constant { lr } => lr,
            Self::Cycle { max_lr, .. } | Self::OneCycle { max_lr, .. } => max_lr,
            Self::Step { initial_lr, .. }
            | Self::Exponential { initial_lr, .. }
            | Self::Polynomial { initial_lr, .. }
            | Self::InverseTime { initial_lr, .. }
            | Self::Cosine { initial_lr, .. }
            | Self::Restarts { initial_lr, .. }
            | Self::Warmup { initial_lr, .. } => initial_lr,
        }
    }
}
