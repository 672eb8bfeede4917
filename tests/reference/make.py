"""Write the reference numbers that come from fastai, PyTorch, Keras and NumPy themselves:
schedules.json, named_schedules.json, optimizers.json, suggestions.json, quantiles.json, sharpness.json.

    pip install torch keras fastai numpy
    python make.py [output folder]        (default: the folder of this script)

The stored files were made with Python 3.11, PyTorch 2.15.0, Keras 3.15.1 (PyTorch backend,
float64), fastai 2.8.12 and NumPy 2.4.6. Everything runs on the CPU, in double precision, in less
than a minute. Another processor may differ in the last digit.
"""

import json
import math
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
import torch
import torch.nn.functional as F
from fastai.callback import schedule as fastai
from keras.optimizers import schedules as K
from torch.optim import lr_scheduler as T

HERE = Path(__file__).resolve().parent
PYTORCH = "PyTorch " + torch.__version__.split("+")[0]
KERAS = "Keras " + keras.__version__


# ---------------------------------------------------------------- schedules


def call_text(cls, arguments):
    return f"{cls.__name__}({', '.join(f'{k}={v!r}' for k, v in arguments.items())})"


def torch_case(schedule, parameters, steps, cls, lr, **arguments):
    """The rate of a dummy SGD, read before each scheduler.step()."""
    optimizer = torch.optim.SGD([torch.zeros(1, dtype=torch.float64)], lr=lr)
    scheduler = cls(optimizer, **arguments)
    lrs = []
    for step in range(steps):
        lrs.append(float(optimizer.param_groups[0]["lr"]))
        if step + 1 < steps:
            optimizer.step()
            scheduler.step()
    call = call_text(cls, arguments).replace("(", f"(SGD(lr={lr!r}), ", 1)
    return case(schedule, PYTORCH, call, parameters, lrs)


def keras_case(schedule, parameters, steps, cls, **arguments):
    """The rate of a Keras schedule called with 0, 1, 2, ...

    ops.floor, with which CosineDecayRestarts counts the restarts, rounds to float32 first on this
    backend, whatever floatx says. No step here is near enough to a restart for that to show.
    """
    rates = [cls(**arguments)(step) for step in range(steps)]
    assert all(keras.backend.standardize_dtype(rate.dtype) == "float64" for rate in rates)
    return case(schedule, KERAS, call_text(cls, arguments), parameters, map(float, rates))


def case(schedule, library, call, parameters, lrs):
    return {
        "schedule": schedule,
        "library": library,
        "call": call,
        "parameters": parameters,
        "lrs": list(lrs),
    }


def schedule_cases():
    for lr in (0.0137, 2.3):
        yield torch_case("constant", {"lr": lr}, 10, T.ConstantLR, lr, factor=1.0, total_iters=5)

    for mode, gammas in (
        ("triangular", (None, None)),
        ("triangular2", (None, None)),
        ("exp_range", (0.97, 0.9937)),
    ):
        ranges = ((0.0013, 0.087, 7, 60), (0.021, 1.37, 13, 100))
        for (low, high, size, steps), gamma in zip(ranges, gammas):
            extra = {} if gamma is None else {"gamma": gamma}
            yield torch_case(
                mode,
                {"base_lr": low, "max_lr": high, "step_size": size, **extra},
                steps,
                T.CyclicLR,
                low,
                base_lr=low,
                max_lr=high,
                step_size_up=size,
                step_size_down=None,
                mode=mode,
                cycle_momentum=False,
                **extra,
            )

    for high, steps, start, div, final in (
        (0.37, 60, 0.3, 25.0, 1e4),  # the defaults
        (0.83, 47, 0.41, 13.0, 370.0),  # the peak falls between two steps
        (1.9, 101, 0.17, 7.5, 23.0),
    ):
        shape = {"pct_start": start, "div_factor": div, "final_div_factor": final}
        yield torch_case(
            "one_cycle",
            {"max_lr": high, "total_steps": steps, **shape},
            steps,
            T.OneCycleLR,
            high,
            max_lr=high,
            total_steps=steps,
            **shape,
            anneal_strategy="cos",
            three_phase=False,
            cycle_momentum=False,
        )

    for lr, size, gamma in ((0.31, 9, 0.37), (1.7, 13, 0.81)):
        shape = {"step_size": size, "gamma": gamma}
        yield torch_case("step", {"initial_lr": lr, **shape}, 100, T.StepLR, lr, **shape)

    for schedule, cls, values in (
        ("exponential", K.ExponentialDecay, ((0.23, 17, 0.61), (0.071, 40, 0.93))),
        ("inverse_time", K.InverseTimeDecay, ((0.53, 17, 0.7), (0.029, 40, 3.1))),
    ):
        for lr, steps, rate in values:
            shape = {"decay_steps": steps, "decay_rate": rate}
            yield keras_case(
                schedule, {"initial_lr": lr, **shape}, 100, cls, initial_learning_rate=lr, **shape
            )

    for lr, end, steps, power in (
        (0.19, 0.0071, 40, 1.0),
        (0.19, 0.0071, 40, 2.0),
        (0.47, 0.013, 33, 0.5),
    ):
        yield keras_case(
            "polynomial",
            {"initial_lr": lr, "end_lr": end, "decay_steps": steps, "power": power},
            100,
            K.PolynomialDecay,
            initial_learning_rate=lr,
            decay_steps=steps,
            end_learning_rate=end,
            power=power,
        )

    for lr, steps, alpha in ((0.37, 40, 0.0), (0.083, 37, 0.1)):
        shape = {"decay_steps": steps, "alpha": alpha}
        yield keras_case(
            "cosine",
            {"initial_lr": lr, **shape},
            100,
            K.CosineDecay,
            initial_learning_rate=lr,
            **shape,
        )

    for lr, first, t_mul, m_mul, alpha, steps in (
        (0.41, 10, 2.0, 1.0, 0.0, 160),  # restarts at 10, 30, 70, 150
        (0.31, 9, 2.0, 0.7, 0.05, 150),  # 9, 27, 63, 135
        (0.29, 13, 1.0, 0.7, 0.05, 80),  # 13, 26, 39, ...
        (0.23, 8, 1.5, 1.0, 0.0, 120),  # 8, 20, 38, 65, 105.5
        (0.17, 7, 1.5, 0.7, 0.05, 120),  # 7, 17.5, 33.25, 56.875, 92.3125
    ):
        shape = {"first_decay_steps": first, "t_mul": t_mul, "m_mul": m_mul, "alpha": alpha}
        yield keras_case(
            "cosine_restarts",
            {"initial_lr": lr, **shape},
            steps,
            K.CosineDecayRestarts,
            initial_learning_rate=lr,
            **shape,
        )

    for lr, first, multiple, steps in ((0.41, 10, 2, 160), (0.27, 9, 1, 50), (0.77, 5, 3, 210)):
        shape = {"first_decay_steps": first, "t_mul": multiple, "m_mul": 1, "alpha": 0}
        yield torch_case(
            "cosine_restarts_pytorch",
            {"initial_lr": lr, **shape},
            steps,
            T.CosineAnnealingWarmRestarts,
            lr,
            T_0=first,
            T_mult=multiple,
            eta_min=0,
        )

    for lr, high, warmup, steps, alpha in ((0.0, 0.43, 10, 40, 0.0), (0.017, 0.39, 13, 37, 0.1)):
        yield keras_case(
            "warmup_cosine",
            {
                "initial_lr": lr,
                "max_lr": high,
                "warmup_steps": warmup,
                "decay_steps": steps,
                "alpha": alpha,
            },
            100,
            K.CosineDecay,
            initial_learning_rate=lr,
            decay_steps=steps,
            alpha=alpha,
            warmup_target=high,
            warmup_steps=warmup,
        )


# ---------------------------------------------------------------- named schedules

LOWER, UPPER = 0.013, 0.47
# Of 569 rows train_validation=0.2 holds 113 out; 456 in batches of 64 are 8 steps an epoch.
PER_EPOCH = 8
SCHEDULES = (
    "triangular,triangular2,exp_range,one_cycle,step,exponential,polynomial,inverse_time,cosine,"
    "cosine_restarts,warmup_cosine"
)
DEFAULTS = {
    "train_epochs": 20,
    "step_size": 4,
    "gamma": 0.99994,
    "pct_start": 0.3,
    "div_factor": 25.0,
    "final_div_factor": 1e4,
    "drop_every": 5,
    "drop": 0.5,
    "decay_rate": 0.9,
    "power": 1.0,
    "alpha": 0.0,
    "first_decay": 5,
    "t_mul": 1.0,
    "m_mul": 1.0,
    "warmup": 2,
}
OTHERS = {
    "train_epochs": 17,
    "step_size": 3,
    "gamma": 0.973,
    "pct_start": 0.41,
    "div_factor": 13.0,
    "final_div_factor": 370.0,
    "drop_every": 2,
    "drop": 0.37,
    "decay_rate": 0.61,
    "power": 2.3,
    "alpha": 0.07,
    "first_decay": 3,
    "t_mul": 1.5,
    "m_mul": 0.7,
    "warmup": 5,
}


def named_cases():
    """The rates of every named schedule under the link's settings, which count in epochs."""
    # Past the end of training, a warm-up leaves one step to the decay.
    for changed in ({}, OTHERS, {"train_epochs": 2, "warmup": 9, "alpha": 0.3}):
        link = f"#v=1&batch_size=64&lower={LOWER}&upper={UPPER}&policies={SCHEDULES}&train_runs=1"
        link += "".join(f"&{key}={value}" for key, value in changed.items())
        for found in named_schedules({**DEFAULTS, **changed}):
            parameters = found.pop("parameters")
            assert parameters == {}
            yield {"link": link, "per_epoch": PER_EPOCH, "schedule": found.pop("schedule"), **found}


def named_schedules(settings):
    total = settings["train_epochs"] * PER_EPOCH
    alpha = settings["alpha"]

    def of_torch(name, cls, lr, **arguments):
        return torch_case(name, {}, total, cls, lr, **arguments)

    def of_keras(name, cls, lr, **arguments):
        return keras_case(name, {}, total, cls, initial_learning_rate=lr, **arguments)

    for mode in ("triangular", "triangular2", "exp_range"):
        yield of_torch(
            mode,
            T.CyclicLR,
            LOWER,
            base_lr=LOWER,
            max_lr=UPPER,
            step_size_up=settings["step_size"] * PER_EPOCH,
            mode=mode,
            gamma=settings["gamma"],
            cycle_momentum=False,
        )
    yield of_torch(
        "one_cycle",
        T.OneCycleLR,
        UPPER,
        max_lr=UPPER,
        total_steps=total,
        pct_start=settings["pct_start"],
        div_factor=settings["div_factor"],
        final_div_factor=settings["final_div_factor"],
        cycle_momentum=False,
    )
    drop_every = settings["drop_every"] * PER_EPOCH
    yield of_torch("step", T.StepLR, UPPER, step_size=drop_every, gamma=settings["drop"])
    decay = {"decay_steps": PER_EPOCH, "decay_rate": settings["decay_rate"]}
    yield of_keras("exponential", K.ExponentialDecay, UPPER, **decay)
    yield of_keras("inverse_time", K.InverseTimeDecay, UPPER, **decay)
    yield of_keras(
        "polynomial",
        K.PolynomialDecay,
        UPPER,
        decay_steps=total,
        end_learning_rate=alpha * UPPER,
        power=settings["power"],
    )
    yield of_keras("cosine", K.CosineDecay, UPPER, decay_steps=total, alpha=alpha)
    yield of_keras(
        "cosine_restarts",
        K.CosineDecayRestarts,
        UPPER,
        first_decay_steps=settings["first_decay"] * PER_EPOCH,
        t_mul=settings["t_mul"],
        m_mul=settings["m_mul"],
        alpha=alpha,
    )
    warmup = min(settings["warmup"] * PER_EPOCH, total - 1)
    yield of_keras(
        "warmup_cosine",
        K.CosineDecay,
        LOWER,
        decay_steps=total - warmup,
        alpha=alpha,
        warmup_target=UPPER,
        warmup_steps=warmup,
    )


# ---------------------------------------------------------------- optimizers

MOMENTUM = 0.87
WEIGHTS = [0.7, -1.3, 0.002]
# Each weight has its own scale: of ordinary gradients, of those that an epsilon outweighs, and of
# large ones. Each meets a gradient of zero, the second from the first step on.
GRADIENTS = [
    [0.31, 0.0, 140.0],
    [-0.52, 3e-8, -90.0],
    [0.11, -2e-7, 0.0],
    [0.94, 5e-9, 310.0],
    [0.0, 0.0, -75.0],
    [-0.27, -4e-8, 12.0],
    [-0.83, 6e-6, -260.0],
    [0.45, -1e-7, 33.0],
    [0.06, 2e-8, 88.0],
    [-0.71, 0.0, -140.0],
]
# Moving up and down by unequal factors: where the rate enters the momentum shows.
LRS = [0.001, 0.0017, 0.0031, 0.011, 0.004, 0.0005, 0.02, 0.07, 0.013, 0.19]
OPTIMIZERS = {
    "sgd": (torch.optim.SGD, keras.optimizers.SGD, {}),
    "momentum": (torch.optim.SGD, keras.optimizers.SGD, {"momentum": MOMENTUM}),
    "nesterov": (
        torch.optim.SGD,
        keras.optimizers.SGD,
        {"momentum": MOMENTUM, "nesterov": True},
    ),
    "rmsprop": (torch.optim.RMSprop, keras.optimizers.RMSprop, {}),
    "adam": (torch.optim.Adam, keras.optimizers.Adam, {}),
    "adamw": (torch.optim.AdamW, keras.optimizers.AdamW, {}),
}


def optimizer_cases():
    """The weights after each update by given gradients under a moving rate."""
    for rule, (of_torch, of_keras, arguments) in OPTIMIZERS.items():
        for library, run, cls in (
            (KERAS, keras_weights, of_keras),
            (PYTORCH, torch_weights, of_torch),
        ):
            yield {
                "rule": rule,
                "convention": library.split()[0].lower(),
                "library": library,
                "call": call_text(cls, arguments),
                "momentum": MOMENTUM,
                "start": WEIGHTS,
                "gradients": GRADIENTS,
                "lrs": LRS,
                "weights": run(cls, arguments),
            }


def torch_weights(cls, arguments):
    weights = torch.tensor(WEIGHTS, dtype=torch.float64, requires_grad=True)
    optimizer = cls([weights], lr=LRS[0], **arguments)
    found = []
    for lr, gradient in zip(LRS, GRADIENTS):
        optimizer.param_groups[0]["lr"] = lr
        weights.grad = torch.tensor(gradient, dtype=torch.float64)
        optimizer.step()
        found.append(weights.tolist())
    return found


def keras_weights(cls, arguments):
    weights = keras.Variable(np.array(WEIGHTS), dtype="float64")
    optimizer = cls(learning_rate=LRS[0], **arguments)
    optimizer.build([weights])
    found = []
    for lr, gradient in zip(LRS, GRADIENTS):
        optimizer.learning_rate = lr
        optimizer.apply([torch.tensor(gradient, dtype=torch.float64)])
        found.append(weights.value.tolist())
    return found


# ---------------------------------------------------------------- suggestions

# Short decimals, the same number for every reader. No ratio comes twice: which of two equal slopes
# is the steepest would be left to the rounding of the logarithm.
RAMPS = {
    "exponential": [float(f"{1e-5 * 10 ** (k / 20.3):.4g}") for k in range(120)],
    "linear": [round(0.013 + 0.017 * k, 3) for k in range(120)],
}


def suggestion_case(kind, ramp, losses):
    """What fastai's four functions give for a curve, as the step whose rate they return; null where
    they raise. A step that is the last one may be Python's index -1."""
    lrs = torch.tensor(RAMPS[ramp][: len(losses)], dtype=torch.float64)
    values = torch.tensor(losses, dtype=torch.float64)

    def step(rule, rate):
        try:
            found = rate(rule(lrs, values, len(losses)))
        except (IndexError, RuntimeError, ValueError):
            return None
        return lrs.tolist().index(found)

    return {
        "kind": kind,
        "ramp": ramp,
        "losses": losses,
        "steepest": step(fastai.steep, lambda found: found[0]),
        # The rate of the least loss; the suggestion is a tenth of it.
        "minimum": step(fastai.minimum, lambda found: found[1][0]),
        "valley": step(fastai.valley, lambda found: found[0]),
        "slide": step(fastai.slide, lambda found: found[0]),
    }


def short(numbers, digits=4):
    return [float(f"{x:.{digits}g}") for x in numbers]


def drawn_curves(random):
    """Curves of every kind, as (kind, losses)."""

    def length():
        return int(random.integers(16, 110))

    for n in range(1, 21):
        yield "short", short(random.integers(0, 60, n) / 100)
        yield "short, in few levels", short(random.integers(0, 4, n) / 10)
        yield "short, falling", short(np.cumsum(-random.uniform(0.01, 0.1, n)) + 3)
        yield "short, rising", short(np.cumsum(random.uniform(0.01, 0.1, n)))
        yield "short, flat", [0.25] * n
        yield "short, down and up", short(abs(np.arange(n) - n // 2) / 10 + 0.1)
    # The issue's own, and others that fall from the first step to the last.
    yield "falling", [7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0]
    for _ in range(79):
        steps = random.exponential(1, length())
        yield "falling", short(10 - 9 * np.cumsum(steps) / steps.sum(), 6)
    for _ in range(20):
        yield "rising", short(np.cumsum(random.exponential(0.02, length())))
        # A fall at once, nothing longer after it: fastai's valley has the index -1.
        rising = 0.5 + np.cumsum(random.exponential(0.02, length()))
        yield "one fall, then rising", short([0.9, *rising])
        yield "noise", short(random.uniform(0, 1, length()))
        yield "noise in few levels", short(random.integers(0, 12, length()) / 20)
        yield "noise around zero", short(random.normal(0, 0.3, length()))
        yield "a walk", short(np.cumsum(random.normal(0, 0.01, length())))
        yield "a walk in steps", short(np.cumsum(random.integers(-1, 2, length())) / 100)
    for n in range(16, 26):
        yield "flat", [0.5] * n
        yield "flat, with one step less", [0.5] * 9 + [0.4] + [0.5] * (n - 10)
    kinds = (
        "a sweep, smooth",
        "a sweep, smooth, falling at once",
        "a sweep, noisy",
        "a sweep below zero",
    )
    for index in range(80):
        n = length()
        x = np.linspace(0, 1, n)
        fall, rise = random.uniform(0.1, 0.5), random.uniform(0.6, 1.1)
        width = random.uniform(0.02, 0.1)
        curve = 0.3 - 0.25 / (1 + np.exp((fall - x) / width)) + np.exp((x - rise) * 15)
        kind = index % len(kinds)
        if kind == 1:
            curve = curve[int(n * fall / 2) :]
        if kind == 2:
            curve = curve + random.normal(0, 0.01, n)
        if kind == 3:
            curve = curve * random.uniform(1, 50) - 3
        yield kinds[kind], short(curve)


def sweep_losses(data, seed, output, optimizer, lrs, batch_size):
    """The mini-batch losses of a range test by PyTorch, each before its update."""
    generator = torch.Generator().manual_seed(seed)
    x = torch.tensor(data["X"], dtype=torch.float64)
    y = torch.tensor(data["y"], dtype=torch.float64)
    sizes = [x.shape[1], 10, 10, OUTPUTS[output]]
    flat = draw_weights(sizes, seed, 1.0).requires_grad_()
    rule = optimizer([flat], lr=lrs[0])
    losses = []
    for lr in lrs:
        rows = torch.randperm(len(y), generator=generator)[:batch_size]
        rule.param_groups[0]["lr"] = lr
        rule.zero_grad()
        z = x[rows]
        for depth, (weight, bias) in enumerate(layers(flat, sizes)):
            z = (torch.relu(z) if depth else z) @ weight + bias
        loss = LOSSES[output](z, y[rows])
        if not math.isfinite(loss.item()):
            break
        losses.append(loss.item())
        loss.backward()
        rule.step()
    return losses


def smoothed(losses, beta):
    """fastai's AvgSmoothLoss: an exponential moving average with Adam's correction."""
    mean, found = 0.0, []
    for count, loss in enumerate(losses, start=1):
        mean = beta * mean + (1 - beta) * loss
        found.append(mean / (1 - beta**count))
    return found


def real_curves(data):
    """Sweeps by PyTorch, smoothed: (kind, ramp, losses)."""
    rules = (torch.optim.SGD, torch.optim.Adam)
    for seed in range(3):
        for output in LOSSES:
            for rule in rules:
                for ramp, lrs in RAMPS.items():
                    losses = sweep_losses(data, seed, output, rule, lrs, 12 + 20 * seed)
                    beta = (0.98, 0.9, 0.0)[(seed + len(output)) % 3]
                    kind = f"{output}, {rule.__name__}, seed {seed}, beta {beta}"
                    yield kind, ramp, short(smoothed(losses, beta), 5)


def suggestion_cases():
    random = np.random.default_rng(11)
    for index, (kind, losses) in enumerate(drawn_curves(random)):
        yield suggestion_case(kind, "linear" if index % 5 == 4 else "exponential", losses)
    for kind, ramp, losses in real_curves(json.loads((HERE / "data.json").read_text())):
        yield suggestion_case(kind, ramp, losses)


# ---------------------------------------------------------------- quantiles


def quantile_cases():
    """numpy.quantile by its default method, linear interpolation."""
    random = np.random.default_rng(12)
    shares = [0.0, 0.025, 0.1, 0.25, 0.37, 0.5, 0.9, 0.975, 1.0]
    for count in (1, 2, 3, 4, 5, 10, 11, 20, 57):
        numbers = short(random.normal(0, 3, count), 6)
        values = np.quantile(numbers, shares).tolist()
        yield {"numbers": numbers, "shares": shares, "quantiles": values}


# ---------------------------------------------------------------- sharpness

ACTIVATIONS = {
    "relu": F.relu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "leaky_relu": lambda z: F.leaky_relu(z, 0.2),
    "gelu": F.gelu,  # the exact one, with erf
}
LOSSES = {
    "sigmoid2": lambda z, y: ((torch.sigmoid(z) - y[:, None]) ** 2).mean(),
    "softmax": lambda z, y: F.cross_entropy(z, y.long()),
    "sigmoid": lambda z, y: F.binary_cross_entropy_with_logits(z[:, 0], y),
    "linear": lambda z, y: ((z[:, 0] - y) ** 2).mean(),
}
OUTPUTS = {"sigmoid2": 2, "softmax": 2, "sigmoid": 1, "linear": 1}


def draw_weights(sizes, seed, scale):
    """Glorot-uniform weights (times scale) and biases uniform in +-0.3, flat, layer by layer.

    They are rounded to multiples of 1/1024, so that each has a short decimal form which means
    the same number whether it is read as f32 or as f64.
    """
    generator = torch.Generator().manual_seed(seed)

    def uniform(count, limit):
        u = torch.rand(count, dtype=torch.float64, generator=generator)
        return torch.round((2 * u - 1) * limit * 1024) / 1024

    parts = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        parts.append(uniform(fan_in * fan_out, scale * (6 / (fan_in + fan_out)) ** 0.5))
        parts.append(uniform(fan_out, 0.3))
    return torch.cat(parts)


def layers(flat, sizes):
    """The (weight, bias) pairs of a flat parameter vector; a weight is (in, out)."""
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        layer, flat = flat[: (fan_in + 1) * fan_out], flat[(fan_in + 1) * fan_out :]
        yield layer[:-fan_out].reshape(fan_in, fan_out), layer[-fan_out:]


def sharpness_case(data, output, activation, hidden, rows, seed, scale=1.0, note=None):
    """Eigenvalues of the dense Hessian of the mean loss over the first `rows` rows."""
    x = torch.tensor(data["X"][:rows], dtype=torch.float64)
    y = torch.tensor(data["y"][:rows], dtype=torch.float64)
    sizes = [x.shape[1], *hidden, OUTPUTS[output]]
    flat = draw_weights(sizes, seed, scale)

    def loss(flat):
        z = x
        for depth, (weight, bias) in enumerate(layers(flat, sizes)):
            z = (ACTIVATIONS[activation](z) if depth else z) @ weight + bias
        return LOSSES[output](z, y)

    hessian = torch.autograd.functional.hessian(loss, flat)
    eigenvalues = torch.linalg.eigvalsh((hessian + hessian.T) / 2)
    gradient = torch.autograd.functional.jacobian(loss, flat)
    result = {
        "output": output,
        "activation": activation,
        "sizes": sizes,
        "rows": rows,
        "loss": loss(flat).item(),
        "largest": eigenvalues[-1].item(),
        "second": eigenvalues[-2].item(),
        "smallest": eigenvalues[0].item(),
        "gradient_norm": gradient.norm().item(),
        "weights": [{"weight": w.tolist(), "bias": b.tolist()} for w, b in layers(flat, sizes)],
    }
    return {"note": note, **result} if note else result


def negative_case(data):
    """The first drawn case whose most negative eigenvalue outweighs its largest."""
    note = (
        "weights scaled by 3: the most negative eigenvalue is larger in magnitude "
        "than the largest one"
    )
    for seed in range(100, 130):
        for output in OUTPUTS:
            found = sharpness_case(data, output, "tanh", [6, 5], 100, seed, scale=3.0, note=note)
            if -found["smallest"] > found["largest"]:
                return found
    raise RuntimeError("no such case among these seeds")


def sharpness_cases():
    data = json.loads((HERE / "data.json").read_text())
    for seed, activation in enumerate(ACTIVATIONS):
        yield sharpness_case(data, "sigmoid2", activation, [6, 5], 100, seed)
    for seed, output in enumerate(("softmax", "sigmoid", "linear"), start=10):
        yield sharpness_case(data, output, "tanh", [6, 5], 100, seed)
    yield sharpness_case(data, "sigmoid2", "relu", [10, 10], 569, 20)
    yield negative_case(data)


# ---------------------------------------------------------------- files


def write(path, cases):
    """A JSON list with one key of a case a line; floats as repr, the shortest exact form."""
    texts = (
        "{\n" + ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in case.items()) + "\n}"
        for case in cases
    )
    path.write_text("[" + ",\n".join(texts) + "]\n")


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    torch.set_num_threads(1)
    keras.config.set_floatx("float64")
    write(folder / "schedules.json", schedule_cases())
    write(folder / "named_schedules.json", named_cases())
    write(folder / "optimizers.json", optimizer_cases())
    suggestions = json.dumps({"ramps": RAMPS, "curves": list(suggestion_cases())})
    # A line for each curve.
    suggestions = suggestions.replace('{"kind"', '\n{"kind"') + "\n"
    (folder / "suggestions.json").write_text(suggestions)
    write(folder / "quantiles.json", quantile_cases())
    write(folder / "sharpness.json", sharpness_cases())


if __name__ == "__main__":
    main()
