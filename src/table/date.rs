//! Dates in the notations of people and programs.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

/// A date whose day and month may be in either order, and the second of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    year: u16,
    /// Month and day, or day and month where the order is [`Order::DayFirst`].
    parts: [u8; 2],
    second: u32,
    order: Order,
}

/// The order of month and day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// As in 2024-12-31.
    #[default]
    MonthFirst,
    /// As in 31.12.2024.
    DayFirst,
    /// As in 12/31/2024 or 31/12/2024: other dates of the column decide.
    Unknown,
}

/// Numbers that may be years.
pub(super) const YEARS: RangeInclusive<u16> = 1800..=2100;
const SECONDS: u32 = 24 * 60 * 60;
/// The largest length of a date, in bytes.
const MAX_LENGTH: usize = 40;
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Day {
    /// The date that a text is: `2024-12-31`, `2024/12/31`, `31.12.2024`, `31/12/2024`, `12/31/2024` or
    /// `31-12-2024`, perhaps with a time behind a `T` or a space; or `Dec 31, 2024` or `31-Dec-2024`. Years of two digits
    /// are not read: their century is unknown.
    pub(super) fn read(text: &str) -> Option<Self> {
        if text.len() > MAX_LENGTH {
            return None;
        }
        Self::of_numbers(text).or_else(|| Self::with_name(text))
    }

    /// The first day of a month, as in `2024-12`. Such a text may also be a season or the number of a part, so the whole
    /// column decides.
    pub(super) fn of_month(text: &str) -> Option<Self> {
        let (one, two) = text.split_once(['-', '/', ' '])?;
        let (year, month) = match (one.len(), two.len()) {
            // The slash is usual behind the month only.
            (4, 2) if !text.contains('/') => (one, part(two, 12)?),
            (2, 4) if text.contains('/') => (two, part(one, 12)?),
            (4, _) => (one, month(two)?),
            (_, 4) => (two, month(one)?),
            _ => return None,
        };
        let year = number(year).filter(|year| YEARS.contains(year))?;
        let parts = [month, 1];
        Some(Self { year, parts, second: 0, order: Order::MonthFirst })
    }

    /// Whether the month has the digits of the next year, as in `2003-04`, which may be a season.
    pub(super) fn may_be_season(self) -> bool {
        (self.year + 1) % 100 == u16::from(self.parts[0])
    }

    /// A date whose month is an English word, or its first letters.
    fn with_name(text: &str) -> Option<Self> {
        let mut words = text.split([' ', '-', ',']).filter(|word| !word.is_empty());
        let (one, two, year) = (words.next()?, words.next()?, words.next()?);
        let (month, day) = match (month(one), month(two)) {
            (Some(month), None) => (month, part(two, 31)?),
            (None, Some(month)) => (month, part(one, 31)?),
            _ => return None,
        };
        let year = number(year).filter(|_| year.len() == 4 && words.next().is_none())?;
        let day = Self { year, parts: [month, day], second: 0, order: Order::MonthFirst };
        Some(day).filter(|day| day.fits(Order::MonthFirst))
    }

    /// A date of eight digits, which only a time of six behind it tells from a number: `20141013T000000`.
    fn of_digits(date: &str, time: &str) -> Option<Self> {
        let digits =
            |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(date, 8) || !digits(time.trim_end_matches('Z'), 6) {
            return None;
        }
        let (year, parts) = (number(&date[..4])?, [part(&date[4..6], 12)?, part(&date[6..], 31)?]);
        let second = second(&[&time[..2], ":", &time[2..4], ":", &time[4..]].concat())?;
        let day = Self { year, parts, second, order: Order::MonthFirst };
        Some(day).filter(|day| day.fits(Order::MonthFirst))
    }

    fn of_numbers(text: &str) -> Option<Self> {
        let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, ""));
        if let Some(day) = Self::of_digits(date, time) {
            return Some(day);
        }
        let separator = date.chars().find(|c| !c.is_ascii_digit())?;
        if !['-', '/', '.'].contains(&separator) {
            return None;
        }
        let mut parts = date.split(separator);
        let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
        let second = if time.is_empty() { 0 } else { second(time)? };
        let (year, first, other, order) = match (a.len(), c.len(), separator) {
            (4, 1..=2, '-' | '/') => (a, b, c, Order::MonthFirst),
            (1..=2, 4, '.') => (c, a, b, Order::DayFirst),
            (1..=2, 4, '-' | '/') => (c, a, b, Order::Unknown),
            _ => return None,
        };
        let day_and_month = [part(first, 31)?, part(other, 31)?];
        let day = Self { year: number(year)?, parts: day_and_month, second, order };
        let fits = match order {
            Order::MonthFirst => day.fits(Order::MonthFirst),
            Order::DayFirst => day.fits(Order::DayFirst),
            Order::Unknown => day.fits(Order::MonthFirst) || day.fits(Order::DayFirst),
        };
        (parts.next().is_none() && fits).then_some(day)
    }

    /// Whether there is such a day in its year, with month and day in this order.
    pub(super) fn fits(self, order: Order) -> bool {
        let (month, day) = self.month_and_day(order);
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let last = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        month <= 12 && day <= last
    }

    /// Days since 1970-01-01, with a fraction; `order` decides where the date itself does not.
    pub(super) fn days(self, order: Order) -> f64 {
        let order = if self.order == Order::Unknown { order } else { self.order };
        let order = if self.fits(order) { order } else { order.other() };
        let (month, day) = self.month_and_day(order);
        // Years that begin in March have their leap day at the end.
        let (month, year) = (i64::from(month) + 9, i64::from(self.year));
        let year = if month < 12 { year - 1 } else { year };
        let in_year = (153 * (month % 12) + 2) / 5 + i64::from(day) - 1;
        let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        (days + in_year - 719_468) as f64 + f64::from(self.second) / f64::from(SECONDS)
    }

    fn month_and_day(self, order: Order) -> (u8, u8) {
        let [first, second] = self.parts;
        if order == Order::DayFirst { (second, first) } else { (first, second) }
    }

    /// In 48 bits.
    pub(super) fn bits(self) -> u64 {
        let [a, b] = self.parts.map(u64::from);
        let order = match self.order {
            Order::MonthFirst => 0,
            Order::DayFirst => 1,
            Order::Unknown => 2,
        };
        u64::from(self.year) << 32 | order << 28 | a << 23 | b << 18 | u64::from(self.second)
    }

    /// The date of such bits; others above them are ignored.
    pub(super) fn from_bits(bits: u64) -> Self {
        let part = |at: u32| (bits >> at & 31) as u8;
        let order = match bits >> 28 & 3 {
            0 => Order::MonthFirst,
            1 => Order::DayFirst,
            _ => Order::Unknown,
        };
        let second = (bits & 0x1_ffff) as u32;
        Self { year: (bits >> 32) as u16, parts: [part(23), part(18)], second, order }
    }
}

impl Order {
    fn other(self) -> Self {
        if self == Self::DayFirst { Self::MonthFirst } else { Self::DayFirst }
    }
}

/// The order of month and day in a column whose format leaves it open: the order that fits more of its dates, otherwise
/// the one with the same day in all of them, such as the first of each month, otherwise the usual one.
pub(super) fn order(days: impl Iterator<Item = Day>, usual: Order) -> Order {
    let (mut month_first, mut day_first, mut first) = (0_usize, 0_usize, None);
    let mut constant = [true; 2];
    for day in days.filter(|day| day.order == Order::Unknown) {
        month_first += usize::from(day.fits(Order::MonthFirst));
        day_first += usize::from(day.fits(Order::DayFirst));
        let first: Day = *first.get_or_insert(day);
        for (constant, (a, b)) in constant.iter_mut().zip(first.parts.into_iter().zip(day.parts)) {
            *constant &= a == b;
        }
    }
    match (day_first.cmp(&month_first), constant) {
        (Ordering::Greater, _) | (Ordering::Equal, [true, false]) => Order::DayFirst,
        (Ordering::Less, _) | (Ordering::Equal, [false, true]) => Order::MonthFirst,
        _ => usual,
    }
}

/// The month that a word names, by at least three letters.
fn month(word: &str) -> Option<u8> {
    let lower = word.to_ascii_lowercase();
    let named = |month: &str| lower.len() >= 3 && month.starts_with(&lower);
    let place = MONTHS.iter().position(|month| named(month))?;
    u8::try_from(place + 1).ok()
}

fn number(text: &str) -> Option<u16> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// A number from 1 to the most, in one or two digits.
fn part(text: &str, most: u16) -> Option<u8> {
    let part = number(text).filter(|part| text.len() <= 2 && (1..=most).contains(part))?;
    u8::try_from(part).ok()
}

/// The second of the day of `23:59`, `23:59:59`, `23:59:59.123` or one of them with `Z`, an offset or AM or PM; the
/// offset is ignored.
fn second(time: &str) -> Option<u32> {
    let upper = time.trim().to_ascii_uppercase();
    let (clock, afternoon) = match upper.strip_suffix("PM") {
        Some(rest) => (rest, Some(true)),
        None => match upper.strip_suffix("AM") {
            Some(rest) => (rest, Some(false)),
            None => (upper.as_str(), None),
        },
    };
    let clock = clock.trim_end().trim_end_matches('Z');
    let clock = clock.split(['+', '-', '.', ' ']).next()?;
    let mut parts = clock.split(':');
    let (hour, minute) = (number(parts.next()?)?, number(parts.next()?)?);
    let second = parts.next().map_or(Some(0), number)?;
    let hour = match afternoon {
        None => hour,
        Some(afternoon) if (1..=12).contains(&hour) => hour % 12 + 12 * u16::from(afternoon),
        Some(_) => return None,
    };
    let fits = hour < 24 && minute < 60 && second < 60 && parts.next().is_none();
    fits.then(|| 3600 * u32::from(hour) + 60 * u32::from(minute) + u32::from(second))
}

/// The hours since midnight of a time of day: `14:35`, `14:35:20` or `2:35 PM`.
pub(super) fn hours(text: &str) -> Option<f64> {
    let is_time = text.bytes().all(|b| b.is_ascii_digit() || b": apmAPM".contains(&b));
    let minutes = text.bytes().skip_while(|b| *b != b':').skip(1).take(2);
    let has_two_digits = minutes.filter(u8::is_ascii_digit).count() == 2;
    let second = second(text).filter(|_| has_two_digits && is_time)?;
    Some(f64::from(second) / 3600.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_convert_to_days_since_1970_and_other_texts_are_rejected() {
        // Python's `(datetime(...) - datetime(1970, 1, 1)) / timedelta(days=1)`.
        for (text, days) in [
            ("1970-01-01", 0.0),
            ("2024-02-29", 19782.0),
            ("2024/3/1", 19783.0),
            ("29.02.2024", 19782.0),
            ("02/29/2024", 19782.0),
            ("29/02/2024", 19782.0),
            ("1899-12-31", -25568.0),
            ("2024-02-29T12:00:00Z", 19782.5),
            ("2024-02-29 18:00", 19782.75),
            ("2/29/2024 6:00 PM", 19782.75),
            ("Feb 29, 2024", 19782.0),
            ("29-FEB-2024", 19782.0),
            ("1 March 2024", 19783.0),
            ("2024-02-29 06:00:00.000+02:00", 19782.25),
        ] {
            assert_eq!(
                Day::read(text).map(|day| day.days(Order::MonthFirst)),
                Some(days),
                "{text}"
            );
        }
        for text in [
            "2024-13-01",
            "2024-1",
            "2024-12",
            "10.10.20",
            "15.03.45",
            "2/29/24",
            "31-Dec-68",
            "2023-02-29",
            "1900-02-29",
            "2024-04-31",
            "31.06.2024",
            "Feb 30, 2024",
            "May 5 10",
            "1.234.567",
            "1/2",
            "12:30",
            "2024-01-01 25:00",
            "1-1-1",
            "Ma 1 2000",
            "May 2000",
            "Mayor 1 2000",
            "1 2 2000",
        ] {
            assert_eq!(Day::read(text), None, "{text}");
        }
    }

    #[test]
    fn months_have_a_year_and_two_digits() {
        for (text, days) in [("2024-02", 19754.0), ("1949-01", -7670.0)] {
            assert_eq!(
                Day::of_month(text).map(|day| day.days(Order::MonthFirst)),
                Some(days),
                "{text}"
            );
        }
        for text in ["2024-13", "2024-00", "2024-1", "1000-10", "5551-12", "+800-10", "24-12-1"] {
            assert_eq!(Day::of_month(text), None, "{text}");
        }
        let may_be_season = |text: &str| Day::of_month(text).is_some_and(Day::may_be_season);
        assert!(may_be_season("2003-04") && may_be_season("2011-12"));
        assert!(!may_be_season("2003-03") && !may_be_season("2004-04"));
    }

    #[test]
    fn day_month_order_is_inferred_from_the_whole_column() {
        let days = |texts: &[&str]| {
            let days: Vec<Day> = texts.iter().filter_map(|text| Day::read(text)).collect();
            days[0].days(order(days.iter().copied(), Order::MonthFirst))
        };
        assert_eq!(days(&["01/02/2024", "25/12/2024"]), 19754.0);
        assert_eq!(days(&["01/02/2024", "12/25/2024"]), 19724.0);
        assert_eq!(days(&["01/02/2024"]), 19724.0);
    }
}
