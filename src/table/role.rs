//! What a column is used as, and the short text of it in links.

use serde::Serialize;

use super::limits::MAX_COLUMNS;

/// What a column is used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Use {
    /// A feature of numbers.
    Number,
    /// A feature for each category, 1 in the rows that have it and 0 in the others.
    Category,
    /// The target: a class.
    Class,
    /// The target: a number.
    Value,
    /// Nothing.
    Ignored,
}

/// What a column is used as, and what happens to rows in which it has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Role {
    /// What it is used as.
    pub used_as: Use,
    /// Whether such rows are left out; else the value is filled in. Without a target they always are.
    pub drop_missing: bool,
}

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
    /// It is the target: it is the first, and the last has a text for nearly every row.
    BeforeNames,
    /// It is the target: the columns behind it cannot be.
    LastUsable,
}

/// The roles of all columns, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roles(pub Vec<Role>);

/// The version of the reader that a text of roles is for: it is raised when the same bytes and roles no longer make
/// the same data.
pub const VERSION: u32 = 1;

/// Capital letters leave out rows without a value.
const LETTERS: [(char, Use); 5] = [
    ('n', Use::Number),
    ('c', Use::Category),
    ('t', Use::Class),
    ('v', Use::Value),
    ('x', Use::Ignored),
];

impl Role {
    /// A use; missing values are filled in.
    pub fn new(used_as: Use) -> Self {
        Self { used_as, drop_missing: false }
    }

    /// Whether it is that of the target.
    pub fn is_target(self) -> bool {
        matches!(self.used_as, Use::Class | Use::Value)
    }

    fn letter(self) -> char {
        let letter =
            LETTERS.iter().find(|(_, one)| *one == self.used_as).map_or('x', |(letter, _)| *letter);
        if self.drop_missing { letter.to_ascii_uppercase() } else { letter }
    }

    fn of(letter: char) -> Option<Self> {
        let (_, used_as) = LETTERS.iter().find(|(one, _)| *one == letter.to_ascii_lowercase())?;
        Some(Self { used_as: *used_as, drop_missing: letter.is_ascii_uppercase() })
    }
}

impl Roles {
    /// Reads what [`Roles`] are displayed as; nothing else is one, nor what another version of the reader was for.
    ///
    /// ```
    /// use rangefinder::table::Roles;
    ///
    /// let roles = Roles::read("1.xn30Ct").expect("roles");
    /// assert_eq!(roles.0.len(), 33);
    /// assert_eq!(roles.to_string(), "1.xn30Ct");
    /// assert_eq!(Roles::read("2.xn30Ct"), None);
    /// assert_eq!(Roles::read("1.n99999t"), None);
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        let (version, mut rest) = text.split_once('.')?;
        if version.parse() != Ok(VERSION) {
            return None;
        }
        let mut roles = Vec::new();
        while let Some(letter) = rest.chars().next() {
            let role = Role::of(letter)?;
            rest = &rest[letter.len_utf8()..];
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let count = if digits == 0 { 1 } else { rest[..digits].parse().ok()? };
            rest = &rest[digits..];
            if count == 0 || count > MAX_COLUMNS - roles.len() {
                return None;
            }
            roles.resize(roles.len() + count, role);
        }
        let roles = Self(roles);
        (!roles.0.is_empty() && roles.to_string() == text).then_some(roles)
    }
}

impl std::fmt::Display for Roles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{VERSION}.")?;
        for same in self.0.chunk_by(|a, b| a == b) {
            write!(f, "{}", same[0].letter())?;
            if same.len() > 1 {
                write!(f, "{}", same.len())?;
            }
        }
        Ok(())
    }
}
