"""Numbers by which a PDF draws, and sizes and places in its files: a year that somebody was born in is not among them.

A term of at most four digits stands by chance among thousands of coordinates. It is looked for in all text and in every string, but not in
the bare numbers of bytes that are written in the language of PDF from end to end (ISO 32000-2, annex A; its maps of characters, 9.7.5.4).
Longer numbers are looked for everywhere.
"""

import re
from dataclasses import replace

from evidence_review.redaction.terms import Search

MOST_DIGITS = 4

_WORDS = frozenset(
    b"""b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn
sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' " R true false null
begincmap endcmap begin end def dict dup findresource defineresource pop currentdict usecmap begincodespacerange endcodespacerange
beginbfchar endbfchar beginbfrange endbfrange begincidchar endcidchar begincidrange endcidrange beginnotdefrange endnotdefrange""".split()
)
_NUMBER = rb"[-+]?(?:\d+\.?\d*|\.\d+)"
_TOKEN = re.compile(
    rb"(?P<string>\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\))|(?P<code><[0-9A-Fa-f]{1,4}>)|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<name>/[^\s()<>\[\]{}/%]*)|(?P<mark>[\[\]{}]|<<|>>)"
    rb"|(?P<number>" + _NUMBER + rb")(?![^\s()<>\[\]{}/%])|(?P<word>[A-Za-z'\"][A-Za-z0-9*'\"]*)|(?P<space>[\s\0]+)|(?P<odd>.)",
    re.DOTALL,
)


def apart(search: Search) -> tuple[Search, Search]:
    """The search without terms of at most four digits, and the one for those alone."""
    few = tuple(one for one in search.wanted if one.needle.isdigit() and len(one.needle) <= MOST_DIGITS)
    return replace(search, wanted=tuple(one for one in search.wanted if one not in few)), replace(search, wanted=few, left=())


def without_numbers(data: bytes) -> bytes | None:
    """The bytes with a space for every bare number, and in maps of characters for every code; None where they are not in the language of PDF from end to end."""
    out: list[bytes] = []
    words = 0
    maps = b"begincmap" in data
    for token in _TOKEN.finditer(data):
        kind = token.lastgroup
        if kind == "odd" or (kind == "word" and token[0] not in _WORDS):
            return None
        words += kind == "word"
        out.append(b" " if kind == "number" or (kind == "code" and maps) else token[0])
    return b"".join(out) if words else None
