//! Lists of numbers in console output -> columns.

use super::index::Index;
use super::table::{Builder, Form, MAX_GROUPS, Table, column_name, group_name};
use super::value::Value;
use crate::text::number::Number;

/// A list, its name, which may be empty, and the row of its line.
struct List {
    name: String,
    row: u32,
    numbers: Vec<Option<Number>>,
    /// Whether an ellipsis stands in place of some numbers.
    gap: bool,
}

/// The lists of a text.
#[derive(Default)]
pub(super) struct Lists(Vec<List>);

impl Lists {
    pub(super) fn push(&mut self, name: String, row: u32, items: &[Value]) {
        let (numbers, gap) = Value::numbers(items);
        self.0.push(List { name, row, numbers, gap });
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds short lists of the same name to the rows of their lines; such lists may have a rate for each parameter
    /// group. Other lists become columns of separate tables; a repeated name begins another table.
    pub(super) fn finish(self, rows: &mut Builder, tables: &mut Vec<Table>) {
        let mut index = Index::default();
        // The number and the length of the lists of each name.
        let mut sizes: Vec<(usize, usize)> = Vec::new();
        for List { name, numbers, .. } in &self.0 {
            let place = index.place(name).0;
            sizes.resize(sizes.len().max(place + 1), (0, 0));
            let (count, longest) = &mut sizes[place];
            (*count, *longest) = (*count + 1, numbers.len().max(*longest));
        }
        let (mut lists, mut names, mut unnamed) =
            (Builder::new(Form::Lists, ""), Index::default(), 0);
        for List { name, row, numbers, gap } in self.0 {
            let (count, longest) = sizes[index.place(&name).0];
            if longest <= MAX_GROUPS && count > longest {
                for (group, number) in numbers.iter().enumerate() {
                    let own =
                        if name.is_empty() { column_name(group) } else { group_name(&name, group) };
                    if let Some(number) = number {
                        rows.put_at(&own, row, *number);
                    }
                }
            } else if name.is_empty() {
                lists.put_list(&column_name(unnamed), &numbers, gap);
                unnamed += 1;
            } else {
                if !names.place(&name).1 {
                    tables.extend(
                        std::mem::replace(&mut lists, Builder::new(Form::Lists, "")).finish(),
                    );
                    names = Index::default();
                    names.place(&name);
                }
                lists.put_list(&name, &numbers, gap);
            }
        }
        tables.extend(lists.finish());
    }
}
