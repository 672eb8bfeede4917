//! The learning rates that schedules are made from.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::function::is_below;
use crate::curve::suggestion::Each;

/// The rate that a schedule needs but that is missing. The texts are in `sentence/reasons.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The lower bound.
    LowerBound,
    /// The lower bound, while there is an upper one: none was found, or it conflicts with the user's upper bound.
    LowerBoundBelow,
    /// The upper bound.
    UpperBound,
    /// The upper bound, while there is a lower one: none was found, or it conflicts with the user's lower bound.
    UpperBoundAbove,
    /// The recommended rate or a suggestion of the median curve.
    Suggestion,
    /// The user's own rate.
    OwnRate,
}

/// The learning rates to train with; each may be missing. Serialized as one flat object.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Rates {
    /// The recommended rate.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub answer: Option<f64>,
    /// The lower bound: the user's own, otherwise that of the answer, or of the runs if there is no answer.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub lower: Option<f64>,
    /// The upper bound: the user's own, otherwise that of the answer, or of the runs if there is no answer.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub upper: Option<f64>,
    /// The suggestions of the median curve.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub suggested: Each<Option<f64>>,
    /// The user's own rate.
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
    /// These rates of the runs with the answer of the check, if it has one, in place of theirs: see [`Answer::rates`]. If it
    /// has no rate, the bounds stay those of the runs.
    ///
    /// [`Answer::rates`]: crate::sentence::Answer::rates
    pub fn with_answer(self, answer: Option<&Self>) -> Self {
        let Some(&Self { answer, lower, upper, .. }) = answer else { return self };
        Self { answer, lower: lower.or(self.lower), upper: upper.or(self.upper), ..self }
    }

    /// These rates with the user's own bounds and rate in their place. A bound of the runs or of the answer that
    /// conflicts with the user's other bound is removed. This is the only place where bounds are combined: results,
    /// the page and exports all use it.
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
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let suggested = self.suggested.iter().map(|(name, lr)| (name, *lr));
        let first = [("answer", self.answer), ("lower", self.lower), ("upper", self.upper)];
        let all = first.into_iter().chain(suggested).chain([("lr", self.lr)]);
        all.filter_map(|(name, lr)| Some((name, lr?)))
    }
}
