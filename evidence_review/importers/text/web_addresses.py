"""Web and file addresses in exports, taken apart by hand: no module that could open one is ever imported."""

import re

_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


def unquote(text: str) -> str:
    """The text with %20 and the like as the characters they stand for (UTF-8); damaged ones as U+FFFD."""
    return _ESCAPED.sub(
        lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"), text
    )


def last_part(address: str) -> str:
    """The last name in the path of an address, unquoted, without question and fragment; empty where it ends
    with a slash."""
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    if "://" in path:
        path = path.split("://", 1)[1].partition("/")[2]
    return unquote(path.rpartition("/")[2])


def has_scheme(text: str) -> bool:
    """Whether a text begins as an address does ("https:")."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text) is not None
