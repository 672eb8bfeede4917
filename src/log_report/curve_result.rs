//! A curve -> its recommendation, or the reason why there is none, and the limits of the rates that work.

use super::Limits;
use super::findings::Curve;
use super::points::{FullCurve, Points};
use crate::curve::recommendation::{
    MAX_LENGTH, NEARLY_ALL, NoRecommendation, Recommendation, SHARE, USUAL_LENGTH, Warning,
    recommend_for,
};
use crate::curve::suggestion::least;
use crate::curve::uncertainty::{of_unknown_length, spread, with_spread};
use crate::sentence::log::Finding;

/// The results of a curve.
pub(super) struct CurveResult {
    /// The recommendation; if there is none, the first of the findings is the reason.
    pub(super) found: Option<Recommendation>,
    pub(super) findings: Vec<Finding>,
    pub(super) limits: Limits,
    /// Training steps that the test spends on a decade around that rate, if known.
    pub(super) decade_steps: Option<f64>,
    /// Numbers of the whole curve for a link; only with a recommendation.
    pub(super) full_curve: Option<FullCurve>,
}

/// The largest distance, in decades, of the answer of a link's thinned curve from that of the whole log, which is then used.
const THINNED: f64 = 0.03;

impl CurveResult {
    /// The results for a training of `steps` steps, if known.
    pub(super) fn new(points: &Points, curve: &Curve, steps: Option<usize>) -> Self {
        let decade_steps = points.pace.per_decade(curve.density()).filter(|steps| *steps > 0.0);
        let length = steps.zip(decade_steps).map(|(steps, of_decade)| steps as f64 / of_decade);
        match recommended(points, curve, length.unwrap_or(USUAL_LENGTH)) {
            Ok(found) => {
                let full_curve = FullCurve::new(points, curve);
                let found = full_curve.of(curve, found);
                let found = if length.is_some() { found } else { of_unknown_length(found) };
                let has = |warning: Warning| found.warnings.contains(&warning);
                let longest = decade_steps.filter(|_| has(Warning::LongTraining));
                let rule = [
                    longest.map(|steps| Finding::LongTraining(MAX_LENGTH * steps)),
                    has(Warning::NeverRises).then_some(Finding::NeverRises),
                    has(Warning::FallsAtOnce).then_some(Finding::FallsAtOnce),
                ];
                let others = curve.findings(Some(found.lr));
                let findings = rule.into_iter().flatten().chain(others).collect();
                let limits = Limits { lower: Some(found.base_lr), upper: Some(found.max_lr) };
                Self {
                    found: Some(found),
                    findings,
                    limits,
                    decade_steps,
                    full_curve: Some(full_curve),
                }
            }
            Err((reason, limits)) => {
                let others = curve.findings(None).into_iter().filter(|other| *other != reason);
                let findings = std::iter::once(reason.clone()).chain(others).collect();
                Self { found: None, findings, limits, decade_steps: None, full_curve: None }
            }
        }
    }
}

impl FullCurve {
    /// The numbers of the curve, or of the whole curve if this one is thinned.
    fn new(points: &Points, curve: &Curve) -> Self {
        let decade = curve.reading.rate(NEARLY_ALL);
        let known =
            points.full_curve.filter(|full_curve| (full_curve.decade - decade).abs() <= THINNED);
        known.unwrap_or_else(|| Self { decade, spread: spread(&points.lrs, &points.losses) })
    }

    /// The recommendation of a curve with the rate and the uncertainty of the whole curve.
    fn of(self, curve: &Curve, found: Recommendation) -> Recommendation {
        let moved = self.decade - curve.reading.rate(NEARLY_ALL);
        let lr = found.lr * libm::pow(10.0, moved);
        with_spread(self.spread, Recommendation { lr, ..found })
    }
}

/// The recommendation for a training whose length is a multiple of the steps of a decade; or the reason why there is
/// none, and the limits that the curve still shows. It is stricter than the rule about a curve that is lowest at its
/// end, because the user can repeat the test with a wider range.
fn recommended(
    points: &Points,
    curve: &Curve,
    length: f64,
) -> Result<Recommendation, (Finding, Limits)> {
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
    match recommend_for(lrs, losses, |_| length) {
        _ if curve.is_constant() => Err((Finding::ConstantLoss, Limits::default())),
        Err(_) if curve.may_be_trials() => {
            Err((Finding::MayBeTrials(losses.len()), Limits { lower: None, upper: ends_at }))
        }
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
        Ok(found) => Ok(found),
    }
}
