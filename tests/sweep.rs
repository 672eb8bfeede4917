//! The range test through its public interface.

#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::{NOTEBOOK, NOTEBOOK_FINGERPRINT};
use ndarray::Axis;
use proptest::prelude::*;
use rangefinder::curve::OutcomeKind;
use rangefinder::data::{Scaler, breast_cancer, split};
use rangefinder::experiment::Experiment;
use rangefinder::network::{Batch, Workspace};
use rangefinder::optimizer::Rule;
use rangefinder::report::Report;
use rangefinder::training::Trainer;
use rangefinder::training::sweep::Sweep;

fn experiment(link: &str) -> Experiment {
    let (experiment, notices) = Experiment::from_link(link, &breast_cancer().shape());
    assert_eq!(notices, [], "{link}");
    experiment
}

fn finished(link: &str) -> (Experiment, Sweep) {
    let experiment = experiment(link);
    let mut sweep = Sweep::new(&experiment, breast_cancer());
    sweep.advance(usize::MAX);
    (experiment, sweep)
}

/// All weights and the optimizer state of a trainer, as bits.
fn bits(trainer: &Trainer<f32>) -> Vec<u32> {
    let layers = trainer.network.layers.iter().chain(trainer.optimizer.memory());
    layers.flat_map(|layer| layer.parameters()).map(|x| x.to_bits()).collect()
}

#[test]
fn notebook_sweep_has_the_printed_rates_and_expected_fingerprint() {
    let (_, sweep) = finished(NOTEBOOK);
    let printed = |step: usize| format!("{:.5}", sweep.lrs()[step]);
    assert_eq!(sweep.lrs().len(), 48);
    assert_eq!(
        [0, 1, 2, 3, 45, 46, 47].map(printed),
        ["0.05000", "0.05869", "0.06890", "0.08088", "67.88261", "79.68490", "93.53918"]
    );
    assert_eq!(sweep.fingerprint(), NOTEBOOK_FINGERPRINT);
}

#[test]
fn weights_and_optimizer_state_are_restored_exactly() {
    for name in Rule::ALL {
        let link = format!("#v=1&optimizer={name}&start_lr=1e-4&end_lr=1000&output=softmax");
        let experiment = experiment(&link);
        // A trainer with optimizer state, after ten steps of a sweep.
        let mut first = Sweep::new(&experiment, breast_cancer());
        first.advance(10);
        let before = first.trainer().clone();
        let mut sweep = Sweep::from_trainer(&experiment, breast_cancer(), before.clone());
        sweep.advance(5);
        assert_ne!(bits(sweep.trainer()), bits(&before), "{name} trains");
        sweep.advance(usize::MAX);
        assert!(sweep.status().outcome.is_some());
        assert_eq!(sweep.trainer(), &before, "{name}");
        assert_eq!(bits(sweep.trainer()), bits(&before), "{name}");
    }
}

proptest! {
    #[test]
    fn results_are_independent_of_the_chunk_sizes(
        seed in any::<u32>(),
        chunks in proptest::collection::vec(0..30_usize, 1..12),
    ) {
        let (experiment, whole) = finished(&format!("#v=1&seed={seed}&num_iter=70&optimizer=adam"));
        let mut sweep = Sweep::new(&experiment, breast_cancer());
        chunks.iter().for_each(|&steps| { sweep.advance(steps); });
        sweep.advance(usize::MAX);
        prop_assert_eq!(sweep.fingerprint(), whole.fingerprint());
        prop_assert_eq!(sweep.trained(), whole.trained());
    }
}

#[test]
fn full_report_suffices_to_reproduce_the_run() {
    let (experiment, sweep) =
        finished("#v=1&optimizer=adamw&start_lr=1e-4&end_lr=1&validation=0.2");
    let report = Report::full(&experiment, breast_cancer(), &sweep);
    let run = &report.runs.expect("asked for")[0];
    let dataset = breast_cancer();
    let (training, _) = split(breast_cancer().targets(), 0.2, 1);
    let features = Scaler::Standard.scale(dataset.features(), &training).mapv(|x| x as f32);
    let targets = dataset.targets().numbers();
    let mut trainer = Sweep::new(&experiment, dataset).trainer().clone();
    let mut workspace = Workspace::default();
    for (layer, weights) in trainer.network.layers.iter().zip(&run.weights) {
        assert_eq!(layer.weight().iter().copied().collect::<Vec<_>>(), weights.weight.concat());
    }
    for ((rows, &lr), &loss) in run.batches.iter().zip(&run.lrs).zip(&run.losses) {
        let labels = rows.iter().map(|&row| targets[row] as f32).collect();
        let batch = Batch::new(features.select(Axis(0), rows).view(), labels);
        assert_eq!(f64::from(trainer.step(&batch, lr, &mut workspace)), loss);
    }
    for (layer, weights) in trainer.network.layers.iter().zip(&run.final_weights) {
        assert_eq!(layer.bias().to_vec(), weights.bias);
    }
}

#[test]
fn full_report_of_unfinished_sweep_has_initial_and_current_weights() {
    let (experiment, _) = finished(NOTEBOOK);
    let mut sweep = Sweep::new(&experiment, breast_cancer());
    let initial = |sweep: &Sweep| Report::full(&experiment, breast_cancer(), sweep).runs;
    let first = initial(&sweep).expect("asked for").remove(0);
    assert_eq!(first.final_weights, first.weights);
    sweep.advance(10);
    let run = initial(&sweep).expect("asked for").remove(0);
    assert_eq!(run.weights, first.weights);
    let layers = &sweep.trainer().network.layers;
    for (layer, weights) in layers.iter().zip(&run.final_weights) {
        assert_eq!(layer.bias().to_vec(), weights.bias);
    }
    sweep.advance(usize::MAX);
    assert_eq!(initial(&sweep).expect("asked for")[0].weights, first.weights);
}

#[test]
fn changing_one_setting_does_not_change_unrelated_random_draws() {
    let full = |link| {
        let (experiment, sweep) = finished(link);
        let run =
            Report::full(&experiment, breast_cancer(), &sweep).runs.expect("asked for").remove(0);
        (run.weights, run.batches)
    };
    let (weights, batches) = full(NOTEBOOK);
    assert_eq!(full("#v=1&batch_size=32").0, weights);
    assert_eq!(full("#v=1&hidden=7").1, batches);
    assert_ne!(full("#v=1&seed=2").0, weights);
    assert_ne!(full("#v=1&seed=2").1, batches);
}

#[test]
fn a_sweep_ends_as_completed_diverged_or_not_finite() {
    let outcome = |link| finished(link).1.status().outcome.expect("the sweep has ended");
    let completed = outcome(NOTEBOOK);
    assert_eq!((completed.kind, completed.step), (OutcomeKind::Completed, 47));
    assert_eq!(outcome("#v=1&output=softmax&end_lr=1e30").kind, OutcomeKind::Diverged);
    let (_, sweep) = finished("#v=1&start_lr=1e30&end_lr=1e31");
    let not_finite = sweep.status().outcome.expect("the sweep has ended");
    assert_eq!(not_finite.kind, OutcomeKind::NotFinite);
    assert_eq!(not_finite.step, sweep.losses().len());
    assert!(sweep.losses().iter().all(|loss| loss.is_finite()));
}

#[test]
fn stop_rule_stops_at_the_first_loss_above_its_threshold() {
    let (_, sweep) = finished("#v=1&output=softmax&start_lr=1e-3&end_lr=1e4&num_iter=200&beta=0.5");
    let outcome = sweep.status().outcome.expect("the sweep has ended");
    let smoothed = sweep.smoothed_losses();
    let beyond = |step: &usize| {
        let least = smoothed[..=*step].iter().copied().fold(f64::INFINITY, f64::min);
        smoothed[*step] > 4.0 * least
    };
    assert_eq!(outcome.kind, OutcomeKind::Diverged);
    assert_eq!((0..smoothed.len()).find(beyond), Some(outcome.step));
    assert_eq!(smoothed.len(), outcome.step + 1);
    let (_, off) = finished(
        "#v=1&output=softmax&start_lr=1e-3&end_lr=1e4&num_iter=200&beta=0.5&stop_factor=off",
    );
    assert!(off.losses().len() > smoothed.len());
    assert_eq!(&off.losses()[..smoothed.len()], sweep.losses());
}

#[test]
fn stop_rule_uses_the_fall_if_the_lowest_loss_is_zero() {
    let check = |output: &str, seed: &str, kind: OutcomeKind| {
        let link = format!(
            "#v=1&output={output}&batch_size=2&beta=0&optimizer=adam&start_lr=1&end_lr=1000\
             &num_iter=100&seed={seed}"
        );
        let (_, sweep) = finished(&link);
        let outcome = sweep.status().outcome.expect("the sweep has ended");
        let losses = sweep.losses();
        let zero = losses.iter().position(|&loss| loss == 0.0).expect("a loss of zero");
        let fall = losses[..zero].iter().copied().fold(0.0, f64::max);
        let risen = losses.iter().skip(zero).position(|&loss| loss > 4.0 * fall);
        assert_eq!((outcome.kind, outcome.step), (kind, risen.map_or(99, |steps| zero + steps)));
    };
    // The loss of two sigmoids is at most 1; that of a softmax is unbounded.
    check("sigmoid2", "17&runs=20&hidden=40", OutcomeKind::Completed);
    check("softmax", "3", OutcomeKind::DivergedByFall);
}

#[test]
fn measures_match_their_definitions() {
    let losses = |link: &str| finished(link).1.losses().to_vec();
    let batch = losses("#v=1&epochs=2");
    let running = losses("#v=1&epochs=2&measure=running_mean");
    // The last batch of an epoch has 5 rows, the others 12.
    let rows = |step: usize| if step % 48 == 47 { 5.0 } else { 12.0 };
    assert_eq!(running.len(), 96);
    for (step, running) in running.into_iter().enumerate() {
        let epoch = step / 48 * 48..=step;
        let total: f64 = epoch.clone().map(|k| batch[k] * rows(k)).sum();
        let mean = total / epoch.map(rows).sum::<f64>();
        assert!((running - mean).abs() < 1e-12);
    }
    // With one batch of all rows, its loss is the loss of all rows.
    let link = "#v=1&batch_size=569&num_iter=5&end_lr=1";
    let (whole, all) = (losses(link), losses(&format!("{link}&measure=all")));
    for (whole, all) in whole.iter().zip(&all) {
        assert!((whole - all).abs() < 1e-6);
    }
    let held_out = losses("#v=1&validation=0.2&measure=validation");
    assert_ne!(held_out, losses("#v=1&validation=0.2&measure=all"));
}
