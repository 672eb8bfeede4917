//! Gradients against central differences, in f64, through the same generic code that trains in f32.

use ndarray::Array2;
use rangefinder::data::TargetShape;
use rangefinder::network::{Activation, Batch, Network, Output, Workspace};

const STEP: f64 = 1e-5;

/// A network of three layers with nonzero biases, and a batch.
fn example(activation: Activation, output: Output) -> (Network<f64>, Batch<f64>) {
    let classes = if output == Output::Softmax { 3 } else { 2 };
    let mut network = Network::glorot(
        &[4, 5, 3, output.units(&TargetShape::Classes(vec![2; classes]))],
        activation,
        output,
        7,
    );
    for (index, layer) in network.layers.iter_mut().enumerate() {
        let units = layer.bias().len();
        for (unit, bias) in layer.parameters_mut()[..units].iter_mut().enumerate() {
            *bias = 0.3 - 0.17 * unit as f64 + 0.05 * index as f64;
        }
    }
    let labels = (0..6).map(|row| (row % classes) as f64).collect();
    let inputs = Array2::from_shape_fn((6, 4), |(row, column)| {
        f64::sin(1.0 + 3.7 * row as f64 + 1.3 * column as f64) * 2.0
    });
    (network, Batch::new(inputs.view(), labels))
}

fn check(activation: Activation, output: Output) {
    let (network, batch) = example(activation, output);
    let mut workspace = Workspace::default();
    let loss = network.loss_and_gradients(&batch, &mut workspace);
    assert_eq!(loss, network.loss(&batch, &mut Workspace::default()));
    for (index, gradient) in workspace.gradients().iter().enumerate() {
        for (parameter, &slope) in gradient.parameters().iter().enumerate() {
            let loss_at = |offset: f64| {
                let mut moved = network.clone();
                moved.layers[index].parameters_mut()[parameter] += offset;
                moved.loss(&batch, &mut Workspace::default())
            };
            let difference = (loss_at(STEP) - loss_at(-STEP)) / (2.0 * STEP);
            assert!(
                (difference - slope).abs() < 1e-8 * (1.0 + slope.abs()),
                "{activation} {output}, layer {index}, parameter {parameter}: \
                 {slope} is not {difference}",
            );
        }
        assert!(
            gradient.parameters().iter().any(|&slope| slope.abs() > 1e-3),
            "layer {index} learns"
        );
    }
}

#[test]
fn gradients_match_central_differences_of_the_loss() {
    for activation in Activation::ALL {
        for output in Output::ALL {
            check(*activation, *output);
        }
    }
}
