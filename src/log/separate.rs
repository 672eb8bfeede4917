//! The tables of a file -> a table for each run.

use super::adjacent::{by_number, by_prefix};
use super::content::{is_generic, is_index, rises_as_rates};
use super::grid::{by_rate, by_trial};
use super::names::{Role, is_letter, role};
use super::table::{Column, Table, column_name};

/// The largest number of tables that are read.
pub(super) const MAX_TABLES: usize = 1000;
/// The smallest time of an event in seconds since 1970: one in this century.
const MIN_WALL_TIME: f64 = 9e8;

/// The tables of a file, one per run. A column whose name says nothing takes the name of the file, or that of a rate if
/// its numbers rise like rates; and a run without a name takes that of the file if there are several files.
pub(super) fn runs(tables: Vec<Table>, file: &str, several: bool) -> Vec<Table> {
    let stem = file.rsplit(['/', '\\']).next().unwrap_or_default();
    // Not the decimals of `lr=0.01`.
    let extension = stem.rsplit_once('.').filter(|(_, extension)| extension.starts_with(is_letter));
    let stem = extension.map_or(stem, |(stem, _)| stem);
    // TensorBoard's `run-NAME-tag-METRIC.csv`.
    let (run, metric) = match stem.strip_prefix("run-").and_then(|rest| rest.split_once("-tag-")) {
        Some((run, metric)) => (run, metric),
        None => ("", stem),
    };
    let mut separated = Vec::new();
    for mut table in tables {
        name_plotted(&mut table);
        let value = lone_value(&mut table);
        let is_named = role(metric) != Role::Other;
        let rises = |value: &usize| several && rises_as_rates(&table.columns[*value]);
        if let Some(value) = value.filter(|value| is_named || rises(value)) {
            table.columns[value].name = if is_named { metric } else { "lr" }.to_owned();
            table.run = run.to_owned();
        } else if several && table.run.is_empty() {
            table.run = stem.to_owned();
        }
        let split = by_rate(&table)
            .or_else(|| by_trial(&table))
            .or_else(|| by_prefix(&table))
            .or_else(|| by_number(&table));
        separated.extend(split.unwrap_or_else(|| vec![table]));
    }
    separated
}

/// Gives the `y` of a plotted curve the curve's name.
fn name_plotted(table: &mut Table) {
    let is_plot = table.columns.len() == 2 && role(&table.run) != Role::Other;
    if let (true, [x, y]) = (is_plot, table.columns.as_mut_slice())
        && (x.name.as_str(), y.name.as_str()) == ("x", "y")
    {
        (x.name, y.name) = ("step".to_owned(), std::mem::take(&mut table.run));
    }
}

/// The column without a telling name of a table whose other columns are counts and times; or, of three without names, as MLflow and
/// TensorBoard's JSON have them, the one that is neither the time, which is the first or, as Neptune has it, the
/// second, nor a count.
fn lone_value(table: &mut Table) -> Option<usize> {
    let is_time = |column: &Column| column.cells.iter().all(|cell| cell.value > MIN_WALL_TIME);
    if let [first, second, third] = table.columns.as_mut_slice()
        && first.name == column_name(0)
        && (is_time(first) || is_time(second))
    {
        let (time, value, step) = match (is_time(first), is_index(second)) {
            (true, true) => (first, 2, second),
            (true, false) => (first, 1, third),
            (false, _) => (second, 2, first),
        };
        (time.name, step.name) = ("time".to_owned(), "step".to_owned());
        return Some(value);
    }
    let counts = |column: &Column| match role(&column.name) {
        Role::Step | Role::Time | Role::Epoch => true,
        _ => is_generic(&column.name) && is_index(column),
    };
    let mut values = (0..table.columns.len()).filter(|&place| !counts(&table.columns[place]));
    let value = values.next().filter(|&value| is_generic(&table.columns[value].name))?;
    values.next().is_none().then_some(value)
}
