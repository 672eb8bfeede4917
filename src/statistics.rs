//! Order statistics of many runs: quantiles, confidence intervals of medians, significant differences.

mod order;
mod significance;

pub(crate) use order::sort;
pub use order::{Band, Quantiles, Ranked, median_interval, median_test, quantile};
pub(crate) use significance::differences;
pub use significance::{Verdict, compare};
