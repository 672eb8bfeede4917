//! Scaling of the features before training.

use std::sync::Arc;

use ndarray::{Array2, ArrayView2};

use crate::choice::choice;

choice! {
    /// The scaling of the features before training.
    pub enum Scaler {
        /// Each column minus its mean, divided by its population standard deviation, both of the training
        /// rows: scikit-learn's `StandardScaler`. A column is only centered if its variance is within the
        /// rounding error of a constant, or too large for double precision.
        Standard = "standard", "standardized";
        /// No scaling.
        None = "none", "not scaled";
    }
}

impl Scaler {
    /// Scales `features` (N, I) by the statistics of the rows `fit`.
    pub fn scale(self, features: &Array2<f64>, fit: &[usize]) -> Array2<f64> {
        let mut scaled = features.to_owned();
        let columns = self.statistics(features, fit);
        for mut row in scaled.rows_mut() {
            row.iter_mut().zip(&columns).for_each(|(x, column)| *x = column.scale(*x));
        }
        scaled
    }

    /// The statistics that scale each column, from the rows `fit`.
    pub(crate) fn statistics(self, features: &Array2<f64>, fit: &[usize]) -> Vec<Statistics> {
        match self {
            Self::Standard => statistics(features.view(), fit),
            Self::None => vec![Statistics { mean: 0.0, deviation: 1.0 }; features.ncols()],
        }
    }
}

/// Scaled features (N, I) in single precision, row by row.
pub(crate) fn scale_to_single(features: &Array2<f64>, columns: &[Statistics]) -> Arc<Vec<f32>> {
    // Allocated at once: growing would take three times the memory for large data.
    let mut scaled = Vec::with_capacity(features.len());
    for row in features.rows() {
        scaled.extend(row.iter().zip(columns).map(|(&x, column)| column.scale(x) as f32));
    }
    Arc::new(scaled)
}

/// The mean and the population standard deviation of a column; 1 for a deviation that is a rounding error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Statistics {
    pub(super) mean: f64,
    pub(super) deviation: f64,
}

impl Statistics {
    pub(crate) fn scale(self, x: f64) -> f64 {
        (x - self.mean) / self.deviation
    }
}

/// The statistics of each column of `features` (N, I) over the rows `fit`.
///
/// As in scikit-learn, the variance is that of the two-pass algorithm corrected for the rounding of the
/// mean, and `N eps variance + (N eps mean)^2` limits its rounding error for a constant (Chan, Golub
/// and LeVeque, Algorithms for computing the sample variance, 1983).
pub(super) fn statistics(features: ArrayView2<f64>, fit: &[usize]) -> Vec<Statistics> {
    let rows = fit.len() as f64;
    // Row by row, in the order of memory: column by column takes ten times as long for 100,000 rows.
    let mut means = vec![0.0; features.ncols()];
    for &row in fit {
        means.iter_mut().zip(features.row(row)).for_each(|(sum, x)| *sum += x);
    }
    means.iter_mut().for_each(|sum| *sum /= rows);
    let mut sums = vec![(0.0, 0.0); features.ncols()];
    for &row in fit {
        for ((rest, squares), (x, mean)) in
            sums.iter_mut().zip(features.row(row).iter().zip(&means))
        {
            *rest += x - mean;
            *squares += (x - mean) * (x - mean);
        }
    }
    let deviation = |(&mean, (rest, squares)): (&f64, (f64, f64))| {
        let variance = (squares - rest * rest / rows) / rows;
        let rounding = rows * mean * f64::EPSILON;
        let constant = rows * f64::EPSILON * variance + rounding * rounding;
        let deviation = if variance > constant { variance.sqrt() } else { 1.0 };
        Statistics { mean, deviation }
    };
    means.iter().zip(sums).map(deviation).collect()
}

#[cfg(test)]
mod tests {
    use super::super::builtin::breast_cancer;
    use super::*;

    #[test]
    fn scaler_is_fitted_only_to_the_given_rows() {
        let features = ndarray::array![[5.0, 1.0], [5.0, 3.0], [9.0, 9.0]];
        let scaled = Scaler::Standard.scale(&features, &[0, 1]);
        assert_eq!(scaled, ndarray::array![[0.0, -1.0], [0.0, 1.0], [4.0, 7.0]]);
        assert_eq!(Scaler::None.scale(&features, &[0, 1]), features);
    }

    /// scikit-learn's results for single columns and for the embedded data, from `tests/reference`.
    fn reference(name: &str) -> serde_json::Value {
        let path = format!("{}/tests/reference/{name}.json", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    #[test]
    fn scaled_columns_match_scikit_learn() {
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
    fn scaled_embedded_data_equal_scikit_learn_in_single_precision() {
        let rows: Vec<usize> = (0..569).collect();
        let scaled = Scaler::Standard.scale(breast_cancer().features(), &rows);
        let expected = &reference("data")["X"];
        for ((row, column), &found) in scaled.indexed_iter() {
            let expected = expected[row][column].as_f64().unwrap();
            assert_eq!(found as f32, expected as f32, "row {row}, column {column}");
        }
    }
}
