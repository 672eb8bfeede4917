//! The ground truth of a task: the loss after five epochs of training at many constant rates.

use super::tasks::Task;
use crate::curve::suggestion::least;
use crate::evidence::check::Check;
use crate::experiment::Experiment;
use crate::schedule::Rates;

/// The loss after training at each rate of a grid.
#[derive(Clone, Debug)]
pub struct Known {
    /// log10 of the rates.
    decades: Vec<f64>,
    /// The median losses; a run that diverges counts as infinite.
    losses: Vec<f64>,
    /// The loss of the best constant prediction.
    baseline: f64,
}

impl Known {
    /// Trains a task with each rate of the grid and `seeds` seeds after `seed`.
    pub fn new(task: &Task, (rates, seeds): (usize, usize), seed: usize) -> Self {
        let check = check(task, (rates, seeds), seed, &Rates::default());
        Self {
            decades: check.lrs.iter().map(|&lr| libm::log10(lr)).collect(),
            losses: check.losses.median,
            baseline: check.baseline_loss,
        }
    }

    /// The answer of a check by training of the recommended rates, with seeds after `seed`.
    pub fn verified(
        task: &Task,
        (rates, seeds): (usize, usize),
        seed: usize,
        found: &Rates,
    ) -> Option<f64> {
        let check = check(task, (rates, seeds), seed, found);
        check.answer?.found().map(|found| found.lr)
    }

    fn best(&self) -> usize {
        least(&self.losses).unwrap_or(0)
    }

    /// Whether any rate reduces the loss by a tenth of that of the best constant prediction.
    pub fn learns(&self) -> bool {
        self.losses[self.best()] < 0.9 * self.baseline
    }

    /// The distance of a rate above the best one, in decades.
    pub fn decades_above_best(&self, lr: f64) -> f64 {
        libm::log10(lr) - self.decades[self.best()]
    }

    /// (loss at the rate - best loss) / (loss of the best constant prediction - best loss), interpolated linearly
    /// between two rates of the grid; beyond the grid, that of its end.
    pub fn lost(&self, lr: f64) -> f64 {
        let best = self.losses[self.best()];
        (self.loss(libm::log10(lr)) - best) / (self.baseline - best)
    }

    fn loss(&self, decade: f64) -> f64 {
        let above = self.decades.partition_point(|&other| other < decade);
        let last = self.decades.len() - 1;
        if above == 0 || above > last {
            return self.losses[above.min(last)];
        }
        let part =
            (decade - self.decades[above - 1]) / (self.decades[above] - self.decades[above - 1]);
        let [left, right] = [self.losses[above - 1], self.losses[above]];
        // Infinity minus infinity is NaN.
        if left == right || left.is_infinite() { left } else { left + part * (right - left) }
    }
}

/// Epochs of each training.
pub const EPOCHS: usize = 5;

/// The check by training of a task.
fn check(task: &Task, (rates, seeds): (usize, usize), seed: usize, found: &Rates) -> Check {
    let data = task.source.load();
    let link = task.link(100, seed);
    let link = format!("{link}&truth_rates={rates}&truth_runs={seeds}&truth_epochs={EPOCHS}");
    let (experiment, _) = Experiment::from_link(&link, &data.shape());
    Check::run(&experiment, &data, found)
}
