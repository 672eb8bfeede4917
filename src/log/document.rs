//! The text of a file -> tables, depending on its format.

use super::names::{Role, role};
use super::table::Table;
use super::value::Value;
use super::{console, delimited, gather, notebook, records};
use crate::text::decode::decode;

/// The tables of a text that consists of values in JSON or Python notation, of cells between separators, or of
/// console output, also within a notebook.
pub(super) fn tables(text: &str) -> Vec<Table> {
    if let Some(values) = values(text) {
        if let [(_, value)] = values.as_slice()
            && let Some(printed) = notebook::printed(value)
        {
            return console::tables(&decode(printed.as_bytes()));
        }
        let lines = records::lines(&values);
        let tables = gather::tables(values);
        let has_points = tables.iter().flat_map(|table| &table.columns).any(|column| {
            matches!(role(&column.name), Role::Lr | Role::Loss | Role::ValidationLoss)
        });
        if let Some(lines) = lines.filter(|_| !has_points) {
            return self::tables(&decode(lines.as_bytes()));
        }
        if !tables.is_empty() {
            return tables;
        }
    }
    delimited::tables(text).unwrap_or_else(|| console::tables(text))
}

/// The values that a text consists of, each with its line.
fn values(text: &str) -> Option<Vec<(u32, Value)>> {
    let (mut values, mut rest, mut line) = (Vec::new(), text, 1);
    loop {
        let next = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',' || c == ';');
        line += lines(&rest[..rest.len() - next.len()]);
        if next.is_empty() {
            return (!values.is_empty()).then_some(values);
        }
        if !next.starts_with(['{', '[', '(']) {
            return None;
        }
        let (value, after) = Value::parse(next).ok()?;
        values.push((line, value));
        line += lines(&next[..next.len() - after.len()]);
        rest = after;
    }
}

fn lines(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|&b| b == b'\n').count()).unwrap_or(u32::MAX)
}
