//! What no curve can tell by itself: whether a suggestion was right, which policy trains best, and why
//! training breaks.

pub mod diagnosis;
pub mod race;
pub mod sharpness;
pub(crate) mod training_run;
pub mod truth;

pub use training_run::{EVIDENCE_SEED_OFFSET, Record};
