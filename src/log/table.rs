//! Named columns of numbers, of which a row may have only some.

use super::index::Index;
use crate::text::number::Number;

/// A list within a row may have so many numbers: one for each parameter group.
pub(super) const MAX_GROUPS: usize = 8;

/// A longer name is cut, in characters.
const MAX_NAME: usize = 100;

/// What a table was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Lists, one a column: a row is a place in them.
    Lists,
    /// Objects, or lines of a delimited file.
    Rows,
    /// Lines that a program printed for people.
    Console,
    /// Such lines with Keras's progress bars.
    Keras,
}

/// A number in a row of its column's table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) row: u32,
    /// Significant digits as written.
    pub(super) digits: u8,
    pub(super) value: f64,
}

/// The name of a column that has none: `column 1` is the first.
pub(super) fn column_name(place: usize) -> String {
    ["column ", &crate::number::write((place + 1) as f64)].concat()
}

/// The name of a column that has the numbers of one of several parameter groups, from 0.
pub(super) fn group_name(name: &str, group: usize) -> String {
    [name, "[", &crate::number::write(group as f64), "]"].concat()
}

/// A column, its cells in the order of their rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) cells: Vec<Cell>,
}

/// Rows and columns of one run or of several.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub(super) form: Form,
    /// The name of the run, where the file has one.
    pub(super) run: String,
    pub(super) columns: Vec<Column>,
    /// The line in which each row stands, from 1; empty where that is unknown.
    pub(super) lines: Vec<u32>,
}

impl Table {
    pub(super) fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The line of a row, from 1; 0 where it is unknown.
    pub(super) fn line(&self, row: u32) -> u32 {
        self.lines.get(row as usize).copied().unwrap_or_default()
    }
}

/// A table that is being filled row by row.
pub(super) struct Builder {
    table: Table,
    index: Index,
    rows: u32,
}

impl Builder {
    pub(super) fn new(form: Form, run: &str) -> Self {
        let run = run.chars().take(MAX_NAME).collect();
        let table = Table { form, run, columns: Vec::new(), lines: Vec::new() };
        Self { table, index: Index::default(), rows: 0 }
    }

    /// Begins a row, which stands in a line.
    pub(super) fn row(&mut self, line: u32) {
        self.rows += 1;
        self.table.lines.push(line);
    }

    /// Changes what the table is read from.
    pub(super) fn set_form(&mut self, form: Form) {
        self.table.form = form;
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> u32 {
        self.rows
    }

    /// Puts a number into the last row. The first of a name stays.
    pub(super) fn put(&mut self, name: &str, number: Number) {
        self.put_at(name, self.rows.saturating_sub(1), number);
    }

    /// Puts a number into a row, which is none before those in which the name has one already.
    pub(super) fn put_at(&mut self, name: &str, row: u32, number: Number) {
        let place = self.place(name);
        let column = &mut self.table.columns[place];
        if column.cells.last().is_none_or(|last| last.row < row) {
            column.cells.push(Cell { row, digits: number.digits, value: number.value });
        }
    }

    /// Adds a whole column, whose numbers begin at the first row.
    pub(super) fn put_list(&mut self, name: &str, numbers: &[Option<Number>]) {
        let place = self.place(name);
        let cell = |(row, number): (u32, &Option<Number>)| {
            number.map(|Number { value, digits }| Cell { row, digits, value })
        };
        self.table.columns[place].cells = (0..).zip(numbers).filter_map(cell).collect();
    }

    /// The place of the column of a name, which is added if there is none.
    fn place(&mut self, name: &str) -> usize {
        let cut = name.char_indices().nth(MAX_NAME).map_or(name, |(end, _)| &name[..end]);
        let (place, new) = self.index.place(cut);
        if new {
            self.table.columns.push(Column { name: cut.to_owned(), cells: Vec::new() });
        }
        place
    }

    /// The table, if there is a number in it.
    pub(super) fn finish(self) -> Option<Table> {
        (!self.table.columns.is_empty()).then_some(self.table)
    }
}
