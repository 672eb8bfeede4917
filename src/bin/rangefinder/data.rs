//! `rangefinder data`: the columns of a table and how they are used.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use rangefinder::choice::Named;
use rangefinder::data::{Builtin, Dataset, breast_cancer};
use rangefinder::experiment::data_name;
use rangefinder::table::{self, PREFIX, Roles, Table, Use};
use rangefinder::table_report::{self, TableReport, reason, sentences};
use serde::Serialize;

use super::{complain, print, read_bytes, status};

/// Reads a table and says how it uses each column, and why.
/// The table may be a CSV or similar file, with any separator, with or without a header, or ARFF or KEEL's .dat.
/// `rangefinder report --data FILE` trains on it.
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub struct Options {
    /// The file; - is the standard input
    file: PathBuf,
    #[command(flatten)]
    choice: Choice,
    /// Writes one JSON document instead of text
    #[arg(long)]
    json: bool,
}

/// The uses of the columns.
#[derive(Args)]
pub struct Choice {
    /// The column to predict
    #[arg(long, value_name = "COLUMN")]
    label: Option<String>,
    /// The roles of the columns, as `rangefinder data` writes them
    #[arg(long, conflicts_with = "label")]
    roles: Option<String>,
}

/// The data of a link.
#[derive(Args)]
pub struct Source {
    /// A table to train on in place of the breast-cancer data: see `rangefinder data`
    #[arg(long = "data", value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    choice: Choice,
}

impl Source {
    /// The data set of the link or of the file.
    pub fn open(&self, link: &str) -> Result<Arc<Dataset>, String> {
        match &self.file {
            Some(file) => load(file, &self.choice, link).map(Arc::new),
            None if self.choice.is_made() => Err("--label and --roles need --data.".to_owned()),
            None => match Builtin::named(&data_name(link)) {
                Some(builtin) => Ok(builtin.load()),
                None if data_name(link).starts_with(PREFIX) => {
                    Err("The link is about a table: name its file with --data.".to_owned())
                }
                None => Ok(breast_cancer().clone()),
            },
        }
    }

    /// The name of the file.
    pub fn file_name(&self) -> Option<String> {
        let name = self.file.as_ref()?.file_name()?;
        Some(name.to_string_lossy().into_owned())
    }
}

impl Choice {
    /// Whether there is one.
    fn is_made(&self) -> bool {
        self.label.is_some() || self.roles.is_some()
    }
}

const AFTER_HELP: &str = "\
Examples:
  rangefinder data titanic.csv
  rangefinder data --label price --json houses.csv

Exit status:
  0 for a table, 1 if it could not be written, 2 for wrong arguments or a file that is no table";

/// What is written as JSON.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    table: &'a TableReport,
    data: Option<Data>,
    refused: Option<String>,
}

#[derive(Serialize)]
struct Data {
    roles: String,
    rows: usize,
    features: Vec<String>,
    classes: Vec<String>,
    notices: Vec<String>,
}

/// Writes the report of a table.
pub fn run(options: &Options) -> ExitCode {
    let (table, roles) = match read(&options.file, &options.choice) {
        Ok(read) => read,
        Err(text) => {
            complain("error", &text);
            return ExitCode::from(2);
        }
    };
    let report = TableReport::new(&table);
    let data = table.dataset(&roles).map_err(|refusal| reason(Some(&table), &refusal));
    let data = data.map(|(dataset, notices)| Data {
        roles: roles.to_string(),
        rows: dataset.rows(),
        features: dataset.feature_names().to_vec(),
        classes: dataset.class_names().to_vec(),
        notices: sentences(&table, &notices),
    });
    status(if options.json {
        let (data, refused) = match data {
            Ok(data) => (Some(data), None),
            Err(text) => (None, Some(text)),
        };
        print(&Document { table: &report, data, refused })
    } else {
        write(&report, &roles, &data)
    })
}

/// The data set of a file, with the roles in a link to it unless others are chosen.
fn load(file: &Path, choice: &Choice, link: &str) -> Result<Dataset, String> {
    let (table, mut roles) = read(file, choice)?;
    let name = data_name(link);
    let own = name.strip_prefix(PREFIX).and_then(|name| name.strip_prefix(&*table.hash));
    if let (Some(text), false) = (own.and_then(|rest| rest.strip_prefix(':')), choice.is_made()) {
        roles = table_report::roles(&table, text)?;
    }
    let (dataset, notices) =
        table.dataset(&roles).map_err(|refusal| reason(Some(&table), &refusal))?;
    let notices = sentences(&table, &table.notices).into_iter().chain(sentences(&table, &notices));
    notices.for_each(|text| complain("note", &text));
    Ok(dataset)
}

fn read(file: &Path, choice: &Choice) -> Result<(Table, Roles), String> {
    let bytes = read_bytes(file)
        .map_err(|error| format!("{} could not be read: {error}", file.display()))?;
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    let table = table::read(&name, &bytes).map_err(|refusal| reason(None, &refusal))?;
    let roles = match (&choice.label, &choice.roles) {
        (Some(label), _) => {
            let place = table.columns.iter().position(|column| column.name == *label);
            let place = place.ok_or_else(|| format!("no column is named {label}"))?;
            table.change(&table.roles(), place, None)
        }
        (None, Some(roles)) => table_report::roles(&table, roles)?,
        (None, None) => table.roles(),
    };
    Ok((table, roles))
}

/// Writes the columns as a table, the notices, and the resulting data.
fn write(report: &TableReport, roles: &Roles, data: &Result<Data, String>) -> io::Result<()> {
    let mut output = io::stdout().lock();
    writeln!(output, "{}: {} rows, {} columns\n", report.name, report.rows, report.columns.len())?;
    let wide = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or_default();
    let name = wide(&mut report.columns.iter().map(|column| column.name.chars().count())).min(40);
    for (place, (column, role)) in report.columns.iter().zip(&roles.0).enumerate() {
        let used = match role.used_as {
            Use::Number => "number",
            Use::Category => "category",
            Use::Class => "class",
            Use::Value => "value",
            Use::Ignored => "-",
        };
        let why = if *role == column.role { &column.why } else { "As chosen." };
        writeln!(output, "{:>4}  {:name$}  {used:8}  {why}", place + 1, column.name)?;
    }
    writeln!(output, "\nRoles: {roles}")?;
    let made = data.as_ref().map_or(&[][..], |data| &data.notices);
    for text in report.notices.iter().chain(made) {
        writeln!(output, "- {text}")?;
    }
    match data {
        Err(text) => writeln!(output, "\nNo data: {text}")?,
        Ok(data) => {
            let classes = match data.classes.as_slice() {
                [] => "a value to predict".to_owned(),
                classes => format!("{} classes: {}", classes.len(), classes.join(", ")),
            };
            writeln!(
                output,
                "\n{} rows of {} features, {classes}",
                data.rows,
                data.features.len()
            )?;
        }
    }
    output.flush()
}
