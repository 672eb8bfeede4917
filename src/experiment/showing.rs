//! The keys of a link that affect only the display: an embedded chart, a title and a note, a step of a lesson, a
//! pinned experiment. None of them affects a result.

use super::checked::{Experiment, pairs};
use super::limits::MAX_LENGTH;
use super::notice::{Notice, Problem};
use super::showing_key::{Key, Takes, key};
use crate::data::DataShape;
use crate::fingerprint::Claim;

/// The keys of a link for the display, with valid values.
#[derive(Default)]
pub struct Showing(Vec<(&'static Key, String)>);

impl Showing {
    /// Reads the keys from a link for data of a shape. A value that breaks a rule is named in a notice and ignored.
    pub fn read(link: &str, shape: &DataShape) -> (Self, Vec<Notice>) {
        let (mut showing, mut notices, mut seen) = (Self::default(), Vec::new(), Vec::new());
        if link.len() > MAX_LENGTH {
            return (showing, notices);
        }
        for (name, value) in pairs(link) {
            let Some(key) = key(&name) else { continue };
            let read = match seen.contains(&key.key) {
                true => Err(Problem::Repeated),
                false => text(key.takes, value.trim(), shape),
            };
            seen.push(key.key);
            match read {
                Ok(text) => showing.0.push((key, text)),
                Err(problem) => notices.push(Notice { key: name, value, problem }),
            }
        }
        (showing, notices)
    }

    /// The keys with their values.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(key, text)| (key.key, text.as_str()))
    }

    /// The link of an experiment with these keys and with `claim`, the fingerprints that it claims.
    pub fn address(&self, experiment: &Experiment, claim: Option<&Claim>) -> String {
        let mut address = experiment.link();
        for (Key { key, takes, .. }, text) in &self.0 {
            address.extend(["&", key, "="]);
            match takes {
                Takes::Any(_) | Takes::Step => address += text,
                _ => address.extend(form_urlencoded::byte_serialize(text.as_bytes())),
            }
        }
        if let Some(claim) = claim {
            address.extend(["&", &claim.pair()]);
        }
        address
    }
}

/// The value of a key in the form for links, or the rule that it breaks.
fn text(takes: Takes, text: &str, shape: &DataShape) -> Result<String, Problem> {
    if !takes.allows(text) {
        return Err(Problem::Showing { wanted: takes.to_string() });
    }
    if !matches!(takes, Takes::Experiment) {
        return Ok(text.to_owned());
    }
    let (experiment, notices) = Experiment::pinned(text, shape);
    match notices.iter().find(|notice| notice.is_refusal()) {
        None => Ok(experiment.link().split_off(1)),
        Some(notice) => Err(Problem::Pinned { rule: notice.rule() }),
    }
}
