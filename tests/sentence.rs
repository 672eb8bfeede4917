//! What is said of results: every judgement, and that its numbers are those of the report.

#![cfg(not(target_arch = "wasm32"))]

use rangefinder::curve::{Outcome, OutcomeKind};
use rangefinder::data::breast_cancer;
use rangefinder::evidence::Record;
use rangefinder::evidence::truth::{Trained, Truth, rates};
use rangefinder::experiment::Experiment;
use rangefinder::policy::Rates;
use rangefinder::repeats::Repeat;
use rangefinder::report::Report;
use rangefinder::sentence::Code;
use rangefinder::summary::Summary;
use rangefinder::sweep::Sweep;

fn experiment(link: &str) -> Experiment {
    let (experiment, notices) = Experiment::from_link(link);
    assert_eq!(notices, [], "{link}");
    experiment
}

/// The numbers in a text, in order.
fn numbers(text: &str) -> Vec<f64> {
    let words = text.split(|c: char| c.is_whitespace() || c == '(');
    let number = |word: &str| word.trim_end_matches(['.', ',', ':', ')', '%']).parse().ok();
    words.filter_map(number).collect()
}

/// That a text has these numbers, in this order, each with two significant digits.
fn check_numbers(text: &str, expected: &[f64]) {
    let found = numbers(text);
    assert_eq!(found.len(), expected.len(), "{text} has {found:?}, not {expected:?}");
    for (found, expected) in found.iter().zip(expected) {
        let unit = 10_f64.powf(expected.abs().log10().floor() - 1.0);
        let off = (found - expected).abs();
        assert!(found == expected || off <= 0.501 * unit, "{text}: {found} is not {expected}");
    }
}

fn swept(link: &str) -> Report {
    let experiment = experiment(link);
    let mut sweep = Sweep::new(&experiment, breast_cancer());
    sweep.advance(usize::MAX);
    Report::new(&experiment, breast_cancer(), &sweep)
}

#[test]
fn one_run_tells_where_its_loss_was_lowest_and_judges_no_rates() {
    // Of each: the judgement, a part of the text, and what its numbers are.
    let check = |link: &str, code: Code, words: &str, expected: &dyn Fn(&Report) -> Vec<f64>| {
        let report = swept(link);
        let conclusion = report.conclusion.clone().expect("it has ended");
        assert_eq!(conclusion.code, code, "{link}: {}", conclusion.text);
        assert!(conclusion.text.contains(words), "{link}: {}", conclusion.text);
        assert!(!conclusion.text.contains("are too large"), "{link}: {}", conclusion.text);
        check_numbers(&conclusion.text, &expected(&report));
    };
    let lowest = |report: &Report| {
        let losses = &report.smoothed_losses;
        let lowest = losses.iter().copied().fold(f64::INFINITY, f64::min);
        (lowest, report.lrs[losses.iter().position(|&loss| loss == lowest).expect("it is there")])
    };
    let suggested = |report: &Report| {
        let (loss, lr) = lowest(report);
        vec![loss, lr, report.suggestions.valley.lr().expect("a rate")]
    };
    let stopped = |report: &Report| report.outcome.map(|end| vec![end.step as f64, end.lr]);
    check("#v=1", Code::LowestBetween, "lowest smoothed loss", &suggested);
    check("#v=1&measure=running_mean", Code::LowestAtLast, "at the last learning rate", &suggested);
    check("#v=1&start_lr=1e-10&end_lr=1e-6", Code::LowestAtFirst, "never falls below", &|report| {
        vec![report.smoothed_losses[0]]
    });
    let level = "#v=1&start_lr=1e-10&end_lr=1e-6&output=linear&measure=all";
    check(level, Code::HardlyMoves, "hardly moves", &|report| {
        vec![report.lrs[0], report.lrs[47], report.smoothed_losses[0]]
    });
    let diverges = "#v=1&output=softmax&end_lr=1e4&stop_factor=3.25";
    check(diverges, Code::LowestBetween, "more than 3.25 times its minimum", &|report| {
        [stopped(report).expect("it has"), vec![3.25], suggested(report)].concat()
    });
    let endless = "#v=1&output=linear&start_lr=1e-4&epochs=3&beta=0.9&stop_factor=off";
    check(endless, Code::LowestBetween, "no longer a finite number", &|report| {
        [stopped(report).expect("it has"), suggested(report)].concat()
    });
    check("#v=1&start_lr=1e30&end_lr=1e31", Code::LowestAtFirst, "finite number", &|report| {
        [stopped(report).expect("it has"), vec![report.losses[0]]].concat()
    });
}

#[test]
fn a_sweep_under_way_has_no_conclusion_and_a_shift_is_told_that_is_worth_it() {
    let notebook = experiment("#v=1");
    let sweep = Sweep::new(&notebook, breast_cancer());
    let report = Report::new(&notebook, breast_cancer(), &sweep);
    assert_eq!((report.conclusion, report.lag), (None, None));
    let report = swept("#v=1");
    let lag = report.lag.expect("more than half a decade");
    assert_eq!(lag.code, Code::Lag);
    check_numbers(&lag.text, &[0.98, report.lag_decades, 10.0]);
    // Half a decade is the least that is.
    let report = swept("#v=1&beta=0.8");
    assert!(report.lag_decades < 0.5);
    assert_eq!(report.lag, None);
}

#[test]
fn all_runs_of_real_links_are_judged_right() {
    let check = |link: &str, code: Code, words: &str| {
        let experiment = experiment(link);
        let Summary { conclusion, runs, .. } = Summary::run(&experiment, breast_cancer());
        assert_eq!(conclusion.code, code, "{link}: {}", conclusion.text);
        assert!(conclusion.text.contains(words), "{link}: {}", conclusion.text);
        assert_eq!(numbers(&conclusion.text).first(), Some(&(runs as f64)));
    };
    // Too small to learn at, which was called too large.
    let small = "too small to learn from in 48 steps. End at a higher rate";
    check("#v=1&start_lr=1e-10&end_lr=1e-6", Code::TooSmall, small);
    check("#v=1&start_lr=1e-6&end_lr=1e-3&seed=2", Code::TooSmall, small);
    check("#v=1&start_lr=1e-8&end_lr=1e-5&seed=7", Code::TooSmall, small);
    check("#v=1&start_lr=1e-10&end_lr=1e-6&measure=all", Code::TooSmall, small);
    // One batch of a single row stopped them, which was called too large as well.
    let noise = "#v=1&output=softmax&batch_size=1&beta=0&seed=2";
    check(noise, Code::StoppedByNoise, "The stop rule takes noise for divergence");
    let nothing = "#v=1&output=softmax&batch_size=1&beta=0&start_lr=1e-10&end_lr=1e-6";
    check(nothing, Code::StoppedByNoise, "noise");
    let large = "are too large. Start at a lower rate";
    check("#v=1&start_lr=1e30&end_lr=1e31", Code::TooLarge, large);
    check("#v=1&output=softmax&start_lr=100&end_lr=1e5", Code::TooLarge, large);
    check("#v=1&output=linear&start_lr=10&end_lr=1e5", Code::TooLarge, large);
    check("#v=1&start_lr=1e4&end_lr=1e6&optimizer=adam", Code::TooLarge, large);
    check("#v=1", Code::Works, "training works from");
    check("#v=1&start_lr=10&end_lr=1000", Code::StartLower, "begin at a lower rate");
    check("#v=1&start_lr=0.001&end_lr=1", Code::EndHigher, "end at a higher rate");
    check("#v=1&start_lr=1&end_lr=5", Code::Widen, "lower rate. Upper bound not sure");
    check("#v=1&runs=3", Code::TooFewRuns, "at least 6 runs");
    // The last batch of an epoch has one row, whose loss has another median than the mean of 284.
    let uneven = "#v=1&batch_size=284&start_lr=1e-10&end_lr=1e-6&epochs=20";
    check(uneven, Code::SingleSteps, "a smaller last batch");
    let few = "#v=1&start_lr=1e-10&end_lr=1e-6&output=softmax&batch_size=1&runs=10&stop_factor=off";
    check(few, Code::RunsDiffer, "the runs differ too much");
}

const LRS: [f64; 8] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0];

/// What is said of twenty seeds whose losses are these, give or take a hundredth.
fn concluded(losses: &[f64], kind: OutcomeKind) -> Summary {
    let repeat = |seed: usize| {
        let off = 0.001 * (seed as f64 - 9.5);
        let losses: Vec<f64> = losses.iter().map(|loss| loss + off).collect();
        let step = losses.len() - usize::from(kind != OutcomeKind::NotFinite);
        Repeat { outcome: Outcome { kind, step, lr: 1.0 }, losses }
    };
    let repeats: Vec<Repeat> = (0..20).map(repeat).collect();
    Summary::new(&Experiment::default(), &LRS, &repeats)
}

#[test]
fn what_the_median_does_decides_what_is_said_of_all_runs() {
    use OutcomeKind::{Completed, Diverged, NotFinite};
    let check = |losses: &[f64], kind, code, expected: &[f64]| {
        let Summary { conclusion, suggestions, .. } = concluded(losses, kind);
        assert_eq!(conclusion.code, code, "{losses:?}: {}", conclusion.text);
        let falls = [Code::Works, Code::EndHigher, Code::StartLower, Code::Widen].contains(&code);
        let suggested = suggestions.valley.lr().filter(|_| falls);
        let expected: Vec<f64> =
            [20.0].into_iter().chain(expected.iter().copied()).chain(suggested).collect();
        check_numbers(&conclusion.text, &expected);
        assert_eq!(conclusion.text.contains("All of them ended early"), kind != Completed);
    };
    // By hand. A fall of 1, of which a tenth is made at step 3 and lost after step 5.
    check(&[1.0, 0.99, 0.95, 0.85, 0.3, 0.0, 0.3, 3.0], Completed, Code::Works, &[0.1, 0.5]);
    check(&[1.0, 0.99, 0.95, 0.85, 0.3, 0.0, 0.0, 0.0], Completed, Code::EndHigher, &[0.1]);
    check(&[1.0, 0.6, 0.4, 0.2, 0.0, 0.0, 0.5, 0.9], Completed, Code::StartLower, &[0.5]);
    check(&[1.0, 0.6, 0.4, 0.2, 0.0, 0.0, 0.0, 0.0], Completed, Code::Widen, &[]);
    check(&[1.0; 8], Completed, Code::TooSmall, &[0.01, 2.0, 8.0]);
    check(&[1.0, 1.0, 1.0, 1.0, 1.0, 1.2, 1.2, 1.0], Completed, Code::TooLarge, &[0.01, 2.0]);
    // One step alone is no rise, unless the runs end there; nor is it a fall.
    check(&[1.0, 1.0, 1.0, 1.0, 1.0, 1.2, 1.0, 1.0], Completed, Code::TooSmall, &[0.01, 2.0, 8.0]);
    check(&[1.0, 1.0, 1.0, 4.5], Diverged, Code::TooLarge, &[0.01, 0.1]);
    check(&[1.0, 1.0, 1.0], NotFinite, Code::TooLarge, &[0.01, 0.05]);
    check(&[1.0, 1.0, 1.0, 0.8, 1.0, 1.0, 1.0, 1.0], Completed, Code::SingleSteps, &[]);
    check(&[], NotFinite, Code::NotFinite, &[]);
    // So small a loss that its spread is all there is.
    check(&[0.0; 8], Completed, Code::RunsDiffer, &[]);
    let runs = |count: usize| {
        let repeat = Repeat {
            losses: vec![1.0, 0.5, 0.2],
            outcome: Outcome { kind: Completed, step: 2, lr: 0.05 },
        };
        Summary::new(&Experiment::default(), &LRS[..3], &vec![repeat; count])
    };
    let none = runs(0).conclusion;
    assert_eq!((none.code, none.text.as_str()), (Code::NoRuns, "No run has finished."));
    let Summary { conclusion, suggestions, .. } = runs(1);
    assert_eq!(conclusion.code, Code::TooFewRuns);
    check_numbers(&conclusion.text, &[1.0, 6.0, suggestions.valley.lr().expect("a rate")]);
    assert!(conclusion.text.starts_with("1 run: "));
}

#[test]
fn runs_that_noise_has_stopped_are_not_called_too_large() {
    // At every step a quarter of those that run is stopped by a loss five times as high.
    let repeat = |seed: usize| {
        let step = seed % 4 + 1;
        let mut losses = vec![1.0 + 0.001 * seed as f64; step];
        losses.push(5.0);
        Repeat { losses, outcome: Outcome { kind: OutcomeKind::Diverged, step, lr: LRS[step] } }
    };
    let repeats: Vec<Repeat> = (0..40).map(repeat).collect();
    let stopped: Vec<Repeat> =
        repeats.iter().filter(|repeat| repeat.outcome.step < 4).cloned().collect();
    let survivors = (0..29).map(|seed| Repeat {
        losses: vec![1.0 + 0.001 * f64::from(seed); 8],
        outcome: Outcome { kind: OutcomeKind::Completed, step: 7, lr: 2.0 },
    });
    let all: Vec<Repeat> = stopped.into_iter().chain(survivors).collect();
    let Summary { conclusion, runs, stopped, .. } =
        Summary::new(&Experiment::default(), &LRS, &all);
    assert_eq!((runs, stopped), (59, 30));
    assert_eq!(conclusion.code, Code::StoppedByNoise, "{}", conclusion.text);
    check_numbers(&conclusion.text, &[59.0, 30.0]);
}

#[test]
fn a_suggestion_outside_of_its_bounds_is_not_to_be_trusted() {
    let text = |losses: &[f64]| concluded(losses, OutcomeKind::Completed).conclusion.text;
    assert!(text(&[1.0, 0.99, 0.95, 0.85, 0.3, 0.0, 0.3, 3.0]).contains("below the lower bound"));
    // The longest fall begins behind the lowest loss.
    let late = [1.0, 0.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4];
    let text = text(&late);
    assert!(text.contains("above the upper bound: trust neither"), "{text}");
}

/// What is said of a check in which the suggested rate, 0.5, and that of the lower bound, 0.05, come to
/// these losses, seed by seed, and the best rate of the grid, 1, to those of `best`.
fn checked(suggested: Option<&[f64]>, lower: &[f64], best: &[f64]) -> Truth {
    let link = format!(
        "#v=1&truth_rates=5&start_lr=0.01&end_lr=100&truth_epochs=3&truth_runs={}",
        best.len()
    );
    let experiment = experiment(&link);
    let grid = rates(&experiment);
    let record = |loss: &f64| Record { training_losses: vec![0.3, *loss], ..Record::default() };
    let trained =
        |lr: f64, losses: &[f64]| Trained { lr, records: losses.iter().map(record).collect() };
    let worst = vec![0.4; best.len()];
    let mut all: Vec<Trained> = grid
        .iter()
        .map(|&lr| trained(lr, if lr == grid[2] { best } else { &worst }))
        .chain([trained(0.05, lower)])
        .collect();
    all.extend(suggested.map(|losses| trained(0.5, losses)));
    let valley = suggested.map(|_| 0.5);
    let found = Rates { lower: Some(0.05), valley, ..Rates::default() };
    Truth::new(&experiment, breast_cancer(), &all, &found)
}

#[test]
fn every_answer_to_whether_the_finder_was_right_is_that_of_the_check() {
    // Of a fall from the best constant prediction's loss, 0.234, to that of the best rate.
    let best: Vec<f64> = (0..20).map(|seed| 0.02 + 0.001 * f64::from(seed)).collect();
    let by = |difference: f64| best.iter().map(|loss| loss + difference).collect::<Vec<f64>>();
    let wavering = |size: f64| {
        let sign = |seed: usize| if seed.is_multiple_of(2) { 1.5 * size } else { -size };
        best.iter().enumerate().map(|(seed, loss)| loss + sign(seed)).collect::<Vec<f64>>()
    };
    let check = |truth: &Truth, code: Code, words: &str| {
        let text = &truth.conclusion.text;
        assert_eq!(truth.conclusion.code, code, "{text}");
        assert!(text.contains(words), "{text}");
        let asks = text.starts_with("Was the finder right? ");
        let silent = [Code::NothingLearned, Code::NoBetterThanConstant, Code::NoSuggestion];
        assert_eq!(asks, !silent.contains(&code), "{text}");
    };
    let bad = by(0.3);
    // Its median is 0.0295.
    let ending = [1.0, 3.0, 20.0, 0.0295];

    let truth = checked(Some(&by(0.005)), &bad, &best);
    check(
        &truth,
        Code::Nearly,
        "Nearly: the suggested learning rate, 0.5, 0.5 times that of the lowest loss",
    );
    let share = truth.marks[1].found.expect("it has trained").share.median;
    assert!((share - 0.005 / (truth.guess - 0.0295)).abs() < 1e-12);
    let numbers = |share: f64| [&[0.5, 0.5, 100.0 * (1.0 - share)], &ending[..]].concat();
    check_numbers(&truth.conclusion.text, &numbers(share));

    let truth = checked(Some(&by(0.1)), &bad, &best);
    check(&truth, Code::Worse, "Not this time");
    check_numbers(&truth.conclusion.text, &numbers(0.1 / (truth.guess - 0.0295)));
    check(&checked(Some(&by(0.25)), &bad, &best), Code::LearnsNothing, "learns nothing");

    let small = wavering(0.001);
    let truth = checked(Some(&small), &small, &best);
    check(&truth, Code::Confirmed, "Yes: the suggested learning rate");
    assert!(truth.conclusion.text.contains("and achieves more than 99% of the possible"));
    let ends = "No significant difference from it: the lower bound (0.05).";
    assert!(truth.conclusion.text.ends_with(ends), "{}", truth.conclusion.text);
    let truth = checked(Some(&wavering(0.1)), &bad, &best);
    check(&truth, Code::SeedsDiffer, "Perhaps: the suggested learning rate");

    // Lower in nineteen seeds of twenty, if only just; so high in the twentieth that its median is above.
    let mut better = by(-0.0001);
    better[0] = 0.2;
    check(&checked(Some(&better), &bad, &best), Code::Better, "Yes: the suggested learning rate");
    let own = checked(Some(&by(-0.01)), &bad, &best);
    check(&own, Code::Best, "Yes: the suggested learning rate, 0.5, has the lowest loss");
    check_numbers(&own.conclusion.text, &[0.5, 0.5, 3.0, 20.0, 0.0195]);

    check(
        &checked(None, &bad, &best),
        Code::NoSuggestion,
        "A constant learning rate of 1 has the lowest",
    );
    let few = checked(Some(&by(0.005)[..3]), &bad[..3], &best[..3]);
    check(&few, Code::TooFewSeeds, "There are too few seeds to tell.");
    let nothing = checked(Some(&bad), &bad, &bad);
    check(&nothing, Code::NothingLearned, "No constant learning rate reduces the loss");
    let constant = checked(Some(&bad), &bad, &by(0.21));
    check(&constant, Code::NoBetterThanConstant, "than the best constant prediction");
    check_numbers(&constant.conclusion.text, &[3.0, 20.0, 1.0, 0.2395, constant.guess]);
}

#[test]
fn a_best_rate_at_an_end_of_the_grid_says_so_and_one_inside_does_not() {
    let text = |place: usize| {
        let link = "#v=1&truth_rates=5&start_lr=0.01&end_lr=100&truth_runs=8&truth_epochs=1";
        let experiment = experiment(link);
        let trained = |(at, lr): (usize, f64)| {
            let training_losses = vec![0.5, if at == place { 0.1 } else { 0.3 }];
            Trained { lr, records: vec![Record { training_losses, ..Record::default() }; 8] }
        };
        let all: Vec<Trained> = rates(&experiment).into_iter().enumerate().map(trained).collect();
        let truth = Truth::new(&experiment, breast_cancer(), &all, &Rates::default());
        truth.conclusion.text
    };
    assert!(text(0).contains("at an end of what was tried") && text(0).contains("1 epoch from"));
    assert!(text(4).contains("at an end of what was tried"));
    assert!(!text(2).contains("at an end"));
}
