"""The lines of vCard and iCalendar files: unfolded, decoded, split into name, parameters and value (RFC 6350,
RFC 5545, vCard 2.1).

Folds may cut a letter of several bytes, so that lines are joined before they are decoded; each is decoded
alone, since one file may mix character sets.
"""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence_review.importers.plugin import MAX_ATTACHMENT, decode_text, head

_OTHER_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_BASE64 = re.compile(rb";\s*(?:ENCODING\s*=\s*)?(?:BASE64|B)\s*(?:;|$)", re.IGNORECASE)
_NAMED = re.compile(r"\s*(?:([A-Za-z0-9._-]+)\.)?([A-Za-z0-9_-]+)\s*")
_PARAMETER = re.compile(r';\s*((?:"[^"]*"|[^;:"])*"?)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
LARGEST_LINE = 4 * MAX_ATTACHMENT
"""Bytes of one joined line that are kept: more than the largest attachment in base64; what is beyond belongs to
no contact or event that anyone wrote."""


@dataclass(frozen=True, slots=True)
class Line:
    """One property.

    `params` hold upper-case names, "" where a value stands alone as vCard 2.1 allows; `value` is decoded,
    still escaped.

    `name` is "" for a line that is no property; its text is then the value. `certain` is False where the
    character set was a guess.
    """

    number: int
    group: str
    name: str
    params: tuple[tuple[str, str], ...]
    value: str
    certain: bool = True

    def param(self, name: str) -> str | None:
        """The first value of a parameter, without quotes; None where it is not given."""
        return next((value for key, value in self.params if key == name), None)

    def types(self) -> list[str]:
        """What the line says of its kind: `TYPE=home,cell`, `HOME`, in capitals, without what only tells how
        it is written."""
        words = [
            word for key, value in self.params if key in {"TYPE", ""} for word in value.upper().split(",")
        ]
        return [word.strip() for word in words if word.strip() and word.strip() not in _WRITTEN]

    @property
    def is_base64(self) -> bool:
        """Whether the value is said to be base64."""
        return any(key in {"ENCODING", ""} and value.upper() in {"B", "BASE64"} for key, value in self.params)


_WRITTEN = {"BASE64", "B", "QUOTED-PRINTABLE", "8BIT", "7BIT", "VALUE=URL"}


def lines(path: Path) -> Iterator[Line]:
    """Every line that is not empty, folds undone; never raises on content."""
    for number, data in _joined(_physical(path)):
        yield _line(number, data)


def starts_with(path: Path, what: str) -> bool:
    """Whether the first line that is not empty is BEGIN:`what`, in whatever case and encoding."""
    text = decode_text(head(path, 4096)).text.lstrip("\ufeff \t\r\n\x00")
    return re.match(rf"BEGIN[ \t]*:[ \t]*{what}[ \t]*(?:[\r\n]|$)", text, re.IGNORECASE) is not None


def unescaped(value: str) -> str:
    r"""Text without its escapes: \n is a new line, any other escaped character stands for itself."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def parts(value: str, at: str = ";") -> list[str]:
    """The parts of a structured value, each unescaped."""
    return [unescaped(each) for each in re.split(rf"(?<!\\){at}", value)]


def _physical(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines as they stand, numbered from 1; a lone CR ends a line too, as old Macs wrote."""
    number = 0
    if head(path, 4).startswith(_OTHER_BOMS) or b"\x00" in head(path, 64):
        for number, text in enumerate(re.split(r"\r*\n|\r", decode_text(path.read_bytes()).text), 1):
            yield number, text.encode("utf-8", "replace")
        return
    with path.open("rb") as stream:
        while raw := stream.readline(LARGEST_LINE):
            number += 1
            stripped = raw.rstrip(b"\r\n")
            for each in stripped.removeprefix(b"\xef\xbb\xbf").split(b"\r"):
                yield number, each


def _joined(physical: Iterator[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """Lines with their continuations: after white space (all versions), after "=" (quoted-printable), bare
    base64 (old phones)."""
    held = _UnfoldedLine(0, b"")
    for number, raw in physical:
        if not held.extend(raw):
            if held.data.strip():
                yield held.number, bytes(held.data)
            held = _UnfoldedLine(number, raw)
    if held.data.strip():
        yield held.number, bytes(held.data)


class _UnfoldedLine:
    """A line while what it continues with is taken in."""

    def __init__(self, number: int, raw: bytes) -> None:
        name = raw.partition(b":")[0]
        self.number, self.data = number, bytearray(raw[:LARGEST_LINE])
        self._printable = b"QUOTED-PRINTABLE" in name.upper()
        self._base64 = _BASE64.search(name) is not None

    def extend(self, raw: bytes) -> bool:
        """Whether a line goes on with this one; if so, it is taken in."""
        if not self.data:
            return False
        folded = raw[:1] in {b" ", b"\t"}
        if not raw.strip() and not self._base64 and b":" not in self.data:
            return True  # some programs leave empty lines between a name and its folded value
        if self._printable and self.data.endswith(b"="):
            self.data[-1:] = raw[1:] if folded else raw
        elif folded or (self._base64 and raw.strip() and b":" not in raw):
            self.data += raw[1:] if folded else raw.strip()
        else:
            return False
        del self.data[LARGEST_LINE:]
        return True


def _line(number: int, data: bytes) -> Line:
    text, certain = _decoded(data, None)
    named = _NAMED.match(text)
    if named is None:
        return Line(number, "", "", (), text, certain)
    at, params = named.end(), list[tuple[str, str]]()
    while found := _PARAMETER.match(text, at):
        name, mark, value = found[1].partition("=")
        params.append((name.strip().upper(), value.strip().strip('"')) if mark else ("", name.strip()))
        at = found.end()
    if text[at : at + 1] != ":":
        return Line(number, "", "", (), text, certain)
    made = Line(number, named[1] or "", named[2].upper(), tuple(params), text[at + 1 :], certain)
    return _written(made, data)


def _written(line: Line, data: bytes) -> Line:
    """The value as its ENCODING and CHARSET say."""
    charset = line.param("CHARSET")
    printable = any(
        key in {"ENCODING", ""} and value.upper() == "QUOTED-PRINTABLE" for key, value in line.params
    )
    if not printable and (charset is None or line.certain):
        return line
    raw = (
        data.partition(b":")[2]
        if b'"' not in data.partition(b":")[0]
        else line.value.encode("utf-8", "replace")
    )
    text, certain = _decoded(quopri.decodestring(raw) if printable else raw, charset)
    return Line(line.number, line.group, line.name, line.params, text.replace("\r\n", "\n"), certain)


def _decoded(data: bytes, charset: str | None) -> tuple[str, bool]:
    """UTF-8 where it is that, then what the line says, then Windows-1252, which is a guess."""
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        pass
    if charset:
        try:
            return data.decode(charset), True
        except (UnicodeDecodeError, LookupError, ValueError):
            pass
    return decode_text(data).text, False
