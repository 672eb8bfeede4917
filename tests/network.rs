//! The initial weights.

#![cfg(not(target_arch = "wasm32"))]

use rangefinder::data::breast_cancer;
use rangefinder::experiment::Experiment;
use rangefinder::training::sweep::Sweep;

/// The Kolmogorov-Smirnov statistic of a sample against the uniform distribution on -1..1.
fn distance_from_uniform(mut sample: Vec<f64>) -> f64 {
    sample.sort_by(f64::total_cmp);
    let count = sample.len() as f64;
    let distances = sample.iter().enumerate().map(|(rank, x)| {
        let share = f64::midpoint(1.0, *x);
        f64::max((share - rank as f64 / count).abs(), (share - (rank as f64 + 1.0) / count).abs())
    });
    distances.fold(0.0, f64::max)
}

#[test]
fn initial_weights_are_glorot_uniform_and_biases_zero() {
    // By hand, Glorot's sqrt(6 / (in + out)) for 30-20-4-2: 6/50, 6/24 and 6/6.
    let limits = [0.12_f64.sqrt(), 0.5, 1.0];
    let mut shares = [const { Vec::new() }; 3];
    for seed in 1..=60 {
        let (experiment, _) = Experiment::from_link(
            &format!("#v=1&hidden=20,4&seed={seed}"),
            &breast_cancer().shape(),
        );
        let sweep = Sweep::new(&experiment, breast_cancer());
        let layers = &sweep.trainer().network.layers;
        assert_eq!(layers.len(), 3);
        for ((layer, limit), shares) in layers.iter().zip(limits).zip(&mut shares) {
            assert!(layer.bias().iter().all(|bias| *bias == 0.0));
            shares.extend(layer.weight().iter().map(|weight| f64::from(*weight) / limit));
        }
    }
    assert_eq!(shares.each_ref().map(Vec::len), [60 * 600, 60 * 80, 60 * 8]);
    for shares in shares {
        let largest = shares.iter().fold(0.0, |most, share| f64::max(most, share.abs()));
        assert!(largest <= 1.0 + 1e-7);
        // The probability that no weight comes this close to the limit is exp(-10).
        assert!(largest >= 1.0 - 10.0 / shares.len() as f64, "{largest}");
        // The critical value at 0.1% (Kolmogorov's limit distribution).
        let critical = 1.95 / (shares.len() as f64).sqrt();
        let distance = distance_from_uniform(shares);
        assert!(distance < critical, "{distance} is not below {critical}");
    }
}
