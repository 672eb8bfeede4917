//! A range test of six points that any format can have, and the check that it is read.

#![allow(dead_code, reason = "each test uses a part")]

use rangefinder::log::{Choices, File, Kind, Log, NoteCode, read};

/// A range test with one point per decade; the lowest loss is at the fifth.
pub const LRS: [f64; 6] = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1];
pub const LOSSES: [f64; 6] = [2.5, 2.4, 2.0, 1.1, 0.9, 3.2];

/// Formats a point, given its index, its rate and its loss.
pub type Form = fn(usize, f64, f64) -> String;

pub fn log(text: &str) -> Log {
    read(&[File { name: "", bytes: text.as_bytes() }], &Choices::default())
}

pub fn chosen(text: &str, choices: Choices) -> Log {
    read(&[File { name: "", bytes: text.as_bytes() }], &choices)
}

/// The text of each point of the range test, joined.
pub fn points(form: impl Fn(usize, f64, f64) -> String) -> String {
    LRS.iter().zip(LOSSES).enumerate().map(|(k, (&lr, loss))| form(k, lr, loss)).collect()
}

pub fn list(numbers: &[f64], form: impl Fn(f64) -> String) -> String {
    numbers.iter().map(|&number| form(number)).collect::<Vec<_>>().join(", ")
}

pub fn plain(number: f64) -> String {
    format!("{number:e}")
}

/// Checks that a text is read as the range test.
pub fn check(form: &str, text: &str) {
    check_log(form, &log(text));
}

pub fn check_log(form: &str, log: &Log) {
    assert_eq!((log.kind, log.points, log.runs.len()), (Kind::RangeTest, 6, 1), "{form}: {log:?}");
    let run = log.used().expect("a run");
    assert_eq!(run.losses, LOSSES, "{form}");
    for (lr, expected) in run.used_lrs().iter().zip(LRS) {
        assert!((lr / expected - 1.0).abs() < 1e-12, "{form}: {lr} is not {expected}");
    }
    assert_eq!(run.used_lrs().len(), 6, "{form}");
    assert!(!log.rates_asked, "{form}");
}

/// The code of every note.
pub fn codes(log: &Log) -> Vec<NoteCode> {
    log.notes.iter().map(|note| note.code).collect()
}

pub fn note(log: &Log, code: NoteCode) -> &str {
    let note = log.notes.iter().find(|note| note.code == code);
    note.map_or("", |note| note.text.as_str())
}
