"""A PDF redacted: bytes to bytes, in the order of reference/safety.md 1.5, failing closed page by page and as
a whole (1.6).
"""

import io
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from typing import Any

from evidence_review.domain.errors import OutputProblem, ReviewError, UnreadableExport
from evidence_review.domain.pages import PAGE_FLAGS, read_page
from evidence_review.domain.redaction_values import Leak, Level, PageArea, PageSpan, Redacted, Removal
from evidence_review.domain.seen_words import SeenText
from evidence_review.redaction.gate.gate import check_search
from evidence_review.redaction.gate.gate_fonts import pages_naming
from evidence_review.redaction.gate.gate_form import form_leaks
from evidence_review.redaction.gate.gate_text import MUPDF, PDFIUM
from evidence_review.redaction.new_files.pieces import search_of
from evidence_review.redaction.pdf import scans
from evidence_review.redaction.pdf.bar_reasons import CHOSEN, DISTURBED
from evidence_review.redaction.pdf.boxing import Bar, bars, drawing
from evidence_review.redaction.pdf.coded_areas import coded_areas
from evidence_review.redaction.pdf.letter_ink import is_covered
from evidence_review.redaction.pdf.locating import Located, Place
from evidence_review.redaction.pdf.page_comparison import Expected
from evidence_review.redaction.pdf.page_targets import Source, looked, looked_together
from evidence_review.redaction.pdf.pixels import picture_page
from evidence_review.redaction.pdf.planning import Want, boxed, written
from evidence_review.redaction.pdf.proving import Versions, faults_together
from evidence_review.redaction.pdf.rebuilding import Frame, MakePage, Rebuilt, frame_of, rebuild
from evidence_review.redaction.pdf.redaction_job import Tell, Work, marks_of, warnings_of
from evidence_review.redaction.pdf.trying_again import MOST_ROUNDS, STILL_READ, remedied
from evidence_review.redaction.pdf.turning import upright
from evidence_review.redaction.refusal import Refused
from evidence_review.redaction.streams.glyphs import Box, Glyph, meet, unturned
from evidence_review.redaction.streams.preparing import is_signed, open_pdf, prepare
from evidence_review.redaction.terms.search import Search, holds
from evidence_review.redaction.terms.spreading import Spread

BROKEN = "its content could not be written again"
MISNAMED = "letters would have stayed that readers of text take for others"
_LOST = (
    "Redacting this file stopped early; nothing was written. Try again, and ask for another copy of "
    "the file if it stops again."
)


def _quiet(what: str, done: int, of: int) -> None:
    """Nobody is told."""


def redact_pdf(
    original: bytes,
    removals: Sequence[Removal],
    spans: Sequence[PageSpan] = (),
    seen: Mapping[int, SeenText] | None = None,
    allowed: frozenset[str] = frozenset(),
    level: Level = Level.TOKEN,
    tell: Tell = _quiet,
    areas: Sequence[PageArea] = (),
    spread: Spread | None = None,
) -> Redacted:
    """The PDF without the removals' values (anywhere) and the spans' words (there), with their tokens in
    their places.

    At `level` TOKEN the rest of each line is set anew round a token of its own width (decision 0018), at LINE
    all of each line goes, at BAR a bar stands where the words stood; where the level wanted cannot be had a
    bar stands, and `marks` says why.

    Pages on which anything kept would move or change become pictures (200 dpi) with an unseen layer of the
    words that stay. `seen` are readings of pages' pictures, in which spans may lie and terms are looked for;
    such pages become new pixels, and are read again (decision 0014); so do pages on which a person drew
    `areas`. `allowed` are words (as `nearly.bare` gives them) that stay though they read nearly like a term.
    `spread` shares the pages of a long document out among processes; the bytes are the same. Raises
    OutputProblem, naming places and never the value, when the gate still finds anything; UnreadableExport
    when it is no readable PDF.
    """
    search = search_of(removals)
    try:
        want = Want(level, CHOSEN if level is Level.BAR else "")
        tokens = [removal.token for removal in removals]
        work = _located(original, search, tokens, spans, seen or {}, allowed, tell, areas, want, spread)
        final, instead, leaks = _proved(work)
    except ReviewError:
        raise
    except Exception as fault:  # hostile bytes make the libraries raise whatever they like
        raise UnreadableExport(
            "This PDF is damaged and cannot be redacted. Print it to a new PDF and try again."
        ) from fault
    if leaks:
        raise Refused(leaks, final)
    as_pixels = set(instead)
    removed = sum(len(one.places) for one in work.looked.values()) + sum(map(len, work.scans.bars.values()))
    marks = marks_of(work, as_pixels)
    return Redacted(final, removed, tuple(sorted(as_pixels)), warnings_of(work, instead, marks), tuple(marks))


def _proved(work: Work) -> tuple[bytes, dict[int, str], list[Leak]]:
    """The finished file, which pages became pictures, and what the gate finds in it after all that can be
    done for single pages was done."""
    final, instead, leaks = _tried(work)
    for _ in range(MOST_ROUNDS):
        if not leaks or not remedied(work, final, leaks):
            break
        final, instead, leaks = _tried(work)
    return final, instead, leaks


def _tried(work: Work) -> tuple[bytes, dict[int, str], list[Leak]]:
    made, instead = _finished(work)
    final = upright(
        made, [number for number, one in work.looked.items() if one.places or work.scans.bars.get(number)]
    )
    # `_compared` has looked through every page of these bytes with these readers, unless more than one file
    # was made
    read = work.read if not instead and work.tries == 1 and final is made else frozenset[str]()
    return final, instead, _leaks(work, final, read)


def _leaks(work: Work, final: bytes, read: frozenset[str]) -> list[Leak]:
    """What the gate finds in a finished file; `read` names readers that have found nothing in it before."""
    leaks = [
        Leak(f"page {number + 1}", "a bar is not filled")
        for number in scans.unfilled(final, work.scans.shares)
    ]
    search, spread = work.source.search, work.spread
    found = check_search(
        final, search, allowed=work.allowed, tell=work.tell, read=read, spread=spread, eyes=work.eyes
    )
    gone = frozenset[str]().union(*(one.gone for one in work.looked.values()))
    return leaks + form_leaks(final, gone) + found


def _located(
    original: bytes,
    search: Search,
    tokens: Sequence[str],
    spans: Sequence[PageSpan],
    seen: Mapping[int, SeenText],
    allowed: frozenset[str],
    tell: Tell,
    areas: Sequence[PageArea],
    want: Want,
    spread: Spread | None,
) -> Work:
    import pikepdf
    import pymupdf

    with open_pdf(original) as document:
        signed = is_signed(document)
    chosen = _chosen(original, [span for span in spans if not span.in_picture])
    prepared = prepare(original)
    with pikepdf.open(io.BytesIO(prepared)) as pdf:
        frames = tuple(frame_of(page.obj) for page in pdf.pages)
    _same_count(prepared, len(frames))
    first = rebuild(
        prepared, {number: Frame(frame.media, None, 0, 1) for number, frame in enumerate(frames)}, tell=tell
    )
    source = Source(prepared, first.data, first.broken, frames, search, tuple(tokens), chosen)
    with closing(looked_together(source, want, spread)) as looking:
        with pymupdf.open(stream=prepared, filetype="pdf") as before:
            drawn = [*areas, *coded_areas(before, search)]
            pictures = scans.look(before, seen, spans, search, tokens, allowed, drawn, tell)
        work = Work(source, first, pictures, tell, signed, spread, allowed, want=want)
        for done, one in enumerate(looking, 1):
            work.looked[one.page] = one
            tell("looking", done, len(frames))
    work.looked = dict(sorted(work.looked.items()))
    if work.looked.keys() != set(range(len(frames))):
        raise UnreadableExport(_LOST)
    return work


def _same_count(prepared: bytes, count: int) -> None:
    """A second and a third reader must see as many pages as the first: a page that one does not see would be
    lost (reference/safety.md 1.2)."""
    import pymupdf
    import pypdfium2

    with pymupdf.open(stream=prepared, filetype="pdf") as document:
        seen = {count, document.page_count}
    other = pypdfium2.PdfDocument(prepared)
    seen.add(len(other))
    other.close()
    if len(seen) != 1 or not count:
        raise UnreadableExport(
            "Readers do not agree how many pages this PDF has. Print it to a new PDF and use that."
        )


def _chosen(original: bytes, spans: Sequence[PageSpan]) -> dict[int, list[Place]]:
    """Places of the reviewer's spans, by page."""
    out: dict[int, list[Place]] = {}
    document = open_pdf(original)
    for span in spans:
        if span.page >= document.page_count:
            raise OutputProblem(
                (
                    "A mark lies on a page that this PDF does not have. Open the document again and "
                    "mark it once more."
                )
            )
        page = document[span.page]
        seen = read_page(page.get_text("rawdict", flags=PAGE_FLAGS))
        to_pdf = page.derotation_matrix * ~unturned(page)
        if span.end > len(seen.text):
            raise OutputProblem(
                "A mark lies beyond the text of its page. Open the document again and mark it once more."
            )
        boxes = tuple(dict.fromkeys(_moved(box, to_pdf) for box in seen.boxes[span.start : span.end] if box))
        if boxes:
            out.setdefault(span.page, []).append(Place(boxes, span.token))
    document.close()
    return out


def _moved(box: Box, matrix: Any) -> Box:
    import pymupdf

    rect = pymupdf.Rect(box) * matrix
    return (min(rect.x0, rect.x1), min(rect.y0, rect.y1), max(rect.x0, rect.x1), max(rect.y0, rect.y1))


def _finished(work: Work) -> tuple[bytes, dict[int, str]]:
    """The last rebuild, with every page that fails a check as a picture; and which pages those are, with what
    would have been wrong.

    A page that fails is tried again with bars, then with the library taking its words out; at last all fonts
    stay whole, since the library's subsetting spoils some for other readers.
    """
    plans = {number: one.plan for number, one in sorted(work.looked.items()) if one.plan}
    pixels = work.first.broken | work.scans.pixels
    everything = frozenset(work.looked)
    check, failing, made, changed = everything, dict[int, str](), work.first, b""
    misnamed = set[int]()
    for want, subset in (
        (None, True),
        (Want(Level.BAR, DISTURBED), True),
        (Want(Level.BAR, DISTURBED, by_library=True), False),
    ):
        work.tries += 1
        if want:
            again = sorted(check & plans.keys())
            plans |= {one.page: one.plan for one in looked(work.source, {}, want, again) if one.plan}
        whole, changed = boxed(
            written(work.first.data, plans) if plans else work.first.data, plans, subset=subset
        )
        work.plans = plans
        made = _rebuilt(work, changed)
        failing = dict.fromkeys(work.pictured, STILL_READ) | dict.fromkeys(made.broken | pixels, BROKEN)
        faulty, misnamed = _compared(work, made.data, whole, check if subset else everything)
        failing |= faulty
        check = failing.keys() - pixels - work.pictured
        if not check:
            break
    beside = scans.look_beside(
        made.data, work.scans, work.source.search, work.source.tokens, work.allowed, work.eyes, work.tell
    )
    failing = dict.fromkeys(beside, BROKEN) | dict.fromkeys(misnamed, MISNAMED) | failing
    final = _rebuilt(work, changed, _pictures(work, set(failing))).data if failing else made.data
    return final, failing


def _misnamed(work: Work, whole: bytes) -> set[int]:
    """Pages with a term as the programs of their fonts name the glyphs."""
    search = work.source.search
    return pages_naming(whole, lambda text: holds(text, search)) if search.wanted else set()


def _rebuilt(work: Work, changed: bytes, instead: Mapping[int, MakePage] | None = None) -> Rebuilt:
    on_top = {number: drawing(top) for number, plan in work.plans.items() if (top := plan.on_top())}
    return rebuild(
        changed,
        dict(enumerate(work.source.frames)),
        on_top,
        instead,
        last=True,
        spoken=work.first.spoken,
        known=work.first.known,
        tell=work.tell,
    )


def _compared(
    work: Work, final: bytes, whole: bytes, numbers: AbstractSet[int]
) -> tuple[dict[int, str], set[int]]:
    """Those of the pages on which a term is left, or anything that was to stay moved or changed, with what is
    wrong with them; and `_misnamed` of the file before its fonts lost their names.

    Where other processes compare, this one looks through the fonts and the pictures beside words meanwhile.
    """
    left_out = work.first.text_left_out | work.first.layers_left_out
    versions = Versions(work.source.prepared, work.first.data, final, work.source.search, left_out)
    expected = {
        number: plan.expected
        if (plan := work.plans.get(number))
        else Expected((), (), work.source.visible(number))
        for number in sorted(numbers - work.scans.pixels - work.first.broken - work.pictured)
    }
    out: dict[int, str] = {}
    silent = True
    with closing(faults_together(versions, expected, work.spread)) as comparing:
        misnamed = _misnamed(work, whole)
        if work.spread:
            scans.see_beside(final, work.scans, work.source.search, work.eyes, work.tell)
        for done, one in enumerate(comparing, 1):
            work.tell("comparing", done, len(expected))
            out[one.page] = one.fault
            silent &= one.silent
    work.read = frozenset((MUPDF, PDFIUM)) if silent else frozenset((MUPDF,))
    if out.keys() != expected.keys():
        raise UnreadableExport(_LOST)
    return {number: fault for number, fault in sorted(out.items()) if fault}, misnamed


def _pictures(work: Work, numbers: set[int]) -> Mapping[int, MakePage]:
    import pymupdf

    out: dict[int, MakePage] = {}
    with (
        pymupdf.open(stream=work.source.prepared, filetype="pdf") as before,
        pymupdf.open(stream=work.first.data, filetype="pdf") as rebuilt,
    ):
        for number, found in work.source.located(sorted(numbers)):
            page = before[number]
            if number in work.first.text_left_out and number not in work.first.broken:
                page = rebuilt[number]
                page.set_rotation(work.source.frames[number].rotate)
            mine = bars(found, work.source.visible(number), burnt=True)
            kept = [] if number in work.silent else _kept(work, number, found, mine)
            if number not in work.scans.pixels:
                source = work.source
                scans.look_whole(
                    page, mine, work.scans, source.search, source.tokens, work.allowed, work.eyes
                )
            over = work.scans.bars.get(number, ())
            drawn = [*_bare(mine, over), *over]
            out[number] = picture_page(page, drawn, kept)
    return out


def _kept(work: Work, number: int, found: Located, mine: Sequence[Bar]) -> list[Glyph]:
    """The characters that stay in the unseen layer of a page that becomes a picture with `mine` for bars."""
    gone = set(found.going())
    burnt = [bar.box for bar in mine]
    kept = [glyph for glyph in found.glyphs if glyph.box not in gone and not is_covered(glyph, burnt)]
    if number not in work.scans.pixels:
        return kept
    over = [bar.box for bar in work.scans.bars.get(number, ())]
    return [glyph for glyph in kept if not glyph.unseen and not is_covered(glyph, over)]


def _bare(mine: Sequence[Bar], over: Sequence[Bar]) -> list[Bar]:
    """The bars, without a token where one of those over them lies: nothing is written on a filled area."""
    return [Bar(one.box, "") if any(meet(one.box, other.box) for other in over) else one for one in mine]
