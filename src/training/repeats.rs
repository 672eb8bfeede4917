//! The same experiment from many seeds, several at a time.

use wide::f32x4;

use super::sweep::{Setup, Sweep};
use crate::curve::{Curve, Outcome, OutcomeKind};
use crate::data::Dataset;
use crate::experiment::Experiment;
use crate::network::lanes::Real;

/// What one seed left behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// See [`Curve::losses`].
    pub losses: Vec<f64>,
    /// How its sweep ended.
    pub outcome: Outcome,
}

/// Sweeps of consecutive seeds, one group of lanes after the other.
#[derive(Clone, Debug)]
pub struct Repeats<'a> {
    setup: Setup<'a>,
    /// The seeds that are still to begin, counted from the experiment's.
    next: usize,
    end: usize,
    /// The seeds that are under way, four side by side: for narrow layers several times as fast as one
    /// after the other, and slower, by a third, only for the widest of all with large batches.
    sweep: Option<Sweep<f32x4>>,
    done: Vec<Repeat>,
}

impl<'a> Repeats<'a> {
    /// The sweeps of so many seeds, from that which is `first` after the experiment's own.
    pub fn new(experiment: &Experiment, dataset: &'a Dataset, first: usize, count: usize) -> Self {
        let setup = Setup::new(experiment, dataset);
        Self { setup, next: first, end: first + count, sweep: None, done: Vec::new() }
    }

    /// Makes up to `max_steps` steps of the seeds that are under way, which are as many as there are
    /// lanes; whether there is more to do.
    pub fn advance(&mut self, max_steps: usize) -> bool {
        let mut left = max_steps;
        while left > 0 {
            let Some(sweep) = &mut self.sweep else {
                if !self.begin() {
                    return false;
                }
                continue;
            };
            let made = sweep.advance(left);
            if made < left {
                self.finish();
            }
            left -= made;
        }
        true
    }

    /// The seeds that are done, in order; they are not kept.
    pub fn take(&mut self) -> Vec<Repeat> {
        std::mem::take(&mut self.done)
    }

    /// Begins the next seeds; false when there are none.
    fn begin(&mut self) -> bool {
        if self.next >= self.end {
            return false;
        }
        let seed = self.setup.experiment().seed.wrapping_add(self.next as u32);
        self.sweep = Some(self.setup.sweep(seed));
        true
    }

    /// Keeps what the seeds came to; lanes beyond the last seed are left aside.
    fn finish(&mut self) {
        if let Some(sweep) = self.sweep.take() {
            for lane in 0..f32x4::LANES.min(self.end - self.next) {
                self.done.extend(Repeat::of(sweep.curve(lane)));
                self.next += 1;
            }
        }
    }
}

impl Repeat {
    fn of(curve: &Curve) -> Option<Self> {
        curve.outcome().map(|outcome| Self { losses: curve.losses().to_vec(), outcome })
    }

    /// Whether it ended before the last step.
    pub fn stopped(&self) -> bool {
        self.outcome.kind != OutcomeKind::Completed
    }

    /// The repeats as numbers, one after the other: the code of the outcome's kind, its step and rate, how many
    /// losses there are, and these.
    pub fn write(repeats: &[Self]) -> Vec<f64> {
        let mut numbers = Vec::new();
        for Self { losses, outcome } in repeats {
            numbers.extend([outcome.kind as u8 as f64, outcome.step as f64, outcome.lr]);
            numbers.push(losses.len() as f64);
            numbers.extend(losses);
        }
        numbers
    }

    /// Reads what [`Repeat::write`] has written, as far as it is that.
    pub fn read(mut numbers: &[f64]) -> Vec<Self> {
        let mut repeats = Vec::new();
        while let [kind, step, lr, count, rest @ ..] = numbers {
            let Some((losses, after)) = rest.split_at_checked(*count as usize) else {
                break;
            };
            let Some(kind) = OutcomeKind::of_code(*kind as u8) else {
                break;
            };
            let outcome = Outcome { kind, step: *step as usize, lr: *lr };
            repeats.push(Self { losses: losses.to_vec(), outcome });
            numbers = after;
        }
        repeats
    }
}
