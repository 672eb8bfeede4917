//! The losses of many seeds, step by step -> whether their median falls or rises, for sure.

/// What the median loss does, as far as its 95% confidence intervals tell: a step is below (or above) the
/// first one if the intervals of the two do not overlap.
///
/// One such step alone may be noise, since there are many, or the last batch of an epoch, which has fewer
/// rows than the others: its losses are spread otherwise. Two in a row are neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// It falls.
    Falls,
    /// It rises, and does not fall.
    Rises,
    /// It is below at single steps only.
    Dips,
    /// Neither, though a change by half would show.
    Level,
    /// Neither, but the runs differ so much that such a change might not show.
    Unclear,
    /// It is not finite at the first step.
    Endless,
}

/// The first interval is no wider than this share of the median, or it is not to be told whether the
/// loss moves.
const MOST_WIDTH: f64 = 0.5;

/// A step of many seeds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    /// The lower end of the median's interval among the seeds that are still running: those that have
    /// ended say nothing, since noise can end a sweep as well. Minus infinity if they are too few.
    pub(crate) low: f64,
    /// The upper end among all seeds, where those that have ended count as infinite.
    pub(crate) high: f64,
    /// Whether most of those that run end here, before the last step.
    pub(crate) stops: bool,
}

impl Course {
    /// Of the median at every step, and of the steps.
    pub(crate) fn new(medians: &[f64], steps: &[Step]) -> Self {
        let (Some(&median), Some((first, steps))) = (medians.first(), steps.split_first()) else {
            return Self::Endless;
        };
        if !median.is_finite() {
            return Self::Endless;
        }
        let below = |step: &Step| step.high < first.low;
        let above = |step: &Step| step.low > first.high;
        let two = |test: &dyn Fn(&Step) -> bool| steps.windows(2).any(|two| two.iter().all(test));
        if two(&below) {
            Self::Falls
        } else if two(&above) || steps.iter().any(|step| above(step) && step.stops) {
            Self::Rises
        } else if steps.iter().any(below) {
            Self::Dips
        } else if first.high - first.low <= MOST_WIDTH * median {
            Self::Level
        } else {
            Self::Unclear
        }
    }
}
