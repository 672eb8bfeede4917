//! The module of a visit's first sweep, that of a link that sets nothing: it is small, so that training starts while
//! the page and its other modules are still being loaded. The page goes on with a sweep of its own, which has the
//! same bits.

use js_sys::Float64Array;
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use super::given::dataset;
use crate::data::DEFAULT;
use crate::experiment::Experiment;
use crate::training::sweep::Sweep;

/// A sweep with the default settings.
#[wasm_bindgen]
pub struct FirstSweep {
    sweep: Sweep,
    ends: (f64, f64),
}

#[wasm_bindgen]
impl FirstSweep {
    /// The sweep on the page's own data, at its first step: see [`use_data`](super::known::use_data).
    #[wasm_bindgen(constructor)]
    pub fn new(features: Vec<f64>, targets: Vec<f64>) -> Result<Self, JsError> {
        let data = dataset(DEFAULT.to_owned(), features, targets, None);
        let data = data.ok_or_else(|| JsError::new("There are no data."))?;
        let experiment = Experiment::default_for(&data.shape());
        Ok(Self { sweep: Sweep::new(&experiment, &data), ends: experiment.extent().ends })
    }

    /// See [`Sweep::advance`].
    pub fn advance(&mut self, max_steps: u32) {
        self.sweep.advance(max_steps as usize);
    }

    /// The planned number of steps.
    pub fn steps(&self) -> u32 {
        self.sweep.status().steps as u32
    }

    /// The first learning rate.
    pub fn start_lr(&self) -> f64 {
        self.ends.0
    }

    /// The last learning rate.
    pub fn end_lr(&self) -> f64 {
        self.ends.1
    }

    /// The learning rates of the recorded steps.
    pub fn lrs(&self) -> Float64Array {
        Float64Array::from(self.sweep.lrs())
    }

    /// The recorded losses.
    pub fn losses(&self) -> Float64Array {
        Float64Array::from(self.sweep.losses())
    }
}
