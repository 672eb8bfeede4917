//! `cargo run --release --example coverage`: whether the bounds' 95% confidence intervals hold the true
//! bounds as often as they say, on made-up sweeps and on the runs of real ones, and how often a fall is
//! found where there is none. A number after `--` is that of the data sets of each shape.

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

    use super::coverage::{Shape, flat, shapes, tally};

    /// Seeds of a real experiment whose median counts as the true one.
    const POPULATION: usize = 4000;

    pub fn print(sets: usize) {
        println!("{sets} data sets each; wide: both ends known and at least 3 steps apart");
        println!("shape                 runs bound  held  of wide   none  open  wide");
        let real = [
            real("the notebook's runs", "#v=1"),
            real("Adam's runs", "#v=1&optimizer=adam&start_lr=1e-5&end_lr=10"),
            real("runs from 0.001 on", "#v=1&start_lr=0.001"),
        ];
        for shape in shapes().into_iter().chain(real) {
            for runs in [20, 200] {
                for (bound, tally) in ["lower", "upper"].iter().zip(tally(&shape, runs, sets)) {
                    let held = 100.0 * tally.coverage();
                    let wide = 100.0 * tally.wide_held as f64 / tally.wide as f64;
                    println!(
                        "{:22}{runs:4} {bound} {held:5.1}% {wide:6.1}% {:6} {:5} {:5}",
                        shape.name, tally.none, tally.open, tally.wide
                    );
                }
            }
        }
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
