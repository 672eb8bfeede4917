//! Rates that Python code computes, such as `np.logspace(-5, 0, 100)`.

use crate::number::read;
use crate::schedule::Ramp;

/// Whether a function gives rates between two ends.
pub(super) fn is_formula(function: &str) -> bool {
    ["logspace", "geomspace", "linspace"].iter().any(|name| function.ends_with(name))
}

/// Rates from the first to the last one.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Formula {
    ramp: Ramp,
    ends: (f64, f64),
    pub(super) count: usize,
}

impl Formula {
    /// The formula of a call of this function of NumPy or PyTorch, if all arguments are known numbers.
    pub(super) fn new(function: &str, arguments: &str) -> Option<Self> {
        // NumPy gives 50 rates by default.
        let mut numbers = [f64::NAN, f64::NAN, 50.0];
        for (place, argument) in arguments.split(',').enumerate() {
            let (place, number) = match argument.split_once('=') {
                Some((name, number)) => match name.trim_ascii() {
                    "num" | "steps" => (2, number),
                    _ => return None,
                },
                None => (place, argument),
            };
            *numbers.get_mut(place)? = read(number.trim_ascii())?;
        }
        let [start, end, count] = numbers;
        let ramp = if function.ends_with("linspace") { Ramp::Linear } else { Ramp::Exponential };
        let ends = match function.ends_with("logspace") {
            true => (libm::pow(10.0, start), libm::pow(10.0, end)),
            false => (start, end),
        };
        Some(Self { ramp, ends, count: count as usize })
    }

    /// The rates.
    pub(super) fn rates(self) -> Vec<f64> {
        self.ramp.by_num_iter(self.ends, self.count)
    }
}
