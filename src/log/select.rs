//! Selection of the columns of the rates and the losses.

use super::choices::Choices;
use super::content;
use super::names::{SETTING_RANK, loss_rank, lr_rank};
use super::order;
use super::pairs::{MatchedBy, Paired, losses, pair};
use super::point::Point;
use super::scale::{Scale, scale_by_name, scale_by_values};
use super::table::{Column, Table};

/// The largest number of columns that are tried as rates and as losses.
const MAX_TRIED: (usize, usize) = (4, 12);
/// The rank from which on a loss is not a training loss.
const VALIDATION_RANK: u8 = 100;

/// The columns that are used, and their points.
#[derive(Clone, Debug, Default)]
pub(super) struct Selected {
    pub(super) lr: Option<String>,
    pub(super) loss: Option<String>,
    /// The scale of the rates, if they are given as logarithms or multiples.
    pub(super) scale: Option<Scale>,
    /// The column of rates, if none of them is above zero.
    pub(super) zero: Option<String>,
    /// The only rate in front of the losses, if not each of them has one.
    pub(super) only_rate: Option<f64>,
    pub(super) runs: Vec<Paired>,
}

/// Selects the columns of every file separately if each has rates and losses, otherwise those of all files together.
/// The names are those of the first file.
pub(super) fn select(files: &[&[Table]], all: &[Table], choices: &Choices) -> Selected {
    if files.len() > 1 {
        let each: Vec<Selected> = files.iter().map(|tables| select_in(tables, choices)).collect();
        if each.iter().all(|selected| selected.lr.is_some()) {
            return each.into_iter().reduce(Selected::with_runs_of).unwrap_or_default();
        }
    }
    select_in(all, choices)
}

impl Selected {
    fn with_runs_of(mut self, other: Self) -> Self {
        self.runs.extend(other.runs);
        self
    }
}

/// Selects the columns: the user's choice, otherwise those with the best names among the columns that have points in common.
fn select_in(tables: &[Table], choices: &Choices) -> Selected {
    let has = |name: &&String| tables.iter().any(|table| table.column(name).is_some());
    let lrs = match choices.lr_column.as_ref().filter(has) {
        Some(name) => vec![name.clone()],
        None => {
            let named = ranked(tables, lr_rank, MAX_TRIED.0);
            if named.is_empty() { name(content::lr_column(tables)) } else { named }
        }
    };
    let loss_names = match choices.loss_column.as_ref().filter(has) {
        Some(name) => vec![name.clone()],
        None => {
            let named = ranked(tables, loss_rank, MAX_TRIED.1);
            let lr = lrs.first().map(String::as_str);
            if named.is_empty() { name(content::loss_column(tables, lr)) } else { named }
        }
    };
    let mut zero = None;
    let mut best: Option<(Fit, Selected)> = None;
    for lr in &lrs {
        for loss in &loss_names {
            let mut candidate = Candidate::new(tables, lr, loss);
            if candidate.points() == 0 {
                continue;
            }
            if !candidate.has_rates() {
                zero = Some(lr.clone());
                continue;
            }
            let fit = candidate.fit();
            if best.as_ref().is_none_or(|(so_far, _)| fit > *so_far) {
                best = Some((fit, candidate.selected()));
            }
        }
    }
    let alone = || {
        let loss = loss_names.first().cloned();
        let runs = loss.as_deref().map(|loss| losses(tables, loss)).unwrap_or_default();
        // A log may have several rates, as the first and the last of a range test, or one that is announced later.
        let best = lrs.first().and_then(|lr| lr_rank(lr));
        let of_steps = |lr: &&String| lr_rank(lr) < Some(SETTING_RANK) || lr_rank(lr) == best;
        let mut rates =
            lrs.iter().filter(of_steps).map(|lr| only_rate(tables, lr, loss.as_deref()?));
        let only_rate = rates.next().filter(|first| rates.all(|rate| rate == *first)).flatten();
        Selected { loss, only_rate, runs, ..Selected::default() }
    };
    let selected = best.map_or_else(alone, |(_, selected)| selected);
    Selected { zero, ..selected }
}

/// The rate in front of the losses of all tables, if these have no other. One that is announced later was not that of the
/// first losses.
fn only_rate(tables: &[Table], lr: &str, loss: &str) -> Option<f64> {
    let mut only = None;
    for table in tables {
        let rates = table.column(lr).map_or(&[][..], |rates| &rates.cells);
        let losses = table.column(loss).map_or(&[][..], |losses| &losses.cells);
        let late =
            rates.first().zip(losses.first()).is_some_and(|(rate, loss)| loss.row < rate.row);
        if late || rates.iter().any(|rate| rate.value != *only.get_or_insert(rate.value)) {
            return None;
        }
    }
    only.filter(|lr| *lr > 0.0)
}

fn name(column: Option<&Column>) -> Vec<String> {
    column.map(|column| column.name.clone()).into_iter().collect()
}

/// The names of the columns that have a rank, the best first, at most `most`.
fn ranked(tables: &[Table], rank: fn(&str) -> Option<u8>, most: usize) -> Vec<String> {
    let mut ranked: Vec<(u8, &str)> = Vec::new();
    for Column { name, .. } in tables.iter().flat_map(|table| &table.columns) {
        if let Some(rank) = rank(name)
            && ranked.iter().all(|(_, known)| known != name)
        {
            let place = ranked.partition_point(|(other, _)| *other <= rank);
            ranked.insert(place, (rank, name));
            ranked.truncate(most);
        }
    }
    ranked.into_iter().map(|(_, name)| name.to_owned()).collect()
}

/// The score of two columns: whether the loss is that of training; then, whether they have points in rows or steps
/// in common; then, whether the rate changes within a run, or is no more than its setting; then the names; then the
/// number of points.
type Fit = (bool, bool, bool, std::cmp::Reverse<(u8, u8)>, usize);

/// Two columns with their points.
struct Candidate {
    lr: String,
    loss: String,
    scale: Option<Scale>,
    runs: Vec<Paired>,
}

impl Candidate {
    fn new(tables: &[Table], lr: &str, loss: &str) -> Self {
        let columns: Vec<_> = tables.iter().filter_map(|table| table.column(lr)).collect();
        let scale = scale_by_name(lr, &columns).or_else(|| scale_by_values(&columns));
        let runs = pair(tables, lr, loss);
        Self { lr: lr.to_owned(), loss: loss.to_owned(), scale, runs }
    }

    fn points(&self) -> usize {
        self.runs.iter().map(|run| run.points.len()).sum()
    }

    /// Converts logarithms and multiples to rates. Returns whether any rate is above zero.
    fn has_rates(&mut self) -> bool {
        let points = self.runs.iter_mut().flat_map(|run| &mut run.points);
        if let Some(scale) = self.scale {
            points.for_each(|point| point.lr = scale.rate(point.lr));
        }
        self.runs.iter().flat_map(|run| &run.points).any(|point| point.lr > 0.0)
    }

    fn fit(&self) -> Fit {
        let ranks = (
            loss_rank(&self.loss).unwrap_or(SETTING_RANK),
            lr_rank(&self.lr).unwrap_or(SETTING_RANK),
        );
        let joined =
            self.points() > 1 && self.runs.iter().any(|run| run.matched_by != MatchedBy::Held);
        let moves = ranks.1 < SETTING_RANK && self.moves();
        (ranks.0 < VALIDATION_RANK, joined, moves, std::cmp::Reverse(ranks), self.points())
    }

    fn moves(&self) -> bool {
        let differ = |pair: &[Point]| (pair[0].lr - pair[1].lr).abs() > 0.0;
        self.runs.iter().any(|run| run.points.windows(2).any(differ))
    }

    fn selected(self) -> Selected {
        let Self { lr, loss, scale, mut runs } = self;
        for run in &mut runs {
            if order::sort_by_rate(&mut run.points) {
                run.sorted = Some(lr.clone());
            }
        }
        Selected { lr: Some(lr), loss: Some(loss), scale, zero: None, only_rate: None, runs }
    }
}
