//! Runs with constant rates -> a table for each run.

use super::content::is_index;
use super::names::{Role, is_final, is_letter, is_trial, loss_rank, lr_rank, role};
use super::table::{Cell, Column, Form, Table};
use crate::text::number::Number;

/// The fewest rates in a header or a first row that make its columns runs.
const MIN_RATES: usize = 3;
const MIN_RATES_NAMED: usize = 2;
const MIN_RATES_UNNAMED: usize = 6;
/// The largest number of runs.
const MAX_RUNS: usize = 64;
/// The fewest rates that may be in no order.
const MIN_TRIALS: usize = 6;
/// The largest length of a rate in the name of a run.
const MAX_DIGITS: usize = 12;

/// The runs of a table whose header, or whose first row if it has no header, has a rate for each column.
pub(super) fn by_rate(table: &Table) -> Option<Vec<Table>> {
    let named = in_header(table).map(|named| (named, 0));
    let (columns, skip) = named.or_else(|| {
        let rates = first_row(table)?;
        Some((rates.into_iter().zip(&table.columns).collect(), 1))
    })?;
    let mut runs: Vec<(f64, Vec<&Column>)> = Vec::new();
    for (rate, column) in columns {
        let room = runs.len() < MAX_RUNS;
        match runs.last_mut() {
            Some((last, columns)) if *last == rate => columns.push(column),
            _ if room => runs.push((rate, vec![column])),
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
    let skip = (skip..table.rows()).find(|&row| !settings(row)).unwrap_or(skip);
    let run = |(rate, columns): &(f64, Vec<&Column>)| {
        let losses: Vec<Cell> =
            columns[0].cells.iter().filter(|cell| cell.row >= skip).copied().collect();
        let rates: Vec<Cell> =
            losses.iter().map(|cell| Cell { row: cell.row, value: *rate }).collect();
        Table {
            run: crate::number::short(*rate),
            form: Form::Rows,
            columns: vec![
                Column { name: "lr".to_owned(), cells: rates.into() },
                Column { name: "loss".to_owned(), cells: losses.into() },
            ],
        }
    };
    Some(runs.iter().map(run).collect())
}

/// The columns whose names are rates, such as `0.01` or `lr=0.01`, or have one as the name of a run, such as
/// `lr=0.01 - loss`, as Weights & Biases exports it; if the other columns are counts and times, or other metrics of
/// runs, but no rates.
fn in_header(table: &Table) -> Option<Vec<(f64, &Column)>> {
    let (mut rates, mut named) = (Vec::new(), false);
    for column in &table.columns {
        let (run, metric) = column.name.rsplit_once(" - ").unwrap_or((&column.name, ""));
        let is_bound = metric.ends_with("__MIN") || metric.ends_with("__MAX");
        let is_loss = metric.is_empty() || (role(metric) == Role::Loss && !is_bound);
        match (rate_in(run).filter(|_| is_loss), role(metric), role(run)) {
            (Some(rate), ..) => {
                named |= run.starts_with(is_letter);
                rates.push((rate, column));
            }
            (None, Role::Lr, _) => return None,
            (None, _, Role::Step | Role::Epoch | Role::Time) => {}
            _ if metric.is_empty() => return None,
            _ => {}
        }
    }
    let enough = rates.len() >= if named { MIN_RATES_NAMED } else { MIN_RATES };
    let numbers: Vec<f64> = rates.iter().map(|(rate, _)| *rate).collect();
    (enough && !is_count(&numbers)).then_some(rates)
}

/// The rate in a name, such as `0.01`, `lr=0.01` or `lr 1e-3`.
fn rate_in(name: &str) -> Option<f64> {
    let number = name.trim_start_matches(|c: char| is_letter(c) || "_= :-".contains(c));
    let prefix = name[..name.len() - number.len()].trim_end_matches(['=', ':', ' ', '-', '_']);
    let rate = Number::read(number)?.value;
    ((prefix.is_empty() || lr_rank(prefix).is_some()) && rate > 0.0 && rate.is_finite())
        .then_some(rate)
}

/// Whether numbers are 0, 1, 2... or 1, 2, 3..., and so not rates.
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

/// Adds the rates in the names of runs, such as `adam_lr0.01`, to runs without rates; unless the rates of some run are
/// in a table of their own.
pub(super) fn add_rates_of_runs(tables: &mut [Table]) {
    let has = |table: &Table, is: fn(Role) -> bool| {
        table.columns.iter().any(|column| is(role(&column.name)))
    };
    let is_rate = |role: Role| role == Role::Lr;
    let is_measure = |role| matches!(role, Role::Loss | Role::ValidationLoss | Role::Other);
    if tables.iter().any(|table| has(table, is_rate) && !has(table, is_measure)) {
        return;
    }
    for table in tables.iter_mut().filter(|table| !has(table, is_rate)) {
        if let Some(value) = rate_of_run(&table.run) {
            let rates: Vec<Cell> = (0..table.rows()).map(|row| Cell { row, value }).collect();
            table.columns.push(Column { name: "lr".to_owned(), cells: rates.into() });
        }
    }
}

/// The number right behind `lr` or `rate`.
fn rate_of_run(run: &str) -> Option<f64> {
    let lower = run.to_ascii_lowercase();
    let (_, rest) = lower.split_once("lr").or_else(|| lower.split_once("rate"))?;
    let rest = rest.trim_start_matches(['=', '_', '-', ' ']);
    let number = |end| Number::read(rest.get(..end)?);
    let rate = (1..=MAX_DIGITS).rev().find_map(number)?.value;
    (rate > 0.0 && rate.is_finite()).then_some(rate)
}

/// Whether a table counts steps or epochs, which are not all equal.
fn counts_steps(table: &Table) -> bool {
    table.columns.iter().any(|column| {
        matches!(role(&column.name), Role::Step | Role::Epoch)
            && column.cells.iter().any(|cell| cell.value != column.cells[0].value)
    })
}

/// Whether rates rise and fall in turn, at most of them: a schedule does so more slowly.
fn are_in_no_order(rates: &[Cell]) -> bool {
    let turns =
        |three: &&[Cell]| (three[1].value > three[0].value) != (three[2].value > three[1].value);
    rates.len() >= MIN_TRIALS && 2 * rates.windows(3).filter(turns).count() > rates.len() - 2
}

/// The runs of a table of trials, with the rate and the final loss of one trial in each row: trials are counted, the
/// loss is called final, or the rates are in no order, as are those of a random search.
pub(super) fn by_trial(table: &Table) -> Option<Vec<Table>> {
    let find = |fits: fn(&str) -> bool| table.columns.iter().find(|column| fits(&column.name));
    let (lrs, losses) =
        (find(|name| lr_rank(name).is_some())?, find(|name| loss_rank(name).is_some())?);
    let counted = find(is_trial).filter(|column| is_index(column));
    let trials = counted.or_else(|| {
        (is_final(&losses.name) || (!counts_steps(table) && are_in_no_order(&lrs.cells)))
            .then_some(lrs)
    })?;
    let rows = trials.cells.len();
    if lrs.cells.len() != rows || losses.cells.len() != rows || rows > MAX_RUNS {
        return None;
    }
    let run = |((trial, lr), loss): ((&Cell, &Cell), &Cell)| Table {
        run: crate::number::short(trial.value),
        form: table.form,
        columns: vec![
            Column { name: lrs.name.clone(), cells: vec![*lr].into() },
            Column { name: losses.name.clone(), cells: vec![*loss].into() },
        ],
    };
    Some(trials.cells.iter().zip(lrs.cells.iter()).zip(losses.cells.iter()).map(run).collect())
}
