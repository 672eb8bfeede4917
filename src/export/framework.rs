//! The frameworks for exported code.

use crate::choice::choice;

choice! {
    /// A framework for exported code.
    pub enum Framework {
        /// PyTorch 2.
        Pytorch = "pytorch", "PyTorch";
        /// Keras 3, on any backend.
        Keras = "keras", "Keras 3";
        /// fastai 2.
        Fastai = "fastai", "fastai";
        /// Lightning 2.
        Lightning = "lightning", "Lightning";
        /// The Trainer of Hugging Face transformers 5.
        Transformers = "transformers", "Hugging Face Trainer";
        /// optax, with JAX.
        Optax = "optax", "optax";
    }
}
