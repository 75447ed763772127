"""Oracle of what the ladder of PinSage adds to a plain step: NumPy, float64, from the equations. Max-margin loss with
hard negatives (Ying et al., KDD 2018, equation 1; w = weight of a hard negative), cross-entropy with sampled negatives
(Hamilton et al., NeurIPS 2017, equation 1), and a whole step of the model with max pooling. Gradients are central
differences of the loss, so nothing is derived by hand.

    python3 test/golden/pinsage-ladder.py > test/golden/pinsage-ladder.json
"""

import json

import numpy as np

rng = np.random.default_rng(11)
N, F, HIDDEN, OUT, T, MARGIN = 8, 4, 4, 3, 3, 0.1

heads, tails, negatives = np.array([0, 3, 4, 6]), np.array([1, 2, 6, 4]), np.array([5, 0, 2, 3, 3])
hard = [[2, 7], [], [1, 0, 5], [3]]
neighbors = [[1, 2, 4], [0, 2], [0, 1, 3], [2], [0, 5, 6], [], [4, 5, 0], [6, 1]]
features = rng.normal(size=(N, F))
relu = lambda x: np.maximum(x, 0)
log_sigmoid = lambda x: -np.log1p(np.exp(-x))


def max_margin(z, w):
    total, terms = 0.0, 0.0
    for p, (q, i) in enumerate(zip(heads, tails)):
        for weight, n in [(1, n) for n in negatives if n not in (q, i)] + [(w, n) for n in hard[p]]:
            total += weight * max(0.0, z[q] @ z[n] - z[q] @ z[i] + MARGIN)
            terms += weight
    return total / terms


def cross_entropy(z, w):
    total = 0.0
    for p, (q, i) in enumerate(zip(heads, tails)):
        apart = np.mean([log_sigmoid(-z[q] @ z[n]) for n in negatives if n not in (q, i)])
        total -= log_sigmoid(z[q] @ z[i]) + len(negatives) * apart
        total -= w * sum(log_sigmoid(-z[q] @ z[h]) for h in hard[p])
    return total / len(heads)


def max_pooling(p):
    h = features
    for k in range(2):
        told = relu(h @ p[f"conv.{k}.Q.weight"] + p[f"conv.{k}.Q.bias"])
        pooled = np.array([told[own].max(0) if own else np.zeros(HIDDEN) for own in neighbors])
        h = relu(np.hstack([h, pooled]) @ p[f"conv.{k}.W.weight"] + p[f"conv.{k}.W.bias"])
        norm = np.linalg.norm(h, axis=1, keepdims=True)
        h = np.divide(h, norm, where=norm > 0, out=np.zeros_like(h))
    return relu(h @ p["head.G1.weight"] + p["head.G1.bias"]) @ p["head.G2.weight"]


def differences(loss, value, eps=1e-6):
    gradient = np.zeros_like(value)
    for at in np.ndindex(value.shape):
        kept = value[at]
        value[at] = kept + eps
        high = loss()
        value[at] = kept - eps
        low = loss()
        value[at] = kept
        gradient[at] = (high - low) / (2 * eps)
    return gradient


def tensors(values):
    return {name: {"shape": list(value.shape), "data": value.ravel().tolist()} for name, value in values.items()}


def loss_case(loss, w):
    return {"weight": w, "loss": loss(z, w), "gradient": differences(lambda: loss(z, w), z).ravel().tolist()}


z = rng.normal(size=(N, OUT))
shapes = {}
for k, width in enumerate((F, HIDDEN)):
    shapes |= {f"conv.{k}.Q.weight": (width, HIDDEN), f"conv.{k}.Q.bias": (HIDDEN,)}
    shapes |= {f"conv.{k}.W.weight": (width + HIDDEN, HIDDEN), f"conv.{k}.W.bias": (HIDDEN,)}
shapes |= {"head.G1.weight": (HIDDEN, HIDDEN), "head.G1.bias": (HIDDEN,), "head.G2.weight": (HIDDEN, OUT)}
parameters = {name: rng.normal(size=shape) * 0.7 for name, shape in shapes.items()}
step_loss = lambda: max_margin(max_pooling(parameters), 2.5)
print(
    json.dumps(
        {
            "features": {"dims": F, "data": features.ravel().tolist()},
            "neighbors": [own + [-1] * (T - len(own)) for own in neighbors],
            "margin": MARGIN,
            "heads": heads.tolist(),
            "tails": tails.tolist(),
            "negatives": negatives.tolist(),
            "hard": hard,
            "z": z.ravel().tolist(),
            "max_margin": [loss_case(max_margin, w) for w in (1, 2.5)],
            "cross_entropy": [loss_case(cross_entropy, w) for w in (1, 2.5)],
            "max_pooling": {
                "parameters": tensors(parameters),
                "z": max_pooling(parameters).ravel().tolist(),
                "weight": 2.5,
                "loss": step_loss(),
                "gradients": tensors({name: differences(step_loss, value) for name, value in parameters.items()}),
            },
        }
    )
)
