"""The last words of addresses that stand near each other, read as one: `…/Brack` and then `…/water`."""

import re
from itertools import pairwise

_WEB = r"(?:https?|ftp)://[^\s<>\"'()\[\]{}|\\^`]{1,400}"
_MAIL = r"[\w.+-]{1,64}(?=@[\w-])"
_ADDRESS = re.compile(f"{_WEB}|{_MAIL}", re.IGNORECASE)
_LAST_OF_WEB = re.compile(r"([^\W\d_]{1,40})(?:\.[A-Za-z][A-Za-z0-9]{1,3})?\W*$")
_LAST_OF_MAIL = re.compile(r"([^\W\d_]{1,40})$")
"""The letters at the end of an address, before the ending of a file's name and the signs of the sentence; of
mail, at the end of the name before its sign."""
_NEAR = 200
_APART = "\n:::\n"


def address_ends(text: str) -> list[tuple[int, int] | str] | None:
    """The last words of each two addresses that follow each other closely, one pair after the other."""
    if "://" not in text and "@" not in text:
        return None
    ends = [
        (found.start() + last.start(1), found.start() + last.end(1), found.end())
        for found in _ADDRESS.finditer(text)
        if (last := (_LAST_OF_WEB if "://" in found[0] else _LAST_OF_MAIL).search(found[0]))
    ]
    out: list[tuple[int, int] | str] = []
    for (start, end, over), (after, last, _) in pairwise(ends):
        if after - over <= _NEAR:
            out += [(start, end), (after, last), _APART]
    return out or None
