//! Each lane trains one seed: its results are bit-identical to a run of that seed alone.

#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::{BAND, BAND_FINGERPRINT};
use proptest::prelude::*;
use rangefinder::curve::Recording;
use rangefinder::curve::{Curve, OutcomeKind};
use rangefinder::data::breast_cancer;
use rangefinder::experiment::Experiment;
use rangefinder::network::lanes::Real;
use rangefinder::network::{Activation, Network, Output};
use rangefinder::optimizer::{Convention, Rule};
use rangefinder::training::repeats::Repeats;
use rangefinder::training::summary::Summary;
use rangefinder::training::sweep::{Setup, Sweep};
use wide::f32x4;

fn experiment(link: &str) -> Experiment {
    let (experiment, notices) = Experiment::from_link(link, &breast_cancer().shape());
    assert_eq!(notices, [], "{link}");
    experiment
}

fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|x| x.to_bits()).collect()
}

fn weights<T: Real>(network: &Network<T>, lane: usize) -> Vec<u64> {
    let parameters = network.layers.iter().flat_map(|layer| layer.parameters());
    parameters.map(|x| x.lane(lane).to_bits()).collect()
}

/// Compares four seeds in lanes with single runs; returns how the single runs ended.
fn check(link: &str) -> Vec<OutcomeKind> {
    let experiment = experiment(link);
    let setup = Setup::new(&experiment, breast_cancer());
    let mut four: Sweep<f32x4> = setup.sweep(experiment.seed);
    four.advance(usize::MAX);
    let kind = |lane: usize| {
        let mut one: Sweep<f32> = setup.sweep(experiment.seed + lane as u32);
        one.advance(usize::MAX);
        let (single, in_lane): (&Curve, &Curve) = (one.curve(0), four.curve(lane));
        assert_eq!(bits(single.losses()), bits(in_lane.losses()), "{link}, lane {lane}");
        assert_eq!(bits(single.smoothed_losses()), bits(in_lane.smoothed_losses()), "{link}");
        assert_eq!(single.outcome(), in_lane.outcome(), "{link}, lane {lane}");
        let outcome = single.outcome().expect("the sweep has ended").kind;
        if outcome == OutcomeKind::Completed {
            let trained =
                [one.trained().map(|n| weights(n, 0)), four.trained().map(|n| weights(n, lane))];
            assert_eq!(trained[0], trained[1], "{link}, lane {lane}");
        }
        outcome
    };
    (0..4).map(kind).collect()
}

#[test]
fn lanes_equal_single_runs_for_every_activation_output_and_optimizer() {
    for activation in Activation::ALL {
        for output in Output::ALL {
            check(&format!("#v=1&activation={activation}&output={output}&end_lr=10&hidden=9,6"));
        }
    }
    for rule in Rule::ALL {
        for convention in Convention::ALL {
            check(&format!("#v=1&optimizer={rule}&convention={convention}&start_lr=1e-4&end_lr=1"));
        }
    }
    for measure in ["running_mean", "all", "validation"] {
        check(&format!("#v=1&validation=0.2&measure={measure}&num_iter=30"));
    }
    for shape in
        ["hidden=none", "hidden=1", "hidden=3,33", "batch_size=1&num_iter=40", "batch_size=2"]
    {
        check(&format!("#v=1&{shape}"));
    }
}

#[test]
fn diverging_lane_does_not_affect_the_others() {
    let diverged = check("#v=1&output=softmax&end_lr=1000&beta=0.5&seed=3");
    assert!(diverged.contains(&OutcomeKind::Diverged), "{diverged:?}");
    let mixed = check("#v=1&output=linear&start_lr=0.001&end_lr=3&stop_factor=off&seed=1");
    let broken = mixed.iter().filter(|kind| **kind == OutcomeKind::NotFinite).count();
    assert!((1..4).contains(&broken), "some diverge, some do not: {mixed:?}");
}

fn repeats(experiment: &Experiment, first: usize, count: usize, chunk: usize) -> Vec<Recording> {
    let mut repeats = Repeats::new(experiment, breast_cancer(), first, count);
    while repeats.advance(chunk) {}
    repeats.take()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn summary_is_independent_of_how_seeds_are_split_into_chunks(
        cuts in proptest::collection::btree_set(1..23_usize, 0..5),
        chunk in 1..100_usize,
    ) {
        let experiment = experiment("#v=1&runs=23&output=linear&end_lr=3&num_iter=20&stop_factor=off");
        let cuts: Vec<usize> = [0].into_iter().chain(cuts).chain([23]).collect();
        let shared: Vec<Recording> = cuts
            .windows(2)
            .flat_map(|cut| repeats(&experiment, cut[0], cut[1] - cut[0], chunk))
            .collect();
        let schedule = Setup::new(&experiment, breast_cancer()).schedule().to_vec();
        let crossed = Recording::read(&Recording::write(&shared));
        prop_assert_eq!(&crossed, &shared);
        prop_assert_eq!(
            Summary::new(experiment.beta, (5, 48), &schedule, &crossed),
            Summary::run(&experiment, breast_cancer())
        );
    }
}

#[test]
fn first_repeat_equals_the_single_sweep() {
    for link in ["#v=1&runs=2", "#v=1&runs=2&hidden=40&num_iter=5"] {
        let experiment = experiment(link);
        let mut sweep = Sweep::new(&experiment, breast_cancer());
        sweep.advance(usize::MAX);
        let first = &repeats(&experiment, 0, 2, usize::MAX)[0];
        assert_eq!(bits(&first.losses), bits(sweep.losses()), "{link}");
    }
}

#[test]
fn band_of_twenty_seeds_has_the_expected_fingerprint() {
    let summary = Summary::run(&experiment(BAND), breast_cancer());
    assert_eq!(summary.fingerprint, BAND_FINGERPRINT);
}
