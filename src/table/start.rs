//! The first bytes of a file.

use super::arff;

/// So many bytes decide how the others are read.
const SAMPLE: usize = 1 << 18;
/// They have more line breaks than these.
const MIN_BREAKS: usize = 2;

/// The first bytes of a file, until they are enough to tell how the others are to be read.
#[derive(Default)]
pub(super) struct Start {
    pub(super) bytes: Vec<u8>,
    breaks: usize,
    /// Whether they begin with a header of ARFF.
    declares: Option<bool>,
    /// Where the line begins up to which the end of that header was looked for.
    searched: usize,
}

impl Start {
    /// Takes some of the next bytes; whether they are enough. This is asked at the same places however they are
    /// portioned.
    pub(super) fn take(&mut self, bytes: &mut &[u8]) -> bool {
        let room = SAMPLE - self.bytes.len() % SAMPLE;
        let (portion, rest) = bytes.split_at(bytes.len().min(room));
        self.breaks += portion.iter().filter(|&&b| b == b'\n' || b == b'\r').count();
        self.bytes.extend_from_slice(portion);
        *bytes = rest;
        self.bytes.len().is_multiple_of(SAMPLE) && self.is_enough()
    }

    /// A line may be longer than the sample, and a header of ARFF too, which has to be there as a whole.
    fn is_enough(&mut self) -> bool {
        if self.breaks <= MIN_BREAKS {
            return false;
        }
        if !*self.declares.get_or_insert_with(|| arff::begins(&self.bytes)) {
            return true;
        }
        let unseen = self.bytes.get(self.searched..).unwrap_or_default();
        let end = unseen.iter().rposition(|&b| b == b'\n').unwrap_or(0);
        self.searched += end;
        arff::is_complete(&unseen[..end])
    }
}
