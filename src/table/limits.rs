//! How much is read.

/// No more bytes are read.
pub const MAX_BYTES: usize = 100_000_000;
/// No more cells are read, beside those of one column, the target.
pub const MAX_CELLS: usize = 10_000_000;
/// No table has more columns.
pub const MAX_COLUMNS: usize = 10_000;
