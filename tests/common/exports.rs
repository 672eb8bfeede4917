//! Links whose exports are checked: as texts by `tests/export.rs`, under the frameworks by `npm run check-exports`.

use std::sync::Arc;

use rangefinder::choice::Named;
use rangefinder::curve::suggestion::Each;
use rangefinder::data::{Builtin, Dataset, breast_cancer};
use rangefinder::experiment::{Experiment, data_name};
use rangefinder::export::{Plan, RatesFrom};
use rangefinder::schedule::{Rates, ScheduleKind};
use rangefinder::table;

/// A link and the name of the schedule to export.
pub type Case = (&'static str, &'static str);

/// All optimizers in both conventions, all schedules, outputs and activations, and a user's table (`csv`).
pub const CASES: &[Case] = &[
    ("#v=2", "answer"),
    ("#v=2&optimizer=momentum", "answer"),
    ("#v=2&optimizer=nesterov", "lower"),
    ("#v=2&optimizer=rmsprop", "upper"),
    ("#v=2&optimizer=adam", "steepest"),
    ("#v=2&optimizer=adamw", "valley"),
    ("#v=2&convention=pytorch", "slide"),
    ("#v=2&optimizer=momentum&convention=pytorch", "minimum"),
    ("#v=2&optimizer=nesterov&convention=pytorch", "lr"),
    ("#v=2&optimizer=rmsprop&convention=pytorch", "triangular"),
    ("#v=2&optimizer=adam&convention=pytorch", "triangular2"),
    ("#v=2&optimizer=adamw&convention=pytorch", "exp_range"),
    ("#v=2&optimizer=momentum&momentum=0.5", "one_cycle"),
    ("#v=2&optimizer=nesterov&momentum=0", "step"),
    ("#v=2&optimizer=nesterov", "triangular"),
    ("#v=2&output=softmax", "exponential"),
    ("#v=2&output=sigmoid&activation=tanh", "polynomial"),
    ("#v=2&output=softmax&activation=gelu&optimizer=adam", "inverse_time"),
    ("#v=2&activation=leaky_relu&optimizer=rmsprop", "cosine"),
    ("#v=2&activation=sigmoid&hidden=20", "cosine_restarts"),
    ("#v=2&hidden=none&output=softmax", "warmup_cosine"),
    ("#v=2&hidden=16,8,4&batch_size=64", "triangular2"),
    ("#v=2&alpha=0.1&power=2&scaler=none&batch_size=32", "polynomial"),
    ("#v=2&alpha=0.05&t_mul=2&first_decay=1", "cosine_restarts"),
    ("#v=2&t_mul=1.5&m_mul=0.7&first_decay=1&optimizer=adam", "cosine_restarts"),
    ("#v=2&gamma=0.99&step_size=1", "exp_range"),
    ("#v=2&pct_start=0.01&div_factor=10&batch_size=100", "one_cycle"),
    ("#v=2&pct_start=0.5&final_div_factor=100&optimizer=adamw", "one_cycle"),
    ("#v=2&warmup=0&alpha=0.2", "warmup_cosine"),
    ("#v=2&drop=0.1&drop_every=2&seed=7", "step"),
    ("#v=2&validation=0.25&seed=3&measure=validation", "cosine"),
    ("#v=2&epochs=2&start_lr=0.01&end_lr=10&ramp=linear", "exponential"),
    ("#v=2&data=wine&optimizer=momentum", "warmup_cosine"),
    ("#v=2&data=auto_mpg&optimizer=adam", "one_cycle"),
    ("#v=2&data=spirals&hidden=32&batch_size=40", "inverse_time"),
    ("#v=2&data=csv&batch_size=16&optimizer=rmsprop&convention=pytorch", "exponential"),
    ("#v=2&drop=0&drop_every=2", "step"),
    ("#v=2&drop=0&drop_every=1&optimizer=adam&convention=pytorch", "step"),
    ("#v=2&decay_rate=0", "exponential"),
    ("#v=2&decay_rate=10&batch_size=64", "exponential"),
    ("#v=2&decay_rate=0&optimizer=momentum", "inverse_time"),
    ("#v=2&t_mul=3&m_mul=0&first_decay=1", "cosine_restarts"),
    ("#v=2&m_mul=0&first_decay=2", "cosine_restarts"),
    ("#v=2&t_mul=2&m_mul=0.5&first_decay=1&batch_size=100", "cosine_restarts"),
    ("#v=2&alpha=1&power=0.1", "polynomial"),
];

/// Added to every link: rates for all schedules, and short trainings.
const REST: &str = "&lower=0.004&upper=0.3&lr=0.02&train_epochs=6&check_epochs=2&runs=20";

/// The name of a user's table; it and the column names must not become code.
pub const FILE: &str = "a\"\"\"b'\n\\.csv";

/// The experiment of a case and its data.
pub fn open((link, _): Case) -> (Experiment, Arc<Dataset>) {
    let link = [link, REST].concat().replace("check_epochs", "truth_epochs");
    let data = match data_name(&link).as_str() {
        "csv" => own_table(),
        name => Builtin::named(name).map_or_else(|| breast_cancer().clone(), Builtin::load),
    };
    let link = link.replace("data=csv", &["data=", data.name()].concat());
    let (experiment, notices) = Experiment::from_link(&link, &data.shape());
    assert_eq!(notices, [], "{link}");
    (experiment, data)
}

fn own_table() -> Arc<Dataset> {
    let row = |k: u32| {
        let kind = ["red", "=green()", "\"blue\""][(k * 7 % 3) as usize].replace('"', "\"\"");
        let x = f64::from(k * 37 % 101) / 10.0;
        format!("{x},\"{kind}\",{}\n", if x + f64::from(k % 3) > 6.0 { "yes" } else { "no" })
    };
    let head = "\"=x, \"\"1\"\"\",colour,bought\n".to_owned();
    let text = head + &(0..120).map(row).collect::<String>();
    let table = table::read(FILE, text.as_bytes()).expect("a table");
    Arc::new(table.dataset(&table.roles()).expect("data").0)
}

/// The rates of a case: those of its link, and fixed values in place of results from runs.
pub fn rates(experiment: &Experiment) -> Rates {
    let suggested =
        Each { steepest: Some(0.05), minimum: Some(0.25), valley: Some(0.06), slide: Some(0.07) };
    let found = Rates { answer: Some(0.0123), suggested, ..Rates::default() };
    found.with_own(&experiment.own_rates())
}

/// The plan of a case.
pub fn plan<'a>(
    (_, schedule): Case,
    experiment: &'a Experiment,
    data: &Dataset,
    source: &'a str,
) -> Plan<'a> {
    let kind = ScheduleKind::named(schedule).expect("a schedule");
    let rates = (&rates(experiment), RatesFrom::RangeTest);
    Plan::new(experiment, &data.shape(), rates, kind, source).expect("all rates")
}
