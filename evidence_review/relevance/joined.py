"""Blocks of features side by side as one."""

from dataclasses import dataclass
from typing import Any

from evidence_review.relevance.sparse_rows import Rows


@dataclass(frozen=True, slots=True)
class Joined:
    """Blocks side by side as one (`rows.Rows`)."""

    parts: tuple[Rows, ...]

    @property
    def width(self) -> int:
        """Columns of all."""
        return sum(part.width for part in self.parts)

    def slices(self) -> list[slice]:
        """Where the columns of each block stand."""
        found: list[slice] = []
        for part in self.parts:
            start = found[-1].stop if found else 0
            found.append(slice(start, start + part.width))
        return found

    def times(self, weights: Any) -> Any:
        """As `rows.Rows`."""
        return sum(part.times(weights[where]) for part, where in zip(self.parts, self.slices(), strict=True))

    def turned(self, weights: Any) -> Any:
        """As `rows.Rows`."""
        import numpy as np

        return np.concatenate([part.turned(weights) for part in self.parts])

    def column_squares(self, weights: Any) -> Any:
        """As `rows.Rows`."""
        import numpy as np

        return np.concatenate([part.column_squares(weights) for part in self.parts])

    def take(self, at: Any) -> "Joined":
        """As `rows.Rows`."""
        return Joined(tuple(part.take(at) for part in self.parts))
