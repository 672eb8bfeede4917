//! Which column is the target, and what each column is used as.

use super::Column;
use super::kind::Kind;
use super::role::{Role, Use};

/// Why a column is used as it is, beside its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// As its kind says.
    Kind,
    /// It is the target: the header of the file says so.
    Declared,
    /// It is the target: it is named as one.
    Named,
    /// It is the target: it is the last.
    Last,
    /// It is the target: it is the first, and looks like classes.
    First,
    /// It is the target: the columns behind it cannot be.
    LastUsable,
}

/// Names of targets, without signs and in small letters; one that comes earlier is preferred.
const NAMES: [&str; 40] = [
    "target",
    "label",
    "labels",
    "class",
    "classes",
    "targets",
    "outcome",
    "diagnosis",
    "species",
    "survived",
    "churn",
    "exited",
    "attrition",
    "classification",
    "category",
    "response",
    "income",
    "quality",
    "price",
    "saleprice",
    "medianhousevalue",
    "medv",
    "mpg",
    "rings",
    "charges",
    "strength",
    "deathevent",
    "default",
    "defaultpaymentnextmonth",
    "approved",
    "loanstatus",
    "fraud",
    "isfraud",
    "spam",
    "stroke",
    "variety",
    "tip",
    "cnt",
    "output",
    "y",
];
/// A number that takes at most so many whole values is a class.
pub const MAX_FEW: usize = 20;
/// No target has more classes.
pub const MAX_CLASSES: usize = 100;

/// The place of the target, and why.
pub(super) fn target(
    columns: &[Column],
    declared: Option<&str>,
    named: bool,
) -> Option<(usize, Purpose)> {
    let place =
        |name: &str| columns.iter().position(|column| column.name.eq_ignore_ascii_case(name));
    if let Some(place) = declared.and_then(place) {
        return Some((place, Purpose::Declared));
    }
    let plain: Vec<String> = columns.iter().map(|column| plain(&column.name)).collect();
    // Of coordinates, none is the target.
    let coordinates = plain.iter().any(|name| name == "x");
    let usable = |place: &usize| columns.get(*place).is_some_and(is_usable);
    let with = |name: &&str| plain.iter().position(|one| one == name).filter(usable);
    let mut names = NAMES.iter().filter(|name| !(coordinates && **name == "y"));
    if let Some(place) = names.find_map(with).filter(|_| named) {
        return Some((place, Purpose::Named));
    }
    if !named && first_is_target(columns) {
        return Some((0, Purpose::First));
    }
    let last = (0..columns.len()).rev().find(usable)?;
    Some((last, if last + 1 == columns.len() { Purpose::Last } else { Purpose::LastUsable }))
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a column could be the target: it has at least two values, and as texts not too many.
fn is_usable(column: &Column) -> bool {
    match column.kind {
        Kind::Number | Kind::Boolean | Kind::Category => true,
        Kind::Text => column.facts.different().is_some_and(|count| count <= MAX_CLASSES),
        Kind::Date | Kind::Identifier | Kind::Constant | Kind::Empty => false,
    }
}

/// Whether the first column of a table without names has classes, and the last does not look like them.
fn first_is_target(columns: &[Column]) -> bool {
    let [first, others @ ..] = columns else { return false };
    let Some(last) = others.last() else { return false };
    if !is_usable(first) || !has_few_values(first) {
        return false;
    }
    let numbers = |column: &Column| matches!(column.kind, Kind::Number | Kind::Constant);
    if first.kind == Kind::Number {
        // 1, 2, 3 in front of measurements.
        let consecutive = first
            .facts
            .distinct
            .as_ref()
            .is_some_and(|distinct| distinct.windows(2).all(|pair| pair[1] == pair[0] + 1.0));
        return consecutive && numbers(last) && !has_few_values(last);
    }
    // The only texts, in front of numbers of which the last is not another kind than the others.
    let whole = |column: &Column| column.facts.whole;
    others.iter().all(numbers) && others.iter().all(|column| whole(column) == whole(last))
}

/// Whether the values are texts, or whole numbers of which each occurs several times.
fn has_few_values(column: &Column) -> bool {
    let Some(different) = column.facts.different() else { return false };
    column.kind != Kind::Number
        || different == 2
        || (column.facts.whole && different <= MAX_FEW && 2 * different <= column.facts.filled())
}

/// What a target is used as: numbers of many different values are values, all else classes.
pub(super) fn target_role(column: &Column) -> Role {
    Role::new(if has_few_values(column) { Use::Class } else { Use::Value })
}

/// What a column that is not the target is used as.
pub(super) fn feature_role(kind: Kind) -> Role {
    Role::new(match kind {
        Kind::Number | Kind::Boolean | Kind::Date => Use::Number,
        Kind::Category => Use::Category,
        Kind::Text | Kind::Identifier | Kind::Constant | Kind::Empty => Use::Ignored,
    })
}
