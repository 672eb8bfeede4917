//! What a table is: its columns, with what each is taken for.

use super::column::{Cells, Facts};
use super::finding::Notice;
use super::kind::{Kind, Reason};
use super::role::{Purpose, Role, Roles};

/// The start of the names of tables in links.
pub const PREFIX: &str = "csv:";

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
    pub(super) lines: Vec<u32>,
    /// The names of the classes 0, 1... where the file has them.
    pub(super) class_names: Vec<String>,
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
    pub(super) cells: Cells,
    pub(super) facts: Facts,
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

impl Table {
    /// N
    pub fn rows(&self) -> usize {
        self.lines.len()
    }

    /// The name in links of the data set of some roles: what the file and what it was used for are, and neither its name
    /// nor those of its columns.
    pub fn link_name(&self, roles: &Roles) -> String {
        format!("{PREFIX}{}:{roles}", self.hash)
    }

    /// What the columns are used as if the reader does not choose.
    pub fn roles(&self) -> Roles {
        Roles(self.columns.iter().map(|column| column.role).collect())
    }
}
