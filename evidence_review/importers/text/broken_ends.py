"""Text that ends where nothing should: inside a stamp, a line, a tag, an element or a block of letters and
figures."""

import re
from collections import Counter
from collections.abc import Iterator

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind

_DATE = r"\d{1,4}[/.-](?:\d{1,2}[/.-])?"
_PART_OF_A_STAMP = re.compile(
    rf"[\u200e\u200f]*(?:\[[^\]\n]{{0,40}}|{_DATE}|{_DATE}\d{{1,4}}, ?[\d:.]{{0,8}})"
)
_BREAKS_OFF = (
    "This chat seems to end in the middle of a line. What came before was read. Ask for a fresh copy."
)
NO_LINE_END = (
    "The last line of this file has no end, while those before it have one. Where the file was cut "
    "short, what came after is missing: ask for a fresh copy."
)
NO_END = (
    "This page or file breaks off inside a part that is never closed: what came after is missing. Ask "
    "for a fresh copy."
)
NO_CLOSE = (
    "This page never says that it ends, as pages do. Where it was cut short, what came after is "
    "missing: ask for a fresh copy."
)
_OPENED = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\b", re.IGNORECASE)
_BLOCKS = re.compile(r"<(/?)(div|table|ul|ol|script|style|section|article)\b", re.IGNORECASE)
_TAG_CUT = re.compile(r"<(?:[a-z/!?][^<>]*)?\Z", re.IGNORECASE)
_ROOT = re.compile(
    r"(?:\ufeff|\s|<\?[^>]{0,2000}\?>|(?><!--.{0,20000}?-->)|<!doctype[^>\[]{0,"
    r"2000}>)*<([A-Za-z_][\w:.-]{0,80})(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_ARMOUR = re.compile(r"^-----(BEGIN|END) ([A-Z0-9 ]{3,40})-----\s*$", re.MULTILINE)


def remark(text: str, locator: str) -> Iterator[Problem]:
    """One remark on a chat whose last line is the beginning of a stamp and nothing else, or alone has no line
    end; none otherwise."""
    if _PART_OF_A_STAMP.fullmatch(text[text.rfind("\n") + 1 :]):
        yield Problem(locator, ProblemKind.PARTLY_READ, _BREAKS_OFF)
    elif unended(text):
        yield Problem(locator, ProblemKind.SOURCE_FLAG, NO_LINE_END)


def unended(text: str) -> bool:
    """Whether the last line, and it alone, has no line end; programs that write lines end each."""
    return text.count("\n") > 1 and bool(text[text.rfind("\n") + 1 :].strip(" \t\r\0\x1a"))


def in_mid_line(text: str) -> bool:
    """Whether a text of lines stops in the middle of one: its last line alone has no end, and ends with a
    letter, figure, comma or stroke."""
    last = text.rstrip(" \t\r\0\x1a")[-1:]
    return unended(text) and (last.isalnum() or last in {",", "-", "_", "/", "'"})


def unclosed_data(text: str) -> bool:
    """Whether data that begins with a bracket does not end with one, as JSON must."""
    return text.rstrip()[-1:] not in {"}", "]", ";", ")"}


def ending_of(html: str) -> Problem | None:
    """What to say of a web page that does not end as it should, with no place; None where it does.

    HTML lets an author leave out some end tags, but not those of tables, lists, divisions and scripts.
    """
    opened = _OPENED.search(html)
    if opened is not None and _CLOSED.search(html, opened.end()):
        return None
    blocks = Counter[str]()
    for found in _BLOCKS.finditer(html):
        blocks[found[2].lower()] += -1 if found[1] else 1
    if max(blocks.values(), default=0) > 0 or _TAG_CUT.search(html, max(0, len(html) - 2000)):
        return Problem("", ProblemKind.PARTLY_READ, NO_END)
    return Problem("", ProblemKind.SOURCE_FLAG, NO_CLOSE) if opened is not None else None


def unclosed_root(xml: str) -> bool:
    """Whether the first element of a text in XML is never closed."""
    found = _ROOT.match(xml[:65_536])
    if found is None or xml[:65_536].find("/>", found.end()) == xml.find(">", found.end()) - 1:
        return False
    return f"</{found[1]}" not in xml[found.end() :]


def unclosed_armour(text: str) -> bool:
    """Whether a block of letters and figures (PGP, certificates) begins and never ends."""
    last = [found[1] for found in _ARMOUR.finditer(text)][-1:]
    return last == ["BEGIN"]
