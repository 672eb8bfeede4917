//! Bytes of a file or a paste -> lines of text.

/// The characters of the bytes 0x80 to 0x9f in Windows-1252, the rest of which is Latin-1; five have none.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file: UTF-16 if it has a byte order mark, otherwise UTF-8, otherwise Windows-1252, without terminal
/// escape sequences. A carriage return or a run of backspaces, with which progress bars overwrite themselves, ends a
/// line, so that no text is lost.
pub(crate) fn decode(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    };
    clean(&text)
}

fn utf8(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|&byte| windows_1252(byte)).collect(),
    }
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().copied().map(unit);
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Removes escape sequences, and replaces every end of a line by a line feed.
fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => skip_escape(&mut chars),
            '\r' => {
                chars.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\u{8}' => {
                let mut more = 0;
                while chars.next_if_eq(&'\u{8}').is_some() {
                    more += 1;
                }
                if more == 0 && !clean.ends_with('\n') {
                    clean.pop();
                } else if more > 0 {
                    clean.push('\n');
                }
            }
            // Zeros remain of UTF-16 without a byte order mark.
            '\u{feff}' | '\u{200b}' | '\0' => {}
            // Spaces of other widths.
            '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => clean.push(' '),
            '\u{2212}' => clean.push('-'),
            _ => clean.push(c),
        }
    }
    clean
}

/// Skips what follows ESC: `[` and parameters up to a final character, `]` and a text up to BEL or ESC `\`, or one
/// character. An unfinished sequence ends with its line.
fn skip_escape(chars: &mut std::iter::Peekable<std::str::Chars>) {
    match chars.next_if(|&c| c != '\n' && c != '\r') {
        Some('[') => {
            while chars.next_if(|c| (' '..='?').contains(c)).is_some() {}
            chars.next_if(|c| ('@'..='~').contains(c));
        }
        Some(']') => {
            while let Some(c) = chars.next_if(|&c| c != '\n' && c != '\r') {
                if c == '\u{7}' || (c == '\u{1b}' && chars.next_if_eq(&'\\').is_some()) {
                    break;
                }
            }
        }
        _ => {}
    }
}
