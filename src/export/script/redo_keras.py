"""Repeats a learning-rate range test of Rangefinder in Keras and compares the losses.

    python redo_keras.py run.json                the weights and batches of run.json
    python redo_keras.py run.json --own-seed 7   weights and batches that Keras draws

__FILES__
"""

import argparse
import json
import math

import keras
import matplotlib.pyplot as plt
import numpy as np
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
    return features.astype("float32")


def make_network(inputs):
    """The network, without an activation of its outputs: the loss has it."""
    layers = [keras.layers.Dense(units, activation=__ACTIVATION__) for units in HIDDEN]
    return keras.Sequential([keras.Input((inputs,)), *layers, keras.layers.Dense(OUTPUTS)])


def loss_function(targets, outputs):
    return __LOSS__


__RULE__def make_optimizer(lr):
    __OPTIMIZER__


def set_weights(network, weights):
    for layer, weight in zip(network.layers, weights):
        layer.set_weights([np.array(weight["weight"]), np.array(weight["bias"])])


def draw_batches(training, steps):
    """Batches of shuffled training rows, epoch by epoch."""
    batches = []
    while len(batches) < steps:
        order = np.random.permutation(training)
        batches += [order[k : k + BATCH_SIZE] for k in range(0, len(order), BATCH_SIZE)]
    return batches[:steps]


def range_test(network, features, targets, lrs, batches):
    """The loss of each batch before the update with its learning rate."""
    optimizer = make_optimizer(lrs[0])
    network.compile(optimizer=optimizer, loss=loss_function)
    losses = []
    for lr, rows in zip(lrs, batches):
        optimizer.learning_rate = lr
        losses.append(float(network.train_on_batch(features[rows], targets[rows])))
        if not math.isfinite(losses[-1]):
            break
    return np.array(losses)


def compare(lrs, losses, expected):
    """Prints the losses beside those of Rangefinder, and the largest differences."""
    print("step  learning rate         Keras   Rangefinder  difference")
    difference = np.abs(losses - expected[: len(losses)])
    for step, (lr, loss) in enumerate(zip(lrs, losses)):
        print(f"{step:4}  {lr:13.6g}  {loss:12.7g}  {expected[step]:12.7g}  {difference[step]:10.2g}")
    step = int(np.nanargmax(difference))
    print(f"Largest difference: {difference[step]:.2g} at step {step}.")
    early = [d for step, d in enumerate(difference[:20]) if lrs[step] <= (ANSWER or math.inf)]
    print(f"In the first 20 steps, up to the recommended rate: {max(early, default=0.0):.2g}.")


def draw(lrs, losses, expected):
    plt.semilogx(lrs, expected, label="Rangefinder")
    plt.semilogx(lrs[: len(losses)], losses, "--", label="Keras")
    if ANSWER:
        plt.axvline(ANSWER, color="gray", linestyle=":", label="recommended rate")
    plt.ylim(0, 2 * max(expected[0], losses[0]))
    plt.xlabel("learning rate")
    plt.ylabel("loss")
    plt.legend()
    plt.savefig("redo_keras.png", dpi=150)


def main():
    parser = argparse.ArgumentParser(description="Repeats a range test of Rangefinder in Keras.")
    parser.add_argument("run", nargs="?", default="run.json")
    parser.add_argument("--own-seed", type=int)
    arguments = parser.parse_args()
    print("Rangefinder", VERSION, SOURCE)
    with open(arguments.run) as file:
        run = json.load(file)["runs"][0]
    features, targets = load_data()
    training = np.setdiff1d(np.arange(len(features)), run["held_out"])
    features = scale(features, training)
    targets = np.asarray(targets, dtype="float32").reshape(-1, 1)
    if arguments.own_seed is not None:
        keras.utils.set_random_seed(arguments.own_seed)
    network, lrs = make_network(features.shape[1]), run["lrs"]
    if arguments.own_seed is None:
        set_weights(network, run["weights"])
        batches = run["batches"]
    else:
        batches = draw_batches(training, len(lrs))
    losses, expected = range_test(network, features, targets, lrs, batches), np.array(run["losses"])
    compare(lrs, losses, expected)
    draw(lrs, losses, expected)


if __name__ == "__main__":
    main()
