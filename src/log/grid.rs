//! Runs with constant rates -> a table for each run.

use super::content::{is_index, is_ramp};
use super::names::{
    Role, ends_with_rate, is_final, is_letter, is_part, is_trial, loss_rank, lr_rank, role,
};
use super::order::sort_pairs;
use super::table::{Cell, Column, Form, MAX_TABLES, Table};
use crate::text::number::Number;

/// The fewest rates in a header or a first row that make its columns runs.
const MIN_RATES: usize = 3;
const MIN_RATES_NAMED: usize = 2;
const MIN_RATES_UNNAMED: usize = 6;
/// The largest number of runs.
const MAX_RUNS: usize = 64;
/// The fewest rates that may be in no order.
const MIN_TRIALS: usize = 6;
/// The tolerance of the steps of a shuffled ramp, and the largest usual factor between neighbors of one.
const RAMP: (f64, f64) = (0.1, 1.5);
/// The rates that a name may have.
const RATES: std::ops::RangeInclusive<f64> = 1e-10..=100.0;
/// The column of rates from the names of runs.
pub(super) const IN_NAME: &str = "learning rate in the name";

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
        let alone = Number::read(run).map(|rate| rate.value).filter(|rate| RATES.contains(rate));
        match (alone.or_else(|| rate_in(run)).filter(|_| is_loss), role(metric), role(run)) {
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

/// The rate in a name, such as `lr=0.01` or `adam_lr1e-3_bs32`: right behind the words for one. None in doubt, such as the
/// range `lr_1e-6_to_1`.
fn rate_in(name: &str) -> Option<f64> {
    let bytes = name.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let begins = |at: usize| digit(at) || (bytes[at] == b'.' && digit(at + 1));
    let number = |&at: &usize| begins(at) && !digit(at - 1) && bytes[at - 1] != b'.';
    let at = (1..name.len()).filter(number).find(|&at| ends_with_rate(&name[..at]))?;
    let (rate, behind) = leading_rate(&name[at..])?;
    let behind = behind.strip_prefix("to").map_or(behind, behind_mark);
    leading_rate(behind).is_none().then_some(rate)
}

/// The rate at the start of a text, up to the end of a word, and the text behind it. Without the sign of its exponent,
/// that may be a count of epochs.
fn leading_rate(text: &str) -> Option<(f64, &str)> {
    let mut last = ' ';
    let ends = |c: char| {
        let sign = "+-".contains(c) && "eE".contains(last);
        last = c;
        !(sign || c == '.' || is_part(c))
    };
    let (number, behind) = text.split_at(text.find(ends).unwrap_or(text.len()));
    let signed = !number.contains(['e', 'E']) || number.contains(['+', '-']);
    let rate = Number::read(number).filter(|rate| signed && RATES.contains(&rate.value))?;
    Some((rate.value, behind_mark(behind)))
}

/// A text without the marks in front of a word.
fn behind_mark(text: &str) -> &str {
    text.trim_start_matches(|c: char| c != '(' && !is_part(c))
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

/// Adds the rates in the names of runs, such as `adam_lr0.01`, to runs without rates, if each of these has one and not
/// all are whole numbers, which may count the runs; unless the rates of some run are in a table of their own.
pub(super) fn add_rates_of_runs(tables: &mut [Table]) {
    let has = |table: &Table, is: fn(Role) -> bool| {
        table.columns.iter().any(|column| is(role(&column.name)))
    };
    let is_rate = |role: Role| role == Role::Lr;
    let is_measure = |role| matches!(role, Role::Loss | Role::ValidationLoss | Role::Other);
    if tables.iter().any(|table| has(table, is_rate) && !has(table, is_measure)) {
        return;
    }
    let lacks = |table: &Table| !has(table, is_rate) && has(table, is_measure);
    let mut whole = true;
    for table in tables.iter().filter(|table| lacks(table)) {
        let Some(rate) = rate_in(&table.run) else { return };
        whole &= rate == rate.trunc();
    }
    for table in tables.iter_mut().filter(|table| !whole && lacks(table)) {
        let value = rate_in(&table.run).unwrap_or_default();
        let rates: Vec<Cell> = (0..table.rows()).map(|row| Cell { row, value }).collect();
        table.columns.push(Column { name: IN_NAME.to_owned(), cells: rates.into() });
    }
}

/// Whether a table counts steps or epochs, which are not all equal.
fn counts_steps(table: &Table) -> bool {
    table.columns.iter().any(|column| {
        matches!(role(&column.name), Role::Step | Role::Epoch)
            && column.cells.iter().any(|cell| cell.value != column.cells[0].value)
    })
}

/// Whether rates may be those of trials: no two are equal, and they are not a ramp in small steps, in any order.
fn are_of_trials(rates: &[Cell]) -> bool {
    let mut sorted: Vec<(f64, f64)> = rates.iter().map(|rate| (rate.value, 0.0)).collect();
    sort_pairs(&mut sorted);
    let sorted: Vec<f64> = sorted.into_iter().map(|(rate, _)| rate).collect();
    let middle = sorted.len() / 2;
    let small = sorted.get(middle + 1).is_some_and(|next| *next < RAMP.1 * sorted[middle]);
    sorted.windows(2).all(|pair| pair[0] < pair[1]) && !(small && is_ramp(&sorted, RAMP.0))
}

/// Whether rates rise and fall in turn, at most of them: a schedule does so more slowly.
fn are_in_no_order(rates: &[Cell]) -> bool {
    let turns =
        |three: &&[Cell]| (three[1].value > three[0].value) != (three[2].value > three[1].value);
    rates.len() >= MIN_TRIALS && 2 * rates.windows(3).filter(turns).count() > rates.len() - 2
}

/// The runs of a table of trials, with the rate and the final loss of one trial in each row: trials are counted; or there
/// are no steps, and the loss is called final or the rates are in no order, as are those of a random search.
pub(super) fn by_trial(table: &Table) -> Option<Vec<Table>> {
    let find = |fits: fn(&str) -> bool| table.columns.iter().find(|column| fits(&column.name));
    let (lrs, losses) =
        (find(|name| lr_rank(name).is_some())?, find(|name| loss_rank(name).is_some())?);
    let counted = find(is_trial).filter(|column| is_index(column));
    let trials = counted.or_else(|| {
        let ends = is_final(&losses.name) || are_in_no_order(&lrs.cells);
        (ends && !counts_steps(table) && are_of_trials(&lrs.cells)).then_some(lrs)
    })?;
    let rows = trials.cells.len();
    if lrs.cells.len() != rows || losses.cells.len() != rows {
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
    let rows = trials.cells.iter().zip(lrs.cells.iter()).zip(losses.cells.iter());
    // One more than are read, for the note that says so.
    Some(rows.take(MAX_TABLES + 1).map(run).collect())
}
