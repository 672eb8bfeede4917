//! Parsing of numbers in the notations of people and programs.

use crate::number;

/// A number that was read from a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
}

impl Number {
    /// Parses a whole text as a number: also with an exponent, as `1.`, `.5`, `nan`, `-inf` or `Infinity`, or with
    /// commas between thousands.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        if unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            if let Some(number) = plain(text) {
                return Some(number);
            }
            return if bytes.contains(&b',') { thousands(text) } else { None };
        }
        let value = match unsigned.to_ascii_lowercase().as_str() {
            "nan" => f64::NAN,
            "inf" | "infinity" if bytes.first() == Some(&b'-') => f64::NEG_INFINITY,
            "inf" | "infinity" => f64::INFINITY,
            _ => return None,
        };
        Some(Self { value })
    }

    /// Parses a whole text with a decimal comma, and optional full stops between thousands.
    pub(crate) fn read_with_comma(text: &str) -> Option<Self> {
        match text.split_once(',') {
            None => Self::read(text),
            Some((whole, rest)) if !rest.contains(['.', ',']) => {
                plain(&[&whole.replace('.', ""), ".", rest].concat())
            }
            Some(_) => None,
        }
    }
}

/// Parses digits, a point and an exponent.
pub(crate) fn plain(text: &str) -> Option<Number> {
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    Some(Number { value: number::read(unsigned)? })
}

/// `1,234.5` and `1,234,567`.
fn thousands(text: &str) -> Option<Number> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let whole = unsigned.split(['.', 'e', 'E']).next()?;
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()));
    if grouped { plain(&text.replace(',', "")) } else { None }
}
