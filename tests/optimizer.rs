//! Every update rule in both conventions against the libraries: weights after given gradients
//! with a changing learning rate (`tests/reference/optimizers.json`).

use std::fmt::Display;

use ndarray::{Array1, Array2};
use rangefinder::network::{Activation, Layer, Network, Output};
use rangefinder::optimizer::{Convention, Optimizer, Rule};
use serde_json::Value;

fn numbers(value: &Value) -> Vec<f64> {
    let values = value.as_array().expect("a list").iter();
    values.map(|value| value.as_f64().expect("a number")).collect()
}

fn rows(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().expect("a list").iter().map(numbers).collect()
}

fn named<T: Copy + Display>(all: &[T], name: &Value) -> T {
    let found = all.iter().find(|one| name == one.to_string().as_str());
    *found.unwrap_or_else(|| panic!("unknown name {name}"))
}

/// A layer with one unit.
fn layer(weights: &[f64]) -> Layer<f64> {
    let weights = Array2::from_shape_vec((weights.len(), 1), weights.to_vec()).expect("a column");
    Layer::new(weights.view(), Array1::zeros(1).view())
}

#[test]
fn optimizer_state_has_the_expected_size_for_each_rule() {
    let kept = [
        (Rule::Sgd, 0),
        (Rule::Momentum, 1),
        (Rule::Nesterov, 1),
        (Rule::Rmsprop, 1),
        (Rule::Adam, 2),
        (Rule::Adamw, 2),
    ];
    let (activation, output) = (Activation::Relu, Output::Linear);
    let network: Network<f64> = Network::glorot(&[3, 4, 1], activation, output, 1);
    for (rule, expected) in kept {
        let optimizer = Optimizer::new(rule, Convention::Keras, 0.9, &network);
        let numbers: usize = optimizer.memory().map(|layer| layer.parameters().len()).sum();
        // (1 + 3) * 4 and (1 + 4) * 1.
        assert_eq!(numbers, expected * (16 + 5), "{rule}");
    }
}

#[test]
fn every_update_rule_matches_the_reference_libraries() {
    let text = include_str!("reference/optimizers.json");
    let cases: Vec<Value> = serde_json::from_str(text).expect("JSON");
    assert_eq!(cases.len(), Rule::ALL.len() * Convention::ALL.len());
    for case in cases {
        let rule = named(Rule::ALL, &case["rule"]);
        let convention = named(Convention::ALL, &case["convention"]);
        let (activation, output) = (Activation::Relu, Output::Linear);
        let layers = vec![layer(&numbers(&case["start"]))];
        let mut network = Network { layers, activation, output };
        let momentum = case["momentum"].as_f64().expect("a number");
        let mut optimizer = Optimizer::new(rule, convention, momentum, &network);
        let steps = rows(&case["gradients"]).into_iter().zip(numbers(&case["lrs"]));
        let expected = rows(&case["weights"]);
        assert_eq!(expected.len(), 10);
        for (step, ((gradients, lr), expected)) in steps.zip(expected).enumerate() {
            optimizer.update(&mut network, &[layer(&gradients)], lr);
            for (weight, expected) in network.layers[0].weight().iter().zip(expected) {
                assert!(
                    (weight - expected).abs() <= 1e-13 * expected.abs().max(1.0),
                    "{}, {}, step {step}: {weight} is not {expected}",
                    case["library"],
                    case["call"]
                );
            }
        }
    }
}
