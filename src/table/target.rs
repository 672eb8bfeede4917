//! The choice of the target, and the proposed use of each column.

use super::content::{Column, Table};
use super::kind::{Kind, Reason, names_things};
use super::leaks::{leaks, outputs};
use super::limits::MAX_CLASSES;
use super::role::{Purpose, Role, Roles, Use, feature_role};
use super::value::is_same;

/// Names that only targets have, in lower case and without punctuation, in order of preference.
const SURE_NAMES: [&str; 13] = [
    "target",
    "label",
    "labels",
    "survived",
    "diagnosis",
    "outcome",
    "churn",
    "exited",
    "attrition",
    "deathevent",
    "diabetesbinary",
    "diabetes012",
    "attritionflag",
];
/// Other names of targets, likewise.
const NAMES: [&str; 51] = [
    "heartdisease",
    "species",
    "iscanceled",
    "personalloan",
    "left",
    "default",
    "defaultpaymentnextmonth",
    "deposit",
    "approved",
    "loanstatus",
    "fraud",
    "isfraud",
    "spam",
    "stroke",
    "class",
    "classes",
    "targets",
    "classification",
    "satisfaction",
    "response",
    "income",
    "quality",
    "saleprice",
    "sellingprice",
    "weeklysales",
    "medianhousevalue",
    "medv",
    "price",
    "mpg",
    "rings",
    "charges",
    "strength",
    "variety",
    "tip",
    "cnt",
    "fareamount",
    "close",
    "adjclose",
    "closelast",
    "rentedbikecount",
    "averageprice",
    "salaryinusd",
    "lifeexpectancy",
    "status",
    "category",
    "result",
    "output",
    "y",
    "pm25",
    "arrdelay",
    "arrivaldelay",
];
/// Those of them that are targets only with two values: `left` may also be the side of a box.
const OF_TWO_VALUES: [&str; 3] = ["left", "default", "status"];
/// The name that only the first or the last column has as a target: others may be groups.
const AT_ENDS: &str = "category";
/// The name that only the measurement behind the time has as a target: otherwise it is one of many features.
const BEHIND_TIME: &str = "pm25";
const TIME: [&str; 4] = ["year", "month", "day", "hour"];
/// Names that are no targets beside classes, such as whether a flight was canceled.
const DELAYS: [&str; 2] = ["arrdelay", "arrivaldelay"];
/// The number of different letters from which on a column without a name has codes rather than classes.
const MIN_CODES: usize = 7;
/// The largest number of different whole numbers that are classes.
pub const MAX_FEW: usize = 20;

/// The index of the target, and the reason.
pub(super) fn target(
    columns: &[Column],
    declared: Option<&str>,
    named: bool,
) -> Option<(usize, Purpose)> {
    let place = |name: &str| columns.iter().position(|column| is_same(&column.name, name));
    if let Some(place) = declared.and_then(place) {
        return Some((place, Purpose::Declared));
    }
    let plain: Vec<String> =
        (0..columns.len()).map(|place| name_of_target(columns, place)).collect();
    // Beside a column `x`, `y` is a coordinate.
    let coordinates = columns.iter().any(|column| is_same(&column.name, "x"));
    let usable = |place: &usize| columns.get(*place).is_some_and(is_usable);
    let with = |name: &&str| plain.iter().position(|one| one == name).filter(usable);
    let names = || NAMES.iter().filter(|name| !(coordinates && **name == "y"));
    let all_names = || SURE_NAMES.iter().chain(names());
    // The last column is preferred to others with the name of a target: most files have the target there.
    let end = columns.iter().rposition(|column| column.kind != Kind::Empty);
    let last = |named: &str| end.filter(|&place| usable(&place) && plain[place] == named);
    let sure = || {
        SURE_NAMES.iter().find_map(|name| last(name)).or_else(|| SURE_NAMES.iter().find_map(with))
    };
    let other = || names().find_map(|name| last(name)).or_else(|| names().find_map(with));
    let output = || outputs(columns).next().filter(usable);
    if let Some(place) = sure().or_else(other).or_else(output).filter(|_| named) {
        return Some((place, Purpose::Named));
    }
    // Too many classes are refused, instead of choosing another target.
    let too_many = |place: &usize| has_many_classes(&columns[*place]);
    let with = |name: &&str| plain.iter().position(|one| one == name).filter(too_many);
    if let Some(place) = all_names().find_map(with).filter(|_| named) {
        return Some((place, Purpose::Named));
    }
    if let Some(first) = first_target(columns).filter(|_| !named) {
        return Some((first, Purpose::First));
    }
    if !named && names_rows(columns) {
        return Some((0, Purpose::BeforeNames));
    }
    // An identifier is the target only if no other column can be.
    let value = |place: &usize| usable(place) && !names_things(&columns[*place].name);
    let last = (0..columns.len()).rev().find(value);
    let last = last.or_else(|| (0..columns.len()).rev().find(usable))?;
    Some((last, if last + 1 == columns.len() { Purpose::Last } else { Purpose::LastUsable }))
}

/// The name of a column in lower case and without punctuation; empty if a column like it is no target.
fn name_of_target(columns: &[Column], place: usize) -> String {
    let Some(column) = columns.get(place) else { return String::new() };
    let name = plain(&column.name);
    let is_inside = place > 0 && place + 1 < columns.len();
    let time = columns[place.saturating_sub(TIME.len())..place].iter();
    let has_classes = || {
        columns.iter().any(|column| column.different() == Some(2))
            || columns.last().is_some_and(|last| last.kind == Kind::Category)
    };
    let is_other = OF_TWO_VALUES.contains(&name.as_str()) && column.different() != Some(2)
        || name == AT_ENDS && is_inside
        || name == BEHIND_TIME && !time.map(|column| plain(&column.name)).eq(TIME)
        || DELAYS.contains(&name.as_str()) && has_classes();
    if is_other { String::new() } else { name }
}

fn plain(name: &str) -> String {
    let mut plain = String::new();
    for byte in name.bytes().filter(u8::is_ascii_alphanumeric) {
        plain.push(char::from(byte.to_ascii_lowercase()));
    }
    plain
}

/// Whether a column could be the target: it has at least two values, and texts that are seldom all different.
fn is_usable(column: &Column) -> bool {
    let repeats = |most: usize| {
        column
            .facts
            .different()
            .is_some_and(|count| count <= most && 2 * count <= column.facts.filled().max(20))
    };
    match column.kind {
        Kind::Number | Kind::Boolean => true,
        Kind::Category | Kind::Text => repeats(MAX_CLASSES),
        Kind::Date | Kind::Identifier | Kind::Constant | Kind::Empty => false,
    }
}

/// Whether a column has texts that come again, but more of them than there can be classes.
fn has_many_classes(column: &Column) -> bool {
    let different = column.facts.different_texts;
    column.kind == Kind::Text && different > MAX_CLASSES && 2 * different <= column.facts.texts
}

/// The first column of a table without names, but for identifiers, if it has classes and the last does not look like them.
fn first_target(columns: &[Column]) -> Option<usize> {
    let place = columns.iter().position(|column| column.kind != Kind::Identifier)?;
    let [first, others @ ..] = columns.get(place..)? else { return None };
    let last = others.last()?;
    if !is_usable(first) || !has_few_values(first) {
        return None;
    }
    let numbers = |column: &Column| matches!(column.kind, Kind::Number | Kind::Constant);
    let is_target = if last.reason == Reason::FreeText {
        // The only classes, in front of texts to classify.
        let is_rival = |column: &Column| {
            is_usable(column) && has_few_values(column) && column.different() <= Some(MAX_FEW)
        };
        !others.iter().any(is_rival)
    } else if first.kind == Kind::Number {
        // 1, 2, 3 in front of measurements.
        let distinct = first.facts.distinct.as_deref().unwrap_or_default();
        let consecutive = distinct.windows(2).all(|pair| pair[1] == pair[0] + 1.0);
        // A constant last column, such as a pixel that is always 0, leaves the choice to the one before it, which has
        // classes too if it has no more of them than the first.
        let varying = others.iter().rev().find(|column| column.kind != Kind::Constant);
        let is_rival = |column: &Column| {
            has_few_values(column)
                && (last.kind != Kind::Constant
                    || column.facts.different() <= first.facts.different())
        };
        consecutive && numbers(last) && varying.is_none_or(|column| !is_rival(column))
    } else {
        // Two letters, in front of letters of which the last are many.
        let letters = |column: &Column| column.cells.texts().iter().all(|text| text.len() == 1);
        let is_coded = first.different() == Some(2)
            && last.facts.different_texts >= MIN_CODES
            && columns.iter().all(|column| column.facts.texts > 0 && letters(column));
        // The only texts, in front of numbers of which the last is not of another kind than the others.
        is_coded
            || others.iter().all(|column| numbers(column) && column.facts.whole == last.facts.whole)
    };
    is_target.then_some(place)
}

/// Whether the last column has a text for nearly every row, and the first many different numbers: as in the original file
/// of Auto MPG, where the names of the cars stand last.
fn names_rows(columns: &[Column]) -> bool {
    let [first, .., last] = columns else { return false };
    let names = matches!(last.kind, Kind::Text | Kind::Identifier) && last.facts.texts > 0;
    names && first.kind == Kind::Number && !has_few_values(first)
}

/// Whether the values are texts, or whole numbers of which each occurs several times.
fn has_few_values(column: &Column) -> bool {
    let Some(different) = column.facts.different() else { return false };
    column.kind != Kind::Number
        || different == 2
        || (column.facts.whole && different <= MAX_FEW && 2 * different <= column.facts.filled())
}

/// The role of a target: numbers with many different values are values, everything else classes.
pub(super) fn target_role(column: &Column) -> Role {
    Role::new(if has_few_values(column) { Use::Class } else { Use::Value })
}

impl Table {
    /// Changes the role of a column. Because there is only one target, a previous target gets the role of its kind, and
    /// so do the columns that would give it away; those of a new target are left out.
    /// `None` makes the column the target, with classes or values depending on its cells.
    pub fn change(&self, roles: &Roles, place: usize, role: Option<Role>) -> Roles {
        let mut changed = roles.clone();
        let Some(column) = self.columns.get(place) else { return changed };
        let role = role.unwrap_or_else(|| target_role(column));
        let mut set = |place: usize, role: Role| {
            if let Some(changed) = changed.0.get_mut(place) {
                *changed = role;
            }
        };
        if role.is_target() {
            let leaks = |target| leaks(&self.columns, target).into_iter().map(|(leak, _)| leak);
            let is_target =
                |place: &usize| roles.0.get(*place).is_some_and(|role| role.is_target());
            let targets = (0..self.columns.len()).filter(is_target);
            for other in targets.flat_map(|target| leaks(target).chain([target])) {
                set(other, feature_role(self.columns[other].kind));
            }
            leaks(place).for_each(|leak| set(leak, Role::new(Use::Ignored)));
        }
        set(place, role);
        changed
    }
}
