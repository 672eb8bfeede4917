//! Text of files and pastes: bytes -> lines of text, text -> numbers.

pub(crate) mod decode;
pub(crate) mod number;
