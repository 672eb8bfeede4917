//! The comparison of schedules: which one has the lowest validation loss, and whether it is the best.

use super::check::label;
use super::template::{fill, join, listed};
use super::{Code, Sentence};
use crate::statistics::Verdict;

/// The comparison of schedules.
pub(crate) struct ComparisonOutcome {
    /// The length of the training in words, in epochs or steps.
    pub(crate) length: String,
    /// The index of the lowest median validation loss, if any is finite.
    pub(crate) best: Option<usize>,
    /// Whether any rows are held out for validation.
    pub(crate) held_out: bool,
    pub(crate) entries: Vec<Entry>,
}

/// The largest number of named schedules; if there are more, the sentence names all but the last of them, and gives the
/// number of the others.
const MAX_NAMES: usize = 5;

/// A schedule compared with the one of the lowest median loss.
pub(crate) struct Entry {
    pub(crate) label: &'static str,
    /// The rate, if it is constant.
    pub(crate) constant: Option<f64>,
    pub(crate) verdict: Verdict,
}

impl ComparisonOutcome {
    /// Which schedules do as well as the one of the lowest loss, in one sentence.
    pub(crate) fn conclude(&self) -> Sentence {
        let count_of = |verdict| self.names(&|one| one.verdict == verdict).len();
        let (all, worse) = (self.entries.len(), count_of(Verdict::Worse));
        let (code, names, text) = match self.best.map(|best| name(&self.entries[best])) {
            None if all == 0 => return Sentence { code: Code::NoSchedule, text: String::new() },
            None if !self.held_out => (
                Code::NoSchedule,
                String::new(),
                "no schedules can be compared: there are too few rows to hold out any for validation.",
            ),
            None => (
                Code::NoSchedule,
                String::new(),
                "the validation loss of every schedule is infinite in at least half of the runs.",
            ),
            Some(_) if count_of(Verdict::TooFew) > 0 => (
                Code::TooFewSeeds,
                String::new(),
                "there are too few runs to show a significant difference between schedules.",
            ),
            Some(best) if all == 1 => (Code::OneSchedule, best, " is the only schedule."),
            Some(best) if worse + 1 == all => {
                (Code::BestSchedule, best, " is the best of # schedules.")
            }
            Some(_) if worse == 0 => (
                Code::NoBestSchedule,
                String::new(),
                "the # schedules do not differ significantly.",
            ),
            Some(_) => (
                Code::NoBestSchedule,
                self.as_good(),
                " do not differ significantly; all others end worse.",
            ),
        };
        let text = fill(&[text], &[all as f64]);
        let text = join(&["After ", &self.length, ", ", &names, &text]);
        Sentence { code, text }
    }

    /// The schedules that are not worse; constant rates as a range if no worse one is within it.
    fn as_good(&self) -> String {
        let (mut from, mut to) = (f64::INFINITY, 0.0);
        for entry in &self.entries {
            if let (false, Some(lr)) = (entry.verdict == Verdict::Worse, entry.constant) {
                (from, to) = (if lr < from { lr } else { from }, if lr > to { lr } else { to });
            }
        }
        let within = |one: &Entry| one.constant.is_some_and(|lr| from <= lr && lr <= to);
        let between = |one: &Entry| one.verdict == Verdict::Worse && within(one);
        let is_range = from < to && self.names(&between).is_empty();
        let apart = |one: &Entry| one.verdict != Verdict::Worse && !(is_range && within(one));
        let mut names = self.names(&apart);
        if names.len() > MAX_NAMES {
            let others = names.split_off(MAX_NAMES - 1).len();
            names.push(fill(&["# others"], &[others as f64]));
        }
        if is_range {
            names.insert(0, fill(&["constant rates from ~ to ~"], &[from, to]));
        }
        listed(&names)
    }

    /// The names of the chosen schedules. Not inlined, so that there is only one copy.
    #[inline(never)]
    fn names(&self, chosen: &dyn Fn(&Entry) -> bool) -> Vec<String> {
        self.entries.iter().filter(|one| chosen(one)).map(name).collect()
    }
}

fn name(entry: &Entry) -> String {
    entry.label.to_owned()
}

/// A schedule's result, for a table: `lowest` is whether its median loss is the lowest, `alone` whether
/// all others are significantly worse than the lowest.
pub(crate) fn result(lowest: bool, alone: bool, verdict: Verdict) -> &'static str {
    match (lowest, alone) {
        (true, true) => "best",
        (true, false) => "lowest median loss",
        _ => label(verdict),
    }
}
