//! The kind of a run, from the course of its rate.

use serde::Serialize;

use super::content::is_exponential;

/// The kind of a log or a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Kind {
    /// A range test: the rate rises over a wide range.
    RangeTest,
    /// The rate rises, then stays or falls; or rises by too little for a range test.
    Warmup,
    /// The rate falls.
    Falling,
    /// The rate stays.
    Constant,
    /// The rate rises and falls several times.
    Cyclic,
    /// Several runs, each with a constant rate of its own.
    Grid,
    /// Several runs.
    Runs,
    /// Losses without rates.
    LossesOnly,
    /// Nothing readable.
    #[default]
    None,
}

impl Kind {
    /// Whether each run has a constant rate, as in the check by training.
    pub fn has_constant_rates(self) -> bool {
        matches!(self, Self::Constant | Self::Grid)
    }
}

/// A part of a run in which the rate moves in one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Part {
    /// The direction of the rate.
    pub direction: Direction,
    /// The first point, from 0.
    pub from: usize,
    /// The point after the last one.
    pub to: usize,
}

/// The direction of a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Direction {
    /// Up.
    Rising,
    /// Down.
    Falling,
    /// Not at all.
    Flat,
}

/// The largest relative difference of equal rates: single precision, or few digits.
const EQUAL: f64 = 1e-6;
/// The smallest share of the range of the rates over which a movement counts.
const MIN_SHARE: f64 = 0.3;
/// The largest number or share of points before or after a rise that do not belong to it.
const MAX_STRAY: (usize, f64) = (2, 0.02);
/// The fewest points and the smallest factor of an exponential rise that is a range test and not a warm-up.
const MIN_EXPONENTIAL: (usize, f64) = (3, 10.0);
/// The same for a narrower rise with more points.
const MIN_NARROW: (usize, f64) = (6, 3.0);
/// The same for a linear rise whose loss rises at its end.
const MIN_LINEAR: (usize, f64) = (20, 2.0);
/// The largest first rate of a linear rise that is judged as a narrow one, as a share of its increment: a warm-up from zero
/// starts at its own increment.
const MAX_START_INCREMENTS: f64 = 0.5;
/// The fewest points and the smallest factor of an exponential rise that is a range test although the log continues.
const MIN_FOLLOWED: (usize, f64) = (20, 100.0);
/// The smallest factor by which the rate drops at once behind such a rise if its loss rises at its end, and the smallest
/// share of the rise (in the logarithm) if it does not.
const MIN_DROP: (f64, f64) = (3.0, 0.5);
/// The smallest rise of the loss at the end, as a share of its drop.
const MIN_RISE: f64 = 0.3;

/// The kind of a run, the part that is used, and all parts.
pub(super) fn classify(lrs: &[f64], losses: &[f64]) -> (Kind, Part, Vec<Part>) {
    let parts = parts(lrs);
    let whole = Part { direction: Direction::Flat, from: 0, to: lrs.len() };
    let (low, high) =
        lrs.iter().fold((f64::INFINITY, 0.0_f64), |(low, high), &lr| (low.min(lr), high.max(lr)));
    let moves =
        |part: &&Part| part.direction != Direction::Flat && moves_enough(lrs, **part, (low, high));
    let moving: Vec<&Part> = parts.iter().filter(moves).collect();
    let directions: Vec<Direction> = moving.iter().map(|part| part.direction).collect();
    use Direction::{Falling, Rising};
    let first_rise = moving.iter().find(|part| part.direction == Rising).map(|part| **part);
    let (kind, used) = match (directions.as_slice(), first_rise) {
        _ if high <= low * (1.0 + EQUAL) => (Kind::Constant, whole),
        ([], _) => (Kind::Constant, whole),
        ([Falling], _) => (Kind::Falling, whole),
        (_, None) => (Kind::Cyclic, whole),
        (all, Some(rise)) => {
            let (own, own_losses) = (&lrs[rise.from..rise.to], &losses[rise.from..rise.to]);
            let rising = rise_kind(own, own_losses);
            let behind = lrs.len() - rise.to;
            let alone = behind <= MAX_STRAY.0.max((MAX_STRAY.1 * lrs.len() as f64) as usize);
            let stands_out = is_wide(own, MIN_FOLLOWED)
                && is_exponential(own)
                && drops_at_once(own, lrs.get(rise.to), own_losses);
            match all {
                _ if alone && all[0] == Rising && all.len() <= 2 => (rising, rise),
                [Falling, Rising] if alone && rising == Kind::RangeTest => (rising, rise),
                _ if stands_out => (Kind::RangeTest, rise),
                [Rising] | [Rising, Falling] => (Kind::Warmup, rise),
                _ => (Kind::Cyclic, whole),
            }
        }
    };
    (kind, used, parts)
}

/// The parts of a run. The lowest and the highest point of a rise belong to it. Plateaus within a rise or a fall,
/// such as those of a rate that changes once per epoch, belong to it too.
fn parts(lrs: &[f64]) -> Vec<Part> {
    let mut movements: Vec<Part> = Vec::new();
    for (step, pair) in lrs.windows(2).enumerate() {
        let direction = direction(pair[0], pair[1]);
        match movements.last_mut() {
            Some(last) if last.direction == direction => last.to = step + 1,
            _ => movements.push(Part { direction, from: step, to: step + 1 }),
        }
    }
    let mut merged: Vec<Part> = Vec::new();
    // The longest plateau within the last merged part.
    let mut plateau = 0;
    for movement in movements {
        if let [.., before, flat] = merged.as_slice()
            && flat.direction == Direction::Flat
            && before.direction == movement.direction
        {
            plateau = plateau.max(flat.to - flat.from);
            merged.pop();
            if let Some(last) = merged.last_mut() {
                last.to = movement.to;
            }
            continue;
        }
        merged.push(movement);
    }
    absorb_ends(&mut merged, plateau, lrs.len());
    without_overlap(&merged, lrs.len())
}

fn direction(one: f64, next: f64) -> Direction {
    match () {
        () if (next - one).abs() <= EQUAL * one.abs().max(next.abs()) => Direction::Flat,
        () if next > one => Direction::Rising,
        () => Direction::Falling,
    }
}

/// Merges the first and the last plateau of stepwise rates into the rise; and a longer plateau at the start, where
/// small rates are written with too few digits.
fn absorb_ends(movements: &mut Vec<Part>, plateau: usize, points: usize) {
    let is_short = |movement: &Part, most: usize| {
        movement.direction == Direction::Flat && movement.to - movement.from <= most
    };
    let is_step = |movement: &Part| is_short(movement, plateau + plateau / 2);
    if movements.len() > 1 && (is_step(&movements[0]) || is_short(&movements[0], points / 10)) {
        let from = movements.remove(0).from;
        movements[0].from = from;
    }
    if movements.len() > 1 && movements.last().is_some_and(is_step) {
        let to = movements.pop().map_or(0, |movement| movement.to);
        if let Some(last) = movements.last_mut() {
            last.to = to;
        }
    }
}

/// Steps between points -> points: those at both ends belong to the rise, otherwise to the fall.
fn without_overlap(movements: &[Part], points: usize) -> Vec<Part> {
    if movements.is_empty() {
        return vec![Part { direction: Direction::Flat, from: 0, to: points }];
    }
    let rank = |movement: Option<&Part>| movement.map_or(3, |movement| movement.direction as usize);
    let own = |place: usize| {
        let movement = movements[place];
        let before = place.checked_sub(1).and_then(|place| movements.get(place));
        let from = movement.from + usize::from(rank(before) <= rank(Some(&movement)));
        let to = movement.to + usize::from(rank(movements.get(place + 1)) >= rank(Some(&movement)));
        Part { from, to, ..movement }
    };
    (0..movements.len()).map(own).filter(|part| part.from < part.to).collect()
}

/// Whether a part covers enough of the range of the rates, logarithmic or linear.
fn moves_enough(lrs: &[f64], part: Part, (low, high): (f64, f64)) -> bool {
    // Including the neighbors, which may belong to other parts.
    let first = lrs[part.from.saturating_sub(1)..=part.from].iter().copied();
    let last = lrs[part.to - 1..lrs.len().min(part.to + 1)].iter().copied();
    let (first, last) = match part.direction {
        Direction::Rising => (lrs[part.from], lrs[part.to - 1]),
        _ => (first.fold(0.0, f64::max), last.fold(f64::INFINITY, f64::min)),
    };
    let linear = (last - first).abs() / (high - low);
    let exponential = libm::log(last / first).abs() / libm::log(high / low);
    linear >= MIN_SHARE || exponential >= MIN_SHARE
}

/// Whether the rate drops behind a rise in one step to the next rate, by much: a warm-up is followed by slower changes.
fn drops_at_once(rise: &[f64], next: Option<&f64>, losses: &[f64]) -> bool {
    let (first, last) = (rise[0], rise[rise.len() - 1]);
    next.is_some_and(|next| {
        (last > MIN_DROP.0 * next && rises_at_end(losses))
            || libm::log(last / next) > MIN_DROP.1 * libm::log(last / first)
    })
}

/// Whether a rise has at least this number of points and this factor.
fn is_wide(lrs: &[f64], (points, factor): (usize, f64)) -> bool {
    lrs.len() >= points && lrs[lrs.len() - 1] >= factor * lrs[0]
}

/// Whether a rise is a range test or a warm-up.
fn rise_kind(lrs: &[f64], losses: &[f64]) -> Kind {
    let exponential = is_exponential(lrs);
    let increment = (lrs[lrs.len() - 1] - lrs[0]) / (lrs.len() - 1).max(1) as f64;
    let test = match exponential {
        true => is_wide(lrs, MIN_EXPONENTIAL) || is_wide(lrs, MIN_NARROW),
        false if lrs[0] < MAX_START_INCREMENTS * increment => is_wide(lrs, MIN_NARROW),
        false => is_wide(lrs, MIN_LINEAR) && rises_at_end(losses),
    };
    if test { Kind::RangeTest } else { Kind::Warmup }
}

/// Whether losses rise again at the end, by the means of twenty blocks, or end with one that is not finite.
fn rises_at_end(losses: &[f64]) -> bool {
    if losses.last().is_none_or(|loss| !loss.is_finite()) {
        return true;
    }
    let blocks = losses
        .chunks(losses.len().div_ceil(20))
        .map(|block| block.iter().sum::<f64>() / block.len() as f64);
    let means: Vec<f64> = blocks.filter(|mean| mean.is_finite()).collect();
    let (Some(first), Some(last)) = (means.first(), means.last()) else { return false };
    let lowest = means.iter().copied().fold(f64::INFINITY, f64::min);
    last - lowest > MIN_RISE * (first - lowest)
}
