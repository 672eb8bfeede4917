//! A curve -> its recommendation or the reason why there is none, the limits that it shows, and how long a training it is for.

use super::Limits;
use super::findings::Curve;
use super::points::Points;
use crate::curve::recommendation::{
    NEARLY_ALL, NoRecommendation, Recommendation, SHARE, USUAL_LENGTH, Warning, density, recommend,
};
use crate::curve::suggestion::least;
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
        let steps = USUAL_LENGTH * density(curve.decades(), curve.reading.rate(NEARLY_ALL));
        match recommended(points, curve) {
            Ok(found) => {
                let has = |warning: Warning| found.warnings.contains(&warning);
                let rule = [
                    has(Warning::NeverRises).then_some(Finding::NeverRises),
                    has(Warning::FallsAtOnce).then_some(Finding::FallsAtOnce),
                ];
                let others = curve.findings(Some(found.lr));
                let findings = rule.into_iter().flatten().chain(others).collect();
                let limits = Limits { lower: Some(found.base_lr), upper: Some(found.max_lr) };
                Self { found: Some(found), findings, limits, steps }
            }
            Err((reason, limits)) => {
                let others = curve.findings(None).into_iter().filter(|other| *other != reason);
                let findings = std::iter::once(reason.clone()).chain(others).collect();
                Self { found: None, findings, limits, steps }
            }
        }
    }
}

/// The recommendation, with the log's own uncertainty; or why there is none, and the limits that the curve still shows.
///
/// It is stricter than the rule about a curve that is lowest at its end: whoever ran this test can make it longer.
fn recommended(points: &Points, curve: &Curve) -> Result<Recommendation, (Finding, Limits)> {
    let Points { lrs, losses, .. } = points;
    let reading = &curve.reading;
    let at = |decade: f64| Some(libm::pow(10.0, decade));
    let ends_at = lrs.get(losses.len()).copied();
    let too_high = || {
        let upper = ends_at.or(least(losses).map(|step| lrs[step]));
        Err((Finding::StartsTooHigh(lrs[0]), Limits { lower: None, upper }))
    };
    let too_low = || {
        let limits = Limits { lower: at(reading.rate(SHARE)), upper: None };
        Err((Finding::EndsBeforeRise(points.last()), limits))
    };
    match recommend(lrs, losses, None) {
        _ if curve.is_constant() => Err((Finding::ConstantLoss, Limits::default())),
        Err(NoRecommendation::TooFewSteps) => {
            Err((Finding::TooFewPoints(losses.len()), Limits::default()))
        }
        Err(NoRecommendation::TooLarge) if curve.rises_at_once() => too_high(),
        _ if curve.starts_too_high() => too_high(),
        Err(NoRecommendation::StillFalling) => too_low(),
        Err(_) => Err((Finding::NoFall, Limits { lower: None, upper: ends_at })),
        Ok(found) if found.warnings.contains(&Warning::NeverRises) && curve.is_lowest_at_end() => {
            too_low()
        }
        Ok(found) => Ok(with_own_noise(lrs, losses, found)),
    }
}
