"""Messages and calls that a program keeps as elements of XML, read as a table: what an element says by its
attributes and its parts are columns.

Only where these names say what a table of messages or calls says (a time, words, who wrote) is a file read
so: histories of Kopete, MSN, Adium and Trillian, texts of Android and Windows phones, reports in XML of tools
whose schema nobody has published. Any other XML is left to the readers that know it, or shown as text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  lxml comes without types

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.sheet_mapping import Field, SheetMapping
from evidence_review.importers.markup.html_text import html_text
from evidence_review.importers.plugin import head, hole_in
from evidence_review.importers.tables.tables_phones import with_phone_words
from evidence_review.importers.tables.tables_proposals import Row, propose_sheet
from evidence_review.importers.tables.tables_sheets import Sheet
from evidence_review.importers.text.web_addresses import unquote

_LARGEST, _TRIED, _LOOK, _COLUMNS, _DEEPEST = 64 << 20, 6, 400, 400, 8
_DECLARED = re.compile(rb"<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*>")
_WORDS = frozenset(
    (
        "div",
        "span",
        "p",
        "b",
        "i",
        "u",
        "em",
        "strong",
        "a",
        "br",
        "font",
        "img",
        "code",
        "pre",
        "body",
        "html",
    )
)
"""Elements of a page that stand inside a message for the look of its words."""
_TALK = frozenset((ItemKind.MESSAGE, ItemKind.CALL, ItemKind.EMAIL))
_READ = (
    "These are messages or calls in XML of no program that is known here. They were read by the names "
    "of their elements; row {} is the first “{}”. Check the columns, and ask which program wrote it."
)


def recognises_elements(path: Path) -> bool:
    """Whether a text is XML in which elements of one name are messages or calls."""
    start = head(path, 256).lstrip(b"\xef\xbb\xbf \t\r\n")
    return (
        start[:1] == b"<" and path.is_file() and path.stat().st_size <= _LARGEST and _found(path) is not None
    )


def element_sheet(path: Path) -> Iterator[Sheet | Problem]:
    """The one sheet of such a file, named for the element that is a row of it."""
    found = _found(path)
    yield from hole_in(path, "row 1")
    if found:
        name, rows, first = found
        yield Problem("row 1", ProblemKind.SOURCE_FLAG, _READ.format(first, name), 0)
        yield Sheet(name, rows)


def _found(path: Path) -> tuple[str, list[Row], int] | None:
    """The name of the elements that are messages, all rows, and the number of the first of them."""
    root = _root(path.read_bytes())
    if root is None or _local(root) in {"html", "body", "svg"}:
        return None
    _with_days(root)
    _in_words(root)
    for name in _frequent(root):
        first = list(islice(_named(root, name), _LOOK))
        nested = any(_is_inside(each, name) for each in first)
        sample = _lines(list(map(_flat, first)), []) if not nested else []
        if sample and (mapping := propose_sheet(name, sample)).kind in _TALK:
            return name, *_read(root, name, first, mapping)
    return None


def _read(root: Any, name: str, first: Sequence[Any], mapping: SheetMapping) -> tuple[list[Row], int]:
    """All rows, and the number of the first of the elements of this name."""
    times = {column.heading for column in mapping.of(Field.TIME, Field.DATE)}
    rows = list(_with_events(root, name, first, times))
    above = _beside(root, set(rows))
    return _lines([flat for each in rows for flat in _several(each, times)], above), len(above) + 2


def _frequent(root: Any) -> list[str]:
    """The names of elements that say anything, the most frequent first."""
    counts = Counter(_local(each) for each in root.iterdescendants(etree.Element) if each.attrib or len(each))
    return [name for name, _ in counts.most_common(_TRIED)]


def _named(root: Any, name: str) -> Iterator[Any]:
    """The elements of a name, whatever their namespace."""
    return (each for each in root.iter(etree.Element) if _local(each) == name)


def _several(element: Any, times: set[str]) -> list[dict[str, str]]:
    """The row of an element; one each where it holds several parts of one name that have the times, with what
    it says besides."""
    for part in {heading.partition(".")[0] for heading in times if "." in heading}:
        parts = [child for child in element.iterchildren(etree.Element) if _called(child) == part]
        if len(parts) > 1:
            flat = _flat(element)
            others = {key: value for key, value in flat.items() if key.partition(".")[0] != part}
            return [
                others | {_below(part, part, key): value for key, value in _flat(child).items()}
                for child in parts
            ]
    return [_flat(element)]


def _called(part: Any) -> str:
    """What a part is called: by its attribute `name`, else as the element is."""
    return part.get("name") or _local(part)


def _below(called: str, own: str, key: str) -> str:
    """The name of what a part says under a key; its own words have that of the part."""
    return called if key in {"text", own} else f"{called}.{key}"


def _with_events(root: Any, name: str, first: Sequence[Any], times: set[str]) -> Iterator[Any]:
    """The messages, and what stands beside them with a time of its own: who came, went, began to write. These
    are notices."""
    parents = {each.getparent() for each in first}
    for each in root.iter():
        if not isinstance(each.tag, str):
            continue
        if _local(each) == name:
            yield each
        elif (
            each.getparent() in parents
            and times & set(map(_plain, each.attrib))
            and not any(_local(inner) == name for inner in each.iter(etree.Element))
        ):
            each.set("notice", f"{_local(each)} {each.get('type') or ''}".strip())
            each.set("direction", "notification")
            yield each


def _root(data: bytes) -> Any:
    """The first element, or one around all where a program writes several side by side; None where the text
    is no whole XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    body = _DECLARED.sub(b"", data.lstrip(b"\xef\xbb\xbf \t\r\n"), count=1)
    for text in (data, b"<entries>" + body + b"</entries>"):
        try:
            return etree.fromstring(text, parser)
        except (etree.XMLSyntaxError, ValueError):
            continue
    return None


def _in_words(root: Any) -> None:
    """What Trillian writes with signs as codes, and its ways, in words; who speaks in Adium by the name
    shown; what was written stays beside it."""
    for each in root.iter("message", "session"):
        _decode(each)
    if _local(root) == "chat" and "adium" in str(root.keys()).lower():
        for each in _named(root, "message"):
            if each.get("alias"):
                each.set("sender-name", each.get("alias"))


def _decode(element: Any) -> None:
    """A message of Trillian; any other stays as it is."""
    way, mark, _ = (element.get("type") or "").partition("_")
    known = bool(mark) and way in {"incoming", "outgoing"}
    if element.get("medium") is None and not (known and element.get("text") is not None):
        return
    for key in ("text", "from", "to", "from_display", "to_display"):
        if "%" in (value := element.get(key) or ""):
            element.set(key, unquote(value))
            element.set(f"{key}-as-written", value)
    element.set("direction", way if known else "notification")


def _is_inside(element: Any, name: str) -> bool:
    return any(_local(each) == name for each in element.iterancestors())


def _with_days(root: Any) -> None:
    """A history of Kopete gives month and year once, in its head: each time is made whole, and kept as it was
    written too."""
    date = root.find("head/date") if _local(root) == "kopete-history" else None
    if date is None:
        return
    month, year = date.get("month") or "", date.get("year") or ""
    for each in root.iter("msg"):
        written = re.fullmatch(r"(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})", each.get("time") or "")
        if written and month.isdecimal() and year.isdecimal():
            day, hour, minute, second = map(int, written.groups())
            each.set("time-as-written", written[0])
            each.set("time", f"{int(year):04}-{int(month):02}-{day:02} {hour:02}:{minute:02}:{second:02}")


def _local(element: Any) -> str:
    return etree.QName(element).localname


def _lines(flat: Sequence[dict[str, str]], above: Sequence[str]) -> list[Row]:
    flat = with_phone_words(flat)
    keys = list(dict.fromkeys(key for each in flat for key in each))
    lines = [*([line] for line in above), keys, *([each.get(key, "") for key in keys] for each in flat)]
    return list(enumerate(lines, 1)) if 0 < len(keys) <= _COLUMNS else []


def _flat(element: Any, depth: int = 0) -> dict[str, str]:
    """Every attribute and every text of an element under the names that lead to it; a part with an attribute
    `name` is called by that."""
    made = {_plain(key): value for key, value in element.attrib.items()}
    if depth > _DEEPEST:
        return made | {"text": " ".join("".join(element.itertext()).split())}
    if text := "".join(_texts(element)).strip():
        _put(made, "text" if made or len(element) else _local(element), text)
    for child in element.iterchildren(etree.Element):
        if _is_look(child):
            _put(made, "text", html_text(etree.tostring(child, encoding="unicode", with_tail=False)))
            continue
        for key, value in _flat(child, depth + 1).items():
            if key != "name" or child.get("name") != value:
                _put(made, _below(_called(child), _local(child), key), value)
    return made


def _is_look(element: Any) -> bool:
    """Whether a part is a piece of a page, whose elements say how words look; a part with an attribute `name`
    or a plain `body` is data."""
    if (
        _local(element) not in _WORDS
        or element.get("name")
        or (_local(element) in {"body", "html"} and not len(element))
    ):
        return False
    return all(_local(each) in _WORDS for each in element.iterdescendants(etree.Element))


def _texts(element: Any) -> Iterator[str]:
    """What stands in an element outside its parts."""
    yield element.text or ""
    yield from (child.tail or "" for child in element)


def _put(made: dict[str, str], key: str, value: str) -> None:
    made[key] = f"{made[key]}\n{value}" if key in made else value


def _plain(key: str) -> str:
    return etree.QName(key).localname


def _beside(root: Any, rows: set[Any]) -> list[str]:
    """What is said outside the rows, a line for each element that says anything of itself."""
    said, inside = list[str](), set[Any]()
    for each in root.iter(etree.Element):
        if each in rows or each.getparent() in inside:
            inside.add(each)
            continue
        parts = [f"{_plain(key)}: {value}" for key, value in each.attrib.items()]
        parts += [text] if (text := " ".join("".join(_texts(each)).split())) else []
        said += [f"{_local(each)} {'; '.join(parts)}"] if parts else []
    return list(islice(said, 10_000))
