//! The report on the command line: reads a link, writes one JSON document.
//!
//! `cargo run --release --quiet --example report -- [--full] [--truth] [--race] [--sharpness] [--strict]
//! '<link>'`

use std::process::ExitCode;

use rangefinder::data::breast_cancer;
use rangefinder::evidence::check::Check;
use rangefinder::evidence::comparison::Comparison;
use rangefinder::evidence::diagnosis::Diagnosis;
use rangefinder::experiment::{Experiment, Notice};
use rangefinder::report::Report;
use rangefinder::schedule::Rates;
use rangefinder::training::summary::Summary;
use rangefinder::training::sweep::Sweep;

const USAGE: &str = "usage: report [--full] [--truth] [--race] [--sharpness] [--strict] '<link>'
  --full       adds the initial weights, every batch and the final weights
  --truth      adds the check by training: the loss after training at each constant rate
  --race       adds the comparison of schedules
  --sharpness  adds the inside of the network: gradients, updates and the sharpness of the loss
  --strict     fails with status 2 if anything in the link is not possible";

const FLAGS: [&str; 5] = ["--full", "--truth", "--race", "--sharpness", "--strict"];

fn main() -> ExitCode {
    let (flags, links): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let [link] = links.as_slice() else {
        return misused();
    };
    if !flags.iter().all(|flag| FLAGS.contains(&flag.as_str())) {
        return misused();
    }
    let asked = |flag: &str| flags.iter().any(|one| one == flag);
    let (experiment, notices) = Experiment::from_link(link, &breast_cancer().shape());
    notices.iter().for_each(|notice| eprintln!("{notice}"));
    if asked("--strict") && notices.iter().any(Notice::is_refusal) {
        return ExitCode::from(2);
    }
    let report = report(&experiment, asked);
    match serde_json::to_writer(std::io::stdout(), &report) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the report could not be written: {error}");
            ExitCode::FAILURE
        }
    }
}

fn report(experiment: &Experiment, asked: impl Fn(&str) -> bool) -> Report {
    let dataset = breast_cancer();
    let mut sweep = Sweep::new(experiment, dataset);
    sweep.advance(usize::MAX);
    let report = if asked("--full") { Report::full } else { Report::new };
    let summary = Summary::run(experiment, dataset);
    let rates = Rates::from(&summary).with_own(&experiment.own_rates());
    let check = asked("--truth").then(|| Check::run(experiment, dataset, &rates));
    let report = Report {
        comparison: asked("--race").then(|| Comparison::run(experiment, dataset, &rates)),
        diagnosis: asked("--sharpness").then(|| Diagnosis::run(experiment, dataset)),
        ..report(experiment, dataset, &sweep)
    };
    report.with_answer(summary, check)
}

fn misused() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::FAILURE
}
