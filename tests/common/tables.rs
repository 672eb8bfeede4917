//! Tables from texts, and checks of what was read.

#![allow(dead_code, reason = "each test uses a part")]

use rangefinder::data::Dataset;
use rangefinder::table::{Reader, Table, read};
use rangefinder::table_report::{reason, sentences};

pub fn table(text: &str) -> Table {
    table_of(text.as_bytes())
}

pub fn table_of(bytes: &[u8]) -> Table {
    let table =
        read("test.csv", bytes).unwrap_or_else(|refusal| panic!("{}", reason(None, &refusal)));
    // The result does not depend on how the bytes are portioned.
    for portion in [1, 7] {
        let mut reader = Reader::new("test.csv");
        bytes.chunks(portion).for_each(|bytes| reader.feed(bytes).expect("the same result"));
        assert_eq!(reader.finish().as_ref(), Ok(&table));
    }
    table
}

pub fn refused(bytes: &[u8]) -> String {
    match read("test.csv", bytes) {
        Ok(table) => table.dataset(&table.roles()).map_or_else(
            |refusal| reason(Some(&table), &refusal),
            |(dataset, _)| panic!("{dataset:?}"),
        ),
        Err(refusal) => reason(None, &refusal),
    }
}

pub fn dataset(table: &Table) -> Dataset {
    let made = table.dataset(&table.roles());
    made.unwrap_or_else(|refusal| panic!("{}", reason(Some(table), &refusal))).0
}

/// All notices about a table and its data set.
pub fn notices(table: &Table) -> Vec<String> {
    let made = table.dataset(&table.roles());
    let notices = made.map(|(_, notices)| notices).unwrap_or_default();
    [sentences(table, &table.notices), sentences(table, &notices)].concat()
}

/// Checks feature names, features, and targets, which are the last number of each row.
pub fn check(text: &str, names: &[&str], rows: &[&[f64]]) {
    check_table(&table(text), names, rows);
}

pub fn check_table(table: &Table, names: &[&str], rows: &[&[f64]]) {
    let dataset = dataset(table);
    assert_eq!(dataset.feature_names(), names);
    let unit = dataset.unit();
    let targets = dataset.targets().numbers();
    let found: Vec<Vec<f64>> = dataset
        .features()
        .rows()
        .into_iter()
        .zip(&targets)
        .map(|(row, target)| {
            row.iter().copied().chain([unit.mean + unit.deviation * target]).collect()
        })
        .collect();
    assert_eq!(found, rows);
}

/// Checks the roles of a table as a text.
pub fn check_roles(text: &str, roles: &str) {
    assert_eq!(table(text).roles().to_string(), format!("1.{roles}"), "{text}");
}

/// The names of the columns of a table.
pub fn column_names(text: &str) -> Vec<String> {
    table(text).columns.into_iter().map(|column| column.name).collect()
}
