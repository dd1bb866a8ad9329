"""Pages of an account download as trees of elements: nothing fetched, no scripts, no entities from outside
(reference/formats.md rule 21)."""

import re
from typing import Any

from evidence_review.importers.plugin import Decoded, decode_text

_TAG = re.compile(r"<(/?)div\b", re.IGNORECASE)


def page(data: bytes) -> tuple[Any | None, Decoded]:
    """The root element of a page (lxml), None where there is none, and the text it was made from."""
    from lxml import etree, html  # pyright: ignore[reportAttributeAccessIssue]  lxml comes without types

    decoded = decode_text(data)
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "\ufffd", decoded.text)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        parser = etree.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
        return (html.document_fromstring(text, parser=parser) if text.strip() else None), decoded
    except (etree.LxmlError, ValueError, AssertionError):
        return None, decoded


def has(element: Any, name: str) -> bool:
    """Whether an element carries a class."""
    said = element.get("class")
    return (
        said is not None and name in said and name in said.split()
    )  # the first test is quick, and mostly enough


def first(element: Any, name: str) -> Any | None:
    """The first element below that carries a class, None where none does."""
    return next(
        (each for each in element.iterdescendants() if isinstance(each.tag, str) and has(each, name)), None
    )


def words_of(element: Any | None, without: tuple[str, ...] = ()) -> str:
    """The words of an element as a reader sees them: a line break for each <br>, no white space at the ends,
    nothing of the classes `without`."""
    if element is None:
        return ""
    pieces = list[str]()
    _gather(element, pieces, without)
    return "".join(pieces).strip()


def _gather(element: Any, pieces: list[str], without: tuple[str, ...]) -> None:
    """Depth first by a stack of its own: pages may nest deeper than Python does."""
    waiting: list[Any] = [element]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            pieces.append(each)
            continue
        if (
            not isinstance(each.tag, str)
            or each.tag in {"script", "style"}
            or (each is not element and any(has(each, name) for name in without))
        ):
            continue
        pieces.append("\n" if each.tag == "br" else "")
        pieces.append(each.text or "")
        for below in reversed(each):
            waiting.append(below.tail or "")
            waiting.append(below)


def is_whole(text: str) -> bool:
    """Whether a page has its end."""
    return "</html>" in text[-2000:].lower() or "</body>" in text[-2000:].lower()


def block_is_whole(text: str, start: int) -> bool:
    """Whether the <div> that begins at `start` is ended in the text."""
    depth = 0
    for tag in _TAG.finditer(text, start):
        depth += -1 if tag.group(1) else 1
        if depth == 0:
            return True
    return False
