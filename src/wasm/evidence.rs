//! The module for the check and the comparison: training at constant rates and with schedules. It is loaded after the answer.

use js_sys::Float64Array;
use tsify::{Ts, Tsify};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use super::crossing::{Js, Numbers, numbers, read_rates};
use super::known::open;
use crate::evidence::diagnosis::Diagnosis;
use crate::evidence::{check::Check, comparison, comparison::Comparison, comparison::Entrants};
use crate::jobs::{self, Job};
use crate::schedule::Rates;

/// A job, see [`Job`].
#[wasm_bindgen(js_name = Job)]
pub struct WasmJob(Job);

#[wasm_bindgen(js_class = Job)]
impl WasmJob {
    /// See [`Job::check`].
    pub fn check(link: &str, lr: f64, group: u32) -> Result<Self, JsError> {
        let (experiment, data) = open(link)?;
        Ok(Self(Job::check(&experiment, &data, lr, group as usize)))
    }

    /// See [`Job::comparison`].
    pub fn comparison(
        link: &str,
        rates: Ts<Rates>,
        schedule: &str,
        group: u32,
    ) -> Result<Self, JsError> {
        let ((experiment, data), rates) = (open(link)?, read_rates(&rates));
        Ok(Self(Job::comparison(&experiment, &data, &rates, schedule, group as usize)))
    }

    /// See [`Job::advance`].
    pub fn advance(&mut self, steps: u32) -> bool {
        self.0.advance(steps as usize)
    }

    /// See [`Job::take`].
    pub fn take(&self) -> Float64Array {
        Float64Array::from(self.0.take().as_slice())
    }
}

/// Every schedule for a link's settings and these rates, whether selected or not.
#[wasm_bindgen]
pub fn entrants(link: &str, rates: Ts<Rates>) -> Js<Entrants> {
    let (experiment, data) = open(link)?;
    Ok(comparison::entrants(&experiment, &data, &read_rates(&rates)).into_ts()?)
}

/// See [`jobs::evaluate`].
#[wasm_bindgen]
pub fn evaluate(link: &str, runs: Ts<Rates>, lrs: &[f64], results: Numbers) -> Js<Check> {
    let ((experiment, data), results) = (open(link)?, numbers(&results));
    Ok(jobs::evaluate(&experiment, &data, &read_rates(&runs), lrs, &results).into_ts()?)
}

/// See [`jobs::rank`].
#[wasm_bindgen]
pub fn rank(
    link: &str,
    rates: Ts<Rates>,
    schedules: Vec<String>,
    results: Numbers,
) -> Js<Comparison> {
    let ((experiment, data), results) = (open(link)?, numbers(&results));
    Ok(jobs::rank(&experiment, &data, &read_rates(&rates), &schedules, &results).into_ts()?)
}

/// See [`jobs::diagnose`].
#[wasm_bindgen]
pub fn diagnose(layers: &[f64], sharpness: Numbers) -> Js<Diagnosis> {
    Ok(jobs::diagnose(layers, &numbers(&sharpness)).into_ts()?)
}
