//! Columns of ones and zeros, of which one stands for each class ("one-hot").

use super::cell::Value;
use super::content::Column;
use super::kind::{Kind, truth};

/// The indices of the columns beside a target that stand for its other classes: in each row, either the target or one of
/// them is 1. As features they would give the target away.
pub(super) fn other_classes(columns: &[Column], target: usize) -> Vec<usize> {
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
