"""What a page's own stream shows, put together by where its codes stand: for pages on which letters are set
one by one.

There every letter begins after a move, so that a word seems to begin at any of them: the "the" in "other"
would stop an export.
"""

from collections.abc import Callable
from typing import Any

from evidence_review.redaction.streams.segments import across, along
from evidence_review.redaction.streams.stream_positions import Code, walk

_LINE, _BACK, _FAR, _APART = 0.5, 1.5, 3.0, 0.15
"""Shares of the font size: off the line, back, and on from the letter before, beyond which another line
begins; and the gap that parts words."""


def by_place(page: Any, sign: Callable[[str, bytes], str]) -> str | None:
    """The signs of all codes of a page (pikepdf), as `sign` has them for a font's name and a code; None where
    the places cannot be told."""
    placed = with_places(page, sign)
    return None if placed is None else "".join(text for text, _ in placed)


def with_places(page: Any, sign: Callable[[str, bytes], str]) -> list[tuple[str, Code | None]] | None:
    """The same, each sign with its code, and gaps with none."""
    try:
        walked = walk(page)
    except Exception:  # noqa: BLE001  # fonts and contents of others fail in many ways
        return None
    out: list[tuple[str, Code | None]] = []
    before: Code | None = None
    for code in walked.codes:
        out += [
            (_gap(before, code) if before else "", None),
            (sign(walked.shows[code.show].state.font, code.data), code),
        ]
        before = code
    return out


def _gap(before: Code, after: Code) -> str:
    step, size = along(after) - along(before) - before.advance, max(after.size, 1)
    turned = abs(before.ux - after.ux) + abs(before.uy - after.uy) > 0.01
    if turned or abs(across(after) - across(before)) > _LINE * size or not -_BACK * size < step < _FAR * size:
        return "\n"
    return " " if step > _APART * size else ""
