//! The suggestions that fastai gives for losses of single steps.

use super::recorder::Curve;
use super::suggestion::{Suggestion, Suggestions};

/// fastai's `lr_find` (2.8.12): the moving average of the losses, which stops once it exceeds four times its minimum,
/// without the first tenth of the planned steps and the last five. `lrs` are the planned rates, `losses` those of the
/// first of them. The steps of the result count from the start of the whole curve.
pub fn fastai(lrs: &[f64], losses: &[f64]) -> Suggestions {
    let mut curve = Curve::new(0.98, Some(4.0), lrs.len(), None);
    lrs.iter().zip(losses).for_each(|(&lr, &loss)| curve.record(lr, loss, 1, None));
    of_average(lrs, curve.smoothed_losses())
}

/// Like [`fastai`], for a curve that is already an average.
pub fn of_average(lrs: &[f64], averages: &[f64]) -> Suggestions {
    let first = (lrs.len() / 10).min(averages.len());
    let last = averages.len().saturating_sub(5).max(first);
    let place = |suggestion: &Suggestion| match *suggestion {
        Suggestion::Found { lr, step } => Suggestion::Found { lr, step: first + step },
        none => none,
    };
    Suggestions::new(&lrs[first..last], &averages[first..last]).map(place)
}
