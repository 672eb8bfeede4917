#### answer #v=2
import keras

model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.0123), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=2)

#### answer #v=2&optimizer=momentum
import keras

model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.0123, momentum=0.9),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=2)

#### lower #v=2&optimizer=nesterov
import keras

model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.004, momentum=0.9, nesterov=True),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### upper #v=2&optimizer=rmsprop
import keras

model.compile(
    optimizer=keras.optimizers.RMSprop(learning_rate=0.3, rho=0.9, epsilon=1e-7),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### steepest #v=2&optimizer=adam
import keras

model.compile(
    optimizer=keras.optimizers.Adam(
        learning_rate=0.05,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-7,
    ),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### valley #v=2&optimizer=adamw
import keras

model.compile(
    optimizer=keras.optimizers.AdamW(
        learning_rate=0.06,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-7,
        weight_decay=0.004,
    ),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### slide #v=2&convention=pytorch
import keras

model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.07), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### minimum #v=2&optimizer=momentum&convention=pytorch
import keras

model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.25, momentum=0.9),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### lr #v=2&optimizer=nesterov&convention=pytorch
import keras

model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.02, momentum=0.9, nesterov=True),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### triangular #v=2&optimizer=rmsprop&convention=pytorch
import math

import keras
from keras import ops


class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        base_lr, max_lr = 0.004, 0.3
        height = 1 - ops.abs(step % 304 / 152 - 1)
        return base_lr + (max_lr - base_lr) * height

    def get_config(self):
        return {}


model.compile(
    optimizer=keras.optimizers.RMSprop(
        learning_rate=LearningRate(),
        rho=0.99,
        epsilon=1e-8,
    ),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### triangular2 #v=2&optimizer=adam&convention=pytorch
import math

import keras
from keras import ops


class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        base_lr, max_lr = 0.004, 0.3
        height = 1 - ops.abs(step % 304 / 152 - 1)
        return base_lr + (max_lr - base_lr) * height * 0.5 ** ops.floor(step / 304)

    def get_config(self):
        return {}


model.compile(
    optimizer=keras.optimizers.Adam(
        learning_rate=LearningRate(),
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-8,
    ),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### exp_range #v=2&optimizer=adamw&convention=pytorch
import math

import keras
from keras import ops


class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        base_lr, max_lr = 0.004, 0.3
        height = 1 - ops.abs(step % 304 / 152 - 1)
        return base_lr + (max_lr - base_lr) * height * ops.exp(step * math.log(0.99994))

    def get_config(self):
        return {}


model.compile(
    optimizer=keras.optimizers.AdamW(
        learning_rate=LearningRate(),
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-8,
        weight_decay=0.01,
    ),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### one_cycle #v=2&optimizer=momentum&momentum=0.5
import math

import keras
from keras import ops


class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        first_lr, max_lr, last_lr = 0.012, 0.3, 1.2e-6
        step = ops.minimum(step, 227)
        rising = max_lr + (first_lr - max_lr) / 2 * (1 + ops.cos(math.pi * step / 67.39999999999999))
        falling = last_lr + (max_lr - last_lr) / 2 * (1 + ops.cos(math.pi * (step - 67.39999999999999) / 159.60000000000002))
        return ops.where(step < 67.39999999999999, rising, falling)

    def get_config(self):
        return {}


model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=LearningRate(), momentum=0.5),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### step #v=2&optimizer=nesterov&momentum=0
import keras

schedule = keras.optimizers.schedules.ExponentialDecay(
    initial_learning_rate=0.3,
    decay_steps=190,
    decay_rate=0.5,
    staircase=True,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### triangular #v=2&optimizer=nesterov
import math

import keras
from keras import ops


class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        base_lr, max_lr = 0.004, 0.3
        height = 1 - ops.abs(step % 304 / 152 - 1)
        return base_lr + (max_lr - base_lr) * height

    def get_config(self):
        return {}


model.compile(
    optimizer=keras.optimizers.SGD(
        learning_rate=LearningRate(),
        momentum=0.9,
        nesterov=True,
    ),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### exponential #v=2&output=softmax
import keras

schedule = keras.optimizers.schedules.ExponentialDecay(
    initial_learning_rate=0.3,
    decay_steps=38,
    decay_rate=0.9,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### polynomial #v=2&output=sigmoid&activation=tanh
import keras

schedule = keras.optimizers.schedules.PolynomialDecay(
    initial_learning_rate=0.3,
    decay_steps=228,
    end_learning_rate=0,
    power=1,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### inverse_time #v=2&output=softmax&activation=gelu&optimizer=adam
import keras

schedule = keras.optimizers.schedules.InverseTimeDecay(
    initial_learning_rate=0.3,
    decay_steps=38,
    decay_rate=0.9,
)
model.compile(
    optimizer=keras.optimizers.Adam(
        learning_rate=schedule,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-7,
    ),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### cosine #v=2&activation=leaky_relu&optimizer=rmsprop
import keras

schedule = keras.optimizers.schedules.CosineDecay(
    initial_learning_rate=0.3,
    decay_steps=228,
    alpha=0,
)
model.compile(
    optimizer=keras.optimizers.RMSprop(learning_rate=schedule, rho=0.9, epsilon=1e-7),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### cosine_restarts #v=2&activation=sigmoid&hidden=20
import keras

schedule = keras.optimizers.schedules.CosineDecayRestarts(
    initial_learning_rate=0.3,
    first_decay_steps=190,
    t_mul=1,
    m_mul=1,
    alpha=0,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### warmup_cosine #v=2&hidden=none&output=softmax
import keras

schedule = keras.optimizers.schedules.CosineDecay(
    initial_learning_rate=0.004,
    decay_steps=152,
    alpha=0,
    warmup_target=0.3,
    warmup_steps=76,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### triangular2 #v=2&hidden=16,8,4&batch_size=64
import math

import keras
from keras import ops


class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        base_lr, max_lr = 0.004, 0.3
        height = 1 - ops.abs(step % 64 / 32 - 1)
        return base_lr + (max_lr - base_lr) * height * 0.5 ** ops.floor(step / 64)

    def get_config(self):
        return {}


model.compile(optimizer=keras.optimizers.SGD(learning_rate=LearningRate()), loss=loss)
model.fit(inputs, targets, batch_size=64, epochs=6)

#### polynomial #v=2&alpha=0.1&power=2&scaler=none&batch_size=32
import keras

schedule = keras.optimizers.schedules.PolynomialDecay(
    initial_learning_rate=0.3,
    decay_steps=90,
    end_learning_rate=0.03,
    power=2,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=32, epochs=6)

#### cosine_restarts #v=2&alpha=0.05&t_mul=2&first_decay=1
import math

import keras
from keras import ops


class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        starts = ops.array([0.0, 38.0, 114.0])
        lengths = ops.array([38.0, 76.0, 152.0])
        begun = step >= starts
        restarts = ops.sum(ops.where(begun, 1.0, 0.0)) - 1
        start = ops.max(ops.where(begun, starts, 0.0))
        length = ops.max(ops.where(begun, lengths, 0.0))
        part = (step - start) / length
        height = 1 ** restarts * (1 + ops.cos(math.pi * part)) / 2
        return 0.3 * ((1 - 0.05) * height + 0.05)

    def get_config(self):
        return {}


model.compile(optimizer=keras.optimizers.SGD(learning_rate=LearningRate()), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### cosine_restarts #v=2&t_mul=1.5&m_mul=0.7&first_decay=1&optimizer=adam
import math

import keras
from keras import ops


class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        starts = ops.array([0.0, 38.0, 95.0, 180.5])
        lengths = ops.array([38.0, 57.0, 85.5, 128.25])
        begun = step >= starts
        restarts = ops.sum(ops.where(begun, 1.0, 0.0)) - 1
        start = ops.max(ops.where(begun, starts, 0.0))
        length = ops.max(ops.where(begun, lengths, 0.0))
        part = (step - start) / length
        height = 0.7 ** restarts * (1 + ops.cos(math.pi * part)) / 2
        return 0.3 * ((1 - 0) * height + 0)

    def get_config(self):
        return {}


model.compile(
    optimizer=keras.optimizers.Adam(
        learning_rate=LearningRate(),
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-7,
    ),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### exp_range #v=2&gamma=0.99&step_size=1
import math

import keras
from keras import ops


class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        base_lr, max_lr = 0.004, 0.3
        height = 1 - ops.abs(step % 76 / 38 - 1)
        return base_lr + (max_lr - base_lr) * height * ops.exp(step * math.log(0.99))

    def get_config(self):
        return {}


model.compile(optimizer=keras.optimizers.SGD(learning_rate=LearningRate()), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### one_cycle #v=2&pct_start=0.01&div_factor=10&batch_size=100
import math

import keras
from keras import ops


class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        max_lr, last_lr = 0.3, 3e-6
        step = ops.minimum(step, 29)
        return last_lr + (max_lr - last_lr) / 2 * (1 + ops.cos(math.pi * (step + 0.7) / 29.7))

    def get_config(self):
        return {}


model.compile(optimizer=keras.optimizers.SGD(learning_rate=LearningRate()), loss=loss)
model.fit(inputs, targets, batch_size=100, epochs=6)

#### one_cycle #v=2&pct_start=0.5&final_div_factor=100&optimizer=adamw
import math

import keras
from keras import ops


class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        first_lr, max_lr, last_lr = 0.012, 0.3, 0.00012
        step = ops.minimum(step, 227)
        rising = max_lr + (first_lr - max_lr) / 2 * (1 + ops.cos(math.pi * step / 113))
        falling = last_lr + (max_lr - last_lr) / 2 * (1 + ops.cos(math.pi * (step - 113) / 114))
        return ops.where(step < 113, rising, falling)

    def get_config(self):
        return {}


model.compile(
    optimizer=keras.optimizers.AdamW(
        learning_rate=LearningRate(),
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-7,
        weight_decay=0.004,
    ),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### warmup_cosine #v=2&warmup=0&alpha=0.2
import keras

schedule = keras.optimizers.schedules.CosineDecay(
    initial_learning_rate=0.3,
    decay_steps=228,
    alpha=0.2,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### step #v=2&drop=0.1&drop_every=2&seed=7
import keras

schedule = keras.optimizers.schedules.ExponentialDecay(
    initial_learning_rate=0.3,
    decay_steps=76,
    decay_rate=0.1,
    staircase=True,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### cosine #v=2&validation=0.25&seed=3&measure=validation
import keras

schedule = keras.optimizers.schedules.CosineDecay(
    initial_learning_rate=0.3,
    decay_steps=228,
    alpha=0,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### exponential #v=2&epochs=2&start_lr=0.01&end_lr=10&ramp=linear
import keras

schedule = keras.optimizers.schedules.ExponentialDecay(
    initial_learning_rate=0.3,
    decay_steps=38,
    decay_rate=0.9,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### warmup_cosine #v=2&data=wine&optimizer=momentum
import keras

schedule = keras.optimizers.schedules.CosineDecay(
    initial_learning_rate=0.004,
    decay_steps=48,
    alpha=0,
    warmup_target=0.3,
    warmup_steps=24,
)
model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=schedule, momentum=0.9),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### one_cycle #v=2&data=auto_mpg&optimizer=adam
import math

import keras
from keras import ops


class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        first_lr, max_lr, last_lr = 0.012, 0.3, 1.2e-6
        step = ops.minimum(step, 161)
        rising = max_lr + (first_lr - max_lr) / 2 * (1 + ops.cos(math.pi * step / 47.6))
        falling = last_lr + (max_lr - last_lr) / 2 * (1 + ops.cos(math.pi * (step - 47.6) / 113.4))
        return ops.where(step < 47.6, rising, falling)

    def get_config(self):
        return {}


model.compile(
    optimizer=keras.optimizers.Adam(
        learning_rate=LearningRate(),
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-7,
    ),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### inverse_time #v=2&data=spirals&hidden=32&batch_size=40
import keras

schedule = keras.optimizers.schedules.InverseTimeDecay(
    initial_learning_rate=0.3,
    decay_steps=8,
    decay_rate=0.9,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=40, epochs=6)

#### exponential #v=2&data=csv&batch_size=16&optimizer=rmsprop&convention=pytorch
import keras

schedule = keras.optimizers.schedules.ExponentialDecay(
    initial_learning_rate=0.3,
    decay_steps=6,
    decay_rate=0.9,
)
model.compile(
    optimizer=keras.optimizers.RMSprop(learning_rate=schedule, rho=0.99, epsilon=1e-8),
    loss=loss,
)
model.fit(inputs, targets, batch_size=16, epochs=6)

#### step #v=2&drop=0&drop_every=2
import keras

schedule = keras.optimizers.schedules.ExponentialDecay(
    initial_learning_rate=0.3,
    decay_steps=76,
    decay_rate=0,
    staircase=True,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### step #v=2&drop=0&drop_every=1&optimizer=adam&convention=pytorch
import keras

schedule = keras.optimizers.schedules.ExponentialDecay(
    initial_learning_rate=0.3,
    decay_steps=38,
    decay_rate=0,
    staircase=True,
)
model.compile(
    optimizer=keras.optimizers.Adam(
        learning_rate=schedule,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-8,
    ),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### exponential #v=2&decay_rate=0
import keras

schedule = keras.optimizers.schedules.ExponentialDecay(
    initial_learning_rate=0.3,
    decay_steps=38,
    decay_rate=0,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### exponential #v=2&decay_rate=10&batch_size=64
import keras

schedule = keras.optimizers.schedules.ExponentialDecay(
    initial_learning_rate=0.3,
    decay_steps=8,
    decay_rate=10,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=64, epochs=6)

#### inverse_time #v=2&decay_rate=0&optimizer=momentum
import keras

schedule = keras.optimizers.schedules.InverseTimeDecay(
    initial_learning_rate=0.3,
    decay_steps=38,
    decay_rate=0,
)
model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=schedule, momentum=0.9),
    loss=loss,
)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### cosine_restarts #v=2&t_mul=3&m_mul=0&first_decay=1
import math

import keras
from keras import ops


class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        starts = ops.array([0.0, 38.0, 152.0])
        lengths = ops.array([38.0, 114.0, 342.0])
        begun = step >= starts
        restarts = ops.sum(ops.where(begun, 1.0, 0.0)) - 1
        start = ops.max(ops.where(begun, starts, 0.0))
        length = ops.max(ops.where(begun, lengths, 0.0))
        part = (step - start) / length
        height = 0 ** restarts * (1 + ops.cos(math.pi * part)) / 2
        return 0.3 * ((1 - 0) * height + 0)

    def get_config(self):
        return {}


model.compile(optimizer=keras.optimizers.SGD(learning_rate=LearningRate()), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### cosine_restarts #v=2&m_mul=0&first_decay=2
import keras

schedule = keras.optimizers.schedules.CosineDecayRestarts(
    initial_learning_rate=0.3,
    first_decay_steps=76,
    t_mul=1,
    m_mul=0,
    alpha=0,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

#### cosine_restarts #v=2&t_mul=2&m_mul=0.5&first_decay=1&batch_size=100
import math

import keras
from keras import ops


class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, "float32")
        starts = ops.array([0.0, 5.0, 15.0])
        lengths = ops.array([5.0, 10.0, 20.0])
        begun = step >= starts
        restarts = ops.sum(ops.where(begun, 1.0, 0.0)) - 1
        start = ops.max(ops.where(begun, starts, 0.0))
        length = ops.max(ops.where(begun, lengths, 0.0))
        part = (step - start) / length
        height = 0.5 ** restarts * (1 + ops.cos(math.pi * part)) / 2
        return 0.3 * ((1 - 0) * height + 0)

    def get_config(self):
        return {}


model.compile(optimizer=keras.optimizers.SGD(learning_rate=LearningRate()), loss=loss)
model.fit(inputs, targets, batch_size=100, epochs=6)

#### polynomial #v=2&alpha=1&power=0.1
import keras

schedule = keras.optimizers.schedules.PolynomialDecay(
    initial_learning_rate=0.3,
    decay_steps=228,
    end_learning_rate=0.3,
    power=0.1,
)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss=loss)
model.fit(inputs, targets, batch_size=12, epochs=6)

