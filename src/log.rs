//! Logs of training runs in many formats: bytes of one or several files -> learning rates and losses, and the kind of the log.
//!
//! ```text
//! bytes -> text -> tables (document: values, delimited, console) -> columns, points -> runs -> kind
//! ```
//!
//! Logs are recognized by their format, not by the program that wrote them. Reading never fails: unreadable parts are
//! left out, and the notes say so. Time and memory are linear in the bytes.

mod adjacent;
mod boxes;
mod choices;
mod columns;
mod comma;
mod console;
mod content;
mod contents;
mod counts;
mod delimited;
mod diverged;
mod document;
mod factor;
mod formula;
mod gather;
mod grid;
mod header;
mod hints;
mod html;
mod index;
mod kind;
mod lists;
mod names;
mod note;
mod notebook;
mod notes;
mod order;
mod pairs;
mod point;
mod records;
mod runs;
mod scale;
mod select;
mod separate;
mod series;
mod suffix;
mod table;
mod value;
mod words;

pub use choices::{Choices, RampShape, steps};
pub use columns::Column;
pub use contents::Log;
pub use hints::{Averaging, Group};
pub use kind::{Direction, Kind, Part};
pub use names::Role;
pub use note::{Note, NoteCode};
pub(crate) use order::sort_pairs;
pub use series::Series;

use notes::Facts;
use table::Table;

use crate::text::decode::decode;

/// The largest number of bytes that are read, in all files together.
pub const MAX_BYTES: usize = 32 << 20;

/// A file.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its name, which may say what it holds; empty for pasted text.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// Reads a log.
pub fn read(files: &[File<'_>], choices: &Choices) -> Log {
    if files.iter().map(|file| file.bytes.len()).sum::<usize>() > MAX_BYTES {
        return Log { notes: vec![note::too_large(MAX_BYTES)], ..Log::default() };
    }
    let (mut found, mut copies) = (Vec::new(), Vec::new());
    for (place, file) in files.iter().enumerate() {
        if files[..place].iter().any(|other| other.bytes == file.bytes) {
            copies.push(notes::file_name(file.name));
            continue;
        }
        let mut tables = document::tables(&decode(file.bytes));
        separate::name_validation(&mut tables);
        found.push((file.name, tables));
    }
    separate::name_by_files(&mut found, files.len() > 1);
    let (mut tables, mut ends) = (Vec::new(), Vec::new());
    for (_, of_file) in found {
        for table in of_file {
            separate::push_runs(table, &mut tables);
        }
        ends.push(tables.len());
    }
    // The time grows with the square of the number of tables, because rates are looked up in all of them.
    let left_out = tables.len().saturating_sub(table::MAX_TABLES);
    tables.truncate(table::MAX_TABLES);
    grid::add_rates_of_runs(&mut tables);
    let of_file = |start: &mut usize, end: &usize| {
        let start = std::mem::replace(start, *end);
        Some(tables.get(start..*end).unwrap_or_default())
    };
    let of_files: Vec<&[Table]> = ends.iter().scan(0, of_file).collect();
    let selected = select::select(&of_files, &tables, choices);
    let facts = Facts::new(&tables, &selected);
    let log = Log::new(&tables, selected, choices);
    let mut notes = facts.notes(&log);
    notes.extend(notes::copies(&copies));
    notes.extend(note::tables_left_out(left_out, table::MAX_TABLES));
    Log { notes, ..log }
}
