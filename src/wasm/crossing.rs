//! Conversions that several modules need.

use js_sys::{Float64Array, Reflect};
use tsify::Ts;
use wasm_bindgen::{JsError, JsValue};

use crate::curve::suggestion::Each;
use crate::schedule::Rates;

pub(super) type Js<T> = Result<Ts<T>, JsError>;
pub(super) type Numbers = Vec<Float64Array>;

/// Reads rates property by property: serde would add 8 kB (gzip) of code that formats numbers for error messages.
pub(super) fn read_rates(rates: &Ts<Rates>) -> Rates {
    let object = rates.js_value();
    let rate = |name| number(&object, name);
    Rates {
        answer: rate("answer"),
        lower: rate("lower"),
        upper: rate("upper"),
        suggested: Each::of(rate),
        lr: rate("lr"),
    }
}

/// A property that is a number.
pub(super) fn number(object: &JsValue, name: &'static str) -> Option<f64> {
    Reflect::get(object, &name.into()).ok()?.as_f64()
}

pub(super) fn numbers(arrays: &[Float64Array]) -> Vec<Vec<f64>> {
    arrays.iter().map(Float64Array::to_vec).collect()
}
