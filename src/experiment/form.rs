//! The settings as a form, and a link as the values in it.

use serde::{Serialize, Serializer};

use super::checked::{Experiment, claim};
use super::field::{Field, Group, Scope};
use super::fields::FIELDS;
use super::settings::Settings;
use super::showing::Showing;
use super::slot::Kind;
use crate::choice::Named;
use crate::curve::suggestion::RULES;
use crate::data::DataShape;
use crate::fingerprint::{Claim, VERSION};
use crate::schedule::{Family, ScheduleKind};

/// All settings, suggestions and schedules, in the order of the page.
#[derive(Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Form {
    groups: Vec<SettingGroup>,
    settings: Vec<Setting>,
    suggestions: Vec<SuggestionRule>,
    schedules: Vec<ScheduleName>,
}

/// A suggestion and a description of its rule.
#[derive(Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SuggestionRule {
    #[cfg_attr(target_arch = "wasm32", tsify(type = "keyof Each<unknown>"))]
    name: &'static str,
    rule: &'static str,
}

/// A schedule that can be compared.
#[derive(Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ScheduleName {
    name: &'static str,
    label: &'static str,
    family: Family,
}

/// A group of the form.
#[derive(Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SettingGroup {
    name: String,
    label: &'static str,
}

/// One setting, as a control needs it.
#[derive(Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Setting {
    key: &'static str,
    group: String,
    label: &'static str,
    unit: &'static str,
    help: &'static str,
    default: String,
    /// The settings from which it is derived unless it is set, in words; its text is then `auto`.
    #[serde(skip_serializing_if = "Option::is_none")]
    follows: Option<&'static str>,
    kind: SettingKind,
}

/// The kind of a control.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum SettingKind {
    /// One of these.
    Choice {
        /// Texts and their labels.
        choices: Vec<Choice>,
    },
    /// A number, or the word `none`.
    Number {
        /// The smallest number.
        min: f64,
        /// The largest number.
        max: f64,
        /// Integers only.
        integer: bool,
        /// The word for none, if none is allowed.
        none: Option<&'static str>,
        /// The stops of a slider, separated by spaces; empty for no slider.
        stops: &'static str,
    },
    /// Widths, separated by commas.
    Widths,
    /// Any of the schedules, separated by commas.
    Subset,
}

/// One of a setting's choices.
#[derive(Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Choice {
    value: &'static str,
    label: &'static str,
}

impl Form {
    /// Every setting with its default and range, every suggestion and every schedule.
    pub fn new() -> Self {
        let group = |&(name, label): &(&str, _)| SettingGroup { name: name.to_owned(), label };
        let suggestion = |&(name, rule): &(_, _)| SuggestionRule { name, rule };
        let schedule = |kind: &ScheduleKind| ScheduleName {
            name: kind.name(),
            label: kind.label(),
            family: kind.family(),
        };
        Self {
            groups: Group::LABELS.iter().map(group).collect(),
            settings: FIELDS.iter().map(Setting::new).collect(),
            suggestions: RULES.iter().map(suggestion).collect(),
            schedules: ScheduleKind::ALL.iter().map(schedule).collect(),
        }
    }
}

impl Default for Form {
    fn default() -> Self {
        Self::new()
    }
}

impl Setting {
    fn new(field: &Field) -> Self {
        Self {
            key: field.key,
            group: field.group.to_string(),
            label: field.label,
            unit: field.unit,
            help: field.help,
            default: field.text(&Settings::default()),
            follows: field.slot.follows().map(|follows| follows.what),
            kind: match field.kind() {
                Kind::Choice(names) | Kind::Data(names) => {
                    SettingKind::Choice { choices: choices(names) }
                }
                Kind::Subset(_) => SettingKind::Subset,
                Kind::Number { min, max, integer, none } => {
                    SettingKind::Number { min, max, integer, none, stops: field.stops }
                }
                Kind::Widths => SettingKind::Widths,
            },
        }
    }
}

fn choices(names: &[(&'static str, &'static str)]) -> Vec<Choice> {
    names.iter().map(|&(value, label)| Choice { value, label }).collect()
}

/// Texts by the keys of settings. Not a map, whose code for sorting is large.
type Texts = Vec<(&'static str, String)>;

fn object<S: Serializer>(texts: &Texts, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(texts.iter().map(|(key, text)| (key, text)))
}

/// The reading of a link.
#[derive(Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct Reading {
    /// The shortest link to the same experiment.
    link: String,
    /// The text of every setting.
    #[serde(serialize_with = "object")]
    #[cfg_attr(target_arch = "wasm32", tsify(type = "Record<string, string>"))]
    values: Texts,
    /// The settings whose values differ from those of a link to these data that omits them.
    changed: Vec<&'static str>,
    /// The value of every setting that is not set and is derived from others.
    #[serde(serialize_with = "object")]
    #[cfg_attr(target_arch = "wasm32", tsify(type = "Record<string, string>"))]
    derived: Texts,
    /// The settings that determine each part of the results: the same text means the same results.
    parts: Parts,
    /// What an answer holds for, in a sentence.
    holds: String,
    /// The parts of the link that cannot be used.
    notices: Vec<LinkNotice>,
    /// The version of this crate; that of a claim may differ.
    version: &'static str,
    /// The fingerprints that the link claims.
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<Claim>,
    /// The link with its keys for the display and its claim, for the address bar.
    address: String,
}

/// The settings that determine each part of the results, see [`Experiment::scope`].
#[derive(Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Parts {
    sweep: String,
    check: String,
    comparison: String,
}

/// A part of the link that cannot be used.
#[derive(Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct LinkNotice {
    key: String,
    /// The rule and the value that breaks it, in a sentence.
    rule: String,
    /// What is used instead, in another.
    remedy: String,
}

impl Reading {
    /// Reads a link for data of a shape.
    pub fn new(link: &str, shape: &DataShape) -> Self {
        let (experiment, mut notices) = Experiment::from_link(link, shape);
        let (showing, more) = Showing::read(link, shape);
        notices.extend(more);
        let notices = notices.into_iter().map(|notice| LinkNotice {
            rule: notice.rule(),
            remedy: notice.remedy(),
            key: notice.key,
        });
        let claim = claim(link);
        let texts = |text: &dyn Fn(&Field) -> Option<String>| {
            FIELDS.iter().filter_map(|field| Some((field.key, text(field)?))).collect()
        };
        Self {
            link: experiment.link(),
            holds: experiment.holds_for(),
            address: showing.address(&experiment, claim.as_ref()),
            claim,
            version: VERSION,
            parts: Parts {
                sweep: experiment.scope(Scope::Sweep),
                check: experiment.scope(Scope::Check),
                comparison: experiment.scope(Scope::Comparison),
            },
            changed: experiment.changed().iter().map(|field| field.key).collect(),
            values: texts(&|field| Some(field.text(&experiment))),
            derived: texts(&|field| experiment.derived(field)),
            notices: notices.collect(),
        }
    }
}
