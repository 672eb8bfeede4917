//! Names and their places.

use std::collections::BTreeMap;

/// Numbers names from 0 in the order in which they come.
#[derive(Default)]
pub(super) struct Index(BTreeMap<String, usize>);

impl Index {
    /// The place of a name, and whether it is new.
    pub(super) fn place(&mut self, name: &str) -> (usize, bool) {
        if let Some(&place) = self.0.get(name) {
            return (place, false);
        }
        let place = self.0.len();
        self.0.insert(name.to_owned(), place);
        (place, true)
    }
}
