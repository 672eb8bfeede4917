//! The reader of tables: any bytes are read or rejected.

use proptest::prelude::*;
use proptest::sample::select;
use rangefinder::table::{Reader, Role, Roles, Table, Use, read};
use rangefinder::table_report::{TableReport, reason, sentences};

use super::files;

/// Valid tables in which pieces are replaced.
const WHOLE: [&str; 9] = [
    "a,b,class\n1.5,2,x\n2.5,3,y\n4.5,?,x\n",
    "a;b;class\n1,5;1.234,5;x\n2,5;\"3;\";y\n4,5;;x\n",
    "id\tdate\tprice\n1\t2024-01-31\t$1,234.50\n2\t31/12/2023\t(3)\n3\t\t5%\n",
    "4,2,no,yes\n1.5,2.5,0\n2.5,1.5,1\n3.5,1.5,1\n1,1,0\n",
    "@relation t\n@attribute 'a b' numeric\n@attribute c {x, 'y z'}\n@data\n1,x\n?,'y z'\n",
    "# made by hand\n 1  2 \"a b\"\n 2  3 c\n\n 3  1 c\n",
    "sep=|\nname|flag|y\nJo|yes|1\n\"Al\nbert\"|No|0\nEd|YES|1\n",
    "\"\",\"one\",\"one\",\"\"\n\"1\",1e999,2e-3,T\n\"2\",-inf,0x1,F\n",
    "X1,X2,X3,R&amp;D,Y1,Y2\n1h 30m,02:05.5,6-2,&lt;,1,2\nPT5M1S,1:23:45,5-10,&nbsp;,2,4\n2 h,0:59.9,6-0,&,3,3\n",
];

/// A file, the size of its portions, and a change of roles.
#[derive(Clone, Debug)]
pub struct Input {
    bytes: Vec<u8>,
    portion: usize,
    change: (usize, Role),
}

/// Files, portions and changes.
pub fn inputs() -> impl Strategy<Value = Input> {
    let bytes = files::bytes(&WHOLE, piece);
    let used_as = select(vec![Use::Number, Use::Category, Use::Class, Use::Value, Use::Ignored]);
    let role =
        (used_as, any::<bool>()).prop_map(|(used_as, drop_missing)| Role { used_as, drop_missing });
    (bytes, 1_usize..1000, (0_usize..6, role)).prop_map(|(bytes, portion, change)| Input {
        bytes,
        portion,
        change,
    })
}

/// Checks the invariants of a table, and that the portions make no difference.
pub fn check(Input { bytes, portion, change: (column, role) }: &Input) {
    let mut reader = Reader::new("test.csv");
    let fed = bytes.chunks(*portion).try_for_each(|bytes| reader.feed(bytes));
    let table = read("test.csv", bytes);
    assert_eq!(fed.and_then(|()| reader.finish()), table);
    match table {
        Ok(table) => {
            check_roles(&table, &table.roles());
            check_roles(&table, &table.change(&table.roles(), *column, Some(*role)));
        }
        Err(refusal) => check_sentence(&reason(None, &refusal)),
    }
}

fn check_roles(table: &Table, roles: &Roles) {
    assert_eq!(Roles::read(&roles.to_string()).as_ref(), Some(roles));
    let report = TableReport::new(table);
    report
        .notices
        .iter()
        .chain(report.columns.iter().map(|column| &column.why))
        .for_each(|text| check_sentence(text));
    match table.dataset(roles) {
        Ok((dataset, notices)) => {
            assert!(dataset.rows() <= table.rows());
            assert_eq!(dataset.features().ncols(), dataset.feature_names().len());
            assert!(dataset.features().iter().all(|x| x.is_finite()));
            assert!(dataset.targets().numbers().iter().all(|x| x.is_finite()));
            assert!(dataset.rows() > 0 && dataset.features().ncols() > 0);
            sentences(table, &notices).iter().for_each(|text| check_sentence(text));
        }
        Err(refusal) => check_sentence(&reason(Some(table), &refusal)),
    }
}

fn check_sentence(text: &str) {
    assert!(text.ends_with('.') && text.chars().count() < 500, "{text}");
}

fn piece() -> BoxedStrategy<String> {
    let pieces = "a|,|,|,|;|\\t|\\||  |\\n|\\n|\\n|\\r|\\r\\n|\"|'|\\\\|#|%|@data\\n|@attribute x numeric\\n|@relation|{|}\
        |1|2.5|-3|1e308|-1e308|1e999|nan|inf|NA|?|-|1,234|1.234,5|$5|45%|(7)|2024-02-29|31.12.2023|1/2/2023 5 PM|yes|no\
        |class|target|id|x|y|sep=;\\n|\u{feff}|\u{0}|é|\u{a0}|\u{2212}|3,2,a,b\\n|0,1,2,3\\n";
    let escape = |piece: &str| piece.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    let pieces: Vec<String> = pieces.split('|').map(escape).collect();
    prop_oneof![
        8 => select(pieces),
        1 => any::<f64>().prop_map(|x| format!("{x:e},")),
        1 => ".{0,4}",
    ]
    .boxed()
}
