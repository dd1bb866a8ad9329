"""The plan for every page of a document, carried out: contents written anew, and what the library takes out after them."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.redaction.boxing import Bar, bars, take_out
from evidence_review.redaction.comparing import Expected
from evidence_review.redaction.glyphs import Box
from evidence_review.redaction.locating import Located
from evidence_review.redaction.rewriting import rewrite
from evidence_review.redaction.setting import UNKNOWN, Setting, all_bars, set_anew
from evidence_review.redaction.values import Level
from evidence_review.redaction.walking import Walk, walk


@dataclass(frozen=True, slots=True)
class Want:
    """How the places of a page are to be taken out, and why where that is bars; `by_library` leaves the removal to MuPDF."""

    level: Level
    why: str = ""
    by_library: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done to a page: the setting, its bars, and whether pixels or drawings may lie under them."""

    setting: Setting
    bars: tuple[Bar, ...]
    under: bool = True

    def tokens(self) -> list[Bar]:
        """The tokens' boxes as bars."""
        return [Bar(token.box(), token.words) for token in (*self.setting.tokens.values(), *self.setting.late)]

    def on_top(self) -> list[Bar]:
        """What is painted when all else of the page is."""
        return [*self.bars, *(Bar(token.box(), token.words) for token in self.setting.late)]

    def expected(self, located: Located, visible: Box) -> Expected:
        """What must be seen of the page afterwards."""
        setting = self.setting
        gone = {*located.going(), *setting.taken}
        points = tuple(glyph.origin for glyph in located.glyphs if glyph.box in gone)
        return Expected((), self.bars, visible, points, tuple(setting.shifted), tuple(setting.areas), tuple(self.tokens()))


def written(
    first: bytes, located: Mapping[int, Located], wants: Mapping[int, Want], visible: Mapping[int, Box]
) -> tuple[bytes, dict[int, Plan]]:
    """The document with the contents of these pages written anew, and the plan of each page; nothing is drawn or subset yet."""
    import pikepdf

    plans: dict[int, Plan] = {}
    with pikepdf.open(io.BytesIO(first)) as pdf:
        for number, found in located.items():
            page = pdf.pages[number].obj
            setting, walked = _setting(page, found, wants[number], visible[number])
            mine = tuple(bars(found, visible[number], [found.places[place] for place in setting.barred()]))
            plans[number] = Plan(setting, mine, walked is None or _lies_under(walked, mine))
            if walked is not None:
                page.Contents = pdf.make_stream(rewrite(page, walked, setting))
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, static_id=True)
    return out.getvalue(), plans


def _setting(page: Any, found: Located, want: Want, visible: Box) -> tuple[Setting, Walk | None]:
    if want.by_library:
        return all_bars(found, want.why), None
    try:
        walked = walk(page)
        return set_anew(walked, found, visible, want.level, want.why), walked
    except Exception:  # noqa: BLE001  # fonts and contents of others fail in many ways; the library then takes the words out
        return all_bars(found, UNKNOWN), None


def _lies_under(walked: Walk, drawn: Sequence[Bar]) -> bool:
    """Whether a picture, drawing or form may lie under a bar."""
    boxes = [*walked.images, *(path.box for path in walked.paths), *walked.forms]
    return any(
        one[0] <= bar.box[2] and bar.box[0] <= one[2] and one[1] <= bar.box[3] and bar.box[1] <= one[3] for bar in drawn for one in boxes
    )


def boxed(data: bytes, plans: Mapping[int, Plan], *, subset: bool) -> bytes:
    """The document with what the plans leave to the library taken out, and fonts of the remaining letters only where they are to be subset."""
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        for number, plan in plans.items():
            if plan.setting.drawn or (plan.bars and plan.under):
                take_out(document[number], plan.setting.drawn, plan.bars if plan.under else ())
        if subset:
            widths = _widths(document)
            document.subset_fonts()
            for (number, key), value in widths.items():
                document.xref_set_key(number, key, value)
        return document.tobytes(garbage=3)


def _widths(document: Any) -> dict[tuple[int, str], str]:
    """The widths of every font by object and key: the library's subsetting rounds them, which moves words for readers that do not."""
    out: dict[tuple[int, str], str] = {}
    for number in range(1, document.xref_length()):
        if document.xref_get_key(number, "Type")[1] == "/Font":
            for key in ("FirstChar", "LastChar", "Widths", "W", "DW"):
                kind, value = document.xref_get_key(number, key)
                if kind in {"int", "float", "array"}:
                    out[number, key] = value
    return out
