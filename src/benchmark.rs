//! The benchmark of learning-rate finders: it compares rules that read a rate from a range test, on tasks whose best
//! constant rate is known from training.
//!
//! The lost share of the achievable reduction in loss is (loss at the rate - best loss) / (loss of the best constant
//! prediction - best loss), after five epochs. A sweep without a suggestion loses all of it. Tasks on which no rate
//! reduces the loss by a tenth of that of the best constant prediction are left out.

mod data;
mod finders;
mod interval;
mod tasks;
mod truth;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use serde::{Deserialize, Serialize};

use crate::curve::recommendation::{Recommendation, recommend};
use crate::curve::uncertainty::{UNKNOWN_LENGTH, of_unknown_length, with_own_noise};
use crate::experiment::Experiment;
use crate::schedule::Rates;
use crate::statistics::{quantile, sort};
use crate::training::repeats::Repeats;
use crate::training::sweep::Setup;
use finders::{FINDERS, Sweep};
pub use interval::Interval;
use interval::Placed;
use tasks::{Task, tasks};
use truth::Known;

/// The size of the benchmark.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// One in this many tasks is used.
    pub every: usize,
    /// Sweeps for each task and number of steps, each with another seed.
    pub sweeps: usize,
    /// Rates of the grid in which the best rate is searched, over seven decades.
    pub rates: usize,
    /// Seeds of each of these rates.
    pub seeds: usize,
}

impl Size {
    /// The size for the README's tables.
    pub const FULL: Self = Self { every: 1, sweeps: 12, rates: 43, seeds: 20 };
    /// A fiftieth of the full size.
    pub const QUICK: Self = Self { every: 5, sweeps: 4, rates: 29, seeds: 4 };
}

/// Steps of the sweeps, over seven decades.
const STEPS: [usize; 4] = [50, 100, 300, 600];
/// The first seed of the sweeps; the training runs that they are compared with have other seeds.
const SWEEP_SEED: usize = 1;
/// The first seed of the training, far from those of all sweeps.
const TRUTH_SEED: usize = 1_000;
/// The first seed of the check by training that verifies an answer.
const CHECK_SEED: usize = 2_000;
/// Rates and seeds of that check: the page's defaults.
const CHECK: (usize, usize) = (33, 20);
/// Steps of the sweeps whose first answer is verified.
const VERIFIED_STEPS: usize = 100;

/// The results of all rules.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Table {
    /// The number of tasks on which some rate learns.
    pub tasks: usize,
    /// The number of tasks on which no rate learns.
    pub unlearnable: usize,
    /// The results, rule by rule, for each number of steps.
    pub rows: Vec<Row>,
    /// The coverage of the interval, for each number of steps.
    pub intervals: Vec<Interval>,
    /// The same for the interval of a log, from the noise of its single run.
    pub log_intervals: Vec<Interval>,
    /// The same for a log if the length of the training is unknown, for training runs within the assumed lengths.
    pub lengthless_intervals: Vec<Interval>,
    /// The share of tasks whose verified answer loses less than a tenth with other seeds.
    pub verified: f64,
}

/// The results of a rule on all sweeps of one number of steps.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    /// The name of the rule.
    pub finder: String,
    /// Steps of each sweep, over seven decades.
    pub steps: usize,
    /// The share of sweeps whose rate loses more than a tenth of the achievable reduction.
    pub lost_10: f64,
    /// The share of sweeps whose rate loses more than half of it.
    pub lost_50: f64,
    /// The median distance from the best rate, in decades; seven without a suggestion.
    pub decades_median: f64,
    /// The 90th percentile of the distance.
    pub decades_90: f64,
    /// The share of sweeps without a suggestion.
    pub none: f64,
    /// The share of sweeps whose rate is within a factor of three of the best.
    pub within_3: f64,
}

/// The result of one rule on one sweep.
#[derive(Clone, Copy)]
struct Found {
    finder: usize,
    steps: usize,
    /// Infinite without a rate.
    lost: f64,
    decades: f64,
}

#[derive(Default)]
struct Results {
    tasks: usize,
    unlearnable: usize,
    found: Vec<Found>,
    placed: Vec<Placed>,
    log_placed: Vec<Placed>,
    lengthless_placed: Vec<Placed>,
    /// The share that the verified answer of each task loses.
    verified: Vec<f64>,
}

/// Runs all rules on all tasks, with as many threads as there are processors.
pub fn run(size: Size) -> Table {
    let tasks: Vec<Task> = tasks().into_iter().step_by(size.every).collect();
    let (next, results) = (AtomicUsize::new(0), Mutex::new(Results::default()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(task) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let of_task = measure(task, size);
                    results.lock().unwrap_or_else(PoisonError::into_inner).add(of_task);
                }
            });
        }
    });
    results.into_inner().unwrap_or_else(PoisonError::into_inner).table()
}

/// Runs all rules on one task.
fn measure(task: &Task, size: Size) -> Results {
    let known = Known::new(task, (size.rates, size.seeds), TRUTH_SEED);
    let mut results = Results::default();
    if !known.learns() {
        return Results { unlearnable: 1, ..results };
    }
    results.tasks = 1;
    let data = task.source.load();
    for steps in STEPS {
        let link = task.link(steps, SWEEP_SEED);
        let (experiment, _) = Experiment::from_link(&link, &data.shape());
        let setup = Setup::new(&experiment, &data);
        let (epochs, per_epoch) = setup.planned();
        let planned = epochs * per_epoch;
        let mut repeats = Repeats::new(&experiment, &data, 0, size.sweeps);
        while repeats.advance(usize::MAX) {}
        for recording in repeats.take() {
            let (lrs, losses) = (setup.schedule(), &recording.losses[..]);
            let sweep = Sweep { lrs, losses, steps: planned };
            results.found.extend((0..FINDERS.len()).map(|finder| {
                let lr = (FINDERS[finder].find)(sweep);
                let lost = lr.map_or(f64::INFINITY, |lr| known.lost(lr));
                let decades = lr.map_or(f64::INFINITY, |lr| known.decades_above_best(lr));
                Found { finder, steps, lost, decades }
            }));
            let losses = finders::curve(sweep).losses().to_vec();
            let interval = recommend(lrs, &losses, Some(planned));
            if steps == VERIFIED_STEPS && results.verified.is_empty() {
                let found = interval.as_ref().ok();
                let rates = Rates { answer: found.map(|found| found.lr), ..Rates::default() };
                let lr = Known::verified(task, CHECK, CHECK_SEED, &rates);
                results.verified.push(lr.map_or(f64::INFINITY, |lr| known.lost(lr)));
            }
            let data = crate::choice::Named::name(task.source);
            let place = |found: &Recommendation| Placed::new(found, &known, data, steps);
            results.placed.extend(interval.iter().map(place));
            let own = interval.ok().map(|found| with_own_noise(lrs, &losses, found));
            results.log_placed.extend(own.iter().map(place));
            let lengthless = recommend(lrs, &losses, None);
            let lengthless =
                lengthless.map(|found| of_unknown_length(with_own_noise(lrs, &losses, found)));
            let length = |found: &Recommendation| {
                own.as_ref().map_or(0.0, |own| (found.lr / own.lr).powi(2))
            };
            let lengths = UNKNOWN_LENGTH.recip()..=UNKNOWN_LENGTH;
            let usual = lengthless.iter().filter(|found| lengths.contains(&length(found)));
            results.lengthless_placed.extend(usual.map(place));
        }
    }
    results
}

impl Results {
    fn add(&mut self, other: Self) {
        self.tasks += other.tasks;
        self.unlearnable += other.unlearnable;
        self.found.extend(other.found);
        self.placed.extend(other.placed);
        self.log_placed.extend(other.log_placed);
        self.lengthless_placed.extend(other.lengthless_placed);
        self.verified.extend(other.verified);
    }

    fn table(&self) -> Table {
        let all = (0..FINDERS.len()).flat_map(|finder| STEPS.map(|steps| (finder, steps)));
        let row = |(finder, steps)| {
            let found = self.found.iter().filter(|one| (one.finder, one.steps) == (finder, steps));
            Row::new(FINDERS[finder].name, steps, found.copied().collect())
        };
        Table {
            tasks: self.tasks,
            unlearnable: self.unlearnable,
            rows: all.map(row).collect(),
            intervals: Interval::all(&STEPS, &self.placed),
            log_intervals: Interval::all(&STEPS, &self.log_placed),
            lengthless_intervals: Interval::all(&STEPS, &self.lengthless_placed),
            verified: self.verified.iter().filter(|lost| **lost <= 0.1).count() as f64
                / self.tasks.max(1) as f64,
        }
    }
}

impl Row {
    fn new(finder: &str, steps: usize, found: Vec<Found>) -> Self {
        let count = found.len().max(1) as f64;
        let share = |test: &dyn Fn(&Found) -> bool| {
            found.iter().filter(|one| test(one)).count() as f64 / count
        };
        let mut decades: Vec<f64> = found.iter().map(|one| one.decades.abs().min(7.0)).collect();
        sort(&mut decades);
        let at = |share| if decades.is_empty() { f64::NAN } else { quantile(&decades, share) };
        Self {
            finder: finder.to_owned(),
            steps,
            lost_10: share(&|one| one.lost > 0.1),
            lost_50: share(&|one| one.lost > 0.5),
            decades_median: at(0.5),
            decades_90: at(0.9),
            none: share(&|one| one.decades.is_infinite()),
            within_3: share(&|one| one.decades.abs() <= libm::log10(3.0)),
        }
    }
}

impl std::fmt::Display for Table {
    /// Formats the tables as Markdown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = |share: f64| format!("{:.1}%", 100.0 * share);
        writeln!(f, "{} tasks; {} more on which no rate learns\n", self.tasks, self.unlearnable)?;
        writeln!(
            f,
            "| Rule | Steps | Loses over 10% | Over 50% | Decades off, median | 90% | None |"
        )?;
        writeln!(f, "| --- | --: | --: | --: | --: | --: | --: |")?;
        for Row { finder, steps, lost_10, lost_50, decades_median, decades_90, none, .. } in
            &self.rows
        {
            let (lost_10, lost_50, none) = (percent(*lost_10), percent(*lost_50), percent(*none));
            writeln!(
                f,
                "| {finder} | {steps} | {lost_10} | {lost_50} | {decades_median:.2} | {decades_90:.2} | {none} |"
            )?;
        }
        for (name, intervals) in [
            ("Interval", &self.intervals),
            ("A log's interval", &self.log_intervals),
            ("A log's interval without the length", &self.lengthless_intervals),
        ] {
            writeln!(
                f,
                "\n| Steps | {name} holds the best rate | On the worst data set | Width in decades, median | Set up without the data set: holds | Width |"
            )?;
            writeln!(f, "| --: | --: | --: | --: | --: | --: |")?;
            for Interval { steps, coverage, lowest: (lowest, data), width, left_out } in intervals {
                let (coverage, lowest) = (percent(*coverage), percent(*lowest));
                let (without, its_width) = (percent(left_out.0), left_out.1);
                writeln!(
                    f,
                    "| {steps} | {coverage} | {lowest} ({data}) | {width:.2} | {without} | {its_width:.2} |"
                )?;
            }
        }
        let verified = percent(self.verified);
        writeln!(
            f,
            "\nVerified by training, the answer loses at most 10% on {verified} of the tasks."
        )
    }
}
