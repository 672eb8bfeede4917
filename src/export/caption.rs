//! The settings of an experiment in words, for images of its charts.

use crate::choice::Named;
use crate::data::{Builtin, DataShape};
use crate::experiment::{Experiment, Settings, trained_for};
use crate::number::{short, write};

/// The chart in an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// The range test with this number of runs.
    Sweep(usize),
    /// The check by training.
    Check,
    /// The comparison of schedules.
    Comparison,
    /// The diagnosis of the network.
    Diagnosis,
}

/// The settings in two lines: the data, the network and the optimizer; the length and number of the training runs.
pub fn caption(experiment: &Experiment, shape: &DataShape, picture: Picture) -> [String; 2] {
    let count = |number: usize, noun: &str| {
        [write(number as f64).as_str(), " ", noun, if number == 1 { "" } else { "s" }].concat()
    };
    let data = match Builtin::named(&shape.name) {
        Some(builtin) => Builtin::LABELS[builtin as usize].1,
        None => "Own table",
    };
    // Some names contain the number of rows.
    let rows = match data.ends_with("rows") {
        true => String::new(),
        false => [", ", &count(shape.rows(), "row")].concat(),
    };
    let first = [data, &rows, ": ", &experiment.trained(), "."].concat();
    let settings: &Settings = experiment;
    let extent = experiment.extent();
    let (from, to) = extent.ends;
    let rise = |runs: usize| {
        let steps = count(extent.steps(), "step");
        let of = if runs == 1 { " of seed " } else { " from seed " };
        let seed = write(f64::from(experiment.seed));
        let rise = ["The rate rises from ", &short(from), " to ", &short(to), " in ", &steps];
        [&rise.concat(), "; ", &count(runs, "run"), of, &seed, "."].concat()
    };
    let trained = |epochs: usize, held_out: f64, seeds: usize, what: &str| {
        let per_epoch = shape.training_rows(held_out).div_ceil(experiment.batch_size);
        let length = trained_for(epochs, per_epoch);
        [what, " trained for ", &length, " with ", &count(seeds, "seed"), "."].concat()
    };
    let second = match picture {
        Picture::Sweep(runs) => rise(runs),
        Picture::Diagnosis => rise(1),
        Picture::Check => {
            let &Settings { check_epochs, validation, check_runs, .. } = settings;
            trained(check_epochs, validation, check_runs, "Each rate is")
        }
        Picture::Comparison => {
            let &Settings { train_epochs, train_validation, train_runs, .. } = settings;
            trained(train_epochs, train_validation, train_runs, "Each schedule is")
        }
    };
    [first, second]
}
