//! The engine: random valid experiments, on the embedded data and on degenerate data.

use std::sync::Arc;

use ndarray::Array2;
use proptest::prelude::*;
use rangefinder::curve::OutcomeKind;
use rangefinder::curve::Recording;
use rangefinder::data::{Dataset, Targets, breast_cancer};
use rangefinder::evidence::check::Check;
use rangefinder::evidence::comparison::Comparison;
use rangefinder::evidence::diagnosis::Diagnosis;
use rangefinder::experiment::{Experiment, Notice, Settings};
use rangefinder::report::Report;
use rangefinder::training::repeats::Repeats;
use rangefinder::training::summary::Summary;
use rangefinder::training::sweep::{Setup, Sweep};

use crate::settings::settings;

/// An experiment, its data, and the number of steps by which its sweep advances.
#[derive(Debug)]
pub struct Input {
    link: String,
    dataset: Arc<Dataset>,
    chunk: usize,
}

pub fn inputs() -> impl Strategy<Value = Input> {
    (short(), dataset(), 1..50_usize).prop_map(|(settings, dataset, chunk)| {
        let link = Experiment::check(&settings, &dataset.shape()).0.link();
        Input { link, dataset, chunk }
    })
}

pub fn check(Input { link, dataset, chunk }: &Input) {
    // A copy, because data cache results of their first training, which would count as a leak.
    let dataset = &Arc::new(Dataset::clone(dataset));
    let (experiment, notices) = Experiment::from_link(link, &dataset.shape());
    assert!(!notices.iter().any(Notice::is_refusal), "{notices:?}");
    check_sweep(&experiment, dataset, *chunk);
    let summary = check_repeats(&experiment, dataset, *chunk);
    let rates = summary.rates.with_own(&experiment.own_rates());
    check_check(&experiment, &Check::run(&experiment, dataset, &summary.rates));
    check_comparison(&experiment, &Comparison::run(&experiment, dataset, &rates));
    check_diagnosis(&Diagnosis::run(&experiment, dataset));
}

fn check_sweep(experiment: &Experiment, dataset: &Arc<Dataset>, chunk: usize) {
    let mut sweep = Sweep::new(experiment, dataset);
    let (before, steps) = (sweep.trainer().clone(), sweep.status().steps);
    let mut made = 0;
    while sweep.status().outcome.is_none() {
        let more = sweep.advance(chunk);
        assert!(more > 0, "an unfinished sweep advances");
        made += more;
        assert!(made <= steps, "a sweep has at most its number of steps");
    }
    assert_eq!(sweep.advance(chunk), 0);
    let status = sweep.status();
    let recorded = status.outcome.map(|outcome| match outcome.kind {
        OutcomeKind::Completed => steps,
        OutcomeKind::Diverged | OutcomeKind::DivergedByFall => outcome.step + 1,
        OutcomeKind::NotFinite => outcome.step,
    });
    assert_eq!(recorded, Some(status.step));
    assert_eq!(status.least.is_some(), status.step > 0);
    for column in [sweep.lrs(), sweep.losses(), sweep.smoothed_losses()] {
        assert_eq!(column.len(), status.step);
        assert!(column.iter().all(|x| x.is_finite() && *x >= 0.0));
    }
    assert_eq!(*sweep.trainer(), before, "weights and optimizer state are restored");
    let report = serde_json::to_string(&Report::full(experiment, dataset, &sweep));
    assert!(report.is_ok_and(|text| text.contains(&sweep.fingerprint())));
}

/// The summary; asserts that seeds in lanes and in any chunks equal single runs.
fn check_repeats(experiment: &Experiment, dataset: &Arc<Dataset>, chunk: usize) -> Summary {
    let setup = Setup::new(experiment, dataset);
    let single = |run: usize| {
        let mut sweep: Sweep<f32> = setup.sweep(experiment.seed.wrapping_add(run as u32));
        sweep.advance(usize::MAX);
        let curve = sweep.curve(0);
        let outcome = curve.outcome().expect("the sweep has ended");
        Recording { losses: curve.losses().to_vec(), outcome }
    };
    let singles: Vec<Recording> = (0..experiment.runs).map(single).collect();
    let mut repeats = Repeats::new(experiment, dataset, 0, experiment.runs);
    while repeats.advance(chunk) {}
    let repeats = Recording::read(&Recording::write(&repeats.take()));
    assert_eq!(repeats, singles);
    let summary = Summary::new(experiment.beta, (5, 48), setup.schedule(), &repeats);
    let columns = [&summary.lrs, &summary.low, &summary.median, &summary.high];
    assert!(columns.into_iter().flatten().all(|x| *x >= 0.0), "losses are not NaN");
    assert!(summary.low.iter().zip(&summary.high).all(|(low, high)| low <= high));
    summary
}

fn check_check(experiment: &Experiment, check: &Check) {
    assert_eq!(check.losses.median.len(), experiment.check_rates);
    assert!(check.losses.numbers().all(|loss| loss >= 0.0));
    assert!(check.best.is_none_or(|best| best.loss < check.start));
    for mark in &check.marks {
        assert!(mark.lr.is_finite() && mark.lr > 0.0);
    }
}

fn check_comparison(experiment: &Experiment, comparison: &Comparison) {
    for result in &comparison.results {
        let columns = [&result.training_losses, &result.validation_losses];
        assert!(columns.iter().all(|band| band.median.len() == 1 + experiment.train_epochs));
        assert!(result.training_losses.numbers().all(|loss| loss >= 0.0));
        assert!(result.lrs.iter().all(|lr| lr.is_finite() && *lr >= 0.0), "{:?}", result.schedule);
    }
}

fn check_diagnosis(diagnosis: &Diagnosis) {
    assert_eq!(diagnosis.steps.len(), diagnosis.edges.len());
    assert!(diagnosis.edges.iter().flatten().all(|edge| !edge.is_nan()));
    for column in diagnosis.gradient_norms.iter().chain(&diagnosis.update_ratios) {
        assert_eq!(column.len(), diagnosis.lrs.len());
    }
    assert!(diagnosis.dead.iter().flatten().all(|share| (0.0..=1.0).contains(share)));
}

/// Settings for short computations. Invalid ones are replaced by their defaults.
fn short() -> impl Strategy<Value = Settings> {
    let widths = proptest::collection::vec(prop_oneof![1..4_usize, 1..40_usize], 0..4);
    // A number of steps, or a number of epochs with possibly many batches.
    let length = prop_oneof![
        (2..30_usize).prop_map(|steps| (Some(steps), None)),
        (1..3_usize).prop_map(|epochs| (None, Some(epochs))),
        (2..30_usize, 1..3_usize).prop_map(|(steps, epochs)| (Some(steps), Some(epochs))),
        Just((None, None)),
    ];
    let steps = (length, prop_oneof![2..40_usize, 40..1100_usize]);
    let sizes = (1..7_usize, 5..10_usize, 1..6_usize, 1..6_usize, 1..3_usize);
    // A start and an end anywhere in the possible range, with the start below the end.
    let rates = (-29.9..37.0, 0.01..8.0).prop_map(|(start, decades): (f64, f64)| {
        (10_f64.powf(start), 10_f64.powf((start + decades).min(37.9)))
    });
    let all = (settings(), widths, steps, sizes, rates);
    all.prop_map(|(settings, hidden, steps, sizes, rates)| Settings {
        hidden,
        num_iter: steps.0.0,
        epochs: steps.0.1,
        batch_size: steps.1,
        runs: sizes.0,
        check_rates: sizes.1,
        check_epochs: 1,
        check_runs: sizes.2,
        train_runs: sizes.3,
        train_epochs: sizes.4,
        start_lr: Some(rates.0),
        end_lr: Some(rates.1),
        ..settings
    })
}

/// The embedded data, or a few rows: with classes or values, and with one or more features, which may be
/// constant, far apart, or as large as possible.
fn dataset() -> impl Strategy<Value = Arc<Dataset>> {
    let column = prop_oneof![
        Just(vec![0.0]),
        any::<i32>().prop_map(|x| vec![f64::from(x)]),
        proptest::collection::vec(-3.0..3.0, 40),
        proptest::collection::vec(proptest::num::f64::NORMAL, 40),
        proptest::collection::vec(proptest::sample::select(vec![0.0, 1.0]), 40),
    ];
    let columns = proptest::collection::vec(column, 1..6);
    let labels = (1..5_usize).prop_flat_map(|classes| proptest::collection::vec(0..classes, 1..40));
    let strange = (columns, labels).prop_map(|(columns, labels)| {
        let cell = |(row, column): (usize, usize)| columns[column][row % columns[column].len()];
        let features = Array2::from_shape_fn((labels.len(), columns.len()), cell);
        let values = Targets::Values(labels.iter().map(|&label| label as f64).collect());
        let classes = Dataset::new("strange", features.clone(), Targets::Classes(labels));
        // A single class is rejected; as values, all targets may be equal.
        let dataset = classes.or_else(|_| Dataset::new("strange", features, values));
        Arc::new(dataset.expect("there are rows"))
    });
    prop_oneof![1 => Just(breast_cancer().clone()), 3 => strange]
}
