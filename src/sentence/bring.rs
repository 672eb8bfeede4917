//! What to bring where a log holds no range test: code that runs one and writes its losses and rates.

use serde::Serialize;

/// Code of one framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Snippet {
    /// The name of the framework.
    pub framework: &'static str,
    /// Python code. It names what readers have already, as `model`.
    pub code: &'static str,
    /// The file that it writes.
    pub file: &'static str,
}

/// A range test of a hundred steps from 1e-6 to 10 in each framework. The losses are those of single batches, except
/// those of Keras, Lightning and fastai: their averages are undone.
pub const SNIPPETS: &[Snippet] = &[
    Snippet {
        framework: "PyTorch",
        code: "import json
from torch_lr_finder import LRFinder

finder = LRFinder(model, optimizer, criterion)
finder.range_test(loader, start_lr=1e-6, end_lr=10, num_iter=100, smooth_f=0)
json.dump(finder.history, open('range.json', 'w'))",
        file: "range.json",
    },
    Snippet {
        framework: "Keras",
        code: "rate = lambda step: 1e-6 * 1e7 ** (step / 100)
rise = keras.callbacks.LambdaCallback(
    on_train_batch_begin=lambda step, logs: model.optimizer.learning_rate.assign(rate(step)),
    on_train_batch_end=lambda step, logs: print('lr:', rate(step), 'loss:', logs['loss'], file=file))
with open('range.txt', 'w') as file:
    model.fit(data, callbacks=[rise])  # one epoch of 100 batches or more",
        file: "range.txt",
    },
    Snippet {
        framework: "Lightning",
        code: "import json
from lightning.pytorch.tuner import Tuner

finder = Tuner(trainer).lr_find(model, min_lr=1e-6, max_lr=10, num_training=100, update_attr=False)
json.dump(finder.results, open('range.json', 'w'))",
        file: "range.json",
    },
    Snippet {
        framework: "fastai",
        code: "import json

learn.lr_find(start_lr=1e-6, end_lr=10, num_it=100, show_plot=False)
lrs, losses = learn.recorder.lrs, [float(loss) for loss in learn.recorder.losses]
json.dump({'lr': lrs, 'loss': losses}, open('range.json', 'w'))",
        file: "range.json",
    },
    Snippet {
        framework: "Hugging Face",
        code: "import torch
from transformers import Trainer, TrainingArguments

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-6)
rise = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1e7 ** (step / 100))
args = TrainingArguments('range', max_steps=100, logging_steps=1)
trainer = Trainer(model, args, train_dataset=data, optimizers=(optimizer, rise))
trainer.train()
trainer.save_state()",
        file: "range/trainer_state.json",
    },
];
