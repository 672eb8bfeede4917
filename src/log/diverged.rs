//! Texts in place of a loss that is not finite.

use super::names::loss_rank;
use crate::text::number::Number;

/// What spreadsheets and people write in place of such a loss.
const TEXTS: [&str; 5] = ["#NUM!", "#DIV/0!", "overflow", "diverged", "divergence"];
/// The fewest stars with which Fortran writes a number that is too long for its field.
const MIN_STARS: usize = 3;

/// The number that a text means which stands in place of a loss: one that is not finite.
pub(super) fn diverged(name: &str, text: &str) -> Option<Number> {
    let stars = text.len() >= MIN_STARS && text.bytes().all(|byte| byte == b'*');
    let means = stars || TEXTS.iter().any(|other| other.eq_ignore_ascii_case(text));
    (means && loss_rank(name).is_some()).then_some(Number { value: f64::NAN })
}
