"""Header lines of e-mail as they really come: raw 8-bit bytes, unknown charsets, broken encoded words;
nothing here raises (reference/formats.md 3.6)."""

import base64
import binascii
import quopri
import re
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import getaddresses, parsedate_tz

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.domain.people import Party
from evidence_review.importers.plugin import Clock, decode_text

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_ZONE = re.compile(r":\d{2}\b.*?(?:\s[+-](?!0000)\d{4}\b|\+0000\b|\s(?:UTC?|GMT|Z|[ECMP][SD]T)\b)")
"""A zone that is stated: an offset other than -0000, or one of the names of RFC 5322 4.3 (the standard parser
takes none as UTC)."""
_ANYWHERE = re.compile(r":\d{2}\b.*?\s-0000\s*(?=\(|$)")
_COLON = re.compile(r"([+-]\d{2}):(\d{2})\s*(?=\(|$)")
"""An offset with a colon, which the standard parser does not read."""
_SHORT = re.compile(r"(\s[+-])(\d{3})\s*(?=\(|$)")
"""An offset whose hours have one digit, as in -600."""
_BARE = re.compile(r"[^\s<>,;:\"()]{1,200}@[^\s<>,;:\"()]{1,200}")
_LONGEST_LINE = 10_000
"""Beyond this many characters addresses are found by shape: the standard parser takes time that grows with
the square."""
_WIDER = {
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932",
    "x-sjis": "cp932", "sjis": "cp932", "windows-31j": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "ks_c_5601": "cp949",
    "x-windows-949": "cp949", "big5": "cp950", "x-big5": "cp950", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    "windows-874": "cp874", "iso-8859-8-i": "iso8859_8", "iso-8859-8-e": "iso8859_8", "iso-8859-6-i": "iso8859_6", "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman", "iso-2022-jp": "iso2022_jp_ext", "unicode-1-1-utf-7": "utf-7", "x-unicode-2-0-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8", "utf8mb4": "utf-8", "x-utf-8": "utf-8",
}  # fmt: skip
"""Names that mail gives for tables that Python calls otherwise, and for which programs write a wider table
than they say."""
_WESTERN = frozenset(
    ("us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1", "iso8859-1", "windows-1252", "cp1252")
)


def decode(data: bytes, charset: str | None) -> tuple[str, bool]:
    """Text by its declared charset, else by its bytes; the second value says whether that is certain."""
    name = (charset or "us-ascii").strip().strip("\"'").lower()
    if name in _WESTERN and not data.isascii():
        declared = name not in {"us-ascii", "ascii"}
        try:
            return (data.decode("cp1252"), True) if declared else _by_bytes(data)
        except UnicodeDecodeError:
            return _by_bytes(data)
    for each in dict.fromkeys((_WIDER.get(name, name), name)):
        try:
            return data.decode(each), True
        except (LookupError, UnicodeError, ValueError):
            continue
    return _nearly(data, _WIDER.get(name, name))


def _nearly(data: bytes, name: str) -> tuple[str, bool]:
    """A damaged text in a table of many bytes: what the table holds of it, where that is most; else by its
    bytes."""
    if name.startswith(("gb", "cp9", "iso2022", "euc", "big5", "cp1254")):
        text = data.decode(name, "replace")
        if text.count("\ufffd") * 8 < len(text) and not _is_utf8(data):
            return text, False
    return _by_bytes(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeError:
        return False
    return True


def _by_bytes(data: bytes) -> tuple[str, bool]:
    found = decode_text(data)
    return found.text, found.certain


def raw_headers(message: Message) -> list[tuple[str, str]]:
    """Every header line as (name, unfolded value), 8-bit bytes read as text, encoded words left as they
    are."""
    lines: list[tuple[str, str]] = []
    for name, value in message.raw_items():
        text = str(value).encode("utf-8", "surrogateescape")
        lines.append((name, re.sub(r"\r?\n[ \t]*|\r", " ", _by_bytes(text)[0]).strip()))
    return lines


def values(headers: list[tuple[str, str]], name: str) -> list[str]:
    """The values of all headers of a name, without regard to case."""
    return [value for key, value in headers if key.lower() == name.lower()]


def first(headers: list[tuple[str, str]], name: str) -> str:
    """The first of them, "" where there is none."""
    return next(iter(values(headers, name)), "")


def shown(value: str) -> str:
    """A header value with its encoded words (RFC 2047) decoded; a word that cannot be decoded stays as
    written."""
    joined = _BETWEEN.sub(r"\1", value)
    out: list[str] = []
    at = 0
    held: tuple[str, bytes] | None = None
    for word in _WORD.finditer(joined):
        data = _word_bytes(word)
        charset = word.group(1).partition("*")[0].lower()
        if held and (word.start() > at or held[0] != charset):
            out.append(decode(held[1], held[0])[0])
            held = None
        out.append(joined[at : word.start()])
        held = (charset, (held[1] if held else b"") + data)
        at = word.end()
    if held:
        out.append(decode(held[1], held[0])[0])
    return "".join((*out, joined[at:]))


def _word_bytes(word: re.Match[str]) -> bytes:
    text = word.group(3).encode("utf-8", "replace")
    if word.group(2) in "qQ":
        return quopri.decodestring(text.replace(b"_", b" "), header=False)
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return word.group(0).encode("utf-8", "replace")


def parties(lines: list[str], role: str) -> list[Party]:
    """The people of an address header: the address identifies, the name is a label; an X.500 address is one
    too."""
    found: list[Party] = []
    for line in lines:
        people = _address_list(line, role)
        if not people or any(_is_odd(party.identifier) for party in people):
            people = _plainly(line, role)
        found += people
    return found


def _address_list(line: str, role: str) -> list[Party]:
    """The people of an address list, as the standard parser reads it."""
    try:
        pairs = getaddresses([line], strict=False) if len(line) < _LONGEST_LINE else []
    except Exception:  # noqa: BLE001  the standard parser trips over some hostile lines
        pairs = []
    return [
        Party(address.strip() or None, shown(name).strip() or None, role=role)
        for name, address in pairs
        if name or address
    ]


def _is_odd(identifier: str | None) -> bool:
    """Whether what the parser took for an address has not the shape of one (an address, or an X.500 name)."""
    return (
        identifier is None or " " in identifier or ("@" not in identifier and not identifier.startswith("/"))
    )


def _plainly(line: str, role: str) -> list[Party]:
    """Addresses found by shape in a line that is no address list; the whole line as a name where there is
    none."""
    group = re.fullmatch(r"[^:<>@]*:\s*;?", line)
    if group or not line:
        return []  # "undisclosed-recipients:;" is nobody
    if words := _decode_line(line):
        return _plainly(words, role)
    angled = re.findall(r"([^<>,;]{0,200})<([^<>]{1,400})>", line)
    if angled:
        return [
            Party(address.strip(), shown(name).strip(" \"'") or None, role=role) for name, address in angled
        ]
    bare = _BARE.findall(line)
    return [Party(address, None, role=role) for address in bare] or [
        Party(None, shown(line).strip(" \"'"), role=role)
    ]


def _decode_line(line: str) -> str:
    """A line that stands in one encoded word, address and all, in plain; "" where it does not."""
    if "@" in _WORD.sub("", line) or not _WORD.search(line):
        return ""
    words = shown(line)
    return words if "@" in words and not _WORD.search(words) else ""


def moment(raw: str, clock: Clock) -> Moment | None:
    """The Date header: an instant where it states an offset; -0000 is Universal Time, by a program that does
    not know where it is; unknown zone names state nothing (RFC 5322 3.3)."""
    if not raw:
        return None
    try:
        sound = _SHORT.sub(r"\g<1>0\2", _COLON.sub(r"\1\2", raw))
        parts = parsedate_tz(sound)
        if parts is None:
            return iso_moment(raw, clock)
        local = datetime(*parts[:6], tzinfo=UTC).replace(tzinfo=None)
        if parts[9] is None or not _ZONE.search(sound):
            return (
                Moment(raw, None, local, None, ZoneSource.IN_VALUE)
                if _ANYWHERE.search(sound)
                else clock.moment(raw, local)
            )
        seconds = parts[9]
        if abs(seconds) > 24 * 3600:
            return Moment(raw, local)
        sign = "-" if seconds < 0 else "+"
        offset = f"{sign}{abs(seconds) // 3600:02d}:{abs(seconds) // 60 % 60:02d}"
        return Moment(raw, local, local - timedelta(seconds=seconds), offset, ZoneSource.IN_VALUE)
    except (ValueError, TypeError, OverflowError, IndexError):
        return Moment(raw)


def iso_moment(raw: str, clock: Clock) -> Moment:
    """A date in the ISO form, which some programs write; the text alone where it is none."""
    try:
        read = datetime.fromisoformat(raw.strip())
    except ValueError:
        return Moment(raw)
    local, offset = read.replace(tzinfo=None), read.utcoffset()
    if offset is None:
        return clock.moment(raw, local)
    minutes = int(offset.total_seconds()) // 60
    return Moment(
        raw,
        local,
        local - offset,
        f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}",
        ZoneSource.IN_VALUE,
    )


def plain_subject(subject: str) -> str:
    """A subject without its reply and forward marks, folded for comparison."""
    words = subject.strip()
    while found := re.match(r"(?:re|fwd?|aw|wg|sv|antw)(?:\[\d+\])?\s*:\s*", words, re.IGNORECASE):
        words = words[found.end() :]
    return " ".join(words.casefold().split())


def ids(value: str) -> list[str]:
    """Message ids in a References or In-Reply-To header, in order."""
    return re.findall(r"<[^<>\s]+>", value)
