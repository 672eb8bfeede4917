//! What an answer holds for, in a sentence.

use super::checked::Experiment;
use super::following::trained_epoch;
use crate::number;
use crate::optimizer::Rule;

impl Experiment {
    /// What an answer holds for: network, optimizer, batch size and length of the training.
    pub fn holds_for(&self) -> String {
        let number = |number: usize| number::write(number as f64);
        let widths: Vec<String> = self.hidden.iter().map(|&width| number(width)).collect();
        let layers = match self.hidden.len() {
            0 => "no hidden layer",
            1 => "one hidden layer of ",
            _ => "hidden layers of ",
        };
        let per_epoch = self.extent().per_epoch;
        let training = if trained_epoch(per_epoch) < per_epoch {
            let epoch = trained_epoch(per_epoch);
            let (steps, epoch) = (number(self.check_epochs * epoch), number(epoch));
            let all = number(per_epoch);
            [&steps, " steps of training: an epoch counts ", &epoch, " of its ", &all, " batches."]
                .concat()
        } else {
            let epochs = if self.check_epochs == 1 { " epoch" } else { " epochs" };
            [&number(self.check_epochs), epochs, " of training."].concat()
        };
        [
            "Holds for these data, ",
            layers,
            &widths.join(", "),
            ", ",
            Rule::LABELS[self.optimizer as usize].1,
            " with batches of ",
            &number(self.batch_size),
            ", and ",
            &training,
        ]
        .concat()
    }
}
