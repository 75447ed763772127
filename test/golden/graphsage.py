"""Oracle of GraphSAGE: NumPy, float64, written from the paper's equations (Hamilton et al., NeurIPS 2017, Algorithm 1,
section 3.3, equation 1), node by node. The LSTM has its gates in the order i, f, g, o. Gradients of the unsupervised
loss are central differences, so nothing is derived by hand. Two layers; the last is without ReLU in "linear".

    python3 test/golden/graphsage.py > test/golden/graphsage.json
"""

import json

import numpy as np

rng = np.random.default_rng(7)
N, F, HIDDEN, OUT = 7, 5, 4, 3
features = rng.normal(size=(N, F))
neighbors = [[4, 1, 2], [2, 0], [0, 1, 3], [2], [6, 0, 5], [], [4, 5, 0, 1]]
heads, tails, negatives = np.array([0, 3, 4, 6, 2]), np.array([1, 2, 6, 4, 0]), np.array([5, 0, 2, 3, 3, 6])

relu = lambda x: np.maximum(x, 0)
sigmoid = lambda x: 1 / (1 + np.exp(-x))


def shapes(aggregator):
    found = {}
    for k, (wide, out) in enumerate([(F, HIDDEN), (HIDDEN, OUT)]):
        if aggregator == "pool":
            found[f"conv.{k}.Q.weight"], found[f"conv.{k}.Q.bias"] = (wide, HIDDEN), (HIDDEN,)
        if aggregator == "lstm":
            found[f"conv.{k}.K.weight"], found[f"conv.{k}.K.bias"] = (wide, 4 * HIDDEN), (4 * HIDDEN,)
            found[f"conv.{k}.R.weight"] = (HIDDEN, 4 * HIDDEN)
        joined = {"gcn": wide, "mean": 2 * wide, "pool": wide + HIDDEN, "lstm": wide + HIDDEN}[aggregator]
        found[f"conv.{k}.W.weight"], found[f"conv.{k}.W.bias"] = (joined, out), (out,)
    return found


def aggregate(aggregator, h, u, k, p):
    rows = [h[v] for v in neighbors[u]]
    if aggregator == "gcn":
        return np.mean([h[u], *rows], axis=0)
    if aggregator == "mean":
        return np.concatenate([h[u], np.mean(rows, axis=0) if rows else np.zeros(h.shape[1])])
    a = np.zeros(HIDDEN)
    if aggregator == "pool" and rows:
        a = np.max([relu(row @ p[f"conv.{k}.Q.weight"] + p[f"conv.{k}.Q.bias"]) for row in rows], axis=0)
    if aggregator == "lstm":
        c = np.zeros(HIDDEN)
        for row in rows:
            i, f, g, o = np.split(
                row @ p[f"conv.{k}.K.weight"] + p[f"conv.{k}.K.bias"] + a @ p[f"conv.{k}.R.weight"], 4
            )
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            a = sigmoid(o) * np.tanh(c)
    return np.concatenate([h[u], a])


def embed(aggregator, p, linear):
    h = features
    for k in range(2):
        x = np.array([aggregate(aggregator, h, u, k, p) for u in range(N)])
        h = x @ p[f"conv.{k}.W.weight"] + p[f"conv.{k}.W.bias"]
        if not (linear and k == 1):
            h = relu(h)
        norm = np.linalg.norm(h, axis=1, keepdims=True)
        h = np.divide(h, norm, where=norm > 0, out=np.zeros_like(h))
    return h


def loss(z):
    total = 0.0
    for u, v in zip(heads, tails):
        apart = [-np.log(sigmoid(-z[u] @ z[n])) for n in negatives if n not in (u, v)]
        total += -np.log(sigmoid(z[u] @ z[v])) + len(negatives) * np.mean(apart)
    return total / len(heads)


def differences(p, value, eps=1e-6):
    out = {}
    for name, tensor in p.items():
        gradient = np.zeros_like(tensor)
        for at in np.ndindex(tensor.shape):
            kept = tensor[at]
            tensor[at] = kept + eps
            high = value()
            tensor[at] = kept - eps
            low = value()
            tensor[at] = kept
            gradient[at] = (high - low) / (2 * eps)
        out[name] = gradient
    return out


def tensors(values):
    return {name: {"shape": list(value.shape), "data": value.ravel().tolist()} for name, value in values.items()}


def oracle(aggregator, linear):
    p = {name: rng.normal(size=shape) * 0.7 for name, shape in shapes(aggregator).items()}
    value = lambda: loss(embed(aggregator, p, linear))
    return {
        "aggregator": aggregator,
        "linear": linear,
        "parameters": tensors(p),
        "z": embed(aggregator, p, linear).ravel().tolist(),
        "loss": value(),
        "gradients": tensors(differences(p, value)),
    }


print(
    json.dumps(
        {
            "features": {"dims": F, "data": features.ravel().tolist()},
            "neighbors": neighbors,
            "sizes": {"hidden": HIDDEN, "output": OUT},
            "heads": heads.tolist(),
            "tails": tails.tolist(),
            "negatives": negatives.tolist(),
            "oracles": [oracle(a, linear) for a in ("gcn", "mean", "pool", "lstm") for linear in (False, True)],
        }
    )
)
