//! Check, comparison and diagnosis against a second, plain implementation of training.

#![cfg(not(target_arch = "wasm32"))]

use std::sync::Arc;

use ndarray::{Array2, Axis};
use rangefinder::data::{Batches, Dataset, Targets, breast_cancer, split};
use rangefinder::evidence::check::{Check, Trained, rates};
use rangefinder::evidence::comparison::{Comparison, Finished, entrants};
use rangefinder::evidence::diagnosis::Diagnosis;
use rangefinder::evidence::sharpness::PowerIteration;
use rangefinder::evidence::{EVIDENCE_SEED_OFFSET, Record};
use rangefinder::experiment::{Experiment, FIELDS, Kind, Settings};
use rangefinder::network::{Batch, Layer, Workspace};
use rangefinder::schedule::{Rates, Schedule, ScheduleKind};
use rangefinder::statistics::Verdict;
use rangefinder::training::Trainer;
use rangefinder::training::sweep::Sweep;

fn experiment(link: &str) -> Experiment {
    let (experiment, notices) = Experiment::from_link(link, &breast_cancer().shape());
    assert_eq!(notices, [], "{link}");
    experiment
}

fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|x| x.to_bits()).collect()
}

/// Losses before training and after each epoch at a constant rate, with the first evidence seed: over all
/// training rows, and over all validation rows.
fn plain_training(experiment: &Experiment, share: f64, epochs: usize, lr: f64) -> [Vec<f64>; 2] {
    let (dataset, seed) = (breast_cancer(), experiment.seed.wrapping_add(EVIDENCE_SEED_OFFSET));
    let (training, held_out) = split(dataset.targets(), share, seed);
    let features = experiment.scaler.scale(dataset.features(), &training).mapv(|x| x as f32);
    let targets = dataset.targets().numbers();
    let batch = |rows: &[usize]| {
        let labels = rows.iter().map(|&row| targets[row] as f32).collect();
        Batch::new(features.select(Axis(0), rows).view(), labels)
    };
    let sets = [&training, &held_out].map(|rows| (!rows.is_empty()).then(|| batch(rows)));
    let mut trainer = Trainer::<f32>::fresh(experiment, dataset, seed);
    let mut batches = Batches::new(training.clone(), experiment.batch_size, seed);
    let mut workspace = Workspace::default();
    let mut losses = [Vec::new(), Vec::new()];
    for epoch in 0..=epochs {
        for (losses, rows) in losses.iter_mut().zip(&sets) {
            let loss = rows.as_ref().map(|rows| trainer.network.loss(rows, &mut workspace));
            losses.extend(loss.map(f64::from));
        }
        for _ in 0..batches.per_epoch() * usize::from(epoch < epochs) {
            trainer.step(&batch(batches.next_batch()), lr, &mut workspace);
        }
    }
    losses
}

#[test]
fn constant_schedules_in_the_comparison_equal_plain_training() {
    let links = [
        "#v=1&policies=lr,upper&lr=0.7&upper=3&train_runs=1&train_epochs=3&seed=5",
        "#v=1&policies=lr&lr=0.01&train_runs=1&train_epochs=2&optimizer=adam&output=softmax\
         &hidden=7&batch_size=40&activation=tanh&train_validation=0.3&scaler=none",
    ];
    for link in links {
        let experiment = experiment(link);
        let rates = Rates { lr: experiment.lr, upper: experiment.upper, ..Rates::default() };
        let comparison = Comparison::run(&experiment, breast_cancer(), &rates);
        assert_eq!(comparison.results.len(), experiment.compared.len());
        for result in &comparison.results {
            let lr = if result.schedule == "lr" { rates.lr } else { rates.upper };
            let (share, epochs) = (experiment.train_validation, experiment.train_epochs);
            let lr = lr.expect("a rate");
            let [training, validation] = plain_training(&experiment, share, epochs, lr);
            assert_eq!(bits(&result.training_losses.median), bits(&training), "{link}");
            assert_eq!(bits(&result.validation_losses.median), bits(&validation), "{link}");
            assert_eq!(result.lrs, vec![lr; epochs * comparison.per_epoch]);
        }
    }
}

#[test]
fn explained_variance_of_values_that_do_not_vary_is_unknown() {
    let features = Array2::from_shape_fn((6, 2), |(row, column)| (row * (column + 2) % 5) as f64);
    let run = |rows: usize| {
        let features = features.select(Axis(0), &(0..rows).collect::<Vec<_>>());
        let values = (0..rows).map(|row| row as f64).collect();
        let dataset =
            Arc::new(Dataset::new("few", features, Targets::Values(values)).expect("rows"));
        let link =
            "#v=2&data=few&policies=lr&lr=0.01&train_runs=2&train_epochs=2&train_validation=0.34";
        let (experiment, _) = Experiment::from_link(link, &dataset.shape());
        let comparison = Comparison::run(
            &experiment,
            &dataset,
            &Rates { lr: experiment.lr, ..Rates::default() },
        );
        comparison.results[0].accuracies.median.clone()
    };
    // One row of three is held out, and two of six.
    assert!(run(3).iter().all(|share| share.is_nan()));
    assert!(run(6).iter().all(|share| share.is_finite() && *share < 1.0));
}

#[test]
fn comparison_is_reproducible_and_each_schedule_independent_of_the_others() {
    let run = |link: &str| {
        let experiment = experiment(link);
        let rates = Rates { lower: Some(0.1), upper: Some(2.0), ..Rates::default() };
        (
            Comparison::run(&experiment, breast_cancer(), &rates),
            entrants(&experiment, breast_cancer(), &rates).0,
        )
    };
    let link =
        "#v=1&train_runs=6&train_epochs=3&step_size=1&drop_every=1&policies=triangular,cosine";
    let (comparison, _) = run(link);
    assert_eq!(run(link).0, comparison);
    let (other, all) = run(
        "#v=1&train_runs=6&train_epochs=3&step_size=1&drop_every=1&policies=lower,upper,triangular",
    );
    let triangular = |comparison: &Comparison| {
        let result = comparison.results.iter().find(|one| one.schedule == "triangular");
        result.expect("it has run").validation_losses.clone()
    };
    assert_eq!(triangular(&comparison), triangular(&other));
    // Schedules that cannot run state why; all others have distinct identities.
    let missing: Vec<&str> =
        all.iter().filter(|one| one.missing.is_some()).map(|one| one.schedule.as_str()).collect();
    assert_eq!(missing, ["answer", "steepest", "valley", "slide", "minimum", "lr"]);
    let mut identities: Vec<&String> = all.iter().filter_map(|one| one.identity.as_ref()).collect();
    let count = identities.len();
    identities.sort();
    identities.dedup();
    assert_eq!((count, identities.len()), (13, 13));
}

#[test]
fn comparison_without_validation_rows_says_so() {
    // A fifth of two rows of a class is no row.
    let features = Array2::from_shape_fn((8, 2), |(row, column)| (row * (column + 1)) as f64);
    let targets = Targets::Classes(vec![0, 1, 2, 3, 0, 1, 2, 3]);
    let data = Arc::new(Dataset::new("few", features, targets).expect("four classes"));
    let link = "#v=2&output=softmax&train_runs=2&train_epochs=2&policies=lr&lr=0.1&batch_size=8";
    let (experiment, notices) = Experiment::from_link(link, &data.shape());
    assert_eq!(notices, []);
    let rates = Rates { lr: Some(0.1), ..Rates::default() };
    assert_eq!(
        Comparison::run(&experiment, &data, &rates).conclusion.text,
        "After 2 epochs, no schedules can be compared: there are too few rows to hold out any for validation."
    );
}

#[test]
fn diverged_comparison_has_no_best_and_few_seeds_show_no_difference() {
    let rates = Rates { lower: Some(1e30), upper: Some(1e31), ..Rates::default() };
    let broken = experiment("#v=1&output=linear&train_runs=6&train_epochs=2&policies=lower,upper");
    let comparison = Comparison::run(&broken, breast_cancer(), &rates);
    assert_eq!(comparison.best, None);
    assert_eq!(comparison.undistinguished, [""; 0]);
    assert_eq!(
        comparison.conclusion.text,
        "After 2 epochs, the validation loss of every schedule is infinite in at least half of the runs."
    );
    assert_eq!(comparison.results[0].loss.median, f64::INFINITY);
    assert_eq!(comparison.results[0].accuracy.median, 0.0);
    let few = experiment("#v=1&train_runs=3&train_epochs=1&policies=lower,upper");
    let rates = Rates { lower: Some(1e-9), upper: Some(1.0), ..Rates::default() };
    let comparison = Comparison::run(&few, breast_cancer(), &rates);
    assert_eq!(comparison.best.as_deref(), Some("upper"));
    assert!(comparison.results.iter().all(|one| one.verdict == Verdict::TooFew));
    assert_eq!(comparison.undistinguished, ["lower"]);
    assert!(
        comparison
            .conclusion
            .text
            .contains("there are too few runs to show a significant difference"),
        "{}",
        comparison.conclusion.text
    );
}

/// A comparison in which the seeds end with these validation losses, ten for each schedule.
fn comparison_of(losses: &[(ScheduleKind, [f64; 10])]) -> Comparison {
    let finished = losses.iter().map(|&(kind, losses)| {
        let record = |loss: f64| Record {
            training_losses: vec![0.3, loss],
            validation_losses: vec![0.3, loss],
            accuracies: vec![0.5, 0.9],
        };
        let records = losses.map(record).to_vec();
        let schedule = match kind {
            ScheduleKind::Lower => Schedule::constant(0.04),
            ScheduleKind::Valley => Schedule::constant(0.2),
            ScheduleKind::Minimum => Schedule::constant(0.5),
            ScheduleKind::Upper => Schedule::constant(5.0),
            _ => Schedule::table([0.5, 0.04].into()),
        };
        Finished { kind, schedule, records }
    });
    let experiment = experiment("#v=1&train_epochs=1");
    Comparison::new(&experiment, breast_cancer(), 48, &finished.collect::<Vec<_>>())
}

#[test]
fn conclusion_lists_schedules_not_significantly_different_from_the_best() {
    let base = [0.11, 0.12, 0.13, 0.14, 0.15, 0.16, 0.17, 0.18, 0.19, 0.2];
    let alike = [0.12, 0.11, 0.14, 0.13, 0.165, 0.15, 0.18, 0.17, 0.2, 0.21];
    let worse = base.map(|loss| loss + 0.1);
    use ScheduleKind::{
        Cosine, ExpRange, Exponential, Lower, Minimum, OneCycle, Step, Triangular, Triangular2,
        Upper, Valley,
    };
    let check = |losses: &[(ScheduleKind, [f64; 10])], expected: &str| {
        assert_eq!(comparison_of(losses).conclusion.text, expected);
    };
    check(
        &[(Lower, worse), (Valley, base), (Minimum, alike), (Triangular, alike), (Cosine, worse)],
        "After 1 epoch, constant rates from 0.2 to 0.5 and triangular do not differ significantly; all others end worse.",
    );
    // A worse rate lies between them, so there is no range.
    check(
        &[(Lower, alike), (Valley, worse), (Minimum, base)],
        "After 1 epoch, constant at lower bound and constant at minimum do not differ significantly; all others end worse.",
    );
    check(
        &[
            (Lower, base),
            (Upper, alike),
            (Triangular, base),
            (OneCycle, alike),
            (Step, base),
            (Exponential, alike),
            (Cosine, worse),
        ],
        "After 1 epoch, constant rates from 0.04 to 5, triangular, one-cycle, step decay and exponential decay do not \
         differ significantly; all others end worse.",
    );
    check(
        &[
            (Lower, worse),
            (Triangular, base),
            (Triangular2, base),
            (ExpRange, base),
            (OneCycle, alike),
            (Step, base),
            (Exponential, alike),
        ],
        "After 1 epoch, triangular, triangular2, exp_range, one-cycle and 2 others do not differ significantly; all \
         others end worse.",
    );
    check(
        &[(Lower, worse), (Cosine, base)],
        "After 1 epoch, cosine decay is the best of 2 schedules.",
    );
    check(&[(Cosine, base)], "After 1 epoch, cosine decay is the only schedule.");
    check(
        &[(Lower, base), (Cosine, alike)],
        "After 1 epoch, the 2 schedules do not differ significantly.",
    );
    check(
        &[(Lower, [f64::INFINITY; 10])],
        "After 1 epoch, the validation loss of every schedule is infinite in at least half of the runs.",
    );
    check(&[], "");
}

#[test]
fn schedule_is_best_only_if_all_others_are_significantly_worse() {
    let base = [0.11, 0.12, 0.13, 0.14, 0.15, 0.16, 0.17, 0.18, 0.19, 0.2];
    // Higher as often as lower.
    let alike = [0.12, 0.11, 0.14, 0.13, 0.165, 0.15, 0.18, 0.17, 0.2, 0.21];
    let worse = base.map(|loss| loss + 0.1);
    let alone = comparison_of(&[(ScheduleKind::Lower, worse), (ScheduleKind::Cosine, base)]);
    assert_eq!(alone.best.as_deref(), Some("cosine"));
    assert_eq!(alone.undistinguished, [""; 0]);
    let infinite = [f64::INFINITY; 10];
    let several = [
        (ScheduleKind::Lower, worse),
        (ScheduleKind::Upper, infinite),
        (ScheduleKind::Triangular, alike),
        (ScheduleKind::Cosine, base),
        (ScheduleKind::Step, base),
    ];
    let several = comparison_of(&several);
    let verdicts: Vec<Verdict> = several.results.iter().map(|one| one.verdict).collect();
    let (worse, open) = (Verdict::Worse, Verdict::Inconclusive);
    assert_eq!(verdicts, [worse, worse, open, open, open]);
    assert_eq!(several.undistinguished, ["triangular", "step"]);
    let results: Vec<&str> = several.results.iter().map(|one| one.result).collect();
    let open = "no significant difference";
    assert_eq!(results, ["worse", "worse", open, "lowest median loss", open]);
    assert_eq!(alone.results.iter().map(|one| one.result).collect::<Vec<_>>(), ["worse", "best"]);
}

#[test]
fn evidence_seeds_never_overlap_with_sweep_seeds() {
    let most = |key: &str| {
        let field = FIELDS.iter().find(|field| field.key == key).expect("a setting");
        let Kind::Number { max, .. } = field.kind() else { panic!("{key} is a number") };
        max as u32
    };
    let (runs, other) = (most("runs"), most("truth_runs").max(most("train_runs")));
    // Even if the user continues with new seeds a thousand times, and if the seeds wrap around.
    assert!(u64::from(EVIDENCE_SEED_OFFSET) > 1000 * u64::from(runs));
    assert!(
        u64::from(EVIDENCE_SEED_OFFSET) + u64::from(other) < (1 << 32) - 1000 * u64::from(runs)
    );
    // The evidence seeds do not depend on the number of runs: the loss before training is the same.
    let start = |runs: usize, seed: u32| {
        let settings =
            Settings { runs, seed, check_rates: 5, check_runs: 1, ..Settings::default() };
        let experiment = Experiment::check(&settings, &breast_cancer().shape()).0;
        let check = Check::run(&experiment, breast_cancer(), &Rates::default());
        (check.start, plain_training(&experiment, 0.0, 0, 0.1)[0][0])
    };
    for seed in [0, 5, u32::MAX] {
        let (few, plain) = start(1, seed);
        assert_eq!(few, plain);
        assert_eq!(start(1000, seed).0, few);
    }
    assert_ne!(start(1, 0).0, start(1, 5).0);
}

#[test]
fn steps_to_target_end_at_the_first_epoch_reaching_the_target() {
    let run = |target: &str| {
        let link = format!(
            "#v=1&policies=lower,lr&lower=0.001&lr=0.1&train_runs=1&train_epochs=6&target_loss={target}"
        );
        let experiment = experiment(&link);
        let rates = Rates::default().with_own(&experiment.own_rates());
        Comparison::run(&experiment, breast_cancer(), &rates)
    };
    let comparison = run("auto");
    let losses = comparison.results[1].validation_losses.median.clone();
    assert!(losses.windows(2).all(|pair| pair[1] < pair[0]), "{losses:?}");
    assert_eq!(comparison.target_loss, Some(losses[0] / 10.0));
    // 456 of 569 rows are training rows: 38 batches of 12 per epoch. The slow rate never reaches the target.
    for (target, epochs) in [
        (losses[0], 0.0),
        (losses[3], 3.0),
        (f64::midpoint(losses[3], losses[4]), 4.0),
        (losses[6], 6.0),
        (losses[6] / 2.0, f64::INFINITY),
    ] {
        let comparison = run(&target.to_string());
        assert_eq!(comparison.target_loss, Some(target));
        let slow = if target == losses[0] { 0.0 } else { f64::INFINITY };
        let steps = comparison.results.iter().map(|one| one.steps_to_target.median);
        assert_eq!(steps.collect::<Vec<_>>(), [slow, 38.0 * epochs], "{target}");
    }
}

#[test]
fn saturated_network_predicts_one_class_for_every_row() {
    // The evidence seed is then 1.
    let broken = experiment("#v=1&policies=lr&lr=100&train_runs=1&seed=2147483649");
    let rates = Rates { lr: broken.lr, ..Rates::default() };
    let comparison = Comparison::run(&broken, breast_cancer(), &rates);
    // Its two sigmoids are 0 and 1 for every row: one squared error is 0 and the other 1, and the
    // mean output is not above one half.
    assert_eq!(comparison.results[0].loss.median, 0.5);
    // A fifth of each class is held out, rounded: 42 of 212 rows of class 0, 71 of 357 of class 1.
    let accuracy = comparison.results[0].accuracy.median;
    assert!((accuracy - 42.0 / 113.0).abs() < 1e-6, "{accuracy}");
}

#[test]
fn check_losses_equal_plain_training_and_regret_is_relative_to_the_best() {
    let link = "#v=1&truth_rates=5&truth_epochs=2&truth_runs=1&start_lr=0.01&end_lr=100\
                &seed=2147483651";
    // The evidence seed is then 3.
    // Bounds that are not the user's own may be those of the answer instead.
    let lrs = rates(&experiment(link));
    let experiment = experiment(&format!("{link}&lower={}&upper=0.3&lr=1000", lrs[1]));
    let check = Check::run(&experiment, breast_cancer(), &Rates::default());
    let loss = |lr: f64| plain_training(&experiment, 0.0, 2, lr)[0][2];
    let losses: Vec<f64> = lrs.iter().map(|&lr| loss(lr)).collect();
    assert_eq!(bits(&check.losses.median), bits(&losses));
    let best = check.best.expect("something is learned");
    let found_too = [loss(0.3), loss(1e3)];
    let least = losses.iter().chain(&found_too).copied().fold(f64::INFINITY, f64::min);
    assert_eq!(best.loss, least);
    // By hand: 212 of 569 rows belong to one class, and the variance of the labels is p (1 - p).
    let top = 212.0 * 357.0 / (569.0 * 569.0);
    assert!((check.baseline_loss - top).abs() < 1e-15 && least < top && top < check.start);
    let top = check.baseline_loss;
    let names: Vec<&str> = check.marks.iter().map(|mark| mark.name.as_str()).collect();
    assert_eq!(names, ["lower", "upper", "lr"]);
    for (mark, lr) in check.marks.iter().zip([lrs[1], 0.3, 1e3]) {
        let found = mark.found.as_ref().expect("it has trained");
        assert_eq!(found.loss, loss(lr));
        assert_eq!(found.regret.median, if loss(lr) == least { 0.0 } else { loss(lr) - least });
        assert_eq!(found.share.median, (loss(lr) - least) / (top - least));
        assert!((found.decades - (lr / best.lr).log10()).abs() < 1e-12);
    }
}

#[test]
fn fingerprints_depend_on_the_target_loss_and_the_marked_rates() {
    let comparison = |target: &str| {
        let link = format!("#v=1&policies=lr&train_runs=1&train_epochs=2&target_loss={target}");
        let rates = Rates { lr: Some(0.3), ..Rates::default() };
        Comparison::run(&experiment(&link), breast_cancer(), &rates)
    };
    let (high, low) = (comparison("0.2"), comparison("0.0001"));
    assert_eq!(high.results[0].validation_losses, low.results[0].validation_losses);
    assert_ne!(high.fingerprint, low.fingerprint);
    let check = |lr: f64| {
        let link = format!("#v=1&truth_rates=5&truth_epochs=1&truth_runs=1&lr={lr}");
        Check::run(&experiment(&link), breast_cancer(), &Rates::default())
    };
    let (high, low) = (check(3.0), check(0.3));
    assert_eq!((&high.lrs, &high.losses), (&low.lrs, &low.losses));
    assert_ne!(high.fingerprint, low.fingerprint);
}

#[test]
fn lowest_of_equally_good_rates_is_best_regardless_of_training_order() {
    let experiment = experiment("#v=1&truth_rates=5&truth_runs=1&start_lr=0.01&end_lr=100");
    let trained = |lr: f64| {
        let training_losses = vec![0.5, if lr < 0.9 { 0.3 } else { 0.1 }];
        Trained { lr, records: vec![Record { training_losses, ..Record::default() }] }
    };
    let found = Rates { lower: Some(0.5), upper: Some(1.5), ..Rates::default() };
    let mut all: Vec<Trained> =
        rates(&experiment).into_iter().chain([0.5, 1.5]).map(trained).collect();
    let check = Check::new(&experiment, breast_cancer(), &all, &found);
    all.reverse();
    assert_eq!(Check::new(&experiment, breast_cancer(), &all, &found), check);
    // 1, of the grid's 0.01, 0.1, 1, 10 and 100.
    assert_eq!(check.best.map(|best| best.lr), Some(rates(&experiment)[2]));
    // With a single seed no rate is significantly different; each is listed once.
    let lrs = rates(&experiment);
    assert_eq!(check.undistinguished, [lrs[0], lrs[1], 0.5, 1.5, lrs[3], lrs[4]]);
}

fn norm(layer: &Layer<f32>) -> f64 {
    layer.parameters().iter().map(|&x| f64::from(x).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn diagnosis_matches_gradients_updates_and_sharpness_of_the_sweep() {
    let experiment = experiment("#v=1&num_iter=60&end_lr=30");
    let diagnosis = Diagnosis::run(&experiment, breast_cancer());
    assert_eq!((diagnosis.lrs.len(), diagnosis.steps.len()), (60, 30));
    let crossed = Diagnosis::read(&diagnosis.write()).with_sharpness(diagnosis.edges.clone());
    assert_eq!(crossed, diagnosis);
    let mut sweep = Sweep::new(&experiment, breast_cancer());
    let rows = {
        let features = breast_cancer().features();
        let labels = breast_cancer().targets().numbers();
        let all: Vec<usize> = (0..labels.len()).collect();
        let features = experiment.scaler.scale(features, &all).mapv(|x| x as f32);
        Batch::new(features.view(), labels.iter().map(|&label| label as f32).collect())
    };
    let mut workspace = Workspace::default();
    for step in 0..59 {
        let before = sweep.trainer().network.clone();
        if let Some(look) = diagnosis.steps.iter().position(|&look| look == step) {
            let mut alone = PowerIteration::<f32>::new(before.clone(), &rows, experiment.seed);
            while alone.advance() {}
            assert_eq!(alone.largest(0).map(|sharpness| 2.0 / sharpness), diagnosis.edges[look]);
        }
        sweep.advance(1);
        for (index, gradient) in sweep.gradients().iter().enumerate() {
            let layer = &before.layers[index];
            assert_eq!(diagnosis.gradient_norms[index][step], norm(gradient));
            // Plain SGD changes the weights by the rate times the gradient.
            let ratio = sweep.lrs()[step] * norm(gradient) / norm(layer);
            let found = diagnosis.update_ratios[index][step];
            assert!((found / ratio - 1.0).abs() < 1e-3, "{found} is not {ratio}");
        }
        let dead = diagnosis.dead.as_ref().expect("these are ReLUs")[step];
        assert_eq!(dead, before.dead_share(&rows, &mut workspace));
    }
}

#[test]
fn unit_is_dead_if_no_row_activates_it() {
    let experiment = experiment("#v=1&hidden=4,2");
    let mut trainer = Trainer::<f32>::fresh(&experiment, breast_cancer(), 1);
    let rows = breast_cancer().features().mapv(|x| x as f32);
    let batch = Batch::new(rows.view(), vec![0.0; 569]);
    for layer in &mut trainer.network.layers[..2] {
        // The features are not negative, so the sums have the sign of the weights.
        layer.parameters_mut().iter_mut().for_each(|weight| *weight = 1.0);
    }
    let units = trainer.network.layers[0].bias().len();
    let first = trainer.network.layers[0].parameters_mut();
    first.iter_mut().step_by(units).for_each(|weight| *weight = -1.0);
    // One of the four units of the first layer, none of the two of the second.
    assert_eq!(trainer.network.dead_share(&batch, &mut Workspace::default()), 1.0 / 6.0);
}

#[test]
fn share_is_relative_to_the_baseline_loss_not_the_initial_loss() {
    let link = "#v=1&output=softmax&truth_rates=5&truth_runs=6&start_lr=0.01&end_lr=100&lower=0.5";
    let experiment = experiment(link);
    let trained = |lr: f64| {
        let training_losses = vec![100.0, if lr < 0.9 { 0.66 } else { 0.4 }];
        Trained { lr, records: vec![Record { training_losses, ..Record::default() }; 6] }
    };
    let all: Vec<Trained> = rates(&experiment).into_iter().chain([0.5]).map(trained).collect();
    let check = Check::new(&experiment, breast_cancer(), &all, &Rates::default());
    let [p, q] = [212.0, 357.0].map(|rows: f64| rows / 569.0);
    let entropy = -p * p.ln() - q * q.ln();
    assert!((check.baseline_loss - entropy).abs() < 1e-15);
    let share = check.marks[0].found.as_ref().expect("it has trained").share.median;
    assert!((share - 0.26 / (entropy - 0.4)).abs() < 1e-12, "{share}");
    // 1, 10 and 100 have the lowest loss; with six seeds, all others are significantly worse.
    assert_eq!(check.undistinguished, rates(&experiment)[3..]);
    assert_eq!(check.marks[0].found.as_ref().expect("it has trained").verdict, Verdict::Worse);
}
