#### answer #v=2
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.0123)

for epoch in range(2):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()

#### answer #v=2&optimizer=momentum
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.0123, momentum=0.9)

for epoch in range(2):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()

#### lower #v=2&optimizer=nesterov
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.004, momentum=0.9, nesterov=True)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()

#### upper #v=2&optimizer=rmsprop
import torch

optimizer = torch.optim.RMSprop(model.parameters(), lr=0.3, alpha=0.9, eps=1e-7)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()

#### steepest #v=2&optimizer=adam
import torch

optimizer = torch.optim.Adam(model.parameters(), lr=0.05, betas=(0.9, 0.999), eps=1e-7)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()

#### valley #v=2&optimizer=adamw
import torch

optimizer = torch.optim.AdamW(
    model.parameters(),
    lr=0.06,
    betas=(0.9, 0.999),
    eps=1e-7,
    weight_decay=0.004,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()

#### slide #v=2&convention=pytorch
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.07)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()

#### minimum #v=2&optimizer=momentum&convention=pytorch
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.25, momentum=0.9)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()

#### lr #v=2&optimizer=nesterov&convention=pytorch
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9, nesterov=True)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()

#### triangular #v=2&optimizer=rmsprop&convention=pytorch
import torch

optimizer = torch.optim.RMSprop(model.parameters(), lr=0.3, alpha=0.99, eps=1e-8)
scheduler = torch.optim.lr_scheduler.CyclicLR(
    optimizer,
    base_lr=0.004,
    max_lr=0.3,
    step_size_up=152,
    mode="triangular",
    cycle_momentum=False,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### triangular2 #v=2&optimizer=adam&convention=pytorch
import torch

optimizer = torch.optim.Adam(model.parameters(), lr=0.3, betas=(0.9, 0.999), eps=1e-8)
scheduler = torch.optim.lr_scheduler.CyclicLR(
    optimizer,
    base_lr=0.004,
    max_lr=0.3,
    step_size_up=152,
    mode="triangular2",
    cycle_momentum=False,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### exp_range #v=2&optimizer=adamw&convention=pytorch
import torch

optimizer = torch.optim.AdamW(
    model.parameters(),
    lr=0.3,
    betas=(0.9, 0.999),
    eps=1e-8,
    weight_decay=0.01,
)
scheduler = torch.optim.lr_scheduler.CyclicLR(
    optimizer,
    base_lr=0.004,
    max_lr=0.3,
    step_size_up=152,
    mode="exp_range",
    gamma=0.99994,
    cycle_momentum=False,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### one_cycle #v=2&optimizer=momentum&momentum=0.5
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.5)
scheduler = torch.optim.lr_scheduler.OneCycleLR(
    optimizer,
    max_lr=0.3,
    total_steps=228,
    pct_start=0.3,
    div_factor=25,
    final_div_factor=10000,
    cycle_momentum=False,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### step #v=2&optimizer=nesterov&momentum=0
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=190, gamma=0.5)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### triangular #v=2&optimizer=nesterov
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9, nesterov=True)
scheduler = torch.optim.lr_scheduler.CyclicLR(
    optimizer,
    base_lr=0.004,
    max_lr=0.3,
    step_size_up=152,
    mode="triangular",
    cycle_momentum=False,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### exponential #v=2&output=softmax
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.9 ** (1 / 38))

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### polynomial #v=2&output=sigmoid&activation=tanh
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.PolynomialLR(optimizer, total_iters=228, power=1)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### inverse_time #v=2&output=softmax&activation=gelu&optimizer=adam
import math

import numpy as np
import torch


def learning_rate(step):
    return 0.3 / (1 + 0.9 * step / 38)


optimizer = torch.optim.Adam(model.parameters(), lr=0.3, betas=(0.9, 0.999), eps=1e-7)
scheduler = torch.optim.lr_scheduler.LambdaLR(
    optimizer,
    lambda step: float(learning_rate(step)) / 0.3,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### cosine #v=2&activation=leaky_relu&optimizer=rmsprop
import torch

optimizer = torch.optim.RMSprop(model.parameters(), lr=0.3, alpha=0.9, eps=1e-7)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=228, eta_min=0)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### cosine_restarts #v=2&activation=sigmoid&hidden=20
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(
    optimizer,
    T_0=190,
    T_mult=1,
    eta_min=0,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### warmup_cosine #v=2&hidden=none&output=softmax
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.SequentialLR(
    optimizer,
    [
        torch.optim.lr_scheduler.LinearLR(
            optimizer,
            start_factor=0.004 / 0.3,
            total_iters=76,
        ),
        torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=152, eta_min=0),
    ],
    milestones=[76],
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### triangular2 #v=2&hidden=16,8,4&batch_size=64
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.CyclicLR(
    optimizer,
    base_lr=0.004,
    max_lr=0.3,
    step_size_up=32,
    mode="triangular2",
    cycle_momentum=False,
)

for epoch in range(6):
    for inputs, targets in loader:  # 64 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### polynomial #v=2&alpha=0.1&power=2&scaler=none&batch_size=32
import math

import numpy as np
import torch


def learning_rate(step):
    rest = 1 - np.minimum(step, 90) / 90
    return (0.3 - 0.03) * rest ** 2 + 0.03


optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.LambdaLR(
    optimizer,
    lambda step: float(learning_rate(step)) / 0.3,
)

for epoch in range(6):
    for inputs, targets in loader:  # 32 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### cosine_restarts #v=2&alpha=0.05&t_mul=2&first_decay=1
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(
    optimizer,
    T_0=38,
    T_mult=2,
    eta_min=0.015,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### cosine_restarts #v=2&t_mul=1.5&m_mul=0.7&first_decay=1&optimizer=adam
import math

import numpy as np
import torch


def learning_rate(step):
    starts = np.array([0.0, 38.0, 95.0, 180.5])
    lengths = np.array([38.0, 57.0, 85.5, 128.25])
    begun = step >= starts
    restarts = np.sum(np.where(begun, 1.0, 0.0)) - 1
    start = np.max(np.where(begun, starts, 0.0))
    length = np.max(np.where(begun, lengths, 0.0))
    part = (step - start) / length
    height = 0.7 ** restarts * (1 + np.cos(math.pi * part)) / 2
    return 0.3 * ((1 - 0) * height + 0)


optimizer = torch.optim.Adam(model.parameters(), lr=0.3, betas=(0.9, 0.999), eps=1e-7)
scheduler = torch.optim.lr_scheduler.LambdaLR(
    optimizer,
    lambda step: float(learning_rate(step)) / 0.3,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### exp_range #v=2&gamma=0.99&step_size=1
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.CyclicLR(
    optimizer,
    base_lr=0.004,
    max_lr=0.3,
    step_size_up=38,
    mode="exp_range",
    gamma=0.99,
    cycle_momentum=False,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### one_cycle #v=2&pct_start=0.01&div_factor=10&batch_size=100
import math

import numpy as np
import torch


def learning_rate(step):
    max_lr, last_lr = 0.3, 3e-6
    step = np.minimum(step, 29)
    return last_lr + (max_lr - last_lr) / 2 * (1 + np.cos(math.pi * (step + 0.7) / 29.7))


optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.LambdaLR(
    optimizer,
    lambda step: float(learning_rate(step)) / 0.3,
)

for epoch in range(6):
    for inputs, targets in loader:  # 100 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### one_cycle #v=2&pct_start=0.5&final_div_factor=100&optimizer=adamw
import torch

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

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### warmup_cosine #v=2&warmup=0&alpha=0.2
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(
    optimizer,
    T_max=228,
    eta_min=0.06,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### step #v=2&drop=0.1&drop_every=2&seed=7
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=76, gamma=0.1)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### cosine #v=2&validation=0.25&seed=3&measure=validation
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=228, eta_min=0)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### exponential #v=2&epochs=2&start_lr=0.01&end_lr=10&ramp=linear
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.9 ** (1 / 38))

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### warmup_cosine #v=2&data=wine&optimizer=momentum
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
scheduler = torch.optim.lr_scheduler.SequentialLR(
    optimizer,
    [
        torch.optim.lr_scheduler.LinearLR(
            optimizer,
            start_factor=0.004 / 0.3,
            total_iters=24,
        ),
        torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=48, eta_min=0),
    ],
    milestones=[24],
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### one_cycle #v=2&data=auto_mpg&optimizer=adam
import torch

optimizer = torch.optim.Adam(model.parameters(), lr=0.3, betas=(0.9, 0.999), eps=1e-7)
scheduler = torch.optim.lr_scheduler.OneCycleLR(
    optimizer,
    max_lr=0.3,
    total_steps=162,
    pct_start=0.3,
    div_factor=25,
    final_div_factor=10000,
    cycle_momentum=False,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### inverse_time #v=2&data=spirals&hidden=32&batch_size=40
import math

import numpy as np
import torch


def learning_rate(step):
    return 0.3 / (1 + 0.9 * step / 8)


optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.LambdaLR(
    optimizer,
    lambda step: float(learning_rate(step)) / 0.3,
)

for epoch in range(6):
    for inputs, targets in loader:  # 40 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### exponential #v=2&data=csv&batch_size=16&optimizer=rmsprop&convention=pytorch
import torch

optimizer = torch.optim.RMSprop(model.parameters(), lr=0.3, alpha=0.99, eps=1e-8)
scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.9 ** (1 / 6))

for epoch in range(6):
    for inputs, targets in loader:  # 16 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### step #v=2&drop=0&drop_every=2
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=76, gamma=0)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### step #v=2&drop=0&drop_every=1&optimizer=adam&convention=pytorch
import torch

optimizer = torch.optim.Adam(model.parameters(), lr=0.3, betas=(0.9, 0.999), eps=1e-8)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=38, gamma=0)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### exponential #v=2&decay_rate=0
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0 ** (1 / 38))

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### exponential #v=2&decay_rate=10&batch_size=64
import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=10 ** (1 / 8))

for epoch in range(6):
    for inputs, targets in loader:  # 64 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### inverse_time #v=2&decay_rate=0&optimizer=momentum
import math

import numpy as np
import torch


def learning_rate(step):
    return 0.3 / (1 + 0 * step / 38)


optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
scheduler = torch.optim.lr_scheduler.LambdaLR(
    optimizer,
    lambda step: float(learning_rate(step)) / 0.3,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### cosine_restarts #v=2&t_mul=3&m_mul=0&first_decay=1
import math

import numpy as np
import torch


def learning_rate(step):
    starts = np.array([0.0, 38.0, 152.0])
    lengths = np.array([38.0, 114.0, 342.0])
    begun = step >= starts
    restarts = np.sum(np.where(begun, 1.0, 0.0)) - 1
    start = np.max(np.where(begun, starts, 0.0))
    length = np.max(np.where(begun, lengths, 0.0))
    part = (step - start) / length
    height = 0 ** restarts * (1 + np.cos(math.pi * part)) / 2
    return 0.3 * ((1 - 0) * height + 0)


optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.LambdaLR(
    optimizer,
    lambda step: float(learning_rate(step)) / 0.3,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### cosine_restarts #v=2&m_mul=0&first_decay=2
import math

import numpy as np
import torch


def learning_rate(step):
    restarts = np.floor(step / 76)
    part = step % 76 / 76
    height = 0 ** restarts * (1 + np.cos(math.pi * part)) / 2
    return 0.3 * ((1 - 0) * height + 0)


optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.LambdaLR(
    optimizer,
    lambda step: float(learning_rate(step)) / 0.3,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### cosine_restarts #v=2&t_mul=2&m_mul=0.5&first_decay=1&batch_size=100
import math

import numpy as np
import torch


def learning_rate(step):
    starts = np.array([0.0, 5.0, 15.0])
    lengths = np.array([5.0, 10.0, 20.0])
    begun = step >= starts
    restarts = np.sum(np.where(begun, 1.0, 0.0)) - 1
    start = np.max(np.where(begun, starts, 0.0))
    length = np.max(np.where(begun, lengths, 0.0))
    part = (step - start) / length
    height = 0.5 ** restarts * (1 + np.cos(math.pi * part)) / 2
    return 0.3 * ((1 - 0) * height + 0)


optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.LambdaLR(
    optimizer,
    lambda step: float(learning_rate(step)) / 0.3,
)

for epoch in range(6):
    for inputs, targets in loader:  # 100 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

#### polynomial #v=2&alpha=1&power=0.1
import math

import numpy as np
import torch


def learning_rate(step):
    rest = 1 - np.minimum(step, 228) / 228
    return (0.3 - 0.3) * rest ** 0.1 + 0.3


optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
scheduler = torch.optim.lr_scheduler.LambdaLR(
    optimizer,
    lambda step: float(learning_rate(step)) / 0.3,
)

for epoch in range(6):
    for inputs, targets in loader:  # 12 rows per batch
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()  # after every batch

