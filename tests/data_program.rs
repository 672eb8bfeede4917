//! `rangefinder data` and `rangefinder report --data`: input, output and exit status.

#![cfg(feature = "cli")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// Creates a temporary file with this name and returns its path.
fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("a file");
    path.to_str().expect("UTF-8").to_owned()
}

fn run(arguments: &[&str]) -> Output {
    let program = Command::new(env!("CARGO_BIN_EXE_rangefinder")).args(arguments).output();
    program.expect("the program runs")
}

fn json(arguments: &[&str]) -> serde_json::Value {
    let output = run(arguments);
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// 90 rows with an index, a size, a color, and a price that depends on size and color.
fn houses() -> String {
    let row = |k: usize| {
        let (size, color) = (k * 37 % 90, k % 3);
        format!("{k},{size},{},{}\n", ["red", "green", "blue"][color], 1000 * size + 500 * color)
    };
    format!("id,size,color,price\n{}", (0..90).map(row).collect::<String>())
}

#[test]
fn data_command_describes_a_table_as_text_and_json() {
    let path = file("houses.csv", &houses());
    let text = String::from_utf8(run(&["data", &path]).stdout).expect("UTF-8");
    assert!(text.starts_with("houses.csv: 90 rows, 4 columns\n"), "{text}");
    assert!(
        text.contains("Left out: it counts the rows.") && text.contains("Roles: 1.xncv"),
        "{text}"
    );
    let document = json(&["data", "--json", "--label", "color", &path]);
    assert_eq!(document["roles"], "1.xncv");
    assert_eq!(document["data"]["roles"], "1.xntn");
    assert_eq!(document["data"]["classes"], serde_json::json!(["blue", "green", "red"]));
    assert_eq!(document["data"]["features"], serde_json::json!(["size", "price"]));
    assert_eq!(
        document["columns"][3]["why"]
            .as_str()
            .map(|why| why.starts_with("The target, by its name.")),
        Some(true)
    );
}

#[test]
fn report_command_trains_on_the_given_table() {
    let path = file("houses_to_train_on.csv", &houses());
    let values = json(&["report", "--data", &path, "#v=2&runs=2"]);
    assert_eq!((&values["data"]["rows"], &values["data"]["features"]), (&90.into(), &4.into()));
    assert!(values["data"]["classes"].is_null());
    // The initial loss is about the variance of the standardized targets, which is 1.
    let first = values["losses"][0].as_f64().expect("a loss");
    assert!((0.1..10.0).contains(&first), "{first}");
    let classes = json(&["report", "--data", &path, "--label", "color", "#v=2&runs=2"]);
    assert_eq!(classes["data"]["classes"], 3);
}

#[test]
fn invalid_input_is_reported_with_exit_code_2() {
    let says = |arguments: &[&str], text: &str| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let error = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(error.contains(text), "{error}");
    };
    let path = file("some_houses.csv", &houses());
    says(&["data", "no such file"], "no such file could not be read");
    says(&["data", &file("open.csv", "a,b\n1,\"2\n")], "Line 2, column 2: a quote opens here");
    says(&["data", "--label", "rooms", &path], "no column is named rooms");
    says(&["data", "--roles", "1.n4", "--label", "price", &path], "cannot be used with");
    says(&["data", "--roles", "1.nv", &path], "there are roles for 2");
    says(&["report", "--data", &path, "--roles", "1.n4", "#v=2"], "No column is the target.");
    says(&["report", "--label", "price", "#v=2"], "--label and --roles need --data.");
}
