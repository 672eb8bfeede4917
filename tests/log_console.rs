//! Console output of training programs: lines, progress bars and counters.

#![cfg(not(target_arch = "wasm32"))]

#[path = "common/six_points.rs"]
mod six_points;

use rangefinder::log::{Kind, NoteCode};
use six_points::{Form, LOSSES, LRS, check, check_log, codes, list, log, note, plain, points};

#[test]
fn rates_and_losses_are_found_in_the_output_of_training_programs() {
    let forms: [(&str, Form); 25] = [
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
        ("PaddleClas", |k, lr, loss| {
            format!(
                "[2024/01/01 10:00:00] ppcls INFO: [Train][Epoch 1/1][Iter: {k}/1000]lr(LinearWarmup): {lr:.8}, CELoss: 1.0, loss: {loss}, eta: 1:00:00\n"
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
                "Epoch {}/6\n10/48 [==>....] - ETA: 0s - loss: 7.5{erase}48/48 [=======] - ETA: 0s - loss: {loss}{erase}48/48 [=======] - 1s 3ms/step - loss: {loss} - lr: {lr:.4e}\n",
                k + 1
            )
        })
    };
    for erase in ["\r", &"\u{8}".repeat(40), "\n"] {
        let log = log(&keras(erase));
        check_log("Keras 2", &log);
        assert!(log.per_epoch);
        assert_eq!(
            note(&log, NoteCode::Updates),
            "Losses of unfinished progress bars were left out, since they are averages over a part of an epoch: 12."
        );
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
fn updates_of_a_progress_bar_are_the_points_of_a_log_with_less_than_two_epochs() {
    let update: Form =
        |k, lr, loss| format!("{}/48 [==>....] - ETA: 0s - loss: {loss} - lr: {lr:e}\r", k + 1);
    let updates = format!("Epoch 1/5\n{}", points(update));
    // Aborted within the first epoch, and at its end, at which the bar shows the last loss again.
    check("aborted", &updates);
    assert!(!log(&updates).per_epoch && !codes(&log(&updates)).contains(&NoteCode::Updates));
    let end = "48/48 [=======] - 1s 3ms/step - loss: 3.2 - lr: 0.1\n";
    let one = log(&format!("{updates}{end}"));
    assert_eq!((one.kind, one.runs.len(), one.per_epoch), (Kind::RangeTest, 1, false), "{one:?}");
    assert_eq!(one.runs[0].losses[..6], LOSSES);
    // An epoch that was aborted after others is left out, which a note says.
    let epochs = points(|k, lr, loss| {
        format!("Epoch {}/9\n48/48 [=======] - 1s 3ms/step - loss: {loss} - lr: {lr:e}\n", k + 1)
    });
    let aborted = log(&format!("{epochs}Epoch 7/9\n37/48 [====>..] - ETA: 2s - loss: 2.3 - lr: 1"));
    check_log("aborted in the seventh epoch", &aborted);
    assert!(note(&aborted, NoteCode::Updates).ends_with("a part of an epoch: 1."), "{aborted:?}");
    assert!(!codes(&log(&epochs)).contains(&NoteCode::Updates));
}

#[test]
fn lines_of_a_box_are_one_row() {
    let rule = "-".repeat(40) + "\n";
    let box_of = |k: usize, lr: f64, loss: f64| {
        format!(
            "{rule}| rollout/             |         |\n|    fps               | 1034    |\n| train/               |         |\n\
             |    entropy_loss      | -0.68   |\n|    learning_rate     | {lr:e} |\n|    loss              | {loss} |\n\
             |    n_updates         | {k}0    |\n{rule}"
        )
    };
    check("a box for each point", &points(box_of));
    // The loss before the rate, in the same box.
    let other = |_, lr: f64, loss: f64| format!("{rule}| loss | {loss} |\n| lr | {lr:e} |\n{rule}");
    check("the loss first", &points(other));
    let alone = format!("{rule}| lr | 1e-7 |\n{rule}").repeat(2);
    check("boxes without a loss", &(alone + &points(other)));
    let framed = |_, lr: f64, loss: f64| {
        format!("┌────┬───┐\n│ loss │ {loss} │\n│ lr │ {lr:e} │\n└────┴───┘\n")
    };
    check("a frame", &points(framed));
    // A rule of bars, or none: then a name that the box already has begins another.
    let ruled = |_, lr: f64, loss: f64| format!("| lr | {lr:e} |\n| loss | {loss} |\n|---|---|\n");
    check("a rule", &points(ruled));
    check("no rule", &points(|_, lr, loss| format!("| loss | {loss} |\n| lr | {lr:e} |\n")));
    let losses = log(&points(|_, _, loss| format!("| loss | {loss} |\n")));
    assert_eq!((losses.kind, losses.points), (Kind::LossesOnly, 6));
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
fn number_behind_a_name_with_a_counter_is_the_loss() {
    let forms: [(&str, Form); 15] = [
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
        ("Keras's guide, in words", |k, lr, loss| {
            format!(
                "Training loss (for one batch) at step {}: {loss} lr: {lr:e}\nSeen so far: {k} samples\n",
                100 * k
            )
        }),
        ("two counters", |k, lr, loss| {
            format!("Loss at epoch 1, step {}: {loss}, lr: {lr:e}\n", 100 * k)
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
    // The whole after a space, as in PyTorch's language model; the count in brackets, as in Flax; after the logger's name.
    check(200.0, |k, lr, loss| {
        format!(
            "| epoch   1 | {:5}/ 2928 batches | lr {lr:e} | ms/batch 31.09 | loss {loss}\n",
            200 * k
        )
    });
    check(50.0, |k, lr, loss| {
        format!(
            "I0101 10:00:00.000000 140 logging_writer.py:48] [{}] learning_rate={lr:e}, loss={loss}\n",
            50 * k
        )
    });
    check(30.0, |k, lr, loss| {
        format!(
            "INFO:tensorflow:global step {}: loss = {loss} (0.5 sec/step) lr = {lr:e}\n",
            30 * k
        )
    });
    // A date is not a step count.
    check(10.0, |k, lr, loss| {
        format!("[11/26 08:00:0{k}] step {}: loss {loss} lr {lr:e}\n", 10 * k)
    });
}

#[test]
fn full_width_punctuation_is_read_like_half_width() {
    let forms: [(&str, Form); 5] = [
        ("colons", |k, lr, loss| format!("步数：{k}，学习率：{lr:e}，损失：{loss}\n")),
        ("English names", |_, lr, loss| format!("lr：{lr:e}, loss：{loss}\n")),
        ("brackets", |k, lr, loss| format!("（{k}） lr＝{lr:e}；loss＝{loss}\n")),
        ("commas", |k, lr, loss| format!("step {k}、lr {lr:e}、loss {loss}。\n")),
        ("digits", |_, lr, loss| {
            let digits = |c: char| if c == '2' { '２' } else { c };
            format!("lr {lr:e} loss {}\n", loss.to_string().chars().map(digits).collect::<String>())
        }),
    ];
    for (name, form) in forms {
        check(name, &points(form));
    }
}

#[test]
fn marks_around_numbers_are_no_part_of_them() {
    let forms: [(&str, Form); 17] = [
        ("dots", |_, lr, loss| format!("lr {lr:e}, loss {loss}...\n")),
        ("an ellipsis", |_, lr, loss| format!("lr {lr:e}, loss {loss}…\n")),
        ("an exclamation mark", |_, lr, loss| format!("lr {lr:e}, loss {loss}!\n")),
        ("a tilde", |_, lr, loss| format!("lr ~{lr:e}, loss=~{loss}\n")),
        ("about", |_, lr, loss| format!("lr {lr:e}, loss:≈{loss}\n")),
        ("an arrow", |_, lr, loss| format!("lr {lr:e}→ loss ↓{loss}\n")),
        ("an arrow after it", |_, lr, loss| format!("lr {lr:e}, loss {loss}↓\n")),
        ("a deviation", |_, lr, loss| format!("lr {lr:e}, loss {loss}±0.02\n")),
        ("a deviation in brackets", |_, lr, loss| format!("lr {lr:e}, loss ({loss}±0.02)\n")),
        ("a star", |_, lr, loss| format!("lr {lr:e}, loss {loss}*\n")),
        ("Julia", |_, lr, loss| format!("lr = {lr:.1e}, loss = {loss:.1}f0\n").replace("e-", "f-")),
        ("Fortran", |_, lr, loss| format!("lr {lr:.1E} loss {loss:.1}d0\n").replace("E-", "D-0")),
        ("Fortran in columns", |k, lr, loss| {
            format!("{k}  {lr:.3E}  {:.3E}\n", loss).replace('E', "D")
        }),
        ("powers", |_, lr, loss| format!("lr 10^{:.0} loss {loss}\n", lr.log10())),
        ("times", |_, lr, loss| format!("lr 1x10^{:.0}, loss {loss}\n", lr.log10())),
        ("a sign of multiplication", |_, lr, loss| {
            format!("lr 1×10^{:.0}, loss {loss}\n", lr.log10())
        }),
        ("TeX", |_, lr, loss| format!("lr $10^{{{:.0}}}$, loss ${loss}$\n", lr.log10())),
    ];
    for (name, form) in forms {
        check(name, &points(form));
    }
    // A checksum, a part of a sum or a product, and a name are no numbers.
    for other in [
        "loss 3f2",
        "loss 5d1",
        "loss x10^3",
        "loss 2*3",
        "loss ±3",
        "loss $x",
        "loss 310^2",
        "loss {10^",
    ] {
        let log = log(&points(|_, lr, loss| format!("{other}, lr {lr:e}, loss {loss}\n")));
        check_log(other, &log);
    }
}

#[test]
fn line_of_a_source_file_is_no_quantity() {
    let at = |place: &str| {
        points(|k, lr, loss| format!("{place}:52{k} INFO step {k} lr {lr:e} objective {loss}\n"))
    };
    for place in [
        "train_loss.py",
        "train_lr.cc",
        "step.cpp",
        "val_loss.go",
        "loss.lua",
        "lr.rs",
        "Loss.jl",
        "src/train_loss.py",
    ] {
        check(place, &at(place));
        let alone = log(&points(|k, _, _| format!("{place}:527 started worker {k}\n")));
        assert_eq!(alone.points, 0, "{place}");
    }
    // Other names with points are those of numbers, and an index may follow a place.
    check(
        "a name with a point",
        &points(|_, lr, loss| format!("optimizer.lr:{lr:e} train.loss:{loss}\n")),
    );
    let indexed = points(|k, lr, loss| format!("[writer.py:48] [{k}] lr={lr:e} loss={loss}\n"));
    check("an index", &indexed);
}

#[test]
fn rate_in_the_options_of_a_command_is_that_of_its_run() {
    for form in ["--lr {}", "--lr={}", "--learning-rate {} --amp"] {
        let run = |lr: &str| {
            let losses: String = LOSSES
                .iter()
                .enumerate()
                .map(|(k, loss)| format!("step {k} loss {loss}\n"))
                .collect();
            format!("$ python train.py --epochs 3 {} --seed 1\n{losses}", form.replace("{}", lr))
        };
        let runs = log(&["1e-3", "1e-2", "1e-1"].map(run).concat());
        let lrs: Vec<f64> = runs.runs.iter().map(|run| run.lrs[0]).collect();
        assert_eq!((runs.kind, lrs), (Kind::Grid, vec![1e-3, 1e-2, 1e-1]), "{form}: {runs:?}");
    }
    // The rates of the steps are preferred, and rules and dashes are no names.
    check(
        "a range test",
        &format!(
            "$ python find.py --lr 0.5\n{}",
            points(|k, lr, loss| format!("step {k} lr {lr:e} loss {loss}\n"))
        ),
    );
    check("rules", &points(|_, lr, loss| format!("loss {loss} -- lr {lr:e} --\n--------\n")));
}

#[test]
fn rates_of_a_formula_in_python_code_are_computed_if_there_is_one_for_each_loss() {
    let losses = list(&LOSSES, plain);
    let code = |rates: &str| format!("import numpy as np\n{rates}\nlosses = [{losses}]\n");
    for rates in [
        "lrs = np.logspace(-6, -1, 6)",
        "lrs = np.logspace(-6, -1, num=6)  # six",
        "lrs = np.geomspace(1e-6, 1e-1, 6).tolist()",
        "learning_rates = numpy.geomspace(1e-6, 1e-1, num=6)",
        "lrs = torch.logspace(-6, -1, steps=6)",
        "for lr in torch.logspace(-6, -1, 6):",
    ] {
        check(rates, &code(rates));
    }
    let lines = points(|k, _, loss| format!("step {k}: loss {loss}\n"));
    check("lines of output", &format!("lrs = np.logspace(-6, -1, 6)\n{lines}"));
    // The rates differ by (0.6 - 0.1) / 5.
    let linear = log(&code("lrs = np.linspace(0.1, 0.6, 6)"));
    for (lr, expected) in linear.runs[0].lrs.iter().zip([0.1, 0.2, 0.3, 0.4, 0.5, 0.6]) {
        assert!((lr / expected - 1.0).abs() < 1e-12, "{lr} is not {expected}");
    }
    assert_eq!(log("lrs = np.logspace(-6, -1, 1e18)").kind, Kind::None);
    // Another number, other rates, or unknown ones.
    for rates in [
        "lrs = np.logspace(-6, -1, 7)",
        "lrs = np.logspace(-6, -1)",
        "lrs = np.logspace(-20, -3, 6, base=2)",
        "lrs = np.logspace(-6, -1, 6, endpoint=False)",
        "lrs = np.logspace(-6, -1, 6)[::-1]",
        "lrs = 0.1 * np.logspace(-5, 0, 6)",
        "lrs = np.geomspace(low, high, 6)",
        "lrs = np.logspace(np.log10(1e-6), np.log10(0.1), 6)",
        "lrs = np.logspace(-6, -1, 6)\nlrs = np.logspace(-5, 0, 6)",
        "decays = np.logspace(-6, -1, 6)",
        "# lrs = np.logspace(-6, -1, 6)",
    ] {
        let log = log(&code(rates));
        assert_eq!((log.kind, log.rates_asked), (Kind::LossesOnly, true), "{rates}");
        assert_eq!(log.only_rate, None, "{rates}");
    }
    // The log's own rates are those of its losses.
    let own = points(|k, _, loss| format!("step {k} lr: 0.01 loss: {loss}\n"));
    assert_eq!(log(&format!("lrs = np.logspace(-6, -1, 6)\n{own}")).kind, Kind::Constant);
    let set = format!("opt = SGD(lr=0.01)\nlrs = np.logspace(-6, -1, 6)\n{lines}");
    assert!(log(&set).rates_asked);
}
