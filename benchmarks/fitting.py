"""How evidence becomes a probability: a logistic model whose doubts only ever lower, made honest by an isotonic curve.

What a veto of believing.py speaks against is left out: there only the share that was right is told.

Newton's method with a ridge towards a prior, what is known of readers and paper before any page is drawn: the few silent errors of a
training set cannot weigh every doubt by themselves. A weight that would turn a doubt into praise is held at nought. Threshold and
curve are taken from pages that the weights of their part did not see: errors come in clusters, so folds are made of pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.evidence_rows import Row
from extractors.believing import FEATURES, NUMBER_VETOES, PRAISE, TEXT_CAPS, TEXT_VETOES, any_speaks, features_of


@dataclass(frozen=True, slots=True)
class Prior:
    """Weights before any page is drawn, how many doubtful readings it takes to move them, and what is never taken."""

    weights: dict[str, float]
    ridge: float
    vetoes: tuple[str, ...]
    caps: tuple[str, ...] = ()


NUMBERS = Prior({
    "sureness": 3.0, "agrees": 2.5, "seconded": 1.0, "clearly": 0.5, "weak": -2.0, "differs": -1.0, "gainsaid": -1.0, "late": -0.2, "loose": -1.0, "left_over": -2.0,
    "beside": -0.4, "broken": -0.7, "hidden": -0.5, "red": -0.2, "coarse": -0.3, "gap": -4.0, "disputed": -2.0, "faint": -2.0,
    "lost_among": -2.0, "doubtful_one": -2.0, "seated": 0.5, "disputed_seated": -2.0,
}, 1.0, NUMBER_VETOES)  # fmt: skip
# The second reader often fails on Chinese names that the first has right; and few texts are read wrong to learn from.
TEXTS = Prior({
    "sureness": 5.5, "agrees": 2.5, "seconded": 1.5, "clearly": 1.0, "weak": -2.5, "differs": -0.2, "gainsaid": -0.7, "late": -0.2, "loose": -0.5, "left_over": -2.0,
    "beside": -0.3, "broken": -1.0, "hidden": -1.0, "red": -0.3, "coarse": -0.3, "gap": -4.0, "disputed": -2.0, "faint": -1.5,
    "lost_among": -2.0, "doubtful_one": -2.0, "seated": 0.3, "disputed_seated": -2.0,
}, 4.0, TEXT_VETOES, TEXT_CAPS)  # fmt: skip
INTERCEPT = 3.0  # before any page is drawn; where none of them was read wrong, it is also after
STEPS = 80
FOLDS = 5
TARGET = 0.0007  # silent errors that may stand above the threshold: less than is allowed, as other paper may be worse than what is drawn
TAKEN_AT, MOST = 0.999, 0.9999  # what is said of a score at the threshold, and at most
BELOW = 0.9985  # what is said at most below it
VETOED_MOST = 0.6  # what is said at most where a veto speaks: below all that settling takes, however many of them were right
RAREST = 0.005  # of the readings: those with the worst scores of all are too few to be believed, though none of them was wrong
BINS = 12

FIGURE = re.compile("[0-9]")
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Intercept, weights by name, and the score from which on at most TARGET are expected to be wrong; with what was seen there."""

    intercept: float
    weights: tuple[tuple[str, float], ...]
    threshold: float
    curve: tuple[tuple[float, float], ...]
    vetoed: float
    taken: int
    wrong: int


def fit(rows: Sequence[Row], prior: Prior = NUMBERS, names: Sequence[str] = FEATURES) -> Fitted:
    """The model of these rows, its threshold set on pages left out of the weights they are scored with."""
    judged = [(row, features_of(row.evidence)) for row in rows if row.evidence is not None and not _is_no_name(row)]
    seen = [(row, any_speaks(features, prior.vetoes)) for row, features in judged if not any_speaks(features, prior.caps)]
    known, vetoed = [row for row, veto in seen if not veto], [row for row, veto in seen if veto]
    x, y = matrix_of(known, names), np.array([row.right for row in known], np.float64)
    folds = np.array([row.page % FOLDS for row in known])
    scores = np.zeros(len(known))
    for fold in range(FOLDS):
        scores[folds == fold] = x[folds == fold] @ weights_of(x[folds != fold], y[folds != fold], names, prior)
    weights = weights_of(x, y, names, prior)
    threshold = max(threshold_of(scores, y), float(np.quantile(scores, RAREST)))
    above = scores >= threshold
    return Fitted(
        float(weights[0]),
        tuple((name, round(float(weight), 3)) for name, weight in zip(names, weights[1:], strict=True)),
        threshold,
        curve_of(scores, y, threshold),
        round(min(VETOED_MOST, (sum(row.right for row in vetoed) + 1) / (len(vetoed) + 2)), 3),
        int(above.sum()),
        int((1 - y)[above].sum()),
    )


def _is_no_name(row: Row) -> bool:
    """Two cells read as one, a name with the next cell's figures: no finder takes that for a name."""
    return not row.numeric and not row.right and bool(FIGURE.search(row.read)) and not FIGURE.search(row.truth)


def matrix_of(rows: Sequence[Row], names: Sequence[str]) -> Vector:
    return np.array([[1.0, *(features_of(row.evidence)[name] for name in names)] for row in rows if row.evidence is not None])


def weights_of(x: Vector, y: Vector, names: Sequence[str], prior: Prior) -> Vector:
    """Intercept and weights; those of doubts are at most 0, those of praise at least 0."""
    signs = np.array([0.0] + [1.0 if name in PRAISE else -1.0 for name in names])
    known = np.array([INTERCEPT, *(prior.weights[name] for name in names)])
    weights, ridge = known.copy(), np.array([prior.ridge] * (1 + len(names)))
    free = np.ones(len(weights), np.bool_)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - p) - ridge * (weights - known)
        free = ~((signs * weights <= 0) & (signs * slope < 0) & (signs != 0))
        curve = (x[:, free] * (p * (1 - p))[:, None]).T @ x[:, free] + np.diag(ridge[free] + 1e-9)
        step = np.linalg.solve(curve, slope[free])
        weights[free] += step * min(1.0, 4.0 / max(1e-9, float(np.abs(step).max())))
        weights = np.where(signs * weights < 0, 0.0, weights)
    return weights


def threshold_of(scores: Vector, right: Vector) -> float:
    """The lowest score above which no more than TARGET were wrong."""
    order = np.argsort(-scores, kind="stable")
    wrong = np.cumsum(1 - right[order])
    last = np.append(np.diff(scores[order]) < 0, True)  # of those that score alike all are taken or none
    allowed = np.flatnonzero(last & (wrong / np.arange(1, len(order) + 1) <= TARGET))
    return float(scores[order[int(allowed[-1])]]) if len(allowed) else float(scores[order[0]]) + 1.0


def curve_of(scores: Vector, right: Vector, threshold: float) -> tuple[tuple[float, float], ...]:
    """(score, probability): rising shares of what was right below the threshold, and TAKEN_AT from there on."""
    below = np.argsort(scores, kind="stable")[: int((scores < threshold).sum())]
    knots: list[tuple[float, float, int]] = []
    for part in np.array_split(below, min(BINS, max(1, len(below) // 8))) if len(below) else []:
        knots.append((float(scores[part].mean()), float((right[part].sum() + 0.5) / (len(part) + 1)), len(part)))
        while len(knots) > 1 and knots[-1][1] <= knots[-2][1]:
            (s0, p0, n0), (s1, p1, n1) = knots[-2:]
            knots[-2:] = [((s0 * n0 + s1 * n1) / (n0 + n1), (p0 * n0 + p1 * n1) / (n0 + n1), n0 + n1)]
    curve = [(round(score, 3), round(min(BELOW, share), 4)) for score, share, _ in knots if score < threshold - 0.01]
    return (*curve, (round(threshold, 3), TAKEN_AT), (round(max(threshold + 1, float(scores.max())), 3), MOST))
