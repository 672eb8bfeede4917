//! What native and browser tests both know.

#![allow(dead_code, reason = "each of them uses a part")]

/// The notebook's experiment.
pub const NOTEBOOK: &str = "#v=1";

/// Of its curve: the same on every platform. It changes only when the arithmetic does.
pub const NOTEBOOK_FINGERPRINT: &str = "1dcac03d9740b83c";

/// The notebook's experiment from twenty seeds.
pub const BAND: &str = "#v=1&runs=20";

/// Of its summary.
pub const BAND_FINGERPRINT: &str = "33d6b5960bad9a47";
