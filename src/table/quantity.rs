//! Texts with several units as numbers in one: durations such as `1h 30m` and `02:05.3`, heights such as `6'2"`.

use super::date::hours;
use super::value::plain;

/// A unit, the numbers of several texts in it, and whether the texts have several units.
pub(super) type Quantities = (&'static str, Vec<f64>, bool);

/// The starts of the names of units of time, and their seconds.
const DURATIONS: [(&str, f64); 7] = [
    ("days", 86_400.0),
    ("hours", 3600.0),
    ("hrs", 3600.0),
    ("minutes", 60.0),
    ("mins", 60.0),
    ("seconds", 1.0),
    ("secs", 1.0),
];

/// Reads the different texts of a column: times of day as hours, durations as seconds, or heights as inches.
#[inline(never)]
pub(super) fn read(texts: &[String]) -> Option<Quantities> {
    // `5:19` beside `1:05:00` has minutes.
    let colons = |text: &String| text.bytes().filter(|byte| *byte == b':').count();
    let are_times = texts.iter().all(|text| colons(text) == colons(&texts[0]));
    if let Some(numbers) = all(texts, hours).filter(|_| are_times) {
        return Some(("hours and minutes", numbers, false));
    }
    // Alone, `10 min` keeps its unit, and `24:10` may be a score.
    if let Some(numbers) = all(texts, |text| Some(seconds(text)?.0)) {
        let several = texts.iter().any(|text| seconds(text).is_some_and(|(_, several)| several));
        return several.then_some(("seconds", numbers, true));
    }
    // With a dash they may be dates or scores.
    all(texts, inches).map(|numbers| ("inches", numbers, true))
}

#[inline(never)]
fn all(texts: &[String], read: fn(&str) -> Option<f64>) -> Option<Vec<f64>> {
    texts.iter().map(|text| read(text)).collect()
}

/// The inches of a person's height: `6'2"`, `6' 2"` or `6'2`.
#[inline(never)]
fn inches(text: &str) -> Option<f64> {
    let [feet @ b'4'..=b'7', b'\'', inches @ ..] = text.as_bytes() else { return None };
    let inches = plain(inches.strip_suffix(b"\"").unwrap_or(inches).trim_ascii())?;
    (0.0..12.0).contains(&inches).then(|| 12.0 * f64::from(feet - b'0') + inches)
}

/// The seconds of a duration, and whether it has several units or can be nothing else: `1h 30m`, `PT1H30M`, `1 day
/// 02:00:00`, `1:23:45` or `02:05.3`.
#[inline(never)]
fn seconds(text: &str) -> Option<(f64, bool)> {
    let is_number = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
    let text = text.as_bytes();
    let text = text.strip_prefix(b"PT").unwrap_or(text);
    let mut parts = text.chunk_by(|a, b| is_number(a) == is_number(b));
    let (mut sum, mut before, mut count) = (0.0, f64::INFINITY, 0);
    let (mut clock, mut clocks, mut has_decimals) = (0.0, 0, false);
    while let Some(part) = parts.next() {
        let number = plain(part)?;
        let name = parts.next().unwrap_or_default().trim_ascii();
        if name == b":" || (name.is_empty() && clocks > 0) {
            // Minutes and seconds have two digits, and only the last part has decimals.
            let fits = clocks == 0 || (number < 60.0 && matches!(part, [_, _] | [_, _, b'.', ..]));
            if has_decimals || !fits {
                return None;
            }
            has_decimals = part.contains(&b'.');
            (clock, clocks) = (60.0 * clock + number, clocks + 1);
        } else {
            let size = size(name)?;
            if clocks > 0 || number * size >= before {
                return None;
            }
            (sum, before, count) = (sum + number * size, size, count + 1);
        }
    }
    let several = match clocks {
        0 => count > 1,
        2 => count > 0 || has_decimals,
        3 => true,
        _ => return None,
    };
    Some((sum + clock, several))
}

/// The seconds of the unit of time with this name, in full or short.
fn size(name: &[u8]) -> Option<f64> {
    let starts = |full: &str| {
        full.as_bytes().get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    let unit = DURATIONS.iter().find(|(full, _)| !name.is_empty() && starts(full))?;
    Some(unit.1)
}
