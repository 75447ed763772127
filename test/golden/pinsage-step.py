"""Oracle of one PinSage training step: NumPy, float64, written from the paper's equations (Ying et al., KDD 2018,
Algorithms 1 and 2, equation 1), whole matrices instead of blocks. Gradients are central differences of the loss, so
nothing is derived by hand. Adam as in Kingma & Ba, Algorithm 1.

    python3 test/golden/pinsage-step.py > test/golden/pinsage-step.json
"""

import json

import numpy as np

rng = np.random.default_rng(4)
N, F, HIDDEN, OUT, T, MARGIN = 7, 5, 4, 3, 3, 0.1

features = rng.normal(size=(N, F))
neighbors = np.array([[1, 2, 4], [0, 2, -1], [0, 1, 3], [2, -1, -1], [0, 5, 6], [-1, -1, -1], [4, 5, 0]])
weights = np.where(neighbors >= 0, rng.uniform(0.2, 1, size=(N, T)), 0)
weights = np.divide(weights, weights.sum(1, keepdims=True), where=weights.sum(1, keepdims=True) > 0, out=weights)
shapes = {
    "conv.0.Q.weight": (F, HIDDEN),
    "conv.0.Q.bias": (HIDDEN,),
    "conv.0.W.weight": (F + HIDDEN, HIDDEN),
    "conv.0.W.bias": (HIDDEN,),
    "conv.1.Q.weight": (HIDDEN, HIDDEN),
    "conv.1.Q.bias": (HIDDEN,),
    "conv.1.W.weight": (2 * HIDDEN, HIDDEN),
    "conv.1.W.bias": (HIDDEN,),
    "head.G1.weight": (HIDDEN, HIDDEN),
    "head.G1.bias": (HIDDEN,),
    "head.G2.weight": (HIDDEN, OUT),
}
parameters = {name: rng.normal(size=shape) * 0.7 for name, shape in shapes.items()}
mlp_shapes = {"mlp.0.weight": (F, HIDDEN), "mlp.0.bias": (HIDDEN,), "mlp.1.weight": (HIDDEN, OUT)}
mlp = {name: rng.normal(size=shape) * 0.7 for name, shape in mlp_shapes.items()}
heads, tails, negatives = np.array([0, 3, 4, 6]), np.array([1, 2, 6, 4]), np.array([5, 0, 2, 3, 3])

relu = lambda x: np.maximum(x, 0)


def pinsage(p):
    h = features
    for k in range(2):
        told = relu(h @ p[f"conv.{k}.Q.weight"] + p[f"conv.{k}.Q.bias"])
        pooled = np.zeros((N, HIDDEN))
        for u in range(N):
            for t in range(T):
                if neighbors[u, t] >= 0:
                    pooled[u] += weights[u, t] * told[neighbors[u, t]]
        h = relu(np.hstack([h, pooled]) @ p[f"conv.{k}.W.weight"] + p[f"conv.{k}.W.bias"])
        norm = np.linalg.norm(h, axis=1, keepdims=True)
        h = np.divide(h, norm, where=norm > 0, out=np.zeros_like(h))
    return relu(h @ p["head.G1.weight"] + p["head.G1.bias"]) @ p["head.G2.weight"]


def perceptron(p):
    return relu(features @ p["mlp.0.weight"] + p["mlp.0.bias"]) @ p["mlp.1.weight"]


def loss(z):
    total, counted = 0.0, 0
    for q, i in zip(heads, tails):
        for n in negatives:
            if n not in (q, i):
                total += max(0.0, z[q] @ z[n] - z[q] @ z[i] + MARGIN)
                counted += 1
    return total / counted


def differences(model, p, eps=1e-6):
    out = {}
    for name, value in p.items():
        gradient = np.zeros_like(value)
        for at in np.ndindex(value.shape):
            kept = value[at]
            value[at] = kept + eps
            high = loss(model(p))
            value[at] = kept - eps
            low = loss(model(p))
            value[at] = kept
            gradient[at] = (high - low) / (2 * eps)
        out[name] = gradient
    return out


def adam(p, gradients, rate, steps):
    p = p.copy()
    m, v = np.zeros_like(p), np.zeros_like(p)
    for t in range(1, steps + 1):
        g = gradients[t - 1]
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        p -= rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return p


def tensors(values):
    return {name: {"shape": list(value.shape), "data": value.ravel().tolist()} for name, value in values.items()}


gradients = rng.normal(size=(3, 4))
start = rng.normal(size=4)
print(
    json.dumps(
        {
            "features": {"dims": F, "data": features.ravel().tolist()},
            "neighbors": neighbors.ravel().tolist(),
            "weights": weights.ravel().tolist(),
            "width": T,
            "margin": MARGIN,
            "heads": heads.tolist(),
            "tails": tails.tolist(),
            "negatives": negatives.tolist(),
            "pinsage": {
                "parameters": tensors(parameters),
                "z": pinsage(parameters).ravel().tolist(),
                "loss": loss(pinsage(parameters)),
                "gradients": tensors(differences(pinsage, parameters)),
            },
            "perceptron": {
                "parameters": tensors(mlp),
                "z": perceptron(mlp).ravel().tolist(),
                "loss": loss(perceptron(mlp)),
                "gradients": tensors(differences(perceptron, mlp)),
            },
            "adam": {
                "start": start.tolist(),
                "gradients": gradients.tolist(),
                "rate": 0.01,
                "end": adam(start, gradients, 0.01, 3).tolist(),
            },
        }
    )
)
