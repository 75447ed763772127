"""Expected figures for test/evaluations/analysis, from SciPy, statsmodels and krippendorff. Writes study-statistics.json.

pip install scipy statsmodels krippendorff; python test/golden/study-statistics.py
"""
import json, pathlib
import krippendorff
import numpy as np
from scipy.stats import binomtest
from statsmodels.stats.inter_rater import fleiss_kappa
from statsmodels.stats.proportion import proportion_confint

rng = np.random.default_rng(1971)
splits = [(0, 1), (1, 1), (5, 0), (3, 7), (11, 9), (61, 39), (40, 61), (130, 70), (284, 219), (1500, 1400), (5000, 4000)]
tables = []
for questions, raters in ((8, 2), (40, 3), (60, 5), (25, 7)):
    lean = rng.dirichlet((1, 1, 1), questions)
    tables.append([[int(c) for c in rng.multinomial(raters, p)] for p in lean])
ragged = [[int(c) for c in rng.multinomial(rng.integers(0, 6), p)] for p in rng.dirichlet((1, 1, 1), 50)]

pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({
    "splits": [{
        "wins": w, "losses": l, "p": binomtest(w, w + l, 0.5).pvalue,
        "wilson": [float(x) for x in proportion_confint(w, w + l, method="wilson")],
    } for w, l in splits],
    "agreement": [{
        "counts": t,
        "alpha": float(krippendorff.alpha(value_counts=np.array(t), level_of_measurement="nominal")),
        "kappa": float(fleiss_kappa(np.array(t))),
    } for t in tables],
    "ragged": {
        "counts": ragged,
        "alpha": float(krippendorff.alpha(value_counts=np.array(ragged), level_of_measurement="nominal")),
    },
}, separators=(",", ":")) + "\n")
