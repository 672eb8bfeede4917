//! Results are bit-identical on every platform: natively here, and in browsers in `web.rs`.

#![cfg(not(target_arch = "wasm32"))]

#[path = "common/each.rs"]
mod each;
#[path = "common/fingerprints.rs"]
mod fingerprints;

use std::fs::write;

use each::each;
use fingerprints::{EXPECTED, data, fingerprints, line, links};
use rangefinder::experiment::{Experiment, FIELDS, Field, Kind, Notice};

#[test]
fn every_experiment_has_the_checked_in_fingerprints() {
    let links: Vec<&str> = links().collect();
    let found: String = each(&links, |link| line(link) + "\n").concat();
    if found != EXPECTED {
        let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/fingerprints.txt");
        write(path, &found).expect("the folder can be written to");
        let changed = found.lines().zip(EXPECTED.lines()).filter(|(new, old)| new != old).count();
        panic!(
            "The fingerprints of {changed} experiments have changed, so shared links no longer match. If that is \
             intended, raise the version in Cargo.toml and copy {path} to tests/common."
        );
    }
}

#[test]
fn every_setting_affects_the_result_of_some_experiment() {
    let decides = |field: &Field| EXPECTED.lines().any(|line| needs(line, field.key));
    let idle = each(FIELDS, |field| (!decides(field)).then_some(field.key));
    let idle: Vec<&str> = idle.into_iter().flatten().collect();
    assert!(idle.is_empty(), "no result depends on {idle:?}");
}

/// Whether the link of a line has a setting without which some fingerprint would be different.
fn needs(expected: &str, key: &str) -> bool {
    let (before, link) = expected.rsplit_once(' ').expect("a line ends with its link");
    let others = link.split('&').filter(|pair| pair.split('=').next() != Some(key));
    let without = others.collect::<Vec<_>>().join("&");
    // Some settings are valid only together with others.
    let possible = without != link
        && !Experiment::from_link(&without, &data(&without).shape())
            .1
            .iter()
            .any(Notice::is_refusal);
    possible && fingerprints(&without).ne(before.split(' '))
}

#[test]
fn experiments_cover_every_choice_of_every_setting() {
    let experiments: Vec<Experiment> =
        links().map(|link| Experiment::from_link(link, &data(link).shape()).0).collect();
    assert!(experiments.len() >= 60);
    for field in FIELDS {
        if let Kind::Choice(names) | Kind::Subset(names) | Kind::Data(names) = field.kind() {
            let texts: Vec<String> = experiments.iter().map(|one| field.text(one)).collect();
            for (name, _) in names {
                let has = |text: &String| text.split(',').any(|one| one == *name);
                assert!(texts.iter().any(has), "{} is never {name}", field.key);
            }
        }
    }
}
