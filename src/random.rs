//! Randomness: one seed, several independent streams.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// What a stream's draws are for. Each purpose has its own, so that a change of one setting leaves
/// the draws of the others alone.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stream {
    /// Initial weights.
    Init = 0,
    /// Which rows are held out for validation.
    Split = 1,
    /// The order of the rows within each epoch.
    Shuffle = 2,
}

/// The generator of a purpose.
pub(crate) fn stream(seed: u32, purpose: Stream) -> ChaCha8Rng {
    let mut generator = ChaCha8Rng::seed_from_u64(u64::from(seed));
    generator.set_stream(purpose as u64);
    generator
}
