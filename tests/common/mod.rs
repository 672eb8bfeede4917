//! What native and browser tests both know.

/// The notebook's experiment.
pub const NOTEBOOK: &str = "#v=1";

/// Of its curve: the same on every platform. It changes only when the arithmetic does.
pub const NOTEBOOK_FINGERPRINT: &str = "6d0de04834368f52";
