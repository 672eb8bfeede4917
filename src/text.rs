//! Text as people and programs leave it: bytes -> text in lines, texts -> numbers.

pub(crate) mod decode;
pub(crate) mod number;
