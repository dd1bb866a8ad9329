"""The plan for every page of a document, carried out: contents written anew, and what the library takes out
after them."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.redaction_values import Level
from evidence_review.redaction.pdf.bar_reasons import UNKNOWN
from evidence_review.redaction.pdf.boxing import Bar, bars, core, take_out
from evidence_review.redaction.pdf.locating import Located
from evidence_review.redaction.pdf.page_comparison import Expected
from evidence_review.redaction.pdf.page_writing import rewrite, token_resources
from evidence_review.redaction.pdf.taking_out import Setting, all_bars, set_anew
from evidence_review.redaction.pdf.token_boxes import TokenBox
from evidence_review.redaction.streams.glyphs import Box, meet
from evidence_review.redaction.streams.stream_positions import Walk, walk


@dataclass(frozen=True, slots=True)
class Want:
    """How the places of a page are to be taken out, and why where that is bars; `by_library` leaves the
    removal to MuPDF."""

    level: Level
    why: str = ""
    by_library: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done to a page, as far as others than the page's own writing need it.

    `levels` and `whys` by place; `drawn` are boxes of characters that the library takes out, with all of the
    areas `beyond`, and what lies under `bars` where `under`; `late` tokens are painted on top of all;
    `expected` is what must be seen afterwards; `contents` the page's new content, None where the old one
    stays, and `with_tokens` whether tokens are painted in it.
    """

    levels: tuple[Level, ...]
    whys: tuple[str, ...]
    drawn: tuple[Box, ...]
    beyond: tuple[Box, ...]
    bars: tuple[Bar, ...]
    late: tuple[Bar, ...]
    under: bool
    expected: Expected
    contents: bytes | None
    with_tokens: bool

    def on_top(self) -> list[Bar]:
        """What is painted when all else of the page is."""
        return [*self.bars, *self.late]


def plan_for(page: Any, found: Located, want: Want, visible: Box) -> Plan:
    """The plan for a page that the rebuild wrote (pikepdf), on which these places were located."""
    setting, walked = _setting(page, found, want, visible)
    mine = tuple(bars(found, visible, [found.places[place] for place in setting.barred()]))
    late = tuple(map(_bar, setting.late))
    tokens = (*map(_bar, setting.tokens.values()), *late)
    gone = {*found.going(), *setting.taken}
    points = tuple(glyph.origin for glyph in found.glyphs if glyph.box in gone)
    beyond = _beyond(setting.drawn, found, visible)
    drawn = [box for box in setting.drawn if not any(meet(core(box), area) for area in beyond)]
    return Plan(
        tuple(setting.levels),
        tuple(setting.whys),
        tuple(drawn),
        beyond,
        mine,
        late,
        walked is None or _lies_under(walked, mine),
        Expected((), mine, visible, points, tuple(setting.shifted), tuple(setting.areas), tokens),
        None if walked is None else rewrite(page, walked, setting),
        bool(setting.tokens),
    )


def _bar(token: TokenBox) -> Bar:
    return Bar(token.box(), token.words)


def _beyond(drawn: Sequence[Box], found: Located, visible: Box) -> tuple[Box, ...]:
    """Where very many characters go: the areas beyond all that stays, which the library can be asked for at
    once.

    It holds every character against every box it is asked for, so that a hundred thousand of each would take
    it hours.
    """
    if len(drawn) < _MANY:
        return ()
    gone = set(found.going())
    stays = _around([visible, *(glyph.box for glyph in found.glyphs if glyph.box not in gone)])
    goes = _around(drawn)
    areas = (
        (goes[0], goes[1], stays[0] - _CLEAR, goes[3]),
        (stays[2] + _CLEAR, goes[1], goes[2], goes[3]),
        (goes[0], goes[1], goes[2], stays[1] - _CLEAR),
        (goes[0], stays[3] + _CLEAR, goes[2], goes[3]),
    )
    return tuple(area for area in areas if area[0] < area[2] and area[1] < area[3])


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


_MANY, _CLEAR = 2_000, 0.5
"""Characters, from which areas are asked for; points that these keep from what stays."""


def written(first: bytes, plans: Mapping[int, Plan]) -> bytes:
    """The document with the new contents of these pages; nothing is drawn or subset yet."""
    import pikepdf

    with pikepdf.open(io.BytesIO(first)) as pdf:
        for number, plan in plans.items():
            page = pdf.pages[number].obj
            if plan.with_tokens:
                token_resources(page)
            if plan.contents is not None:
                page.Contents = pdf.make_stream(plan.contents)
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, static_id=True)
    return out.getvalue()


def _setting(page: Any, found: Located, want: Want, visible: Box) -> tuple[Setting, Walk | None]:
    if want.by_library:
        return all_bars(found, want.why), None
    try:
        walked = walk(page)
        return set_anew(walked, found, visible, want.level, want.why), walked
    # fonts and contents of others fail in many ways; the library then takes the words out
    except Exception:  # noqa: BLE001
        return all_bars(found, UNKNOWN), None


def _lies_under(walked: Walk, drawn: Sequence[Bar]) -> bool:
    """Whether a picture, drawing or form may lie under a bar."""
    boxes = [*walked.images, *(path.box for path in walked.paths), *walked.forms]
    return any(
        one[0] <= bar.box[2] and bar.box[0] <= one[2] and one[1] <= bar.box[3] and bar.box[1] <= one[3]
        for bar in drawn
        for one in boxes
    )


def boxed(data: bytes, plans: Mapping[int, Plan], *, subset: bool) -> tuple[bytes, bytes]:
    """The document with what the plans leave to the library taken out; and the same with fonts of the
    remaining letters only, where they are to be subset."""
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        for number, plan in plans.items():
            if plan.drawn or plan.beyond or (plan.bars and plan.under):
                take_out(
                    document[number], [*map(core, plan.drawn), *plan.beyond], plan.bars if plan.under else ()
                )
        whole = document.tobytes()
        if subset:
            widths = _widths(document)
            document.subset_fonts()
            for (number, key), value in widths.items():
                document.xref_set_key(number, key, value)
        return whole, document.tobytes(garbage=1)  # more of it loses fonts of some files


def _widths(document: Any) -> dict[tuple[int, str], str]:
    """The widths of every font by object and key: the library's subsetting rounds them, which moves words for
    readers that do not."""
    out: dict[tuple[int, str], str] = {}
    for number in range(1, document.xref_length()):
        if document.xref_get_key(number, "Type")[1] == "/Font":
            for key in ("FirstChar", "LastChar", "Widths", "W", "DW"):
                kind, value = document.xref_get_key(number, key)
                if kind in {"int", "float", "array"}:
                    out[number, key] = value
    return out
