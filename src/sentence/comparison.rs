//! The comparison of schedules: which one has the lowest validation loss, and whether it is the best.

use super::check::label;
use super::template::{count, fill, join, listed};
use super::{Code, Sentence};
use crate::statistics::{Quantiles, Verdict};

/// The comparison of schedules.
pub(crate) struct ComparisonOutcome {
    pub(crate) runs: usize,
    pub(crate) epochs: usize,
    /// The index of the lowest median validation loss, if any is finite.
    pub(crate) best: Option<usize>,
    pub(crate) entries: Vec<Entry>,
}

/// More schedules are not named in a headline.
const MAX_NAMES: usize = 4;

/// A schedule compared with that of the lowest median loss.
pub(crate) struct Entry {
    pub(crate) label: &'static str,
    /// The rate, if it is constant.
    pub(crate) constant: Option<f64>,
    /// The validation loss after training, over the seeds.
    pub(crate) loss: Quantiles,
    /// The median difference from the lowest, seed by seed.
    pub(crate) behind: f64,
    pub(crate) verdict: Verdict,
}

impl ComparisonOutcome {
    /// What matters, in one sentence: which schedules do as well as the one of the lowest loss. Empty if no
    /// schedule has a finite loss.
    pub(crate) fn headline(&self) -> String {
        let Some(best) = self.best else {
            return String::new();
        };
        let after = join(&["After ", &count(self.epochs, "epoch"), ", "]);
        let all = count(self.entries.len(), "schedule");
        if self.entries.iter().any(|entry| entry.verdict == Verdict::TooFew) {
            let few = [&after, "there are too few runs to show a difference between ", &all, "."];
            return join(&few);
        }
        let as_good: Vec<&Entry> = self.entries.iter().filter(|entry| !entry.is_worse()).collect();
        let worse = self.entries.len() - as_good.len();
        if as_good.len() == 1 {
            let label = self.entries[best].label;
            let text = if worse == 0 { " is the only schedule." } else { " is the best of " };
            let of = if worse == 0 { String::new() } else { join(&[&all, "."]) };
            return join(&[&after, label, text, &of]);
        }
        if worse == 0 {
            return join(&[&after, "the ", &all, " do not differ significantly."]);
        }
        let rest = join(&[
            "; ",
            &count(worse, "other"),
            if worse == 1 { " ends" } else { " end" },
            " worse.",
        ]);
        join(&[&after, &self.group(&as_good), " do not differ significantly", &rest])
    }

    /// The names of some schedules, with constant rates as a range if no worse one is within it.
    fn group(&self, some: &[&Entry]) -> String {
        let constants = || some.iter().filter_map(|entry| entry.constant);
        let (from, to) =
            constants().fold((f64::INFINITY, 0.0), |(from, to), lr| (lr.min(from), lr.max(to)));
        let within = |entry: &Entry| entry.constant.is_some_and(|lr| (from..=to).contains(&lr));
        let is_range =
            from < to && !self.entries.iter().any(|entry| entry.is_worse() && within(entry));
        let mut names = Vec::new();
        if is_range {
            names.push(fill(&["constant rates from ~ to ~"], &[from, to]));
        }
        let others = some.iter().filter(|entry| !is_range || entry.constant.is_none());
        names.extend(others.map(|entry| entry.label.to_owned()));
        if names.len() > MAX_NAMES {
            let more = names.len() - MAX_NAMES + 1;
            names.truncate(MAX_NAMES - 1);
            names.push(fill(&["# others"], &[more as f64]));
        }
        listed(&names)
    }

    /// Which schedule is the best, if this is known.
    pub(crate) fn conclude(&self) -> Sentence {
        let after = join(&["After ", &count(self.epochs, "epoch"), ", "]);
        let Some(best) = self.best else {
            let none =
                "the validation loss of every schedule is infinite in at least half of the runs.";
            let text = if self.entries.is_empty() { String::new() } else { join(&[&after, none]) };
            return Sentence { code: Code::NoSchedule, text };
        };
        let Quantiles { low, median, high } = self.entries[best].loss;
        let loss = fill(
            &["~ (median of ", &count(self.runs, "run"), "; 10th to 90th percentile ~ to ~)."],
            &[median, low, high],
        );
        let label = self.entries[best].label;
        let worse = self.others(Verdict::Worse, |entry| match entry.behind {
            behind if !behind.is_finite() => {
                join(&[entry.label, " (infinite in at least half of the runs)"])
            }
            behind => fill(&[entry.label, if behind > 0.0 { " (+~)" } else { " (~)" }], &[behind]),
        });
        let plain = |entry: &Entry| entry.label.to_owned();
        // The lowest median is not always the lowest seed by seed.
        let better = self.others(Verdict::Better, plain);
        let mut open = self.others(Verdict::Inconclusive, plain);
        let (code, text) = if !self.others(Verdict::TooFew, plain).is_empty() {
            let text = " has the lowest validation loss: ";
            let few = " There are too few runs to show a significant difference.";
            (Code::TooFewSeeds, join(&[&after, label, text, &loss, few]))
        } else if self.entries.len() == 1 {
            let text = " has a validation loss of ";
            (Code::OneSchedule, join(&[&after, label, text, &loss]))
        } else if open.is_empty() && better.is_empty() {
            let text = " is the best schedule, with a validation loss of ";
            (Code::BestSchedule, join(&[&after, label, text, &loss]))
        } else {
            let none = "no schedule is significantly better than all others. The lowest validation loss \
                        is that of ";
            (Code::NoBestSchedule, join(&[&after, none, label, ": ", &loss]))
        };
        if open.len() > 2 && open.len() + 1 == self.entries.len() {
            open = vec![fill(&["all # others"], &[open.len() as f64])];
        }
        let parts = [
            (" No significant difference from it: ", open),
            (" Better, seed by seed: ", better),
            (" Worse, seed by seed: ", worse),
        ];
        let part = |(head, names): &(&str, Vec<String>)| match names.len() {
            0 => String::new(),
            _ => join(&[head, &listed(names), "."]),
        };
        Sentence { code, text: text + &parts.iter().map(part).collect::<String>() }
    }

    /// All schedules of a verdict but that of the lowest loss.
    fn others(&self, verdict: Verdict, text: fn(&Entry) -> String) -> Vec<String> {
        let others = self.entries.iter().enumerate();
        let others =
            others.filter(|(place, one)| Some(*place) != self.best && one.verdict == verdict);
        others.map(|(_, entry)| text(entry)).collect()
    }
}

impl Entry {
    fn is_worse(&self) -> bool {
        self.verdict == Verdict::Worse
    }
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
