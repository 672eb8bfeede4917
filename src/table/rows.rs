//! Records -> the cells of each column.

use std::mem::discriminant;

use super::column::{Builder, TextsLeft};
use super::finding::{Finding, Notice, Refusal};
use super::header::{all_differ, is_rule};
use super::layout::Layout;
use super::limits::MAX_CELLS;
use super::records::Record;
use super::value::{Read, read, text};

/// The number of rows in the preview.
const PREVIEW: usize = 20;
/// The largest number of shown characters of a cell or a name.
const MAX_SHOWN: usize = 100;
/// Words in front of rows with totals, in lower case; a colon may follow.
const TOTALS: [&[u8]; 7] =
    [b"total", b"totals", b"grand total", b"sum", b"summe", b"gesamt", b"gesamtsumme"];

/// The line and the cells of a record.
type Kept = (u32, Vec<Vec<u8>>);

/// The rows so far.
pub(super) struct Rows {
    pub(super) columns: Vec<Builder>,
    declared: bool,
    /// Whether tabs divide the cells.
    repeats_tabs: bool,
    /// The names in the header. The first row equal to them is reported.
    pub(super) header: Vec<String>,
    /// The line of the last record above the rows.
    above: u32,
    pub(super) lines: Vec<u32>,
    pub(super) preview: Vec<Vec<String>>,
    pub(super) notices: Vec<Notice>,
    texts_left: TextsLeft,
    /// The number of cells of the last row, if that was too short; otherwise 0.
    short: usize,
    /// A row that may have totals. It is one like the others if rows follow.
    total: Option<Kept>,
    /// The indices of the rows above it that begin like it.
    totals: Vec<usize>,
    /// The line of [`Header::second`](super::header::Header::second), and its cells.
    second_line: Option<u32>,
    second: Option<Kept>,
}

impl Rows {
    pub(super) fn new(layout: &Layout) -> Self {
        Self {
            columns: layout.notations.iter().map(|notation| Builder::new(*notation)).collect(),
            declared: layout.declared.is_some(),
            repeats_tabs: layout.separator == "tabs",
            header: layout.header.names.clone().unwrap_or_default(),
            above: layout.header.end,
            lines: Vec::new(),
            preview: Vec::new(),
            notices: layout.header.notices.clone(),
            texts_left: TextsLeft::default(),
            short: 0,
            total: None,
            totals: Vec::new(),
            second_line: layout.header.second,
            second: None,
        }
    }

    pub(super) fn take(&mut self, record: Record<'_>) -> Result<(), Refusal> {
        if record.line <= self.above {
            return Ok(());
        }
        if self.second_line == Some(record.line) {
            self.second = Some(kept(&record));
            return Ok(());
        }
        let columns = self.columns.len();
        if record.is_comment(columns) {
            self.note(Finding::Comment, record.line);
            return Ok(());
        }
        if record.len() == 1 && columns > 2 {
            self.short = 0;
            self.note(Finding::Remark, record.line);
            return Ok(());
        }
        self.note_wrapped(&record);
        if self.declared && record.cells().next().is_some_and(|cell| cell.starts_with(b"{")) {
            return Err(Refusal::Sparse(record.line));
        }
        if record.len() == columns && self.is_header(&record) {
            self.note(Finding::HeaderAgain, record.line);
            return Ok(());
        }
        if (self.lines.len() + 1) * columns.saturating_sub(1) > MAX_CELLS {
            return Err(Refusal::TooManyCells(record.line));
        }
        self.keep_total();
        let first = record.cells().find(|cell| !cell.is_empty()).unwrap_or_default();
        let first = first.strip_suffix(b":").unwrap_or(first).trim_ascii_end();
        // Below a header only: declared rows are data, and rows without names may be.
        let named = !self.header.is_empty();
        if named && TOTALS.iter().any(|total| first.eq_ignore_ascii_case(total)) {
            self.total = Some(kept(&record));
        } else if self.repeats_tabs && record.len() > columns && filled(&record) == columns {
            // Spaces as tabs: several of them divide the same two cells.
            self.row(record.line, &mut record.cells().filter(|cell| !cell.is_empty()));
        } else {
            self.row(record.line, &mut record.cells());
        }
        Ok(())
    }

    /// Reports a row that is as long as the others only together with the row above it.
    fn note_wrapped(&mut self, record: &Record<'_>) {
        let (columns, cells) = (self.columns.len(), record.len());
        let both = self.short + cells;
        let is_rest = self.short > 0 && cells < columns && (columns..=columns + 1).contains(&both);
        if is_rest && let Some(line) = self.lines.last() {
            self.note(Finding::Wrapped, *line);
        }
        self.short = if is_rest || cells >= columns { 0 } else { cells };
    }

    /// Leaves out a last row with totals, and a line below the header with units or more names.
    pub(super) fn finish(&mut self) {
        match self.total.take_if(|(_, cells)| is_total(&self.columns, &self.totals, cells)) {
            Some((line, _)) => self.note(Finding::Total, line),
            None => self.keep_total(),
        }
        let Some((line, cells)) = self.second.take() else { return };
        if self.columns.iter().zip(&cells).any(|(column, cell)| column.has(cell)) {
            // Its texts are values.
            self.row(line, &mut cells.iter().map(Vec::as_slice));
            self.columns.iter_mut().for_each(Builder::last_to_front);
            self.lines.pop();
            self.lines.insert(0, line);
            let mut preview: Vec<String> = cells.iter().map(|cell| shown(&text(cell))).collect();
            preview.resize(self.columns.len(), String::new());
            self.preview.insert(0, preview);
            self.preview.truncate(self.lines.len().min(PREVIEW));
            return;
        }
        let repeated = !all_differ(&self.header);
        for (name, below) in self.header.iter_mut().zip(&cells) {
            let below = text(below);
            if (repeated || name.is_empty()) && !is_rule(&below) {
                *name = [name.as_str(), " ", &below].concat().trim_ascii().to_owned();
            }
        }
        self.note(Finding::SecondHeader, line);
    }

    fn keep_total(&mut self) {
        if let Some((line, cells)) = self.total.take() {
            self.totals.push(self.lines.len());
            self.row(line, &mut cells.iter().map(Vec::as_slice));
        }
    }

    fn row(&mut self, line: u32, mut cells: &mut dyn Iterator<Item = &[u8]>) {
        let show = self.lines.len() < PREVIEW;
        let (mut preview, mut short) = (Vec::new(), false);
        for column in &mut self.columns {
            let cell = if short { None } else { cells.next() };
            short |= cell.is_none();
            let cell = cell.unwrap_or_default();
            if show {
                preview.push(shown(&text(cell)));
            }
            column.push(cell, &mut self.texts_left);
        }
        if short {
            self.note(Finding::Short, line);
        } else if (&mut cells).any(|cell| !cell.is_empty()) {
            self.note(Finding::Long, line);
        }
        if show {
            self.preview.push(preview);
        }
        self.lines.push(line);
    }

    fn is_header(&self, record: &Record<'_>) -> bool {
        // It may be written as a comment.
        let mut pairs = self.header.iter().zip(record.cells());
        !self.header.is_empty()
            && pairs.all(|(one, cell)| unmarked(one.as_bytes()) == unmarked(cell))
    }

    fn note(&mut self, what: Finding, line: u32) {
        let same = |notice: &&mut Notice| discriminant(&notice.what) == discriminant(&what);
        match self.notices.iter_mut().find(same) {
            Some(notice) => notice.count += 1,
            None => self.notices.push(Notice { what, line: Some(line), column: None, count: 1 }),
        }
    }
}

/// The number of cells that are not empty.
fn filled(record: &Record<'_>) -> usize {
    record.cells().filter(|cell| !cell.is_empty()).count()
}

fn kept(record: &Record<'_>) -> Kept {
    (record.line, record.cells().map(<[u8]>::to_vec).collect())
}

/// Whether a row has totals: no row above it has the same name, and behind it there are only sums, at least one of them
/// not 0, and means of the columns.
fn is_total(columns: &[Builder], except: &[usize], cells: &[Vec<u8>]) -> bool {
    let mut has_sum = false;
    let mut cells = cells.iter().zip(columns).skip_while(|(cell, _)| cell.is_empty());
    if cells.next().is_none_or(|(name, column)| column.has(name)) {
        return false;
    }
    let fits = cells.all(|(cell, column)| match read(cell, column.notation) {
        Read::Number(number) | Read::OtherNotation(number) => {
            let (sum, count) = column.sum(except);
            // A mean is often written with few decimals.
            let is = |total: f64, error| (total - number).abs() <= error * number.abs();
            let is_sum = is(sum, 1e-3);
            has_sum |= is_sum && count > 1.0 && number != 0.0;
            is_sum || is(sum / count, 0.02)
        }
        Read::Missing(_) => true,
        _ => false,
    });
    fits && has_sum
}

/// A cell without the mark of a comment.
fn unmarked(cell: &[u8]) -> &[u8] {
    cell.strip_prefix(b"#").unwrap_or(cell)
}

/// The start of a text, for display.
pub(super) fn shown(text: &str) -> String {
    text.chars().take(MAX_SHOWN).collect()
}
