//! The median loss of many seeds -> the rates between which training works.
//!
//! From the lower bound on, the median loss has made a tenth of its fall; beyond the upper bound it
//! has risen again by a tenth of that fall. Smith reads both off one curve by eye (arXiv:1506.01186,
//! section 3.3); the median of many seeds is smooth enough for a rule, and its confidence interval
//! tells how sure the rule is.

use serde::Serialize;

/// How much of the fall has to be made, and may be lost again.
const SHARE: f64 = 0.1;
/// A bound that is less certain than this factor is none.
const MOST_UNCERTAIN: f64 = 10.0;

/// Why there is no lower bound where the loss falls at once.
pub(crate) const FALLS_AT_ONCE: &str =
    "not sure: the loss falls from the first step on; begin at a lower rate";
/// Why there is no upper bound where the loss falls to the end.
pub(crate) const NEVER_RISES: &str = "not sure: the loss does not rise again; end at a higher rate";

/// A rate with its uncertainty, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Bound {
    /// A rate.
    Found {
        /// Where the median says.
        lr: f64,
        /// Where the bound would be if the true median were at the near end of its 95% confidence
        /// interval: the rate is no less than this.
        from: f64,
        /// The same at the far end: the rate is no more than this.
        to: f64,
    },
    /// Not sure.
    None {
        /// Why not.
        none: &'static str,
    },
}

/// Both bounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Bounds {
    /// Just large enough for the loss to fall.
    pub lower: Bound,
    /// The last rate before it rises.
    pub upper: Bound,
}

/// The median loss at each step, with its 95% confidence interval.
#[derive(Clone, Copy, Debug)]
pub struct Median<'a> {
    /// Of the steps.
    pub lrs: &'a [f64],
    /// The median; infinite where more than half of the seeds have ended.
    pub losses: &'a [f64],
    /// The interval's lower end.
    pub low: &'a [f64],
    /// Its upper end.
    pub high: &'a [f64],
}

impl Bounds {
    /// By the rule above. All four columns have equal lengths.
    pub fn new(median: Median) -> Self {
        match Fall::new(median) {
            Ok(fall) => Self { lower: fall.lower(), upper: fall.upper() },
            Err(none) => Self { lower: Bound::None { none }, upper: Bound::None { none } },
        }
    }

    /// Neither, for this reason.
    pub fn none(none: &'static str) -> Self {
        Self { lower: Bound::None { none }, upper: Bound::None { none } }
    }
}

/// From the first step to the least median.
struct Fall<'a> {
    median: Median<'a>,
    least: usize,
    height: f64,
}

impl<'a> Fall<'a> {
    fn new(median: Median<'a>) -> Result<Self, &'static str> {
        let losses = median.losses.iter().enumerate();
        let Some((least, &bottom)) = losses.min_by(|a, b| a.1.total_cmp(b.1)) else {
            return Err("there is no step");
        };
        // Written as the acceptable condition, so that no infinity passes.
        let certain = median.high[least] < median.low[0] && median.losses[0].is_finite();
        if !certain {
            return Err("not sure: the median loss does not fall by more than its uncertainty");
        }
        Ok(Self { median, least, height: median.losses[0] - bottom })
    }

    /// The step from which on, until the least, a curve has made its share of the fall.
    fn made(&self, curve: &[f64]) -> usize {
        let level = self.median.losses[0] - SHARE * self.height;
        let above = curve[..=self.least].iter().rposition(|&loss| loss > level);
        above.map_or(0, |step| (step + 1).min(self.least))
    }

    /// The last step, from the least on, before a curve has lost its share of the fall.
    fn kept(&self, curve: &[f64]) -> Option<usize> {
        let level = self.median.losses[self.least] + SHARE * self.height;
        let above = curve[self.least..].iter().position(|&loss| loss > level);
        above.map(|steps| (self.least + steps).saturating_sub(1).max(self.least))
    }

    fn lower(&self) -> Bound {
        let Median { losses, low, high, .. } = self.median;
        let step = self.made(losses);
        if step <= 1 {
            return Bound::None { none: FALLS_AT_ONCE };
        }
        self.bound(step, self.made(low), self.made(high))
    }

    fn upper(&self) -> Bound {
        let Median { losses, low, high, .. } = self.median;
        let last = losses.len() - 1;
        let Some(step) = self.kept(losses) else {
            return Bound::None { none: NEVER_RISES };
        };
        self.bound(step, self.kept(high).unwrap_or(last), self.kept(low).unwrap_or(last))
    }

    fn bound(&self, step: usize, from: usize, to: usize) -> Bound {
        let [lr, from, to] = [step, from, to].map(|step| self.median.lrs[step]);
        if to / from > MOST_UNCERTAIN {
            return Bound::None { none: "not sure: the runs leave more than a decade open" };
        }
        Bound::Found { lr, from, to }
    }
}
