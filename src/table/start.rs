//! The first bytes of a file.

use super::arff;

/// The number of bytes from which the layout is detected.
const SAMPLE: usize = 1 << 18;
/// The number of line breaks that they must exceed.
const MIN_BREAKS: usize = 2;

/// The first bytes of a file, until they suffice to detect the layout.
#[derive(Default)]
pub(super) struct Start {
    pub(super) bytes: Vec<u8>,
    breaks: usize,
    /// Whether they begin with a header of ARFF.
    declares: Option<bool>,
    /// The start of the line up to which the end of that header was searched.
    searched: usize,
}

impl Start {
    /// Takes some of the next bytes. Returns whether there are enough, checked at the same positions for any portions.
    pub(super) fn take(&mut self, bytes: &mut &[u8]) -> bool {
        let room = SAMPLE - self.bytes.len() % SAMPLE;
        let (portion, rest) = bytes.split_at(bytes.len().min(room));
        self.breaks += portion.iter().filter(|&&b| b == b'\n' || b == b'\r').count();
        self.bytes.extend_from_slice(portion);
        *bytes = rest;
        self.bytes.len().is_multiple_of(SAMPLE) && self.is_enough()
    }

    /// Whether the bytes suffice. A line, or a header of ARFF, which must be complete, may be longer than the sample.
    fn is_enough(&mut self) -> bool {
        if self.breaks <= MIN_BREAKS {
            return false;
        }
        if !*self.declares.get_or_insert_with(|| arff::begins(&self.bytes)) {
            return true;
        }
        let unseen = self.bytes.get(self.searched..).unwrap_or_default();
        let end = unseen.iter().rposition(|&b| b == b'\n' || b == b'\r').unwrap_or(0);
        self.searched += end;
        arff::is_complete(&unseen[..end])
    }
}
