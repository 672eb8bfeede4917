//! The coverage of the bounds' confidence intervals, and the rate of falsely detected falls: simulated data sets
//! from curves whose exact median is known.

use std::f64::consts::{PI, TAU};

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rangefinder::curve::bounds::{Bound, Bounds};
use rangefinder::statistics::Ranked;

/// The steps of a sweep, as in the notebook.
const STEPS: usize = 48;

/// The losses of a run.
type Draw = dyn Fn(&mut Xoshiro256PlusPlus) -> Vec<f64>;

/// A population of runs.
pub struct Shape {
    pub name: &'static str,
    /// The exact median of each step.
    pub median: Vec<f64>,
    /// Draws a run.
    pub draw: Box<Draw>,
}

/// The results for a bound in many data sets.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// No bound was found.
    pub none: usize,
    pub found: usize,
    /// The interval contained the true bound. An open end extends without limit.
    pub held: usize,
    /// Intervals with two ends that are at least three steps apart.
    pub wide: usize,
    pub wide_held: usize,
    /// Those whose first step, and whose last step, is the true bound.
    pub wide_at_ends: [usize; 2],
    /// Intervals with an open end.
    pub open: usize,
}

impl Tally {
    pub fn coverage(&self) -> f64 {
        self.held as f64 / self.found as f64
    }
}

/// The noise of a run: a share of its variance is common to all steps, the rest is autoregressive.
struct Noise {
    common: f64,
    follows: f64,
    heavy: bool,
}

/// Valleys; `at` is 0 at the first step and 1 at the last.
pub fn shapes() -> Vec<Shape> {
    let mild = || Noise { common: 0.3, follows: 0.3, heavy: false };
    let never = |_: f64| 0.0;
    vec![
        shape(
            "clean valley",
            mild(),
            |_| 0.03,
            never,
            |at| 0.25 - 0.2 * bend(25.0 * (at - 0.35)) + 0.3 * bend(40.0 * (at - 0.8)),
        ),
        shape(
            "noisy flat",
            Noise { common: 0.1, follows: 0.0, heavy: false },
            |_| 0.08,
            never,
            |at| 0.25 - 0.2 * bend(40.0 * (at - 0.25)) + 0.3 * bend(40.0 * (at - 0.9)),
        ),
        shape(
            "late steep divergence",
            mild(),
            |at| 0.05 + 0.02 * libm::exp(30.0 * (at - 0.75)),
            never,
            |at| 0.25 - 0.2 * bend(18.0 * (at - 0.4)) + 0.02 * libm::exp(30.0 * (at - 0.75)),
        ),
        shape(
            "slow fall",
            mild(),
            |_| 0.06,
            never,
            |at| 0.25 - 0.2 * at.min(0.7) / 0.7 + 0.4 * (at - 0.75).max(0.0),
        ),
        shape(
            "hardly rises",
            mild(),
            |_| 0.05,
            never,
            |at| 0.25 - 0.2 * bend(25.0 * (at - 0.35)) + 0.11 * (at - 0.7).max(0.0),
        ),
        shape(
            "correlated runs",
            Noise { common: 0.8, follows: 0.9, heavy: false },
            |_| 0.08,
            never,
            |at| 0.25 - 0.2 * bend(15.0 * (at - 0.35)) + 0.3 * bend(20.0 * (at - 0.85)),
        ),
        shape(
            "heavy tails, runs end",
            Noise { common: 0.3, follows: 0.3, heavy: true },
            |_| 0.02,
            |at| bend(15.0 * (at - 0.85)),
            |at| 0.25 - 0.2 * bend(20.0 * (at - 0.35)) + 0.1 * (at - 0.6).max(0.0),
        ),
    ]
}

/// Random valleys, to detect rules that fit only the shapes above.
pub fn random_shapes(count: usize) -> Vec<Shape> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(7);
    (0..count).map(|_| random_shape(&mut random)).collect()
}

fn random_shape(random: &mut Xoshiro256PlusPlus) -> Shape {
    let mut draw = |from: f64, to: f64| from + (to - from) * random.random::<f64>();
    let heavy = draw(0.0, 1.0) < 0.25;
    let noise = Noise { common: draw(0.0, 0.8), follows: draw(0.0, 0.9), heavy };
    let spread = libm::exp(draw(libm::log(0.02), libm::log(0.4))) * if heavy { 0.5 } else { 1.0 };
    let growth = draw(-2.0, 3.0).max(0.0);
    let (bent, falls_at, fall) = (draw(0.0, 1.0) < 0.75, draw(0.15, 0.5), draw(8.0, 45.0));
    let (kind, rises_at, rise) = (draw(0.0, 3.0), draw(0.65, 0.95), draw(0.15, 2.0));
    let (steep, slope) = (draw(15.0, 50.0), draw(-0.1, 0.15));
    let ends_at = if heavy { draw(0.75, 1.1) } else { f64::INFINITY };
    let middle = move |at: f64| {
        let fallen = if bent { bend(fall * (at - falls_at)) } else { at.min(rises_at) / rises_at };
        let risen = match kind {
            ..1.0 => rise * bend(steep * (at - rises_at)),
            ..2.0 => 2.0 * rise * (at - rises_at).max(0.0),
            _ => 0.05 * libm::exp(0.7 * steep * (at - rises_at)),
        };
        1.0 - fallen + risen + slope * at
    };
    let spread = move |at| spread * (1.0 + growth * at);
    shape("random", noise, spread, move |at| bend(15.0 * (at - ends_at)), middle)
}

/// Curves without a fall.
pub fn flat() -> Vec<Shape> {
    let noise = |common, follows, heavy| Noise { common, follows, heavy };
    let flat = |name, noise| shape(name, noise, |_| 0.05, |_| 0.0, |_| 0.25);
    vec![
        flat("flat, independent", noise(0.0, 0.0, false)),
        flat("flat, correlated", noise(0.3, 0.8, false)),
        flat("flat, heavy tails", noise(0.1, 0.0, true)),
    ]
}

/// Runs of `STEPS` steps: the median `middle`, noise times `spread`, and a share of runs that have `ended`.
fn shape(
    name: &'static str,
    noise: Noise,
    spread: impl Fn(f64) -> f64 + 'static,
    ended: impl Fn(f64) -> f64 + 'static,
    middle: impl Fn(f64) -> f64 + 'static,
) -> Shape {
    let at = |step: usize| step as f64 / (STEPS - 1) as f64;
    let tail = |share: f64| libm::tan(PI * (share - 0.5));
    // Runs that have ended count as infinite, so the median of all is a higher quantile of the others.
    let median = |at: f64| match 0.5 / (1.0 - ended(at)) {
        0.5 => middle(at),
        share if share < 1.0 => middle(at) + spread(at) * tail(share),
        _ => f64::INFINITY,
    };
    let median = (0..STEPS).map(|step| median(at(step))).collect();
    let draw = move |random: &mut Xoshiro256PlusPlus| {
        let (common, end, mut own) = (normal(random), random.random::<f64>(), normal(random));
        let loss = |step: usize| {
            own =
                noise.follows * own + (1.0 - noise.follows * noise.follows).sqrt() * normal(random);
            let mut z = noise.common.sqrt() * common + (1.0 - noise.common).sqrt() * own;
            if noise.heavy {
                z = tail((0.5 * libm::erfc(-z / 2_f64.sqrt())).clamp(1e-9, 1.0 - 1e-9));
            }
            let at = at(step);
            if end < ended(at) { f64::INFINITY } else { middle(at) + spread(at) * z }
        };
        (0..STEPS).map(loss).collect()
    };
    Shape { name, median, draw: Box::new(draw) }
}

/// The logistic function.
fn bend(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

fn normal(random: &mut Xoshiro256PlusPlus) -> f64 {
    let (radius, angle) = (1.0 - random.random::<f64>(), random.random::<f64>());
    (-2.0 * libm::log(radius)).sqrt() * libm::cos(TAU * angle)
}

/// The results for the lower and the upper bound in `sets` data sets of `runs` runs.
pub fn tally(Shape { median, draw, .. }: &Shape, runs: usize, sets: usize) -> [Tally; 2] {
    let lrs: Vec<f64> = (0..median.len()).map(|step| 1.1_f64.powi(step as i32)).collect();
    let truth = rule(&lrs, median);
    let mut tallies = [Tally::default(); 2];
    let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
    for _ in 0..sets {
        let set: Vec<Vec<f64>> = (0..runs).map(|_| draw(&mut random)).collect();
        let found = bounds(&lrs, &set);
        for ((tally, bound), truth) in tallies.iter_mut().zip([found.lower, found.upper]).zip(truth)
        {
            count(tally, bound, truth);
        }
    }
    tallies
}

/// A direct implementation of the rule for both bounds on an exact curve. A missing bound is 0 or infinite.
fn rule(lrs: &[f64], median: &[f64]) -> [f64; 2] {
    let bottom = median.iter().copied().fold(f64::INFINITY, f64::min);
    let least = median.iter().position(|&loss| loss == bottom).expect("there are steps");
    let share = 0.1 * (median[0] - bottom);
    let (mut first, mut last) = (least, least);
    while first > 0 && median[first - 1] <= median[0] - share {
        first -= 1;
    }
    while last + 1 < median.len() && median[last + 1] <= bottom + share {
        last += 1;
    }
    let lower = if first > 1 { lrs[first] } else { 0.0 };
    [lower, if last + 1 < median.len() { lrs[last] } else { f64::INFINITY }]
}

fn bounds(lrs: &[f64], runs: &[Vec<f64>]) -> Bounds {
    let runs: Vec<&[f64]> = runs.iter().map(|run| &run[..]).collect();
    Bounds::new(lrs, &Ranked::new(lrs.len(), &runs))
}

fn count(tally: &mut Tally, bound: Bound, truth: f64) {
    let Bound::Found { from, to, .. } = bound else {
        tally.none += 1;
        return;
    };
    let held = from.is_none_or(|from| from <= truth) && to.is_none_or(|to| truth <= to);
    let wide = from.zip(to).is_some_and(|(from, to)| to / from > 1.1_f64.powi(3) * 0.999);
    tally.found += 1;
    tally.held += usize::from(held);
    tally.wide += usize::from(wide);
    tally.wide_held += usize::from(wide && held);
    for (count, end) in tally.wide_at_ends.iter_mut().zip([from, to]) {
        *count += usize::from(wide && end == Some(truth));
    }
    tally.open += usize::from(from.is_none() || to.is_none());
}
