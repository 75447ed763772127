"""Oracle of the read-out: scikit-learn's LogisticRegression, which minimises C sum of losses + ||W||^2 / 2, so that
C = 1 / (penalty rows). Several labels a row: one such model for each class.

    python3 test/golden/logistic-regression.py > test/golden/logistic-regression.json
"""

import json

import numpy as np
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(3)
ROWS, DIMS, CLASSES, PENALTY = 40, 5, 3, 0.02
x = np.where(rng.uniform(size=(ROWS, DIMS)) < 0.3, 0, rng.normal(size=(ROWS, DIMS))).astype(np.float32)
x = x.astype(np.float64)  # the values of float32, the arithmetic of float64
scores = x @ rng.normal(size=(DIMS, CLASSES)) + rng.normal(size=(ROWS, CLASSES))
single = scores.argmax(1)
several = [np.flatnonzero(row > 0).tolist() or [int(row.argmax())] for row in scores]
settings = {"C": 1 / (PENALTY * ROWS), "tol": 1e-12, "max_iter": 10000}

softmax = LogisticRegression(**settings).fit(x, single)
of_class = [LogisticRegression(**settings).fit(x, [c in row for row in several]) for c in range(CLASSES)]
print(
    json.dumps(
        {
            "x": x.ravel().tolist(),
            "dims": DIMS,
            "classes": CLASSES,
            "penalty": PENALTY,
            "single": [[int(c)] for c in single],
            "several": several,
            "softmax": (x @ softmax.coef_.T + softmax.intercept_).ravel().tolist(),
            "sigmoid": np.stack([m.decision_function(x) for m in of_class], 1).ravel().tolist(),
        }
    )
)
