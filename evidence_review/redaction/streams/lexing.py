"""A content stream split into its operators, where it is written so plainly that no reader can take it
otherwise (ISO 32000-1, 7.8.2).

The readers of the gate spend most of their time on splitting. What the rebuild writes holds nothing but
numbers, names, strings and lists of them between operators; a stream with anything else (comments,
dictionaries, inline images, names with #, odd bytes, numbers written oddly) is not split here, and each
reader splits it in its own way.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_TOKEN = re.compile(
    rb"[ \n\r\t]*(?:"
    rb"([+-]?\d{1,9})(?=[ \n\r\t\[\](/<]|$)"
    rb"|([+-]?\d{0,9}\.\d{1,12})(?=[ \n\r\t\[\](/<]|$)"
    rb"|/([A-Za-z][A-Za-z0-9_.+-]{0,60})(?=[ \n\r\t\[\](/<]|$)"
    rb"|\(((?:[^()\\\r]|\\[()\\nrtbf]|\\[0-7]{3})*)\)"
    rb"|<((?:[0-9A-Fa-f]{2})*)>"
    rb"|(\[)|(\])"
    rb"|([A-Za-z][A-Za-z0-9]?[A-Za-z0-9]?\*?|['\"])(?=[ \n\r\t]|$)"
    rb")"
)
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_MEANS = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"(": b"(",
    b")": b")",
    b"\\": b"\\",
}
_OPERATORS = frozenset(
    b"b B b* B* BT c cm CS cs d d0 d1 Do ET f F f* G g gs h i j J K k l m M n q Q re RG rg ri s S "
    b"SC sc SCN scn sh"
    b" T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)


@dataclass(frozen=True, slots=True)
class Kinds:
    """How a reader calls its operands."""

    whole: Callable[[bytes], Any]
    real: Callable[[bytes], Any]
    name: Callable[[bytes], Any]
    string: Callable[[bytes], Any]
    listed: Callable[[list[Any]], Any]


PLAIN = Kinds(int, float, lambda name: "/" + name.decode("ascii"), bytes, list)
"""Python's own values, names with their stroke."""
_KEPT, _SHORT = 48, 48_000
"""Streams that are kept split, and the bytes of one up to which it is."""


def split_plainly(data: bytes) -> Sequence[tuple[list[Any], bytes]] | None:
    """`split` into Python's own values, which nobody may change: several readers of one page ask for the
    same."""
    return _kept(data) if len(data) <= _SHORT else split(data, PLAIN)


def split(data: bytes, kinds: Kinds) -> Sequence[tuple[list[Any], bytes]] | None:
    """(operands, operator) in order; None where the stream is not written plainly."""
    out: list[tuple[list[Any], bytes]] = []
    operands: list[Any] = []
    outer: list[Any] | None = None
    at = 0
    match = _TOKEN.match
    while found := match(data, at):
        at = found.end()
        kind, value = found.lastindex, found[found.lastindex or 0]
        if kind == 8:
            if outer is not None or value not in _OPERATORS:
                return None
            out.append((operands, value))
            operands = []
        elif kind == 6:
            if outer is not None:
                return None
            outer, operands = operands, []
        elif kind == 7:
            if outer is None:
                return None
            outer.append(kinds.listed(operands))
            operands, outer = outer, None
        else:
            operands.append(_operand(kind, value, kinds))
    return out if not data[at:].strip(b" \n\r\t") and not operands and outer is None else None


@lru_cache(maxsize=_KEPT)
def _kept(data: bytes) -> Sequence[tuple[list[Any], bytes]] | None:
    return split(data, PLAIN)


def _operand(kind: int | None, value: bytes, kinds: Kinds) -> Any:
    match kind:
        case 1:
            return kinds.whole(value)
        case 2:
            return kinds.real(value)
        case 3:
            return kinds.name(value)
        case 4:
            return kinds.string(_ESCAPE.sub(_meant, value) if b"\\" in value else value)
        case _:
            return kinds.string(bytes.fromhex(value.decode("ascii")))


def _meant(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 8) & 0xFF]) if len(found[1]) == 3 else _MEANS[found[1]]
