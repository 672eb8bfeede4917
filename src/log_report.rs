//! The report of a training log: its answer and warnings, as data.
//!
//! ```text
//! log -> points -> reading -> answer, bounds, suggestions, findings
//!     -> trials (runs of constant rates) -> verified answer
//! ```

mod band;
mod curve_result;
mod findings;
pub mod pack;
mod points;
mod trials;

use serde::Serialize;

use crate::curve::average::Average;
use crate::curve::classic;
use crate::curve::recommendation::MIN_STEPS;
use crate::curve::suggestion::Suggestions;
use crate::log::{Averaging, Kind, Log, Note, Series};
use crate::sentence::log::Finding;
use crate::sentence::log_answer;
use crate::sentence::snippets::{SNIPPETS, Snippet};
use crate::sentence::{Answer, Doubt};
use crate::statistics::Band;
use curve_result::CurveResult;
use findings::{Curve, falls};
use points::{FullCurve, Origin, Points};
pub use trials::Tested;

/// The report of a log.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct LogReport {
    /// The kind of the log.
    pub kind: Kind,
    /// The kind in a sentence.
    pub what: String,
    /// The number of points, each with a rate and a loss.
    pub points: usize,
    /// The number of runs in the log.
    pub runs: usize,
    /// The first rate of the part that is used.
    pub lr_first: Option<f64>,
    /// The last rate of the part that is used.
    pub lr_last: Option<f64>,
    /// The answer, or why there is none.
    pub answer: Answer,
    /// The conditions for which the answer holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds: Option<String>,
    /// Steps of the planned training, if the user has given them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<usize>,
    /// Steps that the test spends on a decade of rates, around the answer; none if the log does not show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decade_steps: Option<f64>,
    /// Numbers of the whole curve that a link carries.
    #[serde(skip)]
    full_curve: Option<FullCurve>,
    /// The limits of the rates that work, as far as the log shows them.
    pub bounds: Limits,
    /// The suggestions of fastai's rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestions: Option<Suggestions>,
    /// The warnings, each in a sentence that says what to do. If there is no answer, the reason is among them.
    pub warnings: Vec<Doubt>,
    /// How the log was read, and what was left out.
    pub notes: Vec<Note>,
    /// The curve, to draw it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub curve: Option<Drawn>,
    /// The training runs at constant rates, if there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<Tested>,
    /// The answer of the whole log, if this report is that of a link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claimed>,
    /// Code that runs and writes a range test, if the log has none.
    pub snippets: Vec<Snippet>,
}

/// The limits of the rates that work; none if the log does not show them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Limits {
    /// Below it, the loss hardly falls.
    pub lower: Option<f64>,
    /// Above it, the loss no longer falls.
    pub upper: Option<f64>,
}

/// A curve to draw, with the losses of single steps if an average could be undone.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Drawn {
    /// The rates.
    pub lrs: Vec<f64>,
    /// The losses; for several runs, the medians.
    pub losses: Vec<f64>,
    /// The losses smoothed without a shift.
    pub smooth: Vec<f64>,
    /// Whether the losses are still an average.
    pub averaged: bool,
    /// The quantiles of the losses, for several runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<Band>,
    /// The rate at which the loss is no longer finite.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_finite: Option<f64>,
}

/// The answer of a whole log, in a link that has a thinned curve.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Claimed {
    /// The version that read the log.
    pub version: String,
    /// The rate.
    pub lr: f64,
    /// The lower end of its range.
    pub low: f64,
    /// The upper end of its range.
    pub high: f64,
    /// Steps of the planned training, if the user had given them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<usize>,
}

impl LogReport {
    /// The report of a log.
    pub fn new(log: &Log) -> Self {
        let points = match log.kind {
            _ if log.cut_off => None,
            Kind::RangeTest | Kind::Warmup => log.used().map(|run| points_of(run, log)),
            Kind::Runs => band::median(log),
            _ => None,
        };
        let points = points.map(|points| points.averaged_by_name(log));
        // Other runs are training runs at constant rates, which have their own chart.
        let of_curve = log.used().filter(|_| matches!(log.kind, Kind::RangeTest | Kind::Warmup));
        let counted = of_curve.map_or(log.points, |run| run.losses.len());
        let mut report = Self::without_curve(log.kind, (counted, log.runs.len()), ends(log));
        if let Some(lr) = log.only_rate.filter(|_| log.kind == Kind::LossesOnly) {
            (report.what, report.answer) = log_answer::only_rate(lr, counted);
        }
        report.steps = log.steps;
        report.notes.clone_from(&log.notes);
        report.read_curve(points);
        if log.cut_off {
            report.answer = log_answer::cut_off();
        } else {
            report.verify(Tested::new(log));
        }
        let diverged = diverged(log);
        report.bounds.upper = report.bounds.upper.or(diverged);
        let others = groups(log).into_iter().chain(no_training(log));
        let others = others.chain(diverged.map(Finding::NotFinite));
        report.warnings.extend(others.map(|finding| finding.doubt()));
        report
    }

    /// The report of a log in a link.
    fn unpacked(
        kind: Kind,
        counts: (usize, usize),
        points: Option<Points>,
        check: Option<Tested>,
        steps: Option<usize>,
    ) -> Self {
        let tested = check.as_ref().map_or(&[][..], |check| &check.lrs);
        let lrs = points.as_ref().map_or(tested, |points| &points.lrs);
        let ends = lrs.first().copied().zip(lrs.last().copied());
        let mut report = Self::without_curve(kind, counts, ends);
        report.steps = steps;
        report.read_curve(points);
        report.verify(check);
        report
    }

    /// A report without a curve or an answer, for a log with these numbers of points and runs and these end rates.
    fn without_curve(kind: Kind, (points, runs): (usize, usize), ends: Option<(f64, f64)>) -> Self {
        Self {
            kind,
            what: log_answer::what(kind, points, runs, ends),
            points,
            runs,
            lr_first: ends.map(|ends| ends.0),
            lr_last: ends.map(|ends| ends.1),
            answer: log_answer::no_range_test(kind),
            holds: None,
            steps: None,
            decade_steps: None,
            full_curve: None,
            bounds: Limits::default(),
            suggestions: None,
            warnings: Vec::new(),
            notes: Vec::new(),
            curve: None,
            check: None,
            claim: None,
            snippets: SNIPPETS.to_vec(),
        }
    }

    /// Adds the answer of a curve and its warnings.
    fn read_curve(&mut self, points: Option<Points>) {
        let Some(points) = points else { return };
        let Some(curve) = Curve::new(&points) else { return };
        let CurveResult { found, mut findings, limits, decade_steps, full_curve } =
            CurveResult::new(&points, &curve, self.steps);
        findings.extend(points.findings.iter().cloned());
        if self.kind == Kind::Warmup {
            findings.retain(|finding| !finding.is_about_the_ramp());
            findings.insert(0, Finding::WarmUp(points.last()));
        }
        self.warnings = findings.iter().map(Finding::doubt).collect();
        self.answer = match (found, self.warnings.first()) {
            (Some(found), _) => {
                let knows_length = self.steps.and(decade_steps).is_some();
                log_answer::suggested(found, knows_length)
            }
            (None, Some(reason)) => log_answer::none(reason),
            (None, None) => return,
        };
        if self.answer.found().is_some() {
            self.snippets = Vec::new();
            self.holds = Some(log_answer::holds_for(self.steps, decade_steps));
            self.decade_steps = decade_steps;
            self.full_curve = full_curve;
        }
        self.bounds = limits;
        self.suggestions = Some(match points.averaged {
            true => classic::of_average(&points.lrs, &points.losses),
            false => classic::fastai(&points.lrs, &points.losses),
        });
        let smooth = curve.smooth();
        self.curve = Some(Drawn::new(points, smooth));
    }

    /// Checks the answer by training runs at constant rates.
    fn verify(&mut self, check: Option<Tested>) {
        let Some(tested) = check else { return };
        let finding = match tested.answer(self.answer.found()) {
            Some((answer, finding)) => {
                self.answer = answer;
                self.holds = Some(log_answer::holds_as_trained());
                self.snippets = Vec::new();
                // They were about the answer of the range test.
                self.warnings.clear();
                finding
            }
            None => Some(Finding::NoneTrained),
        };
        self.warnings.extend(finding.as_ref().map(Finding::doubt));
        self.check = Some(tested);
    }
}

impl Drawn {
    fn new(Points { mut lrs, losses, averaged, band, .. }: Points, smooth: Vec<f64>) -> Self {
        let not_finite = lrs.get(losses.len()).copied();
        lrs.truncate(losses.len());
        Self { lrs, losses, smooth, averaged, band, not_finite }
    }
}

/// The points of the part of a run that is used.
fn points_of(run: &Series, log: &Log) -> Points {
    let likely = match log.averaging {
        Averaging::TorchLrFinder => Some(Average::First),
        Averaging::Lightning => Some(Average::Ahead),
        Averaging::Fastai => Some(Average::Corrected),
        Averaging::Unknown => None,
    };
    let origin = if log.per_epoch { Origin::Epochs } else { Origin::Steps(likely, run.stride) };
    Points::new(run.used_lrs(), run.used_losses(), origin)
}

/// The first and the last rate of the part that is used; for training runs at constant rates, the lowest and the highest.
fn ends(log: &Log) -> Option<(f64, f64)> {
    match log.kind {
        Kind::Grid | Kind::Runs => {
            let rates = || log.runs.iter().flat_map(|run| run.used_lrs()).copied();
            Some((rates().reduce(f64::min)?, rates().reduce(f64::max)?))
        }
        _ => {
            let rates = log.used()?.used_lrs();
            Some((*rates.first()?, *rates.last()?))
        }
    }
}

/// A warning if a training run without a rising rate has not reduced its loss.
fn no_training(log: &Log) -> Option<Finding> {
    let trains = matches!(log.kind, Kind::Falling | Kind::Constant);
    let run = log.used().filter(|run| trains && run.losses.len() >= MIN_STEPS)?;
    (!falls(&run.losses)).then_some(Finding::NoTraining)
}

/// The rate of a training run at a constant rate whose loss does not stay finite.
fn diverged(log: &Log) -> Option<f64> {
    let run = log.used().filter(|run| run.kind == Kind::Constant && log.kind == run.kind)?;
    let last = run.losses.last().filter(|loss| !loss.is_finite());
    last.and(run.lrs.first().copied())
}

/// A warning about several parameter groups whose rates have constant ratios, unless all are equal.
fn groups(log: &Log) -> Option<Finding> {
    let ratios: Option<Vec<f64>> = log.groups.iter().map(|group| group.ratio).collect();
    let ratios = ratios.filter(|ratios| ratios.iter().any(|ratio| *ratio != 1.0))?;
    Some(Finding::Groups([1.0].into_iter().chain(ratios).collect()))
}
