//! Suggestions against fastai on 488 curves (`tests/reference/suggestions.json`), and on curves
//! small enough to compute by hand.

#![cfg(not(target_arch = "wasm32"))]

use rangefinder::curve::suggestion::{
    NoSuggestion, Suggestion, Suggestions, minimum, slide, steepest, valley,
};
use serde_json::Value;

/// Ten rates per decade, starting at 0.001.
fn lrs(n: usize) -> Vec<f64> {
    (0..n).map(|k| 1e-3 * 10_f64.powf(k as f64 / 10.0)).collect()
}

fn step(suggestion: Suggestion) -> Option<usize> {
    match suggestion {
        Suggestion::Found { step, .. } => Some(step),
        Suggestion::None { .. } => None,
    }
}

const CURVE: [f64; 8] = [1.0, 1.1, 0.9, 0.5, 0.3, 0.25, 0.6, 2.0];

#[test]
fn steepest_is_where_the_loss_falls_most() {
    assert_eq!(steepest(&lrs(8), &CURVE), Suggestion::Found { lr: lrs(8)[2], step: 2 });
    // The slope is per logarithm of the rate: 0.2 over ln 2 is steeper than 0.3 over ln 10.
    assert_eq!(step(steepest(&[1.0, 10.0, 20.0], &[1.0, 0.7, 0.5])), Some(1));
    // The first of equal slopes. There is no slope where the rate does not change.
    assert_eq!(step(steepest(&[1.0, 2.0, 4.0], &[3.0, 2.0, 1.0])), Some(0));
    assert_eq!(step(steepest(&[1.0, 1.0, 2.0], &[3.0, 2.0, 1.0])), Some(1));
}

#[test]
fn minimum_is_a_tenth_of_the_rate_with_the_lowest_loss() {
    assert_eq!(minimum(&lrs(8), &CURVE), Suggestion::Found { lr: lrs(8)[5] / 10.0, step: 5 });
    // 0 and -0 are equal, and the first of equal losses counts.
    assert_eq!(step(minimum(&lrs(4), &[1.0, 0.0, -0.0, 2.0])), Some(1));
}

#[test]
fn valley_is_halfway_along_the_longest_fall() {
    // The longest fall is 1.1, 0.9, 0.5, 0.3, 0.25 and ends at step 5; fastai adds 5/3 and 5/6 to 0, rounded down.
    assert_eq!(step(valley(&lrs(8), &CURVE)), Some(1));
    // The loss falls from the first step: fastai adds 7/3 and 7/6 to -1, rounded down.
    assert_eq!(step(valley(&lrs(7), &[7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0])), Some(2));
}

#[test]
fn slide_is_the_last_rate_before_the_slope_changes() {
    // Constant for 30 steps, then rising by 1 per step: slopes 0 and 1, and 0.5 at the corner.
    let losses: Vec<f64> = (0..40).map(|k| f64::max(0.0, f64::from(k) - 29.0)).collect();
    // Slopes 15 steps apart are compared from the end; the last pair that differs is at steps 29 and 14.
    assert_eq!(step(slide(&lrs(40), &losses)), Some(14));
}

/// The reason why there is no suggestion although fastai has one, by the listed rules alone; `None` if
/// there must be a suggestion.
fn reason(name: &str, losses: &[f64]) -> Option<NoSuggestion> {
    let few = if name == "slide" { 16 } else { 2 };
    let never_falls = losses.windows(2).all(|pair| pair[0] <= pair[1]);
    let least_first = losses.iter().all(|loss| losses[0] <= *loss);
    match name {
        _ if losses.len() < few => Some(NoSuggestion::TooFewSteps),
        "steepest" | "valley" if never_falls => Some(NoSuggestion::NeverFalls),
        "minimum" if least_first => Some(NoSuggestion::LowestAtFirst),
        "slide" if never_settles(losses) => Some(NoSuggestion::NeverSteady),
        _ => None,
    }
}

/// Whether no two slopes 15 steps apart agree within 0.005.
fn never_settles(losses: &[f64]) -> bool {
    let last = losses.len() - 1;
    let slope = |k: usize| match k {
        0 => losses[1] - losses[0],
        k if k == last => losses[last] - losses[last - 1],
        k => (losses[k + 1] - losses[k - 1]) / 2.0,
    };
    (15..=last).all(|right| (slope(right) - slope(right - 15)).abs() > 0.005)
}

/// Whether the longest fall is from the first step to the second, where fastai's valley wrongly uses
/// Python's index -1, the last step.
fn falls_once_at_first(losses: &[f64]) -> bool {
    let below = |to: usize| (0..to).filter(move |&from| losses[to] < losses[from]);
    let third = |to: usize| below(to).any(|middle| below(middle).next().is_some());
    losses[1] < losses[0] && !(0..losses.len()).any(third)
}

#[test]
fn suggestions_match_fastai_except_for_the_listed_rules() {
    let text = include_str!("reference/suggestions.json");
    let reference: Value = serde_json::from_str(text).expect("JSON");
    let numbers = |value: &Value| -> Vec<f64> {
        let values = value.as_array().expect("a list").iter();
        values.map(|value| value.as_f64().expect("a number")).collect()
    };
    let curves = reference["curves"].as_array().expect("curves");
    assert_eq!(curves.len(), 488);
    let (mut equal, mut none, mut first) = (0, 0, 0);
    for curve in curves {
        let losses = numbers(&curve["losses"]);
        let ramp = numbers(&reference["ramps"][curve["ramp"].as_str().expect("a name")]);
        let lrs = &ramp[..losses.len()];
        let Suggestions { steepest, minimum, valley, slide } = Suggestions::new(lrs, &losses);
        for (name, suggestion) in
            [("steepest", steepest), ("minimum", minimum), ("valley", valley), ("slide", slide)]
        {
            let fastai = curve[name].as_u64().map(|step| step as usize);
            let case = format!("{name} of {} {losses:?}, fastai: {fastai:?}", curve["kind"]);
            match (suggestion, reason(name, &losses)) {
                (Suggestion::None { none: why }, expected) => {
                    assert_eq!((Some(why), suggestion.lr()), (expected, None), "{case}");
                    none += 1;
                }
                (Suggestion::Found { step, .. }, None) => {
                    let lr = if name == "minimum" { lrs[step] / 10.0 } else { lrs[step] };
                    assert_eq!(suggestion.lr(), Some(lr), "{case}");
                    if name == "valley" && falls_once_at_first(&losses) {
                        assert_eq!((step, fastai), (0, Some(losses.len() - 1)), "{case}");
                        first += 1;
                    } else {
                        assert_eq!(Some(step), fastai, "{case}");
                        equal += 1;
                    }
                }
                (found, Some(why)) => panic!("{case}: {found:?}, not {why:?}"),
            }
        }
    }
    assert_eq!((equal, none, first), (1486, 437, 29));
}
