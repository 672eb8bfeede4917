//! What crosses the boundary in several modules.

use js_sys::{Float64Array, Reflect};
use tsify::Ts;
use wasm_bindgen::JsError;

use crate::curve::suggestion::Each;
use crate::schedule::Rates;

pub(super) type Js<T> = Result<Ts<T>, JsError>;
pub(super) type Numbers = Vec<Float64Array>;

/// Property by property: to read them through serde would bring 8 kB (gzip) of code that writes numbers
/// into messages nobody sees.
pub(super) fn read_rates(rates: &Ts<Rates>) -> Rates {
    let object = rates.js_value();
    let rate =
        |name: &'static str| Reflect::get(&object, &name.into()).ok().and_then(|lr| lr.as_f64());
    Rates {
        answer: rate("answer"),
        lower: rate("lower"),
        upper: rate("upper"),
        suggested: Each::of(rate),
        lr: rate("lr"),
    }
}

pub(super) fn numbers(arrays: &[Float64Array]) -> Vec<Vec<f64>> {
    arrays.iter().map(Float64Array::to_vec).collect()
}
