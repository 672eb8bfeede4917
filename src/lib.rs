//! Rangefinder runs Leslie Smith's learning-rate range test (arXiv:1506.01186): a small network trains while
//! the learning rate rises after every mini-batch, and the loss is recorded.
//!
//! The flow, in reading order:
//!
//! ```text
//! data -------------\
//! link -> experiment -> training (network, optimizer, schedule) -> curve -> suggestions, bounds
//!                            \-> evidence: check by training, comparison of schedules, diagnosis
//! curve, evidence -> sentence -> report, log_report, jobs -> wasm -> page
//! bytes of a training log -> log (rates and losses) -> curve -> log_report
//! experiment, rates, curve -> export (code, scripts and files as texts)
//! bytes of a table -> table (columns and their roles) -> data, table_report
//! ```
//!
//! A link names an experiment, and the experiment determines every bit of the result:
//!
//! ```
//! use rangefinder::{data::breast_cancer, experiment::Experiment, training::sweep::Sweep};
//!
//! let (link, data) = ("#v=2&optimizer=adam&end_lr=10", breast_cancer());
//! let (experiment, notices) = Experiment::from_link(link, &data.shape());
//! assert!(notices.is_empty());
//! let mut sweep = Sweep::new(&experiment, data);
//! assert_eq!(sweep.advance(usize::MAX), 100);
//! assert_eq!(sweep.lrs().len(), sweep.losses().len());
//! ```
//!
//! Shapes: B batch, I inputs, O outputs, N rows. Weights are (I, O), as in Keras; `logits` is (B, O). `f32`
//! for the network, `f64` for rates, curves and statistics.
//! Modules depend on each other in one direction, and `curve` does not depend on experiments, networks or data
//! sets (`tests/modules.rs`).
//!
//! Invariants:
//! - only `wasm` uses JavaScript types; nothing uses the DOM, a clock or a global random number generator;
//! - all randomness comes from the seed, in named streams (init, split, shuffle, direction), so that changing one
//!   setting does not change the draws of the other streams; the random halves of the runs, the permutations of a
//!   significance test and the signs of a bootstrap have streams of a fixed seed;
//! - elementary functions are our own or `libm`'s, sums have one fixed order and no fused multiply-add: the
//!   bits are equal on every platform;
//! - a lane is a seed: lane k of a sweep has the bits of the single sweep of that seed;
//! - results do not depend on how the work is divided among calls or workers: `advance(37); advance(63)`
//!   equals `advance(100)`;
//! - all training uses the engine of `training` with a schedule, and a schedule is a pure function of the
//!   step;
//! - among several ways to train that do not differ and are equally noisy, a significant difference is claimed in at
//!   most one case in twenty ([`statistics::compare`]);
//! - rates and schedules are judged with seeds that did not suggest them
//!   ([`evidence::EVIDENCE_SEED_OFFSET`]);
//! - the loss of a step is measured before the update with its learning rate;
//! - no unsafe code, and no panic is reachable from a link, a log or a table.

pub mod choice;
mod number;
mod random;

pub mod convention;
pub mod fingerprint;
pub mod statistics;

pub mod curve;
pub mod data;
#[cfg(any(feature = "log", feature = "table"))]
pub(crate) mod text;

#[cfg(feature = "table")]
pub mod table;

pub mod network;
pub mod optimizer;
pub mod schedule;

pub mod experiment;
#[cfg(feature = "log")]
pub mod log;
pub mod sentence;
pub mod training;

pub mod evidence;

#[cfg(feature = "cli")]
pub mod benchmark;
#[cfg(feature = "export")]
pub mod export;
pub mod jobs;
#[cfg(feature = "log")]
pub mod log_report;
pub mod report;
#[cfg(feature = "table")]
pub mod table_report;
#[cfg(all(target_arch = "wasm32", any(feature = "first", feature = "console")))]
pub mod wasm;

/// The README's code, which `cargo test` compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
