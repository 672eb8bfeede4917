//! Conversion between numbers and text, without loss in both directions. The standard library's takes 20 kB (gzip)
//! more of tables and code, which every visitor would load.

use std::num::NonZero;

use lexical_core::write_float_options::{Options, OptionsBuilder};
use lexical_core::{FormattedSize, format::STANDARD};

/// No `.0` after whole numbers; an exponent below 0.0001.
const OPTIONS: Options = OptionsBuilder::new()
    .trim_floats(true)
    .negative_exponent_break(NonZero::new(-4))
    .build_strict();

/// Parses a whole text as a number.
#[inline(never)]
pub(crate) fn read(text: &str) -> Option<f64> {
    lexical_core::parse(text.as_bytes()).ok().map(|number: f64| number + 0.0)
}

/// A short text that parses to exactly this number.
#[inline(never)]
pub(crate) fn write(value: f64) -> String {
    let mut buffer = [0; f64::FORMATTED_SIZE];
    let text = lexical_core::write_with_options::<_, STANDARD>(value, &mut buffer, &OPTIONS);
    String::from_utf8_lossy(text).into_owned()
}

/// A loss smaller than this is a rounding error of single precision, and is shown as zero.
const ROUNDING_ERROR: f64 = f32::EPSILON as f64;

/// A number for a sentence: two significant digits, with an exponent below 0.001 and from 100,000 on.
pub fn short(value: f64) -> String {
    rounded(value, 0.001)
}

/// Like [`short`] for a loss or a difference of losses: zero if it is a rounding error, and with an exponent only below 0.0001.
pub(crate) fn short_loss(value: f64) -> String {
    rounded(if value.abs() < ROUNDING_ERROR { 0.0 } else { value }, 0.0001)
}

/// Two significant digits, with an exponent below `least` and from 100,000 on.
#[inline(never)]
fn rounded(value: f64, least: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return write(value);
    }
    let mut power = libm::floor(libm::log10(value.abs()));
    let mut digits = libm::round(value / libm::pow(10.0, power - 1.0)) / 10.0;
    if digits.abs() >= 10.0 {
        (digits, power) = (digits / 10.0, power + 1.0);
    }
    let text = [write(digits), "e".to_owned(), write(power)].concat();
    match read(&text) {
        // The number nearest to these digits is written with exactly these digits.
        Some(plain) if (least..1e5).contains(&plain.abs()) => write(plain),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_rounds_to_two_significant_digits_and_never_panics() {
        // The last column is for the page's number format: see tests/page/words.spec.js.
        for line in include_str!("../tests/common/numbers.txt").lines() {
            let columns: Vec<&str> = line.split(' ').collect();
            assert_eq!(short(columns[0].parse().expect("a number")), columns[1], "{line}");
        }
        // It does not panic for any value.
        for value in [f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::INFINITY, f64::NAN, -0.123] {
            assert!(!short(value).is_empty());
        }
    }

    #[test]
    fn numbers_round_trip_through_their_shortest_text() {
        for text in
            ["0", "-3", "0.05", "100", "0.98", "1e-10", "1e-5", "1e30", "4294967295", "0.001"]
        {
            let value = text.parse().expect("a number");
            assert_eq!((write(value).as_str(), read(text)), (text, Some(value)));
        }
        assert_eq!(read("-0").map(write).as_deref(), Some("0"));
        assert_eq!(read("1x"), None);
        assert_eq!(read(""), None);
    }
}
