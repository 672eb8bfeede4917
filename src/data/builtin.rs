//! The data sets that the page has, and the one that is embedded.

use std::sync::{Arc, OnceLock};

use ndarray::Array2;

use super::dataset::{Dataset, Targets};
use super::generated;
use crate::choice::{Named, choice};
use crate::number;

choice! {
    /// A data set that the page has. All but the first are loaded once they are chosen.
    pub enum Builtin {
        /// 569 rows, 30 features, 2 classes; embedded.
        BreastCancer = "breast_cancer", "Breast cancer";
        /// 178 rows, 13 features, 3 classes (doi:10.24432/C5PC7J, CC BY 4.0).
        Wine = "wine", "Wine";
        /// 392 rows, 6 features, a value (doi:10.24432/C5859H, CC BY 4.0; without 6 rows that lack a number).
        AutoMpg = "auto_mpg", "Miles per gallon";
        /// 400 rows, 2 features, 2 classes; generated.
        Spirals = "spirals", "Two spirals";
        /// 20,000 rows, 20 features, 4 classes; generated.
        Noisy = "noisy", "20,000 noisy rows";
    }
}

/// The name in links of the embedded data.
pub const EMBEDDED: &str = "breast_cancer";

/// The Wisconsin Diagnostic Breast Cancer data as scikit-learn ships it: 569 rows, 30 features,
/// label 0 malignant, 1 benign (doi:10.24432/C5DW2B, CC BY 4.0). Packed by `build.rs`.
const BREAST_CANCER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/breast_cancer.bin"));

/// The embedded breast-cancer data, not scaled.
pub fn breast_cancer() -> &'static Arc<Dataset> {
    static DATASET: OnceLock<Arc<Dataset>> = OnceLock::new();
    DATASET.get_or_init(|| {
        let (features, targets) = unpack(BREAST_CANCER);
        let Ok(dataset) = Dataset::new(EMBEDDED, features, targets) else {
            unreachable!("build.rs packs rows of two classes");
        };
        Arc::new(dataset)
    })
}

impl Builtin {
    /// The one with this name in links.
    pub fn find(name: &str) -> Option<Self> {
        Self::named(name)
    }

    /// The rows: of most from the text of `www/data/NAME.csv`, numbers of which the last of a line is the target; none
    /// if it is not that text. Those that are generated need no text.
    pub fn read(self, csv: &str) -> Option<Arc<Dataset>> {
        let (features, targets) = match self {
            Self::Spirals => generated::spirals(),
            Self::Noisy => generated::noisy(),
            Self::BreastCancer | Self::Wine | Self::AutoMpg => {
                let rows: Vec<Vec<f64>> = csv.lines().skip(1).map(numbers).collect();
                let last = rows.iter().map(|row| row.last().copied().unwrap_or(0.0));
                let targets = match self {
                    Self::BreastCancer | Self::Wine => {
                        Targets::Classes(last.map(|class| class as usize).collect())
                    }
                    _ => Targets::Values(last.collect()),
                };
                let features: Vec<Vec<f64>> =
                    rows.iter().map(|row| row[..row.len().saturating_sub(1)].to_vec()).collect();
                (generated::table(&features), targets)
            }
        };
        // Another file than its own may have come.
        let dataset = Dataset::new(self.to_string(), features, targets).ok()?;
        let finite = dataset.features().iter().all(|x| x.is_finite());
        finite.then(|| Arc::new(dataset.with_standard_values()))
    }

    /// The rows, of the files that a native program has in it.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn load(self) -> Arc<Dataset> {
        let rows = self.read(match self {
            Self::BreastCancer => return breast_cancer().clone(),
            Self::Wine => include_str!("../../www/data/wine.csv"),
            Self::AutoMpg => include_str!("../../www/data/auto_mpg.csv"),
            Self::Spirals | Self::Noisy => "",
        });
        rows.unwrap_or_else(|| unreachable!("the files have rows of several classes, or values"))
    }
}

/// The numbers of a line.
fn numbers(line: &str) -> Vec<f64> {
    line.split(',').map(|cell| number::read(cell).unwrap_or(f64::NAN)).collect()
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
