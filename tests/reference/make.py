"""Write schedules.json and sharpness.json: reference numbers from PyTorch and Keras.

    pip install torch keras
    python make.py [output folder]        (default: the folder of this script)

The stored files were made with Python 3.11, PyTorch 2.15.0 and Keras 3.15.1 (PyTorch backend,
float64). Everything runs on the CPU, in double precision, in a few seconds.
"""

import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"

import keras
import torch
import torch.nn.functional as F
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
    write(folder / "sharpness.json", sharpness_cases())


if __name__ == "__main__":
    main()
