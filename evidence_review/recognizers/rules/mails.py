"""What the lines of a mail say of the names in them: labels, dates and paths of its header name nobody, nor
does a firm on a line of its own.

To add a language: the labels of its headers in _LABELS, _DATES or _SUBJECTS.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.word_lists import everyday, first_names, key, surnames

_SUBJECTS = r"subject|re|betreff|temat|pwnc|objet|asunto|oggetto|assunto|subiect|konu"
_DATES = r"sent|date|gesendet|datum|data|anfonwyd|dyddiad|envoyé|enviado|inviato|trimis|tarih|wysłano"
_LABELS = (
    rf"from|to|cc|bcc|reply-to|von|an|kopie|od|do|dw|oddi wrth|at|de|para|da|kime|kimden|gönderen|"
    rf"importance|priority|sensitivity|{_SUBJECTS}|{_DATES}"
)
_START = r"^[> \t*]{0,6}(?:x ?- ?)?"
_HEADER = re.compile(rf"{_START}(?P<label>{_LABELS})\*?[ \t]?:", re.IGNORECASE | re.MULTILINE)
# Lines on which no name is told: dates, marks of urgency, numbers of mails; and what mail programs put
# between mails.
_NOBODY = re.compile(
    rf"{_START}(?:(?:{_DATES}|importance|priority|sensitivity|wichtigkeit|message-id|in-reply-to|"
    rf"references|mime-version|content-[a-z-]{{2,30}}|x-mailer)\*?[ \t]?:[^\n]{{0,200}}"
    r"|[- \t]{0,20}(?:original message|original appointment|forwarded message|begin forwarded "
    r"message:?)[- \t]{0,20}$)",
    re.IGNORECASE | re.MULTILINE,
)
_FOLDER = re.compile(
    rf"{_START}(?:folder|filename)[ \t]?:[^\n]{{0,200}}\((?P<v>non-privileged)\)",
    re.IGNORECASE | re.MULTILINE,
)
_PATH = re.compile(
    r"(?<![\w/])/ ?O ?= ?[\w .&-]{1,40}(?: ?/ ?(?:OU|CN) ?= ?[\w .&()-]{1,60}(?= ?/))*", re.IGNORECASE
)
# A firm on a line of its own: “Lowndes Marr & Tebbutt LLP”.
_FIRM = re.compile(
    (
        r"^[> \t]{0,6}(?:[\w&'’.-]{1,24} ){1,6}(?:LLP|Ltd\.?|Limited|plc|PLC|Inc\.?|Solicitors|"
        r"Lettings|Chambers|Surgery|Academy|School|College|Council|Hospital|Trust)[ \t]*$"
    ),
    re.MULTILINE,
)
_SUBJECT = re.compile(rf"{_START}(?:{_SUBJECTS})\*?[ \t]?:[^\n]{{0,300}}", re.IGNORECASE | re.MULTILINE)
_LIST = re.compile(r"(?<![\w-])DL-[\w-]+(?: [\w-]+){0,3}(?= ?[<>;,\n]|$)")  # a list of a mail system
_ONE = re.compile(r"[^\W\d_][\w'’-]*")
type Zones = list[tuple[int, int]]


def zones(text: str) -> Zones:
    """The places of a mail where no name stands, in order; none in a text without header lines."""
    if "\n" not in text or ":" not in text or not _HEADER.search(text):
        return []
    found = [match.span("label") for match in _HEADER.finditer(text)]
    found += [match.span("v") for match in _FOLDER.finditer(text)]
    found += [match.span() for pattern in (_NOBODY, _PATH, _FIRM, _LIST) for match in pattern.finditer(text)]
    return sorted(found)


def without(text: str, nobody: Zones, hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits, people without what lies in these places; nobody where nothing is left of her."""
    for hit in hits:
        if hit.kind != "PERSON" or not nobody:
            yield hit
            continue
        start, end = hit.start, hit.end
        for low, high in nobody:
            if low < end and start < high:
                start, end = (max(start, high), end) if low <= start else (start, low)
        start, end = _without_signs(text, start, end)
        if start < end:
            yield hit.moved(start, end)


def _without_signs(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] == "."):
        end -= 1
    return start, end


def subjects_doubted(text: str, nobody: Zones, hits: list[Hit]) -> list[Hit]:
    """The hits; a person whom only the classifier sees in a subject (“Op Larkspur”) is possible where no list
    knows her and nothing else in the mail names her."""
    lines = [match.span() for match in _SUBJECT.finditer(text)] if nobody else []
    if not lines:
        return hits
    named = {
        word for hit in hits if _firm_person(hit) and not _inside(hit, lines) for word in _words(text, hit)
    }
    return [_doubted(text, hit, named) if _inside(hit, lines) else hit for hit in hits]


def _firm_person(hit: Hit) -> bool:
    return hit.kind == "PERSON" and hit.tier is not Tier.POSSIBLE


def _inside(hit: Hit, lines: Zones) -> bool:
    return any(start <= hit.start < end for start, end in lines)


def _words(text: str, hit: Hit) -> set[str]:
    return {key(word) for word in _ONE.findall(text, hit.start, hit.end)}


def _doubted(text: str, hit: Hit, named: set[str]) -> Hit:
    words = _words(text, hit)
    if not _firm_person(hit) or hit.source != "classifier" or words & named:
        return hit
    if (words & first_names() or words & surnames()) and not words <= everyday():
        return hit
    return replace(
        hit,
        tier=Tier.POSSIBLE,
        reason="reads like a name in a subject, where nothing else in the mail names her",
    )
