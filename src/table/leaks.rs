//! Columns that would give the target away if they were features.

use std::ops::Range;

use super::cell::Value;
use super::content::Column;
use super::kind::{Kind, truth};
use super::limits::MAX_CLASSES;
use super::role::{Purpose, Use, feature_role};

/// The smallest number of rows in which two columns are the same by more than chance.
const MIN_ROWS: usize = 20;
/// The largest number of columns that are tried as parts of the target.
const MAX_PARTS: usize = 8;
/// The smallest range of a sum, as a multiple of the rounding of its parts.
const MIN_RANGE: f64 = 20.0;

/// The indices of the columns that would give a target away, and the reason.
pub(super) fn leaks(columns: &[Column], target: usize) -> Vec<(usize, Purpose)> {
    let classes = other_classes(columns, target);
    let mut leaks: Vec<_> = classes.into_iter().map(|place| (place, Purpose::OtherClass)).collect();
    let outputs = outputs(columns);
    if outputs.contains(&target) {
        let others = outputs.filter(|place| *place != target);
        leaks.extend(others.map(|place| (place, Purpose::OtherTarget)));
    }
    let is_feature = |place: &usize| feature_role(columns[*place].kind).used_as != Use::Ignored;
    let features = (0..columns.len()).filter(|place| *place != target).filter(is_feature);
    let features: Vec<usize> =
        features.filter(|place| leaks.iter().all(|(other, _)| other != place)).collect();
    let is_same = |place: &&usize| determines(&columns[**place], &columns[target]);
    let same = features.iter().filter(is_same).map(|place| (*place, Purpose::SameAsTarget));
    let same: Vec<_> = same.chain(parts(columns, target)).collect();
    // A target has at least one feature, even if it gives it away.
    if features.iter().any(|place| same.iter().all(|(other, _)| other != place)) {
        leaks.extend(same);
    }
    leaks
}

/// The indices of several targets: the last columns, named `y1`, `y2` and so on, behind more columns that are named `x1`,
/// `x2` and so on. Otherwise these may be coordinates.
pub(super) fn outputs(columns: &[Column]) -> Range<usize> {
    let count = |letter: u8, end: usize| {
        let is_named = |column: &&Column| match column.name.as_bytes() {
            [first, digits @ ..] if first.eq_ignore_ascii_case(&letter) => {
                !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
            }
            _ => false,
        };
        columns[..end].iter().rev().take_while(is_named).count()
    };
    let last = columns.iter().rposition(|column| column.kind != Kind::Empty);
    let end = last.map_or(0, |last| last + 1);
    let start = end - count(b'y', end);
    if end - start > 1 && count(b'x', start) > end - start { start..end } else { 0..0 }
}

/// Whether each value of a column stands for one value of another, such as 0, 1 and 2 for names of classes; of numbers, the
/// reverse also holds, because a measurement may show a class well.
fn determines(column: &Column, other: &Column) -> bool {
    let both = column.kind == Kind::Number || !has_classes(other);
    let mut rows = 0;
    let mut pairs: Vec<(Value, Value)> = Vec::new();
    for pair in column.cells.values().zip(other.cells.values()) {
        if pair.0 == Value::Missing || pair.1 == Value::Missing {
            continue;
        }
        rows += 1;
        match pairs.iter().find(|(value, other)| *value == pair.0 || (both && *other == pair.1)) {
            Some(known) if *known == pair => {}
            None if pairs.len() < MAX_CLASSES => pairs.push(pair),
            _ => return false,
        }
    }
    rows >= MIN_ROWS.max(if both { 2 } else { 10 } * pairs.len())
}

/// Whether a column has few values, each of them in many rows.
fn has_classes(column: &Column) -> bool {
    column.different().is_some_and(|count| count <= MAX_CLASSES && 10 * count <= column.facts.rows)
}

/// Neighboring columns of numbers that add up to the target in every row, but for rounding, with the reason to leave them out.
fn parts(columns: &[Column], target: usize) -> Vec<(usize, Purpose)> {
    let step = columns.get(target).map_or(0.0, step);
    let first = |start: &usize| {
        (2..=MAX_PARTS).find(|count| adds_up(columns, *start..*start + count, target, step))
    };
    let runs = (0..columns.len()).find_map(|start| first(&start).map(|count| start..start + count));
    runs.into_iter().flatten().map(|place| (place, Purpose::PartOfTarget)).collect()
}

/// The step of decimals to which the numbers of a column are rounded; 0 if they are whole or have more than four decimals.
fn step(column: &Column) -> f64 {
    let whole = |value: f64| (value - libm::round(value)).abs() <= 1e-9 * value.abs();
    let steps = [1.0, 10.0, 100.0, 1e3, 1e4];
    let fits = |times: &f64| {
        let mut values = column.cells.values();
        values.all(|value| !matches!(value, Value::Number(number) if !whole(number * times)))
    };
    steps.into_iter().find(fits).filter(|times| *times > 1.0).map_or(0.0, |times| 1.0 / times)
}

/// The smallest and the largest number of a column.
fn range(column: &Column) -> (f64, f64) {
    column.cells.values().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| match value
    {
        Value::Number(number) => (low.min(number), high.max(number)),
        _ => (low, high),
    })
}

/// Whether these columns, each of which varies, add up to the target in every row. Each number may be rounded to `step`.
fn adds_up(columns: &[Column], parts: Range<usize>, target: usize, step: f64) -> bool {
    let vary = |column: &Column| column.kind == Kind::Number && column.different() != Some(1);
    let Some(terms) = columns.get(parts.clone()) else { return false };
    let sums = &columns[target];
    let fits = sums.kind == Kind::Number && !parts.contains(&target) && terms.iter().all(vary);
    let rows = sums.facts.rows;
    let rounding = step * (terms.len() + 1) as f64 / 2.0;
    let (low, high) = range(sums);
    // Where it is a large part of the target, any numbers would add up.
    fits && rows >= MIN_ROWS
        && rounding * MIN_RANGE <= high - low
        && (0..rows).all(|row| {
            let number = |column: &Column| match column.cells.value(row) {
                Value::Number(number) => number,
                _ => f64::NAN,
            };
            let (sum, total) = (terms.iter().map(number).sum::<f64>(), number(sums));
            (sum - total).abs() <= 1e-9 * total.abs() + rounding
        })
}

/// The indices of the columns beside a target that stand for its other classes: in each row, either the target or one of
/// them is 1 ("one-hot").
fn other_classes(columns: &[Column], target: usize) -> Vec<usize> {
    let Some(mut taken) = columns.get(target).and_then(ones) else { return Vec::new() };
    let mut fits = |place: &usize| {
        let Some(ones) = columns.get(*place).and_then(ones) else { return false };
        let clash = taken.iter().zip(&ones).any(|(taken, one)| *taken && *one);
        if !clash {
            taken.iter_mut().zip(ones).for_each(|(taken, one)| *taken |= one);
        }
        !clash
    };
    let mut others: Vec<usize> = (0..target).rev().take_while(&mut fits).collect();
    others.extend((target + 1..columns.len()).take_while(&mut fits));
    if taken.contains(&false) { Vec::new() } else { others }
}

/// Whether each row has a 1, in a column of nothing but ones and zeros, or of words for yes and no.
fn ones(column: &Column) -> Option<Vec<bool>> {
    let is_one = |value| match value {
        Value::Number(number) => number == 1.0,
        Value::Text(place) => truth(column.cells.text(place)) == 1.0,
        _ => false,
    };
    let numbers = column.facts.distinct.as_deref() == Some(&[0.0, 1.0]);
    let is_indicator = match column.kind {
        Kind::Number => numbers && column.facts.numbers == column.facts.rows,
        kind => kind == Kind::Boolean,
    };
    is_indicator.then(|| column.cells.values().map(is_one).collect())
}
