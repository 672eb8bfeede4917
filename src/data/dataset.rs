//! Data sets and their shapes.

use std::fmt;
use std::sync::{Arc, OnceLock};

use ndarray::{Array2, ArrayView1, Axis};

use super::scaler::{Statistics, scale_to_single, statistics};

/// Rows of features with their targets. There is at least one row, and at least two classes if the targets
/// are classes.
#[derive(Clone, Debug)]
pub struct Dataset {
    name: String,
    features: Array2<f64>,
    targets: Targets,
    feature_names: Vec<String>,
    class_names: Vec<String>,
    unit: Unit,
    /// See [`Dataset::know_column_statistics`].
    statistics: OnceLock<Vec<Statistics>>,
    /// The cache of [`Dataset::standardized`].
    standardized: OnceLock<Arc<Vec<f32>>>,
}

impl PartialEq for Dataset {
    fn eq(&self, other: &Self) -> bool {
        let Self { name, features, targets, feature_names, class_names, unit, .. } = self;
        (name, features, targets, unit)
            == (&other.name, &other.features, &other.targets, &other.unit)
            && (feature_names, class_names) == (&other.feature_names, &other.class_names)
    }
}

/// The unit of the values of standardized targets: a value is `mean + deviation * target`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// The value of a target of 0.
    pub mean: f64,
    /// The change of the value for a change of the target by 1.
    pub deviation: f64,
}

impl Default for Unit {
    /// The unit of targets that are not standardized.
    fn default() -> Self {
        Self { mean: 0.0, deviation: 1.0 }
    }
}

/// The targets of N rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Targets {
    /// The index of each row's class.
    Classes(Vec<usize>),
    /// A number for each row.
    Values(Vec<f64>),
}

/// The reason why rows cannot be used for training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataError {
    /// There are no rows.
    NoRows,
    /// The numbers of rows and targets differ.
    Lengths {
        /// Rows of features.
        rows: usize,
        /// Targets.
        targets: usize,
    },
    /// The class of a row is not below the number of rows, which all classes together cannot exceed.
    Class {
        /// The row, from 0.
        row: usize,
        /// Its class.
        class: usize,
    },
    /// All rows belong to one class.
    OneClass,
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRows => f.write_str("The data have no rows."),
            Self::Lengths { rows, targets } => {
                write!(f, "The data have {rows} rows of features but {targets} targets.")
            }
            Self::Class { row, class } => {
                write!(
                    f,
                    "Row {row} has the class {class}, but classes must be below the number of rows."
                )
            }
            Self::OneClass => {
                f.write_str("All rows belong to one class. At least two classes are needed.")
            }
        }
    }
}

impl std::error::Error for DataError {}

impl Dataset {
    /// A data set of features (N, I) and N targets.
    ///
    /// # Errors
    ///
    /// The reason why the rows cannot be used for training.
    pub fn new(
        name: impl Into<String>,
        features: Array2<f64>,
        targets: Targets,
    ) -> Result<Self, DataError> {
        let (rows, count) = (features.nrows(), targets.len());
        let classes = match &targets {
            Targets::Classes(classes) => &classes[..],
            Targets::Values(_) => &[],
        };
        let too_large = classes.iter().position(|&class| class >= rows);
        if rows == 0 {
            Err(DataError::NoRows)
        } else if rows != count {
            Err(DataError::Lengths { rows, targets: count })
        } else if let Some(row) = too_large {
            Err(DataError::Class { row, class: classes[row] })
        } else if classes.first().is_some_and(|first| classes.iter().all(|class| class == first)) {
            Err(DataError::OneClass)
        } else {
            Ok(Self {
                name: name.into(),
                features,
                targets,
                feature_names: Vec::new(),
                class_names: Vec::new(),
                unit: Unit::default(),
                statistics: OnceLock::new(),
                standardized: OnceLock::new(),
            })
        }
    }

    /// The data set with another name.
    #[must_use]
    pub fn with_name(mut self, name: String) -> Self {
        self.name = name;
        self
    }

    /// The data set with a name for each feature.
    #[must_use]
    pub fn with_feature_names(mut self, names: Vec<String>) -> Self {
        self.feature_names = names;
        self
    }

    /// The data set with a name for each class.
    #[must_use]
    pub fn with_class_names(mut self, names: Vec<String>) -> Self {
        self.class_names = names;
        self
    }

    /// The data set with standardized values: minus their mean, divided by their population standard deviation, both
    /// of all rows. Losses are then shares of the variance, independent of the unit and of the validation rows of a
    /// seed.
    #[must_use]
    pub fn with_standard_values(mut self) -> Self {
        if let Targets::Values(values) = &mut self.targets {
            let rows: Vec<usize> = (0..values.len()).collect();
            let column = ArrayView1::from(&values[..]).insert_axis(Axis(1));
            for column in statistics(column, &rows) {
                values.iter_mut().for_each(|value| *value = column.scale(*value));
                self.unit = Unit { mean: column.mean, deviation: column.deviation };
            }
        }
        self
    }

    /// The data set with targets that are already in a unit.
    #[must_use]
    pub fn with_unit(mut self, unit: Unit) -> Self {
        self.unit = unit;
        self
    }

    /// The name in links.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// (N, I)
    pub fn features(&self) -> &Array2<f64> {
        &self.features
    }

    /// The name of each feature; empty if they have none.
    pub fn feature_names(&self) -> &[String] {
        &self.feature_names
    }

    /// The name of each class; empty if they have none.
    pub fn class_names(&self) -> &[String] {
        &self.class_names
    }

    /// The unit of the targets.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// Sets the statistics of the columns, from [`Dataset::column_statistics`] of the same data elsewhere: for large data,
    /// computing them takes longer than a frame. Statistics of another number of columns are ignored.
    pub fn know_column_statistics(&self, numbers: &[f64]) {
        let (columns, _) = numbers.as_chunks();
        if columns.len() == self.features.ncols() {
            let column = |&[mean, deviation]: &[f64; 2]| Statistics { mean, deviation };
            // If they are known, they are the same.
            let _ = self.statistics.set(columns.iter().map(column).collect());
        }
    }

    /// The mean and the deviation of each column of features, one after the other.
    pub fn column_statistics(&self) -> Vec<f64> {
        self.statistics().iter().flat_map(|column| [column.mean, column.deviation]).collect()
    }

    /// The statistics of each column of features, by all rows.
    pub(crate) fn statistics(&self) -> &[Statistics] {
        self.statistics.get_or_init(|| {
            let all: Vec<usize> = (0..self.rows()).collect();
            statistics(self.features.view(), &all)
        })
    }

    /// (N, I), row by row: the features standardized by all rows, in single precision. Large data are scaled
    /// once and not for every training.
    pub(crate) fn standardized(&self) -> Arc<Vec<f32>> {
        let scale = || scale_to_single(&self.features, self.statistics());
        self.standardized.get_or_init(scale).clone()
    }

    /// The root mean squared error in the unit of the values, from a mean squared error of the targets; none for classes.
    pub fn rmse(&self, loss: f64) -> Option<f64> {
        let values = matches!(self.targets, Targets::Values(_));
        values.then(|| loss.sqrt() * self.unit.deviation)
    }

    /// The share of the most common class, which is the accuracy of always predicting it; none for values.
    pub fn most_common(&self) -> Option<f64> {
        match self.shape().targets {
            TargetShape::Classes(counts) => {
                counts.iter().max().map(|&most| most as f64 / self.rows() as f64)
            }
            TargetShape::Values(_) => None,
        }
    }

    /// The target of each row.
    pub fn targets(&self) -> &Targets {
        &self.targets
    }

    /// N
    pub fn rows(&self) -> usize {
        self.features.nrows()
    }

    /// The shape that settings are checked against.
    pub fn shape(&self) -> DataShape {
        DataShape {
            name: self.name.clone(),
            features: self.features.ncols(),
            targets: self.targets.shape(),
        }
    }
}

impl Targets {
    /// N
    pub fn len(&self) -> usize {
        match self {
            Self::Classes(classes) => classes.len(),
            Self::Values(values) => values.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The target of each row as a number, for the loss.
    pub fn numbers(&self) -> Vec<f64> {
        match self {
            Self::Classes(classes) => classes.iter().map(|&class| class as f64).collect(),
            Self::Values(values) => values.clone(),
        }
    }

    /// The class of a row; 0 for values.
    pub(super) fn class(&self, row: usize) -> usize {
        match self {
            Self::Classes(classes) => classes[row],
            Self::Values(_) => 0,
        }
    }

    /// The number of rows of each class, or of values.
    pub fn shape(&self) -> TargetShape {
        match self {
            Self::Classes(classes) => {
                let mut counts = vec![0; classes.iter().max().map_or(0, |class| class + 1)];
                classes.iter().for_each(|&class| counts[class] += 1);
                TargetShape::Classes(counts)
            }
            Self::Values(values) => TargetShape::Values(values.len()),
        }
    }
}

/// The name and the shape of a data set, which settings are checked against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataShape {
    /// The name in links.
    pub name: String,
    /// I
    pub features: usize,
    /// The targets.
    pub targets: TargetShape,
}

/// The kind and the number of the targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetShape {
    /// Rows of each class.
    Classes(Vec<usize>),
    /// Rows, each with a value.
    Values(usize),
}

impl TargetShape {
    /// The number of classes; none for values.
    pub fn classes(&self) -> Option<usize> {
        match self {
            Self::Classes(counts) => Some(counts.len()),
            Self::Values(_) => None,
        }
    }

    /// The number of rows of each class, or of all values.
    pub(super) fn counts(&self) -> &[usize] {
        match self {
            Self::Classes(counts) => counts,
            Self::Values(count) => std::slice::from_ref(count),
        }
    }
}

impl DataShape {
    /// N
    pub fn rows(&self) -> usize {
        self.targets.counts().iter().sum()
    }

    /// The number of training rows if a share of each class is held out for validation.
    pub fn training_rows(&self, share: f64) -> usize {
        let held_out: usize =
            self.targets.counts().iter().map(|&count| held_out(count, share)).sum();
        self.rows() - held_out.min(self.rows().saturating_sub(1))
    }
}

/// The number of rows of a class with `count` rows that are held out for validation.
pub(super) fn held_out(count: usize, share: f64) -> usize {
    (count as f64 * share).round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_mismatched_and_single_class_data_are_rejected() {
        let check = |rows: usize, targets: Targets, text: &str| {
            let dataset = Dataset::new("test", Array2::zeros((rows, 2)), targets);
            assert_eq!(
                dataset.map(|_| ()).map_err(|error| error.to_string()),
                Err(text.to_owned())
            );
        };
        check(0, Targets::Classes(vec![]), "The data have no rows.");
        check(0, Targets::Values(vec![]), "The data have no rows.");
        check(
            2,
            Targets::Classes(vec![0, 1, 1]),
            "The data have 2 rows of features but 3 targets.",
        );
        let one_class = "All rows belong to one class. At least two classes are needed.";
        check(3, Targets::Classes(vec![0; 3]), one_class);
        check(3, Targets::Classes(vec![1; 3]), one_class);
        check(
            2,
            Targets::Classes(vec![0, usize::MAX]),
            &format!(
                "Row 1 has the class {}, but classes must be below the number of rows.",
                usize::MAX
            ),
        );
        assert!(Dataset::new("test", Array2::zeros((1, 2)), Targets::Values(vec![1.0])).is_ok());
    }
}
