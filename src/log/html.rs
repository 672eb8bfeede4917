//! Tables in HTML -> lines with cells between spaces.

/// The tables of an HTML text as lines like those that fastai and pandas print; none if it has no tables. Everything else is
/// left out.
pub(super) fn tables(html: &str) -> Option<String> {
    let mut text = String::new();
    // The content of the cell that is open.
    let mut cell: Option<String> = None;
    for part in html.split('<') {
        let (tag, content) = part.split_once('>').unwrap_or_default();
        match tag.split_ascii_whitespace().next().unwrap_or_default() {
            "td" | "th" => cell = Some(String::new()),
            end @ ("/td" | "/th") => {
                let cell = cell.take().unwrap_or_default();
                let words: Vec<&str> = cell.split_whitespace().collect();
                text.push_str(&words.join("_"));
                if words.is_empty() {
                    text.push_str(if end == "/th" { "index" } else { "-" });
                }
                text.push(' ');
            }
            "tr" | "/table" => text.push('\n'),
            _ => {}
        }
        if let Some(cell) = &mut cell {
            cell.push_str(content);
        }
    }
    text.contains(' ').then_some(text)
}
