//! What is said of a log before anything is said of its curve: what was understood, and what was left out.

use serde::Serialize;

use super::kind::{Direction, Kind};
use super::pairs::Way;
use super::select::Selected;
use super::{Log, Role};
use crate::number::{short, write};

/// What was understood or left out, as a code and in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Note {
    /// What it is about.
    pub code: NoteCode,
    /// A sentence.
    pub text: String,
}

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum NoteCode {
    /// The columns, and how many points they have from where to where.
    Columns,
    /// Rates and losses stand in different rows.
    Joined,
    /// The rates were given as logarithms.
    Logarithms,
    /// Rates that are not above zero.
    ZeroRates,
    /// Only a part of the run is used.
    Part,
    /// There are several runs.
    Runs,
    /// The losses are not those of training.
    Validation,
    /// There are other columns of losses.
    OtherLosses,
    /// There are several parameter groups.
    Groups,
    /// The rates are not known.
    NoRates,
    /// There are no losses.
    NoLosses,
    /// There are fewer points than a curve needs.
    TooFew,
    /// There are more tables than are read.
    TooManyTables,
    /// The log is too large.
    TooLarge,
}

impl NoteCode {
    fn note(self, parts: &[&str]) -> Note {
        Note { code: self, text: parts.concat() }
    }
}

/// A log that is too large to read.
pub(super) fn too_large() -> Note {
    let limit = write((super::MAX_BYTES >> 20) as f64);
    NoteCode::TooLarge.note(&[
        "The log is larger than ",
        &limit,
        " MB. Bring a part of it, or only its rates and losses.",
    ])
}

/// Tables that were not read.
pub(super) fn tables_left_out(count: usize) -> Option<Note> {
    (count > 0).then(|| {
        let limit = write(super::separate::MAX_TABLES as f64);
        NoteCode::TooManyTables.note(&["Only the first ", &limit, " runs of the log were read."])
    })
}

/// What the notes need of the columns and their points.
pub(super) struct Facts {
    logarithms: bool,
    zero: Option<String>,
    way: Way,
}

impl Facts {
    pub(super) fn new(selected: &Selected) -> Self {
        let way = selected.runs.first().map_or(Way::None, |run| run.way.clone());
        Self { logarithms: selected.logarithms, zero: selected.zero.clone(), way }
    }

    /// The notes of a log.
    pub(super) fn notes(&self, log: &Log, has_rates: bool) -> Vec<Note> {
        let Some(loss) = log.loss_column.as_deref().filter(|_| log.points > 0) else {
            return vec![NoteCode::NoLosses.note(&["No column of losses was found."])];
        };
        let mut notes = vec![understood(log, loss, has_rates)];
        notes.extend(self.rates(log, has_rates));
        if log.kind == Kind::None {
            let points = write(log.points as f64);
            notes.push(NoteCode::TooFew.note(&["Too few losses for a curve: ", &points, "."]));
        }
        notes.extend(runs(log));
        notes.extend(part(log));
        notes.extend(losses(log, loss));
        notes.extend(groups(log));
        notes
    }

    fn rates(&self, log: &Log, has_rates: bool) -> Vec<Note> {
        let mut notes = Vec::new();
        let lr = log.lr_column.as_deref().unwrap_or_default();
        match &self.way {
            Way::Step(step) => notes.push(NoteCode::Joined.note(&[
                "Rates and losses stand in different rows; those with the same ", step, " were joined.",
            ])),
            Way::Held => notes.push(NoteCode::Joined.note(&[
                "Rates and losses stand in different rows; each rate was taken to hold until the next.",
            ])),
            Way::Row | Way::None => {}
        }
        if self.logarithms {
            notes.push(NoteCode::Logarithms.note(&[
                "The column ",
                lr,
                " has logarithms to base 10 of the rates.",
            ]));
        }
        if let (Some(zero), None) = (&self.zero, &log.lr_column) {
            notes.push(NoteCode::ZeroRates.note(&["The column ", zero, " has no rate above 0."]));
        }
        let left_out: usize = log.runs.iter().map(|run| run.left_out).sum();
        if left_out > 0 {
            notes.push(NoteCode::ZeroRates.note(&[
                &count(left_out, "point"),
                " with a rate of 0 ",
                if left_out == 1 { "was" } else { "were" },
                " left out.",
            ]));
        }
        if log.lr_column.is_none() {
            let text = if has_rates {
                "The rates are those of the ramp that was asked for."
            } else {
                "The log has no learning rates: enter the first and the last."
            };
            notes.push(NoteCode::NoRates.note(&[text]));
        }
        notes
    }
}

fn understood(log: &Log, loss: &str, has_rates: bool) -> Note {
    let points = count(log.points, if has_rates { "point" } else { "loss" });
    let used = log.used().map(|series| series.lrs.as_slice()).unwrap_or_default();
    let ends = match (used.first(), used.last(), log.runs.len()) {
        (Some(first), Some(last), 1) => [" from ", &short(*first), " to ", &short(*last)].concat(),
        _ => String::new(),
    };
    match log.lr_column.as_deref() {
        Some(lr) => NoteCode::Columns.note(&[
            "Rates from the column ",
            lr,
            ", losses from the column ",
            loss,
            ": ",
            &points,
            &ends,
            ".",
        ]),
        None => {
            NoteCode::Columns.note(&["Losses from the column ", loss, ": ", &points, &ends, "."])
        }
    }
}

fn runs(log: &Log) -> Option<Note> {
    let used = log.used().filter(|_| log.runs.len() > 1)?;
    let runs = count(log.runs.len(), "run");
    Some(NoteCode::Runs.note(&["The log has ", &runs, "; this is ", &used.name, "."]))
}

/// Which points of a rise are used.
fn part(log: &Log) -> Option<Note> {
    let series = log.used()?;
    let (used, all) = (series.used, series.losses.len());
    if used.to - used.from == all {
        return None;
    }
    let number = |index: usize| write(index as f64);
    let behind = series.parts.iter().find(|part| part.from >= used.to).map(|part| part.direction);
    let why = match behind {
        Some(Direction::Falling) => ": the rate falls there",
        Some(Direction::Flat) => ": the rate stays there",
        _ => "",
    };
    Some(if used.to < all && used.from == 0 {
        let first = number(used.to + 1);
        NoteCode::Part.note(&["Points ", &first, " to ", &number(all), " were left out", why, "."])
    } else {
        let (first, last) = (number(used.from + 1), number(used.to));
        NoteCode::Part.note(&["Points ", &first, " to ", &last, " of ", &number(all), " are used."])
    })
}

fn losses(log: &Log, loss: &str) -> Vec<Note> {
    let role = |name: &str| {
        log.columns.iter().find(|column| column.name == name).map(|column| column.role)
    };
    let mut notes = Vec::new();
    if role(loss) == Some(Role::ValidationLoss) {
        notes.push(NoteCode::Validation.note(&[
            "The column ",
            loss,
            " has losses on other data than the training data.",
        ]));
    }
    let others: Vec<&str> = log
        .columns
        .iter()
        .filter(|column| !column.used && matches!(column.role, Role::Loss | Role::ValidationLoss))
        .map(|column| column.name.as_str())
        .collect();
    if !others.is_empty() {
        notes.push(NoteCode::OtherLosses.note(&["Other losses in the log: ", &list(&others), "."]));
    }
    notes
}

fn groups(log: &Log) -> Option<Note> {
    let names: Vec<&str> = log.groups.iter().map(|group| group.column.as_str()).collect();
    (!names.is_empty())
        .then(|| NoteCode::Groups.note(&["Other rates in the log: ", &list(&names), "."]))
}

/// No more than five names.
fn list(names: &[&str]) -> String {
    let more = if names.len() > 5 { ", and others" } else { "" };
    names[..names.len().min(5)].join(", ") + more
}

fn count(number: usize, noun: &str) -> String {
    let plural = match (number, noun.ends_with('s')) {
        (1, _) => "",
        (_, true) => "es",
        _ => "s",
    };
    [&write(number as f64), " ", noun, plural].concat()
}
