//! The data sets of a module, by their names in links: the last one that it received and, in the page's module, the
//! first one. The other exports need only a link.

use std::cell::RefCell;
use std::sync::Arc;

use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use super::given::dataset;
use crate::data::Dataset;
use crate::experiment::{Experiment, data_name};

thread_local! {
    static GIVEN: RefCell<Vec<Arc<Dataset>>> = const { RefCell::new(Vec::new()) };
}

/// The number of first data sets that a module always keeps.
const STAYING: usize = if cfg!(feature = "page") { 1 } else { 0 };

/// Sets a data set, which replaces the last one unless that is always kept: its features, row by row, and the target
/// of each row, which is the index of its class or a standardized value with its unit. Without features, the module
/// knows only the shape of the data and cannot train on them. Invalid data change nothing.
#[wasm_bindgen]
pub fn use_data(name: String, features: Vec<f64>, targets: Vec<f64>, unit: Option<Vec<f64>>) {
    if let Some(dataset) = dataset(name, features, targets, unit) {
        GIVEN.with_borrow_mut(|given| {
            given.truncate(STAYING);
            given.push(dataset);
        });
    }
}

/// The data of a link; the first data if the link's are missing, which a notice says. An error if there are none.
#[cfg(feature = "page")]
pub(super) fn data(link: &str) -> Result<Arc<Dataset>, JsError> {
    let first = || GIVEN.with_borrow(|given| given.first().cloned());
    named(link).or_else(first).ok_or_else(|| JsError::new("There are no data."))
}

/// The experiment of a link, and its data. An error if there are no data.
pub(super) fn open(link: &str) -> Result<(Experiment, Arc<Dataset>), JsError> {
    let data = named(link).ok_or_else(|| JsError::new("These data are not here."))?;
    Ok((Experiment::from_link(link, &data.shape()).0, data))
}

fn named(link: &str) -> Option<Arc<Dataset>> {
    let name = data_name(link);
    GIVEN.with_borrow(|given| given.iter().rfind(|given| given.name() == name).cloned())
}
