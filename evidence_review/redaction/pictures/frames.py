"""Pictures of one or more frames, redacted frame by frame and written as the kind of file that the new name
asks for."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.redaction_values import Leak, PageArea, Redacted, Removal
from evidence_review.domain.seen_words import PixelBox
from evidence_review.imaging import ocr
from evidence_review.redaction.new_files.writing import archive
from evidence_review.redaction.pictures.picture_targets import reading_of
from evidence_review.redaction.pictures.pictures import FRAMES, decoded, redact_picture
from evidence_review.redaction.pictures.screens import Proposal, proposals
from evidence_review.redaction.refusal import BLIND, refusal

_MOST_FRAMES = 100
_DPI = 150
_OTHERS = (
    "A picture is written anew as PNG, JPEG, TIFF, GIF, WebP, BMP or PDF. Choose a name that ends with "
    "one of these."
)
_MANY = (
    f"This picture has more than {_MOST_FRAMES} frames. Save those that matter as pictures of their "
    f"own and redact them."
)
_ALL = frozenset((".tif", ".tiff", ".pdf", ".zip"))
"""Kinds of file that hold every frame."""


def redact_frames(
    original: bytes,
    removals: Sequence[Removal],
    ending: str,
    boxes: Sequence[PixelBox] = (),
    areas: Sequence[PageArea] = (),
) -> Redacted:
    """The picture as a file of this kind ("" for what suits it): all frames where that kind holds several,
    else the first, which a warning says.

    `boxes` (left, top, right, bottom in pixels of the upright picture) are filled on every frame, `areas`
    each on its own. Raises as `redact_picture` does.
    """
    write = _WRITERS.get(ending)
    if ending and write is None:
        raise OutputProblem(_OTHERS)
    first = redact_picture(original, removals, boxes=boxes, areas=areas)
    count = frame_count(original)
    if ending not in _ALL or count == 1:
        done = [first]
    elif count > _MOST_FRAMES:
        raise OutputProblem(_MANY)
    else:
        done = [
            first,
            *(
                redact_picture(original, removals, frame=number, boxes=boxes, areas=areas)
                for number in range(1, count)
            ),
        ]
    told = dict.fromkeys(warning for one in done for warning in one.warnings)
    warnings = tuple(one for one in told if len(done) < count or one != FRAMES.format(count))
    data = write([one.data for one in done]) if write else first.data
    return Redacted(data, sum(one.removed for one in done), (0,), warnings)


def chat_areas(original: bytes) -> tuple[Proposal, ...]:
    """What seems to name or show people in a screenshot of a chat. OutputProblem where no text recognition is
    at hand."""
    if ocr.absent():
        raise OutputProblem(refusal([Leak("file", BLIND)]))
    known = reading_of(ocr.recognise(decoded(original)[0]))
    return proposals(known) if known else ()


def frame_count(original: bytes) -> int:
    """How many frames a picture has."""
    return decoded(original)[1]


def _saved(form: str, **more: Any) -> Callable[[list[bytes]], bytes]:
    """A writer of the first frame; where it is in the form already it stays as it is."""

    def write(frames: list[bytes]) -> bytes:
        mark = {"PNG": b"\x89PNG", "JPEG": b"\xff\xd8"}.get(form)
        if mark and frames[0].startswith(mark):
            return frames[0]
        out = io.BytesIO()
        decoded(frames[0])[0].save(out, form, **more)
        return out.getvalue()

    return write


def _tiff(frames: list[bytes]) -> bytes:
    images = [decoded(frame)[0] for frame in frames]
    out = io.BytesIO()
    images[0].save(out, "TIFF", compression="tiff_adobe_deflate", save_all=True, append_images=images[1:])
    return out.getvalue()


def picture_pages(frames: Sequence[bytes]) -> bytes:
    """A PDF of one picture a page, at 150 pixels an inch, without properties."""
    return with_pictures(b"", frames)


def with_pictures(pdf: bytes, frames: Sequence[bytes]) -> bytes:
    """The pages of a PDF of ours ("" for none), then one for each picture."""
    import pymupdf

    with pymupdf.open(stream=pdf, filetype="pdf") if pdf else pymupdf.open() as document:
        for frame in frames:
            image, _ = decoded(frame)
            page = document.new_page(width=image.width * 72 / _DPI, height=image.height * 72 / _DPI)
            page.insert_image(page.rect, stream=frame)
        document.set_metadata({})
        data: bytes = document.tobytes(garbage=4, deflate=True, no_new_id=True)
    return data


def _packed(frames: list[bytes]) -> bytes:
    return archive(
        [
            (f"frame-{number:03}{'.png' if frame[:4] == b'\x89PNG' else '.jpg'}", frame)
            for number, frame in enumerate(frames, 1)
        ]
    )


_WRITERS: dict[str, Callable[[list[bytes]], bytes]] = {
    ".png": _saved("PNG"),
    ".jpg": _saved("JPEG", quality=92, subsampling=0),
    ".jpeg": _saved("JPEG", quality=92, subsampling=0),
    ".gif": _saved("GIF"),
    ".webp": _saved("WEBP", lossless=True),
    ".bmp": _saved("BMP"),
    ".tif": _tiff,
    ".tiff": _tiff,
    ".pdf": picture_pages,
    ".zip": _packed,
}
