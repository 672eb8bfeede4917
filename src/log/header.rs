//! Console output with rows of numbers below a line of names, like YOLO's.

use super::suffix::read_with_suffix;
use crate::text::number::Number;

/// The fewest words of a line that may name the numbers of the lines below it.
const MIN_NAMES: usize = 3;

/// The names in the last header line.
#[derive(Default)]
pub(super) struct Header<'a>(Vec<&'a str>);

impl<'a> Header<'a> {
    /// Reads a line without named numbers: it is a header, or has the numbers below one.
    pub(super) fn line(&mut self, line: &'a str, row: &mut Vec<(String, Number)>) {
        let is_name = |token: &str| token.starts_with(|c: char| c.is_ascii_alphabetic());
        let mut tokens = line.split_whitespace();
        if line.split_whitespace().all(is_name) {
            let names: Vec<&str> = tokens.collect();
            if names.len() >= MIN_NAMES {
                self.0 = names;
            }
        } else if !self.0.is_empty() && tokens.next().and_then(number).is_some() {
            let cells = self.0.iter().zip(line.split_whitespace());
            let numbers =
                cells.filter_map(|(name, token)| Some(((*name).to_owned(), number(token)?)));
            let numbers: Vec<_> = numbers.collect();
            if 2 * numbers.len() > self.0.len() {
                row.extend(numbers);
            }
        }
    }
}

/// Parses `0.5`, `1.2G` and `640:`; of `3/10`, the 3.
fn number(token: &str) -> Option<Number> {
    let token = token.trim_end_matches(':');
    read_with_suffix(token.split_once('/').map_or(token, |(part, _)| part))
}
