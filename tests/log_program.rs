//! `rangefinder log`: input, output and exit status.

#![cfg(feature = "cli")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A range test over six decades that falls around 0.003 and rises around 1.
fn losses() -> Vec<(f64, f64)> {
    let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
    let point = |step: i32| {
        let decade = -5.0 + 6.0 * f64::from(step) / 99.0;
        let loss = 1.0 - 0.8 * sigmoid(6.0 * (decade + 2.5)) + 4.8 * sigmoid(8.0 * decade);
        (10_f64.powf(decade), loss + 0.02 * f64::from(step * 7919 % 101 - 50) / 50.0)
    };
    (0..100).map(point).collect()
}

fn csv() -> String {
    let rows = losses().into_iter().map(|(lr, loss)| format!("{lr:e},{loss},{}\n", loss + 0.1));
    format!("lr,loss,val_loss\n{}", rows.collect::<String>())
}

/// Creates a temporary file with this name and returns its path.
fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("a file");
    path
}

fn run(arguments: &[&str], input: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_rangefinder"))
        .arg("log")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    // If the program fails, it does not read its input, and writing may fail.
    let _ = program.stdin.take().expect("its input").write_all(input.as_bytes());
    program.wait_with_output().expect("the program ends")
}

fn json(arguments: &[&str], input: &str) -> serde_json::Value {
    let output = run(&[&["--json"], arguments].concat(), input);
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn log_is_read_from_a_file_or_standard_input() {
    let path = file("range_test.csv", &csv());
    let path = path.to_str().expect("UTF-8");
    let report = json(&[path], "");
    assert_eq!(report, json(&["-"], &csv()));
    assert_eq!(
        (report["kind"].as_str(), report["points"].as_u64()),
        (Some("range_test"), Some(100))
    );
    let number = |value: &serde_json::Value| value.as_f64().expect("a number");
    assert_eq!((number(&report["lr_first"]), number(&report["lr_last"])), (1e-5, 10.0));
    let answer = &report["answer"];
    assert!(
        number(&answer["low"]) < number(&answer["lr"])
            && number(&answer["lr"]) < number(&answer["high"])
    );
    assert!(number(&report["bounds"]["lower"]) < number(&report["bounds"]["upper"]));
    assert!(report["suggestions"]["valley"]["lr"].is_number());
    assert!(report["warnings"].is_array() && report["notes"].is_array());
    let text = run(&[path], "");
    let text = String::from_utf8(text.stdout).expect("UTF-8");
    assert!(
        text.contains("Use a learning rate of about 0.0")
            && text.contains("For cyclical schedules"),
        "{text}"
    );
}

#[test]
fn columns_and_rates_can_be_given_as_options() {
    let chosen = json(&["--loss", "val_loss", "-"], &csv());
    let plain = json(&["-"], &csv());
    let first = |report: &serde_json::Value| report["curve"]["losses"][0].as_f64().expect("a loss");
    assert!((first(&chosen) - first(&plain) - 0.1).abs() < 1e-9);
    let losses: Vec<String> = losses().iter().map(|(_, loss)| format!("{loss}")).collect();
    let list = format!("[{}]", losses.join(","));
    assert_eq!(json(&["-"], &list)["kind"], "losses_only");
    let rated = json(&["--start-lr", "1e-5", "--end-lr", "10", "-"], &list);
    assert_eq!(rated["kind"], "range_test");
    let lr = |report: &serde_json::Value| report["answer"]["lr"].as_f64().expect("a rate");
    assert!((lr(&rated) / lr(&plain) - 1.0).abs() < 1e-6);
    let linear = json(&["--start-lr", "1e-5", "--end-lr", "10", "--ramp", "linear", "-"], &list);
    assert!(
        (linear["curve"]["lrs"][1].as_f64().expect("a rate") - (1e-5 + (10.0 - 1e-5) / 99.0)).abs()
            < 1e-9
    );
}

#[test]
fn invalid_arguments_exit_with_code_2_and_missing_answer_succeeds() {
    let says = |arguments: &[&str], text: &str| {
        let output = run(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let error = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(error.contains(text), "{error}");
    };
    says(&["no such file"], "no such file could not be read");
    says(&[], "FILES");
    says(&["--start-lr", "1", "-"], "--end-lr");
    says(&["--start-lr", "1", "--end-lr", "0.1", "-"], "above --start-lr");
    says(&["--start-lr", "0", "--end-lr", "0.1", "-"], "a number above 0");
    // A log without an answer is not an error.
    let output = run(&["-"], "nothing");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("No answer.") && text.contains("Lightning, writes range.json"), "{text}");
}
