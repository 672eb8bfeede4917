//! Links: every experiment survives the way there and back, and no string does harm.

#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use rangefinder::curve::Measure;
use rangefinder::data::Scaler;
use rangefinder::experiment::{Experiment, FIELDS, Settings, claim};
use rangefinder::network::{Activation, Output};
use rangefinder::optimizer::{Convention, Rule};
use rangefinder::policy::Policy;
use rangefinder::schedule::Ramp;

fn one_of<T: Copy + std::fmt::Debug + 'static>(
    names: &'static [(&'static str, T)],
) -> impl Strategy<Value = T> {
    proptest::sample::select(names).prop_map(|(_, value)| value)
}

/// Settings within every range and a little beyond it.
fn settings() -> impl Strategy<Value = Settings> {
    let data = (one_of(Scaler::NAMES), -0.1..0.6, 0..1100_usize, any::<u32>());
    let widths = proptest::collection::vec(0..600_usize, 0..10);
    let network = (widths, one_of(Activation::NAMES), one_of(Output::NAMES));
    let optimizer = (one_of(Rule::NAMES), one_of(Convention::NAMES), -0.1..1.1);
    let rate = || prop_oneof![(-31.0..39.0).prop_map(|e| 10_f64.powf(e)), any::<f64>()];
    let steps = (0..1100_usize, proptest::option::of(0..11_000_usize));
    let ramp = (rate(), rate(), one_of(Ramp::NAMES), steps);
    let record = (one_of(Measure::NAMES), -0.1..1.1, proptest::option::of(rate()));
    let bound = || proptest::option::of(rate());
    let repeats = (0..1100_usize, bound(), bound(), bound());
    let truth = (0..140_usize, 0..110_usize, 0..220_usize);
    let names: Vec<Policy> = Policy::NAMES.iter().map(|(_, policy)| *policy).collect();
    let policies = proptest::sample::subsequence(names, 0..=Policy::NAMES.len());
    let race = (policies, 0..220_usize, 0..110_usize, 0.0..0.6, bound());
    let epochs = || 0..210_usize;
    let part = || -0.1..1.1;
    let schedules = (
        (epochs(), 0.8..1.1, part(), rate(), rate(), epochs(), part()),
        (-1.0..11.0, 0.0..11.0, part(), epochs(), 0.0..11.0, part(), epochs()),
    );
    let all = (data, network, optimizer, ramp, record, repeats, (truth, race, schedules));
    all.prop_map(|(data, network, optimizer, ramp, record, repeats, (truth, race, schedules))| {
        Settings {
            scaler: data.0,
            validation: data.1,
            batch_size: data.2,
            seed: data.3,
            hidden: network.0,
            activation: network.1,
            output: network.2,
            optimizer: optimizer.0,
            convention: optimizer.1,
            momentum: optimizer.2,
            start_lr: ramp.0,
            end_lr: ramp.1,
            ramp: ramp.2,
            epochs: ramp.3.0,
            num_iter: ramp.3.1,
            measure: record.0,
            beta: record.1,
            stop_factor: record.2,
            runs: repeats.0,
            lower: repeats.1,
            upper: repeats.2,
            lr: repeats.3,
            truth_rates: truth.0,
            truth_epochs: truth.1,
            truth_runs: truth.2,
            policies: race.0,
            train_epochs: race.1,
            train_runs: race.2,
            train_validation: race.3,
            target_loss: race.4,
            step_size: schedules.0.0,
            gamma: schedules.0.1,
            pct_start: schedules.0.2,
            div_factor: schedules.0.3,
            final_div_factor: schedules.0.4,
            drop_every: schedules.0.5,
            drop: schedules.0.6,
            decay_rate: schedules.1.0,
            power: schedules.1.1,
            alpha: schedules.1.2,
            first_decay: schedules.1.3,
            t_mul: schedules.1.4,
            m_mul: schedules.1.5,
            warmup: schedules.1.6,
        }
    })
}

/// A link that is nearly right.
fn mutilated() -> impl Strategy<Value = String> {
    let key = (0..FIELDS.len()).prop_map(|index| FIELDS[index].key.to_owned());
    let value = prop_oneof![".{0,12}", "-?[0-9]{0,25}[.,e]?[0-9]{0,4}", Just("NaN".to_owned())];
    let pair = (prop_oneof![4 => key, 1 => ".{0,8}"], value).prop_map(|(k, v)| format!("{k}={v}"));
    proptest::collection::vec(pair, 0..12).prop_map(|pairs| format!("#v=1&{}", pairs.join("&")))
}

fn check_whatever(text: &str) {
    let (experiment, notices) = Experiment::from_link(text);
    notices.iter().for_each(|notice| assert!(!notice.to_string().is_empty()));
    assert_eq!(Experiment::from_link(&experiment.link()), (experiment, vec![]), "{text}");
}

proptest! {
    #[test]
    fn experiment_to_link_to_experiment(settings in settings()) {
        let (experiment, notices) = Experiment::check(&settings);
        prop_assert_eq!(notices.is_empty(), *experiment == settings);
        let (again, notices) = Experiment::from_link(&experiment.link());
        prop_assert_eq!(again, experiment);
        prop_assert_eq!(notices, vec![]);
    }

    #[test]
    fn any_string_is_an_experiment(text in any::<String>()) {
        check_whatever(&text);
    }

    #[test]
    fn any_bent_link_is_an_experiment(text in mutilated()) {
        check_whatever(&text);
    }
}

/// The notices of a link and the link that is used instead.
fn check(link: &str, used: &str, expected: &[&str]) {
    let (experiment, notices) = Experiment::from_link(link);
    let notices: Vec<String> = notices.iter().map(ToString::to_string).collect();
    assert_eq!(notices, expected, "{link}");
    assert_eq!(experiment.link(), used, "{link}");
}

#[test]
fn a_share_that_holds_no_row_out_cannot_be_measured() {
    // 0.0014 of 357 rows is less than half a row.
    check(
        "#v=1&measure=validation&validation=0.0014",
        "#v=1&validation=0.0014",
        &["measure=validation is not possible: validation=0.0014 holds no rows out. \
           The default, batch, is used."],
    );
    check(
        "#v=1&validation=0.0015&measure=validation",
        "#v=1&validation=0.0015&measure=validation",
        &[],
    );
}

#[test]
fn a_notice_names_the_setting_the_value_and_the_rule() {
    check(
        "#v=1&batch_size=0",
        "#v=1",
        &["batch_size=0 is not possible: it must be a whole number from 1 to 1024. \
           The default, 12, is used."],
    );
    check(
        "#v=1&beta=NaN&seed=2",
        "#v=1&seed=2",
        &["beta=NaN is not possible: it must be a number from 0 to 0.999. \
           The default, 0.98, is used."],
    );
    check("#v=1&rate=3", "#v=1", &["rate is not a setting. It is left aside."]);
    check(
        "#v=1&start_lr=1&end_lr=0.1",
        "#v=1",
        &[
            "start_lr=1 with end_lr=0.1 is not possible: it must be below. The defaults, 0.05 and 100, are used.",
        ],
    );
    check(
        "#v=1&measure=validation",
        "#v=1",
        &[
            "measure=validation is not possible: validation=0 holds no rows out. The default, batch, is used.",
        ],
    );
    check(
        "#v=1&epochs=1000&batch_size=1",
        "#v=1&batch_size=1",
        &["epochs=1000 is not possible: it makes 569000 steps, and a sweep has at most 10000. \
           The default, 1, is used."],
    );
}

#[test]
fn a_link_may_come_in_several_forms() {
    let used = "#v=1&seed=7&hidden=16,8";
    for link in [
        used,
        "v=1&seed=7&hidden=16,8",
        "https://example.org/rangefinder/#v=1&hidden=16%2C8&seed=7",
        "hidden=16,8&seed=7.0&beta=0.98",
    ] {
        check(link, used, &[]);
    }
    check("", "#v=1", &[]);
}

#[test]
fn a_shared_link_claims_what_it_comes_to_and_that_changes_nothing() {
    let link = "#v=1&seed=7&fingerprint=0.1.0,1dcac03d9740b83c,6d60b34a96ac7af2,-,-";
    check(link, "#v=1&seed=7", &[]);
    let shared = claim(link).expect("a claim");
    assert_eq!(shared.version, "0.1.0");
    assert_eq!(shared.band.as_deref(), Some("6d60b34a96ac7af2"));
    assert_eq!((&shared.truth, &shared.race), (&None, &None));
    assert_eq!(format!("#v=1&seed=7&{}", shared.pair()), link);
    assert_eq!(claim("#v=1&seed=7"), None);
    for broken in
        ["", "1dcac03d9740b83c", "0.1,-,-,-,-", "0.1.0,-,-,-", "0.1.0,-,-,-,-,-", "0.1.0,1,-,-,-"]
    {
        let link = format!("#v=1&fingerprint={broken}");
        let notice = format!(
            "fingerprint={broken} is not possible: it must be a version and four fingerprints. \
             The default, none, is used."
        );
        check(&link, "#v=1", &[&notice]);
        assert_eq!(claim(&link), None);
    }
}
