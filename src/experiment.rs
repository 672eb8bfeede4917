//! Every setting, its default and its range; link <-> experiment.
//!
//! A setting has one name and one text, in links, in the page's controls and here. [`FIELDS`] is the
//! list; [`Settings`] are its values, which may be anything; an [`Experiment`] is settings that keep
//! every rule.

mod field;
mod notice;

pub use field::{FIELDS, Field, Group, Kind};
pub use notice::{Notice, Problem};

use crate::curve::Measure;
use crate::data::{Scaler, breast_cancer};
use crate::network::{Activation, Output};
use crate::number;
use crate::optimizer::{Convention, Rule};
use crate::schedule::Ramp;

/// The version of the links written here.
const VERSION: &str = "1";
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
}

impl Default for Settings {
    /// The notebook's.
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
        let pairs = link.split_once('#').map_or(link, |(_, fragment)| fragment);
        let pairs = form_urlencoded::parse(pairs.as_bytes());
        Self::from_texts(pairs.map(|(key, value)| (key.into_owned(), value.into_owned())))
    }

    fn from_texts(texts: impl Iterator<Item = (String, String)>) -> (Self, Vec<Notice>) {
        let (mut settings, mut notices) = (Settings::default(), Vec::new());
        let mut seen: Vec<String> = Vec::new();
        for (key, value) in texts {
            let problem = if seen.contains(&key) {
                Some(Problem::Repeated)
            } else if key == "v" {
                (value != VERSION).then_some(Problem::Version)
            } else if let Some(field) = FIELDS.iter().find(|field| field.key == key) {
                field.set(&mut settings, &value).err()
            } else {
                Some(Problem::Unknown)
            };
            notices.extend(problem.map(|problem| Notice { key: key.clone(), value, problem }));
            seen.push(key);
        }
        settings.reconcile(&mut notices);
        (Self(settings), notices)
    }

    /// The shortest link to this experiment, from its `#` on: settings at their defaults are left out.
    pub fn link(&self) -> String {
        let default = Settings::default();
        let mut link = format!("#v={VERSION}");
        for field in FIELDS {
            let text = (field.get)(&self.0);
            if text != (field.get)(&default) {
                link.extend(["&", field.key, "=", &text]);
            }
        }
        link
    }
}

impl Settings {
    /// Keeps the rules that are about more than one setting.
    fn reconcile(&mut self, notices: &mut Vec<Notice>) {
        let default = Self::default();
        let mut notice = |key: &str, value: String, problem| {
            notices.push(Notice { key: key.to_owned(), value, problem });
        };
        if self.start_lr >= self.end_lr {
            let end_lr = number::write(self.end_lr);
            notice("start_lr", number::write(self.start_lr), Problem::Order { end_lr });
            (self.start_lr, self.end_lr) = (default.start_lr, default.end_lr);
        }
        if self.measure == Measure::Validation && self.validation == 0.0 {
            notice("measure", self.measure.to_string(), Problem::NothingHeldOut);
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
            && lower >= upper
        {
            let upper = number::write(upper);
            notice("lower", number::write(lower), Problem::Bounds { upper });
            (self.lower, self.upper) = (default.lower, default.upper);
        }
    }

    /// The steps of a sweep by epochs, if no row is held out.
    fn most_steps(&self) -> usize {
        self.epochs * breast_cancer().labels.len().div_ceil(self.batch_size)
    }
}
