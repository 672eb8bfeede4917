//! Settings that are one of a few names.

use std::fmt::Display;

/// What has a name in links and a label for people.
pub trait Named: Copy + Display + 'static {
    /// All of them.
    const ALL: &[Self];
    /// The name in links and the label for people of each.
    const LABELS: &[(&str, &str)];

    /// Its name in links.
    fn name(self) -> &'static str;

    /// The one with this name.
    fn named(name: &str) -> Option<Self> {
        Some(Self::ALL[place_of(name, Self::LABELS)?])
    }
}

/// The place of a name, not compiled once more for every enum.
#[inline(never)]
fn place_of(name: &str, labels: &[(&str, &str)]) -> Option<usize> {
    labels.iter().position(|(one, _)| *one == name)
}

/// Defines an enum whose variants have a name in links and a label for people.
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
            /// The name in links and the label for people of each variant.
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
