//! The first module of the page, which its workers share: the played sweep, the sweeps of many seeds, and the suggested answer.

use js_sys::Float64Array;
use tsify::{Ts, Tsify};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use super::crossing::{Js, Numbers, number, numbers, read_rates};
use super::known::{data, open};
use crate::curve::{Recording, recommendation};
use crate::experiment::{self, Experiment, Form, Reading, Showing};
use crate::fingerprint::Claim;
use crate::jobs::{self, Plan};
use crate::report::SweepReport;
use crate::schedule::Rates;
use crate::sentence::{self, Answer, Found};
use crate::training::repeats::Repeats;
use crate::training::summary::Summary;
use crate::training::sweep::{Status, Sweep};

type Digits = Option<String>;

/// TypeScript types that `tsify` does not generate.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "export type Suggestions = Each<Suggestion>;
export type Spreads = Each<Spread>;
export interface Rates extends Partial<Each<number>> {}";

/// Every setting with its default and its range.
#[wasm_bindgen]
pub fn form() -> Js<Form> {
    Ok(Form::new().into_ts()?)
}

/// The name of the data set in a link: see [`use_data`](super::known::use_data).
#[wasm_bindgen]
pub fn data_name(link: &str) -> String {
    experiment::data_name(link)
}

/// See [`Dataset::know_column_statistics`](crate::data::Dataset::know_column_statistics), for the data of a link.
#[wasm_bindgen]
pub fn know_statistics(link: &str, statistics: &[f64]) {
    if let Ok(data) = data(link) {
        data.know_column_statistics(statistics);
    }
}

/// Reads a link. A notice names missing data.
#[wasm_bindgen]
pub fn read_link(link: &str) -> Js<Reading> {
    Ok(Reading::new(link, &data(link)?.shape()).into_ts()?)
}

/// The address for sharing, with the fingerprints of the results computed here.
#[wasm_bindgen]
pub fn share_link(
    link: &str,
    sweep: Digits,
    band: Digits,
    check: Digits,
    comparison: Digits,
) -> Result<String, JsError> {
    let (experiment, data) = open(link)?;
    let claim = Claim::here([sweep, band, check, comparison]);
    Ok(Showing::read(link, &data.shape()).0.address(&experiment, Some(&claim)))
}

/// A sweep.
#[wasm_bindgen(js_name = Sweep)]
pub struct WasmSweep {
    experiment: Experiment,
    sweep: Sweep,
}

#[wasm_bindgen(js_class = Sweep)]
impl WasmSweep {
    /// The sweep of a link, at its first step.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Result<Self, JsError> {
        let (experiment, dataset) = open(link)?;
        let sweep = Sweep::new(&experiment, &dataset);
        Ok(Self { experiment, sweep })
    }

    /// Makes up to `max_steps` steps. Returns the progress.
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

    /// The losses smoothed by the exponential moving average.
    pub fn smoothed_losses(&self) -> Float64Array {
        Float64Array::from(self.sweep.smoothed_losses())
    }

    /// The losses smoothed without a shift: see [`recommendation::smooth`].
    pub fn smooth(&self) -> Float64Array {
        let smooth = recommendation::smooth(self.sweep.lrs(), self.sweep.losses());
        Float64Array::from(smooth.as_slice())
    }

    /// The report of the sweep so far.
    pub fn report(&self) -> Js<SweepReport> {
        Ok(SweepReport::new(&self.experiment, &self.sweep).into_ts()?)
    }
}

/// The sweeps of many seeds, see [`Repeats`].
#[wasm_bindgen(js_name = Repeats)]
pub struct WasmRepeats(Repeats);

#[wasm_bindgen(js_class = Repeats)]
impl WasmRepeats {
    /// See [`Repeats::new`].
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str, first: u32, count: u32) -> Result<Self, JsError> {
        let (experiment, data) = open(link)?;
        Ok(Self(Repeats::new(&experiment, &data, first as usize, count as usize)))
    }

    /// See [`Repeats::advance`].
    pub fn advance(&mut self, steps: u32) -> bool {
        self.0.advance(steps as usize)
    }

    /// See [`Repeats::take`]: as numbers for [`summarize`].
    pub fn take(&mut self) -> Float64Array {
        Float64Array::from(Recording::write(&self.0.take()).as_slice())
    }
}

/// The division of a link's work into jobs.
#[wasm_bindgen]
pub fn plan(link: &str) -> Js<Plan> {
    let (experiment, data) = open(link)?;
    Ok(Plan::new(&experiment, &data).into_ts()?)
}

/// The rates of the runs, with the answer of the check in their place: see [`Rates::with_answer`].
#[wasm_bindgen]
pub fn found_rates(runs: Option<Ts<Rates>>, answer: Option<Ts<Answer>>) -> Js<Rates> {
    let runs = runs.as_ref().map(read_rates).unwrap_or_default();
    let answer = answer.as_ref().map(read_answer);
    Ok(runs.with_answer(answer.as_ref()).into_ts()?)
}

/// The rates for training: those found, with the user's own of the link in their place. See [`Rates::with_own`].
#[wasm_bindgen]
pub fn training_rates(link: &str, found: Ts<Rates>) -> Js<Rates> {
    Ok(read_rates(&found).with_own(&open(link)?.0.own_rates()).into_ts()?)
}

/// Reads the rates of an answer, see [`Answer::rates`].
fn read_answer(answer: &Ts<Answer>) -> Rates {
    let object = answer.js_value();
    Rates {
        answer: number(&object, "lr"),
        lower: number(&object, "base_lr"),
        upper: number(&object, "max_lr"),
        ..Rates::default()
    }
}

/// The difference of an answer from a pinned one, in words. For each: the rate and the ends of its range, NaN if missing.
#[wasm_bindgen]
pub fn difference_from_pin(now: &[f64], pinned: &[f64]) -> String {
    let found = |found: &[f64]| {
        let known = |place: usize| found.get(place).copied().filter(|rate| rate.is_finite());
        Found { lr: known(0), range: known(1).zip(known(2)) }
    };
    sentence::difference(&found(now), &found(pinned))
}

/// See [`jobs::summarize`].
#[wasm_bindgen]
pub fn summarize(link: &str, results: Numbers) -> Js<Summary> {
    let (experiment, data) = open(link)?;
    Ok(jobs::summarize(&experiment, &data, &numbers(&results)).into_ts()?)
}
