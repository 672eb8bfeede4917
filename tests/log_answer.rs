//! What a log says of the learning rate: its kind, its answer, and every warning.

#![cfg(feature = "log")]

use rangefinder::curve::average::{Average, Averaged, find};
use rangefinder::curve::recommendation::recommend;
use rangefinder::data::breast_cancer;
use rangefinder::experiment::Experiment;
use rangefinder::log::{Choices, File, Kind, read};
use rangefinder::log_report::LogReport;
use rangefinder::log_report::pack::{pack, unpack};
use rangefinder::sentence::{Answer, Rate};
use rangefinder::training::sweep::Sweep;

/// A noise between -1 and 1 that is the same each time.
fn noise(step: usize) -> f64 {
    ((step * 7919 + step * step * 104_729) % 1009) as f64 / 504.0 - 1.0
}

/// So many rates from 10^first to 10^last by equal factors.
fn lrs(count: usize, first: f64, last: f64) -> Vec<f64> {
    (0..count)
        .map(|k| 10_f64.powf(first + (last - first) * k as f64 / (count - 1) as f64))
        .collect()
}

/// A loss that falls from 1 to 0.2 around 10^fall and rises by 4.8 around 10^rise, with noise.
fn losses(lrs: &[f64], fall: f64, rise: f64, size: f64) -> Vec<f64> {
    let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
    let loss = |(step, lr): (usize, &f64)| {
        let decade = lr.log10();
        1.0 - 0.8 * sigmoid(6.0 * (decade - fall))
            + 4.8 * sigmoid(8.0 * (decade - rise))
            + size * noise(step)
    };
    lrs.iter().enumerate().map(loss).collect()
}

/// A hundred points over six decades with a fall and a rise.
fn usual() -> (Vec<f64>, Vec<f64>) {
    let lrs = lrs(100, -5.0, 1.0);
    let losses = losses(&lrs, -2.5, 0.0, 0.02);
    (lrs, losses)
}

fn csv(lrs: &[f64], losses: &[f64]) -> String {
    let rows = lrs.iter().zip(losses).map(|(lr, loss)| format!("{lr:e},{loss}\n"));
    format!("lr,loss\n{}", rows.collect::<String>())
}

fn reports(texts: &[&str]) -> LogReport {
    let files: Vec<File> =
        texts.iter().map(|text| File { name: "", bytes: text.as_bytes() }).collect();
    LogReport::new(&read(&files, &Choices::default()))
}

fn report(lrs: &[f64], losses: &[f64]) -> LogReport {
    reports(&[&csv(lrs, losses)])
}

fn rate(report: &LogReport) -> &Rate {
    report.answer.found().unwrap_or_else(|| panic!("no answer: {:?}", report.answer))
}

fn none(report: &LogReport) -> &str {
    match &report.answer {
        Answer::None { none, .. } => none,
        Answer::Found(rate) => panic!("an answer: {rate:?}"),
    }
}

fn codes(report: &LogReport) -> Vec<&'static str> {
    report.warnings.iter().map(|doubt| doubt.code).collect()
}

/// The recorded losses of a sweep of a link, and their rates.
fn sweep(link: &str) -> (Vec<f64>, Vec<f64>) {
    let (experiment, notices) = Experiment::from_link(link, &breast_cancer().shape());
    assert!(notices.is_empty(), "{notices:?}");
    let mut sweep = Sweep::new(&experiment, breast_cancer());
    while sweep.advance(usize::MAX) > 0 {}
    (sweep.lrs().to_vec(), sweep.losses().to_vec())
}

#[test]
fn a_range_test_has_an_answer_with_its_own_uncertainty() {
    let (lrs, clean) = usual();
    let report = report(&lrs, &clean);
    let expected = recommend(&lrs, &clean, None).expect("a recommendation");
    let rate = rate(&report);
    assert_eq!((report.kind, report.points), (Kind::RangeTest, 100));
    assert_eq!(
        (rate.lr, rate.base_lr, rate.max_lr),
        (expected.lr, expected.base_lr, expected.max_lr)
    );
    assert_eq!(codes(&report), [""; 0]);
    // 0.7 decades below and 0.4 above come from the benchmark; the noise of this curve adds little.
    let decades = |a: f64, b: f64| (a / b).log10();
    let [below, above] =
        [decades(rate.lr, rate.low.unwrap()), decades(rate.high.unwrap(), rate.lr)];
    assert!((0.7..1.0).contains(&below) && (0.4..1.0).contains(&above), "{below}, {above}");
    let noisy = losses(&lrs, -2.5, 0.0, 0.3);
    let noisy = self::report(&lrs, &noisy);
    let noisy = self::rate(&noisy);
    let wider = decades(noisy.high.unwrap(), noisy.low.unwrap());
    assert!(wider > below + above + 0.05, "{wider}, {}", below + above);
    assert!(report.holds.is_some_and(|text| text.contains("10 times as long as the test")));
}

#[test]
fn each_warning_says_what_to_do() {
    let check = |code: &str, says: &str, lrs: &[f64], losses: &[f64]| {
        let report = report(lrs, losses);
        let found = report.warnings.iter().find(|doubt| doubt.code == code);
        let Some(doubt) = found else { panic!("{code}: {:?} {:?}", report.kind, codes(&report)) };
        assert!(doubt.text.contains(says), "{}", doubt.text);
        report
    };
    let (lrs, usual) = usual();
    let changed = |change: &dyn Fn(usize, f64) -> f64| -> Vec<f64> {
        usual.iter().enumerate().map(|(step, &loss)| change(step, loss)).collect()
    };

    let high = self::lrs(100, -1.0, 3.0);
    let report = check(
        "starts_too_high",
        "start the range test 100 times lower, at about 0.001",
        &high,
        &losses(&high, -9.0, 0.5, 0.02),
    );
    assert!(none(&report).contains("too large") && report.bounds.lower.is_none());
    assert!((0.1..2.0).contains(&report.bounds.upper.expect("an upper limit")));

    // Lowest at the seventh point, and hardly higher for long.
    let early: Vec<f64> = (0..100)
        .map(|step| {
            1.7 + 1.4 * (-f64::from(step) / 1.5).exp()
                + 0.002 * f64::from(step)
                + 0.01 * noise(step as usize)
        })
        .collect();
    check("starts_too_high", "start the range test", &self::lrs(100, -4.0, 1.0), &early);

    let report = check(
        "ends_before_rise",
        "end the range test at about 10000",
        &lrs,
        &losses(&lrs, 0.9, 9.0, 0.02),
    );
    assert!(none(&report).contains("still falls") && report.bounds.upper.is_none());
    assert!(report.bounds.lower.is_some());
    // Lowest at its end, even if it hardly falls there.
    let report =
        check("ends_before_rise", "end the range test", &lrs, &losses(&lrs, -0.6, 9.0, 0.0));
    assert!(report.answer.found().is_none());

    let level = changed(&|step, _| 1.0 + 0.1 * noise(step));
    assert!(
        none(&check("no_fall", "check that the optimizer", &lrs, &level)).contains("at no rate")
    );

    check("noisy", "larger batches", &lrs, &losses(&lrs, -2.5, 0.0, 1.0));

    let few = self::lrs(30, -5.0, 1.0);
    check(
        "few_points",
        "only 5 points, and with so few the answer tends to be too high",
        &few,
        &losses(&few, -2.5, 0.0, 0.02),
    );
    let short = self::lrs(9, -5.0, 1.0);
    check("too_few_points", "9 points are too few", &short, &losses(&short, -2.5, 0.0, 0.0));

    let many = self::lrs(1_500, -5.0, 1.0);
    check("many_points", "use 100 to 300 steps", &many, &losses(&many, -2.5, 0.0, 0.02));

    let infinite = changed(&|step, loss| if step >= 80 { f64::INFINITY } else { loss });
    let report = check("not_finite", "From a rate of 0.71 on", &lrs, &infinite);
    assert_eq!(report.curve.as_ref().and_then(|curve| curve.not_finite), Some(lrs[80]));
    let missing = changed(&|step, loss| if step % 40 == 5 { f64::NAN } else { loss });
    let report = check("missing", "3 of the losses", &lrs, &missing);
    assert!(report.answer.found().is_some());

    check(
        "not_positive",
        "check that the chosen column is a loss",
        &lrs,
        &changed(&|_, loss| loss - 1.0),
    );

    let corners = [(0, 1.0), (10, 1.0), (20, 0.4), (45, 1.0), (70, 0.1), (78, 0.1), (99, 3.0)];
    let two: Vec<f64> = (0..100)
        .map(|step| {
            let right = corners.iter().position(|(at, _)| *at >= step).unwrap().max(1);
            let ((a, low), (b, high)) = (corners[right - 1], corners[right]);
            low + (high - low) * (step - a) as f64 / (b - a) as f64 + 0.02 * noise(step)
        })
        .collect();
    check("two_valleys", "try the other one", &lrs, &two);

    let periodic = changed(&|step, loss| loss + 0.2 * noise(step % 12));
    let report = check("periodic", "every 12 points", &lrs, &periodic);
    assert!(report.answer.found().is_some());

    check("constant_loss", "choose another column", &lrs, &vec![0.693; 100]);

    let tuned = changed(&|_, loss| if loss > 1.2 { loss } else { 0.9 + 0.1 * loss });
    check("fine_tuning", "take a rate from the lower half", &lrs, &tuned);

    let repeated: Vec<f64> = lrs.iter().flat_map(|&lr| [lr; 4]).collect();
    let four: Vec<f64> =
        usual.iter().flat_map(|&loss| [loss - 0.1, loss + 0.1, loss - 0.05, loss + 0.05]).collect();
    let report = check("accumulation", "Each rate stands 4 times in a row", &repeated, &four);
    let [merged, plain] = [rate(&report).lr, rate(&self::report(&lrs, &usual)).lr];
    assert!((merged / plain - 1.0).abs() < 1e-9, "{merged}, {plain}");

    let linear: Vec<f64> = (0..100).map(|step| 0.01 + 0.1 * f64::from(step)).collect();
    check("linear_steps", "by equal factors", &linear, &losses(&linear, -0.5, 0.8, 0.02));

    check(
        "falls_at_once",
        "start the range test at a lower rate",
        &lrs,
        &losses(&lrs, -5.0, 0.0, 0.0),
    );
    check(
        "never_rises",
        "end the range test at a higher rate",
        &lrs,
        &changed(&|step, loss| {
            if step > 60 { 0.2 + 0.02 * noise(step) + 2e-4 * step as f64 } else { loss }
        }),
    );
}

#[test]
fn parameter_groups_keep_their_ratio_and_trainings_that_learn_nothing_are_named() {
    let (lrs, losses) = usual();
    let rows = lrs.iter().zip(&losses).map(|(lr, loss)| format!("{lr:e},{:e},{loss}\n", 10.0 * lr));
    let report = reports(&[&format!("lr/group0,lr/group1,loss\n{}", rows.collect::<String>())]);
    let groups = report.warnings.iter().find(|doubt| doubt.code == "groups").expect("groups");
    assert!(groups.text.contains("1 and 10"), "{}", groups.text);
    let falling: Vec<f64> = (0..40).map(|step| 1e-3 * (1.0 - f64::from(step) / 50.0)).collect();
    let level: Vec<f64> = (0..40).map(|step| 0.693 + 0.001 * noise(step)).collect();
    assert_eq!(codes(&self::report(&falling, &level)), ["no_training"]);
    let diverges = self::report(&[0.5; 20], &[&[2.0, 2.2, 9.0][..], &[f64::NAN; 17]].concat());
    assert_eq!((diverges.kind, diverges.bounds.upper), (Kind::Constant, Some(0.5)));
    assert!(codes(&diverges).contains(&"not_finite"));
}

#[test]
fn what_is_no_range_test_is_said_and_what_to_bring() {
    let check = |kind: Kind, says: &str, text: &str| {
        let report = reports(&[text]);
        assert_eq!(report.kind, kind, "{text}");
        assert!(none(&report).contains(says), "{}", none(&report));
        assert!(report.bring.iter().any(|snippet| snippet.framework == "Lightning"));
        assert_eq!(report.suggestions.is_some(), kind == Kind::Warmup);
    };
    let of = |lr: &dyn Fn(f64) -> f64| {
        let lrs: Vec<f64> = (0..60).map(|step| lr(f64::from(step))).collect();
        let losses: Vec<f64> = (0..60)
            .map(|step| 2.0 / (1.0 + 0.1 * f64::from(step)) + 0.02 * noise(step as usize))
            .collect();
        csv(&lrs, &losses)
    };
    check(Kind::Falling, "the rate only falls", &of(&|step| 0.1 * (1.0 - step / 70.0)));
    check(Kind::Constant, "One constant rate", &of(&|_| 0.1));
    check(Kind::Cyclic, "goes up and down", &of(&|step| 0.11 + 0.1 * (step / 5.0).sin()));
    check(Kind::Warmup, "warm-up of a training", &of(&|step| 1e-4 * (step + 1.0).min(30.0)));
    let losses: String =
        (0..60).map(|step| format!("loss: {}\n", 2.0 - f64::from(step) / 60.0)).collect();
    check(Kind::LossesOnly, "The rates are missing", &losses);
    check(Kind::None, "No curve of losses", "nothing to see here\n");
}

#[test]
fn several_range_tests_are_read_as_their_median() {
    let lrs = lrs(100, -5.0, 1.0);
    let clean = losses(&lrs, -2.5, 0.0, 0.05);
    let run = |above: f64| csv(&lrs, &clean.iter().map(|loss| loss + above).collect::<Vec<_>>());
    let report = reports(&[&run(0.0), &run(5.0), &run(0.25)]);
    assert_eq!((report.kind, report.runs), (Kind::Runs, 3));
    let median = &report.curve.as_ref().expect("a curve").losses;
    assert!(median.iter().zip(&clean).all(|(one, other)| (one - other - 0.25).abs() < 1e-9));
    let expected = recommend(&lrs, &clean, None).expect("a recommendation");
    assert!((rate(&report).lr / expected.lr - 1.0).abs() < 1e-9);
    // One of three ends early: its loss counts as infinite from there on.
    let ended = csv(&lrs[..80], &clean[..80]);
    let report = reports(&[&run(0.0), &ended, &run(0.25)]);
    let median = &report.curve.as_ref().expect("a curve").losses;
    assert!((median[79] - clean[79]).abs() < 1e-9 && (median[80] - clean[80] - 0.25).abs() < 1e-9);
}

/// A training at a constant rate that ends at this loss.
fn training(lr: f64, end: f64, run: usize) -> String {
    let losses: Vec<f64> = (0..50)
        .map(|step| {
            end + (1.0 - end) * (-0.2 * f64::from(step)).exp()
                + 0.001 * noise(step as usize + 97 * run)
        })
        .collect();
    csv(&[lr; 50], &losses)
}

#[test]
fn trainings_at_constant_rates_are_the_check() {
    let ends = [(0.02, 0.5), (0.06, 0.3), (0.2, 0.2), (0.6, 0.25), (2.0, 0.9)];
    let texts: Vec<String> = ends.iter().map(|&(lr, end)| training(lr, end, 0)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let report = reports(&texts);
    assert_eq!(report.kind, Kind::Grid);
    // A tenth of the fall from 1 to 0.2: 0.28 at most, so 0.2 and 0.6 are good.
    let alone = rate(&report);
    assert!(alone.verified && alone.sure.contains("no statistical test"));
    assert_eq!((alone.lr, alone.low, alone.high), (0.2, Some(0.2), Some(0.6)));
    let check = report.check.as_ref().expect("a check");
    assert_eq!((check.lrs.len(), check.runs), (5, 1));
    assert!((check.median[2] - 0.2).abs() < 0.005, "{}", check.median[2]);

    // With a range test that suggests about 0.0045 and then with one that suggests about 0.2.
    let lrs = lrs(100, -5.0, 1.0);
    for (fall, suggests) in [(-2.5, 0.005), (-0.9, 0.2)] {
        let test = csv(&lrs, &losses(&lrs, fall, 0.6, 0.01));
        let report = reports(&[&[test.as_str()], texts.as_slice()].concat());
        assert_eq!(report.kind, Kind::RangeTest);
        let rate = rate(&report);
        assert!(rate.verified);
        match rate.suggested {
            None => assert!(
                suggests > 0.1
                    && (0.1..1.2).contains(&rate.lr)
                    && rate.reason.contains("training agrees"),
                "{rate:?}"
            ),
            Some(suggested) => {
                assert!(suggests < 0.1 && suggested < 0.02 && rate.lr == 0.2, "{rate:?}")
            }
        }
    }
    let seeds: Vec<String> =
        ends.iter().flat_map(|&(lr, end)| [0, 1, 2].map(|run| training(lr, end, run))).collect();
    let seeds: Vec<&str> = seeds.iter().map(String::as_str).collect();
    let report = reports(&seeds);
    assert!(
        self::rate(&report).sure.contains("3 runs of each rate"),
        "{}",
        self::rate(&report).sure
    );
}

#[test]
fn averages_are_those_of_their_tools() {
    // By hand, of the losses 1 and 2: 0.95 + 0.1; 0.0596 / 0.0396; 0.02 / 0.0396 and 0.0596 / 0.058808; 3 / 2.
    for (average, [first, second]) in [
        (Average::First, [1.0, 1.05]),
        (Average::Corrected, [1.0, 1.505_050_505]),
        (Average::Ahead, [0.505_050_505, 1.013_467_555]),
        (Average::Running, [1.0, 1.5]),
    ] {
        let averages = average.of(&[1.0, 2.0]);
        assert!(
            (averages[0] - first).abs() < 1e-9 && (averages[1] - second).abs() < 1e-9,
            "{averages:?}"
        );
        let (_, losses) = usual();
        let undone = average.undo(&average.of(&losses));
        assert!(undone.iter().zip(&losses).all(|(one, other)| (one - other).abs() < 1e-9));
    }
}

#[test]
fn an_average_is_found_and_undone_where_its_digits_allow() {
    let mut found = 0;
    for seed in 1..=5 {
        let (lrs, losses) = sweep(&format!("#v=2&num_iter=300&seed={seed}"));
        assert_eq!(find(&lrs, &losses, None), Averaged::No);
        for &average in Average::ALL {
            let averages = average.of(&losses);
            let result = find(&lrs, &averages, Some(average));
            let Averaged::Undone { average: known, losses: undone } = result else { continue };
            found += usize::from(known == average);
            assert!(
                known != average
                    || undone.iter().zip(&losses).all(|(one, other)| (one - other).abs() < 1e-9)
            );
            // Two digits after the point, of losses between 0 and 1, are too few to undo a mean of 300.
            let rounded: Vec<f64> =
                averages.iter().map(|loss| (loss * 100.0).round() / 100.0).collect();
            let result = find(&lrs, &rounded, Some(average));
            assert!(
                !matches!(
                    result,
                    Averaged::Undone { average: Average::Running | Average::Corrected, .. }
                ),
                "{average:?} {result:?}"
            );
        }
    }
    assert!(found >= 18, "{found} of 20");
}

#[test]
fn a_log_says_what_became_of_its_average() {
    let (lrs, losses) = sweep("#v=2&num_iter=300");
    let json = |losses: &[f64], digits: usize| {
        let list = |values: &[f64], digits: usize| {
            values.iter().map(|value| format!("{value:.digits$}")).collect::<Vec<_>>().join(",")
        };
        format!("{{\"lr\":[{}],\"loss\":[{}]}}", list(&lrs, 12), list(losses, digits))
    };
    let plain = reports(&[&json(&losses, 12)]);
    assert_eq!(codes(&plain), [""; 0]);
    let averaged = reports(&[&json(&Average::Ahead.of(&losses), 12)]);
    assert_eq!(codes(&averaged), ["average_undone"]);
    assert!(averaged.warnings[0].text.contains("Lightning"), "{}", averaged.warnings[0].text);
    assert!((rate(&averaged).lr / rate(&plain).lr - 1.0).abs() < 1e-6);
    let rounded = reports(&[&json(&Average::Ahead.of(&losses), 3)]);
    assert_eq!(codes(&rounded), ["average_rounded"]);
    assert!(rounded.warnings[0].text.contains("too few digits"));
}

#[test]
fn the_head_of_an_average_that_starts_too_low_is_no_divergence() {
    // 0.9 of the average before, which is zero at first, and 0.1 of the loss.
    let (lrs, losses) = usual();
    let mut mean = 0.0;
    let averages: Vec<f64> = losses
        .iter()
        .map(|loss| {
            mean = 0.9 * mean + 0.1 * loss;
            mean
        })
        .collect();
    let report = report(&lrs, &averages);
    let doubt = report.warnings.iter().find(|doubt| doubt.code == "average_start");
    assert!(
        doubt.is_some_and(|doubt| doubt.text.contains("were left out")),
        "{:?}",
        report.warnings
    );
    let ratio = rate(&report).lr / rate(&self::report(&lrs, &losses)).lr;
    // The average lags by nine steps, each a factor of 1.15.
    assert!((1.0..4.0).contains(&ratio), "{ratio}");
}

#[test]
fn a_sweep_of_ours_gives_as_a_log_the_same_answer() {
    for link in [
        "#v=2",
        "#v=2&optimizer=adam",
        "#v=2&batch_size=64&hidden=32",
        "#v=1",
        "#v=2&num_iter=400&stop_factor=off",
    ] {
        let (lrs, losses) = sweep(link);
        let json = serde_json::json!({ "version": "0", "lrs": lrs, "losses": losses, "smoothed_losses": losses });
        let report = reports(&[&json.to_string()]);
        let expected = recommend(&lrs, &losses, None).expect("a recommendation");
        assert_eq!(
            (report.points, rate(&report).lr),
            (lrs.len(), expected.lr),
            "{link} {:?} {:?}",
            report.warnings,
            report.notes
        );
    }
}

#[test]
fn a_link_holds_the_curve() {
    let short = |lr: f64| format!("{lr:.1e}");
    let usual = usual();
    let infinite: Vec<f64> = usual
        .1
        .iter()
        .enumerate()
        .map(|(step, &loss)| if step > 80 { f64::NAN } else { loss })
        .collect();
    let logs = [
        csv(&usual.0, &usual.1),
        csv(&usual.0, &infinite),
        csv(&sweep("#v=2").0, &sweep("#v=2").1),
        csv(&sweep("#v=2&num_iter=2000&epochs=60").0, &sweep("#v=2&num_iter=2000&epochs=60").1),
    ];
    for log in &logs {
        let report = reports(&[log]);
        let packed = pack(&report).expect("a curve");
        // As base64 that is less than 4,000 characters, even if nothing compresses it.
        assert!(packed.len() < 3_000, "{}", packed.len());
        let link = unpack(packed.as_bytes()).expect("a report");
        assert_eq!(short(rate(&link).lr), short(rate(&report).lr));
        assert_eq!((link.kind, link.points), (report.kind, report.points));
        assert!((link.lr_first.unwrap() / report.lr_first.unwrap() - 1.0).abs() < 0.05);
        assert_eq!(
            link.curve.as_ref().map(|curve| curve.not_finite.is_some()),
            report.curve.as_ref().map(|curve| curve.not_finite.is_some())
        );
        assert!(link.curve.as_ref().is_some_and(|curve| curve.lrs.len() <= 300));
        let claim = link.claim.expect("a claim");
        assert_eq!(
            (claim.lr, Some(claim.low), claim.version.as_str()),
            (rate(&report).lr, rate(&report).low, env!("CARGO_PKG_VERSION"))
        );
    }
    let trainings: Vec<String> = [(0.1, 0.4), (0.3, 0.2), (1.0, 0.5)]
        .iter()
        .map(|&(lr, end)| training(lr, end, 0))
        .collect();
    let grid = reports(&trainings.iter().map(String::as_str).collect::<Vec<_>>());
    let link = unpack(pack(&grid).expect("trainings").as_bytes()).expect("a report");
    assert_eq!((link.kind, rate(&link).lr, rate(&link).verified), (Kind::Grid, 0.3, true));
    assert_eq!(pack(&reports(&["no log"])), None);
}

#[test]
fn a_damaged_link_gets_a_sentence() {
    let (lrs, losses) = usual();
    let packed = pack(&report(&lrs, &losses)).expect("a curve");
    let newer = packed.replacen("rangefinder 1", "rangefinder 2", 1);
    assert!(unpack(newer.as_bytes()).is_err_and(|text| text.contains("newer version")));
    let damaged = |bytes: &[u8]| unpack(bytes).is_err_and(|text| text.contains("damaged"));
    assert!(damaged(b"") && damaged(&[0xff; 9]) && damaged(&vec![b'1'; 70_000]));
    // Cut anywhere, or with any byte replaced, it is refused or still a curve.
    for place in 0..packed.len() {
        let _ = unpack(&packed.as_bytes()[..place]);
        for byte in [b'-', b'9', b' ', b'\n', b'e', 0xff] {
            let mut bytes = packed.clone().into_bytes();
            bytes[place] = byte;
            if let Ok(report) = unpack(&bytes) {
                assert!(report.curve.is_some_and(|curve| {
                    curve.lrs.iter().chain(&curve.losses).all(|number| number.is_finite())
                }));
            }
        }
    }
    assert!(damaged(&packed.as_bytes()[..packed.len() / 2]));
}
