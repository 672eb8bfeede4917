//! The columns of a log that could be chosen.

use serde::Serialize;

use super::index::Index;
use super::names::{Role, role};
use super::select::Selected;
use super::table::{Table, UNREADABLE};

/// A column of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Column {
    /// Its name, as in `Choices`.
    pub name: String,
    /// Its content.
    pub role: Role,
    /// The number of its numbers.
    pub count: usize,
    /// Whether it is used for the rates or the losses.
    pub used: bool,
}

/// The largest number of offered columns.
const MAX_OFFERED: usize = 60;

/// The columns of all tables that could be chosen, those with a role first.
pub(super) fn offered(tables: &[Table], selected: &Selected) -> Vec<Column> {
    let mut offered: Vec<Column> = Vec::new();
    let mut index = Index::default();
    for column in tables.iter().flat_map(|table| &table.columns) {
        let (place, new) = index.place(&column.name);
        if new {
            let name = column.name.clone();
            let used =
                [&selected.lr, &selected.loss].into_iter().flatten().any(|used| *used == name);
            offered.push(Column { role: role(&name), name, count: 0, used });
        }
        offered[place].count += column.cells.len();
    }
    let key = |column: &Column| (!column.used, column.role as usize);
    let mut sorted: Vec<Column> = Vec::new();
    let can_be_chosen = |column: &Column| column.count > 1 && column.name != UNREADABLE;
    for column in offered.into_iter().filter(|column| can_be_chosen(column) || column.used) {
        let place = sorted.partition_point(|other| key(other) <= key(&column));
        sorted.insert(place, column);
        sorted.truncate(MAX_OFFERED);
    }
    sorted
}
