//! Numbers with a letter for a power of ten, such as `28.2K`.

use crate::text::number::{Number, plain};

/// The letters after a number and their factors, as in `28.2K`.
const SUFFIXES: [(char, f64); 5] = [('K', 1e3), ('M', 1e6), ('G', 1e9), ('B', 1e9), ('T', 1e12)];

/// Parses a number that may end with such a letter, as in `28.2K`: see [`Number::read`].
pub(super) fn read_with_suffix(text: &str) -> Option<Number> {
    let factor = SUFFIXES.iter().find(|(letter, _)| text.ends_with(*letter));
    match factor {
        None => Number::read(text),
        Some((_, factor)) => {
            let number = plain(&text[..text.len() - 1])?;
            Some(Number { value: number.value * factor })
        }
    }
}
