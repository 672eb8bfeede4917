//! How an experiment differs from a pinned one.

use super::template::fill;

/// Answers with a smaller ratio are equal to two digits, or nearly so.
const SAME_RATIO: f64 = 1.05;

/// The answer of an experiment, for the comparison.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// The answer, if there is one.
    pub lr: Option<f64>,
    /// The range around it, if it is known.
    pub range: Option<(f64, f64)>,
}

/// The difference between an answer and that of a pinned experiment, in words. The losses are not compared, because
/// the lowest loss of a sweep may be a single dip before divergence.
pub fn difference(now: &Found, pinned: &Found) -> String {
    let (lr, before) = match (now.lr, pinned.lr) {
        (Some(lr), Some(before)) => (lr, before),
        (Some(lr), None) => {
            return fill(&["The answer is about ~; the pinned settings have none."], &[lr]);
        }
        (None, Some(before)) => {
            let text = "There is no answer here; that of the pinned settings is about ~.";
            return fill(&[text], &[before]);
        }
        (None, None) => return "Neither of the two has an answer.".to_owned(),
    };
    let ratio = if lr < before { before / lr } else { lr / before };
    let text = if ratio < SAME_RATIO {
        "The answer, about ~, is that of the pinned settings."
    } else if lr < before {
        "The answer, about ~, is a factor of ~ below that of the pinned settings, about ~."
    } else {
        "The answer, about ~, is a factor of ~ above that of the pinned settings, about ~."
    };
    let ranges = match (now.range, pinned.range) {
        _ if ratio < SAME_RATIO => "",
        (Some((low, high)), Some((other_low, other_high))) => {
            if low <= other_high && other_low <= high {
                " Their ranges overlap, so one rate may be good for both."
            } else {
                " Their ranges do not overlap."
            }
        }
        _ => "",
    };
    fill(&[text, ranges], &[lr, ratio, before])
}
