//! The bounds' intervals and the claim of a fall keep their word, in few data sets; `cargo run --release
//! --example coverage` has many.

#![cfg(not(target_arch = "wasm32"))]

#[path = "common/coverage.rs"]
mod coverage;

use coverage::{Tally, flat, shapes, tally};

#[test]
fn intervals_hold_the_true_bounds_as_often_as_they_say() {
    let mut all = Tally::default();
    for shape in shapes() {
        for (runs, sets) in [(20, 200), (200, 30)] {
            for tally in tally(&shape, runs, sets) {
                all.found += tally.found;
                all.held += tally.held;
                let least = if runs == 20 { 0.93 } else { 0.9 };
                assert!(tally.coverage() >= least, "{}, {runs} runs: {tally:?}", shape.name);
            }
        }
    }
    assert!(all.coverage() >= 0.95, "{all:?}");
}

#[test]
fn chance_seldom_passes_for_a_fall() {
    for shape in flat() {
        let [lower, upper] = tally(&shape, 20, 300);
        let claims = lower.found.max(upper.found);
        assert!(claims <= 15, "{}: {claims} of 300", shape.name);
    }
}
