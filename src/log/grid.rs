//! Runs with constant rates -> a table for each run.

use super::content::{is_generic, is_index, is_ramp};
use super::names::{
    Role, ends_with_rate, is_final, is_letter, is_part, is_repetition, is_trial, loss_rank,
    lr_rank, role,
};
use super::order::sort_pairs;
use super::table::{Cell, Column, Form, MAX_TABLES, Table};
use crate::text::number::Number;

/// The fewest rates in a header or a first row that make its columns runs.
const MIN_RATES: usize = 3;
const MIN_RATES_NAMED: usize = 2;
const MIN_RATES_UNNAMED: usize = 6;
/// The fewest rates that may be in no order.
const MIN_TRIALS: usize = 6;
/// The tolerance of the steps of a shuffled ramp, and the largest usual factor between neighbors of one.
const RAMP: (f64, f64) = (0.1, 1.5);
/// The largest number of rates that are chosen by hand, the digits with which they begin, and the tolerance of the
/// steps of a ramp whose rates begin with these too.
const MAX_CHOSEN: usize = 20;
const CHOSEN_DIGITS: [f64; 4] = [1.0, 2.0, 3.0, 5.0];
const CHOSEN_RAMP: f64 = 0.05;
/// The rates that a name may have, or a choice by hand.
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
        // One more than are read, for the note that says so.
        let room = runs.len() <= MAX_TABLES;
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
        let gap = columns[0].gap;
        let losses = Column { name: "loss".to_owned(), cells: losses.into(), gap };
        let mut table =
            Table { run: crate::number::short(*rate), form: Form::Rows, columns: vec![losses] };
        table.push_constant("lr", *rate);
        table
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
        table.push_constant(IN_NAME, value);
    }
}

/// Whether the numbers of a column are not all equal.
fn varies(column: &Column) -> bool {
    column.cells.iter().any(|cell| cell.value != column.cells[0].value)
}

/// Whether a table counts steps or epochs.
fn counts_steps(table: &Table) -> bool {
    let counts = |column: &Column| matches!(role(&column.name), Role::Step | Role::Epoch);
    table.columns.iter().any(|column| counts(column) && varies(column))
}

/// Whether rates may be those of trials: they are several, and not a ramp in small steps, in any order. Only repeated
/// trials have equal rates.
fn are_of_trials(rates: &[Cell], repeated: bool) -> bool {
    let mut sorted: Vec<(f64, f64)> = rates.iter().map(|rate| (rate.value, 0.0)).collect();
    sort_pairs(&mut sorted);
    let mut sorted: Vec<f64> = sorted.into_iter().map(|(rate, _)| rate).collect();
    sorted.dedup();
    let middle = sorted.len() / 2;
    let small = sorted.get(middle + 1).is_some_and(|next| *next < RAMP.1 * sorted[middle]);
    let different = sorted.len() == rates.len() || (repeated && sorted.len() > 1);
    different && !(small && is_ramp(&sorted, RAMP.0))
}

/// Whether rates rise and fall in turn, at most of them: a schedule does so more slowly.
fn are_in_no_order(rates: &[Cell]) -> bool {
    let turns =
        |three: &&[Cell]| (three[1].value > three[0].value) != (three[2].value > three[1].value);
    rates.len() >= MIN_TRIALS && 2 * rates.windows(3).filter(turns).count() > rates.len() - 2
}

/// Whether rates are chosen by hand, such as 0.01, 0.03, 0.1: a few round ones that rise in large steps. Those that rise
/// by a constant factor may be a short range test, which has no validation losses.
fn are_chosen(rates: &[Cell], validation: bool) -> bool {
    let rates: Vec<f64> = rates.iter().map(|rate| rate.value).collect();
    let is_round = |rate: &f64| {
        let digits = rate / libm::pow(10.0, libm::floor(libm::log10(*rate) + 1e-9));
        CHOSEN_DIGITS.iter().any(|digit| (digits - digit).abs() < 1e-6)
    };
    (MIN_RATES..=MAX_CHOSEN).contains(&rates.len())
        && rates.windows(2).all(|pair| pair[1] >= RAMP.1 * pair[0])
        && rates.iter().all(|rate| RATES.contains(rate) && is_round(rate))
        && (validation || !is_ramp(&rates, CHOSEN_RAMP))
}

/// The rates and the losses of a table, by their names; or its only columns, if their names say nothing and the first one
/// does not count.
fn rates_and_losses(table: &Table) -> Option<(&Column, &Column)> {
    let columns = table.columns.iter();
    let lrs = columns.clone().find(|column| lr_rank(&column.name).is_some());
    let losses = columns.filter(|column| loss_rank(&column.name).is_some());
    let named = lrs.zip(losses.min_by_key(|column| loss_rank(&column.name)));
    named.or_else(|| match table.columns.as_slice() {
        [first, second] => (is_generic(&first.name) && is_generic(&second.name))
            .then_some((first, second))
            .filter(|_| !is_index(first)),
        _ => None,
    })
}

/// Whether each row of a table without steps has the rate and the final loss of a trial: the rates are chosen by hand or in
/// no order, as are those of a random search; or the loss is called final, or trials or their repetitions are counted.
fn rows_are_trials(table: &Table, lrs: &Column, losses: &Column) -> bool {
    let repetition = |column: &Column| is_repetition(&column.name) && varies(column);
    let validation = |column: &Column| role(&column.name) == Role::ValidationLoss;
    let any = |fits: &dyn Fn(&Column) -> bool| table.columns.iter().any(fits);
    let repeated = is_final(&losses.name) || any(&repetition);
    !counts_steps(table)
        && (are_chosen(&lrs.cells, any(&validation))
            || (repeated || are_in_no_order(&lrs.cells)) && are_of_trials(&lrs.cells, repeated))
}

/// The runs of a table of trials, with the rate and the final loss of one trial in each row.
pub(super) fn by_trial(table: &Table) -> Option<Vec<Table>> {
    let (lrs, losses) = rates_and_losses(table)?;
    let counted = table.columns.iter().find(|column| is_trial(&column.name));
    let trials = counted
        .filter(|column| is_index(column))
        .or_else(|| rows_are_trials(table, lrs, losses).then_some(lrs))?;
    // Those of which one number is missing are left out.
    let at = |column: &Column, row: u32| -> Option<Cell> {
        let place = column.cells.binary_search_by_key(&row, |cell| cell.row).ok()?;
        Some(column.cells[place])
    };
    let column = |column: &Column, name: &str, cell: &Cell| {
        let name = if is_generic(&column.name) { name } else { &column.name };
        Column { name: name.to_owned(), cells: vec![*cell].into(), gap: column.gap }
    };
    let run = |trial: &Cell| {
        let (lr, loss) = (at(lrs, trial.row)?, at(losses, trial.row)?);
        Some(Table {
            run: crate::number::short(trial.value),
            form: table.form,
            columns: vec![column(lrs, "lr", &lr), column(losses, "loss", &loss)],
        })
    };
    // One more than are read, for the note that says so.
    let runs: Vec<Table> = trials.cells.iter().filter_map(run).take(MAX_TABLES + 1).collect();
    let most = lrs.cells.len().max(losses.cells.len());
    (2 * runs.len() > most.min(MAX_TABLES)).then_some(runs)
}
