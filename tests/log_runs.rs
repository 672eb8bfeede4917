//! The runs of a log: their kind, their parts and the order of their points.

#![cfg(not(target_arch = "wasm32"))]

#[path = "common/six_points.rs"]
mod six_points;

use rangefinder::log::{Choices, File, Kind, NoteCode, read};
use six_points::{Form, LOSSES, LRS, check, check_log, chosen, codes, log, note, points};

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
    let other = csv.replace("2.5", "2.6");
    let files = [
        File { name: "x.csv", bytes: csv.as_bytes() },
        File { name: "y.csv", bytes: other.as_bytes() },
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
fn runs_in_columns_are_read_up_to_a_limit_that_is_reported() {
    let name: [fn(usize) -> String; 3] = [
        |k| format!("run-{k} - loss"),
        |k| format!("loss_{k}"),
        |k| format!("lr={} - loss", (k + 1) as f64 / 1e4),
    ];
    for name in name {
        for (count, read) in [(70, 70), (1000, 1000), (1001, 1000), (1200, 1000)] {
            let columns = |cell: &dyn Fn(usize) -> String| {
                (0..count).map(|k| format!(",{}", cell(k))).collect::<String>()
            };
            let rows =
                [3, 2, 1].map(|loss| format!("{loss}{}\n", columns(&|k| format!("{loss}.{k}"))));
            let log = log(&format!("Step{}\n{}", columns(&name), rows.concat()));
            assert_eq!(log.runs.len(), read, "{}", name(0));
            let limit =
                if read < count { "Only the first 1000 runs of the log were read." } else { "" };
            assert_eq!(note(&log, NoteCode::TooManyTables), limit, "{} {count}", name(0));
        }
    }
    // The rates that the runs share are kept behind other columns.
    let rows = points(|k, lr, loss| format!("{k},{k},{k},{k},{k},{k},0.5,{lr:e},{loss},{loss}\n"));
    let shared = log(&format!(
        "Step,_step,_runtime,_timestamp,epoch,batch,acc,lr,a - loss,b - loss\n{rows}"
    ));
    assert_eq!(
        (shared.kind, shared.runs.len(), shared.lr_column.as_deref()),
        (Kind::Runs, 2, Some("lr"))
    );
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
fn range_test_in_front_of_a_training_is_no_warmup() {
    let rise: Vec<f64> = (0..50).map(|k| 1e-5 * 10_f64.powf(f64::from(k) / 10.0)).collect();
    let kind = |then: &[f64], last: f64| {
        let lrs = [&rise, then].concat();
        let loss = |k: usize| if (45..50).contains(&k) { last } else { 2.5 - k as f64 / 50.0 };
        let row = |(k, lr): (usize, &f64)| format!("{lr:e},{}\n", loss(k));
        log(&format!("lr,loss\n{}", lrs.iter().enumerate().map(row).collect::<String>())).kind
    };
    let (constant, falling) =
        ([0.03; 100], [0.03, 0.028, 0.025, 0.02, 0.01, 0.001].map(|lr| [lr; 9]));
    for last in [9.0, f64::NAN] {
        assert_eq!(kind(&constant, last), Kind::RangeTest);
        assert_eq!(kind(&falling.concat(), last), Kind::RangeTest);
    }
    // The loss falls up to the drop of the rate; or the rate falls slowly, or stays.
    assert_eq!(kind(&constant, 1.5), Kind::Warmup);
    let slowly: Vec<f64> = (1..100).map(|k| 0.79 * 0.97_f64.powi(k)).collect();
    assert_eq!(kind(&slowly, 9.0), Kind::Warmup);
    assert_eq!(kind(&[0.79; 100], 9.0), Kind::Warmup);
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
fn processes_that_write_in_turn_are_one_run() {
    let lr = |step: usize| 1e-5 * 10_f64.powf(step as f64 / 10.0);
    // Of two processes, each is at times a step or two ahead.
    let turns: Vec<(usize, usize)> =
        (0..30).flat_map(|k| [(0, 2 * k), (0, 2 * k + 1), (1, 2 * k), (1, 2 * k + 1)]).collect();
    let loss = |(rank, step): (usize, usize)| 2.5 + rank as f64 - step as f64 / 50.0;
    type Row = fn(usize, usize, f64, f64) -> String;
    let forms: [(&str, Row); 3] = [
        ("", |rank, step, lr, loss| format!("[rank{rank}]: step {step} lr {lr:.3e} loss {loss}\n")),
        ("rank,step,lr,loss\n", |rank, step, lr, loss| format!("{rank},{step},{lr:.3e},{loss}\n")),
        ("", |rank, step, lr, loss| {
            format!("{{\"rank\": {rank}, \"step\": {step}, \"lr\": {lr:.3e}, \"loss\": {loss}}}\n")
        }),
    ];
    let read = |turns: &[(usize, usize)], (head, row): (&str, Row), factor: f64| {
        let rows = turns.iter().map(|&(rank, step)| {
            row(rank, step, lr(step) * factor.powf(rank as f64), loss((rank, step)))
        });
        log(&format!("{head}{}", rows.collect::<String>()))
    };
    for form in forms {
        let one = read(&turns, form, 1.0);
        assert_eq!((one.kind, one.runs.len(), one.points), (Kind::RangeTest, 1, 120), "{one:?}");
        assert!(!codes(&one).contains(&NoteCode::Resumed));
        let pairs = one.runs[0].losses.chunks(2).enumerate();
        assert!(pairs.into_iter().all(|(step, two)| two == [loss((0, step)), loss((1, step))]));
    }
    // One after the other, and at other rates, they are several runs.
    let mut after = turns.clone();
    after.sort_unstable();
    assert_eq!(read(&after, forms[1], 1.0).runs.len(), 2);
    assert_ne!(read(&turns, forms[1], 3.0).kind, Kind::RangeTest);
    // A run that often goes back to a checkpoint a few steps before.
    let back: Vec<(usize, usize)> =
        (0..10).flat_map(|k| (6 * k..6 * k + 8).map(|step| (0, step))).collect();
    let back = read(&back, forms[1], 1.0);
    assert_eq!((back.runs.len(), back.points), (1, 62));
    assert!(codes(&back).contains(&NoteCode::Resumed));
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
fn rates_in_no_order_or_final_losses_are_those_of_trials() {
    // A random search, as Weights & Biases exports its runs.
    let lrs = [0.02, 0.0005, 0.3, 0.001, 0.08, 0.004];
    let row = |(k, lr): (usize, &f64)| format!("run-{k},finished,32,{lr},1.{k}\n");
    let rows: String = lrs.iter().enumerate().map(row).collect();
    let trials = log(&format!("Name,State,batch_size,lr,train/loss\n{rows}"));
    let found: Vec<f64> = trials.runs.iter().map(|run| run.lrs[0]).collect();
    assert_eq!((trials.kind, found.as_slice()), (Kind::Grid, &lrs[..]));
    assert_eq!(trials.runs[3].losses, [1.3]);
    // In order of the rates, if the name of the loss says so.
    for form in [
        |_, lr: f64, loss: f64| format!("lr={lr:e}: final loss {loss}\n"),
        |k: usize, lr: f64, loss: f64| {
            format!("{}{lr:e},{loss}\n", if k == 0 { "lr,final_train_loss\n" } else { "" })
        },
    ] {
        let finals = log(&points(form));
        assert_eq!((finals.kind, finals.runs.len()), (Kind::Grid, 6), "{finals:?}");
    }
    // Steps say that the rows are points of one run.
    let steps: String = lrs.iter().enumerate().map(|(k, lr)| format!("{k},{lr},1.{k}\n")).collect();
    assert_eq!(log(&format!("step,lr,loss\n{steps}")).kind, Kind::Cyclic);
}

#[test]
fn rates_that_are_chosen_by_hand_are_those_of_trials() {
    let lrs = [1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0];
    let kind = |head: &str, lrs: &[f64], row: &dyn Fn(usize, f64) -> String| {
        let rows: String = lrs.iter().enumerate().map(|(k, lr)| row(k, *lr)).collect();
        let log = log(&format!("{head}{rows}"));
        (log.kind, log.runs.len())
    };
    let plain = |_, lr: f64| format!("{lr},{}\n", (lr.log10() + 1.0).abs());
    let counted = |k: usize, lr: f64| format!("{k},{lr},1.{k}\n");
    for lrs in [&lrs[..], &lrs[4..9], &[0.01, 0.02, 0.05, 0.1, 0.2], &[0.1, 0.3, 1.0]] {
        let grid = (Kind::Grid, lrs.len());
        assert_eq!(kind("lr,val_loss\n", lrs, &plain), grid);
        assert_eq!(kind("lr,loss\n", lrs, &plain), grid);
        assert_eq!(kind("", lrs, &|_, lr| format!("lr {lr} -> validation loss 0.3\n")), grid);
        assert_eq!(kind("{", lrs, &|k, lr| format!("\"{lr}\": 0.{k},")), grid);
        // Steps say that the rows are points of one run.
        assert_eq!(kind("step,lr,val_loss\n", lrs, &counted).1, 1);
    }
    // Rates that rise by a constant factor may be a range test, unless the losses are validation losses.
    assert_eq!(kind("lr,val_loss\n", &LRS, &plain), (Kind::Grid, 6));
    assert_eq!(kind("lr,loss,val_loss\n", &LRS, &|_, lr| format!("{lr},1,2\n")), (Kind::Grid, 6));
    assert_eq!(kind("lr,loss\n", &LRS, &plain), (Kind::RangeTest, 1));
    // Range tests whose rates are written with few digits, and a short linear one.
    for per_decade in [3.0, 4.0, 5.0, 8.0] {
        let ramp: Vec<f64> =
            (0..20).map(|k| 1e-5 * 10_f64.powf(f64::from(k) / per_decade)).collect();
        let short = |_, lr: f64| format!("{lr:.0e},2.5\n");
        let longer = |_, lr: f64| format!("{lr:.1e},2.5\n");
        assert_eq!(kind("lr,val_loss\n", &ramp, &longer).1, 1, "{per_decade}");
        if per_decade > 3.0 {
            assert_eq!(kind("lr,val_loss\n", &ramp, &short).1, 1, "{per_decade}");
        }
    }
    assert_eq!(kind("lr,loss\n", &[0.1, 0.2, 0.3, 0.4, 0.5], &plain).1, 1);
    // Counts are no rates.
    assert_eq!(kind("{", &[1.0, 2.0, 5.0, 10.0], &|k, n| format!("\"{n}\": 0.{k},")).1, 1);
}

#[test]
fn equal_rates_with_several_seeds_are_those_of_trials() {
    let lrs = [1e-4, 1e-3, 1e-2, 0.1, 1.0];
    let loss = |lr: f64, seed: i32| (lr.log10() + 1.0).abs() + 0.5 + f64::from(seed) / 100.0;
    let rows = |by_seed: bool, row: &dyn Fn(f64, i32, f64) -> String| -> String {
        let pairs = (0..25).map(|k| if by_seed { (k % 5, k / 5) } else { (k / 5, k % 5) });
        pairs
            .map(|(place, seed)| (lrs[place as usize], seed))
            .map(|(lr, seed)| row(lr, seed, loss(lr, seed)))
            .collect()
    };
    for by_seed in [false, true] {
        for text in [
            "lr,seed,final_loss\n".to_owned()
                + &rows(by_seed, &|lr, seed, loss| format!("{lr},{seed},{loss}\n")),
            "seed,lr,val_loss\n".to_owned()
                + &rows(by_seed, &|lr, seed, loss| format!("{seed},{lr},{loss}\n")),
            "lr,final_loss\n".to_owned() + &rows(by_seed, &|lr, _, loss| format!("{lr},{loss}\n")),
        ] {
            let log = log(&text);
            assert_eq!((log.kind, log.runs.len()), (Kind::Grid, 25), "{text}");
        }
    }
    // Optuna numbers its trials.
    let trials = "number,loss,params_lr\n0,0.5,0.01\n1,0.7,0.001\n2,0.4,0.01\n";
    assert_eq!((log(trials).kind, log(trials).runs.len()), (Kind::Grid, 3));
    // One seed, and the points of range tests with several seeds.
    let stairs = points(|_, lr, loss| format!("{lr:e},1,{loss}\n").repeat(4));
    assert_eq!(log(&format!("lr,seed,loss\n{stairs}")).kind, Kind::RangeTest);
    let row =
        |k: u32| format!("{},{:e},2.5\n", k / 50, 1e-6 * 10_f64.powf(f64::from(k % 50) / 10.0));
    let sweeps = log(&format!("seed,lr,loss\n{}", (0..100).map(row).collect::<String>()));
    assert_eq!((sweeps.kind, sweeps.runs.len()), (Kind::Runs, 2));
    let numbered = |k: u32| format!("{k},{:e},2.5\n", 1e-6 * 10_f64.powf(f64::from(k) / 10.0));
    let numbered = log(&format!("number,lr,loss\n{}", (0..50).map(numbered).collect::<String>()));
    assert_eq!(numbered.kind, Kind::RangeTest);
}

#[test]
fn rate_in_front_of_the_losses_of_each_log_is_that_of_the_training() {
    let losses = |form: &dyn Fn(usize, f64) -> String, first: f64| -> String {
        (1..6).map(|k| form(k, first - k as f64 / 10.0)).collect()
    };
    let epochs = |k: usize, loss: f64| format!("Epoch {k} loss {loss}\n");
    let plain = |_, loss: f64| format!("loss: {loss}\n");
    let lrs = [1e-3, 1e-2, 0.1];
    let headings: [fn(f64) -> String; 4] = [
        |lr| format!("Learning rate: {lr:e}\n"),
        |lr| format!("Namespace(batch_size=64, lr={lr}, momentum=0.9)\n"),
        |lr| format!("config: {{'lr': {lr}, 'batch_size': 64}}\n"),
        |lr| format!("Training with lr={lr}\n"),
    ];
    for heading in headings {
        for form in [&epochs as &dyn Fn(usize, f64) -> String, &plain] {
            let texts = lrs.map(|lr| heading(lr) + &losses(form, 2.5 + lr));
            // Of a single log it may be a setting that a range test replaces: its rates can be entered.
            assert_eq!(log(&texts[1]).kind, Kind::LossesOnly);
            let files = texts.each_ref().map(|text| File { name: "", bytes: text.as_bytes() });
            let grid = read(&files, &Choices::default());
            let rates: Vec<f64> = grid.runs.iter().map(|run| run.lrs[0]).collect();
            assert_eq!((grid.kind, grid.points, rates.as_slice()), (Kind::Grid, 15, &lrs[..]));
        }
    }
    // A rate that is announced later, or is a setting, is not known to be that of all losses.
    let losses = losses(&epochs, 2.5);
    for text in [
        [&losses, "Learning rate: 1e-3\n"].concat(),
        [&losses, "Learning rate: 1e-3\n", &losses].concat(),
        ["base_lr: 1e-3\n", &losses].concat(),
        ["warmup lr: 1e-3\n", &losses].concat(),
    ] {
        assert_eq!(log(&text).kind, Kind::LossesOnly, "{text}");
    }
}

#[test]
fn points_of_a_ramp_in_no_order_are_sorted_by_rate() {
    // 50 rates, 10 in each decade, in steps of 21 modulo 50.
    let point = |k: u32| (1e-5 * 10_f64.powf(f64::from(k) / 10.0), 2.5 - 0.04 * f64::from(k));
    let order = |factor: u32| (0..50).map(move |k| point(factor * k % 50)).collect::<Vec<_>>();
    let rows = |points: &[(f64, f64)]| -> String {
        points.iter().map(|(lr, loss)| format!("{lr:.5e},{loss}\n")).collect()
    };
    let shuffled = log(&["lr,loss\n", &rows(&order(21))].concat());
    assert_eq!((shuffled.kind, shuffled.points), (Kind::RangeTest, 50));
    let run = shuffled.used().expect("a run");
    assert_eq!(run.losses, order(1).iter().map(|point| point.1).collect::<Vec<_>>());
    assert!(run.lrs.is_sorted() && run.lrs[0] == 1e-5);
    assert_eq!(note(&shuffled, NoteCode::Sorted), "The rows were sorted by \"lr\".");
    // In the order of counted steps, or falling, they are a schedule, and so are equal rates and uneven ones.
    let counted: String =
        rows(&order(21)).lines().enumerate().map(|(k, row)| format!("{k},{row}\n")).collect();
    let reversed: Vec<_> = order(1).into_iter().rev().collect();
    let there_and_back = [order(1), reversed.clone()].concat();
    let uneven: Vec<_> =
        order(21).iter().map(|(lr, loss)| (lr * lr.ln().sin().abs(), *loss)).collect();
    let warm_up =
        |k: i32| (if k == 0 { 0.001 } else { 0.1 * 0.9_f64.powi(k) }, 2.0 / f64::from(k + 1));
    for (header, rows) in [
        ("step,lr,loss\n", &counted),
        ("lr,loss\n", &rows(&(0..50).map(warm_up).collect::<Vec<_>>())),
        ("lr,loss\n", &rows(&reversed)),
        ("lr,loss\n", &rows(&there_and_back)),
        ("lr,loss\n", &rows(&uneven)),
    ] {
        let schedule = log(&[header, rows].concat());
        assert_ne!(schedule.kind, Kind::RangeTest);
        assert!(!codes(&schedule).contains(&NoteCode::Sorted));
    }
}

#[test]
fn rates_in_the_names_of_files_are_those_of_their_runs() {
    let losses =
        |first: f64| format!("epoch,loss\n0,{first}\n1,{}\n2,{}\n", first - 0.5, first - 0.75);
    let texts: Vec<String> = [2.5, 2.25, 2.0].into_iter().map(losses).collect();
    let read_as = |names: [&str; 3]| {
        let files =
            names.iter().zip(&texts).map(|(name, text)| File { name, bytes: text.as_bytes() });
        read(&files.collect::<Vec<_>>(), &Choices::default())
    };
    for names in [
        ["lr_0.001.csv", "lr_0.01.csv", "lr_0.1.csv"],
        ["logs/adam_lr1e-3_bs32.csv", "logs/adam_lr1e-2_bs32.csv", "logs/adam_lr1e-1_bs32.csv"],
        ["lr=0.001", "LR=0.01", "learning-rate-0.1"],
        ["lr_0.001/log.csv", "lr_0.01/log.csv", "lr_0.1/log.csv"],
        ["C:\\lr_0.001\\1\\log", "C:\\lr_0.01\\1\\log", "C:\\lr_0.1\\1\\log"],
    ] {
        let grid = read_as(names);
        let lrs: Vec<f64> = grid.runs.iter().map(|run| run.lrs[0]).collect();
        assert_eq!((grid.kind, lrs.as_slice()), (Kind::Grid, &[0.001, 0.01, 0.1][..]), "{names:?}");
        assert_eq!(grid.runs[2].losses, [2.0, 1.5, 1.25]);
    }
    for names in [
        ["early.csv", "a_lr.csv", "lrs_b.csv"],
        // Of files with different names, or in the same folder, the folder says nothing.
        ["lr_0.001/a.csv", "lr_0.01/b.csv", "lr_0.1/c.csv"],
        ["lr_0.1/1/a.csv", "lr_0.1/2/a.csv", "lr_0.1/3/a.csv"],
    ] {
        assert_eq!(read_as(names).kind, Kind::LossesOnly, "{names:?}");
    }
    let folders = read_as(["runs/a/log.csv", "runs/b/log.csv", "other.csv"]);
    let names: Vec<&str> = folders.runs.iter().map(|run| run.name.as_str()).collect();
    assert_eq!(names, ["a", "b", "other"]);
    // The run has its rates in another file.
    let file = |form: Form| format!("Step,Value\n{}", points(form));
    let (lr, loss) =
        (file(|k, lr, _| format!("{k},{lr:e}\n")), file(|k, _, loss| format!("{k},{loss}\n")));
    let files = [
        File { name: "run-lr0.1-tag-loss.csv", bytes: loss.as_bytes() },
        File { name: "run-lr0.1-tag-lr.csv", bytes: lr.as_bytes() },
    ];
    check_log("TensorBoard", &read(&files, &Choices::default()));
    // Two such runs in folders: each has its own rates.
    let (double, other) = (lr.replace("e-", "e-1"), loss.replace("2.5", "2.6"));
    let files = [("a/lr", &lr), ("a/loss", &loss), ("b/lr", &double), ("b/loss", &other)]
        .map(|(name, text)| File { name, bytes: text.as_bytes() });
    let two = read(&files, &Choices::default());
    let rates: Vec<f64> = two.runs.iter().map(|run| run.lrs[0]).collect();
    assert_eq!((two.kind, rates.as_slice()), (Kind::Runs, &[1e-6, 1e-16][..]));
}

#[test]
fn rate_in_the_name_of_a_file_holds_for_files_of_any_format() {
    let losses = [[2.5, 2.0, 1.75], [2.5, 1.5, 1.25]];
    let forms: [(&str, Form); 4] = [
        ("", |_, _, loss| format!("{loss}\n")),
        ("step,value\n", |k, _, loss| format!("{k},{loss}\n")),
        ("Wall time,Step,Value\n", |k, _, loss| format!("1.6e9,{k},{loss}\n")),
        (",0\n", |k, _, loss| format!("{k},{loss}\n")),
    ];
    for (head, form) in forms {
        let text = |losses: &[f64; 3]| {
            let rows = losses.iter().enumerate().map(|(k, &loss)| form(k, 0.0, loss));
            head.to_owned() + &rows.collect::<String>()
        };
        let texts = losses.each_ref().map(text);
        let names = ["loss_lr_0.01.csv", "lr0.1_2024-11-01.csv"];
        let files = [0, 1].map(|k| File { name: names[k], bytes: texts[k].as_bytes() });
        let grid = read(&files, &Choices::default());
        let lrs: Vec<f64> = grid.runs.iter().map(|run| run.lrs[0]).collect();
        assert_eq!((grid.kind, lrs.as_slice()), (Kind::Grid, &[0.01, 0.1][..]), "{head}");
        assert_eq!(grid.runs[1].losses, losses[1], "{head}");
        assert!(note(&grid, NoteCode::Columns).contains("from the names of the files"));
    }
}

#[test]
fn names_of_files_in_doubt_have_no_rate() {
    for names in [
        ["dropout_rate_0.1.csv", "dropout_rate_0.2.csv"],
        ["accurate 3.csv", "accurate 0.5.csv"],
        ["mask_rate_15.csv", "mask_rate_0.5.csv"],
        ["ctrlr0.1.csv", "ctrlr0.2.csv"],
        ["frame_rate30.csv", "frame_rate0.5.csv"],
        ["pulr100.csv", "pulr0.1.csv"],
        ["lr_decay_0.1.csv", "lr_decay_0.2.csv"],
        ["max_lr_0.1.csv", "max_lr_0.2.csv"],
        // Five epochs, a range, a version, a date, and counts.
        ["lr_0.01e5.csv", "lr_0.1e5.csv"],
        ["lr_0.01e1.csv", "lr_0.1e1.csv"],
        ["lr_1e-6_to_1_seed1.csv", "lr_1e-6_to_1_seed2.csv"],
        ["lr_1e-6-1.csv", "lr_1e-5-1.csv"],
        ["xlr-8_seed1.csv", "xlr-0.8_seed2.csv"],
        ["mlr_2024-11-01.csv", "lr_2024-11-02.csv"],
        ["lr1.csv", "lr2.csv"],
        ["lr_0.1x.csv", "lr_0.2x.csv"],
        ["lr_0.1.csv", "baseline.csv"],
    ] {
        let texts = ["epoch,loss\n0,2.5\n1,2\n2,1.5\n", "epoch,loss\n0,2.5\n1,1.5\n2,1\n"];
        let files = [0, 1].map(|k| File { name: names[k], bytes: texts[k].as_bytes() });
        let asked = read(&files, &Choices::default());
        assert_eq!((asked.kind, asked.rates_asked), (Kind::LossesOnly, true), "{names:?}");
    }
}

#[test]
fn trials_without_a_loss_do_not_hide_the_others() {
    for (text, lrs, losses) in [
        (
            "lr,final_loss\n0.001,0.5\n0.01,\n0.1,0.75\n",
            [0.001, 0.1].as_slice(),
            [0.5, 0.75].as_slice(),
        ),
        ("trial,lr,loss\n0,0.1,0.5\n1,,0.25\n2,0.01,0.75\n", &[0.1, 0.01], &[0.5, 0.75]),
        (
            "lr 1e-3 -> val loss 0.5\nlr 3e-3 -> val loss 0.25\nlr 1e-2 -> out of memory\n",
            &[1e-3, 3e-3],
            &[0.5, 0.25],
        ),
        (
            "| lr | final val loss |\n|---:|---:|\n| 1e-3 | 0.5 |\n| 3e-3 | **0.25** (best) |\n| 1e-2 | 2.5 (diverged) |\n",
            &[1e-3, 3e-3, 1e-2],
            &[0.5, 0.25, 2.5],
        ),
    ] {
        let grid = log(text);
        let read = (
            grid.runs.iter().map(|run| run.lrs[0]).collect::<Vec<_>>(),
            grid.runs.iter().map(|run| run.losses[0]).collect::<Vec<_>>(),
        );
        assert_eq!((grid.kind, read), (Kind::Grid, (lrs.to_vec(), losses.to_vec())), "{text}");
    }
}

#[test]
fn curves_are_no_trials() {
    let curve = |count: i32| -> Vec<(f64, f64)> {
        let lr = |k: i32| 1e-6 * 10_f64.powf(f64::from(k) / 10.0);
        (0..count).map(|k| (lr(k), 2.5 - f64::from(k) * 0.01)).collect()
    };
    let read = |head: &str, points: &[(f64, f64)]| {
        let row = |(k, (lr, loss)): (usize, &(f64, f64))| match head.starts_with("lr") {
            true => format!("{lr:.3e},{loss}\n"),
            false => format!("{k},{lr:.3e},{loss}\n"),
        };
        log(&format!("{head}\n{}", points.iter().enumerate().map(row).collect::<String>())).kind
    };
    let rising = curve(50);
    assert_eq!(read("step,lr,final_loss", &rising), Kind::RangeTest);
    assert_eq!(read("lr,final_loss", &rising), Kind::RangeTest);
    let constant: Vec<_> = rising.iter().map(|(_, loss)| (0.1, *loss)).collect();
    assert_eq!(read("epoch,lr,final_loss", &constant), Kind::Constant);
    assert_eq!(read("lr,final_loss", &constant), Kind::Constant);
    // Two rates in turn, and the points of a range test in another order.
    let both = rising.iter().enumerate().map(|(k, (_, loss))| ([0.1, 0.01][k % 2], *loss));
    assert_eq!(read("lr,loss", &both.collect::<Vec<_>>()), Kind::Cyclic);
    let shuffled = |points: &[(f64, f64)]| -> Vec<(f64, f64)> {
        (0..points.len()).map(|k| points[k * 23 % points.len()]).collect()
    };
    assert_ne!(read("lr,loss", &shuffled(&rising)), Kind::Grid);
    // Rates at random, any number of them.
    for count in [6, 64, 65, 300] {
        let random = |(k, (_, loss)): (u32, (f64, f64))| {
            (1e-5 * 10_f64.powf(f64::from(k * k * 7919 % 10007) / 2500.0), loss)
        };
        let trials: Vec<_> = (1..).zip(curve(count)).map(random).collect();
        assert_eq!(read("lr,loss", &shuffled(&trials)), Kind::Grid, "{count}");
        assert_eq!(read("trial,lr,loss", &trials), Kind::Grid, "{count}");
    }
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
fn file_that_is_added_twice_counts_once() {
    let csv = format!("lr,loss\n{}", points(|_, lr, loss| format!("{lr:e},{loss}\n")));
    let same = |names: &[&str], bytes: &[&str]| {
        let files = names.iter().zip(bytes);
        let files = files.map(|(name, text)| File { name, bytes: text.as_bytes() });
        read(&files.collect::<Vec<_>>(), &Choices::default())
    };
    let twice = same(&["x.csv", "y.csv", ""], &[csv.as_str(); 3]);
    check_log("three times", &twice);
    assert_eq!(
        note(&twice, NoteCode::Copies),
        "Left out, because another file has the same content: \"y.csv\", \"pasted text\"."
    );
    // The rates and the losses of two files are joined, however often each is added.
    let values = |form: Form| format!("Step,Value\n{}", points(form));
    let (lr, loss) =
        (values(|k, lr, _| format!("{k},{lr:e}\n")), values(|k, _, loss| format!("{k},{loss}\n")));
    check_log("two files twice", &same(&["lr", "loss", "lr", "loss"], &[&lr, &loss, &lr, &loss]));
    let different = same(&["x.csv", "y.csv"], &[&csv, &csv.replace("2.5", "2.6")]);
    assert!(different.runs.len() == 2 && !codes(&different).contains(&NoteCode::Copies));
}

#[test]
fn log_that_is_resumed_from_a_checkpoint_is_one_run() {
    let lrs: Vec<f64> = (0..20).map(|k| 1e-5 * 2_f64.powi(k)).collect();
    let rows = |from: usize, to: usize, above: f64| -> String {
        (from..to).map(|k| format!("{k},{:e},{}\n", lrs[k], above + k as f64)).collect()
    };
    let head = "step,lr,loss\n";
    let check = |text: &str, repeated: usize| {
        let log = log(text);
        assert_eq!((log.kind, log.runs.len(), log.points), (Kind::RangeTest, 1, 20), "{log:?}");
        // The losses after the restart replace those before it.
        let losses = &log.runs[0].losses;
        assert_eq!((losses[11], losses[12]), (if repeated > 0 { 11.0 } else { 111.0 }, 112.0));
        let says = note(&log, NoteCode::Resumed);
        assert_eq!(says.is_empty(), repeated == 0, "{says}");
        assert!(repeated == 0 || says.starts_with("4 points were replaced by"), "{says}");
    };
    let (before, after) = (rows(0, 16, 0.0), rows(12, 20, 100.0));
    check(&[head, &before, head, &after].concat(), 4);
    check(&[head, &before, &after].concat(), 4);
    check(&[head, &rows(0, 11, 0.0), head, &rows(11, 20, 100.0)].concat(), 0);
    // A run from the first step on, and one at another rate, are other runs.
    assert_eq!(log(&[head, &before, &rows(0, 20, 100.0)].concat()).runs.len(), 2);
    let other = after.replace("e-", "e-1");
    assert_eq!(log(&[head, &before, head, &other].concat()).runs.len(), 2);
}
