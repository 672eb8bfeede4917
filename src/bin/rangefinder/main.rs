//! The core on a terminal: `cargo run --release -- report '<link>'`, or `--help`.

mod data;
mod export;
mod log;
mod plot;

use std::fs;
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};
use rangefinder::benchmark::{self, Size, Table};
use rangefinder::data::Dataset;
use rangefinder::evidence::check::Check;
use rangefinder::evidence::comparison::Comparison;
use rangefinder::evidence::diagnosis::Diagnosis;
use rangefinder::experiment::{Experiment, FIELDS, Field, Notice, Settings, Showing};
use rangefinder::report::Report;
use rangefinder::training::summary::Summary;
use rangefinder::training::sweep::Sweep;
use serde::Serialize;

/// Which learning rate should I use? Runs the learning-rate range test on the breast-cancer data, as the page does, or reads
/// the log of one that was run elsewhere.
#[derive(Parser)]
#[command(version)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Report(ReportOptions),
    Data(data::Options),
    Export(export::Options),
    Log(log::Options),
    Benchmark(BenchmarkOptions),
}

/// Writes the results of a link as one JSON document. A link is the part of the page's address from # on, or the
/// whole address. Quote it, because & has a meaning in shells. '#v=2' is the page with its defaults.
///
/// The document has the answer, the curve of the link's seed with its suggestions, and the summary of all runs.
/// Anything in the link that is not valid is named on the standard error output, and the default is used.
#[derive(Args)]
#[command(after_help = AFTER_HELP, after_long_help = format!("{AFTER_HELP}\n\n{}", keys()))]
struct ReportOptions {
    /// Adds the initial weights, every batch and the final weights of the link's seed
    #[arg(long)]
    full: bool,
    /// Adds the check by training: the loss after training at each constant rate
    #[arg(long, visible_alias = "truth")]
    check: bool,
    /// Adds the comparison of schedules, and the check, which decides their rates
    #[arg(long, visible_alias = "race")]
    schedules: bool,
    /// Adds the diagnosis of the network: gradients, updates and the sharpness of the loss
    #[arg(long)]
    sharpness: bool,
    /// Fails if anything in the link is not valid
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    source: data::Source,
    /// The part of the page's address from # on, quoted
    link: String,
}

const AFTER_HELP: &str = "\
Examples:
  rangefinder report '#v=2'
  rangefinder report --check --schedules '#v=2&optimizer=adam&batch_size=64' > adam.json

Exit status:
  0 for a report, 1 if it could not be written, 2 for wrong arguments or, with --strict, a wrong link";

/// The settings that a link can have.
fn keys() -> String {
    let default = Settings::default();
    let key = |field: &Field| {
        let (kind, default) = (field.kind(), field.text(&default));
        format!("\n  {}: {}\n      {kind} [default: {default}]", field.key, field.label)
    };
    let keys: String = FIELDS.iter().map(key).collect();
    format!("Settings of a link, as '#v=2&seed=7&hidden=64,64':{keys}")
}

/// Compares learning-rate finders on training tasks whose best constant rate is known.
///
/// Trains on seven data sets with many networks, optimizers and batch sizes, at many constant rates, to find the best
/// one; then applies each rule to range tests of 50 to 600 steps. Takes minutes; the result is always the same.
#[derive(Args)]
struct BenchmarkOptions {
    /// Writes one JSON document instead of tables
    #[arg(long)]
    json: bool,
    /// Runs a small part of it, in seconds
    #[arg(long)]
    quick: bool,
}

fn main() -> ExitCode {
    match Program::parse().command {
        Command::Report(options) => report(&options),
        Command::Data(options) => data::run(&options),
        Command::Export(options) => export::run(&options),
        Command::Log(options) => log::run(&options),
        Command::Benchmark(options) => benchmark(&options),
    }
}

/// Writes the results of the benchmark.
fn benchmark(options: &BenchmarkOptions) -> ExitCode {
    let table = benchmark::run(if options.quick { Size::QUICK } else { Size::FULL });
    status(if options.json { print(&table) } else { show(&table) })
}

/// The exit status after writing.
fn status(written: io::Result<()>) -> ExitCode {
    match written {
        // A reader of the output, such as `head`, may stop at any time.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            complain("error", &format!("The results could not be written: {error}"));
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

/// Writes a report, and the notices on its link.
fn report(options: &ReportOptions) -> ExitCode {
    let dataset = match options.source.open(&options.link) {
        Ok(dataset) => dataset,
        Err(text) => {
            complain("error", &text);
            return ExitCode::from(2);
        }
    };
    let (experiment, mut notices) = Experiment::from_link(&options.link, &dataset.shape());
    notices.extend(Showing::read(&options.link, &dataset.shape()).1);
    let refused = |notice: &&Notice| options.strict && notice.is_refusal();
    if notices.iter().any(|notice| refused(&notice)) {
        notices.iter().filter(refused).for_each(|notice| complain("error", &notice.rule()));
        return ExitCode::from(2);
    }
    notices.iter().for_each(|notice| complain("warning", &notice.to_string()));
    status(print(&results(options, &experiment, &dataset)))
}

/// All requested results.
fn results(options: &ReportOptions, experiment: &Experiment, dataset: &Arc<Dataset>) -> Report {
    let mut sweep = Sweep::new(experiment, dataset);
    sweep.advance(usize::MAX);
    let report = if options.full { Report::full } else { Report::new };
    let summary = Summary::run(experiment, dataset);
    let runs = summary.rates;
    let check =
        (options.check || options.schedules).then(|| Check::run(experiment, dataset, &runs));
    let compare = |check: &Check| {
        Comparison::run(experiment, dataset, &check.training_rates(experiment, &runs))
    };
    let report = Report {
        comparison: check.as_ref().filter(|_| options.schedules).map(compare),
        diagnosis: options.sharpness.then(|| Diagnosis::run(experiment, dataset)),
        ..report(experiment, dataset, &sweep)
    };
    report.with_answer(summary, check)
}

/// The bytes of a file; - is the standard input.
fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    if path != Path::new("-") {
        return fs::read(path);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn show(table: &Table) -> io::Result<()> {
    let mut output = io::stdout().lock();
    write!(output, "{table}")?;
    output.flush()
}

fn print(results: &impl Serialize) -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut output, results)?;
    writeln!(output)?;
    output.flush()
}

/// Writes a line to the standard error output. Unlike `eprintln`, it does not panic if the output is closed.
fn complain(kind: &str, text: &str) {
    let _ = writeln!(io::stderr(), "{kind}: {text}");
}
