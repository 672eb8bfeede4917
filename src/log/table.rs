//! Tables of named columns of numbers, in which rows may have gaps.

use std::rc::Rc;

use super::index::Index;
use crate::text::number::Number;

/// The largest number of tables that are read.
pub(super) const MAX_TABLES: usize = 1000;
/// The largest length of a list within a row: one number for each parameter group.
pub(super) const MAX_GROUPS: usize = 8;

/// The largest length of a name, in characters; longer ones are cut.
const MAX_NAME: usize = 100;

/// The format from which a table was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Lists, one per column: a row is an index in them.
    Lists,
    /// Objects, or lines of a delimited file.
    Rows,
    /// Console output.
    Console,
    /// Console output in which Keras's progress bars, one for each epoch, have the losses. The number of unfinished
    /// bars, which were left out.
    KerasEpochs(u32),
}

/// A number in a row of its column's table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) value: f64,
}

/// The name of a column without one: `column 1` is the first.
pub(super) fn column_name(place: usize) -> String {
    ["column ", &crate::number::write((place + 1) as f64)].concat()
}

/// The column of the rows in which the text in place of a loss is no number. It cannot be chosen.
pub(super) const UNREADABLE: &str = "unreadable texts of a column";

/// The name of the column of one of several parameter groups, from 0.
pub(super) fn group_name(name: &str, group: usize) -> String {
    [name, "[", &crate::number::write(group as f64), "]"].concat()
}

/// A column, its cells in the order of their rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) name: String,
    /// Shared by the tables of all runs that have the column.
    pub(super) cells: Rc<Vec<Cell>>,
    /// Whether an ellipsis stands in place of some of its numbers.
    pub(super) gap: bool,
}

/// Whether a text stands in place of rows, columns or numbers that are not shown. Shared by all callers.
#[inline(never)]
pub(super) fn is_ellipsis(text: &str) -> bool {
    matches!(text, "..." | ".." | "…" | "⋮")
}

/// Rows and columns of one run or of several.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub(super) form: Form,
    /// The name of the run, if the file has one.
    pub(super) run: String,
    pub(super) columns: Vec<Column>,
}

impl Table {
    pub(super) fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Adds a column with the same number in each row.
    pub(super) fn push_constant(&mut self, name: &str, value: f64) {
        let cells: Vec<Cell> = (0..self.rows()).map(|row| Cell { row, value }).collect();
        self.columns.push(Column { name: name.to_owned(), cells: cells.into(), gap: false });
    }

    /// The number of rows up to the last one with a number.
    pub(super) fn rows(&self) -> u32 {
        let last = self.columns.iter().filter_map(|column| column.cells.last());
        last.map(|cell| cell.row + 1).max().unwrap_or_default()
    }
}

/// A table that is being filled row by row.
pub(super) struct Builder {
    table: Table,
    index: Index,
    rows: u32,
    /// The row behind the last ellipsis.
    gap: u32,
}

impl Builder {
    pub(super) fn new(form: Form, run: &str) -> Self {
        let run = run.chars().take(MAX_NAME).collect();
        let table = Table { form, run, columns: Vec::new() };
        Self { table, index: Index::default(), rows: 0, gap: 0 }
    }

    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.rows += 1;
    }

    /// Notes that an ellipsis follows the last row.
    pub(super) fn gap(&mut self) {
        self.gap = self.rows;
    }

    /// The number of rows.
    pub(super) fn len(&self) -> u32 {
        self.rows
    }

    /// Adds a number to the last row, unless the row has one of this name. Returns whether it was added.
    pub(super) fn put(&mut self, name: &str, number: Number) -> bool {
        self.put_at(name, self.rows.saturating_sub(1), number)
    }

    /// Adds a number to a row, which is not before the last row in which the name has one.
    pub(super) fn put_at(&mut self, name: &str, row: u32, number: Number) -> bool {
        let place = self.place(name);
        let Column { cells, gap, .. } = &mut self.table.columns[place];
        let cells = Rc::make_mut(cells);
        let last = cells.last().map(|last| last.row);
        let free = last.is_none_or(|last| last < row);
        *gap |= last.is_some_and(|last| last < self.gap && self.gap <= row);
        if free {
            cells.push(Cell { row, value: number.value });
        }
        free
    }

    /// Adds a whole column, whose numbers begin at the first row.
    pub(super) fn put_list(&mut self, name: &str, numbers: &[Option<Number>], gap: bool) {
        let place = self.place(name);
        let cell = |(row, number): (u32, &Option<Number>)| {
            number.map(|number| Cell { row, value: number.value })
        };
        let cells: Vec<Cell> = (0..).zip(numbers).filter_map(cell).collect();
        let column = &mut self.table.columns[place];
        (column.cells, column.gap) = (cells.into(), gap);
    }

    /// The index of the column with this name, which is added if it does not exist.
    fn place(&mut self, name: &str) -> usize {
        let cut = name.char_indices().nth(MAX_NAME).map_or(name, |(end, _)| &name[..end]);
        let (place, new) = self.index.place(cut);
        if new {
            self.table.columns.push(Column {
                name: cut.to_owned(),
                cells: Rc::default(),
                gap: false,
            });
        }
        place
    }

    /// Marks all columns: those of the rates or the losses may not be shown.
    pub(super) fn hide_columns(&mut self) {
        self.table.columns.iter_mut().for_each(|column| column.gap = true);
    }

    /// The table, if it has any column.
    pub(super) fn finish(self) -> Option<Table> {
        (!self.table.columns.is_empty()).then_some(self.table)
    }
}
