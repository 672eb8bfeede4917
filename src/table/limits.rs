//! The limits of tables.

/// The largest number of bytes.
pub const MAX_BYTES: usize = 100_000_000;
/// The largest number of cells, without those of the target.
pub const MAX_CELLS: usize = 10_000_000;
/// The largest number of columns.
pub const MAX_COLUMNS: usize = 10_000;
/// The largest number of classes of a target.
pub const MAX_CLASSES: usize = 100;
