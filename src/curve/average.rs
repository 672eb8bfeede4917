//! Detection of recorded losses that are already an average, and recovery of the losses of single steps.

use super::recommendation::smooth;
use super::suggestion::least;
use crate::choice::choice;
use crate::statistics::Quantiles;

choice! {
    /// An average that a known tool records in place of the losses.
    pub enum Average {
        /// torch-lr-finder 0.2 (`LRFinder.range_test`), `smooth_f` 0.05: `m_k = 0.95 m_{k-1} + 0.05 L_k`,
        /// which begins at the first loss.
        First = "torch_lr_finder", "a moving average from the first loss on, like that of torch-lr-finder";
        /// fastai 2 (`AvgSmoothLoss`) and Lightning 1: `m_k / (1 - 0.98^(k+1))` with
        /// `m_k = 0.98 m_{k-1} + 0.02 L_k` and `m_{-1} = 0`.
        Corrected = "fastai", "a running average, like those of fastai and Keras";
        /// Lightning 2 (`lr_finder._LRCallback`): `m_k / (1 - 0.98^(k+2))`, since its counter is a step ahead. It
        /// begins at about half of the first loss.
        Ahead = "lightning", "a moving average from half of the first loss on, like that of Lightning";
        /// Keras 2.2 and later (`logs["loss"]` of a batch): the mean of the epoch so far.
        Running = "keras", "the mean of the epoch so far, as Keras has it";
    }
}

/// Whether the losses of a curve are an average.
#[derive(Clone, Debug, PartialEq)]
pub enum Averaged {
    /// Losses of single steps, as far as one can tell.
    No,
    /// An average that was undone.
    Undone {
        /// Which one.
        average: Average,
        /// The losses of single steps.
        losses: Vec<f64>,
    },
    /// A known average, but its losses have too few digits to undo it.
    Rounded(Average),
    /// An average of no known form.
    Unknown,
}

/// The fewest losses from which an average can be detected.
const MIN_STEPS: usize = 30;
/// The most losses that are examined.
const MAX_STEPS: usize = 3_000;
/// The smallest [`growth`] of an average. In theory, the growth is 1 for independent losses, 2 for a long moving
/// average, and up to 16 for a curve without noise.
const MIN_GROWTH: f64 = 1.4;
/// The largest growth of an average that is otherwise indistinguishable from a curve with little noise, with at most
/// so many losses.
const MAX_GROWTH: f64 = 2.6;
const MANY_STEPS: usize = 250;
/// For the growth: the distances of near steps, the ratio of the distant ones to them, and the size of a clear bend in
/// units of rounding.
const NEAR: [usize; 5] = [1, 2, 4, 8, 16];
const FAR: usize = 4;
const CLEAR: f64 = 2.0;
/// The smallest share of turns in losses of single steps, unless they have no noise.
const FEW_TURNS: f64 = 0.5;
/// The largest share of neighbors on the same side of the curve for independent losses: half in theory, more on a steep
/// curve or for a longer average.
const MAX_SAME_SIDE: f64 = 0.7;
/// The largest share of negative losses among those recovered from positive averages: rounding and unequal batches
/// cause some.
const MAX_NEGATIVE: f64 = 0.01;
/// The number of first losses, in which the kinds of average differ.
const HEAD: usize = 40;
/// The smallest excess of an average's log likelihood over that of single losses.
const MIN_EVIDENCE: f64 = 6.0;
/// The bonus in log likelihood for the average of the tool that seems to have written the log.
const LIKELY: f64 = 4.0;
/// The number of losses from which Keras's running mean differs enough from fastai's moving average. With fewer, undoing
/// one for the other changes little: the answer by a factor of about 1.2. With more, the kind found is often the wrong one.
const LONG: usize = 200;
/// The largest noise from rounding, as a share of the noise of the recovered losses.
const MAX_ROUNDING: f64 = 0.3;

impl Average {
    /// The weights of the loss and of the previous average in the average of step `k`.
    fn weights(self, k: usize) -> (f64, f64) {
        let beta = if let Self::First = self { 0.95 } else { 0.98 };
        // The moving average of ones after so many steps.
        let sum = |steps: usize| 1.0 - libm::pow(beta, steps as f64);
        let corrected = |now: f64, before: f64| ((1.0 - beta) / now, beta * before / now);
        match self {
            Self::First if k == 0 => (1.0, 0.0),
            Self::First => (1.0 - beta, beta),
            Self::Corrected => corrected(sum(k + 1), sum(k)),
            // No average precedes the first step.
            Self::Ahead => corrected(sum(k + 2), if k == 0 { 0.0 } else { sum(k + 1) }),
            Self::Running => (1.0 / (k + 1) as f64, k as f64 / (k + 1) as f64),
        }
    }

    /// Recovers the losses from their averages. Rounding errors grow by up to twice the inverse of a loss's weight.
    pub fn undo(self, averages: &[f64]) -> Vec<f64> {
        let mut before = 0.0;
        let undo = |(k, &average): (usize, &f64)| {
            let (own, rest) = self.weights(k);
            let loss = (average - rest * before) / own;
            before = average;
            loss
        };
        averages.iter().enumerate().map(undo).collect()
    }

    /// The averages of losses.
    pub fn of(self, losses: &[f64]) -> Vec<f64> {
        let mut before = 0.0;
        let average = |(k, loss): (usize, &f64)| {
            let (own, rest) = self.weights(k);
            before = own * loss + rest * before;
            before
        };
        losses.iter().enumerate().map(average).collect()
    }

    /// The log likelihood ratio of averages of this kind to single losses, and whether the recovered losses are plausible
    /// for single steps: independent of their neighbors and positive.
    fn evidence(self, recorded: &Recorded) -> (f64, bool) {
        let averages = recorded.averages;
        let losses = self.undo(averages);
        let own = Residuals::new(recorded.lrs, &losses);
        let count = own.before_lowest;
        if count < MIN_STEPS
            || turns(&losses[..count]) < FEW_TURNS
            || growth(&averages[..count]) < MIN_GROWTH
        {
            return (0.0, false);
        }
        let weights: Vec<f64> = (0..count).map(|k| self.weights(k).0).collect();
        let single = likelihood(&recorded.residuals.all[..count], &vec![1.0; count]);
        let own = &own.all[..count];
        let same = own.windows(2).filter(|two| (two[0] > 0.0) == (two[1] > 0.0)).count();
        let positive = averages.iter().all(|&loss| loss > 0.0);
        let least = -3.0 * self.rounding(averages);
        let negative = losses.iter().filter(|loss| **loss < least).count();
        let fits = (same as f64) < MAX_SAME_SIDE * (count - 1) as f64
            && !(positive && negative as f64 > MAX_NEGATIVE * losses.len() as f64);
        (likelihood(own, &weights) - single, fits)
    }

    /// The standard deviation of the error that rounding of the averages causes in the last losses, where it is largest.
    fn rounding(self, averages: &[f64]) -> f64 {
        let (own, rest) = self.weights(averages.len());
        // Rounding to a multiple of q has the standard deviation q / sqrt(12); two such errors add up here.
        quantum(averages) * libm::hypot(1.0, rest) / own / libm::sqrt(12.0)
    }

    /// Whether rounding is small compared with the noise of the losses recovered from this average.
    fn has_digits(self, lrs: &[f64], averages: &[f64]) -> bool {
        let losses = self.undo(averages);
        let Residuals { all, before_lowest } = Residuals::new(lrs, &losses);
        let noise = Quantiles::of(all[..before_lowest].iter().map(|one| one.abs())).median / 0.674;
        self.rounding(averages) < MAX_ROUNDING * noise
    }
}

/// Detects whether finite losses are an average, and recovers the losses of single steps if its kind is known. `likely`
/// is the average that the tool which wrote the log records, if the tool is known.
///
/// The kinds are compared by the likelihood of the first losses, for normal noise of constant size. Moving averages differ
/// only there. Keras's running mean differs from fastai's average later, but the likelihood of all losses does not tell
/// them apart more often, since their noise is not constant.
pub fn find(lrs: &[f64], losses: &[f64], likely: Option<Average>) -> Averaged {
    let count = losses.len().min(lrs.len()).min(MAX_STEPS);
    if count < MIN_STEPS {
        return Averaged::No;
    }
    let (lrs, first) = (&lrs[..count], &losses[..count]);
    let recorded = Recorded { lrs, averages: first, residuals: Residuals::new(lrs, first) };
    let evidence = |average: &Average| {
        let (evidence, fits) = average.evidence(&recorded);
        let bonus = if likely == Some(*average) { LIKELY } else { 0.0 };
        let enough = evidence > MIN_EVIDENCE;
        (fits && enough, if enough { evidence + bonus } else { 0.0 }, *average)
    };
    let can_tell = |average: &&Average| **average != Average::Running || losses.len() >= LONG;
    let all = Average::ALL.iter().filter(can_tell).map(evidence);
    // Plausible kinds come before all others.
    match all.max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))) {
        Some((true, MIN_EVIDENCE.., average)) if average.has_digits(lrs, first) => {
            Averaged::Undone { average, losses: average.undo(losses) }
        }
        Some((true, MIN_EVIDENCE.., average)) => Averaged::Rounded(average),
        Some((false, MIN_EVIDENCE.., average))
            if losses.len() >= MANY_STEPS
                && growth(first) < MAX_GROWTH
                && average.has_digits(lrs, first) =>
        {
            Averaged::Unknown
        }
        _ => Averaged::No,
    }
}

/// The log likelihood of the first losses, given the residuals of the values that their averages are made of and the
/// weight of each value in its average.
fn likelihood(residuals: &[f64], weights: &[f64]) -> f64 {
    let count = residuals.len().min(HEAD) as f64;
    let squares: f64 = residuals.iter().take(HEAD).map(|one| one * one).sum();
    let jacobian: f64 = weights.iter().take(HEAD).map(|&weight| libm::log(weight)).sum();
    -0.5 * count * libm::log(squares / count) - jacobian
}

/// The share of steps at which the losses turn, up or down: two thirds for independent losses (Kendall and Stuart, The
/// Advanced Theory of Statistics 3).
fn turns(losses: &[f64]) -> f64 {
    let turns = losses.windows(3).filter(|three| (three[1] > three[0]) != (three[2] > three[1]));
    turns.count() as f64 / (losses.len() - 2) as f64
}

/// The growth of a curve's bends from near steps to distant ones: the ratio of the median absolute second differences,
/// which a slope does not change. Near steps are far enough apart for rounding not to hide the bends.
fn growth(losses: &[f64]) -> f64 {
    let bend = |distance: usize| {
        let bends = losses.windows(2 * distance + 1);
        let bends = bends.map(|near| (near[0] - 2.0 * near[distance] + near[2 * distance]).abs());
        Quantiles::of(bends).median
    };
    let least = CLEAR * quantum(losses);
    let near = NEAR.into_iter().find(|&distance| bend(distance) >= least);
    near.map_or(1.0, |near| bend(FAR * near) / bend(near))
}

/// The residuals about the kernel curve.
struct Residuals {
    all: Vec<f64>,
    /// The number of points before the lowest one of the curve. After it, the curve is too steep to show its noise.
    before_lowest: usize,
}

impl Residuals {
    fn new(lrs: &[f64], losses: &[f64]) -> Self {
        let smooth = smooth(lrs, losses);
        let all = losses.iter().zip(&smooth).map(|(loss, smooth)| loss - smooth).collect();
        Self { all, before_lowest: least(&smooth).unwrap_or(0) }
    }
}

/// Recorded losses, which may be averages.
struct Recorded<'a> {
    lrs: &'a [f64],
    averages: &'a [f64],
    residuals: Residuals,
}

/// The largest power of ten of which all losses are multiples, within single precision.
fn quantum(losses: &[f64]) -> f64 {
    let is_multiple = |quantum: &f64| {
        let is_whole = |loss: &f64| {
            let count = loss / quantum;
            (count - libm::round(count)).abs() <= 1e-9 * count.abs()
        };
        losses.iter().all(is_whole)
    };
    let powers = (-3..16).map(|digits| libm::pow(10.0, -f64::from(digits)));
    powers.into_iter().find(is_multiple).unwrap_or(0.0)
}
