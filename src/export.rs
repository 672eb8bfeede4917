//! Results as what leaves the program: code for other frameworks, scripts that repeat a run, and files. Pure texts: who
//! calls writes them.
//!
//! Names of files and columns come from readers and links. They stand in the texts only as [`quote`] writes them.

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
pub use plan::Plan;
