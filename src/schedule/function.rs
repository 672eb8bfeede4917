//! A schedule: a function of the step, which counts from 0.

use std::f64::consts::PI;
use std::fmt;
use std::sync::Arc;

/// The largest number of parameters of a formula.
const MAX_PARAMETERS: usize = 5;

/// The name of the formula of [`Schedule::constant`].
const CONSTANT: &str = "constant";

/// The rate of a step, from parameters.
type Formula = fn([f64; MAX_PARAMETERS], f64) -> f64;

/// A learning rate for every step. A schedule changes only the learning rate. By default, PyTorch's `CyclicLR`
/// and `OneCycleLR` also cycle the momentum or Adam's first beta; the schedules here correspond to `cycle_momentum=False`.
#[derive(Clone)]
pub struct Schedule(Kind);

#[derive(Clone)]
enum Kind {
    Table(Arc<[f64]>),
    Formula { name: &'static str, parameters: [f64; MAX_PARAMETERS], formula: Formula },
}

impl Schedule {
    /// A schedule from a formula, a pure function of at most five parameters and the step. Schedules with equal names
    /// and parameters are equal. Missing parameters are 0.
    pub(super) fn of(name: &'static str, given: &[f64], formula: Formula) -> Self {
        let mut parameters = [0.0; MAX_PARAMETERS];
        parameters.iter_mut().zip(given).for_each(|(parameter, &given)| *parameter = given);
        Self(Kind::Formula { name, parameters, formula })
    }

    /// The same rate at every step.
    pub fn constant(lr: f64) -> Self {
        Self::of(CONSTANT, &[lr], |[lr, ..], _| lr)
    }

    /// The rate of a constant schedule.
    pub(crate) fn constant_rate(&self) -> Option<f64> {
        let (name, parameters) = self.identity();
        if name == CONSTANT { parameters.first().copied() } else { None }
    }

    /// A schedule with the rate of each step; after the end, the last one.
    pub fn table(lrs: Arc<[f64]>) -> Self {
        Self(Kind::Table(lrs))
    }

    /// The rate of a step.
    pub fn lr(&self, step: usize) -> f64 {
        match &self.0 {
            Kind::Table(lrs) => lrs.get(step).or(lrs.last()).copied().unwrap_or(0.0),
            &Kind::Formula { parameters, formula, .. } => formula(parameters, step as f64),
        }
    }

    /// What determines the rates: the name of the formula and its parameters.
    pub(crate) fn identity(&self) -> (&'static str, &[f64]) {
        match &self.0 {
            Kind::Table(lrs) => ("table", lrs),
            Kind::Formula { name, parameters, .. } => (name, parameters),
        }
    }
}

impl PartialEq for Schedule {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl fmt::Debug for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.identity().fmt(f)
    }
}

/// Whether one rate is below another in single precision, in which networks are trained.
pub(crate) fn is_below(lr: f64, other: f64) -> bool {
    (lr as f32) < other as f32
}

/// The completed share of a length at a step, at most 1.
pub(super) fn part(step: f64, length: f64) -> f64 {
    step.min(length) / length
}

/// From `start` to `end` along half a cosine, as PyTorch and Keras write it.
pub(super) fn half_cosine(start: f64, end: f64, part: f64) -> f64 {
    end + (start - end) / 2.0 * (1.0 + libm::cos(PI * part))
}

/// CLR (Smith, arXiv:1506.01186): the number of the cycle and the height in it, from 0 at the lower bound to 1
/// at the upper one, for half a cycle of `step_size` steps.
pub(super) fn cycle(step: f64, step_size: f64) -> (f64, f64) {
    let place = step / step_size;
    let cycle = (1.0 + place / 2.0).floor();
    let x = (place - 2.0 * cycle + 1.0).abs();
    (cycle, (1.0 - x).max(0.0))
}

/// The number of restarts so far and the share of the current period, if the first period has the length 1
/// and each is `t_mul` times as long as the one before.
pub(super) fn restarts(periods: f64, t_mul: f64) -> (f64, f64) {
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
