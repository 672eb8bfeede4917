//! The accuracy that the page states and the table in README match the checked-in results of
//! `rangefinder benchmark --json`.

#![cfg(feature = "cli")]

use rangefinder::benchmark::Table;
use rangefinder::sentence::{ACCURACY, Accuracy};

const RESULTS: &str = include_str!("../benchmark/results.json");

#[test]
fn claimed_accuracy_matches_the_benchmark_results() {
    let table: Table = serde_json::from_str(RESULTS).expect("results of the benchmark");
    let row = table.rows.iter().find(|row| row.finder == "Rangefinder" && row.steps == 100);
    let interval = table.intervals.iter().find(|interval| interval.steps == 100);
    let log = table.log_intervals.iter().find(|interval| interval.steps == 100);
    let lengthless = table.lengthless_intervals.iter().find(|interval| interval.steps == 100);
    let round = |share: f64| (100.0 * share).round() / 100.0;
    let found = Accuracy {
        trainings: table.tasks,
        within_3: round(row.expect("our row").within_3),
        coverage: round(interval.expect("our interval").coverage),
        log_coverage: round(log.expect("a log's interval").coverage),
        lengthless_coverage: round(lengthless.expect("one without a length").coverage),
        verified: round(table.verified),
    };
    assert_eq!(found, ACCURACY);
}

#[test]
fn readme_table_matches_the_benchmark_results() {
    let table: Table = serde_json::from_str(RESULTS).expect("results of the benchmark");
    let readme = include_str!("../README.md");
    // The formatter of README aligns the cells of a table.
    let cells = |text: &str| -> Vec<String> {
        let rows = text.lines().filter(|line| line.starts_with('|') && !line.contains("--"));
        rows.map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    let readme = cells(readme);
    let shown = |row: &&String| !row.contains("| 50 |") && !row.contains("| 600 |");
    for row in cells(&table.to_string()).iter().filter(shown) {
        assert!(readme.contains(row), "README lacks {row}");
    }
}
