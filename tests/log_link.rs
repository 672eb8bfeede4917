//! The curve of a log, packed in a link.

#![cfg(feature = "log")]

#[path = "common/logs.rs"]
mod logs;

use logs::{csv, rate, report, reports, sweep, training, usual};
use rangefinder::log::{Choices, File, Kind, Log, NoteCode, read};
use rangefinder::log_report::LogReport;
use rangefinder::log_report::pack::{self, pack};

/// The report of a link without additional files.
fn unpack(bytes: &[u8]) -> Result<LogReport, &'static str> {
    pack::unpack(bytes, &Log::default())
}

#[test]
fn packed_link_preserves_the_curve_and_answer() {
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
        // Even without compression, that is less than 4,000 characters in base64.
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
    let trainings: Vec<String> = [(0.1, 0.4), (0.3, 0.2), (1.0, 0.5), (3.0, f64::NAN)]
        .iter()
        .map(|&(lr, end)| training(lr, end, 0))
        .collect();
    let grid = reports(&trainings.iter().map(String::as_str).collect::<Vec<_>>());
    let link = unpack(pack(&grid).expect("trainings").as_bytes()).expect("a report");
    assert_eq!((link.kind, rate(&link).lr, rate(&link).verified), (Kind::Grid, 0.3, false));
    assert_eq!(link.check.expect("trainings").median[3], f64::INFINITY);
    assert_eq!(pack(&reports(&["no log"])), None);
}

#[test]
fn damaged_links_are_rejected_with_a_message() {
    let (lrs, losses) = usual();
    let packed = pack(&report(&lrs, &losses)).expect("a curve");
    let newer = packed.replacen("rangefinder 1", "rangefinder 2", 1);
    assert!(unpack(newer.as_bytes()).is_err_and(|text| text.contains("newer version")));
    let damaged = |bytes: &[u8]| unpack(bytes).is_err_and(|text| text.contains("damaged"));
    assert!(damaged(b"") && damaged(&[0xff; 9]) && damaged(&vec![b'1'; 70_000]));
    // Cut anywhere, or with any byte replaced, it is rejected or still gives a finite curve.
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

#[test]
fn link_with_tiny_losses_can_be_unpacked() {
    // Losses near the smallest number cannot be scaled to four digits.
    let tiny = csv(&[0.1; 50], &[1e-307; 50]);
    let report = reports(&[&training(0.01, 0.5, 0), &tiny]);
    assert_eq!(report.kind, Kind::Grid);
    let packed = pack(&report).expect("a check");
    assert!(unpack(packed.as_bytes()).is_ok(), "{packed}");
}

#[test]
fn link_gives_the_same_rounded_answer_as_the_whole_log() {
    let settings = [
        "",
        "&optimizer=adam",
        "&batch_size=64&hidden=32",
        "&num_iter=400&stop_factor=off",
        "&optimizer=momentum&num_iter=1000&epochs=30&stop_factor=off",
        "&optimizer=adam&num_iter=3100&epochs=70&stop_factor=off",
    ];
    let digits = |report: &LogReport| {
        report.answer.found().map(|rate| {
            [Some(rate.lr), rate.low, rate.high].map(|lr| format!("{:.1e}", lr.expect("a rate")))
        })
    };
    let mut answers = 0;
    for seed in 1..=8 {
        for settings in settings {
            let (lrs, losses) = sweep(&format!("#v=2{settings}&seed={seed}"));
            let log = csv(&lrs, &losses);
            for steps in [None, Some(2_000)] {
                let choices = Choices { steps, ..Choices::default() };
                let file = File { name: "", bytes: log.as_bytes() };
                let report = LogReport::new(&read(&[file], &choices));
                let packed = pack(&report).expect("a curve");
                let link = pack::unpack(packed.as_bytes(), &read(&[], &choices)).expect("a report");
                assert_eq!(digits(&link), digits(&report), "{settings} {seed} {steps:?}");
                assert_eq!(link.claim.is_some(), report.answer.found().is_some());
                answers += usize::from(report.answer.found().is_some());
            }
        }
    }
    assert!(answers > 90, "{answers}");
}

#[test]
fn answer_of_a_link_adapts_to_the_given_training_length() {
    let (lrs, losses) = usual();
    let packed = pack(&report(&lrs, &losses)).expect("a curve");
    let log = Log { steps: Some(660), ..Log::default() };
    let (own, other) = (unpack(packed.as_bytes()), pack::unpack(packed.as_bytes(), &log));
    let (own, other) = (own.expect("a report"), other.expect("a report"));
    let factor = (10.0 * own.decade_steps.expect("steps of a decade") / 660.0).sqrt();
    assert!((rate(&other).lr / rate(&own).lr / factor - 1.0).abs() < 1e-9);
    // The answer of the whole log is for another length, so there is no claim.
    assert!(own.claim.is_some() && other.claim.is_none());
    // A link of a version without the number of steps per decade: each point counts as one step.
    let older: Vec<String> = packed
        .split('\n')
        .enumerate()
        .map(|(line, text)| match line {
            1 => text.split(' ').take(4).collect::<Vec<_>>().join(" "),
            _ => text.to_owned(),
        })
        .collect();
    let older = unpack(older.join("\n").as_bytes()).expect("a report");
    assert!((rate(&older).lr / rate(&own).lr - 1.0).abs() < 1e-3);
    assert_eq!(older.decade_steps, own.decade_steps);
}

#[test]
fn trainings_added_to_a_link_verify_its_answer() {
    let (lrs, losses) = usual();
    let packed = pack(&report(&lrs, &losses)).expect("a curve");
    let ends = [(0.002, 0.3), (0.006, 0.2), (0.02, 0.21), (0.2, 0.9)];
    let texts: Vec<String> = ends.iter().map(|&(lr, end)| training(lr, end, 0)).collect();
    let files: Vec<File> =
        texts.iter().map(|text| File { name: "", bytes: text.as_bytes() }).collect();
    let log = read(&files, &Choices::default());
    assert!(log.kind.has_constant_rates());
    let link = pack::unpack(packed.as_bytes(), &log).expect("a report");
    // The same as for the whole log with these trainings.
    let whole: Vec<String> = [csv(&lrs, &losses)].into_iter().chain(texts.clone()).collect();
    let whole = reports(&whole.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(rate(&link).verified);
    assert_eq!((link.kind, &link.check), (Kind::RangeTest, &whole.check));
    assert_eq!(rate(&link).reason, rate(&whole).reason);
    // The notes are those of the added trainings: one that is added twice counts once.
    let codes = |report: &LogReport| report.notes.iter().map(|note| note.code).collect::<Vec<_>>();
    assert_eq!(codes(&link), [NoteCode::Columns]);
    let twice = read(&[files.as_slice(), &files[..1]].concat(), &Choices::default());
    let twice = pack::unpack(packed.as_bytes(), &twice).expect("a report");
    assert_eq!(twice.check, link.check);
    assert_eq!(codes(&twice), [NoteCode::Columns, NoteCode::Copies]);
    assert!(unpack(packed.as_bytes()).expect("a report").notes.is_empty());
    // It can be shared again.
    let again = unpack(pack(&link).expect("a curve").as_bytes()).expect("a report");
    assert!(rate(&again).verified);
}
