//! Matching rates and losses -> points.

use super::counts::Counts;
use super::names::{OF_GROUP, SETTING_RANK, lr_rank};
use super::order;
use super::point::Point;
use super::table::{Cell, Column, Table};

/// How the rate of a loss was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MatchedBy {
    /// In the same row.
    Row,
    /// In a row with the same number in this column.
    Step(String),
    /// In a row nearby: a rate is valid until the next one.
    Held,
    /// Not at all.
    None,
}

/// The points of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Paired {
    pub(super) points: Vec<Point>,
    pub(super) matched_by: MatchedBy,
    /// The name of the run, if the log has one.
    pub(super) run: String,
    /// The column by which the points were sorted, if they were not in its order.
    pub(super) sorted: Option<String>,
}

impl Paired {
    fn new(table: &Table, mut points: Vec<Point>, matched_by: MatchedBy) -> Self {
        let sorted = order::sort(&mut points).then(|| Counts::new(table).step_name()).flatten();
        Self { points, matched_by, run: table.run.clone(), sorted: sorted.map(str::to_owned) }
    }
}

/// The smallest share of matches, among the rates or the losses (whichever are fewer), for joining by row or by the count of steps.
const MIN_JOINED: f64 = 0.5;

/// The points of every table that has the column of losses.
pub(super) fn pair(tables: &[Table], lr: &str, loss: &str) -> Vec<Paired> {
    let rates: Vec<(&Table, &Column)> =
        tables.iter().filter_map(|table| Some((table, table.column(lr)?))).collect();
    let pair_table = |table: &Table| {
        let losses = table.column(loss)?;
        let (points, matched_by) = match table.column(lr) {
            Some(rates) => pair_within(table, rates, losses),
            None => {
                let mut others = rates.iter().filter(|(other, _)| other.column(loss).is_none());
                let own = others.clone().find(|(other, _)| other.run == table.run);
                let (other, rates) = own.or_else(|| others.next())?;
                pair_across(table, losses, other, rates)
            }
        };
        Some(Paired::new(table, points, matched_by))
    };
    let paired = tables.iter().filter_map(pair_table).filter(|paired| !paired.points.is_empty());
    let paired: Vec<Paired> = paired.collect();
    // The only rate of all logs may be a setting that a range test replaces.
    let held = paired.iter().all(|paired| paired.matched_by == MatchedBy::Held);
    let only = rates.len() == 1 && rates.iter().all(|(_, rates)| rates.cells.len() < 2);
    if held && only { Vec::new() } else { paired }
}

/// The losses of every table that has them, without rates.
pub(super) fn losses(tables: &[Table], loss: &str) -> Vec<Paired> {
    let of = |table: &Table| {
        let counts = Counts::new(table);
        let points =
            table.column(loss)?.cells.iter().map(|cell| counts.point(cell, f64::NAN)).collect();
        Some(Paired::new(table, points, MatchedBy::None))
    };
    tables.iter().filter_map(of).collect()
}

fn pair_within(table: &Table, rates: &Column, losses: &Column) -> (Vec<Point>, MatchedBy) {
    let counts = Counts::new(table);
    // A scheduler that announces only reductions does not say the other rates.
    if rates.name.contains(OF_GROUP) && 2 * rates.cells.len() < losses.cells.len() {
        return (Vec::new(), MatchedBy::None);
    }
    let mut next = rates.cells.iter().peekable();
    let mut points = Vec::new();
    for loss in losses.cells.iter() {
        while next.next_if(|rate| rate.row < loss.row).is_some() {}
        points.extend(
            next.next_if(|rate| rate.row == loss.row).map(|rate| counts.point(loss, rate.value)),
        );
    }
    let rarer = rates.cells.len().min(losses.cells.len());
    if !points.is_empty() && points.len() as f64 >= MIN_JOINED * rarer as f64 {
        return (points, MatchedBy::Row);
    }
    if let Some((points, step)) = joined_within(&counts, rates, losses) {
        return (points, MatchedBy::Step(step));
    }
    if follow(&rates.cells, &losses.cells) || follow(&losses.cells, &rates.cells) {
        let (points, matched_by) = pair_across(table, losses, table, rates);
        if matches!(matched_by, MatchedBy::Step(_)) && !points.is_empty() {
            return (points, matched_by);
        }
    }
    // A single rate is that of a whole training only in front of its losses.
    let late = rates.cells.len() < 2 && !follow(&rates.cells, &losses.cells);
    if late || lr_rank(&rates.name) == Some(SETTING_RANK) {
        return (Vec::new(), MatchedBy::None);
    }
    (held_within(&counts, &rates.cells, &losses.cells), MatchedBy::Held)
}

/// Whether all later cells are below the earlier ones, as in an export of one metric after the other.
fn follow(earlier: &[Cell], later: &[Cell]) -> bool {
    earlier.last().zip(later.first()).is_some_and(|(last, first)| last.row < first.row)
}

/// The pairs of a rate and the next loss, or the other way round, with the same count of steps.
fn joined_within(counts: &Counts, rates: &Column, losses: &Column) -> Option<(Vec<Point>, String)> {
    let name = counts.step_name()?;
    let counted = |column: &Column| -> Vec<Cell> {
        column.cells.iter().filter(|cell| counts.step(cell).is_some()).copied().collect()
    };
    let (rates, losses) = (counted(rates), counted(losses));
    let rarer = rates.len().min(losses.len());
    let (mut rates, mut losses) = (rates.iter().peekable(), losses.iter().peekable());
    let (mut rate, mut loss, mut points) = (None, None, Vec::new());
    while rates.peek().is_some() || losses.peek().is_some() {
        // In the order of their rows.
        let next = losses.peek().map_or(u32::MAX, |loss| loss.row);
        match rates.next_if(|rate| rate.row <= next) {
            Some(own) => rate = Some(own),
            None => loss = losses.next(),
        }
        if let (Some(own), Some(other)) = (loss, rate)
            && counts.step(own) == counts.step(other)
        {
            points.push(counts.point(own, other.value));
            (rate, loss) = (None, None);
        }
    }
    let enough = points.len() > 1 && points.len() as f64 >= MIN_JOINED * rarer as f64;
    enough.then(|| (points, name.to_owned()))
}

/// Each loss with the last rate before it; or, if each loss precedes its rate, with the next one.
fn held_within(counts: &Counts, rates: &[Cell], losses: &[Cell]) -> Vec<Point> {
    let losses_first = losses.len().abs_diff(rates.len()) <= 1
        && losses.iter().zip(rates).all(|(loss, rate)| loss.row < rate.row)
        && losses.iter().skip(1).zip(rates).all(|(loss, rate)| rate.row < loss.row);
    if losses_first {
        return losses
            .iter()
            .zip(rates)
            .map(|(loss, rate)| counts.point(loss, rate.value))
            .collect();
    }
    let (mut next, mut held) = (rates.iter().peekable(), None);
    let mut points = Vec::new();
    for loss in losses {
        while let Some(rate) = next.next_if(|rate| rate.row <= loss.row) {
            held = Some(rate.value);
        }
        points.extend(held.map(|rate| counts.point(loss, rate)));
    }
    points
}

/// Joins two tables by their count of steps, otherwise row by row.
fn pair_across(
    table: &Table,
    losses: &Column,
    other: &Table,
    rates: &Column,
) -> (Vec<Point>, MatchedBy) {
    let (counts, others) = (Counts::new(table), Counts::new(other));
    let same = counts.step_name().zip(others.step_name()).filter(|(one, two)| one == two);
    let Some((name, _)) = same else {
        // Lists of one document, or files without a count: by index. A rate by itself is that of a whole training.
        let only = rates.cells.len() == 1 && lr_rank(&rates.name) != Some(SETTING_RANK);
        let place = |index: usize| if only { 0 } else { index };
        let points = losses.cells.iter().enumerate().filter_map(|(index, loss)| {
            Some(counts.point(loss, rates.cells.get(place(index))?.value))
        });
        return (points.collect(), if only { MatchedBy::Held } else { MatchedBy::Row });
    };
    let mut by_step: Vec<(f64, f64)> =
        rates.cells.iter().filter_map(|rate| Some((others.step(rate)?, rate.value))).collect();
    order::sort_pairs(&mut by_step);
    // Each loss with the last rate that is not of a later step, and whether it is of the same step.
    let held = losses.cells.iter().filter_map(|loss| {
        let step = counts.step(loss)?;
        let behind = by_step.partition_point(|(other, _)| *other <= step);
        let (other, rate) = by_step.get(behind.checked_sub(1)?)?;
        Some((counts.point(loss, *rate), *other == step))
    });
    let held: Vec<(Point, bool)> = held.collect();
    let exact = held.iter().filter(|(_, exact)| *exact).map(|(point, _)| *point);
    let exact: Vec<Point> = exact.collect();
    if exact.len() as f64 >= MIN_JOINED * by_step.len().min(losses.cells.len()) as f64 {
        return (exact, MatchedBy::Step(name.to_owned()));
    }
    (held.into_iter().map(|(point, _)| point).collect(), MatchedBy::Held)
}
