//! The columns of a log: which are the rates, the losses and the counts, by name or by content.

#![cfg(not(target_arch = "wasm32"))]

#[path = "common/six_points.rs"]
mod six_points;

use rangefinder::log::{Averaging, Choices, Kind, Log, NoteCode, RampShape, Role};
use six_points::{
    Form, LOSSES, LRS, check, check_log, chosen, codes, list, log, note, plain, points,
};

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
fn rate_that_changes_is_preferred_to_one_that_is_a_setting() {
    for (header, cells) in [
        ("lr,learning_rate", ("0.001,", "")),
        ("lr,current_lr", ("0.001,", "")),
        ("train_lr,lr", ("", ",0.001")),
    ] {
        let rows = points(|_, lr, loss| format!("{}{lr:e}{},{loss}\n", cells.0, cells.1));
        check(header, &format!("{header},loss\n{rows}"));
    }
    // Among rates that change, the names decide, and no setting or other column replaces a constant rate.
    check(
        "two that change",
        &format!("train_lr,lr,loss\n{}", points(|k, lr, loss| format!("{k}.5,{lr:e},{loss}\n"))),
    );
    let rows = points(|k, _, loss| format!("{},0.001,{loss}\n", k + 1));
    for other in ["min_lr", "weight_decay", "step"] {
        let log = log(&format!("{other},lr,loss\n{rows}"));
        assert_eq!((log.kind, log.lr_column.as_deref()), (Kind::Constant, Some("lr")), "{other}");
    }
}

#[test]
fn base_10_logarithms_are_recognized_as_rates_by_name_or_range() {
    let rows = points(|_, lr, loss| format!("{},{loss}\n", lr.log10().round()));
    for header in ["log10_lr,loss\n", "lr,loss\n", ""] {
        let log = log(&format!("{header}{rows}"));
        check_log(header, &log);
        assert!(codes(&log).contains(&NoteCode::Scale));
    }
}

#[test]
fn a_factor_in_the_name_of_the_rates_is_divided_out() {
    let named = |header: &str, factor: f64| {
        log(&points(|_, lr, loss| {
            format!("{{\"{header}\": {:e}, \"loss\": {loss}}}\n", lr * factor)
        }))
    };
    let near = |log: &Log, header: &str| {
        let lrs = &log.used().expect("a run").lrs;
        let near = |(lr, expected): (&f64, f64)| (lr / expected - 1.0).abs() < 1e-9;
        assert!(lrs.len() == 6 && lrs.iter().zip(LRS).all(near), "{header}: {log:?}");
    };
    for (header, factor, text) in [
        ("lr (x1e-3)", 1e3, "1000"),
        ("lr(×10⁻³)", 1e3, "1000"),
        ("LR [10^-4]", 1e4, "10000"),
        ("lr x 10^{-6}", 1e6, "1000000"),
        ("lr x0.001", 1e3, "1000"),
        ("Learning rate (10**-3)", 1e3, "1000"),
        ("lr*1000", 1e3, "1000"),
        ("lr * 1e6", 1e6, "1000000"),
        ("1e3 * lr", 1e3, "1000"),
        ("10³·lr", 1e3, "1000"),
        ("lr×10⁻³", 1e3, "1000"),
    ] {
        let log = named(header, factor);
        near(&log, header);
        let expected = format!("The column \"{header}\" has the rates multiplied by {text}.");
        assert_eq!(note(&log, NoteCode::Scale), expected);
    }
    // Names of runs, groups and files.
    for header in [
        "lr",
        "lr (1e-3)",
        "lr_x10",
        "lr x2",
        "lr/1e-3",
        "lr (max 1000)",
        "lr*",
        "max1000 lr",
        "lr(10)",
        "lr x1e-3b",
        "lr [103]",
        "lr x10^-2147483648",
    ] {
        let log = named(header, 1.0);
        near(&log, header);
        assert!(!codes(&log).contains(&NoteCode::Scale), "{header}");
    }
    // In a table, too.
    let rows = points(|_, lr, loss| format!("{:e},{loss}\n", lr * 1e3));
    near(&log(&format!("lr (x1e-3),loss\n{rows}")), "csv");
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
        assert_eq!(note(&log, NoteCode::Scale), text);
    }
    for header in ["log_lr", "log10_lr", "lr (log)"] {
        let log = logs(header, |lr| lr.log10().round());
        check_log(header, &log);
        assert!(note(&log, NoteCode::Scale).contains("base 10"), "{header}");
    }
    // Positive numbers are rates, and not logarithms of rates above 1.
    for header in ["lr (log)", "log_lr", "log10_lr", "ln_lr", "lr/ln"] {
        let log = logs(header, |lr| lr);
        check_log(header, &log);
        assert!(!codes(&log).contains(&NoteCode::Scale), "{header}");
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
fn likelihood_is_a_score_unless_it_is_negated() {
    let rows = points(|_, lr, loss| format!("{lr:e},{loss}\n"));
    for name in [
        "elbo",
        "train/ELBO",
        "log_likelihood",
        "logLikelihood",
        "loglik",
        "mean log_prob",
        "logprob",
    ] {
        let log = log(&format!("lr,{name}\n{rows}"));
        let text = format!(
            "No column of losses was found: \"{name}\" is no loss, since it rises with success. Add the loss to the log."
        );
        assert_eq!((log.points, note(&log, NoteCode::NoLosses)), (0, text.as_str()));
    }
    for name in [
        "neg_elbo",
        "-elbo",
        "nelbo",
        "negative ELBO",
        "negative_log_likelihood",
        "NegLogLik",
        "nll",
        "-logprob",
        "elbo_loss",
    ] {
        check(name, &format!("lr,{name},kl\n{}", rows.replace('\n', ",1\n")));
    }
}

#[test]
fn names_in_other_languages_are_understood() {
    let rows = |separator: &str| {
        points(|k, lr, loss| {
            [k.to_string(), plain(lr), loss.to_string(), format!("0.{k}\n")].join(separator)
        })
    };
    for header in [
        "Schritt;Lernrate;Verlust;Genauigkeit",
        "Epoche;Lernrate;Trainingsverlust;Validierungsverlust",
        "epoch;lr;perte;exactitude",
        "étape;taux d'apprentissage;perte d'apprentissage;perte de validation",
        "paso;tasa de aprendizaje;pérdida;precisión",
        "época;taxa de aprendizado;perda;precisão",
        "epoca;tasso di apprendimento;perdita;accuratezza",
        "шаг;lr;Потери;точность",
        "步数;学习率;训练损失;验证损失",
        "轮次;学习率;损失;验证准确率",
        "エポック;学習率;損失;精度",
        "단계;학습률;손실;정확도",
    ] {
        check(header, &format!("{header}\n{}", rows(";")));
    }
    let validation = log(&format!("步数;学习率;验证损失;精度\n{}", rows(";")));
    assert!(codes(&validation).contains(&NoteCode::Validation));
    // English words that contain a short one of these stay what they are.
    let english = log(&format!(
        "lr;loss;experte;repaso\n{}",
        points(|k, lr, loss| format!("{lr:e};{loss};{k};{k}\n"))
    ));
    check_log("English", &english);
    let others = english.columns.iter().filter(|column| column.role == Role::Other);
    assert_eq!(others.count(), 2);
}

#[test]
fn columns_among_which_the_losses_may_be_are_named() {
    let rows = points(|k, lr, loss| format!("{k},{lr:e},{loss},{loss},0.{k}\n"));
    let text = log(&format!("step,lr,kl,recon,acc\n{rows}"));
    assert_eq!(
        note(&text, NoteCode::NoLosses),
        "No column of losses was found: \"acc\" is no loss, since it rises with success. Add the loss to the log. If it is one of these columns, choose it: \"kl\", \"recon\"."
    );
    let choices = Choices { loss_column: Some("recon".to_owned()), ..Choices::default() };
    check_log("chosen", &chosen(&format!("step,lr,kl,recon,acc\n{rows}"), choices));
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
fn time_of_reading_is_no_loss() {
    let log = log(&points(|k, lr, loss| {
        format!(
            "iter: {k}/6, loss_ce: {loss}, lr: {lr:e}, reader_cost: 0.0003, ips: 15.3 samples/sec\n"
        )
    }));
    check_log("PaddleSeg", &log);
    assert_eq!(note(&log, NoteCode::OtherLosses), "");
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
