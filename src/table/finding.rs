//! The reasons for refusing a table, and notices about repairs.

/// The reason why a file is not a table, or a table not a data set. Lines count from 1, columns from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There are too many bytes.
    TooManyBytes,
    /// There are too many cells, from this line on.
    TooManyCells(u32),
    /// A line has more cells than a table has columns.
    TooManyColumns(u32),
    /// With a column for each category, the data would have too many cells: this number.
    TooManyFeatureCells(usize),
    /// The file is of another kind.
    NotText(FileKind),
    /// No text at all.
    Empty,
    /// The text is not divided into several columns.
    OneColumn,
    /// There are no rows below the header.
    NoRows,
    /// There is only one row.
    OneRow(u32),
    /// A quote has no end.
    OpenQuote {
        /// Its line.
        line: u32,
        /// Its column.
        column: usize,
    },
    /// A declaration in a header that cannot be read.
    Declaration(u32),
    /// A row in the sparse notation of ARFF.
    Sparse(u32),
    /// The roles are for another number of columns.
    Columns {
        /// Columns of the table.
        columns: usize,
        /// Columns of the roles.
        roles: usize,
    },
    /// No column is the target, or several are.
    Targets(usize),
    /// No column is a feature.
    NoFeatures,
    /// No row is complete where it has to be.
    NoCompleteRows,
    /// A column used as numbers has none.
    NoNumbers(usize),
    /// A column of dates is used as categories or classes.
    Dates(usize),
    /// A column has too many different values for categories.
    TooManyCategories {
        /// The column.
        column: usize,
        /// The limit.
        most: usize,
    },
    /// The target has only one class.
    OneClass(usize),
    /// The target has too many classes.
    TooManyClasses(usize),
    /// All values of the target are equal.
    ConstantTarget(usize),
}

/// The kind of a file that is not a table in text form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A ZIP archive, which an Excel or OpenDocument table is.
    Zip,
    /// An old Excel table.
    Excel,
    /// Compressed by gzip.
    Gzip,
    /// Parquet.
    Parquet,
    /// A document.
    Pdf,
    /// Rows of LIBSVM: a target, and pairs of an index and a value.
    Sparse,
    /// JSON.
    Json,
    /// A web page or other markup.
    Markup,
    /// Binary data.
    Binary,
}

/// A notice about a repair or a decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What.
    pub what: Finding,
    /// The first line of it, from 1.
    pub line: Option<u32>,
    /// Its column, from 0.
    pub column: Option<usize>,
    /// The number of occurrences, at least 1.
    pub count: usize,
}

/// The repair or decision of a notice.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// The cells are divided by this, which is not a comma.
    Separator(&'static str),
    /// Numbers have a decimal comma: all, or those of a column.
    DecimalComma,
    /// Numbers of a column have a decimal point.
    DecimalPoint,
    /// A number with a decimal comma in a column with decimal points, or the reverse.
    OtherNotation {
        /// Its text.
        text: String,
        /// Whether it has the comma.
        comma: bool,
    },
    /// There is no header: columns have numbers.
    NoHeader,
    /// The first line says how many rows and columns there are, and the classes, as in scikit-learn's files.
    Counts,
    /// That line declares another number of rows than the file has.
    WrongCount(usize),
    /// A line before the header.
    Preamble,
    /// A line of one cell among the rows.
    Remark,
    /// A line below the header that begins like a comment.
    Comment,
    /// The header is repeated.
    HeaderAgain,
    /// A line below the header that is no row.
    SecondHeader,
    /// A last row with totals.
    Total,
    /// A row with fewer cells than columns.
    Short,
    /// Two rows that are too short, and together as long as the others.
    Wrapped,
    /// A row with more cells than columns.
    Long,
    /// The header has no name for a column.
    Unnamed,
    /// The header has a name twice.
    NamedAgain(String),
    /// A text among numbers, treated as missing.
    NotANumber(String),
    /// Repeated numbers far from the others of their column, treated as missing.
    Code(String),
    /// Numbers with several units, which become numbers in one.
    Summed,
    /// A text that is read as another one, from which it differs in upper and lower case.
    Respelled(String, String),
    /// A text among dates, treated as missing.
    NotADate(String),
    /// An infinite or too large number, treated as missing.
    Infinite,
    /// Missing values filled with the median.
    Filled(f64),
    /// Missing values, which become their own category.
    MissingCategory,
    /// Rows left out because the target is missing.
    NoTarget,
    /// Rows left out because this column has no value.
    Dropped,
    /// A column left out because no used row has a number in it.
    NoneLeft,
    /// Dates, which become days since the first one.
    Days,
    /// The most common class has this share of the rows.
    Imbalance {
        /// The class.
        class: String,
        /// From 0 to 1.
        share: f64,
    },
    /// A class with few rows.
    RareClass {
        /// The class.
        class: String,
        /// Its rows.
        rows: usize,
    },
}
