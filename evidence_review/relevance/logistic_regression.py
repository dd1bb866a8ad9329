"""L2-regularised logistic regression, fitted by Newton's method over the likeness of rows; the intercept is a
feature of value 1.

Minimises ½‖w‖² + C Σ c·log(1 + exp(−s·⟨w, x⟩)), the objective of liblinear's primal solver
(reference/relevance.md 5), until the gradient is TOLERANCE of what it was at w = 0, or STEPS are done. The
optimum is a sum of the rows, w = Σ d·x, so only the rows' inner products are needed: a few hundred rows cost
the same however many words they have. Deterministic: no random numbers, one order of sums.
"""

from dataclasses import dataclass
from typing import Any

TOLERANCE = 1e-6
STEPS, INNER = 40, 250


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights by column with the intercept, and by training row the `dual` d with w = Σ d·x; at the optimum d
    = C·c·(t − p)."""

    weights: Any
    intercept: float
    dual: Any


def fit(alike: Any, labels: Any, weights: Any, strength: float) -> Any:
    """The dual of each row, from the inner product of every two; labels 1 and 0, a weight for each row, and
    `strength`, which is C."""
    import numpy as np

    cost, whole = strength * weights, alike + 1.0
    dual, values = np.zeros(len(labels)), np.zeros(len(labels))
    first = None
    for _ in range(STEPS):
        chance = _chance(values)
        slope = dual - cost * (labels - chance)
        pushed = whole @ slope
        size = float(np.sqrt(max(0.0, slope @ pushed)))
        first = size if first is None else first
        if size <= TOLERANCE * first:
            break
        root = np.sqrt(cost * chance * (1 - chance))
        step = root * _solve(whole, root, root * pushed) - slope
        moved = whole @ step
        length = _length(labels, cost, (dual, values), (step, moved), float(pushed @ step))
        dual, values = dual + length * step, values + length * moved
    return dual


def _chance(values: Any) -> Any:
    import numpy as np

    return 1 / (1 + np.exp(-np.clip(values, -500, 500)))


def _loss(dual: Any, values: Any, labels: Any, cost: Any) -> float:
    import numpy as np

    return float(
        0.5 * (dual @ values) + (cost * np.logaddexp(0, np.where(labels > 0, -values, values))).sum()
    )


def _length(labels: Any, cost: Any, at: tuple[Any, Any], step: tuple[Any, Any], fall: float) -> float:
    """How much of a Newton step to go: halved until the loss falls as it should (Armijo)."""
    now, length = _loss(*at, labels, cost), 1.0
    while length > 1e-10:
        then = _loss(at[0] + length * step[0], at[1] + length * step[1], labels, cost)
        if then <= now + 1e-4 * length * fall + 1e-12 * abs(now):
            break
        length /= 2
    return length


def _solve(whole: Any, root: Any, wanted: Any) -> Any:
    """(1 + √b·K·√b) u = wanted by conjugate gradients, preconditioned by the diagonal, to a tenth of what
    remains, or better near the end."""
    import numpy as np

    diagonal = 1 + root * root * whole.diagonal()
    found, left = np.zeros_like(wanted), wanted.copy()
    size = np.linalg.norm(wanted)
    eased = left / diagonal
    way, held = eased.copy(), float(left @ eased)
    for _ in range(INNER):
        if np.linalg.norm(left) <= min(0.1, np.sqrt(size)) * size or not held:
            break
        ahead = way + root * (whole @ (root * way))
        length = held / float(way @ ahead)
        found += length * way
        left -= length * ahead
        eased = left / diagonal
        held, before = float(left @ eased), held
        way = eased + (held / before) * way
    return found
