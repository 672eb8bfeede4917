#### answer #v=2
import optax

optimizer = optax.sgd(learning_rate=0.0123)
state = optimizer.init(parameters)
for batch in batches:  # 96 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### answer #v=2&optimizer=momentum
import optax

optimizer = optax.sgd(learning_rate=0.0123, momentum=0.9)
state = optimizer.init(parameters)
for batch in batches:  # 96 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### lower #v=2&optimizer=nesterov
import optax

optimizer = optax.sgd(learning_rate=0.004, momentum=0.9, nesterov=True)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### upper #v=2&optimizer=rmsprop
import optax

optimizer = optax.rmsprop(learning_rate=0.3, decay=0.9, eps=1e-7, eps_in_sqrt=True)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### steepest #v=2&optimizer=adam
import optax

optimizer = optax.adam(learning_rate=0.05, b1=0.9, b2=0.999, eps=1e-7)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### valley #v=2&optimizer=adamw
import optax

optimizer = optax.adamw(
    learning_rate=0.06,
    b1=0.9,
    b2=0.999,
    eps=1e-7,
    weight_decay=0.004,
)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### slide #v=2&convention=pytorch
import optax

optimizer = optax.sgd(learning_rate=0.07)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### minimum #v=2&optimizer=momentum&convention=pytorch
import optax

optimizer = optax.sgd(learning_rate=0.25, momentum=0.9)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### lr #v=2&optimizer=nesterov&convention=pytorch
import optax

optimizer = optax.sgd(learning_rate=0.02, momentum=0.9, nesterov=True)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### triangular #v=2&optimizer=rmsprop&convention=pytorch
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    base_lr, max_lr = 0.004, 0.3
    height = 1 - jnp.abs(step % 304 / 152 - 1)
    return base_lr + (max_lr - base_lr) * height


optimizer = optax.rmsprop(
    learning_rate=learning_rate,
    decay=0.99,
    eps=1e-8,
    eps_in_sqrt=False,
)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### triangular2 #v=2&optimizer=adam&convention=pytorch
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    base_lr, max_lr = 0.004, 0.3
    height = 1 - jnp.abs(step % 304 / 152 - 1)
    return base_lr + (max_lr - base_lr) * height * 0.5 ** jnp.floor(step / 304)


optimizer = optax.adam(learning_rate=learning_rate, b1=0.9, b2=0.999, eps=1e-8)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### exp_range #v=2&optimizer=adamw&convention=pytorch
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    base_lr, max_lr = 0.004, 0.3
    height = 1 - jnp.abs(step % 304 / 152 - 1)
    return base_lr + (max_lr - base_lr) * height * jnp.exp(step * math.log(0.99994))


optimizer = optax.adamw(
    learning_rate=learning_rate,
    b1=0.9,
    b2=0.999,
    eps=1e-8,
    weight_decay=0.01,
)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### one_cycle #v=2&optimizer=momentum&momentum=0.5
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    first_lr, max_lr, last_lr = 0.012, 0.3, 1.2e-6
    step = jnp.minimum(step, 227)
    rising = max_lr + (first_lr - max_lr) / 2 * (1 + jnp.cos(math.pi * step / 67.39999999999999))
    falling = last_lr + (max_lr - last_lr) / 2 * (1 + jnp.cos(math.pi * (step - 67.39999999999999) / 159.60000000000002))
    return jnp.where(step < 67.39999999999999, rising, falling)


optimizer = optax.sgd(learning_rate=learning_rate, momentum=0.5)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### step #v=2&optimizer=nesterov&momentum=0
import optax

schedule = optax.exponential_decay(
    init_value=0.3,
    transition_steps=190,
    decay_rate=0.5,
    staircase=True,
)
optimizer = optax.sgd(learning_rate=schedule)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### triangular #v=2&optimizer=nesterov
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    base_lr, max_lr = 0.004, 0.3
    height = 1 - jnp.abs(step % 304 / 152 - 1)
    return base_lr + (max_lr - base_lr) * height


optimizer = optax.sgd(learning_rate=learning_rate, momentum=0.9, nesterov=True)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### exponential #v=2&output=softmax
import optax

schedule = optax.exponential_decay(init_value=0.3, transition_steps=38, decay_rate=0.9)
optimizer = optax.sgd(learning_rate=schedule)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### polynomial #v=2&output=sigmoid&activation=tanh
import optax

schedule = optax.polynomial_schedule(
    init_value=0.3,
    end_value=0,
    power=1,
    transition_steps=228,
)
optimizer = optax.sgd(learning_rate=schedule)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### inverse_time #v=2&output=softmax&activation=gelu&optimizer=adam
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    return 0.3 / (1 + 0.9 * step / 38)


optimizer = optax.adam(learning_rate=learning_rate, b1=0.9, b2=0.999, eps=1e-7)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### cosine #v=2&activation=leaky_relu&optimizer=rmsprop
import optax

schedule = optax.cosine_decay_schedule(init_value=0.3, decay_steps=228, alpha=0)
optimizer = optax.rmsprop(learning_rate=schedule, decay=0.9, eps=1e-7, eps_in_sqrt=True)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### cosine_restarts #v=2&activation=sigmoid&hidden=20
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    restarts = jnp.floor(step / 190)
    part = step % 190 / 190
    height = 1 ** restarts * (1 + jnp.cos(math.pi * part)) / 2
    return 0.3 * ((1 - 0) * height + 0)


optimizer = optax.sgd(learning_rate=learning_rate)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### warmup_cosine #v=2&hidden=none&output=softmax
import optax

schedule = optax.warmup_cosine_decay_schedule(
    init_value=0.004,
    peak_value=0.3,
    warmup_steps=76,
    decay_steps=228,
    end_value=0,
)
optimizer = optax.sgd(learning_rate=schedule)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### triangular2 #v=2&hidden=16,8,4&batch_size=64
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    base_lr, max_lr = 0.004, 0.3
    height = 1 - jnp.abs(step % 64 / 32 - 1)
    return base_lr + (max_lr - base_lr) * height * 0.5 ** jnp.floor(step / 64)


optimizer = optax.sgd(learning_rate=learning_rate)
state = optimizer.init(parameters)
for batch in batches:  # 48 of 64 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### polynomial #v=2&alpha=0.1&power=2&scaler=none&batch_size=32
import optax

schedule = optax.polynomial_schedule(
    init_value=0.3,
    end_value=0.03,
    power=2,
    transition_steps=90,
)
optimizer = optax.sgd(learning_rate=schedule)
state = optimizer.init(parameters)
for batch in batches:  # 90 of 32 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### cosine_restarts #v=2&alpha=0.05&t_mul=2&first_decay=1
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    starts = jnp.array([0.0, 38.0, 114.0])
    lengths = jnp.array([38.0, 76.0, 152.0])
    begun = step >= starts
    restarts = jnp.sum(jnp.where(begun, 1.0, 0.0)) - 1
    start = jnp.max(jnp.where(begun, starts, 0.0))
    length = jnp.max(jnp.where(begun, lengths, 0.0))
    part = (step - start) / length
    height = 1 ** restarts * (1 + jnp.cos(math.pi * part)) / 2
    return 0.3 * ((1 - 0.05) * height + 0.05)


optimizer = optax.sgd(learning_rate=learning_rate)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### cosine_restarts #v=2&t_mul=1.5&m_mul=0.7&first_decay=1&optimizer=adam
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    starts = jnp.array([0.0, 38.0, 95.0, 180.5])
    lengths = jnp.array([38.0, 57.0, 85.5, 128.25])
    begun = step >= starts
    restarts = jnp.sum(jnp.where(begun, 1.0, 0.0)) - 1
    start = jnp.max(jnp.where(begun, starts, 0.0))
    length = jnp.max(jnp.where(begun, lengths, 0.0))
    part = (step - start) / length
    height = 0.7 ** restarts * (1 + jnp.cos(math.pi * part)) / 2
    return 0.3 * ((1 - 0) * height + 0)


optimizer = optax.adam(learning_rate=learning_rate, b1=0.9, b2=0.999, eps=1e-7)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### exp_range #v=2&gamma=0.99&step_size=1
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    base_lr, max_lr = 0.004, 0.3
    height = 1 - jnp.abs(step % 76 / 38 - 1)
    return base_lr + (max_lr - base_lr) * height * jnp.exp(step * math.log(0.99))


optimizer = optax.sgd(learning_rate=learning_rate)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### one_cycle #v=2&pct_start=0.01&div_factor=10&batch_size=100
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    max_lr, last_lr = 0.3, 3e-6
    step = jnp.minimum(step, 29)
    return last_lr + (max_lr - last_lr) / 2 * (1 + jnp.cos(math.pi * (step + 0.7) / 29.7))


optimizer = optax.sgd(learning_rate=learning_rate)
state = optimizer.init(parameters)
for batch in batches:  # 30 of 100 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### one_cycle #v=2&pct_start=0.5&final_div_factor=100&optimizer=adamw
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    first_lr, max_lr, last_lr = 0.012, 0.3, 0.00012
    step = jnp.minimum(step, 227)
    rising = max_lr + (first_lr - max_lr) / 2 * (1 + jnp.cos(math.pi * step / 113))
    falling = last_lr + (max_lr - last_lr) / 2 * (1 + jnp.cos(math.pi * (step - 113) / 114))
    return jnp.where(step < 113, rising, falling)


optimizer = optax.adamw(
    learning_rate=learning_rate,
    b1=0.9,
    b2=0.999,
    eps=1e-7,
    weight_decay=0.004,
)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### warmup_cosine #v=2&warmup=0&alpha=0.2
import optax

schedule = optax.cosine_decay_schedule(init_value=0.3, decay_steps=228, alpha=0.2)
optimizer = optax.sgd(learning_rate=schedule)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### step #v=2&drop=0.1&drop_every=2&seed=7
import optax

schedule = optax.exponential_decay(
    init_value=0.3,
    transition_steps=76,
    decay_rate=0.1,
    staircase=True,
)
optimizer = optax.sgd(learning_rate=schedule)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### cosine #v=2&validation=0.25&seed=3&measure=validation
import optax

schedule = optax.cosine_decay_schedule(init_value=0.3, decay_steps=228, alpha=0)
optimizer = optax.sgd(learning_rate=schedule)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### exponential #v=2&epochs=2&start_lr=0.01&end_lr=10&ramp=linear
import optax

schedule = optax.exponential_decay(init_value=0.3, transition_steps=38, decay_rate=0.9)
optimizer = optax.sgd(learning_rate=schedule)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### warmup_cosine #v=2&data=wine&optimizer=momentum
import optax

schedule = optax.warmup_cosine_decay_schedule(
    init_value=0.004,
    peak_value=0.3,
    warmup_steps=24,
    decay_steps=72,
    end_value=0,
)
optimizer = optax.sgd(learning_rate=schedule, momentum=0.9)
state = optimizer.init(parameters)
for batch in batches:  # 72 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### one_cycle #v=2&data=auto_mpg&optimizer=adam
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    first_lr, max_lr, last_lr = 0.012, 0.3, 1.2e-6
    step = jnp.minimum(step, 161)
    rising = max_lr + (first_lr - max_lr) / 2 * (1 + jnp.cos(math.pi * step / 47.6))
    falling = last_lr + (max_lr - last_lr) / 2 * (1 + jnp.cos(math.pi * (step - 47.6) / 113.4))
    return jnp.where(step < 47.6, rising, falling)


optimizer = optax.adam(learning_rate=learning_rate, b1=0.9, b2=0.999, eps=1e-7)
state = optimizer.init(parameters)
for batch in batches:  # 162 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### inverse_time #v=2&data=spirals&hidden=32&batch_size=40
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    return 0.3 / (1 + 0.9 * step / 8)


optimizer = optax.sgd(learning_rate=learning_rate)
state = optimizer.init(parameters)
for batch in batches:  # 48 of 40 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### exponential #v=2&data=csv&batch_size=16&optimizer=rmsprop&convention=pytorch
import optax

schedule = optax.exponential_decay(init_value=0.3, transition_steps=6, decay_rate=0.9)
optimizer = optax.rmsprop(
    learning_rate=schedule,
    decay=0.99,
    eps=1e-8,
    eps_in_sqrt=False,
)
state = optimizer.init(parameters)
for batch in batches:  # 36 of 16 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### step #v=2&drop=0&drop_every=2
import optax

schedule = optax.piecewise_constant_schedule(
    init_value=0.3,
    boundaries_and_scales={76: 0},
)
optimizer = optax.sgd(learning_rate=schedule)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### step #v=2&drop=0&drop_every=1&optimizer=adam&convention=pytorch
import optax

schedule = optax.piecewise_constant_schedule(
    init_value=0.3,
    boundaries_and_scales={38: 0},
)
optimizer = optax.adam(learning_rate=schedule, b1=0.9, b2=0.999, eps=1e-8)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### exponential #v=2&decay_rate=0
import optax

schedule = optax.piecewise_constant_schedule(
    init_value=0.3,
    boundaries_and_scales={1: 0},
)
optimizer = optax.sgd(learning_rate=schedule)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### exponential #v=2&decay_rate=10&batch_size=64
import optax

schedule = optax.exponential_decay(init_value=0.3, transition_steps=8, decay_rate=10)
optimizer = optax.sgd(learning_rate=schedule)
state = optimizer.init(parameters)
for batch in batches:  # 48 of 64 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### inverse_time #v=2&decay_rate=0&optimizer=momentum
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    return 0.3 / (1 + 0 * step / 38)


optimizer = optax.sgd(learning_rate=learning_rate, momentum=0.9)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### cosine_restarts #v=2&t_mul=3&m_mul=0&first_decay=1
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    starts = jnp.array([0.0, 38.0, 152.0])
    lengths = jnp.array([38.0, 114.0, 342.0])
    begun = step >= starts
    restarts = jnp.sum(jnp.where(begun, 1.0, 0.0)) - 1
    start = jnp.max(jnp.where(begun, starts, 0.0))
    length = jnp.max(jnp.where(begun, lengths, 0.0))
    part = (step - start) / length
    height = 0 ** restarts * (1 + jnp.cos(math.pi * part)) / 2
    return 0.3 * ((1 - 0) * height + 0)


optimizer = optax.sgd(learning_rate=learning_rate)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### cosine_restarts #v=2&m_mul=0&first_decay=2
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    restarts = jnp.floor(step / 76)
    part = step % 76 / 76
    height = 0 ** restarts * (1 + jnp.cos(math.pi * part)) / 2
    return 0.3 * ((1 - 0) * height + 0)


optimizer = optax.sgd(learning_rate=learning_rate)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### cosine_restarts #v=2&t_mul=2&m_mul=0.5&first_decay=1&batch_size=100
import math

import jax.numpy as jnp
import optax


def learning_rate(step):
    starts = jnp.array([0.0, 5.0, 15.0])
    lengths = jnp.array([5.0, 10.0, 20.0])
    begun = step >= starts
    restarts = jnp.sum(jnp.where(begun, 1.0, 0.0)) - 1
    start = jnp.max(jnp.where(begun, starts, 0.0))
    length = jnp.max(jnp.where(begun, lengths, 0.0))
    part = (step - start) / length
    height = 0.5 ** restarts * (1 + jnp.cos(math.pi * part)) / 2
    return 0.3 * ((1 - 0) * height + 0)


optimizer = optax.sgd(learning_rate=learning_rate)
state = optimizer.init(parameters)
for batch in batches:  # 30 of 100 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

#### polynomial #v=2&alpha=1&power=0.1
import optax

schedule = optax.polynomial_schedule(
    init_value=0.3,
    end_value=0.3,
    power=0.1,
    transition_steps=228,
)
optimizer = optax.sgd(learning_rate=schedule)
state = optimizer.init(parameters)
for batch in batches:  # 228 of 12 rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)

