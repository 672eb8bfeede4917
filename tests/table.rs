//! Reading tables through the public interface: every format with a small example.

#![cfg(all(feature = "table", not(target_arch = "wasm32")))]

use ndarray::Array2;
use proptest::prelude::*;
use rangefinder::data::{Dataset, Scaler, Targets, breast_cancer};
use rangefinder::table::{MAX_BYTES, Reader, Role, Roles, Table, Use, read};
use rangefinder::table_report::{TableReport, reason, roles, sentences};

fn table(text: &str) -> Table {
    table_of(text.as_bytes())
}

fn table_of(bytes: &[u8]) -> Table {
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

/// All notices about a table and its data set.
fn notices(table: &Table) -> Vec<String> {
    let made = table.dataset(&table.roles());
    let notices = made.map(|(_, notices)| notices).unwrap_or_default();
    [sentences(table, &table.notices), sentences(table, &notices)].concat()
}

/// Checks feature names, features, and targets, which are the last number of each row.
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
fn separator_and_encoding_are_detected() {
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
fn quoted_cells_may_contain_separators_and_line_breaks() {
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

/// Checks the roles of a table as a text.
fn check_roles(text: &str, roles: &str) {
    assert_eq!(table(text).roles().to_string(), format!("1.{roles}"), "{text}");
}

#[test]
fn header_is_distinguished_from_data_rows() {
    let names = |text: &str| {
        let table = table(text);
        table.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names("1,2,0\n3,4,1\n5,6,0\n"), ["column 1", "column 2", "column 3"]);
    assert_eq!(names("x,y,a\ny,x,b\nx,x,a\ny,y,b\n"), ["column 1", "column 2", "column 3"]);
    assert_eq!(names("one,two,c\nx,y,a\ny,x,b\nx,x,a\n"), ["one", "two", "c"]);
    assert_eq!(names("a,a,,\"'b'\"\n1,2,3,4\n2,3,4,1\n"), ["a", "a (column 2)", "column 3", "b"]);
    assert_eq!(names("Ann,Ann\nBob,Rom\nCy,Oslo\n"), ["column 1", "column 2"]);
    // Headers with array indices, with years, and from R, which has no name for the first column.
    assert_eq!(names("0,1,2,target\n5,1,7,0\n6,2,1,1\n")[2], "2");
    assert_eq!(names("city,2010,2015,2020\nBonn,5,1,7\nRom,6,1,1\n")[1], "2010");
    assert_eq!(names("a b\n1 3 4\n2 6 5\n"), ["column 1", "a", "b"]);
    let table = table("Sales of 2024\n\na,b,c\n1,2,3\na,b,c\n2,2,4\nsum\n");
    assert_eq!((table.rows(), table.columns[0].name.as_str()), (2, "a"));
    let found = notices(&table);
    assert!(found.contains(&"Line 1: This line before the table was left out.".to_owned()));
    assert!(found.contains(&"Line 5: The header is repeated here, and was left out.".to_owned()));
    assert!(found.contains(&"Line 7: A line with a single cell was left out.".to_owned()));
}

#[test]
fn decimal_comma_and_decimal_point_are_both_read() {
    // For the table, for a column and for a single cell. A number with a thousands separator does not begin with 0.
    check(
        "a;b;y\n0,125;2.125;0\n1.500;3.5;1\n9,5;4,5;1\n",
        &["a", "b"],
        &[&[0.125, 2.125, 0.0], &[1500.0, 3.5, 1.0], &[9.5, 4.5, 1.0]],
    );
    check(
        "a;b;y\n0.125;2,5;0\n0.250;1.250;1\n0.5;2,25;1\n",
        &["a", "b"],
        &[&[0.125, 2.5, 0.0], &[0.25, 1250.0, 1.0], &[0.5, 2.25, 1.0]],
    );
    // In quotes, with commas as separators.
    check(
        "a,b,y\n\"1,5\",2.5,0\n\"2,25\",3.5,1\n",
        &["a", "b"],
        &[&[1.5, 2.5, 0.0], &[2.25, 3.5, 1.0]],
    );
}

#[test]
fn first_line_of_scikit_learn_files_names_the_classes() {
    // With as many cells as the rows, and with a header below it, as in the Boston data.
    let table = table("3,2,no,yes\n1.5,2.5,0\n2.5,1.5,1\n3.5,1.5,1\n");
    assert_eq!(dataset(&table).class_names(), ["no", "yes"]);
    check(
        "3,2,\nrooms,age,medv\n1,2.5,4.5\n2,1.5,3.5\n3,1.5,8.5\n",
        &["rooms", "age"],
        &[&[1.0, 2.5, 4.5], &[2.0, 1.5, 3.5], &[3.0, 1.5, 8.5]],
    );
    let wrong = notices(&self::table("9,2,no,yes\n1.5,2.5,0\n2.5,1.5,1\n3.5,1.5,1\n"));
    let text = "Line 1: This line declares 9 rows; the file has another number.";
    assert!(wrong.contains(&text.to_owned()), "{wrong:?}");
}

#[test]
fn arff_and_keel_column_declarations_are_used() {
    let arff = "% made by hand\n@RELATION t\n\n@attribute 'the size' NUMERIC\n@attribute code {1, 2,'3 a'}\n\
        @attribute class{x,y}\n@DATA\n% no row\n1.5, 1, x\n?,'3 a',y\n2.5,1,\"y\"\n";
    check(
        arff,
        &["the size", "code=1", "code=3 a"],
        &[&[1.5, 1.0, 0.0, 0.0], &[2.0, 0.0, 1.0, 1.0], &[2.5, 1.0, 0.0, 1.0]],
    );
    let keel = "@relation t\n@attribute Kind {none, b}\n@attribute Length real [0.5, 2.0]\n@inputs Length\n\
        @outputs Kind\n@data\nnone, 0.5\nb, 2.0\nnone, <null>\n";
    check(keel, &["Length"], &[&[0.5, 1.0], &[2.0, 0.0], &[1.25, 1.0]]);
    assert!(
        TableReport::new(&table(keel)).columns[0]
            .why
            .starts_with("The target, as the file declares.")
    );
    let sparse = "@relation t\n@attribute a numeric\n@attribute b numeric\n@data\n{0 1, 1 2}\n";
    assert!(refused(sparse.as_bytes()).starts_with("Line 5: the sparse notation"));
    assert!(refused(b"@relation t\n@attribute a\n@data\n1\n").starts_with("Line 2: "));
}

#[test]
fn missing_values_are_filled_or_their_rows_left_out() {
    let text = "a,color,class\n1,red,x\nNA,,y\n4,blue,x\n10,red,y\n2,red,?\nbad,red,y\ninf,blue,x\n1,blue,y\n\
        2,blue,y\n3,blue,x\n4,red,y\n";
    let table = table(text);
    // Without the row that has no class, the median of 1, 4, 10, 1, 2, 3, 4 is 3.
    check_table(
        &table,
        &["a", "color=blue", "color=red", "color=missing"],
        &[
            &[1.0, 0.0, 1.0, 0.0, 0.0],
            &[3.0, 0.0, 0.0, 1.0, 1.0],
            &[4.0, 1.0, 0.0, 0.0, 0.0],
            &[10.0, 0.0, 1.0, 0.0, 1.0],
            &[3.0, 0.0, 1.0, 0.0, 1.0],
            &[3.0, 1.0, 0.0, 0.0, 0.0],
            &[1.0, 1.0, 0.0, 0.0, 1.0],
            &[2.0, 1.0, 0.0, 0.0, 1.0],
            &[3.0, 1.0, 0.0, 0.0, 0.0],
            &[4.0, 0.0, 1.0, 0.0, 1.0],
        ],
    );
    assert_eq!(
        notices(&table),
        [
            "Line 6, column 3, “class”: 1 row without a target left out.",
            "Line 8, column 1, “a”: A number that is infinite or beyond 1e100 is treated as missing.",
            "Line 7, column 1, “a”: “bad” is not a number: treated as missing.",
            "Line 3, column 1, “a”: 3 missing values were filled with the median, 3.",
            "Line 3, column 2, “color”: 1 missing value is a category of its own.",
            "Column 3, “class”: The class “x” has only 4 rows.",
        ]
    );
    let drop = Role { used_as: Use::Number, drop_missing: true };
    let roles = table.change(&table.roles(), 0, Some(drop));
    assert_eq!(roles.to_string(), "1.Nct");
    let (dataset, notices) = table.dataset(&roles).expect("a data set");
    assert_eq!((dataset.rows(), dataset.features().ncols()), (7, 3));
    let left_out = "Line 3, column 1, “a”: 3 rows without a value left out.";
    assert!(sentences(&table, &notices).contains(&left_out.to_owned()));
}

#[test]
fn rows_may_have_too_few_or_too_many_cells() {
    let table = table("a,b,c,y\n1,2,3,0\n4,5\n6,7,8,1,9\n1,3,2,0,\n2,3\n1,1,2,1\n2,5,3,0\n");
    let found = notices(&table);
    assert_eq!(table.rows(), 7);
    assert!(found.contains(
        &"Line 3: The row has fewer cells than there are columns; the others are missing. 1 more like this."
            .to_owned()
    ), "{found:?}");
    assert!(found.iter().any(|text| text.starts_with("Line 4: The row has more cells than")));
    // A separator at the end of each row does not add a column.
    check("a,y,\n1,0,\n2,1,\n", &["a"], &[&[1.0, 0.0], &[2.0, 1.0]]);
}

#[test]
fn column_roles_are_inferred_from_names_and_contents() {
    let rows = |row: fn(usize) -> String| (0..30).map(row).collect::<String>();
    let text = rows(|k| {
        let (date, name) = (format!("2024-01-{:02}", k % 28 + 1), format!("name {k}"));
        let flag = if k % 2 == 0 { "yes" } else { "No" };
        let city = ["Rom", "Bonn", "Oslo"][k % 3];
        format!(
            "{k},{name},{date},{flag},{city},$1{k:02}.50,{}%,same,,{}\n",
            k % 7,
            [2.5, 3.5][k % 2]
        )
    });
    let text = format!("nr,name,date,flag,city,price paid,share,one,none,value\n{text}");
    check_roles(&text, "x2n2cn2x2t");
    let table = table(&text);
    let dataset = dataset(&table);
    assert_eq!(dataset.features().row(1).to_vec(), [1.0, 0.0, 1.0, 0.0, 0.0, 101.5, 1.0]);
    assert_eq!(dataset.feature_names()[2..5], ["city=Bonn", "city=Oslo", "city=Rom"]);
    let why: Vec<String> =
        TableReport::new(&table).columns.into_iter().map(|column| column.why).collect();
    assert_eq!(
        why[..6],
        [
            "Left out: it counts the rows.",
            "Left out: all texts are different, so they only identify rows.",
            "Dates: days since the first.",
            "Two words for yes and no: 1 and 0.",
            "3 different texts: a feature for each.",
            "Numbers.",
        ]
    );
    // An identifier by its name.
    let text = rows(|k| format!("{},{},{}\n", (k * 7919) % 1000, k % 4, k % 2));
    check_roles(&format!("user_id,b,y\n{text}"), "xnt");
    // A key with 27 different values in 30 rows, nine tenths, is an identifier; one with 26 is a number.
    let text = rows(|k| format!("{},{},{}\n", 700 + k * 7 % 27, k % 4, k % 2));
    check_roles(&format!("key,b,y\n{text}"), "xnt");
    let text = rows(|k| format!("{},{},{}\n", 700 + k * 7 % 26, k % 4, k % 2));
    check_roles(&format!("key,b,y\n{text}"), "n2t");
    // IDs by name are never numbers: they become categories, here with two rows per patient, or are left out.
    let text = rows(|k| format!("{},{},{}\n", 700 + k / 2 * 13 % 29, k % 4, k % 2));
    for (name, roles) in [("patient_id", "cnt"), ("PatientId", "cnt"), ("PAID", "n2t")] {
        check_roles(&format!("{name},b,y\n{text}"), roles);
    }
    let text = rows(|k| format!("{},{},{}\n", 700 + k % 26 * 13, k % 4, k % 2));
    check_roles(&format!("Customer ID,b,y\n{text}"), "xnt");
    // Texts that rarely repeat.
    let text = rows(|k| format!("{} cm,{},{}\n", k % 27, k % 4, k % 2));
    check_roles(&format!("size,b,y\n{text}"), "xnt");
    // Without a header: large whole numbers that rarely repeat.
    let text = rows(|k| format!("{},{},{}\n", 70_000 + k % 28 * 13, k % 4, k % 2));
    check_roles(&text, "xnt");
    let text: String =
        (0..200).map(|k| format!("text {},{},{}\n", k % 60, k % 11, k % 2)).collect();
    check_roles(&format!("a,b,y\n{text}"), "xnt");
}

#[test]
fn target_is_found_by_name_or_position() {
    let rows = |row: fn(usize) -> String| (0..60).map(row).collect::<String>();
    let mixed = rows(|k| format!("{},{},{}.5\n", k % 3, ["a", "b"][k % 2], k));
    check_roles(&format!("Outcome,letter,length\n{mixed}"), "tcn");
    check_roles(&format!("a,Sale Price,length\n{mixed}"), "ntn");
    check_roles(&format!("a,letter,length\n{mixed}"), "ncv");
    // Coordinates are not targets.
    check_roles(&format!("x,y,z\n{mixed}"), "ncv");
    // Without a header: classes before measurements.
    check_roles(&rows(|k| format!("{},{}.5,{}\n", k % 3 + 1, k, k * 10 % 590)), "tn2");
    check_roles(&rows(|k| format!("{},{},{}\n", ["L", "R"][k % 2], k % 5, k % 4)), "tn2");
    check_roles(&rows(|k| format!("{},{}.5,{}\n", ["M", "F"][k % 2], k, k % 29 + 1)), "cnv");
    // The last column that can be a target.
    check_roles(&rows(|k| format!("{},{}.5,name {k}\n", k % 4, k)), "nvx");
    check_roles(&rows(|k| format!("{},{}.5,name {}\n", k % 4, k, k % 31)), "nvc");
    // The first column, if the last one has a different name in nearly every row.
    check_roles(
        &rows(|k| format!("{}.5   {}   {}\t\"name {k}\"\n", k * 7 % 59, k % 4, k % 3)),
        "vn2x",
    );
    let many = rows(|k| format!("{}.5,{}\n", k % 7, k * 7 % 53));
    check_roles(&format!("a,quality\n{many}"), "nv");
    // An identifier is the target only if no other column can be.
    let sleep = rows(|k| format!("{}.5,{},{}\n", k * 7 % 59, k % 2 + 1, k % 10 + 1));
    check_roles(&format!("extra,group,ID\n{sleep}"), "ntc");
    let dates = rows(|k| format!("2024-01-{:02},{}\n", k % 28 + 1, k % 10 + 1));
    check_roles(&format!("day,ID\n{dates}"), "nt");
}

#[test]
fn explanation_states_why_a_target_has_classes_or_values() {
    let rows = |row: fn(usize) -> String| (0..60).map(row).collect::<String>();
    let doses = rows(|k| format!("{}.5,{}\n", k * 7 % 59, [0.5, 1.0, 2.0][k % 3]));
    let grades = rows(|k| format!("{}.5,{}\n", k * 7 % 59, k % 3));
    let lengths = rows(|k| format!("{},{}.5\n", k % 3, k * 7 % 59));
    for (text, role, explanation) in [
        (&doses, 'v', "Its numbers are values to predict."),
        (&doses, 't', "It has 3 classes."),
        (&grades, 't', "It has 3 different whole numbers, at most 20, so they are classes."),
        (&grades, 'v', "Its numbers are values to predict."),
        (&lengths, 'v', "It has many different numbers, so they are values to predict."),
    ] {
        let mut table = table(&format!("a,b\n{text}"));
        table.columns[1].role = Roles::read(&format!("1.n{role}")).expect("roles").0[1];
        let why = &TableReport::new(&table).columns[1].why;
        assert_eq!(why, &format!("The target, because it is the last column. {explanation}"));
    }
}

#[test]
fn classes_are_sorted_and_limited_to_between_2_and_100() {
    let table = table("a,class\n1,10\n2,9\n3,b\n4,Ä\n5,9\n6,10\n7,b\n8,a b\n9,Ä\n9,a b\n");
    let dataset = dataset(&table);
    assert_eq!(dataset.class_names(), ["9", "10", "a b", "b", "Ä"]);
    assert_eq!(dataset.targets(), &Targets::Classes(vec![1, 0, 3, 4, 0, 1, 3, 2, 4, 2]));
    let many = |classes: usize| {
        let rows = (0..2 * classes).map(|k| format!("{k}.5,class {}\n", k % classes));
        format!("a,class\n{}", rows.collect::<String>())
    };
    assert_eq!(self::dataset(&self::table(&many(100))).class_names().len(), 100);
    let table = self::table(&many(101));
    let roles = Roles::read("1.nt").expect("roles");
    let refusal = table.dataset(&roles).map(|_| ()).expect_err("too many");
    assert!(reason(Some(&table), &refusal).contains("more than the limit of 100 classes"));
    let one = self::table("a,class\n1,x\n2,x\n3,?\n");
    let refusal = one.dataset(&roles).map(|_| ()).expect_err("one class");
    assert_eq!(
        reason(Some(&one), &refusal),
        "Column 2, “class”: all rows belong to one class. At least two classes are needed."
    );
}

#[test]
fn target_values_are_standardized() {
    let table = table("a,y\n1,10\n2,20\n3,60\n");
    let dataset = dataset(&table);
    // Mean 30, population variance (400 + 100 + 900) / 3.
    let deviation = (1400.0_f64 / 3.0).sqrt();
    assert!((dataset.unit().mean - 30.0).abs() < 1e-12);
    assert!((dataset.unit().deviation - deviation).abs() < 1e-12);
    let targets = dataset.targets().numbers();
    assert!((targets[2] - 30.0 / deviation).abs() < 1e-12);
    let (roles, few) = (Roles::read("1.nt").expect("roles"), self::table("a,y\n1,0\n2,1\n3,0\n"));
    assert_eq!(few.roles(), roles);
    let values = few.change(&roles, 1, Some(Role::new(Use::Value)));
    assert!(matches!(few.dataset(&values).expect("data").0.targets(), Targets::Values(_)));
    // If another column becomes the target, the former target gets its default role.
    assert_eq!(few.change(&roles, 0, None).to_string(), "1.vn");
}

#[test]
fn invalid_or_mismatched_roles_are_rejected() {
    let table = table("a,b,y\n1,2,0\n2,3,1\n");
    assert_eq!(roles(&table, "1.n2t"), Ok(table.roles()));
    for text in [
        "",
        "1",
        "1.",
        "2.n2t",
        "1.nnt",
        "1.n02t",
        "1.n2t1",
        "1.q",
        "1.n-2t",
        "1.n99999999999999999999t",
    ] {
        assert!(Roles::read(text).is_none(), "{text}");
    }
    assert_eq!(
        roles(&table, "1.n3t"),
        Err("The table has 3 columns, but there are roles for 4.".to_owned())
    );
    let refused = |text: &str| {
        let refusal =
            table.dataset(&Roles::read(text).expect("roles")).map(|_| ()).expect_err("refused");
        reason(Some(&table), &refusal)
    };
    assert_eq!(refused("1.n3"), "No column is the target. Choose the one to predict.");
    assert_eq!(refused("1.ntv"), "Several columns are targets. Only one is possible.");
    assert_eq!(refused("1.x2t"), "No column is left to predict the target from.");
}

#[test]
fn invalid_files_are_rejected_with_a_message() {
    for (bytes, text) in [
        (&b""[..], "There is no text in the file."),
        (b"\n \n", "There is no text in the file."),
        (b"word", "No columns were found"),
        (b"a\n1\n2\n", "No columns were found"),
        (b"a,b\n", "There are no rows below the header."),
        (b"a,b\n1,x\n", "Line 2: this is the only row"),
        (b"PK\x03\x04rest", "This is an archive or an Excel"),
        (b"\x1f\x8b\x08", "The file is compressed."),
        (b"[{\"a\": 1}]", "This is JSON."),
        (b"<!doctype html>", "This is a web page"),
        (b"a,b\n1,\0\x012\n", "The file is not text."),
    ] {
        let found = refused(bytes);
        assert!(found.starts_with(text), "{bytes:?}: {found}");
    }
    // The column named as a label is not replaced by another target.
    let many: String = (0..404).map(|k| format!("{},c{},{}\n", k % 7, k % 101, k % 5)).collect();
    let found = refused(format!("a,label,b\n{many}").as_bytes());
    assert!(
        found.starts_with("Column 2, “label”: it has more than the limit of 100 classes"),
        "{found}"
    );
    let long = "1,2\n".repeat(MAX_BYTES / 4 + 1);
    assert!(refused(long.as_bytes()).starts_with("The file is larger than 100 MB"));
    // With 1,000 columns, 999 without the target, at most 10,010 rows fit.
    let row = format!("{}\n", ["1"; 1000].join(","));
    let found = refused(row.repeat(10_020).as_bytes());
    assert!(found.starts_with(
        "Line 10011: from here on, the table has more than 10 million cells without the target"
    ));
    let wide = format!("{}\n", ["1"; 10_001].join(",")).repeat(2);
    assert!(refused(wide.as_bytes()).starts_with("Line 1: a row may have at most 10000 cells"));
}

#[test]
fn encoded_table_matches_scikit_learn() {
    let reference: serde_json::Value =
        serde_json::from_str(include_str!("reference/table.json")).expect("JSON");
    let numbers = |value: &serde_json::Value| -> Vec<f64> {
        value.as_array().expect("numbers").iter().map(|x| x.as_f64().expect("a number")).collect()
    };
    let rows = |name: &str| -> Vec<Vec<f64>> {
        reference[name].as_array().expect("rows").iter().map(numbers).collect()
    };
    let dataset = dataset(&table(reference["csv"].as_str().expect("a text")));
    let close = |found: &Array2<f64>, expected: Vec<Vec<f64>>| {
        assert_eq!(found.nrows(), expected.len());
        for (found, expected) in found.rows().into_iter().zip(expected) {
            assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(expected) {
                assert!((found - expected).abs() <= 1e-12, "{found} is not {expected}");
            }
        }
    };
    close(dataset.features(), rows("encoded"));
    let all: Vec<usize> = (0..dataset.rows()).collect();
    close(&Scaler::Standard.scale(dataset.features(), &all), rows("scaled"));
    for (found, expected) in dataset.targets().numbers().iter().zip(numbers(&reference["target"])) {
        assert!((found - expected).abs() <= 1e-12, "{found} is not {expected}");
    }
}

#[test]
fn large_file_is_read_identically_in_portions_of_any_size() {
    let row = |k: usize| format!("{}.5,\"text\n{}\",{}\n", k % 977, k % 7, k % 2);
    let rows: String = (0..40_000).map(row).collect();
    let names = (0..3000)
        .map(|k| format!("@attribute {}{k} numeric\n", "name ".repeat(20).replace(' ', "_")));
    let cells = |k: usize| format!("{}\n", vec![(k % 13).to_string(); 3001].join(","));
    let header: String = names.collect();
    let arff = format!(
        "@relation r\n{header}@attribute class {{0,1}}\n@data\n{}",
        (0..20).map(cells).collect::<String>()
    );
    for (text, rows) in [(format!("a,b,y\n{rows}"), 40_000), (arff, 20)] {
        let whole = read("test.csv", text.as_bytes()).expect("a table");
        assert_eq!(whole.rows(), rows);
        for portion in [1000, 1 << 18, 300_000] {
            let mut reader = Reader::new("test.csv");
            text.as_bytes()
                .chunks(portion)
                .for_each(|bytes| reader.feed(bytes).expect("the same result"));
            assert!(reader.finish().as_ref() == Ok(&whole), "portions of {portion}");
        }
    }
}

#[test]
fn notices_describe_how_the_table_was_read() {
    let all: &[(&str, &[&str])] = &[
        (
            "a\tb\tc\ty\n1,5\t2.125\t1\t0\n0,25\t3.5\t2.5\t1\n",
            &[
                "Cells are separated by tabs.",
                "Column 1, “a”: Numbers have a comma before the decimals.",
            ],
        ),
        (
            "a;b;c;y\n0,125;2.125;0.5;0\n1,5;3.5;0.5;1\n9,5;4.5;1.5;1\n1,5;2,5;3;0\n1,5;1;2;0\n0,25;1;1;0\n",
            &[
                "Numbers have a comma before the decimals.",
                "Cells are separated by semicolons.",
                "Column 2, “b”: Numbers have a point before the decimals. 1 more like it.",
                "Line 5, column 2, “b”: “2,5” is read with a comma before the decimals, unlike the rest of the column.",
            ],
        ),
        (
            "a;b\n1,5;0\n2,5;1\n",
            &["Numbers have a comma before the decimals.", "Cells are separated by semicolons."],
        ),
        (
            "1,0\n2,1\n",
            &["Line 1: The first line is a row like the others, so the columns are numbered."],
        ),
        (
            "a,,a,y\n1,2,3,0\n2,3,1,1\n",
            &[
                "Column 2: The header has no name for it.",
                "Column 3, “a (column 3)”: The header has “a” already; this column got another name.",
            ],
        ),
        (
            "d,y\n2024-01-01,0\n2024-01-02,1\nsoon,0\n2024-01-05,1\n2024-01-06,1\n",
            &[
                "Line 4, column 1, “d”: “soon” is not a date: treated as missing.",
                "Line 4, column 1, “d”: 1 missing value was filled with the median, 2.5.",
                "Column 1, “d”: Dates became days since the first.",
            ],
        ),
        (
            "c,y\n,0\n,1\nu,0\nu,1\nv,1\nv,0\n",
            &["Line 2, column 1, “c”: 2 missing values are a category of their own."],
        ),
        (
            "a,b,y\n1,,0\n3,,1\n3,5,\n4,6,\n",
            &[
                "Line 4, column 3, “y”: 2 rows without a target left out.",
                "Column 2, “b”: No row that is used has a number here, so the column was left out.",
            ],
        ),
    ];
    for (text, sentences) in all {
        assert_eq!(notices(&table(text)), *sentences, "{text}");
    }
    let rows: String =
        (0..40).map(|k| format!("{k}.5,{}\n", ["x", "y"][usize::from(k > 36)])).collect();
    assert_eq!(
        notices(&table(&format!("a,class\n{rows}"))),
        [
            "Column 2, “class”: The class “x” has 93% of the rows: always predicting it has that accuracy.",
            "Column 2, “class”: The class “y” has only 3 rows.",
        ]
    );
}

#[test]
fn refusals_state_why_no_data_set_can_be_made() {
    let says = |text: &str, roles: &str, expected: &str| {
        let table = table(text);
        let refusal =
            table.dataset(&Roles::read(roles).expect("roles")).map(|_| ()).expect_err("refused");
        assert_eq!(reason(Some(&table), &refusal), expected);
    };
    let text = "a,b,y\n1,u,5\n2,v,5\n3,?,5\n";
    says(text, "1.xnt", "Column 2, “b”: it has no numbers. Use it as categories, or leave it out.");
    says(
        text,
        "1.nxv",
        "Column 3, “y”: all values of the target are equal, so there is nothing to predict.",
    );
    says(
        text,
        "1.nxt",
        "Column 3, “y”: all rows belong to one class. At least two classes are needed.",
    );
    let rows = |row: fn(usize) -> String| format!("a,b\n{}", (0..51).map(row).collect::<String>());
    says(
        &rows(|k| format!("{k}.5,{}\n", k % 2)),
        "1.ct",
        "Column 1, “a”: it has more than the limit of 50 categories. Leave it out.",
    );
    says(
        "a,b\n1,?\n2,?\n3,?\n",
        "1.nv",
        "No row has all values that it needs. Fill in missing values, or leave out columns.",
    );
    let wide = format!("{}1\n", "u,".repeat(900));
    let rows: String =
        (0..6000).map(|k| wide.replacen('u', &format!("t{}", k % 50), 900)).collect();
    let table = read("test.csv", rows.as_bytes()).expect("a table");
    let roles = Roles::read("1.c900v").expect("roles");
    let refusal = table.dataset(&roles).map(|_| ()).expect_err("too large");
    assert_eq!(
        reason(Some(&table), &refusal),
        "With a feature for each category there would be 270 million cells; the limit is 10 million. Leave out columns of categories."
    );
}

/// The names of the columns of a table.
fn column_names(text: &str) -> Vec<String> {
    table(text).columns.into_iter().map(|column| column.name).collect()
}

#[test]
fn commas_between_tabs_do_not_divide_the_rows() {
    // The first column of Eurostat's files has the keys of a row.
    let eurostat = "freq,unit,geo\\TIME_PERIOD\t2018 \t2019 \t2020 \nA,PC,AT\t1.5 \t2 \t7 \n\
        A,PC,BE\t2.5 \t3 \t6 \n";
    assert_eq!(column_names(eurostat), ["freq,unit,geo\\TIME_PERIOD", "2018", "2019", "2020"]);
    let cities = table("Austin, TX\t5\t1\nBoise, ID\t6\t0\nMiami, FL\t7\t1\n");
    assert_eq!(cities.preview[0], ["Austin, TX", "5", "1"]);
    // A tab inside a cell between commas.
    assert_eq!(table("a,b,c\n1,x\ty,2\n2,y\tx,3\n").preview[0], ["1", "x y", "2"]);
}

#[test]
fn another_separator_inside_one_column_does_not_divide_the_rows() {
    for cell in ["1|2", "48.1;11.5", "\"48.1;11.5\"", "\"Smith, J.; Doe, K.\""] {
        let rows = format!("1,{cell},3,a\n2,{cell},1,b\n").repeat(5);
        for header in ["id,tag,n,label\n", "", "Report 2023\nid,tag,n,label\n"] {
            let table = table(&format!("{header}{rows}"));
            assert_eq!(table.preview[0], ["1", cell.trim_matches('"'), "3", "a"], "{header}");
            assert_eq!(table.rows(), 10);
        }
    }
    // A row may lack a cell.
    let rows = format!("{}1,5|6,a\n", "1,2|3,3,a\n2,3|4,1,b\n".repeat(5));
    assert_eq!(column_names(&format!("id,tag,n,label\n{rows}")), ["id", "tag", "n", "label"]);
    // Decimal commas, and names with commas, between semicolons.
    assert_eq!(column_names("Table 1, 2023\na;b\n1,5;2\n2,5;3\n"), ["a", "b"]);
    assert_eq!(table("Smith, J.;1,5;0\nDoe, K.;2,5;1\n").preview[0], ["Smith, J.", "1,5", "0"]);
}

#[test]
fn rows_that_begin_with_a_number_sign_are_kept() {
    let colors = table("hex,r,label\n#ff0000,1,a\n#00ff00,2,b\nred,3,a\nblue,4,b\n");
    assert_eq!((colors.rows(), colors.preview[0][0].as_str()), (4, "#ff0000"));
    assert_eq!(table("rank,n,class\n#1,5,a\n#2,3,b\n#3,4,a\n").rows(), 3);
    let errors = table("a,b,class\n#N/A,1,x\n2,2,y\n#DIV/0!,3,x\n");
    assert_eq!((errors.rows(), errors.columns[0].missing()), (3, 1));
    // Comments below the header are reported, comments above it are not.
    let table = table("# by hand\na,b,class\n1,2,x\n# twice\n#so\n# a, b, c\n2,3,y\n3,1,x\n");
    assert_eq!(table.rows(), 3);
    let comment = "Line 4: A comment line, which begins with “#”, was left out. 2 more like this.";
    assert_eq!(notices(&table), [comment]);
    // Comments between a title and the header are not counted as lines of the table.
    let titled = self::table("A title\n# a comment\na,b,class\n1,2,x\n2,3,y\n");
    assert_eq!((titled.rows(), titled.columns[0].name.as_str()), (2, "a"));
}

#[test]
fn a_dash_beside_a_plus_is_a_class() {
    for sign in ["+", "="] {
        let table = table(&format!("a,b,class\n1,2,{sign}\n3,4,-\n5,1,{sign}\n2,2,-\n"));
        let dataset = dataset(&table);
        assert_eq!(dataset.rows(), 4);
        assert_eq!(dataset.class_names().len(), 2);
        assert!(dataset.class_names().contains(&"-".to_owned()));
    }
    assert_eq!(table("a,b\n1,x\n2,-\n3,y\n").columns[1].missing(), 1);
    assert_eq!(table("a,b\n+,1\n---,2\n-,3\n,4\n").columns[0].missing(), 2);
}

#[test]
fn largest_integer_in_the_first_line_is_read() {
    assert_eq!(table("5,18446744073709551615,a,b\n1,2,c,d\n3,4,e,f\n").rows(), 3);
}

#[test]
fn header_with_numbers_or_dates_is_no_row() {
    for (text, last) in [
        ("sample,400.5,410.5,class\ns1,.1,.2,A\ns2,.3,.1,B\ns3,.2,.2,A\ns4,.4,.1,B\n", "class"),
        ("Country,2019,2020\nAT,5.5,7\nBE,6.5,1\nCH,3,4\n", "2020"),
        ("Country,1990,2000,2010,2015,2020\nAT,5,1,7,3,4\nBE,6,1,2,3,9\nCH,3,4,9,1,8\n", "2020"),
        ("5,10,20,50,label\n1,3,2,7,x\n2,9,4,1,y\n3,2,7,7,x\n2,2,1,1,y\n", "label"),
        ("5,10,20,50,price\n1,3,2,7,1.5\n2,9,4,1,2.5\n3,2,7,7,8.5\n", "price"),
        ("Province,2020-01-22,2020-01-23\nHubei,444,446\nHunan,4,9\n", "2020-01-23"),
    ] {
        assert_eq!(column_names(text).last().map(String::as_str), Some(last), "{text}");
    }
    // The class of the first row occurs again, or its numbers are in no order; years above years.
    for text in [
        "1,2,x\n3,1,y\n5,4,y\n2,1,x\n",
        "9,1,x\n3,1,y\n5,4,y\n",
        "AT,1990,2020\nBE,1995,2015\nCH,1980,2010\n",
        "2020-01-22,5\n2020-01-23,6\n2020-01-24,7\n",
    ] {
        assert_eq!(column_names(text)[0], "column 1", "{text}");
    }
}

#[test]
fn last_column_with_the_name_of_a_target_is_the_target() {
    let row = |k: usize| format!("{},{k}.5,{}\n", ["a", "b"][k % 2], k % 3);
    let rows: String = (0..30).map(row).collect();
    for (first, last) in
        [("default", "y"), ("stroke", "price"), ("class", "price"), ("Class", "satisfaction")]
    {
        check_roles(&format!("{first},age,{last}\n{rows}"), "cnt");
    }
    check_roles(&format!("default,age,region\n{rows}"), "tn2");
}

#[test]
fn first_column_is_the_target_if_the_last_is_constant() {
    // As in MNIST without a header: digits, then pixels, of which the last are always 0.
    let rows = |row: fn(usize) -> String| (0..40).map(row).collect::<String>();
    check_roles(&rows(|k| format!("{},{},{},0\n", k % 3, k * 7 % 11, k * 5 % 13)), "tn2x");
    // Classes in the last column that is not constant.
    check_roles(&rows(|k| format!("{},{},{},0\n", k % 3, k * 7 % 11, k % 2)), "n2tx");
}

#[test]
fn few_numbers_and_a_repeated_text_are_categories() {
    for text in ["3+", "a"] {
        let row = |k: usize| match k % 10 {
            9 => format!("{text},{k}.5,{}\n", k % 2),
            _ => format!("{},{k}.5,{}\n", k % 3, k % 2),
        };
        let rows: String = (0..20).map(row).collect();
        let table = table(&format!("dependents,income,y\n{rows}"));
        assert_eq!(table.roles().to_string(), "1.cnt");
        let category = format!("dependents={text}");
        assert_eq!(dataset(&table).feature_names()[3], category);
    }
    // A text that occurs once is an error, and many numbers are not categories.
    let once = |k: usize| if k == 9 { "x".to_owned() } else { (k % 3).to_string() };
    let many = |k: usize| if k % 10 == 9 { "x".to_owned() } else { k.to_string() };
    let rows: String = (0..20).map(|k| format!("{},{},{}\n", once(k), many(k), k % 2)).collect();
    check_roles(&format!("a,b,y\n{rows}"), "n2t");
}

#[test]
fn title_in_a_row_of_empty_cells_is_not_the_header() {
    for title in ["Report 2023;;\n", "Report 2023;;\n;;\n", ";Report 2023;\n"] {
        let table = table(&format!("{title}Region;Units;Sales\nN;1;2\nS;3;5\nN;4;4\n"));
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!((names.as_slice(), table.rows()), (&["Region", "Units", "Sales"][..], 3));
        let left_out = "Line 1: This line before the table was left out.";
        assert!(notices(&table).contains(&left_out.to_owned()));
    }
    // A first row or a header with one filled cell.
    assert_eq!(table("1,,\n2,5,x\n3,6,y\n").rows(), 3);
    assert_eq!(column_names(",n\n0,5\n1,7\n"), ["column 1", "n"]);
}

#[test]
fn names_that_only_end_like_an_identifier_are_numbers() {
    let row = |k: usize| format!("{},{},{}\n", (k * 7919) % 1000, k % 4, k % 2);
    let rows: String = (0..30).map(row).collect();
    for name in ["AMOUNT PAID", "TOTAL_BID", "COVID", "PREPAID"] {
        check_roles(&format!("{name},b,y\n{rows}"), "n2t");
    }
    for name in ["CUSTOMERID", "USERID", "ORDER_ID", "OrderID"] {
        check_roles(&format!("{name},b,y\n{rows}"), "xnt");
    }
    // The last column is seldom an identifier, unless nothing else can be meant.
    let row = |k: usize| format!("{},{},{}\n", k % 4, k % 2, (k * 7919) % 1000);
    let rows: String = (0..30).map(row).collect();
    for (name, roles) in [("Air Quality Index", "n2v"), ("Number", "n2v"), ("user id", "ntx")] {
        check_roles(&format!("a,b,{name}\n{rows}"), roles);
    }
}

#[test]
fn ambiguous_dates_are_read_with_a_constant_day_or_as_in_the_rest_of_the_file() {
    let check = |text: &str, expected: &[f64]| {
        assert_eq!(dataset(&table(text)).features().column(0).to_vec(), expected, "{text}");
    };
    // The first days of January, February and March 2020.
    let days = &[0.0, 31.0, 60.0];
    check("d,y\n01/01/2020,0\n01/02/2020,1\n01/03/2020,0\n", days);
    check("d,y\n01/01/2020,0\n02/01/2020,1\n03/01/2020,0\n", days);
    // February 1, April 3, June 5; or January 2, March 4, May 6.
    check("d;a;y\n01/02/2020;1,5;0\n03/04/2020;2,5;1\n05/06/2020;3,5;0\n", &[0.0, 62.0, 125.0]);
    check("d,a,y\n01/02/2020,1.5,0\n03/04/2020,2.5,1\n05/06/2020,3.5,0\n", &[0.0, 62.0, 125.0]);
}

#[test]
fn blank_beside_one_repeated_text_is_a_value() {
    check(
        "flag,n,y\nX,1,0\n,2,1\nX,3,0\n,4,1\n",
        &["flag=X", "flag=blank", "n"],
        &[
            &[1.0, 0.0, 1.0, 0.0],
            &[0.0, 1.0, 2.0, 1.0],
            &[1.0, 0.0, 3.0, 0.0],
            &[0.0, 1.0, 4.0, 1.0],
        ],
    );
    let declared =
        "@relation r\n@attribute n numeric\n@attribute c {x}\n@data\n1,x\n2,?\n3,x\n4,?\n";
    assert_eq!(table(declared).columns[1].missing(), 2);
    let last = table("n,flag\n1,yes\n2,\n3,yes\n4,\n");
    assert_eq!(last.roles().to_string(), "1.nt");
    assert_eq!(dataset(&last).class_names(), ["blank", "yes"]);
    let ones = table("n,winner\n1.5,1\n2,\n3,1\n4,\n5,\n");
    assert_eq!(dataset(&ones).class_names(), ["1", "blank"]);
    // Another number or a question mark says nothing of the kind, nor does a single blank.
    for text in ["a,y\n5,0\n,1\n5,0\n,1\n", "a,y\nx,0\n?,1\nx,0\n?,1\n", "a,y\nx,0\n,1\nx,0\n"] {
        assert_eq!(
            TableReport::new(&table(text)).columns[0].why,
            "Left out: all its values are equal, except missing ones."
        );
    }
}

#[test]
fn none_in_most_rows_is_a_value() {
    for none in ["None", "NA", "N/A"] {
        let table = table(&format!("n,disorder\n1,{none}\n2,{none}\n3,Apnea\n4,{none}\n5,Zzz\n"));
        let dataset = dataset(&table);
        assert_eq!((dataset.rows(), dataset.class_names().len()), (5, 3));
        assert_eq!(dataset.class_names()[1], none);
    }
    // In few rows, or among numbers, it is missing.
    assert_eq!(table("n,class\n1,x\n2,NA\n3,y\n4,x\n").columns[1].missing(), 1);
    assert_eq!(table("n,y\nNA,0\nNA,1\n3,0\n").columns[0].missing(), 2);
}

#[test]
fn indian_grouping_of_digits_is_read() {
    check(
        "price,y\n\"₹1,39,900\",0\n\"₹12,34,567.5\",1\n\"₹ 9,900\",0\n\"1,00,00,000\",1\n",
        &["price"],
        &[&[139_900.0, 0.0], &[1_234_567.5, 1.0], &[9900.0, 0.0], &[10_000_000.0, 1.0]],
    );
}

#[test]
fn bytes_of_windows_1252_are_read() {
    let table = table_of(b"price;class\n5 \x80;\x93a\x94\n7,5 \x80;b\n9 \x80;b\n");
    check_table(&table, &["price"], &[&[5.0, 1.0], &[7.5, 0.0], &[9.0, 0.0]]);
    assert_eq!(dataset(&table).class_names(), ["b", "“a”"]);
}

#[test]
fn column_that_mixes_dates_with_numbers_says_so() {
    let row = |k: usize| match k % 2 {
        0 => format!("2024-01-{:02},{k},0\n", k + 1),
        _ => format!("{},{k},1\n", 45_000 + k),
    };
    let rows: String = (0..20).map(row).collect();
    assert_eq!(
        TableReport::new(&table(&format!("d,n,y\n{rows}"))).columns[0].why,
        "Left out: it mixes different kinds of values: numbers, dates or texts."
    );
    let reviews: String =
        (0..20).map(|k| format!("{} {k},{}\n", "good ".repeat(50), k % 2)).collect();
    assert_eq!(
        TableReport::new(&table(&format!("review,y\n{reviews}"))).columns[0].why,
        "Left out: its texts are too long or too many for categories."
    );
}

#[test]
fn arff_rows_may_be_separated_by_tabs_or_spaces_and_lines_by_carriage_returns() {
    let arff = "@relation t\n@attribute a numeric\n@attribute b numeric\n@attribute c {x,'y z'}\n@data\n\
        1.5,2,x\n2.5,3,'y z'\n4.5,1,x\n";
    let rows: &[&[f64]] = &[&[1.5, 2.0, 0.0], &[2.5, 3.0, 1.0], &[4.5, 1.0, 0.0]];
    for separator in [",", "\t", " ", ", ", "  "] {
        let (header, data) = arff.split_once("@data").expect("rows");
        let text = [header, "@data", &data.replace(',', separator)].concat();
        for end in ["\n", "\r", "\r\n"] {
            let table = table(&text.replace('\n', end));
            check_table(&table, &["a", "b"], rows);
            assert_eq!(dataset(&table).class_names(), ["x", "y z"]);
        }
    }
    let wrong = "@relation t\r@attribute a\r@data\r1\r";
    assert!(refused(wrong.as_bytes()).starts_with("Line 2: "));
}

proptest! {
    /// Any bytes are read as a table or rejected with a message, and the portions make no difference.
    #[test]
    fn any_bytes_are_read_or_rejected_independently_of_portions(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..300),
            "([a-c0-9.,;\\n\"'?#@ -]|inf|NA|,|,|\n|\n){0,200}".prop_map(String::into_bytes),
        ],
        portion in 1_usize..40,
    ) {
        let mut reader = Reader::new("test.csv");
        let fed = bytes.chunks(portion).try_for_each(|bytes| reader.feed(bytes));
        let table = read("test.csv", &bytes);
        prop_assert_eq!(fed.and_then(|()| reader.finish()), table.clone());
        match table {
            Err(refusal) => prop_assert!(reason(None, &refusal).ends_with('.')),
            Ok(table) => {
                let text = table.roles().to_string();
                prop_assert_eq!(Roles::read(&text), Some(table.roles()));
                if let Ok((dataset, _)) = table.dataset(&table.roles()) {
                    prop_assert!(dataset.features().iter().all(|x| x.is_finite()));
                    prop_assert!(dataset.rows() > 0);
                }
            }
        }
    }
}
