//! Jobs for workers, in steps and in any portions: the combined results equal those of a single computation.

#![cfg(not(target_arch = "wasm32"))]

use rangefinder::curve::Recording;
use rangefinder::data::breast_cancer;
use rangefinder::evidence::check::Check;
use rangefinder::evidence::comparison::Comparison;
use rangefinder::evidence::diagnosis::Diagnosis;
use rangefinder::experiment::Experiment;
use rangefinder::jobs::{Inspection, Job, Plan, diagnose, evaluate, rank, summarize};
use rangefinder::schedule::Rates;
use rangefinder::training::{repeats::Repeats, summary::Summary};

const LINK: &str = "#v=1&num_iter=30&runs=11&truth_rates=5&truth_epochs=1&truth_runs=6&train_epochs=2\
                    &train_runs=9&policies=lower,valley,one_cycle,cosine&lower=0.05&upper=2&lr=0.3";

fn experiment() -> Experiment {
    let (experiment, notices) = Experiment::from_link(LINK, &breast_cancer().shape());
    assert_eq!(notices, []);
    experiment
}

/// The results of a job that advances by `steps` at a time.
fn done(mut job: Job, steps: usize) -> Vec<f64> {
    while job.advance(steps) {}
    assert!(!job.advance(steps), "a finished job stays finished");
    job.take()
}

#[test]
fn combined_jobs_equal_the_uninterrupted_computation() {
    let (experiment, data) = (experiment(), breast_cancer());
    let plan = Plan::new(&experiment, data);
    assert_eq!((plan.check_groups, plan.comparison_groups, plan.sweep_steps), (2, 3, 30));
    // 569 rows in batches of 12; 456 training rows make 38 batches in each of two epochs.
    assert_eq!((plan.check_steps, plan.comparison_steps), (48, 76));

    let repeats = [(0, 3), (3, 1), (4, 7)].map(|(first, count)| {
        let mut repeats = Repeats::new(&experiment, data, first, count);
        while repeats.advance(7) {}
        assert!(!repeats.advance(7), "a finished job stays finished");
        Recording::write(&repeats.take())
    });
    let summary = summarize(&experiment, data, &repeats);
    assert_eq!(summary, Summary::run(&experiment, data));

    let rates = summary.rates.with_own(&experiment.own_rates());
    let lrs: Vec<f64> =
        plan.check_lrs.iter().copied().chain(rates.constants().map(|(_, lr)| lr)).collect();
    let groups = |groups| 0..groups;
    let results: Vec<Vec<f64>> = lrs
        .iter()
        .flat_map(|&lr| groups(plan.check_groups).map(move |group| (lr, group)))
        .map(|(lr, group)| done(Job::check(&experiment, data, lr, group), 11))
        .collect();
    let check = evaluate(&experiment, data, &summary.rates, &lrs, &results);
    assert_eq!(check, Check::run(&experiment, data, &summary.rates));

    let names: Vec<String> = experiment.compared.iter().map(ToString::to_string).collect();
    let results: Vec<Vec<f64>> = names
        .iter()
        .flat_map(|name| groups(plan.comparison_groups).map(move |group| (name, group)))
        .map(|(name, group)| done(Job::comparison(&experiment, data, &rates, name, group), 5))
        .collect();
    let names: Vec<String> = names
        .into_iter()
        .filter(|name| !done(Job::comparison(&experiment, data, &rates, name, 0), 99).is_empty())
        .collect();
    let results: Vec<Vec<f64>> =
        results.into_iter().filter(|numbers| !numbers.is_empty()).collect();
    let comparison = rank(&experiment, data, &rates, &names, &results);
    assert_eq!(comparison, Comparison::run(&experiment, data, &rates));
    assert!(comparison.results.len() > 2);
}

#[test]
fn combined_inspections_equal_the_whole_diagnosis() {
    let (experiment, data) = (experiment(), breast_cancer());
    let whole = Diagnosis::run(&experiment, data);
    let done = |mut inspection: Inspection| {
        while inspection.advance(9) {}
        inspection.take()
    };
    let layers = done(Inspection::layers(&experiment, data));
    let steps = whole.steps.chunks(Plan::new(&experiment, data).lanes);
    let sharpness: Vec<Vec<f64>> =
        steps.map(|steps| done(Inspection::sharpness(&experiment, data, steps))).collect();
    assert_eq!(diagnose(&layers, &sharpness), whole);
}

#[test]
fn impossible_job_finishes_immediately_with_an_empty_result() {
    let (experiment, data) = (experiment(), breast_cancer());
    for (rates, name) in [(Rates::default(), "one_cycle"), (experiment.own_rates(), "no_such")] {
        let mut job = Job::comparison(&experiment, data, &rates, name, 0);
        assert!(!job.advance(1));
        assert_eq!(job.take(), []);
    }
    let mut inspection = Inspection::sharpness(&experiment, data, &[]);
    assert!(!inspection.advance(1));
    assert_eq!(inspection.take(), []);
}
