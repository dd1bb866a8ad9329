"""A picture redacted: one frame decoded, turned upright, filled, and coded afresh with nothing but its pixels
(reference/safety.md 1.7, decision 0014)."""

import io
from collections.abc import Sequence
from typing import Any

from evidence_review.domain.errors import OutputProblem, ReviewError, UnreadableExport
from evidence_review.domain.redaction_values import Leak, PageArea, PageSpan, Redacted, Removal
from evidence_review.domain.seen_words import PixelBox, SeenText
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.imaging import ocr, second_looks
from evidence_review.imaging.codes import codes
from evidence_review.imaging.picture_opening import (
    MOST_PIXELS,
    TooLarge,
    frames,
    kind_of,
    opened,
    unfold,
    upright,
)
from evidence_review.redaction.gate.gate import check_search
from evidence_review.redaction.new_files.pieces import search_of
from evidence_review.redaction.pictures import picture_targets
from evidence_review.redaction.pictures.picture_targets import Area, Covered, reading_of
from evidence_review.redaction.refusal import BLIND, Refused, refusal
from evidence_review.redaction.terms.search import Search

DAMAGED = "This picture is damaged or no picture, and cannot be redacted. Ask for another copy."
TOO_LARGE = (
    f"This picture has more than {MOST_PIXELS // 1_000_000} million pixels, which is more than can be "
    f"worked on. Make a smaller copy of it, or cut it in parts, and redact that."
)
FRAMES = "This file holds {} pictures; only one of them is in the redacted file."
_PHOTOGRAPHS = frozenset({"JPEG", "HEIF", "AVIF", "JP2"})
_FONT = RESOURCES / "fonts" / "DejaVuSans.ttf"


def is_picture_file(data: bytes) -> bool:
    """Whether the bytes are a picture of a kind that can be redacted."""
    return bool(kind_of(data[:64]))


def redact_picture(
    original: bytes,
    removals: Sequence[Removal],
    spans: Sequence[PageSpan] = (),
    seen: SeenText | None = None,
    frame: int = 0,
    allowed: frozenset[str] = frozenset(),
    boxes: Sequence[PixelBox] = (),
    areas: Sequence[PageArea] = (),
) -> Redacted:
    """A new PNG or JPEG of one frame (from 0) without the removals' values, the spans' words and the boxes,
    read again before it is given.

    `seen` is the reading of that frame in which the spans lie; it is read here where none is given.
    OutputProblem where a place is not known, where anything is left, or where nothing can read the picture
    and not all of it is covered.
    """
    search = search_of(removals)
    kind = kind_of(original[:64])
    image, count = decoded(original, frame)
    known, lacks = _known(image, seen) if removals or spans else (None, "")
    tokens = [one.token for one in removals]
    covered = _covered(image, known, spans, search, tokens, allowed) if removals or spans else Covered(())
    size = SeenText("", image.width, image.height, ())
    filled = [*boxes, *(picture_targets.drawn(one.box, size).box for one in areas if one.page == frame)]
    drawn = tuple(Area(box, "") for one in filled if (box := _inside(one, image)))
    coded = picture_targets.coded(codes(image), search, tokens)
    covered = Covered((*covered.areas, *drawn, *coded), covered.whole, covered.alike)
    _fill(image, covered)
    data = _coded(image, "JPEG" if kind in _PHOTOGRAPHS else "PNG")
    leaks = [*_unfilled(data, covered), *check_search(data, search, allowed=allowed)]
    if leaks:
        raise Refused(leaks, data, frame)
    warnings = tuple(filter(None, (FRAMES.format(count) if count > 1 else "", lacks)))
    return Redacted(data, len(covered.areas), (0,), warnings)


def _known(image: Any, seen: SeenText | None) -> tuple[SeenText | None, str]:
    """What is read in a picture, and a sentence where a part may have been passed over."""
    if seen:
        return seen, ""
    reading = second_looks.read(image)
    return reading_of(reading), reading.lacks


def _covered(
    image: Any,
    known: SeenText | None,
    spans: Sequence[PageSpan],
    search: Search,
    tokens: Sequence[str],
    allowed: frozenset[str],
) -> Covered:
    """What goes of the words of a picture, of which this is known. OutputProblem as `redact_picture` says."""
    covered = Covered(())
    if known is None and spans:
        raise OutputProblem(picture_targets.NO_BOX)
    if known is not None:
        _same_size(image, known)
        marks = [(span.start, span.end, span.token) for span in spans]
        covered = picture_targets.cover(known, marks, search, tokens, allowed)
    if ocr.absent() and not covered.whole:
        raise OutputProblem(refusal([Leak("file", BLIND)]))
    return covered


def _inside(box: PixelBox, image: Any) -> PixelBox | None:
    """The part of a box that lies on the picture; None where none does."""
    left, top, right, bottom = (
        max(0, box[0]),
        max(0, box[1]),
        min(image.width, box[2]),
        min(image.height, box[3]),
    )
    return (left, top, right, bottom) if left < right and top < bottom else None


def decoded(original: bytes, frame: int = 0) -> tuple[Any, int]:
    """One frame, upright, as plain RGB without anything beside its pixels, and how many there are.
    UnreadableExport where it cannot be had."""
    from PIL import Image

    try:
        with opened(original) as image:
            count = frames(image)
            if frame:
                image.seek(frame)
            damage = unfold(image)
            plain = _on_white(upright(image))
    except TooLarge:
        raise UnreadableExport(TOO_LARGE) from None
    except ReviewError:
        raise UnreadableExport(DAMAGED) from None
    except Exception as fault:  # Pillow and libheif raise many kinds on bytes that are no picture
        raise UnreadableExport(DAMAGED) from fault
    if damage:
        raise UnreadableExport(DAMAGED)
    return Image.frombytes("RGB", plain.size, plain.tobytes()), count


def _on_white(image: Any) -> Any:
    """RGB of any mode; see-through parts on white, what was hidden in them gone; 16 bits scaled down to what
    is in them."""
    import numpy as np
    from PIL import Image

    if image.mode.startswith(("I", "F")):
        low, high = image.getextrema()
        level = (np.asarray(image, dtype=np.float32) - low) * (255 / ((high - low) or 1))
        return Image.fromarray(np.clip(level, 0, 255).astype(np.uint8)).convert("RGB")
    if "A" in image.mode or "a" in image.mode or "transparency" in image.info:
        seen = image.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        white.alpha_composite(seen)
        return white.convert("RGB")
    return image.convert("RGB")


def _same_size(image: Any, seen: SeenText) -> None:
    if image.size != (seen.width, seen.height) and seen.words:
        raise OutputProblem(
            (
                "The words of this picture were read at another size, so that their places are not "
                "known. Import it again."
            )
        )


def _fill(image: Any, covered: Covered) -> None:
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image)
    for left, top, right, bottom in (_box(area, image, whole=covered.whole) for area in covered.areas):
        draw.rectangle((left, top, right - 1, bottom - 1), fill="black")
    for area in covered.areas:
        if area.token and not covered.whole:
            _write(draw, area)


def _box(area: Area, image: Any, *, whole: bool) -> tuple[int, int, int, int]:
    return (0, 0, image.width, image.height) if whole else area.box


def _write(draw: Any, area: Area) -> None:
    """The token in white, in one size, where it fits."""
    from PIL import ImageFont

    left, top, right, bottom = area.box
    size = min(28, max(9, (bottom - top) // 2))
    font = ImageFont.truetype(str(_FONT), size)
    if font.getlength(area.token) + 4 <= right - left and size + 2 <= bottom - top:
        draw.text(((left + right) / 2, (top + bottom) / 2), area.token, fill="white", font=font, anchor="mm")


def _evened(image: Any) -> Any:
    """The picture with the lowest bit of each colour as its highest, which no eye tells: words may be written
    in it."""
    return image.point([(step & 0xFE) | (step >> 7) for step in range(256)] * len(image.getbands()))


def _coded(image: Any, form: str) -> bytes:
    out = io.BytesIO()
    if form == "JPEG":
        image.save(out, "JPEG", quality=92, subsampling=0)
    else:
        _evened(image).save(out, "PNG", optimize=False)
    return out.getvalue()


def _unfilled(data: bytes, covered: Covered) -> list[Leak]:
    """Where a bar is not solid in the coded picture."""
    image, _ = decoded(data)
    for area in covered.areas:
        left, top, right, bottom = _box(area, image, whole=covered.whole)
        inner = image.crop((left + 1, top + 1, max(right - 1, left + 2), max(bottom - 1, top + 2))).convert(
            "L"
        )
        light = sum(inner.histogram()[_DARK:])
        if light > (0.5 * inner.width * inner.height if not covered.whole else 0):
            return [Leak("file", "a bar is not filled")]
    return []


_DARK = 48
"""Steps of 255 from which a pixel counts as not filled."""


def render_picture(original: bytes, frame: int, dpi: int) -> tuple[int, int, bytes]:
    """Width, height and RGB bytes of one frame as a person sees it, made smaller where its longer side is
    over 12 inches at `dpi`."""
    image, _ = decoded(original, frame)
    most = max(100, 12 * dpi)
    if max(image.size) > most:
        image.thumbnail((most, most))
    return image.width, image.height, image.tobytes()
