//! The built-in data sets.

use std::sync::{Arc, OnceLock};

use super::dataset::{Dataset, Targets};
use super::generated;
use crate::choice::choice;
use crate::number;

choice! {
    /// A built-in data set. The page loads all except the first only when they are chosen.
    pub enum Builtin {
        /// 569 rows, 30 features, 2 classes: see [`breast_cancer`].
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

/// The name of the data set of links without `data`.
pub const DEFAULT: &str = "breast_cancer";

/// The Wisconsin Diagnostic Breast Cancer data as scikit-learn ships it: 569 rows, 30 features,
/// label 0 malignant, 1 benign (doi:10.24432/C5DW2B, CC BY 4.0); not scaled.
pub fn breast_cancer() -> &'static Arc<Dataset> {
    static DATASET: OnceLock<Arc<Dataset>> = OnceLock::new();
    DATASET.get_or_init(|| Builtin::BreastCancer.load())
}

impl Builtin {
    /// The data set from the text of `www/data/NAME.csv`, lines of numbers of which the last is the target; none if
    /// the text is not that of the data set. Generated data sets ignore the text.
    pub fn read(self, csv: &str) -> Option<Arc<Dataset>> {
        let (features, targets) = match self {
            Self::Spirals => generated::spirals(),
            Self::Noisy => generated::noisy(),
            Self::BreastCancer | Self::Wine | Self::AutoMpg => {
                let rows: Vec<Vec<f64>> = csv.lines().skip(1).map(numbers).collect();
                // The server may have sent another file.
                let width = rows.first()?.len();
                let fits = |row: &Vec<f64>| row.len() == width && row.iter().all(|x| x.is_finite());
                if width < 2 || !rows.iter().all(fits) {
                    return None;
                }
                let last = rows.iter().map(|row| row.last().copied().unwrap_or(0.0));
                let is_class = |class: f64| class >= 0.0 && class == class.trunc();
                if self != Self::AutoMpg && !last.clone().all(is_class) {
                    return None;
                }
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
        let dataset = Dataset::new(self.to_string(), features, targets).ok()?;
        Some(Arc::new(dataset.with_standard_values()))
    }

    /// The data set, from files that are embedded in the calling program. The page's modules do not embed them.
    pub fn load(self) -> Arc<Dataset> {
        let rows = self.read(match self {
            Self::BreastCancer => include_str!("../../www/data/breast_cancer.csv"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_is_no_data_set() {
        let read = |text: &str| Builtin::Wine.read(text).map(|data| data.rows());
        assert_eq!(read("a,b\n1,0\n2,1\n"), Some(2));
        // As of a network that asks to sign in, with lines of different lengths, or classes of any size.
        for text in [
            "",
            "a,b",
            "a\n0\n1\n",
            "<!doctype html>\na, b, c\nd\n",
            "a,b\n1,0\n2,1,5\n",
            "a,b\n1,0\n2,1e300\n",
            "a,b\n1,0\n2,18446744073709551615\n",
            "a,b\n1,0\nx,1\n",
            "a,b\n1,0\n2,x\n",
            "a,b\n1,0\n2,1\n3,-1\n",
            "a,b\n1,0\n2,1\n3,0.5\n",
        ] {
            assert_eq!(read(text), None, "{text:?}");
            assert_eq!(
                Builtin::AutoMpg.read(text).is_some(),
                ["e300", "1615", "-1", "0.5"].iter().any(|value| text.contains(value))
            );
        }
    }
}
