//! What no curve can tell by itself: whether a suggestion was right, which policy trains best, and why
//! training breaks.

pub mod diagnosis;
pub(crate) mod leg;
pub mod race;
pub mod sharpness;
pub mod truth;

pub use leg::{EVIDENCE_SEED_OFFSET, Record};
