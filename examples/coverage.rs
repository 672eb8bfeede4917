//! `cargo run --release --example coverage`: the coverage of the 95% confidence intervals of the bounds, for
//! simulated sweeps and for runs of real ones, and the rate of falsely found drops. A number after `--` is the number
//! of data sets per shape.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
#[path = "../tests/common/coverage.rs"]
mod coverage;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let sets = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(2000);
    native::print(sets);
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use rand::RngExt;
    use rangefinder::data::breast_cancer;
    use rangefinder::experiment::Experiment;
    use rangefinder::statistics::Ranked;
    use rangefinder::training::repeats::Repeats;
    use rangefinder::training::sweep::Setup;

    use super::coverage::{Shape, Tally, flat, random_shapes, shapes, tally};

    /// The number of seeds of a real experiment whose median counts as the true one.
    const POPULATION: usize = 4000;

    /// The number of random shapes.
    const RANDOM: usize = 40;

    /// The coverage of wide intervals counts if at least one interval in this many is wide.
    const ENOUGH_IN: usize = 20;

    pub fn print(sets: usize) {
        println!(
            "{sets} data sets each; wide: both ends known and at least 3 steps apart; narrower: of the"
        );
        println!("wide ones, without the step at one end, the one where it costs less");
        println!("shape                 runs bound  held  of wide narrower  none  open  wide");
        let real = [
            real("the notebook's runs", "#v=1"),
            real("Adam's runs", "#v=1&optimizer=adam&start_lr=1e-5&end_lr=10"),
            real("runs from 0.001 on", "#v=1&start_lr=0.001"),
        ];
        let mut wide_shares = Vec::new();
        for shape in shapes().into_iter().chain(real) {
            for runs in [20, 200] {
                for (bound, tally) in ["lower", "upper"].iter().zip(tally(&shape, runs, sets)) {
                    let held = 100.0 * tally.coverage();
                    let [wide, narrower] = wide_coverage(tally).map(|share| 100.0 * share);
                    if tally.wide * ENOUGH_IN >= sets {
                        wide_shares.push(wide);
                    }
                    println!(
                        "{:22}{runs:4} {bound} {held:5.1}% {wide:6.1}% {narrower:7.1}% {:5} {:5} {:5}",
                        shape.name, tally.none, tally.open, tally.wide
                    );
                }
            }
        }
        let above = wide_shares.iter().filter(|&&share| share > 97.0).count();
        println!(
            "wide in at least one of {ENOUGH_IN}: {} cases; more than 97% of the wide ones hold in {above}",
            wide_shares.len()
        );
        print_random(sets);
        for shape in flat() {
            for runs in [6, 7, 20, 200] {
                let [lower, upper] = tally(&shape, runs, sets);
                // A claimed fall may have one bound only.
                let most = lower.found.max(upper.found);
                let share = 100.0 * most as f64 / sets as f64;
                println!("{:22}{runs:4} a fall is found in {share:.1}%", shape.name);
            }
        }
    }

    /// How often the wide intervals hold the true bound; and how often they would without the step at one
    /// end, always the same, the one where that costs less. If that is less than it should be, there are no
    /// narrower intervals.
    fn wide_coverage(tally: Tally) -> [f64; 2] {
        let [first, last] = tally.wide_at_ends;
        [tally.wide_held, tally.wide_held - first.min(last)]
            .map(|held| held as f64 / tally.wide as f64)
    }

    /// How often the intervals hold the true bounds on shapes drawn at random.
    fn print_random(sets: usize) {
        let shapes = random_shapes(RANDOM);
        for runs in [20, 200] {
            let tallies: Vec<_> = shapes.iter().map(|shape| tally(shape, runs, sets / 4)).collect();
            for (bound, name) in ["lower", "upper"].iter().enumerate() {
                let mut held: Vec<f64> = tallies
                    .iter()
                    .map(|tallies| &tallies[bound])
                    .filter(|tally| tally.found > tally.none)
                    .map(|tally| 100.0 * tally.coverage())
                    .collect();
                held.sort_by(f64::total_cmp);
                let count = held.len();
                let enough = held.iter().filter(|&&held| held >= 93.0).count();
                let mean = held.iter().sum::<f64>() / count as f64;
                println!(
                    "random shapes         {runs:4} {name} {mean:5.1}% in the mean, at least 93% in \
                     {enough} of {count}, at least {:.1}% in all",
                    held[0]
                );
            }
        }
    }

    /// The runs of an experiment, drawn from many.
    fn real(name: &'static str, link: &str) -> Shape {
        let (experiment, _) = Experiment::from_link(link, &breast_cancer().shape());
        let mut repeats = Repeats::new(&experiment, breast_cancer(), 0, POPULATION);
        while repeats.advance(usize::MAX) {}
        let runs: Vec<Vec<f64>> = repeats.take().into_iter().map(|repeat| repeat.losses).collect();
        let steps = Setup::new(&experiment, breast_cancer()).schedule().len();
        let all: Vec<&[f64]> = runs.iter().map(|run| &run[..]).collect();
        let median = Ranked::new(steps, &all).medians();
        let draw = move |random: &mut _| {
            let random: &mut rand_xoshiro::Xoshiro256PlusPlus = random;
            runs[random.random_range(0..runs.len())].clone()
        };
        Shape { name, median, draw: Box::new(draw) }
    }
}
