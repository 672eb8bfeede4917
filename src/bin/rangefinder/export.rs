//! `rangefinder export`: code for the answer of a link, a script that repeats its run, or its results as a file.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use rangefinder::choice::Named;
use rangefinder::data::Dataset;
use rangefinder::evidence::check::Check;
use rangefinder::evidence::comparison::Comparison;
use rangefinder::evidence::diagnosis::Diagnosis;
use rangefinder::experiment::Experiment;
use rangefinder::export::{Framework, Plan, RatesFrom, code, csv, script};
use rangefinder::schedule::{Rates, ScheduleKind};
use rangefinder::sentence::Answer;
use rangefinder::training::summary::Summary;
use rangefinder::training::sweep::Sweep;

use super::{complain, data, status};

/// Writes code for the answer of a link, a script that repeats its run, or its results as CSV.
/// The code trains at the recommended rate or with a schedule, in the framework's own terms, with the numbers of the link.
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub struct Options {
    /// The framework: pytorch, keras, fastai, lightning, transformers or optax
    #[arg(long, value_name = "FRAMEWORK", value_parser = framework, required_unless_present = "csv")]
    to: Option<Framework>,
    /// The schedule, by its name in links
    #[arg(long, value_name = "NAME", value_parser = schedule, default_value = "answer", conflicts_with = "script")]
    schedule: ScheduleKind,
    /// A complete program instead: one that repeats the run, or one that tests your own model
    #[arg(long, value_enum)]
    script: Option<Script>,
    /// A file of results instead
    #[arg(long, value_enum, conflicts_with_all = ["to", "script"])]
    csv: Option<File>,
    /// Has the check by training decide the recommended rate and its bounds, as for the comparison
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    source: data::Source,
    /// The part of the page's address from # on, quoted
    link: String,
}

const AFTER_HELP: &str = "\
Examples:
  rangefinder export --to pytorch --schedule one_cycle '#v=2'
  rangefinder export --to keras --script redo '#v=2' > redo.py
  rangefinder report --full '#v=2' > run.json && python redo.py run.json
  rangefinder export --csv band '#v=2' > band.csv

Exit status:
  0 for code or a file, 1 if there is none or it could not be written, 2 for wrong arguments";

#[derive(Clone, Copy, ValueEnum)]
enum Script {
    /// Repeats the run of the link, in PyTorch or Keras
    Redo,
    /// Tests your own model over the rates of the link
    Own,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum File {
    /// The losses of one run
    Curve,
    /// The losses of all runs
    Band,
    /// The loss after training at each constant rate
    Check,
    /// The results of the schedules, with the rates of the check
    Comparison,
    /// The inside of the network at each step of one run
    Diagnosis,
    /// The rows of the data
    Data,
}

fn framework(name: &str) -> Result<Framework, String> {
    Framework::named(name).ok_or_else(|| {
        let names: Vec<&str> = Framework::LABELS.iter().map(|(name, _)| *name).collect();
        format!("there is {}", names.join(", "))
    })
}

fn schedule(name: &str) -> Result<ScheduleKind, String> {
    ScheduleKind::named(name).ok_or_else(|| {
        let names: Vec<String> = ScheduleKind::ALL.iter().map(ToString::to_string).collect();
        format!("there is {}", names.join(", "))
    })
}

/// Writes the requested export.
pub fn run(options: &Options) -> ExitCode {
    let dataset = match options.source.open(&options.link) {
        Ok(dataset) => dataset,
        Err(text) => {
            complain("error", &text);
            return ExitCode::from(2);
        }
    };
    let (experiment, notices) = Experiment::from_link(&options.link, &dataset.shape());
    notices.iter().for_each(|notice| complain("warning", &notice.to_string()));
    let text = match (options.csv, options.to) {
        (Some(file), _) => Ok(options.file(file, &experiment, &dataset)),
        (None, Some(framework)) => options.python(framework, &experiment, &dataset),
        (None, None) => Err("Name a framework with --to.".to_owned()),
    };
    match text {
        Ok(text) => status(write(&text)),
        Err(text) => {
            complain("error", &text);
            ExitCode::FAILURE
        }
    }
}

/// The rates for training and their source: the check by training if that is asked for, otherwise the runs.
fn rates(experiment: &Experiment, dataset: &Arc<Dataset>, checked: bool) -> (Rates, RatesFrom) {
    let runs = Summary::run(experiment, dataset).rates;
    if !checked {
        return (runs.with_own(&experiment.own_rates()), RatesFrom::RangeTest);
    }
    let check = Check::run(experiment, dataset, &runs);
    let found = check.answer.as_ref().and_then(Answer::found);
    let from = if found.is_some() { RatesFrom::Check } else { RatesFrom::RangeTest };
    (check.training_rates(experiment, &runs), from)
}

impl Options {
    fn python(
        &self,
        framework: Framework,
        experiment: &Experiment,
        dataset: &Arc<Dataset>,
    ) -> Result<String, String> {
        let (shape, source) = (dataset.shape(), experiment.link());
        match self.script {
            Some(Script::Own) => {
                let extent = experiment.extent();
                let text = script::own(framework, extent.ends, extent.steps(), &source);
                text.ok_or_else(|| "There is no range test of this framework.".to_owned())
            }
            Some(Script::Redo) => {
                let answer = rates(experiment, dataset, self.check).0.answer;
                let file = self.source.file_name();
                let run = script::Redo {
                    experiment,
                    shape: &shape,
                    answer,
                    source: &source,
                    file: file.as_deref(),
                };
                let text = script::redo(&run, framework);
                text.ok_or_else(|| "Runs are repeated in PyTorch and in Keras.".to_owned())
            }
            None => {
                let (rates, from) = rates(experiment, dataset, self.check);
                let plan = Plan::new(experiment, &shape, (&rates, from), self.schedule, &source);
                plan.map(|plan| code(&plan, framework)).map_err(|missing| {
                    format!("There is no schedule {}: {}.", self.schedule, missing.text())
                })
            }
        }
    }

    fn file(&self, file: File, experiment: &Experiment, dataset: &Arc<Dataset>) -> String {
        match file {
            File::Data => csv::data(dataset, dataset.feature_names()),
            File::Curve => {
                let mut sweep = Sweep::new(experiment, dataset);
                sweep.advance(usize::MAX);
                csv::curve(sweep.lrs(), sweep.losses(), sweep.smoothed_losses())
            }
            File::Band => {
                let Summary { lrs, low, median, high, .. } = Summary::run(experiment, dataset);
                csv::band(&lrs, &low, &median, &high)
            }
            File::Check => {
                let runs = Summary::run(experiment, dataset).rates;
                let Check { lrs, losses, .. } = Check::run(experiment, dataset, &runs);
                csv::band(&lrs, &losses.low, &losses.median, &losses.high)
            }
            File::Diagnosis => csv::diagnosis(&Diagnosis::run(experiment, dataset)),
            File::Comparison => {
                let (rates, _) = rates(experiment, dataset, true);
                let comparison = Comparison::run(experiment, dataset, &rates);
                csv::comparison(&comparison.results.iter().map(csv::row).collect::<Vec<_>>())
            }
        }
    }
}

fn write(text: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes())?;
    output.flush()
}
