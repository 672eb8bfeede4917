//! A curve -> its recommendation or the reason why there is none, the limits that it shows, and how long a training it is for.

use super::Limits;
use super::findings::Curve;
use super::points::Points;
use crate::curve::recommendation::{
    NEARLY_ALL, NoRecommendation, Recommendation, SHARE, USUAL_LENGTH, Warning, density, recommend,
};
use crate::curve::uncertainty::with_own_noise;
use crate::sentence::log::Finding;

/// What a curve says.
pub(super) struct Judged {
    /// The recommendation; without one, the first of the findings says why.
    pub(super) found: Option<Recommendation>,
    pub(super) findings: Vec<Finding>,
    pub(super) limits: Limits,
    /// Steps of the training for which the recommendation holds.
    pub(super) steps: f64,
}

impl Judged {
    pub(super) fn new(points: &Points, curve: &Curve) -> Self {
        let Points { lrs, losses, .. } = points;
        let reading = &curve.reading;
        let rate = |share: f64| libm::pow(10.0, reading.rate(share));
        let lowest = libm::pow(10.0, reading.smooth.at[reading.lowest]);
        let ends_at = lrs.get(losses.len()).copied();
        let steps = USUAL_LENGTH * density(curve.decades(), reading.rate(NEARLY_ALL));
        let found = recommend(lrs, losses, None);
        let (start, end) = (lrs[0], lrs[lrs.len() - 1]);
        let none = |reason: Finding, limits: Limits| Self {
            found: None,
            findings: std::iter::once(reason).chain(curve.findings(None)).collect(),
            limits,
            steps,
        };
        let upper = |lr: f64| Limits { lower: None, upper: Some(lr) };
        match found {
            _ if curve.is_constant() => none(Finding::ConstantLoss, Limits::default()),
            Err(NoRecommendation::TooFewSteps) => none(Finding::TooFewPoints(losses.len()), Limits::default()),
            _ if curve.starts_too_high() => none(Finding::StartsTooHigh(start), upper(ends_at.unwrap_or(lowest))),
            Err(NoRecommendation::TooLarge) if curve.rises_at_once() => {
                none(Finding::StartsTooHigh(start), upper(ends_at.unwrap_or(lowest)))
            }
            Err(NoRecommendation::TooLarge | NoRecommendation::TooSmall) => {
                none(Finding::NoFall, Limits { lower: None, upper: ends_at })
            }
            Err(NoRecommendation::StillFalling) => {
                none(Finding::EndsBeforeRise(end), Limits { lower: Some(rate(SHARE)), upper: None })
            }
            Ok(found) => {
                let found = with_own_noise(lrs, losses, found);
                let rule = found.warnings.iter().filter(|warning| **warning != Warning::FewSteps);
                let rule = rule.map(|warning| Finding::Rule(*warning));
                let findings = rule.chain(curve.findings(Some(found.lr))).collect();
                let limits = Limits { lower: Some(found.base_lr), upper: Some(found.max_lr) };
                Self { found: Some(found), findings, limits, steps }
            }
        }
    }
}
