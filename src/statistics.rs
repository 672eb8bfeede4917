//! Order statistics of what many seeds came to.

use serde::Serialize;

/// Eight in ten of some numbers, and their middle.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Quantiles {
    /// One in ten is below.
    pub low: f64,
    /// Half of them are below.
    pub median: f64,
    /// One in ten is above.
    pub high: f64,
}

impl Quantiles {
    /// Of some numbers, which may be infinite; of none they are not numbers.
    pub fn of(numbers: impl Iterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = numbers.collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let at = |share| if sorted.is_empty() { f64::NAN } else { quantile(&sorted, share) };
        Self { low: at(0.1), median: at(0.5), high: at(0.9) }
    }

    /// All three in rising order.
    pub fn numbers(&self) -> [f64; 3] {
        [self.low, self.median, self.high]
    }

    /// As shares of a number above zero.
    pub fn over(&self, whole: f64) -> Self {
        let Self { low, median, high } = *self;
        Self { low: low / whole, median: median / whole, high: high / whole }
    }
}

/// Such quantiles one after the other.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Band {
    /// One in ten is below.
    pub low: Vec<f64>,
    /// Half of them are below.
    pub median: Vec<f64>,
    /// One in ten is above.
    pub high: Vec<f64>,
}

impl Band {
    /// Appends one place.
    pub fn push(&mut self, Quantiles { low, median, high }: Quantiles) {
        self.low.push(low);
        self.median.push(median);
        self.high.push(high);
    }

    /// All numbers, column by column.
    pub fn numbers(&self) -> impl Iterator<Item = f64> {
        [&self.low, &self.median, &self.high].into_iter().flatten().copied()
    }
}

/// Linear between the sorted numbers, of which there are some, as NumPy's default.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len() - 1) as f64 * share;
    let (below, above) = (sorted[place as usize], sorted[place.ceil() as usize]);
    // Infinity less infinity is not a number, nor is what is added to one of the other sign.
    if below == above || below.is_infinite() {
        return below;
    }
    below + (above - below) * place.fract()
}

/// Between which of so many sorted numbers the true median lies with 95% confidence: a binomial
/// count's normal approximation (Conover, Practical Nonparametric Statistics, section 3.2).
pub fn median_interval(count: usize) -> (usize, usize) {
    let count = count.max(1) as f64;
    let first = (count / 2.0 - 0.98 * libm::sqrt(count)).floor().max(0.0);
    (first as usize, (count - 1.0 - first) as usize)
}
