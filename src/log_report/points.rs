//! The points of a log -> a curve for the rule: finite losses of single steps at rising rates.

use crate::curve::average::{Average, Averaged, find};
use crate::curve::recommendation::ceiling;
use crate::sentence::log::Finding;
use crate::statistics::Band;

/// A curve, and what was done for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Points {
    /// The rates, with that at which the loss is no longer finite.
    pub(super) lrs: Vec<f64>,
    /// The losses at the first of them.
    pub(super) losses: Vec<f64>,
    /// What was done.
    pub(super) findings: Vec<Finding>,
    /// Whether the losses are still an average.
    pub(super) averaged: bool,
    /// Of several runs, the quantiles of their losses.
    pub(super) band: Option<Band>,
    /// The steps of training that they took.
    pub(super) pace: Pace,
    /// What is known of the whole curve, if these are the points of a link, which has a thinned one.
    pub(super) whole: Option<Whole>,
}

/// What of a curve its thinned points have no longer, or only to one percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Whole {
    /// The logarithm of the rate from which the answer is computed.
    pub(super) decade: f64,
    /// How far the noise moves it either way, in decades: see [`crate::curve::uncertainty`].
    pub(super) spread: (f64, f64),
}

/// How many steps of training a curve took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Pace {
    /// For each point.
    PerPoint(f64),
    /// For each decade of rates, around that of the answer.
    PerDecade(f64),
    /// Points that are epochs do not tell.
    #[default]
    Unknown,
}

impl Pace {
    /// That of fewer points, each of which is the mean of several, on average.
    fn merged(self, before: usize, after: usize) -> Self {
        match self {
            Self::PerPoint(steps) => Self::PerPoint(steps * before as f64 / after.max(1) as f64),
            other => other,
        }
    }

    /// Steps of a decade with so many points.
    pub(super) fn per_decade(self, points: f64) -> Option<f64> {
        match self {
            Self::PerPoint(steps) => Some(steps * points),
            Self::PerDecade(steps) => Some(steps),
            Self::Unknown => None,
        }
    }
}

/// What the losses of a log are, by its form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Origin {
    /// The mean of each epoch.
    Epochs,
    /// The losses of steps, or an average of them: this one, if the tool is known. The number is that of steps between points.
    Steps(Option<Average>, f64),
}

/// Of more points the means of neighbors are read and drawn.
const MAX_POINTS: usize = 3_000;
/// From a loss that is not finite on, fewer finite losses than this share of the rest do not count: the network does not recover.
const MIN_FINITE: f64 = 0.2;
/// More zeros than this share are no losses.
const MAX_ZEROS: f64 = 0.5;
/// The head of an average is a rise over no more than this share of the points, at no fewer than so many...
const MAX_HEAD: f64 = 0.5;
const MIN_HEAD: usize = 8;
/// ... up to this share of the highest loss among them ...
const RISEN: f64 = 0.9;
/// ... of which this share rise, and the first half by at least this share of the whole rise: averages that start too low slow down.
const MIN_RISING: f64 = 0.9;
const MIN_EARLY_RISE: f64 = 0.65;
/// After it the loss falls again by at least this share of the rise: otherwise it is a divergence.
const MIN_FALL_AFTER: f64 = 0.1;

impl Points {
    /// Prepares losses at rates that do not fall.
    pub(super) fn new(lrs: &[f64], losses: &[f64], origin: Origin) -> Self {
        let points: Vec<(f64, f64)> = lrs.iter().copied().zip(losses.iter().copied()).collect();
        let points: Vec<(f64, f64)> =
            points.into_iter().filter(|(lr, _)| *lr > 0.0 && lr.is_finite()).collect();
        let mut all = Self::default();
        let end = all.end_of_finite(&points);
        let (finite, rest) = points.split_at(end);
        let known: Vec<(f64, f64)> =
            finite.iter().copied().filter(|(_, loss)| loss.is_finite()).collect();
        if known.len() < finite.len() {
            all.findings.push(Finding::Missing(finite.len() - known.len()));
        }
        (all.lrs, all.losses) = known.into_iter().unzip();
        all.findings.extend(all.not_positive());
        if let Origin::Steps(likely, stride) = origin {
            all.pace = Pace::PerPoint(stride);
            all.undo_average(likely);
        }
        all.cut_head();
        all.merge_repeated();
        let count = all.losses.len();
        (all.lrs, all.losses) = thin(&all.lrs, &all.losses, MAX_POINTS);
        all.pace = all.pace.merged(count, all.losses.len());
        all.lrs.extend(rest.first().map(|(lr, _)| *lr).filter(|lr| all.lrs.last() < Some(lr)));
        all
    }

    /// A loss may be zero where a network has learned a batch, but not always.
    fn not_positive(&self) -> Option<Finding> {
        let zeros = self.losses.iter().filter(|loss| **loss == 0.0).count();
        let negative = self.losses.iter().any(|loss| *loss < 0.0);
        let mostly = zeros as f64 > MAX_ZEROS * self.losses.len() as f64;
        (negative || mostly).then_some(Finding::NotPositive)
    }

    /// The last rate; NaN without points.
    pub(super) fn last(&self) -> f64 {
        self.lrs.last().copied().unwrap_or(f64::NAN)
    }

    /// The place of the first loss that is not finite and after which most are not.
    fn end_of_finite(&mut self, points: &[(f64, f64)]) -> usize {
        let mut finite = 0;
        let mut end = points.len();
        for (place, (lr, loss)) in points.iter().enumerate().rev() {
            if loss.is_finite() {
                finite += 1;
            } else if (finite as f64) <= MIN_FINITE * (points.len() - place) as f64 {
                end = place;
                self.findings = vec![Finding::NotFinite(*lr)];
            }
        }
        end
    }

    fn undo_average(&mut self, likely: Option<Average>) {
        match find(&self.lrs, &self.losses, likely) {
            Averaged::No => {}
            Averaged::Undone { average, losses } => {
                self.losses = losses;
                self.findings.push(Finding::Undone(average));
            }
            Averaged::Rounded(average) => {
                self.averaged = true;
                self.findings.push(Finding::Rounded(average));
            }
            Averaged::Unknown => {
                self.averaged = true;
                self.findings.push(Finding::UnknownAverage);
            }
        }
    }

    /// Leaves out the head of an average that starts too low.
    fn cut_head(&mut self) {
        let losses = &self.losses;
        let half = (MAX_HEAD * losses.len() as f64) as usize;
        let Some(highest) = losses[..half].iter().copied().reduce(f64::max) else { return };
        let rise = highest - losses[0];
        let end = losses.iter().position(|loss| loss - losses[0] >= RISEN * rise).unwrap_or(0);
        if end < MIN_HEAD {
            return;
        }
        let rising = losses[..=end].windows(2).filter(|two| two[1] >= two[0]).count();
        let lowest_after = losses[end..].iter().copied().fold(f64::INFINITY, f64::min);
        let is_head = rising as f64 >= MIN_RISING * end as f64
            && losses[end / 2] - losses[0] >= MIN_EARLY_RISE * (losses[end] - losses[0])
            && losses[end] - lowest_after >= MIN_FALL_AFTER * rise;
        if is_head {
            self.averaged = true;
            self.findings.push(Finding::AverageStart(end));
            self.lrs.drain(..end);
            self.losses.drain(..end);
        }
    }

    /// Puts the losses of a rate that stands several times in a row together.
    fn merge_repeated(&mut self) {
        let points: Vec<(f64, f64)> =
            self.lrs.iter().copied().zip(self.losses.iter().copied()).collect();
        let rows: Vec<&[(f64, f64)]> = points.chunk_by(|a, b| a.0 == b.0).collect();
        if rows.len() == points.len() {
            return;
        }
        let length = rows[0].len();
        let (last, others) = rows.split_last().unwrap_or((&rows[0], &[]));
        if length > 1 && others.iter().all(|row| row.len() == length) && last.len() <= length {
            self.findings.push(Finding::Accumulation(length));
        } else {
            self.pace = self.pace.merged(points.len(), rows.len());
        }
        let mean = |row: &&[(f64, f64)]| {
            let sum: f64 = row.iter().map(|(_, loss)| loss).sum();
            (row[0].0, sum / row.len() as f64)
        };
        (self.lrs, self.losses) = rows.iter().map(mean).unzip();
    }
}

/// No more than so many points: the means of neighbors, after what the rule clips was clipped, so that it reads the same.
pub(super) fn thin(lrs: &[f64], losses: &[f64], most: usize) -> (Vec<f64>, Vec<f64>) {
    if losses.len() <= most {
        return (lrs[..losses.len()].to_vec(), losses.to_vec());
    }
    let group = losses.len().div_ceil(most);
    // Of very many points a part, evenly chosen, shows it as well.
    let sample = |values: &[f64]| -> Vec<f64> {
        values.iter().copied().step_by(losses.len().div_ceil(MAX_POINTS)).collect()
    };
    let ceiling = ceiling(&sample(lrs), &sample(losses));
    let mean = |values: &[f64], of: &dyn Fn(f64) -> f64| {
        values.iter().map(|&value| of(value)).sum::<f64>() / values.len() as f64
    };
    let rate = |lrs: &[f64]| libm::exp(mean(lrs, &libm::log));
    let loss = |losses: &[f64]| mean(losses, &|loss| loss.min(ceiling));
    (
        lrs[..losses.len()].chunks(group).map(rate).collect(),
        losses.chunks(group).map(loss).collect(),
    )
}
