//! Order statistics of what many seeds came to, and what they tell of medians.

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
        Self::among(numbers.collect())
    }

    /// Not compiled once more for every kind of iterator.
    #[inline(never)]
    fn among(mut numbers: Vec<f64>) -> Self {
        sort(&mut numbers);
        let at = |share| if numbers.is_empty() { f64::NAN } else { quantile(&numbers, share) };
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

/// Puts numbers in rising order. One copy for all callers: each kind of sort is 4 kB of the page.
#[inline(never)]
pub(crate) fn sort(numbers: &mut [f64]) {
    numbers.sort_unstable_by(f64::total_cmp);
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
            // How many runs with the loss of a place have theirs.
            let mut taken = vec![0; runs.len()];
            for (index, run) in (0..).zip(runs) {
                let place = row.partition_point(|other| other.total_cmp(&loss(run)).is_lt());
                order[start + place + taken[place]] = index;
                taken[place] += 1;
            }
        }
        Self { runs: runs.len(), losses, order }
    }

    /// How many runs there are.
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

/// The narrowest symmetric 95% confidence interval of a median: from which to which of so many sorted
/// numbers. It is exact whatever their distribution, by the binomial count of numbers below the median
/// (Conover, Practical Nonparametric Statistics, section 3.2). Fewer than six numbers have none.
pub fn median_interval(count: usize) -> Option<(usize, usize)> {
    let first = cut(count, |ways| ways, 0.025)?;
    Some((first, count - 1 - first))
}

/// The exact median test of two samples of equal size (Conover, section 4.3), one-sided: how many of
/// each can be left aside, the greatest of one and the least of the other, so that the rest of the one
/// is below the rest of the other with at most this probability where the distributions are equal.
pub fn median_test(count: usize, error: f64) -> Option<usize> {
    cut(count, |ways| ways * ways, error)
}

/// The greatest number so that the weights of 0 to it are at most a share of all. The weight of a
/// number is a function of how many ways there are to choose so many of `count`.
fn cut(count: usize, weight: impl Fn(f64) -> f64, share: f64) -> Option<usize> {
    // As shares of the most, which would overflow.
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
