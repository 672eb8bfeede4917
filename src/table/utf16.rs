//! UTF-16, in portions -> UTF-8.

use std::borrow::Cow;

/// The unit of UTF-16 that two bytes are.
type Unit = fn([u8; 2]) -> u16;

/// How the bytes of a text are to be read.
#[derive(Clone, Debug, Default)]
pub(super) struct Decoder {
    /// The order of the bytes of UTF-16; none for bytes that are read as they are.
    unit: Option<Unit>,
    /// What a portion ended with that needs what follows.
    odd: Option<u8>,
    high: Option<u16>,
}

impl Decoder {
    /// The decoder for a text that begins so, and how many bytes are its mark.
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

    /// The next portion. Half a character at its end waits for the next one.
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
