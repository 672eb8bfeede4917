//! In headless browsers: the same bits as natively, through the boundary that the page uses.

#![cfg(target_arch = "wasm32")]

mod common;

use common::{NOTEBOOK, NOTEBOOK_FINGERPRINT};
use rangefinder::wasm::{WasmSweep, form, read_link};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A property of an object that crossed the boundary, as JSON.
fn json(value: impl Into<wasm_bindgen::JsValue>) -> String {
    js_sys::JSON::stringify(&value.into()).map(String::from).unwrap_or_default()
}

#[wasm_bindgen_test]
fn the_notebook_s_curve_has_the_native_fingerprint() {
    let mut sweep = WasmSweep::new(NOTEBOOK);
    let status = json(sweep.advance(20).expect("a status"));
    assert_eq!(status, r#"{"step":20,"steps":48,"least":19}"#);
    sweep.advance(u32::MAX).expect("a status");
    assert_eq!(sweep.fingerprint(), NOTEBOOK_FINGERPRINT);
    assert_eq!(sweep.lrs().length(), 48);
    assert_eq!(format!("{:.5}", sweep.lrs().get_index(47)), "93.53918");
    assert_eq!(sweep.losses().length(), sweep.smoothed_losses().length());
}

#[wasm_bindgen_test]
fn a_loss_that_is_not_finite_is_an_outcome() {
    let mut sweep = WasmSweep::new("#v=1&start_lr=1e30&end_lr=1e31");
    let status = json(sweep.advance(u32::MAX).expect("a status"));
    assert!(status.contains(r#""kind":"not_finite""#), "{status}");
    assert!(json(sweep.report().expect("a report")).contains("too few steps"));
}

#[wasm_bindgen_test]
fn a_bad_link_comes_back_with_notices_and_every_setting() {
    let reading = json(read_link("#v=1&seed=x&hidden=8").expect("a reading"));
    assert!(reading.contains(r##""link":"#v=1&hidden=8""##), "{reading}");
    assert!(reading.contains("seed=x is not possible"), "{reading}");
    assert!(reading.contains(r#""stop_factor":"4""#), "{reading}");
    assert!(json(form().expect("a form")).contains(r#""key":"batch_size""#));
}
