//! The data that a module knows, by their names in links: the last that it was given and, where the page's links are
//! read, the first. A link is all that the other exports need.

use std::cell::RefCell;
use std::sync::Arc;

use ndarray::Array2;
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use crate::data::{Dataset, Targets, Unit};
use crate::experiment::{Experiment, data_name};

thread_local! {
    static GIVEN: RefCell<Vec<Arc<Dataset>>> = const { RefCell::new(Vec::new()) };
}

/// How many of the data that it was given first a module keeps whatever comes next.
const STAYING: usize = if cfg!(feature = "page") { 1 } else { 0 };

/// Takes a data set in place of the last that it was given, unless that stays: its features, row by row, and the target
/// of each row, which is the index of its class or, if there are no classes, a value in a unit of its own.
/// Without features it has the shape of a data set, and cannot be trained on. What is no data set changes nothing.
#[wasm_bindgen]
pub fn use_data(name: String, features: Vec<f64>, targets: Vec<f64>, unit: Option<Vec<f64>>) {
    let (rows, cells) = (targets.len(), features.len());
    let Ok(features) = Array2::from_shape_vec((rows, cells / rows.max(1)), features) else {
        return;
    };
    let targets = match unit {
        None => Targets::Classes(targets.into_iter().map(|class| class as usize).collect()),
        Some(_) => Targets::Values(targets),
    };
    if let Ok(dataset) = Dataset::new(name, features, targets) {
        let dataset = match unit.as_deref() {
            Some(&[mean, deviation]) => dataset.with_unit(Unit { mean, deviation }),
            _ => dataset,
        };
        GIVEN.with_borrow_mut(|given| {
            given.truncate(STAYING);
            given.push(Arc::new(dataset));
        });
    }
}

/// The data that a link names; the first if those are not here, which its reading says. An error if there are none.
#[cfg(feature = "page")]
pub(super) fn data(link: &str) -> Result<Arc<Dataset>, JsError> {
    let first = || GIVEN.with_borrow(|given| given.first().cloned());
    named(link).or_else(first).ok_or_else(|| JsError::new("There are no data."))
}

/// The experiment that a link names, and its data, without which there is none.
pub(super) fn open(link: &str) -> Result<(Experiment, Arc<Dataset>), JsError> {
    let data = named(link).ok_or_else(|| JsError::new("These data are not here."))?;
    Ok((Experiment::from_link(link, &data.shape()).0, data))
}

fn named(link: &str) -> Option<Arc<Dataset>> {
    let name = data_name(link);
    GIVEN.with_borrow(|given| given.iter().rfind(|given| given.name() == name).cloned())
}
