//! The module for code and files, loaded on demand. It runs in a worker.

use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use super::crossing::{Js, Numbers, numbers, read_rates};
use super::known::open;
use crate::choice::Named;
use crate::evidence::diagnosis::Diagnosis;
use crate::export::{Framework, Picture, Plan, RatesFrom, caption, code, csv, script};
use crate::report::Report;
use crate::schedule::{Rates, ScheduleKind};
use crate::training::sweep::Sweep;

/// The error for a script that the page does not offer.
const NO_SCRIPT: &str = "There is no such script for this framework.";

/// A name in links and a label.
#[derive(Serialize, Tsify)]
pub struct Choice {
    name: &'static str,
    label: &'static str,
}

/// A framework, and the scripts available for it.
#[derive(Serialize, Tsify)]
pub struct FrameworkChoice {
    name: &'static str,
    label: &'static str,
    /// See [`script::has_redo`].
    redo: bool,
    /// See [`script::has_own`].
    own: bool,
}

/// The frameworks and schedules for which there is code.
#[derive(Serialize, Tsify)]
pub struct Choices {
    frameworks: Vec<FrameworkChoice>,
    schedules: Vec<Choice>,
}

/// A script that repeats a run.
#[derive(Serialize, Tsify)]
pub struct Redo {
    text: String,
    /// See [`script::reads_file`].
    reads_file: bool,
}

/// The frameworks, and every schedule.
#[wasm_bindgen]
pub fn export_choices() -> Js<Choices> {
    let framework = |&framework: &Framework| {
        let (name, label) = Framework::LABELS[framework as usize];
        let (redo, own) = (script::has_redo(framework), script::has_own(framework));
        FrameworkChoice { name, label, redo, own }
    };
    let schedule = |kind: &ScheduleKind| Choice { name: kind.name(), label: kind.label() };
    let frameworks = Framework::ALL.iter().map(framework).collect();
    let schedules = ScheduleKind::ALL.iter().map(schedule).collect();
    Ok(Choices { frameworks, schedules }.into_ts()?)
}

/// The code for a schedule with these rates: see [`code`]. Their source is `range_test` or `check`, see
/// [`RatesFrom`]. The error names the missing rate.
#[wasm_bindgen]
pub fn export_code(
    link: &str,
    rates: Ts<Rates>,
    rates_from: &str,
    framework: &str,
    schedule: &str,
    source: &str,
) -> Result<String, JsError> {
    let (experiment, data) = open(link)?;
    let kind = ScheduleKind::named(schedule).ok_or_else(|| JsError::new("unknown schedule"))?;
    let from =
        RatesFrom::find(rates_from).ok_or_else(|| JsError::new("unknown source of rates"))?;
    let rates = read_rates(&rates);
    let plan = Plan::new(&experiment, &data.shape(), (&rates, from), kind, source);
    let plan = plan.map_err(|missing| JsError::new(missing.text()))?;
    Ok(code(&plan, find(framework)?))
}

/// The script that repeats the link's run: see [`script::redo`]. `file` is the name of the user's own file with the data.
#[wasm_bindgen]
pub fn export_redo(
    link: &str,
    framework: &str,
    answer: Option<f64>,
    source: &str,
    file: Option<String>,
) -> Js<Redo> {
    let (experiment, data) = open(link)?;
    let (shape, file) = (data.shape(), file.as_deref());
    let run = script::Redo { experiment: &experiment, shape: &shape, answer, source, file };
    let text = script::redo(&run, find(framework)?).ok_or_else(|| JsError::new(NO_SCRIPT))?;
    Ok(Redo { text, reads_file: script::reads_file(&shape) }.into_ts()?)
}

/// The script that tests the user's own model: see [`script::own`].
#[wasm_bindgen]
pub fn export_own(link: &str, framework: &str, source: &str) -> Result<String, JsError> {
    let extent = *open(link)?.0.extent();
    let text = script::own(find(framework)?, extent.ends, extent.steps(), source);
    text.ok_or_else(|| JsError::new(NO_SCRIPT))
}

/// The settings in words: see [`caption`]. `picture` is `sweep`, with the number of its runs, `check`, `comparison` or
/// `diagnosis`.
#[wasm_bindgen]
pub fn export_caption(link: &str, picture: &str, runs: usize) -> Result<Vec<String>, JsError> {
    let (experiment, data) = open(link)?;
    let picture = match picture {
        "sweep" => Picture::Sweep(runs),
        "check" => Picture::Check,
        "comparison" => Picture::Comparison,
        "diagnosis" => Picture::Diagnosis,
        _ => return Err(JsError::new("unknown picture")),
    };
    Ok(caption(&experiment, &data.shape(), picture).into())
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

/// The link's report, to which the page adds its other results.
#[wasm_bindgen]
pub fn export_report(link: &str) -> Js<Report> {
    let (experiment, data) = open(link)?;
    let mut sweep = Sweep::new(&experiment, &data);
    sweep.advance(usize::MAX);
    Ok(Report::new(&experiment, &data, &sweep).into_ts()?)
}

/// The link's data as CSV, with the known names of features: see [`csv::data`].
#[wasm_bindgen]
pub fn export_data(link: &str, feature_names: Vec<String>) -> Result<String, JsError> {
    Ok(csv::data(&open(link)?.1, &feature_names))
}

/// Numbers as CSV: the columns of a file with this name, such as `curve`. Those of `diagnosis` are the rates, the
/// steps at which the sharpness was measured, 2 over it, the share of dead ReLUs (empty if there are none), then the
/// gradients of all layers and the updates of all layers.
#[wasm_bindgen]
pub fn export_csv(file: &str, columns: Numbers) -> Result<String, JsError> {
    let columns = numbers(&columns);
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    match (file, columns.as_slice()) {
        ("curve", &[lrs, losses, smoothed]) => Ok(csv::curve(lrs, losses, smoothed)),
        ("band" | "check", &[lrs, low, median, high]) => Ok(csv::band(lrs, low, median, high)),
        ("log", &[lrs, losses, smooth]) => Ok(csv::log(lrs, losses, smooth, None)),
        ("log", &[lrs, losses, smooth, low, high]) => {
            Ok(csv::log(lrs, losses, smooth, Some((low, high))))
        }
        ("log_check", &[lrs, low, median, high]) => Ok(csv::log_check(lrs, low, median, high)),
        ("diagnosis", &[lrs, steps, edges, dead, ref layers @ ..]) => {
            let layers: Vec<Vec<f64>> = layers.iter().map(|&layer| layer.to_vec()).collect();
            let (gradients, updates) = layers.split_at(layers.len() / 2);
            Ok(csv::diagnosis(&Diagnosis {
                lrs: lrs.to_vec(),
                gradient_norms: gradients.to_vec(),
                update_ratios: updates.to_vec(),
                dead: (!dead.is_empty()).then(|| dead.to_vec()),
                steps: steps.iter().map(|&step| step as usize).collect(),
                edges: edges.iter().map(|&edge| Some(edge)).collect(),
                conclusion: None,
            }))
        }
        _ => Err(JsError::new("unknown file")),
    }
}

/// The results of a comparison as CSV: the name and five numbers of each schedule, see [`csv::comparison`].
#[wasm_bindgen]
pub fn export_comparison(names: Vec<String>, results: Numbers) -> String {
    let results = numbers(&results);
    let rows = names.iter().zip(&results);
    let rows =
        rows.filter_map(|(name, row)| Some((name.as_str(), row.as_slice().try_into().ok()?)));
    csv::comparison(&rows.collect::<Vec<_>>())
}

fn find(framework: &str) -> Result<Framework, JsError> {
    Framework::named(framework).ok_or_else(|| JsError::new("unknown framework"))
}
