//! The learning rate of every step, from the settings of a link, against the libraries' schedules.

#![cfg(not(target_arch = "wasm32"))]

use rangefinder::curve::suggestion::Each;
use rangefinder::data::breast_cancer;
use rangefinder::evidence::comparison::Comparison;
use rangefinder::experiment::Experiment;
use rangefinder::schedule::Rates;
use serde_json::Value;

fn experiment(link: &str) -> Experiment {
    let (experiment, notices) = Experiment::from_link(link, &breast_cancer().shape());
    assert_eq!(notices, [], "{link}");
    experiment
}

#[test]
fn schedules_from_link_settings_match_the_reference_libraries() {
    let text = include_str!("reference/named_schedules.json");
    let cases: Vec<Value> = serde_json::from_str(text).expect("JSON");
    assert_eq!(cases.len(), 3 * 11);
    for cases in cases.chunk_by(|a, b| a["link"] == b["link"]) {
        let experiment = experiment(cases[0]["link"].as_str().expect("a link"));
        let rates = Rates::default().with_own(&experiment.own_rates());
        let comparison = Comparison::run(&experiment, breast_cancer(), &rates);
        assert_eq!(comparison.results.len(), cases.len());
        for case in cases {
            let result = comparison.results.iter().find(|one| one.schedule == case["schedule"]);
            let result = result.expect("it has trained");
            let per_epoch = case["per_epoch"].as_u64().expect("steps") as usize;
            let lrs = case["lrs"].as_array().expect("rates");
            let lrs: Vec<f64> = lrs.iter().map(|lr| lr.as_f64().expect("a rate")).collect();
            let check = |found: &[f64], expected: &[f64]| {
                assert_eq!(found.len(), expected.len(), "{}", case["call"]);
                for (step, (lr, expected)) in found.iter().zip(expected).enumerate() {
                    assert!(
                        (lr - expected).abs() <= 1e-12 * expected,
                        "{}, {step}: {lr} is not {expected}, {}",
                        case["call"],
                        case["link"]
                    );
                }
            };
            check(&result.lrs, &lrs);
            let starts: Vec<f64> = lrs.iter().copied().step_by(per_epoch).collect();
            assert_eq!(result.epoch_lrs.len(), starts.len() + 1);
            check(&result.epoch_lrs[..starts.len()], &starts);
        }
    }
}

#[test]
fn own_rates_override_those_of_the_runs_and_drop_conflicting_bounds() {
    let found = Rates {
        answer: None,
        lower: Some(0.1),
        upper: Some(1.0),
        suggested: Each { valley: Some(0.3), ..Each::default() },
        lr: Some(9.0),
    };
    let check = |link: &str, lower, upper, lr| {
        let own = found.with_own(&experiment(link).own_rates());
        assert_eq!(own, Rates { lower, upper, lr, ..found }, "{link}");
    };
    check("#v=1", Some(0.1), Some(1.0), None);
    check("#v=1&lr=3", Some(0.1), Some(1.0), Some(3.0));
    check("#v=1&lower=0.2", Some(0.2), Some(1.0), None);
    check("#v=1&upper=0.5", Some(0.1), Some(0.5), None);
    check("#v=1&lower=2&upper=3", Some(2.0), Some(3.0), None);
    check("#v=1&lower=0.001&upper=0.002", Some(0.001), Some(0.002), None);
    // Two equal bounds are not a range.
    check("#v=1&lower=1", Some(1.0), None, None);
    check("#v=1&lower=5", Some(5.0), None, None);
    check("#v=1&upper=0.1", None, Some(0.1), None);
    check("#v=1&upper=0.05", None, Some(0.05), None);
    let alone = Rates::default().with_own(&experiment("#v=1&lower=0.2").own_rates());
    assert_eq!(alone, Rates { lower: Some(0.2), ..Rates::default() });
}
