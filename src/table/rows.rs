//! Records -> the cells of each column.

use std::mem::discriminant;

use super::column::{Builder, TextsLeft};
use super::finding::{Finding, Notice, Refusal};
use super::layout::Layout;
use super::limits::MAX_CELLS;
use super::records::Record;
use super::value::text;

/// The number of rows in the preview.
const PREVIEW: usize = 20;
/// The largest number of shown characters of a cell or a name.
const MAX_SHOWN: usize = 100;
/// Words in front of a last row with totals, in lower case.
const TOTALS: [&[u8]; 7] =
    [b"total", b"totals", b"grand total", b"sum", b"summe", b"gesamt", b"gesamtsumme"];

/// The rows so far.
pub(super) struct Rows {
    pub(super) columns: Vec<Builder>,
    declared: bool,
    /// The names in the header. The first row equal to them is reported.
    pub(super) header: Vec<String>,
    /// The line of the last record above the rows.
    above: u32,
    pub(super) lines: Vec<u32>,
    pub(super) preview: Vec<Vec<String>>,
    pub(super) notices: Vec<Notice>,
    texts_left: TextsLeft,
    /// The line and the cells of a row that may have totals. It is one like the others if rows follow.
    total: Option<(u32, Vec<Vec<u8>>)>,
    /// Whether there is a row above it that begins like it.
    totals_within: bool,
}

impl Rows {
    pub(super) fn new(layout: &Layout) -> Self {
        Self {
            columns: layout.notations.iter().map(|notation| Builder::new(*notation)).collect(),
            declared: layout.declared.is_some(),
            header: layout.header.names.clone().unwrap_or_default(),
            above: layout.header.end,
            lines: Vec::new(),
            preview: Vec::new(),
            notices: layout.header.notices.clone(),
            texts_left: TextsLeft::default(),
            total: None,
            totals_within: false,
        }
    }

    pub(super) fn take(&mut self, record: Record<'_>) -> Result<(), Refusal> {
        if record.line <= self.above {
            return Ok(());
        }
        let columns = self.columns.len();
        if record.is_comment(columns) {
            self.note(Finding::Comment, record.line);
            return Ok(());
        }
        if record.len() == 1 && columns > 2 {
            self.note(Finding::Remark, record.line);
            return Ok(());
        }
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
        if record.len() < columns {
            self.note(Finding::Short, record.line);
        } else if record.cells().skip(columns).any(|cell| !cell.is_empty()) {
            self.note(Finding::Long, record.line);
        }
        self.keep_total();
        let first = record.cells().find(|cell| !cell.is_empty()).unwrap_or_default();
        if TOTALS.iter().any(|total| first.eq_ignore_ascii_case(total)) {
            self.total = Some((record.line, record.cells().map(<[u8]>::to_vec).collect()));
        } else {
            self.row(record.line, &mut record.cells());
        }
        Ok(())
    }

    /// Leaves out a last row with totals, unless others within the table begin like it.
    pub(super) fn finish(&mut self) {
        if self.totals_within {
            self.keep_total();
        } else if let Some((line, _)) = self.total.take() {
            self.note(Finding::Total, line);
        }
    }

    fn keep_total(&mut self) {
        if let Some((line, cells)) = self.total.take() {
            self.totals_within = true;
            self.row(line, &mut cells.iter().map(Vec::as_slice));
        }
    }

    fn row(&mut self, line: u32, cells: &mut dyn Iterator<Item = &[u8]>) {
        let show = self.lines.len() < PREVIEW;
        let mut preview = Vec::new();
        for column in &mut self.columns {
            let cell = cells.next().unwrap_or_default();
            if show {
                preview.push(shown(&text(cell)));
            }
            column.push(cell, &mut self.texts_left);
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

/// A cell without the mark of a comment.
fn unmarked(cell: &[u8]) -> &[u8] {
    cell.strip_prefix(b"#").unwrap_or(cell)
}

/// The start of a text, for display.
pub(super) fn shown(text: &str) -> String {
    text.chars().take(MAX_SHOWN).collect()
}
