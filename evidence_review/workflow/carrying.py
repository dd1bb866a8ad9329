"""Bytes on their way to and from a child process, how long it may take, and the pages that one draws."""

import base64
from typing import Any

from evidence_review.domain.errors import RuleBroken
from evidence_review.sandbox import Limits, call
from evidence_review.workflow.views import Picture

LONG_WORK = Limits(seconds=300)
UNTOLD_WORK = Limits(seconds=1800)
"""For what answers once, at its end, though every page of a long scan is read by machine."""


def bytes_out(data: bytes) -> str:
    """Bytes as text that JSON can carry."""
    return base64.b64encode(data).decode("ascii")


def bytes_in(untrusted: Any) -> bytes:
    """The bytes behind such text; ValueError where it is not well formed."""
    return base64.b64decode(untrusted, validate=True)


def draw(document: bytes, page: int, dpi: int) -> Picture:
    """A page as pixels, drawn in a child process."""
    untrusted = call("evidence_review.redaction.carried:render", {"document": bytes_out(document), "page": page, "dpi": dpi})
    width, height, rgb = int(untrusted["width"]), int(untrusted["height"]), bytes_in(untrusted["rgb"])
    if len(rgb) != width * height * 3:
        raise RuleBroken("This page could not be drawn. Its text can still be read.")
    return Picture(width, height, rgb)
