"""One redaction of a PDF on its way, and what is told of it when it is done: how each place was taken out,
and what to look at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evidence_review.domain.redaction_values import Done, Level
from evidence_review.imaging import ocr
from evidence_review.redaction.gate.ocr_regions import Eyes, parts_of
from evidence_review.redaction.pdf.bar_reasons import FRAMED
from evidence_review.redaction.pdf.name_widths import DRAWN, MOST_MEASURED, fitting, width_warnings
from evidence_review.redaction.pdf.page_targets import Looked, Source
from evidence_review.redaction.pdf.planning import Plan, Want
from evidence_review.redaction.pdf.rebuilding import Rebuilt
from evidence_review.redaction.pdf.scans import Scans
from evidence_review.redaction.terms.spreading import Spread

_PICTURED = "the page became a picture, on which a bar stands where the words stood"

HIDDEN = (
    "had words that a reader does not see, under a box or picture or in the colour of their ground, "
    "which were left out."
)

REREAD = (
    "had letters that only some readers take for words to be removed; they went too, so see whether "
    "anything is missing."
)

type Tell = Callable[[str, int, int], None]
"""Told what is being done, how many pages of it are done, and how many there are. It may raise a
ReviewError to stop the work: nothing is left behind."""


@dataclass(slots=True)
class Work:
    """One redaction on its way: its source, that rebuilt, what pictures need, what was found on each page (in
    order), and the last plans.

    `allowed` are words that stay though they read nearly like a term, `eyes` read parts of pages; `tries`
    counts how often a finished file was made and looked at. `read` names readers that found no term on any
    page of the last such file. `want` is how places are to be taken out. Pages on which the gate found
    something again: those that were `reread` for it, of these `pictured`, and `silent` of these.
    """

    source: Source
    first: Rebuilt
    scans: Scans
    tell: Tell
    signed: bool
    spread: Spread | None
    allowed: frozenset[str] = frozenset()
    eyes: Eyes = field(default_factory=Eyes)
    looked: dict[int, Looked] = field(default_factory=dict[int, Looked])
    plans: dict[int, Plan] = field(default_factory=dict[int, Plan])
    tries: int = 0
    read: frozenset[str] = frozenset()
    want: Want = field(default_factory=lambda: Want(Level.TOKEN))
    reread: set[int] = field(default_factory=set[int])
    pictured: set[int] = field(default_factory=set[int])
    silent: set[int] = field(default_factory=set[int])


def marks_of(work: Work, as_pixels: set[int]) -> list[Done]:
    """How each place was taken out."""
    out: list[Done] = []
    for number, one in work.looked.items():
        plan = None if number in as_pixels else work.plans.get(number)
        levels, whys = (
            (plan.levels, plan.whys)
            if plan
            else ((Level.BAR,) * len(one.places), (_PICTURED,) * len(one.places))
        )
        out += [
            Done(number, token, level, why)
            for token, level, why in zip(one.places, levels, whys, strict=True)
        ]
        filled = work.scans.bars.get(number, ())
        by_hand = work.scans.drawn.get(number, 0)
        out += [Done(number, bar.token, Level.BAR, _PICTURED) for bar in filled[: len(filled) - by_hand]]
        out += [Done(number, "", Level.BAR, DRAWN)] * by_hand
    return _measured(work, out)


def _measured(work: Work, marks: list[Done]) -> list[Done]:
    """The marks, bars that stand where words stood with how many names would fit them, as far as that is
    measured."""
    pages = sorted({one.page for one in marks if one.level is Level.BAR and work.looked[one.page].places})
    first: dict[int, int] = {}
    for at, one in enumerate(marks):
        first.setdefault(one.page, at)
    left = MOST_MEASURED
    for number, found in work.source.located(pages):
        for at, place in enumerate(found.places, first[number]):
            known = fitting(place, found.glyphs) if marks[at].level is Level.BAR and left else None
            if known:
                marks[at] = replace(marks[at], fits=known[0], tried=known[1])
                left -= 1
        if not left:
            break
    return marks


def warnings_of(work: Work, instead: Mapping[int, str], marks: Sequence[Done]) -> tuple[str, ...]:
    """What to tell the reviewer; `instead` are pages that became pictures, with what would have been wrong
    with them."""
    out = width_warnings(marks)
    out += _on(
        sorted({one.page for one in marks if one.why == FRAMED}),
        "has a frame round a line that was set anew, which shows how long the line was; look at it.",
    )
    out += _of_pictures(work, instead)
    out += _of_words(work, set(instead))
    if work.signed:
        out.append(
            (
                "The original bears a signature. It does not hold for an edited copy and was left out; "
                "the original keeps it."
            )
        )
    if work.source.search.left:
        out.append(
            (
                "A word of a name that is also an ordinary English word was kept where it stands "
                "alone; give it as a term of its own to remove it."
            )
        )
    return tuple(out)


def _of_pictures(work: Work, instead: Mapping[int, str]) -> list[str]:
    """What to tell of pages that became pictures."""
    scans, drawn_on = work.scans, work.scans.drawn.keys() - work.scans.read
    out = _on(
        sorted(scans.beside),
        (
            "showed words to be removed in a picture or drawing and became a picture; these words were "
            "read by machine, so look at it before it goes out."
        ),
    )
    out += _on(
        sorted(scans.pixels - drawn_on - scans.beside),
        "is a scan and was drawn afresh; its words were read by machine, so look at it before it goes out.",
    )
    out += _on(
        sorted(drawn_on),
        "has an area that a person drew and became a picture; what stays of its words can still be searched.",
    )
    out += _on(
        sorted(scans.alike),
        "had words in its picture that read like one to be removed; they are covered too.",
    )
    others = sorted(instead.keys() - scans.pixels)
    for why in sorted({instead[number] for number in others}):
        mine = [number for number in others if instead[number] == why and number not in work.silent]
        out += _on(mine, f"became a picture, since otherwise {why}; its words can still be searched.")
    return out + _on(
        sorted(work.silent),
        (
            "became a picture without words that can be searched, since readers would still have found "
            "words to be removed."
        ),
    )


def _of_words(work: Work, as_pixels: set[int]) -> list[str]:
    """What to tell of words that were left out, or that no machine could read."""
    out = _on(sorted(work.reread - as_pixels), REREAD)
    out += _on(
        sorted(work.first.text_left_out),
        "had words inside a pattern or mask, which were left out; look at it before it goes out.",
    )
    out += _on(
        sorted(work.first.words_left_out),
        "gave other words to screen readers than it shows, which were left out.",
    )
    out += _on(sorted(work.first.layers_left_out), "had layers that were switched off, which were left out.")
    out += _on([number for number, one in work.looked.items() if one.hidden], HIDDEN)
    out += _on(
        [number for number, one in work.looked.items() if one.unreadable],
        "has words whose letters cannot be read by machine; look at it.",
    )
    out += _on(
        _unread(work), "is a picture without words that can be searched; look for names in it yourself."
    )
    if ocr.absent():
        out += _on(
            _unlooked(work, as_pixels),
            "shows a picture or drawing that no machine read for words; look at it.",
        )
    return out


def _unread(work: Work) -> list[int]:
    """Pages that show pictures and hardly a word."""
    import pymupdf

    with pymupdf.open(stream=work.first.data, filetype="pdf") as document:
        return [
            number
            for number, one in work.looked.items()
            if number not in work.scans.read and one.signs < _FEW and document[number].get_images()
        ]


def _unlooked(work: Work, as_pixels: set[int]) -> list[int]:
    """Pages of words with parts that may show others."""
    import pymupdf

    with pymupdf.open(stream=work.first.data, filetype="pdf") as document:
        return [
            number
            for number, one in work.looked.items()
            if one.signs >= _FEW
            and number not in as_pixels
            and parts_of(document[number], document[number].get_bboxlog())
        ]


_FEW = 20
"""Signs on a page, below which its picture is what it says."""


def _on(pages: Sequence[int], what: str) -> list[str]:
    return [f"Page {number + 1} {what}" for number in pages]
