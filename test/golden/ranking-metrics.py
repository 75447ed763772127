"""Expected figures for test/evaluations/metrics, from NumPy, SciPy and scikit-learn. Writes ranking-metrics.json.

pip install numpy scipy scikit-learn; python test/golden/ranking-metrics.py
"""
import json, pathlib
import numpy as np
from scipy.stats import kurtosis, rankdata
from sklearn.metrics import ndcg_score

rng = np.random.default_rng(20180819)
ITEMS, QUERIES, KS = 137, 24, (5, 10, 50)


def ranks(scores, query, positives):
    """SciPy's average rank among all items but the query; a half goes up."""
    others = np.delete(np.arange(ITEMS), query)
    rank = dict(zip(others, np.ceil(rankdata(-scores[others], method="average"))))
    return np.array([rank[i] for i in positives], int)


def table(scores, pairs):
    by_query = [ranks(scores[q], q, positives) for q, positives in pairs]
    all_ranks = np.concatenate(by_query)
    out = {f"hit_rate@{k}": np.mean(all_ranks <= k) for k in KS}
    out["hit_rate@1%"] = np.mean(all_ranks <= np.ceil(ITEMS / 100))
    out["mrr"] = np.mean(1 / np.ceil(all_ranks / 100))
    out["mrr_plain"] = np.mean(1 / all_ranks)
    for k in KS:
        out[f"recall@{k}"] = np.mean([np.mean(r <= k) for r in by_query])
        # From the ranks, so that ties count as they do elsewhere.
        gains = [np.sum((r <= k) / np.log2(r + 1)) for r in by_query]
        best = [np.sum(1 / np.log2(np.arange(min(len(r), k)) + 2)) for r in by_query]
        out[f"ndcg@{k}"] = np.mean(np.array(gains) / best)
    return by_query, {name: float(value) for name, value in out.items()}


def first_ten(scores, query):
    order = np.lexsort((np.arange(ITEMS), -scores))
    return [int(i) for i in order if i != query][:10]


def bootstrap(num, den, draws=200_000):
    """Percentile interval of sum(num) / sum(den) over resampled queries."""
    at = np.random.default_rng(7).integers(0, len(num), (draws, len(num)))
    return [float(x) for x in np.quantile(num[at].sum(1) / den[at].sum(1), (0.025, 0.975))]


pairs = []
for q in rng.choice(ITEMS, QUERIES, replace=False):
    positives = rng.choice(np.delete(np.arange(ITEMS), q), rng.integers(1, 30), replace=False)
    pairs.append((int(q), [int(i) for i in positives]))
# Few distinct scores, so that most ranks are shared; every positive gets a lift, so that metrics are not 0.
scores = rng.integers(0, 12, (ITEMS, ITEMS)).astype(np.float32)
for q, positives in pairs:
    scores[q, positives] += rng.integers(0, 6, len(positives))
distinct = rng.permuted(np.tile(np.arange(ITEMS, dtype=np.float32), (ITEMS, 1)), axis=1)

by_query, metrics = table(scores, pairs)
_, without_ties = table(distinct, pairs)
for k in KS:
    expected = np.mean([
        ndcg_score([np.delete(np.isin(np.arange(ITEMS), p).astype(int), q)], [np.delete(distinct[q], q)], k=k)
        for q, p in pairs
    ])
    assert abs(expected - without_ties[f"ndcg@{k}"]) < 1e-12
covered = np.unique([first_ten(scores[q], q) for q, _ in pairs]).size / ITEMS
hits = np.array([np.sum(r <= 10) for r in by_query], float)
counts = np.array([len(r) for r in by_query], float)
values = np.round(rng.standard_t(5, 500), 6)
n = len(values)
left_out = np.array([kurtosis(np.delete(values, i)) for i in range(n)])
se = np.sqrt((n - 1) / n * np.sum((left_out - left_out.mean()) ** 2))

pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({
    "items": ITEMS, "ks": KS,
    "queries": [{"query": q, "positives": p, "scores": [int(s) for s in scores[q]], "ranks": [int(x) for x in r]}
                for (q, p), r in zip(pairs, by_query)],
    "metrics": metrics, "coverage@10": covered,
    "interval": {"hit_rate@10": bootstrap(hits, counts), "recall@10": bootstrap(hits / counts, np.ones(QUERIES))},
    "kurtosis": {"values": [float(v) for v in values],
                 "excess": float(kurtosis(values)), "jackknife_se": float(se)},
}, separators=(",", ":")) + "\n")
