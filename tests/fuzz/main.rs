//! Whatever comes in, nothing breaks: no panic, no hang, no memory that is not given back, and every
//! run ends in one of the ways that it may end in.
//!
//! `cargo test` runs each target for a moment, always with the same inputs; `npm run fuzz -- MINUTES`
//! runs each for so long, with others every time. An input that broke something is kept in `links.txt`.

#![cfg(not(target_arch = "wasm32"))]

mod engine;
mod links;
mod settings;

use std::alloc::System;
use std::cell::Cell;
use std::fmt::Debug;
use std::time::{Duration, Instant};

use cap::Cap;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// No input may need more, in bytes.
const MOST_MEMORY: usize = 1 << 30;
/// Executions between two looks at the clock.
const ROUND: u32 = 100;

/// Counts what is in use, and refuses more than the most.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, MOST_MEMORY);

/// A program of its own, because nothing else may use memory beside it.
fn main() {
    let minutes: Option<u64> = std::env::var("FUZZ_MINUTES")
        .ok()
        .map(|text| text.parse().expect("FUZZ_MINUTES is a whole number of minutes"));
    links::kept().for_each(links::check);
    let time = minutes.map(|minutes| Duration::from_secs(60 * minutes));
    fuzz("links", time, 400, &links::inputs(), |link| links::check(link));
    fuzz("settings", time, 200, &settings::settings(), links::check_settings);
    fuzz("engine", time, 60, &engine::inputs(), engine::check);
}

/// Feeds a target, for some time or with so many inputs that are always the same.
fn fuzz<S: Strategy>(
    target: &str,
    time: Option<Duration>,
    short: u32,
    inputs: &S,
    check: impl Fn(&S::Value),
) where
    S::Value: Debug,
{
    let (start, executions, slowest) =
        (Instant::now(), Cell::new(0_u64), Cell::new(Duration::ZERO));
    let run = |cases: u32, rng_seed: RngSeed| {
        let config = Config { cases, rng_seed, failure_persistence: None, ..Config::default() };
        let result = TestRunner::new(config).run(inputs, |input| {
            let (before, begun) = (MEMORY.allocated(), Instant::now());
            check(&input);
            executions.set(executions.get() + 1);
            slowest.set(slowest.get().max(begun.elapsed()));
            prop_assert_eq!(MEMORY.allocated(), before, "memory in use afterwards");
            Ok(())
        });
        result.unwrap_or_else(|failure| panic!("{target}: {failure}"));
    };
    match time {
        None => run(short, RngSeed::Fixed(1)),
        Some(time) => {
            while start.elapsed() < time {
                run(ROUND, RngSeed::Random);
            }
        }
    }
    let (count, slowest) = (executions.get(), slowest.get().as_secs_f64());
    println!("{target}: {count} executions, the slowest took {slowest:.2} s: nothing broke");
}
