"""The first losses of sweeps of several data sets, with PyTorch in double precision.

    cargo run --release -- report --full '#v=2&data=wine' > wine.json
    ...
    python make_data.py NAME=REPORT=TABLE ... > data_runs.json

From a report with weights and batches, and the table (CSV, header or not, target last), as `tests/reference/README.md` says.
"""

import csv
import json
import sys

import numpy as np
import torch


def table(path):
    rows = list(csv.reader(open(path)))
    try:
        [float(cell) for cell in rows[0]]
    except ValueError:
        rows = rows[1:]
    cells = np.array([[float(cell) for cell in row] for row in rows])
    # The reader leaves out constants.
    features = cells[:, :-1]
    return features[:, features.std(0) > 0], cells[:, -1]


def losses(report, features, target, steps=20):
    run = report["runs"][0]
    scaled = (features - features.mean(0)) / features.std(0)
    x = torch.tensor(scaled)
    values = report["data"].get("classes") is None
    y = torch.tensor((target - target.mean()) / target.std() if values else target)
    parameters = []
    for layer in run["weights"]:
        for name in ("weight", "bias"):
            parameters.append(torch.tensor(layer[name], dtype=torch.float64, requires_grad=True))
    found = []
    for batch, lr in list(zip(run["batches"], run["lrs"]))[:steps]:
        out = x[batch]
        for place in range(0, len(parameters), 2):
            out = out @ parameters[place] + parameters[place + 1]
            if place + 2 < len(parameters):
                out = torch.relu(out)
        if values:
            loss = torch.nn.functional.mse_loss(out[:, 0], y[batch])
        else:
            loss = torch.nn.functional.cross_entropy(out, y[batch].long())
        gradients = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients):
                parameter -= lr * gradient
        found.append(loss.item())
    return found


runs = {}
for argument in sys.argv[1:]:
    name, report, path = argument.split("=")
    runs[name] = losses(json.load(open(report)), *table(path))
json.dump(runs, sys.stdout, indent=1)
