//! Parsing of numbers in the notations of people and programs.

use crate::number;

/// A number that was read from a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
}

impl Number {
    /// Parses a whole text as a number: also with an exponent, as `1.`, `.5`, `nan`, `-inf`, `Infinity` or `∞`, or with
    /// commas between thousands.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        if unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            if let Some(number) = plain(text) {
                return Some(number);
            }
            return if bytes.contains(&b',') { thousands(text) } else { exponent(text) };
        }
        let value = match unsigned.to_ascii_lowercase().as_str() {
            "nan" => f64::NAN,
            "inf" | "infinity" | "∞" if bytes.first() == Some(&b'-') => f64::NEG_INFINITY,
            "inf" | "infinity" | "∞" => f64::INFINITY,
            // `nan(ind)` of Windows.
            other if other.starts_with("nan(") => f64::NAN,
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
    if is_grouped(first, groups) { plain(&text.replace(',', "")) } else { None }
}

/// The letters before an exponent in Fortran and in Julia, as in `1.0D-05` and `0.5f0`.
const EXPONENTS: [char; 3] = ['D', 'd', 'f'];
/// The signs of multiplication before a power.
const TIMES: [char; 4] = ['x', '*', '×', '·'];

/// What stands before and behind the first such sign, without the text right before the sign. The search for both together
/// would be large.
#[inline(never)]
fn split<'a>(text: &'a str, before: &str, sign: u8) -> Option<(&'a str, &'a str)> {
    let at = text.bytes().position(|byte| byte == sign)?;
    Some((text[..at].strip_suffix(before)?, &text[at + 1..]))
}

/// `1.0D-05`, `0.5f0`, `10^-3` and `1x10^{-3}`; also `1.#INF`, as older versions of Windows write what is not finite.
fn exponent(text: &str) -> Option<Number> {
    if let Some((sign, name)) = split(text, "1.", b'#') {
        let value = if name.starts_with("INF") { f64::INFINITY } else { f64::NAN };
        return ["", "-"].contains(&sign).then_some(Number { value });
    }
    let (factor, exponent) = match split(text, "10", b'^') {
        Some(("", exponent)) => ("1", exponent),
        Some((factor, exponent)) => (factor.strip_suffix(TIMES)?, exponent),
        // Without a point, it is rather a word, such as a part of a checksum.
        None => text.split_once(EXPONENTS).filter(|(factor, _)| factor.contains('.'))?,
    };
    plain(&[factor, "e", exponent.trim_matches(['{', '}'])].concat())
}

/// Whether the digits of a number stand in groups of three.
pub(crate) fn is_grouped<'a>(first: &str, mut others: impl Iterator<Item = &'a str>) -> bool {
    let is_digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && is_digits(first)
        && others.all(|group| group.len() == 3 && is_digits(group))
}
