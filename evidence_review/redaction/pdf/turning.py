"""Pages that are shown turned, written again so that they stand upright of themselves.

Checkers of other people (the Free Law Project's x-ray) hold the letters of a turned page against its boxes
without turning both alike, and call visible words hidden. A page that would look different is left turned.
"""

import io
from collections.abc import Iterable
from typing import Any

from evidence_review.redaction.pdf.rebuilding import open_states

_SCALE = 1
"""Pixels to the point at which a page is drawn before and after."""


def upright(data: bytes, pages: Iterable[int]) -> bytes:
    """The finished file with those of the pages that are turned standing upright; the same bytes where none
    is."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        turned = [
            number
            for number in pages
            if int(pdf.pages[number].obj.get("/Rotate", 0)) and not _has_patterns(pdf.pages[number].obj)
        ]
        for number in turned:
            _turn(pdf, pdf.pages[number].obj)
        made = _saved(pdf) if turned else data
    unlike = [number for number in turned if not _alike(data, made, number)]
    return upright(data, set(turned) - set(unlike)) if unlike else made


def _has_patterns(page: Any) -> bool:
    """Patterns lie on the page as such, whatever its content is moved by."""
    return bool(page.get("/Resources", {}).get("/Pattern"))


def _turn(pdf: Any, page: Any) -> None:
    import pikepdf

    x0, y0, x1, y1 = (float(part) for part in page.MediaBox)
    turned = int(page.Rotate) % 360
    matrix = {90: (0, -1, 1, 0, -y0, x1), 180: (-1, 0, 0, -1, x1, y1), 270: (0, 1, -1, 0, y1, -x0)}[turned]
    for key in ("/MediaBox", "/CropBox"):
        if key in page:
            page[key] = pikepdf.Array(_box([float(part) for part in page[key]], matrix))
    content = page.Contents.read_bytes()
    before = " ".join(f"{part:.6f}".rstrip("0").rstrip(".") for part in matrix)
    page.Contents = pdf.make_stream(
        f"q {before} cm\n".encode() + content + b"\nQ" * (1 + open_states(pdf, content))
    )
    del page["/Rotate"]


def _box(box: list[float], matrix: tuple[float, ...]) -> list[float]:
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in box[::2] for y in box[1::2]]
    ys = [b * x + d * y + f for x in box[::2] for y in box[1::2]]
    return [min(xs), min(ys), max(xs), max(ys)]


def _saved(pdf: Any) -> bytes:
    import pikepdf

    out = io.BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(
        out, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.disable
    )
    return out.getvalue()


def _alike(before: bytes, after: bytes, number: int) -> bool:
    """Whether a page looks the same in both files, as PDFium draws it, but for the rounding of edges."""
    import numpy as np
    import pypdfium2

    shots = []
    for data in (before, after):
        document = pypdfium2.PdfDocument(data)
        shots.append(
            np.array(
                document[number].render(scale=_SCALE, grayscale=True, may_draw_forms=False).to_numpy(),
                dtype=np.int16,
            )
        )
        document.close()
    old, new = shots
    return old.shape == new.shape and float((np.abs(old - new) > 64).mean()) < 0.002
