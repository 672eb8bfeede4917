"""Write table.json: what scikit-learn makes of a table with missing values and categories.

    pip install scikit-learn
    python make_table.py [output folder]     (default: the folder of this script)

The stored file was made with Python 3.11, NumPy 2.4.6 and scikit-learn 1.9.1, in double precision.

`csv` is the table. `encoded` is what SimpleImputer (median) makes of its numbers and OneHotEncoder of its texts, in the
order of the columns; `scaled` is what StandardScaler makes of that, and `target` of the last column.
"""

import json
import random
import sys
from pathlib import Path

import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder, StandardScaler

ROWS = 40
COLORS = ("red", "Green", "blue", "äpfel")


def rows():
    random.seed(1)
    for _ in range(ROWS):
        yield (
            None if random.random() < 0.2 else round(random.gauss(5.0, 2.0), 3),
            None if random.random() < 0.2 else random.choice(COLORS),
            None if random.random() < 0.1 else random.randint(-10_000, 10_000),
            random.choice(COLORS[:3]),
            round(random.gauss(1e6, 123.0), 2),
        )


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    table = list(rows())
    lines = ["size,color,level,cover,target"] + [",".join("" if x is None else str(x) for x in row) for row in table]
    encoded = []
    for place in range(4):
        column = np.array([[row[place]] for row in table], dtype=object)
        if place % 2 == 0:
            numbers = np.array([[np.nan if x is None else x] for [x] in column], dtype=float)
            encoded.append(SimpleImputer(strategy="median").fit_transform(numbers))
        else:
            encoded.append(OneHotEncoder(sparse_output=False).fit_transform(column))
    encoded = np.hstack(encoded)
    target = np.array([[row[4]] for row in table])
    result = {
        "csv": "\n".join(lines) + "\n",
        "encoded": encoded.tolist(),
        "scaled": StandardScaler().fit_transform(encoded).tolist(),
        "target": StandardScaler().fit_transform(target)[:, 0].tolist(),
    }
    (folder / "table.json").write_text(json.dumps(result, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
