"""How each element inside a Word paragraph reads: runs, breaks, notes, comments, fields, links, pictures. To
read another, add a line to READERS."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from evidence_review.domain.evidence import Item
from evidence_review.domain.text import is_short, struck
from evidence_review.importers.documents.document_pages import CLOSE, clean, opened
from evidence_review.importers.documents.office_fields import Field, form_value, symbol
from evidence_review.importers.markup.xml_stream import Element, local
from evidence_review.importers.packed.office_package import attribute, child
from evidence_review.importers.text.long_values import bounded

if TYPE_CHECKING:
    from evidence_review.importers.documents.docx.words import Words

BREAK = "\x0e"
"""A page break that the author set; where Word also noted that a page began there, the two are one."""

OFF = frozenset(("0", "false", "off"))


def _run(part: "Words", element: Element) -> str:
    text = part.inside(element)
    properties = child(element, "rPr")
    text = struck(text) if _is_struck(properties) and is_short(text) else text
    said = child(properties, "vanish") if properties is not None else None
    hidden = part.hidden or part.style_hidden(element, "rPr", "rStyle")
    hidden = hidden if said is None else attribute(said, "val") not in OFF
    return f"{opened('hidden')}{text}{CLOSE}" if hidden and text else text


def _is_struck(properties: Element | None) -> bool:
    """Whether a line goes through the letters of a run."""
    lines = [child(properties, name) for name in ("strike", "dstrike")] if properties is not None else []
    return any(line is not None and attribute(line, "val") not in OFF for line in lines)


def _inline_alternative(part: "Words", element: Element) -> str:
    return part.alternative(element, lambda branch: "".join(map(part.inline, branch)))


def _text(part: "Words", element: Element) -> str:
    return part.said(clean(element.text or ""))


def _turned(part: "Words", element: Element) -> str:
    """Words whose letters are shown from last to first stand between the marks that say so in a text (Unicode
    Standard Annex 9)."""
    text = part.inside(element)
    return f"\u202e{text}\u202c" if text and attribute(element, "val") == "rtl" else text


def _page_noted(part: "Words", _: Element) -> str:
    part.shared.rendered = True
    return "\f"


def _break(part: "Words", element: Element) -> str:
    return BREAK if attribute(element, "type") == "page" else part.said("\n")


def _note(part: "Words", element: Element) -> str:
    kind, number = local(element).removesuffix("Reference"), attribute(element, "id")
    words = part.shared.notes.pop((kind, number), None)
    if words is not None:
        part.after.append(f"[{kind} {number}] {words.strip()}\n")
    return f"[{kind} {number}]"


def _comment(part: "Words", element: Element) -> str:
    number = attribute(element, "id")
    item = part.shared.comments.pop(number, None)
    return "" if item is None else part.shared.marks.put(_with_words(item, part.shared.about.pop(number, [])))


def _comment_range(part: "Words", element: Element) -> str:
    number = attribute(element, "id")
    if local(element) == "commentRangeStart":
        part.shared.about.setdefault(number, [])
    elif number in part.shared.about:
        words = part.shared.about.pop(number)
        item = part.shared.comments.get(number)
        if item is not None:
            part.shared.comments[number] = _with_words(item, words)
    return ""


def _hyperlink(part: "Words", element: Element) -> str:
    relation = part.relations.get(attribute(element, "id"))
    return _linked(part.inside(element), relation.target if relation is not None and relation.outside else "")


def _linked(words: str, address: str) -> str:
    plain = address.partition(":")[2].strip("/") or address
    return f"{words} <{clean(address)}>" if address and plain not in words else words


def _instruction(part: "Words", element: Element) -> str:
    if part.fields:
        part.fields[-1].instruction += clean(element.text or "")
    return ""


def _field(part: "Words", element: Element) -> str:
    kind = attribute(element, "fldCharType")
    if kind == "begin":
        part.fields.append(Field(form=form_value(element)))
    elif kind == "separate" and part.fields:
        part.fields[-1].told = True
    elif kind == "end" and part.fields:
        return _field_end(part, part.fields.pop())
    return ""


def _field_end(part: "Words", done: Field) -> str:
    kept = done.kept()
    return done.ending() + (part.shared.marks.put(("field", kept)) if kept else "")


def _simple_field(part: "Words", element: Element) -> str:
    done = Field(clean(attribute(element, "instr")), told=True)
    part.fields.append(done)
    words = part.inside(element)
    part.fields.remove(done)
    return words + _field_end(part, done)


def _ruby(part: "Words", element: Element) -> str:
    parts = {local(each): part.inside(each) for each in element}
    return f"{parts.get('rubyBase', '')} ({parts.get('rt', '')})"


def _box(part: "Words", element: Element) -> str:
    words = part.blocks(element)
    if words.strip():
        part.after.append(re.sub(f"[\f{BREAK}]", "", words))
    return ""


def _picture(part: "Words", element: Element) -> str:
    relation = part.relations.get(
        attribute(element, "embed") or attribute(element, "link") or attribute(element, "id")
    )
    if relation is None:
        return part.inside(element)
    if relation.outside:
        return part.shared.marks.put(("link", relation.target)) + part.inside(element)
    part.shared.attached.add(relation.target)
    return part.shared.marks.put(part.shared.package.file(relation.target)) + part.inside(element)


def _described(part: "Words", element: Element) -> str:
    said = [attribute(element, name) for name in ("title", "descr")]
    relation = part.relations.get(
        next((attribute(each, "id") for each in element if local(each).startswith("hlink")), "")
    )
    words = [part.shared.marks.put(("picture", clean(each))) for each in said if each.strip()]
    return "".join(words) + (part.shared.marks.put(("link", relation.target)) if relation else "")


def _drawn(part: "Words", element: Element) -> str:
    """A chart or a diagram lies in a part of its own; its words follow the paragraph."""
    relation = part.relations.get(attribute(element, "dm") or attribute(element, "id"))
    root = part.shared.package.xml(relation.target) if relation is not None and not relation.outside else None
    words = (
        [clean(each.text or "") for each in root.iter() if local(each) in {"t", "v"} and each.text]
        if root is not None
        else []
    )
    if any(words):
        part.after.append("\t".join(filter(None, words)) + "\n")
    return ""


def _with_words(item: Item, words: list[str]) -> Item:
    about = "".join(words).strip()
    return replace(item, extra=(*item.extra, ("about", bounded(about)))) if about else item


READERS: dict[str, Callable[["Words", Element], str]] = {
    "t": _text,
    "delText": _text,
    "lastRenderedPageBreak": _page_noted,
    "tab": lambda part, _: part.said("\t"),
    "ptab": lambda part, _: part.said("\t"),
    "cr": lambda part, _: part.said("\n"),
    "noBreakHyphen": lambda part, _: part.said("-"),
    "r": _run,
    "bdo": _turned,
    "br": _break,
    "sym": lambda _, element: symbol(element),
    "footnoteReference": _note,
    "endnoteReference": _note,
    "commentReference": _comment,
    "commentRangeStart": _comment_range,
    "commentRangeEnd": _comment_range,
    "hyperlink": _hyperlink,
    "instrText": _instruction,
    "delInstrText": _instruction,
    "fldChar": _field,
    "fldSimple": _simple_field,
    "ruby": _ruby,
    "txbxContent": _box,
    "AlternateContent": _inline_alternative,
    "blip": _picture,
    "imagedata": _picture,
    "OLEObject": _picture,
    "docPr": _described,
    "chart": _drawn,
    "relIds": _drawn,
    "textpath": lambda _, element: clean(attribute(element, "string")),
}
