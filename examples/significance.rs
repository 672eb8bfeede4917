//! Simulates comparisons of schedules: the share with a false claim, and the share of true differences found.
//!
//! `cargo run --release --quiet --example significance -- [comparisons of each kind, 2000 by default]`

#[path = "../tests/common/comparisons.rs"]
mod comparisons;

use std::process::ExitCode;

use comparisons::{Family, Noise, equal, simulate};

fn main() -> ExitCode {
    let Ok(count) = std::env::args().nth(1).map_or(Ok(2000), |text| text.parse()) else {
        eprintln!("usage: significance [comparisons of each kind]");
        return ExitCode::FAILURE;
    };
    println!("| {:<37} | schedules | seeds | false claims |  found |", "schedules");
    println!("| {:-<37} | --------- | ----- | ------------ | ------ |", "");
    for (name, family) in families() {
        let result = simulate(family, count);
        let found = if result.found.is_nan() {
            String::new()
        } else {
            format!("{:.1}%", 100.0 * result.found)
        };
        let wrong = format!("{:.1}%", 100.0 * result.wrong);
        let Family { schedules, seeds, .. } = family;
        println!("| {name:<37} | {schedules:>9} | {seeds:>5} | {wrong:>12} | {found:>6} |");
    }
    ExitCode::SUCCESS
}

fn families() -> Vec<(String, Family)> {
    let mut families = Vec::new();
    for seeds in [10, 20] {
        for schedules in [2, 4, 13, 18] {
            families.push(("all equal".to_owned(), equal(Noise::Normal, schedules, seeds)));
        }
        for noise in [Noise::HeavyTailed, Noise::LogNormal, Noise::Tied, Noise::Diverging] {
            families.push((format!("all equal, {noise:?}"), equal(noise, 13, seeds)));
        }
        let normal = equal(Noise::Normal, 13, seeds);
        for (worse, by) in [(1, 0.5), (1, 1.0), (1, 1.5), (1, 2.0), (6, 1.0), (6, 2.0), (12, 1.0)] {
            let name = format!("{worse} worse by {by} standard deviations");
            families.push((name, Family { worse, by, ..normal }));
        }
        for (noisy, times) in [(1, 5.0), (6, 2.0), (6, 5.0)] {
            let name = format!("equal, {noisy} with {times} times the noise");
            families.push((name, Family { noisy, times, ..normal }));
        }
    }
    // A check by training with more than 4,000 losses: 199 permutations instead of 999.
    let all = [Noise::Normal, Noise::HeavyTailed, Noise::LogNormal, Noise::Tied, Noise::Diverging];
    for noise in all {
        families.push((format!("all equal, {noise:?}"), equal(noise, 129, 32)));
    }
    let many = equal(Noise::Normal, 33, 130);
    families.push(("all equal, Normal".to_owned(), many));
    for (worse, by) in [(1, 0.5), (16, 0.5)] {
        let name = format!("{worse} worse by {by} standard deviations");
        families.push((name, Family { worse, by, ..many }));
    }
    families
}
