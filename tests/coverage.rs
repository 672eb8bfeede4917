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
                all.wide += tally.wide;
                all.wide_held += tally.wide_held;
                all.none += tally.none;
                all.open += tally.open;
                let least = if runs == 20 { 0.93 } else { 0.9 };
                assert!(tally.coverage() >= least, "{}, {runs} runs: {tally:?}", shape.name);
            }
        }
    }
    assert!(all.coverage() >= 0.95, "{all:?}");
    // Nor are they so wide, or open, that they hold everything.
    assert!(all.wide > all.found / 3 && all.wide_held < all.wide, "{all:?}");
    assert!(all.open < all.found / 3 && all.none < all.found / 20, "{all:?}");
}

#[test]
fn chance_seldom_passes_for_a_fall() {
    for shape in flat() {
        let [lower, upper] = tally(&shape, 20, 300);
        let claims = lower.found.max(upper.found);
        assert!(claims <= 15, "{}: {claims} of 300", shape.name);
    }
}
