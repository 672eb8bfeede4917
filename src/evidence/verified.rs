//! The recommended rate after the check by training: the preferred rate, and the rates that are about as good.

use crate::schedule::Rates;
use crate::sentence::Verified;
use crate::statistics::{Quantiles, differences, median_interval, sort};

/// A rate that loses less than this share of the achievable reduction in loss is about as good as the best one.
pub(crate) const GOOD_SHARE: f64 = 0.1;

/// A trained rate, with the loss of each seed.
pub(super) struct Losses {
    pub(super) lr: f64,
    pub(super) losses: Vec<f64>,
}

/// The results of the check that decide about the recommended rate.
pub(super) struct Evidence<'a> {
    /// All trained rates, in rising order.
    pub(super) all: &'a [Losses],
    /// The index of the rate of the lowest median loss.
    pub(super) best: usize,
    /// The achievable reduction in loss.
    pub(super) fall: f64,
    pub(super) epochs: usize,
    /// The length of the training in words, in epochs or steps.
    pub(super) length: &'a str,
    pub(super) seeds: usize,
    pub(super) held_out: bool,
}

impl Evidence<'_> {
    /// The result of the check; none if the recommended rate has not trained, or if nothing was recommended and the best
    /// rate is the lowest or highest trained one, or there are too few seeds to compare rates.
    ///
    /// A rate is good if it loses less than a tenth of the achievable reduction at the upper end of the 95%
    /// confidence interval of its median paired difference from the best rate. If all rates from the best to the
    /// recommended one are good, the recommendation stays. Otherwise the nearest rate that loses less than a
    /// twentieth is preferred, because a rate at the edge of the good ones may not be good with other seeds.
    pub(super) fn verify(&self, runs: &Rates) -> Option<Verified> {
        let (all, best) = (self.all, self.best);
        let at_edge = best == 0 || best == all.len() - 1;
        let good = self.good(GOOD_SHARE);
        let undecided = match runs.answer {
            Some(answer) => all.iter().all(|one| one.lr != answer),
            None => at_edge || good.is_none(),
        };
        if undecided {
            return None;
        }
        let (low, high) = good.unwrap_or((best, best));
        let preferred = match runs.answer {
            None => all[best].lr,
            Some(lr) if good.is_none() || all[low..=high].iter().any(|one| one.lr == lr) => lr,
            Some(lr) => {
                let (low, high) = self.good(GOOD_SHARE / 2.0).unwrap_or((best, best));
                // `clamp` can panic with a message that formats floats, which adds 9 kB of WebAssembly.
                lr.max(all[low].lr).min(all[high].lr)
            }
        };
        let low = all[low].lr.min(preferred);
        let falls_from = self.base_lr(preferred);
        let base_lr = match runs.lower {
            None => low,
            Some(lower) if lower < preferred => falls_from.max(lower).min(low),
            // The check contradicts the range test, and a bound must lie below the rate.
            Some(_) => falls_from.min(low),
        };
        Some(Verified {
            lr: preferred,
            good: good.map(|(low, high)| (all[low].lr, all[high].lr)),
            suggested: runs.answer,
            base_lr,
            max_lr: self.max_lr(preferred),
            epochs: self.epochs,
            length: self.length.to_owned(),
            seeds: self.seeds,
            rates: all.len(),
            held_out: self.held_out,
            at_edge,
        })
    }

    /// The indices of the first and the last rate around the best one that lose less than `share`; none if there are
    /// too few seeds for a confidence interval.
    fn good(&self, share: f64) -> Option<(usize, usize)> {
        let (_, high) = median_interval(self.seeds)?;
        let best = &self.all[self.best].losses;
        let is_good = |place: &usize| {
            let mut above = differences(&self.all[*place].losses, best);
            sort(&mut above);
            above[high] < share * self.fall
        };
        let below = (0..self.best).rev().take_while(is_good).last();
        let above = (self.best + 1..self.all.len()).take_while(is_good).last();
        Some((below.unwrap_or(self.best), above.unwrap_or(self.best)))
    }

    /// The lowest rate from which on every rate up to `lr` achieves a tenth of the achievable reduction: the lowest one
    /// that is just large enough for the loss to fall.
    fn base_lr(&self, lr: f64) -> f64 {
        let falls = |one: &&Losses| self.lost(one) <= (1.0 - GOOD_SHARE) * self.fall;
        let below = self.all.iter().rev().filter(|one| one.lr < lr);
        below.take_while(falls).last().map_or(lr, |one| one.lr)
    }

    /// The highest rate up to which no rate from `lr` on loses a tenth of the achievable reduction.
    fn max_lr(&self, lr: f64) -> f64 {
        let works = |one: &&Losses| self.lost(one) < GOOD_SHARE * self.fall;
        let above = self.all.iter().filter(|one| one.lr > lr);
        above.take_while(works).last().map_or(lr, |one| one.lr)
    }

    /// The difference of a rate's median loss from the lowest one.
    fn lost(&self, one: &Losses) -> f64 {
        let median = |one: &Losses| Quantiles::of(one.losses.iter().copied()).median;
        median(one) - median(&self.all[self.best])
    }
}
