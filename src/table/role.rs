//! The roles of columns, and their short text in links.

use serde::Serialize;

use super::kind::Kind;
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
    /// Not used.
    Ignored,
}

/// The use of a column, and the treatment of rows in which it has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Role {
    /// The use.
    pub used_as: Use,
    /// Whether such rows are left out; otherwise the value is filled in. Rows without a target are always left out.
    pub drop_missing: bool,
}

/// The reason for the use of a column, besides its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Its kind.
    Kind,
    /// It is the target: the file declares it.
    Declared,
    /// It is the target: it has the name of one.
    Named,
    /// It is the target: it is the last.
    Last,
    /// It is the target: it is the first, and looks like classes.
    First,
    /// It is the target: it is the first, and the last has a text for nearly every row.
    BeforeNames,
    /// It is the target: it is the last column that can be one.
    LastUsable,
    /// It is not used: it stands for another class of the target.
    OtherClass,
    /// It is not used: each of its values stands for one of the target.
    SameAsTarget,
    /// It is not used: by its name, it is another target.
    OtherTarget,
    /// It is not used: with its neighbors, it adds up to the target.
    PartOfTarget,
}

/// The roles of all columns, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roles(pub Vec<Role>);

/// The version of the reader in the text of roles, increased when the same bytes and roles no longer give the same data.
pub const VERSION: u32 = 1;

/// The letters of uses; capital letters leave out rows without a value.
const LETTERS: [(char, Use); 5] = [
    ('n', Use::Number),
    ('c', Use::Category),
    ('t', Use::Class),
    ('v', Use::Value),
    ('x', Use::Ignored),
];

impl Role {
    /// A role with this use; missing values are filled in.
    pub fn new(used_as: Use) -> Self {
        Self { used_as, drop_missing: false }
    }

    /// Whether it is the use of the target.
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

/// The role of a column that is not the target.
pub(super) fn feature_role(kind: Kind) -> Role {
    Role::new(match kind {
        Kind::Number | Kind::Boolean | Kind::Date => Use::Number,
        Kind::Category => Use::Category,
        Kind::Text | Kind::Identifier | Kind::Constant | Kind::Empty => Use::Ignored,
    })
}

impl Roles {
    /// Parses the text that [`Roles`] display. Any other text, or one for another version of the reader, is not valid.
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
