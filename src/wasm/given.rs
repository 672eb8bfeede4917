//! Data sets as JavaScript passes them.

use std::sync::Arc;

use ndarray::Array2;

use crate::data::{Dataset, Targets, Unit};

/// The data set of features, row by row, and of the target of each row, which is the index of its class or a
/// standardized value with the mean and the deviation of its unit. None if they are invalid.
pub(super) fn dataset(
    name: String,
    features: Vec<f64>,
    targets: Vec<f64>,
    unit: Option<Vec<f64>>,
) -> Option<Arc<Dataset>> {
    let (rows, cells) = (targets.len(), features.len());
    let features = Array2::from_shape_vec((rows, cells / rows.max(1)), features).ok()?;
    let targets = match unit {
        None => Targets::Classes(targets.into_iter().map(|class| class as usize).collect()),
        Some(_) => Targets::Values(targets),
    };
    let dataset = Dataset::new(name, features, targets).ok()?;
    Some(Arc::new(match unit.as_deref() {
        Some(&[mean, deviation]) => dataset.with_unit(Unit { mean, deviation }),
        _ => dataset,
    }))
}
