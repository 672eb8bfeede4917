//! Properties of the losses that follow from the format of a log, and the other rates in it.

use serde::Serialize;

use super::names::{Role, SETTING_RANK, lr_rank, role};
use super::select::Selected;
use super::table::{Cell, Column, Form, MAX_GROUPS, Table};

/// The averaging of the losses, guessed from the format of the log. The losses themselves have to confirm it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Averaging {
    /// Unknown.
    #[default]
    Unknown,
    /// torch-lr-finder's: `0.05 loss + 0.95 previous` from the first loss on, or none.
    TorchLrFinder,
    /// Lightning's: an exponential moving average with beta 0.98, bias-corrected.
    Lightning,
    /// fastai's: an exponential moving average with beta 0.98, bias-corrected.
    Fastai,
}

/// Another parameter group.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Group {
    /// The column of its rates.
    pub column: String,
    /// Its rate divided by that of the column used, if this ratio is the same in every row.
    pub ratio: Option<f64>,
}

/// The exponent of the first factor of a list of rates, relative to the others, if Lightning has dropped a step.
const SQUARE: std::ops::Range<f64> = 1.9..2.1;
/// The largest relative difference of equal ratios.
const SAME_RATIO: f64 = 0.01;
/// 1 over the last decimal that consoles show of a rate.
const DECIMALS: f64 = 1e4;

/// The averaging of the losses, and whether each row is an epoch.
pub(super) fn averaging(tables: &[Table], selected: &Selected) -> (Averaging, bool) {
    let (Some(lr), Some(loss)) = (selected.lr.as_deref(), selected.loss.as_deref()) else {
        return (Averaging::Unknown, false);
    };
    let table = tables.iter().find(|table| table.column(loss).is_some());
    let per_epoch = table.is_some_and(|table| is_per_epoch(table, loss));
    let lists = table.is_some_and(|table| table.form == Form::Lists);
    let rates: Vec<f64> =
        selected.runs.iter().flat_map(|run| &run.points).map(|point| point.lr).take(4).collect();
    let averaging = match (lr, loss) {
        ("lr", "loss") if lists && drops_a_step(&rates) => Averaging::Lightning,
        ("lr", "loss") if lists => Averaging::TorchLrFinder,
        ("lrs", "losses") if lists => Averaging::Fastai,
        _ => Averaging::Unknown,
    };
    (averaging, per_epoch)
}

fn drops_a_step(rates: &[f64]) -> bool {
    let [first, second, third, ..] = rates else { return false };
    SQUARE.contains(&(libm::log(second / first) / libm::log(third / second)))
}

/// Whether each row is an epoch: Keras prints it so, or a count of epochs rises by one from row to row and no count
/// rises faster, which would be one of steps. A count that rises as fast is that of the rows.
fn is_per_epoch(table: &Table, loss: &str) -> bool {
    let rows = table.column(loss).map_or(0, |column| column.cells.len());
    let counts_epochs = |column: &Column| {
        let by_one =
            column.cells.windows(2).filter(|pair| pair[1].value - pair[0].value == 1.0).count();
        role(&column.name) == Role::Epoch && column.cells.len() == rows && by_one + 1 == rows
    };
    let counts_steps = |column: &Column| {
        let ends = column.cells.first().zip(column.cells.last());
        role(&column.name) == Role::Step
            && ends.is_some_and(|(first, last)| {
                last.value - first.value > f64::from(last.row - first.row)
            })
    };
    matches!(table.form, Form::KerasEpochs(_))
        || (table.columns.iter().any(counts_epochs) && !table.columns.iter().any(counts_steps))
}

/// The columns of rates other than the one that is used.
pub(super) fn groups(tables: &[Table], selected: &Selected) -> Vec<Group> {
    let Some(lr) = selected.lr.as_deref() else { return Vec::new() };
    let Some(table) = tables.iter().find(|table| table.column(lr).is_some()) else {
        return Vec::new();
    };
    let own = table.column(lr).map(|column| column.cells.as_slice()).unwrap_or_default();
    let others = table.columns.iter().filter(|column| {
        column.name != lr && lr_rank(&column.name).is_some_and(|rank| rank < SETTING_RANK)
    });
    others
        .take(MAX_GROUPS)
        .filter(|other| other.cells.len() == own.len())
        .map(|other| Group { column: other.name.clone(), ratio: ratio(own, &other.cells) })
        .collect()
}

/// The ratio of two rates, if it is the same in every row.
fn ratio(own: &[Cell], other: &[Cell]) -> Option<f64> {
    let pairs = || own.iter().zip(other).map(|(own, other)| (own.value, other.value));
    let same = |one: f64, other: f64| (one / other - 1.0).abs() < SAME_RATIO;
    let equal = |(own, other)| same(own, other) || is_rounded(own, other) || is_rounded(other, own);
    if pairs().all(equal) {
        return Some(1.0);
    }
    let ratios = || pairs().map(|(own, other)| other / own);
    let first = ratios().next()?;
    ratios().all(|ratio| same(ratio, first)).then_some(first)
}

/// Whether a number may be another one that is shown with few decimals.
fn is_rounded(shown: f64, other: f64) -> bool {
    let shown = shown * DECIMALS;
    shown > 0.5
        && (shown - libm::round(shown)).abs() < 1e-6
        && (shown - other * DECIMALS).abs() <= 0.5
}

/// The first and the last rate, from columns with such names.
pub(super) fn rates_named(tables: &[Table]) -> Option<(f64, f64)> {
    let columns = || tables.iter().flat_map(|table| &table.columns);
    let named = |words: [&str; 3]| {
        let column = columns().find(|column| {
            let name = column.name.to_ascii_lowercase();
            lr_rank(&name).is_some() && words.iter().any(|word| name.contains(word))
        });
        column.and_then(|column| column.cells.first()).map(|cell| cell.value)
    };
    let ends = (named(["start", "min", "init"])?, named(["end", "max", "final"])?);
    (0.0 < ends.0 && ends.0 < ends.1).then_some(ends)
}
