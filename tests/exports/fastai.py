#### answer #v=2
from fastai.basics import *
from fastai.callback.schedule import *

learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(2, lr=0.0123)  # 12 rows per batch

#### answer #v=2&optimizer=momentum
from fastai.basics import *
from fastai.callback.schedule import *

learn = Learner(dls, model, loss_func=loss_func, opt_func=partial(SGD, mom=0.9))
learn.fit(2, lr=0.0123)  # 12 rows per batch

#### lower #v=2&optimizer=nesterov
from fastai.basics import *
from fastai.callback.schedule import *

learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(OptimWrapper, opt=torch.optim.SGD, momentum=0.9, nesterov=True),
)
learn.fit(6, lr=0.004)  # 12 rows per batch

#### upper #v=2&optimizer=rmsprop
from fastai.basics import *
from fastai.callback.schedule import *

learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(OptimWrapper, opt=torch.optim.RMSprop, alpha=0.9, eps=1e-7),
)
learn.fit(6, lr=0.3)  # 12 rows per batch

#### steepest #v=2&optimizer=adam
from fastai.basics import *
from fastai.callback.schedule import *

learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(Adam, mom=0.9, sqr_mom=0.999, eps=1e-7, wd=0),
)
learn.fit(6, lr=0.05)  # 12 rows per batch

#### valley #v=2&optimizer=adamw
from fastai.basics import *
from fastai.callback.schedule import *

learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(Adam, mom=0.9, sqr_mom=0.999, eps=1e-7, wd=0.004),
    wd_bn_bias=True,
)
learn.fit(6, lr=0.06)  # 12 rows per batch

#### slide #v=2&convention=pytorch
from fastai.basics import *
from fastai.callback.schedule import *

learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(6, lr=0.07)  # 12 rows per batch

#### minimum #v=2&optimizer=momentum&convention=pytorch
from fastai.basics import *
from fastai.callback.schedule import *

learn = Learner(dls, model, loss_func=loss_func, opt_func=partial(SGD, mom=0.9))
learn.fit(6, lr=0.25)  # 12 rows per batch

#### lr #v=2&optimizer=nesterov&convention=pytorch
from fastai.basics import *
from fastai.callback.schedule import *

learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(OptimWrapper, opt=torch.optim.SGD, momentum=0.9, nesterov=True),
)
learn.fit(6, lr=0.02)  # 12 rows per batch

#### triangular #v=2&optimizer=rmsprop&convention=pytorch
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    base_lr, max_lr = 0.004, 0.3
    height = 1 - np.abs(step % 304 / 152 - 1)
    return base_lr + (max_lr - base_lr) * height


learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(OptimWrapper, opt=torch.optim.RMSprop, alpha=0.99, eps=1e-8),
)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### triangular2 #v=2&optimizer=adam&convention=pytorch
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    base_lr, max_lr = 0.004, 0.3
    height = 1 - np.abs(step % 304 / 152 - 1)
    return base_lr + (max_lr - base_lr) * height * 0.5 ** np.floor(step / 304)


learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(Adam, mom=0.9, sqr_mom=0.999, eps=1e-8, wd=0),
)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### exp_range #v=2&optimizer=adamw&convention=pytorch
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    base_lr, max_lr = 0.004, 0.3
    height = 1 - np.abs(step % 304 / 152 - 1)
    return base_lr + (max_lr - base_lr) * height * np.exp(step * math.log(0.99994))


learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(Adam, mom=0.9, sqr_mom=0.999, eps=1e-8, wd=0.01),
    wd_bn_bias=True,
)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### one_cycle #v=2&optimizer=momentum&momentum=0.5
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    first_lr, max_lr, last_lr = 0.012, 0.3, 1.2e-6
    step = np.minimum(step, 227)
    rising = max_lr + (first_lr - max_lr) / 2 * (1 + np.cos(math.pi * step / 67.39999999999999))
    falling = last_lr + (max_lr - last_lr) / 2 * (1 + np.cos(math.pi * (step - 67.39999999999999) / 159.60000000000002))
    return np.where(step < 67.39999999999999, rising, falling)


learn = Learner(dls, model, loss_func=loss_func, opt_func=partial(SGD, mom=0.5))
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### step #v=2&optimizer=nesterov&momentum=0
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    return 0.3 * 0.5 ** np.floor(step / 190)


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### triangular #v=2&optimizer=nesterov
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    base_lr, max_lr = 0.004, 0.3
    height = 1 - np.abs(step % 304 / 152 - 1)
    return base_lr + (max_lr - base_lr) * height


learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(OptimWrapper, opt=torch.optim.SGD, momentum=0.9, nesterov=True),
)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### exponential #v=2&output=softmax
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    return 0.3 * 0.9 ** (step / 38)


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### polynomial #v=2&output=sigmoid&activation=tanh
from fastai.basics import *
from fastai.callback.schedule import *

learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(6, lr=0.3, cbs=ParamScheduler({"lr": SchedLin(0.3, 0)}))  # 12 rows per batch

#### inverse_time #v=2&output=softmax&activation=gelu&optimizer=adam
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    return 0.3 / (1 + 0.9 * step / 38)


learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(Adam, mom=0.9, sqr_mom=0.999, eps=1e-7, wd=0),
)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### cosine #v=2&activation=leaky_relu&optimizer=rmsprop
from fastai.basics import *
from fastai.callback.schedule import *

learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(OptimWrapper, opt=torch.optim.RMSprop, alpha=0.9, eps=1e-7),
)
learn.fit(6, lr=0.3, cbs=ParamScheduler({"lr": SchedCos(0.3, 0)}))  # 12 rows per batch

#### cosine_restarts #v=2&activation=sigmoid&hidden=20
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    restarts = np.floor(step / 190)
    part = step % 190 / 190
    height = 1 ** restarts * (1 + np.cos(math.pi * part)) / 2
    return 0.3 * ((1 - 0) * height + 0)


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### warmup_cosine #v=2&hidden=none&output=softmax
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    warmup_lr, initial_lr, last_lr = 0.004, 0.3, 0
    rising = warmup_lr + (initial_lr - warmup_lr) * step / 76
    falling = last_lr + (initial_lr - last_lr) / 2 * (1 + np.cos(math.pi * np.minimum(
        step - 76,
        152,
    ) / 152))
    return np.where(step < 76, rising, falling)


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### triangular2 #v=2&hidden=16,8,4&batch_size=64
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    base_lr, max_lr = 0.004, 0.3
    height = 1 - np.abs(step % 64 / 32 - 1)
    return base_lr + (max_lr - base_lr) * height * 0.5 ** np.floor(step / 64)


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 48)))}),
)  # 64 rows per batch

#### polynomial #v=2&alpha=0.1&power=2&scaler=none&batch_size=32
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    rest = 1 - np.minimum(step, 90) / 90
    return (0.3 - 0.03) * rest ** 2 + 0.03


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 90)))}),
)  # 32 rows per batch

#### cosine_restarts #v=2&alpha=0.05&t_mul=2&first_decay=1
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    starts = np.array([0.0, 38.0, 114.0])
    lengths = np.array([38.0, 76.0, 152.0])
    begun = step >= starts
    restarts = np.sum(np.where(begun, 1.0, 0.0)) - 1
    start = np.max(np.where(begun, starts, 0.0))
    length = np.max(np.where(begun, lengths, 0.0))
    part = (step - start) / length
    height = 1 ** restarts * (1 + np.cos(math.pi * part)) / 2
    return 0.3 * ((1 - 0.05) * height + 0.05)


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### cosine_restarts #v=2&t_mul=1.5&m_mul=0.7&first_decay=1&optimizer=adam
import math
from fastai.basics import *
from fastai.callback.schedule import *


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


learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(Adam, mom=0.9, sqr_mom=0.999, eps=1e-7, wd=0),
)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### exp_range #v=2&gamma=0.99&step_size=1
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    base_lr, max_lr = 0.004, 0.3
    height = 1 - np.abs(step % 76 / 38 - 1)
    return base_lr + (max_lr - base_lr) * height * np.exp(step * math.log(0.99))


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### one_cycle #v=2&pct_start=0.01&div_factor=10&batch_size=100
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    max_lr, last_lr = 0.3, 3e-6
    step = np.minimum(step, 29)
    return last_lr + (max_lr - last_lr) / 2 * (1 + np.cos(math.pi * (step + 0.7) / 29.7))


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 30)))}),
)  # 100 rows per batch

#### one_cycle #v=2&pct_start=0.5&final_div_factor=100&optimizer=adamw
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    first_lr, max_lr, last_lr = 0.012, 0.3, 0.00012
    step = np.minimum(step, 227)
    rising = max_lr + (first_lr - max_lr) / 2 * (1 + np.cos(math.pi * step / 113))
    falling = last_lr + (max_lr - last_lr) / 2 * (1 + np.cos(math.pi * (step - 113) / 114))
    return np.where(step < 113, rising, falling)


learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(Adam, mom=0.9, sqr_mom=0.999, eps=1e-7, wd=0.004),
    wd_bn_bias=True,
)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### warmup_cosine #v=2&warmup=0&alpha=0.2
from fastai.basics import *
from fastai.callback.schedule import *

learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": SchedCos(0.3, 0.06)}),
)  # 12 rows per batch

#### step #v=2&drop=0.1&drop_every=2&seed=7
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    return 0.3 * 0.1 ** np.floor(step / 76)


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### cosine #v=2&validation=0.25&seed=3&measure=validation
from fastai.basics import *
from fastai.callback.schedule import *

learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(6, lr=0.3, cbs=ParamScheduler({"lr": SchedCos(0.3, 0)}))  # 12 rows per batch

#### exponential #v=2&epochs=2&start_lr=0.01&end_lr=10&ramp=linear
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    return 0.3 * 0.9 ** (step / 38)


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### warmup_cosine #v=2&data=wine&optimizer=momentum
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    warmup_lr, initial_lr, last_lr = 0.004, 0.3, 0
    rising = warmup_lr + (initial_lr - warmup_lr) * step / 24
    falling = last_lr + (initial_lr - last_lr) / 2 * (1 + np.cos(math.pi * np.minimum(
        step - 24,
        48,
    ) / 48))
    return np.where(step < 24, rising, falling)


learn = Learner(dls, model, loss_func=loss_func, opt_func=partial(SGD, mom=0.9))
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 72)))}),
)  # 12 rows per batch

#### one_cycle #v=2&data=auto_mpg&optimizer=adam
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    first_lr, max_lr, last_lr = 0.012, 0.3, 1.2e-6
    step = np.minimum(step, 161)
    rising = max_lr + (first_lr - max_lr) / 2 * (1 + np.cos(math.pi * step / 47.6))
    falling = last_lr + (max_lr - last_lr) / 2 * (1 + np.cos(math.pi * (step - 47.6) / 113.4))
    return np.where(step < 47.6, rising, falling)


learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(Adam, mom=0.9, sqr_mom=0.999, eps=1e-7, wd=0),
)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 162)))}),
)  # 12 rows per batch

#### inverse_time #v=2&data=spirals&hidden=32&batch_size=40
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    return 0.3 / (1 + 0.9 * step / 8)


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 48)))}),
)  # 40 rows per batch

#### exponential #v=2&data=csv&batch_size=16&optimizer=rmsprop&convention=pytorch
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    return 0.3 * 0.9 ** (step / 6)


learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(OptimWrapper, opt=torch.optim.RMSprop, alpha=0.99, eps=1e-8),
)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 36)))}),
)  # 16 rows per batch

#### step #v=2&drop=0&drop_every=2
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    return 0.3 * 0 ** np.floor(step / 76)


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### step #v=2&drop=0&drop_every=1&optimizer=adam&convention=pytorch
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    return 0.3 * 0 ** np.floor(step / 38)


learn = Learner(
    dls,
    model,
    loss_func=loss_func,
    opt_func=partial(Adam, mom=0.9, sqr_mom=0.999, eps=1e-8, wd=0),
)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### exponential #v=2&decay_rate=0
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    return 0.3 * 0 ** (step / 38)


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### exponential #v=2&decay_rate=10&batch_size=64
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    return 0.3 * 10 ** (step / 8)


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 48)))}),
)  # 64 rows per batch

#### inverse_time #v=2&decay_rate=0&optimizer=momentum
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    return 0.3 / (1 + 0 * step / 38)


learn = Learner(dls, model, loss_func=loss_func, opt_func=partial(SGD, mom=0.9))
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### cosine_restarts #v=2&t_mul=3&m_mul=0&first_decay=1
import math
from fastai.basics import *
from fastai.callback.schedule import *


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


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### cosine_restarts #v=2&m_mul=0&first_decay=2
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    restarts = np.floor(step / 76)
    part = step % 76 / 76
    height = 0 ** restarts * (1 + np.cos(math.pi * part)) / 2
    return 0.3 * ((1 - 0) * height + 0)


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

#### cosine_restarts #v=2&t_mul=2&m_mul=0.5&first_decay=1&batch_size=100
import math
from fastai.basics import *
from fastai.callback.schedule import *


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


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 30)))}),
)  # 100 rows per batch

#### polynomial #v=2&alpha=1&power=0.1
import math
from fastai.basics import *
from fastai.callback.schedule import *


def learning_rate(step):
    rest = 1 - np.minimum(step, 228) / 228
    return (0.3 - 0.3) * rest ** 0.1 + 0.3


learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD)
learn.fit(
    6,
    lr=0.3,
    cbs=ParamScheduler({"lr": lambda position: float(learning_rate(round(position * 228)))}),
)  # 12 rows per batch

