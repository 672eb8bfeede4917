//! Rangefinder runs Leslie Smith's learning-rate range test (arXiv:1506.01186) for real: a small
//! MLP trains while the learning rate rises after every mini-batch, and the loss is recorded.
//!
//! The flow, in reading order:
//!
//! ```text
//! data -------------\
//! link -> experiment -> training (network, optimizer, schedule) -> curve -> suggestions, bounds
//!                            \-> evidence: check by training, comparison of schedules, diagnosis
//! curve, evidence -> sentence -> report, jobs -> wasm -> page
//! ```
//!
//! A link names an experiment, and the experiment fixes every bit of the result:
//!
//! ```
//! use rangefinder::{data::breast_cancer, experiment::Experiment, training::sweep::Sweep};
//!
//! let (link, data) = ("#v=1&optimizer=adam&start_lr=1e-5&end_lr=10", breast_cancer());
//! let (experiment, notices) = Experiment::from_link(link, &data.shape());
//! assert!(notices.is_empty());
//! let mut sweep = Sweep::new(&experiment, data);
//! assert_eq!(sweep.advance(usize::MAX), 48);
//! assert_eq!(sweep.lrs().len(), sweep.losses().len());
//! ```
//!
//! Shapes: B batch, I inputs, O outputs, N rows. Weights are (I, O), as Keras has them;
//! `logits` is (B, O). `f32` for the network, `f64` for rates, curves and statistics.
//!
//! Modules use one another one way, and `curve` knows no experiment, network or data set
//! (`tests/modules.rs`).
//!
//! Invariants:
//! - nothing outside `wasm` names a JavaScript type, the DOM, a clock or a global random number
//!   generator;
//! - randomness enters only through the seed, in named streams (init, split, shuffle, direction), so
//!   that changing one setting leaves the others' draws alone; the halves of the runs that tell how sure
//!   the bounds are, and a significance test's permutations, have streams of a fixed seed;
//! - elementary functions are our own or `libm`'s, sums have one fixed order and no fused
//!   multiply-add: the bits are equal on every platform;
//! - a lane is a seed: lane k of a sweep has the bits of the single sweep of that seed;
//! - results never depend on how a sweep was chunked, nor on how seeds, rates and policies were shared
//!   out among workers: `advance(37); advance(63)` equals `advance(100)`;
//! - whatever trains is the one engine of `training` under some schedule, and a schedule is a pure
//!   function of the step;
//! - no difference is claimed between two ways to train that chance would make among as many that do
//!   not differ and vary alike, in more than one case of twenty ([`statistics::compare`]);
//! - rates and policies are judged by seeds that did not suggest them
//!   ([`evidence::EVIDENCE_SEED_OFFSET`]);
//! - a step's loss is measured before the update made with its learning rate;
//! - no unsafe code, and no panic is reachable from a link.

mod choice;
mod number;
mod random;

pub mod convention;
pub mod fingerprint;
pub mod statistics;

pub mod curve;
pub mod data;

pub mod network;
pub mod optimizer;
pub mod schedule;

pub mod experiment;
pub mod sentence;
pub mod training;

pub mod evidence;

pub mod jobs;
pub mod report;
#[cfg(all(target_arch = "wasm32", any(feature = "page", feature = "why")))]
pub mod wasm;

/// README's code, which `cargo test` compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
