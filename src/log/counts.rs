//! The step and the epoch of each row.

use super::names::{Role, role, step_rank};
use super::point::Point;
use super::table::{Cell, Column, Table};

/// The counts of steps and epochs of a table's rows.
pub(super) struct Counts<'a> {
    step_column: Option<&'a Column>,
    steps: Lookup,
    epochs: Lookup,
}

impl<'a> Counts<'a> {
    pub(super) fn new(table: &'a Table) -> Self {
        let columns = || table.columns.iter();
        let step_column = columns()
            .filter(|column| step_rank(&column.name).is_some() && counts(column))
            .min_by_key(|column| step_rank(&column.name));
        let epochs = columns().filter(|column| role(&column.name) == Role::Epoch);
        let epoch = epochs.max_by_key(|column| column.cells.len());
        Self { step_column, steps: Lookup::new(step_column), epochs: Lookup::new(epoch) }
    }

    /// The name of the column of steps.
    pub(super) fn step_name(&self) -> Option<&'a str> {
        self.step_column.map(|column| column.name.as_str())
    }

    /// The step of a cell.
    pub(super) fn step(&self, cell: &Cell) -> Option<f64> {
        self.steps.get(cell.row)
    }

    /// The point of a loss and its rate.
    pub(super) fn point(&self, loss: &Cell, lr: f64) -> Point {
        let Cell { row, value } = *loss;
        let (step, epoch) = (self.steps.get(row), self.epochs.get(row));
        Point { lr, loss: value, step: step.unwrap_or(f64::NAN), epoch: epoch.unwrap_or(f64::NAN) }
    }
}

/// Whether the numbers of a column may be counts: they are whole or missing, unless they are of epochs.
fn counts(column: &Column) -> bool {
    let is_count = |cell: &Cell| cell.value.is_nan() || cell.value == cell.value.trunc();
    role(&column.name) == Role::Epoch || column.cells.iter().all(is_count)
}

/// The numbers of a column, by row.
struct Lookup(Vec<f64>);

impl Lookup {
    fn new(column: Option<&Column>) -> Self {
        let cells = column.map(|column| column.cells.as_slice()).unwrap_or_default();
        let rows = cells.last().map_or(0, |cell| cell.row as usize + 1);
        let mut values = vec![f64::NAN; rows];
        for cell in cells {
            values[cell.row as usize] = cell.value;
        }
        Self(values)
    }

    fn get(&self, row: u32) -> Option<f64> {
        self.0.get(row as usize).copied().filter(|value| !value.is_nan())
    }
}
