//! The embedded data set.

use std::sync::{Arc, OnceLock};

use ndarray::Array2;

use super::dataset::{Dataset, Targets};

/// The Wisconsin Diagnostic Breast Cancer data as scikit-learn ships it: 569 rows, 30 features,
/// label 0 malignant, 1 benign (doi:10.24432/C5DW2B, CC BY 4.0). Packed by `build.rs`.
const BREAST_CANCER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/breast_cancer.bin"));

/// The embedded breast-cancer data, not scaled.
pub fn breast_cancer() -> &'static Arc<Dataset> {
    static DATASET: OnceLock<Arc<Dataset>> = OnceLock::new();
    DATASET.get_or_init(|| {
        let (features, targets) = unpack(BREAST_CANCER);
        let Ok(dataset) = Dataset::new("breast_cancer", features, targets) else {
            unreachable!("build.rs packs rows of two classes");
        };
        Arc::new(dataset)
    })
}

/// Reads the data packed by `build.rs`. An integer divided by a power of ten is exactly the number of its
/// decimal text.
fn unpack(packed: &[u8]) -> (Array2<f64>, Targets) {
    let size = |at: usize| packed[at..at + 4].iter().rev().fold(0, |n, &b| n << 8 | usize::from(b));
    let (rows, inputs) = (size(0), size(4) - 1);
    let cell = |column: usize, row: usize| {
        let column = &packed[8 + column * (1 + 3 * rows)..];
        let byte = |place: usize| u32::from(column[1 + place * rows + row]) << (8 * place);
        f64::from(byte(0) | byte(1) | byte(2)) / f64::from(10_u32.pow(u32::from(column[0])))
    };
    let features = Array2::from_shape_fn((rows, inputs), |(row, column)| cell(column, row));
    (features, Targets::Classes((0..rows).map(|row| cell(inputs, row) as usize).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_data_are_those_of_the_file() {
        let file = include_str!("../../www/data/breast_cancer.csv");
        let dataset = breast_cancer();
        assert_eq!(dataset.features().dim(), (569, 30));
        assert_eq!(file.lines().count(), 570);
        for (line, (row, label)) in file
            .lines()
            .skip(1)
            .zip(dataset.features().rows().into_iter().zip(dataset.targets().numbers()))
        {
            let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
            assert_eq!(row.to_vec(), cells[..30]);
            assert_eq!(label, cells[30]);
        }
    }
}
