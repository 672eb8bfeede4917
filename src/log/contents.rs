//! The content of a log.

use serde::Serialize;

use super::choices::Choices;
use super::columns::{self, Column};
use super::hints::{self, Averaging, Group};
use super::kind::Kind;
use super::names::is_averaged;
use super::note::Note;
use super::select::Selected;
use super::series::{self, Series};
use super::table::{self, Table};

/// The content of a log: its kind, runs, columns and notes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Log {
    /// The kind of the log.
    pub kind: Kind,
    /// Points of all runs: losses with a rate or, in [`Kind::LossesOnly`], without.
    pub points: usize,
    /// The runs in the order of the log. Without rates, their `lrs` are empty.
    pub runs: Vec<Series>,
    /// The run that is used, from 0.
    pub run: usize,
    /// The columns that may contain rates, losses or counts, and some others.
    pub columns: Vec<Column>,
    /// The column of the rates.
    pub lr_column: Option<String>,
    /// The column of the losses.
    pub loss_column: Option<String>,
    /// Whether the user has to enter the first and the last rate.
    pub rates_asked: bool,
    /// Whether an ellipsis stands in place of rates or losses.
    pub cut_off: bool,
    /// The first and the last rate among the settings in the log, as a proposal.
    pub rates_named: Option<(f64, f64)>,
    /// The only rate in the log, in front of its losses, if not each of them has one.
    pub only_rate: Option<f64>,
    /// The averaging of the losses, guessed from the format of the log.
    pub averaging: Averaging,
    /// Whether each point is an epoch.
    pub per_epoch: bool,
    /// Steps of the planned training, if the user has given them.
    pub steps: Option<usize>,
    /// The other parameter groups.
    pub groups: Vec<Group>,
    /// How the log was read, and what was left out and why.
    pub notes: Vec<Note>,
}

impl Log {
    /// The run that is used, if there are any runs.
    pub fn used(&self) -> Option<&Series> {
        self.runs.get(self.run)
    }

    /// Whether the name of the losses says that they are averages.
    pub fn is_average_by_name(&self) -> bool {
        self.loss_column.as_deref().is_some_and(is_averaged)
    }

    /// The content of tables, without notes.
    pub(super) fn new(tables: &[Table], selected: Selected, choices: &Choices) -> Self {
        let columns = columns::offered(tables, &selected);
        let (averaging, per_epoch) = hints::averaging(tables, &selected);
        let groups = hints::groups(tables, &selected);
        let rates_named = hints::rates_named(tables);
        let used = [&selected.lr, &selected.loss];
        let is_cut_off = |column: &table::Column| {
            let is_used = || used.iter().any(|name| name.as_ref() == Some(&column.name));
            column.gap && (selected.loss.is_none() || is_used())
        };
        let cut_off = tables.iter().any(|table| table.columns.iter().any(is_cut_off));
        let Selected { lr, loss, runs, only_rate, .. } = selected;
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
        Self {
            kind,
            points,
            runs,
            run,
            columns,
            lr_column: lr,
            loss_column: loss,
            rates_asked: !named && kind != Kind::None && !cut_off,
            cut_off,
            rates_named,
            only_rate,
            averaging,
            per_epoch,
            steps: choices.steps,
            groups,
            notes: Vec::new(),
        }
    }
}
