//! The frameworks for which there is code.

use crate::choice::{Named, choice};

choice! {
    /// A framework for which there is code.
    pub enum Framework {
        /// PyTorch 2.
        Pytorch = "pytorch", "PyTorch";
        /// Keras 3, on any backend.
        Keras = "keras", "Keras 3";
        /// fastai 2.
        Fastai = "fastai", "fastai";
        /// Lightning 2.
        Lightning = "lightning", "Lightning";
        /// The Trainer of Hugging Face's transformers 5.
        Transformers = "transformers", "Hugging Face Trainer";
        /// optax, with JAX.
        Optax = "optax", "optax";
    }
}

impl Framework {
    /// The one with this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::named(name)
    }
}
