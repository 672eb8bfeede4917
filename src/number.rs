//! Numbers as texts, both ways without loss. The standard library does the same with 20 kB of tables
//! and code more (gzip), which every visitor would load.

use std::num::NonZero;

use lexical_core::write_float_options::{Options, OptionsBuilder};
use lexical_core::{FormattedSize, format::STANDARD};

/// No `.0` behind whole numbers; below 0.0001 an exponent.
const OPTIONS: Options = OptionsBuilder::new()
    .trim_floats(true)
    .negative_exponent_break(NonZero::new(-4))
    .build_strict();

/// The number that a text is, all of it. Zero has no sign: `-0` is `0`.
pub(crate) fn read(text: &str) -> Option<f64> {
    lexical_core::parse(text.as_bytes()).ok().map(|number: f64| number + 0.0)
}

/// A text, short, that reads back as this very number.
pub(crate) fn write(value: f64) -> String {
    let mut buffer = [0; f64::FORMATTED_SIZE];
    let text = lexical_core::write_with_options::<_, STANDARD>(value, &mut buffer, &OPTIONS);
    String::from_utf8_lossy(text).into_owned()
}

/// A text for a sentence: three digits.
pub(crate) fn short(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return write(value);
    }
    let exponent = libm::log10(value.abs()).floor() - 2.0;
    let digits = (value / libm::exp10(exponent)).round() as i64;
    let rounded = read(&format!("{digits}e{}", exponent as i64));
    write(rounded.unwrap_or(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_short() {
        for text in
            ["0", "-3", "0.05", "100", "0.98", "1e-10", "1e-5", "1e30", "4294967295", "0.001"]
        {
            let value = text.parse().expect("a number");
            assert_eq!((write(value).as_str(), read(text)), (text, Some(value)));
        }
        assert_eq!(read("-0").map(write).as_deref(), Some("0"));
        for (value, text) in [
            (0.012345, "0.0123"),
            (0.05, "0.05"),
            (99999.0, "100000"),
            (0.00012345, "0.000123"),
            (4.0, "4"),
            (123456.0, "123000"),
            (-1.2345e-30, "-1.23e-30"),
        ] {
            assert_eq!(short(value), text);
        }
        assert_eq!(read("1x"), None);
        assert_eq!(read(""), None);
    }
}
