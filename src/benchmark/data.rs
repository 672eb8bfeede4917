//! The data sets of the benchmark: the embedded one, three of scikit-learn's (`benchmark/README.md`) and three
//! that are generated.

use std::f64::consts::PI;
use std::sync::Arc;

use crate::choice::choice;
use crate::data::{Builtin, Dataset, Random, Targets, breast_cancer, table};

choice! {
    /// A data set of the benchmark.
    pub enum Source {
        /// 569 rows, 30 features, 2 classes.
        BreastCancer = "breast_cancer", "breast cancer";
        /// 178 rows, 13 features, 3 classes.
        Wine = "wine", "wine";
        /// 150 rows, 4 features, 3 classes.
        Iris = "iris", "iris";
        /// 1,797 rows, 64 features, 10 classes.
        Digits = "digits", "digits";
        /// 400 rows, 2 features, 2 classes: two spirals of one and a half turns with noise.
        Spirals = "spirals", "two spirals";
        /// 400 rows, 2 features, 4 classes: overlapping normal distributions.
        Clusters = "clusters", "four clusters";
        /// 500 rows, 10 features, a value: Friedman's first function (doi:10.1214/aos/1176347963),
        /// standardized.
        Friedman = "friedman", "Friedman's function";
    }
}

impl Source {
    /// The rows.
    pub fn load(self) -> Arc<Dataset> {
        match self {
            Self::BreastCancer => breast_cancer().clone(),
            Self::Wine => Builtin::Wine.load(),
            Self::Iris => read("iris", include_str!("../../benchmark/iris.csv")),
            Self::Digits => read("digits", include_str!("../../benchmark/digits.csv")),
            Self::Spirals => Builtin::Spirals.load(),
            Self::Clusters => clusters(),
            Self::Friedman => friedman(),
        }
    }
}

/// Rows of features, the last cell of each the class.
fn read(name: &str, text: &str) -> Arc<Dataset> {
    let row = |line: &str| line.split(',').map(|cell| cell.parse().unwrap_or(f64::NAN)).collect();
    let rows: Vec<Vec<f64>> = text.lines().map(row).collect();
    let classes = rows.iter().filter_map(|row| row.last()).map(|&class| class as usize).collect();
    let features: Vec<Vec<f64>> = rows.iter().map(|row| row[..row.len() - 1].to_vec()).collect();
    dataset(name, &features, Targets::Classes(classes))
}

fn dataset(name: &str, rows: &[Vec<f64>], targets: Targets) -> Arc<Dataset> {
    let Ok(dataset) = Dataset::new(name, table(rows), targets) else {
        unreachable!("the data sets of the benchmark have rows of several classes, or values");
    };
    Arc::new(dataset)
}

fn clusters() -> Arc<Dataset> {
    let mut random = Random::new(2);
    let row = |row: usize| {
        let center = [[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]][row % 4];
        center.iter().map(|center| center + 0.7 * random.normal()).collect()
    };
    let rows: Vec<_> = (0..400).map(row).collect();
    dataset("clusters", &rows, Targets::Classes((0..400).map(|row| row % 4).collect()))
}

fn friedman() -> Arc<Dataset> {
    let mut random = Random::new(3);
    let rows: Vec<Vec<f64>> =
        (0..500).map(|_| (0..10).map(|_| random.uniform()).collect()).collect();
    let value = |x: &Vec<f64>| {
        let curved = 10.0 * libm::sin(PI * x[0] * x[1]) + 20.0 * (x[2] - 0.5) * (x[2] - 0.5);
        curved + 10.0 * x[3] + 5.0 * x[4] + random.normal()
    };
    let values: Vec<f64> = rows.iter().map(value).collect();
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
    let values = values.iter().map(|value| (value - mean) / variance.sqrt()).collect();
    dataset("friedman", &rows, Targets::Values(values))
}
