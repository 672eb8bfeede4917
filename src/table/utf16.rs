//! UTF-16, in portions -> UTF-8.

use std::borrow::Cow;

/// The conversion of two bytes to a unit of UTF-16.
type Unit = fn([u8; 2]) -> u16;

/// A decoder of the bytes of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Decoder {
    /// The byte order of UTF-16; none for other encodings, which are not changed.
    unit: Option<Unit>,
    /// The incomplete end of a portion.
    odd: Option<u8>,
    high: Option<u16>,
}

impl Decoder {
    /// The decoder for a text that starts with `start`, and the length of its byte order mark.
    pub(super) fn new(start: &[u8]) -> (Self, usize) {
        let (unit, mark): (Option<Unit>, usize) = match start {
            [0xef, 0xbb, 0xbf, ..] => (None, 3),
            [0xff, 0xfe, ..] => (Some(u16::from_le_bytes), 2),
            [0xfe, 0xff, ..] => (Some(u16::from_be_bytes), 2),
            [1..=255, 0, 1..=255, 0, ..] => (Some(u16::from_le_bytes), 0),
            [0, 1..=255, 0, 1..=255, ..] => (Some(u16::from_be_bytes), 0),
            _ => (None, 0),
        };
        (Self { unit, ..Self::default() }, mark)
    }

    /// Decodes the next portion. An incomplete character at its end is kept for the next one.
    pub(super) fn decode<'a>(&mut self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        let Some(unit) = self.unit else { return Cow::Borrowed(bytes) };
        let mut all: Vec<u8> = self.odd.take().into_iter().chain(bytes.iter().copied()).collect();
        if all.len() % 2 == 1 {
            self.odd = all.pop();
        }
        let units = all.as_chunks::<2>().0.iter().copied().map(unit);
        let mut units: Vec<u16> = self.high.take().into_iter().chain(units).collect();
        self.high = units.pop_if(|last| (0xd800..0xdc00).contains(last));
        let chars = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
        Cow::Owned(chars.collect::<String>().into_bytes())
    }
}
