//! The report of a log: its kind, its suggested learning rate, and every warning.

#![cfg(feature = "log")]

#[path = "common/logs.rs"]
mod logs;

use logs::{codes, csv, losses, lrs, noise, none, rate, report, reports, sweep, training, usual};
use rangefinder::curve::recommendation::recommend;
use rangefinder::log::{Choices, File, Kind, read, steps};
use rangefinder::log_report::LogReport;

#[test]
fn range_test_answer_has_an_interval_that_widens_with_noise() {
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
    // The benchmark gives 0.7 decades below and 0.4 above; the noise of this curve adds little.
    let decades = |a: f64, b: f64| (a / b).log10();
    // If the length of training is unknown, each end moves by a factor of 1.5.
    let [below, above] =
        [decades(rate.lr, rate.low.unwrap()), decades(rate.high.unwrap(), rate.lr)]
            .map(|decades| decades - 1.5_f64.log10());
    assert!((0.7..1.0).contains(&below) && (0.4..1.0).contains(&above), "{below}, {above}");
    let noisy = losses(&lrs, -2.5, 0.0, 0.3);
    let noisy = logs::report(&lrs, &noisy);
    let noisy = logs::rate(&noisy);
    let wider = decades(noisy.high.unwrap(), noisy.low.unwrap());
    assert!(wider > below + above + 2.0 * 1.5_f64.log10() + 0.05, "{wider}, {}", below + above);
    // About 16 steps per decade: 10 times as many, and from a quarter to four times that.
    let holds = report.holds.expect("what it holds for");
    assert!(holds.contains("about 160 steps, the range for 40 to 640 steps"), "{holds}");
}

#[test]
fn answer_scales_with_inverse_square_root_of_training_steps() {
    let (lrs, losses) = usual();
    let of = |texts: &[&str], steps| {
        let files: Vec<File> =
            texts.iter().map(|text| File { name: "", bytes: text.as_bytes() }).collect();
        LogReport::new(&read(&files, &Choices { steps, ..Choices::default() }))
    };
    let log = csv(&lrs, &losses);
    let unknown = of(&[&log], None);
    let decade = unknown.decade_steps.expect("steps of a decade");
    assert!((16.0..17.5).contains(&decade), "{decade}");
    for steps in [40, 165, 660, 3_000] {
        let known = of(&[&log], Some(steps));
        let factor = (10.0 * decade / steps as f64).sqrt();
        let near = |one: f64, other: f64| (one / other - 1.0).abs() < 1e-9;
        let (known_rate, unknown_rate) = (rate(&known), rate(&unknown));
        assert!(near(known_rate.lr, factor * unknown_rate.lr), "{steps}");
        // Its interval scales likewise, without the margin for an unknown length.
        assert!(near(known_rate.low.unwrap(), 1.5 * factor * unknown_rate.low.unwrap()));
        assert!(near(known_rate.high.unwrap(), factor * unknown_rate.high.unwrap() / 1.5));
        let holds = known.holds.expect("what it holds for");
        assert!(holds.ends_with(&format!("a training of {steps} steps.")), "{holds}");
    }
    // Longer than any training in the benchmark: capped at 300 times the steps per decade.
    let long = of(&[&log], Some(1_000_000));
    assert_eq!(codes(&long), ["long_training"]);
    assert!(
        (rate(&long).lr / rate(&of(&[&log], Some((300.0 * decade) as usize))).lr - 1.0).abs()
            < 1e-3
    );

    // A log of every tenth step covers ten times as many steps; a log of epochs leaves the number unknown.
    let rows = |name: &str, stride: usize| {
        let row = |(place, (lr, loss)): (usize, (&f64, &f64))| {
            format!("{},{lr:e},{loss}\n", stride * (place + 1))
        };
        let rows: String = lrs.iter().zip(&losses).enumerate().map(row).collect();
        format!("{name},lr,loss\n{rows}")
    };
    let tenth = of(&[&rows("step", 10)], None).decade_steps.expect("steps of a decade");
    assert!((tenth / decade - 10.0).abs() < 1e-9, "{tenth}");
    let epochs = of(&[&rows("epoch", 1)], Some(1000));
    assert_eq!(epochs.decade_steps, None);
    assert!(epochs.holds.is_some_and(|text| text.contains("10 times as long as the test")));
}

#[test]
fn metrics_beside_the_loss_do_not_change_the_pace() {
    let (lrs, losses) = usual();
    let of = |text: &str| {
        let choices = Choices { steps: Some(3_000), ..Choices::default() };
        LogReport::new(&read(&[File { name: "", bytes: text.as_bytes() }], &choices))
    };
    let rows = |header: &str, row: &dyn Fn(usize, f64, f64) -> String| {
        let rows = lrs.iter().zip(&losses).enumerate();
        let rows: String = rows.map(|(k, (lr, loss))| row(k, *lr, *loss) + "\n").collect();
        format!("{header}\n{rows}")
    };
    let list = |numbers: &mut dyn Iterator<Item = f64>| {
        numbers.map(|number| format!("{number:e}")).collect::<Vec<_>>().join(",")
    };
    let own = |values: &[f64]| list(&mut values.iter().copied());
    let plain = rate(&of(&csv(&lrs, &losses))).lr;
    // By hand: 99 steps over six decades.
    let pace = 99.0 / 6.0;
    for (name, text, stride) in [
        ("accuracy", rows("lr,loss,accuracy", &|_, lr, loss| format!("{lr:e},{loss},0.5")), 1.0),
        (
            "step and accuracy",
            rows("step,lr,loss,accuracy", &|k, lr, loss| format!("{k},{lr:e},{loss},0.5")),
            1.0,
        ),
        (
            "every tenth iteration",
            rows("iteration,lr,loss,val_loss", &|k, lr, loss| {
                format!("{},{lr:e},{loss},{loss}", 10 * k)
            }),
            10.0,
        ),
        (
            "batches of one epoch",
            rows("epoch,batch,lr,loss,mae", &|k, lr, loss| format!("0,{k},{lr:e},{loss},0.5")),
            1.0,
        ),
        (
            "epochs of fifty steps",
            rows("epoch,step,lr,loss", &|k, lr, loss| format!("{k},{},{lr:e},{loss}", 50 * k)),
            50.0,
        ),
        (
            "lists",
            format!(
                "{{\"lr\": [{}], \"loss\": [{}], \"accuracy\": [{}]}}",
                own(&lrs),
                own(&losses),
                own(&[0.5; 100])
            ),
            1.0,
        ),
        (
            "Keras's progress bar after the lines of each batch",
            rows("", &|_, lr, loss| format!("lr: {lr:e} loss: {loss}"))
                + "100/100 [==========] - 1s 3ms/step - loss: 1.5 - accuracy: 0.5\n",
            1.0,
        ),
    ] {
        let report = of(&text);
        let steps = report.decade_steps.unwrap_or_default();
        assert!((steps / (stride * pace) - 1.0).abs() < 0.05, "{name}: {steps}");
        // The answer is proportional to the square root of the steps per decade.
        let ratio = rate(&report).lr / plain / stride.sqrt();
        assert!((ratio - 1.0).abs() < 1e-9, "{name}: {ratio}");
    }
    // Keras's CSVLogger has a row for each epoch; Weights & Biases counts these rows as steps.
    for header in ["epoch,accuracy,loss,lr", "epoch,_step,loss,lr"] {
        let text = rows(header, &|k, lr, loss| format!("{k},{k},{loss},{lr:e}"));
        assert_eq!(of(&text).decade_steps, None, "{header}");
    }
}

#[test]
fn step_counts_are_parsed_in_common_notations() {
    for text in ["10000", " 10,000 ", "1e4", "10_000", "10 000", "10'000", "10\u{202f}000", "1.0e4"]
    {
        assert_eq!(steps(text), Ok(10_000), "{text}");
    }
    for text in ["", "0", "-5", "1.5", "1,5", "10,00", "1e10", "nan", "inf", "many", ",", "1,,000"]
    {
        assert!(steps(text).is_err_and(|text| text.contains("whole number")), "{text}");
    }
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

    let high = logs::lrs(100, -1.0, 3.0);
    let report = check(
        "starts_too_high",
        "start the range test 100 times lower, at about 0.001",
        &high,
        &losses(&high, -9.0, 0.5, 0.02),
    );
    assert!(none(&report).contains("too large") && report.bounds.lower.is_none());
    assert!((0.1..2.0).contains(&report.bounds.upper.expect("an upper limit")));

    // Lowest at the seventh point, then hardly higher for a long time.
    let early: Vec<f64> = (0..100)
        .map(|step| {
            1.7 + 1.4 * (-f64::from(step) / 1.5).exp()
                + 0.002 * f64::from(step)
                + 0.01 * noise(step as usize)
        })
        .collect();
    check("starts_too_high", "start the range test", &logs::lrs(100, -4.0, 1.0), &early);

    let report = check(
        "ends_before_rise",
        "end the range test at about 10000",
        &lrs,
        &losses(&lrs, 0.9, 9.0, 0.02),
    );
    assert!(none(&report).contains("still falls") && report.bounds.upper.is_none());
    assert!(report.bounds.lower.is_some());
    // Lowest at the end, although the fall there is small.
    let report =
        check("ends_before_rise", "end the range test", &lrs, &losses(&lrs, -0.6, 9.0, 0.0));
    assert!(report.answer.found().is_none());

    let level = changed(&|step, _| 1.0 + 0.1 * noise(step));
    assert!(
        none(&check("no_fall", "check that the optimizer", &lrs, &level)).contains("never falls")
    );

    check("noisy", "larger batches", &lrs, &losses(&lrs, -2.5, 0.0, 1.0));

    let few = logs::lrs(30, -5.0, 1.0);
    check(
        "few_points",
        "only 5 points, and with so few the answer tends to be too high",
        &few,
        &losses(&few, -2.5, 0.0, 0.02),
    );
    let short = logs::lrs(9, -5.0, 1.0);
    check("too_few_points", "9 points are too few", &short, &losses(&short, -2.5, 0.0, 0.0));

    let many = logs::lrs(1_500, -5.0, 1.0);
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

    let report = check("constant_loss", "choose another column", &lrs, &[0.693; 100]);
    assert_eq!(codes(&report), ["constant_loss"]);

    let tuned = changed(&|_, loss| if loss > 1.2 { loss } else { 0.9 + 0.1 * loss });
    check("fine_tuning", "take a rate from the lower half", &lrs, &tuned);

    let repeated: Vec<f64> = lrs.iter().flat_map(|&lr| [lr; 4]).collect();
    let four: Vec<f64> =
        usual.iter().flat_map(|&loss| [loss - 0.1, loss + 0.1, loss - 0.05, loss + 0.05]).collect();
    let report = check("accumulation", "Each rate occurs 4 times in a row", &repeated, &four);
    let [merged, plain] = [rate(&report).lr, rate(&logs::report(&lrs, &usual)).lr];
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
fn losses_of_a_single_rate_ask_for_a_range_test() {
    let losses: String =
        (1..=12).map(|k| format!("epoch {k} loss {}\n", 2.5 / f64::from(k))).collect();
    let table = losses.replace("epoch ", "").replace(" loss ", ",");
    for text in [
        ["lr=0.01\n", &losses].concat(),
        ["Learning rate: 1e-2\n", &losses].concat(),
        ["Namespace(epochs=12, lr=0.01)\n", &losses].concat(),
        ["base_lr: 0.01\n", &losses].concat(),
        ["# lr=0.01, seed=1\nepoch,loss\n", &table].concat(),
        ["# lr=0.01\n,epoch,loss\n", &table.replace('\n', "\n9,")].concat().replace("loss\n1", "loss\n9,1"),
        ["wandb_version: 1\n\nlr:\n  desc: null\n  value: 0.01\nepochs:\n  desc: null\n  value: 30\n", &losses].concat(),
    ] {
        let report = reports(&[&text]);
        assert_eq!(report.what, "Losses with one learning rate, 0.01: 12 points.", "{text}");
        let answer = none(&report);
        assert!(answer.contains("A training at the rate 0.01 says nothing about others: run a range test"), "{answer}");
        assert!(answer.contains("enter its first and last rate") && !report.snippets.is_empty());
        assert!(report.notes.iter().any(|note| note.text == "The only learning rate in the log is 0.01."));
    }
    // Several rates, none, and one that is announced later.
    let reduced = "reducing learning rate of group 0 to 4e-4.\n";
    for (head, end) in [
        ("start_lr = 1e-7 and end_lr = 0.01\n", ""),
        ("lr_generator: 0.01, lr_critic: 0.02\n", ""),
        ("lr=0.01\nlr=0.02\n", ""),
        ("lr=0\n", ""),
        ("", "lr=0.01\n"),
        ("", reduced),
        ("lr=0.01\n", reduced),
    ] {
        let several = reports(&[&[head, &losses, end, &losses].concat()]);
        assert!(!several.what.contains("one learning rate"), "{}", several.what);
    }
    // Tables with a rate in front of each are trainings.
    let of_rate = |lr: &str| format!("# lr={lr}\nepoch,loss\n{table}");
    let texts = ["0.001", "0.01", "0.1"].map(of_rate);
    let files = [0, 1, 2].map(|k| File { name: ["a", "b", "c"][k], bytes: texts[k].as_bytes() });
    let grid = read(&files, &Choices::default());
    let rates: Vec<f64> = grid.runs.iter().map(|run| run.lrs[11]).collect();
    assert_eq!((grid.kind, grid.points, rates), (Kind::Grid, 36, vec![0.001, 0.01, 0.1]));
}

#[test]
fn equal_rates_in_two_columns_are_no_parameter_groups() {
    let (lrs, losses) = usual();
    // From 0.001 on, Keras shows four decimals: 0.0022 for 0.00215.
    let plain = |lr: &f64| if *lr > 1e-3 { format!("{lr:.4}") } else { format!("{lr:.4e}") };
    let scientific = |lr: &f64| format!("{lr:.4e}");
    for shown in [plain, scientific] {
        let rows: String = lrs.iter().zip(&losses).enumerate().map(|(k, (lr, loss))| {
            let shown = shown(lr);
            format!(
                "\nEpoch {k}: LearningRateScheduler setting learning rate to {lr:.12}.\nEpoch {k}/100\n48/48 - 1s - 20ms/step - loss: \
                 {loss} - learning_rate: {shown}\n"
            )
        }).collect();
        let keras = reports(&[&rows]);
        assert_eq!((keras.kind, keras.points), (Kind::RangeTest, 100));
        assert!(!codes(&keras).contains(&"groups"), "{:?}", keras.warnings);
        let equal = "Other rates in the log: \"setting learning rate\", equal to this one.";
        assert!(keras.notes.iter().any(|note| note.text == equal), "{:?}", keras.notes);
    }
}

#[test]
fn few_points_in_large_steps_may_be_trainings() {
    let rows = [(1e-5, 2.3), (1e-4, 2.1), (1e-3, 1.2), (1e-2, 0.4), (1e-1, 0.9), (1.0, 2.5)];
    let rows: String = rows.iter().map(|(lr, loss)| format!("{lr:e},{loss}\n")).collect();
    for (rows, count) in
        [(&rows, 6), (&[&rows, "10,nan\n"].concat(), 6), (&rows.replace("2.5", "nan"), 5)]
    {
        let asked = reports(&[&["lr,loss\n", rows].concat()]);
        let start = format!("{count} points are too few for a range test");
        assert!(
            none(&asked).starts_with(&start)
                && none(&asked).contains("name their column final_loss"),
            "{asked:?}"
        );
        let named = reports(&[&["lr,final_loss\n", rows].concat()]);
        assert!((rate(&named).lr / 0.01 - 1.0).abs() < 1e-9, "{named:?}");
    }
    // Ten points are enough for a range test.
    let ten = [2.5, 2.5, 2.5, 2.25, 1.5, 1.0, 0.75, 1.5, 3.0, 9.0].into_iter().enumerate();
    let ten: String =
        ten.map(|(k, loss)| format!("{:e},{loss}\n", 1e-8 * 10_f64.powi(k as i32))).collect();
    let ten = reports(&[&["lr,loss\n", &ten].concat()]);
    assert!(!codes(&ten).contains(&"too_few_points"), "{:?}", ten.warnings);
    // In small steps they are a part of a range test.
    let short: String =
        (0..8).map(|k| format!("{:e},{}\n", 1e-4 * 1.5_f64.powi(k), 2.5 - f64::from(k))).collect();
    assert!(
        none(&reports(&[&["lr,loss\n", &short].concat()]))
            .contains("8 points are too few for an answer")
    );
}

#[test]
fn parameter_groups_and_trainings_without_progress_are_reported() {
    let (lrs, losses) = usual();
    let rows = lrs.iter().zip(&losses).map(|(lr, loss)| format!("{lr:e},{:e},{loss}\n", 10.0 * lr));
    let report = reports(&[&format!("lr/group0,lr/group1,loss\n{}", rows.collect::<String>())]);
    let groups = report.warnings.iter().find(|doubt| doubt.code == "groups").expect("groups");
    assert!(groups.text.contains("1 and 10"), "{}", groups.text);
    let falling: Vec<f64> = (0..40).map(|step| 1e-3 * (1.0 - f64::from(step) / 50.0)).collect();
    let level: Vec<f64> = (0..40).map(|step| 0.693 + 0.001 * noise(step)).collect();
    assert_eq!(codes(&logs::report(&falling, &level)), ["no_training"]);
    let diverges = logs::report(&[0.5; 20], &[&[2.0, 2.2, 9.0][..], &[f64::NAN; 17]].concat());
    assert_eq!((diverges.kind, diverges.bounds.upper), (Kind::Constant, Some(0.5)));
    assert!(codes(&diverges).contains(&"not_finite"));
}

#[test]
fn other_kinds_of_logs_get_a_reason_and_recording_snippets() {
    let check = |kind: Kind, says: &str, text: &str| {
        let report = reports(&[text]);
        assert_eq!(report.kind, kind, "{text}");
        assert!(none(&report).contains(says), "{}", none(&report));
        assert!(report.snippets.iter().any(|snippet| snippet.framework == "Lightning"));
        assert_eq!(report.suggestions.is_some(), kind == Kind::Warmup);
    };
    let of = |lr: &dyn Fn(f64) -> f64| {
        let lrs: Vec<f64> = (0..60).map(|step| lr(f64::from(step))).collect();
        let losses: Vec<f64> = (0..60)
            .map(|step| 2.0 / (1.0 + 0.1 * f64::from(step)) + 0.02 * noise(step as usize))
            .collect();
        csv(&lrs, &losses)
    };
    check(Kind::Falling, "The rate only falls", &of(&|step| 0.1 * (1.0 - step / 70.0)));
    check(Kind::Constant, "One constant rate", &of(&|_| 0.1));
    check(Kind::Cyclic, "goes up and down", &of(&|step| 0.11 + 0.1 * (step / 5.0).sin()));
    check(Kind::Warmup, "warm-up of a training", &of(&|step| 1e-4 * (step + 1.0).min(30.0)));
    let losses: String =
        (0..60).map(|step| format!("loss: {}\n", 2.0 - f64::from(step) / 60.0)).collect();
    check(Kind::LossesOnly, "The rates are missing", &losses);
    check(Kind::None, "No curve of losses", "nothing to see here\n");
}

#[test]
fn multiple_range_tests_are_combined_by_their_median() {
    let lrs = lrs(100, -5.0, 1.0);
    let clean = losses(&lrs, -2.5, 0.0, 0.05);
    let run = |above: f64| csv(&lrs, &clean.iter().map(|loss| loss + above).collect::<Vec<_>>());
    let report = reports(&[&run(0.0), &run(5.0), &run(0.25)]);
    assert_eq!((report.kind, report.runs), (Kind::Runs, 3));
    let median = &report.curve.as_ref().expect("a curve").losses;
    assert!(median.iter().zip(&clean).all(|(one, other)| (one - other - 0.25).abs() < 1e-9));
    // By interpolation between 0 and 0.25, and between 0.25 and 5: 0.2 * 0.25 and 0.25 + 0.8 * 4.75.
    let band = report.curve.as_ref().and_then(|curve| curve.band.as_ref()).expect("a band");
    assert!((band.low[0] - clean[0] - 0.05).abs() < 1e-9);
    assert!((band.high[0] - clean[0] - 4.05).abs() < 1e-9);
    let expected = recommend(&lrs, &clean, None).expect("a recommendation");
    assert!((rate(&report).lr / expected.lr - 1.0).abs() < 1e-9);
    // One of three runs ends early: its loss counts as infinite afterwards.
    let ended = csv(&lrs[..80], &clean[..80]);
    let report = reports(&[&run(0.0), &ended, &run(0.25)]);
    let median = &report.curve.as_ref().expect("a curve").losses;
    assert!((median[79] - clean[79]).abs() < 1e-9 && (median[80] - clean[80] - 0.25).abs() < 1e-9);
}

#[test]
fn aborted_range_test_does_not_cut_the_others() {
    let (lrs, losses) = usual();
    let expected = rate(&report(&lrs, &losses)).lr;
    let run = |end: usize| csv(&lrs[..end], &losses[..end]);
    let code = |report: &LogReport| codes(report).contains(&"aborted");
    // Aborted in the middle of the fall, or before it.
    for end in [60, 45, 30] {
        let report = reports(&[&run(end), &run(100)]);
        assert!((rate(&report).lr / expected - 1.0).abs() < 1e-9 && code(&report), "{end}");
        assert_eq!(report.lr_last, Some(lrs[99]));
    }
    let several = reports(&[&run(30), &run(60), &run(100), &run(55), &run(100)]);
    assert!((rate(&several).lr / expected - 1.0).abs() < 1e-9);
    let doubt = several.warnings.iter().find(|doubt| doubt.code == "aborted").expect("a warning");
    assert!(doubt.text.starts_with("3 range tests end before"), "{}", doubt.text);
    // A run that was stopped because its loss had risen is complete.
    assert!(!code(&reports(&[&run(100), &run(84), &run(100)])));
}

#[test]
fn trainings_at_constant_rates_verify_the_answer() {
    let ends = [(0.02, 0.5), (0.06, 0.3), (0.2, 0.2), (0.6, 0.25), (2.0, 0.9)];
    let texts: Vec<String> = ends.iter().map(|&(lr, end)| training(lr, end, 0)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let report = reports(&texts);
    assert_eq!(report.kind, Kind::Grid);
    // The fall is from 1 to 0.2; a loss of at most 0.28 misses at most a tenth of it, so 0.2 and 0.6 are good.
    let alone = rate(&report);
    assert!(alone.verified && alone.sure.contains("no statistical test"));
    // Without 0.6 there is only one good rate, which may be best by chance; two runs of each rate suffice.
    let few = reports(&[texts[1], texts[2], texts[4]]);
    let few = rate(&few);
    assert!(!few.verified && few.lr == 0.2 && few.sure.contains("not verified"), "{few:?}");
    let again: Vec<String> = ends.iter().map(|&(lr, end)| training(lr, end, 1)).collect();
    let twice = reports(&[texts[1], texts[2], texts[4], &again[1], &again[2], &again[4]]);
    assert!(rate(&twice).verified && rate(&twice).sure.contains("2 runs of each rate"));
    assert_eq!((alone.lr, alone.low, alone.high), (0.2, Some(0.2), Some(0.6)));
    let check = report.check.as_ref().expect("a check");
    assert_eq!((check.lrs.len(), check.runs), (5, 1));
    assert!((check.median[2] - 0.2).abs() < 0.005, "{}", check.median[2]);

    // Together with a range test that suggests about 0.0045, then with one that suggests about 0.2.
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
        logs::rate(&report).sure.contains("3 runs of each rate"),
        "{}",
        logs::rate(&report).sure
    );
}

#[test]
fn table_of_final_losses_answers_with_the_rate_of_the_lowest() {
    let lrs = [1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0];
    let table = |head: &str, row: &dyn Fn(f64, usize, f64) -> String, seeds: usize| {
        let rows = lrs.iter().flat_map(|&lr: &f64| {
            (0..seeds)
                .map(move |seed| (lr, seed, 0.5 + (lr.log10() + 1.0).abs() + 0.01 * seed as f64))
        });
        let rows = rows.map(|(lr, seed, loss)| row(lr, seed, loss));
        format!("{head}\n{}", rows.collect::<String>())
    };
    let plain = |lr: f64, _, loss: f64| format!("{lr},{loss}\n");
    let seeded = |lr: f64, seed, loss: f64| format!("{lr},{seed},{loss}\n");
    for (text, runs) in [
        (table("lr,val_loss", &plain, 1), 1),
        (table("", &|lr, _, loss| format!("lr {lr} -> validation loss {loss}\n"), 1), 1),
        (table("lr,seed,val_loss", &seeded, 5), 5),
        (table("lr,seed,final_loss", &seeded, 5), 5),
    ] {
        let report = reports(&[&text]);
        let check = report.check.as_ref().expect("a check");
        assert_eq!((check.lrs.len(), check.runs, rate(&report).lr), (11, runs, 0.1), "{text}");
    }
}

#[test]
fn answer_of_trainings_is_not_contradicted_by_the_range_test() {
    let (lrs, losses) = usual();
    let test = csv(&lrs, &losses);
    let with = |test: &str, ends: &[(f64, f64)]| {
        let texts: Vec<String> = ends.iter().map(|&(lr, end)| training(lr, end, 0)).collect();
        reports(&[&[test], &texts.iter().map(String::as_str).collect::<Vec<_>>()[..]].concat())
    };
    let holds = |report: &LogReport| report.holds.clone().unwrap_or_default();
    // The range test alone answers for a training of its own length, the trainings for theirs.
    let ends = [(0.002, 0.3), (0.006, 0.2), (0.02, 0.21)];
    assert!(holds(&reports(&[&test])).contains("about 160 steps"));
    let texts = ends.map(|(lr, end)| training(lr, end, 0));
    for report in [with(&test, &ends), reports(&texts.each_ref().map(String::as_str))] {
        assert!(holds(&report).contains("trainings as long as those at constant rates"));
        assert!(!holds(&report).contains("160"), "{}", holds(&report));
    }
    // Doubts about an answer that the trainings give without the test, or in its place.
    let flat: Vec<f64> = lrs.iter().enumerate().map(|(step, _)| 1.0 + 0.02 * noise(step)).collect();
    assert_eq!(codes(&report(&lrs, &flat)), ["no_fall", "noisy"]);
    let trained = with(&csv(&lrs, &flat), &ends);
    assert_eq!((rate(&trained).lr, codes(&trained)), (0.006, vec![]));
    // What is still true stays.
    let groups = "lr,lr_group_1,loss\n".to_owned()
        + &lrs
            .iter()
            .zip(&losses)
            .map(|(lr, loss)| format!("{lr:e},{:e},{loss}\n", lr / 10.0))
            .collect::<String>();
    assert_eq!(codes(&with(&groups, &ends)), ["groups"]);
    // The suggestion is 0.011. It stays if the rate next to it was good, not if only one farther away was.
    assert!((rate(&reports(&[&test])).lr / 0.011 - 1.0).abs() < 0.1);
    let near = with(&test, &[(0.01, 0.5), (0.02, 0.2), (0.04, 0.5)]);
    assert_eq!((rate(&near).lr, rate(&near).low), (0.02, Some(0.02)));
    assert!(rate(&near).reason.contains("clearly higher"), "{}", rate(&near).reason);
    // Trainings that do not learn decide nothing, which a warning says.
    let ends = ends.map(|(lr, _)| (lr, 1.2));
    for report in [with(&test, &ends), with(&training(0.1, 1.2, 0), &ends)] {
        assert_eq!(codes(&report), ["none_trained"]);
    }
    assert!(!rate(&with(&test, &ends)).verified);
}

#[test]
fn exported_sweep_read_as_a_log_gives_the_same_answer() {
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
fn logs_in_which_an_ellipsis_stands_for_rows_get_no_answer() {
    let (lrs, losses) = usual();
    let numbered: Vec<(usize, f64, f64)> =
        (0..100).map(|row| (row, lrs[row], losses[row])).collect();
    // The form of a row, and that of the ellipsis in place of rows 30 to 69.
    let with_gap = |row: &dyn Fn(&(usize, f64, f64)) -> String, gap: &str| {
        let rows = |part: &[(usize, f64, f64)]| part.iter().map(row).collect::<String>();
        [&rows(&numbered[..30]), gap, &rows(&numbered[70..])].concat()
    };
    let numbers =
        |of: fn(&(usize, f64, f64)) -> f64| with_gap(&|row| format!("{:e} ", of(row)), "... ");
    let frame = |gap| with_gap(&|(row, lr, loss)| format!("{row}  {lr:e}  {loss}\n"), gap);
    let html = with_gap(
        &|(row, lr, loss)| format!("<tr><th>{row}</th><td>{lr}</td><td>{loss}</td></tr>\n"),
        "<tr><th>...</th><td>...</td><td>...</td></tr>\n",
    );
    let lines = with_gap(&|(row, lr, loss)| format!("step {row} lr {lr} loss {loss}\n"), "...\n");
    for text in [
        format!("     lr  loss\n{}\n[100 rows x 2 columns]", frame("..  ...  ...\n")),
        format!("<table><tr><th></th><th>lr</th><th>loss</th></tr>{html}</table>"),
        format!("lrs = [{}]\nlosses = [{}]", numbers(|row| row.1), numbers(|row| row.2)),
        format!("step,lr,loss\n{}", frame("⋮  ⋮  ⋮\n").replace("  ", ",")),
        lines,
    ] {
        let report = reports(&[&text]);
        assert!(
            none(&report).starts_with("Rows or columns are missing"),
            "{text}: {}",
            none(&report)
        );
        assert!(none(&report).contains("df.to_csv"), "{}", none(&report));
    }
    // No rows are missing where the lines around an ellipsis are of different forms, as in a terminal of Python.
    let line = |(row, lr, loss): &(usize, f64, f64)| format!("step {row} lr {lr} loss {loss}\n");
    let all: String = numbered.iter().map(line).collect();
    let typed = reports(&[&format!(">>> for step in range(100):\n...     run(step)\n...\n{all}")]);
    let sample = format!("For example:\n{}...\nThe log:\n{all}", line(&numbered[0]));
    assert_eq!(rate(&typed).lr, rate(&reports(&[&all])).lr);
    assert_eq!(rate(&reports(&[&sample])).lr, rate(&typed).lr);
    // A gap between columns whose names are known does no harm.
    let whole = reports(&[&format!("     lr  loss\n{}", frame(""))]);
    let row = |(row, lr, loss): &(usize, f64, f64)| format!("{row}  {lr:e}  ...  {loss}\n");
    let named = reports(&[&format!("     lr  ...  loss\n{}", with_gap(&row, ""))]);
    assert_eq!(rate(&named).lr, rate(&whole).lr);
    // Which of the other columns has the losses cannot be known.
    let other = reports(&[&format!("     lr  ...  f1\n{}", with_gap(&row, ""))]);
    assert!(none(&other).starts_with("Rows or columns are missing"), "{}", none(&other));
}

#[test]
fn range_test_from_the_highest_rate_to_the_lowest_is_no_different_from_a_training_with_decay() {
    let (lrs, losses) = usual();
    let reversed = |numbers: &[f64]| numbers.iter().rev().copied().collect::<Vec<f64>>();
    let falling = logs::report(&reversed(&lrs), &reversed(&losses));
    assert_eq!(falling.kind, Kind::Falling);
    let reason = none(&falling);
    assert!(reason.contains("training with decay") && reason.contains("sort them"), "{reason}");
}
