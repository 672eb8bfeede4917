//! Every setting, its default and its range; link <-> experiment.
//!
//! A setting has one name and one text, in links, in the page's controls and here. [`FIELDS`] is the
//! list; [`Settings`] are its values, which may be anything; an [`Experiment`] is settings that keep
//! every rule.

mod field;
mod fields;
mod notice;

pub use field::{Field, Group, Kind};
pub use fields::FIELDS;
pub use notice::{Notice, Problem};

use std::collections::BTreeSet;

use crate::curve::Measure;
use crate::data::{Scaler, breast_cancer, split};
use crate::fingerprint::{self, Claim};
use crate::network::{Activation, Output};
use crate::number;
use crate::optimizer::{Convention, Rule};
use crate::schedule::policy::Policy;
use crate::schedule::{Ramp, is_below};

/// The version of the links written here.
const VERSION: &str = "1";
/// A link that says more, in bytes, is not read: all settings together say less.
const MOST_LENGTH: usize = 8_000;
/// A sweep is no longer than this: a curve of more points shows nothing more.
const MOST_STEPS: usize = 10_000;
/// All runs together record no more losses than this: more would fill the memory of a phone.
const MOST_RECORDS: usize = 200 * MOST_STEPS;

/// The values of all settings, not checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// What is done to the features.
    pub scaler: Scaler,
    /// The share of rows held out.
    pub validation: f64,
    /// Rows per mini-batch.
    pub batch_size: usize,
    /// What all randomness comes from.
    pub seed: u32,
    /// Units of each hidden layer.
    pub hidden: Vec<usize>,
    /// Of the hidden layers.
    pub activation: Activation,
    /// Of the last layer, with its loss.
    pub output: Output,
    /// The update rule.
    pub optimizer: Rule,
    /// Whose form of it.
    pub convention: Convention,
    /// Mu of the two momentum rules.
    pub momentum: f64,
    /// The first learning rate.
    pub start_lr: f64,
    /// Where the ramp ends.
    pub end_lr: f64,
    /// How the rate rises.
    pub ramp: Ramp,
    /// Passes over the training rows, unless `num_iter` is given.
    pub epochs: usize,
    /// Steps; the ramp then hits both ends exactly.
    pub num_iter: Option<usize>,
    /// Which loss is recorded.
    pub measure: Measure,
    /// Of the smoothing.
    pub beta: f64,
    /// The stop rule, if any.
    pub stop_factor: Option<f64>,
    /// Seeds from `seed` on whose sweeps make the band.
    pub runs: usize,
    /// The lower bound, if it is not the band's own.
    pub lower: Option<f64>,
    /// The upper bound, if it is not the band's own.
    pub upper: Option<f64>,
    /// The reader's own rate, if there is one.
    pub lr: Option<f64>,
    /// Rates of the truth grid.
    pub truth_rates: usize,
    /// Epochs for which each of them trains.
    pub truth_epochs: usize,
    /// Seeds from which each of them trains.
    pub truth_runs: usize,
    /// Who races, in the order of [`Policy`].
    pub policies: Vec<Policy>,
    /// Epochs of the race.
    pub train_epochs: usize,
    /// Seeds of the race.
    pub train_runs: usize,
    /// The share of each class that the race holds out.
    pub train_validation: f64,
    /// The loss to reach, if it is not a tenth of that before training.
    pub target_loss: Option<f64>,
    /// Half of a cycle of CLR, in epochs.
    pub step_size: usize,
    /// Of `exp_range`, a step.
    pub gamma: f64,
    /// The share of one-cycle that goes up.
    pub pct_start: f64,
    /// One-cycle's greatest rate over its first.
    pub div_factor: f64,
    /// One-cycle's first rate over its last.
    pub final_div_factor: f64,
    /// Epochs from one drop of the step decay to the next.
    pub drop_every: usize,
    /// What a drop multiplies the rate with.
    pub drop: f64,
    /// Of the exponential and the inverse-time decay, an epoch.
    pub decay_rate: f64,
    /// Of the polynomial decay.
    pub power: f64,
    /// The last rate over the greatest, of the polynomial decay and the cosines.
    pub alpha: f64,
    /// Epochs until the first warm restart.
    pub first_decay: usize,
    /// How much longer each period is than the one before.
    pub t_mul: f64,
    /// How much lower it is.
    pub m_mul: f64,
    /// Epochs of the warm-up before the cosine.
    pub warmup: usize,
}

impl Default for Settings {
    /// The notebook's. Of what the notebook does not have: `beta` and `stop_factor` are fastai's,
    /// `pct_start`, `div_factor` and `final_div_factor` those of PyTorch's `OneCycleLR`, `power`, `alpha`
    /// and `m_mul` Keras's, `t_mul` PyTorch's, `gamma` that of examples for bckenstler's callback, and
    /// `step_size` is among the 2 to 8 epochs that its author recommends. All others are our own choice.
    fn default() -> Self {
        Self {
            scaler: Scaler::Standard,
            validation: 0.0,
            batch_size: 12,
            seed: 1,
            hidden: vec![10, 10],
            activation: Activation::Relu,
            output: Output::Sigmoid2,
            optimizer: Rule::Sgd,
            convention: Convention::Keras,
            momentum: 0.9,
            start_lr: 0.05,
            end_lr: 100.0,
            ramp: Ramp::Exponential,
            epochs: 1,
            num_iter: None,
            measure: Measure::Batch,
            beta: 0.98,
            stop_factor: Some(4.0),
            runs: 200,
            lower: None,
            upper: None,
            lr: None,
            truth_rates: 33,
            truth_epochs: 5,
            truth_runs: 20,
            policies: Policy::DEFAULT.to_vec(),
            train_epochs: 20,
            train_runs: 10,
            train_validation: 0.2,
            target_loss: None,
            step_size: 4,
            gamma: 0.99994,
            pct_start: 0.3,
            div_factor: 25.0,
            final_div_factor: 1e4,
            drop_every: 5,
            drop: 0.5,
            decay_rate: 0.9,
            power: 1.0,
            alpha: 0.0,
            first_decay: 5,
            t_mul: 1.0,
            m_mul: 1.0,
            warmup: 2,
        }
    }
}

/// What settings decide one by one, so that what a change leaves alone need not be done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The sweep and its repeats.
    Sweep,
    /// The grid of constant rates.
    Truth,
    /// What all policies of the race have in common. Each policy's rates count as well.
    Race,
}

impl Part {
    fn depends_on(self, Field { key, group, .. }: &Field) -> bool {
        let of_training = matches!(group, Group::Data | Group::Network | Group::Optimizer);
        of_training
            || match self {
                Self::Sweep => *group == Group::Sweep || *key == "runs",
                Self::Truth => key.starts_with("truth_") || ["start_lr", "end_lr"].contains(key),
                Self::Race => key.starts_with("train_"),
            }
    }
}

/// Settings that keep every rule.
///
/// ```
/// use rangefinder::experiment::Experiment;
///
/// let (experiment, notices) = Experiment::from_link("#v=1&hidden=32&seed=-3");
/// assert_eq!(experiment.hidden, [32]);
/// assert_eq!(experiment.link(), "#v=1&hidden=32");
/// assert_eq!(
///     notices[0].to_string(),
///     "seed=-3 is not possible: it must be a whole number from 0 to 4294967295. The default, 1, is used.",
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Experiment(Settings);

impl std::ops::Deref for Experiment {
    type Target = Settings;

    fn deref(&self) -> &Settings {
        &self.0
    }
}

impl Experiment {
    /// Checks settings. Each that breaks a rule is named in a notice and replaced by its default.
    pub fn check(settings: &Settings) -> (Self, Vec<Notice>) {
        let texts = FIELDS.iter().map(|field| (field.key.to_owned(), (field.get)(settings)));
        Self::from_texts(texts)
    }

    /// Reads a link: what follows its `#`, or all of it. Everything in it that is not understood or
    /// breaks a rule is named in a notice, and the default stands in.
    pub fn from_link(link: &str) -> (Self, Vec<Notice>) {
        if link.len() > MOST_LENGTH {
            let problem = Problem::TooLong { length: link.len() };
            let notice = Notice { key: "link".to_owned(), value: link.to_owned(), problem };
            return (Self::default(), vec![notice]);
        }
        Self::from_texts(pairs(link))
    }

    fn from_texts(texts: impl Iterator<Item = (String, String)>) -> (Self, Vec<Notice>) {
        let (mut settings, mut notices) = (Settings::default(), Vec::new());
        let mut seen = BTreeSet::new();
        for (key, value) in texts {
            let problem = if !seen.insert(key.clone()) {
                Some(Problem::Repeated)
            } else if key == "v" {
                (value != VERSION).then_some(Problem::Version)
            } else if key == fingerprint::KEY {
                Claim::read(&value).is_none().then(|| Problem::Value {
                    wanted: "a version and four fingerprints".to_owned(),
                    default: "none".to_owned(),
                })
            } else if let Some(field) = FIELDS.iter().find(|field| field.key == key) {
                field.set(&mut settings, &value).err()
            } else {
                Some(Problem::Unknown)
            };
            notices.extend(problem.map(|problem| Notice { key, value, problem }));
        }
        settings.reconcile(&mut notices);
        (Self(settings), notices)
    }

    /// The shortest link to this experiment, from its `#` on: settings at their defaults are left out.
    pub fn link(&self) -> String {
        self.link_of(|_| true)
    }

    /// The settings that decide a part of the results, as a link: the same text, the same part.
    pub fn part(&self, part: Part) -> String {
        self.link_of(|field| part.depends_on(field))
    }

    fn link_of(&self, counts: impl Fn(&Field) -> bool) -> String {
        let default = Settings::default();
        let mut link = format!("#v={VERSION}");
        for field in FIELDS.iter().filter(|field| counts(field)) {
            let text = (field.get)(&self.0);
            if text != (field.get)(&default) {
                link.extend(["&", field.key, "=", &text]);
            }
        }
        link
    }
}

/// What a link claims to come to, if it is a shared one.
pub fn claim(link: &str) -> Option<Claim> {
    if link.len() > MOST_LENGTH {
        return None;
    }
    let (_, text) = pairs(link).find(|(key, _)| key == fingerprint::KEY)?;
    Claim::read(&text)
}

/// The keys and values of a link.
fn pairs(link: &str) -> impl Iterator<Item = (String, String)> {
    let pairs = link.split_once('#').map_or(link, |(_, fragment)| fragment);
    let pairs = form_urlencoded::parse(pairs.as_bytes());
    pairs.map(|(key, value)| (key.into_owned(), value.into_owned()))
}

impl Settings {
    /// Keeps the rules that are about more than one setting.
    fn reconcile(&mut self, notices: &mut Vec<Notice>) {
        let default = Self::default();
        let mut notice = |key: &str, value: String, problem| {
            notices.push(Notice { key: key.to_owned(), value, problem });
        };
        if !is_below(self.start_lr, self.end_lr) {
            let (same, end_lr) = (self.start_lr < self.end_lr, number::write(self.end_lr));
            notice("start_lr", number::write(self.start_lr), Problem::Order { end_lr, same });
            (self.start_lr, self.end_lr) = (default.start_lr, default.end_lr);
        }
        let nothing_held_out = || split(&breast_cancer().labels, self.validation, 0).1.is_empty();
        if self.measure == Measure::Validation && nothing_held_out() {
            let validation = number::write(self.validation);
            notice("measure", self.measure.to_string(), Problem::NothingHeldOut { validation });
            self.measure = default.measure;
        }
        let steps = self.most_steps();
        if self.num_iter.is_none() && steps > MOST_STEPS {
            notice("epochs", self.epochs.to_string(), Problem::TooManySteps { steps });
            self.epochs = default.epochs;
        }
        let steps = self.num_iter.unwrap_or_else(|| self.most_steps());
        if self.runs * steps > MOST_RECORDS {
            notice("runs", self.runs.to_string(), Problem::TooManyRuns { steps });
            self.runs = default.runs;
        }
        if let (Some(lower), Some(upper)) = (self.lower, self.upper)
            && !is_below(lower, upper)
        {
            let (same, upper) = (lower < upper, number::write(upper));
            notice("lower", number::write(lower), Problem::Bounds { upper, same });
            (self.lower, self.upper) = (default.lower, default.upper);
        }
    }

    /// The steps of a sweep by epochs, if no row is held out.
    fn most_steps(&self) -> usize {
        self.epochs * breast_cancer().labels.len().div_ceil(self.batch_size)
    }
}
