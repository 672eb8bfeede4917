//! Settings whose value is one of a few names.

use std::fmt::Display;

/// A value with a name in links and a label for display.
pub trait Named: Copy + Display + 'static {
    /// All values, in the order of display.
    const ALL: &[Self];
    /// The name in links and the label of each value.
    const LABELS: &[(&str, &str)];

    /// The name in links.
    fn name(self) -> &'static str;

    /// The value with this name in links.
    fn named(name: &str) -> Option<Self> {
        Some(Self::ALL[place_of(name, Self::LABELS)?])
    }
}

/// The index of a name. Not generic, so that it is compiled only once.
#[inline(never)]
fn place_of(name: &str, labels: &[(&str, &str)]) -> Option<usize> {
    labels.iter().position(|(one, _)| *one == name)
}

/// Defines an enum whose variants have a name in links and a label.
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $text:literal, $label:literal;)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$doc])* $variant),* }

        impl $name {
            /// All variants.
            pub const ALL: &[Self] = &[$(Self::$variant),*];
            /// The name in links and the label of each variant.
            pub const LABELS: &[(&str, &str)] = &[$(($text, $label)),*];
        }

        impl $crate::choice::Named for $name {
            const ALL: &[Self] = Self::ALL;
            const LABELS: &[(&str, &str)] = Self::LABELS;

            fn name(self) -> &'static str {
                Self::LABELS[self as usize].0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::choice::Named::name(*self))
            }
        }
    };
}

pub(crate) use choice;
