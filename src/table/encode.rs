//! A table and the roles of its columns -> a data set.

use ndarray::{Array2, Axis};

use super::cell::Value;
use super::column::Cells;
use super::content::{Column, Table};
use super::encoder::{Encoder, numbers};
use super::finding::{Finding, Notice, Refusal};
use super::kind::{Kind, MAX_CATEGORIES};
use super::limits::{MAX_CELLS, MAX_CLASSES};
use super::role::{Roles, Use};

use crate::data::{DataError, Dataset, Targets};

/// The number of rows below which a class is reported.
const MIN_CLASS: usize = 5;
/// The share of rows above which a class is reported.
const MAX_SHARE: f64 = 0.8;

impl Table {
    /// The data set of these roles. Missing numbers become the median of their column; missing categories are a
    /// category of their own after the others, which are sorted, as are classes. Values of a target are standardized,
    /// see [`Dataset::with_standard_values`].
    ///
    /// # Errors
    /// The reason why these roles give no data set.
    pub fn dataset(&self, roles: &Roles) -> Result<(Dataset, Vec<Notice>), Refusal> {
        let target = self.check(roles)?;
        let mut notices = Vec::new();
        let rows = self.complete_rows(roles, target, &mut notices)?;
        let mut features = Vec::new();
        for (place, (column, role)) in self.columns.iter().zip(&roles.0).enumerate() {
            let encoder = match role.used_as {
                Use::Number => match Encoder::number(column, &rows) {
                    Some(encoder) => encoder,
                    None if matches!(column.kind, Kind::Number | Kind::Date | Kind::Boolean) => {
                        notices.push(self.notice(Finding::NoneLeft, place, None, 1));
                        continue;
                    }
                    None => return Err(Refusal::NoNumbers(place)),
                },
                Use::Category => Encoder::category(column, place, &rows, MAX_CATEGORIES)?,
                Use::Class | Use::Value | Use::Ignored => continue,
            };
            self.note(column, place, &encoder, &rows, &mut notices);
            features.push((column, encoder));
        }
        let width: usize = features.iter().map(|(_, encoder)| encoder.width()).sum();
        match width.checked_mul(rows.len()) {
            _ if width == 0 => return Err(Refusal::NoFeatures),
            Some(cells) if cells <= MAX_CELLS => {}
            cells => return Err(Refusal::TooManyFeatureCells(cells.unwrap_or(usize::MAX))),
        }
        let mut matrix = Array2::zeros((rows.len(), width));
        let (mut names, mut from) = (Vec::with_capacity(width), 0);
        for (column, encoder) in &features {
            let to = from + encoder.width();
            encoder.fill(column, &rows, matrix.slice_axis_mut(Axis(1), (from..to).into()));
            encoder.name(&column.name, &column.cells, &mut names);
            from = to;
        }
        let dataset = self.with_target(roles, target, &rows, matrix, &mut notices)?;
        let name = self.link_name(roles);
        Ok((dataset.with_name(name).with_feature_names(names), notices))
    }

    /// Checks the roles. Returns the index of the target.
    fn check(&self, roles: &Roles) -> Result<usize, Refusal> {
        let (columns, count) = (self.columns.len(), roles.0.len());
        if columns != count {
            return Err(Refusal::Columns { columns, roles: count });
        }
        let dates = |place: &usize| {
            let is_text = matches!(roles.0[*place].used_as, Use::Category | Use::Class);
            is_text && self.columns[*place].kind == Kind::Date
        };
        if let Some(place) = (0..count).find(dates) {
            return Err(Refusal::Dates(place));
        }
        let targets: Vec<usize> = (0..count).filter(|&place| roles.0[place].is_target()).collect();
        match targets.as_slice() {
            [target] => Ok(*target),
            _ => Err(Refusal::Targets(targets.len())),
        }
    }

    /// The rows that have a target, and a value wherever rows without one are left out.
    fn complete_rows(
        &self,
        roles: &Roles,
        target: usize,
        notices: &mut Vec<Notice>,
    ) -> Result<Vec<usize>, Refusal> {
        let mut rows: Vec<usize> = (0..self.rows()).collect();
        for (place, (column, role)) in self.columns.iter().zip(&roles.0).enumerate() {
            if place != target && !(role.drop_missing && role.used_as != Use::Ignored) {
                continue;
            }
            let number = numbers(column);
            let has = |row: &usize| match (role.used_as, column.cells.value(*row)) {
                (Use::Category | Use::Class, value) => {
                    matches!(value, Value::Number(_) | Value::Text(_) | Value::OtherText)
                }
                (_, value) => number(value).is_some(),
            };
            let before = rows.len();
            let first = rows.iter().copied().find(|row| !has(row));
            rows.retain(has);
            if let Some(first) = first {
                let what = if place == target { Finding::NoTarget } else { Finding::Dropped };
                notices.push(self.notice(what, place, Some(first), before - rows.len()));
            }
        }
        if rows.is_empty() { Err(Refusal::NoCompleteRows) } else { Ok(rows) }
    }

    fn notice(&self, what: Finding, column: usize, row: Option<usize>, count: usize) -> Notice {
        let line = row.and_then(|row| self.lines.get(row)).copied();
        Notice { what, line, column: Some(column), count }
    }

    /// Adds a notice about a feature.
    fn note(
        &self,
        column: &Column,
        place: usize,
        encoder: &Encoder,
        rows: &[usize],
        notices: &mut Vec<Notice>,
    ) {
        let mut found = |what: &dyn Fn(Value) -> Option<Finding>| {
            let mut all =
                rows.iter().filter_map(|&row| Some((row, what(column.cells.value(row))?)));
            if let Some((row, finding)) = all.next() {
                let count = 1 + all.count();
                notices.push(self.notice(finding, place, Some(row), count));
            }
        };
        let text = |place| column.cells.text(place).to_owned();
        found(&|value| matches!(value, Value::Infinite).then_some(Finding::Infinite));
        match *encoder {
            Encoder::Number { boolean: true, .. } => {}
            Encoder::Number { median, .. } => {
                let number = numbers(column);
                let is_date = column.kind == Kind::Date;
                found(&|value| match value {
                    Value::Text(place) if is_date => Some(Finding::NotADate(text(place))),
                    Value::Text(place) => Some(Finding::NotANumber(text(place))),
                    _ => None,
                });
                found(&|value| number(value).is_none().then_some(Finding::Filled(median)));
                if is_date {
                    notices.push(self.notice(Finding::Days, place, None, 1));
                }
            }
            Encoder::Category { .. } => {
                let missing = |value| matches!(value, Value::Missing | Value::Date(_));
                found(&|value| missing(value).then_some(Finding::MissingCategory));
            }
        }
    }

    fn with_target(
        &self,
        roles: &Roles,
        target: usize,
        rows: &[usize],
        features: Array2<f64>,
        notices: &mut Vec<Notice>,
    ) -> Result<Dataset, Refusal> {
        let column = &self.columns[target];
        let made = if roles.0[target].used_as == Use::Class {
            let encoder =
                Encoder::category(column, target, rows, MAX_CLASSES).map_err(|refusal| {
                    match refusal {
                        Refusal::TooManyCategories { column, .. } => {
                            Refusal::TooManyClasses(column)
                        }
                        other => other,
                    }
                })?;
            let classes: Vec<usize> = rows
                .iter()
                .filter_map(|&row| encoder.category_of(column.cells.value(row)))
                .collect();
            let names = self.class_names(&encoder, &column.cells);
            self.note_classes(&classes, &names, target, notices);
            Dataset::new("", features, Targets::Classes(classes))
                .map(|dataset| dataset.with_class_names(names))
        } else {
            let number = numbers(column);
            let values: Vec<f64> =
                rows.iter().filter_map(|&row| number(column.cells.value(row))).collect();
            if values.iter().all(|value| *value == values[0]) {
                return Err(Refusal::ConstantTarget(target));
            }
            Dataset::new("", features, Targets::Values(values)).map(Dataset::with_standard_values)
        };
        made.map_err(|error| match error {
            DataError::OneClass => Refusal::OneClass(target),
            DataError::NoRows | DataError::Lengths { .. } | DataError::Class { .. } => {
                Refusal::NoCompleteRows
            }
        })
    }

    /// The names of classes: those of the file for 0, 1..., or the texts.
    fn class_names(&self, encoder: &Encoder, cells: &Cells) -> Vec<String> {
        let mut names = Vec::new();
        encoder.name("", cells, &mut names);
        let Encoder::Category { numbers, texts, .. } = encoder else { return names };
        let numbered = numbers.iter().enumerate().all(|(place, number)| *number == place as f64);
        if numbered && texts.is_empty() && numbers.len() == self.class_names.len() {
            return self.class_names.clone();
        }
        names
    }

    fn note_classes(
        &self,
        classes: &[usize],
        names: &[String],
        target: usize,
        notices: &mut Vec<Notice>,
    ) {
        let mut counts = vec![0; names.len()];
        classes.iter().for_each(|&class| counts[class] += 1);
        for (name, &rows) in names.iter().zip(&counts) {
            let (class, share) = (name.clone(), rows as f64 / classes.len() as f64);
            if share > MAX_SHARE && share < 1.0 {
                notices.push(self.notice(Finding::Imbalance { class, share }, target, None, 1));
            } else if rows < MIN_CLASS && classes.len() >= MIN_CLASS * names.len() {
                notices.push(self.notice(Finding::RareClass { class, rows }, target, None, 1));
            }
        }
    }
}
