"""Expected Holm-adjusted p-values, from statsmodels. Writes holm.json.

pip install statsmodels; python test/golden/holm.py
"""
import json, pathlib
import numpy as np
from statsmodels.stats.multitest import multipletests

rng = np.random.default_rng(11)
families = [[0.03], [0.01, 0.04, 0.03, 0.005], [0.2, 0.2, 0.01, 0.01], [0.0, 1.0, 0.5], [0.9, 0.8, 0.7]]
families += [np.round(rng.random(n) ** 3, 6).tolist() for n in (5, 11, 30)]
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps([
    {"p": p, "holm": multipletests(p, method="holm")[1].tolist()} for p in families
], separators=(",", ":")) + "\n")
