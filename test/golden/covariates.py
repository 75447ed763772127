"""Expected strengths for test/evaluations/analysis/covariates.test.ts. Writes covariates.json.

Davidson's model with covariates and weights, fitted by SciPy's general minimiser; the covariance clustered by query from numerical
derivatives alone, as a jackknife of one step over the queries (CR3).
pip install numpy scipy; python test/golden/covariates.py
"""
import json, pathlib
import numpy as np
from scipy.optimize import minimize
from scipy.stats import t as student

rng = np.random.default_rng(1973)


def logp(x, v, models, p):
    i, j, came, z = v["a"], v["b"], v["came"], np.array(v["x"])
    t = np.append(x[: models - 1], -x[: models - 1].sum())
    c = x[models - 1 : models - 1 + p] @ z / 2 if p else 0.0
    logs = [t[i] + c, t[j] - c] + ([(t[i] + t[j]) / 2 + x[-1]] if len(x) > models - 1 + p else [])
    return logs[came] - np.logaddexp.reduce(logs)


def fit(votes, models, p, drawn):
    n = models - 1 + p + drawn
    each = lambda x: np.array([v.get("weight", 1) * logp(x, v, models, p) for v in votes])
    x = minimize(lambda x: -each(x).sum(), np.zeros(n), method="BFGS", options={"gtol": 1e-7}).x
    e = np.eye(n) * 1e-4
    scores = np.stack([(each(x + d) - each(x - d)) / 2e-4 for d in e], 1)
    h = -np.array([[(each(x + d + g) - each(x + d - g) - each(x - d + g) + each(x - d - g)) / 4e-8 for g in e] for d in e])
    moves = []
    for q in sorted({v["query"] for v in votes}):
        own = np.array([v["query"] == q for v in votes])
        moves.append(np.linalg.solve(h[:, :, ~own].sum(2), scores[own].sum(0)))
    moves = np.stack(moves)
    cov = moves.T @ moves * (len(moves) - 1) / len(moves)
    t95 = student.ppf(0.975, len(moves) - 1)
    to_all = np.zeros((models, n))
    to_all[: models - 1, : models - 1] = np.eye(models - 1)
    to_all[models - 1, : models - 1] = -1
    return {
        "strengths": (to_all @ x).tolist(), "halves": (t95 * np.sqrt(np.diag(to_all @ cov @ to_all.T))).tolist(),
        "effects": x[models - 1 : models - 1 + p].tolist(),
        "effect_halves": (t95 * np.sqrt(np.diag(cov)))[models - 1 : models - 1 + p].tolist(),
    }


def case(models, drawn, queries, effect, weights=None):
    truth = rng.normal(0, 0.5, models)
    votes = []
    for q in range(queries):
        i, j = (int(m) for m in rng.choice(models, 2, replace=False))
        x = [round(float(rng.normal(0.4 * (i - j), 1)), 3), int(rng.integers(-1, 2))]
        lean = rng.normal(0, 0.4)
        weight = {"weight": weights[q % len(weights)]} if weights else {}
        for _ in range(2):
            c = float(np.dot(effect, x)) / 2
            w = np.exp([truth[i] + c + lean, truth[j] - c, (truth[i] + truth[j]) / 2 - 0.4 if drawn else -np.inf])
            votes.append({"a": i, "b": j, "x": x, "query": f"q{q}", "came": int(rng.choice(3, p=w / w.sum())), **weight})
    return {"models": models, "votes": votes, "raw": fit(votes, models, 0, drawn), "adjusted": fit(votes, models, 2, drawn)}


cases = [case(2, True, 70, (0.5, 0.8)), case(4, True, 110, (0.3, -0.4)), case(3, False, 70, (0.6, 0))]
# Queries drawn with unequal probabilities.
cases.append(case(3, True, 90, (0.4, 0.5), (0.4, 0.8, 2.2)))
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(cases, separators=(",", ":")) + "\n")
