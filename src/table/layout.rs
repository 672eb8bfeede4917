//! The first lines of a text -> its separator, and the start of its rows.

use super::arff::{self, Declared};
use super::finding::{FileKind, Refusal};
use super::header::{self, Header};
use super::notation::{COMMA, POINT, is_number, of_column, uses_comma};
use super::records::{Dialect, Separator};
use super::sample::{Sample, most_cells, sample};
use super::value::{Notation, text};

/// The possible separators and their names, in order of preference.
const SEPARATORS: [(Separator, &str); 5] = [
    (Separator::Byte(b','), "commas"),
    (Separator::Byte(b';'), "semicolons"),
    (Separator::Byte(b'\t'), "tabs"),
    (Separator::Byte(b'|'), "vertical bars"),
    (Separator::Spaces, "spaces"),
];
/// Separators that seldom occur in texts.
const STRONGER: [u8; 3] = [b';', b'\t', b'|'];
/// The smallest share of records with the same number of cells.
const MIN_EQUAL: f64 = 0.3;
/// The same for spaces: other texts are prose.
const MIN_EQUAL_SPACES: f64 = 0.9;

/// The format of a text.
pub(super) struct Layout {
    pub(super) dialect: Dialect,
    /// The name of the separator of cells.
    pub(super) separator: &'static str,
    /// The notation of most numbers.
    pub(super) notation: Notation,
    /// The notation of each column.
    pub(super) notations: Vec<Notation>,
    pub(super) header: Header,
    /// The declarations of an ARFF header.
    pub(super) declared: Option<Declared>,
    /// The start of the records, in bytes, and its line.
    pub(super) start: (usize, u32),
}

impl Layout {
    /// The layout of a text that starts with `bytes`. `complete` is whether these are all bytes.
    pub(super) fn detect(bytes: &[u8], complete: bool) -> Result<Self, Refusal> {
        if let Some(declared) = arff::declared(bytes)? {
            let rows = bytes.get(declared.start.0..).unwrap_or_default();
            let (separator, name) = declared_separator(rows, complete, &declared);
            return Ok(Self::declared(declared, separator, name));
        }
        let (start, only) = named_separator(bytes);
        let bytes_after = bytes.get(start..).unwrap_or_default();
        let line = 1 + u32::from(start > 0);
        let candidates = SEPARATORS.iter().filter(|(one, _)| only.is_none_or(|only| only == *one));
        let candidates = candidates.filter_map(|&(separator, name)| {
            let sample = sample(bytes_after, complete, dialect(separator), line).ok()?;
            Candidate::new(separator, name, sample)
        });
        let candidates: Vec<Candidate> = candidates.collect();
        let scores = candidates.iter().filter_map(|one| Some((one.score(&candidates)?, one)));
        let best = scores.reduce(|best, other| if other.0 > best.0 { other } else { best });
        let Some((_, &Candidate { separator, name, ref sample, .. })) = best else {
            return Err(refusal(bytes_after, complete, line));
        };
        let decimal_comma = separator != Separator::Byte(b',') && uses_comma(sample, separator);
        let notation = Notation { decimal_comma, declared: false };
        let header = header::find(sample, bytes_after, dialect(separator), notation)?;
        let columns = 0..header.columns;
        Ok(Self {
            dialect: dialect(separator),
            separator: name,
            notation,
            notations: columns.map(|place| of_column(sample, place, notation)).collect(),
            header,
            declared: None,
            start: (start, line),
        })
    }

    fn declared(declared: Declared, separator: Separator, name: &'static str) -> Self {
        let notation = Notation { decimal_comma: false, declared: true };
        Self {
            dialect: arff_dialect(separator),
            separator: name,
            notation,
            notations: vec![notation; declared.attributes.len()],
            header: Header::default(),
            start: declared.start,
            declared: Some(declared),
        }
    }
}

/// The separator of the rows below declarations: the one that divides most of them into as many cells as there are columns.
/// Weka also reads tabs and spaces.
fn declared_separator(
    rows: &[u8],
    complete: bool,
    declared: &Declared,
) -> (Separator, &'static str) {
    let columns = declared.attributes.len();
    let full = |(separator, _): &(Separator, &str)| {
        let sample = sample(rows, complete, arff_dialect(*separator), declared.start.1);
        sample.map_or(0, |rows| rows.iter().filter(|(_, row)| row.len() == columns).count())
    };
    // Of equal counts, the last is the largest: commas.
    SEPARATORS.into_iter().rev().max_by_key(full).unwrap_or(SEPARATORS[0])
}

fn arff_dialect(separator: Separator) -> Dialect {
    Dialect { separator, comment: b'%', arff: true }
}

fn dialect(separator: Separator) -> Dialect {
    Dialect { separator, comment: b'#', arff: false }
}

/// The separator in a first line for Excel, such as `sep=;`, and the start of the rest.
fn named_separator(bytes: &[u8]) -> (usize, Option<Separator>) {
    let length = bytes.iter().take(10).position(|&b| b == b'\n').map_or(0, |end| end + 1);
    match bytes.get(..length).map(<[u8]>::trim_ascii_end) {
        Some([b's', b'e', b'p', b'=', separator]) => (length, Some(Separator::Byte(*separator))),
        Some(b"sep=") => (length, Some(Separator::Byte(b'\t'))),
        _ => (0, None),
    }
}

/// A separator that may be that of a text.
struct Candidate {
    separator: Separator,
    name: &'static str,
    sample: Sample,
    /// The number of cells that most records have.
    cells: usize,
    /// The share of records with this number of cells.
    equal: f64,
}

impl Candidate {
    /// None if the separator does not divide the text into columns.
    fn new(separator: Separator, name: &'static str, sample: Sample) -> Option<Self> {
        let (cells, equal) = most_cells(&sample)?;
        // Words between spaces are prose. A header may lack a name.
        let rows = sample.get(1..).filter(|rows| !rows.is_empty()).unwrap_or(&sample);
        let like = rows.iter().filter(|(_, row)| row.len() == cells).count();
        let prose =
            separator == Separator::Spaces && (like as f64) < MIN_EQUAL_SPACES * rows.len() as f64;
        let divides = cells >= 2 && equal >= MIN_EQUAL && !prose;
        divides.then_some(Self { separator, name, sample, cells, equal })
    }

    /// The share of records with the same number of cells, times the share of cells that no other separator divides.
    /// None if the separator only occurs inside the cells of another one.
    fn score(&self, all: &[Self]) -> Option<f64> {
        let is_inside = |one: &u8| {
            self.separator == Separator::Byte(*one)
                && all.iter().any(|outer| outer.holds(*one, all))
        };
        let between_words = |outer: &Self| {
            self.separator == Separator::Spaces
                && outer.separator != Separator::Spaces
                && outer.holds(b' ', all)
        };
        if STRONGER.iter().any(is_inside) || all.iter().any(between_words) {
            return None;
        }
        let others = STRONGER
            .into_iter()
            .filter(|&one| self.separator != Separator::Byte(one) && !self.holds(one, all));
        let others: Vec<u8> = others.collect();
        Some(self.equal * (1.0 - self.share(|cell| self.is_divided(cell, &others))))
    }

    /// Whether a byte occurs inside the cells of this separator and does not separate. Either the first line is the
    /// header, divided without this byte, and no line is divided by this byte alone. Or, if each line has both, this
    /// separator divides more of the other's cells than the other way round.
    fn holds(&self, byte: u8, all: &[Self]) -> bool {
        // Tabs also separate where spaces do.
        if self.separator == Separator::Byte(byte)
            || (self.separator == Separator::Spaces && byte == b'\t')
        {
            return false;
        }
        let has = |cell: &str| cell.as_bytes().contains(&byte);
        let mut rows = self.sample.iter().map(|(_, row)| row.as_slice());
        if rows.clone().any(|row| row.len() == 1 && has(&row[0])) {
            return false;
        }
        let first = rows.find(|row| row.len() > 1).unwrap_or_default();
        if first.len() == self.cells && !first.iter().any(|cell| has(cell)) {
            return true;
        }
        let other = all.iter().find(|other| other.separator == Separator::Byte(byte));
        other.is_some_and(|other| {
            other.share(|cell| separates(self.separator, cell)) > self.share(has)
        })
    }

    /// The share of cells for which this is true, in records with the number of cells that most have.
    fn share(&self, is: impl Fn(&str) -> bool) -> f64 {
        let rows = self.sample.iter().filter(|(_, row)| row.len() == self.cells);
        let (mut count, mut all) = (0_usize, 0_usize);
        for cell in rows.flat_map(|(_, row)| row) {
            count += usize::from(is(cell));
            all += 1;
        }
        count as f64 / all.max(1) as f64
    }

    /// Whether a cell looks like several between other separators.
    fn is_divided(&self, cell: &str, others: &[u8]) -> bool {
        let numbers = |part: &str| is_number(part, POINT);
        let spaced = || cell.contains(' ') && cell.split_whitespace().all(numbers);
        let comma = || self.separator == Separator::Spaces && cell.contains(',');
        others.iter().any(|byte| cell.as_bytes().contains(byte)) || spaced() || comma()
    }
}

/// Whether a separator occurs in a cell, and is neither a decimal comma nor the comma of a sentence.
fn separates(separator: Separator, cell: &str) -> bool {
    match separator {
        Separator::Byte(b',') => {
            let commas = cell.match_indices(',');
            let mut commas = commas.filter(|(at, _)| !cell[at + 1..].starts_with(' '));
            commas.next().is_some() && !is_number(cell, COMMA) && !is_number(cell, POINT)
        }
        Separator::Byte(byte) => cell.as_bytes().contains(&byte),
        Separator::Spaces => false,
    }
}

/// The reason why no separator divides a text.
fn refusal(bytes: &[u8], complete: bool, line: u32) -> Refusal {
    match sample(bytes, complete, dialect(Separator::Byte(b',')), line) {
        Err(refusal) => refusal,
        Ok(sample) if sample.is_empty() => Refusal::Empty,
        Ok(_) => Refusal::OneColumn,
    }
}

/// Whether the first lines have the format of LIBSVM: a target, and pairs of an increasing index and a value.
fn is_sparse(bytes: &[u8]) -> bool {
    let mut pairs = 0;
    let is_row = |line: &[u8]| {
        let line = text(line);
        let mut words = line.split(' ').take_while(|word| !word.starts_with('#'));
        let target = words.next().unwrap_or_default();
        let mut last = 0;
        let mut is_pair = |word: &str| {
            let Some((index, value)) = word.split_once(':') else { return word.is_empty() };
            // Two digits may be minutes.
            pairs += usize::from(value.len() != 2);
            let index = if index == "qid" { Some(last) } else { index.parse::<usize>().ok() };
            let is_next = index.is_some_and(|index| index >= last);
            last = index.unwrap_or(last);
            is_next && is_number(value, POINT)
        };
        (target.is_empty() || is_number(target, POINT)) && words.all(&mut is_pair)
    };
    bytes.split(|&b| b == b'\n').take(3).all(is_row) && pairs > 1
}

/// The kind of a file that is not a table in text form, from its first bytes.
pub(super) fn other_kind(bytes: &[u8]) -> Option<FileKind> {
    const STARTS: [(&[u8], FileKind); 5] = [
        (b"PK\x03\x04", FileKind::Zip),
        (b"\xd0\xcf\x11\xe0", FileKind::Excel),
        (b"\x1f\x8b", FileKind::Gzip),
        (b"PAR1", FileKind::Parquet),
        (b"%PDF", FileKind::Pdf),
    ];
    if let Some((_, kind)) = STARTS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(*kind);
    }
    if bytes.contains(&0) {
        return Some(FileKind::Binary);
    }
    if is_sparse(bytes) {
        return Some(FileKind::Sparse);
    }
    match bytes.trim_ascii_start() {
        [b'[' | b'{', rest @ ..] if rest.trim_ascii_start().starts_with(b"\"") => {
            Some(FileKind::Json)
        }
        [b'[', rest @ ..] if rest.trim_ascii_start().starts_with(b"{") => Some(FileKind::Json),
        [b'<', b'!' | b'?' | b'h' | b'H', ..] => Some(FileKind::Markup),
        _ => None,
    }
}
