//! Links: valid settings, and notices about everything else. Properties of arbitrary strings: `fuzz/`.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};

use rangefinder::data::{DataShape, TargetShape, breast_cancer};
use rangefinder::experiment::{
    Experiment, FIELDS, Kind, Length, Notice, Scope, Settings, Showing, claim, data_name,
};
use rangefinder::schedule::Rates;

/// Checks the notices of a link and its canonical form.
fn check(link: &str, used: &str, expected: &[&str]) {
    let (experiment, notices) = Experiment::from_link(link, &breast_cancer().shape());
    let notices: Vec<String> = notices.iter().map(ToString::to_string).collect();
    assert_eq!(notices, expected, "{link}");
    assert_eq!(experiment.link(), used, "{link}");
}

#[test]
fn validation_measure_requires_at_least_one_held_out_row() {
    // 0.0014 of 357 rows is less than half a row.
    check(
        "#v=2&measure=validation&validation=0.0014",
        "#v=2&validation=0.0014",
        &["measure=validation is not possible: validation=0.0014 leaves no validation rows. \
           The default, batch, is used."],
    );
    check(
        "#v=2&validation=0.0015&measure=validation",
        "#v=2&validation=0.0015&measure=validation",
        &[],
    );
}

/// Like [`check`], for data with these targets.
fn check_shape(targets: TargetShape, link: &str, used: &str, expected: &[&str]) {
    let shape = DataShape { name: "test".to_owned(), features: 4, targets };
    let (experiment, notices) = Experiment::from_link(link, &shape);
    let notices: Vec<String> = notices.iter().map(ToString::to_string).collect();
    assert_eq!(notices, expected, "{link}");
    assert_eq!(experiment.link(), used, "{link}");
}

#[test]
fn output_must_fit_the_targets() {
    let classes = || TargetShape::Classes(vec![20, 30, 10]);
    check_shape(classes(), "#v=2", "#v=2&data=test", &[]);
    check_shape(
        classes(),
        "#v=2&output=sigmoid",
        "#v=2&data=test",
        &[
            "output=sigmoid is not possible: the data have 3 classes, not two. Instead, softmax is used.",
        ],
    );
    check_shape(TargetShape::Values(60), "#v=2", "#v=2&data=test", &[]);
    check_shape(
        TargetShape::Values(60),
        "#v=2&output=softmax",
        "#v=2&data=test",
        &[
            "output=softmax is not possible: the data have values, not classes. Instead, linear is used.",
        ],
    );
}

#[test]
fn link_states_its_data_set_and_missing_data_are_reported() {
    check(
        "#v=2&data=wine&hidden=4",
        "#v=2&hidden=4",
        &["data=wine is not possible: these data are missing. Instead, breast_cancer is used."],
    );
    check("#v=2&data=breast_cancer", "#v=2", &[]);
    check(
        "#v=2&data=two words",
        "#v=2",
        &[
            "data=two words is not possible: it must be one of breast_cancer, wine, auto_mpg, spirals, \
           noisy, or csv: with the hash and the roles of a table. The default, breast_cancer, is used.",
        ],
    );
    let three = || TargetShape::Classes(vec![20, 30, 10]);
    check_shape(three(), "#v=2&hidden=4&data=test", "#v=2&data=test&hidden=4", &[]);
    // An output that fits two classes is written where it is not the default.
    let two = || TargetShape::Classes(vec![20, 30]);
    check_shape(two(), "#v=2&output=softmax", "#v=2&data=test&output=softmax", &[]);
    check_shape(
        two(),
        "#v=1",
        &format!("#v=2&data=test&start_lr=0.05&end_lr=100&epochs=1&{SCHEDULES}&train_runs=10"),
        &[],
    );
    assert_eq!(data_name("#v=2&hidden=4&data=csv%3A1f:n2t"), "csv:1f:n2t");
    assert_eq!(data_name("#v=2&hidden=4"), "breast_cancer");
}

#[test]
fn defaults_are_valid_for_every_data_shape() {
    let classes = |rows: usize, classes: usize| TargetShape::Classes(vec![rows / classes; classes]);
    let values = (2..40).chain([1_000, 100_000]).map(TargetShape::Values);
    let two = (4..40).chain([569, 100_000]).map(|rows| classes(rows, 2));
    let many = [(6, 3), (9, 3), (178, 3), (1_797, 10), (100_000, 10)];
    for targets in values.chain(two).chain(many.map(|(rows, count)| classes(rows, count))) {
        let shape = DataShape { name: "test".to_owned(), features: 4, targets };
        assert_eq!(
            Experiment::default_for(&shape),
            Experiment::from_link("", &shape).0,
            "{shape:?}"
        );
    }
}

#[test]
fn long_epochs_are_capped_at_1000_batches() {
    let holds = |rows: usize, link: &str| {
        let targets = TargetShape::Classes(vec![rows / 2; 2]);
        let shape = DataShape { name: "test".to_owned(), features: 4, targets };
        Experiment::from_link(link, &shape).0.holds_for()
    };
    let start = "Holds for these data, hidden layers of 10, 10, SGD with batches of 12, and ";
    assert_eq!(holds(12_000, "#v=2"), format!("{start}5 epochs of training."));
    // 24,000 rows are 2,000 batches of 12.
    assert_eq!(
        holds(24_000, "#v=2"),
        format!("{start}5000 steps of training: an epoch counts 1000 of its 2000 batches.")
    );
    assert_eq!(
        holds(24_000, "#v=2&truth_epochs=1"),
        format!("{start}1000 steps of training: an epoch counts 1000 of its 2000 batches.")
    );
}

#[test]
fn oversized_batch_contains_all_training_rows() {
    let link = "#v=2&validation=0.2&batch_size=457";
    check(
        link,
        link,
        &["batch_size=457 is more than the 456 training rows. Every batch contains all of them."],
    );
    check("#v=2&validation=0.2&batch_size=456", "#v=2&validation=0.2&batch_size=456", &[]);
}

#[test]
fn step_counts_of_large_data_sets_do_not_overflow() {
    let rows = || TargetShape::Classes(vec![50_000; 2]);
    check_shape(
        rows(),
        "#v=2&epochs=200&batch_size=1&runs=200",
        "#v=2&data=test&batch_size=1",
        &["epochs=200 is not possible: this makes 20000000 steps, and a sweep has at most 10000. \
           The sweep has 400 steps."],
    );
    // One epoch, the default of version 1, is too long, too.
    check_shape(
        rows(),
        "#v=1&epochs=200&batch_size=1&runs=200",
        &format!(
            "#v=2&data=test&batch_size=1&start_lr=0.05&end_lr=100&epochs=1&num_iter=10000&{SCHEDULES}&train_runs=10"
        ),
        &["epochs=200 is not possible: this makes 20000000 steps, and a sweep has at most 10000. \
           The sweep has 10000 steps."],
    );
    // Only rows that are not held out are trained with.
    let halves = "#v=2&data=test&validation=0.5&batch_size=100&epochs=2&runs=10";
    check_shape(TargetShape::Classes(vec![500_000; 2]), halves, halves, &[]);
    // More steps than fit in 32 bits.
    check_shape(
        TargetShape::Values(10_000_000),
        "#v=2&epochs=1000&batch_size=1&output=linear",
        "#v=2&data=test&batch_size=1",
        &["epochs=1000 is not possible: this makes 1e10 steps, and a sweep has at most 10000. \
           The sweep has 400 steps."],
    );
}

#[test]
fn scope_contains_only_the_settings_that_affect_a_result() {
    let link =
        "#v=2&hidden=4&start_lr=0.1&beta=0.5&runs=50&lr=1&truth_epochs=2&train_runs=5&drop=0.1";
    let (experiment, notices) = Experiment::from_link(link, &breast_cancer().shape());
    assert_eq!(notices, []);
    assert_eq!(
        experiment.scope(Scope::Sweep),
        "#v=2&hidden=4&start_lr=0.1&beta=0.5&runs=50&truth_epochs=2"
    );
    assert_eq!(experiment.scope(Scope::Check), "#v=2&hidden=4&start_lr=0.1&truth_epochs=2");
    assert_eq!(experiment.scope(Scope::Comparison), "#v=2&hidden=4&train_runs=5");
}

#[test]
fn a_notice_names_the_setting_the_value_and_the_rule() {
    check(
        "#v=2&batch_size=0",
        "#v=2",
        &["batch_size=0 is not possible: it must be a whole number from 1 to 1024. \
           The default, 12, is used."],
    );
    check(
        "#v=2&beta=NaN&seed=2",
        "#v=2&seed=2",
        &["beta=NaN is not possible: it must be a number from 0 to 0.999. \
           The default, 0.98, is used."],
    );
    check("#v=2&rate=3", "#v=2", &["rate is not a setting. It is ignored."]);
    let key = "x".repeat(1000);
    let notice = format!("{}… is not a setting. It is ignored.", &key[..60]);
    check(&format!("#v=2&{key}=3"), "#v=2", &[&notice]);
    check(
        // A euro sign is one character of three bytes.
        &"€".repeat(6000),
        "#v=2",
        &["The link has 18000 bytes, and a link has at most 16000. It is ignored."],
    );
    check(
        "#v=2&start_lr=1&end_lr=0.1",
        "#v=2",
        &[
            "start_lr=1 with end_lr=0.1 is not possible: start_lr must be less than end_lr. The defaults, 0.001 and 100, are used.",
        ],
    );
    check(
        "#v=2&measure=validation",
        "#v=2",
        &[
            "measure=validation is not possible: validation=0 leaves no validation rows. The default, batch, is used.",
        ],
    );
    check(
        "#v=2&epochs=1000&batch_size=1",
        "#v=2&batch_size=1",
        &["epochs=1000 is not possible: this makes 569000 steps, and a sweep has at most 10000. \
           The sweep has 400 steps."],
    );
    check(
        "#v=2&start_lr=low&num_iter=1",
        "#v=2",
        &[
            "start_lr=low is not possible: it must be a number from 1e-30 to 1e37, or auto. The default, auto, is used.",
            "num_iter=1 is not possible: it must be a whole number from 2 to 10000, or auto. The default, auto, is used.",
        ],
    );
    check(
        "#v=3&seed=7",
        "#v=2&seed=7",
        &["v=3 is not possible: the version of a link is 1 or 2. The link is read as version 2."],
    );
}

/// The schedules that version 1 compares; it has no schedule at the answer.
const SCHEDULES: &str = "policies=lower,upper,steepest,valley,slide,minimum,lr,triangular,triangular2,exp_range,\
                         one_cycle,step,exponential,cosine";

#[test]
fn a_link_of_version_1_keeps_its_defaults() {
    // The settings whose defaults differ in version 1, with their old values.
    let first = format!("start_lr=0.05&end_lr=100&epochs=1&{SCHEDULES}&train_runs=10");
    check("#v=1", &format!("#v=2&{first}"), &[]);
    check(
        "#v=1&optimizer=adam&end_lr=10&epochs=3&train_runs=20",
        &format!("#v=2&optimizer=adam&start_lr=0.05&end_lr=10&epochs=3&{SCHEDULES}"),
        &[],
    );
    check("#v=1&num_iter=none&batch_size=512", &format!("#v=2&batch_size=512&{first}"), &[]);
    // Invalid values are replaced by the defaults of version 1.
    check(
        "#v=1&optimizer=adam&start_lr=low",
        &format!("#v=2&optimizer=adam&{first}"),
        &["start_lr=low is not possible: it must be a number from 1e-30 to 1e37, or auto. \
           The default, 0.05, is used."],
    );
    check(
        "#v=1&optimizer=adam&start_lr=1&end_lr=0.1",
        &format!("#v=2&optimizer=adam&{first}"),
        &["start_lr=1 with end_lr=0.1 is not possible: start_lr must be less than end_lr. \
           The defaults, 0.05 and 100, are used."],
    );
    check(
        "#v=1&epochs=1000&batch_size=1",
        &format!("#v=2&batch_size=1&{first}"),
        &["epochs=1000 is not possible: this makes 569000 steps, and a sweep has at most 10000. \
           The default, 1, is used."],
    );
}

#[test]
fn version_1_links_written_as_version_2_describe_the_same_experiment() {
    let shape = breast_cancer().shape();
    let lines = include_str!("common/fingerprints.txt").lines();
    let links = lines.filter_map(|line| line.split(' ').next_back());
    for link in links.filter(|link| link.starts_with("#v=1")) {
        let old: BTreeMap<&str, &str> = link
            .trim_start_matches('#')
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .collect();
        // The default of version 1 if the link does not set the value.
        let number = |key: &str, default: f64| {
            old.get(key).map_or(default, |text| text.parse().expect("a number"))
        };
        let (experiment, _) = Experiment::from_link(link, &shape);
        assert_eq!(
            experiment.extent().ends,
            (number("start_lr", 0.05), number("end_lr", 100.0)),
            "{link}"
        );
        let steps = number("num_iter", 0.0) as usize;
        let length = match steps {
            0 => Length::Epochs(number("epochs", 1.0) as usize),
            steps => Length::Steps(steps),
        };
        assert_eq!(experiment.extent().length, length, "{link}");
        assert_eq!(experiment.train_runs, number("train_runs", 10.0) as usize, "{link}");
        let written = experiment.link();
        assert!(written.starts_with("#v=2&"), "{written}");
        let (again, notices) = Experiment::from_link(&written, &shape);
        assert!(!notices.iter().any(Notice::is_refusal), "{notices:?}");
        assert_eq!(again, experiment, "{link}");
    }
}

/// The learning-rate range of a link and the number of steps of its sweep.
fn sweep_of(link: &str) -> ((f64, f64), usize) {
    let (experiment, notices) = Experiment::from_link(link, &breast_cancer().shape());
    assert_eq!(notices, [], "{link}");
    (experiment.extent().ends, experiment.extent().steps())
}

#[test]
fn unset_settings_are_derived_from_the_others() {
    assert_eq!(sweep_of("#v=2"), ((1e-3, 100.0), 100));
    assert_eq!(sweep_of("#v=2&optimizer=momentum"), ((1e-4, 10.0), 100));
    assert_eq!(sweep_of("#v=2&optimizer=adam"), ((1e-5, 1.0), 100));
    assert_eq!(sweep_of("#v=2&batch_size=512"), ((1e-2, 1000.0), 100), "50 epochs of 2 batches");
    assert_eq!(sweep_of("#v=2&batch_size=1"), ((1e-3, 100.0), 400));
    // Values that are set are kept, and the derived ones adapt.
    assert_eq!(sweep_of("#v=2&optimizer=adam&end_lr=10"), ((1e-5, 10.0), 100));
    assert_eq!(sweep_of("#v=2&start_lr=50"), ((50.0, 5e6), 100));
    assert_eq!(sweep_of("#v=2&end_lr=0.005"), ((0.005 / 1e5, 0.005), 100));
    assert_eq!(sweep_of("#v=2&start_lr=1e37"), ((1e37, 1e38), 100));
    assert_eq!(sweep_of("#v=2&end_lr=1e-29"), ((1e-30, 1e-29), 100));
    // 48 batches of at most 12 of the 569 rows.
    assert_eq!(sweep_of("#v=2&epochs=2").1, 96);
    assert_eq!(sweep_of("#v=2&epochs=2&num_iter=7").1, 7);
    assert_eq!(sweep_of("#v=2&epochs=auto&num_iter=auto&start_lr=auto"), sweep_of("#v=2"));
    let derived = |link: &str, key: &str| {
        let (experiment, _) = Experiment::from_link(link, &breast_cancer().shape());
        FIELDS.iter().find(|field| field.key == key).and_then(|field| experiment.derived(field))
    };
    assert_eq!(derived("#v=2", "start_lr").as_deref(), Some("0.001"));
    assert_eq!(derived("#v=2&start_lr=0.001", "start_lr"), None, "explicitly set");
    assert_eq!(derived("#v=2", "seed"), None, "it has a default of its own");
    assert_eq!(derived("#v=2&epochs=2", "num_iter").as_deref(), Some("96"));
    assert_eq!(derived("#v=2", "epochs").as_deref(), Some("2.1"));
}

#[test]
fn equivalent_forms_of_a_link_are_read_alike() {
    let used = "#v=2&seed=7&hidden=16,8";
    for link in [
        used,
        "v=2&seed=7&hidden=16,8",
        "https://example.org/rangefinder/#v=2&hidden=16%2C8&seed=7",
        "hidden=16,8&seed=7.0&beta=0.98",
    ] {
        check(link, used, &[]);
    }
    check("", "#v=2", &[]);
    check("#", "#v=2", &[]);
}

#[test]
fn equal_numbers_have_one_canonical_text() {
    for field in FIELDS {
        let Kind::Number { min, max, integer: whole, .. } = field.kind() else {
            continue;
        };
        let default = field.text(&Settings::default());
        let middle = if whole { min } else { (min + max) / 2.0 };
        let value: f64 = default.parse().unwrap_or(middle);
        let forms = [
            format!("{value}"),
            format!("{value:e}"),
            format!("0{value}"),
            format!("%2B{value:E}"),
            format!("+{value}%09"),
        ];
        let zeros = ["0", "-0", "-0.0", "-0e5", "%2B0", "00"].map(str::to_owned);
        let texts = [&forms[..], if min == 0.0 { &zeros } else { &[] }];
        for texts in texts.into_iter().filter(|texts| !texts.is_empty()) {
            let links = texts.iter().map(|text| {
                let (experiment, notices) = Experiment::from_link(
                    &format!("#v=2&{}={text}", field.key),
                    &breast_cancer().shape(),
                );
                assert_eq!(notices, [], "{}={text}", field.key);
                experiment.link()
            });
            let links: BTreeSet<String> = links.collect();
            assert_eq!(links.len(), 1, "{texts:?} are {links:?}");
        }
    }
}

#[test]
fn rates_equal_in_single_precision_are_rejected() {
    let same = |pair: &str| {
        format!("{pair} is not possible: both are the same number in single precision.")
    };
    for end in ["0.1000000001", "0.10000000000000002"] {
        let notice = same(&format!("start_lr=0.1 with end_lr={end}"))
            + " The defaults, 0.001 and 100, are used.";
        check(&format!("#v=2&start_lr=0.1&end_lr={end}"), "#v=2", &[&notice]);
        let notice =
            same(&format!("lower=0.1 with upper={end}")) + " The bounds of the answer are used.";
        check(&format!("#v=2&lower=0.1&upper={end}"), "#v=2", &[&notice]);
    }
    // Adjacent numbers in single precision: 13421773 and 13421774 over 2^27.
    for link in ["#v=2&start_lr=0.1&end_lr=0.10000001", "#v=2&lower=0.1&upper=0.10000001"] {
        check(link, link, &[]);
    }
    let (experiment, _) =
        Experiment::from_link("#v=2&upper=0.1000000001", &breast_cancer().shape());
    let runs = Rates { lower: Some(0.1), ..Rates::default() };
    let rates = Rates { upper: Some(0.1000000001), ..Rates::default() };
    assert_eq!(
        runs.with_own(&experiment.own_rates()),
        rates,
        "the user's bound conflicts with that of the runs"
    );
}

#[test]
fn fingerprint_claim_is_parsed_and_does_not_affect_the_experiment() {
    let link = "#v=2&seed=7&fingerprint=0.1.0,1dcac03d9740b83c,6d60b34a96ac7af2,-,-";
    check(link, "#v=2&seed=7", &[]);
    let shared = claim(link).expect("a claim");
    assert_eq!(shared.version, "0.1.0");
    assert_eq!(shared.band.as_deref(), Some("6d60b34a96ac7af2"));
    assert_eq!((&shared.check, &shared.comparison), (&None, &None));
    assert_eq!(format!("#v=2&seed=7&{}", shared.pair()), link);
    assert_eq!(claim("#v=2&seed=7"), None);
    for broken in
        ["", "1dcac03d9740b83c", "0.1,-,-,-,-", "0.1.0,-,-,-", "0.1.0,-,-,-,-,-", "0.1.0,1,-,-,-"]
    {
        let link = format!("#v=2&fingerprint={broken}");
        let notice = format!(
            "fingerprint={broken} is not possible: it must be a version and four fingerprints. \
             The default, none, is used."
        );
        check(&link, "#v=2", &[&notice]);
        assert_eq!(claim(&link), None);
    }
}

#[test]
fn slider_stops_are_increasing_valid_values_that_span_the_default() {
    // Numbers without a slider: seeds, rates, and others that need many digits.
    let typed =
        ["seed", "num_iter", "lower", "upper", "lr", "target_loss", "gamma", "final_div_factor"];
    for field in FIELDS {
        let key = field.key;
        let is_number = matches!(field.kind(), Kind::Number { .. });
        assert_eq!(field.stops.is_empty(), !is_number || typed.contains(&key), "{key}");
        let number = |text: &str| text.parse::<f64>().expect("a number");
        let stops: Vec<&str> = field.stops.split_whitespace().collect();
        assert!(stops.windows(2).all(|pair| number(pair[0]) < number(pair[1])), "{key}");
        let usual = Experiment::from_link("", &breast_cancer().shape()).0;
        if let [first, .., last] = stops[..] {
            let default = usual.derived(field).unwrap_or_else(|| field.text(&usual));
            let default = number(&default);
            assert!(number(first) <= default && default <= number(last), "{key}");
        }
        for stop in stops {
            // The stops of the last rate begin below the default of the first rate.
            let start = if key == "end_lr" { "&start_lr=0.001" } else { "" };
            let (experiment, notices) = Experiment::from_link(
                &format!("#v=2{start}&{key}={stop}"),
                &breast_cancer().shape(),
            );
            assert_eq!(notices, [], "{key}");
            assert_eq!(field.text(&experiment), stop, "{key}");
        }
    }
}

/// Checks the address of a link and the notices about its display options, and that the address can be read again.
fn check_showing(link: &str, address: &str, expected: &[&str]) {
    let shape = breast_cancer().shape();
    let (experiment, notices) = Experiment::from_link(link, &shape);
    assert_eq!(notices, [], "{link}");
    let (showing, notices) = Showing::read(link, &shape);
    let notices: Vec<String> = notices.iter().map(ToString::to_string).collect();
    assert_eq!(notices, expected, "{link}");
    assert_eq!(showing.address(&experiment, None), address, "{link}");
    let (again, notices) = Showing::read(address, &shape);
    assert_eq!((again.address(&experiment, None).as_str(), notices.len()), (address, 0));
}

#[test]
fn display_options_do_not_affect_the_experiment() {
    check_showing("#v=2&embed=1&play=0&seed=7", "#v=2&seed=7&embed=1&play=0", &[]);
    check_showing(
        "#v=2&title=Adam &note=1 < 2 %26 <b>3</b>&step=2/5&next=v=2%26optimizer=adam",
        "#v=2&title=Adam&note=1+%3C+2+%26+%3Cb%3E3%3C%2Fb%3E&step=2/5&next=v%3D2%26optimizer%3Dadam",
        &[],
    );
    // A pinned link is rewritten as version 2, here with the range of version 1.
    check_showing(
        "#v=2&pin=v=1%26seed=1%26hidden=3",
        "#v=2&pin=v%3D2%26hidden%3D3%26start_lr%3D0.05%26end_lr%3D100%26epochs%3D1%26policies%3Dlower%2Cupper%2Csteepest%2Cvalley%2Cslide%2Cminimum%2Clr%2Ctriangular%2Ctriangular2%2Cexp_range%2Cone_cycle%2Cstep%2Cexponential%2Ccosine%26train_runs%3D10",
        &[],
    );
    let plain = Experiment::from_link("#v=2&seed=7", &breast_cancer().shape()).0;
    let shown = Experiment::from_link("#v=2&seed=7&title=A&pin=v%3D2", &breast_cancer().shape()).0;
    assert_eq!(shown, plain);
}

#[test]
fn invalid_display_options_are_reported_and_ignored() {
    let refused = |link: &str, notice: &str| check_showing(link, "#v=2", &[notice]);
    refused(
        "#v=2&embed=2",
        "embed=2 is not possible: it must be any of 1, answer, play, data, optimizer, batch_size, hidden, \
         separated by commas. It is ignored.",
    );
    refused(
        "#v=2&step=6/5",
        "step=6/5 is not possible: it must be the step and the number of steps, at most 99, as in 2/5. It is ignored.",
    );
    refused(
        "#v=2&next=javascript:alert(1)",
        "next=javascript:alert(1) is not possible: it must be a link from its v= on. It is ignored.",
    );
    refused(
        "#v=2&pin=v=2%26optimizer=sgdd",
        "pin=v=2&optimizer=sgdd is not possible. In it, optimizer=sgdd is not possible: it must be one of sgd, \
         momentum, nesterov, rmsprop, adam, adamw. It is ignored.",
    );
    // A pinned link cannot have a pin, at any depth.
    refused(
        &format!("#v=2&pin=v=2%26{}", "pin=".repeat(1500)),
        "pin=v=2&pin=pin=pin=pin=pin=pin=pin=pin=pin=pin=pin=pin=pin=pin=… is not possible. In it, pin is not a \
         setting. It is ignored.",
    );
    refused(
        "#v=2&pin=v=2%26data=wine",
        "pin=v=2&data=wine is not possible. In it, data=wine is not possible: these data are missing. It is ignored.",
    );
    let text = "it must be 1 to 100 characters of text, without line breaks and marks of direction. It is ignored.";
    for (title, shown) in [
        ("%E2%80%AEevil", "\u{fffd}evil"),
        ("a%0Ab", "a\u{fffd}b"),
        ("%E2%81%A6x", "\u{fffd}x"),
        ("", ""),
        (&"ä".repeat(101), &("ä".repeat(60) + "…")),
    ] {
        refused(&format!("#v=2&title={title}"), &format!("title={shown} is not possible: {text}"));
    }
    check_showing(
        "#v=2&title=A&title=B",
        "#v=2&title=A",
        &["title=B is not possible: title is given twice. It is ignored."],
    );
    // A title of 10,000 characters, and a link that is too long.
    let title = |letters| format!("#v=2&title={}", "a".repeat(letters));
    let notice = format!("title={}… is not possible: {text}", "a".repeat(60));
    check_showing(&title(10_000), "#v=2", &[&notice]);
    assert_eq!(Showing::read(&title(20_000), &breast_cancer().shape()).0.texts().count(), 0);
    check(
        &title(20_000),
        "#v=2",
        &["The link has 20011 bytes, and a link has at most 16000. It is ignored."],
    );
}
