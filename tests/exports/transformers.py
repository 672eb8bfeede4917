#### answer #v=2
import torch
from transformers import Trainer, TrainingArguments, get_constant_schedule

optimizer = torch.optim.SGD(model.parameters(), lr=0.0123)
scheduler = get_constant_schedule(optimizer)
arguments = TrainingArguments(
    "output",
    max_steps=96,
    per_device_train_batch_size=12,
    max_grad_norm=0,  # the range test clips no gradients
)
# By name the Trainer has neither all optimizers nor cyclical schedules, so it is given PyTorch's.
trainer = Trainer(
    model,
    arguments,
    train_dataset=data,
    optimizers=(optimizer, scheduler),
)
trainer.train()

#### triangular #v=2&optimizer=rmsprop&convention=pytorch
import torch
from transformers import Trainer, TrainingArguments

optimizer = torch.optim.RMSprop(model.parameters(), lr=0.3, alpha=0.99, eps=1e-8)
scheduler = torch.optim.lr_scheduler.CyclicLR(
    optimizer,
    base_lr=0.004,
    max_lr=0.3,
    step_size_up=152,
    mode="triangular",
    cycle_momentum=False,
)
arguments = TrainingArguments(
    "output",
    max_steps=228,
    per_device_train_batch_size=12,
    max_grad_norm=0,  # the range test clips no gradients
)
# By name the Trainer has neither all optimizers nor cyclical schedules, so it is given PyTorch's.
trainer = Trainer(
    model,
    arguments,
    train_dataset=data,
    optimizers=(optimizer, scheduler),
)
trainer.train()

#### cosine #v=2&activation=leaky_relu&optimizer=rmsprop
import torch
from transformers import Trainer, TrainingArguments

optimizer = torch.optim.RMSprop(model.parameters(), lr=0.3, alpha=0.9, eps=1e-7)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=228, eta_min=0)
arguments = TrainingArguments(
    "output",
    max_steps=228,
    per_device_train_batch_size=12,
    max_grad_norm=0,  # the range test clips no gradients
)
# By name the Trainer has neither all optimizers nor cyclical schedules, so it is given PyTorch's.
trainer = Trainer(
    model,
    arguments,
    train_dataset=data,
    optimizers=(optimizer, scheduler),
)
trainer.train()

#### one_cycle #v=2&pct_start=0.5&final_div_factor=100&optimizer=adamw
import torch
from transformers import Trainer, TrainingArguments

optimizer = torch.optim.AdamW(
    model.parameters(),
    lr=0.3,
    betas=(0.9, 0.999),
    eps=1e-7,
    weight_decay=0.004,
)
scheduler = torch.optim.lr_scheduler.OneCycleLR(
    optimizer,
    max_lr=0.3,
    total_steps=228,
    pct_start=0.5,
    div_factor=25,
    final_div_factor=100,
    cycle_momentum=False,
)
arguments = TrainingArguments(
    "output",
    max_steps=228,
    per_device_train_batch_size=12,
    max_grad_norm=0,  # the range test clips no gradients
)
# By name the Trainer has neither all optimizers nor cyclical schedules, so it is given PyTorch's.
trainer = Trainer(
    model,
    arguments,
    train_dataset=data,
    optimizers=(optimizer, scheduler),
)
trainer.train()

#### step #v=2&drop=0&drop_every=2
import torch
from transformers import Trainer, TrainingArguments

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=76, gamma=0)
arguments = TrainingArguments(
    "output",
    max_steps=228,
    per_device_train_batch_size=12,
    max_grad_norm=0,  # the range test clips no gradients
)
# By name the Trainer has neither all optimizers nor cyclical schedules, so it is given PyTorch's.
trainer = Trainer(
    model,
    arguments,
    train_dataset=data,
    optimizers=(optimizer, scheduler),
)
trainer.train()

