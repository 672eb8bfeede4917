"""Runs the exports of a folder under one framework: python check.py FRAMEWORK FOLDER

Code trains for real, on a tiny model. At each step the learning rate and all other numbers of the optimizer are compared
with those of Rangefinder. Scripts repeat the runs, whose losses are compared. Whatever differs by more than it may fails.
"""

import contextlib
import inspect
import io
import json
import math
import os
import pathlib
import re
import runpy
import subprocess
import sys
import tempfile
import unittest.mock
import warnings

import numpy as np

# How far the learning rate of a step may differ: in double precision, as a share of itself; in single precision, as a
# share of the highest.
DOUBLE, SINGLE = 1e-9, 1e-6
# How far losses may differ over the first 20 steps, while the rate is at most the recommended one.
LOSSES = 1e-4


class Steps:
    """What an optimizer has at each step: the learning rate, and its other numbers under the names of `ours`."""

    def __init__(self):
        self.rates, self.numbers = [], []

    def add(self, rate, numbers):
        self.rates.append(float(rate))
        if numbers not in self.numbers:
            self.numbers.append(numbers)


def ours(optimizer):
    """The numbers that the optimizer of a link has, of all that its rule has in any framework."""
    rule, momentum = optimizer["rule"], optimizer["momentum"]
    if rule in ("sgd", "momentum", "nesterov"):
        momentum = 0 if rule == "sgd" else momentum
        nesterov = rule == "nesterov" and momentum != 0
        return {"rule": "sgd", "momentum": momentum, "nesterov": nesterov, "weight_decay": 0}
    numbers = {"rule": rule, "epsilon": optimizer["epsilon"]}
    if rule == "rmsprop":
        return numbers | {"rho": optimizer["rho"], "momentum": 0, "centered": False, "weight_decay": 0}
    decay = optimizer["weight_decay"] if rule == "adamw" else 0
    betas = {"beta_1": optimizer["beta_1"], "beta_2": optimizer["beta_2"]}
    return numbers | betas | {"amsgrad": False, "weight_decay": decay}


def numbers_of_torch(optimizer):
    rule, group = type(optimizer).__name__.lower(), optimizer.param_groups[0]
    assert len(optimizer.param_groups) == 1 and not group["maximize"]
    numbers = {"rule": rule, "weight_decay": group["weight_decay"]}
    if rule == "sgd":
        assert group["dampening"] == 0
        return numbers | {name: group[name] for name in ("momentum", "nesterov")}
    numbers["epsilon"] = group["eps"]
    if rule == "rmsprop":
        return numbers | {"rho": group["alpha"]} | {name: group[name] for name in ("momentum", "centered")}
    beta_1, beta_2 = group["betas"]
    return numbers | {"beta_1": beta_1, "beta_2": beta_2, "amsgrad": group["amsgrad"]}


def numbers_of_keras(optimizer):
    config, rule = optimizer.get_config(), type(optimizer).__name__.lower()
    names = {
        "sgd": ["momentum", "nesterov"],
        "rmsprop": ["rho", "epsilon", "momentum", "centered"],
        "adam": ["beta_1", "beta_2", "epsilon", "amsgrad"],
        "adamw": ["beta_1", "beta_2", "epsilon", "amsgrad"],
    }
    assert not any(config[name] for name in ("clipnorm", "global_clipnorm", "clipvalue", "use_ema"))
    decay = {"weight_decay": config["weight_decay"] or 0}
    return {"rule": rule} | {name: config[name] for name in names[rule]} | decay


def numbers_of_fastai(optimizer):
    if hasattr(optimizer, "opt"):
        return numbers_of_torch(optimizer.opt)
    # What an optimizer of fastai does is a list of functions.
    steps = [getattr(step, "func", step).__name__ for step in optimizer.cbs]
    hypers = optimizer.hypers[-1]
    rules = {"sgd_step": "sgd", "momentum_step": "sgd", "adam_step": "adam"}
    decay = hypers["wd"]
    numbers = {"rule": rules[steps[-1]], "weight_decay": decay}
    assert decay == 0 or "weight_decay" in steps
    if numbers["rule"] == "sgd":
        momentum = hypers["mom"] if "average_grad" in steps else 0
        return numbers | {"momentum": momentum, "nesterov": False}
    numbers["epsilon"] = hypers["eps"]
    if decay != 0:
        numbers["rule"] = "adamw"
    return numbers | {"beta_1": hypers["mom"], "beta_2": hypers["sqr_mom"], "amsgrad": False}


def numbers_of_optax(rule, arguments, keras):
    numbers = {"rule": rule, "weight_decay": arguments.get("weight_decay", 0)}
    if rule in ("sgd", "rmsprop"):
        numbers["momentum"] = arguments["momentum"] or 0
    if rule == "sgd":
        return numbers | {"nesterov": arguments["nesterov"]}
    numbers["epsilon"] = arguments["eps"]
    if rule == "rmsprop":
        assert arguments["eps_in_sqrt"] == keras
        return numbers | {"rho": arguments["decay"], "centered": arguments["centered"]}
    assert arguments["eps_root"] == 0
    return numbers | {"beta_1": arguments["b1"], "beta_2": arguments["b2"], "amsgrad": False}


def recorded_steps():
    """All steps of PyTorch's optimizers from now on, and what ends the recording."""
    from torch.optim.optimizer import register_optimizer_step_pre_hook

    steps = Steps()

    def record(optimizer, *_):
        steps.add(optimizer.param_groups[0]["lr"], numbers_of_torch(optimizer))

    return steps, register_optimizer_step_pre_hook(record)


def torch_case(code, rows, batch_size):
    import torch

    steps, hook = recorded_steps()
    data = torch.utils.data.TensorDataset(torch.randn(rows, 2), torch.randn(rows, 1))
    names = {
        "model": torch.nn.Linear(2, 1),
        "loader": torch.utils.data.DataLoader(data, batch_size=batch_size),
        "loss_function": torch.nn.functional.mse_loss,
    }
    exec(code, names)
    hook.remove()
    return steps


def lightning_case(code, rows, batch_size):
    import lightning as L
    import torch

    names = {}

    class Model(L.LightningModule):
        def __init__(self):
            super().__init__()
            self.layer = torch.nn.Linear(2, 1)

        def training_step(self, batch):
            return torch.nn.functional.mse_loss(self.layer(batch[0]), batch[1])

        def configure_optimizers(self):
            return names["configure_optimizers"](self)

    steps, hook = recorded_steps()
    data = torch.utils.data.TensorDataset(torch.randn(rows, 2), torch.randn(rows, 1))
    names |= {"model": Model(), "loader": torch.utils.data.DataLoader(data, batch_size=batch_size)}
    exec(code, names)
    hook.remove()
    return steps


def transformers_model():
    import torch

    class Model(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = torch.nn.Linear(2, 1)

        def forward(self, x, labels):
            outputs = self.layer(x)
            return {"loss": torch.nn.functional.mse_loss(outputs, labels), "logits": outputs}

    return Model()


def transformers_case(code, rows, batch_size):
    import torch

    steps, hook = recorded_steps()
    data = [{"x": torch.randn(2), "labels": torch.randn(1)} for _ in range(rows)]
    exec(code, {"model": transformers_model(), "data": data})
    hook.remove()
    return steps


def keras_case(code, rows, batch_size):
    import keras

    steps = Steps()

    class Model(keras.Sequential):
        def fit(self, *arguments, **named):
            def add(*_, **__):
                steps.add(self.optimizer.learning_rate, numbers_of_keras(self.optimizer))

            record = keras.callbacks.LambdaCallback(on_train_batch_begin=add)
            return super().fit(*arguments, **named, callbacks=[record], verbose=0)

    names = {
        "model": Model([keras.Input((2,)), keras.layers.Dense(1)]),
        "inputs": np.random.randn(rows, 2).astype("float32"),
        "targets": np.random.randn(rows, 1).astype("float32"),
        "loss": "mean_squared_error",
    }
    exec(code, names)
    return steps


def fastai_case(code, rows, batch_size):
    import torch
    from fastai.basics import Callback, DataLoaders, defaults

    steps = Steps()

    class Record(Callback):
        order = 100

        def before_step(self):
            steps.add(self.opt.hypers[-1]["lr"], numbers_of_fastai(self.opt))

    kept = list(defaults.callbacks)
    defaults.callbacks = [one for one in kept if one.__name__ != "ProgressCallback"] + [Record]
    data = torch.utils.data.TensorDataset(torch.randn(rows, 2), torch.randn(rows, 1))
    loader = torch.utils.data.DataLoader(data, batch_size=batch_size)
    loss = torch.nn.functional.mse_loss
    names = {"dls": DataLoaders(loader, loader), "model": torch.nn.Linear(2, 1), "loss_func": loss}
    exec(code, names)
    defaults.callbacks = kept
    return steps


def optax_case(code, rows, batch_size, count, keras):
    import jax.numpy as jnp
    import optax

    names = {
        "parameters": jnp.ones(3),
        "gradient": lambda parameters, batch: parameters * batch,
        "batches": [0.1] * 5,
    }
    calls = []

    def recorded(rule, make):
        def record(*given, **named):
            bound = inspect.signature(make).bind(*given, **named)
            bound.apply_defaults()
            calls.append((rule, bound.arguments))
            return make(*given, **named)

        return record

    with contextlib.ExitStack() as stack:
        for rule in ("sgd", "rmsprop", "adam", "adamw"):
            made = recorded(rule, getattr(optax, rule))
            stack.enter_context(unittest.mock.patch.object(optax, rule, made))
        exec(code, names)
    ((rule, arguments),) = calls
    rate, steps = arguments["learning_rate"], Steps()
    for step in range(count):
        at = rate(step) if callable(rate) else rate
        steps.add(at, numbers_of_optax(rule, arguments, keras))
    return steps


CASES = {
    "pytorch": (torch_case, DOUBLE),
    "lightning": (lightning_case, DOUBLE),
    "transformers": (transformers_case, DOUBLE),
    "fastai": (fastai_case, DOUBLE),
    "keras": (keras_case, SINGLE),
    "optax": (optax_case, SINGLE),
}


def check_code(framework, folder):
    """How far the learning rates of a link's code are from ours, at most. The optimizer's other numbers are the same."""
    case, limit = CASES[framework]
    code = (folder / f"{framework}.py").read_text()
    document = json.loads((folder / "expected.json").read_text())
    expected, optimizer = np.array(document["lrs"]), document["optimizer"]
    batch_size = int(re.search(r"in batches of (\d+)", code)[1])
    rows = int(re.search(r"(\d+) rows in batches", code)[1])
    with contextlib.redirect_stdout(io.StringIO()):
        keras = optimizer["convention"] == "keras"
        more = (len(expected), keras) if framework == "optax" else ()
        steps = case(code, rows, batch_size, *more)
    assert steps.numbers == [ours(optimizer)], f"{steps.numbers}, not {ours(optimizer)}"
    rates = np.array(steps.rates)
    assert len(rates) == len(expected), f"{len(rates)} steps, not {len(expected)}"
    scale = expected if limit == DOUBLE else expected.max()
    # Where the rate falls to nearly nothing, a rounding error of the highest rate is a large share of it.
    return float(np.max(np.abs(rates - expected) / np.maximum(scale, 1e-6 * expected.max()))), limit


def check_script(framework, folder):
    """How far the losses of a repeated run are from ours, at most: those that have to agree."""
    here, output = os.getcwd(), io.StringIO()
    os.chdir(folder)
    sys.argv = ["redo.py", "run.json"]
    try:
        with contextlib.redirect_stdout(output):
            runpy.run_path(f"redo_{framework}.py", run_name="__main__")
    finally:
        os.chdir(here)
    assert (folder / f"redo_{framework}.png").stat().st_size > 0
    return float(re.search(r"recommended rate: (\S+)\.\n", output.getvalue())[1]), LOSSES


def own_names(framework):
    """What a reader has, to run a range test on."""
    if framework == "keras":
        import keras

        model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
        model.compile(optimizer="sgd", loss="mse")
        x = np.random.randn(300, 2).astype("float32")
        import torch

        data = torch.utils.data.TensorDataset(torch.tensor(x), torch.tensor(x[:, :1] + 3))
        return {"model": model, "data": torch.utils.data.DataLoader(data, batch_size=10)}
    import torch

    x = torch.randn(300, 2)
    data = torch.utils.data.TensorDataset(x, x[:, :1] + 3)
    loader, loss = torch.utils.data.DataLoader(data, batch_size=10), torch.nn.functional.mse_loss
    model = torch.nn.Linear(2, 1)
    if framework == "pytorch":
        optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
        return {"model": model, "loader": loader, "optimizer": optimizer, "criterion": loss}
    if framework == "fastai":
        from fastai.basics import DataLoaders, Learner

        return {"learn": Learner(DataLoaders(loader, loader), model, loss_func=loss, path=".")}
    if framework == "transformers":
        return {"model": transformers_model(), "data": [{"x": a, "labels": a[:1] + 3} for a in x]}
    import lightning as L

    class Model(L.LightningModule):
        def __init__(self):
            super().__init__()
            self.layer, self.lr = model, 0.1

        def training_step(self, batch):
            return loss(self.layer(batch[0]), batch[1])

        def configure_optimizers(self):
            return torch.optim.SGD(self.parameters(), lr=self.lr)

        def train_dataloader(self):
            return loader

    return {"model": Model(), "trainer": L.Trainer(max_epochs=3)}


def check_own(framework, folder):
    """Runs the range test of a reader's own model; Rangefinder has to read the log that it writes."""
    script = folder / f"own_{framework}.py"
    if not script.exists():
        return
    code = script.read_text()
    log = re.search(r"# It writes (\S+),", code)[1]
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, own_names(framework))
    program = [os.environ["RANGEFINDER"], "log", "--json", log]
    report = json.loads(subprocess.run(program, capture_output=True, check=True).stdout)
    steps = len(report["curve"]["lrs"])
    print(f"own model: Rangefinder reads {steps} steps of {log}")
    assert steps >= 25, report["what"]


def main():
    framework, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    warnings.filterwarnings("ignore")
    worst, failures = {}, []
    checks = [("code", check_code)]
    # Scripts, and a reader's own model, are the same on every backend of Keras.
    main_backend = framework != "keras" or os.environ["KERAS_BACKEND"] == "torch"
    if framework in ("pytorch", "keras") and main_backend:
        checks.append(("script", check_script))
    scratch = tempfile.TemporaryDirectory()
    os.chdir(scratch.name)
    for case in sorted(one for one in folder.iterdir() if one.is_dir()):
        expected = json.loads((case / "expected.json").read_text())
        for name, check in checks:
            try:
                difference, limit = check(framework, case)
            except Exception as error:
                difference, limit = math.inf, 0
                print(f"{type(error).__name__}: {error}")
            worst[name] = max(worst.get(name, 0), difference)
            if not difference <= limit:
                failures.append((case.name, name))
                print(f"{name} {difference:.2g} > {limit}: {expected['schedule']} {expected['link']}")
    if main_backend:
        check_own(framework, folder)
    from importlib.metadata import version

    packages = {"pytorch": "torch"}.get(framework, framework)
    print(f"{packages} {version(packages)}, worst differences: {worst}")
    if failures:
        sys.exit(f"{len(failures)} checks failed: {failures}")


main()
