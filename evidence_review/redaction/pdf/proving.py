"""Every finished page held against its source, page by page, so that several processes can share the pages
(`spreading`; reference/safety.md 1.6 a to d)."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.tasks import Task, task
from evidence_review.redaction.gate.gate_text import mupdf_page
from evidence_review.redaction.pdf.bar_reasons import UNDER
from evidence_review.redaction.pdf.page_comparison import (
    MOVED,
    Expected,
    Kept,
    drawn,
    kept_from,
    looks_fault,
    stays_whole,
    words_fault,
)
from evidence_review.redaction.pdf.second_places import moved_in_pdfium
from evidence_review.redaction.streams.covers import covered
from evidence_review.redaction.streams.glyphs import Glyph, paint_alike, traced, unturned
from evidence_review.redaction.terms.search import Search, holds
from evidence_review.redaction.terms.spreading import Spread

LEFT = "something that was to go was left"


@dataclass(frozen=True, slots=True)
class Versions:
    """A document prepared, rebuilt and finished; the search; pages of which something was left out on
    purpose, which are held against `first`."""

    prepared: bytes
    first: bytes
    final: bytes
    search: Search
    left_out: frozenset[int]


@dataclass(frozen=True, slots=True)
class Proved:
    """A finished page held against its source: what is wrong with it, empty where it is as it must be; and
    whether PDFium reads no term on it."""

    page: int
    fault: str
    silent: bool


def faults(versions: Versions, expected: Iterable[tuple[int, Expected]]) -> Generator[Proved]:
    """Each of the pages of which something is expected, proved."""
    import pymupdf
    import pypdfium2

    drawn_before, drawn_after = (
        pypdfium2.PdfDocument(versions.prepared),
        pypdfium2.PdfDocument(versions.final),
    )
    with (
        pymupdf.open(stream=versions.prepared, filetype="pdf") as before,
        pymupdf.open(stream=versions.first, filetype="pdf") as rebuilt,
        pymupdf.open(stream=versions.final, filetype="pdf") as after,
    ):
        for number, wanted in expected:
            left_out = number in versions.left_out
            sheets = _Sheet(drawn_before[number]), _Sheet(drawn_after[number])
            pages = (rebuilt if left_out else before)[number], after[number]
            fault = _fault(pages, sheets, wanted, versions.search, left_out=left_out)
            yield Proved(number, fault, not holds(sheets[1].text().get_text_range(), versions.search))
            for sheet in sheets:
                sheet.close()
    drawn_before.close()
    drawn_after.close()


@dataclass(slots=True)
class _Sheet:
    """A page of PDFium's, read through once for all who ask: what it paints takes longer to read than to
    draw."""

    page: Any
    read: Any = None

    def text(self) -> Any:
        """Its characters."""
        self.read = self.read or self.page.get_textpage()
        return self.read

    def close(self) -> None:
        """Let go of it."""
        if self.read:
            self.read.close()
        self.page.close()


def _fault(
    pages: tuple[Any, Any], sheets: tuple[_Sheet, _Sheet], wanted: Expected, search: Search, *, left_out: bool
) -> str:
    """What is wrong with a page, by its source and itself as MuPDF and PDFium have them."""
    page = pages[1]
    old, new = _traced(pages)
    if _shows_term(page, new, search):
        return LEFT
    kept = None if old == new and stays_whole(old, wanted) else kept_from(old, wanted)
    if kept and (fault := words_fault(kept, new, wanted)):
        return fault
    if not left_out and (fault := _drawn_fault(page, sheets, wanted, kept)):
        return fault
    return UNDER if wanted.shifted and _hides(page, new) else ""


def _shows_term(page: Any, glyphs: Sequence[Glyph], search: Search) -> bool:
    return any(holds(text, search) for text in mupdf_page(page, glyphs, search))


def _traced(pages: tuple[Any, Any]) -> tuple[list[Glyph], list[Glyph]]:
    """What a page painted before and paints now, read once where both paint alike."""
    before, page = pages
    traces = before.get_texttrace(), page.get_texttrace()
    new = traced(page, traces[1])
    alike = tuple(unturned(before)) == tuple(unturned(page)) and paint_alike(*traces)
    return new if alike else traced(before, traces[0]), new


def _drawn_fault(page: Any, sheets: tuple[_Sheet, _Sheet], wanted: Expected, kept: Kept | None) -> str:
    """What is wrong with a page as PDFium draws and reads it."""
    if fault := looks_fault(drawn(sheets[0].page), drawn(sheets[1].page), page, wanted):
        return fault
    if kept and wanted.points and moved_in_pdfium(sheets[0].text(), sheets[1].text(), kept):
        return MOVED
    return ""


def _hides(page: Any, glyphs: Sequence[Glyph]) -> bool:
    """Whether a letter of a finished page lies hidden under something, as the plan for it could not foresee:
    boxes of forms inside forms."""
    turned = page.rotation
    page.set_rotation(0)
    hidden = covered(page, glyphs)
    page.set_rotation(turned)
    return bool(hidden)


def faults_apart(
    versions: Versions, expected: Sequence[tuple[int, Expected]], places: Iterable[int]
) -> Iterator[dict[str, Any]]:
    """`faults` for a process of its own: {"page", "fault", "silent"} of those at these places."""
    for one in faults(versions, (expected[at] for at in places)):
        yield {"page": one.page, "fault": one.fault, "silent": one.silent}


def faults_together(
    versions: Versions, expected: Mapping[int, Expected], spread: Spread | None
) -> Generator[Proved]:
    """`faults`, shared out where that can be and then at work from now on; the pages come in no order
    then."""
    wanted = list(expected.items())
    if spread is None:
        return faults(versions, wanted)

    def work(places: Iterable[int]) -> Task:
        return task(faults_apart, versions=versions, expected=wanted, places=places)

    begun = spread(work, len(wanted))
    return (
        Proved(int(untrusted["page"]), str(untrusted["fault"]), untrusted["silent"] is True)
        for untrusted in begun
    )
