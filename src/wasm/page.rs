//! The page's module: everything that it has from the start.

use js_sys::{Float64Array, Reflect};
use tsify::{Ts, Tsify};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use super::experiment;
use crate::curve::{recommendation, suggestion::Each};
use crate::data::breast_cancer;
use crate::evidence::{
    check::Check, comparison, comparison::Comparison, comparison::Entrants, diagnosis::Diagnosis,
};
use crate::experiment::{Experiment, Form, Reading};
use crate::fingerprint::Claim;
use crate::jobs::{self, Job, Plan};
use crate::report::Report;
use crate::schedule::Rates;
use crate::training::{summary::Summary, sweep::Status, sweep::Sweep};

type Js<T> = Result<Ts<T>, JsError>;
type Numbers = Vec<Float64Array>;
type Digits = Option<String>;

/// Types of which TypeScript has only the parts.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "export type Suggestions = Each<Suggestion>;
export type Spreads = Each<Spread>;
export interface Rates extends Partial<Each<number>> {}";

/// Every setting with its default and its range.
#[wasm_bindgen]
pub fn form() -> Js<Form> {
    Ok(Form::new().into_ts()?)
}

/// Reads a link.
#[wasm_bindgen]
pub fn read_link(link: &str) -> Js<Reading> {
    Ok(Reading::new(link, &breast_cancer().shape()).into_ts()?)
}

/// A link to share: with the fingerprints of what was computed here.
#[wasm_bindgen]
pub fn share_link(
    link: &str,
    sweep: Digits,
    band: Digits,
    check: Digits,
    comparison: Digits,
) -> String {
    experiment(link).claimed(Some(&Claim::here([sweep, band, check, comparison])))
}

/// A sweep of the built-in data.
#[wasm_bindgen(js_name = Sweep)]
pub struct WasmSweep {
    experiment: Experiment,
    sweep: Sweep,
}

#[wasm_bindgen(js_class = Sweep)]
impl WasmSweep {
    /// The sweep that a link names, at its first step.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Self {
        let experiment = experiment(link);
        let sweep = Sweep::new(&experiment, breast_cancer());
        Self { experiment, sweep }
    }

    /// Makes up to so many steps and tells how far the sweep is.
    pub fn advance(&mut self, max_steps: u32) -> Js<Status> {
        self.sweep.advance(max_steps as usize);
        Ok(self.sweep.status().into_ts()?)
    }

    /// The learning rates of the recorded steps.
    pub fn lrs(&self) -> Float64Array {
        Float64Array::from(self.sweep.lrs())
    }

    /// The recorded losses.
    pub fn losses(&self) -> Float64Array {
        Float64Array::from(self.sweep.losses())
    }

    /// The losses smoothed.
    pub fn smoothed_losses(&self) -> Float64Array {
        Float64Array::from(self.sweep.smoothed_losses())
    }

    /// The losses smoothed without a shift: see [`recommendation::smooth`].
    pub fn smooth(&self) -> Float64Array {
        let smooth = recommendation::smooth(self.sweep.lrs(), self.sweep.losses());
        Float64Array::from(smooth.as_slice())
    }

    /// The curve's fingerprint so far.
    pub fn fingerprint(&self) -> String {
        self.sweep.fingerprint()
    }

    /// Everything the sweep has produced so far.
    pub fn report(&self) -> Js<Report> {
        Ok(Report::new(&self.experiment, breast_cancer(), &self.sweep).into_ts()?)
    }
}

/// See [`Job`].
#[wasm_bindgen(js_name = Job)]
pub struct WasmJob(Job);

#[wasm_bindgen(js_class = Job)]
impl WasmJob {
    /// See [`Job::repeats`].
    pub fn repeats(link: &str, first: u32, count: u32) -> Self {
        Self(Job::repeats(&experiment(link), breast_cancer(), first as usize, count as usize))
    }

    /// See [`Job::check`].
    pub fn check(link: &str, lr: f64, group: u32) -> Self {
        Self(Job::check(&experiment(link), breast_cancer(), lr, group as usize))
    }

    /// See [`Job::comparison`].
    pub fn comparison(link: &str, rates: Ts<Rates>, schedule: &str, group: u32) -> Self {
        let (experiment, rates) = (experiment(link), read_rates(&rates));
        Self(Job::comparison(&experiment, breast_cancer(), &rates, schedule, group as usize))
    }

    /// See [`Job::advance`].
    pub fn advance(&mut self, steps: u32) -> bool {
        self.0.advance(steps as usize)
    }

    /// See [`Job::take`].
    pub fn take(&mut self) -> Float64Array {
        Float64Array::from(self.0.take().as_slice())
    }
}

/// How the work of a link's experiment can be divided.
#[wasm_bindgen]
pub fn plan(link: &str) -> Js<Plan> {
    Ok(Plan::new(&experiment(link), breast_cancer()).into_ts()?)
}

/// The rates of the runs, with the reader's own, which the link has.
#[wasm_bindgen]
pub fn with_own(link: &str, runs: Ts<Rates>) -> Js<Rates> {
    Ok(read_rates(&runs).with_own(&experiment(link).own_rates()).into_ts()?)
}

/// Every schedule under a link's settings and these rates, whether it is to be compared or not.
#[wasm_bindgen]
pub fn entrants(link: &str, rates: Ts<Rates>) -> Js<Entrants> {
    Ok(comparison::entrants(&experiment(link), breast_cancer(), &read_rates(&rates)).into_ts()?)
}

/// See [`jobs::summarize`].
#[wasm_bindgen]
pub fn summarize(link: &str, results: Numbers) -> Js<Summary> {
    let results = numbers(&results);
    Ok(jobs::summarize(&experiment(link), breast_cancer(), &results).into_ts()?)
}

/// See [`jobs::evaluate`].
#[wasm_bindgen]
pub fn evaluate(link: &str, rates: Ts<Rates>, lrs: &[f64], results: Numbers) -> Js<Check> {
    let (rates, results) = (read_rates(&rates), numbers(&results));
    Ok(jobs::evaluate(&experiment(link), breast_cancer(), &rates, lrs, &results).into_ts()?)
}

/// See [`jobs::rank`].
#[wasm_bindgen]
pub fn rank(
    link: &str,
    rates: Ts<Rates>,
    schedules: Vec<String>,
    results: Numbers,
) -> Js<Comparison> {
    let (rates, results) = (read_rates(&rates), numbers(&results));
    Ok(jobs::rank(&experiment(link), breast_cancer(), &rates, &schedules, &results).into_ts()?)
}

/// See [`jobs::diagnose`].
#[wasm_bindgen]
pub fn diagnose(layers: Float64Array, sharpness: Numbers) -> Js<Diagnosis> {
    Ok(jobs::diagnose(&layers.to_vec(), &numbers(&sharpness)).into_ts()?)
}

/// Property by property: to read them through serde would bring 8 kB (gzip) of code that writes numbers
/// into messages nobody sees.
fn read_rates(rates: &Ts<Rates>) -> Rates {
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

fn numbers(arrays: &[Float64Array]) -> Vec<Vec<f64>> {
    arrays.iter().map(Float64Array::to_vec).collect()
}
