//! The text of a file -> tables, depending on its format.

use super::names::{Role, lr_rank, role};
use super::table::Table;
use super::value::Value;
use super::{console, delimited, gather, html, notebook, records};
use crate::text::decode::decode;

/// The largest number of lines in front of a table that are read.
const MAX_IN_FRONT: usize = 100;

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
    if text.trim_start().starts_with('<')
        && let Some(text) = html::tables(text)
    {
        return self::tables(&text);
    }
    let Some(mut tables) = delimited::tables(text) else { return console::tables(text) };
    let is_of_rates =
        |table: &Table| table.columns.iter().any(|column| lr_rank(&column.name).is_some());
    if let [table] = tables.as_slice()
        && !is_of_rates(table)
    {
        let in_front = console::tables(in_front(text, table));
        tables.extend(in_front.into_iter().filter(is_of_rates));
    }
    tables
}

/// The lines in front of the header of a table, which is the first that has the name of its loss.
fn in_front<'a>(text: &'a str, table: &Table) -> &'a str {
    let Some(loss) = table.columns.iter().find(|column| role(&column.name) == Role::Loss) else {
        return "";
    };
    let mut end = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number == MAX_IN_FRONT {
            break;
        }
        if line.contains(&loss.name) {
            return &text[..end];
        }
        end += line.len();
    }
    ""
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
