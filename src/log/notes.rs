//! The notes of a log: how it was read, and what was left out.

use super::contents::Log;
use super::grid::IN_NAME;
use super::hints::Group;
use super::kind::{Direction, Kind};
use super::names::{Role, is_score};
use super::note::{Note, NoteCode};
use super::pairs::MatchedBy;
use super::scale::Scale;
use super::select::Selected;
use super::table::{Column, Form, Table, UNREADABLE};
use crate::number::{short, write};

/// The largest number of listed names.
const MAX_LISTED: usize = 5;

/// Facts about the choice of the columns, for the notes.
pub(super) struct Facts {
    scale: Option<Scale>,
    zero: Option<String>,
    matched_by: MatchedBy,
    sorted: Option<String>,
    /// The number of rows with a rate, but no loss that can be read.
    unreadable: usize,
    /// The number of losses that progress bars have shown within epochs.
    updates: u32,
    /// Whether the names of runs or files have rates.
    in_names: bool,
}

impl Facts {
    pub(super) fn new(tables: &[Table], selected: &Selected) -> Self {
        let matched_by =
            selected.runs.first().map_or(MatchedBy::None, |run| run.matched_by.clone());
        let sorted = selected.runs.iter().find_map(|run| run.sorted.clone());
        let updates = tables.iter().map(|table| match table.form {
            Form::KerasEpochs(updates) => updates,
            _ => 0,
        });
        let updates = updates.sum();
        Self {
            scale: selected.scale,
            zero: selected.zero.clone(),
            matched_by,
            sorted,
            unreadable: tables.iter().map(|table| unreadable(table, selected)).sum(),
            updates,
            in_names: tables.iter().any(|table| table.column(IN_NAME).is_some()),
        }
    }

    /// The notes of a log.
    pub(super) fn notes(&self, log: &Log) -> Vec<Note> {
        let Some(loss) = log.loss_column.as_deref().filter(|_| log.points > 0) else {
            return vec![no_losses(log)];
        };
        let mut notes = vec![understood(log, loss)];
        if self.in_names {
            notes[0].text +=
                " Rates that are not in the log are from the names of the files or runs.";
        }
        notes.extend(self.joined());
        notes.extend(
            self.sorted.as_deref().map(|step| {
                NoteCode::Sorted.note(&["The rows were sorted by ", &quoted(step), "."])
            }),
        );
        notes.extend(self.rates(log));
        notes.extend(self.unreadable());
        notes.extend(updates(self.updates));
        notes.extend(too_few(log));
        notes.extend(runs(log));
        notes.extend(part(log));
        notes.extend(losses(log, loss));
        notes.extend(groups(log));
        notes
    }

    fn joined(&self) -> Option<Note> {
        let apart = "Rates and losses stand in different rows; ";
        match &self.matched_by {
            MatchedBy::Step(step) => Some(NoteCode::Joined.note(&[
                apart,
                "those with the same ",
                &quoted(step),
                " were joined.",
            ])),
            MatchedBy::Held => {
                Some(NoteCode::Joined.note(&[apart, "each rate was taken to hold until the next."]))
            }
            MatchedBy::Row | MatchedBy::None => None,
        }
    }

    fn unreadable(&self) -> Option<Note> {
        let were = if self.unreadable == 1 { " was" } else { " were" };
        let text = " left out, because the text in place of the loss is no number.";
        let rows = count(self.unreadable, "row");
        (self.unreadable > 0)
            .then(|| NoteCode::UnreadableLosses.note(&[&rows, " with a rate", were, text]))
    }

    fn rates(&self, log: &Log) -> Vec<Note> {
        let mut notes = Vec::new();
        if let (Some(scale), Some(lr)) = (self.scale, &log.lr_column) {
            let column = quoted(lr);
            notes.push(NoteCode::Scale.note(&[
                "The column ",
                &column,
                " has ",
                &scale.words(),
                ".",
            ]));
        }
        if let (Some(zero), None) = (&self.zero, &log.lr_column) {
            let text = " has no rate above 0.";
            notes.push(NoteCode::ZeroRates.note(&["The column ", &quoted(zero), text]));
        }
        let left_out: usize = log.runs.iter().map(|run| run.left_out).sum();
        if left_out > 0 {
            let was = if left_out == 1 { " was" } else { " were" };
            let text = " left out, because the rate there is not above 0.";
            notes.push(NoteCode::ZeroRates.note(&[&count(left_out, "point"), was, text]));
        }
        let replaced: usize = log.runs.iter().map(|run| run.replaced).sum();
        if replaced > 0 {
            let was = if replaced == 1 { " was" } else { " were" };
            let text = " replaced by those of the same steps after a restart.";
            notes.push(NoteCode::Resumed.note(&[&count(replaced, "point"), was, text]));
        }
        if log.rates_asked {
            let only = log.only_rate.map(short).unwrap_or_default();
            notes.push(NoteCode::NoRates.note(&match (has_rates(log), log.only_rate) {
                (true, _) => ["The rates are those of the ramp that was asked for.", "", ""],
                (_, Some(_)) => ["The only learning rate in the log is ", &only, "."],
                _ => ["The log has no learning rates: enter the first and the last.", "", ""],
            }));
        }
        notes
    }
}

/// The number of a table's rows that have a rate, and a text in place of the loss.
fn unreadable(table: &Table, selected: &Selected) -> usize {
    let column = |name: &Option<String>| name.as_deref().and_then(|name| table.column(name));
    let (Some(texts), Some(rates)) = (table.column(UNREADABLE), column(&selected.lr)) else {
        return 0;
    };
    let has = |column: &Column, row: u32| {
        column.cells.binary_search_by_key(&row, |cell| cell.row).is_ok()
    };
    let losses = column(&selected.loss);
    let is_lost = |row: &u32| has(rates, *row) && !losses.is_some_and(|losses| has(losses, *row));
    texts.cells.iter().map(|cell| cell.row).filter(is_lost).count()
}

fn no_losses(log: &Log) -> Note {
    let score = log.columns.iter().find(|column| is_score(&column.name));
    let why = score.map(|score| {
        let text = " is no loss, since it rises with success. Add the loss to the log.";
        [": ", &quoted(&score.name), text].concat()
    });
    let why = why.as_deref().unwrap_or(".");
    let others = log.columns.iter().filter(|column| column.role == Role::Other);
    let others = others.filter(|column| !is_score(&column.name));
    let others: Vec<String> = others.map(|column| quoted(&column.name)).collect();
    let choice = match others.is_empty() {
        true => String::new(),
        false => [" If it is one of these columns, choose it: ", &list(&others), "."].concat(),
    };
    NoteCode::NoLosses.note(&["No column of losses was found", why, &choice])
}

fn has_rates(log: &Log) -> bool {
    log.runs.iter().any(|run| !run.lrs.is_empty())
}

fn understood(log: &Log, loss: &str) -> Note {
    let points = count(log.points, if has_rates(log) { "point" } else { "loss" });
    if log.kind == Kind::Grid {
        let (low, high) = lowest_and_highest(log.runs.iter().flat_map(|run| &run.lrs).copied());
        let (runs, low, high) = (count(log.runs.len(), "run"), short(low), short(high));
        let text = " with a constant rate each, from ";
        return NoteCode::Columns.note(&[&runs, text, &low, " to ", &high, ": ", &points, "."]);
    }
    let losses =
        ["losses from the column ", &quoted(loss), ": ", &points, &ends(log), "."].concat();
    match log.lr_column.as_deref().filter(|lr| *lr != IN_NAME) {
        Some(lr) => NoteCode::Columns.note(&["Rates from the column ", &quoted(lr), ", ", &losses]),
        None => NoteCode::Columns.note(&["L", &losses[1..]]),
    }
}

fn lowest_and_highest(lrs: impl Iterator<Item = f64>) -> (f64, f64) {
    lrs.fold((f64::INFINITY, 0.0), |(low, high), lr| (low.min(lr), high.max(lr)))
}

/// The first and the last rate in words, if one run is used from end to end; the lowest and the highest, if the rate
/// goes up and down.
fn ends(log: &Log) -> String {
    let [only] = log.runs.as_slice() else { return String::new() };
    match (only.used_lrs(), only.kind) {
        ([first, ..], Kind::Constant) => [" at ", &short(*first)].concat(),
        (lrs, Kind::Cyclic) => {
            let (low, high) = lowest_and_highest(lrs.iter().copied());
            [" from ", &short(low), " to ", &short(high)].concat()
        }
        (lrs @ [first, .., last], _) if lrs.len() == only.lrs.len() => {
            [" from ", &short(*first), " to ", &short(*last)].concat()
        }
        _ => String::new(),
    }
}

fn updates(count: u32) -> Option<Note> {
    let count = Some(count).filter(|&count| count > 0)?;
    let text = "Losses of unfinished progress bars were left out, since they are averages over a part of an epoch: ";
    Some(NoteCode::Updates.note(&[text, &write(f64::from(count)), "."]))
}

fn too_few(log: &Log) -> Option<Note> {
    let points = write(log.points as f64);
    (log.kind == Kind::None)
        .then(|| NoteCode::TooFew.note(&["That is too little for a curve: ", &points, "."]))
}

fn runs(log: &Log) -> Option<Note> {
    // Of these, all are used.
    if matches!(log.kind, Kind::Grid | Kind::Runs) {
        return None;
    }
    let used = log.used().filter(|_| log.runs.len() > 1)?;
    let number = write(log.runs.len() as f64);
    Some(NoteCode::Runs.note(&[
        "The log has ",
        &number,
        " runs; the one shown is ",
        &quoted(&used.name),
        ".",
    ]))
}

/// The note on the points that are used, if not all are.
fn part(log: &Log) -> Option<Note> {
    let series = log.used()?;
    let (used, all) = (series.used, series.losses.len());
    if used.to - used.from == all {
        return None;
    }
    let behind = series.parts.iter().find(|part| part.from >= used.to);
    let why = match behind.map(|part| part.direction) {
        Some(Direction::Falling) => ": the rate falls there",
        Some(Direction::Flat) => ": the rate stays the same there",
        _ => "",
    };
    Some(if used.from == 0 {
        let left_out = points(used.to, all);
        let were = if used.to + 1 == all { " was" } else { " were" };
        NoteCode::Part.note(&[&left_out, were, " left out", why, "."])
    } else {
        let number = write(all as f64);
        NoteCode::Part.note(&[
            "Of ",
            &number,
            " points only these are used: ",
            &points(used.from, used.to),
            ".",
        ])
    })
}

/// `Points 88 to 150`, from the index of the first point, from 0, and that after the last one.
fn points(from: usize, to: usize) -> String {
    let number = |index: usize| write(index as f64);
    match to - from {
        1 => ["Point ", &number(to)].concat(),
        _ => ["Points ", &number(from + 1), " to ", &number(to)].concat(),
    }
}

fn losses(log: &Log, loss: &str) -> Vec<Note> {
    let is_loss = |role: Role| matches!(role, Role::Loss | Role::ValidationLoss);
    let mut notes = Vec::new();
    let own = log.columns.iter().find(|column| column.name == loss);
    if own.is_some_and(|column| column.role == Role::ValidationLoss) {
        let text = " has losses on other data than the training data.";
        notes.push(NoteCode::Validation.note(&["The column ", &quoted(loss), text]));
    }
    let others = log.columns.iter().filter(|column| !column.used && is_loss(column.role));
    let others: Vec<String> = others.map(|column| quoted(&column.name)).collect();
    if !others.is_empty() {
        notes.push(NoteCode::OtherLosses.note(&["Other losses in the log: ", &list(&others), "."]));
    }
    notes
}

fn groups(log: &Log) -> Option<Note> {
    let group = |Group { column, ratio }: &Group| match ratio {
        Some(1.0) => [&quoted(column), ", equal to this one"].concat(),
        Some(ratio) => [&quoted(column), ", ", &short(*ratio), " times this one"].concat(),
        None => [&quoted(column), ", not in proportion to this one"].concat(),
    };
    let groups: Vec<String> = log.groups.iter().map(group).collect();
    (!groups.is_empty())
        .then(|| NoteCode::Groups.note(&["Other rates in the log: ", &groups.join("; "), "."]))
}

/// The name of a file in quotes; a pasted text has none.
pub(super) fn file_name(name: &str) -> String {
    quoted(if name.is_empty() { "pasted text" } else { name })
}

/// The note on files that have the content of another one.
pub(super) fn copies(names: &[String]) -> Option<Note> {
    let why = "Left out, because another file has the same content: ";
    (!names.is_empty()).then(|| NoteCode::Copies.note(&[why, &list(names), "."]))
}

/// The first names.
fn list(names: &[String]) -> String {
    let more = if names.len() > MAX_LISTED { ", and others" } else { "" };
    names[..names.len().min(MAX_LISTED)].join(", ") + more
}

fn quoted(name: &str) -> String {
    ["\"", name, "\""].concat()
}

/// `1 loss`, `2 losses`.
fn count(number: usize, noun: &str) -> String {
    let plural = match (number, noun.ends_with('s')) {
        (1, _) => "",
        (_, true) => "es",
        _ => "s",
    };
    [&write(number as f64), " ", noun, plural].concat()
}
