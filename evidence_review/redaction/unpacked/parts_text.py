"""Text with marks in it taken apart: web pages, XML of office files, RTF, JSON, cards and calendars, as the
words that programs show from it."""

import html
import json
import quopri
import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from typing import Any, cast

from evidence_review.redaction.terms.bidi_override import with_marks
from evidence_review.redaction.terms.coded_words import plain_sheet
from evidence_review.redaction.unpacked.parts_cells import CELLS, cells_of_markup, cells_of_values

_BREAKS = re.compile(
    r"</(?:w:p|text:p|text:h|a:p|si|c|row|w:tc|p|div|td|th|tr|li|h[1-6]|table|title|"
    r"table:table-cell|comment|text|dd|dt|pre|section|article|ul|ol)\s*>"
    r"|<(?:br|hr|w:br|w:tab|text:tab|text:line-break|text:s|p|div|td|th|tr|li|h[1-6]|table|pre|w:cr)\b[^<>]*>"
)
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ATTRIBUTE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)')")
_BETWEEN = "\n|-|-|-|\n"
_FOLD = re.compile(rb"\r?\n[ \t]")
_SOFT_BREAK = re.compile(rb"=\r?\n")
_LONG_BASE64 = re.compile(rb"[A-Za-z0-9+/\r\n \t]{16,}={0,2}\s*")
_BASE64_ALONE = re.compile(r">\s*([A-Za-z0-9+/\s]{100,}={0,2})\s*</")
"""A file that is all an element says, as spreadsheets keep their queries: a package behind a few bytes of its
own."""

type Raw = tuple[str, str, str | bytes, str]


def text_parts(data: bytes) -> Iterator[Raw]:
    """Words and files inside a text with marks, nothing for any other file."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        yield from rtf_parts(data)
    elif start[:1] == b"<" or b"<?xml" in start[:200] or b"<\0" in start[:4]:
        yield from markup_parts(data)
    elif start[:6].upper() == b"BEGIN:":
        yield from _cards(data)
    elif start[:1] in {b"{", b"["}:
        yield from _json(data)


def markup_parts(data: bytes) -> Iterator[Raw]:
    """Words with the tags taken out, joined where a reader sees no break; attributes, comments and pictures
    written into the page."""
    text = _text(data)
    shown = html.unescape(_TAG.sub("", _BREAKS.sub(_BETWEEN, with_marks(text))))
    yield "text", "text between tags", shown, ""
    if "_x" in shown:  # as spreadsheets write signs (ECMA-376 part 1, 22.9.2.19)
        yield (
            "text",
            "text between tags",
            re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), shown),
            "",
        )
    if cells := cells_of_markup(with_marks(text)):
        yield "text", CELLS, html.unescape(_TAG.sub("", cells)), ""
    values = [html.unescape(first or second) for first, second in _ATTRIBUTE.findall(text)]
    yield "tags", "a value in a tag", _BETWEEN.join(values), ""
    if "\\" in text:
        yield "text", "text escaped as in style sheets", plain_sheet(text), ""
    for found in _BASE64_ALONE.finditer(text):
        file = _unbase(found[1].encode())
        yield "text", "a file written between tags", file[max(file[:64].find(b"PK\x03\x04"), 0) :], ""
    yield "comments", "a comment", html.unescape(_BETWEEN.join(_COMMENT.findall(text))), ""
    for value in values:
        if value.startswith("data:"):
            head, _, body = value.partition(",")
            yield (
                "tags",
                "a file written into a tag",
                _unbase(body.encode()) if "base64" in head else body.encode(),
                "",
            )


def _text(data: bytes) -> str:
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "ignore")
    if b"\0" in data[:200]:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "ignore")
    return data.decode("utf-8", "ignore")


def _unbase(body: bytes) -> bytes:
    try:
        kept = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        return b64decode(kept + b"=" * (-len(kept) % 4))
    except Error:
        return b""


_RTF = re.compile(
    r"\\'([0-9a-fA-F]{2})|\\u(-?\d{1,6}) ?\??|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\(.)|([{}])|([^\\{}]+)",
    re.DOTALL,
)
_CELL, _ROW = "\ue0f1", "\ue0f2"
"""Stand for the end of a cell and of a line until the words are read."""
_RTF_BREAKS = dict.fromkeys(("par", "sect", "page"), _BETWEEN) | {
    "cell": _CELL,
    "nestcell": _CELL,
    "tab": _CELL,
    "row": _ROW,
    "nestrow": _ROW,
    "line": _ROW,
}
_HEX = re.compile(rb"(?:[0-9a-fA-F]\s*){32,}")


def rtf_parts(data: bytes) -> Iterator[Raw]:
    """All words of all groups in order, also of those that no reader shows, and what is written in
    hexadecimal."""
    out: list[str] = []
    for code, unicode, name, _, other, _, words in _RTF.findall(data.decode("latin-1")):
        if code:
            out.append(bytes.fromhex(code).decode("cp1252", "replace"))
        elif unicode:
            out.append(chr(int(unicode) % 65536))
        elif name:
            out.append(_RTF_BREAKS.get(name, ""))
        elif other:
            out.append(
                {"~": " ", "-": "", "_": "-", "\n": _BETWEEN, "\r": _BETWEEN}.get(
                    other, "" if other == "*" else other
                )
            )
        else:
            out.append(re.sub(r"[\r\n]", "", words))
    said = "".join(out).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    yield "text", "text of the document", said.replace(_CELL, _BETWEEN).replace(_ROW, _BETWEEN), ""
    yield "text", CELLS, said.replace(_CELL, "\t").replace(_ROW, "\n"), ""
    for found in _HEX.finditer(data):
        digits = re.sub(rb"\s", b"", found[0])
        yield (
            "parts in hexadecimal",
            "a file inside",
            bytes.fromhex(digits[: len(digits) // 2 * 2].decode()),
            "",
        )


def _cards(data: bytes) -> Iterator[Raw]:
    """Lines unfolded, quoted-printable read, escapes taken out; pictures and other files that stand in
    base64."""
    plain = _FOLD.sub(b"", data)
    yield "text", "unfolded lines", _unescaped(plain), ""
    if b"<" in plain:
        yield "text", "text between tags", html.unescape(_TAG.sub("", _unescaped(plain))), ""
    coded = quopri.decodestring(_SOFT_BREAK.sub(b"", data))
    yield "text", "quoted-printable text", _unescaped(coded), ""
    for line in plain.splitlines():
        head, _, body = line.partition(b":")
        if re.search(rb";(?:ENCODING=)?(?:b|BASE64)\b", head, re.IGNORECASE) or body.startswith(b"data:"):
            yield "a file inside", "a file written into a line", _unbase(body.rpartition(b",")[2]), ""


def _unescaped(lines: bytes) -> str:
    text = lines.decode("utf-8", "replace")
    return re.sub(r"\\([nN,;\\])", lambda found: "\n" if found[1] in "nN" else found[1], text)


def _json(data: bytes) -> Iterator[Raw]:
    """Every key and text value, escapes read; nothing where it is no JSON."""
    text = _text(data)
    try:
        values = [json.loads(text)]
    except (ValueError, RecursionError):
        try:
            values = [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            return
    said = list(_strings(values))
    yield "values", "a value or a key", _BETWEEN.join(said), ""
    yield "values", CELLS, cells_of_values(values), ""
    if together := [words for one in _lists(values) if (words := in_pieces(one))]:
        yield "values", "a text in pieces", _BETWEEN.join(together), ""
    for one in said:
        if len(one) > 200 and _LONG_BASE64.fullmatch(one.encode("ascii", "replace")):
            yield "values", "a file written into a value", _unbase(one.encode()), ""


def in_pieces(value: list[Any]) -> str:
    """A text that is written as a list of pieces, some of them with their kind, as Telegram does; empty for
    any other list."""
    pieces = [
        one.get("text") if isinstance(one, dict) else one for one in cast("list[dict[str, Any] | str]", value)
    ]
    mixed = any(isinstance(one, dict) for one in value) and any(isinstance(one, str) for one in value)
    return "".join(cast("list[str]", pieces)) if mixed and all(isinstance(one, str) for one in pieces) else ""


def _lists(value: Any) -> Iterator[list[Any]]:
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, list):
            yield cast("list[Any]", one)
        stack += (
            cast("list[Any]", one)
            if isinstance(one, list)
            else list(cast("dict[str, Any]", one).values())
            if isinstance(one, dict)
            else []
        )


def _strings(value: Any) -> Iterator[str]:
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            for key, inner in reversed(list(cast("dict[str, Any]", one).items())):
                stack += [inner, str(key)]
        elif isinstance(one, list):
            stack += reversed(cast("list[Any]", one))
        elif one is not None:
            yield str(one)
