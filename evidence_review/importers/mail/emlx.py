"""Apple Mail's .emlx: the length of a message in bytes, the message, then a property list of what the mail
program knew of it."""

import plistlib
import re
from dataclasses import dataclass

_LENGTH = re.compile(rb"\s*(\d{1,12})[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Emlx:
    """The message's bytes, pairs for `Item.extra`, and whether the file ends before it should."""

    message: bytes
    extra: tuple[tuple[str, str], ...]
    is_cut: bool


def after_length(start: bytes) -> bytes | None:
    """What follows the length at the start of a file; None where there is no such line."""
    found = _LENGTH.match(start)
    return start[found.end() :] if found else None


def emlx(data: bytes) -> Emlx | None:
    """The parts of such a file; None where it is none."""
    found = _LENGTH.match(data)
    if not found:
        return None
    end = found.end() + int(found.group(1))
    message, rest = data[found.end() : end], data[end:].strip()
    return Emlx(message, tuple(_known(rest)), end > len(data))


def _known(rest: bytes) -> list[tuple[str, str]]:
    if not rest:
        return []
    try:
        told = plistlib.loads(rest)
        return [(f"emlx/{key}", str(value)) for key, value in told.items()]
    except Exception:  # noqa: BLE001  a damaged list is kept as it stands
        return [("emlx", rest.decode("utf-8", "replace"))]
