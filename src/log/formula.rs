//! Rates that Python code computes, such as `np.logspace(-5, 0, 100)`.

use crate::number::read;

/// The column of these rates.
pub(super) const IN_CODE: &str = "learning rate in the code";

/// The names of the number of rates.
const NAMES: [&str; 2] = ["num=", "steps="];

/// Whether a function gives rates between two ends.
pub(super) fn is_formula(function: &str) -> bool {
    ["logspace", "geomspace", "linspace"].iter().any(|name| function.ends_with(name))
}

/// Rates from the first to the last one.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Formula {
    /// Whether the ends are logarithms to base 10 of the rates, and these rise by a constant factor.
    logarithms: bool,
    ends: (f64, f64),
    pub(super) count: usize,
}

impl Formula {
    /// The formula of a call of this function of NumPy or PyTorch, if all arguments are known numbers.
    pub(super) fn new(function: &str, arguments: &str) -> Option<Self> {
        // NumPy gives 50 rates by default.
        let mut numbers = [f64::NAN, f64::NAN, 50.0];
        for (place, argument) in arguments.split(',').enumerate() {
            let argument = argument.trim_ascii();
            let named = NAMES.iter().find_map(|name| argument.strip_prefix(name));
            *numbers.get_mut(place)? = read(named.unwrap_or(argument))?;
        }
        let [start, end, count] = numbers;
        let ends = match function.ends_with("geomspace") {
            true => (libm::log10(start), libm::log10(end)),
            false => (start, end),
        };
        let logarithms = !function.ends_with("linspace");
        Some(Self { logarithms, ends, count: count as usize })
    }

    /// The rate of a row.
    pub(super) fn rate(&self, row: usize) -> f64 {
        let (start, end) = self.ends;
        let value = start + (end - start) * row as f64 / (self.count - 1) as f64;
        if self.logarithms { libm::pow(10.0, value) } else { value }
    }
}
