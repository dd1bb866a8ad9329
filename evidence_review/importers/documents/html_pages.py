"""A page of HTML from its bytes: its characters, its words, the pictures inside it, what it says of itself.
Nothing is run or fetched."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from evidence_review.domain.evidence import Attachment, Problem
from evidence_review.importers.documents.document_pages import Extra
from evidence_review.importers.markup.html_text import html_text
from evidence_review.importers.plugin import Decoded, attach, base64_of, decode_text
from evidence_review.importers.text.broken_ends import ending_of
from evidence_review.importers.text.long_values import bounded
from evidence_review.importers.text.text_encodings import decoded_by_language

_CHARSET = re.compile(
    (
        rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})|<\?xml\b[^>]{0,"
        rb"100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})"
    ),
    re.IGNORECASE,
)
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "big5": "big5hkscs",
    "iso8859-11": "cp874",
}
"""Codes that browsers read as a wider one, since pages that name the one are written in the other (WHATWG
Encoding)."""
_DATA = re.compile(
    r"data:([\w.+-]{1,40}/[\w.+-]{1,80})((?:;[\w-]+=[^;,\"'\s)]{1,80}){0,4});base64,([A-Za-z0-9+/=\s%]*)",
    re.IGNORECASE,
)
_META = re.compile(r"<meta\b((?:[^<>]|<(?!meta\b)){0,20000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([\w:.-]{1,40})\s*=\s*(?:\"([^\"]{0,20000})\"|'([^']{0,20000})'|([^\s\"'>]{1,20000}))"
)
_TITLE = re.compile(r"<title\b[^>]{0,500}>([^<]{0,100000})", re.IGNORECASE)
_SOURCES = re.compile(r"<(?:img|source|video|audio|input|embed|object)\b([^>]{0,20000})", re.IGNORECASE)
_PIECE = 4_000_000
_FAR = 200_000


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its words, files that stand inside it as data, what it says of itself, comments that do not
    show, addresses of its pictures."""

    text: str
    certain: bool
    encoding: str
    files: tuple[Attachment, ...] = ()
    said: tuple[Extra, ...] = ()
    sources: tuple[str, ...] = field(default=())
    ending: Problem | None = None


def html_of(data: bytes, charset: str = "") -> Decoded:
    """The characters of a page: by its byte order mark, what it was sent as, what it declares, else by its
    bytes."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in data[:200]:
        return decode_text(data)
    found = _CHARSET.search(data[:8192])
    name = codec(charset) or codec((found[1] or found[2]).decode("ascii") if found else "")
    if not name or name == "utf-8" or (not data.isascii() and _is_utf8(data)):
        decoded = decoded_by_language(data)
        return Decoded(decoded.text, decoded.encoding, decoded.certain and name in {"", "utf-8"})
    try:
        return Decoded(data.decode(name), name, certain=True)
    except UnicodeDecodeError:
        return Decoded(data.decode(name, "replace"), name, certain=False)


def codec(name: str) -> str:
    """Python's name for a charset; "" where there is none, or where it is no code for text. UTF-16 cannot be
    declared in bytes of one each."""
    try:
        found = codecs.lookup(name.strip().strip("\"'")).name
        "<".encode(found)
        b"<".decode(found)
    except (LookupError, UnicodeError, ValueError):
        return ""
    return _WIDER.get(found, found)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def page_of(data: bytes, charset: str = "") -> Page:
    """All that is read of a page."""
    decoded = html_of(data, charset)
    files: list[Attachment] = []

    def taken(found: re.Match[str]) -> str:
        raw = base64_of(found[3])
        ending = found[1].partition("/")[2].partition("+")[0].lower()
        files.append(
            attach(
                f"picture {len(files) + 1}.{ {'jpeg': 'jpg', 'plain': 'txt'}.get(ending, ending) }",
                [raw],
                f"data {len(files) + 1}",
                found[1].lower(),
            )
        )
        return f"data:{len(files)}"

    html, comments = without_unseen(_DATA.sub(taken, decoded.text.replace("\x00", "\ufffd")))
    said = [
        *_says(html),
        *(("comment in the page", bounded(" ".join(each.split()))) for each in comments if each.strip()),
    ]
    sources = [
        value
        for found in _SOURCES.finditer(html)
        for name, value in attributes(found[1])
        if name in {"src", "data", "poster"}
    ]
    text = "\n".join(filter(None, (html_text(piece) for piece in _pieces(html))))
    return Page(
        text,
        decoded.certain,
        decoded.encoding,
        tuple(files),
        tuple(said),
        tuple(dict.fromkeys(sources)),
        ending_of(html),
    )


def attributes(inside: str) -> list[tuple[str, str]]:
    """Names (lower case) and values of a tag's attributes."""
    return [
        (each[1].lower(), unescape(each[2] or each[3] or each[4] or "").strip())
        for each in _ATTRIBUTE.finditer(inside)
    ]


def _says(html: str) -> Iterator[Extra]:
    title = _TITLE.search(html[:_FAR])
    if title and title[1].strip():
        yield "file says/title", " ".join(unescape(title[1]).split())
    for each in _META.finditer(html[:_FAR]):
        said = dict(attributes(each[1]))
        name = said.get("name") or said.get("property") or said.get("itemprop") or ""
        if name and said.get("content") and name.lower() not in {"viewport", "robots"}:
            yield f"file says/{name}", bounded(said["content"])


def without_unseen(html: str) -> tuple[str, list[str]]:
    """The page without scripts, styles and comments, and the words of its comments; one that never ends is
    left as it stands."""
    lower, pieces, comments, at = html.lower(), list[str](), list[str](), 0
    if len(lower) != len(html):  # a few letters grow when made small; places would not fit
        return html, comments
    for found in re.finditer(r"<!--|<script\b|<style\b", lower):
        start = found.start()
        if start < at:
            continue
        mark = {"<!--": "-->", "<script": "</script", "<style": "</style"}[found.group()]
        end = lower.find(mark, found.end())
        if end < 0:
            continue
        pieces.append(html[at:start])
        if mark == "-->":
            comments.append(html[found.end() : end])
            at = end + 3
        else:
            close = lower.find(">", end)
            at = len(html) if close < 0 else close + 1
    return "".join((*pieces, html[at:])), comments


def _pieces(html: str) -> Iterator[str]:
    """Very long pages in pieces that begin with a tag, so that the parser stays fast."""
    at = 0
    while len(html) - at > _PIECE:
        cut = html.rfind("<", at + 1, at + _PIECE)
        cut = cut if cut > at else at + _PIECE
        yield html[at:cut]
        at = cut
    yield html[at:]
