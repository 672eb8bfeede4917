//! Simulated comparisons of schedules: the rate of false claims, and the power.

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rangefinder::statistics::{Verdict, compare};

/// The noise of a loss, besides the effects of its schedule and its seed.
#[derive(Clone, Copy, Debug)]
pub enum Noise {
    Normal,
    /// Student's t with two degrees of freedom: its variance is infinite.
    HeavyTailed,
    LogNormal,
    /// Normal, rounded to whole numbers: most losses of a seed are tied.
    Tied,
    /// Normal, but one in five is infinite.
    Diverging,
}

/// Schedules with simulated losses: one kind of noise with a shift and scale for each schedule, plus an
/// effect of the seed on all of them.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    pub noise: Noise,
    pub schedules: usize,
    pub seeds: usize,
    /// The number of schedules, from the first, that are worse
    pub worse: usize,
    /// by this many standard deviations of the difference of two schedules with normal noise.
    pub by: f64,
    /// The number of schedules, from the last, that have
    pub noisy: usize,
    /// this many times the noise of the others.
    pub times: f64,
}

/// Schedules that do not differ.
pub fn equal(noise: Noise, schedules: usize, seeds: usize) -> Family {
    Family { noise, schedules, seeds, worse: 0, by: 0.0, noisy: 0, times: 1.0 }
}

/// The results of many comparisons with the best schedule of the sample.
#[derive(Debug)]
pub struct Result {
    /// The share of comparisons with at least one false claim.
    pub wrong: f64,
    /// The share of the true differences that were found.
    pub found: f64,
}

/// Simulates comparisons, with a fixed seed.
pub fn simulate(family: Family, comparisons: usize) -> Result {
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(1);
    let (mut wrong, mut found, mut differing) = (0, 0, 0);
    for _ in 0..comparisons {
        let losses = losses(family, &mut generator);
        let best = lowest_median(&losses);
        let truth =
            |schedule: usize| (schedule < family.worse) as i32 - (best < family.worse) as i32;
        let mut errs = false;
        for (schedule, verdict) in compare(&losses, best).into_iter().enumerate() {
            let claim = match verdict {
                Verdict::Worse => 1,
                Verdict::Better => -1,
                Verdict::Inconclusive | Verdict::TooFew => 0,
            };
            errs |= claim != 0 && claim != truth(schedule);
            differing += i32::from(truth(schedule) > 0);
            found += i32::from(claim > 0 && truth(schedule) > 0);
        }
        wrong += i32::from(errs);
    }
    Result {
        wrong: f64::from(wrong) / comparisons as f64,
        found: f64::from(found) / f64::from(differing),
    }
}

fn losses(family: Family, generator: &mut Xoshiro256PlusPlus) -> Vec<Vec<f64>> {
    let seeds: Vec<f64> = (0..family.seeds).map(|_| 2.0 * normal(generator)).collect();
    let schedule = |schedule: usize| {
        let shift = if schedule < family.worse { family.by * 2.0_f64.sqrt() } else { 0.0 };
        let is_noisy = schedule >= family.schedules - family.noisy;
        let scale = if is_noisy { family.times } else { 1.0 };
        let loss = |seed: &f64| seed + shift + scale * family.noise.draw(generator);
        seeds.iter().map(loss).collect()
    };
    (0..family.schedules).map(schedule).collect()
}

fn lowest_median(losses: &[Vec<f64>]) -> usize {
    let median = |losses: &Vec<f64>| {
        let mut sorted = losses.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        (sorted[middle] + sorted[sorted.len() - 1 - middle]) / 2.0
    };
    let medians: Vec<f64> = losses.iter().map(median).collect();
    (0..medians.len()).min_by(|&a, &b| medians[a].total_cmp(&medians[b])).unwrap_or(0)
}

impl Noise {
    fn draw(self, generator: &mut Xoshiro256PlusPlus) -> f64 {
        let x = normal(generator);
        match self {
            Self::Normal => x,
            Self::HeavyTailed => {
                let squares = normal(generator).powi(2) + normal(generator).powi(2);
                x / (squares / 2.0).sqrt()
            }
            Self::LogNormal => x.exp(),
            Self::Tied => x.round(),
            Self::Diverging if generator.random::<f64>() < 0.2 => f64::INFINITY,
            Self::Diverging => x,
        }
    }
}

/// A standard normal number, by the Box-Muller transform.
fn normal(generator: &mut Xoshiro256PlusPlus) -> f64 {
    let (radius, turn): (f64, f64) = (generator.random(), generator.random());
    (-2.0 * (1.0 - radius).ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
}
