//! Step -> learning rate: the ramps of the range test, cyclical rates and decays.

mod function;
mod kind;
mod ramp;
mod rates;
mod row;
mod settings;
mod table;

pub use function::Schedule;
pub(crate) use function::is_below;
pub use ramp::Ramp;
pub use rates::{Missing, Rates};
pub use row::Family;
pub use settings::ScheduleSettings;
pub use table::ScheduleKind;
