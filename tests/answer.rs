//! The suggested learning rate from a curve, from all runs and from the check by training.

#![cfg(not(target_arch = "wasm32"))]

#[path = "common/each.rs"]
mod each;

use each::each;
use rangefinder::curve::recommendation::{
    NoRecommendation, Recommendation, Warning, recommend, smooth,
};
use rangefinder::data::breast_cancer;
use rangefinder::evidence::check::Check;
use rangefinder::experiment::Experiment;
use rangefinder::network::{Activation, Output};
use rangefinder::optimizer::Rule;
use rangefinder::schedule::Rates;
use rangefinder::sentence::{Answer, Rate};
use rangefinder::training::summary::Summary;

/// A hundred rates over six decades, starting at 1e-5.
fn lrs() -> Vec<f64> {
    (0..100).map(|step| 10_f64.powf(-5.0 + 6.0 * f64::from(step) / 99.0)).collect()
}

/// A loss that falls from 1 to 0.2 around `fall` and rises to 5 around `rise`, in decades, with noise.
fn losses(fall: f64, rise: f64, noise: f64) -> Vec<f64> {
    let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
    let loss = |(step, lr): (usize, f64)| {
        let decade = lr.log10();
        let clean =
            1.0 - 0.8 * sigmoid(6.0 * (decade - fall)) + 4.8 * sigmoid(8.0 * (decade - rise));
        clean + noise * (((step * 7919) % 101) as f64 / 50.0 - 1.0)
    };
    lrs().into_iter().enumerate().map(loss).collect()
}

fn found(losses: &[f64], steps: Option<usize>) -> Recommendation {
    recommend(&lrs(), losses, steps).expect("a recommendation")
}

#[test]
fn rate_lies_in_the_fall_and_scales_with_inverse_root_of_steps() {
    let [short, long] = [100, 1_600].map(|steps| found(&losses(-2.5, 0.0, 0.0), Some(steps)));
    // Sixteen times as many steps give a quarter of the rate.
    assert!((short.lr / long.lr - 4.0).abs() < 1e-9);
    let Recommendation { lr, low, high, base_lr, max_lr, ref warnings } = short;
    assert!(low < lr && lr < high && base_lr < lr && lr <= max_lr);
    assert!((10_f64.powf(-3.2)..10_f64.powf(-2.5)).contains(&base_lr), "{base_lr}");
    assert!((10_f64.powf(-2.2)..10_f64.powf(-0.3)).contains(&max_lr), "{max_lr}");
    assert!(warnings.is_empty(), "{warnings:?}");
}

#[test]
fn rate_is_robust_to_scale_offset_noise_and_divergence_of_the_loss() {
    let clean = losses(-2.5, 0.0, 0.0);
    let lr = found(&clean, Some(500)).lr;
    let scaled: Vec<f64> = clean.iter().map(|loss| 1_000.0 * loss - 300.0).collect();
    assert!((found(&scaled, Some(500)).lr / lr - 1.0).abs() < 1e-9);
    let noisy = found(&losses(-2.5, 0.0, 0.15), Some(500));
    assert!((0.5..2.0).contains(&(noisy.lr / lr)), "{}", noisy.lr / lr);
    assert!(noisy.high / noisy.lr > found(&clean, Some(500)).high / lr, "a wider interval");
    // A far larger loss after divergence hardly changes the rate.
    let exploded: Vec<f64> =
        clean.iter().map(|&loss| if loss > 1.5 { loss * 1e30 } else { loss }).collect();
    assert!((0.8..1.25).contains(&(found(&exploded, Some(500)).lr / lr)));
}

#[test]
fn missing_recommendation_reports_the_correct_reason() {
    let none = |losses: &[f64]| recommend(&lrs(), losses, None).expect_err("no recommendation");
    let noise =
        |(step, level): (usize, f64)| level + (((step * 7919) % 101) as f64 / 50.0 - 1.0) * 0.1;
    let level: Vec<f64> = [1.0; 100].into_iter().enumerate().map(noise).collect();
    let short = recommend(&lrs()[..9], &level[..9], None);
    assert_eq!(short, Err(NoRecommendation::TooFewSteps));
    // The losses stop being finite after nine steps.
    assert_eq!(none(&level[..9]), NoRecommendation::TooLarge);
    assert_eq!(none(&level), NoRecommendation::Level);
    assert_eq!(none(&losses(9.0, -2.0, 0.1)), NoRecommendation::TooLarge);
    // The stop rule ended the run before any fall.
    assert_eq!(
        none(&[1.0, 1.1, 0.9, 1.2, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5]),
        NoRecommendation::TooLarge
    );
    assert_eq!(none(&losses(0.9, 9.0, 0.0)), NoRecommendation::StillFalling);
    assert_eq!(none(&[1.0; 100]), NoRecommendation::Level);
}

#[test]
fn unreliable_curves_produce_the_matching_warnings() {
    let warnings = |losses: &[f64]| found(losses, Some(500)).warnings;
    assert_eq!(warnings(&losses(-2.0, 9.0, 0.0)), [Warning::NeverRises]);
    assert_eq!(warnings(&losses(-5.0, 0.0, 0.0)), [Warning::FallsAtOnce]);
    // About 16 steps per decade: trainings of more than 300 times as many all have the same rate.
    let [usual, long, longer] =
        [4_500, 5_000, 50_000].map(|steps| found(&losses(-2.5, 0.0, 0.0), Some(steps)));
    assert_eq!((usual.warnings, &long.warnings), (vec![], &vec![Warning::LongTraining]));
    assert_eq!(long, longer);
    assert!(usual.lr > long.lr);
    let few: Vec<f64> = lrs().into_iter().step_by(5).collect();
    let losses: Vec<f64> = losses(-2.0, 0.0, 0.0).into_iter().step_by(5).collect();
    let found = recommend(&few, &losses, Some(500)).expect("a recommendation");
    assert_eq!(found.warnings, [Warning::FewSteps]);
}

/// The answer from the runs, and that from the check by training.
fn answers(link: &str) -> (Answer, Option<Answer>) {
    let data = breast_cancer();
    let (experiment, notices) = Experiment::from_link(link, &data.shape());
    assert!(notices.is_empty(), "{notices:?}");
    let summary = Summary::run(&experiment, data);
    let check = Check::run(&experiment, data, &summary.rates);
    (summary.answer, check.answer)
}

fn rate(answer: &Answer) -> &Rate {
    answer.found().expect("a rate")
}

#[test]
fn rate_is_robust_to_the_number_of_steps() {
    let rates = [27, 48, 100, 270, 540].map(|steps| {
        let link = format!("#v=1&num_iter={steps}&truth_rates=5&truth_runs=1");
        rate(&answers(&link).0).lr
    });
    let [least, most] =
        [f64::min, f64::max].map(|pick| rates.into_iter().reduce(pick).expect("rates"));
    assert!(most / least < 2.0, "{rates:?}");
}

#[test]
fn check_by_training_verifies_or_replaces_the_suggested_rate() {
    let (suggested, verified) = answers("#v=1");
    let (suggested, verified) = (rate(&suggested), verified.expect("an answer"));
    let verified = rate(&verified);
    assert_eq!((suggested.verified, verified.verified), (false, true));
    // Training at the sweep's upper bound, about 10, diverges within five epochs.
    assert!(verified.max_lr < 9.0 && verified.max_lr > 3.0, "{}", verified.max_lr);
    assert!(verified.low < Some(verified.lr) && Some(verified.lr) < verified.high);
    assert_eq!(verified.suggested, None);
    // The suggested rate of 0.001 is far too small for this training, so the check replaces it.
    let rates = Rates { answer: Some(1e-3), ..Rates::default() };
    let data = breast_cancer();
    let (experiment, _) = Experiment::from_link("#v=1&start_lr=1e-4&end_lr=10", &data.shape());
    let changed = Check::run(&experiment, data, &rates).answer.expect("an answer");
    let changed = rate(&changed);
    assert_eq!(changed.suggested, Some(1e-3));
    assert!(changed.lr > 0.03 && changed.lr < 1.0, "{}", changed.lr);
}

#[test]
fn check_with_few_seeds_has_no_range_and_uses_validation_loss() {
    let (_, verified) = answers("#v=1&validation=0.2&truth_runs=3");
    let verified = verified.expect("an answer");
    assert_eq!((rate(&verified).low, rate(&verified).high), (None, None));
    assert!(rate(&verified).reason.contains("validation loss"));
}

/// Applies the suggested remedies until there is an answer; returns how many, or `None` if there is none.
fn presses(link: &str) -> Option<usize> {
    let data = breast_cancer();
    let mut link = link.to_owned();
    for presses in 0..4 {
        let (suggested, checked) = answers(&link);
        let remedy = match checked.unwrap_or(suggested) {
            Answer::Found(_) => return Some(presses),
            Answer::None { remedy, .. } => remedy?,
        };
        let settings = serde_json::to_value(remedy.settings).expect("JSON");
        for (key, value) in settings.as_object().expect("an object") {
            let pairs = link.split('&').filter(|pair| !pair.starts_with(&format!("{key}=")));
            let kept: Vec<&str> = pairs.collect();
            link = format!("{}&{key}={}", kept.join("&"), value.to_string().trim_matches('"'));
        }
        let (_, notices) = Experiment::from_link(&link, &data.shape());
        assert!(notices.is_empty(), "{link}: {notices:?}");
    }
    None
}

#[test]
fn a_remedy_leads_to_an_answer() {
    let links = [
        "#v=1&start_lr=1e-10&end_lr=1e-6",
        "#v=1&start_lr=20&end_lr=1000",
        "#v=1&num_iter=5",
        "#v=2&start_lr=1000&end_lr=1e5&output=linear",
        "#v=1&start_lr=1e-6&end_lr=1e-2",
        "#v=1&optimizer=adam&start_lr=1&end_lr=1000&num_iter=100",
    ];
    each(&links, |link| {
        let link = format!("{link}&runs=40&truth_rates=7&truth_runs=3");
        assert!(answers(&link).0.found().is_none(), "{link}");
        assert!(presses(&link).is_some(), "{link}");
    });
}

#[test]
fn every_kind_of_experiment_has_an_answer_after_at_most_three_remedies() {
    let optimizers = Rule::ALL.iter().map(|rule| format!("optimizer={rule}"));
    let activations = Activation::ALL.iter().map(|kind| format!("activation={kind}"));
    let outputs = Output::ALL.iter().map(|output| format!("output={output}"));
    let unscaled = Rule::ALL.iter().map(|rule| format!("scaler=none&optimizer={rule}"));
    let others = [
        "batch_size=1",
        "batch_size=512",
        "batch_size=1&optimizer=adam",
        "batch_size=512&optimizer=adam",
        "hidden=10,10,10,10,10,10,10,10",
        "hidden=10,10,10,10,10,10,10,10&optimizer=adam",
        "hidden=none",
        "hidden=64,64&activation=tanh",
        "validation=0.2",
        "convention=pytorch&optimizer=nesterov",
    ];
    let all = optimizers.chain(activations).chain(outputs).chain(unscaled);
    let all: Vec<String> = all.chain(others.map(str::to_owned)).collect();
    each(&all, |settings| {
        let found = presses(&format!("#v=2&{settings}&runs=24&truth_rates=7&truth_runs=6"));
        assert!(found.is_some(), "{settings}");
    });
}

#[test]
fn smoothed_curve_is_not_shifted_and_supports_short_inputs() {
    let lrs = lrs();
    let losses = losses(-2.5, 9.0, 0.0);
    let line = smooth(&lrs, &losses);
    assert_eq!(line.len(), losses.len());
    let half =
        |curve: &[f64]| lrs[curve.iter().position(|&loss| loss < 0.6).expect("it falls")].log10();
    assert!((half(&line) - half(&losses)).abs() < 0.1, "{}, {}", half(&line), half(&losses));
    assert_eq!(smooth(&lrs, &[]), [0.0; 0]);
    assert_eq!(smooth(&lrs, &[2.0]), [2.0]);
    assert_eq!(smooth(&lrs[..2], &[2.0, 2.0]), [2.0, 2.0]);
}

#[test]
fn holds_for_states_network_optimizer_batch_size_and_training_length() {
    let (experiment, _) = Experiment::from_link(
        "#v=2&hidden=32&optimizer=adam&truth_epochs=1",
        &breast_cancer().shape(),
    );
    let text = "Holds for these data, one hidden layer of 32, Adam with batches of 12, and 1 epoch of training.";
    assert_eq!(experiment.holds_for(), text);
}
