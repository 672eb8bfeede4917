//! The cells of a column -> features.

use ndarray::{ArrayViewMut2, Axis};

use super::cell::Value;
use super::column::Cells;
use super::content::Column;
use super::finding::Refusal;
use super::index::{Index, number_of, sorted};
use super::kind::{Kind, truth};
use crate::number::write;

/// The number of a cell of a column, if it has one: of a date its days since the first, of a boolean 0 or 1.
pub(super) fn numbers(column: &Column) -> impl Fn(Value) -> Option<f64> + use<> {
    let days = column.cells.days();
    let truths: Vec<f64> = if column.kind == Kind::Boolean {
        column.cells.texts().iter().map(|text| truth(text)).collect()
    } else {
        Vec::new()
    };
    move |value| match value {
        Value::Number(number) => Some(number),
        Value::Date(day) => Some(days(day)),
        Value::Text(place) => truths.get(place as usize).copied(),
        Value::Infinite | Value::OtherText | Value::Missing => None,
    }
}

/// The encoding of the cells of a column as features.
pub(super) enum Encoder {
    /// Numbers; missing ones become the median.
    Number { median: f64, boolean: bool },
    /// One feature per category.
    Category {
        /// The numbers among the categories, sorted.
        numbers: Vec<f64>,
        /// The indices of the texts in sorted order, which follow the numbers.
        texts: Vec<u32>,
        /// The category of each text.
        of_text: Vec<Option<usize>>,
        /// Whether a missing value is a category.
        missing: bool,
    },
}

impl Encoder {
    /// None if no row has a number.
    pub(super) fn number(column: &Column, rows: &[usize]) -> Option<Self> {
        let number = numbers(column);
        let there = || rows.iter().filter_map(|&row| number(column.cells.value(row)));
        let mut median = 0.0;
        if there().count() < rows.len() {
            median = middle(there().collect())?;
        }
        Some(Self::Number { median, boolean: column.kind == Kind::Boolean })
    }

    pub(super) fn category(
        column: &Column,
        place: usize,
        rows: &[usize],
        most: usize,
    ) -> Result<Self, Refusal> {
        let too_many = Refusal::TooManyCategories { column: place, most };
        let (mut numbers, mut texts, mut missing) = (Vec::<f64>::new(), Vec::new(), false);
        let mut seen = vec![false; column.cells.texts().len()];
        for &row in rows {
            match column.cells.value(row) {
                Value::Number(number) => {
                    if let Err(at) = numbers.binary_search_by(|one| one.total_cmp(&number)) {
                        numbers.insert(at, number);
                    }
                }
                Value::Text(place) if !std::mem::replace(&mut seen[place as usize], true) => {
                    texts.push(place)
                }
                Value::OtherText => return Err(too_many),
                Value::Text(_) => {}
                Value::Infinite | Value::Date(_) | Value::Missing => missing = true,
            }
            if numbers.len() + texts.len() > most {
                return Err(too_many);
            }
        }
        let mut index = Index::new();
        for place in texts {
            number_of(&mut index, column.cells.text(place), place);
        }
        let texts: Vec<u32> = index.into_values().collect();
        let mut of_text = vec![None; seen.len()];
        for (at, &place) in texts.iter().enumerate() {
            of_text[place as usize] = Some(numbers.len() + at);
        }
        Ok(Self::Category { numbers, texts, of_text, missing })
    }

    /// The number of features.
    pub(super) fn width(&self) -> usize {
        match self {
            Self::Number { .. } => 1,
            Self::Category { numbers, texts, missing, .. } => {
                numbers.len() + texts.len() + usize::from(*missing)
            }
        }
    }

    /// The category of a cell, the missing one last; none for numbers.
    pub(super) fn category_of(&self, value: Value) -> Option<usize> {
        let Self::Category { numbers, texts, of_text, missing } = self else { return None };
        match value {
            Value::Number(number) => numbers.binary_search_by(|one| one.total_cmp(&number)).ok(),
            Value::Text(place) => *of_text.get(place as usize)?,
            _ => missing.then_some(numbers.len() + texts.len()),
        }
    }

    /// Writes the features of the rows, which are initially zero.
    pub(super) fn fill(
        &self,
        column: &Column,
        rows: &[usize],
        mut features: ArrayViewMut2<'_, f64>,
    ) {
        if let Self::Number { median, .. } = self {
            let number = numbers(column);
            for (feature, &row) in features.index_axis_mut(Axis(1), 0).iter_mut().zip(rows) {
                *feature = number(column.cells.value(row)).unwrap_or(*median);
            }
            return;
        }
        for (mut features, &row) in features.rows_mut().into_iter().zip(rows) {
            if let Some(category) = self.category_of(column.cells.value(row)) {
                features[category] = 1.0;
            }
        }
    }

    /// Adds the names of the features; categories without a column name have their own.
    pub(super) fn name(&self, column: &str, cells: &Cells, names: &mut Vec<String>) {
        let Self::Category { numbers, texts, missing, .. } = self else {
            names.push(column.to_owned());
            return;
        };
        let numbers = numbers.iter().map(|number| write(*number));
        let texts = texts.iter().map(|&place| cells.text(place).to_owned());
        let missing = missing.then(|| "missing".to_owned());
        for category in numbers.chain(texts).chain(missing) {
            names.push(if column.is_empty() {
                category
            } else {
                [column, "=", &category].concat()
            });
        }
    }
}

/// The median; none for no values.
fn middle(values: Vec<f64>) -> Option<f64> {
    let values = sorted(values);
    let upper = *values.get(values.len() / 2)?;
    match values.get((values.len() - 1) / 2) {
        Some(lower) if values.len().is_multiple_of(2) => Some(lower + (upper - lower) / 2.0),
        _ => Some(upper),
    }
}
