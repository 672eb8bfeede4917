//! Bytes, in portions -> a table.

use std::mem::take;

use xxhash_rust::xxh64::Xxh64;

use super::arff::Attribute;
use super::codes;
use super::column::{Builder, Cells, Facts, Respelled};
use super::content::{Column, Table};
use super::finding::{Finding, Notice, Refusal};
use super::index::{Index, number_of};
use super::kind::{Kind, Name, Reason, is_identifier, kind};
use super::layout::{Layout, other_kind};
use super::leaks::leaks;
use super::limits::{MAX_BYTES, MAX_CLASSES};
use super::notation;
use super::records::Records;
use super::role::{Purpose, Role, Use, feature_role};
use super::rows::{Rows, shown};
use super::start::Start;
use super::target::{target, target_role};
use super::utf16::Decoder;
use crate::fingerprint::hex;
use crate::number::write;

/// A reader of a table, from bytes in portions.
pub struct Reader {
    name: String,
    hash: Xxh64,
    length: usize,
    /// The first bytes, while the layout is unknown.
    start: Start,
    decoder: Decoder,
    reading: Option<Reading>,
}

/// The reading, once the layout is known.
struct Reading {
    layout: Layout,
    records: Records,
    rows: Rows,
}

impl Reader {
    /// A reader of a file with this name.
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

    /// Reads the next bytes. The result does not depend on the portions.
    ///
    /// # Errors
    /// The reason why the bytes are not a table. Reading must then stop.
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
    /// The reason why the bytes are not a table.
    pub fn finish(mut self) -> Result<Table, Refusal> {
        if self.reading.is_none() {
            self.begin(true)?;
        }
        let hash = hex(&self.hash);
        let Some(mut reading) = self.reading else { return Err(Refusal::Empty) };
        let rows = &mut reading.rows;
        reading.records.finish(&mut |record| rows.take(record))?;
        rows.finish();
        reading.table(self.name, hash)
    }

    /// Detects the layout of the bytes so far, and reads them.
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

impl Reading {
    fn table(self, name: String, hash: String) -> Result<Table, Refusal> {
        let Self { layout, rows, .. } = self;
        let Rows { mut columns, lines, preview, mut notices, header: named, .. } = rows;
        match lines.as_slice() {
            [] => return Err(Refusal::NoRows),
            [line] => return Err(Refusal::OneRow(*line)),
            _ => {}
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
        let notations = columns.iter_mut().map(|one| (one.notation, one.others.take())).collect();
        let mut cells: Vec<Cells> = columns.into_iter().map(Builder::finish).collect();
        if attributes.is_empty() {
            codes::remove(&mut cells);
        }
        let cells = cells.into_iter().enumerate();
        let mut columns: Vec<Column> =
            cells.map(|(place, cells)| column(place, cells, &names, &attributes)).collect();
        name_all(&mut columns, !names.is_empty(), &mut notices);
        notices.extend(columns.iter().enumerate().filter_map(changed));
        notices.extend(notation::notices(&columns, layout.notation, notations, &lines));
        if let Some((place, purpose)) = target(&columns, output.as_deref(), !names.is_empty()) {
            columns[place].role = target_role(&columns[place]);
            columns[place].purpose = purpose;
            for (leak, purpose) in leaks(&columns, place) {
                columns[leak].role = Role::new(Use::Ignored);
                columns[leak].purpose = purpose;
            }
            use_counts(&mut columns);
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

/// The column at an index, from the names of all columns and the declarations of a header.
fn column(place: usize, cells: Cells, names: &[String], attributes: &[Attribute]) -> Column {
    let given = names.get(place).map_or("", String::as_str);
    let nominal = attributes.get(place).is_some_and(|attribute| attribute.nominal);
    let facts = Facts::new(&cells);
    let (first, last) = (place == 0, place + 1 == names.len());
    let name = Name { text: given, unnamed: names.is_empty(), first, last };
    let (kind, reason) = kind(&cells, &facts, name, nominal);
    let (role, purpose) = (feature_role(kind), Purpose::Kind);
    Column { name: shown(given), kind, reason, role, purpose, cells, facts }
}

/// Makes a feature of the first column that counts the rows, unless it is named as an identifier, if there is no other: its
/// numbers may be levels or times.
fn use_counts(columns: &mut [Column]) {
    if columns.iter().any(|column| matches!(column.role.used_as, Use::Number | Use::Category)) {
        return;
    }
    let is_level = |column: &&mut Column| {
        let name = Name { text: &column.name, unnamed: false, first: false, last: false };
        column.reason == Reason::CountsRows && !is_identifier(name)
    };
    if let Some(column) = columns.iter_mut().find(is_level) {
        (column.kind, column.reason) = (Kind::Number, Reason::Numbers);
        column.role = feature_role(column.kind);
    }
}

/// The notice about numbers of a column that stand for missing values or have several units, or about texts in upper and
/// lower case.
fn changed((place, column): (usize, &Column)) -> Option<Notice> {
    let (what, count) = match column.cells.respelled() {
        _ if !column.codes().is_empty() => (Finding::Code(column.codes().to_owned()), 1),
        _ if column.cells.is_summed() => (Finding::Summed, 1),
        Some(Respelled { text, to, count }) if column.different()? <= MAX_CLASSES => {
            (Finding::Respelled(text.clone(), to.clone()), *count)
        }
        _ => return None,
    };
    Some(Notice { column: Some(place), count, ..about(what) })
}

fn about(what: Finding) -> Notice {
    Notice { what, line: None, column: None, count: 1 }
}

/// Gives each column a unique name.
fn name_all(columns: &mut [Column], has_header: bool, notices: &mut Vec<Notice>) {
    let mut taken = Index::new();
    for (place, column) in columns.iter_mut().enumerate() {
        let mut found = None;
        if column.name.is_empty() {
            column.name = ["column ", &write((place + 1) as f64)].concat();
            found = (has_header && column.kind != Kind::Empty).then_some(Finding::Unnamed);
        }
        if taken.contains_key(column.name.as_str()) {
            found = Some(Finding::NamedAgain(column.name.clone()));
            column.name = [&column.name, " (column ", &write((place + 1) as f64), ")"].concat();
        }
        number_of(&mut taken, &column.name, 0);
        notices.extend(found.map(|what| Notice { column: Some(place), ..about(what) }));
    }
}
