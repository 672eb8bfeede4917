//! The report on a terminal.

#![cfg(not(target_arch = "wasm32"))]

use std::process::{Command, Output};

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
