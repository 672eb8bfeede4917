//! The engine against curves from PyTorch, Keras and an independent float64 program with the
//! same initial weights and batches (`tests/reference/README.md`).

use std::sync::Arc;

use ndarray::{Array1, Array2, Axis};
use rangefinder::data::Builtin;
use rangefinder::experiment::Experiment;
use rangefinder::network::MatMul;
use rangefinder::network::{Activation, Batch, Layer, Network, Output, Workspace};
use rangefinder::optimizer::{Convention, Optimizer, Rule};
use rangefinder::table;
use rangefinder::training::Trainer;
use rangefinder::training::sweep::Sweep;
use serde_json::Value;

fn read(name: &str) -> Value {
    let path = format!("{}/tests/reference/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn numbers(value: &Value) -> Vec<f64> {
    let values = value.as_array().expect("a list");
    values.iter().map(|value| value.as_f64().expect("a number")).collect()
}

fn matrix<T: MatMul>(value: &Value) -> Array2<T> {
    let rows: Vec<Vec<f64>> = value.as_array().expect("rows").iter().map(numbers).collect();
    Array2::from_shape_fn((rows.len(), rows[0].len()), |(row, column)| T::of(rows[row][column]))
}

fn network<T: MatMul>(case: &Value) -> Network<T> {
    let layer = |index: usize| {
        let bias = numbers(&case["init"][format!("b{index}")]).into_iter().map(T::of);
        let weight = matrix(&case["init"][format!("W{index}")]);
        Layer::new(weight.view(), Array1::from_iter(bias).view())
    };
    let output = match case["model"]["head"].as_str() {
        Some("sigmoid_mse") => Output::Sigmoid2,
        Some("softmax_ce") => Output::Softmax,
        Some("sigmoid_bce") => Output::Sigmoid,
        other => panic!("unknown head {other:?}"),
    };
    Network { layers: (1..=3).map(layer).collect(), activation: Activation::Relu, output }
}

fn optimizer<T: MatMul>(run: &Value, network: &Network<T>) -> Optimizer<T> {
    let rule = match (run["optimizer"].as_str(), run["hyper"]["momentum"].is_number()) {
        (Some("sgd"), false) => Rule::Sgd,
        (Some("sgd"), true) => Rule::Momentum,
        (Some("adam"), _) => Rule::Adam,
        other => panic!("unknown optimizer {other:?}"),
    };
    let convention = match run["convention"].as_str() {
        Some("keras") => Convention::Keras,
        _ => Convention::Pytorch,
    };
    Optimizer::new(rule, convention, run["hyper"]["momentum"].as_f64().unwrap_or(0.9), network)
}

/// The losses of a run, computed by this engine in precision `T`.
fn losses<T: MatMul>(case: &Value, run: &Value) -> Vec<f64> {
    let data = read("data");
    let features = matrix::<T>(&data["X"]);
    let labels: Vec<T> = numbers(&data["y"]).into_iter().map(T::of).collect();
    let network = network(case);
    let mut trainer = Trainer { optimizer: optimizer(run, &network), network };
    let mut workspace = Workspace::default();
    let steps = case["batches"].as_array().expect("batches").iter().zip(numbers(&case["lrs"]));
    steps
        .map(|(batch, lr)| {
            let rows: Vec<usize> = numbers(batch).into_iter().map(|row| row as usize).collect();
            let labels = rows.iter().map(|&row| labels[row]).collect();
            let batch = Batch::new(features.select(Axis(0), &rows).view(), labels);
            trainer.step(&batch, lr, &mut workspace).lane(0)
        })
        .collect()
}

fn check(name: &str, runs: usize) {
    let case = read(name);
    let all = case["runs"].as_object().expect("runs");
    assert_eq!(all.len(), runs, "{name} has these runs: {:?}", all.keys());
    for (run_name, run) in all {
        let oracle = numbers(&run["oracle_f64"]["losses"]);
        let compare = |losses: Vec<f64>, precision: &str, tolerance: fn(usize) -> f64| {
            assert_eq!(losses.len(), oracle.len());
            for (step, (loss, oracle)) in losses.iter().zip(&oracle).enumerate() {
                let error = (loss - oracle).abs() / (oracle.abs() + 1e-6);
                assert!(
                    error <= tolerance(step),
                    "{name}/{run_name} in {precision}, step {step}: {loss} is not {oracle}"
                );
            }
        };
        compare(losses::<f64>(&case, run), "f64", |_| 1e-9);
        // After step 29 the rate is so large that training is chaotic, in any f32 program.
        compare(losses::<f32>(&case, run), "f32", |step| match step {
            0..=22 => 1e-4,
            23..=29 => 1e-3,
            _ => f64::INFINITY,
        });
    }
}

#[test]
fn sgd_seed0() {
    check("sgd_seed0", 2);
}

#[test]
fn momentum() {
    check("momentum", 2);
}

#[test]
fn adam() {
    check("adam", 2);
}

#[test]
fn softmax_ce() {
    check("softmax_ce", 2);
}

#[test]
fn bce_1out() {
    check("bce_1out", 2);
}

#[test]
fn sweeps_on_multiclass_and_regression_data_match_pytorch() {
    let digits = include_bytes!("../benchmark/digits.csv");
    let digits = table::read("digits.csv", digits).expect("a table");
    let (digits, _) = digits.dataset(&digits.roles()).expect("a data set");
    let runs = read("data_runs");
    for (name, dataset) in [
        ("wine", Builtin::Wine.load()),
        ("auto_mpg", Builtin::AutoMpg.load()),
        ("digits", Arc::new(digits)),
    ] {
        let (experiment, _) = Experiment::from_link("#v=2&start_lr=0.01", &dataset.shape());
        let mut sweep = Sweep::new(&experiment, &dataset);
        sweep.advance(20);
        let expected = numbers(&runs[name]);
        assert_eq!(expected.len(), 20);
        for (step, (found, expected)) in sweep.losses().iter().zip(expected).enumerate() {
            assert!((found - expected).abs() <= 1e-6, "{name}, step {step}: {found}, {expected}");
        }
    }
}
