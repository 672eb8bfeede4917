//! The sharpness against dense Hessians: from PyTorch (`tests/reference/sharpness.json`), and from finite
//! differences of the gradient in double precision.

use std::fmt::Display;

use ndarray::{Array1, Array2, Axis};
use rangefinder::data::TargetShape;
use rangefinder::evidence::sharpness::PowerIteration;
use rangefinder::network::MatMul;
use rangefinder::network::{Activation, Batch, Layer, Network, Output, Workspace};
use serde_json::Value;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
}

fn matrix<T: MatMul>(value: &Value) -> Array2<T> {
    let rows: Vec<Vec<f64>> = value.as_array().expect("rows").iter().map(numbers).collect();
    Array2::from_shape_fn((rows.len(), rows[0].len()), |(row, column)| T::of(rows[row][column]))
}

fn named<T: Copy + Display>(all: &[T], name: &Value) -> T {
    *all.iter().find(|one| name == one.to_string().as_str()).expect("a known name")
}

fn network<T: MatMul>(case: &Value) -> Network<T> {
    let layer = |layer: &Value| {
        let bias = Array1::from_iter(numbers(&layer["bias"]).into_iter().map(T::of));
        Layer::new(matrix(&layer["weight"]).view(), bias.view())
    };
    Network {
        layers: case["weights"].as_array().expect("layers").iter().map(layer).collect(),
        activation: named(Activation::ALL, &case["activation"]),
        output: named(Output::ALL, &case["output"]),
    }
}

fn largest<T: MatMul>(network: Network<T>, batch: &Batch<T>) -> Option<f64> {
    let mut iteration = PowerIteration::new(network, batch, 1);
    while iteration.advance() {}
    iteration.largest(0)
}

fn check<T: MatMul>(case: &Value, data: &Value, precision: &str) {
    let rows = case["rows"].as_u64().expect("a count") as usize;
    let labels = numbers(&data["y"])[..rows].iter().map(|&label| T::of(label)).collect();
    let batch = Batch::new(matrix::<T>(&data["X"]).view().split_at(Axis(0), rows).0, labels);
    let network = network::<T>(case);
    let what = format!("{} {} in {precision}", case["output"], case["activation"]);
    let loss = network.loss(&batch, &mut Workspace::default()).lane(0);
    let expected = case["loss"].as_f64().expect("a loss");
    assert!((loss / expected - 1.0).abs() < 1e-5, "{what}: loss {loss} is not {expected}");
    let found = largest(network, &batch).unwrap_or_else(|| panic!("{what}: not found"));
    let expected = case["largest"].as_f64().expect("an eigenvalue");
    assert!((found / expected - 1.0).abs() < 1e-3, "{what}: {found} is not {expected}");
}

#[test]
fn largest_eigenvalue_matches_pytorchs_dense_hessian() {
    let read = |text| -> Value { serde_json::from_str(text).expect("JSON") };
    let data = read(include_str!("reference/data.json"));
    let cases = read(include_str!("reference/sharpness.json"));
    let cases = cases.as_array().expect("cases");
    assert_eq!(cases.len(), 10);
    for case in cases {
        check::<f64>(case, &data, "f64");
        check::<f32>(case, &data, "f32");
    }
}

/// The largest eigenvalue of a symmetric matrix, by Jacobi rotations.
fn largest_by_jacobi(mut matrix: Array2<f64>) -> f64 {
    let size = matrix.nrows();
    for _ in 0..30 {
        for p in 0..size {
            for q in p + 1..size {
                let angle = 0.5 * f64::atan2(2.0 * matrix[[p, q]], matrix[[q, q]] - matrix[[p, p]]);
                let (sin, cos) = angle.sin_cos();
                for k in 0..size {
                    let (a, b) = (matrix[[k, p]], matrix[[k, q]]);
                    (matrix[[k, p]], matrix[[k, q]]) = (cos * a - sin * b, sin * a + cos * b);
                }
                for k in 0..size {
                    let (a, b) = (matrix[[p, k]], matrix[[q, k]]);
                    (matrix[[p, k]], matrix[[q, k]]) = (cos * a - sin * b, sin * a + cos * b);
                }
            }
        }
    }
    matrix.diag().fold(f64::NEG_INFINITY, |a, &b| a.max(b))
}

#[test]
fn largest_eigenvalue_matches_finite_differences() {
    const STEP: f64 = 1e-5;
    let inputs = Array2::from_shape_fn((7, 3), |(row, column)| {
        f64::sin(1.0 + 3.7 * row as f64 + 1.3 * column as f64) * 2.0
    });
    let batch = Batch::new(inputs.view(), (0..7).map(|row| f64::from(row % 2)).collect());
    for output in [Output::Sigmoid2, Output::Softmax, Output::Linear] {
        let network = Network::<f64>::glorot(
            &[3, 4, output.units(&TargetShape::Classes(vec![3, 3]))],
            Activation::Gelu,
            output,
            5,
        );
        let gradient = |layer: usize, parameter: usize, offset: f64| -> Vec<f64> {
            let mut moved = network.clone();
            moved.layers[layer].parameters_mut()[parameter] += offset;
            let mut workspace = Workspace::default();
            moved.loss_and_gradients(&batch, &mut workspace);
            workspace.gradients().iter().flat_map(|layer| layer.parameters().to_vec()).collect()
        };
        let counts = network.layers.iter().map(|layer| layer.parameters().len()).enumerate();
        let places: Vec<_> =
            counts.flat_map(|(l, count)| (0..count).map(move |p| (l, p))).collect();
        let mut hessian = Array2::zeros((places.len(), places.len()));
        for (column, &(layer, parameter)) in places.iter().enumerate() {
            let (above, below) =
                (gradient(layer, parameter, STEP), gradient(layer, parameter, -STEP));
            for (row, (above, below)) in above.iter().zip(below).enumerate() {
                hessian[[row, column]] = (above - below) / (2.0 * STEP);
            }
        }
        let expected = largest_by_jacobi(hessian);
        let found = largest(network, &batch).expect("found");
        assert!((found / expected - 1.0).abs() < 1e-3, "{output}: {found} is not {expected}");
    }
}
