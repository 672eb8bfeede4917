//! `cargo run --example exports -- FOLDER`: writes the exports of many links and their expected results, for `npm run
//! check-exports`.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
#[path = "../tests/common/exports.rs"]
mod exports;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).expect("the folder to write to");
    native::write(folder.as_ref())
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::fs;
    use std::io;
    use std::path::Path;

    use rangefinder::choice::Named;
    use rangefinder::convention::{BETA_1, BETA_2, Numbers};
    use rangefinder::data::Dataset;
    use rangefinder::experiment::{Experiment, trained_epoch};
    use rangefinder::export::{Framework, code, csv, script};
    use rangefinder::report::Report;
    use rangefinder::schedule::ScheduleKind;
    use rangefinder::training::summary::Summary;
    use rangefinder::training::sweep::Sweep;

    use super::exports::{CASES, Case, FILE, open, plan, rates};

    /// A folder per link.
    pub fn write(folder: &Path) -> io::Result<()> {
        for (number, &case) in CASES.iter().enumerate() {
            write_case(&folder.join(format!("{number:02}")), case)?;
        }
        for framework in Framework::ALL {
            let (ends, steps) = ((1e-4, 1.0), 30);
            if let Some(text) = script::own(*framework, ends, steps, "#v=2") {
                fs::write(folder.join(format!("own_{framework}.py")), text)?;
            }
        }
        Ok(())
    }

    fn write_case(folder: &Path, case: Case) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let (experiment, data) = open(case);
        let (shape, link) = (data.shape(), experiment.link());
        for framework in Framework::ALL {
            let text = code(&plan(case, &experiment, &data, &link), *framework);
            fs::write(folder.join(format!("{framework}.py")), text)?;
        }
        let answer = Summary::run(&experiment, &data).answer.found().map(|rate| rate.lr);
        let file = link.contains("data=csv").then_some(FILE);
        let run =
            script::Redo { experiment: &experiment, shape: &shape, answer, source: &link, file };
        for framework in [Framework::Pytorch, Framework::Keras] {
            let text = script::redo(&run, framework).expect("a script");
            fs::write(folder.join(format!("redo_{framework}.py")), text)?;
        }
        let recorded = script::recorded(&experiment, &shape);
        let mut sweep = Sweep::new(&recorded, &data);
        sweep.advance(usize::MAX);
        let report = Report::full(&recorded, &data, &sweep);
        fs::write(folder.join("run.json"), serde_json::to_string(&report)?)?;
        fs::write(folder.join("data.csv"), csv::data(&data, data.feature_names()))?;
        let rates = expected(case, &experiment, &data);
        let expected = serde_json::json!({
            "link": link,
            "schedule": case.1,
            "lrs": rates,
            "optimizer": optimizer(&experiment),
        });
        fs::write(folder.join("expected.json"), expected.to_string())
    }

    /// The numbers of the engine's optimizers; which of them there are is the rule's.
    fn optimizer(experiment: &Experiment) -> serde_json::Value {
        let Numbers { rho, epsilon, weight_decay } = experiment.convention.numbers();
        serde_json::json!({
            "rule": experiment.optimizer.to_string(),
            "convention": experiment.convention.to_string(),
            "momentum": experiment.momentum,
            "rho": rho,
            "beta_1": BETA_1,
            "beta_2": BETA_2,
            "epsilon": epsilon,
            "weight_decay": weight_decay,
        })
    }

    /// The rates that the engine trains with.
    fn expected(case: Case, experiment: &Experiment, data: &Dataset) -> Vec<f64> {
        let (epochs, held_out) = match case.1 {
            "answer" => (experiment.check_epochs, experiment.validation),
            _ => (experiment.train_epochs, experiment.train_validation),
        };
        let rows = data.shape().training_rows(held_out);
        let per_epoch = trained_epoch(rows.div_ceil(experiment.batch_size));
        let kind = ScheduleKind::named(case.1).expect("a schedule");
        let length = (epochs, per_epoch);
        let schedule = kind.schedule(&experiment.schedules, &rates(experiment), length);
        let schedule = schedule.expect("all rates");
        (0..epochs * per_epoch).map(|step| schedule.lr(step)).collect()
    }
}
