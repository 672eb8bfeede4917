//! Whatever comes in, nothing breaks: no panic, no hang, no memory that is not given back, and every
//! run ends in one of the ways that it may end in.
//!
//! An execution that takes longer than it may ends the program, which then names the input.
//! `cargo test` runs each target for a moment, always with the same inputs; `npm run fuzz -- MINUTES`
//! runs each for so long, with others every time. An input that broke something is kept in `links.txt`.

#![cfg(not(target_arch = "wasm32"))]

mod engine;
mod files;
mod links;
mod logs;
mod settings;
mod tables;

use std::alloc::System;
use std::cell::Cell;
use std::fmt::Debug;
use std::process::exit;
use std::sync::{Arc, Barrier, Mutex, MutexGuard};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use cap::Cap;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// No input may need more, in bytes.
const MAX_MEMORY: usize = 1 << 30;
/// Executions between two looks at the clock.
const ROUND: u32 = 100;
/// No link and no settings may take longer. They need a thousandth of it, unless the machine is busy.
const MAX_TIME: Duration = Duration::from_secs(3);
/// No file of 5 MB may.
const MAX_FILE_TIME: Duration = Duration::from_secs(15);
/// No experiment may. Few need a second.
const MAX_ENGINE_TIME: Duration = Duration::from_secs(60);

/// Counts what is in use, and refuses more than the most.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, MAX_MEMORY);

/// What is executed now.
static CURRENT: Mutex<Option<Execution>> = Mutex::new(None);
/// That it is watched. The memory that a thread takes at its start is no execution's.
static WATCHED: Barrier = Barrier::new(2);

/// An input that is being tried.
struct Execution {
    input: Arc<dyn Debug + Send + Sync>,
    begun: Instant,
    most: Duration,
}

/// A program of its own, because nothing else may use memory beside it.
fn main() {
    let minutes: Option<u64> = std::env::var("FUZZ_MINUTES")
        .ok()
        .map(|text| text.parse().expect("FUZZ_MINUTES is a whole number of minutes"));
    spawn(watch);
    WATCHED.wait();
    for link in links::kept() {
        execute(&Arc::new(link), MAX_TIME, |link| links::check(link));
    }
    let time = minutes.map(|minutes| Duration::from_secs(60 * minutes));
    fuzz("links", (time, 400, MAX_TIME), &links::inputs(), |link| links::check(link));
    fuzz("settings", (time, 200, MAX_TIME), &settings::settings(), links::check_settings);
    fuzz("logs", (time, 400, MAX_FILE_TIME), &logs::inputs(), logs::check);
    fuzz("tables", (time, 400, MAX_FILE_TIME), &tables::inputs(), tables::check);
    fuzz("engine", (time, 60, MAX_ENGINE_TIME), &engine::inputs(), engine::check);
}

/// Ends the program if an execution takes too long: nothing that hangs can end itself.
fn watch() {
    WATCHED.wait();
    loop {
        sleep(Duration::from_millis(100));
        if let Some(Execution { input, begun, most }) = &*current()
            && begun.elapsed() > *most
        {
            eprintln!("this takes more than {} s: {input:?}", most.as_secs());
            exit(1);
        }
    }
}

/// Executes a check under watch: how long it took.
fn execute<T: Debug + Send + Sync + 'static>(
    input: &Arc<T>,
    most: Duration,
    check: impl FnOnce(&T),
) -> Duration {
    let begun = Instant::now();
    *current() = Some(Execution { input: input.clone(), begun, most });
    let ended = Ended;
    check(input);
    drop(ended);
    begun.elapsed()
}

/// Ends the watch, also where a check panics.
struct Ended;

impl Drop for Ended {
    fn drop(&mut self) {
        *current() = None;
    }
}

fn current() -> MutexGuard<'static, Option<Execution>> {
    CURRENT.lock().expect("nothing panics that holds it")
}

/// Feeds a target, for some time or with so many inputs that are always the same, none of which may take
/// longer than the most.
fn fuzz<S: Strategy>(
    target: &str,
    (time, short, most): (Option<Duration>, u32, Duration),
    inputs: &S,
    check: impl Fn(&S::Value),
) where
    S::Value: Send + Sync + 'static,
{
    if std::env::var("FUZZ_TARGET").is_ok_and(|only| only != target) {
        return;
    }
    let (start, executions, slowest) =
        (Instant::now(), Cell::new(0_u64), Cell::new(Duration::ZERO));
    let run = |cases: u32, rng_seed: RngSeed| {
        let config = Config { cases, rng_seed, failure_persistence: None, ..Config::default() };
        let result = TestRunner::new(config).run(inputs, |input| {
            let (input, before) = (Arc::new(input), MEMORY.allocated());
            let taken = execute(&input, most, &check);
            executions.set(executions.get() + 1);
            slowest.set(slowest.get().max(taken));
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
