//! A log's curve in a link.

#![cfg(feature = "log")]

#[path = "common/logs.rs"]
mod logs;

use logs::{csv, rate, report, reports, sweep, training, usual};
use rangefinder::log::Kind;
use rangefinder::log_report::pack::{pack, unpack};

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
    let trainings: Vec<String> = [(0.1, 0.4), (0.3, 0.2), (1.0, 0.5), (3.0, f64::NAN)]
        .iter()
        .map(|&(lr, end)| training(lr, end, 0))
        .collect();
    let grid = reports(&trainings.iter().map(String::as_str).collect::<Vec<_>>());
    let link = unpack(pack(&grid).expect("trainings").as_bytes()).expect("a report");
    assert_eq!((link.kind, rate(&link).lr, rate(&link).verified), (Kind::Grid, 0.3, true));
    assert_eq!(link.check.expect("trainings").median[3], f64::INFINITY);
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

#[test]
fn a_link_holds_losses_however_small() {
    // There is no unit of four digits for a loss near the smallest number.
    let tiny = csv(&[0.1; 50], &[1e-307; 50]);
    let report = reports(&[&training(0.01, 0.5, 0), &tiny]);
    assert_eq!(report.kind, Kind::Grid);
    let packed = pack(&report).expect("a check");
    assert!(unpack(packed.as_bytes()).is_ok(), "{packed}");
}
