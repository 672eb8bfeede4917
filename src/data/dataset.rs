//! Rows and labels, their scaling, their split, their mini-batches.

use std::ops::Range;
use std::sync::OnceLock;

use ndarray::Array2;
use rand::seq::SliceRandom;
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::choice::choice;
use crate::random::{Stream, stream};

/// The Wisconsin Diagnostic Breast Cancer data as scikit-learn ships it: 569 rows, 30 features,
/// label 0 malignant, 1 benign (doi:10.24432/C5DW2B, CC BY 4.0). Packed by `build.rs`.
const BREAST_CANCER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/breast_cancer.bin"));

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

/// The embedded breast-cancer data, not scaled.
pub fn breast_cancer() -> &'static Dataset {
    static DATASET: OnceLock<Dataset> = OnceLock::new();
    DATASET.get_or_init(|| unpack("breast_cancer", BREAST_CANCER))
}

/// Reads what `build.rs` packed. A whole number over a power of ten is the very number that its decimal
/// text is.
fn unpack(name: &str, packed: &[u8]) -> Dataset {
    let size = |at: usize| packed[at..at + 4].iter().rev().fold(0, |n, &b| n << 8 | usize::from(b));
    let (rows, inputs) = (size(0), size(4) - 1);
    let cell = |column: usize, row: usize| {
        let column = &packed[8 + column * (1 + 3 * rows)..];
        let byte = |place: usize| u32::from(column[1 + place * rows + row]) << (8 * place);
        f64::from(byte(0) | byte(1) | byte(2)) / f64::from(10_u32.pow(u32::from(column[0])))
    };
    Dataset {
        name: name.to_owned(),
        features: Array2::from_shape_fn((rows, inputs), |(row, column)| cell(column, row)),
        labels: (0..rows).map(|row| cell(inputs, row) as usize).collect(),
    }
}

choice! {
    /// What is done to the features before training.
    pub enum Scaler {
        /// Each column minus its mean, over its population standard deviation, both taken from the
        /// training rows: scikit-learn's `StandardScaler`. A column whose variance is no more than what
        /// rounding makes of a constant is only centered, and so is one whose variance is too large
        /// for double precision.
        Standard = "standard", "standardized";
        /// Nothing.
        None = "none", "as they are";
    }
}

impl Scaler {
    /// Scales `features` (N, I) by what the rows `fit` say.
    ///
    /// As scikit-learn has it, the variance is that of the two-pass algorithm corrected for the rounding
    /// of the mean, and `N eps variance + (N eps mean)^2` bounds what it makes of a constant (Chan, Golub
    /// and LeVeque, Algorithms for computing the sample variance, 1983).
    pub fn scale(self, features: &Array2<f64>, fit: &[usize]) -> Array2<f64> {
        let mut scaled = features.to_owned();
        if self == Self::None {
            return scaled;
        }
        let rows = fit.len() as f64;
        for mut column in scaled.columns_mut() {
            let sum =
                |term: &dyn Fn(f64) -> f64| fit.iter().map(|&row| term(column[row])).sum::<f64>();
            let mean = sum(&|x| x) / rows;
            let rest = sum(&|x| x - mean);
            let squares = sum(&|x| (x - mean) * (x - mean));
            let variance = (squares - rest * rest / rows) / rows;
            let rounding = rows * mean * f64::EPSILON;
            let constant = rows * f64::EPSILON * variance + rounding * rounding;
            let deviation = if variance > constant { variance.sqrt() } else { 1.0 };
            column.mapv_inplace(|x| (x - mean) / deviation);
        }
        scaled
    }
}

/// The rows that train and those held out, each in rising order. `share` in 0..1 of every class is held
/// out, rounded (a stratified split), so that any seed holds out as many; at least one row trains.
pub fn split(labels: &[usize], share: f64, seed: u32) -> (Vec<usize>, Vec<usize>) {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.shuffle(&mut stream(seed, Stream::Split));
    let mut wanted = vec![0; labels.iter().max().map_or(0, |label| label + 1)];
    labels.iter().for_each(|&label| wanted[label] += 1);
    wanted.iter_mut().for_each(|count| *count = (f64::from(*count) * share).round() as u32);
    let mut left = labels.len().saturating_sub(1);
    let mut is_held_out = vec![false; labels.len()];
    for row in order {
        let wanted = &mut wanted[labels[row]];
        if *wanted > 0 && left > 0 {
            is_held_out[row] = true;
            (*wanted, left) = (*wanted - 1, left - 1);
        }
    }
    (0..labels.len()).partition(|&row| !is_held_out[row])
}

/// Mini-batches without end: every epoch is a new shuffle of the rows, and its last batch is the
/// rest, however short.
#[derive(Clone, Debug)]
pub struct Batches {
    generator: Xoshiro256PlusPlus,
    rows: Vec<usize>,
    batch_size: usize,
    /// Where in `rows` the current batch is; empty before the first.
    current: Range<usize>,
}

impl Batches {
    /// Batches of `rows`; `batch_size` is at least 1 and at most what there is.
    pub fn new(rows: Vec<usize>, batch_size: usize, seed: u32) -> Self {
        let batch_size = batch_size.clamp(1, rows.len().max(1));
        Self { generator: stream(seed, Stream::Shuffle), rows, batch_size, current: 0..0 }
    }

    /// Rows per batch.
    pub fn batch_size(&self) -> usize {
        self.batch_size
    }

    /// Steps of one epoch.
    pub fn per_epoch(&self) -> usize {
        self.rows.len().div_ceil(self.batch_size)
    }

    /// The rows of the current batch.
    pub fn batch(&self) -> &[usize] {
        &self.rows[self.current.clone()]
    }

    /// The rows of the next batch, which becomes the current one.
    pub fn next_batch(&mut self) -> &[usize] {
        let start = self.current.end % self.rows.len().max(1);
        if start == 0 {
            self.rows.shuffle(&mut self.generator);
        }
        self.current = start..(start + self.batch_size).min(self.rows.len());
        self.batch()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_data_are_those_of_the_file() {
        let file = include_str!("../../www/data/breast_cancer.csv");
        let dataset = breast_cancer();
        assert_eq!(dataset.features.dim(), (569, 30));
        assert_eq!(file.lines().count(), 570);
        for (line, (row, &label)) in
            file.lines().skip(1).zip(dataset.features.rows().into_iter().zip(&dataset.labels))
        {
            let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
            assert_eq!(row.to_vec(), cells[..30]);
            assert_eq!(label as f64, cells[30]);
        }
    }

    #[test]
    fn a_scaler_learns_from_the_rows_it_is_given() {
        let features = ndarray::array![[5.0, 1.0], [5.0, 3.0], [9.0, 9.0]];
        let scaled = Scaler::Standard.scale(&features, &[0, 1]);
        assert_eq!(scaled, ndarray::array![[0.0, -1.0], [0.0, 1.0], [4.0, 7.0]]);
        assert_eq!(Scaler::None.scale(&features, &[0, 1]), features);
    }

    /// What `tests/reference` says that scikit-learn makes of columns and of the embedded data.
    fn reference(name: &str) -> serde_json::Value {
        let path = format!("{}/tests/reference/{name}.json", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    #[test]
    fn a_column_is_scaled_as_scikit_learn_scales_it() {
        let cases = reference("scaler");
        let cases = cases.as_array().unwrap();
        assert_eq!(cases.len(), 80);
        for case in cases {
            let number = |key: &str| case[key].as_f64().unwrap();
            let pattern = case["pattern"].as_array().unwrap().iter().map(|x| x.as_f64().unwrap());
            let rows = number("rows") as usize;
            // The last row is held out.
            let column = pattern.cycle().take(rows).chain([number("other")]).collect();
            let column = Array2::from_shape_vec((rows + 1, 1), column).unwrap();
            let fit: Vec<usize> = (0..rows).collect();
            let scaled = Scaler::Standard.scale(&column, &fit);
            for (row, expected) in [(0, number("row")), (rows, number("held_out"))] {
                let found = scaled[[row, 0]];
                assert!((found - expected).abs() <= 1e-12 * expected.abs(), "{found} in {case}");
            }
        }
    }

    #[test]
    fn the_embedded_data_are_scaled_to_scikit_learn_s_bits() {
        let rows: Vec<usize> = (0..569).collect();
        let scaled = Scaler::Standard.scale(&breast_cancer().features, &rows);
        let expected = &reference("data")["X"];
        for ((row, column), &found) in scaled.indexed_iter() {
            let expected = expected[row][column].as_f64().unwrap();
            assert_eq!(found as f32, expected as f32, "row {row}, column {column}");
        }
    }

    #[test]
    fn every_epoch_has_every_row_once_and_in_another_order() {
        let mut batches = Batches::new((0..569).collect(), 12, 1);
        let mut epoch = || (0..48).flat_map(|_| batches.next_batch().to_vec()).collect::<Vec<_>>();
        let (first, second) = (epoch(), epoch());
        assert_ne!(first, second);
        for mut rows in [first, second] {
            rows.sort_unstable();
            assert_eq!(rows, (0..569).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_split_holds_out_its_share_of_each_class_and_loses_no_row() {
        let labels = &breast_cancer().labels;
        let (training, held_out) = split(labels, 0.2, 3);
        let class =
            |rows: &[usize], class| rows.iter().filter(|&&row| labels[row] == class).count();
        // 212 rows of one class, 357 of the other.
        assert_eq!((class(&held_out, 0), class(&held_out, 1)), (42, 71));
        assert_eq!((class(&training, 0), class(&training, 1)), (170, 286));
        let mut rows = [training, held_out].concat();
        rows.sort_unstable();
        assert_eq!(rows, (0..569).collect::<Vec<_>>());
        assert_eq!(split(&[0, 1], 0.5, 1).0.len(), 1);
    }
}
