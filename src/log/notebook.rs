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
            // Beside a table, fastai has only the name of an object.
            let is_plain = |(key, value): &(String, Value)| {
                key == "text/plain" && !lines(value).trim_end().ends_with(" object>")
            };
            let plain = entries.iter().any(is_plain);
            for (key, value) in entries {
                match key.as_str() {
                    "text" | "text/plain" => {
                        text.push_str(&lines(value));
                        text.push('\n');
                    }
                    "text/html" if !plain => text.extend(html::tables(&lines(value))),
                    "source" => {}
                    _ => collect(value, text),
                }
            }
        }
        Value::List(items) => items.iter().for_each(|item| collect(item, text)),
        _ => {}
    }
}

/// A text, or the lines of one.
fn lines(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(items) => items.iter().map(lines).collect(),
        _ => String::new(),
    }
}
