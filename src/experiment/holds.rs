//! The conditions for which an answer holds, in a sentence.

use super::checked::Experiment;
use super::following::{trained_epoch, trained_for};
use crate::number;
use crate::optimizer::Rule;

impl Experiment {
    /// The conditions for which an answer holds: network, optimizer, batch size and length of the training.
    pub fn holds_for(&self) -> String {
        let number = |number: usize| number::write(number as f64);
        let per_epoch = self.extent().per_epoch;
        let epoch = trained_epoch(per_epoch);
        let of_all =
            [": an epoch counts ", &number(epoch), " of its ", &number(per_epoch), " batches."]
                .concat();
        let end = if epoch < per_epoch { &of_all } else { "." };
        let length = trained_for(self.check_epochs, per_epoch);
        ["Holds for ", &self.setup(), ", and ", &length, " of training", end].concat()
    }

    /// The data, network, optimizer and batch size, in words.
    pub(crate) fn setup(&self) -> String {
        ["these data, ", &self.trained()].concat()
    }

    /// The network, the optimizer and the batch size in words.
    pub(crate) fn trained(&self) -> String {
        let number = |number: usize| number::write(number as f64);
        let widths: Vec<String> = self.hidden.iter().map(|&width| number(width)).collect();
        let layers = match self.hidden.len() {
            0 => "no hidden layer",
            1 => "one hidden layer of ",
            _ => "hidden layers of ",
        };
        [
            layers,
            &widths.join(", "),
            ", ",
            Rule::LABELS[self.optimizer as usize].1,
            " with batches of ",
            &number(self.batch_size),
        ]
        .concat()
    }
}
