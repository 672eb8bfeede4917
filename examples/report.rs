//! The report on a terminal: a link in, one JSON document out.
//!
//! `cargo run --release --quiet --example report -- [--full] [--strict] '<link>'`

use std::process::ExitCode;

use rangefinder::data::breast_cancer;
use rangefinder::experiment::Experiment;
use rangefinder::report::Report;
use rangefinder::summary::Summary;
use rangefinder::sweep::Sweep;

const USAGE: &str = "usage: report [--full] [--strict] '<link>'
  --full    adds the initial weights, every batch and the final weights
  --strict  fails with status 2 if anything in the link is not understood";

fn main() -> ExitCode {
    let (mut full, mut strict, mut links) = (false, false, Vec::new());
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--full" => full = true,
            "--strict" => strict = true,
            flag if flag.starts_with("--") => return misused(),
            _ => links.push(argument),
        }
    }
    let [link] = links.as_slice() else {
        return misused();
    };
    let (experiment, notices) = Experiment::from_link(link);
    notices.iter().for_each(|notice| eprintln!("{notice}"));
    if strict && !notices.is_empty() {
        return ExitCode::from(2);
    }
    let mut sweep = Sweep::new(&experiment, breast_cancer());
    sweep.advance(usize::MAX);
    let report = if full { Report::full } else { Report::new };
    let mut report = report(&experiment, breast_cancer(), &sweep);
    report.summary = Some(Summary::run(&experiment, breast_cancer()));
    match serde_json::to_writer(std::io::stdout(), &report) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the report could not be written: {error}");
            ExitCode::FAILURE
        }
    }
}

fn misused() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::FAILURE
}
