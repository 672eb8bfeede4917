//! Numbers with a unit in their cells, `23.4 kmpl` and `70kg`, or with a letter for a power of ten: `€1.5M`.

use super::cell::{Cell, Value};
use super::value::{Notation, Read, read};

/// Texts as numbers with a unit.
#[derive(Clone, Debug)]
pub(super) struct Units {
    /// The unit of all numbers; empty for powers of ten.
    pub(super) unit: String,
    /// The cell of each text: a number, or one of the `others`.
    cells: Vec<Cell>,
    /// The texts without a number.
    pub(super) others: Vec<String>,
}

impl Units {
    /// Reads the different texts of a column, with a unit or with letters for powers of ten. None if neither fits, or a text
    /// has digits but is no such number.
    pub(super) fn read(texts: &[String], notation: Notation) -> Option<Self> {
        Self::with_unit(texts, notation).or_else(|| Self::with_letters(texts, notation))
    }

    /// Numbers with the unit of most of the texts. Those with another one are no numbers.
    fn with_unit(texts: &[String], notation: Notation) -> Option<Self> {
        let unit = majority(texts.iter().filter_map(|text| Some(split(text, notation)?.1)))?;
        if texts.iter().any(|text| has_digits(text) && split(text, notation).is_none()) {
            return None;
        }
        let number = |text: &str| {
            split(text, notation).filter(|(_, other)| *other == unit).map(|(number, _)| number)
        };
        Self::new(unit, texts, number)
    }

    /// Numbers with letters for powers of ten. Some have decimals or a currency: `1K` and `2M` alone may be names.
    fn with_letters(texts: &[String], notation: Notation) -> Option<Self> {
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
        let is_amount =
            |text: &String| digits(text) + 1 < text.len() && scaled(text, notation).is_some();
        let is_other = |text: &String| has_digits(text) && scaled(text, notation).is_none();
        if !texts.iter().any(is_amount) || texts.iter().any(is_other) {
            return None;
        }
        Self::new("", texts, |text| scaled(text, notation))
    }

    fn new(unit: &str, texts: &[String], number: impl Fn(&str) -> Option<f64>) -> Option<Self> {
        let (mut cells, mut others) = (Vec::with_capacity(texts.len()), Vec::new());
        for text in texts {
            cells.push(Cell::new(match number(text) {
                Some(number) => Value::Number(number),
                None => {
                    let place = u32::try_from(others.len()).ok()?;
                    others.push(text.clone());
                    Value::Text(place)
                }
            }));
        }
        Some(Self { unit: unit.to_owned(), cells, others })
    }

    /// The cell of the text with this index.
    pub(super) fn cell(&self, place: u32) -> Cell {
        self.cells.get(place as usize).copied().unwrap_or(Cell::new(Value::Missing))
    }

    /// Whether the text with this index has another unit.
    pub(super) fn is_other_unit(&self, place: u32) -> bool {
        let Value::Text(other) = self.cell(place).value() else { return false };
        self.others.get(other as usize).is_some_and(|text| has_digits(text))
    }

    /// Whether the text with this index is a number.
    pub(super) fn is_number(&self, place: u32) -> bool {
        matches!(self.cell(place).value(), Value::Number(_))
    }
}

fn has_digits(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// A number with a letter for thousands, millions or billions right behind it.
fn scaled(text: &str, notation: Notation) -> Option<f64> {
    let (last, number) = text.as_bytes().split_last()?;
    let power = match last {
        b'K' | b'k' => 1e3,
        b'M' => 1e6,
        b'B' => 1e9,
        _ => return None,
    };
    match read(number, notation) {
        Read::Number(number) => Some(number * power),
        _ => None,
    }
}

/// The only text that can be more than half of them, by Boyer and Moore's vote.
fn majority<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (mut winner, mut lead) = (None, 0_usize);
    for text in texts {
        match winner {
            Some(one) if one == text => lead += 1,
            _ if lead == 0 => (winner, lead) = (Some(text), 1),
            _ => lead -= 1,
        }
    }
    winner
}

/// The number and the unit of a text. A Latin letter right behind the number is no unit: `1A` may be a name.
fn split(text: &str, notation: Notation) -> Option<(f64, &str)> {
    let (before, unit) = text.split_at(text.find(begins_unit)?);
    let number = before.trim_ascii_end();
    let is_name = number.len() == before.len() && unit.len() == 1;
    // Zeros before other digits are those of a code; so are units of mostly digits.
    let digits = unit.bytes().filter(u8::is_ascii_digit).count();
    let is_code = matches!(number.as_bytes(), [b'0', b'0'..=b'9', ..]) || 2 * digits > unit.len();
    if is_name || is_code {
        return None;
    }
    match read(number.as_bytes(), notation) {
        Read::Number(number) => Some((number, unit)),
        _ => None,
    }
}

/// Whether a unit can begin with a character: a letter, or the sign of degrees. Punctuation, currencies and mathematical
/// signs, and digits above the line, are none.
fn begins_unit(c: char) -> bool {
    c.is_ascii_alphabetic()
        || ['°', 'µ'].contains(&c)
        || (c >= 'À' && !['×', '÷'].contains(&c) && !('\u{2000}'..='\u{2bff}').contains(&c))
}
