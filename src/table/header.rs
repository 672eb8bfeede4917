//! The first records of a table -> the names of its columns, and where its rows begin.

use std::borrow::Cow;

use super::date::YEARS;
use super::finding::{Finding, Notice, Refusal};
use super::index::{Index, number_of};
use super::records::Dialect;
use super::sample::{Sample, most_cells, sample};
use super::value::{Notation, Read, is_same, read, text};
use crate::number;

/// The part of a table above its rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// The names of the columns as written; none if there is no header.
    pub(super) names: Option<Vec<String>>,
    /// The number of columns.
    pub(super) columns: usize,
    /// The line of the last record before the rows; 0 if there is none.
    pub(super) end: u32,
    /// The line of a first record below the header that has units or more names, if no text of it comes again.
    pub(super) second: Option<u32>,
    /// The names of the classes, and the number of rows, of a first line with counts.
    pub(super) counts: Option<(Vec<String>, usize)>,
    /// Notices about omitted lines.
    pub(super) notices: Vec<Notice>,
}

/// The mark of a header line that is written as a comment.
const COMMENT: &str = "#";
/// The fewest columns that a header may number.
const MIN_NUMBERED: usize = 3;
/// Units without brackets.
const UNITS: [&str; 61] = [
    "%", "°", "°C", "°F", "K", "kg", "g", "mg", "µg", "m", "cm", "mm", "µm", "nm", "km", "m2",
    "m²", "m3", "m³", "s", "ms", "min", "h", "d", "Hz", "kHz", "V", "mV", "mA", "W", "kW", "kWh",
    "J", "kJ", "Pa", "kPa", "hPa", "MPa", "bar", "l", "L", "ml", "mL", "mol", "ft", "mi", "mph",
    "rpm", "ppm", "USD", "EUR", "m/s", "km/h", "g/cm3", "kg/m3", "mg/l", "mg/L", "mg/dl", "mg/dL",
    "mmol/l", "mmol/L",
];
/// Types of columns, which some tools write below the names.
const TYPES: [&str; 24] = [
    "string",
    "str",
    "char",
    "varchar",
    "text",
    "object",
    "factor",
    "cat",
    "category",
    "categorical",
    "nominal",
    "ordinal",
    "int",
    "integer",
    "int64",
    "float",
    "float64",
    "double",
    "real",
    "numeric",
    "number",
    "bool",
    "boolean",
    "date",
];
/// Words for missing values, which are no units or names.
const ABSENT: [&str; 11] =
    ["absent", "missing", "unknown", "none", "nd", "n.d.", "na", "n.a.", "n/a", "nil", "bdl"];

/// Finds the header of a table.
pub(super) fn find(
    sample: &Sample,
    bytes: &[u8],
    dialect: Dialect,
    notation: Notation,
) -> Result<Header, Refusal> {
    let (mut columns, _) = most_cells(sample).ok_or(Refusal::Empty)?;
    let sample = &with_empty_ends(sample, columns);
    let (mut header, mut skip) = (Header::default(), 0);
    if let Some(counts) = counts(sample, columns) {
        header.counts = Some(counts);
        header.notices.push(notice(Finding::Counts, sample[0].0));
        skip = 1;
    }
    let begins = |row: &[String]| row.len() >= columns || lacks_one(row, sample, columns, notation);
    while let Some((line, _)) = sample.get(skip).filter(|(_, row)| !begins(row)) {
        header.notices.push(notice(Finding::Preamble, *line));
        skip += 1;
    }
    for (line, _) in sample.iter().skip(skip).take(titles(&sample[skip..], columns, notation)) {
        header.notices.push(notice(Finding::Preamble, *line));
        skip += 1;
    }
    let rows: Vec<&[String]> = sample.iter().skip(skip).map(|(_, row)| row.as_slice()).collect();
    let Some((first, rest)) = rows.split_first() else { return Err(Refusal::NoRows) };
    let rest: Vec<&[String]> = rest.iter().copied().filter(|row| row.len() >= columns).collect();
    if is_header(first, &rest, notation) {
        let mut names: Vec<String> = first.iter().map(|cell| name(cell)).collect();
        if first.len() < columns {
            names.insert(0, String::new());
        }
        skip += 1;
        let second = sample.get(skip).filter(|(_, row)| row.len() >= columns);
        header.second = second
            .filter(|(_, row)| {
                is_second_header(&names, row, rest.get(1..).unwrap_or_default(), notation)
            })
            .map(|(line, _)| *line);
        // A header may name more columns than most rows have.
        columns = columns.max(names.len());
        header.names = Some(names);
    } else {
        header.names = commented(bytes, dialect, columns, &rows, notation);
    }
    if header.names.is_none() {
        let line = sample.get(skip).map_or(1, |(line, _)| *line);
        header.notices.push(notice(Finding::NoHeader, line));
    }
    header.columns = columns;
    header.end = skip.checked_sub(1).and_then(|last| sample.get(last)).map_or(0, |(line, _)| *line);
    Ok(header)
}

/// The sample with a first record as long as the others, if these have only empty cells behind it: a separator ends each row,
/// but not the header.
fn with_empty_ends(sample: &Sample, columns: usize) -> Cow<'_, Sample> {
    let mut sample = Cow::Borrowed(sample);
    if let Some(((_, first), rest)) = sample.split_first() {
        let mut ends = rest.iter().filter_map(|(_, row)| row.get(first.len()..));
        let is_shorter = first.len() > 1 && first.len() < columns;
        if is_shorter && ends.all(|end| end.iter().all(String::is_empty)) {
            sample.to_mut()[0].1.resize(columns, String::new());
        }
    }
    sample
}

/// The number of lines above a header of which at most one cell is filled, as a spreadsheet saves titles. Without a header
/// below them they are rows.
fn titles(sample: &[(u32, Vec<String>)], columns: usize, notation: Notation) -> usize {
    let is_title = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count() < 2;
    let count = sample.iter().take_while(|(_, row)| is_title(row)).count();
    let mut rows = sample.iter().skip(count).map(|(_, row)| row.as_slice());
    let Some(first) = rows.next() else { return 0 };
    let rows: Vec<&[String]> = rows.filter(|row| row.len() >= columns).collect();
    // Of two columns, one may have no name.
    if columns > 2 && first.len() >= columns && is_header(first, &rows, notation) {
        count
    } else {
        0
    }
}

fn notice(what: Finding, line: u32) -> Notice {
    Notice { what, line: Some(line), column: None, count: 1 }
}

/// The first line of scikit-learn's files: numbers of rows and features, and the names of the classes.
fn counts(sample: &Sample, columns: usize) -> Option<(Vec<String>, usize)> {
    let (_, first) = sample.first()?;
    let [rows, features, names @ ..] = first.as_slice() else { return None };
    let (rows, features) = (rows.parse::<usize>().ok()?, features.parse::<usize>().ok()?);
    let number =
        |name: &&String| matches!(read(name.as_bytes(), Notation::default()), Read::Number(_));
    let filled: Vec<String> = names.iter().filter(|name| !name.is_empty()).cloned().collect();
    let fits = features.checked_add(1) == Some(columns)
        && rows > 0
        && !names.iter().any(|name| number(&name))
        && (filled.len() > 1 || (filled.is_empty() && !names.is_empty()));
    fits.then_some((filled, rows))
}

/// Whether a record is a header that lacks the name of the first column, as R writes it: the last column of the rows
/// has something.
fn lacks_one(row: &[String], sample: &Sample, columns: usize, notation: Notation) -> bool {
    let numbers = row.iter().any(|cell| cell_kind(cell, notation) == CellKind::Number);
    let full = |row: &[String]| row.len() == columns && !row[columns - 1].is_empty();
    row.len() > 1 && row.len() + 1 == columns && !numbers && sample.iter().any(|(_, row)| full(row))
}

/// The kind of a cell, as far as it distinguishes headers.
#[derive(Clone, Copy, PartialEq)]
enum CellKind {
    Number,
    Date,
    Text,
    Missing,
}

fn cell_kind(cell: &str, notation: Notation) -> CellKind {
    match read(cell.as_bytes(), notation) {
        Read::Number(_) | Read::OtherNotation(_) | Read::Infinite => CellKind::Number,
        Read::Date(_) => CellKind::Date,
        Read::Text(_) => CellKind::Text,
        Read::Missing(_) => CellKind::Missing,
    }
}

/// Whether the first record names the columns: by the columns in which it differs from the rows below, and those in
/// which it does not.
fn is_header(first: &[String], rest: &[&[String]], notation: Notation) -> bool {
    let offset = usize::from(rest.first().is_some_and(|row| row.len() == first.len() + 1));
    if offset == 1 {
        let number = |cell: &String| cell_kind(cell, notation) == CellKind::Number;
        return !first.iter().any(number) || numbers_columns(first, rest);
    }
    let (mut differs, mut equals, mut numbers, mut is_named) = (0, 0, 0, false);
    for (place, name) in first.iter().enumerate() {
        let below = || rest.iter().filter_map(|row| row.get(place)).filter(|cell| !cell.is_empty());
        let filled = below().map(|cell| cell_kind(cell, notation));
        let filled: Vec<CellKind> = filled.filter(|kind| *kind != CellKind::Missing).collect();
        let texts = filled.iter().filter(|kind| **kind == CellKind::Text).count();
        match cell_kind(name, notation) {
            _ if filled.is_empty() => {}
            CellKind::Missing => {}
            CellKind::Text if 2 * texts < filled.len() => {
                differs += 2;
                is_named |= texts == 0;
            }
            CellKind::Text => {
                let mut counts = Index::new();
                below().for_each(|cell| *number_of(&mut counts, cell, 0) += 1);
                if counts.contains_key(name.as_str()) {
                    equals += 2;
                } else if 2 * counts.len() <= filled.len() {
                    differs += 1;
                    is_named |= counts.values().all(|&count| count > 1);
                }
            }
            CellKind::Date if filled.iter().all(|kind| *kind == CellKind::Number) => differs += 2,
            _ if 2 * texts > filled.len() => differs += 1,
            CellKind::Number => numbers += 1,
            _ => equals += 2,
        }
    }
    // Numbers in order beside a text that is in no other row, although its column repeats a few or has only numbers.
    let in_order = is_named && differs > equals && increases(first);
    if in_order || numbers_columns(first, rest) {
        differs += numbers;
    } else {
        equals += 2 * numbers;
    }
    let texts = first.iter().all(|name| cell_kind(name, notation) == CellKind::Text);
    differs > equals || (differs == equals && texts && all_differ(first))
}

/// Whether a record below the header looks like no row: it has only units or types, or more names, although several columns
/// have only numbers below it; or it is the line between the header and the rows of a Markdown table. Names stand above
/// numbers in every column, or below a header that lacks some names or repeats them.
fn is_second_header(
    names: &[String],
    second: &[String],
    rest: &[&[String]],
    notation: Notation,
) -> bool {
    if second.iter().all(|cell| is_rule(cell)) {
        return second.iter().any(|cell| cell.contains('-'));
    }
    let has_numbers = |place: usize| {
        let mut cells =
            rest.iter().filter_map(|row| row.get(place)).filter(|cell| !cell.is_empty());
        cells.clone().next().is_some()
            && cells.all(|cell| cell_kind(cell, notation) == CellKind::Number)
    };
    let (mut units, mut types, mut named, mut above_numbers) = (true, true, true, 0);
    for (place, cell) in second.iter().enumerate() {
        match cell_kind(cell, notation) {
            CellKind::Missing => (types, named) = (false, false),
            CellKind::Text => {
                units &= is_unit(cell);
                types &= TYPES.iter().any(|one| is_same(one, cell));
                named &= !is_limit(cell) && !is_absent(cell);
                above_numbers += usize::from(has_numbers(place));
            }
            _ => return false,
        }
    }
    let lacks = |place: usize| names.get(place).is_some_and(String::is_empty);
    let incomplete = (1..names.len()).any(lacks) || (lacks(0) && !all_differ(names));
    let above = incomplete || above_numbers == second.len();
    above_numbers > 1 && (units || types || (named && above && all_differ(second)))
}

/// Whether a cell is one of the line between the header and the rows of a Markdown table.
pub(super) fn is_rule(cell: &str) -> bool {
    cell.bytes().all(|byte| b"-:".contains(&byte))
}

/// Whether a cell is a unit, or anything in brackets that is not a word for missing.
fn is_unit(cell: &str) -> bool {
    let in_brackets = cell.starts_with(['(', '[']) && cell.ends_with([')', ']']);
    if in_brackets { !is_limit(cell) && !is_absent(cell) } else { UNITS.contains(&cell) }
}

/// Whether a cell is a limit of measurement, such as `<0.5`, perhaps in brackets.
fn is_limit(cell: &str) -> bool {
    cell.bytes().find(|byte| !b"([".contains(byte)).is_some_and(|byte| b"<>".contains(&byte))
}

/// Whether a cell is a word for missing, perhaps in brackets.
pub(super) fn is_absent(cell: &str) -> bool {
    let word = cell.trim_matches(['(', ')', '[', ']']);
    ABSENT.iter().any(|one| is_same(one, word))
}

/// Whether no name occurs twice, but for empty ones.
pub(super) fn all_differ(names: &[String]) -> bool {
    // Counted rather than collected, which would add another sort to the page.
    let mut before = Index::new();
    names.iter().all(|name| {
        let count = number_of(&mut before, name, 0);
        *count += 1;
        *count == 1 || name.is_empty()
    })
}

/// The name in a cell, without the single quotes that some programs put around it.
fn name(cell: &str) -> String {
    let unquoted = cell.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    text(unquoted.unwrap_or(cell).as_bytes()).into_owned()
}

/// Whether the numbers of a header count, as the columns of an array do, and the row below does not go on likewise; or
/// whether they are years above other numbers.
fn numbers_columns(first: &[String], rest: &[&[String]]) -> bool {
    let year = |cell: &String| cell.parse::<u16>().is_ok_and(|year| YEARS.contains(&year));
    let places = || (0..first.len()).filter(|&place| number::read(&first[place]).is_some());
    let years = |row: &[String]| places().filter(|&place| row.get(place).is_some_and(year)).count();
    let columns = places().count();
    if columns >= 2 && years(first) == columns && increases(first) {
        return 2 * rest.iter().map(|row| years(row)).sum::<usize>() < columns * rest.len();
    }
    let counts = |row: &[String]| {
        let numbers: Vec<i64> = row.iter().filter_map(|cell| cell.parse().ok()).collect();
        let steps = numbers.windows(2).map(|pair| pair[1].wrapping_sub(pair[0]));
        let step = steps.clone().next().filter(|step| *step > 0);
        numbers.len() >= MIN_NUMBERED && steps.into_iter().all(|one| Some(one) == step)
    };
    counts(first) && !rest.iter().take(2).any(|row| counts(row))
}

/// Whether there are several numbers in a row, each larger than the one before it.
fn increases(row: &[String]) -> bool {
    let numbers: Vec<f64> = row.iter().filter_map(|cell| number::read(cell)).collect();
    numbers.len() >= 2 && numbers.windows(2).all(|pair| pair[0] < pair[1])
}

/// The names in the last comment before the first record, if they are as many as the columns.
fn commented(
    bytes: &[u8],
    dialect: Dialect,
    columns: usize,
    rows: &[&[String]],
    notation: Notation,
) -> Option<Vec<String>> {
    let comments = bytes.split(|&b| b == b'\n').map(<[u8]>::trim_ascii);
    let comments =
        comments.take_while(|line| line.is_empty() || line.starts_with(COMMENT.as_bytes()));
    let last = comments.filter(|line| !line.is_empty()).last()?;
    let line = last.strip_prefix(COMMENT.as_bytes())?;
    let (_, names) = sample(line, true, dialect, 1).ok()?.into_iter().next()?;
    (names.len() == columns && is_header(&names, rows, notation)).then_some(names)
}
