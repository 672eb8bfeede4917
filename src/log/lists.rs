//! Lists of numbers among printed lines -> columns.

use std::collections::{BTreeMap, BTreeSet};

use super::number::Number;
use super::table::{Builder, Form, MAX_GROUPS, Table, column_name, group_name};

/// A list, its name, which may be empty, and the row of the lines in which it stands.
struct List {
    name: String,
    row: u32,
    numbers: Vec<Option<Number>>,
}

/// The lists of a text.
#[derive(Default)]
pub(super) struct Lists(Vec<List>);

impl Lists {
    pub(super) fn push(&mut self, name: String, row: u32, numbers: Vec<Option<Number>>) {
        self.0.push(List { name, row, numbers });
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Puts short lists of the same name into the rows of their lines: each has a rate for each parameter
    /// group, say. Others are columns of tables of their own; a name that comes again begins another.
    pub(super) fn finish(self, rows: &mut Builder, tables: &mut Vec<Table>) {
        // Of each name, how many lists there are and how long they are.
        let mut sizes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for List { name, numbers, .. } in &self.0 {
            let (count, longest) = sizes.entry(name.clone()).or_default();
            (*count, *longest) = (*count + 1, numbers.len().max(*longest));
        }
        let (mut lists, mut names) = (Builder::new(Form::Lists, ""), BTreeSet::new());
        let mut unnamed = 0;
        for List { name, row, numbers } in self.0 {
            let (count, longest) = sizes.get(&name).copied().unwrap_or_default();
            if longest <= MAX_GROUPS && count > longest {
                for (number, group) in numbers.iter().zip(0..) {
                    let own =
                        if name.is_empty() { column_name(group) } else { group_name(&name, group) };
                    number.into_iter().for_each(|number| rows.put_at(&own, row, *number));
                }
                continue;
            }
            if name.is_empty() {
                lists.put_list(&column_name(unnamed), &numbers);
                unnamed += 1;
                continue;
            }
            if names.contains(&name) {
                tables
                    .extend(std::mem::replace(&mut lists, Builder::new(Form::Lists, "")).finish());
                names.clear();
            }
            lists.put_list(&name, &numbers);
            names.insert(name);
        }
        tables.extend(lists.finish());
    }
}
