//! The text of a cell -> its value.

use std::borrow::Cow;

use super::date::Day;
use crate::number;
use crate::text::decode::decode;
use crate::text::number::{Number, plain as plain_number};

/// The notation of the cells of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Notation {
    /// Whether numbers have a decimal comma.
    pub(super) decimal_comma: bool,
    /// Whether missing values are declared, as in ARFF: see [`MISSING_DECLARED`].
    pub(super) declared: bool,
}

/// The value of a cell's text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Read<'a> {
    Number(f64),
    /// A number in the other notation: with a decimal comma where others have a point, or the reverse.
    OtherNotation(f64),
    /// An infinite number, or one whose square is infinite.
    Infinite,
    Date(Day),
    Text(Cow<'a, str>),
    /// A text for a missing value, by its index in [`MISSING`].
    Missing(usize),
}

/// Texts for missing values; most are those of pandas.
pub(super) const MISSING: [&str; 22] = [
    "", "-", "?", ".", "NA", "na", "N/A", "n/a", "#N/A", "#NA", "<NA>", "NaN", "nan", "NAN",
    "-NaN", "-nan", "NULL", "null", "Null", "None", "NaT", "\\N",
];
/// Texts for missing values if the columns are declared, as in ARFF and KEEL.
const MISSING_DECLARED: [&str; 3] = ["", "?", "<null>"];
const CURRENCIES: [char; 9] = ['$', '€', '£', '¥', '₹', '₽', '₩', '₺', '¢'];
/// Entities of HTML, and their characters.
const ENTITIES: [(&[u8], u8); 6] = [
    (b"&amp;", b'&'),
    (b"&lt;", b'<'),
    (b"&gt;", b'>'),
    (b"&quot;", b'"'),
    (b"&#39;", b'\''),
    (b"&nbsp;", b' '),
];
/// The largest number that counts as finite: the square of a larger one may be infinite.
const MAX_NUMBER: f64 = 1e100;
/// Powers of ten that are exact.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Reads a cell without surrounding spaces. Text is UTF-8, otherwise Windows-1252.
pub(super) fn read(cell: &[u8], notation: Notation) -> Read<'_> {
    if let Some(number) = plain(cell)
        && !(notation.decimal_comma && cell.contains(&b'.'))
    {
        return Read::Number(number);
    }
    let text = text(cell);
    if let Some(place) = missing(&text, notation) {
        return Read::Missing(place);
    }
    match number(&text, notation.decimal_comma) {
        Some(number) if number.abs() <= MAX_NUMBER => Read::Number(number + 0.0),
        Some(number) if !number.is_nan() => Read::Infinite,
        _ => match Day::read(&text) {
            Some(day) => Read::Date(day),
            None => match in_other_notation(&text, notation) {
                Some(number) => Read::OtherNotation(number + 0.0),
                None => Read::Text(text),
            },
        },
    }
}

/// The index in [`MISSING`] of a text for a missing value; its length for those that are not in it.
fn missing(text: &str, notation: Notation) -> Option<usize> {
    if notation.declared {
        return MISSING_DECLARED.contains(&text).then_some(MISSING.len());
    }
    // Several dashes are the line below the header of a Markdown table.
    let dashes = text.len() > 1 && text.bytes().all(|byte| byte == b'-');
    if dashes { Some(MISSING.len()) } else { MISSING.iter().position(|one| *one == text) }
}

fn in_other_notation(text: &str, notation: Notation) -> Option<f64> {
    // Without a comma, what is no number with points is none with points between thousands either: `10.000.001` may be
    // a version.
    let may_be = !notation.declared && (notation.decimal_comma || text.contains(','));
    let other = if may_be { number(text, !notation.decimal_comma) } else { None };
    other.filter(|number| number.abs() <= MAX_NUMBER)
}

/// The text of a cell, on one line and without surrounding spaces, and with characters for those entities of HTML that are
/// common.
pub(super) fn text(cell: &[u8]) -> Cow<'_, str> {
    match str::from_utf8(cell) {
        Ok(text) if cell.iter().all(|b| (b' '..=b'~').contains(b) && *b != b'&') => {
            Cow::Borrowed(text.trim_ascii())
        }
        _ => {
            let text = decode(&without_entities(cell));
            let mut line = String::new();
            for word in text.split_whitespace() {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
            Cow::Owned(line)
        }
    }
}

/// Whether two texts differ at most in upper and lower case. Not inlined, so that there is only one copy.
#[inline(never)]
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

fn without_entities(cell: &[u8]) -> Vec<u8> {
    let (mut decoded, mut rest) = (Vec::with_capacity(cell.len()), cell);
    while let [first, behind @ ..] = rest {
        let entity = ENTITIES.iter().find(|(name, _)| *first == b'&' && rest.starts_with(name));
        decoded.push(entity.map_or(*first, |(_, character)| *character));
        rest = entity.map_or(behind, |(name, _)| &rest[name.len()..]);
    }
    decoded
}

/// A number of digits, a point and an exponent that is exact in one division or multiplication of doubles, which nearly
/// all are (W. D. Clinger, How to read floating point numbers accurately, 1990).
#[inline(never)]
pub(super) fn plain(cell: &[u8]) -> Option<f64> {
    let (negative, unsigned) = match cell {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, cell),
    };
    let (mut mantissa, mut digits, mut decimals) = (0_u64, 0_usize, 0_usize);
    let mut after_point = false;
    for &byte in unsigned {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + u64::from(byte - b'0');
                digits += 1;
                decimals += usize::from(after_point);
            }
            b'.' if !after_point => after_point = true,
            _ => return None,
        }
        if digits > 15 {
            return None;
        }
    }
    // Fifteen digits are below 2^53.
    let number = mantissa as f64 / POWERS.get(decimals)?;
    (digits > 0).then_some(if negative { 0.0 - number } else { number })
}

/// Parses a text as a number: like [`Number`], also with currency or percent signs, with spaces or apostrophes
/// between thousands, or in brackets, which make it negative.
fn number(text: &str, decimal_comma: bool) -> Option<f64> {
    let bracketed = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let (minus, rest) = match bracketed.or_else(|| text.strip_prefix('-')) {
        Some(rest) => (true, rest.trim()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim()),
    };
    let rest = rest.trim_start_matches(CURRENCIES).trim_start();
    let (minus, rest) = match rest.strip_prefix('-') {
        Some(rest) if !minus && rest.len() + 1 < text.len() => (true, rest),
        _ => (minus, rest),
    };
    let rest = rest.trim_end_matches('%').trim_end_matches(CURRENCIES).trim_end();
    let value = match rest {
        "∞" => f64::INFINITY,
        _ if !rest
            .starts_with(|c: char| c.is_ascii_digit() || [',', '.', 'i', 'I'].contains(&c)) =>
        {
            return None;
        }
        _ => digits(&without_spaces(rest)?, decimal_comma)?,
    };
    Some(if minus { -value } else { value })
}

fn digits(text: &str, decimal_comma: bool) -> Option<f64> {
    let number = match (decimal_comma, text.contains('.')) {
        (true, true) if grouped(text, '.') => return number::read(&text.replace('.', "")),
        (true, true) if !text.contains(',') => None,
        (true, _) => Number::read_with_comma(text),
        // A comma behind the point is before the decimals.
        (false, true) if text.find('.') < text.rfind(',') => None,
        (false, _) => Number::read(text).or_else(|| plain_number(&without_lakhs(text)?)),
    };
    number.map(|number| number.value)
}

/// Removes the commas of the Indian grouping, such as `12,34,567.5`: three digits at the end, otherwise two.
fn without_lakhs(text: &str) -> Option<String> {
    let whole = text.split('.').next().unwrap_or_default();
    let (rest, last) = whole.rsplit_once(',')?;
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let mut groups = rest.split(',');
    let first = groups.next()?;
    let fits = (1..=2).contains(&first.len())
        && !first.starts_with('0')
        && last.len() == 3
        && [first, last].into_iter().all(digits)
        && groups.all(|group| group.len() == 2 && digits(group));
    fits.then(|| text.replace(',', ""))
}

/// Removes the spaces or apostrophes between thousands.
fn without_spaces(text: &str) -> Option<Cow<'_, str>> {
    let Some(separator) = text.chars().find(|c| [' ', '\'', '’'].contains(c)) else {
        return Some(Cow::Borrowed(text));
    };
    let whole = text.split(['.', ',']).next().unwrap_or_default();
    grouped(whole, separator).then(|| Cow::Owned(text.replace(separator, "")))
}

/// Whether a text is a whole number with this thousands separator.
fn grouped(text: &str, separator: char) -> bool {
    let mut groups = text.split(separator);
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    let (mut count, mut fit) = (0, (1..=3).contains(&first.len()) && digits(first));
    fit &= !first.starts_with('0');
    for group in groups {
        count += 1;
        fit &= group.len() == 3 && digits(group);
    }
    fit && count > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_parsed_in_common_notations() {
        let point = Notation::default();
        let comma = Notation { decimal_comma: true, ..point };
        for (text, notation, value) in [
            ("12.5", point, 12.5),
            ("-.5", point, -0.5),
            ("+7.", point, 7.0),
            ("1e3", point, 1000.0),
            ("1E-2", point, 0.01),
            ("0.1234567890123456789", point, 0.123_456_789_012_345_68),
            ("1,234", point, 1234.0),
            ("-1,234,567.5", point, -1_234_567.5),
            ("1,5", comma, 1.5),
            ("1.234,5", comma, 1234.5),
            ("1.234", comma, 1234.0),
            ("1 234 567,5", comma, 1_234_567.5),
            ("1'234.5", point, 1234.5),
            ("1\u{a0}234", point, 1234.0),
            ("\u{2212}3", point, -3.0),
            ("$1,234.50", point, 1234.5),
            ("-$5", point, -5.0),
            ("$-5", point, -5.0),
            ("12,50 €", comma, 12.5),
            ("(3.5)", point, -3.5),
            ("45%", point, 45.0),
            ("-4.5 %", point, -4.5),
        ] {
            assert_eq!(read(text.as_bytes(), notation), Read::Number(value), "{text}");
        }
        for (text, notation, value) in [
            ("1,23", point, 1.23),
            ("-1,5 €", point, -1.5),
            ("1.234,5", point, 1234.5),
            ("12.5", comma, 12.5),
            ("0.125", comma, 0.125),
            ("1.5e-3", comma, 0.0015),
            ("1,234.5", comma, 1234.5),
        ] {
            assert_eq!(read(text.as_bytes(), notation), Read::OtherNotation(value), "{text}");
        }
        for text in ["inf", "-Infinity", "∞", "1e999"] {
            assert_eq!(read(text.as_bytes(), point), Read::Infinite, "{text}");
        }
        for text in [
            "1.2.3",
            "1.234.567",
            "1,2,3",
            "1 23",
            "12a",
            "--1",
            "e5",
            "$",
            "%",
            "()",
            "5 pm",
            "i",
            "- 5 -",
        ] {
            assert_eq!(read(text.as_bytes(), point), Read::Text(text.into()), "{text}");
        }
    }

    #[test]
    fn parsed_numbers_are_correctly_rounded() {
        for k in 0..2000_u64 {
            let digits = k.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_string();
            for length in 1..=digits.len() {
                let text = format!("{}.{}", &digits[..length / 2], &digits[length / 2..length]);
                let expected = text.parse().expect("a number");
                assert_eq!(
                    read(text.as_bytes(), Notation::default()),
                    Read::Number(expected),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn missing_values_are_distinguished_from_text() {
        let declared = Notation { declared: true, ..Notation::default() };
        for text in ["", "NA", "N/A", "NaN", "null", "?", "-", "---"] {
            let read = read(text.as_bytes(), Notation::default());
            assert!(matches!(read, Read::Missing(_)), "{text}");
        }
        assert_eq!(read(b"None", declared), Read::Text("None".into()));
        assert_eq!(read(b"caf\xe9", declared), Read::Text("café".into()));
    }
}
