//! What is said of a table: why it is refused, and what was done to it.

/// The reason why bytes are no table, or a table no data set. Lines count from 1, columns from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There are more bytes than are read.
    TooManyBytes,
    /// There are more cells than are read, from this line on.
    TooManyCells(u32),
    /// A line has more cells than a table has columns.
    TooManyColumns(u32),
    /// With a column for each category, the data would have so many cells.
    TooManyFeatureCells(usize),
    /// The bytes are those of another kind of file.
    NotText(FileKind),
    /// No text at all.
    Empty,
    /// The text is not divided into several columns.
    OneColumn,
    /// There are no rows below the header.
    NoRows,
    /// There is one row only.
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
    /// A column that is to be used as numbers has none.
    NoNumbers(usize),
    /// A column has more different values than are made into columns.
    TooManyCategories {
        /// The column.
        column: usize,
        /// The most.
        most: usize,
    },
    /// The target has one class only.
    OneClass(usize),
    /// The target has more classes than are told apart.
    TooManyClasses(usize),
    /// All values of the target are equal.
    ConstantTarget(usize),
}

/// What a file is that is no text of cells.
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
    /// Values in the notation of JSON.
    Json,
    /// A page or other markup.
    Markup,
    /// Bytes that are no text.
    Binary,
}

/// What was done to a table that a reader may not expect.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What.
    pub what: Finding,
    /// The first line of it, from 1.
    pub line: Option<u32>,
    /// Its column, from 0.
    pub column: Option<usize>,
    /// How often, at least once.
    pub count: usize,
}

/// What was done to a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// The cells are divided by this, which is not a comma.
    Separator(&'static str),
    /// Numbers have a comma before the decimals: all, or those of a column.
    DecimalComma,
    /// Those of a column have a point.
    DecimalPoint,
    /// A number with a comma before the decimals where those of the column have a point, or the reverse.
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
    /// That line says another number of rows than there are.
    WrongCount(usize),
    /// A line before the header.
    Preamble,
    /// A line of one cell among the rows.
    Remark,
    /// The header stands again.
    HeaderAgain,
    /// A row with fewer cells than columns.
    Short,
    /// A row with more cells than columns.
    Long,
    /// The header has no name for a column.
    Unnamed,
    /// The header has a name again.
    NamedAgain(String),
    /// A text among numbers, taken as missing.
    NotANumber(String),
    /// A text among dates, taken as missing.
    NotADate(String),
    /// An infinity, taken as missing.
    Infinite,
    /// Missing values filled with the median.
    Filled(f64),
    /// Missing values as a category of their own.
    MissingCategory,
    /// Rows left out since the target is missing.
    NoTarget,
    /// Rows left out since this column has no value.
    Dropped,
    /// A column left out since no row that is used has a number in it.
    NoneLeft,
    /// Dates as days since the first.
    Days,
    /// The most common class has this share of the rows.
    Imbalance {
        /// The class.
        class: String,
        /// From 0 to 1.
        share: f64,
    },
    /// A class of so few rows.
    RareClass {
        /// The class.
        class: String,
        /// Its rows.
        rows: usize,
    },
}
