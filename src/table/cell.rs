//! A cell in eight bytes.

use super::date::Day;

/// The value of a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    /// A finite number.
    Number(f64),
    /// An infinite number, or one whose square is infinite.
    Infinite,
    /// A date.
    Date(Day),
    /// The index of a text in its column's list.
    Text(u32),
    /// A text that is too long for the list, or exceeds its size.
    OtherText,
    /// Nothing.
    Missing,
}

/// A value as the bits of a number; other values are NaNs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell(u64);

/// The position of the tag in the bits of such NaNs: their first 16 bits, which no number has.
const TAG: u32 = 48;
const INFINITE: u64 = 0x7ff9;
const DATE: u64 = 0x7ffa;
const TEXT: u64 = 0x7ffb;
const OTHER_TEXT: u64 = 0x7ffc;
const MISSING: u64 = 0x7ffd;

impl Cell {
    pub(super) fn new(value: Value) -> Self {
        Self(match value {
            Value::Number(number) => number.to_bits(),
            Value::Infinite => INFINITE << TAG,
            Value::Date(day) => DATE << TAG | day.bits(),
            Value::Text(place) => TEXT << TAG | u64::from(place),
            Value::OtherText => OTHER_TEXT << TAG,
            Value::Missing => MISSING << TAG,
        })
    }

    /// A missing value, with the index of the text that stands for it.
    pub(super) fn missing(text: usize) -> Self {
        Self(MISSING << TAG | text as u64)
    }

    pub(super) fn value(self) -> Value {
        match self.0 >> TAG {
            INFINITE => Value::Infinite,
            DATE => Value::Date(Day::from_bits(self.0)),
            TEXT => Value::Text(self.0 as u32),
            OTHER_TEXT => Value::OtherText,
            MISSING => Value::Missing,
            _ => Value::Number(f64::from_bits(self.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cell_round_trips_every_kind_of_value() {
        let day = Day::read("29.02.2024 23:59:59").expect("a date");
        let numbers = [0.0, -1.5, f64::MAX, f64::MIN, 5e-324].map(Value::Number);
        let others = [Value::Infinite, Value::Date(day), Value::OtherText, Value::Missing];
        let texts = [0, 7, u32::MAX].map(Value::Text);
        for value in numbers.into_iter().chain(others).chain(texts) {
            assert_eq!(Cell::new(value).value(), value);
        }
    }
}
