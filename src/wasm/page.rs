//! The page's module: everything that it has from the start.

use std::collections::BTreeMap;

use js_sys::{Float64Array, Reflect};
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use super::experiment;
use crate::curve::Recording;
use crate::curve::suggestion::Each;
use crate::data::breast_cancer;
use crate::evidence::Record;
use crate::evidence::diagnosis::{self, Diagnosis};
use crate::evidence::leg::Leg;
use crate::evidence::race::{self, Entrant, Finished, Race};
use crate::evidence::truth::{self, Trained, Truth};
use crate::experiment::{Experiment, FIELDS, Field, Group, Kind, Scope, Settings, claim};
use crate::fingerprint::{Claim, VERSION};
use crate::network::lanes::MAX_LANES;
use crate::report::Report;
use crate::schedule::policy::{Policy, Rates};
use crate::training;
use crate::training::feed::Source;
use crate::training::repeats::Repeats;
use crate::training::summary::Summary;
use crate::training::sweep::{Setup, Status, Sweep};

/// Types of which TypeScript has only the parts.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "export type Suggestions = Each<Suggestion>;
export type Spreads = Each<Spread>;
export interface Rates extends Partial<Each<number>> {}";

/// One setting, as a control needs it.
#[derive(Serialize, Tsify)]
pub struct Setting {
    key: &'static str,
    group: String,
    label: &'static str,
    unit: &'static str,
    help: &'static str,
    default: String,
    kind: SettingKind,
}

/// What a control takes.
#[derive(Serialize, Tsify)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SettingKind {
    /// One of these.
    Choice {
        /// Texts and their labels.
        choices: Vec<Choice>,
    },
    /// A number, or the word `none`.
    Number {
        /// The least.
        min: f64,
        /// The greatest.
        max: f64,
        /// Whole numbers only.
        whole: bool,
        /// The word for none, where there may be none.
        none: Option<&'static str>,
        /// The stops of a slider with spaces between, if it helps.
        stops: &'static str,
    },
    /// Widths with commas between.
    Widths,
    /// Some of these, with commas between.
    Subset {
        /// Texts and their labels.
        choices: Vec<Choice>,
    },
}

/// One of a setting's choices.
#[derive(Serialize, Tsify)]
pub struct Choice {
    value: &'static str,
    label: &'static str,
}

/// A part of the form.
#[derive(Serialize, Tsify)]
pub struct SettingGroup {
    name: String,
    label: &'static str,
}

/// All settings, in the order of the form.
#[derive(Serialize, Tsify)]
pub struct Form {
    groups: Vec<SettingGroup>,
    settings: Vec<Setting>,
}

/// What a link says.
#[derive(Serialize, Tsify)]
#[tsify(hashmap_as_object)]
pub struct Reading {
    /// The same, as short as it can be.
    link: String,
    /// Every setting's text.
    values: BTreeMap<&'static str, String>,
    /// What decides each part of the results: where two links have the same text, it is the same.
    parts: Parts,
    /// What was not understood.
    notices: Vec<LinkNotice>,
    /// Of this crate: a claim may be of another.
    version: &'static str,
    /// What it claims to come to.
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<Claim>,
    /// The link with this claim, if there is one: what the address bar shows.
    address: String,
}

/// See [`Experiment::part`].
#[derive(Serialize, Tsify)]
pub struct Parts {
    sweep: String,
    truth: String,
    race: String,
}

/// One thing that was not understood.
#[derive(Serialize, Tsify)]
pub struct LinkNotice {
    key: String,
    /// The rule and the value that breaks it, in a sentence.
    rule: String,
    /// What is used instead, in another.
    remedy: String,
}

/// Every setting with its default and its range.
#[wasm_bindgen]
pub fn form() -> Result<Ts<Form>, JsError> {
    let group = |&(name, label): &(&str, _)| SettingGroup { name: name.to_owned(), label };
    let form = Form {
        groups: Group::LABELS.iter().map(group).collect(),
        settings: FIELDS.iter().map(setting).collect(),
    };
    Ok(form.into_ts()?)
}

fn setting(field: &Field) -> Setting {
    Setting {
        key: field.key,
        group: field.group.to_string(),
        label: field.label,
        unit: field.unit,
        help: field.help,
        default: field.text(&Settings::default()),
        kind: match field.kind() {
            Kind::Choice(names) => SettingKind::Choice { choices: choices(names) },
            Kind::Subset(names) => SettingKind::Subset { choices: choices(names) },
            Kind::Number { min, max, integer, none } => {
                SettingKind::Number { min, max, whole: integer, none, stops: field.stops }
            }
            Kind::Widths => SettingKind::Widths,
        },
    }
}

fn choices(names: &[(&'static str, &'static str)]) -> Vec<Choice> {
    names.iter().map(|&(value, label)| Choice { value, label }).collect()
}

/// Reads a link, whatever is in it.
#[wasm_bindgen]
pub fn read_link(link: &str) -> Result<Ts<Reading>, JsError> {
    let (experiment, notices) = Experiment::from_link(link, &breast_cancer().shape());
    let notices = notices.into_iter().map(|notice| LinkNotice {
        rule: notice.rule(),
        remedy: notice.remedy(),
        key: notice.key,
    });
    let claim = claim(link);
    let reading = Reading {
        link: experiment.link(),
        address: claimed(&experiment, claim.as_ref()),
        claim,
        version: VERSION,
        parts: Parts {
            sweep: experiment.scope(Scope::Sweep),
            truth: experiment.scope(Scope::Check),
            race: experiment.scope(Scope::Comparison),
        },
        values: FIELDS.iter().map(|field| (field.key, field.text(&experiment))).collect(),
        notices: notices.collect(),
    };
    Ok(reading.into_ts()?)
}

/// A link to share: with the fingerprints of what was computed here.
#[wasm_bindgen]
pub fn share_link(
    link: &str,
    sweep: Option<String>,
    band: Option<String>,
    truth: Option<String>,
    race: Option<String>,
) -> String {
    claimed(&experiment(link), Some(&Claim::here([sweep, band, truth, race])))
}

fn claimed(experiment: &Experiment, claim: Option<&Claim>) -> String {
    let claim = claim.map_or_else(String::new, |claim| format!("&{}", claim.pair()));
    experiment.link() + &claim
}

/// A sweep of the embedded data.
#[wasm_bindgen(js_name = Sweep)]
pub struct WasmSweep {
    experiment: Experiment,
    sweep: Sweep,
}

#[wasm_bindgen(js_class = Sweep)]
impl WasmSweep {
    /// The sweep that a link names, at its first step.
    #[wasm_bindgen(constructor)]
    pub fn new(link: &str) -> Self {
        let experiment = experiment(link);
        let sweep = Sweep::new(&experiment, breast_cancer());
        Self { experiment, sweep }
    }

    /// Makes up to so many steps and tells how far the sweep is.
    pub fn advance(&mut self, max_steps: u32) -> Result<Ts<Status>, JsError> {
        self.sweep.advance(max_steps as usize);
        Ok(self.sweep.status().into_ts()?)
    }

    /// The learning rates of the recorded steps.
    pub fn lrs(&self) -> Float64Array {
        Float64Array::from(self.sweep.lrs())
    }

    /// The recorded losses.
    pub fn losses(&self) -> Float64Array {
        Float64Array::from(self.sweep.losses())
    }

    /// The losses smoothed.
    pub fn smoothed_losses(&self) -> Float64Array {
        Float64Array::from(self.sweep.smoothed_losses())
    }

    /// The curve's fingerprint so far.
    pub fn fingerprint(&self) -> String {
        self.sweep.fingerprint()
    }

    /// Everything the sweep has produced so far.
    pub fn report(&self) -> Result<Ts<Report>, JsError> {
        let report = Report::new(&self.experiment, breast_cancer(), &self.sweep);
        Ok(report.into_ts()?)
    }
}

/// A share of some work, for a worker.
#[wasm_bindgen]
pub struct Work(Share);

enum Share {
    Repeats(Box<Repeats>),
    Leg(Box<Leg>),
    /// What was asked for is not there.
    Nothing,
}

#[wasm_bindgen]
impl Work {
    /// The sweeps of `count` seeds of a link's experiment, from that which is `first` after its own.
    pub fn repeats(link: &str, first: u32, count: u32) -> Self {
        let repeats =
            Repeats::new(&experiment(link), breast_cancer(), first as usize, count as usize);
        Self(Share::Repeats(Box::new(repeats)))
    }

    /// A constant rate of the truth, for a group of seeds.
    pub fn truth(link: &str, lr: f64, group: u32) -> Self {
        let experiment = experiment(link);
        let source = Source::new(&experiment, breast_cancer(), experiment.validation);
        Self(Share::Leg(Box::new(truth::leg(&source, lr, group as usize))))
    }

    /// A policy of the race, for a group of seeds.
    pub fn race(link: &str, rates: Ts<Rates>, policy: &str, group: u32) -> Self {
        let experiment = experiment(link);
        let source = race::source(&experiment, breast_cancer());
        let leg = policy_named(policy).and_then(|policy| {
            let rates = read_rates(&rates);
            let schedule = race::schedule(&experiment, policy, &rates, source.per_epoch()).ok()?;
            Some(race::leg(&source, schedule, group as usize))
        });
        Self(leg.map_or(Share::Nothing, |leg| Share::Leg(Box::new(leg))))
    }

    /// Does up to so many steps of it; whether there is more to do.
    pub fn advance(&mut self, steps: u32) -> bool {
        let steps = steps as usize;
        match &mut self.0 {
            Share::Repeats(repeats) => repeats.advance(steps),
            Share::Leg(leg) => leg.advance(steps),
            Share::Nothing => false,
        }
    }

    /// What it came to, as numbers for [`summarize`], [`judge`] and [`stand`].
    pub fn take(&mut self) -> Float64Array {
        let numbers = match &mut self.0 {
            Share::Repeats(repeats) => Recording::write(&repeats.take()),
            Share::Leg(leg) => Record::write(leg.records()),
            Share::Nothing => Vec::new(),
        };
        Float64Array::from(numbers.as_slice())
    }
}

/// How many shares there are of some work.
#[derive(Serialize, Tsify)]
pub struct Plan {
    /// The rates of the truth grid.
    truth_lrs: Vec<f64>,
    /// Groups of seeds for each of them.
    truth_groups: usize,
    /// Groups of seeds for each policy.
    race_groups: usize,
    /// Steps of the sharpness that are measured side by side, and seeds of any group.
    lanes: usize,
    /// Steps that a group of seeds makes: in a sweep that is not stopped, at a rate of the truth grid, for
    /// a policy of the race.
    sweep_steps: usize,
    truth_steps: usize,
    race_steps: usize,
    /// Bytes that a worker needs for a group of seeds: to train them, and to look into them.
    training_bytes: u64,
    diagnosis_bytes: u64,
}

/// How the work of a link's experiment can be shared out.
#[wasm_bindgen]
pub fn plan(link: &str) -> Result<Ts<Plan>, JsError> {
    let experiment = experiment(link);
    let (truth_groups, race_groups) = (truth::groups(&experiment), race::groups(&experiment));
    let per_epoch = race::source(&experiment, breast_cancer()).per_epoch();
    let source = Source::new(&experiment, breast_cancer(), experiment.validation);
    let plan = Plan {
        truth_lrs: truth::rates(&experiment),
        truth_groups,
        race_groups,
        lanes: MAX_LANES,
        sweep_steps: Setup::new(&experiment, breast_cancer()).schedule().len(),
        truth_steps: experiment.truth_epochs * source.per_epoch(),
        race_steps: experiment.train_epochs * per_epoch,
        training_bytes: training::bytes(&experiment, &breast_cancer().shape()),
        diagnosis_bytes: diagnosis::bytes(&experiment, &breast_cancer().shape()),
    };
    Ok(plan.into_ts()?)
}

/// What the runs give, with the reader's own rates, which the link has.
#[wasm_bindgen]
pub fn with_own(link: &str, runs: Ts<Rates>) -> Result<Ts<Rates>, JsError> {
    Ok(read_rates(&runs).with_own(&experiment(link).own_rates()).into_ts()?)
}

/// Every policy.
#[derive(Serialize, Tsify)]
pub struct Entrants(Vec<Entrant>);

/// Every policy under a link's settings and these rates, whether it is to race or not.
#[wasm_bindgen]
pub fn entrants(link: &str, rates: Ts<Rates>) -> Result<Ts<Entrants>, JsError> {
    let all = race::entrants(&experiment(link), breast_cancer(), &read_rates(&rates));
    Ok(Entrants(all).into_ts()?)
}

/// What the seeds of a link's experiment show together: those of `chunks`, in order, each of which
/// [`Work::take`] has given.
#[wasm_bindgen]
pub fn summarize(link: &str, chunks: Vec<Float64Array>) -> Result<Ts<Summary>, JsError> {
    let experiment = experiment(link);
    let read = |chunk: &Float64Array| Recording::read(&chunk.to_vec());
    let recordings: Vec<Recording> = chunks.iter().flat_map(read).collect();
    let setup = Setup::new(&experiment, breast_cancer());
    Ok(Summary::new(experiment.beta, setup.schedule(), &recordings).into_ts()?)
}

/// The truth from the chunks of each of `lrs`, one rate after the other: all rates of the grid, and as
/// many of `rates` as have trained.
#[wasm_bindgen]
pub fn judge(
    link: &str,
    rates: Ts<Rates>,
    lrs: &[f64],
    chunks: Vec<Float64Array>,
) -> Result<Ts<Truth>, JsError> {
    let experiment = experiment(link);
    let mut records = records(&chunks, truth::CHECKPOINTS).into_iter();
    let trained = lrs
        .iter()
        .map(|&lr| Trained { lr, records: records.by_ref().take(experiment.truth_runs).collect() });
    let trained: Vec<Trained> = trained.collect();
    Ok(Truth::new(&experiment, breast_cancer(), &trained, &read_rates(&rates)).into_ts()?)
}

/// The race so far, from the chunks of the policies that have finished, one after the other.
#[wasm_bindgen]
pub fn stand(
    link: &str,
    rates: Ts<Rates>,
    policies: Vec<String>,
    chunks: Vec<Float64Array>,
) -> Result<Ts<Race>, JsError> {
    let (experiment, rates) = (experiment(link), read_rates(&rates));
    let source = race::source(&experiment, breast_cancer());
    let mut records = records(&chunks, race::checkpoints(&experiment)).into_iter();
    let finished = policies.iter().filter_map(|name| {
        let policy = policy_named(name)?;
        let records = records.by_ref().take(experiment.train_runs).collect();
        let schedule = race::schedule(&experiment, policy, &rates, source.per_epoch()).ok()?;
        Some(Finished { policy, schedule, records })
    });
    let finished: Vec<Finished> = finished.collect();
    Ok(Race::new(&experiment, source.per_epoch(), &finished).into_ts()?)
}

/// What went on in the sweep of a link, from the numbers of a walk and those of the looks so far, in order,
/// which `WhyWork` of the other module has given.
#[wasm_bindgen]
pub fn diagnose(walk: Float64Array, looks: Vec<Float64Array>) -> Result<Ts<Diagnosis>, JsError> {
    let edges = looks.iter().flat_map(Float64Array::to_vec);
    let edges = edges.map(|edge| (!edge.is_nan()).then_some(edge)).collect();
    Ok(Diagnosis::read(&walk.to_vec()).with_looks(edges).into_ts()?)
}

/// Property by property: to read them through serde would bring 8 kB (gzip) of code that writes numbers
/// into messages nobody sees.
fn read_rates(rates: &Ts<Rates>) -> Rates {
    let object = rates.js_value();
    let rate =
        |name: &'static str| Reflect::get(&object, &name.into()).ok().and_then(|lr| lr.as_f64());
    Rates { lower: rate("lower"), upper: rate("upper"), suggested: Each::of(rate), lr: rate("lr") }
}

fn records(chunks: &[Float64Array], checkpoints: usize) -> Vec<Record> {
    chunks.iter().flat_map(|chunk| Record::read(&chunk.to_vec(), checkpoints)).collect()
}

fn policy_named(name: &str) -> Option<Policy> {
    Policy::NAMES.iter().find(|(one, _)| *one == name).map(|(_, policy)| *policy)
}
