//! Values in JSON and Python notation, as `json.dumps` and `print` write them.

use super::table::is_ellipsis;
use crate::text::number::Number;

/// The largest depth of values.
const MAX_DEPTH: usize = 64;

/// The largest length of a tag, in bytes.
const MAX_TAG: usize = 256;

/// A value. `null`, `None` and booleans are `Nothing`.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Number(Number),
    Text(String),
    /// A list, a tuple or a NumPy array.
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
    Nothing,
}

impl Value {
    /// Parses the value at the start of a text. Returns it with the rest of the text, or the number of bytes read
    /// without finding one. The end of the text closes all open brackets.
    ///
    /// Single quotes, commas at the end or missing, semicolons, R's `c(1, 2)`, `NaN`, `None`, `tensor(1.2, device='cuda:0')`,
    /// `array([...])`, `np.float64(1.2)` and `OrderedDict([...])` are accepted as well.
    pub(super) fn parse(text: &str) -> Result<(Self, &str), usize> {
        let mut parser = Parser { text, at: 0 };
        match parser.value(0) {
            Some(value) => Ok((value, &text[parser.at..])),
            None => Err(parser.at),
        }
    }

    /// The value as a number, also if it is a text.
    pub(super) fn number(&self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => Number::read(text.trim()),
            _ => None,
        }
    }

    /// The numbers of a list, and whether an ellipsis stands in place of some, as in a long array of NumPy.
    pub(super) fn numbers(items: &[Self]) -> (Vec<Option<Number>>, bool) {
        let is_gap = |item: &Self| matches!(item, Self::Text(text) if is_ellipsis(text));
        (items.iter().map(Self::number).collect(), items.iter().any(is_gap))
    }
}

struct Parser<'a> {
    text: &'a str,
    /// The position in bytes.
    at: usize,
}

impl<'a> Parser<'a> {
    fn value(&mut self, depth: usize) -> Option<Value> {
        self.space();
        if depth > MAX_DEPTH {
            return None;
        }
        match self.peek()? {
            b'{' => self.map(depth),
            b'[' => self.list(b']', depth),
            b'(' => self.list(b')', depth),
            b'"' | b'\'' => self.quoted().map(Value::Text),
            b'<' => self.tag(depth),
            _ => self.word(depth),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Skips spaces and this character, if it is next. Returns whether it was.
    fn eat(&mut self, byte: u8) -> bool {
        self.space();
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Skips the closing character. Returns `true` also at the end of the text.
    fn ends(&mut self, byte: u8) -> bool {
        self.eat(byte) || self.at_end()
    }

    fn at_end(&self) -> bool {
        self.at == self.text.len()
    }

    fn map(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut entries = Vec::new();
        while !self.ends(b'}') {
            match self.entry(depth) {
                Some(entry) => entries.push(entry),
                // The text is cut off within the entry.
                None if self.at_end() => break,
                None => return None,
            }
            self.eat(b',');
        }
        Some(Value::Map(entries))
    }

    fn entry(&mut self, depth: usize) -> Option<(String, Value)> {
        let key = self.key(depth)?;
        let value = self.eat(b':').then(|| self.value(depth + 1));
        Some((key, value.flatten()?))
    }

    /// Parses a key: a text, a number, or a name without quotes.
    fn key(&mut self, depth: usize) -> Option<String> {
        let rest = self.rest();
        let name = &rest[..rest.find(|c: char| !is_name(c)).unwrap_or(rest.len())];
        if name.starts_with(|c: char| c.is_ascii_alphabetic())
            && rest[name.len()..].starts_with([':', ' '])
        {
            self.at += name.len();
            return Some(name.to_owned());
        }
        match self.value(depth + 1)? {
            Value::Text(key) => Some(key),
            Value::Number(number) => Some(crate::number::write(number.value)),
            _ => None,
        }
    }

    /// Parses a list. Commas may be missing, as in NumPy's arrays.
    fn list(&mut self, end: u8, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut values = Vec::new();
        while !self.ends(end) {
            match self.value(depth + 1) {
                Some(value) => values.push(value),
                None if self.at_end() => break,
                None => return None,
            }
            // MATLAB has semicolons between rows.
            let _ = self.eat(b',') || self.eat(b';');
        }
        Some(Value::List(values))
    }

    /// Parses a quoted text on one line. Without an end, the rest of the text is skipped.
    fn quoted(&mut self) -> Option<String> {
        let mut chars = self.rest().char_indices();
        let quote = chars.next()?.1;
        let mut text = String::new();
        while let Some((index, c)) = chars.next() {
            match c {
                '\\' => text.extend(escaped(&mut chars)),
                '\n' => return None,
                _ if c == quote => {
                    self.at += index + 1;
                    return Some(text);
                }
                _ => text.push(c),
            }
        }
        self.at = self.text.len();
        None
    }

    /// Parses a number, a named value, or a call of `tensor`, `array`, `OrderedDict`...
    fn word(&mut self, depth: usize) -> Option<Value> {
        let part = |c: char| c.is_ascii_alphanumeric() || "_.+-".contains(c);
        let rest = self.rest();
        let word = &rest[..rest.find(|c| !part(c)).unwrap_or(rest.len())];
        if depth > 0 && word.len() == rest.len() {
            // It may be cut off at the end of the text.
            self.at += word.len();
            return (!word.is_empty()).then_some(Value::Nothing);
        }
        if let Some(number) = Number::read(word) {
            self.at += word.len();
            return Some(Value::Number(number));
        }
        match word {
            "null" | "None" | "true" | "True" | "false" | "False" | "undefined" => {
                self.at += word.len();
                Some(Value::Nothing)
            }
            "..." => {
                self.at += word.len();
                Some(Value::Text(word.to_owned()))
            }
            _ if word.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                self.at += word.len();
                match self.peek()? {
                    // A vector in R.
                    b'(' if word == "c" => self.list(b')', depth),
                    b'(' => self.call(depth),
                    // Bytes and raw texts.
                    b'"' | b'\'' if word.len() == 1 => self.quoted().map(Value::Text),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Parses the arguments of a call: the first that is a value, otherwise those with a name.
    fn call(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let (mut first, mut named) = (None, Vec::new());
        while !self.ends(b')') {
            if let Some(name) = self.argument_name() {
                named.push((name, self.argument(depth)?));
            } else {
                let value = self.argument(depth)?;
                first = first.or(Some(value).filter(|value| *value != Value::Nothing));
            }
            self.eat(b',');
        }
        Some(match first {
            Some(Value::List(items)) => pairs(items),
            Some(value) => value,
            None => Value::Map(named),
        })
    }

    /// Skips `name=` or `name =`.
    fn argument_name(&mut self) -> Option<String> {
        self.space();
        let rest = self.rest();
        let (name, value) = rest.split_at(rest.find(|c: char| !is_name(c))?);
        let value = value.trim_start().strip_prefix('=').filter(|_| !name.is_empty())?;
        self.at = self.text.len() - value.len();
        Some(name.to_owned())
    }

    /// Parses a value or a name such as `torch.float32`.
    fn argument(&mut self, depth: usize) -> Option<Value> {
        let start = self.at;
        if let Some(value) = self.value(depth + 1) {
            return Some(value);
        }
        let word = self.text[start..self.at].trim();
        let named = !word.is_empty() && word.chars().all(|c| is_name(c) || c == '.');
        named.then_some(Value::Nothing)
    }

    /// `<tf.Tensor: shape=(), dtype=float32, numpy=1.2>` is parsed as its number, `<class 'list'>` as nothing.
    fn tag(&mut self, depth: usize) -> Option<Value> {
        let mut head = self.rest().as_bytes().iter().take(MAX_TAG);
        let tag = &self.rest()[..head.position(|&byte| byte == b'>')?];
        let Some(place) = tag.find("numpy=") else {
            self.at += tag.len() + 1;
            return Some(Value::Nothing);
        };
        self.at += place + "numpy=".len();
        let value = self.value(depth + 1)?;
        self.eat(b'>').then_some(value)
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The character of an escape sequence.
fn escaped(chars: &mut std::str::CharIndices) -> Option<char> {
    let (_, c) = chars.next()?;
    Some(match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'u' => {
            let code: String = chars.take(4).map(|(_, digit)| digit).collect();
            u32::from_str_radix(&code, 16).ok().and_then(char::from_u32).unwrap_or('\u{fffd}')
        }
        c => c,
    })
}

/// Converts a list of pairs of a text and a value, as `OrderedDict` prints it, to a map. Other lists stay lists.
fn pairs(items: Vec<Value>) -> Value {
    let pair = |item: &Value| match item {
        Value::List(pair) => match pair.as_slice() {
            [Value::Text(key), value] => Some((key.clone(), value.clone())),
            _ => None,
        },
        _ => None,
    };
    match items.iter().map(pair).collect::<Option<Vec<_>>>() {
        Some(entries) if !entries.is_empty() => Value::Map(entries),
        _ => Value::List(items),
    }
}
