//! The lessons of the page: their links are valid, and every number in their sentences matches a result.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::thread;

use rangefinder::data::breast_cancer;
use rangefinder::evidence::check::Check;
use rangefinder::experiment::{Experiment, Showing};
use rangefinder::report::Report;
use rangefinder::training::{summary::Summary, sweep::Sweep};
use serde_json::Value;

/// `numbers` of a step has the JSON pointer in its report for each number of its text, in order; the prefix `pin`
/// stands for the report of the pinned experiment.
const LESSONS: &str = include_str!("../www/data/lessons.json");

/// The report of a link, on request with its check by training.
fn report(link: &str, check: bool) -> Value {
    let data = breast_cancer();
    let (experiment, notices) = Experiment::from_link(link, &data.shape());
    assert_eq!(notices, [], "{link}");
    let mut sweep = Sweep::new(&experiment, data);
    sweep.advance(usize::MAX);
    let summary = Summary::run(&experiment, data);
    let check = check.then(|| Check::run(&experiment, data, &summary.rates));
    let report = Report::new(&experiment, data, &sweep).with_answer(summary, check);
    serde_json::to_value(report).expect("JSON")
}

/// The numbers of a text as they are written.
fn numbers(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == 'e' || c == '-'));
    let word = words.map(|word| word.trim_matches(|c: char| !c.is_ascii_digit()));
    word.filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).collect()
}

/// A number in a sentence, the link whose report contains it, and its JSON pointer there.
struct Claim<'a> {
    see: &'a str,
    number: &'a str,
    link: String,
    pointer: &'a str,
}

/// The numbers in the text of a step.
fn claims(step: &Value) -> Vec<Claim<'_>> {
    let text = |key: &str| step[key].as_str().expect("a text");
    let (link, see) = (text("link"), text("see"));
    let (showing, notices) = Showing::read(link, &breast_cancer().shape());
    assert_eq!(notices, [], "{link}");
    let pin = showing.texts().find(|(key, _)| *key == "pin").map(|(_, pin)| format!("#{pin}"));
    let places = step["numbers"].as_array().expect("places").iter();
    let places: Vec<&str> = places.map(|place| place.as_str().expect("a place")).collect();
    assert_eq!(numbers(see).len(), places.len(), "{see}");
    let mut claims = Vec::new();
    for (number, place) in numbers(see).into_iter().zip(places) {
        let (link, pointer) = match place.strip_prefix("pin") {
            Some(pointer) => (pin.clone().expect("a pin"), pointer),
            None => (link.to_owned(), place),
        };
        claims.push(Claim { see, number, link, pointer });
    }
    claims
}

#[test]
fn every_number_in_the_lessons_matches_a_report() {
    let lessons: Vec<Value> = serde_json::from_str(LESSONS).expect("lessons");
    assert_eq!(lessons.len(), 5);
    let steps = lessons.iter().flat_map(|lesson| lesson["steps"].as_array().expect("steps"));
    let claims: Vec<Claim> = steps.flat_map(claims).collect();
    let mut links = BTreeMap::new();
    for Claim { link, pointer, .. } in &claims {
        *links.entry(link.as_str()).or_insert(false) |= pointer.starts_with("/answer");
    }
    let reports: BTreeMap<&str, Value> = thread::scope(|scope| {
        let run = |(link, check)| (link, scope.spawn(move || report(link, check)));
        let running: Vec<_> = links.into_iter().map(run).collect();
        running.into_iter().map(|(link, one)| (link, one.join().expect("a report"))).collect()
    });
    for Claim { see, number, link, pointer } in &claims {
        let found = reports[link.as_str()].pointer(pointer).and_then(Value::as_f64);
        let found = found.unwrap_or_else(|| panic!("{pointer} of {see}"));
        let digits = format!("{found:.1e}").parse::<f64>().expect("a number");
        assert_eq!(number.parse(), Ok(digits), "{pointer} of {see}");
    }
}
