//! The module that is loaded once a reader has a training log.

use js_sys::{Reflect, Uint8Array};
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::{JsError, JsValue, prelude::wasm_bindgen};

use crate::log::{self, Choices, Column, File, Log, RampShape};
use crate::log_report::{LogReport, pack};
use crate::sentence::bring::{SNIPPETS, Snippet};

type Js<T> = Result<Ts<T>, JsError>;

/// No more bytes are read: see [`log::MAX_BYTES`].
#[wasm_bindgen]
pub fn max_log_bytes() -> f64 {
    log::MAX_BYTES as f64
}

/// What is read: files, in place of a link's log or added to it; and what was made of it last.
#[wasm_bindgen]
#[derive(Default)]
pub struct LogReader {
    link: Option<Vec<u8>>,
    files: Vec<Content>,
    /// Those that were not taken yet.
    new: Vec<Content>,
    report: Option<LogReport>,
}

/// The name and the bytes of a file.
type Content = (String, Vec<u8>);

/// What a log says, and what of it could be chosen.
#[derive(Serialize, Tsify)]
pub struct ReadLog {
    /// What it says.
    report: LogReport,
    /// The columns that could hold the rates or the losses.
    columns: Vec<Column>,
    /// The column of the rates.
    lr_column: Option<String>,
    /// The column of the losses.
    loss_column: Option<String>,
    /// The runs.
    runs: Vec<LogRun>,
    /// The run that is used, from 0.
    run: usize,
    /// Whether the reader has to say from where to where the rates rose.
    rates_asked: bool,
    /// The first and the last rate that the log names, to propose when they are asked for.
    rates_named: Option<(f64, f64)>,
}

/// A run to choose.
#[derive(Serialize, Tsify)]
pub struct LogRun {
    /// Its name.
    name: String,
    /// The first and the last rate of each of its parts.
    parts: Vec<(f64, f64)>,
    /// The part that is used, if it is one of these.
    part: Option<usize>,
}

#[wasm_bindgen]
impl LogReader {
    /// Without a file.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens what a link has of a log, in place of what was there.
    pub fn open(&mut self, bytes: Vec<u8>) {
        *self = Self { link: Some(bytes), ..Self::default() };
    }

    /// Adds a file, which is read once it is taken; its name is empty for pasted text.
    pub fn add(&mut self, name: String, bytes: &Uint8Array) {
        self.new.push((name, bytes.to_vec()));
    }

    /// Takes the added files: to those that are there, or in place of all. If that is not said, they come to a curve if they are
    /// trainings at constant rates, which check its answer. Returns whether they came to what was there.
    pub fn take(&mut self, more: Option<bool>) -> bool {
        let has_curve = self.report.as_ref().is_some_and(|report| report.curve.is_some());
        let checks = || has_curve && read(&self.new, &Choices::default()).kind.has_constant_rates();
        let more = more.unwrap_or_else(checks);
        let new = std::mem::take(&mut self.new);
        if !more {
            *self = Self::default();
        }
        self.files.extend(new);
        more
    }

    /// Reads what was taken: see [`log::read`], [`LogReport::new`] and [`pack::unpack`].
    pub fn read(&mut self, choices: Ts<Choices>) -> Js<ReadLog> {
        self.report = None;
        let log = read(&self.files, &read_choices(&choices));
        let report = match &self.link {
            Some(link) => pack::unpack(link, &log).map_err(JsError::new)?,
            None => LogReport::new(&log),
        };
        self.report = Some(report.clone());
        Ok(ReadLog::new(log, report).into_ts()?)
    }

    /// What a link has of the log that was read last; none if it has no curve.
    pub fn pack(&self) -> Option<Uint8Array> {
        let text = pack::pack(self.report.as_ref()?)?;
        Some(Uint8Array::from(text.as_bytes()))
    }
}

/// Code that writes a range test.
#[derive(Serialize, Tsify)]
pub struct Snippets(&'static [Snippet]);

/// See [`SNIPPETS`].
#[wasm_bindgen]
pub fn log_snippets() -> Js<Snippets> {
    Ok(Snippets(SNIPPETS).into_ts()?)
}

/// The steps of a training: see [`log::steps`].
#[wasm_bindgen]
pub fn read_steps(text: &str) -> Result<f64, JsError> {
    log::steps(text).map(|steps| steps as f64).map_err(JsError::new)
}

fn read(files: &[Content], choices: &Choices) -> Log {
    let files = files.iter().map(|(name, bytes)| File { name, bytes });
    log::read(&files.collect::<Vec<_>>(), choices)
}

impl ReadLog {
    fn new(log: Log, report: LogReport) -> Self {
        let Log { columns, lr_column, loss_column, runs, run, rates_asked, rates_named, .. } = log;
        let runs = runs.iter().map(|series| LogRun {
            name: series.name.clone(),
            parts: series
                .parts
                .iter()
                .filter_map(|part| series.lrs.get(part.from..part.to))
                .filter_map(|lrs| Some((*lrs.first()?, *lrs.last()?)))
                .collect(),
            part: series.parts.iter().position(|part| *part == series.used),
        });
        let runs = runs.collect();
        Self { report, columns, lr_column, loss_column, runs, run, rates_asked, rates_named }
    }
}

/// Property by property, without the kilobytes of code with which serde would read them. What is missing or of
/// another type is not chosen.
fn read_choices(choices: &Ts<Choices>) -> Choices {
    let object = choices.js_value();
    let get = |name: &str| Reflect::get(&object, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let index = |name| get(name).as_f64().map(|number| number as usize);
    Choices {
        lr_column: get("lr_column").as_string(),
        loss_column: get("loss_column").as_string(),
        run: index("run"),
        part: index("part"),
        start_lr: get("start_lr").as_f64(),
        end_lr: get("end_lr").as_f64(),
        ramp: match get("ramp").as_string().as_deref() {
            Some("linear") => RampShape::Linear,
            _ => RampShape::Exponential,
        },
        short_of_end: get("short_of_end").is_truthy(),
        steps: index("steps"),
    }
}
