//! The same sweep with many seeds, several at a time.

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
    /// The next seed to start, counted from the experiment's.
    next: usize,
    end: usize,
    /// The seeds in progress, four in parallel: several times as fast as one after the other for narrow
    /// layers, and a third slower only for the widest layers with large batches.
    sweep: Option<Sweep<f32x4>>,
    done: Vec<Recording>,
}

impl Repeats {
    /// The sweeps of `count` seeds, starting with the experiment's seed plus `first`.
    pub fn new(
        experiment: &Experiment,
        dataset: &Arc<Dataset>,
        first: usize,
        count: usize,
    ) -> Self {
        let setup = Setup::new(experiment, dataset);
        Self { setup, next: first, end: first + count, sweep: None, done: Vec::new() }
    }

    /// Makes up to `max_steps` steps of the seeds in progress, one per lane. Returns `true` while
    /// unfinished.
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

    /// Takes the recordings of the finished seeds, in order.
    pub fn take(&mut self) -> Vec<Recording> {
        std::mem::take(&mut self.done)
    }

    /// Starts the next seeds. Returns `false` if there are none.
    fn begin(&mut self) -> bool {
        if self.next >= self.end {
            return false;
        }
        let seed = self.setup.experiment().seed.wrapping_add(self.next as u32);
        self.sweep = Some(self.setup.sweep(seed));
        true
    }

    /// Stores the recordings of the seeds; lanes after the last seed are ignored.
    fn finish(&mut self) {
        if let Some(sweep) = self.sweep.take() {
            for lane in 0..f32x4::LANES.min(self.end - self.next) {
                self.done.extend(sweep.curve(lane).recording());
                self.next += 1;
            }
        }
    }
}
