//! Quoting of arbitrary text for other languages: its content is kept, and no part of it becomes code.

use std::fmt::Write;

/// A Python string, in printable ASCII: everything else is escaped, and so are quotes and backslashes.
pub fn python(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            ' '..='~' => literal.push(c),
            // Writing to a string cannot fail.
            _ if u32::from(c) < 0x100 => _ = write!(literal, "\\x{:02x}", u32::from(c)),
            _ if u32::from(c) < 0x10000 => _ = write!(literal, "\\u{:04x}", u32::from(c)),
            _ => _ = write!(literal, "\\U{:08x}", u32::from(c)),
        }
    }
    literal.push('"');
    literal
}

/// The rest of a comment line. Characters that could end the line, hide a part of it or reorder it become question marks.
pub fn comment(text: &str) -> String {
    text.chars().map(|c| if is_invisible(c) { '?' } else { c }).collect()
}

/// A cell of a CSV file (RFC 4180). A text that a spreadsheet would read as a formula gets a leading apostrophe,
/// which makes it text. NUL and byte order marks are left out.
pub fn cell(text: &str) -> String {
    let text = text.replace(['\0', '\u{feff}'], "");
    let shown = text.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let formula = shown.starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r']);
    let text = if formula { ["'", &text].concat() } else { text };
    if text.contains(['"', ',', ';', '\n', '\r', '\t', '\u{2028}', '\u{2029}']) {
        ["\"", &text.replace('"', "\"\""), "\""].concat()
    } else {
        text
    }
}

/// A character without a width of its own, or one that ends a line in some program.
fn is_invisible(c: char) -> bool {
    let format = ['\u{61c}', '\u{feff}', '\u{2028}', '\u{2029}'];
    let ranges = ['\u{200b}'..='\u{200f}', '\u{202a}'..='\u{202e}', '\u{2060}'..='\u{206f}'];
    c.is_control() || format.contains(&c) || ranges.iter().any(|range| range.contains(&c))
}
