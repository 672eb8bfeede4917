//! Reading logs in every supported format.

#![cfg(not(target_arch = "wasm32"))]

use rangefinder::log::{Averaging, Choices, File, Kind, Log, NoteCode, RampShape, Role, read};

/// A range test with one point per decade; the lowest loss is at the fifth.
const LRS: [f64; 6] = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1];
const LOSSES: [f64; 6] = [2.5, 2.4, 2.0, 1.1, 0.9, 3.2];

/// Formats a point, given its index, its rate and its loss.
type Form = fn(usize, f64, f64) -> String;

fn log(text: &str) -> Log {
    read(&[File { name: "", bytes: text.as_bytes() }], &Choices::default())
}

fn chosen(text: &str, choices: Choices) -> Log {
    read(&[File { name: "", bytes: text.as_bytes() }], &choices)
}

/// The text of each point of the range test, joined.
fn points(form: impl Fn(usize, f64, f64) -> String) -> String {
    LRS.iter().zip(LOSSES).enumerate().map(|(k, (&lr, loss))| form(k, lr, loss)).collect()
}

fn list(numbers: &[f64], form: impl Fn(f64) -> String) -> String {
    numbers.iter().map(|&number| form(number)).collect::<Vec<_>>().join(", ")
}

fn plain(number: f64) -> String {
    format!("{number:e}")
}

/// Checks that a text is read as the range test.
fn check(form: &str, text: &str) {
    check_log(form, &log(text));
}

fn check_log(form: &str, log: &Log) {
    assert_eq!((log.kind, log.points, log.runs.len()), (Kind::RangeTest, 6, 1), "{form}: {log:?}");
    let run = log.used().expect("a run");
    assert_eq!(run.losses, LOSSES, "{form}");
    for (lr, expected) in run.used_lrs().iter().zip(LRS) {
        assert!((lr / expected - 1.0).abs() < 1e-12, "{form}: {lr} is not {expected}");
    }
    assert_eq!(run.used_lrs().len(), 6, "{form}");
    assert!(!log.rates_asked, "{form}");
}

/// The code of every note.
fn codes(log: &Log) -> Vec<NoteCode> {
    log.notes.iter().map(|note| note.code).collect()
}

fn note(log: &Log, code: NoteCode) -> &str {
    let note = log.notes.iter().find(|note| note.code == code);
    note.map_or("", |note| note.text.as_str())
}

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
fn rates_and_losses_are_found_in_the_output_of_training_programs() {
    let forms: [(&str, Form); 24] = [
        ("nanoGPT", |k, lr, loss| {
            format!("iter {k}: loss {loss}, time 51.23ms, mfu 12.3%, lr {lr:e}\n")
        }),
        ("llm.c", |k, lr, loss| {
            format!(
                "step {k:4}/60 | loss {loss} (+0.12z)| norm 15.3 (+nanz)| lr {lr:.2e} | 300.1 ms | 174000 tok/s\n"
            )
        }),
        ("nanotron", |k, lr, loss| {
            format!(
                "[node:0]:11/01/2024 11:05:18 [INFO|DP=0|node]: iteration: {k} / 60 | tokens: 25.2G | lm_loss: {loss} | lr: {lr:e} | gpus: 2.33K\n"
            )
        }),
        ("Megatron", |k, lr, loss| {
            format!(
                " iteration {k:8}/      60 | elapsed time per iteration (ms): 86545.2 | learning rate: {lr:.6E} | lm loss: {loss:.6E} | loss scale: 1.0 | number of nan iterations:   0 |\n"
            )
        }),
        ("fairseq", |k, lr, loss| {
            format!(
                "2020-10-18 02:34:53 | INFO | train_inner | epoch 001:    {k} / 1975 loss={loss}, nll_loss=1.5, num_updates={k}, lr={lr:e}, wall=54\n"
            )
        }),
        ("fairseq, JSON", |k, lr, loss| {
            format!(
                "2020-10-18 | INFO | train_inner | {{\"epoch\": 1, \"loss\": \"{loss}\", \"num_updates\": \"{k}\", \"lr\": \"{lr:e}\"}}\n"
            )
        }),
        ("OpenNMT", |k, lr, loss| {
            format!(
                "[2018-11-26 14:47:26,759 INFO] Step {k}/50; acc:  51.25; xent: {loss}; lr: {lr:e}; 1320/1445 tok/s;  19995 sec\n"
            )
        }),
        ("MMEngine", |k, lr, loss| {
            format!(
                "2023/01/01 10:00:00 - mmengine - INFO - Epoch(train)   [1][{k:4}/1000]  lr: {lr:.4e}  eta: 0:05:00  time: 0.1234  loss: {loss}  loss_cls: 1.0\n"
            )
        }),
        ("PaddleDetection", |k, lr, loss| {
            format!(
                "[01/01 10:00:00] ppdet.engine INFO: Epoch: [0] [{k:3}/100] learning_rate: {lr:.6} loss_cls: 1.0 loss: {loss} eta: 0:05:00 ips: 12.3 images/s\n"
            )
        }),
        ("PaddlePaddle", |k, lr, loss| {
            format!(
                "2020-01-01 10:00:00,123-INFO: iter: {k}, lr: {lr:.6}, 'loss_cls': '1.0', 'loss': '{loss}', batch_cost: 0.5 sec\n"
            )
        }),
        ("Detectron2", |k, lr, loss| {
            format!(
                "[01/01 10:00:00 d2.utils.events]:  eta: 1:23:45  iter: {k}  total_loss: {loss}  loss_cls: 0.5  lr: {lr:e}  max_mem: 2345M\n"
            )
        }),
        ("Caffe", |k, lr, loss| {
            format!(
                "I0508 12:40:15.421900  2763 solver.cpp:208] Iteration {k}, lr = {lr:e}\nI0508 12:40:15.422210  2763 solver.cpp:65] Iteration {k}, loss = {loss}\n"
            )
        }),
        ("Caffe, the loss first", |k, lr, loss| {
            format!(
                "I0508 12:40:15.421900  2763 solver.cpp:228] Iteration {k} (1.2 iter/s, 33.1s/40 iters), loss = {loss}\nI0508 12:40:15.422210  2763 sgd_solver.cpp:106] Iteration {k}, lr = {lr:e}\n"
            )
        }),
        ("Darknet", |k, lr, loss| {
            format!(
                " {k}: 941.787659, {loss} avg loss, {lr:.6} rate, 3.172139 seconds, {} images, 17.9 hours left\n",
                64 * k
            )
        }),
        ("Hugging Face", |k, lr, loss| {
            format!(
                "{{'loss': {loss}, 'grad_norm': 1.2, 'learning_rate': {lr:e}, 'epoch': 0.{k}}}\n{}",
                if k == 3 { "Saving model checkpoint\n" } else { "" }
            )
        }),
        ("timm", |k, lr, loss| {
            format!(
                "Train: 0 [{k:4}/1251 (  0%)]  Loss: {loss:.2} (2.4)  Time: 0.412s, 2483.12/s  LR: {lr:.3e}  Data: 0.005 (0.005)\n"
            )
        }),
        ("DETR", |k, lr, loss| {
            format!(
                "Epoch: [0]  [{k:4}/7393]  eta: 1:02:03  lr: {lr:.6}  class_error: 80.00  loss: {loss} (2.5)  loss_ce: 0.5 (0.5)\n"
            )
        }),
        ("MXNet", |k, lr, loss| {
            format!(
                "INFO:root:Epoch[0] Batch [{k}]\tSpeed: 1234.56 samples/sec\tloss={loss}\tlr:{lr:.6}\n"
            )
        }),
        ("a line for each number", |_, lr, loss| format!("Learning rate: {lr:e}\nLoss: {loss}\n")),
        ("the loss's line first", |_, lr, loss| format!("loss {loss}\nlr {lr:e}\n")),
        ("a list of one rate", |k, lr, loss| format!("step {k} lr: [{lr:e}] loss: {loss}\n")),
        ("prose", |_, lr, loss| format!("With a learning rate of {lr:e} the loss is {loss}.\n")),
        ("thousands", |k, lr, loss| {
            format!("step 1,00{k} | tokens 1,234,567 | loss {loss} | lr {lr:e}\n")
        }),
        ("colors", |k, lr, loss| {
            format!(
                "\u{1b}[33mEpoch:\u{1b}[0m {k} | \u{1b}[36mLoss:\u{1b}[0m {loss} | \u{1b}[1;32mLR: \u{1b}[0m{lr:e}\u{1b}[K\n"
            )
        }),
    ];
    for (name, form) in forms {
        check(name, &points(form));
    }
    let cells = points(|_, lr, loss| format!("\"lr {lr:e} loss {loss}\\n\", "));
    check(
        "a notebook",
        &format!(
            r#"{{"cells": [{{"source": ["loss 5"], "outputs": [{{"name": "stdout", "text": [{cells}]}}]}}], "nbformat": 4}}"#
        ),
    );
}

#[test]
fn losses_are_found_in_printed_tables_below_column_names() {
    let rows: String = LOSSES.iter().enumerate().map(|(k, loss)| format!("  {k}/5   1.2G   {loss}   0.0811   50   640: 100%|████| 8/8 [00:03<00:00,  2.5it/s]\n")).collect();
    let yolo =
        log(&format!("\n  Epoch   GPU_mem   box_loss   cls_loss   Instances   Size\n{rows}"));
    assert_eq!((yolo.kind, yolo.loss_column.as_deref()), (Kind::LossesOnly, Some("box_loss")));
    assert_eq!(yolo.runs[0].losses, LOSSES);
}

#[test]
fn redrawn_progress_bars_count_each_point_once() {
    let tqdm = points(|k, lr, loss| {
        format!("\r {k}%|██▏  | {k}/6 [00:01<00:10,  9.12it/s, loss={loss}, lr={lr:e}]").repeat(2)
    });
    check("tqdm", &tqdm);
    let bars = points(|k, lr, loss| {
        format!(
            "\r {k}%|█ | {k}/6 [00:01<00:10]\r{}\r{{'loss': {loss}, 'learning_rate': {lr:e}}}\n",
            " ".repeat(30)
        )
    });
    check("dictionaries among bars", &bars);
    let keras = |erase: &str| {
        points(|k, lr, loss| {
            format!(
                "Epoch {}/6\n10/48 [==>....] - ETA: 0s - loss: 7.5{erase}48/48 [=======] - 1s 3ms/step - loss: {loss} - lr: {lr:.4e}\n",
                k + 1
            )
        })
    };
    for erase in ["\r", &"\u{8}".repeat(40), "\n"] {
        let log = log(&keras(erase));
        check_log("Keras 2", &log);
        assert!(log.per_epoch);
        // The loss that a bar shows within an epoch is not the loss of the epoch.
        let without = self::log(&keras(erase).replace(" - lr: ", " - at: "));
        assert_eq!(
            (without.kind, without.runs[0].losses.as_slice()),
            (Kind::LossesOnly, &LOSSES[..])
        );
    }
    let keras3 = points(|k, lr, loss| {
        format!(
            "Epoch {}/6\n\r\u{1b}[1m10/48\u{1b}[0m \u{1b}[32m━━\u{1b}[0m \u{1b}[1m0s\u{1b}[0m - loss: 7.5\r\u{1b}[1m48/48\u{1b}[0m \u{1b}[32m━━━━\u{1b}[0m \u{1b}[1m1s\u{1b}[0m 3ms/step - loss: {loss} - learning_rate: {lr:.4e}\n",
            k + 1
        )
    });
    check("Keras 3", &keras3);
    let announced = points(|k, lr, loss| {
        format!(
            "\nEpoch {k}: LearningRateScheduler setting learning rate to {lr:e}.\nEpoch {k}/6\n48/48 - 1s - 20ms/step - loss: {loss}\n"
        )
    });
    check("Keras without the rate in its line", &announced);
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
fn multiple_runs_are_recognized_and_separated() {
    let sweeps = points(|k, lr, loss| format!("{k},{loss},{},{lr:e},{lr:e}\n", loss + 0.5));
    let header = "Step,a - train/loss,b - train/loss,a - train/lr,b - train/lr,a - train/loss__MAX";
    let exported = log(&format!("{header}\n{sweeps}"));
    assert_eq!((exported.kind, exported.points, exported.runs.len()), (Kind::Runs, 12, 2));
    assert_eq!(exported.runs[1].name, "b");
    assert_eq!(exported.runs[1].losses[0], 3.0);
    let numbered = log(&format!(
        "lr,loss_1,loss_2\n{}",
        points(|_, lr, loss| format!("{lr:e},{loss},{}\n", loss + 0.5))
    ));
    assert_eq!((numbered.kind, numbered.runs.len()), (Kind::Runs, 2));
    assert_eq!((numbered.runs[1].name.as_str(), numbered.runs[1].losses[0]), ("loss_2", 3.0));
    // The parts of a total loss are not separate runs.
    check(
        "a loss and its parts",
        &format!(
            "lr,loss_1,loss_2,loss\n{}",
            points(|_, lr, loss| format!("{lr:e},0.5,0.6,{loss}\n"))
        ),
    );
    // Runs are separated by file names, a second header, a rate that starts again, and the epoch count.
    let csv = format!("lr,loss\n{}", points(|_, lr, loss| format!("{lr:e},{loss}\n")));
    let files = [
        File { name: "x.csv", bytes: csv.as_bytes() },
        File { name: "y.csv", bytes: csv.as_bytes() },
    ];
    let named: Vec<String> =
        read(&files, &Choices::default()).runs.into_iter().map(|run| run.name).collect();
    assert_eq!(named, ["x", "y"]);
    assert_eq!(log(&csv.repeat(2)).runs.len(), 2);
    assert_eq!(log(&points(|_, lr, loss| format!("{lr:e},{loss}\n")).repeat(3)).runs.len(), 3);
    let falling: String = (0..5)
        .map(|k| format!("{{'loss': 1.5, 'learning_rate': {}e-5, 'epoch': {k}}}\n", 5 - k))
        .collect();
    let falling = log(&format!(
        "{falling}Hyperparams: {{'learning_rate': 5e-5, 'num_epochs': 2}}\n{falling}"
    ));
    assert_eq!((falling.kind, falling.points, falling.runs.len()), (Kind::Runs, 10, 2));
    assert_eq!((falling.runs[1].kind, falling.runs[1].losses.len()), (Kind::Falling, 5));
    let chosen = chosen(&csv.repeat(2), Choices { run: Some(1), ..Choices::default() });
    assert_eq!((chosen.kind, chosen.run, chosen.runs.len()), (Kind::RangeTest, 1, 2));
}

#[test]
fn runs_at_constant_rates_are_recognized_as_a_grid() {
    let matrix = log(
        "0.001, 0.001, 0.01, 0.01, 0.1, 0.1\n30, 30, 31, 31, 32, 32\n2.5, 0.5, 2.4, 0.6, 2.2, 0.7\n2.4, 0.5, 2.0, 0.6, 2.5, 0.7\n",
    );
    assert_eq!((matrix.kind, matrix.runs.len()), (Kind::Grid, 3));
    let understood = "3 runs with a constant rate each, from 0.001 to 0.1: 6 points.";
    assert_eq!(note(&matrix, NoteCode::Columns), understood);
    // The first row below the rates is equal in both columns of each run, so it is a setting.
    assert_eq!(
        (&matrix.runs[1].lrs[..], &matrix.runs[1].losses[..]),
        (&[0.01, 0.01][..], &[2.4, 2.0][..])
    );
    assert_eq!(log("lr=0.01,lr=0.1,lr=1\n2.5,2.4,2.3\n2.4,2,5\n").kind, Kind::Grid);
    let objects = log(
        r#"[{"lr": 0.001, "losses": [2.5, 2.4, 2.3]}, {"lr": 0.01, "losses": [2.5, 2.2, 2.0]}]"#,
    );
    assert_eq!(
        (objects.kind, objects.points, objects.runs[1].lrs.as_slice()),
        (Kind::Grid, 6, &[0.01; 3][..])
    );
    let trials = log("trial,batch_size,lr,final_loss\n0,32,0.1,0.5\n1,32,0.01,0.4\n2,64,0.1,0.6\n");
    assert_eq!((trials.kind, trials.points, trials.runs.len()), (Kind::Grid, 3, 3));
    let run = |lr: f64| format!("step,lr,loss\n0,{lr},2.5\n1,{lr},2.2\n2,{lr},2.1\n");
    let (one, other) = (run(0.2), run(0.6));
    let sweep = points(|_, lr, loss| format!("{lr:e},{loss}\n"));
    let files = [
        File { name: "a", bytes: one.as_bytes() },
        File { name: "b", bytes: other.as_bytes() },
        File { name: "c", bytes: sweep.as_bytes() },
    ];
    assert_eq!(read(&files[..2], &Choices::default()).kind, Kind::Grid);
    assert_eq!(read(&files[..1], &Choices::default()).kind, Kind::Constant);
    // A range test, and runs at constant rates that check it.
    let both = read(&files, &Choices::default());
    assert_eq!((both.kind, both.run, both.points), (Kind::RangeTest, 2, 12));
}

#[test]
fn kind_of_log_is_inferred_from_the_sequence_of_rates() {
    let kind = |lrs: &[f64]| {
        let rows: String = lrs
            .iter()
            .enumerate()
            .map(|(k, lr)| format!("{lr},{}\n", 2.0 - k as f64 / 100.0))
            .collect();
        let log = log(&format!("lr,loss\n{rows}"));
        let used = log.runs[0].used;
        (log.kind, used.from, used.to, note(&log, NoteCode::Part).to_owned())
    };
    let linear = |from: f64, step: f64, count: usize| {
        (0..count).map(|k| from + step * k as f64).collect::<Vec<_>>()
    };
    let (rise, fall) = (linear(0.01, 0.01, 10), linear(0.09, -0.01, 9));
    assert_eq!(
        kind(&[rise.clone(), fall.clone()].concat()),
        (Kind::Warmup, 0, 10, "Points 11 to 19 were left out: the rate falls there.".to_owned())
    );
    assert_eq!(
        kind(&[rise.clone(), vec![0.1; 20]].concat()),
        (
            Kind::Warmup,
            0,
            10,
            "Points 11 to 30 were left out: the rate stays the same there.".to_owned()
        )
    );
    assert_eq!(kind(&rise).0, Kind::Warmup, "from zero, and the loss falls to the end");
    assert_eq!(kind(&linear(1e-5, 0.02, 40)).0, Kind::RangeTest, "linear, but not from zero");
    assert_eq!(
        kind(&[6.6e-4, 6.7e-4, 6.9e-4, 7.1e-4]).0,
        Kind::Warmup,
        "too little for a range test"
    );
    assert_eq!(kind(&fall).0, Kind::Falling);
    assert_eq!(kind(&[0.1, 0.1, 0.1, 0.02, 0.02, 0.004]).0, Kind::Falling);
    assert_eq!(kind(&[0.1; 6]).0, Kind::Constant);
    assert_eq!(kind(&[1e-4, 5e-3, 1e-2, 5e-3, 1e-4, 5e-3, 1e-2, 5e-3]).0, Kind::Cyclic);
    // A rate that rises once per epoch counts as rising.
    let stairs: Vec<f64> = LRS.iter().flat_map(|&lr| [lr; 4]).collect();
    assert_eq!(kind(&stairs), (Kind::RangeTest, 0, 24, String::new()));
    // A range test followed by training.
    let sweep: Vec<f64> = (0..40).map(|k| 1e-6 * 10_f64.powf(k as f64 / 8.0)).collect();
    let then = [sweep, vec![1e-4; 40]].concat();
    assert_eq!((kind(&then).0, kind(&then).1, kind(&then).2), (Kind::RangeTest, 0, 40));
    // The first row has the rate from before the test.
    assert_eq!(
        kind(&[&[0.05], &LRS[..]].concat()),
        (Kind::RangeTest, 1, 7, "Of 7 points only these are used: Points 2 to 7.".to_owned())
    );
    assert_eq!(kind(&[0.0, 0.0, 1e-4, 1e-3, 1e-2, 1e-1]).0, Kind::RangeTest);
    let zero = log("lr,loss\n0,3\n1e-3,2\n1e-2,1\n1e-1,5\n");
    assert_eq!(
        (zero.points, note(&zero, NoteCode::ZeroRates)),
        (3, "1 point was left out, because the rate there is not above 0.")
    );
}

#[test]
fn a_part_can_be_chosen() {
    let log = |part| {
        let text = "lr,loss\n1e-3,2\n1e-2,1.8\n1e-1,1.7\n5e-2,1.6\n1e-2,1.5\n1e-3,1.4\n";
        chosen(text, Choices { part, ..Choices::default() }).runs[0].clone()
    };
    assert_eq!((log(None).kind, log(None).used_lrs()), (Kind::Warmup, &[1e-3, 1e-2, 1e-1][..]));
    assert_eq!(
        (log(Some(1)).kind, log(Some(1)).used_losses()),
        (Kind::Falling, &[1.6, 1.5, 1.4][..])
    );
    assert_eq!(log(Some(7)), log(None));
}

#[test]
fn columns_are_chosen_by_name_and_can_be_changed() {
    let text = "epoch,val_loss,loss scale,train/box_loss,loss_total,lr/pg0,lr/pg1,weight_decay\n\
                0,1.9,1,0.5,2.5,1e-4,1e-5,0.1\n1,1.8,1,0.4,2.4,1e-3,1e-4,0.1\n2,1.7,1,0.3,2.2,1e-2,1e-3,0.1\n3,1.7,1,0.3,2.9,1e-1,1e-2,0.1\n";
    let first = log(text);
    assert_eq!(
        (first.lr_column.as_deref(), first.loss_column.as_deref()),
        (Some("lr/pg0"), Some("loss_total"))
    );
    assert!(first.per_epoch);
    let counted = log(&points(|k, lr, loss| format!("step {k}/6 | loss {loss} | lr {lr:e}\n")));
    let step = counted.columns.iter().find(|column| column.role == Role::Step);
    assert_eq!(step.map(|column| (column.name.as_str(), column.count)), Some(("step", 6)));
    let validation = log("lr,val_loss,mask_loss\n1e-3,2,1\n1e-2,2,1\n1e-1,2,1\n");
    assert_eq!(validation.loss_column.as_deref(), Some("mask_loss"));
    let role = |name: &str| {
        first
            .columns
            .iter()
            .find(|column| column.name == name)
            .map(|column| (column.role, column.used))
    };
    assert_eq!(role("loss_total"), Some((Role::Loss, true)));
    assert_eq!(role("val_loss"), Some((Role::ValidationLoss, false)));
    assert_eq!(
        (role("loss scale"), role("weight_decay")),
        (Some((Role::Other, false)), Some((Role::Other, false)))
    );
    assert_eq!(
        note(&first, NoteCode::OtherLosses),
        "Other losses in the log: \"train/box_loss\", \"val_loss\"."
    );
    assert_eq!(
        note(&first, NoteCode::Groups),
        "Other rates in the log: \"lr/pg1\", 0.1 times this one."
    );
    let ratio = first.groups[0].ratio.expect("a ratio");
    assert!((ratio - 0.1).abs() < 1e-12);
    let other = chosen(
        text,
        Choices {
            lr_column: Some("lr/pg1".to_owned()),
            loss_column: Some("val_loss".to_owned()),
            ..Choices::default()
        },
    );
    assert_eq!((other.runs[0].lrs[3], other.runs[0].losses[3]), (1e-2, 1.7));
    assert!(codes(&other).contains(&NoteCode::Validation));
}

#[test]
fn base_10_logarithms_are_recognized_as_rates_by_name_or_range() {
    let rows = points(|_, lr, loss| format!("{},{loss}\n", lr.log10().round()));
    for header in ["log10_lr,loss\n", "lr,loss\n", ""] {
        let log = log(&format!("{header}{rows}"));
        check_log(header, &log);
        assert!(codes(&log).contains(&NoteCode::Logarithms));
    }
}

#[test]
fn losses_without_rates_use_the_rates_of_a_given_ramp() {
    let text = format!("[{}]", list(&LOSSES, plain));
    let asked = log(&text);
    assert_eq!((asked.kind, asked.points, asked.rates_asked), (Kind::LossesOnly, 6, true));
    let lrs = |ramp, short_of_end| {
        let choices = Choices {
            start_lr: Some(1e-5),
            end_lr: Some(1.0),
            ramp,
            short_of_end,
            ..Choices::default()
        };
        let log = chosen(&text, choices);
        assert_eq!((log.kind, log.rates_asked), (Kind::RangeTest, true));
        log.runs[0].lrs.clone()
    };
    let near = |lrs: Vec<f64>, expected: [f64; 6]| {
        for (lr, expected) in lrs.iter().zip(expected) {
            assert!((lr / expected - 1.0).abs() < 1e-9, "{lr} is not {expected}");
        }
        assert_eq!(lrs.len(), 6);
    };
    near(lrs(RampShape::Exponential, false), [1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0]);
    // By hand: the sixth root of 1e5 is 6.812920690579611.
    near(
        lrs(RampShape::Exponential, true),
        [
            1e-5,
            6.812920690579611e-5,
            4.641588833612779e-4,
            3.162277660168379e-3,
            2.154434690031884e-2,
            1.467799267622069e-1,
        ],
    );
    near(lrs(RampShape::Linear, false), [1e-5, 0.200008, 0.400006, 0.600004, 0.800002, 1.0]);
    let wrong = Choices { start_lr: Some(1.0), end_lr: Some(0.1), ..Choices::default() };
    assert_eq!(chosen(&text, wrong).kind, Kind::LossesOnly);
    // Rates that are printed as 0 count as missing.
    let zero = log(
        "1: 3.5, 3.1 avg loss, 0.000000 rate\n2: -nan, -nan avg loss, 0.000000 rate\n3: 3.1, 3.0 avg loss, 0.000000 rate\n",
    );
    assert_eq!((zero.kind, zero.points), (Kind::LossesOnly, 3));
    assert_eq!(note(&zero, NoteCode::ZeroRates), "The column \"rate\" has no rate above 0.");
    let named = log(
        "Sweeping across start_lr = 1e-07 and end_lr = 0.01\nloss: 2.5\nloss: 2.4\nloss: 2.3\n",
    );
    assert_eq!((named.kind, named.rates_named), (Kind::LossesOnly, Some((1e-7, 0.01))));
}

#[test]
fn log_without_a_curve_is_reported() {
    let summary = log(r#"{"suggested_lr": 0.5, "min_lr_tested": 0.001, "max_lr_tested": 5.0}"#);
    assert_eq!(
        (summary.kind, summary.points, codes(&summary)),
        (Kind::None, 0, vec![NoteCode::NoLosses])
    );
    let one = log("iteration: 1 / 10 | lm_loss: 2.3 | lr: 0.000289\n");
    assert_eq!(
        (one.kind, one.points, codes(&one)),
        (Kind::None, 1, vec![NoteCode::Columns, NoteCode::TooFew])
    );
    for text in ["", " \n\n", "Hello, world", "{}", "[[[", "\u{feff}", "lr,loss\n"] {
        assert_eq!(log(text).kind, Kind::None, "{text}");
    }
    let large = vec![b' '; rangefinder::log::MAX_BYTES + 1];
    let large = read(&[File { name: "", bytes: &large }], &Choices::default());
    assert_eq!((large.kind, codes(&large)), (Kind::None, vec![NoteCode::TooLarge]));
}

#[test]
fn kind_of_averaging_is_inferred_from_the_log_format() {
    let lists = |lr: &str, loss: &str, lrs: &str| {
        log(&format!("{{\"{lr}\": [{lrs}], \"{loss}\": [2, 1, 3, 4]}}")).averaging
    };
    assert_eq!(lists("lr", "loss", "1e-4, 1e-3, 1e-2, 1e-1"), Averaging::TorchLrFinder);
    // The first step factor is the square of the others.
    assert_eq!(lists("lr", "loss", "1e-5, 1e-3, 1e-2, 1e-1"), Averaging::Lightning);
    assert_eq!(lists("lrs", "losses", "1e-4, 1e-3, 1e-2, 1e-1"), Averaging::Fastai);
    assert_eq!(log("lr,loss\n1e-3,2\n1e-2,1\n1e-1,3\n").averaging, Averaging::Unknown);
}

#[test]
fn impossible_rates_are_excluded() {
    let rows = points(|_, lr, loss| format!("{lr:e},{loss}\n"));
    for impossible in ["2e-299", "1e300", "0", "-0.1"] {
        let log = log(&format!("lr,loss\n{impossible},1\n{rows}"));
        check_log(impossible, &log);
        assert_eq!(log.used().expect("a run").left_out, 1, "{impossible}");
    }
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
fn name_of_a_loss_or_a_score_is_no_count_of_steps() {
    // Losses that fall by more than half after the first two: as counts, they would restart.
    for name in ["batch_loss", "step_loss", "loss_step", "iter loss"] {
        let text = format!("lr,{name}\n{}", points(|_, lr, loss| format!("{lr:e},{loss}\n")));
        check(name, &text);
        check_log(name, &log(&text));
        assert!(log(&text).columns.iter().all(|column| column.role != Role::Step), "{name}");
    }
    let noise = [0.3, 0.2, 0.1, 0.35, 0.15, 0.05, 0.3];
    let constant_rate = |head: &str| {
        noise.iter().map(|loss| format!("lr=1e-5, {head}{loss}]\n")).collect::<String>()
    };
    let constant = log(&constant_rate("step_loss="));
    assert_eq!((constant.kind, constant.points, constant.runs.len()), (Kind::Constant, 7, 1));
    // A missing count is none, but the others count.
    let rows = points(|k, lr, loss| format!("nan,,{lr:e}\n{},{loss},\n", 10 * k));
    let missing = log(&format!("step,loss,lr\n{rows}"));
    assert_eq!(missing.columns.iter().filter(|column| column.role == Role::Step).count(), 1);
    assert_eq!(missing.used().map(|run| run.stride), Some(10.0), "{missing:?}");
    // Numbers with fractions are no counts, whatever their name.
    let constant = log(&constant_rate("loss=1, batch_norm="));
    assert_eq!((constant.kind, constant.points, constant.runs.len()), (Kind::Constant, 7, 1));
}

#[test]
fn single_point_within_a_log_is_no_run() {
    let rows = |lr: f64, steps: usize| {
        (0..steps).map(|k| format!("{k},{lr},{}\n", 2.0 - k as f64 / 10.0)).collect::<String>()
    };
    // The third run has just begun; the counter of the first has a stray row before it.
    let text = ["step,lr,loss\n9,0.1,2.5\n", &rows(0.1, 5), &rows(0.2, 5), &rows(0.4, 1)].concat();
    let log = log(&text);
    let lengths: Vec<usize> = log.runs.iter().map(|run| run.losses.len()).collect();
    assert_eq!((log.kind, lengths), (Kind::Grid, vec![6, 5]));
}

#[test]
fn number_behind_a_name_with_a_counter_is_the_loss() {
    let forms: [(&str, Form); 13] = [
        ("rows", |_, lr, loss| format!("loss for 64 samples: {loss}, lr: {lr:e}\n")),
        ("Cost after iteration", |k, lr, loss| {
            format!("Cost after iteration {}: {loss} (lr {lr:e})\n", 100 * k)
        }),
        ("Average loss at step", |k, lr, loss| {
            format!("Average loss at step  {} :  {loss} lr: {lr:e}\n", 100 * k)
        }),
        ("Loss after epoch", |k, lr, loss| {
            format!("Loss after epoch {}: {loss}, lr: {lr:e}\n", 100 * k)
        }),
        ("Loss at step", |k, lr, loss| format!("Loss at step {}: {loss} lr={lr:e}\n", 100 * k)),
        ("loss (step)", |k, lr, loss| format!("loss (step {}): {loss}, lr {lr:e}\n", 100 * k)),
        ("loss for batch", |k, lr, loss| {
            format!("loss for batch {} is {loss}, lr is {lr:e}\n", 100 * k)
        }),
        ("indices", |k, lr, loss| format!("loss[{k}] = {loss}, lr[{k}] = {lr:e}\n")),
        ("indices and colons", |k, lr, loss| format!("loss[{k}]: {loss} lr[{k}]: {lr:e}\n")),
        ("Keras's guide", |k, lr, loss| {
            format!("Training loss (for 1 batch) at step {}: {loss}, lr {lr:e}\n", 100 * k)
        }),
        ("a part of a whole", |k, lr, loss| {
            format!("Loss at step {}/600 = {loss}, lr = {lr:e}\n", 100 * k)
        }),
        ("the last steps", |_, lr, loss| {
            format!("Loss over the last 100 iterations: {loss}, lr: {lr:e}\n")
        }),
        ("mean of batches", |k, lr, loss| {
            format!("step {}, mean loss over 20 batches: {loss}, lr: {lr:e}\n", 100 * k)
        }),
    ];
    for (name, form) in forms {
        let text = points(form);
        check(name, &text);
        let stride = if text.contains("300") { 100.0 } else { 1.0 };
        assert_eq!(log(&text).used().map(|run| run.stride), Some(stride), "{name}");
    }
    // Without a number behind it, or without a mark, the number is the loss itself.
    check("a whole loss", &points(|_, lr, loss| format!("loss {loss}: lr {lr:e}\n")));
    let whole = log("loss 3 step: 1 lr 1e-3\nloss 2 step: 2 lr 1e-2\nloss 5 step: 3 lr 1e-1\n");
    assert_eq!(whole.runs[0].losses, [3.0, 2.0, 5.0]);
    let bars = log("loss 3:  10%|█ | 1/9 lr 1e-3\nloss 2:  20%|█ | 2/9 lr 1e-2\n");
    assert_eq!(bars.runs[0].losses, [3.0, 2.0]);
}

#[test]
fn rows_are_sorted_by_their_count_of_steps() {
    let rows = |form: Form, order: &[usize]| -> String {
        order.iter().map(|&k| form(k, LRS[k], LOSSES[k])).collect()
    };
    let csv: Form = |k, lr, loss| format!("{},{lr:e},{loss}\n", 10 * k);
    let text: Form = |k, lr, loss| format!("step {}: lr {lr:e}, loss {loss}\n", 10 * k);
    let json: Form = |k, lr, loss| format!("{{\"step\": {k}, \"lr\": {lr:e}, \"loss\": {loss}}}\n");
    for order in [[5, 4, 3, 2, 1, 0], [0, 2, 1, 3, 4, 5], [3, 0, 5, 1, 4, 2]] {
        for (head, form) in [("step,lr,loss\n", csv), ("", text), ("", json)] {
            let log = log(&[head, &rows(form, &order)].concat());
            check_log(&format!("{order:?}"), &log);
            assert_eq!(note(&log, NoteCode::Sorted), "The rows were sorted by \"step\".");
        }
    }
    // By the epoch first, if the steps are counted within it.
    let epochs: Form =
        |k, lr, loss| format!("epoch {} step {}: lr {lr:e}, loss {loss}\n", k / 2, k % 2);
    check("epochs", &rows(epochs, &[5, 4, 3, 2, 1, 0]));
    // Two runs, newest first: a count that occurs twice does not say to which run a row belongs, but its direction does.
    let twice = log(&["step,lr,loss\n", &rows(csv, &[5, 4, 3, 2, 1, 0]).repeat(2)].concat());
    assert_eq!((twice.kind, twice.runs.len(), twice.points), (Kind::Runs, 2, 12));
    assert!(twice.runs.iter().all(|run| run.losses == LOSSES && run.kind == Kind::RangeTest));
    // In order, nothing is said.
    let plain = log(&["step,lr,loss\n", &rows(csv, &[0, 1, 2, 3, 4, 5]).repeat(2)].concat());
    assert!(plain.runs.len() == 2 && !codes(&plain).contains(&NoteCode::Sorted));
}

#[test]
fn base_of_logarithms_is_the_one_that_gives_possible_rates() {
    let logs = |header: &str, of: fn(f64) -> f64| {
        log(&format!("{header},loss\n{}", points(|_, lr, loss| format!("{},{loss}\n", of(lr)))))
    };
    // From 1e-6 to 0.1: base 10 would give 1.5e-14 to 0.005.
    for header in ["log_lr", "ln_lr", "ln(lr)", "lr_log", "lr"] {
        let log = logs(header, f64::ln);
        let run = log.used().expect("a run");
        let near = |(lr, expected): (&f64, f64)| (lr / expected - 1.0).abs() < 1e-9;
        assert!(run.lrs.len() == 6 && run.lrs.iter().zip(LRS).all(near), "{header}: {log:?}");
        let text = format!("The column \"{header}\" has natural logarithms of the rates.");
        assert_eq!(note(&log, NoteCode::Logarithms), text);
    }
    for header in ["log_lr", "log10_lr", "lr (log)"] {
        let log = logs(header, |lr| lr.log10().round());
        check_log(header, &log);
        assert!(note(&log, NoteCode::Logarithms).contains("base 10"), "{header}");
    }
    // Positive numbers are rates, and not logarithms of rates above 1.
    for header in ["lr (log)", "log_lr", "log10_lr", "ln_lr", "lr/ln"] {
        let log = logs(header, |lr| lr);
        check_log(header, &log);
        assert!(!codes(&log).contains(&NoteCode::Logarithms), "{header}");
    }
}

#[test]
fn score_is_not_taken_for_a_loss() {
    for name in [
        "accuracy",
        "acc",
        "train_acc",
        "top1",
        "top-5",
        "f1",
        "f1_score",
        "AUC",
        "mIoU",
        "batch_accuracy",
    ] {
        let rows = points(|_, lr, loss| format!("{lr:e},{}\n", 1.0 - loss / 4.0));
        let log = log(&format!("lr,{name}\n{rows}"));
        assert_eq!(
            (log.kind, log.points, log.loss_column.as_deref()),
            (Kind::None, 0, None),
            "{name}"
        );
        assert_eq!(
            note(&log, NoteCode::NoLosses),
            format!(
                "No column of losses was found: \"{name}\" is no loss, since it rises with success. Add the loss to the log."
            ),
        );
    }
    // An error is a loss, and a loss beside a score is used.
    let error =
        log(&format!("lr,top1_error\n{}", points(|_, lr, loss| format!("{lr:e},{loss}\n"))));
    check_log("an error", &error);
    check(
        "both",
        &format!("lr,acc,loss\n{}", points(|_, lr, loss| format!("{lr:e},0.5,{loss}\n"))),
    );
}

#[test]
fn part_of_a_whole_without_a_bar_is_a_step() {
    let text = points(|k, lr, loss| format!("{}/6 - loss: {loss} - lr: {lr:e}\n", k + 1));
    check("pkbar without a bar", &text);
    assert!(!log(&text).per_epoch);
    let epochs =
        points(|_, lr, loss| format!("48/48 - 1s - 20ms/step - loss: {loss} - lr: {lr:e}\n"));
    check("Keras without a bar", &epochs);
    assert!(log(&epochs).per_epoch);
}

#[test]
fn counts_without_a_header_are_not_losses() {
    let check = |name: &str, form: Form| {
        check(name, &points(form));
        check(name, &points(form).replace(' ', ","));
    };
    check("a constant epoch", |k, lr, loss| format!("1 {k} {lr:e} {loss}\n"));
    check("an epoch and its step", |k, lr, loss| format!("{} {} {lr:e} {loss}\n", k / 3, k % 3));
    check("a batch size", |_, lr, loss| format!("{lr:e} 64 {loss}\n"));
    // Nothing but whole numbers is left.
    let whole = log("1e-3,3\n1e-2,2\n1e-1,5\n");
    assert_eq!(whole.used().map(|run| run.losses.as_slice()), Some(&[3.0, 2.0, 5.0][..]));
}

#[test]
fn rates_that_a_scheduler_announces_are_read() {
    let adjusting = |lr: f64| format!("Adjusting learning rate of group 0 to {lr:.4e}.\n");
    check("before the loss", &points(|_, lr, loss| adjusting(lr) + &format!("loss: {loss}\n")));
    check("after the loss", &points(|_, lr, loss| format!("loss: {loss}\n") + &adjusting(lr)));
    // The scheduler announces the first rate when it is made, and the next one after each loss.
    let text = points(|k, _, loss| {
        format!("Epoch {k}: loss {loss}\n") + &adjusting(LRS.get(k + 1).copied().unwrap_or(1.0))
    });
    check("before and after", &(adjusting(LRS[0]) + &text));
    let groups = log(&points(|_, lr, loss| {
        adjusting(lr)
            + &adjusting(10.0 * lr).replace("group 0", "group 1")
            + &format!("loss: {loss}\n")
    }));
    check_log("two groups", &groups);
    assert_eq!(groups.groups.len(), 1);
    // One that lowers the rate announces nothing else: the other rates are unknown.
    let lowered = log(&points(|k, _, loss| {
        let lowered = if k % 3 == 2 {
            "Epoch 2: reducing learning rate of group 0 to 4.0000e-04.\n"
        } else {
            ""
        };
        format!("Epoch: {k} | Loss: {loss}\n{lowered}")
    }));
    assert_eq!((lowered.kind, lowered.points, lowered.rates_asked), (Kind::LossesOnly, 6, true));
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
fn rates_in_the_names_of_runs_make_a_grid() {
    let rows = [["0", "2.5", "2.4", "2.2"], ["1", "2.4", "2.0", "2.5"], ["2", "2.3", "1.8", "2.6"]];
    let check = |header: &str, rates: &[f64]| {
        let cells = header.split(',').count();
        let rows = rows.map(|row| row[..cells].join(",") + "\n").concat();
        let log = log(&format!("{header}\n{rows}"));
        let lrs: Vec<f64> = log.runs.iter().map(|run| run.lrs[0]).collect();
        assert_eq!((log.kind, lrs.as_slice()), (Kind::Grid, rates), "{header}: {log:?}");
        assert_eq!(log.runs[1].losses, [2.4, 2.0, 1.8], "{header}");
    };
    check("Step,lr=0.001 - loss,lr=0.01 - loss,lr=0.1 - loss", &[0.001, 0.01, 0.1]);
    check(
        "Step,lr=0.001 - train/loss,lr=0.01 - train/loss,lr=0.01 - train/loss__MIN",
        &[0.001, 0.01],
    );
    check("Step,lr=0.001 - loss,lr=0.01 - loss,lr=0.01 - accuracy", &[0.001, 0.01]);
    check("epoch,lr=0.001,lr=0.01,lr=0.1", &[0.001, 0.01, 0.1]);
    check("epoch,lr 1e-3,lr 1e-2", &[0.001, 0.01]);
    // The rates of the runs are in columns of their own.
    let sweep = points(|k, lr, loss| format!("{k},{loss},{lr:e},{loss},{lr:e}\n"));
    let own =
        log(&format!("Step,lr=0.001 - loss,lr=0.001 - lr,lr=0.01 - loss,lr=0.01 - lr\n{sweep}"));
    assert_eq!((own.kind, own.runs[0].lrs.as_slice()), (Kind::Runs, &LRS[..]));
}

#[test]
fn range_of_a_cyclic_rate_has_its_lowest_and_highest() {
    let cycle = [2e-4, 5e-3, 1e-2, 5e-3, 1e-4, 5e-3, 1e-2, 5e-3];
    let rows: String = cycle.iter().map(|lr| format!("{lr},1.5\n")).collect();
    let log = log(&format!("lr,loss\n{rows}"));
    assert_eq!(log.kind, Kind::Cyclic);
    assert!(
        note(&log, NoteCode::Columns).ends_with(": 8 points from 1e-4 to 0.01."),
        "{:?}",
        log.notes
    );
}

#[test]
fn batch_counts_determine_the_steps_between_points() {
    let stride = |form: Form| {
        let log = log(&points(form));
        assert_eq!(log.kind, Kind::RangeTest, "{log:?}");
        log.used().map(|run| run.stride)
    };
    let check = |expected: f64, form: Form| assert_eq!(stride(form), Some(expected));
    check(50.0, |k, lr, loss| {
        format!("Epoch [1][{}/7330]\tlr: {lr:e}, eta: 1:02:03, loss: {loss}\n", 50 * (k + 1))
    });
    check(50.0, |k, lr, loss| {
        format!(
            "11/26 08:00:00 - Epoch(train)  [1][{:4}/7330]  lr: {lr:e}  loss: {loss}\n",
            50 * (k + 1)
        )
    });
    check(10.0, |k, lr, loss| {
        format!("Train: 0 [{:4}/1000 ({k:3}%)]  Loss: {loss} ({loss})  LR: {lr:e}\n", 10 * k)
    });
    check(20.0, |k, lr, loss| format!("iter: {}  total_loss: {loss}  lr: {lr:e}\n", 20 * k + 19));
    check(1.0, |_, lr, loss| format!("lr {lr:e} loss {loss}\n"));
    // A date is not a step count.
    check(10.0, |k, lr, loss| {
        format!("[11/26 08:00:0{k}] step {}: loss {loss} lr {lr:e}\n", 10 * k)
    });
}
