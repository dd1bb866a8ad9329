"""Contents of pages that a rebuild has written, known again in the next rebuild of the same file.

What the rebuild writes comes out the same when it is written again (`test_quick_ways`). So where the
contents of a page are those bytes still, it need only be done again what they ask of the page's resources:
taking each up in the order in which they name it, and telling the fonts which strings they show.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evidence_review.redaction.streams.operators import DEVICE_SPACES
from evidence_review.redaction.streams.stream_rewrite import Written

type Names = Mapping[tuple[str, str], str | None]
"""New names of resources by their kind and old name, in the order in which contents first name them."""


@dataclass(frozen=True, slots=True)
class Known:
    """What written contents ask of resources: (kind, name) in order, and the strings shown by name of
    font."""

    names: tuple[tuple[str, str], ...]
    shown: Mapping[str, frozenset[bytes]]


def known_of(written: Written, names: Names, count: int) -> Known | None:
    """What is known of contents just written, of whose resources so many got a new name; None where more than
    their bytes had a say: words beside letters, a font set by a graphics state, a resource that was not
    there, a picture that stood in the contents themselves."""
    gone = [key for key, name in names.items() if name is None and not _is_device(*key)]
    kept = tuple((kind, name) for (kind, _), name in names.items() if name is not None)
    by_state = any(font.startswith("*") for font in written.shown)
    if gone or by_state or written.spoken or len(kept) != count:
        return None
    shown = {
        name: frozenset(strings)
        for font, strings in written.shown.items()
        if (name := names.get(("Font", font))) is not None
    }
    return Known(kept, shown)


def _is_device(kind: str, name: str) -> bool:
    return kind == "ColorSpace" and name in DEVICE_SPACES


def mark_of(contents: bytes) -> bytes:
    """By what contents are known again."""
    return hashlib.sha256(contents).digest()


def body_of_page(page: Any) -> bytes | None:
    """The contents of a page (a dictionary) that has one stream of them; None for others."""
    import pikepdf

    contents = page.get("/Contents")
    return contents.read_bytes() if isinstance(contents, pikepdf.Stream) else None
