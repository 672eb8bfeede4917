//! Every schedule against the reference library, step by step (`tests/reference/schedules.json`).

use rangefinder::schedule::{Rates, Schedule, ScheduleKind, ScheduleSettings};
use serde_json::Value;

/// The schedule with this name and the library's parameters. An epoch is one step, except where `decay_steps`
/// is an epoch.
fn schedule(name: &str, parameters: &Value) -> Schedule {
    let real = |key: &str| parameters[key].as_f64();
    let steps = |key: &str| parameters[key].as_u64().map(|steps| steps as usize);
    let kind = name.strip_suffix("_pytorch").unwrap_or(name);
    let kind = if kind == "constant" { "lr" } else { kind };
    let rates = Rates {
        lower: real("base_lr").or(real("initial_lr")),
        upper: real("max_lr").or(real("initial_lr")),
        lr: real("lr"),
        ..Rates::default()
    };
    let default = ScheduleSettings::default();
    let share = real("end_lr").zip(rates.upper).map(|(end_lr, upper)| end_lr / upper);
    let settings = ScheduleSettings {
        step_size: steps("step_size").unwrap_or(default.step_size),
        gamma: real("gamma").unwrap_or(default.gamma),
        pct_start: real("pct_start").unwrap_or(default.pct_start),
        div_factor: real("div_factor").unwrap_or(default.div_factor),
        final_div_factor: real("final_div_factor").unwrap_or(default.final_div_factor),
        drop_every: steps("step_size").unwrap_or(default.drop_every),
        drop: real("gamma").unwrap_or(default.drop),
        decay_rate: real("decay_rate").unwrap_or(default.decay_rate),
        power: real("power").unwrap_or(default.power),
        alpha: share.or(real("alpha")).unwrap_or(default.alpha),
        first_decay: steps("first_decay_steps").unwrap_or(default.first_decay),
        t_mul: real("t_mul").unwrap_or(default.t_mul),
        m_mul: real("m_mul").unwrap_or(default.m_mul),
        warmup: steps("warmup_steps").unwrap_or(default.warmup),
    };
    let total = steps("total_steps").or(steps("decay_steps")).unwrap_or(100);
    let length = match kind {
        "exponential" | "inverse_time" => (1, total),
        "warmup_cosine" => (settings.warmup + total, 1),
        _ => (total, 1),
    };
    let kind = ScheduleKind::ALL.iter().find(|one| one.to_string() == kind);
    let kind = kind.unwrap_or_else(|| panic!("unknown schedule {name}"));
    kind.schedule(&settings, &rates, length).expect("all rates are given")
}

#[test]
fn every_schedule_matches_the_reference_library() {
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

fn one_cycle(settings: &ScheduleSettings, max_lr: f64, total_steps: usize) -> Schedule {
    let rates = Rates { upper: Some(max_lr), ..Rates::default() };
    ScheduleKind::OneCycle.schedule(settings, &rates, (total_steps, 1)).expect("an upper bound")
}

#[test]
fn rates_of_short_one_cycle_schedules_stay_within_their_bounds() {
    // With 0.1 of 10 steps, or 0.05 of 20, the maximum is at the first step, where PyTorch divides by zero.
    for total_steps in [1, 2, 3, 10, 20] {
        for pct_start in [0.01, 0.05, 0.1, 0.3, 0.5, 0.99] {
            let settings = ScheduleSettings { pct_start, ..ScheduleSettings::default() };
            let schedule = one_cycle(&settings, 1.0, total_steps);
            for step in 0..30 {
                let lr = schedule.lr(step);
                assert!(lr > 3.999e-6 && lr <= 1.0, "{schedule:?}, step {step}: {lr}");
            }
        }
    }
}

#[test]
fn last_rate_is_kept_after_the_end_of_the_schedule() {
    let check = |schedule: Schedule, end: usize, last: f64| {
        for step in [end, end + 1, 10 * end] {
            assert!((schedule.lr(step) / last - 1.0).abs() < 1e-12, "{schedule:?}, step {step}");
        }
    };
    check(one_cycle(&ScheduleSettings::default(), 0.5, 40), 39, 0.5 / 25.0 / 1e4);
    check(Schedule::table(vec![0.1, 0.2, 0.4].into()), 2, 0.4);
}

#[test]
fn schedules_are_equal_if_and_only_if_formula_and_parameters_match() {
    let text = include_str!("reference/schedules.json");
    let cases: Vec<Value> = serde_json::from_str(text).expect("JSON");
    for case in cases {
        let name = case["schedule"].as_str().expect("a name");
        let same = schedule(name, &case["parameters"]);
        assert_eq!(schedule(name, &case["parameters"]), same);
        for (key, value) in case["parameters"].as_object().expect("parameters") {
            let mut other = case["parameters"].clone();
            other[key] = match value.as_u64() {
                Some(steps) => (steps + 1).into(),
                None => (value.as_f64().expect("a number") + 1.0).into(),
            };
            assert_ne!(schedule(name, &other), same, "{name}, {key}");
        }
    }
    let table = |lrs: [f64; 2]| Schedule::table(lrs.into());
    assert_ne!(table([0.1, 0.2]), table([0.1, 0.3]));
    // Other formulas with the same rates as parameters.
    let rates = Rates { lower: Some(0.1), upper: Some(1.0), ..Rates::default() };
    let made = |kind: &ScheduleKind| {
        let settings = ScheduleSettings { t_mul: 1.0, m_mul: 0.0, ..ScheduleSettings::default() };
        kind.schedule(&settings, &rates, (4, 1)).ok()
    };
    let made: Vec<Schedule> = ScheduleKind::ALL.iter().filter_map(made).collect();
    assert_eq!(made.len(), 13);
    for (place, schedule) in made.iter().enumerate() {
        assert!(made[..place].iter().all(|other| other != schedule), "{schedule:?}");
    }
}
