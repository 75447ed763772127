"""Expected strengths for test/evaluations/analysis/davidson.test.ts. Writes davidson.json.

Davidson's model (1970), fitted by SciPy's general minimiser, its information by central differences.
pip install numpy scipy; python test/golden/davidson.py
"""
import itertools, json, pathlib
import numpy as np
from scipy.optimize import minimize

rng = np.random.default_rng(1970)


def nll(x, pairs, models, drawn):
    t = np.append(x[: models - 1], -x[: models - 1].sum())
    out = 0.0
    for i, j, w, l, d in pairs:
        logs = [t[i], t[j]] + ([(t[i] + t[j]) / 2 + x[models - 1]] if drawn else [])
        z = np.logaddexp.reduce(logs)
        out -= sum(c * (v - z) for c, v in zip((w, l, d), logs))
    return out


def hessian(f, x, h=1e-4):
    n = len(x)
    out = np.zeros((n, n))
    for a in range(n):
        for b in range(n):
            e, g = np.eye(n)[a] * h, np.eye(n)[b] * h
            out[a, b] = (f(x + e + g) - f(x + e - g) - f(x - e + g) + f(x - e - g)) / (4 * h * h)
    return out


def case(models, drawn, n):
    truth = rng.normal(0, 0.6, models)
    pairs = []
    for i, j in itertools.combinations(range(models), 2):
        w = np.exp([truth[i], truth[j], (truth[i] + truth[j]) / 2 - 0.3 if drawn else -np.inf])
        pairs.append((i, j, *[int(c) for c in rng.multinomial(n, w / w.sum())]))
    f = lambda x: nll(x, pairs, models, drawn)
    x = minimize(f, np.zeros(models - 1 + drawn), method="BFGS", options={"gtol": 1e-9}).x
    cov = np.linalg.inv(hessian(f, x))
    to_all = np.zeros((models, len(x)))
    to_all[: models - 1, : models - 1] = np.eye(models - 1)
    to_all[models - 1, : models - 1] = -1
    return {
        "pairs": [{"a": f"m{i}", "b": f"m{j}", "win": w, "lose": l, "draw": d} for i, j, w, l, d in pairs],
        "strengths": (to_all @ x).tolist(),
        "errors": np.sqrt(np.diag(to_all @ cov @ to_all.T)).tolist(),
        "ties": float(np.exp(x[-1])) if drawn else 0,
    }


cases = [case(2, True, 200), case(4, True, 80), case(5, True, 60), case(3, False, 100)]
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(cases, separators=(",", ":")) + "\n")
