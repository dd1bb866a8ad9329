"""How alike the rows are that a line is learned from: their inner products, each worked out once and held for
the rounds that follow.

The numbers of every block are multiples of 2^-20 (`on_grid`), so that their products add up exactly, in
whatever order: what is held from an earlier round is the same to the last bit as what would be worked out
now, and no ranking depends on what came before it.
"""

from collections.abc import Callable
from typing import Any

from evidence_review.relevance.sparse_rows import Dense, Rows, Sparse

GRID = float(1 << 20)
HELD = 4096  # rows; beyond them a pool's products are let go and begun anew
CHUNK = 256  # rows compared at once
# a column that more rows hold, or a greater share of them than one in so many, is multiplied as a whole
SELDOM = 32
WIDE = 2048  # columns written out at once


def on_grid(numbers: Any) -> Any:
    """The numbers rounded to multiples of 2^-20."""
    import numpy as np

    return np.rint(numbers * GRID) / GRID


class Alike:
    """The inner products of a pool's rows, as far as they were asked for; `rows_at` gives every block's rows
    at these places.

    `lone`: of each row, what its product with itself has beside, of columns that no other row holds.
    """

    def __init__(self, rows_at: Callable[[Any], tuple[Rows, ...]], lone: Any = None) -> None:
        self._rows_at, self._lone = rows_at, lone
        self._place: dict[int, int] = {}
        self._known: list[Any] = []  # one square of numbers, larger than what is known so far

    def among(self, places: Any) -> Any:
        """The inner product of every two of these rows."""
        import numpy as np

        wanted = places.tolist()
        new = [at for at in wanted if at not in self._place]
        if len(self._place) + len(new) > HELD:
            self._place, new = {}, list(dict.fromkeys(wanted))
        for start in range(0, len(new), CHUNK):
            self._add(new[start : start + CHUNK])
        here = np.array([self._place[at] for at in wanted])
        return self._known[0][here[:, None], here]

    def _add(self, new: list[int]) -> None:
        import numpy as np

        old = len(self._place)
        self._place |= {at: old + number for number, at in enumerate(new)}
        many = len(self._place)
        if not self._known or len(self._known[0]) < many:
            larger = np.zeros((2 * many + CHUNK, 2 * many + CHUNK))
            for known in self._known:
                larger[:old, :old] = known[:old, :old]
            self._known = [larger]
        blocks = self._rows_at(np.array(list(self._place)))
        products = np.asarray(sum(_products(rows, old) for rows in blocks))
        if self._lone is not None:
            products[np.arange(old, many), np.arange(many - old)] += self._lone[new]
        self._known[0][:many, old:many] = products
        self._known[0][old:many, :many] = products.T


def _products(rows: Rows, old: int) -> Any:
    """Of every row with each of those from place `old` on."""
    import numpy as np

    if isinstance(rows, Dense):
        numbers = rows.numbers.astype(np.float64, copy=False)
        return numbers @ numbers[old:].T
    assert isinstance(rows, Sparse)
    new = np.zeros(rows.width, dtype=bool)
    new[rows.columns[rows.starts[old] :]] = True
    meets = new[rows.columns]  # a column that no new row holds adds nothing
    owners, columns, numbers = (
        np.repeat(np.arange(len(rows)), np.diff(rows.starts))[meets],
        rows.columns[meets],
        rows.numbers[meets],
    )
    often = np.bincount(columns, minlength=rows.width) > max(SELDOM, len(rows) // SELDOM)
    in_many = often[columns]
    many = (owners[in_many], (np.cumsum(often) - 1)[columns[in_many]], numbers[in_many])
    few = (owners[~in_many], columns[~in_many], numbers[~in_many])
    return _of_columns(*many, int(often.sum()), (len(rows), old)) + _of_pairs(*few, (len(rows), old))


def _of_columns(owners: Any, columns: Any, numbers: Any, width: int, shape: tuple[int, int]) -> Any:
    """What columns that many rows hold add to the products: these rows written out in full and multiplied,
    some columns at a time."""
    import numpy as np

    size, old = shape
    found = np.zeros((size, size - old))
    for start in range(0, width, WIDE):
        here = (columns >= start) & (columns < start + WIDE)
        full = np.zeros((size, min(WIDE, width - start)))
        full[owners[here], columns[here] - start] = numbers[here]
        found += full @ full[old:].T
    return found


def _of_pairs(owners: Any, columns: Any, numbers: Any, shape: tuple[int, int]) -> Any:
    """What columns that few rows hold add: each number of a new row by every number of its column."""
    import numpy as np

    size, old = shape
    order = np.argsort(columns, kind="stable")
    owners, columns, numbers = owners[order], columns[order], numbers[order]
    begins, ends = (np.searchsorted(columns, columns, side=side) for side in ("left", "right"))
    new = np.flatnonzero(owners >= old)
    many = (ends - begins)[new]
    one = np.repeat(new, many)
    other = np.arange(len(one)) - np.repeat(np.cumsum(many) - many - begins[new], many)
    places = owners[other] * (size - old) + owners[one] - old
    return np.bincount(places, numbers[other] * numbers[one], minlength=size * (size - old)).reshape(
        size, size - old
    )
