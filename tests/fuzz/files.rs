//! Files that are almost valid.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// The size of a long file, in bytes.
const LONG: std::ops::Range<usize> = 1_000_000..5_000_000;

/// Any bytes, pieces in any order, a valid file with replaced pieces, or repeated pieces.
pub fn bytes(
    whole: &'static [&'static str],
    piece: fn() -> BoxedStrategy<String>,
) -> impl Strategy<Value = Vec<u8>> {
    let long = (vec(piece(), 1..6), LONG)
        .prop_map(|(pieces, length)| pieces.concat().repeat(length / pieces.concat().len().max(1)));
    let pieces = vec(piece(), 0..200).prop_map(|pieces| pieces.concat());
    let text = prop_oneof![40 => pieces, 60 => bent(whole, piece()), 1 => long];
    let utf16 = |text: String| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    prop_oneof![
        10 => vec(any::<u8>(), 0..2000),
        90 => text.prop_map(String::into_bytes),
        5 => bent(whole, piece()).prop_map(utf16),
    ]
}

/// A valid file, repeated, in which some pieces are replaced.
fn bent(
    whole: &'static [&'static str],
    piece: BoxedStrategy<String>,
) -> impl Strategy<Value = String> {
    let edits = vec((any::<Index>(), 0..12_usize, piece), 0..6);
    (select(whole), 1..6_usize, edits).prop_map(|(file, times, edits)| {
        edits.into_iter().fold(file.repeat(times), |file, (at, length, piece)| {
            let chars: Vec<char> = file.chars().collect();
            let from = at.index(chars.len() + 1);
            let after = chars.len().min(from + length);
            let (head, tail) = (&chars[..from], &chars[after..]);
            head.iter().copied().chain(piece.chars()).chain(tail.iter().copied()).collect()
        })
    })
}
