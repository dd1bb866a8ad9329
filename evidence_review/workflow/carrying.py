"""Bytes on their way to and from a child process: base64 in JSON."""

import base64
from typing import Any


def bytes_out(data: bytes) -> str:
    """Bytes as text that JSON can carry."""
    return base64.b64encode(data).decode("ascii")


def bytes_in(untrusted: Any) -> bytes:
    """The bytes behind such text; ValueError where it is not well formed."""
    return base64.b64decode(untrusted, validate=True)
