//! The coverage of the bounds' confidence intervals and the rate of falsely detected falls, in a small
//! simulation; `cargo run --release --example coverage` is the large one.

#![cfg(not(target_arch = "wasm32"))]

#[path = "common/coverage.rs"]
mod coverage;

use coverage::{Tally, flat, random_shapes, shapes, tally};

#[test]
fn intervals_have_nominal_coverage_and_are_not_too_wide() {
    let mut both = [Tally::default(); 2];
    for shape in shapes() {
        for (runs, sets) in [(20, 200), (200, 30)] {
            for (all, tally) in both.iter_mut().zip(tally(&shape, runs, sets)) {
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
    for (all, most) in both.iter().zip([0.975, 0.995]) {
        // The intervals are not so wide, or so often open, that they cover everything.
        assert!((0.95..most).contains(&all.coverage()), "{all:?}");
        assert!(all.wide > all.found / 3 && all.wide_held < all.wide, "{all:?}");
        assert!(all.open < all.found / 3 && all.none < all.found / 20, "{all:?}");
    }
}

#[test]
fn intervals_have_nominal_coverage_on_random_shapes() {
    let tallies = random_shapes(20).iter().map(|shape| tally(shape, 20, 50)).collect::<Vec<_>>();
    for bound in [0, 1] {
        let sum = |count: fn(&Tally) -> usize| -> usize {
            tallies.iter().map(|tallies| count(&tallies[bound])).sum()
        };
        let (held, found) = (sum(|tally| tally.held), sum(|tally| tally.found));
        assert!(found > 800 && held * 100 >= found * 96, "{held} of {found}");
    }
}

#[test]
fn false_positive_rate_on_flat_curves_is_at_most_five_percent() {
    for shape in flat() {
        let [lower, upper] = tally(&shape, 20, 300);
        let claims = lower.found.max(upper.found);
        assert!(claims <= 15, "{}: {claims} of 300", shape.name);
    }
}
