//! The user's own table: how each column is used and why, what was repaired, and why a table cannot be read.

use super::template::{count, fill, join};
use crate::table::{
    Column, FileKind, Finding, Kind, MAX_BYTES, MAX_CATEGORIES, MAX_CELLS, MAX_CLASSES, MAX_FEW,
    Notice, Purpose, Reason, Refusal, Use,
};

/// The names of the columns, for sentences; empty while they are unknown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names<'a>(pub(crate) &'a [Column]);

impl Names<'_> {
    /// `column 3, “age”`; `column 3` without a name.
    fn column(self, place: usize) -> String {
        let number = fill(&["column #"], &[(place + 1) as f64]);
        match self.0.get(place).map(|column| column.name.as_str()) {
            Some(name) if name != number => join(&[&number, ", “", name, "”"]),
            _ => number,
        }
    }
}

/// Why a column is used as it is proposed.
pub(crate) fn why(column: &Column) -> String {
    let kind = match column.reason {
        Reason::Same if column.missing() > 0 => {
            "Left out: all its values are equal, except missing ones.".to_owned()
        }
        Reason::Numbers if !column.codes().is_empty() => {
            join(&["Numbers, except “", column.codes(), "”, treated as missing."])
        }
        Reason::Numbers if !column.unit().is_empty() => {
            join(&["Numbers with the unit “", column.unit(), "”."])
        }
        other => reason(other),
    };
    let target = match column.purpose {
        Purpose::Kind => return kind,
        Purpose::Declared => "The target, as the file declares.",
        Purpose::Named => "The target, by its name.",
        Purpose::Last => "The target, because it is the last column.",
        Purpose::First => {
            "The target, because the first column looks like classes and the last does not."
        }
        Purpose::BeforeNames => {
            "The target, because it is the first column and the last has names of the rows."
        }
        Purpose::LastUsable => "The target, because it is the last column that can be one.",
        Purpose::OtherClass => {
            return "Left out: in each row just one of these columns and the target is 1, so it would give the target away. \
                    To predict every class, combine them."
                .to_owned();
        }
        Purpose::SameAsTarget => {
            return "Left out: each of its values stands for one of the target, so it would give the target away."
                .to_owned();
        }
        Purpose::OtherTarget => {
            return "Left out: by its name, it is another value to predict.".to_owned();
        }
        Purpose::PartOfTarget => {
            return "Left out: with the columns beside it, it adds up to the target, so it would give the target away."
                .to_owned();
        }
    };
    let classes = match (column.role.used_as, column.kind, column.different()) {
        (Use::Value, _, Some(..=MAX_FEW)) => " Its numbers are values to predict.".to_owned(),
        (Use::Value, ..) => {
            " It has many different numbers, so they are values to predict.".to_owned()
        }
        (_, Kind::Number, Some(2)) => {
            " It has 2 different numbers, so they are classes.".to_owned()
        }
        (_, Kind::Number, Some(different @ ..=MAX_FEW)) if column.is_whole() => fill(
            &[" It has # different whole numbers, at most #, so they are classes."],
            &[different as f64, MAX_FEW as f64],
        ),
        (_, _, Some(different)) => fill(&[" It has # classes."], &[different as f64]),
        _ => String::new(),
    };
    join(&[target, &classes])
}

fn reason(reason: Reason) -> String {
    let plain = |text: &str| text.to_owned();
    match reason {
        Reason::Numbers => plain("Numbers."),
        Reason::MostlyNumbers(1) => plain("Numbers, except 1 cell, treated as missing."),
        Reason::MostlyNumbers(others) => {
            fill(&["Numbers, except # cells, treated as missing."], &[others as f64])
        }
        Reason::YesOrNo => plain("Two words for yes and no: 1 and 0."),
        Reason::Dates => plain("Dates: days since the first."),
        Reason::Categories(different) => {
            fill(&["# different texts: a feature for each."], &[different as f64])
        }
        Reason::Declared(different) => {
            fill(&["# categories, as the file declares: a feature for each."], &[different as f64])
        }
        Reason::ManyTexts(different) => fill(
            &["Left out: it has # different texts; the limit is #."],
            &[different as f64, MAX_CATEGORIES as f64],
        ),
        Reason::MoreTexts(different) => fill(
            &["Left out: it has # different texts or more; the limit is #."],
            &[different as f64, MAX_CATEGORIES as f64],
        ),
        Reason::Mixed => {
            plain("Left out: it mixes different kinds of values: numbers, dates or texts.")
        }
        Reason::FreeText => plain("Left out: it is free text."),
        Reason::LongTexts => plain("Left out: its texts are too long or too many for categories."),
        Reason::SeldomAgain(different) => fill(
            &["Left out: it has # different texts, few of them repeated."],
            &[different as f64],
        ),
        Reason::CountsRows => plain("Left out: it counts the rows."),
        Reason::NamedIdentifier => plain(
            "Left out: an identifier, by its name and because at least 9 in 10 of its values are different.",
        ),
        Reason::SharedIdentifier => {
            plain("Left out: an identifier, by its name, which some rows share.")
        }
        Reason::NamedCategories(different) => fill(
            &["# different identifiers, by the name of the column: a feature for each."],
            &[different as f64],
        ),
        Reason::AllDifferent => {
            plain("Left out: all texts are different, so they only identify rows.")
        }
        Reason::LargeDifferent => plain(
            "Left out: whole numbers in the first column that are large or increase and nearly all differ look like an identifier.",
        ),
        Reason::Same => plain("Left out: all its values are equal."),
        Reason::Nothing => plain("Left out: it is empty."),
    }
}

/// What was done to a table, with line and column.
pub(crate) fn notice(notice: &Notice, names: Names<'_>) -> String {
    let more = |text: &str| match notice.count {
        0 | 1 => String::new(),
        count => fill(&[" # more ", text, "."], &[(count - 1) as f64]),
    };
    let text = finding(notice, &more);
    let column = notice.column.map(|place| names.column(place));
    let line = notice.line.map(|line| fill(&["line #"], &[f64::from(line)]));
    let place = match (line, column) {
        (Some(line), Some(column)) => join(&[&line, ", ", &column]),
        (line, column) => line.or(column).unwrap_or_default(),
    };
    if place.is_empty() { text } else { join(&[&capital(&place), ": ", &text]) }
}

/// `line` and `column` with a capital letter.
fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

fn finding(notice: &Notice, more: &dyn Fn(&str) -> String) -> String {
    let rows = || count(notice.count, "row");
    match &notice.what {
        Finding::Separator(name) => join(&["Cells are separated by ", name, "."]),
        Finding::DecimalComma => {
            join(&["Numbers have a comma before the decimals.", &more("like it")])
        }
        Finding::DecimalPoint => {
            join(&["Numbers have a point before the decimals.", &more("like it")])
        }
        Finding::OtherNotation { text, comma } => {
            let sign = if *comma { "comma" } else { "point" };
            join(&[
                "“",
                text,
                "” is read with a ",
                sign,
                " before the decimals, unlike the rest of the column.",
                &more("like this"),
            ])
        }
        Finding::NoHeader => {
            "The first line is a row like the others, so the columns are numbered.".to_owned()
        }
        Finding::Counts => {
            "This line has the numbers of rows and features, and the names of the classes."
                .to_owned()
        }
        Finding::WrongCount(rows) => {
            join(&["This line declares ", &count(*rows, "row"), "; the file has another number."])
        }
        Finding::Preamble => "This line before the table was left out.".to_owned(),
        Finding::SecondHeader => {
            "This line below the header is no row, and was left out.".to_owned()
        }
        Finding::Total => "The last row has totals, and was left out.".to_owned(),
        Finding::Remark => join(&["A line with a single cell was left out.", &more("like this")]),
        Finding::Comment => {
            join(&["A comment line, which begins with “#”, was left out.", &more("like this")])
        }
        Finding::HeaderAgain => {
            join(&["The header is repeated here, and was left out.", &more("times")])
        }
        Finding::Short => join(&[
            "The row has fewer cells than there are columns; the others are missing.",
            &more("like this"),
        ]),
        Finding::Wrapped => join(&[
            "The row seems to go on in the next line; they are read as two rows.",
            &more("like this"),
        ]),
        Finding::Long => join(&[
            "The row has more cells than there are columns; those at its end were left out.",
            &more("like this"),
        ]),
        Finding::Unnamed => "The header has no name for it.".to_owned(),
        Finding::NamedAgain(name) => {
            join(&["The header has “", name, "” already; this column got another name."])
        }
        Finding::NotANumber(text) => {
            join(&["“", text, "” is not a number: treated as missing.", &more("in this column")])
        }
        Finding::Code(codes) => join(&[
            "“",
            codes,
            "”: repeated and far from the other numbers, so treated as missing.",
        ]),
        Finding::Summed => "Cells with several units became numbers in one unit.".to_owned(),
        Finding::Respelled(text, to) => {
            join(&["“", text, "” is read as “", to, "”.", &more("in this column")])
        }
        Finding::NotADate(text) => {
            join(&["“", text, "” is not a date: treated as missing.", &more("in this column")])
        }
        Finding::Infinite => join(&[
            "A number that is infinite or beyond 1e100 is treated as missing.",
            &more("in this column"),
        ]),
        Finding::Filled(median) => fill(
            &[
                "# missing ",
                if notice.count == 1 { "value was" } else { "values were" },
                " filled with the median, ~.",
            ],
            &[notice.count as f64, *median],
        ),
        Finding::MissingCategory if notice.count == 1 => {
            "1 missing value is a category of its own.".to_owned()
        }
        Finding::MissingCategory => {
            fill(&["# missing values are a category of their own."], &[notice.count as f64])
        }
        Finding::NoTarget => join(&[&rows(), " without a target left out."]),
        Finding::Dropped => join(&[&rows(), " without a value left out."]),
        Finding::NoneLeft => {
            "No row that is used has a number here, so the column was left out.".to_owned()
        }
        Finding::Days => "Dates became days since the first.".to_owned(),
        Finding::Imbalance { class, share } => {
            let rest = "” has ~% of the rows: always predicting it has that accuracy.";
            join(&["The class “", class, &fill(&[rest], &[100.0 * share])])
        }
        Finding::RareClass { class, rows } => {
            join(&["The class “", class, "” has only ", &count(*rows, "row"), "."])
        }
    }
}

/// Why a file is not a table, or a table not a data set.
pub(crate) fn refusal(refusal: &Refusal, names: Names<'_>) -> String {
    let at_line = |line: u32, text: &str| fill(&["Line #: ", text], &[f64::from(line)]);
    let of = |place: usize, text: &str| join(&[&capital(&names.column(place)), ": ", text]);
    match *refusal {
        Refusal::TooManyBytes => fill(
            &["The file is larger than # MB, the limit. Use a part of it."],
            &[MAX_BYTES as f64 / 1e6],
        ),
        Refusal::TooManyCells(line) => fill(
            &["Line #: from here on, the table has more than # million cells without the target, the limit. Use fewer rows or columns."],
            &[f64::from(line), MAX_CELLS as f64 / 1e6],
        ),
        Refusal::TooManyColumns(line) => at_line(line, "a row may have at most 10000 cells."),
        Refusal::TooManyFeatureCells(cells) => fill(
            &["With a feature for each category there would be ~ million cells; the limit is # million. Leave out columns of categories."],
            &[cells as f64 / 1e6, MAX_CELLS as f64 / 1e6],
        ),
        Refusal::NotText(kind) => file_kind(kind).to_owned(),
        Refusal::Empty => "There is no text in the file.".to_owned(),
        Refusal::OneColumn => {
            "No columns were found: cells are separated by commas, semicolons, tabs, vertical bars or spaces.".to_owned()
        }
        Refusal::NoRows => "There are no rows below the header.".to_owned(),
        Refusal::OneRow(line) => at_line(line, "this is the only row, and one is too few to learn from. Add more."),
        Refusal::OpenQuote { line, column } => {
            let line = fill(&["Line #, "], &[f64::from(line)]);
            join(&[&line, &names.column(column), ": a quote opens here and is never closed."])
        }
        Refusal::Declaration(line) => {
            at_line(line, "this is not how a column is declared: @attribute, its name, and its type or categories.")
        }
        Refusal::Sparse(line) => at_line(line, "the sparse notation of ARFF is not read. Save the file with all values."),
        Refusal::Columns { columns, roles } => {
            let roles = fill(&[", but there are roles for #."], &[roles as f64]);
            join(&["The table has ", &count(columns, "column"), &roles])
        }
        Refusal::Targets(0) => "No column is the target. Choose the one to predict.".to_owned(),
        Refusal::Targets(_) => "Several columns are targets. Only one is possible.".to_owned(),
        Refusal::NoFeatures => "No column is left to predict the target from.".to_owned(),
        Refusal::NoCompleteRows => "No row has all values that it needs. Fill in missing values, or leave out columns.".to_owned(),
        Refusal::NoNumbers(column) => of(column, "it has no numbers. Use it as categories, or leave it out."),
        Refusal::Dates(column) => of(column, "dates are no categories or classes. Use it as numbers, or leave it out."),
        Refusal::TooManyCategories { column, most } => {
            of(column, &fill(&["it has more than the limit of # categories. Leave it out."], &[most as f64]))
        }
        Refusal::OneClass(column) => of(column, "all rows belong to one class. At least two classes are needed."),
        Refusal::TooManyClasses(column) => of(
            column,
            &fill(&["it has more than the limit of # classes. Choose another target, or use its numbers as values."], &[MAX_CLASSES as f64]),
        ),
        Refusal::ConstantTarget(column) => of(column, "all values of the target are equal, so there is nothing to predict."),
    }
}

fn file_kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Zip => {
            "This is an archive or an Excel or OpenDocument table. Save the table as CSV."
        }
        FileKind::Excel => "This is an Excel table. Save it as CSV.",
        FileKind::Gzip => "The file is compressed. Unpack it first.",
        FileKind::Parquet => "This is a Parquet file. Save the table as CSV.",
        FileKind::Pdf => "This is a PDF document. Save the table as CSV.",
        FileKind::Sparse => {
            "This is a sparse LIBSVM file. Save it as CSV with all values, for example with load_svmlight_file of scikit-learn."
        }
        FileKind::Json => "This is JSON. Save the table as CSV.",
        FileKind::Markup => "This is a web page or other markup. Save the table as CSV.",
        FileKind::Binary => "The file is not text. Save the table as CSV.",
    }
}
