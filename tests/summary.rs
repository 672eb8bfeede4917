//! Band and bounds against values computed by hand.

use rangefinder::curve::Recording;
use rangefinder::curve::bounds::{Bound, Bounds, NoBound};
use rangefinder::curve::{Outcome, OutcomeKind};
use rangefinder::statistics::{Ranked, median_interval, median_test};
use rangefinder::training::summary::Summary;

const LRS: [f64; 8] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0];

fn repeat(losses: Vec<f64>) -> Recording {
    let kind =
        if losses.len() == LRS.len() { OutcomeKind::Completed } else { OutcomeKind::Diverged };
    let step = losses.len() - 1;
    Recording { losses, outcome: Outcome { kind, step, lr: LRS[step] } }
}

#[test]
fn band_has_the_quantiles_and_counts_stopped_seeds_as_infinite() {
    // Eleven seeds: at step 0 their losses are 0 to 10, so the quantiles are 1, 5 and 9; at step 1
    // two of them have ended.
    let losses = |seed: usize| match seed {
        9 | 10 => vec![seed as f64],
        _ => vec![seed as f64, 10.0 * seed as f64, 0.0],
    };
    let repeats: Vec<Recording> = (0..11).map(|seed| repeat(losses(seed))).collect();
    let summary = Summary::new(0.98, (5, 48), &LRS, &repeats);
    assert_eq!((summary.runs, summary.stopped), (11, 11));
    assert_eq!(summary.lrs, LRS[..3]);
    assert_eq!(summary.low, [1.0, 10.0, 0.0]);
    assert_eq!(summary.median, [5.0, 50.0, 0.0]);
    assert_eq!(summary.high, [9.0, f64::INFINITY, f64::INFINITY]);
    assert_eq!(summary.spreads.slide.none, 1.0);
    assert_eq!(summary.spreads.slide.median, None);
}

#[test]
fn fingerprint_depends_on_the_number_of_stopped_runs() {
    let completed = repeat(vec![1.0; LRS.len()]);
    let mut stopped = completed.clone();
    stopped.outcome.kind = OutcomeKind::Diverged;
    let [one, other] =
        [completed, stopped].map(|repeat| Summary::new(0.98, (5, 48), &LRS, &[repeat]));
    assert_eq!((one.stopped, other.stopped), (0, 1));
    assert_ne!(one.fingerprint, other.fingerprint);
}

/// The bounds of 21 parallel curves: the median shifted by -`width` to `width`.
fn bounds(median: &[f64], width: f64) -> Bounds {
    let run = |shift: f64| median.iter().map(|loss| loss + shift).collect::<Vec<f64>>();
    let runs: Vec<Vec<f64>> =
        (-10..=10).map(|place| run(width * f64::from(place) / 10.0)).collect();
    bounds_of(&runs)
}

fn bounds_of(runs: &[Vec<f64>]) -> Bounds {
    let losses: Vec<&[f64]> = runs.iter().map(|run| &run[..]).collect();
    let steps = losses.first().map_or(0, |run| run.len());
    Bounds::new(&LRS[..steps], &Ranked::new(steps, &losses))
}

#[test]
fn bounds_are_where_a_tenth_of_the_drop_is_reached_and_lost() {
    // The drop is 1: the loss is below 0.9 from step 3, and above 0.1 again from step 6, after step 5.
    let median = [1.0, 0.99, 0.95, 0.85, 0.3, 0.0, 0.3, 3.0];
    // Parallel curves fall equally, so the bounds have no uncertainty.
    for width in [0.0, 0.01, 0.2] {
        let Bounds { lower, upper } = bounds(&median, width);
        let sure = |lr| Bound::Found { lr, from: Some(lr), to: Some(lr) };
        assert_eq!((lower, upper), (sure(0.1), sure(0.5)));
    }
}

/// The bounds of 21 runs that equal the median except at one step, where they spread by up to `by` to either side.
fn split(median: &[f64], step: usize, by: f64) -> Bounds {
    let run = |run: i32| {
        let mut losses = median.to_vec();
        losses[step] += by * f64::from(run) / 10.0;
        losses
    };
    bounds_of(&(-10..=10).map(run).collect::<Vec<_>>())
}

#[test]
fn interval_widens_or_opens_where_the_runs_disagree() {
    let median = [1.0, 0.99, 0.95, 0.85, 0.3, 0.0, 0.3, 3.0];
    // At step 2 the median has not fallen by a tenth, but that of some halves has; at step 3 all have.
    let Bounds { lower, .. } = split(&median, 2, 0.4);
    assert_eq!(lower, Bound::Found { lr: 0.1, from: Some(0.05), to: Some(0.1) });
    // Only the last step is above a tenth; in some halves it is not.
    let Bounds { upper, .. } = split(&[1.0, 1.0, 0.95, 0.5, 0.0, 0.02, 0.05, 0.15], 7, 0.6);
    assert!(matches!(upper, Bound::Found { lr: 1.0, from: Some(_), to: None }), "{upper:?}");
}

#[test]
fn open_interval_end_counts_as_the_end_of_the_sweep() {
    let median = [1.0, 0.99, 0.95, 0.85, 0.3, 0.0, 0.3, 3.0];
    let run = |run: i32| {
        let mut losses = median.to_vec();
        losses[0] += 0.09 * f64::from(run);
        losses
    };
    let runs: Vec<Vec<f64>> = (-10..=10).map(run).collect();
    let losses: Vec<&[f64]> = runs.iter().map(|run| &run[..]).collect();
    let lower = |first: f64| {
        let lrs = [first, 0.04, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0];
        Bounds::new(&lrs, &Ranked::new(8, &losses)).lower
    };
    // If the first step is as low as the others, the loss may have fallen before it; the upper end is 0.2.
    assert_eq!(lower(0.03), Bound::Found { lr: 0.1, from: None, to: Some(0.2) });
    assert_eq!(lower(0.0199), Bound::None { none: NoBound::WideInterval });
    // Exactly a decade is not too wide.
    assert_eq!(lower(0.02), Bound::Found { lr: 0.1, from: None, to: Some(0.2) });
}

/// The bounds of 40 runs with pseudorandom noise at each step that diverge in the end; each loss is multiplied
/// by `times`, and `more` is added.
fn noisy_bounds(height: f64, times: f64, more: f64) -> Bounds {
    let shape = [1.0, 1.0, 1.0, 0.9, 0.6, 0.3, 0.1, 0.0, 0.0, 0.1, 0.4, 1.5, 5.0];
    let tail = [20.0, height, height * height];
    let lrs: Vec<f64> = (0..16).map(|step| 0.01 * 1.8_f64.powi(step)).collect();
    let wave =
        |run: usize, step: usize| 0.3 * f64::sin((run * 37 + step * 101 + run * step) as f64);
    let loss = |run: usize, step: usize| match step.checked_sub(shape.len()) {
        None => shape[step] + wave(run, step),
        Some(step) => tail[step],
    };
    let run = |run| (0..lrs.len()).map(|step| times * loss(run, step) + more).collect();
    let runs: Vec<Vec<f64>> = (0..40).map(run).collect();
    let losses: Vec<&[f64]> = runs.iter().map(|run| &run[..]).collect();
    Bounds::new(&lrs, &Ranked::new(lrs.len(), &losses))
}

#[test]
fn bounds_are_independent_of_the_height_of_a_divergence() {
    let expected = noisy_bounds(30.0, 1.0, 0.0);
    assert!(matches!(expected.upper, Bound::Found { .. }), "{expected:?}");
    for height in [1e4, 1e8, 1e30, 1e160] {
        assert_eq!(noisy_bounds(height, 1.0, 0.0), expected, "{height}");
    }
}

#[test]
fn bounds_are_invariant_to_scale_and_offset_of_the_losses() {
    let expected = noisy_bounds(30.0, 1.0, 0.0);
    for (times, more) in [(1.0, 8.0), (1.0, -8.0), (1024.0, 0.0), (16.0, -8.0), (0.125, 2.0)] {
        assert_eq!(noisy_bounds(30.0, times, more), expected, "{times} {more}");
    }
}

#[test]
fn exactly_a_tenth_counts_as_a_fall_but_not_as_a_rise() {
    let Bounds { lower, upper } = bounds(&[10.0, 10.0, 9.0, 5.0, 0.0, 1.0, 5.0, 5.0], 0.0);
    let sure = |lr| Bound::Found { lr, from: Some(lr), to: Some(lr) };
    assert_eq!((lower, upper), (sure(0.05), sure(0.5)));
    // Also with a minimum of several steps: the drop is 2, a tenth is reached at 2.8 and lost at 1.2.
    let Bounds { lower, upper } = bounds(&[3.0, 3.0, 2.9, 2.0, 1.0, 1.0, 1.0, 3.0], 0.0);
    assert_eq!((lower, upper), (sure(0.1), sure(1.0)));
}

#[test]
fn required_number_of_falling_runs_grows_with_the_number_of_steps() {
    // `low` of 20 runs start low; the median tests of all steps together have an error of 5%. By
    // scipy.stats.hypergeom, five of each side may be ignored with 27 steps, and four with 28.
    let falls = |steps: usize, low: usize| {
        let run = |run: usize| {
            let loss = |step: usize| match step {
                0 if run < low => -1.0,
                0 | 1 => 1.0,
                step if step + 1 == steps => 1.0,
                _ => 0.0,
            };
            (0..steps).map(loss).collect::<Vec<f64>>()
        };
        let runs: Vec<Vec<f64>> = (0..20).map(run).collect();
        let losses: Vec<&[f64]> = runs.iter().map(|run| &run[..]).collect();
        let lrs: Vec<f64> = (0..steps).map(|step| 1.1_f64.powi(step as i32)).collect();
        let Bounds { lower, .. } = Bounds::new(&lrs, &Ranked::new(steps, &losses));
        lower != Bound::None { none: NoBound::NoFall }
    };
    assert!(falls(27, 5) && !falls(27, 6));
    assert!(falls(28, 4) && !falls(28, 5));
}

#[test]
fn missing_bounds_have_the_expected_reason() {
    let reason = |bound: Bound| match bound {
        Bound::None { none } => Some(none),
        Bound::Found { .. } => None,
    };
    let check = |median: &[f64], width: f64, expected: [Option<NoBound>; 2]| {
        let Bounds { lower, upper } = bounds(median, width);
        assert_eq!([lower, upper].map(reason), expected, "{median:?}");
    };
    check(&[1.0, 0.9, 1.0, 1.0], 1.0, [Some(NoBound::NoFall); 2]);
    check(&[1.0, 1.1, 1.2, 1.3], 0.01, [Some(NoBound::NoFall); 2]);
    check(&[1.0; 4], 0.0, [Some(NoBound::NoFall); 2]);
    check(&[f64::INFINITY; 4], 0.0, [Some(NoBound::NoFall); 2]);
    check(&[], 0.0, [Some(NoBound::NoSteps); 2]);
    check(&[1.0, 1.0, 0.5, 0.2], 0.01, [None, Some(NoBound::NeverRises)]);
    check(&[1.0, 0.8, 0.2, 0.5], 0.01, [Some(NoBound::FallsAtOnce), None]);
    check(&[1.0, 1.0, 1.0, 0.0, 1.0, 1.0], 0.01, [Some(NoBound::OneStep); 2]);
    // If the loss falls only at the last step, both ends of the interval are unknown.
    check(&[1.0, 1.0, 1.0, 0.0], 0.01, [Some(NoBound::WideInterval), Some(NoBound::NeverRises)]);
    // Two steps are enough.
    check(&[1.0, 1.0, 1.0, 0.0, 0.05, 1.0], 0.01, [None; 2]);
    let few: Vec<Vec<f64>> = vec![vec![1.0, 1.0, 0.5, 0.0, 0.5]; 5];
    assert_eq!(reason(bounds_of(&few).lower), Some(NoBound::TooFewRuns));
    assert_eq!(reason(bounds_of(&[&few[..], &few[..1]].concat()).lower), None);
}

/// The binomial distribution with p = 1/2, by Pascal's rule.
fn chances(count: usize) -> Vec<f64> {
    (0..count).fold(vec![1.0], |row, _| {
        let next = |k: usize| {
            let left = if k == 0 { 0.0 } else { row[k - 1] };
            (left + row.get(k).copied().unwrap_or(0.0)) / 2.0
        };
        (0..=row.len()).map(next).collect()
    })
}

#[test]
fn median_interval_is_the_narrowest_with_95_percent_confidence() {
    // By scipy.stats.binom. The normal approximation gives 6 to 14 of 21 (92.2%) and 86 to 113 of 200 (94.4%).
    for (count, ranks) in [(6, (0, 5)), (20, (5, 14)), (21, (5, 15)), (200, (85, 114))] {
        assert_eq!(median_interval(count), Some(ranks), "{count}");
    }
    assert!((0..6).all(|count| median_interval(count).is_none()));
    for count in 6..=1000 {
        let chances = chances(count);
        let beyond = |first: usize| 2.0 * chances[..=first].iter().sum::<f64>();
        let (first, last) = median_interval(count).expect("an interval for six and more");
        assert_eq!(first + last, count - 1);
        assert!(beyond(first) <= 0.05 && beyond(first + 1) > 0.05, "{count}");
    }
}

#[test]
fn median_test_matches_the_hypergeometric_distribution() {
    // By scipy.stats.hypergeom; that all six of one are below all six of the other is one of 924 cases.
    assert_eq!(median_test(6, 1.0 / 924.0 + 1e-9), Some(0));
    assert_eq!(median_test(6, 1.0 / 924.0 - 1e-9), None);
    for (count, error, aside) in [(20, 0.001, 4), (20, 0.05, 6), (200, 0.001, 84), (200, 0.05, 91)]
    {
        assert_eq!(median_test(count, error), Some(aside), "{count}, {error}");
    }
}
