//! The points of a log -> a curve for the rule: finite losses of single steps at rising rates.

use crate::curve::average::{Average, Averaged, find};
use crate::curve::recommendation::ceiling;
use crate::log::Log;
use crate::sentence::log::Finding;
use crate::statistics::Band;

/// A curve, and warnings about its preparation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Points {
    /// The rates, including the one at which the loss is no longer finite.
    pub(super) lrs: Vec<f64>,
    /// The finite losses, at the first of the rates.
    pub(super) losses: Vec<f64>,
    /// Warnings about what was changed.
    pub(super) findings: Vec<Finding>,
    /// Whether the losses are still an average.
    pub(super) averaged: bool,
    /// The quantiles of the losses, for several runs.
    pub(super) band: Option<Band>,
    /// The training steps of the points.
    pub(super) pace: Pace,
    /// Numbers of the whole curve, if these are the thinned points of a link.
    pub(super) full_curve: Option<FullCurve>,
}

/// Numbers of a curve that its thinned points have lost, or have only to within one percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FullCurve {
    /// log10 of the rate from which the answer is computed.
    pub(super) decade: f64,
    /// The uncertainty of it from noise, below and above, in decades: see [`crate::curve::uncertainty`].
    pub(super) spread: (f64, f64),
}

/// The number of training steps in a curve.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Pace {
    /// Steps per point.
    PerPoint(f64),
    /// Steps per decade of rates, around the answer.
    PerDecade(f64),
    /// Unknown, because points are epochs.
    #[default]
    Unknown,
}

impl Pace {
    /// The pace after `before` points were merged into `after`.
    fn merged(self, before: usize, after: usize) -> Self {
        match self {
            Self::PerPoint(steps) => Self::PerPoint(steps * before as f64 / after.max(1) as f64),
            other => other,
        }
    }

    /// Steps of a decade with this many points.
    pub(super) fn per_decade(self, points: f64) -> Option<f64> {
        match self {
            Self::PerPoint(steps) => Some(steps * points),
            Self::PerDecade(steps) => Some(steps),
            Self::Unknown => None,
        }
    }
}

/// The kind of losses in a log, judged by its format.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Origin {
    /// The mean of each epoch.
    Epochs,
    /// The losses of steps, or an average of them (this one, if the tool is known), and the number of steps between points.
    Steps(Option<Average>, f64),
}

/// The largest number of points. If there are more, the means of neighbors are used.
const MAX_POINTS: usize = 3_000;
/// If fewer than this share of the losses after one that is not finite are finite, the network has not recovered, and
/// the curve ends there.
const MIN_FINITE: f64 = 0.2;
/// The largest share of zeros in losses.
const MAX_ZEROS: f64 = 0.5;
/// The largest share of points in the head of an average (its first values, which are too low and rise), ...
const MAX_HEAD: f64 = 0.5;
const MIN_HEAD: usize = 8;
/// ... the share of the highest loss at which the head ends, ...
const RISEN: f64 = 0.9;
/// ... the smallest share of rising steps in it, and the smallest share of the whole rise in its first half: the rise
/// of such averages slows down.
const MIN_RISING: f64 = 0.9;
const MIN_EARLY_RISE: f64 = 0.65;
/// The smallest drop after the head, as a share of the rise: otherwise the rise is a divergence.
const MIN_FALL_AFTER: f64 = 0.1;

impl Points {
    /// Prepares losses at rates that never fall.
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

    /// Adds a warning if the name of the losses says that they are averages, and neither were these undone nor is there
    /// another warning about them. The mean of an epoch is no average of steps at other rates.
    pub(super) fn averaged_by_name(mut self, log: &Log) -> Self {
        let known = self.findings.iter().any(Finding::is_about_an_average);
        if log.is_average_by_name() && !log.per_epoch && !known {
            self.findings.push(Finding::NamedAverage);
        }
        self
    }

    /// A warning about losses that are not positive. A loss may be zero for a learned batch, but rarely.
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

    /// The index of the first loss that is not finite and is followed by few finite ones.
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
                let unsure = average == Average::Corrected && likely != Some(average);
                self.findings.push(match unsure {
                    true => Finding::UndoneAsFastai,
                    false => Finding::Undone(average),
                });
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

    /// Removes the head of an average that starts too low.
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

    /// Averages the losses of a rate that is repeated in a row.
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

/// A curve of at most `most` points: the means of neighbors, after clipping the losses that the rule clips, so that
/// the answer stays the same.
pub(super) fn thin(lrs: &[f64], losses: &[f64], most: usize) -> (Vec<f64>, Vec<f64>) {
    if losses.len() <= most {
        return (lrs[..losses.len()].to_vec(), losses.to_vec());
    }
    let group = losses.len().div_ceil(most);
    // An evenly spaced sample of very many points is enough.
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
