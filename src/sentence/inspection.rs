//! The inside of the network during a sweep: where the learning rate exceeds 2 over the sharpness.

use super::template::{count, fill, join};
use super::{Code, Sentence};

/// The inside of the network during a sweep.
pub(crate) struct Inspection<'a> {
    /// The learning rate of each step.
    pub(crate) lrs: &'a [f64],
    /// The steps at which the sharpness was measured.
    pub(crate) steps: &'a [usize],
    /// 2 over the sharpness at each of them; none where it could not be computed.
    pub(crate) edges: &'a [Option<f64>],
    /// The share of ReLUs that are dead at the last step.
    pub(crate) dead: Option<f64>,
}

impl Inspection<'_> {
    /// Whether the rate exceeds 2 over the sharpness, and where it first does.
    pub(crate) fn conclude(&self) -> Sentence {
        let Self { lrs, steps, edges, .. } = *self;
        let known = edges.iter().flatten().count();
        let all = steps.len();
        let rate = |place: usize| steps.get(place).and_then(|&step| lrs.get(step));
        let crossing = edges.iter().enumerate().find_map(|(place, edge)| {
            let (&lr, edge) = rate(place).zip(*edge)?;
            (lr > edge).then_some([steps[place] as f64, lr, edge])
        });
        // If not every step is measured, the rate may exceed it before this step.
        let at = if known < lrs.len() {
            "by step #: ~ compared with ~."
        } else {
            "at step #: ~ compared with ~."
        };
        let exceeds = "The learning rate first exceeds 2 over the sharpness ";
        let never = "The learning rate never exceeds 2 over the sharpness where that is known, at ";
        let (code, mut text) = match crossing {
            Some(numbers) => (Code::ExceedsEdge, fill(&[exceeds, at], &numbers)),
            None if known > 0 => (Code::BelowEdge, join(&[never, &count(known, "step"), "."])),
            None => (Code::EdgeUnknown, "The sharpness is unknown at every step.".to_owned()),
        };
        if 0 < known && known < all {
            let missing = [(all - known) as f64, all as f64];
            text += &fill(&[" It could not be computed at # of # steps."], &missing);
        }
        if let Some(dead) = self.dead {
            text += &fill(&[" At the last step, ~% of the ReLUs are dead."], &[100.0 * dead]);
        }
        Sentence { code, text }
    }
}
