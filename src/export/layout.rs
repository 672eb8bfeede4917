//! Wrapping of long lines of code, in the style of Python's formatters.

/// The largest length of a line.
const WIDTH: usize = 88;

/// The code with one argument per line in calls that are longer than a line.
pub(super) fn wrap(code: &str) -> String {
    code.lines().map(|line| broken(line) + "\n").collect()
}

/// A line, split if it is long and has a call with several arguments.
fn broken(line: &str) -> String {
    let call =
        if line.len() > WIDTH && !line.trim_start().starts_with('#') { call(line) } else { None };
    let Some((start, arguments, end)) = call else {
        return line.to_owned();
    };
    let indent = " ".repeat(line.len() - line.trim_start().len());
    let arguments: String = arguments
        .iter()
        .map(|argument| broken(&format!("{indent}    {},", argument.trim())) + "\n")
        .collect();
    format!("{start}\n{arguments}{indent}{end}")
}

/// The first call, or the list at the start, with several parts: the text before them, the parts, and the text after them.
fn call(line: &str) -> Option<(&str, Vec<&str>, &str)> {
    let start = line.len() - line.trim_start().len();
    let breaks = |open: usize| match &line[open..=open] {
        "[" => open == start,
        _ => line[..open].ends_with(|c: char| c.is_alphanumeric() || c == '_'),
    };
    let opens = line.match_indices(['(', '[']).map(|(open, _)| open);
    let called = opens.filter(|&open| breaks(open));
    called.filter_map(|open| arguments(line, open + 1)).find(|(_, parts, _)| parts.len() > 1)
}

/// The parts between the bracket before `open` and the one that closes it.
fn arguments(line: &str, open: usize) -> Option<(&str, Vec<&str>, &str)> {
    let (mut depth, mut start, mut parts) = (0_usize, open, Vec::new());
    for (at, c) in line[open..].char_indices().map(|(at, c)| (open + at, c)) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => {
                parts.push(&line[start..at]);
                return Some((&line[..open], parts, &line[at..]));
            }
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&line[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    None
}
