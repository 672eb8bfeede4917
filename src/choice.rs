//! Settings that are one of a few names.

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

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self { $(Self::$variant => $text),* })
            }
        }
    };
}

pub(crate) use choice;
