//! Notes on a log.

use serde::Serialize;

use crate::number::write;

/// A note on how the log was read or on what was left out, as a code and in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Note {
    /// The subject.
    pub code: NoteCode,
    /// A sentence.
    pub text: String,
}

/// The subject of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum NoteCode {
    /// The columns, the number of their points and the range of the rates.
    Columns,
    /// Rates and losses are in different rows.
    Joined,
    /// The rows were not in the order of their steps.
    Sorted,
    /// The rates were given as logarithms or multiples.
    Scale,
    /// Rates that are not above zero.
    ZeroRates,
    /// Rows with a rate in which the loss cannot be read.
    UnreadableLosses,
    /// Only a part of the run is used.
    Part,
    /// There are several runs.
    Runs,
    /// The losses are not training losses.
    Validation,
    /// There are other columns of losses.
    OtherLosses,
    /// There are several parameter groups.
    Groups,
    /// The rates are not known.
    NoRates,
    /// There are no losses.
    NoLosses,
    /// There are too few points for a curve.
    TooFew,
    /// Points before a restart from a checkpoint are replaced by those after it.
    Resumed,
    /// Losses within epochs, which progress bars have shown, are left out.
    Updates,
    /// Files with the same content as another one.
    Copies,
    /// There are too many tables.
    TooManyTables,
    /// The log is too large.
    TooLarge,
}

impl NoteCode {
    pub(super) fn note(self, parts: &[&str]) -> Note {
        Note { code: self, text: parts.concat() }
    }
}

/// The note on a log that is too large.
pub(super) fn too_large(most: usize) -> Note {
    let limit = write((most >> 20) as f64);
    NoteCode::TooLarge.note(&[
        "The log is larger than ",
        &limit,
        " MB. Use a part of it, or only its rates and losses.",
    ])
}

/// The note on tables that were not read, if there are any.
pub(super) fn tables_left_out(count: usize, most: usize) -> Option<Note> {
    (count > 0).then(|| {
        let limit = write(most as f64);
        NoteCode::TooManyTables.note(&["Only the first ", &limit, " runs of the log were read."])
    })
}
