//! Checked settings, and their links.

use std::collections::BTreeSet;

use super::field::{Field, Scope};
use super::fields::FIELDS;
use super::limits::{MAX_LENGTH, MAX_RECORDS, MAX_STEPS, VERSION};
use super::notice::{Notice, Problem};
use super::settings::Settings;
use crate::curve::Measure;
use crate::data::DataShape;
use crate::fingerprint::{self, Claim};
use crate::network::Output;
use crate::number;
use crate::schedule::is_below;
use crate::schedule::kind::Rates;

/// Settings that satisfy every rule.
///
/// ```
/// use rangefinder::{data::breast_cancer, experiment::Experiment};
///
/// let shape = breast_cancer().shape();
/// let (experiment, notices) = Experiment::from_link("#v=1&hidden=32&seed=-3", &shape);
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
    /// Checks settings for data of a shape. A setting that breaks a rule is replaced by its default, and named in
    /// a notice.
    pub fn check(settings: &Settings, shape: &DataShape) -> (Self, Vec<Notice>) {
        let texts = FIELDS.iter().map(|field| (field.key.to_owned(), field.text(settings)));
        Self::from_texts(texts, shape)
    }

    /// Reads a link for data of a shape: the part after its `#`, or all of it. Everything that is unknown or
    /// breaks a rule is named in a notice, and the default is used.
    pub fn from_link(link: &str, shape: &DataShape) -> (Self, Vec<Notice>) {
        if link.len() > MAX_LENGTH {
            let problem = Problem::TooLong { length: link.len() };
            let notice = Notice { key: "link".to_owned(), value: link.to_owned(), problem };
            let (experiment, mut notices) = Self::from_texts(std::iter::empty(), shape);
            notices.insert(0, notice);
            return (experiment, notices);
        }
        Self::from_texts(pairs(link), shape)
    }

    fn from_texts(
        texts: impl Iterator<Item = (String, String)>,
        shape: &DataShape,
    ) -> (Self, Vec<Notice>) {
        let (mut settings, mut notices) = (Settings::default(), Vec::new());
        settings.output = Output::default_for(&shape.targets);
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
        settings.reconcile(shape, &mut notices);
        (Self(settings), notices)
    }

    /// The shortest link to this experiment, starting with `#`: settings with default values are omitted.
    pub fn link(&self) -> String {
        self.link_of(|_| true)
    }

    /// The settings that determine a part of the results, as a link: the same text means the same results.
    pub fn scope(&self, scope: Scope) -> String {
        self.link_of(|field| field.decides.contains(&scope))
    }

    /// The link with what it claims to come to, if it does.
    pub fn claimed(&self, claim: Option<&Claim>) -> String {
        let claim = claim.map_or_else(String::new, |claim| format!("&{}", claim.pair()));
        self.link() + &claim
    }

    /// The reader's own bounds and rate.
    pub fn own_rates(&self) -> Rates {
        Rates { lower: self.lower, upper: self.upper, lr: self.lr, ..Rates::default() }
    }

    fn link_of(&self, counts: impl Fn(&Field) -> bool) -> String {
        let default = Settings::default();
        let mut link = format!("#v={VERSION}");
        for field in FIELDS.iter().filter(|field| counts(field)) {
            let text = field.text(&self.0);
            if text != field.text(&default) {
                link.extend(["&", field.key, "=", &text]);
            }
        }
        link
    }
}

/// The fingerprints that a shared link claims.
pub fn claim(link: &str) -> Option<Claim> {
    if link.len() > MAX_LENGTH {
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
    /// Applies the rules that concern several settings or the data.
    fn reconcile(&mut self, shape: &DataShape, notices: &mut Vec<Notice>) {
        let default = Self::default();
        let mut notice = |key: &str, value: String, problem| {
            notices.push(Notice { key: key.to_owned(), value, problem });
        };
        if !is_below(self.start_lr, self.end_lr) {
            let (same, end_lr) = (self.start_lr < self.end_lr, number::write(self.end_lr));
            notice("start_lr", number::write(self.start_lr), Problem::Order { end_lr, same });
            (self.start_lr, self.end_lr) = (default.start_lr, default.end_lr);
        }
        if !self.output.fits(&shape.targets) {
            let used = Output::default_for(&shape.targets);
            let problem = Problem::Output { classes: shape.targets.classes(), used };
            notice("output", self.output.to_string(), problem);
            self.output = used;
        }
        let training_rows = shape.training_rows(self.validation);
        if self.measure == Measure::Validation && training_rows == shape.rows() {
            let validation = number::write(self.validation);
            notice("measure", self.measure.to_string(), Problem::NothingHeldOut { validation });
            self.measure = default.measure;
        }
        if self.batch_size > training_rows {
            let problem = Problem::FullBatch { rows: training_rows };
            notice("batch_size", self.batch_size.to_string(), problem);
        }
        let steps = steps(self.epochs, shape.rows(), self.batch_size);
        if self.num_iter.is_none() && steps > MAX_STEPS as u64 {
            let epochs = self.epochs.to_string();
            self.epochs = default.epochs;
            let fits = self::steps(self.epochs, shape.rows(), self.batch_size) <= MAX_STEPS as u64;
            self.num_iter = (!fits).then_some(MAX_STEPS);
            notice(
                "epochs",
                epochs,
                Problem::TooManySteps { steps: number::write(steps as f64), fits },
            );
        }
        let steps = match self.num_iter {
            Some(steps) => steps as u64,
            None => self::steps(self.epochs, shape.rows(), self.batch_size),
        };
        if self.runs as u64 * steps > MAX_RECORDS as u64 {
            notice(
                "runs",
                self.runs.to_string(),
                Problem::TooManyRuns { steps: number::write(steps as f64) },
            );
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
}

/// The steps of a sweep by epochs without validation rows. In 64 bits: WebAssembly's `usize` has 32.
fn steps(epochs: usize, rows: usize, batch_size: usize) -> u64 {
    epochs as u64 * rows.div_ceil(batch_size) as u64
}
