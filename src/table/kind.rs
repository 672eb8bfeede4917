//! The kind of a column, from its cells and its name.

use serde::Serialize;

use super::column::{Cells, Facts};
use super::header::is_absent;
use super::index::sorted;
use super::value::is_same;

/// The kind of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Kind {
    /// Numbers.
    Number,
    /// Two words for yes and no.
    Boolean,
    /// Dates.
    Date,
    /// One of a few texts.
    Category,
    /// Too many different texts for categories.
    Text,
    /// An identifier of rows.
    Identifier,
    /// The same value in each row.
    Constant,
    /// Nothing.
    Empty,
}

/// The reason for a kind, with the numbers that show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// All cells are numbers.
    Numbers,
    /// This number of cells are not numbers, too few to matter.
    MostlyNumbers(usize),
    /// There are two texts for yes and no.
    YesOrNo,
    /// The cells are dates.
    Dates,
    /// The number of different texts.
    Categories(usize),
    /// The header of the file says that these are categories.
    Declared(usize),
    /// The number of different texts.
    ManyTexts(usize),
    /// At least this number of different texts.
    MoreTexts(usize),
    /// There are numbers, dates or texts, none of which are nearly all.
    Mixed,
    /// Some texts are too long to be stored.
    LongTexts,
    /// Most texts are sentences.
    FreeText,
    /// The number of different texts, few of which are repeated.
    SeldomAgain(usize),
    /// The numbers count the rows.
    CountsRows,
    /// The name is that of an identifier, and nearly all values are different.
    NamedIdentifier,
    /// The name is that of an identifier, although many rows share values.
    SharedIdentifier,
    /// The name is that of an identifier: the number of different ones.
    NamedCategories(usize),
    /// All texts are different.
    AllDifferent,
    /// The first column has large or increasing whole numbers that are nearly all different.
    LargeDifferent,
    /// All rows have the same value.
    Same,
    /// All cells are empty.
    Nothing,
}

/// The largest number of categories.
pub const MAX_CATEGORIES: usize = 50;
/// The largest number of categories in a column with both numbers and texts.
const MAX_MIXED: usize = 10;
/// The number of rows from which on all-different texts are not categories.
const MIN_IDENTIFIED: usize = 10;
/// The largest share of other cells in a column of numbers or dates.
const MAX_OTHERS: f64 = 0.2;
/// The smallest share of different values of a column that is named as an identifier or looks like one. A patient, for
/// example, may have several rows.
const NEARLY_ALL: f64 = 0.9;
/// The number of words from which on a text is a sentence.
const MIN_WORDS: usize = 6;
/// Pairs of words for yes and no.
const BOOLEANS: [(&str, &str); 6] =
    [("true", "false"), ("yes", "no"), ("t", "f"), ("y", "n"), ("on", "off"), ("ja", "nein")];
/// Words that name an identifier.
const IDENTIFIERS: [&str; 18] = [
    "id",
    "ids",
    "uuid",
    "guid",
    "index",
    "idx",
    "key",
    "rownames",
    "rownum",
    "serial",
    "identifier",
    "number",
    "no",
    "nr",
    "sno",
    "row",
    "obs",
    "instant",
];

/// Words that end in `id` and name no identifier.
const WORDS_IN_ID: [&str; 10] =
    ["paid", "bid", "covid", "acid", "valid", "solid", "fluid", "liquid", "humid", "grid"];

/// The name of a column, and its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name<'a> {
    /// The text in the header.
    pub(super) text: &'a str,
    /// Whether there is no header.
    pub(super) unnamed: bool,
    /// Whether the column is the first one.
    pub(super) first: bool,
    /// Whether the column is the last one.
    pub(super) last: bool,
}

/// The kind of a column.
pub(super) fn kind(cells: &Cells, facts: &Facts, name: Name<'_>, declared: bool) -> (Kind, Reason) {
    let filled = facts.filled();
    let others = |these: usize| (filled - these) as f64 <= MAX_OTHERS * filled as f64;
    let different = facts.different();
    // Beside words for missing values, there may be few numbers.
    let is_absent = !facts.more_texts
        && cells.texts().iter().all(|text| is_absent(text) && !means_nothing(text));
    if filled == 0 {
        (Kind::Empty, Reason::Nothing)
    } else if different == Some(1) && facts.infinite == 0 {
        (Kind::Constant, Reason::Same)
    } else if let Some(count) = different.filter(|&count| declared && count <= MAX_CATEGORIES) {
        (Kind::Category, Reason::Declared(count))
    } else if facts.texts + facts.dates == 0 {
        number(cells, facts, name)
    } else if facts.dates > 0 && (others(facts.dates) || (facts.numbers == 0 && is_absent)) {
        (Kind::Date, Reason::Dates)
    } else if has_few_numbers_and_texts(facts) {
        text(cells, facts)
    } else if facts.numbers > facts.texts && others(facts.numbers + facts.infinite)
        || facts.numbers > 0 && facts.dates == 0 && is_absent
    {
        (Kind::Number, Reason::MostlyNumbers(filled - facts.numbers - facts.infinite))
    } else {
        text(cells, facts)
    }
}

/// Whether a word for missing may also mean the number 0, as for a discount.
fn means_nothing(text: &str) -> bool {
    ["none", "nil", "absent"].iter().any(|word| is_same(word, text))
}

/// Whether a column has a few whole numbers and texts that are repeated: 0, 1, 2 and 3+.
fn has_few_numbers_and_texts(facts: &Facts) -> bool {
    let few = |count| count <= MAX_MIXED && 2 * count <= facts.filled();
    facts.whole && facts.texts > facts.different_texts && facts.different().is_some_and(few)
}

fn number(cells: &Cells, facts: &Facts, name: Name<'_>) -> (Kind, Reason) {
    let identified = facts.rows >= MIN_IDENTIFIED && facts.whole && facts.missing == 0;
    if identified && facts.counts_rows {
        (Kind::Identifier, Reason::CountsRows)
    } else if identified
        && !name.unnamed
        && is_identifier(name)
        && different(cells, facts) >= NEARLY_ALL * facts.rows as f64
    {
        (Kind::Identifier, Reason::NamedIdentifier)
    } else if identified
        && name.unnamed
        && name.first
        && (facts.counts_sample() || is_large(cells, facts))
        && different(cells, facts) >= NEARLY_ALL * facts.rows as f64
    {
        (Kind::Identifier, Reason::LargeDifferent)
    } else if facts.rows >= MIN_IDENTIFIED && facts.whole && names_things(name.text) {
        // Such numbers tell rows or groups of rows apart; they measure nothing.
        match facts.different().filter(|&count| count <= MAX_CATEGORIES && 2 * count <= facts.rows)
        {
            Some(count) => (Kind::Category, Reason::NamedCategories(count)),
            None => (Kind::Identifier, Reason::SharedIdentifier),
        }
    } else {
        (Kind::Number, Reason::Numbers)
    }
}

fn text(cells: &Cells, facts: &Facts) -> (Kind, Reason) {
    if facts.numbers == 0 && facts.dates == 0 && is_boolean(cells, facts) {
        return (Kind::Boolean, Reason::YesOrNo);
    }
    let (kind, reason) = text_kind(facts);
    (kind, if kind != Kind::Category && is_prose(cells) { Reason::FreeText } else { reason })
}

fn text_kind(facts: &Facts) -> (Kind, Reason) {
    let texts = facts.different_texts;
    let all_different = facts.different() == Some(facts.filled());
    match facts.different() {
        _ if all_different && facts.filled() >= MIN_IDENTIFIED => {
            (Kind::Identifier, Reason::AllDifferent)
        }
        Some(count) if count > MAX_CATEGORIES => (Kind::Text, Reason::ManyTexts(count)),
        // Each would be a feature of a row or two.
        Some(count) if count >= MIN_IDENTIFIED && 3 * count > 2 * facts.filled() => {
            (Kind::Text, Reason::SeldomAgain(count))
        }
        Some(count) => (Kind::Category, Reason::Categories(count)),
        None if texts > MAX_CATEGORIES => (Kind::Text, Reason::MoreTexts(texts)),
        None if facts.more_texts => (Kind::Text, Reason::LongTexts),
        None => (Kind::Text, Reason::Mixed),
    }
}

/// Whether more than half of the texts have at least this number of words.
fn is_prose(cells: &Cells) -> bool {
    let is_sentence =
        |text: &&String| text.bytes().filter(|&byte| byte == b' ').count() + 1 >= MIN_WORDS;
    2 * cells.texts().iter().filter(is_sentence).count() > cells.texts().len()
}

/// Whether the texts are a word for yes and one for no, and none is missing.
fn is_boolean(cells: &Cells, facts: &Facts) -> bool {
    let [one, other] = cells.texts() else { return false };
    let are = |yes: &str, no: &str| is_same(one, yes) && is_same(other, no);
    let pair = |(yes, no): &(&str, &str)| are(yes, no) || are(no, yes);
    facts.missing == 0 && BOOLEANS.iter().any(pair)
}

/// The number of a text of a column of booleans: 1 for yes.
pub(super) fn truth(text: &str) -> f64 {
    f64::from(u8::from(BOOLEANS.iter().any(|(yes, _)| is_same(yes, text))))
}

/// Whether a name is that of an identifier: `id`, `Customer ID`, `PassengerId`, `USERID`, `OrderNumber`, `Unnamed: 0`. In the last
/// column, which often is the target, a word such as `number` is not enough.
pub(super) fn is_identifier(name: Name<'_>) -> bool {
    let lower = name.text.to_ascii_lowercase();
    let mut words = lower.rsplit(|c: char| !c.is_ascii_alphanumeric());
    let word = words.find(|word| !word.is_empty()).unwrap_or_default();
    let other_word = WORDS_IN_ID.iter().any(|other| word.ends_with(other));
    lower.is_empty()
        || lower == "#"
        || lower.starts_with("unnamed")
        || names_things(name.text)
        || (!name.last && IDENTIFIERS.contains(&word))
        || (["Id", "ID"].iter().any(|end| name.text.ends_with(end)) && !other_word)
        || (!name.last && name.text.ends_with("Number"))
}

/// Whether a name can only be that of identifiers, even if several rows share one: `patient_id` and `StoreId`, but not
/// `key` or `PAID`.
pub(super) fn names_things(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let last = lower.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let before = name.strip_suffix("Id").or_else(|| name.strip_suffix("ID"));
    ["id", "ids", "uuid", "guid"].contains(&last)
        || before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_lowercase()))
}

fn is_large(cells: &Cells, facts: &Facts) -> bool {
    let least = 10.0 * facts.rows as f64;
    let large = |value| matches!(value, super::cell::Value::Number(number) if number >= least);
    2 * cells.values().filter(|value| large(*value)).count() > facts.rows
}

/// How many different numbers there are, in a column of nothing else.
fn different(cells: &Cells, facts: &Facts) -> f64 {
    if let Some(distinct) = &facts.distinct {
        return distinct.len() as f64;
    }
    let number =
        |value| if let super::cell::Value::Number(number) = value { number } else { f64::NAN };
    let mut numbers = sorted(cells.values().map(number).collect());
    numbers.dedup();
    numbers.len() as f64
}
