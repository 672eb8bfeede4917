//! Results as CSV files (RFC 4180): a line of names, then a line per row. Numbers are those of the report, in full;
//! what is infinite is `inf`.

use super::quote::cell;
use crate::data::Dataset;
use crate::evidence::comparison::ScheduleResult;
use crate::number::write;

/// A file of names and numbers. A column that is shorter than the first has empty cells.
pub fn table(names: &[&str], columns: &[&[f64]]) -> String {
    let mut text = line(names.iter().map(|name| cell(name)));
    for row in 0..columns.first().map_or(0, |column| column.len()) {
        let number = |column: &&[f64]| column.get(row).copied().map(write).unwrap_or_default();
        text += &line(columns.iter().map(number));
    }
    text
}

/// The curve of one run.
pub fn curve(lrs: &[f64], losses: &[f64], smoothed_losses: &[f64]) -> String {
    table(&["lr", "loss", "smoothed_loss"], &[lrs, losses, smoothed_losses])
}

/// Losses of several runs at each rate: median, 10th and 90th percentile. Those of a range test, or of the check by
/// training.
pub fn band(lrs: &[f64], low: &[f64], median: &[f64], high: &[f64]) -> String {
    table(&["lr", "loss_p10", "loss_median", "loss_p90"], &[lrs, low, median, high])
}

/// The result of each schedule of a comparison: its name, the percentiles of its last validation loss, and the
/// medians of its last accuracy and of the steps to the target loss.
pub fn comparison(results: &[Row]) -> String {
    let names = [
        "schedule",
        "loss_p10",
        "loss_median",
        "loss_p90",
        "accuracy_median",
        "steps_to_target_median",
    ];
    let rows = results.iter().map(|(name, numbers)| {
        line([cell(name)].into_iter().chain(numbers.iter().copied().map(write)))
    });
    line(names.iter().map(|name| cell(name))) + &rows.collect::<String>()
}

/// The name of a schedule and the numbers of its result.
pub type Row<'a> = (&'a str, [f64; 5]);

/// The row of a result.
pub fn row(result: &ScheduleResult) -> Row<'_> {
    let ScheduleResult { schedule, loss, accuracy, steps_to_target, .. } = result;
    (schedule, [loss.low, loss.median, loss.high, accuracy.median, steps_to_target.median])
}

/// The rows of a data set as they are trained on, before scaling; the target is last.
pub fn data(dataset: &Dataset) -> String {
    let width = dataset.features().ncols();
    let name = |column: usize| match dataset.feature_names().get(column) {
        Some(name) => cell(name),
        None => ["x", &write(column as f64 + 1.0)].concat(),
    };
    let mut text = line((0..width).map(name).chain(["target".to_owned()]));
    for (row, target) in dataset.features().rows().into_iter().zip(dataset.targets().numbers()) {
        text += &line(row.iter().copied().chain([target]).map(write));
    }
    text
}

fn line(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join(",") + "\r\n"
}
