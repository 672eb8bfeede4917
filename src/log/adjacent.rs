//! Runs in adjacent columns -> a table for each run.

use super::index::Index;
use super::names::{is_validation, loss_rank, lr_rank, step_rank};
use super::table::{Column, MAX_TABLES, Table};

/// The largest number of columns that all runs share.
const MAX_SHARED: usize = 8;

/// The runs of an export of Weights & Biases, whose columns are named `run - metric`. The columns `__MIN` and `__MAX` are left out.
pub(super) fn by_prefix(table: &Table) -> Option<Vec<Table>> {
    let (mut index, mut runs) = (Index::default(), Vec::new());
    let shared = shared(table);
    for column in &table.columns {
        let Some((run, metric)) = column.name.rsplit_once(" - ") else { continue };
        if metric.ends_with("__MIN") || metric.ends_with("__MAX") {
            continue;
        }
        let (place, new) = index.place(run);
        // One more than are read, for the note that says so.
        if new && place <= MAX_TABLES {
            runs.push(Table { run: run.to_owned(), columns: shared.clone(), form: table.form });
        }
        if let Some(own) = runs.get_mut(place) {
            own.columns.push(Column { name: metric.to_owned(), ..column.clone() });
        }
    }
    (!runs.is_empty()).then_some(runs)
}

/// The rates and counts that all runs of a table share.
fn shared(table: &Table) -> Vec<Column> {
    let is_shared = |column: &&Column| {
        let name = &column.name;
        !name.contains(" - ") && (lr_rank(name).is_some() || step_rank(name).is_some())
    };
    table.columns.iter().filter(is_shared).take(MAX_SHARED).cloned().collect()
}

/// The rank of a loss, its name without a trailing number, and its column.
type Ranked<'a> = (u8, Option<&'a str>, &'a Column);

/// The runs of a table whose losses differ only by a number, such as `losses[0]` and `losses[1]`, or `loss_1` and
/// `loss_2`. None if another loss fits as well: the numbered ones may be its parts.
pub(super) fn by_number(table: &Table) -> Option<Vec<Table>> {
    let ranked = table.columns.iter().filter_map(|column| {
        let rank = loss_rank(&column.name).filter(|_| !is_validation(&column.name))?;
        Some((rank, base(&column.name), column))
    });
    let losses: Vec<Ranked> = ranked.collect();
    let name = losses.iter().find_map(|(_, base, _)| *base)?;
    let (own, others): (Vec<&Ranked>, Vec<&Ranked>) =
        losses.iter().partition(|(_, base, _)| *base == Some(name));
    let best = own.iter().map(|(rank, ..)| *rank).min()?;
    if own.len() < 2 || others.iter().any(|(rank, ..)| *rank <= best) {
        return None;
    }
    let shared = shared(table);
    let run = |(_, _, column): &&Ranked| {
        let losses = Column { name: name.to_owned(), ..(*column).clone() };
        Table {
            run: column.name.clone(),
            columns: shared.iter().cloned().chain([losses]).collect(),
            form: table.form,
        }
    };
    Some(own.iter().take(MAX_TABLES + 1).map(run).collect())
}

/// A name without its trailing number, if it has one.
fn base(name: &str) -> Option<&str> {
    let name = name.strip_suffix(']').unwrap_or(name);
    let base = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = base.trim_end_matches(['[', '_', '-', ' ', '/']);
    (base.len() < name.len() && !bare.is_empty()).then_some(bare)
}
