//! Band and bounds against what is computed by hand.

use rangefinder::bounds::{Bound, Bounds, Median};
use rangefinder::curve::{Outcome, OutcomeKind};
use rangefinder::experiment::Experiment;
use rangefinder::repeats::Repeat;
use rangefinder::summary::Summary;

const LRS: [f64; 8] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0];

fn repeat(losses: Vec<f64>) -> Repeat {
    let kind =
        if losses.len() == LRS.len() { OutcomeKind::Completed } else { OutcomeKind::Diverged };
    let step = losses.len() - 1;
    Repeat { losses, outcome: Outcome { kind, step, lr: LRS[step] } }
}

#[test]
fn the_band_has_the_quantiles_and_a_seed_that_has_ended_is_above_all() {
    // Eleven seeds: at step 0 their losses are 0 to 10, so the quantiles are themselves; at step 1
    // two of them have ended.
    let losses = |seed: usize| match seed {
        9 | 10 => vec![seed as f64],
        _ => vec![seed as f64, 10.0 * seed as f64, 0.0],
    };
    let repeats: Vec<Repeat> = (0..11).map(|seed| repeat(losses(seed))).collect();
    let summary = Summary::new(&Experiment::default(), &LRS, &repeats);
    assert_eq!((summary.runs, summary.stopped), (11, 11));
    assert_eq!(summary.lrs, LRS[..3]);
    assert_eq!(summary.low, [1.0, 10.0, 0.0]);
    assert_eq!(summary.median, [5.0, 50.0, 0.0]);
    assert_eq!(summary.high, [9.0, f64::INFINITY, f64::INFINITY]);
    assert_eq!(summary.spreads.slide.none, 1.0);
    assert_eq!(summary.spreads.slide.median, None);
}

#[test]
fn a_fingerprint_tells_how_many_runs_stopped() {
    let completed = repeat(vec![1.0; LRS.len()]);
    let mut stopped = completed.clone();
    stopped.outcome.kind = OutcomeKind::Diverged;
    let [one, other] =
        [completed, stopped].map(|repeat| Summary::new(&Experiment::default(), &LRS, &[repeat]));
    assert_eq!((one.stopped, other.stopped), (0, 1));
    assert_ne!(one.fingerprint, other.fingerprint);
}

fn bounds(median: &[f64], width: f64) -> Bounds {
    let [low, high] = [-width, width].map(|by| median.iter().map(|x| x + by).collect::<Vec<_>>());
    Bounds::new(Median { lrs: &LRS[..median.len()], losses: median, low: &low, high: &high })
}

#[test]
fn bounds_are_where_a_tenth_of_the_fall_is_made_and_lost() {
    // The fall is 1: below 0.9 from step 3 on; above 0.1 again at step 6, the last one before is 5.
    let Bounds { lower, upper } = bounds(&[1.0, 0.99, 0.95, 0.85, 0.3, 0.0, 0.3, 3.0], 0.01);
    assert_eq!(lower, Bound::Found { lr: 0.1, from: 0.1, to: 0.1 });
    assert_eq!(upper, Bound::Found { lr: 0.5, from: 0.5, to: 0.5 });
    // Less sure of the median, less sure of the bounds: 0.95 - 0.06 is below 0.9, 0.85 + 0.06 is not.
    let Bounds { lower, .. } = bounds(&[1.0, 0.99, 0.95, 0.85, 0.3, 0.0, 0.3, 3.0], 0.06);
    assert_eq!(lower, Bound::Found { lr: 0.1, from: 0.05, to: 0.2 });
}

#[test]
fn bounds_that_are_not_sure_say_why() {
    let check = |median: &[f64], width: f64, lower: &str, upper: &str| {
        let found = bounds(median, width);
        for (bound, reason) in [(found.lower, lower), (found.upper, upper)] {
            match bound {
                Bound::Found { .. } => assert_eq!(reason, ""),
                Bound::None { none } => {
                    assert!(!reason.is_empty() && none.contains(reason), "{none}, {reason}");
                }
            }
        }
    };
    let flat = "does not fall by more than its uncertainty";
    check(&[1.0, 0.9, 1.0, 1.0], 0.1, flat, flat);
    check(&[1.0, 1.1, 1.2, 1.3], 0.01, flat, flat);
    check(&[f64::INFINITY; 4], 0.0, flat, flat);
    check(&[], 0.0, "no step", "no step");
    check(&[1.0, 1.0, 0.5, 0.2], 0.01, "", "does not rise again");
    check(&[1.0, 0.8, 0.2, 0.5], 0.01, "from the first step on", "");
    check(&[1.0, 1.0, 0.95, 0.88, 0.85, 0.8, 0.5, 0.6], 0.2, "more than a decade", "");
}
