//! The report on a terminal.

#![cfg(not(target_arch = "wasm32"))]

use std::process::{Command, Output};

use rangefinder::data::breast_cancer;
use rangefinder::experiment::Experiment;
use rangefinder::report::Report;
use rangefinder::training::sweep::Sweep;
use serde_json::Value;

fn report(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--example", "report", "--"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("one JSON document")
}

#[test]
fn a_report_has_the_curve_and_what_it_suggests() {
    let output = report(&["#v=1&seed=4"]);
    assert!(output.status.success() && output.stderr.is_empty());
    let report = json(&output);
    assert_eq!(report["link"], "#v=1&seed=4");
    assert_eq!(report["data"]["rows"], 569);
    for column in ["lrs", "losses", "smoothed_losses"] {
        assert_eq!(report[column].as_array().map(Vec::len), Some(48), "{column}");
    }
    assert_eq!(report["outcome"]["kind"], "completed");
    assert_eq!(report["outcome"]["step"], 47);
    for name in ["steepest", "minimum", "valley", "slide"] {
        let suggestion = &report["suggestions"][name];
        assert!(suggestion["lr"].is_number() || suggestion["none"].is_string(), "{name}");
    }
    assert_eq!(report["fingerprint"].as_str().map(str::len), Some(16));
    assert_eq!(report.get("runs"), None);
}

#[test]
fn the_lag_is_the_mean_age_of_the_smoothed_losses_in_decades() {
    // Six decades over 120 steps.
    const DECADES: f64 = 0.05;
    let report = |beta: f64, steps: usize| {
        let link = format!("#v=1&start_lr=1e-3&end_lr=1e3&num_iter=121&beta={beta}");
        let experiment = Experiment::from_link(&link, &breast_cancer().shape()).0;
        let mut sweep = Sweep::new(&experiment, breast_cancer());
        sweep.advance(steps);
        Report::new(&experiment, breast_cancer(), &sweep)
    };
    for beta in [0.0, 0.5, 0.9, 0.98] {
        let report = report(beta, usize::MAX);
        let losses = report.smoothed_losses.iter().enumerate();
        let (least, _) = losses.min_by(|a, b| a.1.total_cmp(b.1)).expect("a loss");
        assert!(least > 40, "{least}");
        // The mean of 0, 1, ... k with the weights 1, beta, ... beta^k, in closed form.
        let power = beta.powi(least as i32 + 1);
        let lag = beta / (1.0 - beta) - (least as f64 + 1.0) * power / (1.0 - power);
        let expected = DECADES * lag.round();
        assert!((report.lag_decades - expected).abs() < 1e-9, "{} {expected}", report.lag_decades);
    }
    assert_eq!(report(0.98, 0).lag_decades, 0.0);
    assert_eq!(report(0.98, 1).lag_decades, 0.0);
}

#[test]
fn a_full_report_has_the_run() {
    let report = json(&report(&["--full", "#v=1&hidden=7"]));
    let run = &report["runs"][0];
    assert_eq!(run["losses"], report["losses"]);
    assert_eq!(run["weights"][0]["weight"].as_array().map(Vec::len), Some(30));
    assert_eq!(run["weights"][0]["bias"].as_array().map(Vec::len), Some(7));
    assert_eq!(run["batches"][47].as_array().map(Vec::len), Some(5));
    assert_ne!(run["final_weights"], run["weights"]);
}

#[test]
fn a_bad_link_is_noticed_and_with_strict_refused() {
    let lenient = report(&["#v=1&seed=x"]);
    assert!(lenient.status.success());
    assert_eq!(json(&lenient)["link"], "#v=1");
    assert!(String::from_utf8_lossy(&lenient.stderr).contains("seed=x is not possible"));
    let strict = report(&["--strict", "#v=1&seed=x"]);
    assert_eq!(strict.status.code(), Some(2));
    assert!(strict.stdout.is_empty());
}
