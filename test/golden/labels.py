"""Expected values of the metrics and the loss of labels, from scikit-learn and NumPy in float64.

    pip install numpy scikit-learn
    python test/golden/labels.py > test/golden/labels.json
"""
import json

import numpy as np
from sklearn.metrics import accuracy_score, f1_score, log_loss

rng = np.random.default_rng(7)
NODES, CLASSES = 40, 5


def round_floats(values):
    return [round(float(v), 9) for v in np.ravel(values)]


def single():
    scores = rng.normal(size=(NODES, CLASSES)).astype(np.float32)
    truth = np.where(rng.random(NODES) < 0.6, scores.argmax(1), rng.integers(0, CLASSES, NODES))
    p = np.exp(scores.astype(np.float64))
    p /= p.sum(1, keepdims=True)
    y = np.eye(CLASSES)[truth]
    told = p.argmax(1)
    return {
        "multi": False,
        "scores": round_floats(scores),
        "truth": [[int(t)] for t in truth],
        "probabilities": round_floats(p),
        "accuracy": accuracy_score(truth, told),
        "micro_f1": f1_score(truth, told, average="micro"),
        "loss": log_loss(truth, p, labels=range(CLASSES)),
        "gradient": round_floats((p - y) / NODES),
    }


def several():
    scores = rng.normal(size=(NODES, CLASSES)).astype(np.float32)
    noisy = scores + rng.normal(scale=1.0, size=scores.shape)
    y = (noisy > 0.3).astype(int)
    y[y.sum(1) == 0, 2] = 1
    p = 1 / (1 + np.exp(-scores.astype(np.float64)))
    told = (p > 0.5).astype(int)
    return {
        "multi": True,
        "scores": round_floats(scores),
        "truth": [[int(c) for c in np.flatnonzero(row)] for row in y],
        "probabilities": round_floats(p),
        "accuracy": accuracy_score(y, told),
        "micro_f1": f1_score(y, told, average="micro"),
        "loss": float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))),
        "gradient": round_floats((p - y) / y.size),
    }


print(json.dumps({"classes": CLASSES, "cases": [single(), several()]}))
