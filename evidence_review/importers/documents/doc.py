"""Old Word documents (.doc, Word 6 to 2003), their text by hand (reference/formats.md 3.5, MS-DOC)."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.documents import office_art
from evidence_review.importers.documents.doc_pieces import PARTS, DocFile, open_doc
from evidence_review.importers.documents.document_pages import (
    CLOSE,
    Extra,
    Marks,
    beside,
    clean,
    document_items,
    opened,
    shown,
)
from evidence_review.importers.documents.left_inside import INSIDE, MACROS
from evidence_review.importers.documents.office_fields import Field
from evidence_review.importers.documents.ole_properties import said_of
from evidence_review.importers.plugin import About, Importer, head
from evidence_review.importers.tally import tallied

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEARCHED = 64 << 20
"""Bytes in which the head of a document is looked for where the list of streams is lost."""
_DAMAGED = (
    "This old Word document is damaged and could not be opened. Nothing in it has been reviewed. Ask "
    "for PDF or DOCX, or a fresh copy."
)
_TORN = (
    "This old Word document is damaged: the order of its pieces is lost. Its text was taken as it "
    "lies; check it against another copy."
)
_HOLE = (
    "Part of this document is lost: words, or how they were marked, were overwritten or never arrived. "
    "Ask for another copy."
)
_SHORT = "This old Word document is cut short: part of its text is missing. Ask for a fresh copy."
_UNSEEN = (
    "This old Word document has pictures or drawings at {} places, of which {} could be taken out. "
    "Look at the original, or ask for PDF as well."
)
_COMMENTS = (
    "The comments of this old Word document were read without their authors and times. Ask for DOCX to "
    "see them."
)
_SIGNS = {
    "\x0b": "\n",
    "\x0e": "\n",
    "\x1e": "-",
    "\x1f": "",
    "\x02": "",
    "\x03": "",
    "\x04": "",
    "\x05": "",
    "\x00": "",
}


def recognises(path: Path) -> bool:
    """Whether an OLE file holds the stream of a Word document."""
    if head(path, 8) != _OLE:
        return False
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as ole:
            if ole.listdir():
                return ole.exists("WordDocument") and not ole.exists("EncryptedPackage")
    # olefile raises many kinds on damage; the head of the document may still tell
    except Exception:  # noqa: BLE001, S110
        pass
    return bool(_headless(head(path, _SEARCHED)))


def _headless(data: bytes) -> bytes:
    """From the head of a Word document onwards, in a file whose list of streams is lost, as where a copy was
    cut short; empty where none is."""
    for at in range(512, len(data) - 512, 512):
        if (
            data[at : at + 2] in {b"\xec\xa5", b"\xdc\xa5"}
            and 101 <= int.from_bytes(data[at + 2 : at + 4], "little") <= 0x112
        ):
            return data[at:]
    return b""


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Its pages or sections in order, then notes, comments, headers and text boxes, a record each kind."""
    del options  # the file says nothing reliable of times or people
    import olefile

    said: list[Extra] = []
    try:
        with olefile.OleFileIO(str(path)) as ole:
            main, data, tables = (
                _stream(ole, "WordDocument"),
                _stream(ole, "Data"),
                {name: _stream(ole, name) for name in ("0Table", "1Table")},
            )
            inside = sorted(
                {
                    entry[1]
                    for entry in ole.listdir(streams=True, storages=False)
                    if len(entry) > 2 and entry[0] == "ObjectPool"
                }
            )
            macros = ole.exists("Macros") or ole.exists("_VBA_PROJECT")
            said = list(said_of(ole))
    except Exception:  # noqa: BLE001  olefile raises many kinds on damage
        main, data, tables, inside, macros = b"", b"", dict[str, bytes](), list[str](), False
    main = main or _headless(head(path, _SEARCHED))
    if not main:
        raise UnreadableExport(_DAMAGED)
    doc = open_doc(main, tables)
    streams = [data, main, *tables.values()]
    pictures = office_art.pictures_of(streams)
    values = _document(doc, path, said, len(inside), pictures, macros=macros)
    yield from tallied(
        chain(values, office_art.torn_problem(streams), office_art.left_out_problem(streams, len(pictures)))
    )


def _stream(ole: Any, name: str) -> bytes:
    """A stream; empty where it is not there or damaged."""
    try:
        return ole.openstream(name).read() if ole.exists(name) else b""
    except Exception:  # noqa: BLE001  olefile raises many kinds on damage
        return b""


def _document(
    doc: DocFile, path: Path, said: list[Extra], inside: int, taken: list[Attachment], *, macros: bool
) -> Iterator[Item | Problem]:
    marks = Marks()
    parts = doc.parts()
    raw = "".join(text for each in parts.values() for _, text in each)
    yield from document_items(path, _words(parts.get("text", []), marks), marks, said)
    for name in PARTS[1:]:
        item = beside(path, name, name, _words(parts.get(name, []), marks), marks)
        if (item.text or "").strip():
            yield item
            if name == "comments":
                yield Problem(name, ProblemKind.PARTLY_READ, _COMMENTS)
    yield from _faults(doc)
    pictures = raw.count("\x01") + raw.count("\x08")
    yield from office_art.item_of(path, taken)
    if pictures > len(taken):
        yield Problem("whole file", ProblemKind.PARTLY_READ, _UNSEEN.format(pictures, len(taken)))
    for number in range(1, inside + 1):
        yield Problem(
            f"file inside {number}",
            ProblemKind.SOURCE_FLAG,
            INSIDE.replace("It is listed but not read; add", "It was not read; ask for"),
        )
    if macros:
        yield Problem("macros", ProblemKind.SOURCE_FLAG, MACROS)


def _faults(doc: DocFile) -> Iterator[Problem]:
    if doc.torn:
        yield Problem("whole file", ProblemKind.PARTLY_READ, _TORN, 1)
    if doc.has_hole and not (doc.torn or doc.short):
        yield Problem("whole file", ProblemKind.PARTLY_READ, _HOLE)
    if doc.short:
        yield Problem("end of file", ProblemKind.PARTLY_READ, _SHORT, 1)


def _words(marked: list[tuple[str, str]], marks: Marks) -> str:
    """Paragraphs and rows as lines. A cell and a row end with the same sign; two in a row end a row."""
    reader = _Fields(marks)
    text = "".join(
        f"{opened(mark)}{words}{CLOSE}" if mark and words.strip() else words
        for mark, words in ((mark, reader.read(each)) for mark, each in marked)
    )
    text = re.sub("\x07\x07", "\x06", text).replace("\x07", "\t").replace("\x06", "\n")
    return "\n".join(shown(line) for line in text.split("\n"))


class _Fields:
    """Fields stand in the text between signs: what they are told, and what they show."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._open: list[Field] = []

    def read(self, text: str) -> str:
        """Words as they show, signs turned into what they mean."""
        return "".join(map(self._one, re.split("([\x13\x14\x15])", text)))

    def _one(self, piece: str) -> str:
        if piece == "\x13":
            self._open.append(Field())
        elif piece == "\x14" and self._open:
            self._open[-1].told = True
        elif piece == "\x15" and self._open:
            done = self._open.pop()
            kept = clean(done.kept())
            return done.ending() + (self._marks.put(("field", kept)) if kept else "")
        elif piece not in {"\x14", "\x15"}:
            return self._words(piece)
        return ""

    def _words(self, text: str) -> str:
        for sign, meaning in _SIGNS.items():
            text = text.replace(sign, meaning)
        text = re.sub("[\x01\x06\x08\x10-\x1f]", "", text.replace("\r", "\n"))
        if self._open and not self._open[-1].told:
            self._open[-1].instruction += text
            return ""
        for each in self._open:
            each.said(text)
        return text


IMPORTER = Importer(
    "Old Word document",
    "1",
    recognises,
    read,
    about=About(
        "Old Word documents (.doc)",
        "Word 97 to 2003 and LibreOffice; Word 6 and 95 by the published layout, not met in real files",
        "The text with fields' results and links' addresses, hidden, deleted and inserted words "
        "marked, footnotes, endnotes, headers, footers, comments "
        "and text boxes (a record each kind), pictures as files of one record, properties",
        (
            "Drawings, where in the text a picture stands, files inside, authors and times of comments "
            "and changes, words hidden by a style, macros"
        ),
        "Rows of tables with empty cells may break in the wrong place. Encrypted documents are refused.",
    ),
)
