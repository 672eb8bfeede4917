//! Averages that tools record instead of losses: detected, and undone if they have enough digits.

#![cfg(feature = "log")]

#[path = "common/logs.rs"]
mod logs;

use logs::{codes, rate, report, reports, sweep, usual};
use rangefinder::curve::average::{Average, Averaged, find};

#[test]
fn averages_match_their_tools_and_can_be_inverted() {
    // By hand, for the losses 1 and 2: 0.95 + 0.1; 0.0596 / 0.0396; 0.02 / 0.0396 and 0.0596 / 0.058808; 3 / 2.
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

/// A log in the format of the tool that records this average; Keras has no format of its own.
fn written(average: Average, lrs: &[f64], losses: &[f64], digits: usize) -> String {
    let list = |values: &[f64]| {
        values.iter().map(|value| format!("{value:e}")).collect::<Vec<_>>().join(",")
    };
    let rounded = losses.iter().map(|loss| format!("{loss:.digits$}"));
    let losses = rounded.clone().collect::<Vec<_>>().join(",");
    match average {
        Average::First => format!("{{\"lr\": [{}], \"loss\": [{losses}]}}", list(lrs)),
        // Its first factor is the square of the others.
        Average::Ahead => {
            let first = lrs[0] * lrs[0] / lrs[1];
            format!("{{\"lr\": [{},{}], \"loss\": [{losses}]}}", first, list(&lrs[1..]))
        }
        Average::Corrected => format!("{{\"lrs\": [{}], \"losses\": [{losses}]}}", list(lrs)),
        Average::Running => {
            lrs.iter().zip(rounded).map(|(lr, loss)| format!("lr: {lr:e} loss: {loss}\n")).collect()
        }
    }
}

#[test]
fn averages_in_the_logs_of_tools_are_undone_if_digits_suffice() {
    let mut found = 0;
    for seed in 1..=5 {
        let (lrs, losses) = sweep(&format!("#v=2&num_iter=300&seed={seed}"));
        assert_eq!(find(&lrs, &losses, None), Averaged::No);
        for average in [Average::First, Average::Corrected, Average::Ahead] {
            let averages = average.of(&losses);
            let plain = reports(&[&written(average, &lrs, &losses, 12)]);
            assert!(!codes(&plain).iter().any(|code| code.starts_with("average")), "{average:?}");
            let undone = reports(&[&written(average, &lrs, &averages, 12)]);
            let known = Average::LABELS[average as usize].1;
            if undone.warnings.iter().any(|doubt| doubt.text.contains(known)) {
                let (undone, plain) = (rate(&undone).lr, rate(&plain).lr);
                assert!((undone / plain - 1.0).abs() < 1e-6, "{average:?}: {undone}, {plain}");
                found += 1;
            }
            // Two decimals, for losses between 0 and 1, are too few to undo a bias-corrected average of 300 losses.
            let rounded = reports(&[&written(average, &lrs, &averages, 2)]);
            let is_undone = codes(&rounded).contains(&"average_undone");
            assert!(average != Average::Corrected || !is_undone, "{average:?}");
        }
    }
    assert!(found >= 13, "{found} of 15");
}

/// Keras's loss at the end of each batch of an epoch: the mean so far, in single precision.
fn running_means(losses: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let mean = |(count, loss): (usize, &f64)| {
        sum += loss;
        f64::from((sum / (count + 1) as f64) as f32)
    };
    losses.iter().enumerate().map(mean).collect()
}

#[test]
fn running_mean_is_undone_exactly_or_said_to_be_unsure() {
    let (mut exact, mut unsure) = (0, 0);
    for count in [100, 150, 250, 400] {
        for seed in 1..=8 {
            let (lrs, losses) = sweep(&format!("#v=2&num_iter={count}&seed={seed}"));
            let plain = reports(&[&written(Average::Running, &lrs, &losses, 12)]);
            let means = written(Average::Running, &lrs, &running_means(&losses), 12);
            let report = reports(&[&means]);
            let Some(doubt) = report.warnings.iter().find(|doubt| doubt.code == "average_undone")
            else {
                continue;
            };
            if doubt.text.contains("write the loss of each batch") {
                unsure += 1;
                // One warning about the average, also if the name says that it is one.
                let named = codes(&reports(&[&means.replace("loss", "avg_loss")]));
                assert!(!named.contains(&"average"), "{named:?}");
            } else if let (Some(mean), Some(plain)) = (report.answer.found(), plain.answer.found())
            {
                let ratio = mean.lr / plain.lr;
                assert!((ratio - 1.0).abs() < 0.01, "{count} steps, seed {seed}: {ratio}");
                exact += 1;
            }
        }
    }
    assert!(exact > 0 && exact + unsure >= 24, "{exact} exact, {unsure} unsure of 32");
}

#[test]
fn own_code_for_keras_resets_the_mean_before_each_batch() {
    let none = reports(&["loss: 2\nloss: 1\nloss: 3\n"]);
    let keras = none.snippets.iter().find(|snippet| snippet.framework == "Keras").expect("code");
    let before = keras.code.split("on_train_batch_end").next().expect("the beginning of a batch");
    assert!(before.contains("on_train_batch_begin") && before.contains(".reset_metrics()"));
}

#[test]
fn report_states_whether_averaging_was_undone() {
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
fn average_by_name_that_cannot_be_undone_is_reported() {
    let (lrs, losses) = usual();
    // The means of windows of 20 losses, which no known tool records.
    let means: Vec<f64> = (0..losses.len())
        .map(|k| {
            let window = &losses[k.saturating_sub(19)..=k];
            window.iter().sum::<f64>() / window.len() as f64
        })
        .collect();
    let rows = |name: &str, losses: &[f64]| {
        let rows = lrs.iter().zip(losses).map(|(lr, loss)| format!("{lr:e},{loss:.4}\n"));
        reports(&[&format!("lr,{name}\n{}", rows.collect::<String>())])
    };
    for name in ["running_loss", "avg_loss", "loss (smoothed)", "train/mean_loss"] {
        let report = rows(name, &means);
        let averages = codes(&report).into_iter().filter(|code| code.starts_with("average"));
        assert_eq!(averages.count(), 1, "{name}: {:?}", codes(&report));
    }
    assert!(!codes(&rows("loss", &losses)).contains(&"average"));
    // Several range tests, and an average that is undone.
    let csv = |name: &str, losses: &[f64]| {
        let rows = lrs.iter().zip(losses).map(|(lr, loss)| format!("{lr:e},{loss}\n"));
        format!("lr,{name}\n{}", rows.collect::<String>())
    };
    let above: Vec<f64> = means.iter().map(|loss| loss + 0.1).collect();
    let several = codes(&reports(&[&csv("avg_loss", &means), &csv("avg_loss", &above)]));
    assert_eq!(several.iter().filter(|code| **code == "average").count(), 1, "{several:?}");
    let (lrs, losses) = sweep("#v=2&num_iter=300");
    let rows =
        lrs.iter().zip(Average::Ahead.of(&losses)).map(|(lr, loss)| format!("{lr:e},{loss}\n"));
    let undone = codes(&reports(&[&format!("lr,smoothed_loss\n{}", rows.collect::<String>())]));
    assert_eq!(undone, ["average_undone"]);
    // The mean of an epoch is not an average over steps at other rates.
    let epochs: String = (1..)
        .zip(&means)
        .map(|(k, loss)| format!("{k},{:e},{loss}\n", 1e-5 * 1.15_f64.powi(k)))
        .collect();
    let epochs = reports(&[&format!("epoch,lr,avg_loss\n{epochs}")]);
    assert!(!codes(&epochs).contains(&"average"), "{:?}", codes(&epochs));
}

#[test]
fn low_start_of_an_uncorrected_average_is_left_out() {
    // An exponential moving average with beta = 0.9 that starts at zero, without bias correction.
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
    let ratio = rate(&report).lr / rate(&logs::report(&lrs, &losses)).lr;
    // The average lags by nine steps of a factor of 1.15 each.
    assert!((1.0..4.0).contains(&ratio), "{ratio}");
}
