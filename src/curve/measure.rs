//! Which loss a sweep records.

use crate::choice::choice;

choice! {
    /// Which loss is recorded at each step, always before the step's update.
    pub enum Measure {
        /// The mini-batch's.
        Batch = "batch", "mini-batch loss";
        /// The mean over the epoch so far, each batch counted by its rows: what Keras's
        /// `logs["loss"]` shows since TensorFlow 2.2. It shifts the curve to the right.
        RunningMean = "running_mean", "running mean over the epoch (Keras)";
        /// Of all rows that train.
        All = "all", "training loss (all rows)";
        /// Of the rows held out.
        Validation = "validation", "validation loss";
    }
}
