//! Formats of logs: values in JSON or Python notation, and cells between separators.

#![cfg(not(target_arch = "wasm32"))]

#[path = "common/six_points.rs"]
mod six_points;

use rangefinder::log::{Choices, File, Kind, NoteCode, read};
use six_points::{Form, LOSSES, LRS, check, check_log, codes, list, log, note, plain, points};

#[test]
fn values_are_read_from_json_and_python_notation() {
    let (lrs, losses) = (list(&LRS, plain), list(&LOSSES, plain));
    check("two lists", &format!(r#"{{"lr": [{lrs}], "loss": [{losses}], "best_loss": 0.9}}"#));
    check(
        "two lists and a tuple",
        &format!("{{'lr': ({lrs},), 'losses': [{losses}, ], 'ok': True}}"),
    );
    check(
        "a list within",
        &format!(r#"{{"run": {{"history": {{"lr": [{lrs}], "loss": [{losses}]}}}}}}"#),
    );
    check("nested lists", &format!("[[{lrs}], [{losses}]]"));
    check(
        "numbers as strings",
        &format!(r#"{{"lr": ["{}"], "loss": [{losses}]}}"#, lrs.replace(", ", "\", \"")),
    );
    check("a JavaScript object", &format!("{{lr: [{lrs}], loss: [{losses}]}};"));
    check("OrderedDict", &format!("OrderedDict([('lr', [{lrs}]), ('loss', [{losses}])])"));
    check(
        "defaultdict",
        &format!("defaultdict(<class 'list'>, {{'lr': [{lrs}], 'loss': [{losses}]}})"),
    );
    check("two assignments", &format!("lrs = [{lrs}]\nlosses = [{losses}]\nprint(lrs)\n"));
    check(
        "two lists over lines",
        &format!("lrs: [\n{}\n]\nlosses: [{losses}]", lrs.replace(", ", ",\n")),
    );
    check(
        "arrays of NumPy",
        &format!(
            "lrs {} losses array([{losses}], dtype=float32)",
            format!("[{lrs}]").replace(',', "")
        ),
    );
    let tensors = list(&LOSSES, |loss| {
        format!("tensor({loss}, device='cuda:0', grad_fn=<NllLossBackward0>)")
    });
    let rates = list(&LRS, |lr| format!("np.float64({lr:e})"));
    check("tensors", &format!("{{'lr': [{rates}], 'loss': [{tensors}]}}"));
    let tensors =
        list(&LOSSES, |loss| format!("<tf.Tensor: shape=(), dtype=float32, numpy={loss}>"));
    check("TensorFlow's tensors", &format!("{{'lr': [{lrs}], 'loss': [{tensors}]}}"));
    check("JSON lines", &points(|_, lr, loss| format!("{{\"lr\": {lr:e}, \"loss\": {loss}}}\n")));
    check(
        "an array of objects",
        &format!(
            "[{}]",
            points(|k, lr, loss| format!(
                r#"{{"step": {k}, "lr": {lr:e}, "loss": {loss}, "note": null}},"#
            ))
        ),
    );
    check(
        "an array of pairs",
        &format!("[{}]", points(|_, lr, loss| format!("[{lr:e}, {loss}],"))),
    );
    check("pairs in lines", &points(|_, lr, loss| format!("({lr:e}, {loss})\n")));
    check(
        "pandas, by columns",
        &format!(
            "{{\"lr\": {{{}}}, \"loss\": {{{}}}}}",
            points(|k, lr, _| format!("\"{k}\": {lr:e},")),
            points(|k, _, loss| format!("\"{k}\": {loss},"))
        ),
    );
    check(
        "pandas, by rows",
        &format!(
            "{{{}}}",
            points(|k, lr, loss| format!(r#""{k}": {{"lr": {lr:e}, "loss": {loss}}},"#))
        ),
    );
    check(
        "pandas, split",
        &format!(
            r#"{{"columns": ["lr", "loss"], "index": [0], "data": [{}]}}"#,
            points(|_, lr, loss| format!("[{lr:e}, {loss}],"))
        ),
    );
    check(
        "losses by rate",
        &format!("{{{}}}", points(|_, lr, loss| format!("\"{lr:e}\": {loss},"))),
    );
    check(
        "a trainer's state",
        &format!(
            r#"{{"epoch": 1.5, "log_history": [{}{{"eval_loss": 2.0, "step": 6}}], "max_steps": 6}}"#,
            points(|k, lr, loss| format!(
                r#"{{"epoch": 0.{k}, "learning_rate": {lr:e}, "loss": {loss}, "step": {k}}},"#
            ))
        ),
    );
    check(
        "metrics by name",
        &format!(
            r#"{{"metrics": [{}]}}"#,
            points(|k, lr, loss| format!(
                r#"{{"key": "lr", "value": {lr:e}, "step": {k}}}, {{"key": "train_loss", "value": {loss}, "step": {k}}},"#
            ))
        ),
    );
    check(
        "plotted curves",
        &format!(
            r#"[{{"name": "lr", "x": [0, 1, 2, 3, 4, 5], "y": [{lrs}]}}, {{"name": "loss", "x": [0, 1, 2, 3, 4, 5], "y": [{losses}]}}]"#
        ),
    );
}

#[test]
fn nan_and_infinite_losses_are_kept_and_null_losses_dropped() {
    let log = log("{'lr': [1e-4, 1e-3, 1e-2, 1e-1, 1], 'loss': [2.0, nan, Infinity, -inf, None]}");
    let losses = &log.runs[0].losses;
    assert_eq!((log.kind, losses.len(), losses[0]), (Kind::RangeTest, 4, 2.0));
    assert!(losses[1].is_nan());
    assert_eq!(losses[2..], [f64::INFINITY, f64::NEG_INFINITY]);
    // A null value is not a loss.
    assert_eq!(log.runs[0].lrs, [1e-4, 1e-3, 1e-2, 1e-1]);
}

/// Rows whose last two losses are these texts.
fn ending_with(separator: &str, text: &str) -> String {
    let texts = |k: usize, loss: f64| if k < 4 { loss.to_string() } else { text.to_owned() };
    let rows = points(|k, lr, loss| format!("{lr:e}{separator}{}\n", texts(k, loss)));
    format!("lr{separator}loss\n{rows}")
}

#[test]
fn texts_in_place_of_losses_that_are_not_finite_are_read_as_such() {
    for text in [
        "#NUM!",
        "#DIV/0!",
        "1.#INF",
        "-1.#IND",
        "1.#QNAN",
        "nan(ind)",
        "-nan(ind)",
        "∞",
        "-∞",
        "overflow",
        "Diverged",
        "********",
    ] {
        let log = log(&ending_with(",", text));
        let losses = &log.used().expect("a run").losses;
        assert_eq!((log.points, &losses[..4]), (6, &LOSSES[..4]), "{text}");
        assert!(losses[4..].iter().all(|loss| !loss.is_finite()), "{text}: {losses:?}");
        assert!(!codes(&log).contains(&NoteCode::UnreadableLosses), "{text}");
    }
    let metrics = points(|k, lr, loss| {
        let loss = if k < 4 { loss.to_string() } else { "overflow".to_owned() };
        format!("lr,{k},{lr:e}\nloss,{k},{loss}\n")
    });
    assert_eq!(log(&format!("tag,step,value\n{metrics}")).points, 6);
    // Behind a colon, they are a loss in console output as well.
    for (text, count) in
        [("loss: diverged", 6), ("loss: ****", 6), ("loss **** 1", 4), ("acc: ****", 4)]
    {
        let log = log(&points(|k, lr, loss| {
            let loss = if k < 4 { format!("loss: {loss}") } else { text.to_owned() };
            format!("step {k} lr: {lr:e} {loss}\n")
        }));
        assert_eq!(log.points, count, "{text}");
    }
}

#[test]
fn rows_whose_loss_is_another_text_are_counted_in_a_note() {
    let text =
        "2 rows with a rate were left out, because the text in place of the loss is no number.";
    for (lost, expected) in [("OOM", text), ("", ""), ("-", ""), ("#N/A", ""), ("null", "")] {
        let log = log(&ending_with(",", lost));
        assert_eq!((log.points, note(&log, NoteCode::UnreadableLosses)), (4, expected), "{lost}");
        assert!(log.columns.iter().all(|column| column.name.contains('l')), "{:?}", log.columns);
    }
    let none =
        log(&points(|k, lr, _| format!("{}{lr:e},OOM\n", if k == 0 { "lr,loss\n" } else { "" })));
    assert_eq!((none.points, none.loss_column), (0, None));
    // A text beside the loss that is used is not missed.
    let rows = points(|_, lr, loss| format!("{lr:e},{loss},mse,huber\n"));
    let beside = log(&format!("lr,loss,loss_name,val_loss\n{rows}"));
    check_log("a name of a loss", &beside);
    assert_eq!(note(&beside, NoteCode::UnreadableLosses), "");
}

#[test]
fn truncated_text_is_read_up_to_its_end() {
    let whole =
        format!("{{\"lr\": [{}], \"loss\": [{}]}}", list(&LRS, plain), list(&LOSSES, plain));
    // Cut in the middle of the last number.
    let log = log(&whole[..whole.len() - 4]);
    assert_eq!((log.kind, log.points), (Kind::RangeTest, 5));
    assert_eq!(log.runs[0].losses, LOSSES[..5]);
}

#[test]
fn tables_are_read_with_any_separator_header_and_encoding() {
    let rows = |separator: &str| points(|_, lr, loss| format!("{lr:e}{separator}{loss}\n"));
    let (comma, tab) = (rows(","), rows("\t"));
    check("commas", &format!("lr,loss\n{comma}"));
    check("commas, no header", &comma);
    check("a byte order mark", &format!("\u{feff}lr,loss\n{comma}"));
    check("CRLF", &format!("lr,loss\n{comma}").replace('\n', "\r\n"));
    check("CR", &format!("lr,loss\n{comma}").replace('\n', "\r"));
    check("tabs", &format!("lr\tloss\n{tab}"));
    check("spaces", &rows("   "));
    check("a comment as header", &format!("# lr loss\n{}", rows(" ")));
    check("colons", &rows(": "));
    check("padded cells", &format!("  lr ,   loss \n{}", rows("  ,   ")));
    check(
        "quotes",
        &points(|k, lr, loss| {
            format!(
                "{}\"{lr:e}\",\"{loss}\",\"1,234,{k:03}\"\n",
                if k == 0 { "\"lr\",\"loss\",\"tokens\"\n" } else { "" }
            )
        }),
    );
    check(
        "decimal commas",
        &format!(
            "lr;loss\n{}",
            points(|_, lr, loss| format!("{lr:.6};{loss:.1}\n").replace('.', ","))
        ),
    );
    check(
        "an index without a name",
        &format!(",loss,accuracy,lr\n{}", points(|k, lr, loss| format!("{k},{loss},0.5,{lr:e}\n"))),
    );
    check(
        "an index without a column",
        &format!("        lr  loss\n{}", points(|k, lr, loss| format!("{k}  {lr:e}  {loss}\n"))),
    );
    check("an index and no header", &points(|k, lr, loss| format!("{k},{lr:e},{loss}\n")));
    check(
        "a table in Markdown",
        &format!(
            "| lr | loss |\n|---|---|\n{}",
            points(|_, lr, loss| format!("| {lr:e} | {loss} |\n"))
        ),
    );
    check(
        "a table in a frame",
        &format!(
            "┏━━━┳━━━┓\n┃ lr ┃ loss ┃\n{}└───┴───┘",
            points(|_, lr, loss| format!("│ {lr:e} │ {loss} │\n"))
        ),
    );
    check("lines around it", &format!("$ cat sweep.csv\nlr,loss\n{comma}$\n"));
    check(
        "a name and a value",
        &format!(
            "tag,step,value\n{}",
            points(|k, lr, loss| format!("lr,{k},{lr:e}\nloss,{k},{loss}\n"))
        ),
    );
    check("other names", &format!("alpha,cost\n{comma}"));
    let utf16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
        let text = format!("lr;loss\n{}", rows(";"));
        let content: Vec<u8> =
            mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect();
        read(&[File { name: "", bytes: &content }], &Choices::default())
    };
    check_log("UTF-16, little end first", &utf16(&[0xff, 0xfe], u16::to_le_bytes));
    check_log("UTF-16, big end first", &utf16(&[0xfe, 0xff], u16::to_be_bytes));
    check_log("UTF-16 without a mark", &utf16(&[], u16::to_le_bytes));
    let latin1: Vec<u8> = format!("lr,loss,größe\n{comma}").chars().map(|c| c as u8).collect();
    check_log("Latin-1", &read(&[File { name: "", bytes: &latin1 }], &Choices::default()));
}

#[test]
fn tables_may_have_more_text_than_numbers_below_a_named_header() {
    check(
        "three texts",
        &format!(
            "host,phase,optimizer,lr,loss\n{}",
            points(|_, lr, loss| format!("gpu1,train,adam,{lr:e},{loss}\n"))
        ),
    );
    check(
        "runs of MLflow",
        &format!(
            "Start Time,Duration,Run ID,Name,Source Type,User,Status,lr,train_loss\n{}",
            points(|k, lr, loss| {
                format!(
                    "2024-01-01 10:0{k}:00,1.2min,9a{k}f,run-{k},LOCAL,me,FINISHED,{lr:e},{loss}\n"
                )
            })
        ),
    );
    // Below the names of a title stands no number: it is no header.
    let rows = points(|_, lr, loss| format!("gpu1,train,{lr:e},{loss}\n"));
    check("a title", &format!("lr range test,seed 3,0,1e-3\nhost,phase,lr,loss\n{rows}"));
}

#[test]
fn spaces_between_thousands_are_no_part_of_a_number() {
    for space in [" ", "\u{a0}", "\u{202f}"] {
        let large = |k: usize, loss: f64| format!("{}{space}{:03}", 1 + k, (100.0 * loss).round());
        let rows =
            points(|k, lr, loss| format!("{lr:.6};{},5;1{space}000{space}000\n", large(k, loss)));
        let german = log(&format!("lr;loss;tokens\n{}", rows.replace('.', ",")));
        let points = points(|k, lr, loss| format!("{lr:e}\t{}.5\n", large(k, loss)));
        let english = log(&format!("lr\tloss\n{points}"));
        let expected = [1250.5, 2240.5, 3200.5, 4110.5, 5090.5, 6320.5];
        for log in [german, english] {
            assert_eq!((log.points, log.runs[0].losses.as_slice()), (6, &expected[..]), "{log:?}");
        }
        // Other groups of digits are no thousands.
        for other in ["12 34", "1234 567", "0 123", "1 2345", "1 234 5", "a 123"] {
            let other = other.replace(' ', space);
            let rows = self::points(|_, lr, _| format!("{lr:e},{other}\n"));
            assert_eq!(log(&format!("lr,loss\n{rows}")).points, 0, "{other}");
        }
    }
    let deviation = points(|_, lr, loss| format!("| {lr:e} | {loss} ± 0.02 |\n"));
    check("a deviation", &format!("| lr | loss |\n|---|---|\n{deviation}"));
}

#[test]
fn marks_and_last_lines_of_printed_tables_are_no_content() {
    let rows = points(|_, lr, loss| format!("| `{lr:e}` | **{loss}** |\n"));
    check("Markdown", &format!("| `lr` | **loss** |\n|---|---:|\n{rows}"));
    // The middle rows are left out, as pandas does, and the last line has the size.
    let printed = |k: usize, lr: f64, loss: f64| {
        let gap = if k == 3 { "..     ...   ...\n" } else { "" };
        format!("{gap}{k}  {lr:e}  {loss}\n")
    };
    let printed = format!("        lr  loss\n{}\n[90 rows x 2 columns]", points(printed));
    check("pandas", &printed);
    let lines: Vec<String> = printed.lines().map(|line| format!("\"{line}\\n\"")).collect();
    check(
        "pandas in a notebook",
        &format!(
            r#"{{"cells": [{{"outputs": [{{"data": {{"text/plain": [{}]}}}}], "source": ["frame"]}}], "nbformat": 4}}"#,
            lines.join(", ")
        ),
    );
}

#[test]
fn files_with_one_number_in_each_line_are_joined() {
    let two = |lr: (&str, &str), loss: (&str, &str)| {
        let files = [lr, loss].map(|(name, text)| File { name, bytes: text.as_bytes() });
        read(&files, &Choices::default())
    };
    let (lr, loss) =
        (points(|_, lr, _| format!("{lr:e}\n")), points(|_, _, loss| format!("{loss}\n")));
    check_log("names of files", &two(("lrs.txt", &lr), ("train_losses.txt", &loss)));
    check_log(
        "headers",
        &two(("a.csv", &format!("lr\n{lr}")), ("b.csv", &format!("loss\n{loss}"))),
    );
    check_log("no names: the rates rise", &two(("a.txt", &lr), ("b.txt", &loss)));
    // A series of pandas, and TensorBoard's files under names that say nothing.
    let rows = |head: &str, form: Form| format!("{head}\n{}", points(form));
    let lr = rows(",0", |k, lr, _| format!("{k},{lr:e}\n"));
    let loss = rows(",0", |k, _, loss| format!("{k},{loss}\n"));
    check_log("a series", &two(("lr.csv", &lr), ("loss.csv", &loss)));
    let lr = rows("Wall time,Step,Value", |k, lr, _| format!("1.6e9,{k},{lr:e}\n"));
    let loss = rows("Wall time,Step,Value", |k, _, loss| format!("1.6e9,{k},{loss}\n"));
    check_log("TensorBoard", &two(("version_0.csv", &lr), ("version_0 (1).csv", &loss)));
    // Losses alone.
    let alone = log(&points(|_, _, loss| format!("{loss}\n")));
    assert_eq!((alone.kind, alone.points, alone.rates_asked), (Kind::LossesOnly, 6, true));
    assert_eq!(log("7\nwords\n8\n9\n").kind, Kind::None);
}

#[test]
fn files_without_sure_rates_are_losses() {
    let read_two = |names: [&str; 2], numbers: [&[f64]; 2], counted: bool| {
        let text = |numbers: &[f64]| {
            let row = |(k, number): (usize, &f64)| match counted {
                true => format!("{k},{number}\n"),
                false => format!("{number}\n"),
            };
            let rows: String = numbers.iter().enumerate().map(row).collect();
            if counted { format!("step,value\n{rows}") } else { rows }
        };
        let texts = numbers.map(text);
        let files = [0, 1].map(|k| File { name: names[k], bytes: texts[k].as_bytes() });
        read(&files, &Choices::default())
    };
    let rising = [0.1, 0.15, 0.4, 0.5, 1.1, 3.5];
    let falling = [2.5, 2.0, 1.7, 1.6, 1.55, 1.52];
    let ramp = LRS;
    for counted in [false, true] {
        for (names, numbers) in [
            // Not evenly, not as many, and not called rates.
            (["a.txt", "b.txt"], [&rising[..], &falling]),
            (["a.txt", "b.txt"], [&ramp, &falling[..5]]),
            (["lr.txt", "b.txt"], [&rising, &falling[..5]]),
            (["losses.txt", "grad_norm.txt"], [&falling, &rising]),
            (["losses.txt", "time.txt"], [&falling, &ramp]),
            (["losses.txt", "accuracy.txt"], [&falling, &ramp]),
            (["lr_find.csv", "b.csv"], [&falling, &rising]),
            (["lr_range_test.csv", "lr_find.csv"], [&falling, &rising]),
            (["lr_finder_losses.csv", "epoch.csv"], [&falling, &rising]),
            (["step_100.csv", "time.csv"], [&falling, &rising]),
            (["high_lr.csv", "low_lr.csv"], [&falling, &rising]),
            (["high_lr.csv", "base.csv"], [&falling, &rising]),
        ] {
            let asked = read_two(names, numbers, counted);
            assert_eq!((asked.kind, asked.rates_asked), (Kind::LossesOnly, true), "{names:?}");
        }
        for names in [["a.txt", "b.txt"], ["lr.txt", "b.txt"], ["train_lr.txt", "loss.txt"]] {
            check_log("rates", &read_two(names, [&LRS, &LOSSES], counted));
        }
    }
    for name in ["lr_find.csv", "lr_finder_losses.csv", "epoch.csv", "step_100.csv", "time.csv"] {
        for text in ["2.5\n2\n1.5\n", "step,value\n0,2.5\n1,2\n2,1.5\n"] {
            let asked = read(&[File { name, bytes: text.as_bytes() }], &Choices::default());
            assert_eq!((asked.kind, asked.points), (Kind::LossesOnly, 3), "{name}");
        }
    }
}

#[test]
fn value_that_is_cut_off_anywhere_keeps_the_points_before_it() {
    let row: Form = |k, lr, loss| {
        format!(r#"{{"step": {k}, "lr": {lr:e}, "loss": {loss}, "note": "a\tb", "ok": true}}, "#)
    };
    let text = format!("[{}", points(row));
    let third = text.match_indices("{").nth(3).expect("a row").0;
    let end = text.match_indices("{").nth(4).expect("a row").0;
    for cut in third..end {
        let log = log(&text[..cut]);
        assert!(log.points == 3 || log.points == 4, "{}: {log:?}", &text[third..cut]);
        assert_eq!(log.runs[0].losses[..3], LOSSES[..3]);
        // A number that may be incomplete is left out.
        assert!(log.runs[0].losses.get(3).is_none_or(|loss| *loss == LOSSES[3]));
    }
}

#[test]
fn lines_of_a_program_are_read_within_the_records_of_its_container() {
    let line: Form = |k, lr, loss| {
        format!(
            r#"{{"log":"step {k} lr {lr:e} loss {loss}\n","stream":"stdout","time":"2024-01-01T00:00:0{k}.5Z"}}"#
        ) + "\n"
    };
    check("Docker", &points(line));
    check(
        "Docker, a table",
        &(r#"{"log":"lr,loss\n","stream":"stdout"}"#.to_owned()
            + "\n"
            + &points(|_, lr, loss| {
                format!(r#"{{"log":"{lr:e},{loss}\r\n","stream":"stdout"}}"#) + "\n"
            })),
    );
    check(
        "messages",
        &points(|k, lr, loss| {
            format!(r#"{{"level": 30, "pid": 7, "message": "step {k}: lr={lr:e}, loss={loss}"}}"#)
                + "\n"
        }),
    );
    // Numbers beside the message count.
    check(
        "fields",
        &points(|_, lr, loss| {
            format!(r#"{{"message": "loss 7 lr 7", "lr": {lr:e}, "loss": {loss}}}"#) + "\n"
        }),
    );
}

#[test]
fn metrics_exported_one_after_another_are_joined() {
    let rows = |name: &str, form: &dyn Fn(&str, usize, f64) -> String| {
        let numbers = if name == "lr" { LRS } else { LOSSES };
        numbers.iter().enumerate().map(|(k, &number)| form(name, k, number)).collect::<String>()
    };
    let both = |form: &dyn Fn(&str, usize, f64) -> String| {
        [rows("train_loss", form), rows("lr", form)].concat()
    };
    let named = both(&|name, k, number| {
        format!(
            "{{\"metricName\": \"{name}\", \"metricValue\": \"{number:e}\", \"step\": {k}, \"timestamp\": 1700000000000}}\n"
        )
    });
    check("metricName and metricValue", &named);
    let context = both(&|name, k, number| {
        format!("3fa2,{name},\"{{\"\"subset\"\": \"\"train\"\"}}\",{k},{number:e}\n")
    });
    check("with words in most cells", &["Run,Metric,Context,Step,Value\n", &context].concat());
    // Nested by metric and series, each as a plotted curve.
    let series = |name: &str, series: &str, numbers: &[f64]| {
        format!(
            "\"{name}\": {{\"{series}\": {{\"name\": \"{series}\", \"x\": [0, 1, 2, 3, 4, 5], \"y\": [{}]}}}}",
            list(numbers, plain)
        )
    };
    let text = [series("loss", "train", &LOSSES), series("lr", "group 0", &LRS)].join(", ");
    check("plotted series", &format!("{{{text}}}"));
    // Step, time and value, without a header.
    let file = |name: &str| {
        rows(name, &|_, k, number| format!("{k},{},{number:e}\n", 1_700_000_000 + 7 * k))
    };
    let (rates, losses) = (file("lr"), file("train_loss"));
    let files = [
        File { name: "lr.csv", bytes: rates.as_bytes() },
        File { name: "train_loss.csv", bytes: losses.as_bytes() },
    ];
    check_log("step, time and value", &read(&files, &Choices::default()));
}

#[test]
fn rates_and_losses_in_different_rows_or_files_are_joined() {
    let rows = points(|k, lr, loss| format!(",{lr:e},{},\n{k},,{},{loss}\n", 50 * k, 50 * k));
    let lightning = log(&format!("epoch,lr-Adam,step,train_loss\n{rows}"));
    check_log("Lightning", &lightning);
    assert_eq!(
        note(&lightning, NoteCode::Joined),
        "Rates and losses stand in different rows; those with the same \"step\" were joined."
    );
    let once = log(
        "step,lr,loss\n0,1e-4,\n10,,2.5\n20,,2.4\n30,1e-3,\n40,,1.5\n50,,1.4\n60,1e-2,\n70,,3\n",
    );
    assert_eq!(once.runs[0].lrs, [1e-4, 1e-4, 1e-3, 1e-3, 1e-2]);
    assert_eq!(codes(&once), [NoteCode::Columns, NoteCode::Joined]);
    // A line with both once per epoch does not determine how they are paired.
    let often: String = (1..7)
        .map(|k| {
            format!(
                "lr: {k}e-4\nloss: {k}.5\n{}",
                if k % 3 == 0 { "end of epoch: loss: 9.5, lr: 1e-3\n" } else { "" }
            )
        })
        .collect();
    assert_eq!(log(&often).points, 8);
    let file = |form: Form| format!("Wall time,Step,Value\n{}", points(form));
    let (lr, loss) = (
        file(|k, lr, _| format!("1.6e9,{k},{lr:e}\n")),
        file(|k, _, loss| format!("1.6e9,{k},{loss}\n")),
    );
    let two = |one: &str, other: &str| {
        let files = [
            File { name: one, bytes: loss.as_bytes() },
            File { name: other, bytes: lr.as_bytes() },
        ];
        read(&files, &Choices::default())
    };
    check_log("TensorBoard", &two("run-a-tag-train_loss.csv", "run-a-tag-lr.csv"));
    let (lr, loss) = (
        points(|k, lr, _| format!("1600000000000 {lr:e} {k}\n")),
        points(|k, _, loss| format!("1600000000000 {loss} {k}\n")),
    );
    let files = [
        File { name: "metrics/lr", bytes: lr.as_bytes() },
        File { name: "metrics/loss", bytes: loss.as_bytes() },
    ];
    check_log("MLflow", &read(&files, &Choices::default()));
    check_log("TensorBoard, other names", &two("logs/my_loss.csv", "logs/my_learning_rate.csv"));
}

#[test]
fn decimal_commas_are_read_in_text_and_in_quotes() {
    let comma = |text: String| text.replace('.', ",");
    check("spaces", &comma(points(|_, lr, loss| format!("lr {lr:.3E} loss {loss:.4}\n"))));
    check(
        "separators",
        &comma(points(|k, lr, loss| {
            format!("step {k}, lr: {lr:.7}, loss: {loss:.3}; time 1.5 s\n")
        })),
    );
    check(
        "equals signs",
        &comma(points(|k, lr, loss| format!("step={k}, lr={lr:.1e}, loss={loss:.1}\n"))),
    );
    let quoted =
        points(|k, lr, loss| format!("{k},\"{lr:.1e}\",\"{loss:.1}\"\n").replace('.', ","));
    check("quotes", &format!("step,lr,loss\n{quoted}"));
    check("quotes without a header", &quoted);
    // Commas between thousands and in lists stay.
    check(
        "thousands",
        &points(|k, lr, loss| {
            format!("step 1,00{k} | tokens 1,234 | seen 12,345 | loss {loss} | lr {lr:e}\n")
        }),
    );
    check(
        "pairs",
        &points(|_, lr, loss| format!("shape [3,224] pad (1,5) lr {lr:e} loss {loss}\n")),
    );
}

#[test]
fn rate_among_the_settings_of_a_document_is_that_of_its_losses() {
    let losses = format!("[{}]", list(&LOSSES, plain));
    for settings in [
        r#""config": {"optimizer": {"name": "adam", "lr": 0.01}, "lr_drop": 200}"#,
        r#""hyperparameters": {"batch_size": 32, "learning_rate": 0.01}"#,
        r#""args": {"lr_step": 30, "lr": 0.01}"#,
        r#""lr": 0.01"#,
    ] {
        for history in [
            format!(r#""history": {{"loss": {losses}, "val_loss": {losses}}}"#),
            format!(r#""results": {{"train": {{"loss": {losses}}}}}"#),
            format!(r#""losses": {losses}"#),
            format!(r#""history": [{}]"#, list(&LOSSES, |loss| format!(r#"{{"loss": {loss}}}"#))),
        ] {
            let constant = log(&format!("{{{settings}, {history}}}"));
            let read = constant.used().map(|run| (run.lrs.as_slice(), run.losses.as_slice()));
            assert_eq!(constant.kind, Kind::Constant, "{settings} {history}");
            assert_eq!(read, Some((&[0.01; 6][..], &LOSSES[..])), "{settings} {history}");
        }
        // The rates of the history are not replaced.
        let lrs = list(&LRS, plain);
        check(
            settings,
            &format!(r#"{{{settings}, "history": {{"loss": {losses}, "lr": [{lrs}]}}}}"#),
        );
    }
    // Another thing's rate, several rates, and a schedule.
    let dropout = r#""model": {"dropout": {"rate": 0.3}}, "optimizer": {"lr": 0.01}"#;
    let several = r#""generator": {"lr": 1e-4}, "critic": {"lr": 4e-4}"#;
    let schedule = r#""args": {"lr": 0.1, "lr_scheduler": "cosine"}"#;
    let with_losses =
        |settings: &str| log(&format!(r#"{{{settings}, "history": {{"loss": {losses}}}}}"#));
    assert_eq!(with_losses(dropout).used().map(|run| run.lrs[0]), Some(0.01));
    for settings in [several, schedule] {
        assert_ne!(with_losses(settings).kind, Kind::Constant, "{settings}");
    }
    let run = |lr: f64| format!(r#"{{"config": {{"lr": {lr}}}, "history": {{"loss": {losses}}}}}"#);
    for text in [
        format!("[{}]", list(&[0.1, 0.01, 0.2], run)),
        run(0.1) + "\n" + &run(0.01) + "\n" + &run(0.2),
    ] {
        let grid = log(&text);
        let rates: Vec<f64> = grid.runs.iter().map(|run| run.lrs[5]).collect();
        assert_eq!((grid.kind, rates), (Kind::Grid, vec![0.1, 0.01, 0.2]));
    }
}

#[test]
fn vectors_are_read_in_the_notation_of_several_languages() {
    let lists = |separator: &str| {
        let join = |numbers: &[f64]| {
            numbers.iter().map(|number| format!("{number:e}")).collect::<Vec<_>>().join(separator)
        };
        (join(&LRS), join(&LOSSES))
    };
    for separator in [", ", ",\n  "] {
        let (lrs, losses) = lists(separator);
        for (form, text) in [
            ("R", format!("lr <- c({lrs})\nloss <- c({losses})\n")),
            (
                "R's prompt",
                format!("> lr<-c({lrs})\n> loss<-c({losses})\n> plot(lr, loss, log = \"x\")\n"),
            ),
            ("R with equals signs", format!("lr = c({lrs})\nloss = c({losses})\n")),
            ("R's data frame", format!("df <- data.frame(lr = c({lrs}), loss = c({losses}))\n")),
            ("R's list", format!("list(\n  lr = c({lrs}),\n  loss = c({losses})\n)\n")),
            ("tuples", format!("lrs = (\n{lrs}\n)\nlosses = (\n{losses}\n)\n")),
            ("Python", format!("lrs = [{lrs}]\nlosses = [{losses}]\n")),
            (
                "NumPy",
                format!("lrs = np.array([{lrs}])\nlosses = np.array([{losses}], dtype = float)\n"),
            ),
        ] {
            check(form, &text);
        }
    }
    for separator in [" ", "; ", "\n", ";\n", ", ...\n"] {
        let (lrs, losses) = lists(separator);
        check("MATLAB", &format!("lr = [ {lrs} ];\nloss = [ {losses} ];\nsemilogx(lr, loss);\n"));
    }
    let (lrs, losses) = lists("\n ");
    check("NumPy's print", &format!("lrs: [{lrs}]\nlosses: [{losses}]\n"));
}

#[test]
fn tables_are_read_from_html() {
    let rows = |form: Form| {
        points(form).lines().map(|row| format!("<tr>\n<th>{}</tr>\n", row)).collect::<String>()
    };
    let table = [
        "<style>\n  td { color: red; }\n</style>\n<table border=\"1\">\n<thead>\n<tr style=\"text-align: left;\">\n<th></th>\n\
         <th>learning rate</th>\n<th>train loss</th>\n</tr>\n</thead>\n<tbody>\n",
        &rows(|k, lr, loss| format!("{k}</th> <td>{lr:e}</td> <td align=right> <b>{loss}</b></td>\n")),
        "</tbody>\n</table>",
    ]
    .concat();
    check("a page", &format!("<html>\n<body><p>Loss 1 of 2</p>{table}</body>\n</html>"));
    let html = table.replace('\n', "\\n").replace('"', "\\\"");
    for plain in ["", r#", "text/plain": ["<IPython.core.display.HTML object>"]"#] {
        for html in [format!("\"{html}\""), format!("[\"{html}\"]")] {
            let cell = format!(
                r#"{{"outputs": [{{"data": {{"text/html": {html}{plain}}}}}], "source": []}}"#
            );
            check("a notebook", &format!(r#"{{"cells": [{cell}], "nbformat": 4}}"#));
        }
    }
    // fastai's table has no rates.
    let epochs: String =
        (0..4).map(|k| format!("<tr><td>{k}</td><td>{}</td></tr>", 4 - k)).collect();
    let epochs = log(&format!("<table><tr><th>epoch</th><th>train_loss</th></tr>{epochs}</table>"));
    assert_eq!((epochs.kind, epochs.points), (Kind::LossesOnly, 4));
}

#[test]
fn named_numbers_between_separators_are_not_the_cells_of_a_table() {
    let lines = |form: &dyn Fn(usize, f64) -> String| -> String {
        LOSSES.iter().enumerate().map(|(k, loss)| form(k, *loss)).collect()
    };
    for (name, text) in [
        (
            "validation_0-logloss",
            lines(&|k, loss| format!("[{k}]\tvalidation_0-logloss:{loss:.5}\n")),
        ),
        ("train-rmse", lines(&|k, loss| format!("[{k}]\ttrain-rmse:{loss:.5}\n"))),
        ("loss", lines(&|k, loss| format!("{k}\tloss: {loss}\n"))),
        ("loss", lines(&|k, loss| format!("{k},loss={loss}\n"))),
    ] {
        for head in ["", "XGBClassifier(learning_rate=0.1, max_depth=6)\n"] {
            let log = log(&[head, &text].concat());
            let losses = log.used().map(|run| run.losses.as_slice());
            assert_eq!(
                (log.loss_column.as_deref(), losses),
                (Some(name), Some(&LOSSES[..])),
                "{head}{text}"
            );
        }
    }
}

#[test]
fn losses_of_training_and_validation_in_objects_of_their_own_are_of_one_run() {
    let (lrs, losses) = (list(&LRS, plain), list(&LOSSES, plain));
    let others = list(&LOSSES, |loss| plain(loss + 0.5));
    let rows =
        |loss: f64| points(|_, lr, own| format!(r#"{{"lr": {lr:e}, "loss": {}}},"#, own + loss));
    let (train, val) = (format!(r#"{{"loss": [{losses}]}}"#), format!(r#"{{"loss": [{others}]}}"#));
    for (form, text) in [
        ("train and val", format!(r#"{{"train": {train}, "val": {val}, "lr": [{lrs}]}}"#)),
        ("val and train", format!(r#"{{"val": {val}, "train": {train}, "lr": [{lrs}]}}"#)),
        ("rates of both", format!(r#"{{"train": [{}], "val": [{}]}}"#, rows(0.0), rows(0.5))),
        (
            "lists",
            format!(r#"{{"results": {{"train": [{losses}], "val": [{others}]}}, "lr": [{lrs}]}}"#),
        ),
    ] {
        check(form, &text);
    }
    let both = log(&format!(r#"{{"train": {train}, "val": {val}, "lr": [{lrs}]}}"#));
    assert_eq!(note(&both, NoteCode::OtherLosses), "Other losses in the log: \"val/loss\".");
    // A range test is no validation of a training.
    let runs = log(&format!(r#"{{"training": {train}, "range_test": {val}, "lr": [{lrs}]}}"#));
    assert_eq!(runs.runs.len(), 2);
    let named = log(&format!(r#"{{"train_a": {train}, "test": {val}, "lr": [{lrs}]}}"#));
    assert_eq!(named.runs.len(), 2);
    let other = rows(0.5).replace("\"lr\": ", "\"lr\": 0.");
    let own = log(&format!(r#"{{"train": [{}], "dev": [{other}]}}"#, rows(0.0)));
    assert_eq!(own.runs.len(), 2);
}

#[test]
fn entities_in_tables_of_html_are_the_characters_that_they_stand_for() {
    let rows = points(|k, _, loss| {
        format!("<tr><td>&nbsp;&minus;{}</td><td>{loss}&nbsp;</td><td>&lt;1</td></tr>\n", 6 - k)
    });
    // The logarithm of the rate at point k is k - 6.
    let head = "<tr><th>log10(lr)</th><th>train&nbsp;loss</th><th>p&nbsp;&lt;&nbsp;1</th></tr>";
    check("entities", &format!("<table>{head}{rows}</table>"));
}
