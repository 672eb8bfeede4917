//! Notes on a log.

use serde::Serialize;

use crate::number::write;

/// What was understood or left out, as a code and in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Note {
    /// What it is about.
    pub code: NoteCode,
    /// A sentence.
    pub text: String,
}

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum NoteCode {
    /// The columns, and how many points they have from where to where.
    Columns,
    /// Rates and losses stand in different rows.
    Joined,
    /// The rates were given as logarithms.
    Logarithms,
    /// Rates that are not above zero.
    ZeroRates,
    /// Only a part of the run is used.
    Part,
    /// There are several runs.
    Runs,
    /// The losses are not those of training.
    Validation,
    /// There are other columns of losses.
    OtherLosses,
    /// There are several parameter groups.
    Groups,
    /// The rates are not known.
    NoRates,
    /// There are no losses.
    NoLosses,
    /// There are fewer points than a curve needs.
    TooFew,
    /// There are more tables than are read.
    TooManyTables,
    /// The log is too large.
    TooLarge,
}

impl NoteCode {
    pub(super) fn note(self, parts: &[&str]) -> Note {
        Note { code: self, text: parts.concat() }
    }
}

/// A log of more bytes than are read.
pub(super) fn too_large(most: usize) -> Note {
    let limit = write((most >> 20) as f64);
    NoteCode::TooLarge.note(&[
        "The log is larger than ",
        &limit,
        " MB. Bring a part of it, or only its rates and losses.",
    ])
}

/// Tables that were not read, if there are more than are.
pub(super) fn tables_left_out(count: usize, most: usize) -> Option<Note> {
    (count > 0).then(|| {
        let limit = write(most as f64);
        NoteCode::TooManyTables.note(&["Only the first ", &limit, " runs of the log were read."])
    })
}
