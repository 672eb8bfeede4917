//! Decimal commas within text.

use std::borrow::Cow;

use crate::text::number::Number;

/// A text with decimal points instead of decimal commas, if more of its numbers have these, and not all of these may be
/// commas between thousands.
pub(super) fn with_points(text: &str) -> Cow<'_, str> {
    let (mut start, mut commas) = (0, Vec::new());
    let (mut points, mut decimal) = (0, false);
    for token in text.split_inclusive(|c: char| c.is_whitespace() || ":=;|\"'".contains(c)) {
        let number = token.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if number.contains('.') {
            points += usize::from(Number::read(number).is_some());
        } else if let Some(place) = comma(number) {
            commas.push(start + place);
            decimal |= Number::read(number).is_none();
        }
        start += token.len();
    }
    if !decimal || commas.len() <= points {
        return Cow::Borrowed(text);
    }
    let (mut changed, mut from) = (String::with_capacity(text.len()), 0);
    for comma in commas {
        changed.push_str(&text[from..comma]);
        changed.push('.');
        from = comma + 1;
    }
    changed.push_str(&text[from..]);
    Cow::Owned(changed)
}

/// The place of the only comma in a number.
fn comma(number: &str) -> Option<usize> {
    let (whole, fraction) = number.split_once(',')?;
    let digits = whole.trim_start_matches(['+', '-']);
    let is_whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let starts = fraction.starts_with(|c: char| c.is_ascii_digit());
    (is_whole && starts && Number::read_with_comma(number).is_some()).then_some(whole.len())
}
