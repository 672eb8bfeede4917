//! The place of a setting's value, and its conversion to and from text.

use std::fmt;

use super::following::Extent;
use super::settings::Settings;
use crate::choice::Named;
use crate::data::Builtin;
use crate::number;

/// The largest length of the name of a data set, in bytes; each column takes at most one letter.
const MAX_NAME: usize = 4_000;
const MAX_LAYERS: usize = 8;
const MAX_UNITS: usize = 512;
/// The text of a setting that is derived from others.
pub(super) const AUTO: &str = "auto";

/// The kind of a setting's value.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One of some names; each with its label.
    Choice(&'static [(&'static str, &'static str)]),
    /// A number from `min` to `max`, inclusive.
    Number {
        /// The smallest number.
        min: f64,
        /// The largest number.
        max: f64,
        /// Integers only.
        integer: bool,
        /// The word for "none", if none is allowed.
        none: Option<&'static str>,
    },
    /// The widths of the hidden layers, separated by commas, or `none`.
    Widths,
    /// Any of these names, separated by commas, or `none`; each with its label.
    Subset(&'static [(&'static str, &'static str)]),
    /// One of these names, each with its label, or that of the user's own table.
    Data(&'static [(&'static str, &'static str)]),
}

/// The value of a setting of any type, for [`super::FIELDS`].
pub trait Slot: Sync {
    /// The kind of the value.
    fn kind(&self) -> Kind;
    /// The value as text.
    fn text(&self, settings: &Settings) -> String;
    /// Sets the value from a text. Returns `false` and changes nothing if the text is not of its kind.
    fn set(&self, settings: &mut Settings, text: &str) -> bool;

    /// The settings from which it is derived unless it is set; none if it has its own default.
    fn follows(&self) -> Option<&Follows> {
        None
    }
}

/// The derivation of a setting that is not set.
pub struct Follows {
    /// The other settings, in words.
    pub what: &'static str,
    /// The derived value as text.
    pub(super) value: fn(&Extent) -> String,
}

/// A field of [`Settings`].
pub(super) struct Place<T> {
    pub(super) get: fn(&Settings) -> &T,
    pub(super) get_mut: fn(&mut Settings) -> &mut T,
}

/// The field with this name.
macro_rules! place {
    ($($name:ident).+) => {
        $crate::experiment::slot::Place { get: |s| &s.$($name).+, get_mut: |s| &mut s.$($name).+ }
    };
}
pub(super) use place;

impl<T> Place<T> {
    fn put(&self, settings: &mut Settings, value: Option<T>) -> bool {
        value.map(|value| *(self.get_mut)(settings) = value).is_some()
    }
}

/// A numeric type of settings.
pub(super) trait Scalar: Copy {
    /// Whether it has only integers.
    const INTEGER: bool;
    /// Converts a number that is valid for this type.
    fn of(number: f64) -> Self;
    /// The shortest text that reads back as this number.
    fn text(self) -> String;
}

impl Scalar for f64 {
    const INTEGER: bool = false;

    fn of(number: f64) -> Self {
        number
    }

    fn text(self) -> String {
        number::write(self)
    }
}

impl Scalar for usize {
    const INTEGER: bool = true;

    fn of(number: f64) -> Self {
        number as Self
    }

    fn text(self) -> String {
        self.to_string()
    }
}

impl Scalar for u32 {
    const INTEGER: bool = true;

    fn of(number: f64) -> Self {
        number as Self
    }

    fn text(self) -> String {
        self.to_string()
    }
}

/// Reads a number from `min` to `max`; `12.0` and `1e3` are integers.
fn parse<T: Scalar>(text: &str, min: f64, max: f64) -> Option<T> {
    let number = number::read(text)?;
    // Written as the acceptable condition, so that NaN is refused.
    let allowed = min <= number && number <= max && (!T::INTEGER || number.fract() == 0.0);
    allowed.then(|| T::of(number))
}

/// A number from `min` to `max`, inclusive.
pub(super) struct Number<T> {
    pub(super) place: Place<T>,
    pub(super) min: f64,
    pub(super) max: f64,
}

impl<T: Scalar> Slot for Number<T> {
    fn kind(&self) -> Kind {
        Kind::Number { min: self.min, max: self.max, integer: T::INTEGER, none: None }
    }

    fn text(&self, settings: &Settings) -> String {
        (self.place.get)(settings).text()
    }

    fn set(&self, settings: &mut Settings, text: &str) -> bool {
        self.place.put(settings, parse(text, self.min, self.max))
    }
}

/// A number, or the word for none.
pub(super) struct Optional<T> {
    pub(super) place: Place<Option<T>>,
    pub(super) min: f64,
    pub(super) max: f64,
    pub(super) none: &'static str,
}

impl<T: Scalar> Slot for Optional<T> {
    fn kind(&self) -> Kind {
        Kind::Number { min: self.min, max: self.max, integer: T::INTEGER, none: Some(self.none) }
    }

    fn text(&self, settings: &Settings) -> String {
        (self.place.get)(settings).map_or_else(|| self.none.to_owned(), T::text)
    }

    fn set(&self, settings: &mut Settings, text: &str) -> bool {
        let value = match text == self.none {
            true => Some(None),
            false => parse(text, self.min, self.max).map(Some),
        };
        self.place.put(settings, value)
    }
}

/// A number that follows other settings unless it is set.
pub(super) struct Following<T> {
    /// It has the word [`AUTO`] for none.
    pub(super) number: Optional<T>,
    pub(super) follows: Follows,
}

impl<T: Scalar> Slot for Following<T> {
    fn kind(&self) -> Kind {
        self.number.kind()
    }

    fn text(&self, settings: &Settings) -> String {
        self.number.text(settings)
    }

    fn set(&self, settings: &mut Settings, text: &str) -> bool {
        self.number.set(settings, text)
    }

    fn follows(&self) -> Option<&Follows> {
        Some(&self.follows)
    }
}

/// One of some names.
pub(super) struct Choice<T>(pub(super) Place<T>);

impl<T: Named> Slot for Choice<T> {
    fn kind(&self) -> Kind {
        Kind::Choice(T::LABELS)
    }

    fn text(&self, settings: &Settings) -> String {
        (self.0.get)(settings).name().to_owned()
    }

    fn set(&self, settings: &mut Settings, text: &str) -> bool {
        self.0.put(settings, T::named(text))
    }
}

/// Any of these names, separated by commas, each at most once, in the order of the list.
pub(super) struct Subset<T>(pub(super) Place<Vec<T>>);

impl<T: Named> Slot for Subset<T> {
    fn kind(&self) -> Kind {
        Kind::Subset(T::LABELS)
    }

    fn text(&self, settings: &Settings) -> String {
        let names = (self.0.get)(settings).iter().map(|item| item.name());
        list_text(names.collect())
    }

    fn set(&self, settings: &mut Settings, text: &str) -> bool {
        let asked = parts(text);
        let chosen = T::ALL.iter().copied().filter(|one| asked.contains(&one.name()));
        let chosen: Vec<T> = chosen.collect();
        // Fewer, if one is not known or is given twice.
        let all = chosen.len() == asked.len();
        self.0.put(settings, all.then_some(chosen))
    }
}

/// The widths of the hidden layers.
pub(super) struct Widths(pub(super) Place<Vec<usize>>);

impl Slot for Widths {
    fn kind(&self) -> Kind {
        Kind::Widths
    }

    fn text(&self, settings: &Settings) -> String {
        let texts: Vec<String> = (self.0.get)(settings).iter().map(usize::to_string).collect();
        list_text(texts.iter().map(String::as_str).collect())
    }

    fn set(&self, settings: &mut Settings, text: &str) -> bool {
        let width = |text: &&str| text.parse().ok().filter(|n| (1..=MAX_UNITS).contains(n));
        let widths: Option<Vec<usize>> = parts(text).iter().map(width).collect();
        self.0.put(settings, widths.filter(|widths| widths.len() <= MAX_LAYERS))
    }
}

/// The name of a data set. Whether there is one of this name, the data tell: see
/// [`Experiment::from_link`](super::Experiment::from_link).
pub(super) struct DataName(pub(super) Place<String>);

impl Slot for DataName {
    fn kind(&self) -> Kind {
        Kind::Data(Builtin::LABELS)
    }

    fn text(&self, settings: &Settings) -> String {
        (self.0.get)(settings).clone()
    }

    fn set(&self, settings: &mut Settings, text: &str) -> bool {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_:.-".contains(&byte);
        let name = !text.is_empty() && text.len() <= MAX_NAME && text.bytes().all(allowed);
        self.0.put(settings, name.then(|| text.to_owned()))
    }
}

/// The items between the commas; empty for `none`.
fn parts(text: &str) -> Vec<&str> {
    match text {
        "none" => Vec::new(),
        _ => text.split(',').map(str::trim).collect(),
    }
}

fn list_text(items: Vec<&str>) -> String {
    if items.is_empty() { "none".to_owned() } else { items.join(",") }
}

impl fmt::Display for Kind {
    /// The required text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Choice(names) => write!(f, "one of {}", listed(names)),
            Self::Subset(names) => {
                write!(f, "any of {}, separated by commas, or none", listed(names))
            }
            Self::Data(names) => write!(
                f,
                "one of {}, or csv: with the hash and the roles of a table",
                listed(names)
            ),
            Self::Number { min, max, integer, none } => {
                let number = if *integer { "whole number" } else { "number" };
                write!(f, "a {number} from {} to {}", number::write(*min), number::write(*max))?;
                none.map_or(Ok(()), |none| write!(f, ", or {none}"))
            }
            Self::Widths => write!(
                f,
                "up to {MAX_LAYERS} whole numbers from 1 to {MAX_UNITS}, separated by commas, or none"
            ),
        }
    }
}

fn listed(names: &[(&str, &str)]) -> String {
    names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}
