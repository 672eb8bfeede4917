//! Code that runs a range test and writes its losses and rates, shown if a log has no range test.

use serde::Serialize;

/// Code for one framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Snippet {
    /// The name of the framework.
    pub framework: &'static str,
    /// Python code. It uses names for what users already have, such as `model`.
    pub code: &'static str,
    /// The file written by the code.
    pub file: &'static str,
}

/// The first line of each snippet: the first and the last rate, and the number of steps.
#[cfg(feature = "export")]
pub const NUMBERS: &str = "START_LR, END_LR, STEPS = 1e-6, 10, 100";

/// A range test of a hundred steps from 1e-6 to 10 in each framework. The losses are those of single batches, except
/// for Lightning and fastai: the averages that they record are recognized and undone on reading, in most cases. Keras would give the mean of the epoch so far, so its code resets the mean before each batch.
pub const SNIPPETS: &[Snippet] = &[
    Snippet {
        framework: "PyTorch",
        code: "START_LR, END_LR, STEPS = 1e-6, 10, 100

import itertools
import json

history = {'lr': [], 'loss': []}
batches = itertools.chain.from_iterable(itertools.repeat(loader))
for step, (inputs, targets) in zip(range(STEPS), batches):
    lr = START_LR * (END_LR / START_LR) ** (step / (STEPS - 1))
    for group in optimizer.param_groups:
        group['lr'] = lr
    optimizer.zero_grad()
    loss = criterion(model(inputs), targets)
    loss.backward()
    optimizer.step()
    history['lr'].append(lr)
    history['loss'].append(loss.item())
with open('range.json', 'w') as file:
    json.dump(history, file)",
        file: "range.json",
    },
    Snippet {
        framework: "Keras",
        code: "START_LR, END_LR, STEPS = 1e-6, 10, 100

import keras

class RangeTest(keras.callbacks.Callback):
    def on_train_batch_begin(self, step, logs=None):
        self.lr = START_LR * (END_LR / START_LR) ** (step / STEPS)
        self.model.optimizer.learning_rate.assign(self.lr)
        self.model.reset_metrics()  # otherwise the loss is the mean of the epoch so far

    def on_train_batch_end(self, step, logs=None):
        print('lr:', self.lr, 'loss:', float(logs['loss']), file=file)

with open('range.txt', 'w') as file:
    model.fit(data, callbacks=[RangeTest()])  # one epoch of STEPS batches or more",
        file: "range.txt",
    },
    Snippet {
        framework: "Lightning",
        code: "START_LR, END_LR, STEPS = 1e-6, 10, 100

import json
from lightning.pytorch.tuner import Tuner

finder = Tuner(trainer).lr_find(
    model, min_lr=START_LR, max_lr=END_LR, num_training=STEPS, update_attr=False)
with open('range.json', 'w') as file:
    json.dump(finder.results, file)",
        file: "range.json",
    },
    Snippet {
        framework: "fastai",
        code: "START_LR, END_LR, STEPS = 1e-6, 10, 100

import json

learn.lr_find(start_lr=START_LR, end_lr=END_LR, num_it=STEPS, show_plot=False)
lrs, losses = learn.recorder.lrs, [float(loss) for loss in learn.recorder.losses]
with open('range.json', 'w') as file:
    json.dump({'lrs': lrs, 'losses': losses}, file)",
        file: "range.json",
    },
    Snippet {
        framework: "Hugging Face",
        code: "START_LR, END_LR, STEPS = 1e-6, 10, 100

import torch
from transformers import Trainer, TrainingArguments

optimizer = torch.optim.AdamW(model.parameters(), lr=START_LR)
rise = torch.optim.lr_scheduler.LambdaLR(
    optimizer, lambda step: (END_LR / START_LR) ** (step / STEPS))
args = TrainingArguments(
    'range', max_steps=STEPS, logging_steps=1, max_grad_norm=0)  # clips no gradients
trainer = Trainer(model, args, train_dataset=data, optimizers=(optimizer, rise))
trainer.train()
trainer.save_state()",
        file: "range/trainer_state.json",
    },
];
