//! The boundary: the only file that knows JavaScript.
//!
//! Settings and links cross as texts, results as plain objects typed through `tsify`, curves as
//! freshly copied typed arrays: a view would go empty when the memory grows. The clock stays in the
//! page, which calls [`WasmSweep::advance`] until its frame budget is spent.

use std::collections::BTreeMap;

use js_sys::Float64Array;
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::data::breast_cancer;
use crate::experiment::{Experiment, FIELDS, Field, Group, Kind, Settings};
use crate::repeats::{Repeat, Repeats};
use crate::report::{Report, fingerprint};
use crate::summary::Summary;
use crate::sweep::{Setup, Status, Sweep};

/// One setting, as a control needs it.
#[derive(Serialize, Tsify)]
pub struct Setting {
    key: &'static str,
    group: String,
    label: &'static str,
    unit: &'static str,
    help: &'static str,
    default: String,
    kind: SettingKind,
}

/// What a control takes.
#[derive(Serialize, Tsify)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SettingKind {
    /// One of these.
    Choice {
        /// Texts and their labels.
        choices: Vec<Choice>,
    },
    /// A number, or the word `none`.
    Number {
        /// The least.
        min: f64,
        /// The greatest.
        max: f64,
        /// Whole numbers only.
        whole: bool,
        /// The word for none, where there may be none.
        none: Option<&'static str>,
        /// The stops of a slider with spaces between, if it helps.
        stops: &'static str,
    },
    /// Widths with commas between.
    Widths,
}

/// One of a setting's choices.
#[derive(Serialize, Tsify)]
pub struct Choice {
    value: &'static str,
    label: &'static str,
}

/// A part of the form.
#[derive(Serialize, Tsify)]
pub struct SettingGroup {
    name: String,
    label: &'static str,
}

/// All settings, in the order of the form.
#[derive(Serialize, Tsify)]
pub struct Form {
    groups: Vec<SettingGroup>,
    settings: Vec<Setting>,
}

/// What a link says.
#[derive(Serialize, Tsify)]
#[tsify(hashmap_as_object)]
pub struct Reading {
    /// The same, as short as it can be.
    link: String,
    /// Every setting's text.
    values: BTreeMap<&'static str, String>,
    /// What was not understood.
    notices: Vec<LinkNotice>,
}

/// One thing that was not understood.
#[derive(Serialize, Tsify)]
pub struct LinkNotice {
    key: String,
    /// The rule and the value that breaks it, in a sentence.
    rule: String,
    /// What is used instead, in another.
    remedy: String,
}

/// A panic is a bug: its message goes to the console.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&panic.to_string().into())));
}

/// Every setting with its default and its range.
#[wasm_bindgen]
pub fn form() -> Result<Ts<Form>, JsError> {
    let group = |&(name, label): &(&str, _)| SettingGroup { name: name.to_owned(), label };
    let form = Form {
        groups: Group::LABELS.iter().map(group).collect(),
        settings: FIELDS.iter().map(setting).collect(),
    };
    Ok(form.into_ts()?)
}

fn setting(field: &Field) -> Setting {
    Setting {
        key: field.key,
        group: field.group.to_string(),
        label: field.label,
        unit: field.unit,
        help: field.help,
        default: (field.get)(&Settings::default()),
        kind: match field.kind {
            Kind::Choice(names) => {
                let choice = |&(value, label): &(_, _)| Choice { value, label };
                SettingKind::Choice { choices: names.iter().map(choice).collect() }
            }
            Kind::Number { min, max, whole, none } => {
                SettingKind::Number { min, max, whole, none, stops: field.stops() }
            }
            Kind::Widths => SettingKind::Widths,
        },
    }
}

/// Reads a link, whatever is in it.
#[wasm_bindgen]
pub fn read_link(link: &str) -> Result<Ts<Reading>, JsError> {
    let (experiment, notices) = Experiment::from_link(link);
    let notices = notices.into_iter().map(|notice| LinkNotice {
        rule: notice.rule(),
        remedy: notice.remedy(),
        key: notice.key,
    });
    let reading = Reading {
        link: experiment.link(),
        values: FIELDS.iter().map(|field| (field.key, (field.get)(&experiment))).collect(),
        notices: notices.collect(),
    };
    Ok(reading.into_ts()?)
}

/// A sweep of the embedded data.
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
        let (experiment, _) = Experiment::from_link(link);
        let sweep = Sweep::new(&experiment, breast_cancer());
        Self { experiment, sweep }
    }

    /// Makes up to so many steps and tells how far the sweep is.
    pub fn advance(&mut self, max_steps: u32) -> Result<Ts<Status>, JsError> {
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

    /// The curve's fingerprint so far.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.sweep)
    }

    /// Everything the sweep has produced so far.
    pub fn report(&self) -> Result<Ts<Report>, JsError> {
        let report = Report::new(&self.experiment, breast_cancer(), &self.sweep);
        Ok(report.into_ts()?)
    }
}

/// Sweeps of consecutive seeds.
#[wasm_bindgen(js_name = Repeats)]
pub struct WasmRepeats(Repeats<'static>);

#[wasm_bindgen(js_class = Repeats)]
impl WasmRepeats {
    /// `count` seeds of a link's experiment, from that which is `first` after its own.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str, first: u32, count: u32) -> Self {
        let (experiment, _) = Experiment::from_link(link);
        Self(Repeats::new(&experiment, breast_cancer(), first as usize, count as usize))
    }

    /// Makes up to so many steps; whether there is more to do.
    pub fn advance(&mut self, max_steps: u32) -> bool {
        self.0.advance(max_steps as usize)
    }

    /// The seeds that are done since the last time, as numbers for [`summarize`].
    pub fn take(&mut self) -> Float64Array {
        Float64Array::from(Repeat::write(&self.0.take()).as_slice())
    }
}

/// What the seeds of a link's experiment show together: those of `chunks`, in order, each of which
/// [`WasmRepeats::take`] has given.
#[wasm_bindgen]
pub fn summarize(link: &str, chunks: Vec<Float64Array>) -> Result<Ts<Summary>, JsError> {
    let (experiment, _) = Experiment::from_link(link);
    let read = |chunk: &Float64Array| Repeat::read(&chunk.to_vec());
    let repeats: Vec<Repeat> = chunks.iter().flat_map(read).collect();
    let setup = Setup::new(&experiment, breast_cancer());
    Ok(Summary::new(&experiment, setup.schedule(), &repeats).into_ts()?)
}
