"""The slides of an OpenDocument presentation or the pages of a drawing: words, notes, comments, pictures (ODF
1.3)."""

import re
from collections.abc import Iterator
from pathlib import Path

from evidence_review.domain.evidence import Attachment, Declared, Item, Problem
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.documents.document_pages import Extra, clean, shown, without_marks
from evidence_review.importers.documents.docx.beside import declared, slides_declared
from evidence_review.importers.documents.odf.importer import remarks
from evidence_review.importers.documents.odf.package import said_of_itself
from evidence_review.importers.documents.odf.words import Words
from evidence_review.importers.markup.xml_stream import Element, local
from evidence_review.importers.packed.office_package import Package, attribute
from evidence_review.importers.plugin import Clock


def read_odp(package: Package, path: Path, clock: Clock) -> Iterator[Item | Problem | Declared]:
    """One PAGE item a slide, in order."""
    content, styles = package.xml("content.xml"), package.xml("styles.xml")
    words = Words(package, path, clock)
    words.styles.add(styles)
    words.styles.add(content)
    said = list(said_of_itself(package.xml("meta.xml")))
    body = (
        next((each for each in content.iter() if local(each) == "body"), None)
        if content is not None
        else None
    )
    slides = [each for each in body.iter() if local(each) == "page"] if body is not None else []
    yield from slides_declared(
        len(slides), declared(said, "page-count", "slides, as the file says of itself")
    )
    for number, slide in enumerate(slides, 1):
        yield _item(words, slide, path, number, said if number == 1 else [])
    yield from remarks(words)


def _item(words: Words, slide: Element, path: Path, number: int, said: list[Extra]) -> Item:
    first = len(words.marks.things)
    lines = _lines(words.blocks(each for each in slide if local(each) != "notes"))
    notes = (inner for each in slide if local(each) == "notes" for inner in each)
    spoken = _lines(words.blocks(inner for inner in notes if local(inner) != "page-thumbnail"))
    lines += ["[notes]", *spoken] if spoken else []
    files, told = list[Attachment](), dict[Extra, None]()
    for each in words.marks.things[first:]:
        if isinstance(each, Item):
            lines.append(_comment(each))
        elif isinstance(each, Attachment):
            files.append(each)
        else:
            told[each] = None
    return Item(
        f"slide {number}", ItemKind.PAGE, re.sub("[\f\x0e]", "", "\n".join(lines)), path.name, number, thread_title=path.stem,
        attachments=tuple(files), extra=(*_of_slide(words, slide), *told, *said),
    )  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line for line in without_marks(shown(text))[0].splitlines() if line.strip()]


def _comment(item: Item) -> str:
    """A comment in one line: who wrote it, when, what."""
    who, when = f"by {item.sender.label()}" if item.sender else "", item.sent.raw if item.sent else ""
    by = ", ".join(filter(None, (who, when)))
    return f"[comment {by}] {' '.join((item.text or '').split())}".replace(" ]", "]")


def _of_slide(words: Words, slide: Element) -> Iterator[Extra]:
    if words.styles.says("drawing-page", attribute(slide, "style-name"), "hidden"):
        yield "hidden slide", "yes"
    if name := attribute(slide, "name"):
        yield "slide name", clean(name)
