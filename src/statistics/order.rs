//! Order statistics: quantiles, and intervals and tests of medians.

use serde::Serialize;

/// The 10th percentile, median and 90th percentile of some numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Quantiles {
    /// The 10th percentile.
    pub low: f64,
    /// The median.
    pub median: f64,
    /// The 90th percentile.
    pub high: f64,
}

impl Quantiles {
    /// The quantiles of some numbers, which may be infinite; NaN if there are none.
    pub fn of(numbers: impl Iterator<Item = f64>) -> Self {
        Self::among(numbers.collect())
    }

    /// Not generic, so that it is compiled only once.
    #[inline(never)]
    fn among(mut numbers: Vec<f64>) -> Self {
        sort(&mut numbers);
        let at = |share| if numbers.is_empty() { f64::NAN } else { quantile(&numbers, share) };
        Self { low: at(0.1), median: at(0.5), high: at(0.9) }
    }

    /// All three numbers in rising order.
    pub fn numbers(&self) -> [f64; 3] {
        [self.low, self.median, self.high]
    }

    /// The quantiles divided by a positive number.
    pub fn over(&self, whole: f64) -> Self {
        let Self { low, median, high } = *self;
        Self { low: low / whole, median: median / whole, high: high / whole }
    }
}

/// A sequence of quantiles, column by column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Band {
    /// The 10th percentiles.
    pub low: Vec<f64>,
    /// The medians.
    pub median: Vec<f64>,
    /// The 90th percentiles.
    pub high: Vec<f64>,
}

impl Band {
    /// Appends quantiles.
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

/// Sorts numbers in rising order. Shared by all callers, because each kind of sort adds 4 kB to the page.
#[inline(never)]
pub(crate) fn sort(numbers: &mut [f64]) {
    numbers.sort_unstable_by(f64::total_cmp);
}

/// A quantile of at least one sorted number, with linear interpolation as NumPy's default.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len() - 1) as f64 * share;
    let (below, above) = (sorted[place as usize], sorted[place.ceil() as usize]);
    // Infinity minus infinity is NaN, and so is the sum of infinities of different signs.
    if below == above || below.is_infinite() {
        return below;
    }
    below + (above - below) * place.fract()
}

/// The losses of many runs, sorted at each step. A run that has ended counts as infinite.
#[derive(Clone, Debug)]
pub struct Ranked {
    runs: usize,
    losses: Vec<f64>,
    order: Vec<u16>,
}

impl Ranked {
    /// Sorts the first `steps` losses of at most 65,536 runs.
    pub fn new(steps: usize, runs: &[&[f64]]) -> Self {
        let size = steps * runs.len();
        let (mut losses, mut order) = (Vec::with_capacity(size), vec![0; size]);
        for step in 0..steps {
            let loss = |run: &[f64]| run.get(step).copied().unwrap_or(f64::INFINITY);
            let start = losses.len();
            losses.extend(runs.iter().map(|run| loss(run)));
            sort(&mut losses[start..]);
            let row = &losses[start..];
            // The number of runs with an equal loss that have their position already.
            let mut taken = vec![0; runs.len()];
            for (index, run) in (0..).zip(runs) {
                let place = row.partition_point(|other| other.total_cmp(&loss(run)).is_lt());
                order[start + place + taken[place]] = index;
                taken[place] += 1;
            }
        }
        Self { runs: runs.len(), losses, order }
    }

    /// The number of runs.
    pub fn runs(&self) -> usize {
        self.runs
    }

    /// The sorted losses of each step.
    pub fn losses(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.losses.chunks_exact(self.runs.max(1))
    }

    /// The runs of each step in the order of their losses.
    pub(crate) fn order(&self) -> impl ExactSizeIterator<Item = &[u16]> {
        self.order.chunks_exact(self.runs.max(1))
    }

    /// The median of each step.
    pub fn medians(&self) -> Vec<f64> {
        self.losses().map(|losses| quantile(losses, 0.5)).collect()
    }
}

/// The narrowest symmetric 95% confidence interval of a median, as the first and the last index into `count`
/// sorted numbers. It is exact for every distribution, by the binomial number of values below the median
/// (Conover, Practical Nonparametric Statistics, section 3.2). None for fewer than six numbers.
pub fn median_interval(count: usize) -> Option<(usize, usize)> {
    let first = cut(count, |ways| ways, 0.025)?;
    Some((first, count - 1 - first))
}

/// The exact one-sided median test of two samples of equal size (Conover, section 4.3): how many values to
/// ignore, the highest of one and the lowest of the other, so that for equal distributions the rest of the
/// one is below the rest of the other with at most this probability.
pub fn median_test(count: usize, error: f64) -> Option<usize> {
    cut(count, |ways| ways * ways, error)
}

/// The largest number for which the weights from 0 up to it are at most a share of all weights. The weight of
/// k is a function of the number of ways to choose k of `count`.
fn cut(count: usize, weight: impl Fn(f64) -> f64, share: f64) -> Option<usize> {
    // Relative to the largest number, which would overflow.
    let mut ways = vec![1.0; count + 1];
    for chosen in (0..count / 2).rev() {
        ways[chosen] = ways[chosen + 1] * (chosen + 1) as f64 / (count - chosen) as f64;
        ways[count - chosen] = ways[chosen];
    }
    let weights: Vec<f64> = ways.into_iter().map(weight).collect();
    let most = share * weights.iter().sum::<f64>();
    let mut sum = 0.0;
    let within = weights.iter().take_while(|&weight| {
        sum += weight;
        sum <= most
    });
    within.count().checked_sub(1)
}
