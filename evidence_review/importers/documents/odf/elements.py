"""How each element inside an OpenDocument paragraph reads: spans, links, notes, comments, changes, frames. To
read another, add a line to READERS."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from evidence_review.domain.people import Party
from evidence_review.domain.text import is_short, struck
from evidence_review.importers.documents.document_pages import CLOSE, beside, clean, opened
from evidence_review.importers.documents.odf.package import moment
from evidence_review.importers.markup.xml_stream import Element, local
from evidence_review.importers.packed.office_package import attribute, child, resolved
from evidence_review.importers.plugin import attach, base64_of

if TYPE_CHECKING:
    from evidence_review.importers.documents.odf.words import Words

BREAK = "\x0e"
"""A page break that the author set; where the program also noted that a page ended there, the two are one."""
SPACE = "\x04"
SILENT = frozenset(
    (
        "tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "table-column", "table-columns", "script",
        "scripts", "index-source", "event-listeners", "glue-point", "enhanced-geometry", "settings", "meta-date", "creator", "date", "date-string",
        "sender-initials", "creator-initials", "title", "desc", "note-citation", "tracked", "table-source", "presentation-notes", "automatic-styles",
        "table-of-content-source", "alphabetical-index-source", "illustration-index-source", "table-index-source", "object-index-source",
        "user-index-source", "bibliography-source", "notes-configuration", "linenumbering-configuration", "calculation-settings", "annotation-end",
    )
)  # fmt: skip
_PICTURES = {"png": b"\x89PNG", "jpg": b"\xff\xd8", "gif": b"GIF8", "svg": b"<"}


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: what was done, by whom and when, and the words taken out."""

    what: str
    by: str
    words: str


def said(element: Element | None, name: str) -> str:
    """The words of an element right inside another, such as its creator."""
    found = child(element, name)
    return clean(found.text or "").strip() if found is not None else ""


def _by(words: "Words", change: Change | None) -> str:
    return words.marks.put((change.what, change.by)) if change is not None and change.by else ""


def _change(words: "Words", element: Element) -> str:
    """Insertions stand between two marks; the words of a deletion stand with its mark."""
    number, name = attribute(element, "change-id"), local(element)
    change = words.changes.get(number)
    if change is None or not change.what:
        return ""
    if name == "change":
        gone = change.words.replace(" ", SPACE)
        return f"{_by(words, change)}{opened('deleted')}{gone}{CLOSE}" if change.words.strip() else ""
    if name == "change-start" and change.what == "inserted":
        words.open.append(number)
        return _by(words, change) + opened("inserted")
    if name == "change-end" and number in words.open:
        words.open.remove(number)
        return CLOSE
    return ""


def _space(_: "Words", element: Element) -> str:
    count = attribute(element, "c", "1")
    return SPACE * (min(int(count), 1000) if count.isdecimal() and len(count) < 9 else 1)


def _tab(_: "Words", _element: Element) -> str:
    return "\t"


def _line_break(_: "Words", _element: Element) -> str:
    return "\n"


def _page_noted(words: "Words", _: Element) -> str:
    words.rendered = True
    return "\f"


def _span(words: "Words", element: Element) -> str:
    text = words.inside(element)
    style = attribute(element, "style-name")
    hidden = words.styles.says("text", style, "hidden")
    text = struck(text) if is_short(text) and words.styles.says("text", style, "struck") else text
    return f"{opened('hidden')}{text}{CLOSE}" if hidden and text else text


def _unseen(words: "Words", element: Element) -> str:
    """Hidden text: what it would say stands in an attribute."""
    text = attribute(element, "string-value") or words.inside(element)
    return f"{opened('hidden')}{clean(text)}{CLOSE}" if text else ""


def _link(words: "Words", element: Element) -> str:
    text, address = words.inside(element), clean(attribute(element, "href"))
    plain = address.partition(":")[2].strip("/") or address
    return f"{text} <{address}>" if address and not address.startswith("#") and plain not in text else text


def _note(words: "Words", element: Element) -> str:
    kind = attribute(element, "note-class") or local(element)
    number = said(element, "note-citation") or str(words.notes + 1)
    words.notes += 1
    body = words.blocks(
        each for each in element if local(each) in {"note-body", "footnote-body", "endnote-body"}
    )
    words.after.append(f"[{kind} {number}] {re.sub(f'[\f{BREAK}]', '', body).strip()}\n")
    return f"[{kind} {number}]"


def _ruby(words: "Words", element: Element) -> str:
    parts = {local(each): words.inside(each) for each in element}
    return f"{parts.get('ruby-base', '')} ({parts.get('ruby-text', '')})"


def _annotation(words: "Words", element: Element) -> str:
    """A comment becomes a record of its own."""
    words.comments += 1
    outer, words.after = words.after, []
    text = words.blocks(element)
    words.after = outer
    author, raw = said(element, "creator"), said(element, "date")
    name, answers = attribute(element, "name"), attribute(element, "parent-name")
    extra = (
        ("name", name),
        ("answers comment", answers),
        ("resolved", "yes" if attribute(element, "resolved") == "true" else ""),
    )
    item = beside(words.path, f"comment {words.comments}", "comment", text.replace(BREAK, ""), words.marks)
    told = tuple(pair for pair in extra if pair[1])
    return words.marks.put(
        replace(
            item,
            sender=Party(None, author) if author else None,
            sent=moment(raw, words.clock),
            extra=(*item.extra, *told),
        )
    )


def _box(words: "Words", element: Element) -> str:
    text = re.sub(f"[\f{BREAK}]", "", words.blocks(element))
    if text.strip():
        words.after.append(text)
    return ""


def _frame(words: "Words", element: Element) -> str:
    """A frame holds one thing in several ways; a picture beside an object only stands for it."""
    told = "".join(
        words.marks.put(("picture", text)) for text in (said(element, "title"), said(element, "desc")) if text
    )
    children = [each for each in element if local(each) not in SILENT]
    objects = [each for each in children if local(each) in {"object", "object-ole"}]
    return told + "".join(map(words.inline, objects or children))


def _shape(words: "Words", element: Element) -> str:
    told = "".join(
        words.marks.put(("picture", text)) for text in (said(element, "title"), said(element, "desc")) if text
    )
    text = words.blocks(each for each in element if local(each) not in SILENT)
    if text.strip():
        words.after.append(text)
    return told


def _picture(words: "Words", element: Element) -> str:
    """A picture becomes a file; words that are written over it follow (ODF 1.3, 10.4.4)."""
    text = re.sub(
        f"[\f{BREAK}]", "", words.blocks(each for each in element if local(each) in {"p", "h", "list"})
    )
    if text.strip():
        words.after.append(text)
    address = attribute(element, "href")
    if "://" in address:
        return words.marks.put(("link", address))
    data = child(element, "binary-data")
    if data is not None:
        words.pictures += 1
        raw = base64_of(data.text or "")
        ending = next((each for each, mark in _PICTURES.items() if raw.startswith(mark)), "bin")
        return words.marks.put(
            attach(f"picture {words.pictures}.{ending}", [raw], f"picture {words.pictures}")
        )
    name = resolved("", address.removeprefix("#"))
    words.attached.add(name)
    return words.marks.put(words.package.file(name)) if address else ""


def _object(words: "Words", element: Element) -> str:
    """A chart, formula or document inside: its words follow the paragraph; a foreign one is a file."""
    name = resolved("", attribute(element, "href").removeprefix("#"))
    inner = next((each for each in element if local(each) in {"document", "math"}), None)
    root = (
        words.package.xml(f"{name}/content.xml")
        if name and words.package.part(f"{name}/content.xml")
        else inner
    )
    if root is not None:
        text = "\t".join(filter(None, (clean("".join(_strings(each))).strip() for each in _leaves(root))))
        if text:
            words.after.append(text + "\n")
        return ""
    if words.package.part(name):
        words.attached.add(name)
        words.files.append(PurePosixPath(name).name)
        return words.marks.put(words.package.file(name))
    return ""


def _leaves(root: Element) -> Iterator[Element]:
    yield from (each for each in root.iter() if local(each) in {"p", "h", "mi", "mn", "mo", "mtext"})


def _strings(element: Element) -> Iterator[str]:
    yield from element.itertext()


READERS: dict[str, Callable[["Words", Element], str]] = {
    "s": _space,
    "tab": _tab,
    "tab-stop": _tab,
    "line-break": _line_break,
    "soft-page-break": _page_noted,
    "span": _span,
    "a": _link,
    "note": _note,
    "footnote": _note,
    "endnote": _note,
    "ruby": _ruby,
    "annotation": _annotation,
    "change": _change,
    "change-start": _change,
    "change-end": _change,
    "hidden-text": _unseen,
    "hidden-paragraph": _unseen,
    "frame": _frame,
    "text-box": _box,
    "image": _picture,
    "object": _object,
    "object-ole": _object,
    "plugin": _picture,
} | dict.fromkeys(
    (
        "custom-shape",
        "rect",
        "ellipse",
        "circle",
        "line",
        "polyline",
        "polygon",
        "path",
        "connector",
        "caption",
        "regular-polygon",
        "measure",
    ),
    _shape,
)
"""How each element reads; to read another, add a line."""
