"""Golden figures of offline evaluation, by the peers' own metrics (folder.py).

  python test/golden/evaluation.py FOLDER_OF_PEERS > test/golden/evaluation.json     needs NumPy

Two models, 130 items, 14 queries with 1 to 9 positives. Scores are small integers, so that many of them tie.
"""
import json, sys
import numpy as np

sys.path.insert(0, sys.argv[1])
from folder import evaluate

ITEMS, QUERIES = 130, 14
rng = np.random.default_rng(4)
queries = np.sort(rng.choice(ITEMS, QUERIES, replace=False))
pairs = []
for q in queries:
    others = np.setdiff1d(np.arange(ITEMS), [q])
    pairs += [(int(q), int(i)) for i in rng.choice(others, rng.integers(1, 10), replace=False)]
rng.shuffle(pairs)
pairs = np.array(pairs)
ks = [5, 10, 50, 500]
models = {}
for name, levels in (("coarse", 6), ("fine", 1000)):
    table = rng.integers(0, levels, (ITEMS, ITEMS))
    for q, i in pairs[::2]:
        table[q, i] = levels - 1
    found = evaluate(lambda rows: table[rows], pairs.copy(), ITEMS, ks)
    models[name] = {
        "scores": {str(q): table[q].tolist() for q in queries},
        "metrics": {k: v for k, v in found.items() if k != "pairs"},
    }
print(json.dumps({"items": ITEMS, "ks": ks, "pairs": pairs.tolist(), "models": models}, separators=(",", ":")))
