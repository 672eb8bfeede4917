//! The target of a table and the use of its other columns.

#![cfg(all(feature = "table", not(target_arch = "wasm32")))]

#[path = "common/tables.rs"]
mod tables;

use rangefinder::table::Roles;
use rangefinder::table_report::{TableReport, reason, roles};
use tables::{check_roles, dataset, table};

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
            [2.5, 3.5][k / 2 % 2]
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
    let text = rows(|k| format!("wood {},{},{}\n", k % 27, k % 4, k % 2));
    check_roles(&format!("kind,b,y\n{text}"), "xnt");
    // Without a header: large whole numbers that rarely repeat.
    let text = rows(|k| format!("{},{},{}\n", 70_000 + k % 28 * 13, k % 4, k % 2));
    check_roles(&text, "xnt");
    let text: String =
        (0..200).map(|k| format!("text {},{},{}\n", k % 60, k % 11, k % 2)).collect();
    check_roles(&format!("a,b,y\n{text}"), "xnt");
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
fn last_column_with_the_name_of_a_target_is_the_target() {
    let row = |k: usize| format!("{},{k}.5,{}\n", ["a", "b"][k % 2], k % 3);
    let rows: String = (0..30).map(row).collect();
    for (first, last) in
        [("default", "y"), ("stroke", "price"), ("class", "price"), ("Class", "satisfaction")]
    {
        check_roles(&format!("{first},age,{last}\n{rows}"), "cnt");
    }
    check_roles(&format!("default,age,region\n{rows}"), "tn2");
    check_roles(&format!("left,age,region\n{rows}"), "tn2");
    // With more values, these two are other things.
    let row = |k: usize| format!("{},{},{}.5\n", k % 9, k % 4, k * 7 % 29);
    let boxes: String = (0..30).map(row).collect();
    check_roles(&format!("left,top,score\n{boxes}"), "n2v");
    check_roles(&format!("default,top,score\n{boxes}"), "n2v");
    check_roles(&format!("outcome,top,score\n{boxes}"), "tn2");
    check_roles(&format!("HeartDisease,age,region\n{rows}"), "tn2");
    // Some names are surer than that of the last column; others need two values, or the first or the last place.
    check_roles(&format!("Diabetes_binary,age,income\n{rows}"), "tn2");
    check_roles(&format!("default,age,deposit\n{rows}"), "cnt");
    check_roles(&format!("height,close,volume\n{rows}"), "cvn");
    check_roles(&format!("category,age,region\n{rows}"), "tn2");
    check_roles(&format!("status,age,region\n{rows}"), "tn2");
    let row = |k: usize| format!("{k}.5,{},{}.25\n", k % 3, k * 7 % 29);
    let groups: String = (0..30).map(row).collect();
    check_roles(&format!("weight,category,size\n{groups}"), "n2v");
    check_roles(&format!("weight,status,size\n{groups}"), "n2v");
    check_roles(&format!("name,selling_price,seats\n{rows}"), "cvn");
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
fn the_columns_of_a_target_s_other_classes_are_left_out() {
    let rows = |row: fn(usize) -> String| (0..60).map(row).collect::<String>();
    let species = rows(|k| {
        let is = |class: usize| u8::from(k * 7 % 3 == class);
        format!("{}.5,{},{},{}\n", k % 11, is(0), is(1), is(2))
    });
    let header = "petal,setosa,versicolor,virginica\n";
    check_roles(&format!("{header}{species}"), "nx2t");
    let table = table(&format!("{header}{species}"));
    let why = &TableReport::new(&table).columns[1].why;
    assert!(why.ends_with("To predict every class, combine them."), "{why}");
    // Another target: its other classes are left out; those of the previous one are features again.
    let change = |roles: &Roles, place| table.change(roles, place, None);
    let middle = change(&table.roles(), 2);
    assert_eq!(middle.to_string(), "1.nxtx");
    assert_eq!(change(&middle, 0).to_string(), "1.vn3");
    assert_eq!(change(&change(&middle, 0), 3), table.roles());
    // As pandas writes them, behind the target, and with two classes.
    let words = species.replace(",0", ",False").replace(",1", ",True");
    check_roles(&format!("{header}{words}"), "nx2t");
    let two = rows(|k| format!("{},{},{}.5\n", k % 2, 1 - k % 2, k % 11));
    check_roles(&format!("target,other,petal\n{two}"), "txn");
    // Rows with two classes or none; a class with three values; features that are not beside the target.
    let labels = rows(|k| {
        let (cat, dog) = (k % 2 == 0, k % 2 == 1 || k % 3 == 0);
        format!("{}.5,{},{}\n", k % 11, u8::from(cat), u8::from(dog))
    });
    check_roles(&format!("length,cat,dog\n{labels}"), "n2t");
    let none =
        rows(|k| format!("{}.5,{},{}\n", k % 11, u8::from(k % 4 == 0), u8::from(k % 4 == 1)));
    check_roles(&format!("length,cat,dog\n{none}"), "n2t");
    let three = rows(|k| format!("{},{},{}\n", u8::from(k % 3 == 0), u8::from(k % 3 == 1), k % 3));
    check_roles(&format!("cat,dog,kind\n{three}"), "n2t");
    let colors = rows(|k| format!("{},{},{}.5,{}\n", k % 2, 1 - k % 2, k % 11, k * 7 % 5 % 2));
    check_roles(&format!("red,blue,size,sold\n{colors}"), "n3t");
}

/// Checks the roles of a table with this header, whose rows `row` makes from their indices.
fn check_rows(header: &str, rows: usize, row: &dyn Fn(usize) -> String, roles: &str) {
    let rows: String = (0..rows).map(|k| row(k) + "\n").collect();
    check_roles(&format!("{header}\n{rows}"), roles);
}

#[test]
fn a_column_that_is_the_target_under_other_names_is_left_out() {
    let iris = |k: usize| {
        let species = ["setosa", "versicolor", "virginica"][k * 7 % 3];
        format!("{}.5,{},{species}", k % 11, k * 7 % 3)
    };
    check_rows("petal,code,species", 60, &iris, "nxt");
    check_rows("petal,target,species", 60, &iris, "ntx");
    let rows: String = (0..60).map(|k| iris(k) + "\n").collect();
    let table = table(&format!("petal,code,species\n{rows}"));
    let why = &TableReport::new(&table).columns[1].why;
    assert!(why.starts_with("Left out: each of its values stands for one of the target"), "{why}");
    // Another target: both are features, and the same again.
    let petal = table.change(&table.roles(), 0, None);
    assert_eq!(petal.to_string(), "1.vnc");
    assert_eq!(table.change(&petal, 1, None).to_string(), "1.ntx");
    assert_eq!(table.change(&petal, 2, None), table.roles());

    let cells = |cells: [&str; 4]| cells.join(",");
    let is = |is: bool| if is { "1" } else { "0" };
    // Two classes, of which the other column has blank cells, away from the target; and a measure in two units.
    let code = |k: usize| {
        let sick = k * 5 % 7 < 3;
        let code = if k % 9 == 4 { "" } else { is(!sick) };
        cells([code, &format!("{}.5", k % 11), ["1", "0"][k % 2], if sick { "M" } else { "B" }])
    };
    check_rows("healthy,radius,left,diagnosis", 60, &code, "xn2t");
    check_rows(
        "km_l,weight,mpg",
        60,
        &|k| format!("{},{}.5,{}", 3 * (k % 25), k % 11, 7 * (k % 25)),
        "xnv",
    );
    // One row in sixty differs; few rows; values that are seldom repeated; groups of classes; no other feature.
    let typo = |k: usize| if k == 59 { "0.5,2,setosa".to_owned() } else { iris(k) };
    check_rows("petal,code,species", 60, &typo, "n2t");
    check_rows("petal,code,species", 19, &iris, "n2t");
    check_rows(
        "km_l,weight,mpg",
        40,
        &|k| format!("{},{}.5,{}", 3 * (k % 25), k % 11, 7 * (k % 25)),
        "n2v",
    );
    let groups = |k: usize| format!("{}.5,{},{}", k % 11, k * 7 % 3 / 2, k * 7 % 3);
    check_rows("size,wild,species", 60, &groups, "n2t");
    check_rows("x,y", 60, &|k| format!("{},{}", k % 25, 2 * (k % 25) + 1), "nv");
}

#[test]
fn columns_that_determine_the_target_are_left_out() {
    let check = |header: &str, row: &dyn Fn(usize) -> String, roles: &str| {
        check_rows(header, 90, row, roles);
    };
    // The outcome of a booking says whether it was canceled; its groups of guests do not, nor does a number that fits.
    let status = |k: usize| ["Check-Out", "Canceled", "No-Show"][k * 7 % 3];
    let canceled = |k: usize| [0, 1, 1][k * 7 % 3];
    let booking = |k: usize| format!("{}.5,{},{}", k % 11, status(k), canceled(k));
    check("nights,reservation_status,is_canceled", &booking, "nxt");
    let guests = |k: usize| {
        let guests = ["family", "couple", "single"][if k == 89 { 0 } else { k * 7 % 3 }];
        format!("{}.5,{guests},{}", k % 11, canceled(k))
    };
    check("nights,guests,is_canceled", &guests, "nct");
    let legs = |k: usize| format!("{}.5,{},{}", k % 11, k * 7 % 3, canceled(k));
    check("size,legs,is_insect", &legs, "n2t");
    // Many texts, each in few rows.
    let town = |k: usize| format!("{}.5,{},{}", k % 11, k % 30, u8::from(k % 30 > 11));
    check("size,town,sold", &|k| town(k).replace(',', ",t"), "nct");

    // Parts of a sum, in any place but apart from the target.
    let parts = |k: usize| (k * 7 % 29, k * 5 % 31, k * 3 % 11);
    let rental = |k: usize| {
        let (casual, registered, hour) = parts(k);
        format!("{hour},{casual},{registered},{}", casual + registered)
    };
    check("hour,casual,registered,cnt", &rental, "nx2v");
    let sales = |k: usize| {
        let (eu, jp, other) = parts(k);
        format!(
            "{},{}.25,{jp}.5,{other},{}",
            k % 13,
            eu,
            eu as f64 + 0.25 + jp as f64 + 0.5 + other as f64
        )
    };
    check("year,eu,jp,other,price", &sales, "nx3v");
    let off = |k: usize| if k == 80 { "5,100,200,301".to_owned() } else { rental(k) };
    check("hour,casual,registered,cnt", &off, "n3v");
    // There is nothing else to learn from.
    check(
        "a,b,y",
        &|k| format!("{},{},{}", parts(k).0, parts(k).1, parts(k).0 + parts(k).1),
        "n2v",
    );
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
fn row_numbers_of_a_sample_are_left_out() {
    // Each third row, or the rows in another order.
    let sorted = |k: usize| 3 * k + 2 + k % 2;
    let mixed = |k: usize| k * 37 % 101;
    for name in ["#", "No", "No.", "S.No.", "\"\"", "Unnamed: 0", "obs"] {
        check_rows(
            &format!("{name},a,y"),
            60,
            &|k| format!("{},{}.5,{}", sorted(k), k % 11, k % 2),
            "xnt",
        );
        check_rows(
            &format!("{name},a,y"),
            60,
            &|k| format!("{},{}.5,{}", mixed(k), k % 11, k % 2),
            "xnt",
        );
    }
    // Without names.
    let rows = |row: &dyn Fn(usize) -> String| (0..60).map(|k| row(k) + "\n").collect::<String>();
    check_roles(&rows(&|k| format!("{},{}.5,{}", sorted(k), k % 11, k % 2)), "xnt");
    check_roles(&rows(&|k| format!("{},{}.5,{}", mixed(k), k % 11, k % 2)), "n2t");
    check_roles(&rows(&|k| format!("{}.5,{}.5,{}", sorted(k), k % 11, k % 2)), "n2t");
    // Steps that are equal measure something, as heights.
    let heights: String = (0..15).map(|k| format!("{},{}\n", 58 + k, 115 + k * 3)).collect();
    check_roles(&heights, "nv");
    let doses: String = (1..=12).map(|k| format!("{},{}.5\n", 5 * k, k * 7 % 11)).collect();
    check_roles(&doses, "nv");
    // Counts, and the last column.
    check_rows("No,a,y", 60, &|k| format!("{},{}.5,{}", k % 9, k % 11, k % 2), "n2t");
    check_rows("a,b,No", 60, &|k| format!("{},{}.5,{}", k % 9, k % 11, mixed(k)), "n2v");
}

#[test]
fn parts_of_a_rounded_sum_are_left_out() {
    // Hundredths of sales, whose parts are rounded to the nearest.
    let round = |thousandths: usize| ((thousandths + 5) / 10) as f64 / 100.0;
    let parts = |k: usize| [k * 737 % 9973, k * 389 % 4999, k * 211 % 991, k * 97 % 499];
    let row = |k: usize| {
        let parts = parts(k);
        let shown: Vec<String> = parts.iter().map(|part| format!("{:.2}", round(*part))).collect();
        format!("{},{},{:.2}", k % 13, shown.join(","), round(parts.iter().sum()))
    };
    // Some rows do not add up exactly.
    let differs = |k: usize| {
        let sum: f64 = parts(k).iter().map(|part| round(*part)).sum();
        (sum - round(parts(k).iter().sum())).abs() > 0.005
    };
    assert!((0..60).filter(|k| differs(*k)).count() > 10);
    let header = "year,NA_Sales,EU_Sales,JP_Sales,Other_Sales,Global_Sales";
    check_rows(header, 60, &row, "nx4v");
    // Features near nothing beside few tenths: any numbers would add up.
    let small =
        |k: usize| format!("{},0.0{},0.0{},0.{}", k % 13, 2 + k % 4, 2 + k * 7 % 4, 1 + k % 3);
    check_rows("a,b,c,y", 60, &small, "n3v");
    // Another number in one row.
    let off = |k: usize| if k == 30 { "5,1.00,2.00,3.00,4.00,10.04".to_owned() } else { row(k) };
    check_rows(header, 60, &off, "n5v");
}

#[test]
fn free_text_is_called_so() {
    let words = ["the", "battery", "lasts", "very", "long", "but", "screen", "is", "dim"];
    let review =
        |k: usize| (0..7 + k % 3).map(|j| words[(k * 5 + j * 2) % 9]).collect::<Vec<_>>().join(" ");
    let why = |rows: usize, text: &dyn Fn(usize) -> String| {
        let rows: String =
            (0..rows).map(|k| format!("{},{}.5,{}\n", text(k), k % 11, k % 2)).collect();
        TableReport::new(&table(&format!("review,a,y\n{rows}"))).columns[0].why.clone()
    };
    // All different, nearly so, and many that come again.
    assert_eq!(why(60, &|k| format!("{} {k}", review(k))), "Left out: it is free text.");
    assert_eq!(why(60, &|k| format!("{} {}", review(k), k % 50)), "Left out: it is free text.");
    assert_eq!(
        why(300, &|k| format!("{} {}", review(k % 60), k % 60)),
        "Left out: it is free text."
    );
    // Names are not.
    let name = |k: usize| format!("\"Braund{k}, Mr. Owen Harris\"");
    assert_eq!(why(60, &name), "Left out: all texts are different, so they only identify rows.");
}

#[test]
fn a_column_that_counts_the_rows_is_a_feature_if_there_is_no_other() {
    let salary = |k: usize| format!("Position {k},{},{}", k + 1, 45_000 + k * k * 100);
    check_rows("Position,Level,Salary", 12, &salary, "xnv");
    check_rows("week,sales", 30, &|k| format!("{k},{}.5", k * 7 % 29), "nv");
    // Identifiers are none, nor are counts beside features.
    check_rows("id,sales", 30, &|k| format!("{k},{}.5", k * 7 % 29), "xv");
    check_rows("week,size,sales", 30, &|k| format!("{k},{},{}.5", k % 4, k * 7 % 29), "xnv");
}

#[test]
fn a_last_column_named_stroke_is_the_target_beside_heart_disease() {
    let row = |k: usize| format!("{},{},{}.5,{}", 20 + k % 50, k % 2, k * 7 % 29, k / 2 % 2);
    check_rows("age,heart_disease,bmi,stroke", 60, &row, "n3t");
    let row = |k: usize| format!("{},{},{},{}.5", k % 50, k % 2, k / 2 % 2, k % 29);
    check_rows("age,HeartDisease,stroke,bmi", 60, &row, "ntn2");
}

#[test]
fn letters_of_a_class_in_front_of_letters_are_the_target() {
    // As in the mushrooms without a header: e or p, codes, and the habitat.
    let row = |habitats: usize| {
        move |k: usize| {
            let letter = |step: usize, count: usize| char::from(b'a' + (k * step % count) as u8);
            let (class, habitat) = (['e', 'p'][k % 2], letter(11, habitats));
            format!("{class},{},{},{habitat}", letter(7, 3), letter(7, 5))
        }
    };
    let rows = |row: &dyn Fn(usize) -> String| (0..60).map(|k| row(k) + "\n").collect::<String>();
    check_roles(&rows(&row(9)), "tc3");
    // Few letters in the last column, as of grades; words; with names.
    check_roles(&rows(&row(4)), "c3t");
    check_roles(&rows(&|k| row(9)(k) + "x"), "c3t");
    check_rows("cap,odor,gill,habitat", 60, &row(9), "c3t");
}

#[test]
fn first_classes_in_front_of_free_text_are_the_target() {
    let words = ["the", "battery", "lasts", "long", "but", "screen", "is", "dim"];
    let text = |k: usize| (0..8).map(|j| words[(k * 5 + j * 3) % 8]).collect::<Vec<_>>().join(" ");
    let rows = |row: &dyn Fn(usize) -> String| (0..60).map(|k| row(k) + "\n").collect::<String>();
    let tweet = |k: usize| {
        format!("{},{},none,user {},{} {k}", k % 2 * 4, 70_000 + k * 7919 % 1000, k % 50, text(k))
    };
    check_roles(&rows(&tweet), "tnx3");
    // Stars behind another column of classes; names behind one.
    check_roles(&rows(&|k| format!("{},{},{} {k}", k % 2, k % 5 + 1, text(k))), "ntx");
    check_roles(&rows(&|k| format!("{},{}.5,name {k}", k % 2, k * 7 % 59)), "nvx");
}

#[test]
fn the_measurement_behind_the_time_is_the_target_if_named_so() {
    let row = |k: usize| format!("{},{},{}.5,{}.25", k / 24 + 1, k % 24, k * 7 % 59, k * 11 % 53);
    let timed = |k: usize| format!("{},{},{}", 2010 + k % 5, k % 12 + 1, row(k));
    check_rows("year,month,day,hour,pm2.5,rain", 60, &timed, "n4vn");
    // An index is computed from it.
    check_rows("day,hour,pm2.5,AQI", 60, &row, "n3v");
    // One of many features of another target.
    check_rows("day,wind,PM2.5,admissions", 60, &row, "n3v");
    check_rows("PM2.5,wind,rain,air", 60, &row, "n3v");
}

#[test]
fn arrival_delays_are_the_target_unless_there_are_classes() {
    let row = |last: usize| {
        move |k: usize| format!("{},{}.5,{}.5,{}", k % 7, k * 7 % 59, k * 11 % 53, k * 13 % last)
    };
    check_rows("month,dep_delay,arr_delay,minute", 60, &row(59), "n2vn");
    check_rows("MONTH,DEPARTURE_DELAY,ARRIVAL_DELAY,minute", 60, &row(59), "n2vn");
    check_rows("month,dep_delay,arr_delay,diverted", 60, &row(2), "n3t");
    check_rows("month,dep_delay,wind,taxi_out", 60, &row(59), "n3v");
    // A flag of late flights would give the delay away.
    let flag = |k: usize| format!("{},{}.5,{},{}.5", k % 7, k * 7 % 59, k % 2, k * 11 % 53);
    check_rows("month,arr_delay,late,distance", 60, &flag, "n3v");
    let class =
        |k: usize| format!("{},{}.5,{}", k % 7, k * 7 % 59, ["early", "late", "on time"][k % 3]);
    check_rows("month,arr_delay,delay_class", 60, &class, "n2t");
    check_rows("x,Arrival Delay in Minutes,y,z", 60, &row(59), "n3v");
}

#[test]
fn of_several_targets_the_others_are_left_out() {
    let row = |k: usize| {
        let cells = [7, 11, 13, 17, 19].map(|step| format!("{}.5", k * step % 59));
        cells.join(",")
    };
    check_rows("X1,X2,X3,Y1,Y2", 60, &row, "n3vx");
    check_rows("X1,X2,X3,Y1,Y2,,", 60, &|k| row(k) + ",,", "n3vx3");
    let rows: String = (0..60).map(|k| row(k) + "\n").collect();
    let read = table(&format!("X1,X2,X3,Y1,Y2\n{rows}"));
    let why = &TableReport::new(&read).columns[4].why;
    assert_eq!(why, "Left out: by its name, it is another value to predict.");
    assert_eq!(read.change(&read.roles(), 4, None).to_string(), "1.n3xv");
    // Corners of boxes, pairs of coordinates, and one target.
    check_rows("x1,y1,x2,y2,size", 60, &row, "n4v");
    check_rows("size,x1,x2,y1,y2", 60, &row, "n4v");
    check_rows("x1,x2,x3,x4,y1", 60, &row, "n4v");
}
