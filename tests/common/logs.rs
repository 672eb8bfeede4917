//! Synthetic logs and their reports.

#![allow(dead_code, reason = "each test uses a part")]

use rangefinder::data::breast_cancer;
use rangefinder::experiment::Experiment;
use rangefinder::log::{Choices, File, read};
use rangefinder::log_report::LogReport;
use rangefinder::sentence::{Answer, Rate};
use rangefinder::training::sweep::Sweep;

/// Deterministic noise between -1 and 1.
pub fn noise(step: usize) -> f64 {
    ((step * 7919 + step * step * 104_729) % 1009) as f64 / 504.0 - 1.0
}

/// `count` rates from 10^first to 10^last with equal factors.
pub fn lrs(count: usize, first: f64, last: f64) -> Vec<f64> {
    (0..count)
        .map(|k| 10_f64.powf(first + (last - first) * k as f64 / (count - 1) as f64))
        .collect()
}

/// A loss that falls from 1 to 0.2 around 10^fall and rises by 4.8 around 10^rise, with noise.
pub fn losses(lrs: &[f64], fall: f64, rise: f64, size: f64) -> Vec<f64> {
    let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
    let loss = |(step, lr): (usize, &f64)| {
        let decade = lr.log10();
        1.0 - 0.8 * sigmoid(6.0 * (decade - fall))
            + 4.8 * sigmoid(8.0 * (decade - rise))
            + size * noise(step)
    };
    lrs.iter().enumerate().map(loss).collect()
}

/// A typical range test: a hundred points over six decades with a fall and a rise.
pub fn usual() -> (Vec<f64>, Vec<f64>) {
    let lrs = lrs(100, -5.0, 1.0);
    let losses = losses(&lrs, -2.5, 0.0, 0.02);
    (lrs, losses)
}

/// A log of these columns.
pub fn csv(lrs: &[f64], losses: &[f64]) -> String {
    let rows = lrs.iter().zip(losses).map(|(lr, loss)| format!("{lr:e},{loss}\n"));
    format!("lr,loss\n{}", rows.collect::<String>())
}

/// The report of these files.
pub fn reports(texts: &[&str]) -> LogReport {
    let files: Vec<File> =
        texts.iter().map(|text| File { name: "", bytes: text.as_bytes() }).collect();
    LogReport::new(&read(&files, &Choices::default()))
}

/// The report of a log of these columns.
pub fn report(lrs: &[f64], losses: &[f64]) -> LogReport {
    reports(&[&csv(lrs, losses)])
}

/// The answer's rate.
pub fn rate(report: &LogReport) -> &Rate {
    report.answer.found().unwrap_or_else(|| panic!("no answer: {:?}", report.answer))
}

/// Why there is no answer.
pub fn none(report: &LogReport) -> &str {
    match &report.answer {
        Answer::None { none, .. } => none,
        Answer::Found(rate) => panic!("an answer: {rate:?}"),
    }
}

/// The codes of the warnings.
pub fn codes(report: &LogReport) -> Vec<&'static str> {
    report.warnings.iter().map(|doubt| doubt.code).collect()
}

/// The rates and the recorded losses of the sweep of a link.
pub fn sweep(link: &str) -> (Vec<f64>, Vec<f64>) {
    let (experiment, notices) = Experiment::from_link(link, &breast_cancer().shape());
    assert!(notices.is_empty(), "{notices:?}");
    let mut sweep = Sweep::new(&experiment, breast_cancer());
    while sweep.advance(usize::MAX) > 0 {}
    (sweep.lrs().to_vec(), sweep.losses().to_vec())
}

/// A training at a constant rate that ends at this loss.
pub fn training(lr: f64, end: f64, run: usize) -> String {
    let losses: Vec<f64> = (0..50)
        .map(|step| {
            end + (1.0 - end) * (-0.2 * f64::from(step)).exp()
                + 0.001 * noise(step as usize + 97 * run)
        })
        .collect();
    csv(&[lr; 50], &losses)
}
