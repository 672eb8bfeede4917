//! The keys of links that are not settings, but affect the display.

use std::fmt;

use crate::number;

/// The kind of a key's value.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// Any of these names, separated by commas.
    Any(&'static [&'static str]),
    /// Plain text of at most this many characters.
    Text(usize),
    /// The number of a lesson's step and the number of its steps, as in `2/5`.
    Step,
    /// A link, without its `#`.
    Link,
    /// The link of an experiment on the same data, without its `#`.
    Experiment,
}

/// A key of links that is not a setting.
pub struct Key {
    /// The name in links.
    pub key: &'static str,
    /// A description of what it does.
    pub label: &'static str,
    /// The kind of its value.
    pub takes: Takes,
}

/// Every key, in the order of links.
pub const SHOWING: &[Key] = &[
    Key {
        key: "embed",
        label: "For a frame: the chart (1), and other parts",
        takes: Takes::Any(&["1", "answer", "play", "data", "optimizer", "batch_size", "hidden"]),
    },
    Key {
        key: "hide",
        label: "Controls that are not shown",
        takes: Takes::Any(&["examples", "own_data", "settings", "play", "rates"]),
    },
    Key { key: "title", label: "A title above the chart", takes: Takes::Text(100) },
    Key { key: "note", label: "A note above the chart", takes: Takes::Text(500) },
    Key {
        key: "view",
        label: "Sections to open; the page scrolls to the first",
        takes: Takes::Any(&[
            "answer",
            "chart",
            "check",
            "suggestions",
            "schedules",
            "why",
            "settings",
            "tables",
            "reproducibility",
        ]),
    },
    Key { key: "play", label: "Starts paused at the first step", takes: Takes::Any(&["0"]) },
    Key { key: "step", label: "The step of a lesson", takes: Takes::Step },
    Key { key: "next", label: "The link of the next step", takes: Takes::Link },
    Key {
        key: "names",
        label: "The names of the user's own table and of its columns",
        takes: Takes::Text(1000),
    },
    Key { key: "pin", label: "The settings of a pinned curve", takes: Takes::Experiment },
];

/// The key with this name.
pub(super) fn key(name: &str) -> Option<&'static Key> {
    SHOWING.iter().find(|key| key.key == name)
}

impl Takes {
    /// Whether a text is of this kind. The link of an experiment may still break rules.
    pub(super) fn allows(self, text: &str) -> bool {
        match self {
            Self::Any(names) => text.split(',').all(|name| names.contains(&name)),
            Self::Text(most) => {
                !text.is_empty() && text.chars().nth(most).is_none() && !text.contains(is_mark)
            }
            Self::Step => text.split_once('/').is_some_and(|(step, steps)| {
                let digits =
                    |text: &str| text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
                let number = |text| number::read(text).filter(|number| *number >= 1.0);
                digits(step)
                    && digits(steps)
                    && number(step).is_some()
                    && number(step) <= number(steps)
            }),
            Self::Link | Self::Experiment => text.starts_with("v="),
        }
    }
}

impl fmt::Display for Takes {
    /// The required text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any([name]) => f.write_str(name),
            Self::Any(names) => {
                f.write_str(&["any of ", &names.join(", "), ", separated by commas"].concat())
            }
            Self::Text(most) => write!(
                f,
                "1 to {most} characters of text, without line breaks and marks of direction"
            ),
            Self::Step => f.write_str("the step and the number of steps, at most 99, as in 2/5"),
            Self::Link => f.write_str("a link from its v= on"),
            Self::Experiment => {
                f.write_str("the link of an experiment on the same data, from its v= on")
            }
        }
    }
}

/// Whether a character is a control character, a line break or a direction mark.
pub(super) fn is_mark(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}')
        || ('\u{2028}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}
