"""Expected figures for test/evaluations/analysis/offline-agreement.test.ts. Writes offline-agreement.json.

Goodman and Kruskal's gamma from SciPy's Kendall tau-b and the counts of tied pairs,
its standard error by the leave-one-out jackknife.
pip install numpy scipy; python test/golden/offline-agreement.py
"""
import json, pathlib
import numpy as np
from scipy.stats import kendalltau

rng = np.random.default_rng(1954)


def pairs_tied(v):
    return sum(c * (c - 1) // 2 for c in np.unique(v, axis=0, return_counts=True)[1])


def gamma(x, y):
    n = len(x)
    all_pairs = n * (n - 1) // 2
    tx, ty, txy = pairs_tied(x), pairs_tied(y), pairs_tied(np.stack([x, y], 1))
    both = all_pairs - tx - ty + txy
    tau_b = kendalltau(x, y).statistic
    return float(tau_b * np.sqrt(float(all_pairs - tx) * float(all_pairs - ty)) / both)


cases = []
for n, lean in ((40, 1.0), (300, 0.6), (300, 0.0)):
    x = np.round(rng.choice([0, 0, 1, -1, 0.5, -0.25], n) * rng.uniform(0.5, 1, n), 1)
    y = np.sign(np.round(lean * x + rng.normal(0, 0.8, n), 0)).astype(int)
    g = gamma(x, y)
    left = np.array([gamma(np.delete(x, i), np.delete(y, i)) for i in range(n)])
    cases.append({"x": x.tolist(), "y": y.tolist(), "gamma": g,
                  "error": float(np.sqrt((n - 1) / n * ((left - left.mean()) ** 2).sum()))})
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(cases, separators=(",", ":")) + "\n")
