//! The command `rangefinder report`.

#![cfg(not(target_arch = "wasm32"))]

use std::process::{Command, Output, Stdio};

use rangefinder::data::breast_cancer;
use rangefinder::experiment::Experiment;
use rangefinder::report::Report;
use rangefinder::training::sweep::Sweep;
use serde_json::Value;

fn report(arguments: &[&str]) -> Output {
    run(&[&["report"], arguments].concat())
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().expect("the program runs")
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_rangefinder"))
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("one JSON document")
}

#[test]
fn report_contains_the_curve_and_suggestions() {
    let output = report(&["#v=2&seed=4"]);
    assert!(output.status.success() && output.stderr.is_empty());
    let report = json(&output);
    assert_eq!(report["link"], "#v=2&seed=4");
    assert_eq!(report["data"]["rows"], 569);
    for column in ["lrs", "losses", "smoothed_losses"] {
        assert_eq!(report[column].as_array().map(Vec::len), Some(100), "{column}");
    }
    assert_eq!(report["outcome"]["kind"], "completed");
    assert_eq!(report["outcome"]["step"], 99);
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
        // The mean of 0, 1, ... k with weights 1, beta, ... beta^k, in closed form.
        let power = beta.powi(least as i32 + 1);
        let lag = beta / (1.0 - beta) - (least as f64 + 1.0) * power / (1.0 - power);
        let expected = DECADES * lag.round();
        assert!((report.lag_decades - expected).abs() < 1e-9, "{} {expected}", report.lag_decades);
    }
    assert_eq!(report(0.98, 0).lag_decades, 0.0);
    assert_eq!(report(0.98, 1).lag_decades, 0.0);
}

#[test]
fn full_report_contains_weights_and_batches_of_the_run() {
    let report = json(&report(&["--full", "#v=1&hidden=7"]));
    let run = &report["runs"][0];
    assert_eq!(run["losses"], report["losses"]);
    assert_eq!(run["weights"][0]["weight"].as_array().map(Vec::len), Some(30));
    assert_eq!(run["weights"][0]["bias"].as_array().map(Vec::len), Some(7));
    assert_eq!(run["batches"][47].as_array().map(Vec::len), Some(5));
    assert_ne!(run["final_weights"], run["weights"]);
}

#[test]
fn invalid_link_is_a_warning_and_with_strict_an_error() {
    let lenient = report(&["#v=2&seed=x"]);
    assert!(lenient.status.success());
    assert_eq!(json(&lenient)["link"], "#v=2");
    let rule = "seed=x is not possible: it must be a whole number from 0 to 4294967295.";
    assert_eq!(errors(&lenient), format!("warning: {rule} The default, 1, is used.\n"));
    let strict = report(&["--strict", "#v=2&seed=x"]);
    assert_eq!((strict.status.code(), errors(&strict)), (Some(2), format!("error: {rule}\n")));
    assert!(strict.stdout.is_empty());
    // No setting is replaced, so the notice is not an error.
    let remark = report(&["--strict", "#v=2&batch_size=1024&runs=1"]);
    assert!(remark.status.success());
    assert!(errors(&remark).starts_with("warning: batch_size=1024 is more than the 569"));
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn each_flag_and_its_alias_add_their_section() {
    const LIGHT: &str = "#v=2&num_iter=3&runs=1&truth_rates=5&truth_epochs=1&truth_runs=1&train_epochs=1\
                         &train_runs=1&policies=lr&lr=1";
    let plain = json(&report(&[LIGHT]));
    for (part, names) in [
        ("truth", ["--check", "--truth"]),
        ("race", ["--schedules", "--race"]),
        ("diagnosis", ["--sharpness", "--sharpness"]),
        ("runs", ["--full", "--full"]),
    ] {
        assert_eq!(plain.get(part), None, "{part}");
        let [one, other] = names.map(|name| json(&report(&[name, LIGHT]))[part].clone());
        assert!(!one.is_null() && one == other, "{part}");
    }
}

#[test]
fn schedules_train_with_the_rates_of_the_check() {
    let link = "#v=2&optimizer=momentum&momentum=0.99&runs=20&truth_rates=9&truth_runs=8&truth_epochs=2\
                &train_runs=3&train_epochs=2";
    let report = json(&report(&["--schedules", link]));
    let [answer, first] = [&report["answer"], &report["summary"]["answer"]];
    for rate in ["lr", "max_lr"] {
        let [answer, first] = [answer, first].map(|answer| answer[rate].as_f64().expect("a rate"));
        assert!(answer < first / 2.0, "the check does not change {rate} of this link");
    }
    let results = report["race"]["standings"].as_array().expect("results");
    for (schedule, rate) in [("answer", "lr"), ("lower", "base_lr"), ("upper", "max_lr")] {
        let trained = results.iter().find(|one| one["policy"] == schedule).expect("a schedule");
        assert_eq!(trained["lrs"][0], answer[rate], "{schedule}");
    }
    let lrs = results.iter().find(|one| one["policy"] == "one_cycle").expect("it")["lrs"].clone();
    let highest =
        lrs.as_array().expect("rates").iter().filter_map(Value::as_f64).fold(0.0, f64::max);
    let max_lr = answer["max_lr"].as_f64().expect("a rate");
    assert!(highest <= max_lr && highest > 0.99 * max_lr, "{highest} of {max_lr}");
}

#[test]
fn invalid_arguments_are_rejected_with_a_hint() {
    for (arguments, part) in [
        (&[][..], "Usage: rangefinder <COMMAND>"),
        (&["report"], "<LINK>"),
        (&["report", "--ful", "#v=2"], "--full"),
        (&["report", "#v=2", "seed=7"], "unexpected argument 'seed=7'"),
        (&["rapport", "#v=2"], "report"),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(errors(&output).contains(part), "{arguments:?}: {}", errors(&output));
    }
}

#[test]
fn help_and_version_are_printed_to_standard_output() {
    for (arguments, parts) in [
        (&["--help"][..], &["Which learning rate should I use?", "report"][..]),
        (
            &["report", "--help"],
            &["--schedules", "'#v=2'", "Exit status:", "batch_size: Batch size"],
        ),
        (&["report", "-h"], &["--schedules", "'#v=2'", "Exit status:"]),
        (&["--version"], &[concat!("rangefinder ", env!("CARGO_PKG_VERSION"))]),
    ] {
        let output = run(arguments);
        assert!(output.status.success() && output.stderr.is_empty(), "{arguments:?}");
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(parts.iter().all(|part| text.contains(part)), "{arguments:?}: {text}");
    }
}

#[test]
fn closed_output_pipe_is_not_an_error() {
    let mut child = program()
        .args(["report", "--full", "#v=2&runs=1"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    // The pipe is closed before anything is written, and the output is larger than the pipe's buffer.
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{output:?}");
    assert_eq!(errors(&output), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::File::create("/dev/full").expect("/dev/full on Linux");
    let arguments = ["report", "#v=2&runs=1"];
    let output = program().args(arguments).stdout(full).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).starts_with("error: The results could not be written: "));
}
