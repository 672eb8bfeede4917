//! Results as CSV files (RFC 4180): a line of names, then a line per row. Numbers are those of the report, in full
//! precision; infinity is `inf`.

use super::quote::cell;
use crate::data::Dataset;
use crate::evidence::comparison::ScheduleResult;
use crate::evidence::diagnosis::Diagnosis;
use crate::number::write;

/// A file of names and numbers. NaN is an empty cell, and so are the missing cells of columns shorter than the first one.
pub fn table(names: &[&str], columns: &[&[f64]]) -> String {
    let mut text = line(names.iter().map(|name| cell(name)));
    for row in 0..columns.first().map_or(0, |column| column.len()) {
        let number = |column: &&[f64]| column.get(row).copied().filter(|number| !number.is_nan());
        text += &line(columns.iter().map(|column| number(column).map(write).unwrap_or_default()));
    }
    text
}

/// The curve of one run.
pub fn curve(lrs: &[f64], losses: &[f64], smoothed_losses: &[f64]) -> String {
    table(&["lr", "loss", "smoothed_loss"], &[lrs, losses, smoothed_losses])
}

/// The losses of several runs at each rate, of a range test or of the check: median, 10th and 90th percentile.
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

/// The diagnosis at each step of a sweep: the rate, 2 over the sharpness where measured, the norm of the gradient and
/// the update over the weight of each layer, and the share of dead ReLUs if there are ReLUs.
pub fn diagnosis(found: &Diagnosis) -> String {
    let mut edges = vec![f64::NAN; found.lrs.len()];
    for (&step, edge) in found.steps.iter().zip(&found.edges) {
        if let (Some(place), Some(edge)) = (edges.get_mut(step), edge) {
            *place = *edge;
        }
    }
    let mut names = vec!["lr".to_owned(), "two_over_sharpness".to_owned()];
    let mut columns: Vec<&[f64]> = vec![&found.lrs, &edges];
    let of_layers =
        [("gradient_norm_", &found.gradient_norms), ("update_over_weight_", &found.update_ratios)];
    for (name, layers) in of_layers {
        for (layer, column) in layers.iter().enumerate() {
            names.push([name, &write(layer as f64 + 1.0)].concat());
            columns.push(column);
        }
    }
    if let Some(dead) = &found.dead {
        names.push("dead_relus".to_owned());
        columns.push(dead);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    table(&names, &columns)
}

/// The curve of a training log: its losses and the smoothed losses; for several runs, the medians and the percentiles.
pub fn log(lrs: &[f64], losses: &[f64], smooth: &[f64], band: Option<(&[f64], &[f64])>) -> String {
    match band {
        None => curve(lrs, losses, smooth),
        Some((low, high)) => table(
            &["lr", "loss_median", "smoothed_loss", "loss_p10", "loss_p90"],
            &[lrs, losses, smooth, low, high],
        ),
    }
}

/// The lowest, the median and the highest final loss of the training runs of a log, at each constant rate.
pub fn log_check(lrs: &[f64], low: &[f64], median: &[f64], high: &[f64]) -> String {
    table(&["lr", "loss_lowest", "loss_median", "loss_highest"], &[lrs, low, median, high])
}

/// The rows of a data set before scaling, with the target last. A feature without a name is `x1`,
/// `x2`...
pub fn data(dataset: &Dataset, feature_names: &[String]) -> String {
    let width = dataset.features().ncols();
    let name = |column: usize| match feature_names.get(column) {
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
