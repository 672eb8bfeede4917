//! The report of a table for the page and the program: its columns and their uses, with reasons in sentences.

use serde::Serialize;

use crate::sentence::table::{Names, notice, refusal, why};
use crate::table::{Kind, Notice, Refusal, Role, Roles, Table};

/// The report of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TableReport {
    /// The name of the file.
    pub name: String,
    /// 16 hexadecimal digits of a hash of the file's bytes.
    pub hash: String,
    /// N
    pub rows: usize,
    /// The columns.
    pub columns: Vec<ColumnReport>,
    /// The proposed roles as a text, see [`Roles::read`].
    pub roles: String,
    /// The first rows as texts.
    pub preview: Vec<Vec<String>>,
    /// What was repaired or left out while reading, each in a sentence.
    pub notices: Vec<String>,
}

/// The roles of all columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ColumnRoles {
    /// Their text in links, see [`Roles::read`].
    pub text: String,
    /// The role of each column.
    pub columns: Vec<Role>,
}

impl From<Roles> for ColumnRoles {
    fn from(roles: Roles) -> Self {
        Self { text: roles.to_string(), columns: roles.0 }
    }
}

/// A column and its use.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ColumnReport {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// The proposed use.
    pub role: Role,
    /// The reason for this use, in a sentence.
    pub why: String,
    /// The number of empty cells.
    pub missing: usize,
    /// The number of different values, if they are few or texts.
    pub different: Option<usize>,
}

impl TableReport {
    /// The report of a table.
    pub fn new(table: &Table) -> Self {
        let column = |column: &crate::table::Column| ColumnReport {
            name: column.name.clone(),
            kind: column.kind,
            role: column.role,
            why: why(column),
            missing: column.missing(),
            different: column.different(),
        };
        Self {
            name: table.name.clone(),
            hash: table.hash.clone(),
            rows: table.rows(),
            columns: table.columns.iter().map(column).collect(),
            roles: table.roles().to_string(),
            preview: table.preview.clone(),
            notices: sentences(table, &table.notices),
        }
    }
}

/// Notices on a table as sentences.
pub fn sentences(table: &Table, notices: &[Notice]) -> Vec<String> {
    notices.iter().map(|one| notice(one, Names(&table.columns))).collect()
}

/// The reason why a file is not a table, or a table not a data set, in a sentence.
pub fn reason(table: Option<&Table>, refused: &Refusal) -> String {
    refusal(refused, Names(table.map_or(&[], |table| &table.columns)))
}

/// Parses roles, and checks that they are for this table.
///
/// # Errors
/// A sentence with the reason.
pub fn roles(table: &Table, text: &str) -> Result<Roles, String> {
    let Some(roles) = Roles::read(text) else {
        return Err("These roles are not of this version of the reader.".to_owned());
    };
    let (columns, count) = (table.columns.len(), roles.0.len());
    if columns == count {
        Ok(roles)
    } else {
        Err(reason(Some(table), &Refusal::Columns { columns, roles: count }))
    }
}
