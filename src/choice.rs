//! Settings that are one of a few names.

use std::fmt::Display;

/// An enum whose variants have a name in links and a label for people.
pub trait Named: Copy + Display + 'static {
    /// Each variant with its name in links.
    const NAMES: &[(&str, Self)];
    /// Each name with its label for people.
    const LABELS: &[(&str, &str)];

    /// Its place in both.
    fn place(self) -> usize;

    /// Its name in links.
    fn name(self) -> &'static str {
        Self::LABELS[self.place()].0
    }

    /// The variant with this name.
    fn named(name: &str) -> Option<Self> {
        Some(Self::NAMES[place_of(name, Self::LABELS)?].1)
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
            /// Each variant with its name in links.
            pub const NAMES: &[(&str, Self)] = &[$(($text, Self::$variant)),*];
            /// Each name with its label for people.
            pub const LABELS: &[(&str, &str)] = &[$(($text, $label)),*];
        }

        impl $crate::choice::Named for $name {
            const NAMES: &[(&str, Self)] = Self::NAMES;
            const LABELS: &[(&str, &str)] = Self::LABELS;

            fn place(self) -> usize {
                self as usize
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
