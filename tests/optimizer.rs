//! Every update rule in both conventions on one weight, against the formulas of
//! `tests/reference/README.md` computed by an independent program in double precision.

use ndarray::array;
use rangefinder::network::{Activation, Layer, Network, Output};
use rangefinder::optimizer::{Convention, Optimizer, Rule};

const GRADIENTS: [f64; 4] = [1.0, -0.5, 0.25, 0.8];
const LRS: [f64; 4] = [0.1, 0.2, 0.4, 0.8];

#[rustfmt::skip]
const EXPECTED: [(Rule, Convention, [f64; 4]); 12] = [
    (Rule::Sgd, Convention::Keras, [0.9, 1.0, 0.9, 0.26]),
    (Rule::Sgd, Convention::Pytorch, [0.9, 1.0, 0.9, 0.26]),
    (Rule::Momentum, Convention::Keras, [0.9, 0.91, 0.819, 0.0971]),
    (Rule::Momentum, Convention::Pytorch, [0.9, 0.82, 0.576, -0.5032]),
    (Rule::Nesterov, Convention::Keras, [0.81, 0.919, 0.7371, -0.55261]),
    (Rule::Nesterov, Convention::Pytorch, [0.81, 0.838, 0.5184, -1.09288]),
    (Rule::Rmsprop, Convention::Keras, [0.683772392097, 0.978656176196, 0.676801757479, -0.90950066908]),
    (Rule::Rmsprop, Convention::Pytorch, [0.0000001, 0.898026529489, 0.017609824697, -4.604564765117]),
    (Rule::Adam, Convention::Keras, [0.900000316227, 0.846733059018, 0.710561775925, 0.261326649868]),
    (Rule::Adam, Convention::Pytorch, [0.900000001, 0.846732593742, 0.710560936518, 0.261324799299]),
    (Rule::Adamw, Convention::Keras, [0.899600316227, 0.845613378765, 0.708089114266, 0.256588103044]),
    (Rule::Adamw, Convention::Pytorch, [0.899000001, 0.84393459374, 0.704387198141, 0.249515963337]),
];

#[test]
fn a_rule_keeps_no_more_numbers_than_it_needs() {
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
fn every_rule_follows_its_formula() {
    for (rule, convention, expected) in EXPECTED {
        let layer = |weight| Layer::new(array![[weight]].view(), array![0.0].view());
        let (activation, output) = (Activation::Relu, Output::Linear);
        let mut network = Network { layers: vec![layer(1.0)], activation, output };
        let mut optimizer = Optimizer::new(rule, convention, 0.9, &network);
        for ((gradient, lr), expected) in GRADIENTS.into_iter().zip(LRS).zip(expected) {
            optimizer.update(&mut network, &[layer(gradient)], lr);
            let weight: f64 = network.layers[0].weight()[[0, 0]];
            assert!((weight - expected).abs() < 1e-11, "{rule} {convention}: {weight}, {expected}");
        }
    }
}
