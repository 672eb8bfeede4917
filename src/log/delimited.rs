//! Text with cells between separators (CSV and similar) -> tables.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::boxes;
use super::diverged::diverged;
use super::gather::{is_metric_key, is_value_key};
use super::names::{Role, is_letter, loss_rank, role};
use super::table::{Builder, Form, Table, UNREADABLE, column_name, is_ellipsis};
use crate::text::number::{Number, is_grouped};

/// The possible separators; a space stands for one or more, and a line break for none: each line is a number.
const SEPARATORS: [u8; 7] = [b',', b'\t', b';', b'|', b':', b' ', b'\n'];
/// The number of lines from which the separator is detected.
const SAMPLE: usize = 64;
/// The smallest share of lines with the same number of cells.
const MIN_EQUAL: f64 = 0.5;
/// The smallest share of numbers among the cells that are not empty...
const MIN_NUMBERS: f64 = 0.5;
/// ... and the one below a header that names a rate or a loss.
const MIN_NUMBERS_NAMED: f64 = 0.15;
/// The spaces between thousands.
const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// The tables of a text, if it has cells between separators. A line that repeats the header begins another table.
pub(super) fn tables(text: &str) -> Option<Vec<Table>> {
    // Borders, as `rich` draws them.
    let framed = text.contains(['│', '┃', '║']).then(|| text.replace(['│', '┃', '║'], "|"));
    let text = framed.as_deref().unwrap_or(text);
    let lines = || text.lines().filter(|line| !is_ruler(line));
    let sample: Vec<&str> = lines().take(SAMPLE).collect();
    let layouts = SEPARATORS.iter().filter_map(|&separator| Layout::of(&sample, separator));
    let layout =
        layouts.reduce(|best, other| if other.score > best.score { other } else { best })?;
    let mut reader =
        Reader { layout, header: Vec::new(), losses: Vec::new(), rows: None, tables: Vec::new() };
    if b" \n".contains(&reader.layout.separator) {
        for line in lines() {
            reader.record(&split(line, reader.layout.separator));
        }
    } else {
        let mut csv = ReaderBuilder::new();
        csv.has_headers(false).flexible(true).trim(Trim::All).delimiter(reader.layout.separator);
        let (mut csv, mut record) = (csv.from_reader(text.as_bytes()), StringRecord::new());
        while csv.read_record(&mut record).unwrap_or(false) {
            reader.record(&record.iter().collect::<Vec<_>>());
        }
    }
    reader.finish();
    Some(reader.tables).filter(|tables| !tables.is_empty())
}

/// Whether a line is a rule, like that between the header and the rows of a printed table, or the last line of a table
/// of pandas: `[100 rows x 2 columns]`.
fn is_ruler(line: &str) -> bool {
    let lines = |c: char| ('\u{2500}'..='\u{257f}').contains(&c);
    line.ends_with(" columns]")
        || line.chars().all(|c| c.is_ascii_punctuation() || c.is_whitespace() || lines(c))
            && !line.contains("..")
}

/// The format of the cells of a text.
struct Layout {
    separator: u8,
    /// The number of cells in most lines.
    cells: usize,
    /// Whether numbers have a decimal comma.
    comma: bool,
    score: f64,
}

impl Layout {
    fn of(sample: &[&str], separator: u8) -> Option<Self> {
        let lines: Vec<Vec<&str>> = sample.iter().map(|line| split(line, separator)).collect();
        let same = |cells: usize| lines.iter().filter(|line| line.len() == cells).count();
        let counts = lines.iter().map(|line| (same(line.len()), line.len()));
        let (same, cells) = counts.max()?;
        let equal = same as f64 / lines.len() as f64;
        // A name in front of each number is a box.
        let boxed = separator == b'|' && sample.iter().any(|line| boxes::is_box(line));
        if (cells < 2 && separator != b'\n') || same < 2 || equal < MIN_EQUAL || boxed {
            return None;
        }
        let mut rows: Vec<&[&str]> =
            lines.iter().map(Vec::as_slice).filter(|line| line.len() == cells).collect();
        let header = lines.iter().find(|line| line.len() + 1 >= cells)?;
        if header.len() == cells && rows.len() > 1 {
            rows.remove(0);
        }
        let filled: Vec<&str> = rows
            .iter()
            .flat_map(|row| row.iter())
            .copied()
            .filter(|cell| !is_missing(cell))
            .collect();
        // Between commas, a decimal comma is quoted, and so is one between thousands.
        let decimal =
            |cell: &&str| Number::read(cell).is_none() && Number::read_with_comma(cell).is_some();
        let comma = uses_comma(&filled) && (separator != b',' || filled.iter().any(decimal));
        let numbers = filled.iter().filter(|cell| read(cell, comma).is_some()).count();
        let share = numbers as f64 / filled.len().max(1) as f64;
        // Not the name of a number in the same cell, as in `loss: 0.5`.
        let is_name = |cell: &&str| is_rate_or_loss(cell) && !cell.contains(['=', ':']);
        let named = header.iter().any(is_name) || has_metrics(header);
        let enough = share > MIN_NUMBERS || (named && share > MIN_NUMBERS_NAMED);
        // Words between spaces or colons are prose, and brackets around several cells are lists.
        let prose = b" :\n".contains(&separator) && filled.iter().any(|cell| is_word(cell, comma));
        let score = share * equal;
        let is_open = |cell: &&str| {
            let has = |c: char| cell.contains(c);
            let called = has('(') && !has(')') && (has('=') || has('<'));
            has('[') != has(']') || called
        };
        let lists = lines.iter().flatten().any(is_open);
        (enough && !prose && !lists).then_some(Self { separator, cells, comma, score })
    }

    fn read(&self, cell: &str) -> Option<Number> {
        read(cell, self.comma)
    }

    /// Reads a cell below a name, which may be the text of a loss that is not finite.
    fn read_below(&self, name: &str, cell: &str) -> Option<Number> {
        self.read(cell).or_else(|| diverged(name, cell))
    }
}

/// The cells of a line; a separator in quotes does not separate.
fn split(line: &str, separator: u8) -> Vec<&str> {
    if separator == b' ' {
        return line.split_whitespace().collect();
    }
    let mut quoted = false;
    let cells = line.split(|c| {
        quoted ^= c == '"';
        !quoted && c == char::from(separator)
    });
    cells.map(|cell| cell.trim().trim_matches('"')).collect()
}

fn read(cell: &str, comma: bool) -> Option<Number> {
    // `[0.1]`, `tensor(0.1)`, Markdown's `**0.1**`, `0.1 ± 0.02` and `0.1 (best)` as well.
    let cell = cell.strip_prefix("tensor").unwrap_or(cell);
    let cell = cell.trim_start_matches('(').split(['±', '(']).next().unwrap_or_default();
    let cell = cell.trim_matches(['[', ']', '(', ')', '%', ' ', '*', '`']);
    let joined = without_spaces(cell);
    let cell = joined.as_deref().unwrap_or(cell);
    if comma { Number::read_with_comma(cell) } else { Number::read(cell) }
}

/// A text without the spaces between its thousands, as in `1 234.5` and `1 234 567`; none if it has no such spaces.
fn without_spaces(text: &str) -> Option<String> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let whole = unsigned.split(['.', ',']).next()?;
    let mut groups = whole.split(SPACES);
    let first = groups.next()?;
    let grouped = first.len() < whole.len() && is_grouped(first, groups);
    grouped.then(|| text.replace(SPACES, ""))
}

/// Whether more numbers have a decimal comma than a decimal point.
fn uses_comma(cells: &[&str]) -> bool {
    let numbers = |c: char| {
        let has = cells.iter().filter(|cell| cell.contains(c));
        has.filter(|cell| read(cell, true).is_some() || read(cell, false).is_some()).count()
    };
    numbers(',') > numbers('.')
}

fn is_missing(cell: &str) -> bool {
    ["", "-", "--", "NA", "N/A", "n/a", "#N/A", "#na#", "None", "null", "none"].contains(&cell)
}

/// Whether a cell is neither a number nor a time.
fn is_word(cell: &str, comma: bool) -> bool {
    read(cell, comma).is_none() && cell.contains(is_letter)
}

/// Reads records into tables.
struct Reader {
    layout: Layout,
    header: Vec<String>,
    /// Whether each name of the header is that of a loss.
    losses: Vec<bool>,
    /// The table that is being read.
    rows: Option<Builder>,
    tables: Vec<Table>,
}

impl Reader {
    fn record(&mut self, cells: &[&str]) {
        // `# lr loss` is a header as well.
        let cells = cells.strip_prefix(&["#"]).unwrap_or(cells);
        // pandas writes `,0` above a series without a name.
        let series = self.rows.is_none() && cells == ["", "0"];
        if series || cells.len() + 1 < self.layout.cells || cells.iter().all(|cell| is_ruler(cell))
        {
            return;
        }
        let numbers = cells.iter().filter(|cell| self.layout.read(cell).is_some()).count();
        let filled = cells.iter().filter(|cell| !is_missing(cell)).count();
        let named = || cells.iter().any(|cell| role(cell) != Role::Other);
        if 2 * numbers < filled
            && (numbers == 0 || (self.rows.is_none() && !self.is_below_names(cells)))
        {
            // Other text within a table is ignored, unless it names columns again.
            match &mut self.rows {
                Some(rows) if !named() => {
                    if cells.iter().all(|cell| cell.is_empty() || is_ellipsis(cell)) {
                        rows.gap();
                    }
                }
                _ => {
                    self.finish();
                    self.header = cells.iter().map(|&cell| trim_header(cell).to_owned()).collect();
                }
            }
            return;
        }
        if numbers > 0 {
            self.row(cells);
        }
    }

    /// Whether a record has the number that its header announces, whatever its other cells are.
    fn is_below_names(&self, cells: &[&str]) -> bool {
        let mut below = self.header.iter().zip(cells);
        has_metrics(&self.header)
            || below.any(|(name, cell)| is_rate_or_loss(name) && self.layout.read(cell).is_some())
    }

    fn row(&mut self, cells: &[&str]) {
        if self.rows.is_none() {
            self.name_columns(cells.len());
        }
        let rows = self.rows.get_or_insert_with(|| Builder::new(Form::Rows, ""));
        rows.row();
        if let Some((name, number)) = metric(&self.header, cells, &self.layout) {
            rows.put(name, number);
        }
        for ((name, is_loss), cell) in self.header.iter().zip(&self.losses).zip(cells) {
            if let Some(number) = self.layout.read_below(name, cell) {
                rows.put(name, number);
            } else if *is_loss && !is_missing(cell) {
                rows.put(UNREADABLE, Number { value: f64::NAN });
            }
        }
    }

    /// Names columns without a name. A header with one cell fewer than its rows lacks the name of the index.
    fn name_columns(&mut self, cells: usize) {
        if self.header.len() + 1 == cells && !self.header.is_empty() {
            self.header.insert(0, String::new());
        }
        self.header.resize(cells.max(self.header.len()), String::new());
        for (place, name) in self.header.iter_mut().enumerate() {
            if name.is_empty() {
                *name = column_name(place);
            }
        }
        self.losses = self.header.iter().map(|name| loss_rank(name).is_some()).collect();
    }

    /// Ends the table.
    fn finish(&mut self) {
        let Some(mut rows) = self.rows.take() else { return };
        let shows = |own: Role| self.header.iter().any(|name| role(name) == own);
        let cut_off = self.header.iter().any(|name| is_ellipsis(name));
        if cut_off && !(shows(Role::Lr) && shows(Role::Loss)) {
            rows.hide_columns();
        }
        self.tables.extend(rows.finish());
    }
}

fn trim_header(cell: &str) -> &str {
    cell.trim_start_matches('#').trim_matches(['*', '`', ' '])
}

fn is_rate_or_loss(name: &str) -> bool {
    matches!(role(name), Role::Lr | Role::Loss)
}

/// Whether records below this header have the name of a metric in one cell and its value in another.
fn has_metrics(header: &[impl AsRef<str>]) -> bool {
    let any = |is: fn(&str) -> bool| header.iter().any(|name| is(name.as_ref()));
    any(is_metric_key) && any(is_value_key)
}

/// The name and the number of a record that has the name of a metric in one cell and its value in another.
fn metric<'a>(header: &[String], cells: &[&'a str], layout: &Layout) -> Option<(&'a str, Number)> {
    let value = header.iter().position(|name| is_value_key(name))?;
    let name = header.iter().position(|name| is_metric_key(name))?;
    let name = cells.get(name)?;
    Some((name, layout.read_below(name, cells.get(value)?)?))
}
