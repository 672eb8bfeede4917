//! Randomness: one seed, several independent streams.

use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;

/// What a stream's draws are for. Each purpose has its own, so that a change of one setting leaves
/// the draws of the others alone.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stream {
    /// Initial weights.
    Init = 1,
    /// Which rows are held out for validation.
    Split = 2,
    /// The order of the rows within each epoch.
    Shuffle = 3,
    /// Where a power iteration begins.
    Direction = 4,
    /// The random orders of a significance test, whose seed is always the same.
    Permutation = 5,
    /// Which runs make up a half of them, in each experiment the same.
    Halves = 6,
}

/// The generator of a purpose. `seed_from_u64` spreads even seeds that are neighbors over the whole
/// state, so the purpose in the upper half makes another stream.
pub(crate) fn stream(seed: u32, purpose: Stream) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(u64::from(seed) | (purpose as u64) << 32)
}
