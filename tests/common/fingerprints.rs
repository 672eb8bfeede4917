//! Experiments that cover every setting and every choice, with fingerprints that are equal on every platform.

use std::cell::OnceCell;
use std::sync::Arc;

use rangefinder::choice::Named;
use rangefinder::curve::Recording;
use rangefinder::data::{Builtin, Dataset, breast_cancer};
use rangefinder::evidence::check::Check;
use rangefinder::evidence::comparison::Comparison;
use rangefinder::evidence::diagnosis::Diagnosis;
use rangefinder::experiment::{Experiment, Notice, Settings, data_name};
use rangefinder::training::summary::Summary;
use rangefinder::training::sweep::{Setup, Sweep};
use xxhash_rust::xxh64::Xxh64;

/// One line per experiment: the fingerprints of sweep, band, check, comparison and diagnosis, and the link.
pub const EXPECTED: &str = include_str!("fingerprints.txt");

/// The data of a link.
pub fn data(link: &str) -> Arc<Dataset> {
    let name = data_name(link);
    let rows = Builtin::named(&name).and_then(|builtin| {
        builtin.read(match &*name {
            "breast_cancer" => return Some(breast_cancer().clone()),
            "wine" => include_str!("../../www/data/wine.csv"),
            "auto_mpg" => include_str!("../../www/data/auto_mpg.csv"),
            _ => "",
        })
    });
    rows.expect("a data set of the page")
}

/// The links of the lines.
pub fn links() -> impl Iterator<Item = &'static str> {
    EXPECTED.lines().filter_map(|line| line.split(' ').next_back())
}

/// The line of a link, computed anew.
pub fn line(link: &str) -> String {
    let all: Vec<String> = fingerprints(link).collect();
    format!("{} {link}", all.join(" "))
}

/// The fingerprints of a line in order, computed lazily.
pub fn fingerprints(link: &str) -> impl Iterator<Item = String> + use<> {
    let data = data(link);
    let (experiment, notices) = Experiment::from_link(link, &data.shape());
    assert!(!notices.iter().any(Notice::is_refusal), "{notices:?}");
    let band = OnceCell::new();
    (0..5).map(move |part| {
        let band = || band.get_or_init(|| band_of(&experiment, &data));
        let rates = || band().rates.with_own(&experiment.own_rates());
        match part {
            0 => {
                let mut sweep = Sweep::new(&experiment, &data);
                sweep.advance(usize::MAX);
                sweep.fingerprint()
            }
            1 => band().fingerprint.clone(),
            2 => Check::run(&experiment, &data, &band().rates).fingerprint,
            3 => Comparison::run(&experiment, &data, &rates()).fingerprint,
            _ => of_diagnosis(&experiment, &data),
        }
    })
}

/// The summary of the seeds in lanes; asserts that single runs give the same.
fn band_of(experiment: &Experiment, data: &Arc<Dataset>) -> Summary {
    let setup = Setup::new(experiment, data);
    let band = Summary::run(experiment, data);
    let singles: Vec<Recording> = (0..experiment.runs).map(|run| single(&setup, run)).collect();
    let alone = Summary::new(experiment.beta, (5, 48), setup.schedule(), &singles);
    assert_eq!(
        alone.fingerprint,
        band.fingerprint,
        "one by one and in lanes: {}",
        experiment.link()
    );
    band
}

/// The recording of a single run.
fn single(setup: &Setup, run: usize) -> Recording {
    let seed = setup.experiment().seed.wrapping_add(run as u32);
    let mut sweep: Sweep<f32> = setup.sweep(seed);
    sweep.advance(usize::MAX);
    let curve = sweep.curve(0);
    let outcome = curve.outcome().expect("the sweep has ended");
    Recording { losses: curve.losses().to_vec(), outcome }
}

/// The fingerprint of a diagnosis of two steps, because measuring takes a hundred times as long as training.
fn of_diagnosis(experiment: &Experiment, data: &Arc<Dataset>) -> String {
    let short = Settings { num_iter: Some(2), ..(**experiment).clone() };
    let diagnosis = Diagnosis::run(&Experiment::check(&short, &data.shape()).0, data);
    let edges = diagnosis.edges.iter().map(|edge| edge.unwrap_or(f64::NAN));
    let mut hash = Xxh64::new(0);
    for x in diagnosis.write().into_iter().chain(edges) {
        // WebAssembly does not specify the bits of a NaN.
        let x = if x.is_nan() { f64::NAN } else { x };
        hash.update(&x.to_le_bytes());
    }
    format!("{:016x}", hash.digest())
}
