"""E-mail and web pages: header lines that mail programs do not show, twins that differ, hidden parts of
pages, text outside the parts."""

import email
import re
from collections import Counter
from collections.abc import Iterator
from email.message import Message
from email.policy import compat32

from evidence_review.redaction.gate.shown_words import ShownWords
from evidence_review.redaction.new_files.html_values import page_contents
from evidence_review.redaction.new_files.medium import decoded as as_text
from evidence_review.redaction.unpacked.parts_mail import decoded, letters

_SHOWN = frozenset(
    (
        "from",
        "to",
        "cc",
        "date",
        "subject",
        "mime-version",
        "content-type",
        "content-transfer-encoding",
        "content-disposition",
    )
)


def mail_hides(data: bytes) -> Iterator[tuple[str, str]]:
    """What does not show of each letter, header lines counted together."""
    for number, one in enumerate(letters(data), 1):
        place = f"letter {number}" if number > 1 else "header lines"
        message = email.message_from_bytes(one, policy=compat32)
        for what, count in _lines(message).items():
            yield place, f"{what} ({count})"
        yield from _bodies(message, number)


def _lines(message: Message) -> Counter[str]:
    counts: Counter[str] = Counter()
    for name in message:
        low = name.lower()
        if low == "bcc":
            counts["blind copy (Bcc)"] += 1
        elif low not in _SHOWN:
            counts["header line that mail programs do not show"] += 1
    return counts


def _bodies(message: Message, number: int) -> Iterator[tuple[str, str]]:
    words: dict[str, set[str]] = {}
    for place, part in enumerate(message.walk(), 1):
        where = f"letter {number}, part {place}"
        yield from ((where, what) for what in _beside_body(part))
        text = _body(part)
        if text is None:
            continue
        if part.get_content_type() == "text/html":
            text, kinds = _page(text)
            yield from ((where, f"{kind} ({count})") for kind, count in kinds.items())
        words.setdefault(part.get_content_type(), set()).update(re.findall(r"\w{3,}", text.lower()))
    plain, page = words.get("text/plain"), words.get("text/html")
    if plain and page and len(plain ^ page) > 0.1 * len(plain | page):
        yield f"letter {number}", "two forms of the letter (plain and HTML) that say different things"


def _beside_body(part: Message) -> Iterator[str]:
    preamble, epilogue = (part.preamble or "").strip(), (part.epilogue or "").strip()
    if preamble not in {"", "This is a multi-part message in MIME format."} or epilogue:
        yield "text outside the parts"
    name = (part.get_filename() or "").lower()
    if part.get_content_type() == "application/ms-tnef" or name == "winmail.dat":
        yield "Outlook's own copy of the letter (winmail.dat)"


def _body(part: Message) -> str | None:
    """The text of a part of the letter itself; None of an attachment or of parts."""
    if part.get_content_maintype() != "text" or part.get_filename():
        return None
    body = part.get_payload(decode=True)
    return decoded(body, part.get_content_charset()) if isinstance(body, bytes) else None


def _page(text: str) -> tuple[str, Counter[str]]:
    """The words of a page that can be seen, and how often it hides which kind."""
    passages = page_contents(text).passages
    seen = " ".join(one.text for one in passages if not one.unseen)
    return seen, Counter(one.unseen for one in passages if one.unseen)


def page_hides(data: bytes) -> Iterator[tuple[str, str]]:
    """What does not show of a web page, by kind."""
    text, _ = as_text(data, ".html") or ("", "")
    found = page_contents(text)
    shown = ShownWords(one.text for one in found.passages if not one.unseen)
    counts = Counter(
        one.unseen for one in found.passages if one.unseen and not shown.say(one.text, of_program=True)
    )
    counts.update({"file written into the page": len(found.files)} if found.files else {})
    yield from (("page", f"{kind} ({count})") for kind, count in counts.items())
