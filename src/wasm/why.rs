//! The module for the diagnosis, loaded on demand.

use js_sys::Float64Array;
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use super::known::open;
use crate::jobs::Inspection;

/// An inspection, see [`Inspection`].
#[wasm_bindgen(js_name = Inspection)]
pub struct WasmInspection(Inspection);

#[wasm_bindgen(js_class = Inspection)]
impl WasmInspection {
    /// See [`Inspection::layers`].
    pub fn layers(link: &str) -> Result<Self, JsError> {
        let (experiment, data) = open(link)?;
        Ok(Self(Inspection::layers(&experiment, &data)))
    }

    /// See [`Inspection::sharpness`].
    pub fn sharpness(link: &str, steps: &[u32]) -> Result<Self, JsError> {
        let steps: Vec<usize> = steps.iter().map(|&step| step as usize).collect();
        let (experiment, data) = open(link)?;
        Ok(Self(Inspection::sharpness(&experiment, &data, &steps)))
    }

    /// See [`Inspection::advance`].
    pub fn advance(&mut self, steps: u32) -> bool {
        self.0.advance(steps as usize)
    }

    /// See [`Inspection::take`].
    pub fn take(&self) -> Float64Array {
        Float64Array::from(self.0.take().as_slice())
    }
}
