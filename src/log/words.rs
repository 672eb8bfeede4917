//! Names of numbers in console output, from the words next to them.

use super::diverged::diverged;
use super::names::{OF_GROUP, Role, is_letter, lr_rank, role, step_rank};
use super::suffix::read_with_suffix;
use crate::text::number::Number;

/// The largest number of words of a name: those next to its number.
const MAX_NAME: usize = 4;
/// The largest number of words that are kept: those of `Training loss for one batch at step`.
const MAX_WORDS: usize = 7;
/// Words without a meaning at the end of a name.
const FILLERS: [&str; 8] = ["to", "is", "was", "of", "at", "for", "by", "now"];
/// Words between a name and its number that mean the same as an equals sign.
const EQUALS: [&str; 4] = ["to", "is", "was", "now"];
/// Words between a name and a counter, as in `loss after epoch 3`.
const BEFORE_COUNTER: [&str; 11] =
    ["of", "at", "for", "by", "after", "over", "in", "on", "per", "the", "last"];
/// The words for rows of data.
const ROWS: [&str; 6] = ["sample", "samples", "example", "examples", "image", "images"];

/// The endings of the names of source files.
const SOURCES: [&str; 7] = ["py", "cc", "cpp", "go", "lua", "rs", "jl"];

/// The name of a count without a name.
const COUNT: &str = "index";

/// The words and numbers of a line since the last separator.
#[derive(Default)]
pub(super) struct Words<'a> {
    /// The words that may name the next number.
    words: Vec<&'a str>,
    /// Whether a colon or an equals sign followed them.
    closed: bool,
    /// The number of numbers, and the first one if it has no name.
    numbers: usize,
    unnamed: Option<Number>,
    /// Whether the next number is the whole of a part, as in `12/ 48`.
    whole: bool,
    /// Whether the place of a message in a program was read.
    placed: bool,
    /// The name in which a counter was read, if its own number may follow.
    counted: Option<Counted>,
}

/// A name in which a counter stands, as in `loss after epoch 3: 0.5`.
struct Counted {
    name: String,
    /// The place of the counter in the row.
    place: usize,
    /// The name of the counter; none if it is of no use.
    counter: Option<String>,
}

impl<'a> Words<'a> {
    /// Reads a token without spaces, as `loss`, `loss:`, `loss:2.3`, `2.3`, `12/48`, `10:30:05`; puts a number
    /// with a name into the row.
    pub(super) fn token(&mut self, token: &'a str, row: &mut Vec<(String, Number)>) {
        let text = token.trim_end_matches(':');
        if let Some(number) = number(text).or_else(|| self.diverged(text)) {
            self.number(number, row);
        } else if let Some((name, number)) = text.rsplit_once(':').and_then(named_number) {
            if is_source(name) {
                self.place();
            } else {
                self.word(name);
                self.close();
                self.number(number, row);
            }
        } else if let Some(part) = part(text) {
            self.number(part, row);
            self.whole = text.ends_with('/');
        } else if text.starts_with(|c: char| is_letter(c) || c == '_') {
            self.word(text.trim_end_matches(['.', '!', '?']));
        } else if !text.is_empty() {
            self.forget();
            // An option, such as `--lr`.
            let option = text.strip_prefix("--").filter(|name| name.starts_with(is_letter));
            self.words.extend(option);
        }
        if text.len() < token.len() {
            self.close();
        }
    }

    /// Reads the content of brackets: a part of a whole counts batches, as in `Epoch [1][50/7330]`.
    pub(super) fn bracket(&mut self, token: &'a str, row: &mut Vec<(String, Number)>) {
        let unnamed = self.words.is_empty();
        self.token(token, row);
        let count = part(token).filter(|_| unnamed && row.iter().all(|(name, _)| name != COUNT));
        row.extend(count.map(|count| (COUNT.to_owned(), count)));
    }

    /// Adds a number to the row, named by the words before it. In `loss after epoch 3: 0.5`, 3 is a counter.
    pub(super) fn number(&mut self, number: Number, row: &mut Vec<(String, Number)>) {
        if std::mem::take(&mut self.whole) && self.words.is_empty() {
            return;
        }
        if self.numbers == 0 && self.words.is_empty() {
            self.unnamed = Some(number);
        }
        self.numbers += 1;
        let Some(counted) = self.counted.take() else {
            self.counted = self.counted(number, row.len());
            row.extend(self.take_name().map(|name| (name, number)));
            return;
        };
        if self.closed || self.words.iter().any(|word| EQUALS.contains(word)) {
            match (counted.counter, row.get_mut(counted.place)) {
                (Some(counter), Some((name, _))) => *name = counter,
                (None, Some(_)) => drop(row.remove(counted.place)),
                (_, None) => {}
            }
            row.push((counted.name, number));
        } else {
            let other = self.words.iter().rfind(|word| is_count(word));
            row.extend(other.map(|name| ((*name).to_owned(), number)));
            self.counted = Some(counted);
        }
        self.forget();
    }

    /// Adds the number of a list of one, which is an index if another number follows, as in `loss[3] = 0.5`, or if it
    /// has no name behind one that has, as in `epoch: 1] [3] loss=0.5` and `writer.py:48] [3] loss=0.5`.
    pub(super) fn only(&mut self, number: Number, row: &mut Vec<(String, Number)>) {
        if self.words.is_empty() && (self.placed || !row.is_empty()) {
            row.push((COUNT.to_owned(), number));
        }
        let (name, place) = (self.words.join(" "), row.len());
        let indexed = !self.closed && is_rate_or_loss(&name);
        self.number(number, row);
        if indexed {
            self.counted = Some(Counted { name, place, counter: Some(COUNT.to_owned()) });
        }
    }

    /// The number that a text means which stands behind a loss and a colon or an equals sign.
    fn diverged(&self, text: &str) -> Option<Number> {
        if self.closed { diverged(&self.words.join(" "), text) } else { None }
    }

    /// The name in which the next number is a counter, if it may be one.
    fn counted(&self, number: Number, place: usize) -> Option<Counted> {
        let words = self.words.as_slice();
        let inner = match words.iter().rposition(|word| BEFORE_COUNTER.contains(word)) {
            _ if self.closed => return None,
            Some(before) => before + 1,
            None => words.len().checked_sub(1)?,
        };
        let end = words[..inner].iter().rposition(|word| !BEFORE_COUNTER.contains(word))? + 1;
        let (mut name, counter) = (words[..end].join(" "), words[inner..].join(" "));
        let is_counter = match counter.as_str() {
            "" => number.value.fract() == 0.0,
            "group" => true,
            _ => is_count(&counter) || (end < inner && lr_rank(&counter).is_some()),
        };
        if !is_counter || !is_rate_or_loss(&name) {
            return None;
        }
        if counter == "group" {
            name = [&name, OF_GROUP, &crate::number::write(number.value)].concat();
        }
        let counter = Some(counter).filter(|counter| !["", "group"].contains(&counter.as_str()));
        Some(Counted { name, place, counter })
    }

    /// Takes the words as a name, if there are any. The next number needs other words.
    pub(super) fn take_name(&mut self) -> Option<String> {
        let first = self.words.len().saturating_sub(MAX_NAME);
        let words = &self.words[first..];
        let end = words.iter().rposition(|word| !FILLERS.contains(word)).map_or(0, |last| last + 1);
        let name = words[..end].join(" ");
        self.forget();
        (!name.is_empty()).then_some(name)
    }

    /// Ends a group. The words after its only number name it, as in `0.5 avg loss`. A number may still follow a counter,
    /// as in `loss at epoch 3, step 5: 0.5`.
    pub(super) fn separate(&mut self, row: &mut Vec<(String, Number)>) {
        if let (1, Some(number), false) = (self.numbers, self.unnamed, self.closed) {
            row.extend(self.take_name().map(|name| (name, number)));
        }
        let counted = self.counted.take().filter(|counted| counted.counter.is_some());
        *self = Self { counted, ..Self::default() };
    }

    /// Skips the place of a message in a program, as in `train_loss.py:52`: the number is that of a line.
    fn place(&mut self) {
        self.placed = true;
        self.numbers += 1;
        self.forget();
    }

    /// Ends a name: the next word begins another.
    pub(super) fn close(&mut self) {
        self.closed = true;
    }

    /// Discards the words.
    pub(super) fn forget(&mut self) {
        self.words.clear();
        self.closed = false;
    }

    fn word(&mut self, word: &'a str) {
        if self.closed {
            self.forget();
        }
        self.counted.take_if(|_| {
            !(EQUALS.contains(&word) || BEFORE_COUNTER.contains(&word) || is_count(word))
        });
        if self.words.len() == MAX_WORDS {
            self.words.remove(0);
        }
        self.words.push(word);
    }
}

/// Whether a name means a count of steps or epochs, or of rows.
fn is_count(name: &str) -> bool {
    step_rank(name).is_some() || ROWS.contains(&name)
}

fn is_rate_or_loss(name: &str) -> bool {
    matches!(role(name), Role::Lr | Role::Loss | Role::ValidationLoss)
}

/// Marks before and after a number.
const BEFORE: [char; 6] = ['~', '≈', '↓', '↑', '→', '$'];
const AFTER: [char; 10] = ['.', '…', '。', '!', '%', '*', '→', '↓', '↑', '$'];

/// Parses a number, which may end with a letter for a power of ten and stand between marks, as in `≈0.5`, `0.5...`,
/// `0.5*` and `0.5±0.02`.
fn number(text: &str) -> Option<Number> {
    let bare = || {
        let value = text.split_once('±').map_or(text, |(value, _)| value);
        Number::read(value.trim_start_matches(BEFORE).trim_end_matches(AFTER))
    };
    read_with_suffix(text).or_else(bare)
}

/// Whether a name is that of a source file.
fn is_source(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| SOURCES.contains(&ending))
}

/// Parses the part of a whole, as in `12/48` or, before its whole, `12/`.
fn part(text: &str) -> Option<Number> {
    let (part, whole) = text.split_once('/')?;
    let is_part = whole.is_empty() || number(whole).is_some();
    if is_part { number(part) } else { None }
}

fn named_number<'a>((name, text): (&'a str, &str)) -> Option<(&'a str, Number)> {
    let number = number(text)?;
    name.starts_with(|c: char| is_letter(c) || c == '_').then_some((name, number))
}
