//! Constants shared by native and browser tests.

#![allow(dead_code, reason = "each of them uses a part")]

/// The notebook's experiment.
pub const NOTEBOOK: &str = "#v=1";

/// The fingerprint of its curve, on every platform. It changes only if the arithmetic does.
pub const NOTEBOOK_FINGERPRINT: &str = "1dcac03d9740b83c";

/// The notebook's experiment with twenty seeds.
pub const BAND: &str = "#v=1&runs=20";

/// The fingerprint of its summary.
pub const BAND_FINGERPRINT: &str = "33d6b5960bad9a47";
