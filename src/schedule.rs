//! Step -> learning rate: the ramps of the range test, cyclical rates and decays.

mod formulas;
pub mod kind;
mod ramp;

pub(crate) use formulas::is_below;
pub use formulas::{Scale, Schedule};
pub use ramp::Ramp;
