//! Logs of training runs, as people have them: bytes of one or several files -> learning rates and losses, and
//! what the log is.
//!
//! ```text
//! bytes -> text -> tables (document: values, delimited, console) -> columns, points -> runs -> kind
//! ```
//!
//! Reading goes by form, not by the program that wrote the log. Nothing fails: what cannot be read is left out,
//! and the notes say so. Time and memory are linear in the bytes.

mod columns;
mod console;
mod content;
mod delimited;
mod document;
mod gather;
mod hints;
mod index;
mod kind;
mod lists;
mod names;
mod note;
mod notebook;
mod notes;
mod number;
mod pairs;
mod runs;
mod select;
mod separate;
mod series;
mod table;
mod text;
mod value;
mod words;

pub use columns::{Column, Role};
pub use hints::{Averaging, Group};
pub use kind::{Direction, Kind, Part};
pub use note::{Note, NoteCode};
pub use series::Series;

use serde::Serialize;

use select::Selected;
use table::Table;

/// No more bytes are read, in all files together.
pub const MAX_BYTES: usize = 64 << 20;

/// A file.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its name, which may say what it holds; empty for pasted text.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// What the reader decided; the rest follows from the log.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(default)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Choices {
    /// The column of the learning rates.
    pub lr_column: Option<String>,
    /// The column of the losses.
    pub loss_column: Option<String>,
    /// The run, from 0.
    pub run: Option<usize>,
    /// The part of the run, from 0.
    pub part: Option<usize>,
    /// The first rate of losses without rates.
    pub start_lr: Option<f64>,
    /// The rate at which their ramp ends.
    pub end_lr: Option<f64>,
    /// How their rates rise.
    pub ramp: RampShape,
    /// Whether the ramp ends one step behind the last loss, as fastai's and Keras's do; torch-lr-finder's ends
    /// at the last loss.
    pub short_of_end: bool,
}

/// How rates rise from step to step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum RampShape {
    /// By a constant factor.
    #[default]
    Exponential,
    /// By a constant difference.
    Linear,
}

/// What a log holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Log {
    /// What it is.
    pub kind: Kind,
    /// Points of all runs: losses with a rate or, in [`Kind::LossesOnly`], without.
    pub points: usize,
    /// The runs in the order of the log. Without rates, their `lrs` are empty.
    pub runs: Vec<Series>,
    /// The run that is used, from 0.
    pub run: usize,
    /// The columns that could hold rates, losses or counts, and some others.
    pub columns: Vec<Column>,
    /// The column of the rates.
    pub lr_column: Option<String>,
    /// The column of the losses.
    pub loss_column: Option<String>,
    /// Whether the reader has to say from where to where the rates rose.
    pub rates_asked: bool,
    /// The first and the last rate that the log names as settings, to propose when they are asked for.
    pub rates_named: Option<(f64, f64)>,
    /// What the losses are averages of, by the form of the log: a guess.
    pub averaging: Averaging,
    /// Whether each point is an epoch.
    pub per_epoch: bool,
    /// The other parameter groups.
    pub groups: Vec<Group>,
    /// What was understood, and what was left out and why.
    pub notes: Vec<Note>,
}

impl Log {
    /// The run that is used, if there is any.
    pub fn used(&self) -> Option<&Series> {
        self.runs.get(self.run)
    }
}

/// Reads a log.
pub fn read(files: &[File<'_>], choices: &Choices) -> Log {
    if files.iter().map(|file| file.bytes.len()).sum::<usize>() > MAX_BYTES {
        return Log::nothing(note::too_large());
    }
    let (mut tables, mut ends) = (Vec::new(), Vec::new());
    for file in files {
        let found = document::tables(&text::decode(file.bytes));
        tables.extend(separate::runs(found, file.name, files.len() > 1));
        ends.push(tables.len());
    }
    // Each table is looked up in all others.
    let left_out = tables.len().saturating_sub(separate::MAX_TABLES);
    tables.truncate(separate::MAX_TABLES);
    let of_file = |start: &mut usize, end: &usize| {
        let start = std::mem::replace(start, *end);
        Some(tables.get(start..*end).unwrap_or_default())
    };
    let of_files: Vec<&[Table]> = ends.iter().scan(0, of_file).collect();
    let selected = select::select(&of_files, &tables, choices);
    let mut log = Log::new(&tables, selected, choices);
    log.notes.extend(note::tables_left_out(left_out));
    log
}

impl Log {
    fn nothing(note: Note) -> Self {
        Self {
            kind: Kind::None,
            points: 0,
            runs: Vec::new(),
            run: 0,
            columns: Vec::new(),
            lr_column: None,
            loss_column: None,
            rates_asked: false,
            rates_named: None,
            averaging: Averaging::Unknown,
            per_epoch: false,
            groups: Vec::new(),
            notes: vec![note],
        }
    }

    fn new(tables: &[Table], selected: Selected, choices: &Choices) -> Self {
        let facts = notes::Facts::new(&selected);
        let columns = columns::offered(tables, &selected);
        let (averaging, per_epoch) = hints::averaging(tables, &selected);
        let groups = hints::groups(tables, &selected);
        let rates_named = hints::rates_named(tables);
        let Selected { lr, loss, runs, .. } = selected;
        let named = lr.is_some();
        let mut runs = series::series(runs, choices);
        let run =
            choices.run.filter(|run| *run < runs.len()).unwrap_or_else(|| series::main(&runs));
        if let (Some(part), Some(series)) = (choices.part, runs.get_mut(run)) {
            series.choose(part);
        }
        let points = runs.iter().map(|series| series.losses.len()).sum();
        let kind = match (choices.run, runs.get(run)) {
            (Some(_), Some(chosen)) => chosen.kind,
            _ => series::kind(&runs),
        };
        let mut log = Self {
            kind,
            points,
            runs,
            run,
            columns,
            lr_column: lr,
            loss_column: loss,
            rates_asked: !named && kind != Kind::None,
            rates_named,
            averaging,
            per_epoch,
            groups,
            notes: Vec::new(),
        };
        log.notes = facts.notes(&log);
        log
    }
}
