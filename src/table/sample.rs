//! The first records of a text.

use super::finding::Refusal;
use super::records::{Dialect, Record, Records};
use super::value::text;

/// The number of records from which the layout is detected.
const SAMPLE: usize = 200;

/// The first records of a text with some separator, each with its line.
pub(super) type Sample = Vec<(u32, Vec<String>)>;

/// The first records, without comments.
pub(super) fn sample(
    bytes: &[u8],
    complete: bool,
    dialect: Dialect,
    line: u32,
) -> Result<Sample, Refusal> {
    let (mut records, mut sample) = (Records::new(dialect, line), Vec::new());
    let mut columns = 0;
    let mut take = |record: Record<'_>| {
        if !record.is_comment(columns) {
            columns = columns.max(record.len());
            sample.push((record.line, record.cells().map(with_tabs).collect()));
        }
        Ok(())
    };
    // In portions, to stop early.
    let mut all = complete;
    for portion in bytes.chunks(1 << 13) {
        records.feed(portion, &mut take)?;
        if records.count() >= SAMPLE {
            all = false;
            break;
        }
    }
    if all {
        records.finish(&mut take)?;
    }
    sample.truncate(SAMPLE);
    Ok(sample)
}

/// The text of a cell with its tabs, which may be separators.
fn with_tabs(cell: &[u8]) -> String {
    let mut tabbed = String::new();
    for (place, part) in cell.split(|&byte| byte == b'\t').enumerate() {
        if place > 0 {
            tabbed.push('\t');
        }
        tabbed.push_str(&text(part));
    }
    tabbed
}

/// The number of cells that most records have.
pub(super) fn most_cells(sample: &Sample) -> Option<(usize, f64)> {
    let most = sample.iter().map(|(_, cells)| cells.len()).max()?;
    // The number of records by their number of cells.
    let mut counts = vec![0_usize; most + 1];
    sample.iter().for_each(|(_, cells)| counts[cells.len()] += 1);
    let (cells, same) = counts.into_iter().enumerate().max_by_key(|(_, count)| *count)?;
    Some((cells, same as f64 / sample.len() as f64))
}
