//! Every schedule against the library's own, step by step (`tests/reference/schedules.json`).

use rangefinder::schedule::{Scale, Schedule};
use serde_json::Value;

fn schedule(name: &str, parameters: &Value) -> Schedule {
    let real = |key: &str| parameters[key].as_f64().unwrap_or_else(|| panic!("{name}: no {key}"));
    let steps = |key: &str| real(key) as usize;
    let cyclical = |scale| Schedule::Cyclical {
        base_lr: real("base_lr"),
        max_lr: real("max_lr"),
        step_size: steps("step_size"),
        scale,
    };
    match name {
        "constant" => Schedule::Constant { lr: real("lr") },
        "triangular" => cyclical(Scale::Same),
        "triangular2" => cyclical(Scale::Halved),
        "exp_range" => cyclical(Scale::Gamma(real("gamma"))),
        "one_cycle" => Schedule::OneCycle {
            max_lr: real("max_lr"),
            total_steps: steps("total_steps"),
            pct_start: real("pct_start"),
            div_factor: real("div_factor"),
            final_div_factor: real("final_div_factor"),
        },
        "step" => Schedule::Step {
            initial_lr: real("initial_lr"),
            step_size: steps("step_size"),
            gamma: real("gamma"),
        },
        "exponential" => Schedule::Exponential {
            initial_lr: real("initial_lr"),
            decay_steps: steps("decay_steps"),
            decay_rate: real("decay_rate"),
        },
        "polynomial" => Schedule::Polynomial {
            initial_lr: real("initial_lr"),
            end_lr: real("end_lr"),
            decay_steps: steps("decay_steps"),
            power: real("power"),
        },
        "inverse_time" => Schedule::InverseTime {
            initial_lr: real("initial_lr"),
            decay_steps: steps("decay_steps"),
            decay_rate: real("decay_rate"),
        },
        "cosine" => Schedule::Cosine {
            warmup_lr: 0.0,
            warmup_steps: 0,
            initial_lr: real("initial_lr"),
            decay_steps: steps("decay_steps"),
            alpha: real("alpha"),
        },
        "cosine_restarts" | "cosine_restarts_pytorch" => Schedule::CosineRestarts {
            initial_lr: real("initial_lr"),
            first_decay_steps: steps("first_decay_steps"),
            t_mul: real("t_mul"),
            m_mul: real("m_mul"),
            alpha: real("alpha"),
        },
        "warmup_cosine" => Schedule::Cosine {
            warmup_lr: real("initial_lr"),
            warmup_steps: steps("warmup_steps"),
            initial_lr: real("max_lr"),
            decay_steps: steps("decay_steps"),
            alpha: real("alpha"),
        },
        other => panic!("unknown schedule {other}"),
    }
}

#[test]
fn every_sequence_is_the_library_s() {
    let cases: Value =
        serde_json::from_str(include_str!("reference/schedules.json")).expect("JSON");
    let cases = cases.as_array().expect("cases");
    assert_eq!(cases.len(), 32);
    for case in cases {
        let name = case["schedule"].as_str().expect("a name");
        let schedule = schedule(name, &case["parameters"]);
        let lrs = case["lrs"].as_array().expect("rates");
        assert!(lrs.len() >= 10, "{name}");
        for (step, expected) in lrs.iter().map(|lr| lr.as_f64().expect("a rate")).enumerate() {
            let lr = schedule.lr(step);
            assert!(
                (lr - expected).abs() <= 1e-12 * expected,
                "{}, step {step}: {lr} is not {expected}",
                case["call"]
            );
        }
    }
}

#[test]
fn a_short_cycle_goes_up_and_down_as_far_as_it_can() {
    // With 0.1 of 10 steps, or 0.05 of 20, the top is the first step, where PyTorch divides by zero.
    for total_steps in [1, 2, 3, 10, 20] {
        for pct_start in [0.01, 0.05, 0.1, 0.3, 0.5, 0.99] {
            let (div_factor, final_div_factor) = (25.0, 1e4);
            let schedule = Schedule::OneCycle {
                max_lr: 1.0,
                total_steps,
                pct_start,
                div_factor,
                final_div_factor,
            };
            for step in 0..30 {
                let lr = schedule.lr(step);
                assert!(lr > 3.999e-6 && lr <= 1.0, "{schedule:?}, step {step}: {lr}");
            }
        }
    }
}

#[test]
fn past_the_end_the_last_rate_stays() {
    let check = |schedule: Schedule, end: usize, last: f64| {
        for step in [end, end + 1, 10 * end] {
            assert!((schedule.lr(step) / last - 1.0).abs() < 1e-12, "{schedule:?}, step {step}");
        }
    };
    let (max_lr, div_factor, final_div_factor) = (0.5, 25.0, 1e4);
    let one_cycle = Schedule::OneCycle {
        max_lr,
        total_steps: 40,
        pct_start: 0.3,
        div_factor,
        final_div_factor,
    };
    check(one_cycle, 39, 0.5 / 25.0 / 1e4);
    check(Schedule::Table(vec![0.1, 0.2, 0.4].into()), 2, 0.4);
}

#[test]
fn schedules_with_other_parameters_have_other_numbers() {
    let text = include_str!("reference/schedules.json");
    let cases: Vec<Value> = serde_json::from_str(text).expect("JSON");
    for case in cases {
        let name = case["schedule"].as_str().expect("a name");
        let same = schedule(name, &case["parameters"]).numbers();
        for (key, value) in case["parameters"].as_object().expect("parameters") {
            let mut other = case["parameters"].clone();
            other[key] = (value.as_f64().expect("a number") + 1.0).into();
            assert_ne!(schedule(name, &other).numbers(), same, "{name}, {key}");
        }
    }
    let table = |lrs: [f64; 2]| Schedule::Table(lrs.into()).numbers();
    assert_ne!(table([0.1, 0.2]), table([0.1, 0.3]));
}
