//! Cells of a table: numbers, dates, missing values and categories.

#![cfg(all(feature = "table", not(target_arch = "wasm32")))]

#[path = "common/tables.rs"]
mod tables;

use rangefinder::table::{Kind, Role, Use};
use rangefinder::table_report::{TableReport, sentences};
use tables::{check, check_roles, check_table, dataset, notices, table};

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
fn indian_grouping_of_digits_is_read() {
    check(
        "price,y\n\"₹1,39,900\",0\n\"₹12,34,567.5\",1\n\"₹ 9,900\",0\n\"1,00,00,000\",1\n",
        &["price"],
        &[&[139_900.0, 0.0], &[1_234_567.5, 1.0], &[9900.0, 0.0], &[10_000_000.0, 1.0]],
    );
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
    check("Month,y\n2020-01,0\n2020-02,1\n2020-03,0\n", days);
    // February 1, April 3, June 5; or January 2, March 4, May 6.
    check("d;a;y\n01/02/2020;1,5;0\n03/04/2020;2,5;1\n05/06/2020;3,5;0\n", &[0.0, 62.0, 125.0]);
    check("d,a,y\n01/02/2020,1.5,0\n03/04/2020,2.5,1\n05/06/2020,3.5,0\n", &[0.0, 62.0, 125.0]);
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
fn months_are_dates_only_if_all_cells_are_months() {
    let kinds = |cells: &[&str]| {
        let row = |k: usize| format!("{},{k}.5,{}\n", cells[k % cells.len()], k % 2);
        let rows: String = (0..60).map(row).collect();
        table(&format!("when,a,y\n{rows}")).columns[0].kind
    };
    let months: Vec<String> = (0..12).map(|k| format!("{}-{:02}", 2003 + k / 12, k + 1)).collect();
    let mut months: Vec<&str> = months.iter().map(String::as_str).collect();
    assert_eq!(kinds(&months), Kind::Date);
    months.push("");
    assert_eq!(kinds(&months), Kind::Date);
    for months in
        [&["Dec-2011", "Jan-2012"][..], &["03/2015", "12/2014"], &["May 2020", "2021 Jun"]]
    {
        assert_eq!(kinds(months), Kind::Date, "{months:?}");
    }
    assert_eq!(kinds(&["13/2015", "12/2014"]), Kind::Category);
    assert_eq!(kinds(&["Foo-2011", "Jan-2012"]), Kind::Category);
    // As in King County's sales of houses: the eight digits alone are numbers.
    assert_eq!(kinds(&["20141013T000000", "20150225T000000"]), Kind::Date);
    assert_eq!(kinds(&["20141013", "20150225"]), Kind::Number);
    assert_eq!(kinds(&["20141313T000000", "20150225T250000"]), Kind::Category);
    // Seasons, also those whose digits could be months; numbers of parts; another text; the same month in each row.
    assert_eq!(kinds(&["2003-04", "2004-05", "2005-06", "2011-12"]), Kind::Category);
    assert_eq!(kinds(&["1996-97", "1999-00", "2003-04", "2010-11", "2022-23"]), Kind::Category);
    assert_eq!(kinds(&["1000-10", "1000-11", "1000-12"]), Kind::Category);
    assert_eq!(kinds(&["2003-01", "2003-02", "later"]), Kind::Category);
    assert_eq!(kinds(&["2003-01", "2003-02", "2003-13"]), Kind::Category);
    assert_eq!(kinds(&["2003-01"]), Kind::Constant);
    // Declared categories stay what they are.
    let arff = "@relation r\n@attribute m {2020-01,2020-02}\n@attribute y {a,b}\n@data\n2020-01,a\n2020-02,b\n\
        2020-01,b\n2020-02,a\n";
    assert_eq!(table(arff).columns[0].kind, Kind::Category);
}

#[test]
fn numbers_with_the_same_unit_are_numbers() {
    let read = |cells: &[&str]| {
        let rows: String = (0..60)
            .map(|k| format!("\"{}\",{k}.5,{}\n", cells[k % cells.len()], k / 7 % 2))
            .collect();
        table(&format!("amount,a,y\n{rows}"))
    };
    let check = |cells: &[&str], expected: &[f64]| {
        let table = read(cells);
        let found = dataset(&table).features().column(0).to_vec();
        assert_eq!(&found[..cells.len()], expected, "{cells:?}");
        TableReport::new(&table).columns[0].why.clone()
    };
    assert_eq!(
        check(&["23.4 kmpl", "17 kmpl", "0.0 kmpl"], &[23.4, 17.0, 0.0]),
        "Numbers with the unit “kmpl”."
    );
    assert_eq!(check(&["1,248 CC", "998 CC"], &[1248.0, 998.0]), "Numbers with the unit “CC”.");
    assert_eq!(
        check(&["70kg", "8.5kg", "0.5kg"], &[70.0, 8.5, 0.5]),
        "Numbers with the unit “kg”."
    );
    check(&["-5 °C", "21.5 °C"], &[-5.0, 21.5]);
    check(&["-5°C", "21°C"], &[-5.0, 21.0]);
    check(&["45 m2", "120 m2"], &[45.0, 120.0]);
    check(&["4.5 out of 5 stars", "2 out of 5 stars"], &[4.5, 2.0]);
    check(&["7 кг", "12 кг"], &[7.0, 12.0]);
    check(&["20歳", "41歳"], &[20.0, 41.0]);
    check(&["$ 3 per hour", "$2.50 per hour"], &[3.0, 2.5]);
    // The median of 62 (12 rows), 74.5 (24 rows) and 88 (12 rows) in place of the 12 others.
    assert_eq!(
        check(
            &["74.5 bhp", "bhp", "88 bhp", "62 bhp", "74.5 bhp"],
            &[74.5, 74.5, 88.0, 62.0, 74.5]
        ),
        "Numbers, except 12 cells, treated as missing."
    );
    check(&["3 BHK", "", "2 BHK", "4 BHK"], &[3.0, 3.0, 2.0, 4.0]);
    // Letters for powers of ten, as in tables of players, apps and shares.
    let wages = check(&["€110.5M", "€565K", "€0", "€1.2B"], &[110.5e6, 565e3, 0.0, 1.2e9]);
    assert_eq!(wages, "Numbers.");
    let mut sizes = vec!["Varies with device".to_owned(), "201k".to_owned()];
    sizes.extend((2..12).map(|k| format!("{k}.5M")));
    let sizes: Vec<&str> = sizes.iter().map(String::as_str).collect();
    // The median of 11 sizes in place of the text.
    let mut bytes = vec![6.5e6, 201e3];
    bytes.extend((2..12).map(|k| (f64::from(k) + 0.5) * 1e6));
    assert_eq!(check(&sizes, &bytes), "Numbers, except 5 cells, treated as missing.");
    check(&["35.20M", "-1.75K"], &[35.2e6, -1750.0]);
    // Very few cells have another unit: they are missing.
    let mut mileage = vec!["17 kmpl"; 29];
    mileage.push("20 km/kg");
    let mut km = vec![17.0; 30];
    (mileage[3], km[3]) = ("23.4 kmpl", 23.4);
    assert_eq!(check(&mileage, &km), "Numbers, except 2 cells, treated as missing.");
    mileage[7] = "21 km/kg";
    assert_ne!(read(&mileage).columns[0].kind, Kind::Number);
    // Other units, numbers without one, ranges, codes, names, and too many texts without a number.
    for cells in [
        &["500 MB", "2 GB", "1 GB"][..],
        &["12 kg", "15 kg", "9"],
        &["1K", "2M", "3B"],
        &["1.5M", "2.5M", "3.5X"],
        &["1.5M", "2.5M", "3-4M"],
        &["2.5 years", "3 years", "4 years", "5 years", "10+ years"],
        &["18-25 years", "26-35 years", "36-45 years"],
        &["007 Bond", "008 Bond", "009 Bond"],
        &["1A", "2A", "3A"],
        &["1½ h", "2½ h", "3 h"],
        &["1.2.3 beta", "1.2.4 beta", "1.3 beta"],
        &["5 kg", "light", "7 kg"],
        &["10th", "9th", "7th-8th"],
    ] {
        let table = read(cells);
        let names: Vec<String> = cells.iter().map(|cell| format!("amount={cell}")).collect();
        assert!(
            names.iter().all(|name| dataset(&table).feature_names().contains(name)),
            "{names:?}"
        );
    }
    // Declared categories stay what they are.
    let arff = "@relation r\n@attribute m {'1 kg','2 kg'}\n@attribute y {a,b}\n@data\n'1 kg',a\n'2 kg',b\n";
    assert_eq!(dataset(&table(arff)).feature_names(), ["m=1 kg", "m=2 kg"]);
}

#[test]
fn years_of_two_digits_are_not_read_as_dates() {
    for cells in [
        ["15.03.45", "01.07.69", "30.11.99"],
        ["10.10.20", "10.11.20", "11.10.21"],
        ["1/2/20", "2/3/45", "3/4/71"],
        ["May 5 10", "June 6 11", "July 7 12"],
    ] {
        let row = |k: usize| format!("{};{k},5;{}\n", cells[k % 3], k % 2);
        let rows: String = (0..30).map(row).collect();
        assert_eq!(table(&format!("when;a;y\n{rows}")).columns[0].kind, Kind::Category);
    }
}

/// Checks the missing values of the first column, a feature of numbers, in 60 rows that repeat these cells.
fn check_codes(cells: &[&str], missing: usize) {
    let row = |k: usize| format!("{},{}.5,{}\n", cells[k % cells.len()], k * 7 % 59, k / 7 % 2);
    let rows: String = (0..60).map(row).collect();
    let table = table(&format!("a,b,y\n{rows}"));
    assert_eq!(table.columns[0].kind, Kind::Number, "{cells:?}");
    assert_eq!(table.columns[0].missing(), missing, "{cells:?}");
}

#[test]
fn repeated_numbers_far_from_the_others_are_missing() {
    for code in ["-999", "-9999", "9999", "99", "99.99", "-999.0"] {
        check_codes(&["1.5", "2.5", code, "3", "4.25", "0"], 10);
    }
    // Two codes, on one side or on both.
    check_codes(&["1", "2", "98", "3", "99", "4"], 20);
    check_codes(&["1", "2", "-999", "3", "999", "4"], 20);
    check_codes(&["300", "20", "-999", "4", "600", "5"], 10);
    // Also if the largest number is farther from the mean, but occurs once.
    let row = |k: usize| match k % 3 {
        0 => format!("-999,{}\n", k % 2),
        _ => format!("{},{}\n", 9 + 20 * k, k % 2),
    };
    let rows: String = (0..60).map(row).collect();
    assert_eq!(table(&format!("mass,y\n{rows}")).columns[0].missing(), 20);
    // Any number, if the others are no levels.
    let many = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "-200"];
    check_codes(&many, 5);
    check_codes(&["0.1", "0.2", "5"], 0);
    // Too near, too rare, in most rows, no others, nothing, or amounts that grow by factors.
    check_codes(&["10", "99", "40", "25"], 0);
    check_codes(&["0", "41310", "99999", "2174"], 0);
    check_codes(&["999", "999", "3", "999", "4"], 0);
    check_codes(&["999", "1"], 0);
    check_codes(
        &["1950", "1951", "1952", "1953", "1954", "1955", "1956", "1957", "1958", "1959", "0"],
        0,
    );
    check_codes(&["1", "10", "100", "1000", "10000"], 0);
    // Prices.
    check_codes(&["0.99", "1.99", "2.99", "9.99"], 0);
    check_codes(&["9", "19", "29", "99"], 0);
    let row = |k: usize| format!("{},{}\n", if k < 2 { 9999 } else { k % 9 }, k % 2);
    let rare: String = (0..60).map(row).collect();
    assert_eq!(table(&format!("a,y\n{rare}")).columns[0].missing(), 0);
}

#[test]
fn a_code_of_one_column_is_one_in_others_and_is_reported() {
    // Of 60 rows, 12 have the code, which is far from shares, but nearer to concentrations than these are to each other.
    let number = |k: usize, number: usize| match k % 5 {
        2 => "-200".to_owned(),
        _ => number.to_string(),
    };
    let row = |k: usize| format!("{},{},{}\n", number(k, k % 13), number(k, 700 + k * 23), k % 7);
    let rows: String = (0..60).map(row).collect();
    let read = table(&format!("share,concentration,quality\n{rows}"));
    assert_eq!(read.columns[0].missing(), 12);
    assert_eq!(read.columns[1].missing(), 12);
    assert_eq!(
        TableReport::new(&read).columns[1].why,
        "Numbers, except “-200”, treated as missing."
    );
    let found = notices(&read);
    let code = "Column 1, “share”: “-200”: repeated and far from the other numbers, so treated as missing.";
    assert!(found.contains(&code.to_owned()), "{found:?}");
    // The median of the other 48 numbers.
    let mut others: Vec<usize> = (0..60).filter(|k| k % 5 != 2).map(|k| 700 + k * 23).collect();
    others.sort_unstable();
    let median = (others[23] + others[24]) as f64 / 2.0;
    assert_eq!(dataset(&read).features()[[2, 1]], median);
    // Alone, the same column keeps its numbers.
    let row = |k: usize| format!("{},{}\n", number(k, 700 + k * 23), k % 7);
    let rows: String = (0..60).map(row).collect();
    assert_eq!(table(&format!("concentration,quality\n{rows}")).columns[0].missing(), 0);
    // Rows without a target are left out.
    let row = |k: usize| format!("{},{}\n", k % 7, number(k, k % 13).replace("200", "9999"));
    let rows: String = (0..60).map(row).collect();
    let read = table(&format!("a,y\n{rows}"));
    assert_eq!(read.roles().to_string(), "1.nt");
    assert_eq!(dataset(&read).rows(), 48);
}

#[test]
fn words_for_missing_values_do_not_make_texts_of_numbers() {
    for word in ["unknown", "Missing", "?", "n.a."] {
        let row = |k: usize| match k % 3 {
            0 => format!("{word},{},{}\n", k % 4, k % 2),
            _ => format!("{}.25,{},{}\n", k * 7 % 59, k % 4, k % 2),
        };
        let rows: String = (0..60).map(row).collect();
        check_roles(&format!("a,b,y\n{rows}"), "n2t");
    }
    // No discount is not an unknown one.
    let row = |k: usize| match k % 3 {
        0 => format!("{}.25,{},{}\n", k * 7 % 9, k % 4, k % 2),
        _ => format!("none,{},{}\n", k % 4, k % 2),
    };
    let rows: String = (0..60).map(row).collect();
    check_roles(&format!("discount,b,y\n{rows}"), "cnt");
    // Two thirds of the cells are no numbers, and one of their texts may be a value.
    let row = |k: usize| format!("{},{},{}\n", ["unknown", "low"][k % 2], k % 4, k / 2 % 2);
    let rows: String = (0..60).map(row).collect();
    check_roles(&format!("a,b,y\n{rows}"), "cnt");
}

#[test]
fn texts_that_differ_only_in_case_are_one() {
    let answers = ["Yes", "no", "yes", "\"YES \"", "No", "Yes"];
    let row = |k: usize| format!("{}.5,{}\n", k * 7 % 59, answers[k % 6]);
    let rows: String = (0..60).map(row).collect();
    let read = table(&format!("a,answer\n{rows}"));
    assert_eq!(read.columns[1].kind, Kind::Boolean);
    let data = dataset(&read);
    // The first of two equally common spellings.
    assert_eq!(data.class_names(), ["Yes", "no"]);
    let classes = data.targets().numbers();
    assert_eq!(classes[..6], [0.0, 1.0, 0.0, 0.0, 1.0, 0.0]);
    let found = notices(&read);
    let note = "Column 2, “answer”: “yes” is read as “Yes”. 2 more in this column.";
    assert!(found.contains(&note.to_owned()), "{found:?}");
    // Features as well.
    let row = |k: usize| format!("{},{}\n", ["Rome", "rome", "Oslo", "Bonn", "Rome"][k % 5], k % 2);
    let rows: String = (0..60).map(row).collect();
    let data = dataset(&table(&format!("city,y\n{rows}")));
    assert_eq!(data.feature_names(), ["city=Bonn", "city=Oslo", "city=Rome"]);
    // Letters.
    let row = |k: usize| format!("{}.5,{}\n", k * 7 % 59, ["A", "a", "B", "b", "C", "c"][k % 6]);
    let rows: String = (0..60).map(row).collect();
    let letters = dataset(&table(&format!("a,letter\n{rows}")));
    assert_eq!(letters.class_names(), ["A", "B", "C", "a", "b", "c"]);
    // Nothing else differs; declared classes.
    let row = |k: usize| format!("{}.5,{}\n", k * 7 % 59, ["AA", "Aa", "aa"][k % 3]);
    let rows: String = (0..60).map(row).collect();
    assert_eq!(dataset(&table(&format!("a,genotype\n{rows}"))).class_names(), ["AA", "Aa", "aa"]);
    let arff =
        "@relation r\n@attribute n numeric\n@attribute c {x,X,y}\n@data\n1,x\n2,X\n3,y\n4,x\n";
    assert_eq!(dataset(&table(arff)).class_names(), ["X", "x", "y"]);
}

#[test]
fn times_of_day_are_hours() {
    let read = |cells: &[&str]| {
        let row = |k: usize| format!("{},{k}.5,{}\n", cells[k % cells.len()], k / 7 % 2);
        let rows: String = (0..60).map(row).collect();
        table(&format!("at,a,y\n{rows}"))
    };
    for (cells, hours) in [
        (&["14:35", "0:06", "23:59"][..], &[14.0 + 35.0 / 60.0, 0.1, 23.0 + 59.0 / 60.0][..]),
        (&["14:35:20", "06:00:36"], &[14.0 + 35.0 / 60.0 + 20.0 / 3600.0, 6.01]),
        (&["2:30 PM", "12:15 AM", "12:00pm"], &[14.5, 0.25, 12.0]),
    ] {
        let table = read(cells);
        let found = dataset(&table).features().column(0).to_vec();
        for (found, hours) in found.iter().zip(hours) {
            assert!((found - hours).abs() < 1e-12, "{cells:?}: {found}");
        }
        assert_eq!(
            TableReport::new(&table).columns[0].why,
            "Numbers with the unit “hours and minutes”."
        );
    }
    let gaps = read(&["14:30", "", "16:30"]);
    assert_eq!(dataset(&gaps).features()[[1, 0]], 15.5);
    // Scores, ranges, ratios, and other texts.
    for cells in [
        &["2:1", "3:0"][..],
        &["14:35", "24:10"],
        &["14:35", "14:65"],
        &["08:00-12:00", "12:00-18:00"],
        &["14:35", "noon"],
        &["10:30 b", "11:30 a"],
    ] {
        assert_eq!(read(cells).columns[0].kind, Kind::Category, "{cells:?}");
    }
}

#[test]
fn durations_are_seconds_and_heights_are_inches() {
    let read = |cells: &[&str]| {
        let row =
            |k: usize| format!("\"{}\",{k}.5,{}\n", cells[k % cells.len()], k * 7 % 59 + k / 7);
        let rows: String = (0..60).map(row).collect();
        table(&format!("size,a,y\n{rows}"))
    };
    for (cells, numbers, unit) in [
        (&["1:23:45", "25:00:00"][..], &[5025.0, 90_000.0][..], "seconds"),
        (&["02:05.5", "1:58.25", "59:00.0"], &[125.5, 118.25, 3540.0], "seconds"),
        (&["1:02:05", "58:10"], &[3725.0, 3490.0], "seconds"),
        (&["1h 30m", "45m", "2h"], &[5400.0, 2700.0, 7200.0], "seconds"),
        (&["2h 30m", "3h 30m", "1h 30m"], &[9000.0, 12_600.0, 5400.0], "seconds"),
        (&["1 hour 5 min", "45 mins", "2 hours 1 second"], &[3900.0, 2700.0, 7201.0], "seconds"),
        (&["PT1H3M", "PT4M13S", "PT9S"], &[3780.0, 253.0, 9.0], "seconds"),
        (&["0 days 00:12:30", "1 days 02:00:01.5"], &[750.0, 93_601.5], "seconds"),
        (&["6'2\"\"", "5' 11\"\"", "6'0"], &[74.0, 71.0, 72.0], "inches"),
        (&["5:19", "4:02", "1:05:00"], &[319.0, 242.0, 3900.0], "seconds"),
    ] {
        let read = read(cells);
        let data = dataset(&read);
        assert_eq!(&data.features().column(0).to_vec()[..cells.len()], numbers, "{cells:?}");
        let why = &TableReport::new(&read).columns[0].why;
        assert_eq!(why, &format!("Numbers with the unit “{unit}”."), "{cells:?}");
        let note = "Column 1, “size”: Cells with several units became numbers in one unit.";
        assert!(notices(&read).contains(&note.to_owned()), "{cells:?}");
    }
    // Scores of tennis and football, dates without a year, minutes and seconds of an arc; scores and shares of other games;
    // decades, cards and terms; other texts; units in the wrong order, or too large; parts that are no numbers.
    for cells in [
        &["6-2", "7-5", "6-0", "6-4", "6-10"][..],
        &["7-9", "5-11", "6-10", "4-12"],
        &["4-10", "5-11", "6-12"],
        &["23'15\"\"", "24'10\"\""],
        &["25:28", "31:30"],
        &["1:10:100", "2:10:100"],
        &["20s", "30s", "40s"],
        &["2s", "3h", "10d"],
        &["1D", "5D", "1M", "6M"],
        &["90 min", "2 Seasons"],
        &["1h 30m", "late"],
        &["30m 1h", "45m 2h"],
        &["1h 75m", "2h 90m"],
        &["1:1e1:10", "1:2e1:10"],
        &["1.5:10:10", "2.5:10:10"],
        &["1:2:3:4", "2:3:4:5"],
    ] {
        assert_ne!(read(cells).columns[0].kind, Kind::Number, "{cells:?}");
    }
}

#[test]
fn a_code_in_most_rows_is_missing_if_many_numbers_are_left() {
    // 40 of 60 cells, beside 20 different numbers; the other column has the code in a third of its cells.
    let row = |k: usize| match k % 3 {
        0 => format!("{},-200,{}", 20 + k, k % 2),
        _ => format!("-999,{},{}", k * 7 % 13, k % 2),
    };
    let check = |row: &dyn Fn(usize) -> String, missing: [usize; 2]| {
        let rows: String = (0..60).map(|k| row(k) + "\n").collect();
        let read = table(&format!("mass,share,y\n{rows}"));
        assert_eq!([0, 1].map(|place| read.columns[place].missing()), missing);
    };
    check(&row, [40, 20]);
    check(&|k| row(k).replace("-999", "9999"), [40, 20]);
    // A code of another column.
    check(&|k| row(k).replace("-999", "-200"), [40, 20]);
    // The same number may be one of the others where these reach up to it.
    check(&|k| row(k).replace("-999", "99").replace("-200", "99"), [0, 20]);
    // Another number, few levels, and a number that is too near.
    check(&|k| row(k).replace("-999", "5000"), [0, 20]);
    check(&|k| format!("{},1,{}", if k % 3 == 0 { k % 9 } else { 999 }, k % 2), [0, 0]);
    check(&|k| format!("{},1,{}", if k % 3 == 0 { 20 + k } else { 99 }, k % 2), [0, 0]);
}

#[test]
fn entities_of_html_are_characters() {
    let row = |k: usize| {
        let name = ["A&amp;B", "x&lt;y", "&nbsp;", "a & b", "&amp;lt;"][k % 5];
        format!("{},{name},{}\n", k % 13, k % 2)
    };
    let rows: String = (0..60).map(row).collect();
    let read = table(&format!("R&amp;D,name,y\n{rows}"));
    let names = ["R&D", "name=&lt;", "name=A&B", "name=a & b", "name=x<y", "name=missing"];
    assert_eq!(dataset(&read).feature_names(), names);
    assert_eq!(read.preview[0][1], "A&B");
}
