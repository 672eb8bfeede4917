//! Names and numbers in the lines of a box, like that of Stable-Baselines3.

use super::names::{Role, is_letter, role};
use crate::text::number::Number;

/// What only a rule contains.
const RULES: [&str; 3] = ["--", "──", "=="];

/// Whether a line is one of a box and has a rate or a loss.
pub(super) fn is_box(line: &str) -> bool {
    entry(line).is_some_and(|(name, _)| matches!(role(name), Role::Lr | Role::Loss))
}

/// The name and the number in `| learning_rate | 0.0003 |`.
pub(super) fn entry(line: &str) -> Option<(&str, Number)> {
    let cells = line.trim().strip_prefix(['|', '│'])?.strip_suffix(['|', '│'])?;
    let (name, number) = cells.split_once(['|', '│'])?;
    let name = name.trim();
    Some((name, Number::read(number.trim())?)).filter(|_| name.starts_with(is_letter))
}

/// Whether a line without a number, such as a title, belongs to the box of the line before: it is no rule.
pub(super) fn goes_on(line: &str) -> bool {
    line.trim_start().starts_with(['|', '│']) && !RULES.iter().any(|rule| line.contains(rule))
}
