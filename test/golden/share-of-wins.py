"""Expected figures for test/evaluations/analysis/equivalence.test.ts and weighted-share.test.ts. Writes share-of-wins.json.

Two one-sided score tests of one proportion (SciPy's normal distribution) and the 90% interval (statsmodels, Wilson);
the weighted share and its linearised variance as a weighted regression on a constant with White's covariance (statsmodels).
pip install numpy scipy statsmodels; python test/golden/share-of-wins.py
"""
import json, pathlib
import numpy as np
import statsmodels.api as sm
from scipy.stats import norm
from statsmodels.stats.proportion import proportion_confint

rng = np.random.default_rng(1987)


def tost(wins, n, margin):
    z = lambda p0: (wins / n - p0) / np.sqrt(p0 * (1 - p0) / n)
    return max(norm.sf(z(0.5 - margin)), norm.cdf(z(0.5 + margin)))


splits = []
for w, l, margin in [(50, 50, 0.08), (110, 105, 0.08), (230, 210, 0.08), (420, 395, 0.08), (900, 940, 0.05), (52, 31, 0.2)]:
    splits.append({"wins": w, "losses": l, "margin": margin, "p": float(tost(w, w + l, margin)),
                   "interval": [float(x) for x in proportion_confint(w, w + l, alpha=0.1, method="wilson")]})

weighted = []
for n in (9, 40, 250):
    won, w = rng.integers(0, 2, n), np.round(rng.gamma(2, 0.5, n) + 0.05, 3)
    fit = sm.WLS(won, np.ones(n), weights=w).fit(cov_type="HC0")
    share, variance = float(fit.params[0]), float(fit.cov_params()[0][0])
    n_alike = share * (1 - share) / variance
    weighted.append({"won": won.tolist(), "weights": w.tolist(), "share": share,
                     "interval": [float(x) for x in proportion_confint(share * n_alike, n_alike, method="wilson")]})

pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({"splits": splits, "weighted": weighted}, separators=(",", ":")) + "\n")
