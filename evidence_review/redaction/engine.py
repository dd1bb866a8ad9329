"""A PDF redacted: bytes to bytes, in the order of SAFETY.md 1.5, failing closed page by page and as a whole (1.6)."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evidence_review.domain.errors import OutputProblem, ReviewError, UnreadableExport
from evidence_review.domain.pages import PAGE_FLAGS, read_page
from evidence_review.domain.seen_words import SeenText
from evidence_review.redaction import scans
from evidence_review.redaction.boxing import Bar, bars, drawing
from evidence_review.redaction.comparing import looks_fault, words_fault
from evidence_review.redaction.fitting import DRAWN, MOST_MEASURED, fitting, width_warnings
from evidence_review.redaction.gate import check_search
from evidence_review.redaction.gate_form import form_leaks
from evidence_review.redaction.gate_text import MUPDF, mupdf_page
from evidence_review.redaction.glyphs import Box, meet, painted
from evidence_review.redaction.locating import Located, Place, locate
from evidence_review.redaction.pixels import picture_page
from evidence_review.redaction.planning import Plan, Want, boxed, written
from evidence_review.redaction.preparing import is_signed, open_pdf, prepare
from evidence_review.redaction.rebuilding import Frame, MakePage, Rebuilt, frame_of, rebuild
from evidence_review.redaction.setting import CHOSEN, DISTURBED, FRAMED, Setting
from evidence_review.redaction.terms import Search, holds, search_for
from evidence_review.redaction.values import Done, Leak, Level, PageArea, PageSpan, Redacted, Removal, refusal

BROKEN, LEFT = "its content could not be written again", "something that was to go was left"
_PICTURED = "the page became a picture, on which a bar stands where the words stood"

type Tell = Callable[[str, int, int], None]
"""Told what is being done, how many pages of it are done, and how many there are. It may raise a
ReviewError to stop the work: nothing is left behind."""


def _quiet(what: str, done: int, of: int) -> None:
    """Nobody is told."""


@dataclass(slots=True)
class _Work:
    """One redaction on its way: the prepared file, it rebuilt, how its pages are framed, and what was located on each page."""

    prepared: bytes
    first: Rebuilt
    frames: list[Frame]
    search: Search
    scans: scans.Scans
    tell: Tell
    signed: bool
    located: list[Located] = field(default_factory=list[Located])
    plans: dict[int, Plan] = field(default_factory=dict[int, Plan])
    tries: int = 0

    def visible(self, number: int) -> Box:
        """What a reader sees of a page."""
        return _visible(self.frames[number])


def redact_pdf(
    original: bytes,
    removals: Sequence[Removal],
    spans: Sequence[PageSpan] = (),
    seen: Mapping[int, SeenText] | None = None,
    allowed: frozenset[str] = frozenset(),
    level: Level = Level.TOKEN,
    tell: Tell = _quiet,
    areas: Sequence[PageArea] = (),
) -> Redacted:
    """The PDF without the removals' values (anywhere) and the spans' words (there), with their tokens in their places.

    At `level` TOKEN the rest of each line is set anew round a token of its own width (decision 0018), at LINE all of each line goes, at
    BAR a bar stands where the words stood; where the level wanted cannot be had a bar stands, and `marks` says why.

    Pages on which anything kept would move or change become pictures (200 dpi) with an unseen layer of the words that stay. `seen` are
    readings of pages' pictures, in which spans may lie and terms are looked for; such pages become new pixels, and are read again
    (decision 0014); so do pages on which a person drew `areas`. `allowed` are words (as `nearly.bare` gives them) that stay though they
    read nearly like a term. Raises OutputProblem, naming places and never the value, when the gate still finds anything; UnreadableExport when it is no readable PDF.
    """
    search = search_for(
        [removal.value for removal in removals],
        [number for number, removal in enumerate(removals) if removal.whole],
        [removal.keep for removal in removals],
    )
    try:
        work = _located(original, search, [removal.token for removal in removals], spans, seen or {}, allowed, tell, areas)
        final, instead = _finished(work, level)
    except ReviewError:
        raise
    except Exception as fault:  # hostile bytes make the libraries raise whatever they like
        raise UnreadableExport("This PDF is damaged and cannot be redacted. Print it to a new PDF and try again.") from fault
    leaks = [Leak(f"page {number + 1}", "a bar is not filled") for number in scans.unfilled(final, work.scans.shares)]
    leaks += form_leaks(final, _letters_gone(work))
    read = (
        frozenset() if instead or work.tries > 1 else frozenset({MUPDF})
    )  # `_faulty` has looked through every page of these bytes with it
    leaks += check_search(final, search, allowed=allowed, tell=tell, read=read)
    if leaks:
        raise OutputProblem(refusal(leaks))
    as_pixels = set(instead)
    removed = sum(len(one.places) for one in work.located) + sum(map(len, work.scans.bars.values()))
    marks = _marks(work, as_pixels)
    return Redacted(final, removed, tuple(sorted(as_pixels)), _warnings(work, instead, marks), tuple(marks))


def _letters_gone(work: _Work) -> frozenset[str]:
    """The letters and digits that were taken out anywhere."""
    going = ((one, set(one.going())) for one in work.located)
    return frozenset(glyph.char for one, boxes in going if boxes for glyph in one.glyphs if glyph.box in boxes and glyph.char.isalnum())


def _located(
    original: bytes,
    search: Search,
    tokens: Sequence[str],
    spans: Sequence[PageSpan],
    seen: Mapping[int, SeenText],
    allowed: frozenset[str],
    tell: Tell,
    areas: Sequence[PageArea],
) -> _Work:
    import pikepdf
    import pymupdf

    with open_pdf(original) as document:
        signed = is_signed(document)
    chosen = _chosen(original, [span for span in spans if not span.in_picture])
    prepared = prepare(original)
    with pikepdf.open(io.BytesIO(prepared)) as pdf:
        frames = [frame_of(page.obj) for page in pdf.pages]
    _same_count(prepared, len(frames))
    first = rebuild(prepared, {number: Frame(frame.media, None, 0, 1) for number, frame in enumerate(frames)})
    with pymupdf.open(stream=prepared, filetype="pdf") as before:
        work = _Work(prepared, first, frames, search, scans.look(before, seen, spans, search, tokens, allowed, areas), tell, signed)
    with pymupdf.open(stream=first.data, filetype="pdf") as rebuilt, pymupdf.open(stream=prepared, filetype="pdf") as before:
        for number, frame in enumerate(frames):
            tell("looking", number, len(frames))
            page = before[number] if number in first.broken else rebuilt[number]
            page.set_rotation(0)
            work.located.append(locate(page, search, tokens, chosen.get(number, ()), _visible(frame)))
    return work


def _same_count(prepared: bytes, count: int) -> None:
    """A second and a third reader must see as many pages as the first: a page that one does not see would be lost (SAFETY.md 1.2)."""
    import pymupdf
    import pypdfium2

    with pymupdf.open(stream=prepared, filetype="pdf") as document:
        seen = {count, document.page_count}
    other = pypdfium2.PdfDocument(prepared)
    seen.add(len(other))
    other.close()
    if len(seen) != 1 or not count:
        raise UnreadableExport("Readers do not agree how many pages this PDF has. Print it to a new PDF and use that.")


def _chosen(original: bytes, spans: Sequence[PageSpan]) -> dict[int, list[Place]]:
    """Places of the reviewer's spans, by page."""
    out: dict[int, list[Place]] = {}
    document = open_pdf(original)
    for span in spans:
        if span.page >= document.page_count:
            raise OutputProblem("A mark lies on a page that this PDF does not have. Open the document again and mark it once more.")
        page = document[span.page]
        seen = read_page(page.get_text("rawdict", flags=PAGE_FLAGS))
        to_pdf = page.derotation_matrix * ~page.transformation_matrix
        if span.end > len(seen.text):
            raise OutputProblem("A mark lies beyond the text of its page. Open the document again and mark it once more.")
        boxes = tuple(dict.fromkeys(_moved(box, to_pdf) for box in seen.boxes[span.start : span.end] if box))
        if boxes:
            out.setdefault(span.page, []).append(Place(boxes, span.token))
    document.close()
    return out


def _moved(box: Box, matrix: Any) -> Box:
    import pymupdf

    rect = pymupdf.Rect(box) * matrix
    return (min(rect.x0, rect.x1), min(rect.y0, rect.y1), max(rect.x0, rect.x1), max(rect.y0, rect.y1))


def _visible(frame: Frame) -> Box:
    left, bottom, right, top = frame.media
    crop = frame.crop or frame.media
    return (max(left, crop[0]), max(bottom, crop[1]), min(right, crop[2]), min(top, crop[3]))


def _finished(work: _Work, level: Level) -> tuple[bytes, dict[int, str]]:
    """The last rebuild, with every page that fails a check as a picture; and which pages those are, with what would have been wrong.

    A page that fails is tried again with bars, then with the library taking its words out; at last all fonts stay whole, since the
    library's subsetting spoils some for other readers.
    """
    marked = {number: found for number, found in enumerate(work.located) if found.going() and number not in work.first.broken}
    wants = dict.fromkeys(marked, Want(level, CHOSEN if level is Level.BAR else ""))
    pixels = work.first.broken | work.scans.pixels
    check = set(range(len(work.frames)))
    failing: dict[int, str] = {}
    changed, data = b"", b""
    for want, subset in ((None, True), (Want(Level.BAR, DISTURBED), True), (Want(Level.BAR, DISTURBED, by_library=True), False)):
        work.tries += 1
        wants |= dict.fromkeys((failing.keys() - pixels) & marked.keys(), want) if want else {}
        again = marked if not want else {number: marked[number] for number in failing.keys() & marked.keys()}
        data, plans = written(work.first.data, marked, wants, {number: work.visible(number) for number in marked}) if again else (data, {})
        work.plans |= plans
        changed = boxed(data or work.first.data, work.plans, subset=subset)
        made = _rebuilt(work, changed)
        failing = dict.fromkeys(made.broken | pixels, BROKEN) | _faulty(work, made.data, check if subset else set(range(len(work.frames))))
        check = failing.keys() - pixels
        if not check:
            break
    final = _rebuilt(work, changed, _pictures(work, set(failing))).data if failing else made.data
    return final, failing


def _rebuilt(work: _Work, changed: bytes, instead: Mapping[int, MakePage] | None = None) -> Rebuilt:
    on_top = {number: drawing(top) for number, plan in work.plans.items() if (top := plan.on_top())}
    return rebuild(changed, dict(enumerate(work.frames)), on_top, instead, last=True)


def _faulty(work: _Work, final: bytes, numbers: set[int]) -> dict[int, str]:
    """Those of the pages on which a term is left, or anything that was to stay moved or changed, and what is wrong with them."""
    import pymupdf
    import pypdfium2

    out: dict[int, str] = {}
    drawn_before, drawn_after = pypdfium2.PdfDocument(work.prepared), pypdfium2.PdfDocument(final)
    with (
        pymupdf.open(stream=work.prepared, filetype="pdf") as before,
        pymupdf.open(stream=work.first.data, filetype="pdf") as rebuilt,
        pymupdf.open(stream=final, filetype="pdf") as after,
    ):
        for number in sorted(numbers - work.scans.pixels - work.first.broken):
            work.tell("comparing", number, len(work.frames))
            page, plan = after[number], work.plans.get(number, _UNTOUCHED)
            expected = plan.expected(work.located[number], work.visible(number))
            left_out = number in work.first.text_left_out or number in work.first.layers_left_out
            glyphs = painted(page)
            fault = (
                (any(holds(text, work.search) for text in mupdf_page(page, glyphs)) and LEFT)
                or words_fault((rebuilt if left_out else before)[number], glyphs, expected)
                or (not left_out and looks_fault(drawn_before, drawn_after, page, expected))
            )
            if fault:
                out[number] = fault
    drawn_before.close()
    drawn_after.close()
    return out


_UNTOUCHED = Plan(Setting(), ())


def _pictures(work: _Work, numbers: set[int]) -> Mapping[int, MakePage]:
    import pymupdf

    out: dict[int, MakePage] = {}
    with pymupdf.open(stream=work.prepared, filetype="pdf") as before, pymupdf.open(stream=work.first.data, filetype="pdf") as rebuilt:
        for number in numbers:
            found = work.located[number]
            gone = set(found.going())
            kept = [glyph for glyph in found.glyphs if glyph.box not in gone]
            if number in work.scans.pixels:
                over = [bar.box for bar in work.scans.bars.get(number, ())]
                kept = [glyph for glyph in kept if not glyph.unseen and not any(meet(glyph.box, box) for box in over)]
            page = before[number]
            if number in work.first.text_left_out and number not in work.first.broken:
                page = rebuilt[number]
                page.set_rotation(work.frames[number].rotate)
            drawn = [*_bare(bars(found, work.visible(number)), work.scans.bars.get(number, ())), *work.scans.bars.get(number, ())]
            out[number] = picture_page(page, drawn, kept)
    return out


def _bare(mine: Sequence[Bar], over: Sequence[Bar]) -> list[Bar]:
    """The bars, without a token where one of those over them lies: nothing is written on a filled area."""
    return [Bar(one.box, "") if any(meet(one.box, other.box) for other in over) else one for one in mine]


def _marks(work: _Work, as_pixels: set[int]) -> list[Done]:
    """How each place was taken out."""
    out: list[Done] = []
    measured = 0
    for number, found in enumerate(work.located):
        plan = None if number in as_pixels else work.plans.get(number)
        for at, place in enumerate(found.places):
            level, why = (plan.setting.levels[at], plan.setting.whys[at]) if plan else (Level.BAR, _PICTURED)
            known = fitting(place, found.glyphs) if level is Level.BAR and measured < MOST_MEASURED else None
            measured += bool(known)
            out.append(Done(number, place.token, level, why, *(known or (0, 0))))
        filled = work.scans.bars.get(number, ())
        by_hand = work.scans.drawn.get(number, 0)
        out += [Done(number, bar.token, Level.BAR, _PICTURED) for bar in filled[: len(filled) - by_hand]]
        out += [Done(number, "", Level.BAR, DRAWN)] * by_hand
    return out


def _warnings(work: _Work, instead: Mapping[int, str], marks: Sequence[Done]) -> tuple[str, ...]:
    as_pixels = set(instead)
    out = width_warnings(marks)
    drawn_on = work.scans.drawn.keys() - work.scans.read
    out += _on(
        sorted({one.page for one in marks if one.why == FRAMED}),
        "has a frame round a line that was set anew, which shows how long the line was; look at it.",
    )
    out += _on(
        sorted(work.scans.pixels - drawn_on),
        "is a scan and was drawn afresh; its words were read by machine, so look at it before it goes out.",
    )
    out += _on(sorted(drawn_on), "has an area that a person drew and became a picture; what stays of its words can still be searched.")
    out += _on(sorted(work.scans.alike), "had words in its picture that read like one to be removed; they are covered too.")
    for why in sorted({instead[number] for number in as_pixels - work.scans.pixels}):
        mine = sorted(number for number in as_pixels - work.scans.pixels if instead[number] == why)
        out += _on(mine, f"became a picture, since otherwise {why}; its words can still be searched.")
    out += _on(sorted(work.first.text_left_out), "had words inside a pattern or mask, which were left out; look at it before it goes out.")
    out += _on(sorted(work.first.layers_left_out), "had layers that were switched off, which were left out.")
    out += _on(
        [number for number, one in enumerate(work.located) if one.unreadable],
        "has words whose letters cannot be read by machine; look at it.",
    )
    out += _on(_unread(work), "is a picture without words that can be searched; look for names in it yourself.")
    if work.signed:
        out.append("The original bears a signature. It does not hold for an edited copy and was left out; the original keeps it.")
    if work.search.left:
        out.append(
            "A word of a name that is also an ordinary English word was kept where it stands alone; give it as a term of its own to remove it."
        )
    return tuple(out)


def _unread(work: _Work) -> list[int]:
    """Pages that show pictures and hardly a word."""
    import pymupdf

    with pymupdf.open(stream=work.first.data, filetype="pdf") as document:
        return [
            number
            for number, one in enumerate(work.located)
            if number not in work.scans.read
            and sum(bool(glyph.char.strip()) for glyph in one.glyphs) < 20
            and document[number].get_images()
        ]


def _on(pages: Sequence[int], what: str) -> list[str]:
    return [f"Page {number + 1} {what}" for number in pages]
