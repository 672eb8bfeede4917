//! What an answer holds for, in a sentence.

use super::checked::Experiment;
use crate::optimizer::Rule;

impl Experiment {
    /// What an answer holds for: network, optimizer, batch size and length of the training.
    pub fn holds_for(&self) -> String {
        let layers = match &self.hidden[..] {
            [] => "no hidden layer".to_owned(),
            [one] => format!("one hidden layer of {one}"),
            widths => {
                let widths: Vec<String> = widths.iter().map(usize::to_string).collect();
                format!("hidden layers of {}", widths.join(", "))
            }
        };
        let (optimizer, rows, epochs) =
            (Rule::LABELS[self.optimizer as usize].1, self.batch_size, self.check_epochs);
        let epochs = if epochs == 1 { "1 epoch".to_owned() } else { format!("{epochs} epochs") };
        format!(
            "Holds for these data, {layers}, {optimizer} with batches of {rows}, and {epochs} of training."
        )
    }
}
