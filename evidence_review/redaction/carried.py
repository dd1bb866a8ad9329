"""What a child process is asked to do with documents: plain JSON in and out, bytes as base64 (HOUSE.md 6)."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.seen_words import SeenText, SeenWord
from evidence_review.redaction.drawing import page_texts, render_page
from evidence_review.redaction.engine import redact_pdf
from evidence_review.redaction.file import redact_file
from evidence_review.redaction.gate import check_search
from evidence_review.redaction.nearly import bare
from evidence_review.redaction.pictures import decoded, is_picture_file, redact_picture, render_picture
from evidence_review.redaction.preparing import open_pdf
from evidence_review.redaction.scans import texts_in_pictures
from evidence_review.redaction.side_by_side import contact_sheet
from evidence_review.redaction.spreading import Spread
from evidence_review.redaction.terms import search_for
from evidence_review.redaction.values import Level, PageArea, PageSpan, Redacted, Removal
from evidence_review.sight import ocr

type Json = dict[str, Any]


def render(document: str, page: int, dpi: int) -> Iterator[Json]:
    """{"width", "height", "rgb"}: a page of a PDF, or a frame of a picture, as 8-bit RGB without row padding."""
    data = base64.b64decode(document)
    drawn = render_picture if is_picture_file(data) else render_page
    width, height, rgb = drawn(data, page, dpi)
    yield {"width": width, "height": height, "rgb": base64.b64encode(rgb).decode("ascii")}


def redact(
    document: str,
    pages: list[int],
    spans: list[Json],
    removals: list[Json],
    seen: list[Json] | None = None,
    allowed: list[str] | None = None,
    level: str = Level.TOKEN,
    areas: list[Json] | None = None,
    spread: Spread | None = None,
) -> Iterator[Json]:
    """{"document", "removed", "pictures", "warnings", "marks"}: only the pages given, in that order, with spans and values removed and proved gone.

    `spans` are {"page", "start", "end", "token", "in_picture"} with page as the place in `pages`; `removals` are {"value", "token"};
    `seen` are readings of pages' pictures, {"page", "text", "width", "height", "words"} with words as [start, end, left, top, right,
    bottom]; `areas` are {"page", "box"} in shares of the page; "marks" are [page, token, level, why, fits, tried] (`Done`); `allowed` are words that stay by decision. A picture file has one page: the frame to be kept.
    """
    data = base64.b64decode(document)
    wanted = [Removal(str(one["value"]), str(one["token"]), whole=True) for one in removals]
    marks = [
        PageSpan(int(one["page"]), int(one["start"]), int(one["end"]), str(one["token"]), bool(one.get("in_picture"))) for one in spans
    ]
    readings = {int(one["page"]): _seen(one) for one in seen or ()}
    stays = frozenset(bare(word) for word in allowed or ())
    boxes = [(int(one["page"]), tuple(float(side) for side in one["box"])) for one in areas or ()]
    if is_picture_file(data):
        filled = [PageArea(pages[0], box) for _, box in boxes]  # pyright: ignore[reportArgumentType]  # four sides, always
        yield _out(redact_picture(data, wanted, marks, readings.get(0), pages[0], stays, areas=filled))
    else:
        filled = [PageArea(page, box) for page, box in boxes]  # pyright: ignore[reportArgumentType]  # four sides, always
        yield _out(redact_pdf(select(data, pages), wanted, marks, readings, stays, Level(level), areas=filled, spread=spread))


def _seen(one: Json) -> SeenText:
    words = tuple(SeenWord(start, end, (left, top, right, bottom)) for start, end, left, top, right, bottom in one["words"])
    return SeenText(str(one["text"]), int(one["width"]), int(one["height"]), words)


def select(original: bytes, pages: list[int]) -> bytes:
    """A PDF of these pages alone, in this order; the rebuild later drops what no page uses."""
    with open_pdf(original) as document:
        try:
            document.select(pages)
            data: bytes = document.tobytes(garbage=1)  # more of it loses fonts of some files: it merges what only looks alike
        except Exception as fault:
            raise UnreadableExport("Pages of this PDF cannot be taken out of it. Print it to a new PDF and use that.") from fault
    return data


def side_by_side(document: str, pages: list[int], edited: str) -> Iterator[Json]:
    """{"document"}: the pages given of a PDF, or a picture, each beside its counterpart of the edited one; for the office only."""
    data = base64.b64decode(document)
    before = data if is_picture_file(data) else select(data, pages)
    yield {"document": base64.b64encode(contact_sheet(before, base64.b64decode(edited))).decode("ascii")}


def joined(documents: list[str]) -> Iterator[Json]:
    """{"document"}: PDFs of our own, one behind the other, without properties."""
    import pymupdf

    with pymupdf.open() as out:
        for one in documents:
            with pymupdf.open(stream=base64.b64decode(one), filetype="pdf") as part:
                out.insert_pdf(part)
        out.set_metadata({})
        data: bytes = out.tobytes(garbage=1, deflate=True)
    yield {"document": base64.b64encode(data).decode("ascii")}


def leaks(data: str, terms: list[str], name: str, allowed: list[str] | None = None, spread: Spread | None = None) -> Iterator[Json]:
    """{"leaks": [sentence, …]}: where a file of any kind still holds one of the values as a whole; never which."""
    stays = frozenset(bare(word) for word in allowed or ())
    found = check_search(base64.b64decode(data), search_for(terms, range(len(terms))), name, stays, spread=spread)
    yield {"leaks": [f"{leak.place}: {leak.how}" for leak in found]}


def texts(path: str) -> Iterator[Json]:
    """{"texts": [text, …]}: the text of each page of a PDF, of what stands in its pictures, of a picture, or of a text file as one."""
    yield {"texts": _texts(Path(path).read_bytes())}


def texts_of(data: str) -> Iterator[Json]:
    """`texts` for the bytes of a file that is not written anywhere."""
    yield {"texts": _texts(base64.b64decode(data))}


def _texts(data: bytes) -> list[str]:
    if b"%PDF-" in data[:1024]:
        return [*page_texts(data), *texts_in_pictures(data)]
    return [ocr.recognise(decoded(data)[0]).text] if is_picture_file(data) else [data.decode("utf-8", "replace")]


def redact_path(source: str, target: str, terms: list[str]) -> Iterator[Json]:
    """Redact a file into a new one; see `redact_file`. The bytes stay on disk and do not travel."""
    done = redact_file(Path(source), Path(target), terms)
    yield {**_out(done), "document": ""}


def _out(done: Redacted) -> Json:
    document = base64.b64encode(done.data).decode("ascii")
    marks = [[one.page, one.token, str(one.level), one.why, one.fits, one.tried] for one in done.marks]
    return {
        "document": document,
        "removed": done.removed,
        "pictures": list(done.pages_as_pixels),
        "warnings": list(done.warnings),
        "marks": marks,
    }
