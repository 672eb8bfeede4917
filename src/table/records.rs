//! Bytes, in portions -> records of cells.

use super::finding::Refusal;
use super::limits::MAX_COLUMNS;

/// A separator of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    /// This byte.
    Byte(u8),
    /// Any number of spaces and tabs.
    Spaces,
}

/// The format in which a text is divided into cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) separator: Separator,
    /// The first byte of a comment line. Below the first record, such a line is a record as well, except in ARFF.
    pub(super) comment: u8,
    /// Whether single quotes quote as well, and a backslash escapes: as in ARFF.
    pub(super) arff: bool,
}

/// The largest length of a quoted cell, in bytes: in a longer one, the closing quote is missing.
const MAX_QUOTED: usize = 1 << 20;

/// A line of cells, or several lines if a quoted cell has line breaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    /// Its first line, from 1.
    pub(super) line: u32,
    /// Whether it begins like a comment.
    marked: bool,
    bytes: &'a [u8],
    ends: &'a [u32],
}

impl<'a> Record<'a> {
    /// The number of cells.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it is a comment in a table with this number of columns: `# a comment`, but not the row `#1,2`.
    pub(super) fn is_comment(&self, columns: usize) -> bool {
        let spaced = |cell: &[u8]| cell.get(1).is_none_or(u8::is_ascii_whitespace);
        self.marked && (self.len() != columns || self.cells().next().is_none_or(spaced))
    }

    /// Its cells, without the spaces around them.
    pub(super) fn cells(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let mut start = 0;
        let bytes = self.bytes;
        self.ends.iter().map(move |&end| {
            let cell = bytes.get(start..end as usize).unwrap_or_default();
            start = end as usize;
            cell.trim_ascii()
        })
    }
}

/// The state of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// At the start of a line.
    Line,
    /// At the start of a cell that is not the first.
    Cell,
    /// In a cell without quotes.
    Bare,
    /// In a cell that began with this quote.
    Quoted(u8),
    /// After a backslash in such a cell.
    Escaped(u8),
    /// After a quote that may be its end.
    QuoteEnd(u8),
    /// In a comment.
    Comment,
}

/// A parser of bytes into records. Time is linear in the bytes, independently of the portions.
#[derive(Clone, Debug)]
pub(super) struct Records {
    dialect: Dialect,
    state: State,
    /// The line that is read, from 1.
    line: u32,
    /// Whether the last byte was a carriage return, with which a line feed is one line break.
    carriage_return: bool,
    bytes: Vec<u8>,
    ends: Vec<u32>,
    begun: u32,
    /// Whether the record begins like a comment.
    marked: bool,
    count: usize,
    /// The line and the column, from 0, of the last opening quote.
    quote: (u32, usize),
}

impl Records {
    /// A parser that starts at this line.
    pub(super) fn new(dialect: Dialect, line: u32) -> Self {
        Self {
            dialect,
            state: State::Line,
            line,
            carriage_return: false,
            bytes: Vec::new(),
            ends: Vec::new(),
            begun: line,
            marked: false,
            count: 0,
            quote: (line, 0),
        }
    }

    /// The number of finished records.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Reads the next bytes, and calls `take` with each finished record.
    pub(super) fn feed(
        &mut self,
        mut bytes: &[u8],
        take: &mut impl FnMut(Record<'_>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        while let Some((&byte, rest)) = bytes.split_first() {
            if self.state == State::Bare {
                let length =
                    bytes.iter().position(|&byte| self.ends_bare(byte)).unwrap_or(bytes.len());
                let (cell, rest) = bytes.split_at(length);
                self.bytes.extend_from_slice(cell);
                bytes = rest;
                if length > 0 {
                    self.carriage_return = false;
                    continue;
                }
            }
            bytes = rest;
            let is_rest_of_break = byte == b'\n' && std::mem::take(&mut self.carriage_return);
            if !is_rest_of_break {
                self.carriage_return = byte == b'\r';
                self.byte(byte, take)?;
            } else if let State::Quoted(_) = self.state {
                self.bytes.push(byte);
            }
        }
        Ok(())
    }

    /// Takes the last record, if it has no line break at its end.
    pub(super) fn finish(
        &mut self,
        take: &mut impl FnMut(Record<'_>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        match self.state {
            State::Quoted(_) | State::Escaped(_) => Err(self.unclosed()),
            _ => self.byte(b'\n', take),
        }
    }

    fn ends_bare(&self, byte: u8) -> bool {
        byte == b'\n'
            || byte == b'\r'
            || match self.dialect.separator {
                Separator::Byte(separator) => byte == separator,
                Separator::Spaces => byte == b' ' || byte == b'\t',
            }
    }

    fn byte(
        &mut self,
        byte: u8,
        take: &mut impl FnMut(Record<'_>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let is_break = byte == b'\n' || byte == b'\r';
        match self.state {
            State::Quoted(quote) | State::Escaped(quote) => {
                self.line += u32::from(is_break);
                return self.quoted(byte, quote);
            }
            State::QuoteEnd(quote) if byte == quote => {
                self.bytes.push(byte);
                self.state = State::Quoted(quote);
                return Ok(());
            }
            _ => {}
        }
        if is_break {
            return self.end_line(take);
        }
        match self.state {
            State::Comment => {}
            State::Line if byte == self.dialect.comment => {
                self.marked = self.count > 0 && !self.dialect.arff;
                self.state = if self.marked { State::Bare } else { State::Comment };
                if self.marked {
                    self.bytes.push(byte);
                }
            }
            _ if self.ends_bare(byte) => self.separate()?,
            State::QuoteEnd(_) if byte == b' ' || byte == b'\t' => {}
            State::Line | State::Cell if byte == b' ' || byte == b'\t' => {}
            State::Line | State::Cell if byte == b'"' || (byte == b'\'' && self.dialect.arff) => {
                self.quote = (self.line, self.ends.len());
                self.state = State::Quoted(byte);
            }
            _ => {
                self.bytes.push(byte);
                self.state = State::Bare;
            }
        }
        Ok(())
    }

    fn quoted(&mut self, byte: u8, quote: u8) -> Result<(), Refusal> {
        let escaped = self.state == State::Escaped(quote);
        self.state = match byte {
            b'\\' if self.dialect.arff && !escaped => State::Escaped(quote),
            _ if byte == quote && !escaped => State::QuoteEnd(quote),
            _ => {
                self.bytes.push(byte);
                State::Quoted(quote)
            }
        };
        let start = self.ends.last().map_or(0, |&end| end as usize);
        if self.bytes.len() - start > MAX_QUOTED { Err(self.unclosed()) } else { Ok(()) }
    }

    /// Ends a cell at a separator; several spaces are one, and none at the start of a line.
    fn separate(&mut self) -> Result<(), Refusal> {
        let empty = matches!(self.state, State::Line | State::Cell);
        if !(empty && self.dialect.separator == Separator::Spaces) {
            self.end_cell()?;
            self.state = State::Cell;
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Refusal> {
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
        if self.ends.len() > MAX_COLUMNS {
            Err(Refusal::TooManyColumns(self.begun))
        } else {
            Ok(())
        }
    }

    fn end_line(
        &mut self,
        take: &mut impl FnMut(Record<'_>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let nothing = match self.state {
            State::Line | State::Comment => true,
            State::Cell => self.dialect.separator == Separator::Spaces,
            _ => false,
        };
        if !nothing {
            self.end_cell()?;
        }
        if !self.ends.is_empty() {
            self.count += 1;
            let (bytes, ends) = (self.bytes.as_slice(), self.ends.as_slice());
            take(Record { line: self.begun, marked: self.marked, bytes, ends })?;
        }
        self.bytes.clear();
        self.ends.clear();
        self.marked = false;
        self.line += 1;
        self.begun = self.line;
        self.state = State::Line;
        Ok(())
    }

    fn unclosed(&self) -> Refusal {
        Refusal::OpenQuote { line: self.quote.0, column: self.quote.1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(dialect: Dialect, text: &str, portion: usize) -> Vec<(u32, Vec<String>)> {
        let (mut found, mut records) = (Vec::new(), Records::new(dialect, 1));
        let mut take = |record: Record<'_>| {
            let cells = record.cells().map(|cell| String::from_utf8_lossy(cell).into_owned());
            found.push((record.line, cells.collect()));
            Ok(())
        };
        for bytes in text.as_bytes().chunks(portion) {
            records.feed(bytes, &mut take).expect("records");
        }
        records.finish(&mut take).expect("records");
        found
    }

    fn check(separator: Separator, text: &str, expected: &[(u32, &[&str])]) {
        let dialect =
            Dialect { separator, comment: b'#', arff: separator == Separator::Byte(b'@') };
        let expected: Vec<(u32, Vec<String>)> = expected
            .iter()
            .map(|(line, cells)| (*line, cells.iter().map(|&cell| cell.to_owned()).collect()))
            .collect();
        for portion in [1, 2, 3, 1000] {
            assert_eq!(records(dialect, text, portion), expected, "{text:?} by {portion}");
        }
    }

    #[test]
    fn cells_are_split_at_separators() {
        let comma = Separator::Byte(b',');
        check(comma, "a, b ,c\n1,,\n", &[(1, &["a", "b", "c"]), (2, &["1", "", ""])]);
        check(
            comma,
            "a,b\r\n\r\n1,2\r3,4",
            &[(1, &["a", "b"]), (3, &["1", "2"]), (4, &["3", "4"])],
        );
        check(comma, "#x\n# y,z\na,#b\n#c,d\n", &[(3, &["a", "#b"]), (4, &["#c", "d"])]);
        check(Separator::Byte(b'\t'), "a\t\tb \n\t1", &[(1, &["a", "", "b"]), (2, &["", "1"])]);
        check(Separator::Spaces, "  a  b\tc \n\n1 2", &[(1, &["a", "b", "c"]), (3, &["1", "2"])]);
    }

    #[test]
    fn quoted_cells_keep_separators_and_line_breaks_and_unclosed_quotes_are_rejected() {
        let comma = Separator::Byte(b',');
        check(comma, "\"a,b\", \"c\"\"d\" ,\"\"\n1", &[(1, &["a,b", "c\"d", ""]), (2, &["1"])]);
        check(comma, "\"a\nb\r\nc\",d\n1,2", &[(1, &["a\nb\r\nc", "d"]), (4, &["1", "2"])]);
        check(comma, "5\" pipe,\"a\"b\n", &[(1, &["5\" pipe", "ab"])]);
        check(Separator::Spaces, "1 \"a b\"  2\n", &[(1, &["1", "a b", "2"])]);
        check(Separator::Byte(b'@'), "'a\\'b'@\"c'd\"", &[(1, &["a'b", "c'd"])]);
        let dialect = Dialect { separator: comma, comment: b'#', arff: false };
        let mut records = Records::new(dialect, 1);
        records.feed(b"1,2\n3,\"4\n5,6\n", &mut |_| Ok(())).expect("no end yet");
        let refused = records.finish(&mut |_| Ok(()));
        assert_eq!(refused, Err(Refusal::OpenQuote { line: 2, column: 1 }));
    }
}
