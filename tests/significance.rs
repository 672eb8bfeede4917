//! A small simulation of false claims and power in the comparison of schedules; `examples/significance.rs` is the
//! large one.

#![cfg(not(target_arch = "wasm32"))]

#[path = "common/comparisons.rs"]
mod comparisons;

use comparisons::{Family, Noise, equal, simulate};

#[test]
fn false_claim_rate_for_equal_schedules_is_at_most_five_percent() {
    for (noise, schedules, seeds) in [
        (Noise::Normal, 13, 10),
        (Noise::LogNormal, 13, 20),
        (Noise::Tied, 4, 10),
        (Noise::Diverging, 18, 10),
        (Noise::Normal, 2, 10),
        (Noise::HeavyTailed, 13, 10),
    ] {
        let result = simulate(equal(noise, schedules, seeds), 300);
        // Three standard errors above 5% are 8.8%; without the second test, the rate is above a third.
        assert!(result.wrong < 0.088, "{noise:?} {schedules} {seeds} {result:?}");
    }
}

#[test]
fn difference_of_one_standard_deviation_is_detected_with_sufficient_power() {
    // The sign test with Bonferroni correction detects 30% with 10 seeds and 50% with 20.
    for (seeds, least) in [(10, 0.45), (20, 0.8)] {
        let family = Family { worse: 1, by: 1.0, ..equal(Noise::Normal, 13, seeds) };
        let result = simulate(family, 200);
        assert!(result.found > least && result.wrong < 0.088, "{seeds} {result:?}");
    }
}
