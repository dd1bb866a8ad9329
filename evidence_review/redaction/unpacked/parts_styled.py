"""A web page read in the order in which its styles set it, by a tree of its elements."""

import re
from collections.abc import Iterator
from typing import Any

from evidence_review.redaction.terms.page_styles import Box, Layout, Styles, arranged, styles_of

_APART = "\n|-|-|-|\n"
_INSIDE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "rb", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt",
    "u", "var", "wbr",
))  # fmt: skip
"""Elements inside a line; all others begin one."""
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|div|span|table|style|p|meta)(?=[\s>])", re.IGNORECASE)
_HEAD = 4096
_SILENT = frozenset(("script", "style", "template", "head"))
_DEEPEST = 200

type Raw = tuple[str, str, str | bytes, str]


def styled_parts(data: bytes) -> Iterator[Raw]:
    """The words of a page whose styles set them in an order of their own; nothing for any other file."""
    text = data.decode("utf-8", "ignore") if b"\0" not in data[:200] else data.decode("utf-16", "ignore")
    styles = styles_of(text) if _PAGE.search(text[:_HEAD]) else Styles()
    if styles.none:
        return
    from lxml import html

    tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    yield "text", "text in the order that the styles of the page give", _words(tree, styles, Layout(), 0), ""


def _words(element: Any, styles: Styles, layout: Layout, depth: int) -> str:
    """The words of an element and all in it; very deep ones as they come."""
    if depth > _DEEPEST:
        return str(element.text_content())
    boxes = [Box(element.text or "")]
    for one in element:
        if isinstance(one.tag, str) and one.tag not in _SILENT and "hidden" not in one.attrib:
            boxes.append(_box(one, styles, layout, depth))
        boxes.append(Box(one.tail or ""))
    return arranged(boxes, layout)


def _box(element: Any, styles: Styles, around: Layout, depth: int) -> Box:
    """The words of one element in another; breaks around it where it begins a line."""
    own = styles.layout(element.tag, dict(element.attrib))
    if own.hidden:
        return Box("")
    if element.tag == "br":
        return Box("\n", own)
    words = own.before + _words(element, styles, own, depth + 1) + own.after
    is_line = not (element.tag in _INSIDE or own.inline or own.floats or own.place or around.way)
    return Box(f"{_APART}{words}{_APART}" if is_line else words, own)
