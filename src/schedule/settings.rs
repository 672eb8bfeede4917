//! The parameters of schedules.

use crate::convention::{
    ALPHA, DIV_FACTOR, FINAL_DIV_FACTOR, GAMMA, M_MUL, PCT_START, POWER, T_MUL,
};

/// The parameters of the schedules other than rates. The defaults are those of `convention.rs`; lengths, for which no
/// library has a default, are our choice: `step_size` is within the 2 to 8 epochs that the author of CLR recommends.
#[derive(Clone, Debug, PartialEq)]
pub struct ScheduleSettings {
    /// Half the length of a CLR cycle, in epochs.
    pub step_size: usize,
    /// The factor of `exp_range` per step.
    pub gamma: f64,
    /// The share of one-cycle in which the rate rises.
    pub pct_start: f64,
    /// The highest rate of one-cycle divided by the first.
    pub div_factor: f64,
    /// The first rate of one-cycle divided by the last.
    pub final_div_factor: f64,
    /// Epochs from one drop of the step decay to the next.
    pub drop_every: usize,
    /// The factor of a drop.
    pub drop: f64,
    /// The decay of the exponential and the inverse-time decay, per epoch.
    pub decay_rate: f64,
    /// The exponent of the polynomial decay.
    pub power: f64,
    /// The last rate divided by the highest, for the polynomial decay and the cosines.
    pub alpha: f64,
    /// Epochs until the first warm restart.
    pub first_decay: usize,
    /// The length of each period divided by that of the one before.
    pub t_mul: f64,
    /// The height of each period divided by that of the one before.
    pub m_mul: f64,
    /// Epochs of the warm-up before the cosine.
    pub warmup: usize,
}

impl Default for ScheduleSettings {
    fn default() -> Self {
        Self {
            step_size: 4,
            gamma: GAMMA,
            pct_start: PCT_START,
            div_factor: DIV_FACTOR,
            final_div_factor: FINAL_DIV_FACTOR,
            drop_every: 5,
            drop: 0.5,
            decay_rate: 0.9,
            power: POWER,
            alpha: ALPHA,
            first_decay: 5,
            t_mul: T_MUL,
            m_mul: M_MUL,
            warmup: 2,
        }
    }
}
