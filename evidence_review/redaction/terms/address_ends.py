"""The last words of addresses that stand near each other, read as one: `…/Brack` and then `…/water`."""

import re
from collections.abc import Iterator
from itertools import pairwise

_SIGN = re.compile(r"://|@(?=\w)")
"""What every address of the web, and every address of mail behind its name, holds."""
_WEB = re.compile(r"[^\s<>\"'()\[\]{}|\\^`]{1,400}")
_LAST_OF_WEB = re.compile(r"([^\W\d_]{1,40})(?:\.[A-Za-z][A-Za-z0-9]{1,3})?\W*$")
_LAST_OF_MAIL = re.compile(r"([^\W\d_]{1,40})$")
"""The letters at the end of an address, before the ending of a file's name and the signs of the sentence; of
mail, at the end of the name before its sign."""
_NEAR = 200
_LONGEST = 40
_APART = "\n:::\n"


def address_ends(text: str) -> list[tuple[int, int] | str] | None:
    """The last words of each two addresses that follow each other closely, one pair after the other."""
    if text.count("://") + text.count("@") < 2:
        return None
    out: list[tuple[int, int] | str] = []
    for before, after in pairwise(_ends(text)):
        if after[0] - before[1] <= _NEAR:
            out += [before, after, _APART]
    return out or None


def _ends(text: str) -> Iterator[tuple[int, int]]:
    """Where the last word of each address stands."""
    for sign in _SIGN.finditer(text):
        if sign[0] == "@":
            start = max(sign.start() - _LONGEST, 0)
            last = _LAST_OF_MAIL.search(text[start : sign.start()])
        else:
            start = sign.end()
            rest = _WEB.match(text, start)
            last = _LAST_OF_WEB.search(rest[0]) if rest else None
        if last:
            yield start + last.start(1), start + last.end(1)
