//! The content of a table: its columns and their proposed roles.

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
    /// 16 hexadecimal digits of a hash of the file's bytes.
    pub hash: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The first rows as texts.
    pub preview: Vec<Vec<String>>,
    /// Notices about repairs and decisions.
    pub notices: Vec<Notice>,
    /// The first line of each row, from 1.
    pub(super) lines: Vec<u32>,
    /// The names of the classes 0, 1..., if the file has them.
    pub(super) class_names: Vec<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// The reason for the kind.
    pub reason: Reason,
    /// Its proposed role.
    pub role: Role,
    /// The reason for the role.
    pub purpose: Purpose,
    pub(super) cells: Cells,
    pub(super) facts: Facts,
}

impl Column {
    /// The number of empty cells.
    pub fn missing(&self) -> usize {
        self.facts.missing
    }

    /// The number of different values, if they are few or texts.
    pub fn different(&self) -> Option<usize> {
        self.facts.different()
    }

    /// The unit behind its numbers; empty if they have none.
    pub fn unit(&self) -> &str {
        self.cells.unit()
    }

    /// The numbers that stand for missing values; empty if there are none.
    pub fn codes(&self) -> &str {
        self.cells.codes()
    }

    /// Whether all its numbers are whole.
    pub fn is_whole(&self) -> bool {
        self.facts.whole
    }
}

impl Table {
    /// N
    pub fn rows(&self) -> usize {
        self.lines.len()
    }

    /// The name in links of the data set with these roles: it has the hash of the file and the roles, but no names of
    /// the file or its columns.
    pub fn link_name(&self, roles: &Roles) -> String {
        format!("{PREFIX}{}:{roles}", self.hash)
    }

    /// The proposed roles of the columns.
    pub fn roles(&self) -> Roles {
        Roles(self.columns.iter().map(|column| column.role).collect())
    }
}
