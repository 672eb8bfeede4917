//! The module that is loaded once a reader wants code or files.

use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use super::crossing::{Js, Numbers, numbers, read_rates};
use super::known::open;
use crate::choice::Named;
use crate::export::{Framework, Plan, code, csv, script};
use crate::report::Report;
use crate::schedule::{Rates, ScheduleKind};
use crate::training::sweep::Sweep;

/// A name in links and a label for people.
#[derive(Serialize, Tsify)]
pub struct Choice {
    name: &'static str,
    label: &'static str,
}

/// What there is code for.
#[derive(Serialize, Tsify)]
pub struct Choices {
    frameworks: Vec<Choice>,
    schedules: Vec<Choice>,
}

/// The frameworks, and every schedule.
#[wasm_bindgen]
pub fn export_choices() -> Js<Choices> {
    let choice = |&(name, label)| Choice { name, label };
    let schedule = |kind: &ScheduleKind| Choice { name: kind.name(), label: kind.label() };
    let frameworks = Framework::LABELS.iter().map(choice).collect();
    let schedules = ScheduleKind::ALL.iter().map(schedule).collect();
    Ok(Choices { frameworks, schedules }.into_ts()?)
}

/// The code for a schedule with these rates: see [`code`]. An error says which rate there is not.
#[wasm_bindgen]
pub fn export_code(
    link: &str,
    rates: Ts<Rates>,
    framework: &str,
    schedule: &str,
    source: &str,
) -> Result<String, JsError> {
    let (experiment, data) = open(link)?;
    let kind = ScheduleKind::find(schedule).ok_or_else(|| JsError::new("unknown schedule"))?;
    let plan = Plan::new(&experiment, &data.shape(), &read_rates(&rates), kind, source);
    let plan = plan.map_err(|missing| JsError::new(missing.text()))?;
    Ok(code(&plan, find(framework)?))
}

/// The script that repeats the link's run: see [`script::redo`].
#[wasm_bindgen]
pub fn export_redo(
    link: &str,
    framework: &str,
    answer: Option<f64>,
    source: &str,
) -> Result<Option<String>, JsError> {
    let (experiment, data) = open(link)?;
    let shape = data.shape();
    let run = script::Redo { experiment: &experiment, shape: &shape, answer, source, file: None };
    Ok(script::redo(&run, find(framework)?))
}

/// The script that tests the reader's own model: see [`script::own`].
#[wasm_bindgen]
pub fn export_own(link: &str, framework: &str, source: &str) -> Result<Option<String>, JsError> {
    let extent = *open(link)?.0.extent();
    Ok(script::own(find(framework)?, extent.ends, extent.steps(), source))
}

/// The report of the run that a script repeats, with its weights and batches.
#[wasm_bindgen]
pub fn export_run(link: &str) -> Js<Report> {
    let (experiment, data) = open(link)?;
    let experiment = script::recorded(&experiment, &data.shape());
    let mut sweep = Sweep::new(&experiment, &data);
    sweep.advance(usize::MAX);
    Ok(Report::full(&experiment, &data, &sweep).into_ts()?)
}

/// The link's report, with which the page puts what it has found besides.
#[wasm_bindgen]
pub fn export_report(link: &str) -> Js<Report> {
    let (experiment, data) = open(link)?;
    let mut sweep = Sweep::new(&experiment, &data);
    sweep.advance(usize::MAX);
    Ok(Report::new(&experiment, &data, &sweep).into_ts()?)
}

/// The link's data as CSV: see [`csv::data`].
#[wasm_bindgen]
pub fn export_data(link: &str) -> Result<String, JsError> {
    Ok(csv::data(&open(link)?.1))
}

/// Numbers as CSV: the columns of a file of this name, as `curve`.
#[wasm_bindgen]
pub fn export_csv(file: &str, columns: Numbers) -> Result<String, JsError> {
    let columns = numbers(&columns);
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    match (file, columns.as_slice()) {
        ("curve", &[lrs, losses, smoothed]) => Ok(csv::curve(lrs, losses, smoothed)),
        ("band" | "check", &[lrs, low, median, high]) => Ok(csv::band(lrs, low, median, high)),
        _ => Err(JsError::new("unknown file")),
    }
}

/// The results of a comparison as CSV: of each schedule its name and five numbers, see [`csv::comparison`].
#[wasm_bindgen]
pub fn export_comparison(names: Vec<String>, results: Numbers) -> String {
    let results = numbers(&results);
    let rows = names.iter().zip(&results);
    let rows =
        rows.filter_map(|(name, row)| Some((name.as_str(), row.as_slice().try_into().ok()?)));
    csv::comparison(&rows.collect::<Vec<_>>())
}

fn find(framework: &str) -> Result<Framework, JsError> {
    Framework::find(framework).ok_or_else(|| JsError::new("unknown framework"))
}
