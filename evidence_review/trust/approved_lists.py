"""What one approval covers, as a tree of which its entry in the log holds the root alone (decision 0047).

Whoever is shown one line with its way to the root learns neither the other items nor how many there are: each
line stands at a drawn place among 65,536 and more, and where nothing stands there is a drawn hash. All is drawn
from a secret of the case, so that it can be made again from the approval's rows.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from evidence_review.domain.audit import canonical

FEWEST_PLACES = 1 << 16


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item on the list of an approval: its line, its place counted from 0, the hashes beside the way to the
    root."""

    line: bytes
    place: int
    path: tuple[bytes, ...]


@dataclass(frozen=True)
class ApprovedList:
    """The list of an approval. `covered`: by item the digest of what was approved of it."""

    secret: bytes
    approval: str
    covered: Mapping[int, str]

    @property
    def places(self) -> int:
        """How many places the tree has: a power of two, and four times as many as items at least."""
        return max(FEWEST_PLACES, 1 << (4 * len(self.covered)).bit_length())

    def text(self, item: int) -> str:
        """What stands for the digest of an item: nobody can try what it is of, for want of the secret."""
        return self._drawn("text", item, self.covered[item]).hex()

    @property
    def root(self) -> str:
        """The RFC 6962 root, in hexadecimal."""
        return self._levels[-1][0].hex()

    def listed(self, item: int) -> ListedItem:
        """One item with its way to the root."""
        place = self._place[item]
        path = (level[(place >> height) ^ 1] for height, level in enumerate(self._levels[:-1]))
        return ListedItem(self._line(item), place, tuple(path))

    @cached_property
    def _place(self) -> dict[int, int]:
        taken: dict[int, int] = {}
        for item in sorted(self.covered):
            place = int.from_bytes(self._drawn("place", item)[:4], "big") % self.places
            while place in taken:
                place = (place + 1) % self.places
            taken[place] = item
        return {item: place for place, item in taken.items()}

    @cached_property
    def _levels(self) -> list[dict[int, bytes]]:
        """The hashes by place, the lines first and the root last, each with the one beside it."""
        level = {
            place: hashlib.sha256(b"\x00" + self._line(item)).digest() for item, place in self._place.items()
        }
        made: list[dict[int, bytes]] = []
        for height in range(self.places.bit_length() - 1):
            beside = {at ^ 1 for at in level} - level.keys()
            level |= {at: self._drawn("beside", height, at) for at in beside}
            made.append(level)
            pairs = {at >> 1 for at in level}
            level = {at: hashlib.sha256(b"\x01" + level[2 * at] + level[2 * at + 1]).digest() for at in pairs}
        return [*made, level]

    def _line(self, item: int) -> bytes:
        return canonical({"item": item, "text": self.text(item)})

    def _drawn(self, *about: str | int) -> bytes:
        return hmac.digest(self.secret, canonical([self.approval, *about]), "sha256")
