"""Whether the tags of a web page are whole and fit into each other, as far as they must in any page (HTML
Living Standard, 13.1.2; end tags that HTML lets an author leave out are not looked for)."""

import re
from collections import Counter
from dataclasses import dataclass

TORN = (
    "Tags of this page are damaged, or do not fit into each other: a part may be missing there or "
    "lost, or it was never right. Compare it with another copy."
)
_ATTRIBUTES = (
    r"(?:(?:[\s/]++|(?<=[\"']))[^\s\"'<>/=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|"
    r"[^\s\"'=<>`][^\s\"'<>]*+))?+)*+"
)
_WHOLE = re.compile(rf"<(/?)([A-Za-z][\w:.-]*+){_ATTRIBUTES}[\s/]*+>")
_NEXT = re.compile(
    (
        r"<(?:!--|!\[CDATA\[|(?:script|style|textarea|title|xmp|noscript|template)\b|[!?](?=[A-Za-z])|"
        r"(?=[A-Za-z/]))"
    ),
    re.IGNORECASE,
)
_ENDS = {"<!--": "-->", "<![cdata[": "]]>", "<!": ">", "<?": ">"}
_TEMPLATE = re.compile(r"\{\{|\{%|<[#%@]|\\\"")
"""Pages that another program fills in, or that lie inside a string."""
_OPEN = frozenset(
    re.findall(
        r"\w+",
        "area base br col embed hr img input link meta param source track wbr frame keygen "
        "basefont isindex bgsound command spacer "
        "p li dt dd tr td th thead tbody tfoot option optgroup colgroup caption rt rp html body head",
    )
)
"""Elements with no end tag, or with one that may be left out."""
_WORDS = frozenset(
    re.findall(
        r"\w+",
        "i b a font tt var em strong u s small big code span sub sup nobr center address abbr cite "
        "q del ins kbd samp strike label "
        "h1 h2 h3 h4 h5 h6",
    )
)
"""Elements that authors leave open or close twice, where nothing is missing."""


@dataclass(frozen=True, slots=True)
class Faults:
    """How many tags are damaged, how many ends fit no open element (and the other way round), and whether
    some element is never closed."""

    torn: int
    unfit: int
    left: bool


def is_torn(html: str, *, by_program: bool) -> bool:
    """Whether something in a page does not fit; in one that a program wrote, every element must, and the last
    must be closed."""
    if _TEMPLATE.search(html):
        return False
    found = faults(html, frozenset() if by_program else _WORDS)
    return bool(found.torn or found.unfit or (by_program and found.left))


def faults(html: str, free: frozenset[str] = frozenset()) -> Faults:
    """The faults of a page, without those of elements in `free`; what stands in comments and scripts is not
    looked at."""
    torn, unfit, at = 0, 0, 0
    waiting, inside = list[str](), Counter[str]()
    while found := _NEXT.search(html, at):
        if found[0] != "<":
            at = _behind(html, found)
            continue
        tag = _WHOLE.match(html, found.start())
        if tag is None:
            torn, at = torn + 1, found.end()
            continue
        at, name = tag.end(), tag[2].lower()
        if name in _OPEN or name in free or tag[0].endswith("/>"):
            continue
        if not tag[1]:
            waiting.append(name)
            inside[name] += 1
            continue
        unfit += waiting[-1:] != [name]
        while inside[name] and _closed(waiting, inside) != name:
            pass
    return Faults(torn, unfit, bool(waiting))


def _closed(waiting: list[str], inside: Counter[str]) -> str:
    """The innermost open element, taken off."""
    name = waiting.pop()
    inside[name] -= 1
    return name


def _behind(html: str, found: re.Match[str]) -> int:
    """Where a comment, a declaration or an element whose words are no tags ends; the end of the page where it
    never does."""
    opened = found[0].lower()
    mark = _ENDS.get(opened) or f"</{opened[1:]}"
    end = re.compile(re.escape(mark), re.IGNORECASE).search(html, found.end())
    if end is None:
        return len(html)
    closed = html.find(">", end.end() - 1)
    return len(html) if closed < 0 else closed + 1
