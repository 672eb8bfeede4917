//! Values -> tables.

use super::names::{Role, ends_with_rate, loss_rank, lr_rank, role};
use super::table::{Builder, Form, MAX_GROUPS, Table, column_name, group_name};
use super::value::Value;
use crate::text::number::Number;

/// The keys of a metric's name, in exports that have one metric per row.
const METRIC_KEYS: [&str; 8] =
    ["tag", "metric", "key", "name", "variable", "scalar", "metricname", "metrickey"];
/// The keys of the metric's value.
const VALUE_KEYS: [&str; 2] = ["value", "metricvalue"];

/// The largest number of settings of an object among which its rate is searched.
const MAX_SETTINGS: usize = 1000;

/// The tables in the values of a document.
pub(super) fn tables(values: Vec<Value>) -> Vec<Table> {
    let mut tables = Vec::new();
    if values.len() > 1 && values.iter().all(|value| matches!(value, Value::List(_))) {
        gather(&Value::List(values), "", &mut tables);
        return tables;
    }
    let mut rows = Builder::new(Form::Rows, "");
    for value in &values {
        match value {
            Value::Map(entries) if values.len() > 1 && is_row(value) => {
                put_row(&mut rows, entries);
            }
            _ => gather(value, "", &mut tables),
        }
    }
    tables.extend(rows.finish());
    tables
}

/// Adds the tables in a value with this name.
pub(super) fn gather(value: &Value, name: &str, tables: &mut Vec<Table>) {
    match value {
        Value::List(items) => gather_list(items, name, tables),
        Value::Map(entries) => gather_map(entries, name, tables),
        _ => {}
    }
}

/// Whether a value is like one row: it has numbers, but no list of losses and no long list.
pub(super) fn is_row(value: &Value) -> bool {
    let is_cell = |(name, value): &(String, Value)| match value {
        Value::List(items) => {
            let is_curve = loss_rank(name).is_some() || name == "y";
            let most = if is_curve { 1 } else { MAX_GROUPS };
            items.len() <= most && items.iter().all(is_plain)
        }
        Value::Map(_) => is_row(value),
        _ => true,
    };
    match value {
        Value::Map(entries) => entries.iter().all(is_cell),
        _ => false,
    }
}

/// Adds the numbers of an object by name, those of an object within it as `outer/inner`.
pub(super) fn flatten(entries: &[(String, Value)], row: &mut Vec<(String, Number)>) {
    if let Some((name, number)) = metric(entries) {
        row.push((name.to_owned(), number));
    }
    for (name, value) in entries {
        flatten_value(name, value, row);
    }
}

fn flatten_value(name: &str, value: &Value, row: &mut Vec<(String, Number)>) {
    match value {
        Value::Map(entries) => {
            for (inner, value) in entries {
                flatten_value(&[name, "/", inner].concat(), value, row);
            }
        }
        Value::List(items) => match items.as_slice() {
            [one] => flatten_value(name, one, row),
            _ => {
                for (group, item) in items.iter().enumerate() {
                    flatten_value(&group_name(name, group), item, row);
                }
            }
        },
        _ => row.extend(value.number().map(|number| (name.to_owned(), number))),
    }
}

/// Adds an object as a row.
fn put_row(rows: &mut Builder, entries: &[(String, Value)]) {
    let mut row = Vec::new();
    flatten(entries, &mut row);
    rows.row();
    for (name, number) in &row {
        rows.put(name, *number);
    }
}

/// The name and the number of a row that has a metric's name and value.
fn metric(entries: &[(String, Value)]) -> Option<(&str, Number)> {
    let value = entries.iter().find(|(key, _)| is_value_key(key))?.1.number()?;
    let name = entries.iter().find_map(|(key, name)| match name {
        Value::Text(name) if is_metric_key(key) => Some(name),
        _ => None,
    })?;
    Some((name, value))
}

/// Whether a column of this name has the names of metrics.
pub(super) fn is_metric_key(name: &str) -> bool {
    is_one_of(&METRIC_KEYS, name)
}

/// Whether a column of this name has the values of metrics.
pub(super) fn is_value_key(name: &str) -> bool {
    is_one_of(&VALUE_KEYS, name)
}

fn is_one_of(keys: &[&str], name: &str) -> bool {
    let name = name.replace(['_', ' '], "");
    keys.iter().any(|key| key.eq_ignore_ascii_case(&name))
}

fn is_plain(value: &Value) -> bool {
    !matches!(value, Value::List(_) | Value::Map(_))
}

fn gather_list(items: &[Value], name: &str, tables: &mut Vec<Table>) {
    let maps = items.iter().filter(|item| matches!(item, Value::Map(_))).count();
    if maps > 0 {
        let mut rows = Builder::new(Form::Rows, name);
        for item in items {
            match item {
                Value::Map(entries) if is_row(item) => {
                    put_row(&mut rows, entries);
                }
                _ => gather(item, label(item).unwrap_or(name), tables),
            }
        }
        tables.extend(rows.finish());
    } else if let Some(columns) = columns(name, items) {
        let mut lists = Builder::new(Form::Lists, name);
        for (name, numbers, gap) in columns {
            lists.put_list(&name, &numbers, gap);
        }
        tables.extend(lists.finish());
    } else {
        items.iter().for_each(|item| gather(item, name, tables));
    }
}

/// The name of the run in an object, if it has one.
fn label(run: &Value) -> Option<&str> {
    let Value::Map(entries) = run else { return None };
    entries.iter().find_map(|(key, value)| match value {
        Value::Text(text) if ["name", "run", "label", "id"].contains(&key.as_str()) => {
            Some(text.as_str())
        }
        _ => None,
    })
}

/// A name, numbers, and whether an ellipsis stands in place of some.
type NamedNumbers = (String, Vec<Option<Number>>, bool);

/// The columns in a list: one of numbers, or several if its items are short lists or a few long ones.
fn columns(name: &str, items: &[Value]) -> Option<Vec<NamedNumbers>> {
    if items.iter().all(is_plain) {
        let (numbers, gap) = Value::numbers(items);
        let known = numbers.iter().flatten().count();
        let name = if name.is_empty() { column_name(0) } else { name.to_owned() };
        return (known > 1 && 2 * known >= numbers.len()).then(|| vec![(name, numbers, gap)]);
    }
    let lists: Vec<&Vec<Value>> = items
        .iter()
        .map(|item| match item {
            Value::List(list) if list.iter().all(is_plain) => Some(list),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let longest = lists.iter().map(|list| list.len()).max()?;
    let transposed = lists.len() <= MAX_GROUPS && longest > lists.len();
    let count = if transposed { lists.len() } else { longest };
    if count > MAX_GROUPS {
        return None;
    }
    let column = |index: usize| {
        let (numbers, gap) = if transposed {
            Value::numbers(lists[index])
        } else {
            (lists.iter().map(|list| list.get(index).and_then(Value::number)).collect(), false)
        };
        let name = match name {
            "" => column_name(index),
            _ if count == 1 => name.to_owned(),
            _ => group_name(name, index),
        };
        (name, numbers, gap)
    };
    Some((0..count).map(column).collect())
}

/// Adds the tables of an object. A single rate within it is that of their losses, if they have no others.
fn gather_map(entries: &[(String, Value)], name: &str, tables: &mut Vec<Table>) {
    let start = tables.len();
    gather_entries(entries, name, tables);
    let own = &mut tables[start..];
    let has = |table: &Table, rank: fn(&str) -> Option<u8>| {
        table.columns.iter().any(|column| rank(&column.name).is_some())
    };
    if own.iter().all(|table| !has(table, lr_rank)) && own.iter().any(|table| has(table, loss_rank))
    {
        let Some((name, rate)) = constant_rate(entries) else { return };
        for table in own.iter_mut().filter(|table| has(table, loss_rank)) {
            table.push_constant(name, rate);
        }
    }
}

fn gather_entries(entries: &[(String, Value)], name: &str, tables: &mut Vec<Table>) {
    if let Some(table) = split(entries, name).or_else(|| records(entries, name)) {
        tables.push(table);
        return;
    }
    let mut lists = Builder::new(Form::Lists, name);
    let mut has_lists = false;
    for (key, value) in entries {
        match value {
            Value::List(items) if items.iter().all(|item| !matches!(item, Value::Map(_))) => {
                for (name, numbers, gap) in columns(key, items).into_iter().flatten() {
                    lists.put_list(&name, &numbers, gap);
                    has_lists = true;
                }
            }
            Value::Map(inner) => match indexed(inner) {
                Some(numbers) => {
                    lists.put_list(key, &numbers, false);
                    has_lists = true;
                }
                // `{"loss": {"train": {"x": [...], "y": [...]}}}`.
                None if role(key) == Role::Other && role(name) != Role::Other => {
                    gather(value, &[name, "/", key].concat(), tables);
                }
                None => gather(value, key, tables),
            },
            _ => gather(value, key, tables),
        }
    }
    if has_lists {
        tables.extend(lists.finish());
    } else if let Some(pairs) = pairs(entries) {
        tables.push(pairs);
    }
}

/// The only learning rate among the settings of an object, and of objects within it; none beside a schedule.
fn constant_rate(entries: &[(String, Value)]) -> Option<(&str, f64)> {
    let mut rates = Vec::new();
    add_rates(entries, &mut rates);
    let (first, rest) = rates.split_first()?;
    rest.iter().all(|rate| rate.1 == first.1).then_some(*first).filter(|first| !first.1.is_nan())
}

/// Adds the rates of settings; a schedule's is not a number.
fn add_rates<'a>(entries: &'a [(String, Value)], rates: &mut Vec<(&'a str, f64)>) {
    for (key, value) in &entries[..entries.len().min(MAX_SETTINGS)] {
        // Any other thing has a rate too, such as a dropout layer.
        let is_rate = !key.eq_ignore_ascii_case("rate") && ends_with_rate(key);
        match (value, value.number()) {
            (_, Some(rate)) if is_rate => rates.push((key, rate.value)),
            (Value::Text(_), _) if key.to_ascii_lowercase().contains("schedule") => {
                rates.push((key, f64::NAN));
            }
            (Value::Map(inner), _) => add_rates(inner, rates),
            _ => {}
        }
    }
}

/// `{"columns": [...], "data": [[...], ...]}`, as pandas writes a table.
fn split(entries: &[(String, Value)], run: &str) -> Option<Table> {
    let get = |key: &str| match entries.iter().find(|(name, _)| name == key) {
        Some((_, Value::List(items))) => Some(items),
        _ => None,
    };
    let (names, data) = (get("columns")?, get("data")?);
    let mut rows = Builder::new(Form::Rows, run);
    for item in data {
        let Value::List(cells) = item else { return None };
        rows.row();
        for (name, cell) in names.iter().zip(cells) {
            if let (Value::Text(name), Some(number)) = (name, cell.number()) {
                rows.put(name, number);
            }
        }
    }
    rows.finish()
}

/// An object of rows, each under its index or its name: `{"0": {"lr": 0.1, "loss": 2}, ...}`.
fn records(entries: &[(String, Value)], run: &str) -> Option<Table> {
    let is_index = |key: &str| Number::read(key).is_some();
    let all =
        entries.len() > 1 && entries.iter().all(|(key, value)| is_index(key) && is_row(value));
    if !all {
        return None;
    }
    let mut rows = Builder::new(Form::Rows, run);
    for (key, value) in entries {
        if let (Some(number), Value::Map(entries)) = (Number::read(key), value) {
            put_row(&mut rows, entries);
            rows.put("key", number);
        }
    }
    rows.finish()
}

/// A column as pandas writes it, under its index: `{"0": 0.1, "1": 0.2, ...}`.
fn indexed(entries: &[(String, Value)]) -> Option<Vec<Option<Number>>> {
    let index = |key: &str| key.bytes().all(|b| b.is_ascii_digit());
    let all = entries.len() > 1 && entries.iter().all(|(key, value)| index(key) && is_plain(value));
    all.then(|| entries.iter().map(|(_, value)| value.number()).collect())
}

/// Numbers under numbers, as `{"1e-05": 2.3, "1e-04": 2.1, ...}`.
fn pairs(entries: &[(String, Value)]) -> Option<Table> {
    let mut rows = Builder::new(Form::Rows, "");
    for (key, value) in entries {
        rows.row();
        rows.put("key", Number::read(key)?);
        rows.put("value", value.number()?);
    }
    rows.finish().filter(|_| entries.len() > 2)
}
