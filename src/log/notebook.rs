//! Jupyter notebooks -> the output of their cells.

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
            for (key, value) in entries {
                match value {
                    Value::List(lines) if key == "text" || key == "text/plain" => {
                        lines.iter().for_each(|line| push(line, text));
                        text.push('\n');
                    }
                    _ if key == "source" => {}
                    _ => collect(value, text),
                }
            }
        }
        Value::List(items) => items.iter().for_each(|item| collect(item, text)),
        _ => {}
    }
}

fn push(line: &Value, text: &mut String) {
    if let Value::Text(line) = line {
        text.push_str(line);
    }
}
