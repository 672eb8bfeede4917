"""Write scaler.json: what scikit-learn's StandardScaler makes of columns that are hard to scale.

    pip install scikit-learn
    python make_scaler.py [output folder]     (default: the folder of this script)

The stored file was made with Python 3.11, NumPy 2.4.6 and scikit-learn 1.9.1, in double precision.

A column repeats its `pattern` until it has `rows` rows, which the scaler fits. `row` and `held_out` are what
it then makes of the column's first number and of the number `other`, which it has not seen.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.preprocessing import StandardScaler

ROWS = (3, 10, 100, 455, 569)
# (pattern, other): constants that have no finite binary form, then columns that only just vary.
COLUMNS = (
    ([0.1], 0.2),
    ([0.3], 0.4),
    ([1 / 3], 1.0),
    ([-0.7], 0.7),
    ([0.0], 2.0),
    ([1e-30], 3e-30),
    ([123456.789], 123457.0),
    ([1e8 + 0.1], 1e8 + 1.1),
    ([1e15 + 0.3], 1e15 + 2.0),
    ([1e150], 2e150),
    ([0.1, 0.1 + 1e-9], 0.2),
    ([1e6, 1e6 + 1e-3, 1e6 - 1e-3], 1e6 + 5e-3),
    ([1e8, 1e8 + 1.0], 1e8 + 3.0),
    ([1e8 + 0.1, 1e8 + 0.1 + 2**-26], 1e8 + 1.1),
    ([1e15, 1e15 + 1.0, 1e15 + 5.0], 1e15 + 9.0),
    ([0.1, np.nextafter(0.1, 1)], 0.2),
)


def cases():
    for rows in ROWS:
        columns = [np.resize(np.array(pattern), rows) for pattern, _ in COLUMNS]
        matrix = np.ascontiguousarray(np.column_stack(columns))
        others = np.array([[other for _, other in COLUMNS]])
        scaler = StandardScaler().fit(matrix)
        first, held_out = scaler.transform(matrix)[0], scaler.transform(others)[0]
        for index, (pattern, other) in enumerate(COLUMNS):
            yield {
                "rows": rows,
                "pattern": pattern,
                "other": other,
                "scale": scaler.scale_[index],
                "row": first[index],
                "held_out": held_out[index],
            }


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    lines = ",\n".join(json.dumps(case) for case in cases())
    (folder / "scaler.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
