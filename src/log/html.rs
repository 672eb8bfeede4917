//! Tables in HTML -> lines with cells between spaces.

use std::borrow::Cow;

/// What stands for spaces within a cell.
const SPACE: char = '_';

/// The entities of characters that tables have.
const ENTITIES: [(&str, &str); 5] =
    [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&minus;", "-"), ("&amp;", "&")];

/// The tables of an HTML text as lines like those that fastai and pandas print; none if it has no tables. Everything else is
/// left out.
pub(super) fn tables(html: &str) -> Option<String> {
    let (mut text, mut in_cell) = (String::new(), false);
    for part in html.split('<') {
        let (tag, content) = part.split_once('>').unwrap_or_default();
        let mut content = Cow::Borrowed(content);
        if content.contains('&') {
            for (entity, character) in ENTITIES {
                content = Cow::Owned(content.replace(entity, character));
            }
        }
        let tag = tag.to_ascii_lowercase();
        match tag.as_bytes() {
            [b't', b'd' | b'h'] | [b't', b'd' | b'h', b' ' | b'\n' | b'\t', ..] => in_cell = true,
            [b'/', b't', end @ (b'd' | b'h')] => {
                in_cell = false;
                if text.ends_with(SPACE) {
                    text.pop();
                }
                if text.ends_with([' ', '\n']) {
                    text.push_str(if *end == b'h' { "index" } else { "-" });
                }
                text.push(' ');
            }
            [b't', b'r', ..] | [b'/', b't', b'a', ..] => text.push('\n'),
            _ => {}
        }
        for c in content.chars().filter(|_| in_cell) {
            if !c.is_ascii_whitespace() {
                text.push(c);
            } else if !text.ends_with([' ', '\n', SPACE]) {
                text.push(SPACE);
            }
        }
    }
    text.contains(' ').then_some(text)
}
