//! Tables as data sets: features, targets, notices and refusals.

#![cfg(all(feature = "table", not(target_arch = "wasm32")))]

#[path = "common/tables.rs"]
mod tables;

use ndarray::Array2;
use rangefinder::data::{Scaler, Targets, breast_cancer};
use rangefinder::table::{Role, Roles, Use, read};
use rangefinder::table_report::reason;
use tables::{dataset, notices, table};

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
fn names_of_classes_and_columns_are_quoted_as_they_are() {
    for (most, least) in [("$$", "$"), ("#", "C#"), ("~", "C~1"), ("~%", "##")] {
        let rows: String =
            (0..40).map(|k| format!("{k}.5,{}\n", if k > 36 { least } else { most })).collect();
        let found = notices(&table(&format!("a,cl$s#~\n{rows}")));
        for text in [
            format!("“{most}” has 93% of the rows: always predicting it has that accuracy."),
            format!("“{least}” has only 3 rows."),
        ] {
            let text = format!("Column 2, “cl$s#~”: The class {text}");
            assert!(found.contains(&text), "{text}: {found:?}");
        }
    }
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
    let days: String = (0..30).map(|k| format!("2024-01-{:02},{}\n", k % 28 + 1, k % 2)).collect();
    for roles in ["1.ct", "1.tn"] {
        let dates = "Column 1, “day”: dates are no categories or classes. Use it as numbers, or leave it out.";
        says(&format!("day,y\n{days}"), roles, dates);
    }
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
