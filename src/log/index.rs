//! Names and their indices.

use std::collections::BTreeMap;

/// Indices of names, from 0, in the order of their first occurrence.
#[derive(Default)]
pub(super) struct Index(BTreeMap<String, usize>);

impl Index {
    /// The index of a name, and whether the name is new.
    pub(super) fn place(&mut self, name: &str) -> (usize, bool) {
        if let Some(&place) = self.0.get(name) {
            return (place, false);
        }
        let place = self.0.len();
        self.0.insert(name.to_owned(), place);
        (place, true)
    }
}
