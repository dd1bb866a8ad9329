"""Rows of numbers of which most are 0, and rows of vectors: the little of linear algebra that learning needs,
in numpy alone.

scikit-learn and scipy would bring 130 MB for what stands here (docs/decisions/0017). All sums are float64 and
in one order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

CHUNK = 4096  # rows worked on at once where a whole copy would be large
# the same where several numbers are made of each: what is worked on stays in the processor's own memory
FEW = 256


class Rows(Protocol):
    """What a block of features can do: `times` a weight for each column, `turned` a weight for each row."""

    @property
    def width(self) -> int:
        """Columns."""
        ...

    def times(self, weights: Any) -> Any:
        """For each row the sum of its numbers by the columns' weights."""
        ...

    def turned(self, weights: Any) -> Any:
        """For each column the sum of its numbers by the rows' weights."""
        ...

    def take(self, at: Any) -> "Rows":
        """These rows alone."""
        ...

    def column_squares(self, weights: Any) -> Any:
        """For each column the sum of its squared numbers by the rows' weights."""
        ...


@dataclass(frozen=True, slots=True)
class Sparse:
    """Rows as lists of (column, number): those of row r stand at `starts[r]:starts[r + 1]` of `columns` and
    `numbers`."""

    columns: Any
    numbers: Any
    starts: Any
    width: int

    def __len__(self) -> int:
        """How many rows."""
        return len(self.starts) - 1

    def times(self, weights: Any) -> Any:
        """For each row the sum of its numbers by the columns' weights."""
        return self._added(self.numbers * weights[self.columns])

    def turned(self, weights: Any) -> Any:
        """For each column the sum of its numbers by the rows' weights."""
        import numpy as np

        return np.bincount(
            self.columns, self.numbers * np.repeat(weights, np.diff(self.starts)), minlength=self.width
        )

    def column_squares(self, weights: Any) -> Any:
        """For each column the sum of its squared numbers by the rows' weights."""
        import numpy as np

        return np.bincount(
            self.columns, self.numbers**2 * np.repeat(weights, np.diff(self.starts)), minlength=self.width
        )

    def take(self, at: Any) -> "Sparse":
        """These rows alone, in that order."""
        import numpy as np

        at = np.asarray(at, dtype=np.int64)
        many = self.starts[at + 1] - self.starts[at]
        starts = np.concatenate([[0], np.cumsum(many)])
        where = np.arange(starts[-1]) - np.repeat(starts[:-1] - self.starts[at], many)
        return Sparse(self.columns[where], self.numbers[where], starts, self.width)

    def row(self, at: int) -> tuple[Any, Any]:
        """Columns and numbers of one row."""
        part = slice(self.starts[at], self.starts[at + 1])
        return self.columns[part], self.numbers[part]

    def unit(self) -> "Sparse":
        """Each row brought to length 1; a row of zeros stays."""
        import numpy as np

        lengths = np.sqrt(self._added(self.numbers**2))
        by_row = np.repeat(np.where(lengths > 0, lengths, 1.0), np.diff(self.starts))
        return Sparse(self.columns, self.numbers / by_row, self.starts, self.width)

    def _added(self, values: Any) -> Any:
        import numpy as np

        sums = np.zeros(len(self))
        held = np.flatnonzero(np.diff(self.starts))
        if len(held):
            sums[held] = np.add.reduceat(values, self.starts[held])
        return sums


@dataclass(frozen=True, slots=True)
class Dense:
    """Rows of `width` numbers each, kept in float32 and added up in float64."""

    numbers: Any

    def __len__(self) -> int:
        """How many rows."""
        return len(self.numbers)

    @property
    def width(self) -> int:
        """Columns."""
        return self.numbers.shape[1]

    def times(self, weights: Any) -> Any:
        """For each row the sum of its numbers by the columns' weights."""
        import numpy as np

        out = np.empty(len(self.numbers))
        for start in range(0, len(out), CHUNK):
            out[start : start + CHUNK] = (
                self.numbers[start : start + CHUNK].astype(np.float64, copy=False) @ weights
            )
        return out

    def turned(self, weights: Any) -> Any:
        """For each column the sum of its numbers by the rows' weights."""
        import numpy as np

        return weights @ self.numbers.astype(np.float64, copy=False)

    def column_squares(self, weights: Any) -> Any:
        """For each column the sum of its squared numbers by the rows' weights."""
        import numpy as np

        return weights @ self.numbers.astype(np.float64, copy=False) ** 2

    def take(self, at: Any) -> "Dense":
        """These rows alone, in that order."""
        return Dense(self.numbers[at])


def sparse(rows: Sequence[tuple[Any, Any]], width: int) -> Sparse:
    """From (columns, numbers) of each row."""
    import numpy as np

    starts = np.concatenate([[0], np.cumsum([len(columns) for columns, _ in rows])]).astype(np.int64)
    columns = (
        np.concatenate([np.asarray(columns, dtype=np.int64) for columns, _ in rows])
        if rows
        else np.zeros(0, dtype=np.int64)
    )
    numbers = (
        np.concatenate([np.asarray(numbers, dtype=np.float64) for _, numbers in rows])
        if rows
        else np.zeros(0)
    )
    return Sparse(columns, numbers, starts, width)


def stacked(one: Sparse, other: Sparse) -> Sparse:
    """The rows of both, one below the other."""
    import numpy as np

    starts = np.concatenate([one.starts, one.starts[-1] + other.starts[1:]])
    return Sparse(
        np.concatenate([one.columns, other.columns]),
        np.concatenate([one.numbers, other.numbers]),
        starts,
        one.width,
    )


def empty(width: int) -> Sparse:
    """One row of zeros."""
    import numpy as np

    return Sparse(np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(2, dtype=np.int64), width)


def one_hot(names: Sequence[object]) -> Sparse:
    """A column for each distinct name, in order of first appearance, with a 1 where the row has it."""
    import numpy as np

    known: dict[object, int] = {}
    columns = np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int64)
    return Sparse(columns, np.ones(len(columns)), np.arange(len(columns) + 1), max(1, len(known)))


def mixed(by: Sparse, rows: Sparse) -> Sparse:
    """The sparse product: row i is the sum of the rows that `by` names for i, each by its number."""
    import numpy as np

    parts = [
        _mixed_rows(by.take(np.arange(at, min(at + CHUNK, len(by)))), rows) for at in range(0, len(by), CHUNK)
    ]
    starts = np.concatenate([[0], *(part.starts[1:] - part.starts[:-1] for part in parts)]).cumsum()
    return Sparse(
        np.concatenate([part.columns for part in parts]),
        np.concatenate([part.numbers for part in parts]),
        starts,
        rows.width,
    )


def _mixed_rows(by: Sparse, rows: Sparse) -> Sparse:
    import numpy as np

    taken = rows.take(by.columns)
    many = np.diff(taken.starts)
    owner = np.repeat(np.repeat(np.arange(len(by)), np.diff(by.starts)), many)
    keys, inverse = np.unique(owner * rows.width + taken.columns, return_inverse=True)
    numbers = np.bincount(inverse, taken.numbers * np.repeat(by.numbers, many), minlength=len(keys))
    starts = np.searchsorted(keys, np.arange(len(by) + 1) * rows.width)
    return Sparse((keys % rows.width).astype(np.int32), numbers.astype(np.float32), starts, rows.width)


def mixed_dense(by: Sparse, rows: Any) -> Any:
    """The same over dense rows; float32 out."""
    import numpy as np

    out = np.zeros((len(by), rows.shape[1]), dtype=np.float32)
    for start in range(0, len(by), FEW):
        part = by.take(np.arange(start, min(start + FEW, len(by))))
        held = np.flatnonzero(np.diff(part.starts))
        if len(held):
            added = np.add.reduceat(rows[part.columns] * part.numbers[:, None], part.starts[held], axis=0)
            out[start + held] = added
    return out
