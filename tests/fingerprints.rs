//! The same bits everywhere: natively here, and in browsers in `web.rs`.

#![cfg(not(target_arch = "wasm32"))]

#[path = "common/fingerprints.rs"]
mod fingerprints;

use std::fs::write;
use std::thread::{available_parallelism, scope};

use fingerprints::{EXPECTED, line, links};
use rangefinder::experiment::{Experiment, FIELDS, Kind, Settings};

#[test]
fn every_experiment_has_the_fingerprints_that_were_checked_in() {
    let links: Vec<&str> = links().collect();
    let share = links.len().div_ceil(available_parallelism().map_or(1, usize::from));
    let lines = |links: &[&str]| links.iter().map(|link| line(link) + "\n").collect::<String>();
    let found: String = scope(|scope| {
        let shares: Vec<_> =
            links.chunks(share).map(|part| scope.spawn(move || lines(part))).collect();
        shares.into_iter().map(|share| share.join().expect("every experiment ends")).collect()
    });
    if found != EXPECTED {
        let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/fingerprints.txt");
        write(path, &found).expect("the folder can be written to");
        let changed = found.lines().zip(EXPECTED.lines()).filter(|(new, old)| new != old).count();
        panic!(
            "{changed} experiments have other fingerprints, so every shared link breaks. If that is \
             meant, raise the version in Cargo.toml and copy {path} to tests/common."
        );
    }
}

#[test]
fn the_experiments_have_every_setting_and_every_choice() {
    let experiments: Vec<Experiment> = links().map(|link| Experiment::from_link(link).0).collect();
    assert!(experiments.len() >= 60);
    for field in FIELDS {
        let texts: Vec<String> = experiments.iter().map(|one| (field.get)(one)).collect();
        let default = (field.get)(&Settings::default());
        assert!(texts.iter().any(|text| *text != default), "{} is always {default}", field.key);
        if let Kind::Choice(names) | Kind::Subset(names) = field.kind {
            for (name, _) in names {
                let has = |text: &String| text.split(',').any(|one| one == *name);
                assert!(texts.iter().any(has), "{} is never {name}", field.key);
            }
        }
    }
}
