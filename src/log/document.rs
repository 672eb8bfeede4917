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
        if let [value] = values.as_slice()
            && let Some(printed) = notebook::printed(value)
        {
            return self::tables(&decode(printed.as_bytes()));
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

/// The values that a text consists of.
fn values(text: &str) -> Option<Vec<Value>> {
    let (mut values, mut rest) = (Vec::new(), text);
    loop {
        let next = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',' || c == ';');
        if next.is_empty() {
            return (!values.is_empty()).then_some(values);
        }
        if !next.starts_with(['{', '[', '(']) {
            return None;
        }
        let (value, after) = Value::parse(next).ok()?;
        values.push(value);
        rest = after;
    }
}
