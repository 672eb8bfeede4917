//! The same experiment from many seeds, several at a time.

use std::sync::Arc;

use wide::f32x4;

use super::sweep::{Setup, Sweep};
use crate::curve::Recording;
use crate::data::Dataset;
use crate::experiment::Experiment;
use crate::network::lanes::Real;

/// Sweeps of consecutive seeds, one group of lanes after the other.
#[derive(Clone, Debug)]
pub struct Repeats {
    setup: Setup,
    /// The seeds that are still to begin, counted from the experiment's.
    next: usize,
    end: usize,
    /// The seeds that are under way, four side by side: for narrow layers several times as fast as one
    /// after the other, and slower, by a third, only for the widest of all with large batches.
    sweep: Option<Sweep<f32x4>>,
    done: Vec<Recording>,
}

impl Repeats {
    /// The sweeps of so many seeds, from that which is `first` after the experiment's own.
    pub fn new(
        experiment: &Experiment,
        dataset: &Arc<Dataset>,
        first: usize,
        count: usize,
    ) -> Self {
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
    pub fn take(&mut self) -> Vec<Recording> {
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

    /// Keeps what the seeds came to; lanes beyond the last seed are ignored.
    fn finish(&mut self) {
        if let Some(sweep) = self.sweep.take() {
            for lane in 0..f32x4::LANES.min(self.end - self.next) {
                self.done.extend(sweep.curve(lane).recording());
                self.next += 1;
            }
        }
    }
}
