//! The module that is loaded once a reader wants to know why training breaks.

use js_sys::Float64Array;
use wasm_bindgen::prelude::wasm_bindgen;

use super::experiment;
use crate::data::breast_cancer;
use crate::evidence::diagnosis::{Looks, Walk};

/// A share of the looks into the network, for a worker.
#[wasm_bindgen]
pub struct WhyWork(Share);

enum Share {
    Walk(Box<Walk>),
    Looks(Box<Looks>),
    /// No step is to be looked at.
    Nothing,
}

#[wasm_bindgen]
impl WhyWork {
    /// The sweep once more, with a look at the network at every step.
    pub fn walk(link: &str) -> Self {
        Self(Share::Walk(Box::new(Walk::new(&experiment(link), breast_cancer()))))
    }

    /// The sharpness before some steps of the sweep, in rising order.
    pub fn looks(link: &str, steps: &[u32]) -> Self {
        let steps: Vec<usize> = steps.iter().map(|&step| step as usize).collect();
        if steps.is_empty() {
            return Self(Share::Nothing);
        }
        let looks = Looks::new(&experiment(link), breast_cancer(), &steps);
        Self(Share::Looks(Box::new(looks)))
    }

    /// Does up to so many steps of it; whether there is more to do.
    pub fn advance(&mut self, steps: u32) -> bool {
        let steps = steps as usize;
        match &mut self.0 {
            Share::Walk(walk) => walk.advance(steps),
            Share::Looks(looks) => looks.advance(steps),
            Share::Nothing => false,
        }
    }

    /// What it came to, as numbers for `diagnose` of the page's module.
    pub fn take(&mut self) -> Float64Array {
        let numbers = match &mut self.0 {
            Share::Walk(walk) => walk.diagnosis().write(),
            Share::Looks(looks) => {
                looks.edges().into_iter().map(|edge| edge.unwrap_or(f64::NAN)).collect()
            }
            Share::Nothing => Vec::new(),
        };
        Float64Array::from(numbers.as_slice())
    }
}
