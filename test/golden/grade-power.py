"""Expected figures for test/evaluations/design/grade-power.test.ts, from SciPy. Writes grade-power.json.

pip install scipy; python test/golden/grade-power.py

Everything is counted out: the whole differences -3 to 3 of two grades, every sequence of votes of a question, every
number of won and lost questions of a study.
"""
import itertools, json, pathlib
import numpy as np
from scipy.optimize import brentq
from scipy.stats import binom, binomtest, multinomial, multivariate_normal, norm

WHOLE = np.arange(-3, 4)


def chances(mean, sd):
    """Of the differences -3 to 3: a normal one, rounded, what lies beyond 3 counted as 3."""
    edges = norm.cdf(np.arange(-2.5, 3), mean, sd)
    return np.diff(np.concatenate([[0], edges, [1]]))


def before_rounding(difference, sd):
    return brentq(lambda mean: chances(mean, sd) @ WHOLE - difference, -1, 30 * (1 + sd), xtol=1e-14)


def votes(difference, sd):
    p = chances(before_rounding(difference, sd), sd)
    return {"win": p[WHOLE > 0].sum(), "lose": p[WHOLE < 0].sum(), "equal": p[WHOLE == 0].sum()}


def outcomes(of, judgements, needed):
    """`needed` of the judgements must agree."""
    sums = {"win": 0.0, "lose": 0.0, "equal": 0.0, "inconclusive": 0.0}
    for sequence in itertools.product(("win", "lose", "equal"), repeat=judgements):
        counts = {answer: sequence.count(answer) for answer in ("win", "lose", "equal")}
        agreed = [answer for answer in counts if counts[answer] >= needed]
        sums[agreed[0] if len(agreed) == 1 else "inconclusive"] += float(np.prod([of[answer] for answer in sequence]))
    return sums


def power_of_all_splits(of, questions):
    chance = 0.0
    for won in range(questions + 1):
        for lost in range(min(won, questions - won + 1)):
            if binomtest(won, won + lost, 0.5).pvalue < 0.05:
                split = [won, lost, questions - won - lost]
                chance += multinomial.pmf(split, questions, [of["win"], of["lose"], 1 - of["win"] - of["lose"]])
    return float(chance)


def power(of, questions):
    """The same over the decided questions alone, for large studies."""
    decided = np.arange(questions + 1)
    share = of["win"] / (of["win"] + of["lose"])
    most = np.array([limit(n) for n in decided])
    found = np.where(most >= 0, binom.cdf(most, decided, 1 - share), 0)
    return float(binom.pmf(decided, questions, of["win"] + of["lose"]) @ found)


limits = {}
def limit(decided):
    """The most losses that are found, by looking at each; -1 where none are."""
    if decided not in limits:
        losses = np.arange(decided // 2 + 1)
        limits[decided] = int((2 * binom.cdf(losses, decided, 0.5) < 0.05).sum()) - 1 if decided else -1
    return limits[decided]


def needed(of, beyond):
    """The first count from which on all up to `beyond` reach 80%."""
    last = max(n for n in range(1, beyond) if power(of, n) < 0.8)
    assert last < beyond - 50
    return last + 1


designs = [(0.1, 1, 1, 1), (0.3, 1, 1, 1), (0.5, 0.6, 1, 1), (1, 2, 1, 1), (0, 0.8, 3, 2), (0.3, 1, 3, 2), (0.2, 1.5, 5, 4)]
cases = []
for difference, sd, judgements, agreeing in designs:
    of = votes(difference, sd)
    question = outcomes(of, judgements, agreeing)
    cases.append({
        "difference": difference, "sd": sd, "judgements": judgements, "agreeing": agreeing,
        "mean": before_rounding(difference, sd), "votes": of, "outcomes": question,
        "power": {n: power_of_all_splits(question, n) for n in (8, 30, 60)},
        "needed": None if difference < 0.2 else needed(question, 800),
    })


def found(questions, sd):
    return brentq(lambda d: power(votes(d, sd), questions) - 0.8, 0, 2.9, xtol=1e-10)


def both(difference, sd, shared):
    """Two raters of one query vote alike for the better run; `shared` is the standard deviation of the queries."""
    covariance = [[sd**2, shared**2], [shared**2, sd**2]]
    mean = before_rounding(difference, sd)
    win = multivariate_normal.cdf([mean - 0.5] * 2, cov=covariance)
    return {"win": float(win), "lose": float(multivariate_normal.cdf([-mean - 0.5] * 2, cov=covariance))}


pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({
    "cases": cases,
    "found": [{"questions": n, "sd": sd, "difference": found(n, sd)} for n, sd in ((20, 1), (100, 1), (400, 0.7), (1500, 1.5))],
    "both": [{"difference": d, "sd": sd, "shared": q, **both(d, sd, q)} for d, sd, q in ((0.3, 1, 0.5), (0.5, 1.2, 1), (0, 1, 0.8))],
}, separators=(",", ":")) + "\n")
