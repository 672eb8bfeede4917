//! The predicted class of a row, by hand: ties and NaN.

#![cfg(not(target_arch = "wasm32"))]

use ndarray::{ArrayView1, ArrayView2};
use rangefinder::network::MatMul;
use rangefinder::network::{Activation, Batch, Layer, Network, Output, Workspace};
use wide::f32x4;

/// Checks the accuracy of a single layer that maps the input 1 to the logits, and NaN to NaN.
fn check_in<T: MatMul>(output: Output, logits: &[f64], label: f64, right: bool) {
    let weight: Vec<T> = logits.iter().map(|&z| T::of(z)).collect();
    let zeros = vec![T::zero(); logits.len()];
    let weight = ArrayView2::from_shape((1, logits.len()), &weight).expect("a row of them");
    let layers = vec![Layer::new(weight, ArrayView1::from(&zeros))];
    let network = Network { layers, activation: Activation::Relu, output };
    // The second row is NaN, and its prediction always wrong.
    let rows = [T::one(), T::of(f64::NAN)];
    let rows = ArrayView2::from_shape((2, 1), &rows).expect("two rows of one");
    let batch = Batch::new(rows, vec![T::of(label); 2]);
    let (_, accuracy) = network.evaluate(&batch, &mut Workspace::default());
    let expected = if right { 0.5 } else { 0.0 };
    for lane in 0..T::LANES {
        assert_eq!(accuracy.lane(lane), expected, "{output}, {logits:?}, label {label}");
    }
}

/// Checks that exactly the predicted class counts as right, in every number type.
fn check(output: Output, logits: &[f64], predicted: usize) {
    for label in 0..3 {
        let right = label == predicted;
        check_in::<f32>(output, logits, label as f64, right);
        check_in::<f64>(output, logits, label as f64, right);
        check_in::<f32x4>(output, logits, label as f64, right);
    }
}

#[test]
fn binary_outputs_predict_class_one_only_above_one_half() {
    // Exactly 1 and 0, as in a saturated network; 1/2 and 1/2; e/(1 + e) and 1/(1 + e).
    for tie in [[200.0, -200.0], [-200.0, 200.0], [0.0, 0.0], [1.0, -1.0]] {
        check(Output::Sigmoid2, &tie, 0);
    }
    check(Output::Sigmoid2, &[200.0, 200.0], 1);
    check(Output::Sigmoid2, &[200.0, -2.0], 1);
    check(Output::Sigmoid2, &[2.0, -200.0], 0);
    for (logit, predicted) in [(0.0, 0), (0.01, 1), (-0.01, 0), (300.0, 1)] {
        check(Output::Sigmoid, &[logit], predicted);
    }
    for (value, predicted) in [(0.5, 0), (0.501, 1), (-7.0, 0), (7.0, 1)] {
        check(Output::Linear, &[value], predicted);
    }
}

#[test]
fn softmax_predicts_the_first_of_equal_maxima() {
    for (logits, predicted) in [
        ([2.0, 2.0, 2.0], 0),
        ([1.0, 2.0, 2.0], 1),
        ([2.0, 1.0, 2.0], 0),
        ([-3.0, -2.0, -1.0], 2),
        ([-1.0, -2.0, -1.0], 0),
    ] {
        check(Output::Softmax, &logits, predicted);
    }
}

#[test]
fn row_with_a_nan_output_counts_as_wrong() {
    const NAN: f64 = f64::NAN;
    for label in [0.0, 1.0, 2.0] {
        for logits in [[NAN, 1.0, 2.0], [2.0, NAN, 1.0], [2.0, 1.0, NAN]] {
            for output in [Output::Softmax, Output::Sigmoid2] {
                check_in::<f32>(output, &logits, label, false);
                check_in::<f64>(output, &logits, label, false);
                check_in::<f32x4>(output, &logits, label, false);
            }
        }
    }
}
