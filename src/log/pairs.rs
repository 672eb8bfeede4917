//! Rates and losses that belong together -> points.

use super::columns::Role;
use super::names::{SETTING_RANK, lr_rank, role, step_rank};
use super::table::{Cell, Column, Table};

/// A loss and the rate of its step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// NaN where no rate is known.
    pub(super) lr: f64,
    pub(super) loss: f64,
    /// Significant digits of the loss as written.
    pub(super) digits: u8,
    /// The line of the loss, from 1; 0 where it is unknown.
    pub(super) line: u32,
    /// Counts of steps and of epochs, NaN where they are unknown.
    pub(super) step: f64,
    pub(super) epoch: f64,
}

/// How a loss was found its rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// In the same row.
    Row,
    /// In a row with the same number in this column.
    Step(String),
    /// In a row nearby: the rate holds until the next.
    Held,
    /// Not at all.
    None,
}

/// The points of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Paired {
    pub(super) points: Vec<Point>,
    pub(super) way: Way,
    /// The name of the run, where the log has one.
    pub(super) run: String,
}

/// At least this share of the rarer of rates and losses finds its counterpart by the count of steps, or that is
/// not what joins them.
const MIN_JOINED: f64 = 0.5;

/// The points of every table that has the column of losses.
pub(super) fn pair(tables: &[Table], lr: &str, loss: &str) -> Vec<Paired> {
    let rates: Vec<(&Table, &Column)> =
        tables.iter().filter_map(|table| Some((table, table.column(lr)?))).collect();
    let pair_table = |table: &Table| {
        let losses = table.column(loss)?;
        let (points, way) = match table.column(lr) {
            Some(rates) => pair_within(table, rates, losses),
            None => {
                let mut others = rates.iter().filter(|(other, _)| other.column(loss).is_none());
                let own = others.clone().find(|(other, _)| other.run == table.run);
                let (other, rates) = own.or_else(|| others.next())?;
                pair_across(table, losses, other, rates)
            }
        };
        Some(Paired { points, way, run: table.run.clone() })
    };
    tables.iter().filter_map(pair_table).filter(|paired| !paired.points.is_empty()).collect()
}

/// The losses of every table that has them, without rates.
pub(super) fn losses(tables: &[Table], loss: &str) -> Vec<Paired> {
    let of = |table: &Table| {
        let counts = Counts::new(table);
        let points =
            table.column(loss)?.cells.iter().map(|cell| counts.point(cell, f64::NAN)).collect();
        Some(Paired { points, way: Way::None, run: table.run.clone() })
    };
    tables.iter().filter_map(of).collect()
}

fn pair_within(table: &Table, rates: &Column, losses: &Column) -> (Vec<Point>, Way) {
    let counts = Counts::new(table);
    let mut next = rates.cells.iter().peekable();
    let mut points = Vec::new();
    for loss in &losses.cells {
        while next.next_if(|rate| rate.row < loss.row).is_some() {}
        points.extend(
            next.next_if(|rate| rate.row == loss.row).map(|rate| counts.point(loss, rate.value)),
        );
    }
    if points.len() > 1 || (points.len() == 1 && losses.cells.len() == 1) {
        return (points, Way::Row);
    }
    if let Some((points, step)) = joined_within(table, &counts, rates, losses) {
        return (points, Way::Step(step));
    }
    if rates.cells.len() < 2 || lr_rank(&rates.name) == Some(SETTING_RANK) {
        return (Vec::new(), Way::None);
    }
    (held_within(&counts, &rates.cells, &losses.cells), Way::Held)
}

/// The pairs of a rate and the next loss, or the other way round, with the same count of steps.
fn joined_within(
    table: &Table,
    counts: &Counts,
    rates: &Column,
    losses: &Column,
) -> Option<(Vec<Point>, String)> {
    let column = counts.step_column?;
    let steps = |cells: &[Cell]| -> Vec<(u32, f64, Cell)> {
        let step = |cell: &Cell| Some((cell.row, counts.steps.get(cell.row)?, *cell));
        cells.iter().filter_map(step).collect()
    };
    let (rates, losses) = (steps(&rates.cells), steps(&losses.cells));
    let mut points = Vec::new();
    let (mut rates_left, mut losses_left) = (rates.iter().peekable(), losses.iter().peekable());
    let (mut rate, mut loss): (Option<&(u32, f64, Cell)>, Option<&(u32, f64, Cell)>) = (None, None);
    loop {
        // The next row of either.
        let rate_first = match (rates_left.peek(), losses_left.peek()) {
            (Some(one), Some(other)) => one.0 <= other.0,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => break,
        };
        if rate_first {
            rate = rates_left.next()
        } else {
            loss = losses_left.next()
        }
        if let (Some(one), Some(other)) = (rate, loss)
            && one.1 == other.1
        {
            points.push(counts.point(&other.2, one.2.value));
            (rate, loss) = (None, None);
        }
    }
    let enough = points.len() as f64 >= MIN_JOINED * rates.len().min(losses.len()) as f64;
    (points.len() > 1 && enough).then(|| (points, table.columns[column].name.clone()))
}

/// Each loss with the last rate before it; or, where each loss stands before its rate, with the next.
fn held_within(counts: &Counts, rates: &[Cell], losses: &[Cell]) -> Vec<Point> {
    let losses_first = rates.len() == losses.len()
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

/// Joins two tables by their count of steps, or else row by row.
fn pair_across(table: &Table, losses: &Column, other: &Table, rates: &Column) -> (Vec<Point>, Way) {
    let (counts, others) = (Counts::new(table), Counts::new(other));
    let same = counts.step_name(table).zip(others.step_name(other)).filter(|(one, two)| one == two);
    let Some((name, _)) = same else {
        // Lists of one document, or files without a count: place by place.
        let points = losses.cells.iter().zip(&rates.cells);
        return (points.map(|(loss, rate)| counts.point(loss, rate.value)).collect(), Way::Row);
    };
    let mut by_step: Vec<(f64, f64)> = rates
        .cells
        .iter()
        .filter_map(|rate| Some((others.steps.get(rate.row)?, rate.value)))
        .collect();
    by_step.sort_by(|one, other| one.0.total_cmp(&other.0));
    // Each loss with the last rate that is not of a later step, and whether it is of the same.
    let held = losses.cells.iter().filter_map(|loss| {
        let step = counts.steps.get(loss.row)?;
        let behind = by_step.partition_point(|(other, _)| *other <= step);
        let (other, rate) = by_step.get(behind.checked_sub(1)?)?;
        Some((counts.point(loss, *rate), *other == step))
    });
    let held: Vec<(Point, bool)> = held.collect();
    let exact = held.iter().filter(|(_, exact)| *exact).map(|(point, _)| *point);
    let exact: Vec<Point> = exact.collect();
    if exact.len() as f64 >= MIN_JOINED * by_step.len().min(losses.cells.len()) as f64 {
        return (exact, Way::Step(name.to_owned()));
    }
    (held.into_iter().map(|(point, _)| point).collect(), Way::Held)
}

/// The counts of a table's rows.
struct Counts<'a> {
    table: &'a Table,
    step_column: Option<usize>,
    steps: Lookup,
    epochs: Lookup,
}

impl<'a> Counts<'a> {
    fn new(table: &'a Table) -> Self {
        let ranked = table.columns.iter().enumerate();
        let best =
            ranked.filter_map(|(place, column)| Some((step_rank(&column.name)?, place))).min();
        let step_column = best.map(|(_, place)| place);
        let epochs = table.columns.iter().filter(|column| role(&column.name) == Role::Epoch);
        let epoch = epochs.max_by_key(|column| column.cells.len());
        Self {
            table,
            step_column,
            steps: Lookup::new(step_column.map(|place| &table.columns[place])),
            epochs: Lookup::new(epoch),
        }
    }

    fn step_name<'t>(&self, table: &'t Table) -> Option<&'t str> {
        self.step_column.map(|place| table.columns[place].name.as_str())
    }

    fn point(&self, loss: &Cell, lr: f64) -> Point {
        let Cell { row, digits, value } = *loss;
        let (step, epoch) = (self.steps.get(row), self.epochs.get(row));
        Point {
            lr,
            loss: value,
            digits,
            line: self.table.line(row),
            step: step.unwrap_or(f64::NAN),
            epoch: epoch.unwrap_or(f64::NAN),
        }
    }
}

/// A column's number by its row.
struct Lookup(Vec<f64>);

impl Lookup {
    fn new(column: Option<&Column>) -> Self {
        let cells = column.map(|column| column.cells.as_slice()).unwrap_or_default();
        let rows = cells.last().map_or(0, |cell| cell.row as usize + 1);
        let mut values = vec![f64::NAN; rows];
        for cell in cells {
            values[cell.row as usize] = cell.value;
        }
        Self(values)
    }

    fn get(&self, row: u32) -> Option<f64> {
        self.0.get(row as usize).copied().filter(|value| !value.is_nan())
    }
}
