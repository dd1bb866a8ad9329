"""A PDF redacted: bytes to bytes, in the order of SAFETY.md 1.5, failing closed page by page and as a whole (1.6)."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evidence_review.domain.errors import OutputProblem, ReviewError, UnreadableExport
from evidence_review.domain.pages import PAGE_FLAGS, read_page
from evidence_review.domain.seen_words import SeenText
from evidence_review.redaction import scans
from evidence_review.redaction.boxing import Bar, bars, drawing, take_out
from evidence_review.redaction.comparing import Expected, looks_fault, words_fault
from evidence_review.redaction.gate import check_search
from evidence_review.redaction.glyphs import Box
from evidence_review.redaction.locating import Located, Place, hits, locate
from evidence_review.redaction.pixels import picture_page
from evidence_review.redaction.preparing import open_pdf, prepare
from evidence_review.redaction.rebuilding import Frame, MakePage, Rebuilt, frame_of, rebuild
from evidence_review.redaction.terms import Search, search_for
from evidence_review.redaction.values import Leak, PageSpan, Redacted, Removal, refusal

WIDTH_WARNING = "A bar as wide as the words under it lets a reader measure them: with a short list of names the name may be guessed."


@dataclass(slots=True)
class _Work:
    """One redaction on its way: the prepared file, it rebuilt, how its pages are framed, and what was located on each page."""

    prepared: bytes
    first: Rebuilt
    frames: list[Frame]
    search: Search
    scans: scans.Scans
    located: list[Located] = field(default_factory=list[Located])
    bars: list[tuple[Bar, ...]] = field(default_factory=list["tuple[Bar, ...]"])


def redact_pdf(
    original: bytes,
    removals: Sequence[Removal],
    spans: Sequence[PageSpan] = (),
    seen: Mapping[int, SeenText] | None = None,
    allowed: frozenset[str] = frozenset(),
) -> Redacted:
    """The PDF without the removals' values (anywhere) and the spans' words (there), with their tokens on black bars.

    Pages on which anything kept would move or change become pictures (200 dpi) with an unseen layer of the words that stay. `seen` are
    readings of pages' pictures, in which spans may lie and terms are looked for; such pages become new pixels, and are read again
    (decision 0014). `allowed` are words (as `nearly.bare` gives them) that stay though they read nearly like a term. Raises
    OutputProblem, naming places and never the value, when the gate still finds anything; UnreadableExport when it is no readable PDF.
    """
    search = search_for(
        [removal.value for removal in removals],
        [number for number, removal in enumerate(removals) if removal.whole],
        [removal.keep for removal in removals],
    )
    try:
        work = _located(original, search, [removal.token for removal in removals], spans, seen or {}, allowed)
        final, as_pixels = _finished(work)
    except ReviewError:
        raise
    except Exception as fault:  # hostile bytes make the libraries raise whatever they like
        raise UnreadableExport("This PDF is damaged and cannot be redacted. Print it to a new PDF and try again.") from fault
    leaks = [Leak(f"page {number + 1}", "a bar is not filled") for number in scans.unfilled(final, work.scans.shares)]
    leaks += check_search(final, search, allowed=allowed)
    if leaks:
        raise OutputProblem(refusal(leaks))
    removed = sum(len(one.places) for one in work.located) + sum(map(len, work.scans.bars.values()))
    return Redacted(final, removed, tuple(sorted(as_pixels)), _warnings(work, as_pixels))


def _located(
    original: bytes,
    search: Search,
    tokens: Sequence[str],
    spans: Sequence[PageSpan],
    seen: Mapping[int, SeenText],
    allowed: frozenset[str],
) -> _Work:
    import pikepdf
    import pymupdf

    chosen = _chosen(original, [span for span in spans if not span.in_picture])
    prepared = prepare(original)
    with pikepdf.open(io.BytesIO(prepared)) as pdf:
        frames = [frame_of(page.obj) for page in pdf.pages]
    _same_count(prepared, len(frames))
    first = rebuild(prepared, {number: Frame(frame.media, None, 0, 1) for number, frame in enumerate(frames)})
    with pymupdf.open(stream=prepared, filetype="pdf") as before:
        work = _Work(prepared, first, frames, search, scans.look(before, seen, spans, search, tokens, allowed))
    with pymupdf.open(stream=first.data, filetype="pdf") as rebuilt, pymupdf.open(stream=prepared, filetype="pdf") as before:
        for number, frame in enumerate(frames):
            page = before[number] if number in first.broken else rebuilt[number]
            page.set_rotation(0)
            found = locate(page, search, tokens, chosen.get(number, ()), _visible(frame))
            work.located.append(found)
            work.bars.append(tuple(bars(found, _visible(frame))))
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


def _boxed(work: _Work, *, subset: bool) -> bytes:
    """The rebuilt file with what was located taken out, and with fonts of the remaining letters only where they are to be subset."""
    import pymupdf

    with pymupdf.open(stream=work.first.data, filetype="pdf") as document:
        for number, found in enumerate(work.located):
            if number not in work.first.broken and found.going():
                take_out(document[number], found, work.bars[number])
        if subset:
            document.subset_fonts()
        return document.tobytes(garbage=3)


def _finished(work: _Work) -> tuple[bytes, set[int]]:
    """The last rebuild, with every page that fails a check as a picture; and which pages those are.

    The library's subsetting spoils some fonts for other readers; where it does, their outlines stay whole rather than the page a picture.
    """
    frames = dict(enumerate(work.frames))
    on_top = {number: drawing(drawn) for number, drawn in enumerate(work.bars) if drawn}
    best: tuple[bytes, bytes, set[int]] | None = None
    for subset in (True, False):
        boxed = _boxed(work, subset=subset)
        made = rebuild(boxed, frames, on_top)
        failing = set(work.first.broken | made.broken | work.scans.pixels) | _faulty(work, made.data)
        if best is None or len(failing) < len(best[2]):
            best = (boxed, made.data, failing)
        if not failing - work.first.broken - work.scans.pixels:
            break
    boxed, data, failing = best or (b"", b"", set())
    if failing:
        data = rebuild(boxed, frames, on_top, _pictures(work, failing)).data
    return data, failing


def _faulty(work: _Work, final: bytes) -> set[int]:
    """Pages on which a term is left, or anything that was to stay moved or changed."""
    import pymupdf
    import pypdfium2

    out: set[int] = set()
    drawn_before, drawn_after = pypdfium2.PdfDocument(work.prepared), pypdfium2.PdfDocument(final)
    with (
        pymupdf.open(stream=work.prepared, filetype="pdf") as before,
        pymupdf.open(stream=work.first.data, filetype="pdf") as rebuilt,
        pymupdf.open(stream=final, filetype="pdf") as after,
    ):
        for number, found in enumerate(work.located):
            if number in work.scans.pixels:
                continue
            expected = Expected(tuple(found.going()), work.bars[number], _visible(work.frames[number]))
            page = after[number]
            left_out = number in work.first.text_left_out or number in work.first.layers_left_out
            if (
                hits(page, work.search)
                or words_fault((rebuilt if left_out else before)[number], page, expected)
                or (not left_out and looks_fault(drawn_before, drawn_after, page, expected))
            ):
                out.add(number)
    drawn_before.close()
    drawn_after.close()
    return out


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
                kept = [glyph for glyph in kept if not glyph.unseen and not any(_touch(glyph.box, box) for box in over)]
            page = before[number]
            if number in work.first.text_left_out and number not in work.first.broken:
                page = rebuilt[number]
                page.set_rotation(work.frames[number].rotate)
            out[number] = picture_page(page, [*work.bars[number], *work.scans.bars.get(number, ())], kept)
    return out


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _warnings(work: _Work, as_pixels: set[int]) -> tuple[str, ...]:
    out = [WIDTH_WARNING] if any(work.bars) or work.scans.bars else []
    out += _on(
        sorted(work.scans.pixels), "is a scan and was drawn afresh; its words were read by machine, so look at it before it goes out."
    )
    out += _on(sorted(work.scans.alike), "had words in its picture that read like one to be removed; they are covered too.")
    out += _on(sorted(as_pixels - work.scans.pixels), "became a picture so that nothing on it moved; its words can still be searched.")
    out += _on(sorted(work.first.text_left_out), "had words inside a pattern or mask, which were left out; look at it before it goes out.")
    out += _on(sorted(work.first.layers_left_out), "had layers that were switched off, which were left out.")
    out += _on(
        [number for number, one in enumerate(work.located) if one.unreadable],
        "has words whose letters cannot be read by machine; look at it.",
    )
    out += _on(_unread(work), "is a picture without words that can be searched; look for names in it yourself.")
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
