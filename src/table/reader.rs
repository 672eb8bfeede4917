//! Bytes, in portions -> a table.

use std::collections::BTreeSet;
use std::mem::{discriminant, take};

use xxhash_rust::xxh64::Xxh64;

use super::arff;
use super::column::{Builder, Facts, TextsLeft};
use super::content::{Column, Table};
use super::finding::{Finding, Notice, Refusal};
use super::kind::{Kind, kind};
use super::layout::{Layout, other_kind};
use super::limits::{MAX_BYTES, MAX_CELLS};
use super::records::{Record, Records};
use super::role::Purpose;
use super::target::{feature_role, target, target_role};
use super::utf16::Decoder;
use super::value::{Notation, text};
use crate::fingerprint::hex;
use crate::number::write;

/// So many bytes decide how the others are read.
const SAMPLE: usize = 1 << 18;
/// They have more line breaks than these.
const MIN_BREAKS: usize = 2;
/// So many rows are shown.
const PREVIEW: usize = 20;
/// So many characters of a cell are shown, and of a name.
const MAX_SHOWN: usize = 100;

/// Reads a table from bytes that come in portions.
pub struct Reader {
    name: String,
    hash: Xxh64,
    length: usize,
    /// The bytes before it is known how to read them.
    start: Start,
    decoder: Decoder,
    reading: Option<Reading>,
}

/// What is read once the layout is known.
struct Reading {
    layout: Layout,
    records: Records,
    rows: Rows,
}

/// The rows so far.
struct Rows {
    columns: Vec<Builder>,
    notation: Notation,
    /// The names as the header has them, of which only the first row that is like them is told apart.
    header: Vec<String>,
    skip: usize,
    lines: Vec<u32>,
    preview: Vec<Vec<String>>,
    notices: Vec<Notice>,
    texts_left: TextsLeft,
}

/// The first bytes of a file, until they are enough to tell how the others are to be read.
#[derive(Default)]
struct Start {
    bytes: Vec<u8>,
    breaks: usize,
    /// Whether they begin with a header of ARFF.
    declares: Option<bool>,
    /// Where the line begins up to which the end of that header was looked for.
    searched: usize,
}

impl Start {
    /// Takes some of the next bytes; whether they are enough. This is asked at the same places however they are
    /// portioned.
    fn take(&mut self, bytes: &mut &[u8]) -> bool {
        let room = SAMPLE - self.bytes.len() % SAMPLE;
        let (portion, rest) = bytes.split_at(bytes.len().min(room));
        self.breaks += portion.iter().filter(|&&b| b == b'\n' || b == b'\r').count();
        self.bytes.extend_from_slice(portion);
        *bytes = rest;
        self.bytes.len().is_multiple_of(SAMPLE) && self.is_enough()
    }

    /// A line may be longer than the sample, and a header of ARFF too, which has to be there as a whole.
    fn is_enough(&mut self) -> bool {
        if self.breaks <= MIN_BREAKS {
            return false;
        }
        if !*self.declares.get_or_insert_with(|| arff::begins(&self.bytes)) {
            return true;
        }
        let unseen = self.bytes.get(self.searched..).unwrap_or_default();
        let end = unseen.iter().rposition(|&b| b == b'\n').unwrap_or(0);
        self.searched += end;
        arff::is_complete(&unseen[..end])
    }
}

impl Reader {
    /// A reader of a file, whose name is for people.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            hash: Xxh64::new(0),
            length: 0,
            start: Start::default(),
            decoder: Decoder::default(),
            reading: None,
        }
    }

    /// Reads on. How the bytes are portioned makes no difference.
    ///
    /// # Errors
    ///
    /// The reason why they are no table; what follows is of no use.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        self.hash.update(bytes);
        self.length += bytes.len();
        if self.length > MAX_BYTES {
            return Err(Refusal::TooManyBytes);
        }
        let mut bytes = bytes;
        while !bytes.is_empty() && self.reading.is_none() {
            if self.start.take(&mut bytes) {
                self.begin(false)?;
            }
        }
        if bytes.is_empty() { Ok(()) } else { self.read(bytes) }
    }

    /// The table.
    ///
    /// # Errors
    ///
    /// The reason why the bytes are none.
    pub fn finish(mut self) -> Result<Table, Refusal> {
        if self.reading.is_none() {
            self.begin(true)?;
        }
        let hash = hex(&self.hash);
        let Some(mut reading) = self.reading else { return Err(Refusal::Empty) };
        let rows = &mut reading.rows;
        reading.records.finish(&mut |record| rows.take(record))?;
        reading.table(self.name, hash)
    }

    /// Finds the layout of the bytes so far, and reads them.
    fn begin(&mut self, complete: bool) -> Result<(), Refusal> {
        let start = take(&mut self.start.bytes);
        let (decoder, mark) = Decoder::new(&start);
        self.decoder = decoder;
        let text = self.decoder.decode(start.get(mark..).unwrap_or_default()).into_owned();
        if let Some(kind) = other_kind(&text) {
            return Err(Refusal::NotText(kind));
        }
        let layout = Layout::detect(&text, complete)?;
        let (from, line) = layout.start;
        let records = Records::new(layout.dialect, line);
        let rows = Rows::new(&layout);
        let reading = self.reading.insert(Reading { layout, records, rows });
        let rows = &mut reading.rows;
        reading.records.feed(text.get(from..).unwrap_or_default(), &mut |record| rows.take(record))
    }

    fn read(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        let Some(reading) = &mut self.reading else { return Ok(()) };
        let rows = &mut reading.rows;
        reading.records.feed(&self.decoder.decode(bytes), &mut |record| rows.take(record))
    }
}

impl Rows {
    fn new(layout: &Layout) -> Self {
        let columns = match &layout.declared {
            Some(declared) => declared.attributes.len(),
            None => layout.header.columns,
        };
        Self {
            columns: vec![Builder::default(); columns],
            notation: layout.notation,
            header: layout.header.names.clone().unwrap_or_default(),
            skip: layout.header.skip,
            lines: Vec::new(),
            preview: Vec::new(),
            notices: layout.header.notices.clone(),
            texts_left: TextsLeft::default(),
        }
    }

    fn take(&mut self, record: Record<'_>) -> Result<(), Refusal> {
        if self.skip > 0 {
            self.skip -= 1;
            return Ok(());
        }
        let columns = self.columns.len();
        if record.len() == 1 && columns > 2 {
            self.note(Finding::Remark, record.line);
            return Ok(());
        }
        if self.notation.declared
            && record.cells().next().is_some_and(|cell| cell.starts_with(b"{"))
        {
            return Err(Refusal::Sparse(record.line));
        }
        if record.len() == columns && self.is_header(&record) {
            self.note(Finding::HeaderAgain, record.line);
            return Ok(());
        }
        if (self.lines.len() + 1) * columns > MAX_CELLS {
            return Err(Refusal::TooManyCells(record.line));
        }
        if record.len() < columns {
            self.note(Finding::Short, record.line);
        } else if record.cells().skip(columns).any(|cell| !cell.is_empty()) {
            self.note(Finding::Long, record.line);
        }
        self.row(&record);
        Ok(())
    }

    fn row(&mut self, record: &Record<'_>) {
        let cells = record.cells().chain(std::iter::repeat(&b""[..]));
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell, self.notation, &mut self.texts_left);
        }
        if self.lines.len() < PREVIEW {
            let cells = record.cells().take(self.columns.len());
            let mut shown: Vec<String> = cells.map(|cell| shown(&text(cell))).collect();
            shown.resize(self.columns.len(), String::new());
            self.preview.push(shown);
        }
        self.lines.push(record.line);
    }

    fn is_header(&self, record: &Record<'_>) -> bool {
        let mut pairs = self.header.iter().zip(record.cells());
        !self.header.is_empty() && pairs.all(|(name, cell)| name.as_bytes() == cell)
    }

    fn note(&mut self, what: Finding, line: u32) {
        let same = |notice: &&mut Notice| discriminant(&notice.what) == discriminant(&what);
        match self.notices.iter_mut().find(same) {
            Some(notice) => notice.count += 1,
            None => self.notices.push(Notice { what, line: Some(line), column: None, count: 1 }),
        }
    }
}

impl Reading {
    fn table(self, name: String, hash: String) -> Result<Table, Refusal> {
        let Self { layout, rows, .. } = self;
        let Rows { columns, lines, preview, mut notices, header: named, .. } = rows;
        if lines.is_empty() {
            return Err(Refusal::NoRows);
        }
        if columns.len() < 2 {
            return Err(Refusal::OneColumn);
        }
        let (attributes, output) = match layout.declared {
            Some(declared) => (declared.attributes, declared.output),
            None => (Vec::new(), None),
        };
        let names = if attributes.is_empty() {
            named
        } else {
            attributes.iter().map(|attribute| attribute.name.clone()).collect()
        };
        let mut columns: Vec<Column> = columns
            .into_iter()
            .enumerate()
            .map(|(place, builder)| {
                let given = names.get(place).map_or("", String::as_str);
                let cells = builder.finish();
                let facts = Facts::new(&cells);
                let nominal = attributes.get(place).is_some_and(|attribute| attribute.nominal);
                let named = (given, names.is_empty(), place == 0);
                let (kind, reason) = kind(&cells, &facts, named, nominal);
                let role = feature_role(kind);
                Column {
                    name: shown(given),
                    kind,
                    reason,
                    role,
                    purpose: Purpose::Kind,
                    cells,
                    facts,
                }
            })
            .collect();
        name_all(&mut columns, !names.is_empty(), &mut notices);
        if let Some((place, purpose)) = target(&columns, output.as_deref(), !names.is_empty()) {
            columns[place].role = target_role(&columns[place]);
            columns[place].purpose = purpose;
        }
        if layout.separator != "commas" {
            notices.insert(0, about(Finding::Separator(layout.separator)));
        }
        if layout.notation.decimal_comma {
            notices.insert(0, about(Finding::DecimalComma));
        }
        let (class_names, count) = layout.header.counts.unwrap_or_default();
        if count > 0 && count != lines.len() {
            notices.push(Notice { line: Some(1), ..about(Finding::WrongCount(count)) });
        }
        Ok(Table { name, hash, columns, preview, notices, lines, class_names })
    }
}

fn about(what: Finding) -> Notice {
    Notice { what, line: None, column: None, count: 1 }
}

/// Gives each column a name, and each a different one.
fn name_all(columns: &mut [Column], has_header: bool, notices: &mut Vec<Notice>) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (place, column) in columns.iter_mut().enumerate() {
        let mut found = None;
        if column.name.is_empty() {
            column.name = ["column ", &write((place + 1) as f64)].concat();
            found = (has_header && column.kind != Kind::Empty).then_some(Finding::Unnamed);
        }
        if taken.contains(&column.name) {
            found = Some(Finding::NamedAgain(column.name.clone()));
            column.name = [&column.name, " (column ", &write((place + 1) as f64), ")"].concat();
        }
        taken.insert(column.name.clone());
        notices.extend(found.map(|what| Notice { column: Some(place), ..about(what) }));
    }
}

/// The beginning of a text.
fn shown(text: &str) -> String {
    text.chars().take(MAX_SHOWN).collect()
}
