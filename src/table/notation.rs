//! The decimal comma or point of numbers: in a table, in a column, and in a single cell.

use std::cmp::Ordering;

use super::column::Others;
use super::content::Column;
use super::finding::{Finding, Notice};
use super::kind::Kind;
use super::records::Separator;
use super::sample::Sample;
use super::value::{Notation, Read, read};

pub(super) const POINT: Notation = Notation { decimal_comma: false, declared: false };
pub(super) const COMMA: Notation = Notation { decimal_comma: true, declared: false };

/// Whether a cell is a number in a notation.
pub(super) fn is_number(cell: &str, notation: Notation) -> bool {
    matches!(read(cell.as_bytes(), notation), Read::Number(_))
}

/// Whether more numbers have a decimal comma than a decimal point.
pub(super) fn uses_comma(sample: &Sample, separator: Separator) -> bool {
    let (mut commas, mut points, mut surely) = (0, 0, separator == Separator::Byte(b';'));
    for cell in sample.iter().flat_map(|(_, row)| row) {
        let Some(last) = cell.rfind([',', '.']) else { continue };
        if cell[last..].starts_with('.') {
            points += usize::from(is_number(cell, POINT));
        } else if is_number(cell, COMMA) {
            commas += 1;
            // `1,234` may be a thousand.
            surely |= !is_number(cell, POINT);
        }
    }
    surely && commas > points
}

/// The notation of a column: that of most of its unambiguous numbers, such as `1,5` and `2.25`; without any, that of the table.
pub(super) fn of_column(sample: &Sample, place: usize, table: Notation) -> Notation {
    let (mut commas, mut points) = (0, 0);
    for cell in sample.iter().filter_map(|(_, row)| row.get(place)) {
        if cell.contains([',', '.']) {
            let (comma, point) = (is_number(cell, COMMA), is_number(cell, POINT));
            commas += usize::from(comma && !point);
            points += usize::from(point && !comma);
        }
    }
    match commas.cmp(&points) {
        Ordering::Greater => COMMA,
        Ordering::Less => POINT,
        Ordering::Equal => table,
    }
}

/// The notices about columns in another notation than the table, of which the first is named, and about numbers in
/// another notation than their column. `found` has those of each column, `lines` the line of each row.
pub(super) fn notices(
    columns: &[Column],
    table: Notation,
    found: Vec<(Notation, Option<Others>)>,
    lines: &[u32],
) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    let mut differing: Option<Notice> = None;
    for (place, (column, (notation, others))) in columns.iter().zip(found).enumerate() {
        if column.kind != Kind::Number {
            continue;
        }
        if notation.decimal_comma != table.decimal_comma {
            let comma = notation.decimal_comma;
            let what = if comma { Finding::DecimalComma } else { Finding::DecimalPoint };
            let first = || Notice { what, line: None, column: Some(place), count: 0 };
            differing.get_or_insert_with(first).count += 1;
        }
        notices.extend(others.map(|Others { row, text, count }| {
            let what = Finding::OtherNotation { text, comma: !notation.decimal_comma };
            Notice { what, line: lines.get(row).copied(), column: Some(place), count }
        }));
    }
    differing.into_iter().chain(notices).collect()
}
