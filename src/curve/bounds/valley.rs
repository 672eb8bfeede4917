//! The valley that fits a curve best: the curve that falls up to some step and rises after it with the
//! smallest sum of squared differences (unimodal regression: Stout, Unimodal regression via prefix isotonic
//! regression, 2008). If the curve is a valley, the fit is the curve itself, with the same bounds. A single
//! step that is high or low by chance does not count as a rise or a drop.

use std::ops::Range;

/// The fit to finite losses, and the steps of its minimum.
pub(super) fn fit(losses: &[f64]) -> (Vec<f64>, Range<usize>) {
    let reversed: Vec<f64> = losses.iter().rev().copied().collect();
    let (before, after) = (Pools::scores(losses), Pools::scores(&reversed));
    let score = |step: usize| before[step] + after[losses.len() - step];
    let turn = (0..=losses.len()).max_by(|&a, &b| score(a).total_cmp(&score(b))).unwrap_or(0);
    let mut fit = Pools::fit(&losses[..turn]);
    fit.extend(Pools::fit(&reversed[..losses.len() - turn]).into_iter().rev());
    let bottom = fit.iter().copied().fold(f64::INFINITY, f64::min);
    let first = fit.iter().position(|&loss| loss == bottom).unwrap_or(0);
    let steps = fit[first..].iter().take_while(|&&loss| loss == bottom).count();
    (fit, first..first + steps)
}

/// Neighbors pooled until their means fall (the pool-adjacent-violators algorithm).
#[derive(Default)]
struct Pools(Vec<Pool>);

#[derive(Clone, Copy, Default)]
struct Pool {
    sum: f64,
    count: f64,
    /// The sum of squared sums over counts, of this pool and all before it. A higher score is a better fit.
    score: f64,
}

impl Pools {
    /// The scores of the first 0, 1, 2, ... losses.
    fn scores(losses: &[f64]) -> Vec<f64> {
        let mut pools = Self::default();
        let scores = losses.iter().map(|&loss| pools.push(loss));
        std::iter::once(0.0).chain(scores).collect()
    }

    /// The falling curve that fits best.
    fn fit(losses: &[f64]) -> Vec<f64> {
        let mut pools = Self::default();
        losses.iter().for_each(|&loss| _ = pools.push(loss));
        let means = |pool: &Pool| vec![pool.sum / pool.count; pool.count as usize];
        pools.0.iter().flat_map(means).collect()
    }

    /// Appends a loss and returns the score of all.
    #[inline(never)]
    fn push(&mut self, loss: f64) -> f64 {
        let mut last = Pool { sum: loss, count: 1.0, score: 0.0 };
        while let Some(pool) = self.0.pop_if(|pool| pool.sum * last.count <= last.sum * pool.count)
        {
            last.sum += pool.sum;
            last.count += pool.count;
        }
        last.score =
            self.0.last().map_or(0.0, |pool| pool.score) + last.sum * last.sum / last.count;
        self.0.push(last);
        last.score
    }
}
