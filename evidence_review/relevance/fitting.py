"""L2-regularised logistic regression over blocks of features, fitted by Newton's method; the intercept is a feature of value 1.

Minimises ½‖w‖² + C Σ c·log(1 + exp(−s·⟨w, x⟩)), the objective of liblinear's primal solver (RELEVANCE.md 5), until the gradient is
TOLERANCE of what it was at w = 0, or STEPS are done. Deterministic: no random numbers, one order of sums.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evidence_review.relevance.rows import Rows

TOLERANCE = 1e-6
STEPS, INNER = 40, 250


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights by column with the intercept, and by training row the `dual` d with w = Σ d·x at the optimum: C·c·(t − p)."""

    weights: Any
    intercept: float
    dual: Any


def fit(rows: Rows, labels: Any, weights: Any, strength: float, start: Fit | None = None) -> Fit:
    """Fit to labels 1 and 0 with a weight for each row; `strength` is C, `start` a fit to begin from (same columns)."""
    import numpy as np

    cost = strength * weights
    at = np.zeros(rows.width + 1) if start is None else np.append(start.weights, start.intercept)
    first = np.linalg.norm(_turned(rows, cost * (0.5 - labels)))
    for _ in range(STEPS):
        chance = _chance(_times(rows, at))
        slope = at + _turned(rows, cost * (chance - labels))
        if np.linalg.norm(slope) <= TOLERANCE * first:
            break
        bend = cost * chance * (1 - chance)
        step = _solve(lambda v, bend=bend: v + _turned(rows, bend * _times(rows, v)), _diagonal(rows, bend), -slope)
        at = _shortened(rows, labels, cost, at, step, slope)
    return Fit(at[:-1], float(at[-1]), cost * (labels - _chance(_times(rows, at))))


def _times(rows: Rows, at: Any) -> Any:
    return rows.times(at[:-1]) + at[-1]


def _turned(rows: Rows, by: Any) -> Any:
    import numpy as np

    return np.append(rows.turned(by), by.sum())


def _diagonal(rows: Rows, bend: Any) -> Any:
    import numpy as np

    return 1 + np.append(rows.column_squares(bend), bend.sum())


def _chance(values: Any) -> Any:
    import numpy as np

    return 1 / (1 + np.exp(-np.clip(values, -500, 500)))


def _loss(values: Any, labels: Any, cost: Any, at: Any) -> float:
    import numpy as np

    return float(0.5 * (at @ at) + (cost * np.logaddexp(0, np.where(labels > 0, -values, values))).sum())


def _shortened(rows: Rows, labels: Any, cost: Any, at: Any, step: Any, slope: Any) -> Any:
    """The point a Newton step leads to, the step halved until the loss falls as it should (Armijo)."""
    values, moved = _times(rows, at), _times(rows, step)
    now, fall = _loss(values, labels, cost, at), float(slope @ step)
    length = 1.0
    while length > 1e-10 and _loss(values + length * moved, labels, cost, at + length * step) > now + 1e-4 * length * fall + 1e-12 * abs(now):  # fmt: skip
        length /= 2
    return at + length * step


def _solve(bent: Callable[[Any], Any], diagonal: Any, wanted: Any) -> Any:
    """Conjugate gradients, preconditioned by the diagonal, to a tenth of what remains, or better near the end."""
    import numpy as np

    found, left = np.zeros_like(wanted), wanted.copy()
    size = np.linalg.norm(wanted)
    eased = left / diagonal
    way, held = eased.copy(), float(left @ eased)
    for _ in range(INNER):
        if np.linalg.norm(left) <= min(0.1, np.sqrt(size)) * size:
            break
        ahead = bent(way)
        length = held / float(way @ ahead)
        found += length * way
        left -= length * ahead
        eased = left / diagonal
        held, before = float(left @ eased), held
        way = eased + (held / before) * way
    return found
