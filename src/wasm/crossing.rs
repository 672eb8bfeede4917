//! Conversions that several modules need.

use js_sys::{Float64Array, Reflect};
use tsify::Ts;
use wasm_bindgen::JsError;

use crate::curve::suggestion::Each;
use crate::schedule::Rates;

pub(super) type Js<T> = Result<Ts<T>, JsError>;
pub(super) type Numbers = Vec<Float64Array>;

/// Reads rates property by property: serde would add 8 kB (gzip) of code that formats numbers for error messages.
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
