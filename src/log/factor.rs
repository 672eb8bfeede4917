//! The factor in the name of a column, as in `lr (x1e-3)` and `lr * 1000`.

use super::names::{is_letter, is_part};
use crate::number::read;

/// The factors: `lr x10` is more often a rate that is ten times that of other parameters.
const FACTORS: [f64; 10] = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];
/// The signs before or after a factor.
const SIGNS: [char; 6] = ['x', '*', '×', '·', '(', '['];

/// The factor by which the numbers of a column are multiplied, if its name has one: a power of ten after or before a sign of
/// multiplication, or `10^-3` in brackets. As rates are small, a factor below 1 is their unit: `x1e-3` means the same as
/// `*1000`.
pub(super) fn factor(name: &str) -> Option<f64> {
    let name = plain(name);
    let mut signs = name.char_indices().filter(|(_, c)| SIGNS.contains(c));
    let number = signs.find_map(|(place, sign)| {
        let (before, after) = (&name[..place], &name[place + sign.len_utf8()..]);
        match sign {
            '(' | '[' => number(after).filter(|_| after.contains(POWER)),
            // The end of a word.
            'x' if before.ends_with(is_letter) => None,
            _ => number(after).or_else(|| number(before)),
        }
    })?;
    FACTORS.into_iter().find(|factor| number == *factor || number == 1.0 / factor)
}

/// The sign of an exponent that was written as a power.
const POWER: char = 'E';

/// A name in lower case, with `1E-3` for `10^-3`, `10**-3`, `10^{-3}` and `10⁻³`.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for c in name.chars() {
        let mut superscripts = "-0123456789".chars().zip("⁻⁰¹²³⁴⁵⁶⁷⁸⁹".chars());
        let digit = superscripts.find(|(_, other)| *other == c).map(|(digit, _)| digit);
        let is_second = c == '*' && plain.ends_with('*');
        if is_second {
            plain.pop();
        }
        if (is_second || c == '^' || digit.is_some()) && plain.ends_with("10") {
            plain.pop();
            plain.push(POWER);
        }
        if !is_second && !['^', '{', '}'].contains(&c) {
            plain.push(digit.unwrap_or(c.to_ascii_lowercase()));
        }
    }
    plain
}

/// The number with which a text begins, unless a word follows.
fn number(text: &str) -> Option<f64> {
    let text = text.trim_ascii_start();
    let is_number = |c: char| ['-', '+', '.', 'e', POWER].contains(&c) || c.is_ascii_digit();
    let (number, rest) = text.split_at(text.find(|c| !is_number(c)).unwrap_or(text.len()));
    read(number).filter(|_| !rest.trim_ascii_start().starts_with(is_part))
}
