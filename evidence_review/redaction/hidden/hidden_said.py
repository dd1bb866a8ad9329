"""What a PDF says beside its pages in words: properties, bookmarks, destinations, links, tags. Told where it
says anything that the pages do not."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from evidence_review.redaction.gate.shown_words import ShownWords
from evidence_review.redaction.streams.gate_objects import text_of

_UNSAID = {"/CreationDate", "/ModDate", "/Trapped"}
_NOTHING = {
    "",
    "(anonymous)",
    "(unspecified)",
    "anonymous",
    "unspecified",
    "untitled",
    "untitled document",
    "none",
}
"""What libraries write where nobody named an author or a title."""
_BY_PROGRAMS = re.compile(r"/(?:Producer|Creator|PTEX\..*)", re.IGNORECASE)
_PLACES = (
    r"(?:sub)*(?:section|paragraph)|chapter|part|page|equation|figure|table|Item|Hfootnote|"
    r"footnote|appendix|theorem|lemma|lst(?:listing|number)|algorithm|toc|top|cite|"
    r"Outline|G|HD|Navigation|loc|index|title(?:page)?|contents|anchor|ref|fn|fnref|ftn|id|sec|ch|"
    r"app|eq|fig|tab|p|bib|glossary|Doc|Start|edtxt|start|end|[A-Za-z]*@[A-Za-z@]*"
)
_DESTINATION = re.compile(
    rf"(?:{_PLACES})?(?:[*.:_-]*(?:(?:{_PLACES}|[0-9]+|[A-Za-z]|[ivxlc]+)(?![A-Za-z])))*[*.:_-]*"
)
"""Names that programs give to places in a document, such as section.2.1, page.iv and the counters that macros
of TeX have."""
_PREFIX = re.compile(rf"^(?:{_PLACES})[.:]|(?<![A-Za-z0-9])[0-9]{{3,4}}(?![0-9])")
_MOST = 100_000


def properties_hide(info: Any, shown: ShownWords) -> bool:
    """Whether the properties of a file say more than its pages, the program that made it, and when."""
    return any(
        str(key) not in _UNSAID
        and _said(value).strip().lower() not in _NOTHING
        and not shown.say(_said(value), of_program=_BY_PROGRAMS.fullmatch(str(key)) is not None)
        for key, value in info.items()
    )


def metadata_hides(stream: Any, shown: ShownWords) -> bool:
    """The same of metadata in XML: every value in it but numbers, times and marks of the file itself."""
    body = stream.read_bytes()
    said = body.decode("utf-16" if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    values = [
        *re.findall(r">([^<>]+)<", said),
        *(one[1] for one in re.findall(r"\b(?!xmlns)[\w-]+:([\w-]+)=[\"']([^\"'<>]*)[\"']", said)),
    ]
    values += re.findall(r"<!--(.*?)-->", said, re.DOTALL)
    return any(
        not _OF_ITSELF.fullmatch(value.strip()) and not shown.say(value, of_program=True) for value in values
    )


_OF_ITSELF = re.compile(
    r"(?:uuid:|xmp\.[di]id:|adobe:docid:\S*?:)?[0-9A-Fa-f{}:-]{16,}|"
    r"\d{4}-\d\d(?:-\d\d)?(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?|application/pdf|x-default|"
    r"[a-z]{2}-[A-Z]{2}|"
    r"True|False|Unknown|[\d.\s]*|http://(?:ns\.adobe\.com|www\.w3\.org|purl\.org)/\S*|.{0,80}XMP "
    r"[Cc]ore.{0,80}|converted|saved|created|default|proof:pdf|/|/metadata|1[AB]",
    re.DOTALL,
)


def bookmarks_hide(outlines: Any, shown: ShownWords) -> bool:
    """Whether a bookmark has another title than the pages show, or does more than lead to one of them."""
    import pikepdf

    waiting, seen = [outlines.get("/First")], set[tuple[int, int]]()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, pikepdf.Dictionary) or (one.is_indirect and one.objgen in seen):
            continue
        if len(seen) > _MOST or not one.is_indirect:
            return True
        seen.add(one.objgen)
        if not shown.say(_said(one.get("/Title"))) or not leads_within(one.get("/A"), shown):
            return True
        waiting += [one.get("/First"), one.get("/Next")]
    return False


def leads_within(action: Any, shown: ShownWords) -> bool:
    """Whether an action does no more than turn to a page of the file, or to an address that the pages
    show."""
    import pikepdf

    if action is None or isinstance(action, pikepdf.Array):
        return True
    if not isinstance(action, pikepdf.Dictionary) or "/Next" in action:
        return False
    kind = str(action.get("/S", ""))
    if kind == "/URI":
        return shown.say(_address(_said(action.get("/URI"))))
    return kind == "/GoTo" or (
        kind == "/Named"
        and str(action.get("/N", "")) in {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
    )


def _address(said: str) -> str:
    return re.sub(r"^(?:https?://(?:www\.)?|mailto:)|%20", " ", said)


def destinations_hide(names: Any, shown: ShownWords) -> bool:
    """Whether a destination (in a name tree, or a dictionary of the older kind) bears a name of its own."""
    return any(not is_place(name, shown) for name in _destinations(names))


def is_place(name: str, shown: ShownWords) -> bool:
    """Whether the name of a destination is one that programs give, or says what the pages do."""
    return _DESTINATION.fullmatch(name) is not None or shown.say(_PREFIX.sub(" ", name))


def link_says(spoken: str, shown: ShownWords) -> bool:
    """Whether the words of a link say more than its address and the pages."""
    return not (shown.say(_address(spoken)) or is_place(spoken.removeprefix("Go to destination "), shown))


def _destinations(names: Any) -> Iterator[str]:
    import pikepdf

    waiting, count = [names], 0
    while waiting and count < _MOST:
        one, count = waiting.pop(), count + 1
        if not isinstance(one, pikepdf.Dictionary):
            continue
        if "/Names" in one or "/Kids" in one:
            waiting += list(one.get("/Kids", []))
            yield from (_said(part) for part in list(one.get("/Names", []))[::2])
        else:
            # not a mapping
            yield from (str(key)[1:] for key in one.keys() if key != "/Limits")  # noqa: SIM118
    if waiting:
        yield "more destinations than can be looked through"


def tags_hide(pdf: Any, shown: ShownWords) -> bool:
    """Whether the tags of a file give other words than its pages (ISO 32000-1, 14.7 and 14.9)."""
    import pikepdf

    return any(
        isinstance(one, pikepdf.Dictionary)
        and str(one.get("/Type", "/StructElem")) == "/StructElem"
        and "/S" in one
        and _speaks(one, shown)
        for one in pdf.objects
    )


def _speaks(element: Any, shown: ShownWords) -> bool:
    return any(
        key in element and not shown.say(_said(element[key])) for key in ("/Alt", "/ActualText", "/E", "/T")
    )


_IN_CONTENT = re.compile(
    rb"/(?:ActualText|Alt|E)\s*(?:\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]*)>|([(<]))", re.DOTALL
)


type Proven = Callable[[], frozenset[str]]
"""Asked for the words beside letters that say what is painted there (`speaking`)."""


def content_says(content: bytes, shown: ShownWords, proven: Proven) -> bool:
    """Whether the content of a page gives other words to screen readers than it shows; of one that is written
    in an unusual way, yes."""
    for plainly, coded, odd in _IN_CONTENT.findall(content):
        if coded:
            digits = re.sub(rb"\s", b"", coded)
            said = text_of(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
        elif b"\\" in plainly or odd:
            return True
        else:
            said = text_of(plainly)
        if not shown.say(said) and said not in proven():
            return True
    return False


def _said(value: Any) -> str:
    import pikepdf

    if isinstance(value, pikepdf.String):
        return text_of(bytes(value))
    if isinstance(value, pikepdf.Array):
        return " ".join(map(_said, value))
    return "" if value is None else str(value)
