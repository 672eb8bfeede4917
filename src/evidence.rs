//! Evidence beyond the curve: the check by training, the comparison of schedules, and the inside of the
//! network while training diverges.

pub mod check;
pub mod comparison;
pub mod diagnosis;
pub mod sharpness;
pub(crate) mod training_run;
pub(crate) mod verified;

pub use training_run::{EVIDENCE_SEED_OFFSET, Record};
