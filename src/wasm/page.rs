//! The page's module: everything that it has from the start.

use std::sync::Arc;

use js_sys::{Float64Array, Reflect};
use tsify::{Ts, Tsify};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use super::known::{data, open};
use crate::curve::{recommendation, suggestion::Each};
use crate::data::Dataset;
use crate::evidence::{
    check::Check, comparison, comparison::Comparison, comparison::Entrants, diagnosis::Diagnosis,
};
use crate::experiment::{self, Experiment, Form, Reading, Showing};
use crate::fingerprint::Claim;
use crate::jobs::{self, Job, Plan};
use crate::report::Report;
use crate::schedule::Rates;
use crate::sentence::{self, Found};
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

/// The name of the data set that a link is about: see [`use_data`](super::known::use_data).
#[wasm_bindgen]
pub fn data_name(link: &str) -> String {
    experiment::data_name(link)
}

/// Reads a link. Data that are not here are named in a notice.
#[wasm_bindgen]
pub fn read_link(link: &str) -> Js<Reading> {
    Ok(Reading::new(link, &data(link).shape()).into_ts()?)
}

/// An address to share: with the fingerprints of what was computed here.
#[wasm_bindgen]
pub fn share_link(
    link: &str,
    sweep: Digits,
    band: Digits,
    check: Digits,
    comparison: Digits,
) -> String {
    let (experiment, data) = open(link);
    let claim = Claim::here([sweep, band, check, comparison]);
    Showing::read(link, &data.shape()).0.address(&experiment, Some(&claim))
}

/// A sweep.
#[wasm_bindgen(js_name = Sweep)]
pub struct WasmSweep {
    experiment: Experiment,
    dataset: Arc<Dataset>,
    sweep: Sweep,
}

#[wasm_bindgen(js_class = Sweep)]
impl WasmSweep {
    /// The sweep that a link names, at its first step.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Self {
        let (experiment, dataset) = open(link);
        let sweep = Sweep::new(&experiment, &dataset);
        Self { experiment, dataset, sweep }
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
        Ok(Report::new(&self.experiment, &self.dataset, &self.sweep).into_ts()?)
    }
}

/// See [`Job`].
#[wasm_bindgen(js_name = Job)]
pub struct WasmJob(Job);

#[wasm_bindgen(js_class = Job)]
impl WasmJob {
    /// See [`Job::repeats`].
    pub fn repeats(link: &str, first: u32, count: u32) -> Self {
        let (experiment, data) = open(link);
        Self(Job::repeats(&experiment, &data, first as usize, count as usize))
    }

    /// See [`Job::check`].
    pub fn check(link: &str, lr: f64, group: u32) -> Self {
        let (experiment, data) = open(link);
        Self(Job::check(&experiment, &data, lr, group as usize))
    }

    /// See [`Job::comparison`].
    pub fn comparison(link: &str, rates: Ts<Rates>, schedule: &str, group: u32) -> Self {
        let (experiment, data) = open(link);
        Self(Job::comparison(&experiment, &data, &read_rates(&rates), schedule, group as usize))
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
    let (experiment, data) = open(link);
    Ok(Plan::new(&experiment, &data).into_ts()?)
}

/// The rates of the runs, with the reader's own, which the link has.
#[wasm_bindgen]
pub fn with_own(link: &str, runs: Ts<Rates>) -> Js<Rates> {
    Ok(read_rates(&runs).with_own(&open(link).0.own_rates()).into_ts()?)
}

/// How an experiment differs from a pinned one. Of each: the rate, the ends of the range around it, which are not numbers
/// where there are none, and the median losses of its sweep.
#[wasm_bindgen]
pub fn difference_from_pin(link: &str, now: &[f64], pin: &str, pinned: &[f64]) -> String {
    let found = |found: &[f64]| {
        let (answer, median) = found.split_at_checked(3).unwrap_or_default();
        let known = |place: usize| answer.get(place).copied().filter(|rate| rate.is_finite());
        let lowest = median.iter().fold(f64::INFINITY, |least, &loss| least.min(loss));
        Found { lr: known(0), range: known(1).zip(known(2)), lowest }
    };
    let [one, other] = [link, pin].map(|link| open(link).0);
    let same_loss = one.output == other.output && one.measure == other.measure;
    sentence::difference(&found(now), &found(pinned), same_loss)
}

/// Every schedule under a link's settings and these rates, whether it is to be compared or not.
#[wasm_bindgen]
pub fn entrants(link: &str, rates: Ts<Rates>) -> Js<Entrants> {
    let (experiment, data) = open(link);
    Ok(comparison::entrants(&experiment, &data, &read_rates(&rates)).into_ts()?)
}

/// See [`jobs::summarize`].
#[wasm_bindgen]
pub fn summarize(link: &str, results: Numbers) -> Js<Summary> {
    let (experiment, data) = open(link);
    Ok(jobs::summarize(&experiment, &data, &numbers(&results)).into_ts()?)
}

/// See [`jobs::evaluate`].
#[wasm_bindgen]
pub fn evaluate(link: &str, rates: Ts<Rates>, lrs: &[f64], results: Numbers) -> Js<Check> {
    let ((experiment, data), results) = (open(link), numbers(&results));
    Ok(jobs::evaluate(&experiment, &data, &read_rates(&rates), lrs, &results).into_ts()?)
}

/// See [`jobs::rank`].
#[wasm_bindgen]
pub fn rank(
    link: &str,
    rates: Ts<Rates>,
    schedules: Vec<String>,
    results: Numbers,
) -> Js<Comparison> {
    let ((experiment, data), results) = (open(link), numbers(&results));
    Ok(jobs::rank(&experiment, &data, &read_rates(&rates), &schedules, &results).into_ts()?)
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
