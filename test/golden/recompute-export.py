"""Recomputes an export folder's embeddings with NumPy from its files alone (cli.md, "Export folder").

For pinsage and mean-pooling (conv.* and head.*) and for combined (mlp.*). Needs NumPy, nothing of Pinwise.
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


def graph_model(folder, t, h):
    neighbors, weights = (np.load(folder / f"{name}.npy") for name in ("neighbors", "weights"))
    assert neighbors.dtype == np.int32, "neighbors.npy is not int32"
    assert weights.dtype == np.float32, "weights.npy is not float32"
    padded = neighbors < 0
    assert (neighbors[padded] == -1).all() and (weights[padded] == 0).all(), "padding"
    sums = weights.sum(1)
    assert np.allclose(sums[~padded.all(1)], 1, atol=1e-5) and (sums[padded.all(1)] == 0).all(), "weights' sums"
    layers = 1 + max(int(name.split(".")[1]) for name in t if name.startswith("conv."))
    for k in range(layers):
        q = relu(h @ t[f"conv.{k}.Q.weight"] + t[f"conv.{k}.Q.bias"])
        n = (weights[:, :, None] * q[neighbors]).sum(1)  # -1 reads the last row, with weight 0
        h = relu(np.concatenate([h, n], 1) @ t[f"conv.{k}.W.weight"] + t[f"conv.{k}.W.bias"])
        norm = np.linalg.norm(h, axis=1, keepdims=True)
        h = h / np.where(norm > 0, norm, 1)
    return relu(h @ t["head.G1.weight"] + t["head.G1.bias"]) @ t["head.G2.weight"]


def perceptron(t, x):
    return relu(x @ t["mlp.0.weight"] + t["mlp.0.bias"]) @ t["mlp.1.weight"]


def main(folder):
    t = safetensors(folder / "model.safetensors")
    fed, expected = (np.load(folder / f"{name}.npy") for name in ("features", "embeddings"))
    assert {fed.dtype, expected.dtype} == {np.dtype(np.float32)}, "an array is not float32"
    items = [json.loads(line) for line in (folder / "items.jsonl").read_text("utf8").splitlines()]
    assert [item["row"] for item in items] == list(range(len(fed))), "items.jsonl is not in the order of the rows"
    x = fed.astype(np.float64)
    z = perceptron(t, x) if "mlp.0.weight" in t else graph_model(folder, t, x)
    error = float(np.abs(z - expected).max())
    print(json.dumps({"error": error, "largest": float(np.abs(expected).max()), "items": len(items)}))


main(Path(sys.argv[1]))
