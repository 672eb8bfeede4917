//! A report's curve as a short text for a link, and back.
//!
//! ```text
//! rangefinder 1                   the version of this format
//! range_test 2982 1 0.5.0 14 -1.5 -0.1 0.2
//!                                 the kind, points and runs of the log, the version that read it; of the whole curve, if it has an
//!                                 answer, the steps of a decade (0: unknown), the decade of the answer, how far noise moves it
//! 0.0012 0.0003 0.0041 10000      its answer and range, or nothing; the steps of the training, if they were said
//! 1e-10 raw 0 25 25 25            the first rate; raw losses or an average; steps of the rates in 10,000ths of a decade
//! 2.1 0.0004 311 -2 5             the lowest loss and the unit of losses; steps of the losses; one less if the last is not finite
//! 2.3 1 0.2 0.3 0.3 0.3 0.6 ...   trainings: loss at the start, runs, and of each the rate, lowest, median and highest loss
//! ```
//!
//! The last line, or the two before it, are empty where the report has no such part.

use super::points::{FullCurve, Pace, Points, thin};
use super::{Claimed, Drawn, LogReport, Tested};
use crate::curve::suggestion::least;
use crate::fingerprint::VERSION;
use crate::log::{Kind, Log};
use crate::number::{read, write};

/// The largest number of packed points.
const MAX_POINTS: usize = 300;
/// The longest text that is unpacked, in bytes.
const MAX_BYTES: usize = 65_536;
/// Units of the rates in a decade.
const DECADE: f64 = 1e4;
/// Units of the losses in the span of those up to the lowest one of the curve.
const SPAN: f64 = 4_000.0;
/// The number of spans above the lowest loss at which losses are clipped.
const MAX_RISE: f64 = 10.0;

const FORMAT: &str = "rangefinder 1";
const FUTURE: &str = "rangefinder ";
const RAW: &str = "raw";
const AVERAGE: &str = "average";
const KINDS: [(Kind, &str); 4] = [
    (Kind::RangeTest, "range_test"),
    (Kind::Warmup, "warmup"),
    (Kind::Runs, "runs"),
    (Kind::Grid, "grid"),
];
const DAMAGED: &str = "The log in this link is damaged: copy the link again, as a whole.";
const NEWER: &str =
    "The log in this link was packed by a newer version of this page: reload the page.";

/// The report's curve and training runs as a text of at most a few kilobytes; none if it has neither.
pub fn pack(report: &LogReport) -> Option<String> {
    let LogReport { kind, points, runs, answer, curve, check, .. } = report;
    if curve.is_none() && check.is_none() {
        return None;
    }
    let (_, kind) = KINDS.iter().find(|(one, _)| one == kind)?;
    let count = |count: usize| write(count as f64);
    let of_full_curve = |FullCurve { decade, spread: (below, above) }: &FullCurve| {
        numbers([report.decade_steps.unwrap_or(0.0), *decade, *below, *above])
    };
    let full_curve = report.full_curve.as_ref().map_or(String::new(), of_full_curve);
    let head = [*kind, &count(*points), &count(*runs), VERSION, &full_curve].join(" ");
    let claim = answer.found().map_or(String::new(), |rate| {
        let range = [rate.lr, rate.low.unwrap_or(rate.lr), rate.high.unwrap_or(rate.lr)];
        numbers(range.into_iter().chain(report.steps.map(|steps| steps as f64)))
    });
    let [rates, losses] = curve.as_ref().map_or_else(Default::default, pack_curve);
    let check = check.as_ref().map_or(String::new(), pack_check);
    Some([FORMAT, &head, &claim, &rates, &losses, &check].join("\n"))
}

/// The lines of the rates and of the losses.
fn pack_curve(curve: &Drawn) -> [String; 2] {
    let Drawn { lrs, losses, smooth, averaged, not_finite, .. } = curve;
    let lowest = losses.iter().copied().fold(f64::INFINITY, f64::min);
    let end = least(smooth).unwrap_or(0);
    let highest = losses[..=end].iter().copied().fold(lowest, f64::max);
    let unit = if highest > lowest { highest / SPAN - lowest / SPAN } else { 1.0 };
    let (mut thin_lrs, thin_losses) = thin(lrs, losses, MAX_POINTS);
    thin_lrs.extend(not_finite);
    let decades = thin_lrs.iter().map(|lr| libm::round(DECADE * libm::log10(lr / thin_lrs[0])));
    let units = thin_losses.iter().map(|loss| libm::round(loss / unit - lowest / unit));
    let units = units.map(|units| units.min(MAX_RISE * SPAN));
    let kind = if *averaged { AVERAGE } else { RAW };
    let rates = [&write(thin_lrs[0]), kind, &steps(decades)].join(" ");
    [rates, [numbers([lowest, unit]), steps(units)].join(" ")]
}

/// The line of the training runs.
fn pack_check(check: &Tested) -> String {
    let of =
        |place: usize| [check.lrs[place], check.low[place], check.median[place], check.high[place]];
    let all = (0..check.lrs.len()).flat_map(of);
    numbers([check.start, check.runs as f64].into_iter().chain(all).map(significant))
}

/// A number with four significant digits.
fn significant(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let unit = libm::pow(10.0, 3.0 - libm::floor(libm::log10(value.abs())));
    // The unit overflows for the smallest numbers.
    if unit.is_finite() { libm::round(value * unit) / unit } else { value }
}

/// The first number and the differences of each from the one before.
fn steps(values: impl Iterator<Item = f64>) -> String {
    let mut before = 0.0;
    numbers(values.map(|value| value - std::mem::replace(&mut before, value)))
}

fn numbers(values: impl IntoIterator<Item = f64>) -> String {
    let texts: Vec<String> = values.into_iter().map(write).collect();
    texts.join(" ")
}

/// Unpacks a report, with the answer of the whole log as a claim. Training runs at constant rates in the `added` log
/// replace those of the report; `added` also has the steps of the planned training. A claim for another number of
/// steps is ignored.
///
/// # Errors
/// A sentence with the reason why the text is not valid.
pub fn unpack(bytes: &[u8], added: &Log) -> Result<LogReport, &'static str> {
    let text = std::str::from_utf8(bytes).map_err(|_| DAMAGED)?;
    match text.lines().next() {
        _ if bytes.len() > MAX_BYTES => Err(DAMAGED),
        Some(FORMAT) => unpack_lines(text, added).ok_or(DAMAGED),
        Some(other) if other.starts_with(FUTURE) => Err(NEWER),
        _ => Err(DAMAGED),
    }
}

fn unpack_lines(text: &str, added: &Log) -> Option<LogReport> {
    let lines: Vec<&str> = text.split('\n').collect();
    let &[_, head, claim, rates, losses, check] = &lines[..] else { return None };
    let cells: Vec<&str> = head.split(' ').collect();
    let (&[kind, points, runs, version], full_curve) = cells.split_first_chunk()?;
    let (kind, _) = KINDS.into_iter().find(|(_, name)| *name == kind)?;
    let claim = match parse(claim)?[..] {
        [] => None,
        [lr, low, high, ref claimed @ ..] if claimed.len() < 2 => {
            let claimed = claimed.first().map(|steps| *steps as usize);
            let version = version.to_owned();
            Some(Claimed { version, lr, low, high, steps: claimed })
        }
        _ => return None,
    };
    let claim = claim.filter(|claim| claim.steps == added.steps);
    let count = |text: &str| {
        read(text).filter(|count| (0.0..1e9).contains(count)).map(|count| count as usize)
    };
    let counts = (count(points)?, count(runs)?);
    let mut curve = if rates.is_empty() { None } else { Some(unpack_curve(rates, losses)?) };
    if let Some(points) = &mut curve {
        match parse(&full_curve.join(" "))?[..] {
            // A link of a version without the steps per decade.
            [] => points.pace = Pace::PerPoint(counts.0 as f64 / points.losses.len() as f64),
            [steps, decade, below, above] => {
                points.pace = if steps > 0.0 { Pace::PerDecade(steps) } else { Pace::Unknown };
                points.full_curve = Some(FullCurve { decade, spread: (below, above) });
            }
            _ => return None,
        }
    }
    let check = if check.is_empty() { None } else { Some(unpack_check(check)?) };
    if curve.is_none() && check.is_none() {
        return None;
    }
    let trained = Tested::new(added);
    // Those of the added runs.
    let notes = if trained.is_some() { added.notes.clone() } else { Vec::new() };
    let report = LogReport::unpacked(kind, counts, curve, trained.or(check), added.steps);
    Some(LogReport { claim, notes, ..report })
}

fn unpack_curve(rates: &str, losses: &str) -> Option<Points> {
    let mut cells = rates.splitn(3, ' ');
    let (first, kind, steps) = (read(cells.next()?)?, cells.next()?, cells.next()?);
    let averaged = match kind {
        RAW => false,
        AVERAGE => true,
        _ => return None,
    };
    let lrs: Vec<f64> =
        sums(&parse(steps)?).map(|units| first * libm::pow(10.0, units / DECADE)).collect();
    let losses = parse(losses)?;
    let (&[lowest, unit], steps) = losses.split_first_chunk()?;
    let losses: Vec<f64> = sums(steps).map(|units| lowest + units * unit).collect();
    let rises = lrs.windows(2).all(|two| two[0] <= two[1]);
    let fits = losses.len() <= lrs.len() && lrs.len() <= losses.len() + 1 && !losses.is_empty();
    let is_valid = |lr: &f64| *lr > 0.0 && lr.is_finite();
    (rises
        && fits
        && lrs.len() <= MAX_POINTS + 1
        && lrs.iter().all(is_valid)
        && losses.iter().all(|loss| loss.is_finite()))
    .then(|| Points { lrs, losses, averaged, ..Points::default() })
}

fn unpack_check(text: &str) -> Option<Tested> {
    let cells: Vec<f64> = text.split(' ').map(read).collect::<Option<_>>()?;
    let (&[start, runs], rows) = cells.split_first_chunk()?;
    let (rows, rest) = rows.as_chunks::<4>();
    let column = |place: usize| rows.iter().map(|row| row[place]).collect::<Vec<f64>>();
    let [lrs, low, median, high] = [0, 1, 2, 3].map(column);
    let valid = rest.is_empty()
        && lrs.len() > 1
        && lrs.len() <= MAX_POINTS
        && lrs.windows(2).all(|two| two[0] < two[1]);
    let rates = lrs.first().is_some_and(|lr| *lr > 0.0) && lrs.iter().all(|lr| lr.is_finite());
    let runs = (1.0..1e6).contains(&runs).then_some(runs as usize)?;
    (valid && rates && median.iter().all(|loss| !loss.is_nan())).then_some(Tested {
        lrs,
        low,
        median,
        high,
        runs,
        start,
    })
}

/// The numbers of a line, all finite.
fn parse(line: &str) -> Option<Vec<f64>> {
    let cells = line.split(' ').filter(|cell| !cell.is_empty());
    cells.map(|cell| read(cell).filter(|number| number.is_finite())).collect()
}

/// The numbers of which these are the differences.
fn sums(steps: &[f64]) -> impl Iterator<Item = f64> {
    steps.iter().scan(0.0, |sum, step| {
        *sum += step;
        Some(*sum)
    })
}
