//! Rows and labels, their scaling, their split, their mini-batches.

use std::sync::OnceLock;

use ndarray::Array2;
use rand::seq::SliceRandom;
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::choice::choice;
use crate::random::{Stream, stream};

/// The Wisconsin Diagnostic Breast Cancer data as scikit-learn ships it: 569 rows, 30 features,
/// label 0 malignant, 1 benign (doi:10.24432/C5DW2B, CC BY 4.0).
const BREAST_CANCER: &str = include_str!("../www/data/breast_cancer.csv");

/// Features (N, I) and one class label per row.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// What people call it.
    pub name: String,
    /// (N, I)
    pub features: Array2<f64>,
    /// N class indices.
    pub labels: Vec<usize>,
}

impl Dataset {
    /// The number of classes: one more than the greatest label.
    pub fn classes(&self) -> usize {
        self.labels.iter().max().map_or(0, |label| label + 1)
    }
}

/// Labels are below this, so that no label makes an output layer of absurd width.
const CLASSES_LIMIT: usize = 1000;

/// What is wrong with a table, and where; `line` counts from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataError {
    /// The first line does not begin with the numbers of rows and features.
    Header,
    /// A line has a cell that is not a finite number, or a label that is not a whole number.
    Cell {
        /// The line of the file.
        line: usize,
        /// The cell as it stands there.
        cell: String,
    },
    /// The table has another shape than its first line says.
    Shape {
        /// The cells the first line promises.
        expected: usize,
        /// The cells that are there.
        found: usize,
    },
}

impl std::fmt::Display for DataError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Header => write!(f, "line 1 must begin with the numbers of rows and features"),
            Self::Cell { line, cell } => write!(f, "line {line}: `{cell}` is not a number here"),
            Self::Shape { expected, found } => {
                write!(
                    f,
                    "the first line promises {expected} cells, but there are {found}"
                )
            }
        }
    }
}

impl std::error::Error for DataError {}

/// The embedded breast-cancer data, not scaled.
pub fn breast_cancer() -> &'static Dataset {
    static DATASET: OnceLock<Dataset> = OnceLock::new();
    DATASET.get_or_init(|| {
        parse("breast_cancer", BREAST_CANCER).expect("the embedded table was tested to parse")
    })
}

/// Reads scikit-learn's format: `rows,features,class names...`, then a line per row with its label last.
///
/// # Errors
/// [`DataError`] names the line and the cell.
pub fn parse(name: &str, text: &str) -> Result<Dataset, DataError> {
    let mut lines = text.lines();
    let mut sizes = lines
        .next()
        .unwrap_or("")
        .split(',')
        .map(|cell| cell.trim().parse::<usize>());
    let (Some(Ok(rows)), Some(Ok(inputs))) = (sizes.next(), sizes.next()) else {
        return Err(DataError::Header);
    };
    let (mut cells, mut labels) = (Vec::new(), Vec::new());
    for (index, line) in lines
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let bad = |cell: &str| DataError::Cell {
            line: index + 2,
            cell: cell.to_owned(),
        };
        let (features, label) = line.rsplit_once(',').ok_or_else(|| bad(line))?;
        for cell in features.split(',') {
            let value = cell
                .trim()
                .parse()
                .ok()
                .filter(|value: &f64| value.is_finite());
            cells.push(value.ok_or_else(|| bad(cell))?);
        }
        let label_of = |text: &str| {
            text.trim()
                .parse()
                .ok()
                .filter(|&label| label < CLASSES_LIMIT)
        };
        labels.push(label_of(label).ok_or_else(|| bad(label))?);
    }
    let found = cells.len();
    let expected = rows.saturating_mul(inputs);
    match Array2::from_shape_vec((labels.len(), inputs), cells) {
        Ok(features) if labels.len() == rows => Ok(Dataset {
            name: name.to_owned(),
            features,
            labels,
        }),
        _ => Err(DataError::Shape { expected, found }),
    }
}

choice! {
    /// What is done to the features before training.
    pub enum Scaler {
        /// Each column minus its mean, over its population standard deviation, both taken from the
        /// training rows: scikit-learn's `StandardScaler`. A column without variance is only centered.
        Standard = "standard", "standardized";
        /// Nothing.
        None = "none", "as they are";
    }
}

impl Scaler {
    /// Scales `features` (N, I) by what the rows `fit` say.
    pub fn scale(self, features: &Array2<f64>, fit: &[usize]) -> Array2<f64> {
        let mut scaled = features.to_owned();
        if self == Self::None {
            return scaled;
        }
        let rows = fit.len() as f64;
        for mut column in scaled.columns_mut() {
            let mean = fit.iter().map(|&row| column[row]).sum::<f64>() / rows;
            let squares = fit
                .iter()
                .map(|&row| (column[row] - mean) * (column[row] - mean));
            let variance = squares.sum::<f64>() / rows;
            let deviation = if variance > 0.0 { variance.sqrt() } else { 1.0 };
            column.mapv_inplace(|x| (x - mean) / deviation);
        }
        scaled
    }
}

/// The rows that train and those held out, each in rising order. `share` in 0..1 of the rows is held
/// out, rounded, and at least one row trains.
pub fn split(rows: usize, share: f64, seed: u32) -> (Vec<usize>, Vec<usize>) {
    let held_out = ((rows as f64 * share).round() as usize).min(rows.saturating_sub(1));
    let mut order: Vec<usize> = (0..rows).collect();
    order.shuffle(&mut stream(seed, Stream::Split));
    let mut is_held_out = vec![false; rows];
    order
        .iter()
        .take(held_out)
        .for_each(|&row| is_held_out[row] = true);
    (0..rows).partition(|&row| !is_held_out[row])
}

/// Mini-batches without end: every epoch is a new shuffle of the rows, and its last batch is the
/// rest, however short.
#[derive(Clone, Debug)]
pub struct Batches {
    generator: Xoshiro256PlusPlus,
    rows: Vec<usize>,
    batch_size: usize,
    /// Where in `rows` the next batch begins.
    next: usize,
}

impl Batches {
    /// Batches of `rows`; `batch_size` is at least 1 and at most what there is.
    pub fn new(rows: Vec<usize>, batch_size: usize, seed: u32) -> Self {
        let batch_size = batch_size.clamp(1, rows.len().max(1));
        Self {
            generator: stream(seed, Stream::Shuffle),
            rows,
            batch_size,
            next: 0,
        }
    }

    /// Rows per batch.
    pub fn batch_size(&self) -> usize {
        self.batch_size
    }

    /// Steps of one epoch.
    pub fn per_epoch(&self) -> usize {
        self.rows.len().div_ceil(self.batch_size)
    }

    /// The rows of the next batch.
    pub fn next_batch(&mut self) -> &[usize] {
        if self.next == 0 {
            self.rows.shuffle(&mut self.generator);
        }
        let start = self.next;
        let end = (start + self.batch_size).min(self.rows.len());
        self.next = if end == self.rows.len() { 0 } else { end };
        &self.rows[start..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        parse("test", text)
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn a_bad_table_says_what_and_where() {
        assert_eq!(
            message(""),
            "line 1 must begin with the numbers of rows and features"
        );
        assert_eq!(message("1,2\n3,x,0"), "line 2: `x` is not a number here");
        assert_eq!(
            message("1,2\n3,NaN,0"),
            "line 2: `NaN` is not a number here"
        );
        assert_eq!(
            message("2,2\n3,4,0"),
            "the first line promises 4 cells, but there are 2"
        );
    }

    #[test]
    fn a_scaler_learns_from_the_rows_it_is_given() {
        let features = ndarray::array![[5.0, 1.0], [5.0, 3.0], [9.0, 9.0]];
        let scaled = Scaler::Standard.scale(&features, &[0, 1]);
        assert_eq!(scaled, ndarray::array![[0.0, -1.0], [0.0, 1.0], [4.0, 7.0]]);
        assert_eq!(Scaler::None.scale(&features, &[0, 1]), features);
    }

    #[test]
    fn every_epoch_has_every_row_once_and_in_another_order() {
        let mut batches = Batches::new((0..569).collect(), 12, 1);
        let mut epoch = || {
            (0..48)
                .flat_map(|_| batches.next_batch().to_vec())
                .collect::<Vec<_>>()
        };
        let (first, second) = (epoch(), epoch());
        assert_ne!(first, second);
        for mut rows in [first, second] {
            rows.sort_unstable();
            assert_eq!(rows, (0..569).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_split_holds_out_its_share_and_loses_no_row() {
        let (training, held_out) = split(569, 0.2, 3);
        assert_eq!((training.len(), held_out.len()), (455, 114));
        let mut rows = [training, held_out].concat();
        rows.sort_unstable();
        assert_eq!(rows, (0..569).collect::<Vec<_>>());
    }
}
