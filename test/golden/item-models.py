"""Golden neighbours of itemknn and ease from dense NumPy. Writes item-models.json.

python test/golden/item-models.py     needs NumPy

Two graphs, one with fewer contexts than items and one with fewer items than contexts; the last item of each has no
edges; the first graph once more with weights.
"""
import json, pathlib
import numpy as np

rng = np.random.default_rng(7)


def cosine(X, shrink):
    G = X @ X.T
    n = np.sqrt(np.diag(G))
    D = np.outer(n, n) + shrink
    S = np.divide(G, D, out=np.zeros_like(G), where=D > 0)
    np.fill_diagonal(S, 0)
    return S


def ease(X, lam):                      # X (items, contexts); Steck has it the other way round
    P = np.linalg.inv(X @ X.T + lam * np.eye(len(X)))
    B = np.eye(len(X)) - P / np.diag(P)
    np.fill_diagonal(B, 0)
    return B


graphs = []
for items, contexts, weighted in ((14, 6, False), (9, 13, False), (14, 6, True)):
    X = (rng.random((items, contexts)) < 0.35).astype(float)
    X[-1] = 0
    X[0, 0] = X[1, 0] = 1
    edges = np.argwhere(X > 0)
    if weighted:
        X[X > 0] = rng.integers(1, 6, len(edges)) / 2
    graphs.append({
        "items": items, "contexts": contexts, "edges": edges.tolist(),
        "weights": X[X > 0].tolist() if weighted else None,
        "cosine": cosine(X, 0).tolist(), "shrunk": cosine(X, 3).tolist(),
        "ease": {str(lam): ease((X > 0).astype(float), lam).tolist() for lam in (0.5, 10)},
    })
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({"graphs": graphs}, separators=(",", ":")) + "\n")
