//! Fuzzing: no input causes a panic, a hang or a memory leak, and every run ends with a valid outcome.
//!
//! An execution that exceeds its time limit ends the program, which prints the input. `cargo test` runs each
//! target briefly with a fixed seed; `npm run fuzz -- MINUTES` runs each for that time with random seeds. Links
//! that once caused a failure are kept in `links.txt`.

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

/// The memory limit for any input, in bytes.
const MAX_MEMORY: usize = 1 << 30;
/// The memory limit for a log with many runs, as a multiple of the file.
const MAX_LOG_MEMORY: usize = 6;
/// The number of executions between two checks of the time.
const ROUND: u32 = 100;
/// The time limit for links and settings. They need a thousandth of it, unless the machine is busy.
const MAX_TIME: Duration = Duration::from_secs(3);
/// The time limit for a file of 5 MB.
const MAX_FILE_TIME: Duration = Duration::from_secs(15);
/// The time limit for an experiment. Few need a second.
const MAX_ENGINE_TIME: Duration = Duration::from_secs(60);

/// Counts the allocated memory and enforces the limit.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, MAX_MEMORY);

/// The current execution.
static CURRENT: Mutex<Option<Execution>> = Mutex::new(None);
/// Waits until the watching thread runs, so that its memory is not attributed to an execution.
static WATCHED: Barrier = Barrier::new(2);

/// An input under test.
struct Execution {
    input: Arc<dyn Debug + Send + Sync>,
    begun: Instant,
    most: Duration,
}

/// A program without the test harness, because other threads would disturb the memory count.
fn main() {
    let minutes: Option<u64> = std::env::var("FUZZ_MINUTES")
        .ok()
        .map(|text| text.parse().expect("FUZZ_MINUTES is a whole number of minutes"));
    spawn(watch);
    WATCHED.wait();
    check_memory_of_wide_log();
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

/// Checks that the peak memory of a log with many runs is a small multiple of the file.
fn check_memory_of_wide_log() {
    let text = logs::wide();
    let before = MEMORY.allocated();
    assert_eq!(logs::runs(&text), 64);
    let peak = MEMORY.max_allocated() - before;
    println!("a log of {} bytes with 64 runs: {peak} bytes of memory", text.len());
    assert!(peak < MAX_LOG_MEMORY * text.len(), "{peak} bytes of memory");
}

/// Ends the program if an execution exceeds its time limit.
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

/// Executes a check under the time limit and returns the time it took.
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

/// Clears the current execution when dropped, also if a check panics.
struct Ended;

impl Drop for Ended {
    fn drop(&mut self) {
        *current() = None;
    }
}

fn current() -> MutexGuard<'static, Option<Execution>> {
    CURRENT.lock().expect("no thread panics while it holds the lock")
}

/// Runs a target, for some time or with `short` inputs from a fixed seed. `most` is the time limit of each
/// execution.
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
