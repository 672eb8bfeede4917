//! The answer of the check by training, from losses made by hand.

use rangefinder::data::breast_cancer;
use rangefinder::evidence::Record;
use rangefinder::evidence::check::{Check, Trained, rates};
use rangefinder::experiment::Experiment;
use rangefinder::schedule::Rates;
use rangefinder::sentence::{Answer, Rate};
use rangefinder::training::summary::Summary;

/// The loss after training of all seeds but one, and of that one, relative to the lowest. Before training, the
/// loss is 0.125; a tenth of this reduction is 0.0125, and a twentieth 0.00625.
type Losses = [(f64, f64); 9];

/// The fifth rate is the best. The third to the seventh lose less than a tenth with every seed, the fourth
/// to the sixth less than a twentieth. With one seed, the second loses exactly a tenth and the seventh exactly a
/// twentieth. The eighth loses a tenth in the median.
const VALLEY: Losses = [
    (0.1, 0.1),
    (0.001, 0.1 * 0.125),
    (0.001, 0.012),
    (0.001, 0.006),
    (0.0, 0.0),
    (0.001, 0.006),
    (0.001, 0.05 * 0.125),
    (0.1 * 0.125, 0.1),
    (0.1, 0.1),
];

/// The tested rates and a check with this many seeds, where `level` is added to each loss. `found` returns the rates of
/// the range test, given the tested rates.
fn checked(
    losses: Losses,
    level: f64,
    seeds: usize,
    found: impl FnOnce(&[f64]) -> Rates,
) -> (Vec<f64>, Check) {
    let link = format!("#v=1&truth_rates=9&truth_runs={seeds}&start_lr=0.0001&end_lr=10000");
    let (experiment, notices) = Experiment::from_link(&link, &breast_cancer().shape());
    assert_eq!(notices, []);
    let lrs = rates(&experiment);
    let trained = |(&lr, (most, one)): (&f64, (f64, f64))| {
        let record = |seed: usize| {
            let after = if seed == 0 { one } else { most };
            Record { training_losses: vec![level + 0.125, level + after], ..Record::default() }
        };
        Trained { lr, records: (0..seeds).map(record).collect() }
    };
    let all: Vec<Trained> = lrs.iter().zip(losses).map(trained).collect();
    let check = Check::new(&experiment, breast_cancer(), &all, &found(&lrs));
    (lrs, check)
}

/// The tested rates and the answer of a check.
fn verify(
    losses: Losses,
    level: f64,
    seeds: usize,
    found: impl FnOnce(&[f64]) -> Rates,
) -> (Vec<f64>, Option<Rate>) {
    let (lrs, check) = checked(losses, level, seeds, found);
    let rate = check.answer.map(|answer| match answer {
        Answer::Found(rate) => *rate,
        Answer::None { .. } => panic!("training finds a rate"),
    });
    (lrs, rate)
}

/// The indices of the rate, of the ends of its range, and of `max_lr` among the tested rates.
fn places(lrs: &[f64], rate: &Rate) -> (usize, Option<[usize; 2]>, usize) {
    let place = |lr: f64| lrs.iter().position(|one| *one == lr).expect("a tested rate");
    let ends = rate.low.zip(rate.high).map(|(low, high)| [place(low), place(high)]);
    (place(rate.lr), ends, place(rate.max_lr))
}

#[test]
fn good_suggestion_is_kept_and_others_move_to_nearest_clearly_good_rate() {
    for (suggested, rate, max_lr) in [(2, 2, 6), (6, 6, 6), (1, 3, 6), (0, 3, 6), (7, 5, 6)] {
        let answer = |lrs: &[f64]| Rates { answer: Some(lrs[suggested]), ..Rates::default() };
        let (lrs, found) = verify(VALLEY, 0.0, 6, answer);
        let found = found.expect("an answer");
        assert_eq!(places(&lrs, &found), (rate, Some([2, 6]), max_lr), "{suggested}");
        assert_eq!(found.suggested, (suggested != rate).then(|| lrs[suggested]));
        assert_eq!(found.base_lr, lrs[2]);
        assert_eq!(found.warnings, []);
    }
}

#[test]
fn base_lr_is_at_least_a_rate_at_which_training_reduces_the_loss() {
    // The fourth rate achieves exactly a tenth of the reduction, the third one less, and the sixth is the best.
    let losses = [
        (0.125, 0.125),
        (0.1, 0.1),
        (0.125 * 0.901, 0.125),
        (0.125 * 0.9, 0.125),
        (0.08, 0.08),
        (0.0, 0.0),
        (0.001, 0.001),
        (0.1, 0.1),
        (0.125, 0.125),
    ];
    // The lower bound of the range test, and the resulting one: it stays if it is high enough and below the rate.
    for (lower, base_lr) in [(0, 3), (2, 3), (3, 3), (4, 4), (5, 3), (8, 3)] {
        let found = |lrs: &[f64]| Rates {
            answer: Some(lrs[5]),
            lower: Some(lrs[lower]),
            ..Rates::default()
        };
        let (lrs, rate) = verify(losses, 0.0, 6, found);
        assert_eq!(rate.expect("an answer").base_lr, lrs[base_lr], "{lower}");
    }
}

#[test]
fn marked_bounds_are_those_of_the_answer() {
    let found = |lrs: &[f64]| Rates {
        answer: Some(lrs[4]),
        lower: Some(lrs[3]),
        upper: Some(lrs[8]),
        ..Rates::default()
    };
    let (lrs, check) = checked(VALLEY, 0.0, 6, found);
    let marked = |name: &str| {
        let mark = check.marks.iter().find(|mark| mark.name == name).expect("a mark");
        (mark.lr, mark.found.as_ref().expect("it has trained").loss)
    };
    assert_eq!([marked("lower"), marked("upper")], [2, 6].map(|at| (lrs[at], VALLEY[at].0)));
    assert_eq!(marked("answer"), (lrs[4], 0.0));
}

#[test]
fn bounds_of_the_user_do_not_change_those_of_the_answer() {
    let link = "#v=1&num_iter=20&truth_rates=9&truth_epochs=1&truth_runs=3";
    let data = breast_cancer();
    let answer = |own: &str| {
        let (experiment, notices) = Experiment::from_link(&format!("{link}{own}"), &data.shape());
        assert_eq!(notices, []);
        let runs = Summary::run(&experiment, data).rates;
        let check = Check::run(&experiment, data, &runs);
        let Some(Answer::Found(rate)) = check.answer else { panic!("training finds a rate") };
        let marks = check.marks.iter().filter(|mark| ["lower", "upper"].contains(&&*mark.name));
        ((rate.lr, rate.base_lr, rate.max_lr), marks.map(|mark| mark.lr).collect::<Vec<_>>())
    };
    let (rates, marks) = answer("");
    assert_eq!(marks, [rates.1, rates.2]);
    // One above the recommended rate, and one that the answer could have, too.
    assert_eq!(answer("&lower=20&upper=50"), (rates, vec![20.0, 50.0]));
    assert_eq!(answer("&lower=0.5"), (rates, vec![0.5, rates.2]));
}

#[test]
fn best_rate_is_the_answer_without_a_suggestion() {
    let lower = |lrs: &[f64]| Rates { lower: Some(lrs[1] / 2.0), ..Rates::default() };
    let (lrs, found) = verify(VALLEY, 0.0, 6, lower);
    let found = found.expect("an answer");
    assert_eq!(places(&lrs, &found), (4, Some([2, 6]), 6));
    assert_eq!((found.base_lr, found.suggested), (lrs[1] / 2.0, None));
    // Losses are relative to the lowest one, and the best rate may have only one good neighbor.
    let mut losses = VALLEY;
    losses[3] = (0.1, 0.1);
    losses[7] = (0.05, 0.1);
    let (lrs, found) = verify(losses, 0.0625, 6, |_| Rates::default());
    assert_eq!(places(&lrs, &found.expect("an answer")), (4, Some([4, 6]), 6));
}

#[test]
fn suggestion_that_has_not_trained_is_not_verified() {
    for share in [0.5, 0.999] {
        let answer = |lrs: &[f64]| Rates {
            answer: Some(lrs[4] + share * (lrs[5] - lrs[4])),
            ..Rates::default()
        };
        assert_eq!(verify(VALLEY, 0.0, 6, answer).1, None);
    }
}

/// The best constant prediction for two sigmoids has the variance of the labels as its loss.
#[test]
fn rate_hardly_better_than_a_constant_prediction_is_not_verified() {
    let mean = 357.0 / 569.0;
    let variance = mean * (1.0 - mean);
    for (share, learned) in [(0.98, true), (0.995, false), (1.01, false)] {
        let answer = |lrs: &[f64]| Rates { answer: Some(lrs[4]), ..Rates::default() };
        let (_, check) = checked(VALLEY, share * variance, 6, answer);
        let found = matches!(check.answer, Some(Answer::Found(_)));
        assert_eq!(found, learned, "{share}");
        let none = "no constant learning rate is better than the best constant prediction";
        assert_eq!(check.conclusion.text.contains(none), !learned, "{share}");
    }
}

#[test]
fn best_rate_at_an_end_gives_a_warning_or_no_answer() {
    let falls = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.0].map(|loss| (loss, loss));
    let mut rises = falls;
    rises.reverse();
    for (losses, best) in [(falls, 8), (rises, 0)] {
        let answer = |lrs: &[f64]| Rates { answer: Some(lrs[4]), ..Rates::default() };
        let (lrs, found) = verify(losses, 0.0, 6, answer);
        let found = found.expect("an answer");
        assert_eq!(places(&lrs, &found), (best, Some([best; 2]), best));
        assert_eq!(found.warnings.iter().map(|doubt| doubt.code).collect::<Vec<_>>(), ["at_edge"]);
        assert_eq!(verify(losses, 0.0, 6, |_| Rates::default()).1, None);
    }
}

#[test]
fn suggestion_is_kept_without_a_range_below_six_seeds_and_not_verified() {
    let answer = |lrs: &[f64]| Rates { answer: Some(lrs[0]), ..Rates::default() };
    let (lrs, found) = verify(VALLEY, 0.0, 5, answer);
    let found = found.expect("an answer");
    // Unlike the suggested rate, the rates above it reduce the loss.
    assert_eq!(places(&lrs, &found), (0, None, 6));
    assert_eq!(found.base_lr, lrs[0]);
    assert!(!found.verified);
    let few = "from 5 new seeds, too few to compare its loss.";
    assert!(found.reason.ends_with(few), "{}", found.reason);
    // Neither do they choose a rate where the range test suggests none.
    assert_eq!(verify(VALLEY, 0.0, 5, |_| Rates::default()).1, None);
    assert!(verify(VALLEY, 0.0, 6, |_| Rates::default()).1.is_some_and(|found| found.verified));
}
