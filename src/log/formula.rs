//! Rates that Python code computes, such as `np.logspace(-5, 0, 100)`.

use super::value::Value;
use crate::schedule::Ramp;
use crate::text::number::Number;

/// The names of the first, the last and the number of the rates, in NumPy and in PyTorch.
const NAMES: [[&str; 2]; 3] = [["start", "start"], ["stop", "end"], ["num", "steps"]];
/// The number of rates by default.
const COUNT: f64 = 50.0;
/// The functions that give the rates as they are.
const COPIES: [&str; 6] = ["list", "tuple", "array", "asarray", "tensor", "float32"];

/// Rates from the first to the last one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Formula {
    ramp: Ramp,
    ends: (f64, f64),
    pub(super) count: usize,
}

impl Formula {
    /// The formula of a call, with an empty name for each argument without one.
    fn new(function: &str, arguments: &[(String, Value)]) -> Option<Self> {
        let named = |place: usize| {
            move |(name, _): &&(String, Value)| {
                NAMES.get(place).is_some_and(|names| names.contains(&name.as_str()))
            }
        };
        let unnamed = || arguments.iter().filter(|(name, _)| name.is_empty());
        let argument = |place| unnamed().nth(place).or_else(|| arguments.iter().find(named(place)));
        let number = |place| Some(argument(place)?.1.number()?.value);
        let (start, end) = (number(0)?, number(1)?);
        let count = if argument(2).is_none() { COUNT } else { number(2)? };
        let is_known = |argument: &(String, Value)| {
            argument.0.is_empty()
                || argument.0 == "dtype"
                || (0..3).any(|place| named(place)(&argument))
        };
        let (ramp, ends) = match function {
            "logspace" => (Ramp::Exponential, (libm::pow(10.0, start), libm::pow(10.0, end))),
            "geomspace" => (Ramp::Exponential, (start, end)),
            _ => (Ramp::Linear, (start, end)),
        };
        let all_known = arguments.iter().all(is_known) && unnamed().count() <= NAMES.len();
        all_known.then_some(Self { ramp, ends, count: count as usize })
    }

    /// The rates.
    pub(super) fn rates(&self) -> Vec<f64> {
        self.ramp.by_num_iter(self.ends, self.count)
    }
}

/// The value of a call of this function: the rates of a formula, also as an array or a list, or `Nothing` if a function
/// changes them or an argument is unknown. None if it has nothing to do with formulas.
pub(super) fn value(function: &str, arguments: &[(String, Value)]) -> Option<Value> {
    let function = function.rsplit('.').next().unwrap_or_default();
    let first = arguments.first().map(|(_, value)| value);
    match (function, first) {
        ("logspace" | "geomspace" | "linspace", _) => {
            Some(Formula::new(function, arguments).map_or(Value::Nothing, Value::Formula))
        }
        ("log10", Some(Value::Number(number))) => {
            Some(Value::Number(Number { value: libm::log10(number.value) }))
        }
        (_, Some(Value::Formula(_))) if !COPIES.contains(&function) => Some(Value::Nothing),
        _ => None,
    }
}
