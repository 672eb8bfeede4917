"""Repeats a learning-rate range test of Rangefinder in PyTorch and compares the losses.

    python redo_pytorch.py run.json                the weights and batches of run.json
    python redo_pytorch.py run.json --own-seed 7   weights and batches that PyTorch draws

The page saves run.json; so does rangefinder report --full LINK > run.json
"""

import argparse
import json
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.preprocessing import StandardScaler

SOURCE = "#v=2&optimizer=adamw&runs=20&lower=0.004&upper=0.3&lr=0.02&truth_epochs=2&train_epochs=6"
LINK = "#v=2&optimizer=adamw&runs=20&lower=0.004&upper=0.3&lr=0.02&truth_epochs=2&train_epochs=6"
VERSION = "0.7.0"
ANSWER = 0.01  # the recommended learning rate
BATCH_SIZE = 12
HIDDEN = [10, 10]
OUTPUTS = 2
SCALED = True
DATA = "data.csv"


def load_data():
    """The features (rows, features) and the target of each row."""
    from sklearn.datasets import load_breast_cancer

    return load_breast_cancer(return_X_y=True)


def scale(features, training):
    """The features standardized by the training rows, in single precision."""
    if SCALED:
        features = StandardScaler().fit(features[training]).transform(features)
    return torch.tensor(features, dtype=torch.float32)


def make_network(inputs):
    """The network, without an activation of its outputs: the loss has it."""
    layers = []
    for units in HIDDEN:
        layers += [torch.nn.Linear(inputs, units), torch.nn.ReLU()]
        inputs = units
    return torch.nn.Sequential(*layers, torch.nn.Linear(inputs, OUTPUTS))


def loss_function(outputs, targets):
    return ((torch.sigmoid(outputs) - targets[:, None]) ** 2).mean()


class KerasAdam(torch.optim.Optimizer):
    """Adam and AdamW as Keras has them: epsilon is added to a root that is not corrected."""

    def __init__(self, parameters, lr, betas, eps, weight_decay=0):
        super().__init__(parameters, {"lr": lr})
        self.betas, self.eps, self.weight_decay, self.updates = betas, eps, weight_decay, 0

    @torch.no_grad()
    def step(self):
        self.updates += 1
        beta_1, beta_2 = self.betas
        correction = math.sqrt(1 - beta_2**self.updates) / (1 - beta_1**self.updates)
        for group in self.param_groups:
            for w in group["params"]:
                m = self.state[w].setdefault("m", torch.zeros_like(w))
                v = self.state[w].setdefault("v", torch.zeros_like(w))
                w.sub_(w * (group["lr"] * self.weight_decay))
                m.mul_(beta_1).add_((1 - beta_1) * w.grad)
                v.mul_(beta_2).add_((1 - beta_2) * w.grad**2)
                w.sub_(group["lr"] * correction * m / (torch.sqrt(v) + self.eps))


def make_optimizer(network, lr):
    return KerasAdam(
        network.parameters(),
        lr=lr,
        betas=(0.9, 0.999),
        eps=1e-7,
        weight_decay=0.004,
    )


def set_weights(network, weights):
    """Takes weights of shape (inputs, outputs), as Rangefinder writes them."""
    layers = [layer for layer in network if isinstance(layer, torch.nn.Linear)]
    with torch.no_grad():
        for layer, weight in zip(layers, weights):
            layer.weight.copy_(torch.tensor(weight["weight"]).T)
            layer.bias.copy_(torch.tensor(weight["bias"]))


def draw_weights(network):
    """Glorot's uniform weights and biases of zero."""
    for layer in network:
        if isinstance(layer, torch.nn.Linear):
            torch.nn.init.xavier_uniform_(layer.weight)
            torch.nn.init.zeros_(layer.bias)


def draw_batches(training, steps):
    """Batches of shuffled training rows, epoch by epoch."""
    batches = []
    while len(batches) < steps:
        order = training[torch.randperm(len(training)).numpy()]
        batches += [order[k : k + BATCH_SIZE] for k in range(0, len(order), BATCH_SIZE)]
    return batches[:steps]


def range_test(network, features, targets, lrs, batches):
    """The loss of each batch before the update with its learning rate."""
    optimizer = make_optimizer(network, lrs[0])
    losses = []
    for lr, rows in zip(lrs, batches):
        optimizer.param_groups[0]["lr"] = lr
        optimizer.zero_grad()
        loss = loss_function(network(features[rows]), targets[rows])
        losses.append(loss.item())
        if not math.isfinite(losses[-1]):
            break
        loss.backward()
        optimizer.step()
    return np.array(losses)


def compare(lrs, losses, expected):
    """Prints the losses beside those of Rangefinder, and the largest differences."""
    print("step  learning rate       PyTorch   Rangefinder  difference")
    difference = np.abs(losses - expected[: len(losses)])
    for step, (lr, loss) in enumerate(zip(lrs, losses)):
        print(f"{step:4}  {lr:13.6g}  {loss:12.7g}  {expected[step]:12.7g}  {difference[step]:10.2g}")
    step = int(np.nanargmax(difference))
    print(f"Largest difference: {difference[step]:.2g} at step {step}.")
    early = [d for step, d in enumerate(difference[:20]) if lrs[step] <= (ANSWER or math.inf)]
    print(f"In the first 20 steps, up to the recommended rate: {max(early, default=0.0):.2g}.")


def draw(lrs, losses, expected):
    plt.semilogx(lrs, expected, label="Rangefinder")
    plt.semilogx(lrs[: len(losses)], losses, "--", label="PyTorch")
    if ANSWER:
        plt.axvline(ANSWER, color="gray", linestyle=":", label="recommended rate")
    plt.ylim(0, 2 * max(expected[0], losses[0]))
    plt.xlabel("learning rate")
    plt.ylabel("loss")
    plt.legend()
    plt.savefig("redo_pytorch.png", dpi=150)


def main():
    parser = argparse.ArgumentParser(description="Repeats a range test of Rangefinder in PyTorch.")
    parser.add_argument("run", nargs="?", default="run.json")
    parser.add_argument("--own-seed", type=int)
    arguments = parser.parse_args()
    print("Rangefinder", VERSION, SOURCE)
    with open(arguments.run) as file:
        run = json.load(file)["runs"][0]
    features, targets = load_data()
    training = np.setdiff1d(np.arange(len(features)), run["held_out"])
    features = scale(features, training)
    targets = torch.tensor(targets, dtype=torch.float32)
    network, lrs = make_network(features.shape[1]), run["lrs"]
    if arguments.own_seed is None:
        set_weights(network, run["weights"])
        batches = run["batches"]
    else:
        torch.manual_seed(arguments.own_seed)
        draw_weights(network)
        batches = draw_batches(training, len(lrs))
    losses, expected = range_test(network, features, targets, lrs, batches), np.array(run["losses"])
    compare(lrs, losses, expected)
    draw(lrs, losses, expected)


if __name__ == "__main__":
    main()
