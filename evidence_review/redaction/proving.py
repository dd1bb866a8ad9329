"""Every finished page held against its source, page by page, so that several processes can share the pages (`spreading`; SAFETY.md 1.6 a to d)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.redaction.comparing import MOVED, Expected, kept_of, looks_fault, words_fault
from evidence_review.redaction.covers import covered
from evidence_review.redaction.gate_text import mupdf_page
from evidence_review.redaction.glyphs import Glyph, painted
from evidence_review.redaction.second_places import moved_in_pdfium
from evidence_review.redaction.setting import UNDER
from evidence_review.redaction.spreading import Spread, shares
from evidence_review.redaction.terms import Search, holds

LEFT = "something that was to go was left"


@dataclass(frozen=True, slots=True)
class Versions:
    """A document prepared, rebuilt and finished; the search; pages of which something was left out on purpose, which are held against `first`."""

    prepared: bytes
    first: bytes
    final: bytes
    search: Search
    left_out: frozenset[int]


def faults(versions: Versions, expected: Mapping[int, Expected]) -> Iterator[tuple[int, str]]:
    """(page, what is wrong with it) for each of the pages of which something is expected; empty where a page is as it must be."""
    import pymupdf
    import pypdfium2

    drawn_before, drawn_after = pypdfium2.PdfDocument(versions.prepared), pypdfium2.PdfDocument(versions.final)
    with (
        pymupdf.open(stream=versions.prepared, filetype="pdf") as before,
        pymupdf.open(stream=versions.first, filetype="pdf") as rebuilt,
        pymupdf.open(stream=versions.final, filetype="pdf") as after,
    ):
        for number, wanted in expected.items():
            page, left_out = after[number], number in versions.left_out
            glyphs = painted(page)
            kept = kept_of((rebuilt if left_out else before)[number], wanted)
            yield (
                number,
                (
                    (any(holds(text, versions.search) for text in mupdf_page(page, glyphs)) and LEFT)
                    or words_fault(kept, glyphs, wanted)
                    or (not left_out and looks_fault(drawn_before, drawn_after, page, wanted))
                    or (bool(wanted.points) and not left_out and moved_in_pdfium(drawn_before, drawn_after, number, kept) > 0 and MOVED)
                    or (bool(wanted.shifted) and _hides(page, glyphs) and UNDER)
                    or ""
                ),
            )
    drawn_before.close()
    drawn_after.close()


def _hides(page: Any, glyphs: Sequence[Glyph]) -> bool:
    """Whether a letter of a finished page lies hidden under something, as the plan for it could not foresee: boxes of forms inside forms."""
    turned = page.rotation
    page.set_rotation(0)
    hidden = covered(page, glyphs)
    page.set_rotation(turned)
    return bool(hidden)


def faults_apart(versions: Versions, expected: Mapping[int, Expected]) -> Iterator[dict[str, Any]]:
    """`faults` for a process of its own: {"page", "fault"}."""
    for page, fault in faults(versions, expected):
        yield {"page": page, "fault": fault}


def faults_together(versions: Versions, expected: Mapping[int, Expected], spread: Spread | None) -> Iterator[tuple[int, str]]:
    """`faults`, shared out where that pays; the pages come in no order then."""
    numbers = list(expected)
    ranges = shares(len(numbers))
    if spread is None or len(ranges) < 2:
        yield from faults(versions, expected)
        return
    asked = [{"versions": versions, "expected": {at: expected[at] for at in numbers[first:last]}} for first, last in ranges]
    for untrusted in spread(f"{__name__}:{faults_apart.__name__}", asked):
        yield int(untrusted["page"]), str(untrusted["fault"])
