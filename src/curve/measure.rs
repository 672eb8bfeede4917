//! The loss that a sweep records.

use crate::choice::choice;

choice! {
    /// The loss that is recorded at each step, always before the update of the step.
    pub enum Measure {
        /// The loss of the mini-batch.
        Batch = "batch", "mini-batch loss";
        /// The mean over the epoch so far, weighted by the rows of each batch: Keras's `logs["loss"]` since
        /// TensorFlow 2.2. It shifts the curve to the right.
        RunningMean = "running_mean", "running mean over the epoch (Keras)";
        /// The loss of all training rows.
        All = "all", "training loss (all rows)";
        /// The loss of the validation rows.
        Validation = "validation", "validation loss";
    }
}
