"""Old PowerPoint presentations (.ppt, .pps; PowerPoint 97 to 2003), by hand: one item a slide
(reference/formats.md 3.5, MS-PPT).
"""

import struct
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.documents import office_art
from evidence_review.importers.documents.document_pages import Extra, Marks, clean, document_items
from evidence_review.importers.documents.left_inside import INSIDE
from evidence_review.importers.documents.ole_properties import said_of
from evidence_review.importers.documents.ppt_records import (
    NOTES_ATOM,
    OUTLINE,
    SLIDE_INFO,
    STRING,
    TEXT_BYTES,
    TEXT_WIDE,
    Record,
    Show,
    loose_texts,
    of_design,
    records,
    show,
)
from evidence_review.importers.plugin import About, Importer, head
from evidence_review.importers.tally import tallied

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM, _USER, _BOTH = "PowerPoint Document", "Current User", "PP97_DUALSTORAGE"
_LOCKED_TOKEN = 0xF3D1C4DF
_COMMENT, _COMMENT_ATOM, _LINK, _LINK_ATOM, _CLICK, _FOOT, _OBJECT = (
    0x2EE0,
    0x2EE1,
    0x0FD7,
    0x0FD3,
    0x0FF3,
    0x0FD9,
    0x1011,
)
_LOCKED = (
    "This old PowerPoint presentation is encrypted. Nothing in it has been reviewed. Ask for the "
    "password or an open copy, saved as PPTX or PDF."
)
_DAMAGED = (
    "This old PowerPoint presentation is damaged or older than PowerPoint 97. Nothing in it has been "
    "reviewed. Ask for PPTX or PDF, or a fresh copy."
)
_TORN = (
    "This old PowerPoint presentation is damaged: the order of its slides is lost. Its words were "
    "taken as they lie; check them against another copy."
)
_LOST = "A slide is named in this presentation but could not be found or read. Ask for a fresh copy."
_UNDESIGNED = (
    "A design of this presentation could not be found or read: words that it adds to slides are "
    "missing here. Ask for a fresh copy."
)
_UNSEEN = (
    "Pictures of this old PowerPoint presentation were not read, being damaged, double or too many "
    "({}). Look at the original, or ask for PPTX or PDF as well."
)


def recognises(path: Path) -> bool:
    """Whether an OLE file holds the stream of a presentation that is not encrypted."""
    if head(path, 8) != _OLE:
        return False
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as ole:
            locked = any(ole.exists(name) for name in ("EncryptedPackage", "EncryptedSummary"))
            return not locked and bool(_stream(ole, _STREAM)) and (ole.exists(_USER) or ole.exists(_BOTH))
    except Exception:  # noqa: BLE001  olefile raises many kinds on damage
        return False


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """One PAGE item a slide, in order; UnreadableExport where it is encrypted or holds no words that can be
    found."""
    del options  # the file says nothing of zones
    import olefile

    with olefile.OleFileIO(str(path)) as ole:
        stream, user, pictures = _stream(ole, _STREAM), _stream(ole, _USER), _stream(ole, "Pictures")
        said = list(said_of(ole))
    if len(user) >= 20 and struct.unpack_from("<I", user, 12)[0] == _LOCKED_TOKEN:
        raise UnreadableExport(_LOCKED)
    found = show(stream, struct.unpack_from("<I", user, 16)[0]) if len(user) >= 20 else None
    values = (
        _slides(found, path, said)
        if found and (found.slides or not found.lost)
        else _torn(stream, path, said)
    )
    values = chain(values, _pictures(pictures, path))
    yield from tallied(values, "This presentation holds no slides. Ask the supplier whether that is meant.")


def _pictures(stream: bytes, path: Path) -> Iterator[Item | Problem]:
    """Its pictures as one record, and how many more there are."""
    taken, there = office_art.pictures_of([stream]), sum(each.kind >> 8 == 0xF0 for each in records(stream))
    yield from office_art.item_of(path, taken)
    yield from office_art.torn_problem([stream])
    if (len(stream) > 8 and not taken) or there > len(taken):
        yield Problem("pictures", ProblemKind.PARTLY_READ, _UNSEEN.format(max(1, there - len(taken))))


def _stream(ole: Any, name: str) -> bytes:
    """A stream, the newer of two where a file holds both; empty where it is not there or damaged."""
    place = [_BOTH, name] if ole.exists([_BOTH, name]) else [name]
    try:
        return bytes(ole.openstream(place).read()) if ole.exists(place) else b""
    except Exception:  # noqa: BLE001  olefile raises many kinds on damage
        return b""


def _torn(stream: bytes, path: Path, said: list[Extra]) -> Iterator[Item | Problem]:
    texts = [each for each in map(clean, loose_texts(stream)) if each.strip(" \n*")]
    if not texts:
        raise UnreadableExport(_DAMAGED)
    yield from document_items(path, "\n\n".join(texts), Marks(), said)
    yield Problem("whole file", ProblemKind.PARTLY_READ, _TORN, 1)


def _slides(found: Show, path: Path, said: list[Extra]) -> Iterator[Item | Problem | Declared]:
    """The slides, then what of them is lost and what lies inside."""
    yield Declared("slides", len(found.slides) + len(found.lost))
    links = dict(_links(found.document))
    notes = {_number(each, NOTES_ATOM): each for each in found.notes}
    said = [*said, *dict.fromkeys((name, clean(words)) for name, words in of_design(found.masters))]
    for position, (name, slide, outline) in enumerate(found.slides, 1):
        lines = [*_lines(slide, outline), *_comments(slide), *(_spoken(notes[name]) if name in notes else ())]
        extra = [*_extra(slide, links), *(said if position == 1 else [])]
        yield Item(
            f"slide {position}",
            ItemKind.PAGE,
            "\n".join(lines),
            path.name,
            position,
            thread_title=path.stem,
            extra=tuple(dict.fromkeys(extra)),
        )
    if found.undesigned:
        yield Problem("designs", ProblemKind.PARTLY_READ, _UNDESIGNED)
    yield from (Problem(f"slide {number}", ProblemKind.NOT_READ, _LOST, 1) for number in found.lost)
    yield from _inside(sum(each.kind == 0x0FCC for each in found.document.every()))


def _spoken(notes: Record) -> list[str]:
    words = [line for line in _lines(notes, []) if line.strip(" *")]
    return ["[notes]", *words] if words else []


def _inside(objects: int) -> Iterator[Problem]:
    """Files inside, of which so many are named one by one."""
    for number in range(1, min(objects, 100) + 1):
        yield Problem(
            f"file inside {number}",
            ProblemKind.SOURCE_FLAG,
            INSIDE.replace("It is listed but not read; add", "It was not read; ask for"),
        )
    if objects > 100:
        yield Problem(
            "files inside",
            ProblemKind.SOURCE_FLAG,
            f"{objects - 100} more files inside were not read. Ask for them.",
        )


def _lines(part: Record, outline: list[str]) -> Iterator[str]:
    """The words of a slide in the order in which its shapes lie; those that stand in the outline of the
    presentation are fetched from there."""
    shown = list[int]()
    for each in part.inside():
        if each.kind == 0x1388:
            continue  # what later versions added: comments, which `_comments` reads
        for inner in (each, *each.every()):
            if inner.kind in {TEXT_WIDE, TEXT_BYTES}:
                yield from _worded(inner.text())
            elif inner.kind == OUTLINE and inner.number() < len(outline):
                shown.append(inner.number())
                yield from _worded(outline[inner.number()])
    for number, text in enumerate(outline):
        if number not in shown:
            yield from _worded(text)


def _worded(text: str) -> Iterator[str]:
    yield from (line for line in clean(text).split("\n") if line.strip())


def _comments(slide: Record) -> Iterator[str]:
    """A line for each comment, with its writer and the time by the writer's clock."""
    for each in slide.every():
        if each.kind == _COMMENT:
            words = {inner.instance: clean(inner.text()) for inner in each.inside() if inner.kind == STRING}
            when = next((_time(inner.body) for inner in each.inside() if inner.kind == _COMMENT_ATOM), "")
            by = ", ".join(filter(None, (f"by {words[0]}" if words.get(0) else "", when)))
            yield f"[comment {by}] {words.get(1, '')}".replace(" ]", "]")


def _time(body: bytes) -> str:
    try:
        year, month, _, day, hour, minute, second, _ = struct.unpack_from("<8H", body, 4)
        # the writer's clock, without zone
        return datetime(year, month, day, hour, minute, second).isoformat()  # noqa: DTZ001
    except (struct.error, ValueError):
        return ""


def _extra(slide: Record, links: dict[int, str]) -> Iterator[Extra]:
    for each in slide.every():
        if each.kind == _CLICK and each.number(4) in links:
            yield "link", links[each.number(4)]
        elif each.kind == _FOOT:
            words = (inner.text() for inner in each.inside() if inner.kind == STRING)
            yield from (("footer", clean(text)) for text in words if text.strip())
        elif each.kind == SLIDE_INFO and _is_hidden(each.body):
            yield "hidden slide", "yes"


def _is_hidden(info: bytes) -> bool:
    return len(info) >= 12 and struct.unpack_from("<H", info, 10)[0] & 4 != 0


def _links(document: Record) -> Iterator[tuple[int, str]]:
    """The address of each link of the presentation by its number."""
    for each in document.every():
        if each.kind == _LINK:
            number = next((inner.number() for inner in each.inside() if inner.kind == _LINK_ATOM), 0)
            target = next(
                (
                    clean(inner.text())
                    for inner in each.inside()
                    if inner.kind == STRING and inner.instance == 1
                ),
                "",
            )
            if target:
                yield number, target


def _number(part: Record, kind: int) -> int:
    return next((each.number() for each in part.inside() if each.kind == kind), 0)


IMPORTER = Importer(
    "Old PowerPoint presentation",
    "1",
    recognises,
    read,
    about=About(
        "Old PowerPoint presentations (.ppt, .pps, .pot)",
        "PowerPoint 97 to 2003 and LibreOffice",
        (
            "One item a slide: words of its shapes and tables, notes, comments with author and time, "
            "links, footers; names and own words of designs; which slides are hidden; pictures, as "
            "files of one record; properties"
        ),
        (
            "Charts and other files inside (said how many), on which slide a picture stands, earlier "
            "states of slides that quick saving leaves in the file, animations, macros"
        ),
        (
            "Words stand in the order in which the shapes lie in the file. Encrypted presentations and "
            "those of PowerPoint 95 are refused."
        ),
    ),
)
