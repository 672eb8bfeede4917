//! The reader of tables, through what it is used for: every form with a small input of our own.

#![cfg(all(feature = "table", not(target_arch = "wasm32")))]

use rangefinder::data::{Dataset, Targets, breast_cancer};
use rangefinder::table::{Kind, MAX_BYTES, Reader, Role, Roles, Table, Use, read};
use rangefinder::table_report::{TableReport, reason, sentences};

fn table(text: &str) -> Table {
    table_of(text.as_bytes())
}

fn table_of(bytes: &[u8]) -> Table {
    let table =
        read("test.csv", bytes).unwrap_or_else(|refusal| panic!("{}", reason(None, &refusal)));
    // However the bytes come.
    for portion in [1, 7] {
        let mut reader = Reader::new("test.csv");
        bytes.chunks(portion).for_each(|bytes| reader.feed(bytes).expect("as before"));
        assert_eq!(reader.finish().as_ref(), Ok(&table));
    }
    table
}

fn refused(bytes: &[u8]) -> String {
    match read("test.csv", bytes) {
        Ok(table) => table.dataset(&table.roles()).map_or_else(
            |refusal| reason(Some(&table), &refusal),
            |(dataset, _)| panic!("{dataset:?}"),
        ),
        Err(refusal) => reason(None, &refusal),
    }
}

fn dataset(table: &Table) -> Dataset {
    let made = table.dataset(&table.roles());
    made.unwrap_or_else(|refusal| panic!("{}", reason(Some(table), &refusal))).0
}

/// Everything that is said of a table and of its data set.
fn said(table: &Table) -> Vec<String> {
    let made = table.dataset(&table.roles());
    let notices = made.map(|(_, notices)| notices).unwrap_or_default();
    [sentences(table, &table.notices), sentences(table, &notices)].concat()
}

/// Checks names, features and targets, the last number of each row.
fn check(text: &str, names: &[&str], rows: &[&[f64]]) {
    check_table(&table(text), names, rows);
}

fn check_table(table: &Table, names: &[&str], rows: &[&[f64]]) {
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

#[test]
fn any_separator_is_found() {
    let rows: &[&[f64]] = &[&[1.5, 2.0, 0.0], &[2.5, 3.0, 1.0], &[4.5, 1.0, 0.0]];
    for separator in [",", ";", "\t", "|", " ", "   ", " ; ", ", "] {
        let text = "a,b,class\n1.5,2,x\n2.5,3,y\n4.5,1,x\n".replace(',', separator);
        check(&text, &["a", "b"], rows);
        check(&text.replace('\n', "\r\n"), &["a", "b"], rows);
        check(&text.replace('\n', "\r"), &["a", "b"], rows);
        check(text.trim_end(), &["a", "b"], rows);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check_table(&table_of(&[&b"\xff\xfe"[..], &utf16].concat()), &["a", "b"], rows);
        check_table(&table_of(&utf16), &["a", "b"], rows);
        check_table(
            &table_of(&[&b"\xef\xbb\xbf"[..], text.as_bytes()].concat()),
            &["a", "b"],
            rows,
        );
    }
    check("a;b;class\n1,5;2;x\n2,5;3;y\n4,5;1;x\n", &["a", "b"], rows);
    check("a\tb\tclass\n1,5\t2\tx\n2,5\t3\ty\n4,5\t1\tx\n", &["a", "b"], rows);
    check("sep=;\na;b;class\n1,5;2;x\n2,5;3;y\n4,5;1;x\n", &["a", "b"], rows);
    check("# made by hand\na,b,class\n#\n1.5,2,x\n2.5,3,y\n4.5,1,x\n", &["a", "b"], rows);
    check("# a b class\n1.5 2 x\n2.5 3 y\n4.5 1 x\n", &["a", "b"], rows);
}

#[test]
fn quotes_hold_separators_and_line_breaks() {
    let table = table(
        "a,\"the \"\"b\"\", in m\",class\n1,2,\"x, or\ny\"\n2,3,z\n3,\"4\",z\n4,5,\"x, or\ny\"\n",
    );
    check_table(
        &table,
        &["a", "the \"b\", in m"],
        &[&[1.0, 2.0, 0.0], &[2.0, 3.0, 1.0], &[3.0, 4.0, 1.0], &[4.0, 5.0, 0.0]],
    );
    assert_eq!(dataset(&table).class_names(), ["x, or y", "z"]);
    assert_eq!(
        refused(b"a,b\n1,2\n3,\"4\n5,6\n"),
        "Line 3, column 2: a quote opens here and is never closed."
    );
}

#[test]
fn the_embedded_data_are_read_bit_for_bit() {
    let file = include_str!("../www/data/breast_cancer.csv");
    let rows = file.split_once('\n').expect("a first line").1;
    for text in [file, rows] {
        let table = read("breast_cancer.csv", text.as_bytes()).expect("a table");
        assert_eq!(table.roles().to_string(), "1.n30t");
        let dataset = dataset(&table);
        assert_eq!(dataset.features(), breast_cancer().features());
        assert_eq!(dataset.targets(), breast_cancer().targets());
    }
    assert_eq!(dataset(&table(file)).class_names(), ["malignant", "benign"]);
}

#[test]
fn a_data_set_is_the_same_after_packing() {
    for text in ["a,b,y\n1,x,1.5\n2,y,2.5\n3,x,4\n", "a,b,class\n1,x,u\n2,y,v\n3,x,u\n"] {
        let dataset = dataset(&table(text));
        let packed = dataset.pack();
        assert_eq!(Dataset::unpack(&packed), Some(dataset));
        for length in 0..packed.len() {
            assert_eq!(Dataset::unpack(&packed[..length]), None);
        }
    }
    assert_eq!(Dataset::unpack(&breast_cancer().pack()).as_ref(), Some(&**breast_cancer()));
}
