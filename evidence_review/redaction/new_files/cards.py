"""Contact cards and calendars (vCard, iCalendar) without what was agreed to go, line by line from their
values.

Lines are unfolded and read as programs read them; what stands in base64 is left out; properties of programs
(X-…) are not shown to a reader.
"""

import html
import quopri
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.contents import Unseen
from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction.new_files.pieces import redact_pieces

_HEAD = re.compile(r'((?:[^":]|"[^"]*")*):(.*)', re.DOTALL)
_ESCAPES = {"\\n": "\n", "\\N": "\n", "\\,": "\ue001", "\\;": "\ue002", "\\\\": "\ue003"}
_BACK = {"\n": "\\n", "\ue001": "\\,", "\ue002": "\\;", "\ue003": "\\\\"}
_NOT_SHOWN = re.compile(
    (
        r"(?:[\w-]+\.)?(?:X-[\w-]+|PRODID|REV|KEY|UID|SEQUENCE|DTSTAMP|CREATED|LAST-MODIFIED|"
        r"CLIENTPIDMAP)(?=[;:])"
    ),
    re.IGNORECASE,
)
_KEPT_THOUGH = re.compile(r"(?:PRODID|UID|DTSTAMP)(?=[;:])", re.IGNORECASE)
"""What the standard demands of a calendar."""


@dataclass(frozen=True, slots=True)
class CardsDone:
    """The new text, how many places were removed, and what readers would not have seen as (kind, how
    many)."""

    text: str
    removed: int
    unseen: tuple[tuple[str, int], ...]


def is_cards(text: str) -> bool:
    """Whether a text is a vCard or an iCalendar file."""
    return bool(re.match(r"\ufeff?\s*BEGIN:(?:VCARD|VCALENDAR|VNOTE|VEVENT|VMSG)\b", text, re.IGNORECASE))


def redact_cards(text: str, removals: Sequence[Removal], unseen: Unseen = Unseen.LEFT_OUT) -> CardsDone:
    """The file made anew from its lines."""
    counts: Counter[str] = Counter()
    heads: list[str] = []
    values: list[str] = []
    for line in _lines(text):
        parted = _HEAD.fullmatch(line)
        head, value = (parted[1], parted[2]) if parted else (line, "")
        if _kept(head, value, counts, unseen):
            clear, said = _read(head, value)
            heads.append(clear)
            values.append(_bare(said) if parted else "")
    pieces = [piece for pair in zip(heads, values, strict=True) for piece in pair]
    clean, removed = redact_pieces(pieces, removals)
    written = [f"{head}:{_written(value)}" for head, value in zip(clean[::2], clean[1::2], strict=True)]
    return CardsDone("".join(line + "\r\n" for line in written), removed, tuple(sorted(counts.items())))


def _lines(text: str) -> list[str]:
    """Lines with their continuations: folded ones, and those in quoted-printable that end with "="."""
    out: list[str] = []
    for line in text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if out and line[:1] in {" ", "\t"}:
            out[-1] += line[1:]
        elif out and out[-1].endswith("=") and "QUOTED-PRINTABLE" in out[-1].upper().partition(":")[0]:
            out[-1] = out[-1][:-1] + line
        elif line.strip():
            out.append(line)
    return out


def _kept(head: str, value: str, counts: Counter[str], unseen: Unseen) -> bool:
    if re.search(r";(?:ENCODING=)?(?:b|BASE64)\b", head, re.IGNORECASE) or value.startswith("data:"):
        counts["picture or file written into a line"] += 1
        return False
    if _NOT_SHOWN.match(head + ":") and not _KEPT_THOUGH.match(head + ":"):
        counts["line that contact and calendar programs do not show"] += 1
        return unseen is Unseen.SHOWN
    return True


def _read(head: str, value: str) -> tuple[str, str]:
    if "QUOTED-PRINTABLE" in head.upper():
        data = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
        charset = re.search(r"CHARSET=\"?([\w-]+)", head, re.IGNORECASE)
        try:
            value = data.decode(charset[1] if charset else "utf-8")
        except (LookupError, UnicodeError):
            value = data.decode("latin-1")
        head = re.sub(r";(?:ENCODING=)?QUOTED-PRINTABLE|;CHARSET=\"?[\w-]+\"?", "", head, flags=re.IGNORECASE)
        return head, value.replace("\r\n", "\n")
    return head, re.sub(r"\\[nN,;\\]", lambda found: _ESCAPES[found[0]], value)


def _bare(value: str) -> str:
    """A value without the tags of a web page, which part words that a reader sees whole."""
    return (
        html.unescape(re.sub(r"<!--.*?-->|</?[A-Za-z][^<>]*>", "", value, flags=re.DOTALL))
        if "</" in value
        else value
    )


def _written(value: str) -> str:
    return re.sub("[\n\ue001\ue002\ue003]", lambda found: _BACK[found[0]], value)
