//! Limits that a link is held to.

/// The version of the links written here.
pub(super) const VERSION: &str = "1";
/// A link that says more, in bytes, is not read: all settings together say less.
pub(super) const MAX_LENGTH: usize = 8_000;
/// A sweep is no longer than this: a curve of more points shows nothing more.
pub(super) const MAX_STEPS: usize = 10_000;
/// All runs together record no more losses than this: more would fill the memory of a phone.
pub(super) const MAX_RECORDS: usize = 200 * MAX_STEPS;
