//! README's table of the link's keys is what the settings say.

#![cfg(not(target_arch = "wasm32"))]

use rangefinder::experiment::{FIELDS, Settings};

fn table() -> String {
    let rows = FIELDS.iter().map(|field| {
        let default = (field.get)(&Settings::default());
        let unit = if field.unit.is_empty() { String::new() } else { format!(" ({})", field.unit) };
        format!("| `{}` | {}{unit} | {} | `{default}` |\n", field.key, field.label, field.kind)
    });
    let head = "| Key | Setting | Takes | Default |\n| --- | --- | --- | --- |\n";
    head.to_owned() + &rows.collect::<String>()
}

#[test]
fn the_table_of_keys_is_up_to_date() {
    let readme = include_str!("../README.md");
    let rows: String = readme
        .lines()
        .skip_while(|line| !line.starts_with("| Key"))
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            // A formatter may draw the rule under the head as long as the column.
            let cells = cells.iter().map(|cell| if cell.starts_with("---") { "---" } else { cell });
            format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
        })
        .collect();
    assert_eq!(rows, table(), "README's table should be:\n{}", table());
}
