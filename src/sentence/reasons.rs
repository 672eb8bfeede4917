//! The reasons why there is no suggestion, bound or schedule: the texts of `none` and `missing` in results.

use serde::{Serialize, Serializer};

use super::template::join;
use crate::curve::bounds::NoBound;
use crate::curve::suggestion::NoSuggestion;
use crate::schedule::Missing;

impl NoSuggestion {
    /// The reason as a clause.
    pub fn text(self) -> &'static str {
        match self {
            Self::TooFewSteps => "the curve has too few steps",
            Self::NeverFalls => "the loss never falls",
            Self::LowestAtFirst => "the lowest loss is at the first step",
            Self::NeverSteady => "the slope of the loss never becomes steady",
        }
    }
}

impl NoBound {
    /// The reason as a clause.
    pub fn text(self) -> &'static str {
        match self {
            Self::NoSteps => "no step was recorded",
            Self::TooFewSteps => "there are too few steps; use more steps",
            Self::SingleSteps => "the median loss changes only at isolated steps",
            Self::TooFewRuns => "at least 6 runs are needed",
            Self::TooFewRunsForSteps => {
                "there are too few runs to distinguish a drop from chance over so many steps"
            }
            Self::NoFall => "the median loss does not fall significantly",
            Self::FallsAtOnce => "the loss already falls at the first step; start at a lower rate",
            Self::NeverRises => "the loss does not rise again; end at a higher rate",
            Self::OneStep => "only one step lies between the bounds; use more steps",
            Self::WideInterval => "the confidence interval spans more than a factor of 10",
        }
    }
}

impl Missing {
    /// What is missing, as a clause.
    pub fn text(self) -> &'static str {
        match self {
            Self::LowerBound => "there is no lower bound; set one",
            Self::LowerBoundBelow => "there is no lower bound below the upper one; set one",
            Self::UpperBound => "there is no upper bound; set one",
            Self::UpperBoundAbove => "there is no upper bound above the lower one; set one",
            Self::Suggestion => "the median curve suggests no rate",
            Self::OwnRate => "you have set no rate of your own",
        }
    }
}

impl Serialize for NoSuggestion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

impl Serialize for NoBound {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&join(&["not sure: ", self.text()]))
    }
}
