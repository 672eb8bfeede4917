//! Random numbers: several independent streams from one seed.

use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;

/// The purpose of a stream. Each purpose has its own stream, so that changing a setting does not change the draws for
/// other purposes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stream {
    /// Initial weights.
    Init = 1,
    /// The choice of the validation rows.
    Split = 2,
    /// The order of the rows within each epoch.
    Shuffle = 3,
    /// The initial direction of a power iteration.
    Direction = 4,
    /// The random orders of a significance test, whose seed is always the same.
    Permutation = 5,
    /// The random halves of the runs, the same in every experiment.
    Halves = 6,
    /// The random signs of a log's residuals, the same for every log.
    Signs = 7,
}

/// The generator of a purpose. `seed_from_u64` mixes all bits of the seed into the state, so a purpose in the
/// upper half gives an independent stream.
pub(crate) fn stream(seed: u32, purpose: Stream) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(u64::from(seed) | (purpose as u64) << 32)
}
