//! `rangefinder log`: the answer of a log.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use rangefinder::log::{Choices, File, RampShape, read, steps};
use rangefinder::log_report::LogReport;
use rangefinder::sentence::{Answer, short};

use super::plot::plot;
use super::{complain, print, read_bytes, status};

/// Reads the log of a range test and says which learning rate it suggests.
///
/// The log may be what a framework has printed or saved: JSON, CSV or plain lines with a learning rate and a loss. Several
/// files are read together: one with the rates and one with the losses, several runs, or a range test and trainings at
/// constant rates, which then verify its answer.
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub struct Options {
    /// The files of the log; - is the standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The column of the learning rates
    #[arg(long, value_name = "COLUMN")]
    lr: Option<String>,
    /// The column of the losses
    #[arg(long, value_name = "COLUMN")]
    loss: Option<String>,
    /// The first rate, for losses without rates
    #[arg(long, value_name = "LR", requires = "end_lr", value_parser = rate)]
    start_lr: Option<f64>,
    /// The last rate
    #[arg(long, value_name = "LR", requires = "start_lr", value_parser = rate)]
    end_lr: Option<f64>,
    /// The way these rates rise
    #[arg(long, value_enum, default_value = "exponential")]
    ramp: Ramp,
    /// The number of steps of the planned training; by default, ten times as many as the test spends on a decade
    #[arg(long, value_name = "N", value_parser = steps)]
    steps: Option<usize>,
    /// Writes one JSON document instead of text
    #[arg(long)]
    json: bool,
}

const AFTER_HELP: &str = "\
Examples:
  rangefinder log --steps 10000 history.json
  rangefinder log --start-lr 1e-7 --end-lr 10 losses.csv
  python train.py 2>&1 | rangefinder log -

Exit status:
  0 for a report, with or without an answer, 1 if it could not be written, 2 for wrong arguments or files that cannot be read";

/// The way rates rise from step to step.
#[derive(Clone, Copy, ValueEnum)]
enum Ramp {
    Exponential,
    Linear,
}

fn rate(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(lr) if lr > 0.0 && f64::is_finite(lr) => Ok(lr),
        _ => Err("a learning rate is a number above 0".to_owned()),
    }
}

/// Writes the report of a log.
pub fn run(options: &Options) -> ExitCode {
    if let (Some(start), Some(end)) = (options.start_lr, options.end_lr)
        && start >= end
    {
        complain("error", "--end-lr has to be above --start-lr.");
        return ExitCode::from(2);
    }
    let mut contents = Vec::new();
    for path in &options.files {
        match read_bytes(path) {
            Ok(bytes) => contents.push((path.display().to_string(), bytes)),
            Err(error) => {
                complain("error", &format!("{} could not be read: {error}", path.display()));
                return ExitCode::from(2);
            }
        }
    }
    let files: Vec<File> = contents.iter().map(|(name, bytes)| File { name, bytes }).collect();
    let report = LogReport::new(&read(&files, &options.choices()));
    status(if options.json { print(&report) } else { write(&report) })
}

impl Options {
    fn choices(&self) -> Choices {
        let ramp = match self.ramp {
            Ramp::Exponential => RampShape::Exponential,
            Ramp::Linear => RampShape::Linear,
        };
        Choices {
            lr_column: self.lr.clone(),
            loss_column: self.loss.clone(),
            start_lr: self.start_lr,
            end_lr: self.end_lr,
            ramp,
            steps: self.steps,
            ..Choices::default()
        }
    }
}

/// Writes the report as text, with a plot if the output is a terminal.
fn write(report: &LogReport) -> io::Result<()> {
    let mut output = io::stdout().lock();
    writeln!(output, "{}\n", report.what)?;
    if let Some(curve) = report.curve.as_ref().filter(|_| output.is_terminal()) {
        writeln!(output, "{}", plot(curve, report.answer.found().map(|rate| rate.lr)))?;
    }
    writeln!(output, "{}\n", answer(report))?;
    let reason = match &report.answer {
        Answer::None { none, .. } => Some(none),
        Answer::Found(_) => None,
    };
    let warnings = report.warnings.iter().map(|doubt| &doubt.text);
    list(&mut output, "Warnings", warnings.filter(|text| Some(*text) != reason))?;
    list(&mut output, "Notes", report.notes.iter().map(|note| &note.text))?;
    if !report.snippets.is_empty() {
        writeln!(output, "A range test, for example:\n")?;
    }
    for snippet in &report.snippets {
        let code = snippet.code.replace('\n', "\n    ");
        writeln!(output, "  {}, writes {}\n    {code}\n", snippet.framework, snippet.file)?;
    }
    output.flush()
}

/// The answer in sentences.
fn answer(report: &LogReport) -> String {
    let rate = match &report.answer {
        Answer::None { none, .. } => return format!("No answer. {none}"),
        Answer::Found(rate) => rate,
    };
    let holds = report.holds.as_deref().unwrap_or_default();
    let cyclical = format!(
        "For cyclical schedules: base_lr {}, max_lr {}.",
        short(rate.base_lr),
        short(rate.max_lr)
    );
    let head = format!("Use a learning rate of about {}; {}.", short(rate.lr), rate.range);
    [&head, &rate.reason, &rate.sure, holds, &cyclical].map(|text| text.trim()).join("\n")
}

fn list<'a>(
    output: &mut impl Write,
    title: &str,
    texts: impl Iterator<Item = &'a String>,
) -> io::Result<()> {
    let texts: Vec<String> = texts.map(|text| format!("  - {text}\n")).collect();
    if texts.is_empty() { Ok(()) } else { writeln!(output, "{title}:\n{}", texts.concat()) }
}
