//! Lines of console output -> tables.

use std::borrow::Cow;

use super::boxes;
use super::comma::with_points;
use super::formula::{self, Formula};
use super::gather::{flatten, gather, is_row};
use super::header::Header;
use super::lists::Lists;
use super::names::{loss_rank, lr_rank};
use super::table::{Builder, Form, Table, is_ellipsis};
use super::value::Value;
use super::words::Words;
use crate::text::number::Number;

/// The tables of a text: numbers in lines, named by the words next to them, and values in JSON or Python notation.
pub(super) fn tables(text: &str) -> Vec<Table> {
    let text = &with_half_width(text);
    let text = &with_points(text);
    let mut scanner = Scanner {
        text,
        at: 0,
        tried: 0,
        bracket: false,
        boxed: false,
        setting: "",
        words: Words::default(),
        header: Header::default(),
        row: Vec::new(),
        last: Vec::new(),
        rows: Builder::new(Form::Console, ""),
        epochs: 0,
        updates: Builder::new(Form::Console, ""),
        lists: Lists::default(),
        formula: None,
        before: "",
        tables: Vec::new(),
    };
    while scanner.at < text.len() {
        scanner.line();
    }
    let Scanner { mut rows, updates, epochs, lists, formula, mut tables, .. } = scanner;
    lists.finish(&mut rows, &mut tables);
    let (count, mut rows, updates) = (updates.len(), rows.finish(), updates.finish());
    let losses = rows.as_ref().map_or(0, losses);
    if losses > 1 || updates.is_none() {
        if let Some(table) = rows.as_mut().filter(|_| epochs > 0 && losses <= 2 * epochs) {
            table.form = Form::KerasEpochs(count);
        }
        tables.extend(rows);
    } else {
        // In a single epoch, the states of its bar are all there is; the last one has the loss at the end again.
        tables.extend(rows.filter(|_| losses == 0));
        tables.extend(updates);
    }
    tables.extend(formula.and_then(|formula| computed(formula, &tables)));
    tables
}

/// The rates of a formula, if each table of losses has as many and the log has no others.
fn computed(formula: Formula, tables: &[Table]) -> Option<Table> {
    let counts = || tables.iter().map(losses);
    let mut columns = tables.iter().flat_map(|table| &table.columns);
    if columns.any(|column| lr_rank(&column.name).is_some()) {
        return None;
    }
    if counts().max() != Some(formula.count) || counts().any(|n| n > 0 && n < formula.count) {
        return None;
    }
    let mut table = Builder::new(Form::Lists, "");
    for row in 0..formula.count {
        table.row();
        table.put(formula::IN_CODE, Number { value: formula.rate(row) });
    }
    table.finish()
}

/// A text with the half-width forms of full-width characters, as in `学习率：1e-3，损失：0.5`.
fn with_half_width(text: &str) -> Cow<'_, str> {
    const FULL_WIDTH: std::ops::RangeInclusive<char> = '！'..='～';
    const COMMA: char = '、';
    if !text.contains(|c| c == COMMA || FULL_WIDTH.contains(&c)) {
        return Cow::Borrowed(text);
    }
    let half_width = |c| match c {
        COMMA => ',',
        // They have the order of the half-width ones, which begin at `!`.
        '！'..='～' => char::from_u32(c as u32 - '！' as u32 + '!' as u32).unwrap_or(c),
        _ => c,
    };
    Cow::Owned(text.chars().map(half_width).collect())
}

/// Whether two lines have numbers and are the same without them.
fn differ_in_numbers(one: &str, other: &str) -> bool {
    let has_digits = |line: &str| line.bytes().any(|byte| byte.is_ascii_digit());
    has_digits(one) && has_digits(other) && without_numbers(one).eq(without_numbers(other))
}

fn without_numbers(line: &str) -> impl Iterator<Item = u8> + '_ {
    line.bytes().filter(|byte| !(byte.is_ascii_digit() || b" .eE+-".contains(byte)))
}

/// The largest number of losses in a column. Shared by all callers.
#[inline(never)]
fn losses(table: &Table) -> usize {
    let losses = table.columns.iter().filter(|column| loss_rank(&column.name).is_some());
    losses.map(|column| column.cells.len()).max().unwrap_or_default()
}

/// Scans a text line by line.
struct Scanner<'a> {
    text: &'a str,
    /// The position in bytes.
    at: usize,
    /// The position up to which no value was found.
    tried: usize,
    /// Whether the previous character opened a bracket.
    bracket: bool,
    /// Whether the last line was one of a box, whose lines are one row.
    boxed: bool,
    /// The name of the setting whose value stands below it.
    setting: &'a str,
    words: Words<'a>,
    header: Header<'a>,
    /// The numbers of the current line so far, and those of the last line.
    row: Vec<(String, Number)>,
    last: Vec<(String, Number)>,
    rows: Builder,
    /// The number of finished progress bars of Keras.
    epochs: usize,
    /// The rows of unfinished ones, which have averages of a part of the epoch.
    updates: Builder,
    lists: Lists,
    /// The formula of the rates.
    formula: Option<Formula>,
    /// The line before.
    before: &'a str,
    tables: Vec<Table>,
}

impl<'a> Scanner<'a> {
    /// Reads a line, or several if a value spans them.
    fn line(&mut self) {
        let line = self.rest().split('\n').next().unwrap_or_default();
        let lists = self.lists.len();
        let boxed = boxes::entry(line);
        if let Some((name, number)) = boxed {
            self.row.push((name.to_owned(), number));
            self.at += line.len();
        }
        while let Some(c) = self.rest().chars().next().filter(|&c| c != '\n') {
            self.token(c);
        }
        self.words.separate(&mut self.row);
        self.words = Words::default();
        self.name_value(line);
        if self.row.is_empty() {
            self.header.line(line, &mut self.row);
        }
        // A redrawn bar repeats its numbers.
        let again = is_bar(line) && self.row == self.last;
        let empty = self.row.is_empty() && self.lists.len() == lists;
        if is_ellipsis(line.trim_ascii()) {
            let next = self.rest().split('\n').nth(1).unwrap_or_default();
            if differ_in_numbers(self.before, next) {
                self.rows.gap();
            }
        }
        self.before = line;
        let keras = keras_bar(line);
        self.epochs += usize::from(keras == Some(Bar::Finished));
        if !(empty || again) {
            let rows = match keras {
                Some(Bar::Unfinished) => &mut self.updates,
                _ => &mut self.rows,
            };
            if boxed.is_none() || !self.boxed {
                rows.row();
            }
            for (name, number) in &self.row {
                // A name that the box already has begins another one.
                if !rows.put(name, *number) && boxed.is_some() {
                    rows.row();
                    rows.put(name, *number);
                }
            }
            std::mem::swap(&mut self.last, &mut self.row);
        }
        self.row.clear();
        self.boxed = boxed.is_some() || (self.boxed && boxes::goes_on(line));
        self.at += 1;
    }

    /// Names the value of a setting that has a line of its own, as in the configuration of a run of Weights & Biases.
    fn name_value(&mut self, line: &'a str) {
        if !line.starts_with(' ') {
            self.setting = line.strip_suffix(':').unwrap_or_default();
        } else if let ([(name, _)], false) = (&mut self.row[..], self.setting.is_empty())
            && name == "value"
        {
            self.setting.clone_into(name);
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Reads the token that begins with this character.
    fn token(&mut self, c: char) {
        let rest = self.rest();
        let bracket = self.bracket;
        self.bracket = c == '[' || (bracket && c.is_whitespace());
        if c.is_whitespace() {
            self.at += c.len_utf8();
            if c == '\t' {
                self.words.separate(&mut self.row);
            }
        } else if rest.starts_with("<-") {
            // R assigns with an arrow.
            self.at += "<-".len();
            self.words.close();
        } else if "{[(".contains(c) && self.value() {
            // The value was consumed.
        } else if is_mark(c) {
            self.at += c.len_utf8();
            self.mark(c);
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || is_mark(c)).unwrap_or(rest.len());
            let end = power(rest, end);
            // `tensor(1.2, device='cuda:0')`.
            let call =
                rest[end..].starts_with('(') && rest.starts_with(|c: char| c.is_ascii_alphabetic());
            if call && formula::is_formula(&rest[..end]) {
                self.formula(end);
            } else if !(call && self.value()) {
                let end = grouped(rest, end);
                self.at += end;
                match &rest[..end] {
                    "-" | "–" | "—" => self.words.separate(&mut self.row),
                    token if bracket && rest[end..].trim_start().starts_with([']', '(']) => {
                        self.words.bracket(token, &mut self.row);
                    }
                    token => self.words.token(token, &mut self.row),
                }
            }
        }
    }

    /// Whether a comment has begun in this line.
    fn in_comment(&self) -> bool {
        self.text[..self.at]
            .bytes()
            .rev()
            .take_while(|byte| *byte != b'\n')
            .any(|byte| byte == b'#')
    }

    /// Reads the call of a function whose name ends here. The rates are those of a formula if it stands behind their name, and
    /// no calculation follows.
    fn formula(&mut self, end: usize) {
        let rest = self.rest();
        let bytes = &rest.as_bytes()[end..];
        let length = bytes.iter().position(|byte| b")\n".contains(byte)).unwrap_or(bytes.len());
        self.at += end + length;
        // A number in front of it is a factor or a base.
        self.row.clear();
        let named = self.words.take_name().is_some_and(|name| lr_rank(&name).is_some());
        let next = bytes[length..].iter().skip(1).find(|byte| **byte != b' ');
        let changed = next.is_some_and(|byte| b"*/+-[)".contains(byte));
        let formula = Formula::new(&rest[..end], &rest[end + 1..end + length]);
        if let Some(mut formula) = formula.filter(|_| named && !changed && !self.in_comment()) {
            // It is unknown which of several holds.
            if self.formula.is_some_and(|known| known != formula) {
                formula.count = 0;
            }
            self.formula = Some(formula);
        }
    }

    fn mark(&mut self, mark: char) {
        match mark {
            ',' | ';' | '|' | '│' => self.words.separate(&mut self.row),
            '=' => self.words.close(),
            ']' | '}' => self.words.forget(),
            _ => {}
        }
    }

    /// Reads a value in the notation of JSON or of Python, if there is one.
    fn value(&mut self) -> bool {
        if self.at < self.tried {
            return false;
        }
        let rest = self.rest();
        let (value, after) = match Value::parse(rest) {
            Ok(found) => found,
            Err(read) => {
                self.tried = self.at + read.max(1);
                return false;
            }
        };
        let end = self.at + rest.len() - after.len();
        if value == Value::Map(Vec::new()) {
            // Words, as in `lr(LinearWarmup): 0.1`.
            self.tried = end;
            return false;
        }
        self.at = end;
        self.take(&value);
        true
    }

    fn take(&mut self, value: &Value) {
        match value {
            Value::List(items)
                if items.iter().all(|item| !matches!(item, Value::List(_) | Value::Map(_))) =>
            {
                let mut numbers = items.iter().filter_map(Value::number);
                match (numbers.next(), items.len()) {
                    (Some(number), 1) => self.words.only(number, &mut self.row),
                    (Some(_), _) => {
                        let name = self.words.take_name().unwrap_or_default();
                        self.lists.push(name, self.rows.len(), items);
                    }
                    (None, _) => {}
                }
            }
            Value::Map(entries) if is_row(value) => {
                flatten(entries, &mut self.row);
                self.words.forget();
            }
            Value::List(_) | Value::Map(_) => {
                let name = self.words.take_name().unwrap_or_default();
                gather(value, &name, &mut self.tables);
            }
            _ => {
                if let Some(number) = value.number() {
                    self.words.number(number, &mut self.row);
                }
            }
        }
    }
}

/// Whether a character ends a token.
fn is_mark(c: char) -> bool {
    ",;|│{}[]()<>=\"'".contains(c)
}

/// The end of a token, including braces around an exponent, as in `10^{-3}`.
fn power(rest: &str, end: usize) -> usize {
    let braced = rest[..end].ends_with("10^") && rest[end..].starts_with('{');
    let line = || rest[end..].split('\n').next();
    let length = if braced { line().and_then(|line| line.find('}')) } else { None };
    length.map_or(end, |length| end + length + 1)
}

/// The end of a token, including commas between thousands, as in `1,234,567`.
fn grouped(rest: &str, end: usize) -> usize {
    let is_group = |group: &[u8]| group.iter().all(u8::is_ascii_digit);
    let bytes = rest.as_bytes();
    if end > 3 || !is_group(&bytes[..end]) || bytes[0] == b'0' {
        return end;
    }
    let mut end = end;
    while let Some([b',', group @ ..]) = bytes.get(end..end + 4)
        && is_group(group)
        && !bytes.get(end + 4).is_some_and(u8::is_ascii_digit)
    {
        end += 4;
    }
    end
}

/// Whether a line is a progress bar of `tqdm`.
fn is_bar(line: &str) -> bool {
    ["%|", "it/s", "s/it"].iter().any(|part| line.contains(part))
}

/// A bar of Keras.
#[derive(Clone, Copy, PartialEq)]
enum Bar {
    Unfinished,
    Finished,
}

/// Recognizes a line as a progress bar of Keras, such as `12/48 [==>...] - loss: 0.9`. After the last batch, and before the
/// end of the epoch, it says `ETA: 0s`.
fn keras_bar(line: &str) -> Option<Bar> {
    let (done, rest) = line.trim_start().split_once('/')?;
    let (all, rest) = rest.split_once(' ')?;
    let (done, all): (u64, u64) = (done.parse().ok()?, all.parse().ok()?);
    let rest = rest.trim_start();
    // Keras without a bar prints `48/48 - 1s`, only when an epoch ends; others print `12/48 - loss: 0.9`.
    let time = |text: &str| text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let bar = rest.starts_with(['[', '━']) || rest.strip_prefix('-').is_some_and(time);
    let unfinished = done < all || rest.contains("ETA");
    bar.then_some(if unfinished { Bar::Unfinished } else { Bar::Finished })
}
