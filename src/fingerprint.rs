//! Fingerprints: short hashes of results that show whether two runs have the same bits, and the fingerprints that a
//! shared link claims.

use std::fmt;

use serde::Serialize;
use xxhash_rust::xxh64::Xxh64;

/// The key of the claim in a link.
pub(crate) const KEY: &str = "fingerprint";
/// The version of this crate: raised whenever the bits of a result change.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The text for a result that was not computed.
const NONE: &str = "-";

/// The fingerprints that a shared link claims. They affect no result: the page or program that opens the link compares them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Claim {
    /// The version of the crate that made the claim.
    pub version: String,
    /// The sweep's, see [`crate::training::sweep::Sweep::fingerprint`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sweep: Option<String>,
    /// That of all runs, see [`crate::training::summary::Summary::fingerprint`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
    /// The check's, see [`crate::evidence::check::Check::fingerprint`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
    /// The comparison's, see [`crate::evidence::comparison::Comparison::fingerprint`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<String>,
}

impl Claim {
    /// The claim of this version, with the fingerprints of sweep, band, check and comparison.
    pub fn here([sweep, band, check, comparison]: [Option<String>; 4]) -> Self {
        Self { version: VERSION.to_owned(), sweep, band, check, comparison }
    }

    /// Parses the text that [`Claim`] displays; any other text is not a claim.
    ///
    /// ```
    /// use rangefinder::fingerprint::Claim;
    ///
    /// let claim = Claim::read("0.1.0,1dcac03d9740b83c,-,-,-").expect("a claim");
    /// assert_eq!(claim.sweep.as_deref(), Some("1dcac03d9740b83c"));
    /// assert_eq!(claim.to_string(), "0.1.0,1dcac03d9740b83c,-,-,-");
    /// assert_eq!(Claim::read("0.1.0,1DCAC"), None);
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(',');
        let version = parts.next().filter(|version| is_version(version))?.to_owned();
        let mut next = || match parts.next() {
            Some(NONE) => Some(None),
            Some(digits) if is_fingerprint(digits) => Some(Some(digits.to_owned())),
            _ => None,
        };
        let (sweep, band, check, comparison) = (next()?, next()?, next()?, next()?);
        parts.next().is_none().then_some(Self { version, sweep, band, check, comparison })
    }

    /// The key and value of the claim in a link.
    pub fn pair(&self) -> String {
        format!("{KEY}={self}")
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.version)?;
        let parts = [&self.sweep, &self.band, &self.check, &self.comparison];
        parts.iter().try_for_each(|part| write!(f, ",{}", part.as_deref().unwrap_or(NONE)))
    }
}

/// Whether a text is a version of three whole numbers.
fn is_version(text: &str) -> bool {
    let number =
        |part: &str| (1..=6).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    text.split('.').count() == 3 && text.split('.').all(number)
}

fn is_fingerprint(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Adds numbers to a hash. All NaNs count as equal, because WebAssembly does not specify their bits.
pub(crate) fn update(hash: &mut Xxh64, numbers: impl IntoIterator<Item = f64>) {
    numbers.into_iter().for_each(|x| update_one(hash, x));
}

/// A function of its own: otherwise the page has a copy of XXH64 for each type of iterator.
#[inline(never)]
fn update_one(hash: &mut Xxh64, x: f64) {
    let x = if x.is_nan() { f64::NAN } else { x };
    hash.update(&x.to_le_bytes());
}

/// The digits of a hash.
pub(crate) fn hex(hash: &Xxh64) -> String {
    format!("{:016x}", hash.digest())
}

#[cfg(test)]
mod tests {
    use crate::curve::OutcomeKind::{Completed, Diverged, DivergedByFall, NotFinite};
    use crate::random::Stream::{Direction, Halves, Init, Permutation, Shuffle, Signs, Split};
    use crate::statistics::Verdict::{Better, Inconclusive, TooFew, Worse};

    #[test]
    fn enum_codes_in_fingerprints_and_random_streams_are_stable() {
        assert_eq!(
            [Completed, Diverged, NotFinite, DivergedByFall].map(|one| one as u8),
            [0, 1, 2, 3]
        );
        assert_eq!([Worse, Better, Inconclusive, TooFew].map(|one| one as u8), [0, 1, 2, 3]);
        assert_eq!(
            [Init, Split, Shuffle, Direction, Permutation, Halves, Signs].map(|one| one as u8),
            [1, 2, 3, 4, 5, 6, 7]
        );
    }
}
