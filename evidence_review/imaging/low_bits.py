"""Text that is written in the lowest bits of the colours of pictures, where no eye sees it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

_TEXT = re.compile(rb"[ -~\t\r\n]{16,}")
_LEAST_SIGNS, _MOST_BYTES, _MOST_PICTURES = 6, 1 << 16, 200
"""Different signs of a text, bytes and pictures that are looked at."""


def holds_text(samples: Any) -> bool:
    """Whether the lowest bits of these samples (an array of bytes, colour after colour), or of one colour,
    say something at their beginning."""
    import numpy as np

    flat = np.ascontiguousarray(samples).reshape(-1, samples.shape[-1] if samples.ndim == 3 else 1)
    for bits in (flat.reshape(-1), *(flat[:, one] for one in range(flat.shape[1]))):
        lowest = bits[: 8 * _MOST_BYTES] & 1
        for order in ("big", "little"):
            found = _TEXT.match(np.packbits(lowest, bitorder=order).tobytes())
            if found and len(set(found[0])) >= _LEAST_SIGNS:
                return True
    return False


def pictures_with_text(pdf: bytes) -> int:
    """How many pictures of a PDF hold text in their lowest bits."""
    return sum(map(holds_text, _pictures(pdf)))


def _pictures(pdf: bytes) -> Iterator[Any]:
    import numpy as np
    import pymupdf

    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        numbers = {image[0] for page in document for image in page.get_images()}
        for number in sorted(numbers)[:_MOST_PICTURES]:
            with suppress(Exception):  # a damaged picture is one that nobody sees
                drawn = pymupdf.Pixmap(document, number)
                rows = np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.stride)
                yield rows[:, : drawn.width * drawn.n].reshape(drawn.height, drawn.width, drawn.n)
