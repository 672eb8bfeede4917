//! Step -> learning rate: the ramps of the range test, cyclical rates and decays.

mod function;
mod kind;
mod ramp;
mod rates;
mod settings;
mod table;

pub use function::Schedule;
pub(crate) use function::is_below;
pub use kind::{Family, ScheduleKind};
pub use ramp::Ramp;
pub use rates::{Missing, Rates};
pub use settings::ScheduleSettings;
