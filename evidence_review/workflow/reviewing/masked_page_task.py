"""A page drawn so that its layout is seen and nothing else than the words that its text shows: each of them is sharp,
masked ones are filled, and all that is no word is blurred. Runs in the sandbox child, so that what is masked never
reaches the window."""

import base64
from collections.abc import Iterator, Sequence
from typing import Any

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.pages import PAGE_FLAGS, Box, read_page
from evidence_review.domain.seen_words import SeenText
from evidence_review.domain.tasks import Json
from evidence_review.redaction.pdf.drawing import render_page
from evidence_review.redaction.pictures.pictures import is_picture_file, render_picture
from evidence_review.redaction.streams.preparing import open_pdf

COARSE = 24
"""Points of the longer side that are left of what is blurred."""
_PAD = 2
_SMALL = 48
"""Points of the longer side of a small page: bands of grey, of which no letter can be told."""
_NO_PLACE = (
    "Where the masked words stand on this page is not known, so it cannot be shown with them covered. Say why you need "
    "to see them, and the page is shown whole."
)
type Span = tuple[int, int]
type Run = tuple[int, int, Box]
"""text[start:end] stands in a box, in shares of the page (left, top, right, bottom)."""


def shown(
    document: bytes, page: int, dpi: int, text: str, masked: Sequence[Span] | None, seen: SeenText | None
) -> Iterator[Json]:
    """{"width", "height", "rgb", "runs": [[start, end, left, top, right, bottom], …]}: the page with these spans of its
    text covered, whole where `masked` is None, and where the letters of its text stand. OutputProblem where a masked
    letter has no place."""
    drawn = render_picture if is_picture_file(document) else render_page
    width, height, rgb = drawn(document, page, dpi)
    runs, unsure = _runs(document, page, text, seen)
    if masked is not None:
        rgb = _covered((width, height, rgb), runs, unsure, text, masked)
    yield {
        "width": width,
        "height": height,
        "rgb": base64.b64encode(rgb).decode("ascii"),
        "runs": [[start, end, *box] for start, end, box in runs],
    }


def small(document: bytes, pages: Sequence[int]) -> Iterator[Json]:
    """{"width", "height", "rgb"} for each page in turn, so small that nothing on it can be read."""
    from PIL import Image

    for page in pages:
        width, height, rgb = render_page(document, page, 20)
        scale = _SMALL / max(width, height)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        made = Image.frombytes("RGB", (width, height), rgb).resize(size, Image.Resampling.BOX)
        data = base64.b64encode(made.tobytes()).decode("ascii")
        yield {"width": made.width, "height": made.height, "rgb": data}


def _runs(document: bytes, page: int, text: str, seen: SeenText | None) -> tuple[list[Run], list[Box]]:
    """Where the letters of the text stand, and areas in which the pixels may say something else than the text does.
    Nothing where the text is not that of the page."""
    if seen is not None:
        wide, high = seen.width, seen.height
        return [
            (one.start, one.end, (one.box[0] / wide, one.box[1] / high, one.box[2] / wide, one.box[3] / high))
            for one in seen.words
        ], []
    if is_picture_file(document):
        return [], []
    with open_pdf(document) as opened:
        on = opened[page]
        read = read_page(on.get_text("rawdict", flags=PAGE_FLAGS))
        if read.text != text:
            return [], []
        letters = [(at, at + 1, _share(on, box)) for at, box in enumerate(read.boxes) if box]
        return _joined(letters, text), [_share(on, box) for box in _unsure(on)]


def _unsure(page: Any) -> Iterator[Box]:
    """Pictures, notes, fields and letters that are not painted: there the pixels are other than the text."""
    for image in page.get_image_info():
        yield tuple(image["bbox"])
    for note in (*(page.annots() or ()), *(page.widgets() or ())):
        yield tuple(note.rect)
    for span in page.get_texttrace():
        if span["type"] == 3 or span.get("opacity", 1) <= 0:
            yield tuple(span["bbox"])


def _share(page: Any, box: Box) -> Box:
    """A box of the unturned page in shares of the page as it is seen."""
    turned = type(page.rect)(box) * page.rotation_matrix
    wide, high = max(page.rect.width, 1), max(page.rect.height, 1)
    return turned.x0 / wide, turned.y0 / high, turned.x1 / wide, turned.y1 / high


def _joined(letters: Sequence[Run], text: str) -> list[Run]:
    """Letters of one word on one line as one run."""
    out: list[Run] = []
    for start, end, box in letters:
        if text[start].isspace():
            continue
        if out and out[-1][1] == start and _level(out[-1][2], box):
            first, _, (left, top, right, bottom) = out[-1]
            whole = min(left, box[0]), min(top, box[1]), max(right, box[2]), max(bottom, box[3])
            out[-1] = (first, end, whole)
        else:
            out.append((start, end, box))
    return out


def _level(one: Box, other: Box) -> bool:
    """Whether two letters share a line, upright or on its side."""
    return (one[1] < other[3] and other[1] < one[3]) or (one[0] < other[2] and other[0] < one[2])


def _covered(
    drawn: tuple[int, int, bytes],
    runs: Sequence[Run],
    unsure: Sequence[Box],
    text: str,
    masked: Sequence[Span],
) -> bytes:
    from PIL import Image, ImageDraw

    _require_places(runs, text, masked)
    width, height, rgb = drawn
    sharp = Image.frombytes("RGB", (width, height), rgb)
    scale = COARSE / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    out = sharp.resize(size, Image.Resampling.BOX).resize((width, height), Image.Resampling.BILINEAR)
    hides = [box for start, end, box in runs if any(a < end and start < b for a, b in masked)]
    for _, _, box in runs:
        if box not in hides and not any(_meet(box, other) for other in unsure):
            place = _pixels(box, width, height, 0)
            out.paste(sharp.crop(place), place[:2])
    ink = ImageDraw.Draw(out)
    for box in hides:
        ink.rectangle(_pixels(box, width, height, _PAD), fill=(20, 20, 20))
    return out.tobytes()


def _require_places(runs: Sequence[Run], text: str, masked: Sequence[Span]) -> None:
    placed = {at for start, end, _ in runs for at in range(start, end)}
    if any(at not in placed and not text[at].isspace() for a, b in masked for at in range(a, b)):
        raise OutputProblem(_NO_PLACE)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _pixels(box: Box, width: int, height: int, pad: int) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    return (
        max(0, int(left * width) - pad),
        max(0, int(top * height) - pad),
        min(width, int(right * width) + 1 + pad),
        min(height, int(bottom * height) + 1 + pad),
    )
