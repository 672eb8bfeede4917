//! Rates that Python code computes, such as `np.logspace(-5, 0, 100)`.

use super::value::Value;
use crate::schedule::Ramp;
use crate::text::number::Number;

/// Whether a function gives the rates of its argument as they are.
pub(super) fn copies(function: &str) -> bool {
    ["list", "tuple", "array", "tensor"].iter().any(|name| function.ends_with(name))
}

/// Rates from the first to the last one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Formula {
    ramp: Ramp,
    ends: (f64, f64),
    pub(super) count: usize,
}

impl Formula {
    /// The rates.
    pub(super) fn rates(&self) -> Vec<f64> {
        self.ramp.by_num_iter(self.ends, self.count)
    }
}

/// The arguments of a call: the start, the end and the number of the rates, which is 50 by default.
pub(super) struct Arguments {
    numbers: [f64; 3],
    /// The number of arguments without a name.
    unnamed: usize,
    /// Whether all are known numbers.
    known: bool,
}

impl Default for Arguments {
    fn default() -> Self {
        Self { numbers: [f64::NAN, f64::NAN, 50.0], unnamed: 0, known: true }
    }
}

impl Arguments {
    /// Whether the arguments of this function are those of a formula.
    pub(super) fn are_of(function: &str) -> bool {
        ["log10", "logspace", "geomspace", "linspace"].iter().any(|name| function.ends_with(name))
    }

    /// Adds an argument, by the names of NumPy and PyTorch.
    pub(super) fn push(&mut self, name: Option<&str>, value: &Value) {
        let place = match name {
            Some("start") => 0,
            Some("stop" | "end") => 1,
            Some("num" | "steps") => 2,
            Some("dtype") => return,
            Some(_) => 3,
            None => {
                self.unnamed += 1;
                self.unnamed - 1
            }
        };
        match (self.numbers.get_mut(place), value.number()) {
            (Some(argument), Some(number)) => *argument = number.value,
            _ => self.known = false,
        }
    }

    /// The value of the function: `Nothing` if an argument is unknown.
    pub(super) fn value(&self, function: &str) -> Value {
        let [start, end, count] = self.numbers;
        if !self.known {
            return Value::Nothing;
        }
        if function.ends_with("log10") {
            return Value::Number(Number { value: libm::log10(start) });
        }
        let ramp = if function.ends_with("linspace") { Ramp::Linear } else { Ramp::Exponential };
        let ends = match function.ends_with("logspace") {
            true => (libm::pow(10.0, start), libm::pow(10.0, end)),
            false => (start, end),
        };
        Value::Formula(Formula { ramp, ends, count: count as usize })
    }
}
