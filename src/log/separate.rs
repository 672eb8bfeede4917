//! Tables that have several runs beside each other -> a table for each run.

use super::index::Index;
use super::names::{Role, is_letter, lr_rank, role};
use super::number::Number;
use super::table::{Cell, Column, Form, Table, column_name};

/// So many tables are read.
pub(super) const MAX_TABLES: usize = 1000;
/// So many runs beside each other are told apart.
const MAX_RUNS: usize = 64;
/// Seconds since 1970 of an event in this century.
const MIN_WALL_TIME: f64 = 9e8;
/// A header or a first row of so many rates is one of runs, each with a constant rate.
const MIN_RATES: usize = 3;
const MIN_RATES_UNNAMED: usize = 6;

/// The tables of a file by run. Columns that say nothing but `Value` take the name of the file, and runs without
/// a name as well if there are several files.
pub(super) fn runs(tables: Vec<Table>, file: &str, several: bool) -> Vec<Table> {
    let stem = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    // TensorBoard's `run-NAME-tag-METRIC.csv`.
    let (run, metric) = match stem.strip_prefix("run-").and_then(|rest| rest.split_once("-tag-")) {
        Some((run, metric)) => (run, metric),
        None => ("", stem),
    };
    let mut separated = Vec::new();
    for mut table in tables {
        name_plotted(&mut table);
        if let Some(value) = lone_value(&mut table).filter(|_| role(metric) != Role::Other) {
            table.columns[value].name = metric.to_owned();
            table.run = run.to_owned();
        } else if several && table.run.is_empty() {
            table.run = stem.to_owned();
        }
        let split = by_rate(&table).or_else(|| by_prefix(&table));
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

/// The column `Value` of a table that has no other than counts and times; or the third of the three that
/// TensorBoard's JSON has, without names.
fn lone_value(table: &mut Table) -> Option<usize> {
    if let [time, step, _] = table.columns.as_mut_slice()
        && time.name == column_name(0)
        && time.cells.iter().all(|cell| cell.value > MIN_WALL_TIME)
    {
        (time.name, step.name) = ("time".to_owned(), "step".to_owned());
        return Some(2);
    }
    let value =
        table.columns.iter().position(|column| column.name.eq_ignore_ascii_case("value"))?;
    let others = table.columns.iter().enumerate().filter(|(place, _)| *place != value);
    let plain =
        |column: &Column| matches!(role(&column.name), Role::Step | Role::Time | Role::Epoch);
    others.into_iter().all(|(_, column)| plain(column)).then_some(value)
}

/// The runs of an export of Weights & Biases, whose columns are called `run - metric`. Their smallest and
/// largest values, `__MIN` and `__MAX`, are left out.
fn by_prefix(table: &Table) -> Option<Vec<Table>> {
    let (mut index, mut runs) = (Index::default(), Vec::new());
    let shared: Vec<&Column> =
        table.columns.iter().filter(|column| !column.name.contains(" - ")).take(4).collect();
    for column in &table.columns {
        let Some((run, metric)) = column.name.rsplit_once(" - ") else { continue };
        if metric.ends_with("__MIN") || metric.ends_with("__MAX") {
            continue;
        }
        let (place, new) = index.place(run);
        if new && place < MAX_RUNS {
            let columns = shared.iter().map(|&column| column.clone()).collect();
            runs.push(Table {
                run: run.to_owned(),
                columns,
                form: table.form,
                lines: table.lines.clone(),
            });
        }
        if let Some(own) = runs.get_mut(place) {
            own.columns.push(Column { name: metric.to_owned(), cells: column.cells.clone() });
        }
    }
    (!runs.is_empty()).then_some(runs)
}

/// The runs of a table whose header, or whose first row if it has no header, has a rate for each column.
fn by_rate(table: &Table) -> Option<Vec<Table>> {
    let named: Option<Vec<f64>> =
        table.columns.iter().map(|column| rate_in(&column.name)).collect();
    let named = named.filter(|rates| rates.len() >= MIN_RATES && !is_count(rates));
    let first = || first_row(table).map(|rates| (rates, 1));
    let (rates, skip) = named.map(|rates| (rates, 0)).or_else(first)?;
    let mut runs: Vec<(f64, Vec<&Column>)> = Vec::new();
    for (rate, column) in rates.iter().zip(&table.columns) {
        let room = runs.len() < MAX_RUNS;
        match runs.last_mut() {
            Some((last, columns)) if last == rate => columns.push(column),
            _ if room => runs.push((*rate, vec![column])),
            _ => {}
        }
    }
    // Rows in which all columns of every rate are equal are settings of the run.
    let settings = |row: u32| {
        runs.iter().all(|(_, columns)| {
            let value = |column: &Column| column.cells.get(row as usize).map(|cell| cell.value);
            columns.len() > 1 && columns.iter().all(|column| value(column) == value(columns[0]))
        })
    };
    let rows = u32::try_from(table.lines.len()).unwrap_or(u32::MAX);
    let skip = (skip..rows).find(|&row| !settings(row)).unwrap_or(skip);
    let run = |(rate, columns): &(f64, Vec<&Column>)| {
        let losses: Vec<Cell> =
            columns[0].cells.iter().filter(|cell| cell.row >= skip).copied().collect();
        let rates = losses.iter().map(|cell| Cell { value: *rate, ..*cell }).collect();
        Table {
            run: crate::number::short(*rate),
            form: Form::Rows,
            lines: table.lines.clone(),
            columns: vec![
                Column { name: "lr".to_owned(), cells: rates },
                Column { name: "loss".to_owned(), cells: losses },
            ],
        }
    };
    Some(runs.iter().map(run).collect())
}

/// The rate that a name is or has, as `0.01`, `lr=0.01` or `lr 1e-3`.
fn rate_in(name: &str) -> Option<f64> {
    let number = name.trim_start_matches(|c: char| is_letter(c) || "_= :-".contains(c));
    let prefix = name[..name.len() - number.len()].trim_end_matches(['=', ':', ' ', '-', '_']);
    let rate = Number::read(number)?.value;
    ((prefix.is_empty() || lr_rank(prefix).is_some()) && rate > 0.0 && rate.is_finite())
        .then_some(rate)
}

/// 0, 1, 2... or 1, 2, 3...: columns of other things.
fn is_count(rates: &[f64]) -> bool {
    rates.windows(2).all(|pair| pair[1] - pair[0] == 1.0)
}

/// The first row of a table without a header, if its numbers are round, do not fall, and are of several sizes.
fn first_row(table: &Table) -> Option<Vec<f64>> {
    let columns = &table.columns;
    let unnamed = columns.len() >= MIN_RATES_UNNAMED
        && columns.iter().all(|column| column.name.starts_with("column "));
    if !unnamed {
        return None;
    }
    let cells = columns.iter().map(|column| column.cells.first().filter(|cell| cell.row == 0));
    let first: Vec<f64> = cells.map(|cell| cell.map(|cell| cell.value)).collect::<Option<_>>()?;
    let round = |value: f64| {
        let power = libm::pow(10.0, libm::floor(libm::log10(value)) - 1.0);
        (value / power - libm::round(value / power)).abs() < 1e-6
    };
    let rates = first.iter().all(|&value| value > 0.0 && value.is_finite() && round(value))
        && first.is_sorted()
        && first.last() >= first.first().map(|first| 10.0 * first).as_ref()
        && !is_count(&first);
    rates.then_some(first)
}
