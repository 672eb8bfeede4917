//! Reading of a column, and facts about its cells.

use super::cell::{Cell, Value};
use super::date::{Day, Order, order};
use super::index::{Index, number_of};
use super::quantity;
use super::unit::Units;
use super::value::{MISSING, Notation, Read, read, text};
use crate::number::write;

/// The largest number of different texts of a column; far fewer rule out categories.
const MAX_TEXTS: usize = 10_000;
/// The largest number of different texts of all columns.
const MAX_ALL_TEXTS: usize = 1_000_000;
/// The largest length of a category's text, in bytes.
const MAX_LENGTH: usize = 200;
/// The smallest share of the filled cells that have the unit of a column, and the largest share that have another one.
const MIN_UNIT: f64 = 0.8;
const MAX_OTHER_UNIT: f64 = 0.05;
/// The largest number of counted different numbers.
pub(super) const MAX_DISTINCT: usize = 100;

/// Texts for missing values that may also name a class.
const CLASSES: [&str; 5] = ["None", "NA", "N/A", "na", "n/a"];
/// The name of blank cells where they are a value.
const BLANK: &str = "blank";

/// The cells of a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cells {
    cells: Vec<Cell>,
    /// The different texts, in order of occurrence.
    texts: Vec<String>,
    /// The unit behind its numbers; empty if they have none.
    unit: String,
    /// Whether its numbers are sums of several units.
    summed: bool,
    /// The order of day and month where the dates leave it open.
    usual_order: Order,
    /// The numbers that stand for missing values, as a text.
    codes: String,
    respelled: Option<Respelled>,
}

/// Texts that are another one in upper or lower case.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Respelled {
    /// The first of them.
    pub(super) text: String,
    /// The more common spelling.
    pub(super) to: String,
    /// Their number.
    pub(super) count: usize,
}

/// Cells that are being read.
#[derive(Clone, Debug)]
pub(super) struct Builder {
    pub(super) notation: Notation,
    cells: Vec<Cell>,
    index: Index,
    pub(super) others: Option<Others>,
}

/// The numbers of a column that are in another notation than the column.
#[derive(Clone, Debug)]
pub(super) struct Others {
    /// The row of the first one.
    pub(super) row: usize,
    /// Its text.
    pub(super) text: String,
    /// Their number.
    pub(super) count: usize,
}

/// The number of texts that all columns may still store.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextsLeft(usize);

impl Default for TextsLeft {
    fn default() -> Self {
        Self(MAX_ALL_TEXTS)
    }
}

impl Builder {
    pub(super) fn new(notation: Notation) -> Self {
        Self { notation, cells: Vec::new(), index: Index::new(), others: None }
    }

    /// Reads the next cell.
    pub(super) fn push(&mut self, cell: &[u8], left: &mut TextsLeft) {
        let value = match read(cell, self.notation) {
            Read::Number(number) => Value::Number(number),
            Read::OtherNotation(number) => {
                self.count_other(cell);
                Value::Number(number)
            }
            Read::Infinite => Value::Infinite,
            Read::Date(day) => Value::Date(day),
            Read::Missing(text) => {
                self.cells.push(Cell::missing(text));
                return;
            }
            Read::Text(text) => self.place(&text, left).map_or(Value::OtherText, Value::Text),
        };
        self.cells.push(Cell::new(value));
    }

    /// Moves the last cell to the front.
    pub(super) fn last_to_front(&mut self) {
        if let Some(last) = self.cells.pop() {
            self.cells.insert(0, last);
        }
        if let Some(others) = &mut self.others {
            others.row += 1;
        }
    }

    /// Whether it has the text of a cell.
    pub(super) fn has(&self, cell: &[u8]) -> bool {
        self.index.contains_key(&*text(cell))
    }

    /// The sum and the count of the numbers, but for those of some rows.
    pub(super) fn sum(&self, except: &[usize]) -> (f64, f64) {
        let (mut sum, mut count) = (0.0, 0.0);
        let mut add = |cell: &Cell, sign: f64| {
            if let Value::Number(number) = cell.value() {
                sum += sign * number;
                count += sign;
            }
        };
        self.cells.iter().for_each(|cell| add(cell, 1.0));
        except.iter().filter_map(|row| self.cells.get(*row)).for_each(|cell| add(cell, -1.0));
        (sum, count)
    }

    fn count_other(&mut self, cell: &[u8]) {
        let row = self.cells.len();
        let others = self.others.get_or_insert_with(|| {
            let text = text(cell).chars().take(MAX_LENGTH).collect();
            Others { row, text, count: 0 }
        });
        others.count += 1;
    }

    fn place(&mut self, text: &str, left: &mut TextsLeft) -> Option<u32> {
        if let Some(&place) = self.index.get(text) {
            return Some(place);
        }
        let place = self.index.len();
        if place >= MAX_TEXTS || left.0 == 0 || text.len() > MAX_LENGTH {
            return None;
        }
        left.0 -= 1;
        let place = u32::try_from(place).ok()?;
        Some(*number_of(&mut self.index, text, place))
    }

    pub(super) fn finish(self) -> Cells {
        let mut texts = vec![String::new(); self.index.len()];
        for (text, place) in self.index {
            texts[place as usize] = text.into();
        }
        let mut cells = self.cells;
        cells.shrink_to_fit();
        // Decimal commas are written where the day stands first.
        let comma = self.notation.decimal_comma;
        let usual_order = if comma { Order::DayFirst } else { Order::MonthFirst };
        let mut cells = Cells { cells, texts, usual_order, ..Cells::default() };
        cells.restore_texts();
        // Declared categories stay texts.
        if !self.notation.declared {
            cells.merge_cases();
            cells.read_months();
            cells.read_quantities();
            cells.read_units(self.notation);
        }
        cells
    }
}

impl Cells {
    /// Makes values of those texts for missing values that are values in this column.
    fn restore_texts(&mut self) {
        // Signs are classes: plus and minus, or better, equal and worse.
        if self.texts.iter().any(|text| ["+", "="].contains(&text.as_str())) {
            self.restore("-", "-");
        }
        let count = |is: &dyn Fn(&Cell) -> bool| self.cells.iter().filter(|cell| is(cell)).count();
        let missing = count(&|cell| cell.value() == Value::Missing);
        let texts = count(&|cell| matches!(cell.value(), Value::Text(_)));
        let ones = count(&|cell| cell.value() == Value::Number(1.0));
        if missing == 0 || texts.max(ones) + missing < self.cells.len() {
            return;
        }
        let has_one_value = if texts == 0 { ones > 1 } else { texts > 1 && self.texts.len() == 1 };
        // In most rows, such a word is a class: no illness, no fence.
        let is_frequent =
            |word: &&&str| 2 * count(&|cell| *cell == missing_as(word)) > self.cells.len();
        let frequent = CLASSES.iter().find(is_frequent).filter(|_| texts > 0);
        if let Some(word) = frequent {
            self.restore(word, word);
        } else if has_one_value && missing > 1 && self.texts.iter().all(|text| text != BLANK) {
            // Beside a single text, such as yes, or only ones, a blank cell is the other value.
            self.restore("", BLANK);
        }
    }

    /// Makes a value of a text for missing values, by the name of the value.
    fn restore(&mut self, text: &str, name: &str) {
        let missing = missing_as(text);
        let Ok(place) = u32::try_from(self.texts.len()) else { return };
        let mut found = false;
        for cell in self.cells.iter_mut().filter(|cell| **cell == missing) {
            *cell = Cell::new(Value::Text(place));
            found = true;
        }
        if found {
            self.texts.push(name.to_owned());
        }
    }

    /// Makes one text of those that differ only in upper and lower case, spelled as most of them. If that leaves a single
    /// one, the case is the difference, as in genotypes, and so it is between letters, as of handwriting.
    fn merge_cases(&mut self) {
        let mut counts = vec![0_usize; self.texts.len()];
        for value in self.values() {
            if let Value::Text(place) = value {
                counts[place as usize] += 1;
            }
        }
        let mut index = Index::new();
        let (mut kept, mut of): (Vec<usize>, Vec<u32>) = (Vec::new(), Vec::new());
        for (place, text) in self.texts.iter().enumerate() {
            let next = kept.len() as u32;
            let at = *number_of(&mut index, &text.to_ascii_lowercase(), next);
            match kept.get_mut(at as usize) {
                None => kept.push(place),
                Some(other) if counts[place] > counts[*other] => *other = place,
                Some(_) => {}
            }
            of.push(at);
        }
        let are_letters = kept.len() > 2 && self.texts.iter().all(|text| text.len() <= 2);
        if kept.len() < 2 || kept.len() == of.len() || are_letters {
            return;
        }
        for cell in &mut self.cells {
            if let Value::Text(place) = cell.value() {
                *cell = Cell::new(Value::Text(of[place as usize]));
            }
        }
        let is_other = |(place, at): &(usize, &u32)| kept[**at as usize] != *place;
        if let Some((place, at)) = of.iter().enumerate().find(is_other) {
            let [text, to] = [place, kept[*at as usize]].map(|place| self.texts[place].clone());
            self.respelled = Some(Respelled { text, to, count: of.len() - kept.len() });
        }
        self.texts = kept.into_iter().map(|place| std::mem::take(&mut self.texts[place])).collect();
    }

    /// Makes numbers of several texts if all of them are times of day, durations or heights.
    fn read_quantities(&mut self) {
        let Some((unit, numbers, summed)) = quantity::read(&self.texts) else { return };
        if self.replace_texts(&|place| Value::Number(numbers[place as usize])) {
            unit.clone_into(&mut self.unit);
            self.summed = summed;
        }
    }

    /// Replaces several texts by values, if there is nothing else. Returns whether it did.
    fn replace_texts(&mut self, value_of: &dyn Fn(u32) -> Value) -> bool {
        let fits = |value| matches!(value, Value::Text(_) | Value::Missing);
        if self.texts.len() < 2 || !self.values().all(fits) {
            return false;
        }
        for cell in &mut self.cells {
            if let Value::Text(place) = cell.value() {
                *cell = Cell::new(value_of(place));
            }
        }
        self.texts.clear();
        true
    }

    /// Makes missing values of these numbers.
    pub(super) fn remove_codes(&mut self, codes: &[f64]) {
        for cell in &mut self.cells {
            if matches!(cell.value(), Value::Number(number) if codes.contains(&number)) {
                *cell = Cell::new(Value::Missing);
            }
        }
        for code in codes {
            if !self.codes.is_empty() {
                self.codes.push_str("”, “");
            }
            self.codes.push_str(&write(*code));
        }
    }

    /// Makes dates of several texts if all of them are months, of which at least half can be no seasons.
    fn read_months(&mut self) {
        let (mut months, mut seasons) = (Vec::new(), 0);
        for text in &self.texts {
            let Some(month) = Day::of_month(text) else { return };
            let has_name = text.bytes().any(|byte| byte.is_ascii_alphabetic());
            seasons += usize::from(month.may_be_season() && !has_name);
            months.push(month);
        }
        if 2 * seasons <= months.len() {
            self.replace_texts(&|place| Value::Date(months[place as usize]));
        }
    }

    /// Makes numbers of the texts if nearly all cells are numbers with the same unit, and the others have no digits, or
    /// very few of them another unit.
    fn read_units(&mut self, notation: Notation) {
        let Some(units) = Units::read(&self.texts, notation) else { return };
        let (mut numbers, mut other_units, mut filled) = (0.0, 0.0, 0.0);
        for value in self.values() {
            match value {
                Value::Text(place) => {
                    filled += 1.0;
                    numbers += f64::from(u8::from(units.is_number(place)));
                    other_units += f64::from(u8::from(units.is_other_unit(place)));
                }
                // Beside powers of ten, smaller numbers have none.
                Value::Number(_) if units.unit.is_empty() => {
                    (numbers, filled) = (numbers + 1.0, filled + 1.0);
                }
                Value::Missing => {}
                _ => return,
            }
        }
        if numbers < MIN_UNIT * filled || other_units > MAX_OTHER_UNIT * filled {
            return;
        }
        for cell in &mut self.cells {
            if let Value::Text(place) = cell.value() {
                *cell = units.cell(place);
            }
        }
        (self.unit, self.texts) = (units.unit, units.others);
    }

    pub(super) fn values(&self) -> impl ExactSizeIterator<Item = Value> + '_ {
        self.cells.iter().map(|cell| cell.value())
    }

    /// The value of a row; missing beyond the last row.
    pub(super) fn value(&self, row: usize) -> Value {
        self.cells.get(row).map_or(Value::Missing, |cell| cell.value())
    }

    /// The text with this index.
    pub(super) fn text(&self, place: u32) -> &str {
        self.texts.get(place as usize).map_or("", String::as_str)
    }

    /// The unit behind its numbers; empty if they have none.
    pub(super) fn unit(&self) -> &str {
        &self.unit
    }

    /// Whether its numbers are sums of several units.
    pub(super) fn is_summed(&self) -> bool {
        self.summed
    }

    /// The numbers that stand for missing values; empty if there are none.
    pub(super) fn codes(&self) -> &str {
        &self.codes
    }

    pub(super) fn respelled(&self) -> Option<&Respelled> {
        self.respelled.as_ref()
    }

    pub(super) fn texts(&self) -> &[String] {
        &self.texts
    }

    /// The order of day and month.
    pub(super) fn order(&self) -> Order {
        let days = self.values().filter_map(|value| match value {
            Value::Date(day) => Some(day),
            _ => None,
        });
        order(days, self.usual_order)
    }

    /// The days of its dates since the first one.
    pub(super) fn days(&self) -> impl Fn(Day) -> f64 + use<> {
        let order = self.order();
        let days = self.values().filter_map(|value| match value {
            Value::Date(day) => Some(day.days(order)),
            _ => None,
        });
        let first = days.fold(f64::INFINITY, f64::min);
        move |day| day.days(order) - first
    }
}

/// A missing value that has this text.
fn missing_as(text: &str) -> Cell {
    Cell::missing(MISSING.iter().position(|one| *one == text).unwrap_or(MISSING.len()))
}

/// Facts about the cells of a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Facts {
    pub(super) rows: usize,
    /// Cells by what they hold.
    pub(super) numbers: usize,
    pub(super) infinite: usize,
    pub(super) dates: usize,
    pub(super) texts: usize,
    pub(super) missing: usize,
    /// Whether some texts are not stored.
    pub(super) more_texts: bool,
    /// The different numbers, sorted; none if there are more than [`MAX_DISTINCT`].
    pub(super) distinct: Option<Vec<f64>>,
    /// The number of stored different texts.
    pub(super) different_texts: usize,
    /// Whether all numbers are whole.
    pub(super) whole: bool,
    /// Whether the numbers count the rows.
    pub(super) counts_rows: bool,
    /// Whether each number is larger than the one before it.
    increases: bool,
    /// The step from the first number to the second, and whether a later one differs.
    steps: Option<(f64, bool)>,
}

impl Facts {
    /// Whether the numbers may be those of a sample's rows: in order, with gaps. Equal steps may measure something.
    pub(super) fn counts_sample(&self) -> bool {
        self.increases && self.steps.is_some_and(|(_, differ)| differ)
    }

    pub(super) fn new(cells: &Cells) -> Self {
        let mut facts = Self {
            rows: cells.cells.len(),
            numbers: 0,
            infinite: 0,
            dates: 0,
            texts: 0,
            missing: 0,
            more_texts: false,
            distinct: Some(Vec::new()),
            different_texts: cells.texts.len(),
            whole: true,
            counts_rows: true,
            increases: true,
            steps: None,
        };
        let mut last = None;
        for value in cells.values() {
            match value {
                Value::Number(number) => {
                    facts.number(number, last);
                    last = Some(number);
                }
                Value::Infinite => facts.infinite += 1,
                Value::Date(_) => facts.dates += 1,
                Value::Text(_) => facts.texts += 1,
                Value::OtherText => (facts.texts, facts.more_texts) = (facts.texts + 1, true),
                Value::Missing => facts.missing += 1,
            }
        }
        facts.counts_rows &= facts.numbers == facts.rows && facts.rows > 1;
        facts
    }

    fn number(&mut self, number: f64, last: Option<f64>) {
        self.numbers += 1;
        self.whole &= number == number.trunc();
        self.increases &= last.is_none_or(|last| last < number);
        if let Some(last) = last {
            let (step, _) = *self.steps.get_or_insert((number - last, false));
            self.steps = self.steps.map(|(_, differ)| (step, differ || number - last != step));
        }
        self.counts_rows &= match last {
            Some(last) => number == last + 1.0,
            None => number == 0.0 || number == 1.0,
        };
        if let Some(distinct) = &mut self.distinct
            && let Err(place) = distinct.binary_search_by(|one| one.total_cmp(&number))
        {
            if distinct.len() < MAX_DISTINCT {
                distinct.insert(place, number);
            } else {
                self.distinct = None;
            }
        }
    }

    /// The number of cells that are not empty.
    pub(super) fn filled(&self) -> usize {
        self.rows - self.missing
    }

    /// The number of different numbers and texts, if they can be counted.
    pub(super) fn different(&self) -> Option<usize> {
        let numbers = self.distinct.as_ref()?.len();
        (!self.more_texts && self.dates == 0).then_some(numbers + self.different_texts)
    }
}
