"""A PDF read again by every reader at hand, page by page, so that several processes can share the pages
(`spreading`; reference/safety.md 1.6 a)."""

import math
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.redaction_values import Leak
from evidence_review.domain.tasks import Task, task
from evidence_review.redaction.gate.gate_codes import CODE, code_pages
from evidence_review.redaction.gate.gate_text import MUPDF, READERS, Pages
from evidence_review.redaction.streams.covers import Log
from evidence_review.redaction.terms.search import Search, holds
from evidence_review.redaction.terms.spreading import Spread


@dataclass(frozen=True, slots=True)
class PageRead:
    """A reader has read a page (from 1), or failed on it: what is wrong there, empty where nothing is."""

    reader: str
    page: int
    how: str = ""


def reading(
    data: bytes,
    search: Search,
    readers: Sequence[str],
    first: int = 0,
    last: int | None = None,
    shapes: Mapping[int, Log] | None = None,
) -> Generator[PageRead]:
    """What each of the readers named finds on the pages from `first` (from 0) to before `last`, to the
    reader's own end where that is None. One of them may be CODES, which reads no text; `shapes` are what pages
    paint besides letters, as far as that is known."""
    started = [
        (name, _faults(name, reader(data, first, last, search), search))
        for name, reader in READERS
        if name in readers
    ]
    if CODES in readers:
        started.append((CODES, code_pages(data, first, last, search, shapes or {})))
    for name, faults in started:
        page = first
        try:
            for page, how in enumerate(faults, first + 1):
                yield PageRead(name, page, how)
        except Exception:  # noqa: BLE001  # any reader may fail in its own way on a hostile file
            yield PageRead(name, page + 1, f"{name}{_FAILED}")


def _faults(name: str, read: Pages, search: Search) -> Iterator[str]:
    for texts in read:
        yield f"text read by {name}" if any(holds(text, search) for text in texts) else ""


def code_leaks(read: Sequence[PageRead]) -> Iterator[Leak]:
    """What is wrong with the codes on the pages of the file itself."""
    for one in read:
        if one.reader == CODES:
            yield Leak(f"page {one.page}", CODE) if one.how == CODE else Leak("pages", NOT_DRAWN)


def page_of(leak: Leak) -> float:
    """The page that the place of a leak names; behind all where it names none."""
    number = leak.place.removeprefix("page ")
    return int(number) if number.isdigit() else math.inf


NOT_DRAWN = "could not be drawn to be checked"
CODES = "a reader of codes"
"""Who looks for QR and bar codes on pages."""
_FAILED = " could not read it to be checked"


def in_order(found: Sequence[PageRead], readers: Sequence[str]) -> list[PageRead]:
    """What was found by reader and page; of a reader nothing behind the first page on which it failed, where
    it would have stopped if it had read all pages by itself."""
    out: list[PageRead] = []
    for one in sorted(found, key=lambda one: (readers.index(one.reader), one.page)):
        if not (out and out[-1].reader == one.reader and out[-1].how.endswith(_FAILED)):
            out.append(one)
    return out


type Stretch = tuple[str, int, int | None]
"""A reader, and its pages from one to before another (from 0), to its own end where that is None."""


def reading_apart(
    data: bytes,
    search: Search,
    stretches: Sequence[Stretch],
    shapes: Mapping[int, Log],
    places: Iterable[int],
) -> Iterator[dict[str, Any]]:
    """`reading` of the stretches at these places for a process of its own: {"reader", "page", "how"}."""
    for name, first, last in (stretches[at] for at in places):
        for one in reading(data, search, [name], first, last, shapes):
            yield {"reader": one.reader, "page": one.page, "how": one.how}


def reading_together(
    data: bytes, search: Search, readers: Sequence[str], spread: Spread | None, shapes: Mapping[int, Log]
) -> Generator[PageRead]:
    """`reading` of all pages, shared out where that can be and then at work from now on. The pages come in no
    order then."""
    if spread is None:
        return reading(data, search, readers, shapes=shapes)
    pages = _pages(data)
    stretches = _stretches(pages, readers)

    def work(places: Iterable[int]) -> Task:
        return task(
            reading_apart, data=data, search=search, stretches=stretches, shapes=shapes, places=places
        )

    begun = spread(work, len(stretches), pages / max(1, len(stretches)))
    return (_read_in(untrusted) for untrusted in begun)


def _stretches(pages: int, readers: Sequence[str]) -> list[Stretch]:
    """What can be read apart, about in the order of the pages, the slowest readers first."""
    out = [(name, first, end) for name in readers for first, end in _ranges(pages, _LEAST[name in _SLOWEST])]
    return sorted(out, key=lambda one: (one[1] // _LEAST[False], one[0] not in _SLOWEST))


def _ranges(pages: int, least: int) -> list[tuple[int, int | None]]:
    """Ranges of no fewer pages than that. The last one has no end: a reader that sees more pages than others
    reads them too."""
    count = max(1, min(_MOST_STRETCHES, pages // least))
    edges = [pages * at // count for at in range(count)]
    return list(zip(edges, [*edges[1:], None], strict=True))


_SLOWEST = frozenset({MUPDF, "pdfminer.six", CODES})
"""Readers whose letters are put together in Python, or that draw pages: of many files each takes as long as all
others."""
_LEAST, _MOST_STRETCHES = {False: 24, True: 8}, 8
"""Pages for which a reader opens the file once more, by whether it is one of the slowest; and how often it
does at most."""


def _read_in(untrusted: Mapping[str, Any]) -> PageRead:
    return PageRead(str(untrusted["reader"]), int(untrusted["page"]), str(untrusted["how"]))


def _pages(data: bytes) -> int:
    """How many pages one of the readers sees; 0 where it sees none, and each reader then says so itself."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return 0
    count = len(document)
    document.close()
    return count
