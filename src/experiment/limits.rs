//! Limits of links.

/// The largest length of a link, in bytes: all settings together need a tenth of it, a lesson of five steps a third.
pub(super) const MAX_LENGTH: usize = 16_000;
/// The largest number of steps of a sweep; a chart cannot show more.
pub(super) const MAX_STEPS: usize = 10_000;
/// The largest number of losses of all runs together; more would not fit in the memory of a phone.
pub(super) const MAX_RECORDS: usize = 200 * MAX_STEPS;
