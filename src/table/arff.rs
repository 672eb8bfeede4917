//! The header of ARFF (Weka) and of KEEL's `.dat`: `@relation`, `@attribute`, `@data`.

use super::finding::Refusal;

/// The declarations of a header.
pub(super) struct Declared {
    pub(super) attributes: Vec<Attribute>,
    /// The name of the target, which KEEL declares.
    pub(super) output: Option<String>,
    /// The start of the rows, in bytes, and its line.
    pub(super) start: (usize, u32),
}

/// A column.
pub(super) struct Attribute {
    pub(super) name: String,
    /// Whether its texts are categories, even if they look like numbers.
    pub(super) nominal: bool,
}

/// The line before the rows.
const DATA: &[u8] = b"@data";

/// Whether a text starts with such a header, after empty lines and comments.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let lines = bytes.split(|&b| b == b'\n' || b == b'\r').map(<[u8]>::trim_ascii);
    let first = lines.into_iter().find(|line| !line.is_empty() && line[0] != b'%');
    first.is_some_and(|line| is_word(line, b"@relation") || is_word(line, b"@attribute"))
}

/// Whether the whole header is there.
pub(super) fn is_complete(bytes: &[u8]) -> bool {
    bytes.split(|&b| b == b'\n' || b == b'\r').any(|line| is_word(line.trim_ascii(), DATA))
}

/// The declarations of the header of a text, if it has one.
///
/// # Errors
///
/// The line that cannot be read.
pub(super) fn declared(bytes: &[u8]) -> Result<Option<Declared>, Refusal> {
    if !begins(bytes) {
        return Ok(None);
    }
    let (mut attributes, mut output, mut at) = (Vec::new(), None, 0);
    for (number, line) in (1..).zip(lines(bytes)) {
        at += line.len();
        let line = line.trim_ascii();
        let text = super::value::text(line);
        if is_word(line, DATA) {
            let start = (at, number + 1);
            return if attributes.is_empty() {
                Err(Refusal::Declaration(number))
            } else {
                Ok(Some(Declared { attributes, output, start }))
            };
        } else if is_word(line, b"@attribute") {
            attributes.push(attribute(&text).ok_or(Refusal::Declaration(number))?);
        } else if is_word(line, b"@outputs") || is_word(line, b"@output") {
            output = text.split_once(char::is_whitespace).map(|(_, name)| name.trim().to_owned());
        }
    }
    Err(Refusal::NoRows)
}

/// The lines of a text with their ends: a line feed, a carriage return or both.
fn lines(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let end = bytes.iter().position(|&b| b == b'\n' || b == b'\r').map(|at| at + 1);
        let both = end.is_some_and(|end| bytes[end - 1] == b'\r' && bytes.get(end) == Some(&b'\n'));
        let end = end.map_or(bytes.len(), |end| end + usize::from(both));
        let line = bytes.split_off(..end)?;
        (!line.is_empty()).then_some(line)
    })
}

/// Whether a line starts with a word, ignoring case.
fn is_word(line: &[u8], word: &[u8]) -> bool {
    line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && line.get(word.len()).is_none_or(|&b| b.is_ascii_whitespace())
}

/// `@attribute name type`, the name perhaps in quotes, the type perhaps directly behind it: `{a, b}`.
fn attribute(line: &str) -> Option<Attribute> {
    let (_, rest) = line.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| ['"', '\''].contains(c));
    let (name, kind) = match quote {
        Some(quote) => closed(&rest[1..], quote)?,
        None => {
            let end = rest.find(|c: char| c.is_whitespace() || c == '{')?;
            (rest[..end].to_owned(), &rest[end..])
        }
    };
    let kind = kind.trim_start();
    let nominal = kind.starts_with('{');
    (nominal || kind.starts_with(|c: char| c.is_ascii_alphabetic()))
        .then_some(Attribute { name, nominal })
}

/// The text up to an unescaped quote, and the rest after it.
fn closed(text: &str, quote: char) -> Option<(String, &str)> {
    let (mut name, mut escaped) = (String::new(), false);
    for (at, c) in text.char_indices() {
        match c {
            '\\' if !escaped => escaped = true,
            _ if c == quote && !escaped => return Some((name, &text[at + c.len_utf8()..])),
            _ => {
                name.push(c);
                escaped = false;
            }
        }
    }
    None
}
