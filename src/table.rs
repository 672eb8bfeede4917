//! Tables in many formats: the bytes of one file -> columns, their roles, and a data set.
//!
//! ```text
//! bytes -> layout (separator, header) -> records -> cells -> columns (kind, role) -> data set
//! ```
//!
//! Separators, quotes, headers, decimal commas, missing values and the target are detected; ARFF and KEEL's `.dat`
//! declare them. Bytes arrive in portions, of which only the first are kept: every cell takes eight bytes. Time is
//! linear in the bytes. Decisions by rules of thumb are reported in a [`Notice`] or as the [`Reason`] of a column,
//! and roles can be changed.

mod arff;
mod cell;
mod codes;
mod column;
mod content;
mod date;
mod encode;
mod encoder;
mod finding;
mod header;
mod index;
mod kind;
mod layout;
mod leaks;
mod limits;
mod notation;
mod quantity;
mod reader;
mod records;
mod role;
mod rows;
mod sample;
mod start;
mod target;
mod unit;
mod utf16;
mod value;

pub use content::{Column, PREFIX, Table};
pub use finding::{FileKind, Finding, Notice, Refusal};
pub use kind::{Kind, MAX_CATEGORIES, Reason};
pub use limits::{MAX_BYTES, MAX_CELLS, MAX_CLASSES, MAX_COLUMNS};
pub use reader::Reader;
pub use role::{Purpose, Role, Roles, Use, VERSION};
pub use target::MAX_FEW;

/// Reads a table.
///
/// # Errors
/// The reason why the bytes are not a table.
pub fn read(name: &str, bytes: &[u8]) -> Result<Table, Refusal> {
    let mut reader = Reader::new(name);
    reader.feed(bytes)?;
    reader.finish()
}
