"""The gate for files of every kind: each is taken apart to the last part, and every term is looked for in all
of it (reference/safety.md 1.6, 1.7).

PDF files and pictures go to `gate`; here are their containers, and all other files. A part that cannot be
opened is a leak: nobody could check it.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evidence_review.domain.redaction_values import Leak
from evidence_review.imaging.picture_opening import kind_of
from evidence_review.redaction.gate import gate
from evidence_review.redaction.gate.gate_bytes import carved, found_in
from evidence_review.redaction.gate.gate_text import READERS
from evidence_review.redaction.terms.search import Search, Wanted, holds, over_cells, search_for
from evidence_review.redaction.terms.spreading import Spread
from evidence_review.redaction.unpacked.parts import Part, parts_of
from evidence_review.redaction.unpacked.parts_archives import is_packed

_DEEPEST = 8
_MOST_BYTES = 1 << 30
_SMALL = 1 << 25
LONG = 7
"""Numbers of fewer digits may stand together by chance."""
TOO_DEEP = "packed too deep or too big to be checked"


def check_file(data: bytes, terms: Sequence[str], name: str = "") -> list[Leak]:
    """Every place of a file of any kind, and of its name, where one of the terms can still be found; empty
    when it is gone."""
    return check_file_search(data, search_for(terms), name)


def check_file_search(
    data: bytes,
    search: Search,
    name: str = "",
    allowed: frozenset[str] = frozenset(),
    spread: Spread | None = None,
) -> list[Leak]:
    """`check_file` with a search that was made before; `allowed` are words that stay by decision, as
    `nearly.nearly` has them."""
    leaks = [Leak("file name", "the name of the file")] if name and holds(name, search) else []
    leaks += _Walk(search, allowed, spread).file(data, "file", 0)
    return list(dict.fromkeys(leaks))


def paper_leaks(data: bytes, search: Search) -> list[Leak]:
    """`check_file_search` for a PDF that this program set from values: what every reader makes of its pages,
    since its objects are ours.

    Names of objects, tables of fonts and coordinates are none of the evidence and look like short words,
    numbers and dates. A number of fewer than seven digits is looked for line by line: cells of a table stand
    beside each other by chance.
    """
    long = Search(tuple(one for one in search.wanted if not _is_short(one)), search.left, search.beyond_latin)
    leaks = [
        leak
        for leak in gate.check_search(data, long)
        if not leak.place.startswith(("stream", "object", "trailer", "file"))
    ]
    short = Search(tuple(one for one in search.wanted if _is_short(one)), (), search.beyond_latin)
    return leaks + (_line_by_line(data, short) if short.wanted else [])


def _line_by_line(data: bytes, search: Search) -> list[Leak]:
    """What every reader of PDFs finds in single lines of the pages."""
    return [
        Leak(f"page {page}", f"text read by {name}")
        for name, reader in READERS
        for page, texts in enumerate(reader(data, 0, None, search), 1)
        if any(holds(line, search) for text in texts for line in text.split("\n"))
    ]


def _is_short(one: Wanted) -> bool:
    return one.needle.isdigit() and one.letters < LONG


@dataclass(slots=True)
class _Walk:
    """One walk through a file and all that is in it; equal parts are looked at once."""

    search: Search
    allowed: frozenset[str]
    spread: Spread | None = None
    seen: set[bytes] = field(default_factory=set[bytes])
    budget: int = _MOST_BYTES

    def file(self, data: bytes, place: str, depth: int) -> Iterator[Leak]:
        """Leaks of a file and of everything in it."""
        mark = hashlib.sha256(data).digest()
        if mark in self.seen or not data:
            return
        self.seen.add(mark)
        self.budget -= len(data)
        if depth > _DEEPEST or self.budget < 0:
            yield Leak(place, TOO_DEEP)
            return
        if b"%PDF-" in data[:1024] or kind_of(data[:64]):
            for leak in gate.check_search(data, self.search, "", self.allowed, spread=self.spread):
                yield Leak(_inside(place, leak.place), leak.how)
            return
        how = found_in(data, self.search)
        if how:
            yield Leak(place, how)
        for part in parts_of(data):
            yield from self.part(part, place, depth)
        if len(data) < _SMALL and not is_packed(data):
            for inner in carved(data):
                yield from self.file(inner, f"{place}, compressed part", depth + 1)

    def part(self, part: Part, place: str, depth: int) -> Iterator[Leak]:
        """Leaks of one part."""
        where = _inside(place, part.place)
        if part.lost:
            yield Leak(where, part.how)
        if part.words and holds(part.words, over_cells(self.search) if part.cells else self.search):
            yield Leak(where, part.how)
        if part.name and holds(part.name, self.search):
            yield Leak(where, "the name of a file inside")
        if part.data:
            yield from self.file(part.data, where, depth + 1)


def _inside(outer: str, inner: str) -> str:
    """Where something stands, from the place of a file and the place in it; "file" is the file itself."""
    if inner == "file":
        return outer
    return inner if outer == "file" else f"{outer}, {inner}"
