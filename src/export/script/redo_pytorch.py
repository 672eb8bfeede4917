"""Repeats a learning-rate range test of Rangefinder in PyTorch and compares the losses.

    python redo_pytorch.py run.json                the weights and batches of run.json
    python redo_pytorch.py run.json --own-seed 7   weights and batches that PyTorch draws

__FILES__
"""

import argparse
import json
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.preprocessing import StandardScaler

SOURCE = __SOURCE__
LINK = __LINK__
VERSION = __VERSION__
ANSWER = __ANSWER__  # the recommended learning rate
BATCH_SIZE = __BATCH_SIZE__
HIDDEN = __HIDDEN__
OUTPUTS = __OUTPUTS__
SCALED = __SCALED__
DATA = "data.csv"


def load_data():
    """The features (rows, features) and the target of each row."""
__DATA__


def scale(features, training):
    """The features standardized by the training rows, in single precision."""
    if SCALED:
        features = StandardScaler().fit(features[training]).transform(features)
    return torch.tensor(features, dtype=torch.float32)


def make_network(inputs):
    """The network, without an activation of its outputs: the loss has it."""
    layers = []
    for units in HIDDEN:
        layers += [torch.nn.Linear(inputs, units), __ACTIVATION__]
        inputs = units
    return torch.nn.Sequential(*layers, torch.nn.Linear(inputs, OUTPUTS))


def loss_function(outputs, targets):
    return __LOSS__


__RULE__def make_optimizer(network, lr):
    __OPTIMIZER__


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
