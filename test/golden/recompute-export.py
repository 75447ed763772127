"""Recomputes an export folder's embeddings with NumPy from its files alone: the `equation` of its config.json.

For pinsage and its ladder (conv.* and head.*), combined (mlp.*), the graphsage presets (conv.* without head.G1), bpr
(items.vector alone) and what is not trained (features alone). Needs NumPy, nothing of Pinwise.
Usage: python3 test/golden/recompute-export.py FOLDER
Prints {"error": largest difference from embeddings.npy, "largest": largest value in it, "items": N}.
"""
import json
import sys
from pathlib import Path

import numpy as np


def safetensors(path):
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        raw = data[8 + length + begin : 8 + length + end]
        tensors[name] = np.frombuffer(raw, "<f4").reshape(entry["shape"]).astype(np.float64)
    return tensors


def relu(x):
    return np.maximum(x, 0)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def normalise(h):
    norm = np.linalg.norm(h, axis=1, keepdims=True)
    return h / np.where(norm > 0, norm, 1)


def tables(folder):
    neighbors, weights = (np.load(folder / f"{name}.npy") for name in ("neighbors", "weights"))
    assert neighbors.dtype == np.int32, "neighbors.npy is not int32"
    assert weights.dtype == np.float32, "weights.npy is not float32"
    padded = neighbors < 0
    assert (neighbors[padded] == -1).all() and (weights[padded] == 0).all(), "padding"
    sums = weights.sum(1)
    assert np.allclose(sums[~padded.all(1)], 1, atol=1e-5) and (sums[padded.all(1)] == 0).all(), "weights' sums"
    return neighbors, weights


def largest(q, neighbors):
    """Of each value, over each row's neighbours; 0 without any."""
    told = np.where((neighbors >= 0)[:, :, None], q[neighbors], -np.inf).max(1)
    return np.where(np.isinf(told), 0, told)


def graph_model(folder, t, h, pooling):
    neighbors, weights = tables(folder)
    layers = 1 + max(int(name.split(".")[1]) for name in t if name.startswith("conv."))
    for k in range(layers):
        q = relu(h @ t[f"conv.{k}.Q.weight"] + t[f"conv.{k}.Q.bias"])
        if pooling == "max":
            n = largest(q, neighbors)
        else:
            n = (weights[:, :, None] * q[neighbors]).sum(1)  # -1 reads the last row, with weight 0
        h = relu(np.concatenate([h, n], 1) @ t[f"conv.{k}.W.weight"] + t[f"conv.{k}.W.bias"])
        norm = np.linalg.norm(h, axis=1, keepdims=True)
        h = h / np.where(norm > 0, norm, 1)
    return relu(h @ t["head.G1.weight"] + t["head.G1.bias"]) @ t["head.G2.weight"]


def lstm(t, k, h, neighbors):
    """Last state over each row's neighbours, in the order of their columns; gates i, f, g, o."""
    told = h @ t[f"conv.{k}.K.weight"] + t[f"conv.{k}.K.bias"]
    c = s = np.zeros((len(h), told.shape[1] // 4))
    for column in neighbors.T:
        i, f, g, o = np.split(told[column] + s @ t[f"conv.{k}.R.weight"], 4, axis=1)
        next_c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        there = (column >= 0)[:, None]
        s = np.where(there, sigmoid(o) * np.tanh(next_c), s)
        c = np.where(there, next_c, c)
    return s


def graphsage(folder, t, h, settings):
    neighbors, weights = tables(folder)
    counts = (neighbors >= 0).sum(1)[:, None]
    aggregator, layers = settings["aggregator"], settings["layers"]

    def weighted(told):  # -1 reads the last row, with weight 0
        return sum(weights[:, column, None] * told[neighbors[:, column]] for column in range(neighbors.shape[1]))

    for k in range(layers):
        if aggregator == "gcn":
            x = (h + counts * weighted(h)) / (counts + 1)
        elif aggregator == "mean":
            x = np.concatenate([h, weighted(h)], 1)
        elif aggregator == "pool":
            q = relu(h @ t[f"conv.{k}.Q.weight"] + t[f"conv.{k}.Q.bias"])
            # All values are at least 0, so that padding and no neighbours at all read as 0.
            n = np.zeros_like(q)
            for column in neighbors.T:
                n = np.where((column >= 0)[:, None], np.maximum(n, q[column]), n)
            x = np.concatenate([h, n], 1)
        else:
            x = np.concatenate([h, lstm(t, k, h, neighbors)], 1)
        h = x @ t[f"conv.{k}.W.weight"] + t[f"conv.{k}.W.bias"]
        if k < layers - 1 or settings["lastActivation"] == "relu":
            h = relu(h)
        h = normalise(h)
    return h


def perceptron(t, x):
    return relu(x @ t["mlp.0.weight"] + t["mlp.0.bias"]) @ t["mlp.1.weight"]


def main(folder):
    model_file = folder / "model.safetensors"
    t = safetensors(model_file) if model_file.exists() else {}
    fed, expected = (np.load(folder / f"{name}.npy") for name in ("features", "embeddings"))
    assert {fed.dtype, expected.dtype} == {np.dtype(np.float32)}, "an array is not float32"
    items = [json.loads(line) for line in (folder / "items.jsonl").read_text("utf8").splitlines()]
    assert [item["row"] for item in items] == list(range(len(fed))), "items.jsonl is not in the order of the rows"
    x = fed.astype(np.float64)
    settings = json.loads((folder / "config.json").read_text("utf8"))["config"]
    model = settings.get("model", {})
    if not t:
        z = normalise(x)
    elif not any(name.startswith(("mlp.", "conv.")) for name in t):
        z = normalise(t["items.vector"])
    elif "mlp.0.weight" in t:
        z = perceptron(t, x)
    elif "aggregator" in model:
        z = graphsage(folder, t, x, model)
    else:
        z = graph_model(folder, t, x, settings["sampling"]["pooling"])
        if settings["loss"]["kind"] == "cross-entropy":
            z = normalise(z)
    error = float(np.abs(z - expected).max())
    print(json.dumps({"error": error, "largest": float(np.abs(expected).max()), "items": len(items)}))


main(Path(sys.argv[1]))
