//! The tables of files -> named columns, a table for each run.

use std::rc::Rc;

use super::adjacent::{by_number, by_prefix};
use super::content::{is_generic, is_index, is_ramp, values};
use super::grid::{by_rate, by_trial};
use super::names::{
    Role, VALIDATION, ends_with_rate, is_letter, is_score, loss_rank, lr_rank, role,
};
use super::table::{Cell, Column, Table, column_name};

/// The smallest time of an event in seconds since 1970: one in this century.
const MIN_WALL_TIME: f64 = 9e8;
/// The largest rate of a file that has only rates.
const MAX_RATE: f64 = 100.0;
/// The smallest rise of such rates without a name, as a factor, and the tolerance of their steps.
const MIN_FACTOR: f64 = 10.0;
const SAME_STEP: f64 = 1e-3;
/// What separates folders and files.
const SEPARATORS: [char; 2] = ['/', '\\'];

/// What the name of a file says.
struct FileName<'a> {
    path: &'a str,
    stem: &'a str,
    /// Its run; empty if it has none.
    run: &'a str,
    metric: &'a str,
}

impl<'a> FileName<'a> {
    fn new(path: &'a str) -> Self {
        let stem = path.rsplit(SEPARATORS).next().unwrap_or_default();
        // Not the decimals of `lr=0.01`.
        let extension =
            stem.rsplit_once('.').filter(|(_, extension)| extension.starts_with(is_letter));
        let stem = extension.map_or(stem, |(stem, _)| stem);
        // TensorBoard's `run-NAME-tag-METRIC.csv`.
        match stem.strip_prefix("run-").and_then(|rest| rest.split_once("-tag-")) {
            Some((run, metric)) => Self { path, stem, run, metric },
            None => Self { path, stem, run: "", metric: stem },
        }
    }

    /// The nearest folder of the file that tells it from other files with the same name.
    fn folder(&self, all: &[Self]) -> Option<&'a str> {
        let differs = |(depth, folder): &(usize, &str)| {
            all.iter()
                .filter(|other| other.stem == self.stem)
                .any(|other| other.path.rsplit(SEPARATORS).nth(*depth) != Some(*folder))
        };
        let mut folders = self.path.rsplit(SEPARATORS).enumerate().skip(1);
        folders.find(differs).map(|(_, folder)| folder)
    }

    /// Whether the file is named as one of losses; or, by TensorBoard, as one of another metric that has a role.
    fn is_metric(&self) -> bool {
        match role(self.metric) {
            Role::Loss | Role::ValidationLoss => true,
            Role::Other => false,
            _ => self.metric.len() < self.stem.len(),
        }
    }
}

/// Names the losses in the validation of a training by both, as in `{"train": {"loss": [...]}, "val": {"loss": [...]}}`. With
/// rates of its own it is another run.
pub(super) fn name_validation(tables: &mut [Table]) {
    let is_training = |table: &&Table| matches!(table.run.as_str(), "train" | "training");
    let Some(training) = tables.iter().find(is_training).map(rates) else { return };
    for table in tables.iter_mut().filter(|table| VALIDATION.contains(&table.run.as_str())) {
        let own = rates(table);
        if own.is_some() && own != training {
            continue;
        }
        for column in table.columns.iter_mut().filter(|column| loss_rank(&column.name).is_some()) {
            column.name = [&table.run, "/", &column.name].concat();
        }
    }
}

/// The rates in the cells of a table.
fn rates(table: &Table) -> Option<Rc<Vec<Cell>>> {
    let lr = table.columns.iter().find(|column| lr_rank(&column.name).is_some());
    lr.map(|column| column.cells.clone())
}

/// Names columns whose names say nothing by their files, and runs without a name by theirs if there are several, or by
/// their folders if the files have the same name. Such a column is one of rates only if another file has its losses.
pub(super) fn name_by_files(files: &mut [(&str, Vec<Table>)], several: bool) {
    let names: Vec<FileName> = files.iter().map(|(file, _)| FileName::new(file)).collect();
    let mut all: Vec<Values> = Vec::new();
    for (name, (_, tables)) in names.iter().zip(files.iter_mut()) {
        let folder = name.folder(&names);
        for table in tables.iter_mut() {
            name_plotted(table);
            name_counts(table);
            if let Some(value) = lone_value(table).filter(|_| name.is_metric()) {
                table.columns[value].name = name.metric.to_owned();
                table.run = folder.unwrap_or(name.run).to_owned();
            } else if several && table.run.is_empty() {
                table.run = folder.unwrap_or(name.stem).to_owned();
            }
        }
        all.push(Values::new(name.metric, tables));
    }
    for ((values, name), (_, tables)) in all.iter().zip(&names).zip(files) {
        if let (Some(value), [table]) = (values.place, tables.as_mut_slice())
            && all.iter().any(|other| values.are_rates_of(other))
        {
            table.columns[value].name = "lr".to_owned();
            table.run = name.folder(&names).unwrap_or_default().to_owned();
        }
    }
}

/// The values of a file with one table.
#[derive(Default)]
struct Values {
    /// The place of the column that has no telling name.
    place: Option<usize>,
    count: usize,
    /// Whether rows are counted.
    counted: bool,
    /// Whether there is a column of losses, and none of rates.
    losses: bool,
    /// Whether the file is called only `lr` or the like, ends with such a name, or has the numbers of a ramp.
    called: bool,
    named: bool,
    ramp: bool,
}

impl Values {
    fn new(name: &str, tables: &[Table]) -> Self {
        let [table] = tables else { return Self::default() };
        let place = lone_value(table);
        let has = |is: fn(Role) -> bool| table.columns.iter().any(|column| is(role(&column.name)));
        let value = place.map(|place| values(&table.columns[place])).unwrap_or_default();
        let rates = value.iter().all(|value| (0.0..=MAX_RATE).contains(value));
        let ends = value.first().zip(value.last());
        Self {
            place,
            count: table.columns.iter().map(|column| column.cells.len()).max().unwrap_or_default(),
            counted: has(|role| role == Role::Step),
            losses: has(|role| matches!(role, Role::Loss | Role::ValidationLoss))
                && !has(|role| role == Role::Lr),
            called: rates && lr_rank(name) == Some(0),
            named: rates && ends_with_rate(name),
            ramp: rates
                && matches!(role(name), Role::Other | Role::Lr)
                && !is_score(name)
                && ends.is_some_and(|(first, last)| *last >= MIN_FACTOR * first)
                && is_ramp(&value, SAME_STEP),
        }
    }

    /// Whether these values are the rates of other ones: both are as many, and the name or the numbers say so; or both have
    /// steps, and the names, or name and numbers, say so.
    fn are_rates_of(&self, other: &Self) -> bool {
        let unnamed = other.place.is_some() && !(other.named || other.ramp);
        if self.count == other.count {
            (self.called || self.ramp) && (unnamed || other.losses) || self.named && other.losses
        } else {
            let sure = other.losses || (self.called && self.ramp && unnamed);
            self.named && sure && self.counted && other.counted
        }
    }
}

/// Adds the tables of a table, one per run.
pub(super) fn push_runs(table: Table, runs: &mut Vec<Table>) {
    let split = by_rate(&table)
        .or_else(|| by_trial(&table))
        .or_else(|| by_prefix(&table))
        .or_else(|| by_number(&table));
    match split {
        Some(split) => runs.extend(split),
        None => runs.push(table),
    }
}

/// Gives the `y` of a plotted curve the curve's name.
fn name_plotted(table: &mut Table) {
    let is_plot = table.columns.len() == 2 && role(&table.run) != Role::Other;
    if let (true, [x, y]) = (is_plot, table.columns.as_mut_slice())
        && (x.name.as_str(), y.name.as_str()) == ("x", "y")
    {
        (x.name, y.name) = ("step".to_owned(), std::mem::take(&mut table.run));
    }
}

/// Names the time and the count of a table of three columns without names, as MLflow and TensorBoard's JSON have them: the
/// time is the first or, as Neptune has it, the second.
fn name_counts(table: &mut Table) {
    let is_time = |column: &Column| column.cells.iter().all(|cell| cell.value > MIN_WALL_TIME);
    if let [first, second, third] = table.columns.as_mut_slice()
        && first.name == column_name(0)
        && (is_time(first) || is_time(second))
    {
        let (time, step) = match (is_time(first), is_index(second)) {
            (true, true) => (first, second),
            (true, false) => (first, third),
            (false, _) => (second, first),
        };
        (time.name, step.name) = ("time".to_owned(), "step".to_owned());
    }
}

/// The column without a telling name of a table whose other columns are counts and times.
fn lone_value(table: &Table) -> Option<usize> {
    let counts = |column: &Column| match role(&column.name) {
        Role::Step | Role::Time | Role::Epoch => true,
        _ => is_generic(&column.name) && is_index(column),
    };
    let mut values = (0..table.columns.len()).filter(|&place| !counts(&table.columns[place]));
    let value = values.next().filter(|&value| is_generic(&table.columns[value].name))?;
    values.next().is_none().then_some(value)
}
