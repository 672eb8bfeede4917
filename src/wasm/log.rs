//! The module for training logs, loaded on demand.

use js_sys::{Reflect, Uint8Array};
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::{JsError, JsValue, prelude::wasm_bindgen};

use crate::log::{self, Choices, Column, File, Log, RampShape};
use crate::log_report::{LogReport, pack};
use crate::sentence::snippets::{SNIPPETS, Snippet};

type Js<T> = Result<Ts<T>, JsError>;

/// The largest number of bytes that are read: see [`log::MAX_BYTES`].
#[wasm_bindgen]
pub fn max_log_bytes() -> f64 {
    log::MAX_BYTES as f64
}

/// A reader of logs: its files, which replace a link's log or are added to it, and the last results.
#[wasm_bindgen]
#[derive(Default)]
pub struct LogReader {
    link: Option<Vec<u8>>,
    files: Vec<Content>,
    /// Added files that were not taken yet.
    new: Vec<Content>,
    report: Option<LogReport>,
}

/// The name and the bytes of a file.
type Content = (String, Vec<u8>);

/// The report of a log, and the columns, runs and parts to choose from.
#[derive(Serialize, Tsify)]
pub struct ReadLog {
    /// The report.
    report: LogReport,
    /// The columns that may contain the rates or the losses.
    columns: Vec<Column>,
    /// The column of the rates.
    lr_column: Option<String>,
    /// The column of the losses.
    loss_column: Option<String>,
    /// The runs.
    runs: Vec<LogRun>,
    /// The run that is used, from 0.
    run: usize,
    /// Whether the user has to enter the first and the last rate.
    rates_asked: bool,
    /// The first and the last rate among the settings in the log, as a proposal.
    rates_named: Option<(f64, f64)>,
}

/// A run of a log.
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
    /// A reader without files.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens the log of a link, which replaces the previous log.
    pub fn open(&mut self, bytes: Vec<u8>) {
        *self = Self { link: Some(bytes), ..Self::default() };
    }

    /// Adds a file, which [`Self::take`] takes. The name is empty for pasted text.
    pub fn add(&mut self, name: String, bytes: &Uint8Array) {
        self.new.push((name, bytes.to_vec()));
    }

    /// Takes the added files: in addition to the previous ones if `more`, otherwise in their place. Without `more`,
    /// they are added to a curve if they are training runs at constant rates, which check its answer. Returns whether
    /// they were added.
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

    /// Reads the taken files: see [`log::read`], [`LogReport::new`] and [`pack::unpack`].
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

    /// The packed log for a link; none if the last read log has no curve.
    pub fn pack(&self) -> Option<Uint8Array> {
        let text = pack::pack(self.report.as_ref()?)?;
        Some(Uint8Array::from(text.as_bytes()))
    }
}

/// Code that writes a range test.
#[derive(Serialize, Tsify)]
pub struct Snippets(&'static [Snippet]);

/// The code for all frameworks, see [`SNIPPETS`].
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

/// Reads choices property by property, because serde would add kilobytes of code. Missing properties and those of
/// another type are not chosen.
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
