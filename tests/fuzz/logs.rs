//! The reader of logs: any bytes are read or rejected.

use proptest::prelude::*;
use proptest::sample::select;
use rangefinder::log::{Choices, File, read};
use rangefinder::log_report::LogReport;
use rangefinder::log_report::pack::{pack, unpack};

use super::files;

/// Valid logs in which pieces are replaced.
const WHOLE: [&str; 8] = [
    "lr,loss\n1e-3,2.5\n1e-2,2.1\n1e-1,3.5\n",
    "step;lr;loss\n0;0,001;2,5\n1;0,01;2,1\n",
    "{\"lr\": [1e-3, 1e-2, 1e-1], \"loss\": [2.5, NaN, 3.5], \"best\": null}",
    "{'loss': 2.5, 'learning_rate': 1e-05, 'epoch': 0.1}\n{'loss': 2.4, 'learning_rate': 2e-05, 'epoch': 0.2}\n",
    "Epoch 1/9\n12/48 [==>...] - ETA: 0s - loss: 2.5\r48/48 [====] - 1s - loss: 2.4 - lr: 1.0000e-04\n",
    " 50%|██▌  | 5/10 [00:01<00:01,  9.1it/s, loss=2.5, lr=1e-3]\r\u{1b}[33mloss:\u{1b}[0m tensor(2.5, device='cuda:0')\n",
    "0.001, 0.001, 0.01, 0.01, 0.1, 0.1\n2.5, 0.5, 2.4, 0.6, 2.2, 0.7\n",
    "Step,a - loss,b - loss,a - lr\n0,2.5,2.6,0.1\n1,2.4,2.5,0.2\n",
];

/// A file and the user's choices.
#[derive(Clone, Debug)]
pub struct Input {
    bytes: Vec<u8>,
    choices: Choices,
}

/// Files and choices.
pub fn inputs() -> impl Strategy<Value = Input> {
    let bytes = files::bytes(&WHOLE, piece);
    (bytes, choices()).prop_map(|(bytes, choices)| Input { bytes, choices })
}

/// Checks the invariants of a log, that its report has finite rates, and that its link can be unpacked.
pub fn check(Input { bytes, choices }: &Input) {
    let log = read(&[File { name: "loss.csv", bytes }], choices);
    assert!(log.points <= bytes.len());
    assert_eq!(log.points, log.runs.iter().map(|run| run.losses.len()).sum::<usize>());
    for run in &log.runs {
        assert!(run.lrs.is_empty() || run.lrs.len() == run.losses.len());
        assert!(run.lrs.iter().all(|lr| *lr > 0.0 && lr.is_finite()));
        assert!(run.used.from < run.used.to && run.used.to <= run.losses.len());
    }
    let report = LogReport::new(&log);
    if let Some(rate) = report.answer.found() {
        let all = [Some(rate.lr), rate.low, rate.high, Some(rate.base_lr), Some(rate.max_lr)];
        assert!(all.iter().all(|lr| lr.is_some_and(|lr| lr > 0.0 && lr.is_finite())), "{rate:?}");
    }
    if let Some(packed) = pack(&report) {
        assert!(packed.len() < 8_000 && unpack(packed.as_bytes(), &log).is_ok(), "{packed}");
    }
    for note in &log.notes {
        assert!(note.text.ends_with('.') && note.text.chars().count() < 3000, "{}", note.text);
    }
}

/// A log of 64 runs side by side, as Weights & Biases exports them: of many shared rows, each run has a few.
pub fn wide() -> String {
    const RUNS: usize = 64;
    let names: String = (0..RUNS).map(|run| format!(",run {run} - loss")).collect();
    let row = |row: usize| {
        let lr = 1e-6 * 1.000_4_f64.powi(row as i32);
        let run = row * RUNS / ROWS;
        let (before, after) = (",".repeat(run), ",".repeat(RUNS - 1 - run));
        format!("{row},{row},{lr:e},{row},{before}2.5{after}\n")
    };
    const ROWS: usize = 32_000;
    let rows: String = (0..ROWS).map(row).collect();
    format!("Step,epoch,lr,_timestamp{names}\n{rows}")
}

/// Reads a log and its report; returns its number of runs.
pub fn runs(text: &str) -> usize {
    let log = read(&[File { name: "", bytes: text.as_bytes() }], &Choices::default());
    let _ = LogReport::new(&log);
    log.runs.len()
}

fn choices() -> impl Strategy<Value = Choices> {
    let column =
        || proptest::option::of(select(vec!["lr", "loss", "step"]).prop_map(str::to_owned));
    let place = || proptest::option::weighted(0.2, 0..4_usize);
    let steps = proptest::option::of(prop_oneof![1..100_000_usize, any::<usize>()]);
    let lr = || proptest::option::of(prop_oneof![1e-9..10.0, any::<f64>()]);
    let chosen = (column(), column(), place(), place(), lr(), lr(), any::<bool>(), steps);
    chosen.prop_map(|(lr_column, loss_column, run, part, start_lr, end_lr, short_of_end, steps)| {
        Choices {
            lr_column,
            loss_column,
            run,
            part,
            start_lr,
            end_lr,
            short_of_end,
            steps,
            ..Choices::default()
        }
    })
}

fn piece() -> BoxedStrategy<String> {
    let pieces = vec![
        "lr",
        "loss",
        "step",
        "epoch",
        "val_loss",
        "=",
        ": ",
        ",",
        ";",
        "|",
        " ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "'",
        "\"",
        "\\",
        "1e-3",
        "0.5",
        "-1",
        "1e999",
        "nan",
        "-inf",
        "None",
        "1,234",
        "12/48",
        "tensor(",
        "array(",
        "numpy=",
        "\u{1b}[",
        "\u{1b}]",
        "\u{8}",
        "%|",
        "it/s",
        " - ",
        "10",
        "K",
        "\u{feff}",
        "é",
        "│",
        "[==>",
        "...",
        "lr,loss\n",
        "cells",
        "nbformat",
        "value",
        "key",
        "run - ",
    ];
    prop_oneof![
        8 => select(pieces).prop_map(str::to_owned),
        1 => any::<f64>().prop_map(|x| format!("{x:e} ")),
        1 => ".{0,4}",
    ]
    .boxed()
}
