"""A PDF read again by every reader at hand, page by page, so that several processes can share the pages
(`spreading`; reference/safety.md 1.6 a)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.tasks import task
from evidence_review.redaction.gate.gate_text import READERS
from evidence_review.redaction.terms.search import Search, holds
from evidence_review.redaction.terms.spreading import Spread, shares


@dataclass(frozen=True, slots=True)
class PageRead:
    """A reader has read a page (from 1), or failed on it: what is wrong there, empty where nothing is."""

    reader: str
    page: int
    how: str = ""


def reading(
    data: bytes, search: Search, readers: Sequence[str], first: int = 0, last: int | None = None
) -> Iterator[PageRead]:
    """What each of the readers named finds on the pages from `first` (from 0) to before `last`, to the
    reader's own end where that is None."""
    started = [(name, reader(data, first, last, search)) for name, reader in READERS if name in readers]
    for name, read in started:
        page = first
        try:
            for page, texts in enumerate(read, first + 1):
                yield PageRead(
                    name, page, f"text read by {name}" if any(holds(text, search) for text in texts) else ""
                )
        except Exception:  # noqa: BLE001  # any reader may fail in its own way on a hostile file
            yield PageRead(name, page + 1, f"{name} could not read it to be checked")


def reading_apart(
    data: bytes, search: Search, readers: Sequence[str], first: int, last: int | None
) -> Iterator[dict[str, Any]]:
    """`reading` for a process of its own: {"reader", "page", "how"}."""
    for one in reading(data, search, readers, first, last):
        yield {"reader": one.reader, "page": one.page, "how": one.how}


def reading_together(
    data: bytes, search: Search, readers: Sequence[str], spread: Spread | None
) -> Iterator[PageRead]:
    """`reading` of all pages, shared out where that pays. The pages come in no order then."""
    ranges = shares(_pages(data)) if spread else []
    if spread is None or len(ranges) < 2:
        yield from reading(data, search, readers)
        return
    ends = [
        *(last for _, last in ranges[:-1]),
        None,
    ]  # a reader that sees more pages than others reads them too
    asked = [
        task(reading_apart, data=data, search=search, readers=readers, first=first, last=end)
        for (first, _), end in zip(ranges, ends, strict=True)
    ]
    for untrusted in spread(asked):
        yield _read_in(untrusted)


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
