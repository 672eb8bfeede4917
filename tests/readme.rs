//! The tables of link keys in README are up to date, and its commands refer to existing targets. Its
//! code is a documentation test of the library.

#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;
use std::process::Command;

use rangefinder::experiment::{FIELDS, SHOWING, Settings};

const README: &str = include_str!("../README.md");

/// The table of the keys for display options.
fn showing() -> String {
    let rows =
        SHOWING.iter().map(|key| format!("| `{}` | {} | {} |\n", key.key, key.label, key.takes));
    "| Key for showing | What it does | Takes |\n| --- | --- | --- |\n".to_owned()
        + &rows.collect::<String>()
}

fn table() -> String {
    let rows = FIELDS.iter().map(|field| {
        let default = field.text(&Settings::default());
        let unit = if field.unit.is_empty() { String::new() } else { format!(" ({})", field.unit) };
        format!("| `{}` | {}{unit} | {} | `{default}` |\n", field.key, field.label, field.kind())
    });
    let head = "| Key | Setting | Takes | Default |\n| --- | --- | --- | --- |\n";
    head.to_owned() + &rows.collect::<String>()
}

#[test]
fn the_tables_of_keys_are_up_to_date() {
    check("| Key  ", &table());
    check("| Key for showing", &showing());
}

/// Checks the table of README whose header begins with `head`.
fn check(head: &str, expected: &str) {
    let rows: String = README
        .lines()
        .skip_while(|line| !line.starts_with(head))
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            // The formatter may extend the dashes below the header.
            let cells = cells.iter().map(|cell| if cell.starts_with("---") { "---" } else { cell });
            format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
        })
        .collect();
    assert_eq!(rows, expected, "README's table should be:\n{expected}");
}

/// The text after each occurrence of `start` in README, up to the first of `ends`.
fn after(start: &str, ends: &[char]) -> Vec<&'static str> {
    let all: Vec<&str> =
        README.split(start).skip(1).filter_map(|rest| rest.split(ends).next()).collect();
    assert!(!all.is_empty(), "README has no {start}");
    all
}

#[test]
fn commands_and_links_in_the_readme_refer_to_existing_targets() {
    let package: serde_json::Value =
        serde_json::from_str(include_str!("../package.json")).expect("JSON");
    let ends = [' ', '`', '\n'];
    for script in [after("npm run ", &ends), vec!["start", "test"]].concat() {
        assert!(package["scripts"][script].is_string(), "npm run {script}");
    }
    let tests =
        after("cargo test --test ", &ends).into_iter().map(|name| format!("tests/{name}.rs"));
    let examples = after("--example ", &ends).into_iter().map(|name| format!("examples/{name}.rs"));
    let links = after("](", &[')', '#']).into_iter().map(str::to_owned);
    for path in tests.chain(examples).chain(links.filter(|link| !link.contains("://"))) {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path).exists(), "{path}");
    }
    for arguments in after("cargo run --release -- report ", &['\n']) {
        let [flags, link, ..] = arguments.split('\'').collect::<Vec<_>>()[..] else {
            panic!("a quoted link: {arguments}")
        };
        // Settings that make it fast.
        let link = link.to_owned()
            + "&runs=1&truth_rates=5&truth_epochs=1&truth_runs=1&train_epochs=1&train_runs=1";
        let program = Command::new(env!("CARGO_BIN_EXE_rangefinder"))
            .arg("report")
            .args(flags.split_whitespace().chain(["--strict", &link]))
            .output()
            .expect("the program runs");
        assert!(program.status.success() && program.stderr.is_empty(), "{program:?}");
    }
}
