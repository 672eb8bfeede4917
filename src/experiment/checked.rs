//! Checked settings, and their links.

use super::field::{Field, Scope};
use super::fields::FIELDS;
use super::following::{self, Extent, Length};
use super::limits::{MAX_LENGTH, MAX_RECORDS, MAX_STEPS};
use super::notice::{Notice, Problem};
use super::settings::Settings;
use super::showing_key;
use super::version::Version;
use crate::curve::Measure;
use crate::data::{DEFAULT, DataShape};
use crate::fingerprint::{self, Claim};
use crate::network::Output;
use crate::number;
use crate::schedule::Rates;
use crate::schedule::is_below;

/// Settings that satisfy every rule, with the values of the derived ones.
///
/// ```
/// use rangefinder::{data::breast_cancer, experiment::Experiment};
///
/// let shape = breast_cancer().shape();
/// let (experiment, notices) = Experiment::from_link("#v=2&hidden=32&seed=-3", &shape);
/// assert_eq!(experiment.hidden, [32]);
/// assert_eq!(experiment.extent().ends, (0.001, 100.0));
/// assert_eq!(experiment.link(), "#v=2&hidden=32");
/// assert_eq!(
///     notices[0].to_string(),
///     "seed=-3 is not possible: it must be a whole number from 0 to 4294967295. The default, 1, is used.",
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Experiment {
    settings: Settings,
    /// The default output for the data.
    usual_output: Output,
    extent: Extent,
}

impl std::ops::Deref for Experiment {
    type Target = Settings;

    fn deref(&self) -> &Settings {
        &self.settings
    }
}

impl Experiment {
    /// The experiment of a link that sets nothing, for data of a shape: the defaults break no rule.
    pub fn default_for(shape: &DataShape) -> Self {
        let output = Output::default_for(&shape.targets);
        let settings = Settings { output, data: shape.name.clone(), ..Version::NEWEST.defaults() };
        let extent = Extent::new(&settings, shape.training_rows(settings.validation));
        Self { settings, usual_output: output, extent }
    }

    /// Checks settings for data of a shape, and sets the name of the data. A setting that breaks a rule is replaced
    /// by its default, and named in a notice.
    pub fn check(settings: &Settings, shape: &DataShape) -> (Self, Vec<Notice>) {
        let fields = FIELDS.iter().filter(|field| field.key != "data");
        let mut texts = fields.map(|field| (field.key.to_owned(), field.text(settings)));
        Self::from_texts(Version::NEWEST, &mut texts, shape)
    }

    /// Reads a link for data of a shape: the part after its `#`, or the whole link. Everything that is unknown or
    /// breaks a rule is named in a notice and replaced by the default of the link's version.
    /// [`Showing`](super::Showing) reads the keys for the display.
    pub fn from_link(link: &str, shape: &DataShape) -> (Self, Vec<Notice>) {
        if link.len() > MAX_LENGTH {
            let problem = Problem::TooLong { length: link.len() };
            let notice = Notice { key: "link".to_owned(), value: link.to_owned(), problem };
            let (experiment, mut notices) =
                Self::from_texts(Version::NEWEST, &mut std::iter::empty(), shape);
            notices.insert(0, notice);
            return (experiment, notices);
        }
        let mut texts = pairs(link);
        texts.retain(|(key, _)| showing_key::key(key).is_none());
        Self::from_texts(version(link), &mut texts.into_iter(), shape)
    }

    /// Reads the link of an experiment within another link, which has no keys for the display.
    pub(super) fn pinned(link: &str, shape: &DataShape) -> (Self, Vec<Notice>) {
        Self::from_texts(version(link), &mut pairs(link).into_iter(), shape)
    }

    fn from_texts(
        version: Version,
        texts: &mut dyn Iterator<Item = (String, String)>,
        shape: &DataShape,
    ) -> (Self, Vec<Notice>) {
        let default = version.defaults();
        let (mut settings, mut notices) = (default.clone(), Vec::new());
        let usual_output = Output::default_for(&shape.targets);
        settings.output = usual_output;
        settings.data = shape.name.clone();
        let mut seen = Vec::new();
        for (key, value) in texts {
            let problem = if seen.contains(&key) {
                Some(Problem::Repeated)
            } else if key == "v" {
                Version::numbered(&value).is_none().then_some(Problem::Version)
            } else if key == fingerprint::KEY {
                Claim::read(&value).is_none().then(|| Problem::Value {
                    wanted: "a version and four fingerprints".to_owned(),
                    default: "none".to_owned(),
                })
            } else if let Some(field) = FIELDS.iter().find(|field| field.key == key) {
                field.set(&mut settings, version.translate(&key, &value)).err()
            } else {
                Some(Problem::Unknown)
            };
            seen.push(key.clone());
            notices.extend(problem.map(|problem| Notice { key, value, problem }));
        }
        settings.reconcile(&default, shape, &mut notices);
        let extent = Extent::new(&settings, shape.training_rows(settings.validation));
        (Self { settings, usual_output, extent }, notices)
    }

    /// The range and the length of the sweep.
    pub fn extent(&self) -> &Extent {
        &self.extent
    }

    /// The value, as text, of a setting that is not set and is derived from others.
    pub fn derived(&self, field: &Field) -> Option<String> {
        field.derived(self, &self.extent)
    }

    /// The shortest link to this experiment, starting with `#`: settings with default values are omitted.
    pub fn link(&self) -> String {
        self.link_of(|_| true)
    }

    /// The settings that determine a part of the results, as a link: the same text means the same results.
    pub fn scope(&self, scope: Scope) -> String {
        self.link_of(|field| field.decides.contains(&scope))
    }

    /// The user's own bounds and rate.
    pub fn own_rates(&self) -> Rates {
        Rates { lower: self.lower, upper: self.upper, lr: self.lr, ..Rates::default() }
    }

    fn link_of(&self, counts: impl Fn(&Field) -> bool) -> String {
        let mut link = ["#v=", Version::NEWEST.number()].concat();
        for field in self.changed().into_iter().filter(|field| counts(field)) {
            link.extend(["&", field.key, "=", &field.text(self)]);
        }
        link
    }

    /// The settings whose values differ from those of a link to these data that omits them.
    pub fn changed(&self) -> Vec<&'static Field> {
        let default = Settings { output: self.usual_output, ..Settings::default() };
        FIELDS.iter().filter(|field| field.text(self) != field.text(&default)).collect()
    }
}

/// The name of the data set in a link, whether or not such a data set exists.
pub fn data_name(link: &str) -> String {
    let named = if link.len() > MAX_LENGTH { None } else { value(link, "data") };
    named.map_or_else(|| DEFAULT.to_owned(), |name| name.trim().to_owned())
}

/// The fingerprints that a shared link claims.
pub fn claim(link: &str) -> Option<Claim> {
    if link.len() > MAX_LENGTH {
        return None;
    }
    Claim::read(&value(link, fingerprint::KEY)?)
}

/// The version of a link; the newest one if it has none.
fn version(link: &str) -> Version {
    value(link, "v").and_then(|text| Version::numbered(&text)).unwrap_or(Version::NEWEST)
}

/// The keys and values of a link. A vector, because an iterator would be compiled for each use.
#[inline(never)]
pub(super) fn pairs(link: &str) -> Vec<(String, String)> {
    let pairs = link.split_once('#').map_or(link, |(_, fragment)| fragment);
    let pairs = form_urlencoded::parse(pairs.as_bytes());
    pairs.map(|(key, value)| (key.into_owned(), value.into_owned())).collect()
}

/// The value of a key, the first if there are several.
fn value(link: &str, key: &str) -> Option<String> {
    pairs(link).into_iter().find(|(one, _)| one == key).map(|(_, value)| value)
}

impl Settings {
    /// Applies the rules that concern several settings or the data.
    fn reconcile(&mut self, default: &Self, shape: &DataShape, notices: &mut Vec<Notice>) {
        let mut notice = |key: &str, value: String, problem| {
            notices.push(Notice { key: key.to_owned(), value, problem });
        };
        if self.data != shape.name {
            let used = shape.name.clone();
            notice("data", std::mem::replace(&mut self.data, used.clone()), Problem::Data { used });
        }
        let (start_lr, end_lr) = following::ends(self);
        if !is_below(start_lr, end_lr) {
            (self.start_lr, self.end_lr) = (default.start_lr, default.end_lr);
            let used = following::ends(self);
            let (same, end_lr) = (start_lr < end_lr, number::write(end_lr));
            notice("start_lr", number::write(start_lr), Problem::Order { end_lr, same, used });
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
        let steps = self.steps(shape);
        if let Length::Epochs(epochs) = following::length(self)
            && steps > MAX_STEPS as u64
        {
            self.epochs = default.epochs;
            let fits = self.steps(shape) <= MAX_STEPS as u64;
            self.num_iter = (!fits).then_some(MAX_STEPS);
            let (steps, used) = (number::write(steps as f64), following::length(self));
            notice("epochs", epochs.to_string(), Problem::TooManySteps { steps, used });
        }
        let steps = self.steps(shape);
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

    /// The steps of a sweep. In 64 bits: WebAssembly's `usize` has 32.
    fn steps(&self, shape: &DataShape) -> u64 {
        match following::length(self) {
            Length::Steps(steps) => steps as u64,
            Length::Epochs(epochs) => {
                let rows = shape.training_rows(self.validation);
                epochs as u64 * rows.div_ceil(self.batch_size) as u64
            }
        }
    }
}
