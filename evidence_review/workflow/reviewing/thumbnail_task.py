"""Small pictures made in a child process, in memory alone; covered ones hold so few points that nobody can tell
what they show."""

import base64
from collections.abc import Iterator, Sequence

from evidence_review.domain.tasks import Json
from evidence_review.imaging.picture_opening import opened, unfold, upright

SIDE, COVERED = 160, 7
"""Points of the longer side, plain and covered."""


def thumbnails(documents: Sequence[bytes], *, covered: bool) -> Iterator[Json]:
    """{"width", "height", "rgb"} for each picture in turn, 8-bit RGB as base64; 0 by 0 for one that cannot be
    drawn."""
    for data in documents:
        try:
            yield _small(data, COVERED if covered else SIDE)
        except Exception:  # noqa: BLE001  Pillow and libheif raise many kinds on bytes that are no picture
            yield {"width": 0, "height": 0, "rgb": ""}


def _small(data: bytes, side: int) -> Json:
    from PIL import Image

    with opened(data) as image:
        image.draft("RGB", (8 * side, 8 * side))  # a JPEG is unfolded smaller at once
        unfold(image)
        plain = upright(image).convert("RGB")
    scale = side / max(plain.size)
    size = max(1, round(plain.width * scale)), max(1, round(plain.height * scale))
    small = plain.resize(size, Image.Resampling.BOX) if scale < 1 or side == COVERED else plain
    return {
        "width": small.width,
        "height": small.height,
        "rgb": base64.b64encode(small.tobytes()).decode("ascii"),
    }
