//! The compared rules: how each library reads a rate from the losses of a range test.
//!
//! Each gets the rates and losses of a sweep that stops only at a loss that is not finite, and smooths, stops and
//! trims them like its library.

use crate::curve::Curve;
use crate::curve::classic::fastai;
use crate::curve::recommendation::recommend;
use crate::curve::suggestion::least;

/// The losses of one sweep.
#[derive(Clone, Copy, Debug)]
pub struct Sweep<'a> {
    /// The rates of all planned steps.
    pub lrs: &'a [f64],
    /// The losses, up to the first that is not finite.
    pub losses: &'a [f64],
    /// Steps of the training for which the rate is sought.
    pub steps: usize,
}

/// A rule.
pub struct Finder {
    /// Its name.
    pub name: &'static str,
    /// The rate that it suggests.
    pub find: fn(Sweep) -> Option<f64>,
}

/// All rules; the last one is ours.
pub const FINDERS: [Finder; 8] = [
    Finder { name: "fastai valley", find: |sweep| fastai(sweep.lrs, sweep.losses).valley.lr() },
    Finder { name: "fastai steep", find: |sweep| fastai(sweep.lrs, sweep.losses).steepest.lr() },
    Finder { name: "fastai slide", find: |sweep| fastai(sweep.lrs, sweep.losses).slide.lr() },
    Finder {
        name: "fastai minimum / 10",
        find: |sweep| fastai(sweep.lrs, sweep.losses).minimum.lr(),
    },
    Finder { name: "torch-lr-finder steepest", find: torch_lr_finder },
    Finder { name: "Lightning steepest", find: lightning },
    Finder { name: "middle of Smith's range", find: middle },
    Finder { name: "Rangefinder", find: rangefinder },
];

/// The curve of a sweep that stops once the smoothed loss is more than four times its minimum.
pub(super) fn curve(Sweep { lrs, losses, .. }: Sweep) -> Curve {
    let mut curve = Curve::new(0.98, Some(4.0), lrs.len(), None);
    lrs.iter().zip(losses).for_each(|(&lr, &loss)| curve.record(lr, loss, 1, None));
    curve
}

/// torch-lr-finder (0.2.2): the losses smoothed without correction, up to five times their minimum, without the
/// first ten steps and the last five; the steepest step.
fn torch_lr_finder(Sweep { lrs, losses, .. }: Sweep) -> Option<f64> {
    let mut smoothed: Vec<f64> = Vec::new();
    let mut best = f64::INFINITY;
    for &loss in losses {
        let loss = smoothed.last().map_or(loss, |last| 0.05 * loss + 0.95 * last);
        best = best.min(loss);
        smoothed.push(loss);
        if loss > 5.0 * best {
            break;
        }
    }
    let places: Vec<f64> = (0..lrs.len()).map(|step| step as f64).collect();
    steepest_slope(10..smoothed.len().saturating_sub(5), &places, &smoothed).map(|step| lrs[step])
}

/// Lightning's `lr_find` (2.5): a moving average whose correction is one step ahead, so that the first smoothed
/// loss is about half of the loss; without the first ten steps and the last; the steepest step against the rate
/// itself, not its logarithm.
fn lightning(Sweep { lrs, losses, .. }: Sweep) -> Option<f64> {
    let (mut mean, mut decay, mut best) = (0.0, 0.98, f64::INFINITY);
    let mut smoothed: Vec<f64> = Vec::new();
    for &loss in losses {
        mean = 0.98 * mean + 0.02 * loss;
        decay *= 0.98;
        let loss = mean / (1.0 - decay);
        smoothed.push(loss);
        if smoothed.len() > 1 && loss > 4.0 * best {
            break;
        }
        best = best.min(loss);
    }
    steepest_slope(10..smoothed.len().saturating_sub(1), lrs, &smoothed).map(|step| lrs[step])
}

/// A range as Smith (arXiv:1506.01186) and PyImageSearch read it from a plot, by a rule: from the rate at which
/// the smoothed loss has fallen by a tenth of its drop to that of its minimum; the geometric mean of both.
fn middle(sweep: Sweep) -> Option<f64> {
    let curve = curve(sweep);
    let smoothed = curve.smoothed_losses();
    let least = least(smoothed)?;
    let loss = smoothed[0] - 0.1 * (smoothed[0] - smoothed[least]);
    let first = smoothed[..=least].iter().position(|&other| other < loss)?;
    Some((sweep.lrs[first] * sweep.lrs[least]).sqrt())
}

/// Rangefinder's own rule.
fn rangefinder(sweep: Sweep) -> Option<f64> {
    let curve = curve(sweep);
    let found = recommend(sweep.lrs, curve.losses(), Some(sweep.steps));
    found.ok().map(|found| found.lr)
}

/// The step of the lowest slope (`numpy.gradient`, `torch.gradient`: second-order differences for uneven spacing,
/// first-order ones at the ends).
fn steepest_slope(used: std::ops::Range<usize>, places: &[f64], losses: &[f64]) -> Option<usize> {
    if used.len() < 2 {
        return None;
    }
    let (first, last) = (used.start, used.end - 1);
    let slope =
        |left: usize, right: usize| (losses[right] - losses[left]) / (places[right] - places[left]);
    let at = |step: usize| {
        if step == first || step == last {
            return slope(step.saturating_sub(1).max(first), (step + 1).min(last));
        }
        let [before, after] = [places[step] - places[step - 1], places[step + 1] - places[step]];
        let (left, right) = (slope(step - 1, step), slope(step, step + 1));
        (after * left + before * right) / (before + after)
    };
    used.min_by(|&a, &b| at(a).total_cmp(&at(b)))
}
