//! The first lines of a text -> its separator, and the start of its rows.

use super::arff::{self, Declared};
use super::finding::{FileKind, Refusal};
use super::header::{self, Header};
use super::notation::{POINT, is_number, of_column, uses_comma};
use super::records::{Dialect, Separator};
use super::sample::{Sample, most_cells, sample};
use super::value::Notation;

/// The possible separators and their names, in order of preference.
const SEPARATORS: [(Separator, &str); 5] = [
    (Separator::Byte(b','), "commas"),
    (Separator::Byte(b';'), "semicolons"),
    (Separator::Byte(b'\t'), "tabs"),
    (Separator::Byte(b'|'), "vertical bars"),
    (Separator::Spaces, "spaces"),
];
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
            return Ok(Self::declared(declared));
        }
        let (start, only) = named_separator(bytes);
        let bytes_after = bytes.get(start..).unwrap_or_default();
        let line = 1 + u32::from(start > 0);
        let candidates = SEPARATORS.iter().filter(|(one, _)| only.is_none_or(|only| only == *one));
        let layouts = candidates.filter_map(|&(separator, name)| {
            let sample = sample(bytes_after, complete, dialect(separator), line).ok()?;
            Some((score(&sample, separator)?, separator, name, sample))
        });
        let best = layouts.reduce(|best, other| if other.0 > best.0 { other } else { best });
        let Some((_, separator, name, sample)) = best else {
            return Err(refusal(bytes_after, complete, line));
        };
        let decimal_comma = separator != Separator::Byte(b',') && uses_comma(&sample, separator);
        let notation = Notation { decimal_comma, declared: false };
        let header = header::find(&sample, bytes_after, dialect(separator), notation)?;
        let columns = 0..header.columns;
        Ok(Self {
            dialect: dialect(separator),
            separator: name,
            notation,
            notations: columns.map(|place| of_column(&sample, place, notation)).collect(),
            header,
            declared: None,
            start: (start, line),
        })
    }

    fn declared(declared: Declared) -> Self {
        let notation = Notation { decimal_comma: false, declared: true };
        Self {
            dialect: Dialect { separator: Separator::Byte(b','), comment: b'%', arff: true },
            separator: "commas",
            notation,
            notations: vec![notation; declared.attributes.len()],
            header: Header::default(),
            start: declared.start,
            declared: Some(declared),
        }
    }
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

/// The score of a separator: the share of records with the same number of cells, times the share of cells that no
/// other separator divides.
fn score(sample: &Sample, separator: Separator) -> Option<f64> {
    let (cells, equal) = most_cells(sample)?;
    if cells < 2 || equal < MIN_EQUAL {
        return None;
    }
    let all = || sample.iter().filter(|(_, row)| row.len() == cells).flat_map(|(_, row)| row);
    let divided = all().filter(|cell| is_divided(cell, separator)).count();
    let whole = 1.0 - divided as f64 / all().count().max(1) as f64;
    // Words between spaces are prose. A header may lack a name.
    let rows = sample.get(1..).filter(|rows| !rows.is_empty()).unwrap_or(sample);
    let like = rows.iter().filter(|(_, row)| row.len() == cells).count();
    let prose =
        separator == Separator::Spaces && (like as f64) < MIN_EQUAL_SPACES * rows.len() as f64;
    (!prose).then_some(equal * whole)
}

/// Whether a cell looks like several between other separators.
fn is_divided(cell: &str, separator: Separator) -> bool {
    let stronger = [b';', b'\t', b'|'].map(Separator::Byte);
    let stronger = stronger.iter().filter(|one| **one != separator);
    let has =
        |one: &Separator| matches!(one, Separator::Byte(byte) if cell.as_bytes().contains(byte));
    let numbers = |part: &str| is_number(part, POINT);
    let spaced = || cell.contains(' ') && cell.split_whitespace().all(numbers);
    let comma = || separator == Separator::Spaces && cell.contains(',');
    stronger.into_iter().any(has) || spaced() || comma()
}

/// The reason why no separator divides a text.
fn refusal(bytes: &[u8], complete: bool, line: u32) -> Refusal {
    match sample(bytes, complete, dialect(Separator::Byte(b',')), line) {
        Err(refusal) => refusal,
        Ok(sample) if sample.is_empty() => Refusal::Empty,
        Ok(_) => Refusal::OneColumn,
    }
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
    match bytes.trim_ascii_start() {
        [b'[' | b'{', rest @ ..] if rest.trim_ascii_start().starts_with(b"\"") => {
            Some(FileKind::Json)
        }
        [b'[', rest @ ..] if rest.trim_ascii_start().starts_with(b"{") => Some(FileKind::Json),
        [b'<', b'!' | b'?' | b'h' | b'H', ..] => Some(FileKind::Markup),
        _ => None,
    }
}
