//! Numbers that stand for missing values, such as -999: repeated, and far from all other numbers of their column.

use super::cell::Value;
use super::column::Cells;
use crate::number::write;

/// The smallest number of cells with a code.
const MIN_COUNT: usize = 3;
/// The largest number of codes of a column, and of different codes of a table.
const MAX_CODES: usize = 3;
/// The smallest distance of a code from the other numbers, as a multiple of their range: of nines, of negative nines
/// below numbers that are not negative, of other numbers, and of the codes of other columns.
const NINES: f64 = 2.0;
const NEGATIVE_NINES: f64 = 0.5;
const OTHERS: f64 = 10.0;
const KNOWN: f64 = 0.1;
/// The smallest number of different numbers beside a code that is not made of nines: fewer may be levels.
const MIN_DISTINCT: usize = 10;

/// Makes missing values of the codes in the cells of all columns.
pub(super) fn remove(columns: &mut [Cells]) {
    let own: Vec<Vec<f64>> = columns.iter().map(|cells| codes(cells, &[])).collect();
    let mut known: Vec<f64> = Vec::new();
    for code in own.iter().flatten() {
        if known.len() < MAX_CODES && !known.contains(code) {
            known.push(*code);
        }
    }
    for (cells, own) in columns.iter_mut().zip(own) {
        let codes = if own.is_empty() && !known.is_empty() { codes(cells, &known) } else { own };
        if !codes.is_empty() {
            cells.remove_codes(&codes);
        }
    }
}

/// The codes of a column. Those of other columns are `known`.
fn codes(cells: &Cells, known: &[f64]) -> Vec<f64> {
    let (mut codes, mut found, mut all) = (Vec::new(), 0, 0);
    // A code has no units.
    if cells.is_summed() {
        return codes;
    }
    while let Some(rest) = Rest::new(cells, &codes) {
        all = all.max(rest.count);
        // Most cells may have a code that is surely one, if enough numbers are left.
        let is_sure = |code: &f64| has_nines(*code) || known.contains(code);
        let are_enough = rest.distinct.len() == MIN_DISTINCT && codes.iter().all(is_sure);
        let most = 2 * rest.count >= all;
        // In most cells, a number among or above others may be one of them, such as 99 hours.
        let known_for = |code: &f64| if most || rest.is_below_all(*code) { known } else { &[] };
        if (most || are_enough) && codes.iter().all(|code| rest.isolates(*code, known_for(code))) {
            found = codes.len();
        }
        match rest.repeated_end().filter(|_| codes.len() < MAX_CODES) {
            Some(end) => codes.push(end),
            None => break,
        }
    }
    codes.truncate(found);
    codes
}

/// The numbers of a column without some of them.
struct Rest {
    count: usize,
    sum: f64,
    /// The smallest and the largest number, and how often each occurs.
    ends: [(f64, usize); 2],
    /// Different numbers, at most [`MIN_DISTINCT`].
    distinct: Vec<f64>,
}

impl Rest {
    /// None if no number is left.
    fn new(cells: &Cells, except: &[f64]) -> Option<Self> {
        let ends = [(f64::INFINITY, 0), (f64::NEG_INFINITY, 0)];
        let mut rest = Self { count: 0, sum: 0.0, ends, distinct: Vec::new() };
        for value in cells.values() {
            if let Value::Number(number) = value
                && !except.contains(&number)
            {
                rest.add(number);
            }
        }
        (rest.count > 0).then_some(rest)
    }

    fn add(&mut self, number: f64) {
        self.count += 1;
        self.sum += number;
        let [low, high] = &mut self.ends;
        if number < low.0 {
            *low = (number, 0);
        }
        if number > high.0 {
            *high = (number, 0);
        }
        low.1 += usize::from(number == low.0);
        high.1 += usize::from(number == high.0);
        if self.distinct.len() < MIN_DISTINCT && !self.distinct.contains(&number) {
            self.distinct.push(number);
        }
    }

    /// The smallest or the largest number, if it is repeated; of both, the one that is farther from the mean. Nothing is a
    /// value, not a code.
    fn repeated_end(&self) -> Option<f64> {
        let mean = self.sum / self.count as f64;
        let is_code = |(end, count): &(f64, usize)| *count >= MIN_COUNT && *end != 0.0;
        let ends = self.ends.into_iter().filter(is_code).map(|(end, _)| end);
        ends.reduce(|low, high| if mean - low > high - mean { low } else { high })
    }

    /// Whether most of the different numbers end with a nine, as prices do.
    fn are_prices(&self) -> bool {
        let ends = self.distinct.iter().filter(|number| write(**number).ends_with('9')).count();
        2 * ends > self.distinct.len()
    }

    /// Whether a code is negative and all numbers are positive or zero.
    fn is_below_all(&self, code: f64) -> bool {
        code < 0.0 && self.ends[0].0 >= 0.0
    }

    /// Whether a number is far enough from these to be a code.
    fn isolates(&self, code: f64, known: &[f64]) -> bool {
        let [(low, _), (high, _)] = self.ends;
        let times = if known.contains(&code) {
            KNOWN
        } else if has_nines(code) && (code < 0.0 || !self.are_prices()) {
            if self.is_below_all(code) { NEGATIVE_NINES } else { NINES }
        } else if self.distinct.len() == MIN_DISTINCT {
            OTHERS
        } else {
            return false;
        };
        low < high && f64::max(low - code, code - high) > times * (high - low)
    }
}

/// Whether a number is made of nines, of which the last may be a 7 or 8, as for several reasons in a survey.
#[inline(never)]
fn has_nines(number: f64) -> bool {
    let text = write(number.abs());
    match text.as_bytes() {
        [first @ .., last] if !first.is_empty() => {
            first.iter().all(|byte| b"9.".contains(byte)) && b"789".contains(last)
        }
        _ => false,
    }
}
