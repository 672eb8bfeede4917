//! Division of a table into names, rows and cells: separators, headers, quotes, encodings and declarations.

#![cfg(all(feature = "table", not(target_arch = "wasm32")))]

#[path = "common/tables.rs"]
mod tables;

use proptest::prelude::*;
use rangefinder::table::{Finding, MAX_BYTES, Reader, Roles, read};
use rangefinder::table_report::{TableReport, reason};
use tables::{
    check, check_roles, check_table, column_names, dataset, notices, refused, table, table_of,
};

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
fn spaces_inside_a_column_do_not_divide_the_rows() {
    // The pixels of an image in one cell, as in FER2013.
    let row = |k: usize| format!("{},{} 80 82 72 {k} 58,Training\n", k % 3, 70 + k);
    let rows: String = (0..12).map(row).collect();
    let images = table(&format!("emotion,pixels,Usage\n{rows}"));
    assert_eq!(images.preview[0], ["0", "70 80 82 72 0 58", "Training"]);
}

#[test]
fn line_below_the_header_with_units_or_more_names_is_no_row() {
    let rows = "1.5,2.5,x\n2.5,4.5,y\n3.5,1.5,x\n";
    let expected: &[&[f64]] = &[&[1.5, 2.5, 0.0], &[2.5, 4.5, 1.0], &[3.5, 1.5, 0.0]];
    for (header, names) in [
        ("voltage,current,class\n(V),(A),\n", ["voltage", "current"]),
        ("Sepal,Petal,\nlength,width,species\n", ["Sepal", "Petal"]),
    ] {
        check(&[header, rows].concat(), &names, expected);
        let found = notices(&table(&[header, rows].concat()));
        let left_out = "Line 2: This line below the header is no row, and was left out.";
        assert!(found.contains(&left_out.to_owned()), "{found:?}");
    }
    assert_eq!(
        column_names(&["Sepal,Petal,\nlength,width,species\n", rows].concat())[2],
        "species"
    );
    let markdown = rows.lines().map(|line| format!("| {} |\n", line.replace(',', " | ")));
    let markdown = format!("| a | b | class |\n|---|---:|:--|\n{}", markdown.collect::<String>());
    assert_eq!(dataset(&table(&markdown)).class_names(), ["x", "y"]);
    // Units without brackets, with a name and with a blank.
    for units in ["V,mA,", "m/s,%,", "kg,kg,", "°C,mg/dL,-", "[s],m,"] {
        check(&format!("a,b,class\n{units}\n{rows}"), &["a", "b"], expected);
    }
    // The names of both lines.
    let stations = ",T,T,H\nstation,min,max,mean\nBonn,1,5,3\nRom,2,7,4\nOslo,0,3,5\n";
    assert_eq!(column_names(stations), ["station", "T min", "T max", "H mean"]);
    assert_eq!(column_names(&format!("a,a,class\n(V),(A),\n{rows}"))[..2], ["a (V)", "a (A)"]);
}

#[test]
fn first_row_of_texts_is_not_left_out_as_units_or_names() {
    let rows = "Bob,2.5,4.5,x\nCy,3.5,1.5,y\nDan,1.5,1.5,x\n";
    for first in [
        "NA,NA,NA,x",
        "Ann,absent,absent,",
        "Ann,absent,excused,",
        "Ann,absent,excused,z",
        "siteA,<0.1,<0.5,",
        ",<0.1,<0.5,",
        "p1,ND,ND,",
        "unknown,unknown,unknown,unknown",
        ",(none),(missing),",
        "Ann,A,A,",
        "Ann,kg,cm,",
        "Ann,bad,2,x",
    ] {
        let table = table(&format!("name,a,b,class\n{first}\n{rows}"));
        assert_eq!(table.rows(), 4, "{first}");
        assert!(!notices(&table).iter().any(|text| text.contains("is no row")), "{first}");
    }
    assert_eq!(table(&format!(",a,b,class\nAnn,absent,excused,z\n{rows}")).rows(), 4);
    assert_eq!(table(&format!("name,a,,class\nAnn,absent,<0.1,z\n{rows}")).rows(), 4);
    assert_eq!(table("city,color,n\nRom,red,1\nBonn,blue,2\nRom,red,2\n").rows(), 3);
    assert_eq!(table("a,b,class\nbad,2,x\n2.5,4.5,y\n3.5,1.5,x\n").rows(), 3);
}

#[test]
fn first_row_is_kept_if_a_text_of_it_comes_again_after_hundreds_of_rows() {
    let row = |k: usize| format!("{k}.5,{},{}\n", k % 7, ["x", "y"][k % 2]);
    let rows: String = (0..300).map(row).collect();
    let text = format!("a,b,class\nh,d,\n{rows}");
    assert_eq!(table(&text).rows(), 300);
    let table = table(&format!("{text}1.5,d,x\n"));
    assert_eq!((table.rows(), table.preview.len()), (302, 20));
    assert_eq!(table.preview[0], ["h", "d", ""]);
    assert_eq!(table.preview[1], ["0.5", "0", "x"]);
    // In a short table, with a name that no row has a cell for.
    let short = self::table("a,b,,note\nlow,high,x\n1.5,2,x\n2.5,3,y\n3.5,1,x\n");
    assert_eq!((short.rows(), short.preview.len()), (4, 4));
    assert_eq!(short.preview[0], ["low", "high", "x", ""]);
    assert_eq!(short.preview[1], ["1.5", "2", "x", ""]);
    let found = notices(&table);
    let unlabeled = "Line 2, column 3, “class”: 1 row without a target left out.";
    assert!(found.contains(&unlabeled.to_owned()), "{found:?}");
    assert!(!found.iter().any(|text| text.contains("is no row")), "{found:?}");
}

#[test]
fn last_row_with_totals_is_left_out() {
    let rows = "region;units;sales\nN;1;2\nS;3;5\nN;4;4\n";
    for total in
        ["Total;8;11\n", ";;\nSUMME;8;11\n", ";Grand total;11\n", "Total;8;11\nSource: survey\n"]
    {
        let table = table(&[rows, total].concat());
        let totals: Vec<String> =
            notices(&table).into_iter().filter(|text| text.contains("has totals")).collect();
        let line = if total.starts_with(";;") { 6 } else { 5 };
        assert_eq!(totals, [format!("Line {line}: The last row has totals, and was left out.")]);
        assert_eq!(table.preview[2], ["N", "4", "4"]);
    }
    // With a colon; the mean of a column; rounded; below subtotals; and a row that is too short.
    for (last, rows_left) in [
        ("Total:;8;11\n", 3),
        ("Total;2,7;11\n", 3),
        ("total : ;;11\n", 3),
        ("Total;3;5\nGrand total;8;11\n", 4),
    ] {
        assert_eq!(table(&[rows, last].concat()).rows(), rows_left, "{last}");
    }
    let short = notices(&table("region;kind;units;sales\nN;a;1;2\nS;b;3;5\nN;a;4;4\nTotal;;8\n"));
    let lines: Vec<&String> = short.iter().filter(|text| text.starts_with("Line 5")).collect();
    assert_eq!(lines, ["Line 5: The last row has totals, and was left out."]);
    let short = notices(&table("region;units;sales\nN;1;2\nTotal;3\n"));
    assert!(short.iter().any(|text| text.contains("has fewer cells")), "{short:?}");
}

#[test]
fn last_row_named_as_totals_is_kept_if_it_is_data() {
    for text in [
        "statistic,a,b\nmean,3,2\nmax,5,4\nmin,1,1\nsum,12,8\n",
        "coverage,rate,y\nnone,0,1\npartial,0.6,0\ntotal,1,1\n",
        "food,fat,sugar\nmilk,3,5\nbread,1,4\nTotal,2,11\n",
        "region,units,sales\nN,1,2\nS,3,5\nTotal,4,9\n",
        "region,kind,sales\nN,a,2\nS,b,5\nTotal,a,7\n",
        "region,a,b\nN,0,x\nS,0,y\nTotal,0,\n",
    ] {
        let rows = text.lines().count() - 1;
        assert_eq!(table(text).rows(), rows, "{text}");
    }
    // Without a header, and below declarations.
    assert_eq!(table("N,1,2\nS,3,5\nN,4,4\nTotal,8,11\n").rows(), 4);
    let arff = "@relation r\n@attribute a {partial,none,total}\n@attribute b numeric\n@attribute y {x,z}\n@data\n\
        partial,1.5,x\nnone,1.8,z\ntotal,3.3,?\n";
    assert_eq!(table(arff).rows(), 3);
    // A category that comes again.
    let again = "region;units;sales\nTotal;1;2\nS;3;5\nN;4;4\nTotal;8;11\n";
    assert_eq!(table(again).rows(), 4);
    assert_eq!(table("region;units;sales\nN;1;2\nTotal;3;5\nN;4;4\n").rows(), 3);
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
fn largest_integer_in_the_first_line_is_read() {
    assert_eq!(table("5,18446744073709551615,a,b\n1,2,c,d\n3,4,e,f\n").rows(), 3);
}

#[test]
fn bytes_of_windows_1252_are_read() {
    let table = table_of(b"price;class\n5 \x80;\x93a\x94\n7,5 \x80;b\n9 \x80;b\n");
    check_table(&table, &["price"], &[&[5.0, 1.0], &[7.5, 0.0], &[9.0, 0.0]]);
    assert_eq!(dataset(&table).class_names(), ["b", "“a”"]);
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

#[test]
fn a_header_shorter_than_rows_that_end_in_separators_names_their_columns() {
    let rows = |end: &str| {
        (0..30).map(|k| format!("{k}.5,{},{}{end}\n", k % 7, k % 2)).collect::<String>()
    };
    for end in [",", ",,"] {
        let table = table(&format!("age,bmi,outcome\n{}", rows(end)));
        let names: Vec<&str> =
            table.columns[..3].iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["age", "bmi", "outcome"]);
        assert_eq!(
            (table.rows(), table.roles().to_string()),
            (30, format!("1.n2tx{}", if end == "," { "" } else { "2" }))
        );
    }
    // A cell behind the last name: the first column has no name, as R writes tables.
    let table = table(&format!("bmi,outcome\n{}", rows("")));
    assert_eq!((table.columns[1].name.as_str(), table.rows()), ("bmi", 30));
}

#[test]
fn doubled_tabs_divide_the_same_cells() {
    let rows = |tab: &str| {
        let row = |k: usize| {
            format!("{k}.5{}{}\t{}\n", if k % 9 == 4 { tab } else { "\t" }, k % 7, k % 3 + 1)
        };
        (0..60).map(row).collect::<String>()
    };
    let single = table(&rows("\t"));
    let doubled = table(&rows("\t\t"));
    assert_eq!(doubled.columns, single.columns);
    assert_eq!(doubled.notices, single.notices);
    // Also in most rows, where a first row that is shorter is no header.
    let most: String = (0..60)
        .map(|k| format!("{k}.5\t{}{}\n", if k % 3 > 0 { "\t" } else { "" }, k % 7))
        .collect();
    assert_eq!(table(&most).rows(), 60);
    // A cell too many is left out, with a notice.
    let long = table(&rows("\t7\t"));
    assert!(long.notices.iter().any(|notice| notice.what == Finding::Long && notice.count == 7));
}

#[test]
fn a_second_header_above_numbers_in_every_column_is_no_row() {
    let rows: String =
        (0..40).map(|k| format!("{},{}000,{}\n", k + 1, k * 7 % 31, k % 2)).collect();
    let table = |above: &str| table(&format!("{above}{rows}"));
    // As saved from the table of credit card clients, whose first row numbers the columns.
    let clients = table(",X1,Y\nID,LIMIT_BAL,default payment next month\n");
    assert_eq!((clients.rows(), clients.roles().to_string().as_str()), (40, "1.xnt"));
    assert_eq!(clients.columns[0].name, "ID");
    for types in ["INT,DOUBLE,CAT\n", "int,float,categorical\n"] {
        assert_eq!(table(&format!("a,b,c\n{types}")).rows(), 40, "{types}");
    }
    let cars: String =
        (0..40).map(|k| format!("car {k},{}.5,{k},{}\n", k % 7, ["EU", "US"][k % 2])).collect();
    let cars =
        |types: &str| read("t.csv", format!("car,weight,power,origin\n{types}\n{cars}").as_bytes());
    assert_eq!(cars("STRING,DOUBLE,INT,CAT").map(|table| table.rows()), Ok(40));
    assert_eq!(cars("car 41,unknown,missing,EU").map(|table| table.rows()), Ok(41));
    // A row with texts for what was not measured.
    assert_eq!(table("a,b,c\n1,unknown,failed\n").rows(), 41);
}

#[test]
fn sparse_libsvm_files_are_named() {
    let says = "This is a sparse LIBSVM file.";
    for text in [
        "1 3:0.5 7:1.2\n-1 1:2\n+1 2:0.25 9:1\n",
        "3.5 1:0.1 2:-0.2 3:1\n2 1:0.3 2:4 3:1e-3\n",
        "2 qid:1 1:0.5 2:1.5 # a query\n1 qid:1 1:0.25 2:0.125\n",
        "1 1:1 2:1\r\n0\r\n1 5:1\r\n",
    ] {
        let found = refused(text.as_bytes());
        assert!(found.starts_with(says), "{text}: {found}");
    }
    // Times, decreasing indices and texts.
    check_roles("1 10:30 11:45\n0 12:15 13:30\n1 08:05 09:10\n0 10:00 11:00\n", "tn2");
    for text in ["a b\n1 3:x\n2 4:y\n", "1 3:5 2:7\n2 9:1 5:4\n1 9:2 1:1\n"] {
        assert!(!reason_of(text).starts_with(says), "{text}");
    }
}

fn reason_of(text: &str) -> String {
    read("test.csv", text.as_bytes())
        .map_or_else(|refusal| reason(None, &refusal), |_| String::new())
}

#[test]
fn a_row_that_goes_on_in_the_next_line_is_reported() {
    let says = |text: &str| {
        notices(&table(text)).into_iter().filter(|note| note.contains("go on")).collect::<Vec<_>>()
    };
    let note = "The row seems to go on in the next line; they are read as two rows.";
    // Broken in a text, at a separator, and twice.
    assert_eq!(says("a,b,c,y\n1,u,2,0\n2,v\nw,3,1\n3,u,4,0\n"), [format!("Line 3: {note}")]);
    assert_eq!(says("a,b,c,y\n1,u,2,0\n2,v,\n3,1\n3,u,4,0\n"), [format!("Line 3: {note}")]);
    assert_eq!(
        says("a,b,c,y\n1,u,2,0\n2,v\nw,3,1\n3,u\n4,0\n1,w,5,1\n"),
        [format!("Line 3: {note} 1 more like this.")]
    );
    // A complete row is not the rest of a remark or of a row that lacks a cell.
    assert_eq!(says("a,b,y\n1,2,0\nRegion B\n3,4,1\n"), [""; 0]);
    assert_eq!(says("a,y\n1,0\n2\n3,1\n"), [""; 0]);
    // In quotes, and rows that only lack cells.
    assert_eq!(says("a,b,c,y\n1,u,2,0\n2,\"v\nw\",3,1\n3,u,4,0\n"), [""; 0]);
    assert_eq!(says("a,b,c,y\n1,u,2,0\n2,v,3\n1,w,5,1\n2,v,3\n3,u,4,0\n"), [""; 0]);
}
