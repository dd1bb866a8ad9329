"""The words of an Outlook object, which may lie in plain text, in HTML, or inside compressed RTF alone
(MS-OXCMSG 2.2.1.56)."""

from dataclasses import dataclass

from evidence_review.importers.mail.email_words import chosen
from evidence_review.importers.mail.mapi_rtf import original, unpacked
from evidence_review.importers.mail.mapi_values import Properties
from evidence_review.importers.markup.html_text import html_text
from evidence_review.importers.text.codepages import text_of

PLAIN, RTF, HTML, HTML_PAGE = 0x1000, 0x1009, 0x1013, 0x3FDE
BODIES = frozenset((PLAIN, RTF, HTML))
_CUT = "The formatted text of this message is damaged and was read only in part. Check the preview."


@dataclass(frozen=True, slots=True)
class Words:
    """The text, pairs for `Item.extra` with what another form of it adds, and a sentence where some of it
    could not be read."""

    text: str
    extra: tuple[tuple[str, str], ...] = ()
    problem: str = ""


def words_of(found: Properties) -> Words:
    """The body; of a report the report's own text."""
    plain = found.text(PLAIN).replace("\r\n", "\n") or "\n".join(
        filter(None, (found.text(0x1001), found.text(0x0C1B)))
    )
    rich, problem = _rich(found)
    text, more = chosen(plain, rich)
    return Words(text, more, problem)


def _rich(found: Properties) -> tuple[str, str]:
    html = found.values.get(HTML)
    if isinstance(html, bytes) and html.strip(b"\0 \r\n"):
        html = text_of(html, found.number(HTML_PAGE) or found.page)
    if isinstance(html, str) and html.strip("\0 \r\n"):
        return html_text(html), ""
    packed = found.data(RTF)
    if not packed:
        return "", ""
    rtf, whole = unpacked(packed)
    kind, words = original(rtf)
    return (html_text(words) if kind == "html" else words.strip("\0")), "" if whole else _CUT


def subject_of(found: Properties) -> str:
    """The subject; in a .pst it may begin with a mark and the length of its prefix (MS-PST 2.5.3.1.1.1)."""
    subject = found.text(0x0037)
    if subject.startswith("\x01"):
        subject = subject[2:]
    return (subject or found.text(0x003D) + found.text(0x0E1D)).strip("\0\r\n")
