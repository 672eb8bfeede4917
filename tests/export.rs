//! Exported code, scripts and files: they match the checked-in files and escape any text. `npm run check-exports` runs
//! the same exports under the frameworks.

#![cfg(not(target_arch = "wasm32"))]

#[path = "common/exports.rs"]
mod exports;

use std::fs;
use std::path::Path;
use std::process::Command;

use exports::{CASES, FILE, open, plan};
use proptest::prelude::*;
use rangefinder::choice::Named;
use rangefinder::data::DataShape;
use rangefinder::evidence::diagnosis::Diagnosis;
use rangefinder::experiment::{Experiment, Settings};
use rangefinder::export::{Framework, Picture, Plan, RatesFrom, caption, code, csv, quote, script};
use rangefinder::schedule::{Rates, ScheduleKind};

/// Compares a text with its file in `tests/exports`; if it differs, writes it to the path in the message.
fn check(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports").join(name);
    let expected = fs::read_to_string(path).unwrap_or_default();
    if found != expected {
        let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::write(&new, found).expect("a place for temporary files");
        panic!("tests/exports/{name} differs from {}", new.display());
    }
}

/// The code without the comment lines at its start.
fn without_header(code: &str) -> String {
    let lines = code.lines().skip_while(|line| line.starts_with("# "));
    lines.map(|line| line.to_owned() + "\n").collect()
}

#[test]
fn generated_code_matches_the_checked_in_files() {
    for framework in Framework::ALL {
        let like_pytorch = [Framework::Lightning, Framework::Transformers].contains(framework);
        // These use the optimizers and schedulers of PyTorch.
        let every = if like_pytorch { 9 } else { 1 };
        let texts = CASES.iter().step_by(every).map(|&case| {
            let (experiment, data) = open(case);
            let text = code(&plan(case, &experiment, &data, "#v=2"), *framework);
            format!("#### {} {}\n{}\n", case.1, case.0, without_header(&text))
        });
        check(&format!("{framework}.py"), &texts.collect::<String>());
    }
}

#[test]
fn generated_scripts_match_the_checked_in_files() {
    for (framework, case) in [(Framework::Pytorch, CASES[5]), (Framework::Keras, CASES[35])] {
        let (experiment, data) = open(case);
        let (shape, source) = (data.shape(), experiment.link());
        let file = case.0.contains("csv").then_some(FILE);
        let run = script::Redo {
            experiment: &experiment,
            shape: &shape,
            answer: Some(0.01),
            source: &source,
            file,
        };
        let text = script::redo(&run, framework).expect("a script");
        check(&format!("redo_{framework}.py"), &text);
    }
    let own = script::own(Framework::Pytorch, (1e-5, 1.0), 200, "#v=2").expect("a script");
    check("own_pytorch.py", &own);
    assert_eq!(script::own(Framework::Optax, (1e-5, 1.0), 200, "#v=2"), None);
}

#[test]
fn script_availability_flags_agree_with_the_generated_scripts() {
    let (experiment, data) = open(CASES[0]);
    let shape = data.shape();
    let run = script::Redo {
        experiment: &experiment,
        shape: &shape,
        answer: None,
        source: "",
        file: None,
    };
    for &framework in Framework::ALL {
        let repeats = [Framework::Pytorch, Framework::Keras].contains(&framework);
        assert_eq!(script::has_redo(framework), repeats, "{framework}");
        assert_eq!(script::redo(&run, framework).is_some(), repeats, "{framework}");
        let own = script::own(framework, (0.1, 1.0), 10, "").is_some();
        assert_eq!((script::has_own(framework), own), (own, framework != Framework::Optax));
    }
    // Some data sets are part of scikit-learn.
    for (name, reads) in
        [("wine", false), ("breast_cancer", false), ("spirals", true), ("csv:0", true)]
    {
        let shape = DataShape { name: name.to_owned(), ..shape.clone() };
        assert_eq!(script::reads_file(&shape), reads, "{name}");
        let run = script::Redo { shape: &shape, ..run };
        let text = script::redo(&run, Framework::Pytorch).expect("a script");
        assert_eq!(text.contains("read_csv"), reads, "{name}");
    }
}

#[test]
fn captions_state_the_settings() {
    let say = |case, picture| {
        let (experiment, data) = open(case);
        caption(&experiment, &data.shape(), picture)
    };
    let [what, how] = say(CASES[0], Picture::Sweep(20));
    assert_eq!(what, "Breast cancer, 569 rows: hidden layers of 10, 10, SGD with batches of 12.");
    assert_eq!(how, "The rate rises from 0.001 to 100 in 100 steps; 20 runs from seed 1.");
    let [_, how] = say(("#v=2&seed=7&start_lr=0.1&epochs=2", ""), Picture::Diagnosis);
    // 569 rows, none of them held out: 48 batches of 12 per epoch.
    assert_eq!(how, "The rate rises from 0.1 to 100 in 96 steps; 1 run of seed 7.");
    let [_, how] = say(CASES[0], Picture::Check);
    assert_eq!(how, "Each rate is trained for 2 epochs with 20 seeds.");
    // An epoch of more than 1,000 batches is capped at 1,000.
    let [what, how] = say(("#v=2&data=noisy&hidden=none&batch_size=8", ""), Picture::Comparison);
    assert_eq!(what, "20,000 noisy rows: no hidden layer, SGD with batches of 8.");
    assert_eq!(how, "Each schedule is trained for 6000 steps with 20 seeds.");
    let [what, _] = say(CASES[35], Picture::Check);
    assert!(what.starts_with("Own table, 120 rows: "), "{what}");
}

#[test]
fn csv_files_have_one_column_per_layer_and_feature_name() {
    let found = Diagnosis {
        lrs: vec![0.1, 0.2, 0.3],
        gradient_norms: vec![vec![1.0, 2.0, 3.0], vec![4.0, 5.0, f64::INFINITY]],
        update_ratios: vec![vec![0.5; 3], vec![0.25; 3]],
        dead: Some(vec![0.0, 0.0, 1.0]),
        steps: vec![0, 2],
        edges: vec![Some(0.7), None],
        conclusion: None,
    };
    let expected = "lr,two_over_sharpness,gradient_norm_1,gradient_norm_2,update_over_weight_1,update_over_weight_2,dead_relus\r\n\
        0.1,0.7,1,4,0.5,0.25,0\r\n0.2,,2,5,0.5,0.25,0\r\n0.3,,3,inf,0.5,0.25,1\r\n";
    assert_eq!(csv::diagnosis(&found), expected);
    let log = csv::log(&[0.1], &[2.0], &[1.5], Some((&[1.0], &[3.0])));
    assert_eq!(log, "lr,loss_median,smoothed_loss,loss_p10,loss_p90\r\n0.1,2,1.5,1,3\r\n");
    // A user's table: column names are not written as formulas.
    let (_, data) = open(CASES[35]);
    let file = csv::data(&data, data.feature_names());
    let head: Vec<String> = csv_reader(&file)
        .records()
        .next()
        .expect("names")
        .expect("a record")
        .iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(head, ["'=x, \"1\"", "colour=\"blue\"", "colour==green()", "colour=red", "target"]);
    assert!(csv::data(&data, &[]).starts_with("x1,x2,x3,x4,target\r\n"));
}

#[test]
fn keras_formulas_compute_with_floats_only() {
    // On TensorFlow, an integer tensor and a float raise an error. `step` is a float, and Python's own numbers become
    // floats beside it; whatever else makes a tensor is checked.
    for &case in CASES {
        let (experiment, data) = open(case);
        let text = code(&plan(case, &experiment, &data, ""), Framework::Keras);
        let flat: String = text.split_whitespace().collect();
        for array in flat.split("ops.array([").skip(1) {
            let (numbers, _) = array.split_once(']').expect("an end");
            for number in numbers.split(',').filter(|number| !number.is_empty()) {
                assert!(number.contains(['.', 'e']), "{number} in {}: {text}", case.0);
            }
        }
        let integers = ["ops.take(", "ops.sum(step", "ops.where(begun,1,", "\"int"];
        for integer in integers {
            assert!(!flat.contains(integer), "{integer} in {}: {text}", case.0);
        }
    }
}

#[test]
fn optax_code_drops_to_zero_where_its_exponential_decay_would_be_constant() {
    let of = |schedule, link| {
        let (experiment, data) = open((link, schedule));
        without_header(&code(&plan((link, schedule), &experiment, &data, ""), Framework::Optax))
    };
    // `optax.exponential_decay` returns a constant schedule if `decay_rate` is 0. Epochs have 38 steps.
    for (schedule, link, step) in
        [("step", "#v=2&drop=0&drop_every=2", 76), ("exponential", "#v=2&decay_rate=0", 1)]
    {
        let text = of(schedule, link);
        let call = format!(
            "schedule = optax.piecewise_constant_schedule(init_value=0.3, boundaries_and_scales={{{step}: 0}})"
        );
        let flat = text.replace("(\n    ", "(").replace(",\n    ", ", ").replace(",\n)", ")");
        assert!(flat.contains(&call), "{text}");
    }
    assert!(of("step", "#v=2&drop=0.5").contains("optax.exponential_decay("));
}

#[test]
fn code_states_which_rates_a_schedule_has() {
    let of = |schedule: &'static str, from| {
        let (experiment, data) = open(("#v=2", schedule));
        // The user's own upper bound, and the lower bound of the answer.
        let settings = Settings { lower: None, ..(*experiment).clone() };
        let experiment = Experiment::check(&settings, &data.shape()).0;
        let rates = Rates { lower: Some(0.01), ..exports::rates(&experiment) };
        let kind = ScheduleKind::named(schedule).expect("a schedule");
        let plan = Plan::new(&experiment, &data.shape(), (&rates, from), kind, "");
        let text = code(&plan.expect("all rates"), Framework::Pytorch);
        let lines = text.lines().filter(|line| line.contains("Bounds"));
        lines.map(str::to_owned).collect::<String>()
    };
    let found = of("triangular", RatesFrom::RangeTest);
    assert!(found.ends_with("are those of the range test."), "{found}");
    let found = of("triangular", RatesFrom::Check);
    assert!(found.ends_with("are those of the check by training."), "{found}");
    // Neither the recommended rate nor a suggestion is a bound.
    for from in [RatesFrom::RangeTest, RatesFrom::Check] {
        assert_eq!([of("answer", from), of("valley", from), of("lr", from)].concat(), "");
    }
}

#[test]
fn hugging_face_range_test_and_training_clip_no_gradients() {
    // The Trainer clips gradients to a norm of 1 by default.
    let (experiment, data) = open(CASES[0]);
    let training = code(&plan(CASES[0], &experiment, &data, ""), Framework::Transformers);
    let test = script::own(Framework::Transformers, (0.1, 1.0), 10, "").expect("a script");
    for text in [training, test] {
        assert!(text.contains("max_grad_norm=0"), "{text}");
    }
}

#[test]
fn export_cases_cover_every_schedule() {
    for kind in ScheduleKind::ALL {
        assert!(CASES.iter().any(|(_, name)| ScheduleKind::named(name) == Some(*kind)), "{kind}");
    }
}

#[test]
fn code_header_states_the_settings_and_length_of_training() {
    let case = CASES[14];
    let (experiment, data) = open(case);
    let text = code(&plan(case, &experiment, &data, "address\n#v=2"), Framework::Pytorch);
    let header: Vec<&str> = text.lines().take_while(|line| line.starts_with("# ")).collect();
    // A fifth of each class of the 569 rows is held out, 456 are left: 38 batches of 12 per epoch, 6 epochs.
    assert_eq!(
        header[1..],
        [
            "# address?#v=2",
            "# For these data, hidden layers of 10, 10, Nesterov momentum with batches of 12.",
            "# 228 steps: 456 rows in batches of 12 make 38 steps per epoch; 6 epochs.",
            "# Rangefinder used Keras's momentum, which keeps the learning rate of each past step; this one applies the present rate to all.",
        ]
    );
    assert!(header[0].starts_with("# Triangular: the schedule of a learning-rate range test"));
    // Only the answer depends on the length of training, here two epochs.
    let case = *CASES.iter().find(|case| case.1 == "answer").expect("an answer");
    let (experiment, data) = open(case);
    let text = code(&plan(case, &experiment, &data, ""), Framework::Pytorch);
    assert!(text.contains(&format!("# {}\n", experiment.holds_for())), "{text}");
}

/// The value of a Python string literal of printable ASCII; `None` if the text is not exactly one literal.
fn literal(text: &str) -> Option<String> {
    let inside = text.strip_prefix('"')?.strip_suffix('"')?;
    let (mut parsed, mut characters) = (String::new(), inside.chars());
    while let Some(c) = characters.next() {
        let digits = match c {
            '"' => return None,
            '\\' => match characters.next()? {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                quoted @ ('"' | '\\') => {
                    parsed.push(quoted);
                    continue;
                }
                _ => return None,
            },
            ' '..='~' => {
                parsed.push(c);
                continue;
            }
            _ => return None,
        };
        let code: String = characters.by_ref().take(digits).collect();
        parsed.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
    }
    Some(parsed)
}

/// Texts of any characters, including quotes, line breaks, and invisible and bidirectional characters.
fn hostile() -> impl Strategy<Value = String> {
    const PARTS: &[&str] = &[
        "\"",
        "'",
        "\"\"\"",
        "\\",
        "\n",
        "\r",
        "\r\n",
        "\0",
        "\t",
        "=",
        "+1",
        "-",
        "@",
        ",",
        ";",
        "#",
        "x",
        " ",
        "</script>",
        "{0}",
        "__RULE__",
        "\u{202e}",
        "\u{2066}",
        "\u{2028}",
        "\u{85}",
        "\u{feff}",
        "😀",
    ];
    let part = prop_oneof![
        proptest::sample::select(PARTS).prop_map(str::to_owned),
        any::<char>().prop_map(String::from)
    ];
    proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn python_literals_and_comments_escape_any_text(text in hostile()) {
        let quoted = quote::python(&text);
        prop_assert_eq!(literal(&quoted), Some(text.clone()), "{}", quoted);
        let comment = quote::comment(&text);
        let ends = |c: char| c.is_control() || "\u{2028}\u{2029}\u{202e}\u{2066}".contains(c);
        prop_assert!(!comment.contains(ends), "{:?}", comment);
        prop_assert_eq!(comment.chars().count(), text.chars().count());
    }

    #[test]
    fn names_in_scripts_appear_only_inside_escaped_literals(text in hostile()) {
        let case = CASES[35];
        let (experiment, data) = open(case);
        let shape = data.shape();
        let redo = |text: &str| {
            let run = script::Redo { experiment: &experiment, shape: &shape, answer: None, source: text, file: Some(text) };
            script::redo(&run, Framework::Keras).expect("a script")
        };
        let expected = redo("plain").replace("\"plain\"", &quote::python(&text));
        prop_assert_eq!(redo(&text), expected);
        let own = script::own(Framework::Keras, (0.1, 1.0), 10, &text).expect("a script");
        prop_assert_eq!(own.lines().count(), script::own(Framework::Keras, (0.1, 1.0), 10, "").expect("a script").lines().count());
    }

    #[test]
    fn csv_writes_any_text_as_one_cell_and_no_formula(text in hostile()) {
        let file = csv::table(&[&text, "loss"], &[&[0.5], &[f64::INFINITY]]);
        let mut reader = csv_reader(&file);
        let records: Vec<Vec<String>> = reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect();
        prop_assert_eq!(records.len(), 2);
        let cell = &records[0][0];
        prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?}", cell);
        let text = text.replace(['\0', '\u{feff}'], "");
        prop_assert_eq!(cell.trim_start_matches('\''), text.trim_start_matches('\''));
        prop_assert_eq!(&records[1], &["0.5", "inf"]);
    }
}

fn csv_reader(text: &str) -> ::csv::Reader<&[u8]> {
    ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes())
}

#[test]
fn export_command_writes_code_and_csv_and_reports_errors() {
    let run = |arguments: &[&str]| {
        let program = Command::new(env!("CARGO_BIN_EXE_rangefinder"))
            .arg("export")
            .args(arguments)
            .output()
            .expect("the program runs");
        let text = String::from_utf8(program.stdout).expect("UTF-8");
        (program.status.code(), text, String::from_utf8(program.stderr).expect("UTF-8"))
    };
    let link = "#v=2&runs=6&upper=0.5&lower=0.1";
    let (status, text, _) = run(&["--to", "optax", "--schedule", "triangular", link]);
    assert!(status == Some(0) && text.contains("base_lr, max_lr = 0.1, 0.5"), "{text}");
    let (status, text, _) = run(&["--csv", "curve", link]);
    assert_eq!((status, text.lines().count()), (Some(0), 101));
    assert!(text.starts_with("lr,loss,smoothed_loss\r\n0.001,"), "{text}");
    let (status, _, message) = run(&["--to", "fastai", "--script", "redo", link]);
    assert_eq!(
        (status, message.as_str()),
        (Some(1), "error: Runs are repeated in PyTorch and in Keras.\n")
    );
    let (status, _, message) = run(&["--to", "keras", "--schedule", "lr", link]);
    assert_eq!(status, Some(1), "{message}");
    // The bounds of the runs are near 0.02 and 5: they conflict with these.
    for (own, kept, conflicting, why) in [
        ("lower=10", "lower", "upper", "upper bound above the lower one"),
        ("upper=0.001", "upper", "lower", "lower bound below the upper one"),
    ] {
        for check in [&["--to", "pytorch"][..], &["--to", "pytorch", "--check"]] {
            let link = format!("#v=2&runs=6&truth_rates=5&truth_epochs=1&truth_runs=6&{own}");
            let export = |schedule| run(&[check, &["--schedule", schedule, &link]].concat());
            for schedule in ["triangular", "warmup_cosine", conflicting] {
                let (status, text, message) = export(schedule);
                assert_eq!((status, text.as_str()), (Some(1), ""), "{schedule}, {own}");
                let reason = format!("there is no {why}; set one.");
                assert!(message.ends_with(&format!("{schedule}: {reason}\n")), "{message}");
            }
            let (status, text, _) = export(kept);
            let lr = own.split_once('=').expect("a number").1;
            assert!(status == Some(0) && text.contains(&format!("lr={lr})")), "{text}");
        }
    }
    assert_eq!(run(&["--to", "theano", link]).0, Some(2));
}
