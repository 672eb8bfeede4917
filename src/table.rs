//! Tables, as people have them: the bytes of one file -> columns, what each is taken for, and a data set.
//!
//! ```text
//! bytes -> layout (separator, header) -> records -> cells -> columns (kind, role) -> data set
//! ```
//!
//! Separators, quotes, headers, decimal commas, missing values and the target are found; ARFF and KEEL's `.dat` declare
//! them. Bytes come in portions, of which only the first are kept: a cell takes eight bytes whatever it holds. Time is linear in
//! the bytes. What is done by rules of thumb is said in a [`Notice`] or as the [`Reason`] of a column, and roles
//! can be changed.

mod arff;
mod cell;
mod column;
mod date;
mod encode;
mod finding;
mod header;
mod kind;
mod layout;
mod reader;
mod records;
mod role;
mod target;
mod utf16;
mod value;

pub use finding::{FileKind, Finding, Notice, Refusal};
pub use kind::{Kind, MAX_CATEGORIES, Reason};
pub use reader::Reader;
pub use role::{Role, Roles, Use, VERSION};
pub use target::{MAX_CLASSES, MAX_FEW, Purpose};

use column::{Cells, Facts};

/// No more bytes are read.
pub const MAX_BYTES: usize = 100_000_000;
/// No more cells are read.
pub const MAX_CELLS: usize = 10_000_000;

/// Rows and columns of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The name of the file.
    pub name: String,
    /// 16 digits that tell files of other bytes apart.
    pub hash: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The first rows as texts.
    pub preview: Vec<Vec<String>>,
    /// What was done that a reader may not expect.
    pub notices: Vec<Notice>,
    /// The line in which each row begins, from 1.
    lines: Vec<u32>,
    /// The names of the classes 0, 1... where the file has them.
    class_names: Vec<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Why.
    pub reason: Reason,
    /// What it is used as if the reader does not choose.
    pub role: Role,
    /// Why.
    pub purpose: Purpose,
    cells: Cells,
    facts: Facts,
}

impl Column {
    /// Cells that hold nothing.
    pub fn missing(&self) -> usize {
        self.facts.missing
    }

    /// How many different values it has, if they are few or texts.
    pub fn different(&self) -> Option<usize> {
        self.facts.different()
    }
}

/// Reads a table.
///
/// # Errors
///
/// The reason why the bytes are none.
pub fn read(name: &str, bytes: &[u8]) -> Result<Table, Refusal> {
    let mut reader = Reader::new(name);
    reader.feed(bytes)?;
    reader.finish()
}

impl Table {
    /// N
    pub fn rows(&self) -> usize {
        self.lines.len()
    }

    /// What the columns are used as if the reader does not choose.
    pub fn roles(&self) -> Roles {
        Roles(self.columns.iter().map(|column| column.role).collect())
    }

    /// The roles with another one for a column. A target that is no longer one becomes what its kind says, since there
    /// is one target only; `None` asks for the target that the cells of the column make it.
    pub fn change(&self, roles: &Roles, place: usize, role: Option<Role>) -> Roles {
        let mut changed = roles.clone();
        let Some(column) = self.columns.get(place) else { return changed };
        let role = role.unwrap_or_else(|| target::target_role(column));
        for (role_of, column) in changed.0.iter_mut().zip(&self.columns) {
            if role.is_target() && role_of.is_target() {
                *role_of = target::feature_role(column.kind);
            }
        }
        if let Some(changed) = changed.0.get_mut(place) {
            *changed = role;
        }
        changed
    }
}
