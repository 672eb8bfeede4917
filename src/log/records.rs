//! Records of a program's output, as containers keep them -> the output.

use super::value::Value;

/// The keys of a line of output: Docker's, and those of structured logs.
const KEYS: [&str; 3] = ["log", "message", "msg"];

/// The lines in records such as `{"log": "step 1 loss 2.3\n", "stream": "stdout"}`, if each value is such a record.
pub(super) fn lines(values: &[Value]) -> Option<String> {
    let mut lines = String::new();
    for value in values {
        let Value::Map(entries) = value else { return None };
        let line = entries.iter().find_map(|(key, value)| match value {
            Value::Text(line) if KEYS.contains(&key.as_str()) => Some(line),
            _ => None,
        })?;
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    Some(lines)
}
