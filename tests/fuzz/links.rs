//! The codec of links: any text is read as an experiment, and every experiment round-trips through its link.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use rangefinder::data::breast_cancer;
use rangefinder::experiment::{
    Experiment, FIELDS, Notice, SHOWING, Scope, Settings, Showing, claim,
};
use rangefinder::fingerprint::Claim;

/// Valid and invalid links to start from.
const KEPT: &str = include_str!("links.txt");

/// The links that are always tried first.
pub fn kept() -> impl Iterator<Item = &'static str> {
    KEPT.lines()
}

/// Any text, or a link with replaced pieces.
pub fn inputs() -> impl Strategy<Value = String> {
    let endless = (inner(), 1..20_000_usize).prop_map(|(text, times)| text.repeat(times));
    prop_oneof![10 => any::<String>(), 20 => pairs(), 60 => bent(), 1 => endless]
}

/// Checks that a text is read as an experiment whose link is read without notices as the same experiment.
pub fn check(text: &str) {
    let (experiment, notices) = Experiment::from_link(text, &breast_cancer().shape());
    let (showing, more) = Showing::read(text, &breast_cancer().shape());
    for notice in notices.into_iter().chain(more) {
        assert!(!notice.rule().is_empty() && !notice.remedy().is_empty());
        assert!(notice.to_string().chars().count() < 1000, "{notice}");
    }
    let link = experiment.link();
    for part in [Scope::Sweep, Scope::Check, Scope::Comparison] {
        assert!(experiment.scope(part).len() <= link.len());
    }
    let address = showing.address(&experiment, claim(text).as_ref());
    if address.len() <= 16_000 {
        let (again, notices) = Showing::read(&address, &breast_cancer().shape());
        assert!(notices.is_empty() && again.texts().eq(showing.texts()), "{text}");
    }
    assert_eq!(read(&link), (experiment, false), "{text}");
    if let Some(claim) = claim(text) {
        assert_eq!(Claim::read(&claim.to_string()), Some(claim), "{text}");
    }
}

/// Checks that valid settings round-trip through their link, and that invalid ones give a notice.
pub fn check_settings(settings: &Settings) {
    let (experiment, notices) = Experiment::check(settings, &breast_cancer().shape());
    assert_eq!(notices.iter().any(Notice::is_refusal), *experiment != *settings);
    assert_eq!(read(&experiment.link()), (experiment, false));
}

/// The experiment of a link, and whether any part of the link is refused.
fn read(link: &str) -> (Experiment, bool) {
    let (experiment, notices) = Experiment::from_link(link, &breast_cancer().shape());
    (experiment, notices.iter().any(Notice::is_refusal))
}

/// Keys with values, possibly of the wrong kind.
fn pairs() -> impl Strategy<Value = String> {
    let pair =
        (prop_oneof![4 => key(), 1 => ".{0,8}"], value()).prop_map(|(k, v)| format!("{k}={v}"));
    let pairs = proptest::collection::vec(pair, 0..12);
    (1..3_u8, pairs).prop_map(|(v, pairs)| format!("#v={v}&{}", pairs.join("&")))
}

/// A kept link in which some pieces are replaced.
fn bent() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        key(),
        value(),
        select(vec!["", "&", "=", "#", "%", "%ff", ",", "-", "+"]).prop_map(str::to_owned)
    ];
    let edit = (any::<Index>(), 0..12_usize, piece);
    let edits = proptest::collection::vec(edit, 0..5);
    (select(kept().collect::<Vec<_>>()), edits).prop_map(|(link, edits)| {
        edits.into_iter().fold(link.to_owned(), |link, (at, length, piece)| {
            let chars: Vec<char> = link.chars().collect();
            let from = at.index(chars.len() + 1);
            let after = chars.len().min(from + length);
            let (head, tail) = (&chars[..from], &chars[after..]);
            head.iter().copied().chain(piece.chars()).chain(tail.iter().copied()).collect()
        })
    })
}

/// A piece that is repeated to make a long link.
fn inner() -> impl Strategy<Value = String> {
    select(vec!["&a", "&a=b", "&seed=1", "%41", "🦀", "&"]).prop_map(str::to_owned)
}

fn key() -> impl Strategy<Value = String> {
    let key = (0..FIELDS.len()).prop_map(|index| FIELDS[index].key.to_owned());
    let shown = (0..SHOWING.len()).prop_map(|index| SHOWING[index].key.to_owned());
    prop_oneof![8 => key, 3 => shown, 1 => Just("v".to_owned()), 1 => Just("fingerprint".to_owned())]
}

fn value() -> impl Strategy<Value = String> {
    let special =
        vec!["NaN", "inf", "-0", "1e999", "1e-999", "auto", "none", "off", "0x10", "4294967296"];
    prop_oneof![
        3 => any::<f64>().prop_map(|x| x.to_string()),
        2 => any::<u32>().prop_map(|x| x.to_string()),
        2 => ".{0,12}",
        2 => "-?[0-9]{0,25}[.,e]?-?[0-9]{0,4}",
        1 => select(special).prop_map(str::to_owned),
    ]
}
