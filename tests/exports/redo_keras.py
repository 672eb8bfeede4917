"""Repeats a learning-rate range test of Rangefinder in Keras and compares the losses.

    python redo_keras.py run.json                the weights and batches of run.json
    python redo_keras.py run.json --own-seed 7   weights and batches that Keras draws

The page saves run.json; so does rangefinder report --full --data FILE LINK > run.json
The page saves data.csv; so does rangefinder export --csv data --data FILE LINK > data.csv
"""

import argparse
import json
import math

import keras
import matplotlib.pyplot as plt
import numpy as np
from sklearn.preprocessing import StandardScaler

SOURCE = "#v=2&data=csv:d9dbc4c93e771291:1.nct&batch_size=16&optimizer=rmsprop&convention=pytorch&runs=20&lower=0.004&upper=0.3&lr=0.02&truth_epochs=2&train_epochs=6"
LINK = "#v=2&data=csv:d9dbc4c93e771291:1.nct&batch_size=16&optimizer=rmsprop&convention=pytorch&runs=20&lower=0.004&upper=0.3&lr=0.02&truth_epochs=2&train_epochs=6"
VERSION = "0.7.0"
ANSWER = 0.01  # the recommended learning rate
BATCH_SIZE = 16
HIDDEN = [10, 10]
OUTPUTS = 2
SCALED = True
DATA = "data.csv"


def load_data():
    """The features (rows, features) and the target of each row."""
    # The rows of this file as Rangefinder encodes them.
    print("Data of", "a\"\"\"b'\x0a\\.csv")
    import pandas

    table = pandas.read_csv(DATA).to_numpy(float)
    return table[:, :-1], table[:, -1]


def scale(features, training):
    """The features standardized by the training rows, in single precision."""
    if SCALED:
        features = StandardScaler().fit(features[training]).transform(features)
    return features.astype("float32")


def make_network(inputs):
    """The network, without an activation of its outputs: the loss has it."""
    layers = [keras.layers.Dense(units, activation="relu") for units in HIDDEN]
    return keras.Sequential([keras.Input((inputs,)), *layers, keras.layers.Dense(OUTPUTS)])


def loss_function(targets, outputs):
    return keras.losses.mean_squared_error(targets, keras.ops.sigmoid(outputs))


class PyTorchRMSprop(keras.optimizers.RMSprop):
    """RMSprop as PyTorch has it, with epsilon beside the root."""

    def update_step(self, gradient, variable, learning_rate):
        v = self._velocities[self._get_variable_index(variable)]
        self.assign(v, self.rho * v + (1 - self.rho) * gradient**2)
        self.assign_sub(variable, learning_rate * gradient / (keras.ops.sqrt(v) + self.epsilon))


def make_optimizer(lr):
    return PyTorchRMSprop(learning_rate=lr, rho=0.99, epsilon=1e-8)


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
