//! The default range of a sweep: the best constant rate, found by training over a wider range, lies well inside.

#![cfg(not(target_arch = "wasm32"))]

use std::thread::scope;

use rangefinder::data::breast_cancer;
use rangefinder::evidence::check::Check;
use rangefinder::experiment::Experiment;
use rangefinder::optimizer::Rule;
use rangefinder::schedule::Rates;

fn experiment(link: &str) -> Experiment {
    let (experiment, notices) = Experiment::from_link(link, &breast_cancer().shape());
    assert_eq!(notices, [], "{link}");
    experiment
}

/// Checks that the best constant rate of a link is at least a decade away from both ends of its range.
fn check(link: &str) {
    let (low, high) = experiment(link).extent().ends;
    let wide = format!("{link}&start_lr={}&end_lr={}", low / 10.0, high * 10.0);
    let grid = experiment(&format!("{wide}&truth_rates=22&truth_runs=4"));
    let best = Check::run(&grid, breast_cancer(), &Rates::default()).best;
    let best = best.expect("some rate reduces the loss").lr;
    assert!(10.0 * low <= best && best <= high / 10.0, "{link}: {best} of {low} to {high}");
}

#[test]
fn best_rate_of_every_optimizer_lies_well_inside_the_default_range() {
    scope(|scope| {
        for name in Rule::ALL {
            scope.spawn(move || {
                for rest in [
                    "batch_size=1",
                    "batch_size=512",
                    "batch_size=64&output=softmax",
                    "hidden=10,10,10,10,10,10,10,10",
                ] {
                    check(&format!("#v=2&optimizer={name}&{rest}"));
                }
            });
        }
    });
}
