"""Text by the number of a Windows code page, as Outlook writes it; nothing here raises (MS-UCODEREF,
reference/formats.md 3.6)."""

import codecs

from evidence_review.importers.text.email_headers import decode

_NAMES = {
    1200: "utf-16-le", 1201: "utf-16-be", 12000: "utf-32-le", 20127: "ascii", 65000: "utf-7", 65001: "utf-8",
    932: "cp932", 936: "gb18030", 949: "cp949", 950: "cp950", 1361: "johab", 20932: "euc_jp", 51932: "euc_jp", 51949: "euc_kr",
    20936: "gb2312", 51936: "gb2312", 52936: "hz", 54936: "gb18030", 50220: "iso2022_jp", 50221: "iso2022_jp_ext", 50222: "iso2022_jp",
    50225: "iso2022_kr", 10000: "mac_roman", 10007: "mac_cyrillic", 20866: "koi8_r", 21866: "koi8_u", 38598: "iso8859_8",
}  # fmt: skip
_NEXT = {"cp950": "big5hkscs", "iso2022_jp": "iso2022_jp_ext", "gb2312": "gb18030", "euc_jp": "euc_jis_2004"}
"""Wider tables for text that its own table does not hold: Hong Kong characters in Big5, and the like."""


def codec(page: int | None) -> str:
    """The Python name of a code page; "" where there is none."""
    if page is None:
        return ""
    name = _NAMES.get(page) or (f"iso8859_{page - 28590}" if 28591 <= page <= 28606 else f"cp{page}")
    try:
        codecs.lookup(name)
    except LookupError:
        return ""
    return name


def text_of(data: bytes, page: int | None) -> str:
    """Text in a code page; in a wider one, or with U+FFFD for what it does not hold; by its bytes where the
    page is not known."""
    name = codec(page)
    if not name:
        return decode(data, None)[0]
    for each in (name, _NEXT.get(name, "")):
        try:
            return data.decode(each) if each else _nearest(data, name)
        except UnicodeError:
            continue
    return _nearest(data, name)


def _nearest(data: bytes, name: str) -> str:
    """UTF-8 where the bytes are that for certain, whatever was declared; else what the declared table holds
    of it."""
    try:
        return data.decode("utf-8")
    except UnicodeError:
        return data.decode(name, "replace")
