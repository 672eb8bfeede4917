//! Step -> learning rate: the ramps of the range test, cyclical rates and decays.

mod formulas;
pub mod policy;
mod ramp;

pub(crate) use formulas::is_below;
pub use formulas::{Scale, Schedule};
pub use ramp::Ramp;
