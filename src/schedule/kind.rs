//! Named schedules to compare, each made from the bounds, the suggestions or the reader's own rate.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::formulas::{Scale, Schedule, is_below};
use crate::choice::choice;
use crate::curve::suggestion::Each;

choice! {
    /// A named schedule.
    pub enum ScheduleKind {
        /// The recommended rate, constant.
        Answer = "answer", "constant at the recommended rate";
        /// The lower bound, constant.
        Lower = "lower", "constant at lower bound";
        /// The upper bound, constant.
        Upper = "upper", "constant at upper bound";
        /// The rate of [`crate::curve::suggestion::steepest`], constant.
        Steepest = "steepest", "constant at steepest";
        /// The rate of [`crate::curve::suggestion::valley`], constant.
        Valley = "valley", "constant at valley";
        /// The rate of [`crate::curve::suggestion::slide`], constant.
        Slide = "slide", "constant at slide";
        /// The rate of [`crate::curve::suggestion::minimum`], constant.
        Minimum = "minimum", "constant at minimum";
        /// The reader's own rate, constant.
        Own = "lr", "constant at your rate";
        /// CLR between the bounds.
        Triangular = "triangular", "triangular";
        /// CLR, every cycle half as high.
        Triangular2 = "triangular2", "triangular2";
        /// CLR, with a height that decreases at every step.
        ExpRange = "exp_range", "exp_range";
        /// One cycle up to the upper bound and down.
        OneCycle = "one_cycle", "one-cycle";
        /// From the upper bound down in steps.
        Step = "step", "step decay";
        /// From the upper bound down by the same factor every epoch.
        Exponential = "exponential", "exponential decay";
        /// From the upper bound down by a power of the remaining share of the steps.
        Polynomial = "polynomial", "polynomial decay";
        /// From the upper bound down, inversely to the time.
        InverseTime = "inverse_time", "inverse-time decay";
        /// From the upper bound down along half a cosine.
        Cosine = "cosine", "cosine decay";
        /// Half cosines with warm restarts.
        CosineRestarts = "cosine_restarts", "cosine with restarts";
        /// From the lower bound up to the upper one, then down along half a cosine.
        WarmupCosine = "warmup_cosine", "warm-up + cosine";
    }
}

/// What a schedule needs and does not have. Its texts stand in `sentence/reasons.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The lower bound.
    LowerBound,
    /// The upper bound.
    UpperBound,
    /// The suggestion of the median curve.
    Suggestion,
    /// The reader's own rate.
    OwnRate,
}

/// The parameters of the schedules other than rates. The defaults of `pct_start`, `div_factor` and
/// `final_div_factor` are those of PyTorch's `OneCycleLR`, of `power`, `alpha` and `m_mul` Keras's, of
/// `t_mul` PyTorch's, of `gamma` that of examples for bckenstler's callback; `step_size` is among the 2 to 8
/// epochs that its author recommends.
#[derive(Clone, Debug, PartialEq)]
pub struct ScheduleSettings {
    /// Half of a cycle of CLR, in epochs.
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
            gamma: 0.99994,
            pct_start: 0.3,
            div_factor: 25.0,
            final_div_factor: 1e4,
            drop_every: 5,
            drop: 0.5,
            decay_rate: 0.9,
            power: 1.0,
            alpha: 0.0,
            first_decay: 5,
            t_mul: 1.0,
            m_mul: 1.0,
            warmup: 2,
        }
    }
}

/// The learning rates to train with; each may be missing. Serialized as one flat object.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Rates {
    /// The recommended rate.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub answer: Option<f64>,
    /// The lower bound: that of the link, otherwise that of the runs.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub lower: Option<f64>,
    /// The upper bound: that of the link, otherwise that of the runs.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub upper: Option<f64>,
    /// The suggestions of the median curve.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub suggested: Each<Option<f64>>,
    /// The reader's own rate.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub lr: Option<f64>,
}

impl Serialize for Rates {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rates = serializer.serialize_struct("Rates", self.iter().count())?;
        self.iter().try_for_each(|(name, lr)| rates.serialize_field(name, &lr))?;
        rates.end()
    }
}

impl Rates {
    /// These rates with the reader's own bounds and rate instead. A bound of the runs that is not on the right
    /// side of an own bound is removed.
    pub fn with_own(self, own: &Self) -> Self {
        let Self { lower, upper, lr, .. } = *own;
        let both = (lower.or(self.lower), upper.or(self.upper));
        let (lower, upper) = match both {
            (Some(below), Some(above)) if !is_below(below, above) => (lower, upper),
            both => both,
        };
        Self { lower, upper, lr, ..self }
    }

    /// The names and values of all rates that are not missing.
    fn iter(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let suggested = self.suggested.iter().map(|(name, lr)| (name, *lr));
        let bounds = [("lower", self.lower), ("upper", self.upper)].into_iter();
        let all = [("answer", self.answer)]
            .into_iter()
            .chain(bounds)
            .chain(suggested)
            .chain([("lr", self.lr)]);
        all.filter_map(|(name, lr)| Some((name, lr?)))
    }

    /// All rates that are not missing, with their constant schedules, in the order of [`ScheduleKind`].
    pub fn constants(&self) -> impl Iterator<Item = (ScheduleKind, f64)> {
        ScheduleKind::NAMES.iter().filter_map(|(name, kind)| {
            self.iter().find(|(one, _)| one == name).map(|(_, lr)| (*kind, lr))
        })
    }
}

impl ScheduleKind {
    /// The name for people.
    pub fn label(self) -> &'static str {
        Self::LABELS[self as usize].1
    }

    /// The schedules that are compared by default.
    pub const DEFAULT: &[Self] = &[
        Self::Lower,
        Self::Upper,
        Self::Steepest,
        Self::Valley,
        Self::Slide,
        Self::Minimum,
        Self::Own,
        Self::Triangular,
        Self::Triangular2,
        Self::ExpRange,
        Self::OneCycle,
        Self::Step,
        Self::Exponential,
        Self::Cosine,
    ];

    /// The schedule for a training of `epochs` epochs of `per_epoch` steps.
    ///
    /// # Errors
    ///
    /// The rate that the schedule needs and `rates` does not have.
    pub fn schedule(
        self,
        settings: &ScheduleSettings,
        rates: &Rates,
        (epochs, per_epoch): (usize, usize),
    ) -> Result<Schedule, Missing> {
        let constant = || {
            let found = rates.constants().find(|(kind, _)| *kind == self);
            found.map(|(_, lr)| Schedule::Constant { lr })
        };
        let steps = |epochs: usize| epochs * per_epoch;
        let total_steps = steps(epochs);
        let upper = || rates.upper.ok_or(Missing::UpperBound);
        let both = || match (rates.lower, rates.upper) {
            (Some(lower), Some(upper)) => Ok((lower, upper)),
            (None, _) => Err(Missing::LowerBound),
            (_, None) => Err(Missing::UpperBound),
        };
        let cyclical = |scale| {
            let step_size = steps(settings.step_size);
            both().map(|(base_lr, max_lr)| Schedule::Cyclical { base_lr, max_lr, step_size, scale })
        };
        let alpha = settings.alpha;
        match self {
            Self::Lower => constant().ok_or(Missing::LowerBound),
            Self::Upper => constant().ok_or(Missing::UpperBound),
            Self::Answer | Self::Steepest | Self::Valley | Self::Slide | Self::Minimum => {
                constant().ok_or(Missing::Suggestion)
            }
            Self::Own => constant().ok_or(Missing::OwnRate),
            Self::Triangular => cyclical(Scale::Same),
            Self::Triangular2 => cyclical(Scale::Halved),
            Self::ExpRange => cyclical(Scale::Gamma(settings.gamma)),
            Self::OneCycle => Ok(Schedule::OneCycle {
                max_lr: upper()?,
                total_steps,
                pct_start: settings.pct_start,
                div_factor: settings.div_factor,
                final_div_factor: settings.final_div_factor,
            }),
            Self::Step => Ok(Schedule::Step {
                initial_lr: upper()?,
                step_size: steps(settings.drop_every),
                gamma: settings.drop,
            }),
            Self::Exponential => Ok(Schedule::Exponential {
                initial_lr: upper()?,
                decay_steps: per_epoch,
                decay_rate: settings.decay_rate,
            }),
            Self::Polynomial => upper().map(|initial_lr| Schedule::Polynomial {
                initial_lr,
                end_lr: alpha * initial_lr,
                decay_steps: total_steps,
                power: settings.power,
            }),
            Self::InverseTime => Ok(Schedule::InverseTime {
                initial_lr: upper()?,
                decay_steps: per_epoch,
                decay_rate: settings.decay_rate,
            }),
            Self::Cosine => Ok(Schedule::Cosine {
                warmup_lr: 0.0,
                warmup_steps: 0,
                initial_lr: upper()?,
                decay_steps: total_steps,
                alpha,
            }),
            Self::CosineRestarts => Ok(Schedule::CosineRestarts {
                initial_lr: upper()?,
                first_decay_steps: steps(settings.first_decay),
                t_mul: settings.t_mul,
                m_mul: settings.m_mul,
                alpha,
            }),
            Self::WarmupCosine => both().map(|(warmup_lr, initial_lr)| {
                let warmup_steps = steps(settings.warmup).min(total_steps.saturating_sub(1));
                let decay_steps = total_steps - warmup_steps;
                Schedule::Cosine { warmup_lr, warmup_steps, initial_lr, decay_steps, alpha }
            }),
        }
    }
}
