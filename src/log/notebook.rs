//! Jupyter notebooks -> the output of their cells.

use super::html;
use super::value::Value;

/// The output of the cells of a notebook, if the value is a notebook.
pub(super) fn printed(value: &Value) -> Option<String> {
    let Value::Map(entries) = value else { return None };
    let has = |name: &str| entries.iter().any(|(key, _)| key == name);
    let mut text = String::new();
    if !(has("cells") && has("nbformat")) {
        return None;
    }
    collect(value, &mut text);
    Some(text)
}

fn collect(value: &Value, text: &mut String) {
    match value {
        Value::Map(entries) => {
            // Its plain form may be only the name of an object.
            let html = entries.iter().find(|(key, _)| key == "text/html");
            let table = html.and_then(|(_, html)| {
                let mut lines = String::new();
                push(html, &mut lines);
                html::tables(&lines)
            });
            for (key, value) in entries {
                match key.as_str() {
                    "text/plain" if table.is_some() => {}
                    "text" | "text/plain" => {
                        push(value, text);
                        text.push('\n');
                    }
                    "source" => {}
                    _ => collect(value, text),
                }
            }
            text.extend(table);
        }
        Value::List(items) => items.iter().for_each(|item| collect(item, text)),
        _ => {}
    }
}

/// Adds a text, or the lines of one.
fn push(value: &Value, text: &mut String) {
    match value {
        Value::Text(line) => text.push_str(line),
        Value::List(lines) => lines.iter().for_each(|line| push(line, text)),
        _ => {}
    }
}
