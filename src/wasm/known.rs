//! The data that a module knows, by their names in links: the embedded ones, and the last that it was given. A link
//! is all that the other exports need.

use std::cell::RefCell;
use std::sync::Arc;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::data::{Dataset, breast_cancer};
use crate::experiment::{Experiment, data_name};

thread_local! {
    static GIVEN: RefCell<Option<Arc<Dataset>>> = const { RefCell::new(None) };
}

/// Takes a data set, as the module of tables packs it, in place of the last that it was given. Bytes that are none
/// change nothing.
#[wasm_bindgen]
pub fn use_data(packed: &[u8]) {
    if let Some(dataset) = Dataset::unpack(packed) {
        GIVEN.with_borrow_mut(|given| *given = Some(Arc::new(dataset)));
    }
}

/// The data that a link names; the embedded ones if those are not here.
pub(super) fn data(link: &str) -> Arc<Dataset> {
    let given = GIVEN.with_borrow(Option::clone);
    let named = given.filter(|given| given.name() == data_name(link));
    named.unwrap_or_else(|| breast_cancer().clone())
}

/// The experiment that a link names, and its data.
pub(super) fn open(link: &str) -> (Experiment, Arc<Dataset>) {
    let data = data(link);
    (Experiment::from_link(link, &data.shape()).0, data)
}
