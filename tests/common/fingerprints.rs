//! Experiments that have every setting and every choice, and what each comes to on every platform.

use std::cell::OnceCell;

use rangefinder::curve::Recording;
use rangefinder::data::breast_cancer;
use rangefinder::evidence::check::Check;
use rangefinder::evidence::comparison::Comparison;
use rangefinder::evidence::diagnosis::Diagnosis;
use rangefinder::experiment::{Experiment, Notice, Settings};
use rangefinder::schedule::Rates;
use rangefinder::training::summary::Summary;
use rangefinder::training::sweep::{Setup, Sweep};
use xxhash_rust::xxh64::Xxh64;

/// A line for each: the fingerprints of sweep, band, check, comparison and diagnosis, and the link.
pub const EXPECTED: &str = include_str!("fingerprints.txt");

/// The links of the lines.
pub fn links() -> impl Iterator<Item = &'static str> {
    EXPECTED.lines().filter_map(|line| line.split(' ').next_back())
}

/// The line of a link, made here and now.
pub fn line(link: &str) -> String {
    let all: Vec<String> = fingerprints(link).collect();
    format!("{} {link}", all.join(" "))
}

/// The fingerprints of a line in order, each made when it is asked for.
pub fn fingerprints(link: &str) -> impl Iterator<Item = String> + use<> {
    let (experiment, notices) = Experiment::from_link(link, &breast_cancer().shape());
    assert!(!notices.iter().any(Notice::is_refusal), "{notices:?}");
    let band = OnceCell::new();
    (0..5).map(move |part| {
        let band = || band.get_or_init(|| band_of(&experiment));
        let rates = || Rates::from(band()).with_own(&experiment.own_rates());
        match part {
            0 => {
                let mut sweep = Sweep::new(&experiment, breast_cancer());
                sweep.advance(usize::MAX);
                sweep.fingerprint()
            }
            1 => band().fingerprint.clone(),
            2 => Check::run(&experiment, breast_cancer(), &rates()).fingerprint,
            3 => Comparison::run(&experiment, breast_cancer(), &rates()).fingerprint,
            _ => of_diagnosis(&experiment),
        }
    })
}

/// Of seeds in lanes, and the same of seeds one by one.
fn band_of(experiment: &Experiment) -> Summary {
    let setup = Setup::new(experiment, breast_cancer());
    let band = Summary::run(experiment, breast_cancer());
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

/// A seed that runs alone.
fn single(setup: &Setup, run: usize) -> Recording {
    let seed = setup.experiment().seed.wrapping_add(run as u32);
    let mut sweep: Sweep<f32> = setup.sweep(seed);
    sweep.advance(usize::MAX);
    let curve = sweep.curve(0);
    let outcome = curve.outcome().expect("the sweep has ended");
    Recording { losses: curve.losses().to_vec(), outcome }
}

/// Of two steps: to look inside the network takes a hundred times as long as to train it.
fn of_diagnosis(experiment: &Experiment) -> String {
    let short = Settings { num_iter: Some(2), ..(**experiment).clone() };
    let diagnosis =
        Diagnosis::run(&Experiment::check(&short, &breast_cancer().shape()).0, breast_cancer());
    let edges = diagnosis.edges.iter().map(|edge| edge.unwrap_or(f64::NAN));
    let mut hash = Xxh64::new(0);
    for x in diagnosis.write().into_iter().chain(edges) {
        // WebAssembly leaves open which of the many NaNs an operation gives.
        let x = if x.is_nan() { f64::NAN } else { x };
        hash.update(&x.to_le_bytes());
    }
    format!("{:016x}", hash.digest())
}
