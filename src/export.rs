//! Exports: code for other frameworks, scripts that repeat a run, and result files. All are text, which the caller writes.
//!
//! Names of files and columns come from users and links. They are in the text only as [`quote`] writes them.

mod caption;
mod code;
mod course;
pub mod csv;
mod fastai;
mod formula;
mod framework;
mod keras;
mod layout;
mod optax;
mod optimizer;
mod plan;
mod pytorch;
pub mod quote;
pub mod script;

pub use caption::{Picture, caption};
pub use code::code;
pub use framework::Framework;
pub use plan::{Plan, RatesFrom};
