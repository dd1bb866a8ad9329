"""A document, workbook, presentation or mail as plain values, for making a new file of it: what a reader
sees, and what she does not.

It says nothing new of a file: importers read it. To tell another thing apart that readers do not see, add it
to `_item` or `_parted`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from evidence_review.domain.contents import Contents, Inside, Passage, Sheet
from evidence_review.domain.evidence import Attachment, Item, Moment, Problem, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.choosing import choose, read
from evidence_review.importers.documents import doc
from evidence_review.importers.documents.docx import importer as docx
from evidence_review.importers.documents.odf import importer as odf_text
from evidence_review.importers.documents.rtf import importer as rtf
from evidence_review.importers.documents.slides import importer as slides
from evidence_review.importers.mail import email_messages, outlook_msg
from evidence_review.importers.tables.tables_books import book_sheets, kind_of
from evidence_review.importers.tables.tables_cells import letters, shown
from evidence_review.importers.tables.tables_sheets import Sheet as Table

_READ_HERE = frozenset((
    doc.IMPORTER, docx.IMPORTER, email_messages.IMPORTER, odf_text.IMPORTER, outlook_msg.IMPORTER,
    rtf.IMPORTER, slides.IMPORTER,
))  # fmt: skip
_GONE = frozenset(("deleted", "moved away", "hidden"))
_CHANGE = re.compile(r"\[(deleted|moved away|hidden|inserted|moved here): ")
_AS_CHANGED = re.compile(r"\n\[as changed: [^\n]*\]")
_ADDRESS = re.compile(r" ?<((?:https?|mailto|tel|file|ftp):[^<>\s]{1,4000})>")
_NOTES = re.compile(r"\n?\[notes\]\n(.*?)(?=\n\[comment by |\Z)", re.DOTALL)
_REMARK = re.compile(r"\n?\[comment by ([^\]\n]*)\] ([^\n]*)")
_SEEN_BESIDE = frozenset(("header", "footer", "words of a master", "footnotes", "endnotes"))
_SEEN_OF_MAIL = frozenset(("the same in HTML", "winmail.dat/text", "winmail.dat/subject"))


def is_book(path: Path) -> bool:
    """Whether the bytes are a workbook."""
    return bool(kind_of(path))


def is_read_here(path: Path) -> bool:
    """Whether `contents` knows the file: a workbook, word-processed document, presentation or mail."""
    return is_book(path) or choose(path) in _READ_HERE


def contents(path: Path) -> Contents:
    """All that the file says. UnreadableExport where it cannot be read."""
    return _book(path) if is_book(path) else _document(path)


def _book(path: Path) -> Contents:
    passages: list[Passage] = []
    sheets: list[Sheet] = []
    unread: list[str] = []
    for each in book_sheets(path):
        if isinstance(each, Problem):
            unread += [each.reason]
            continue
        sheets.append(_sheet(each))
        passages += _beside(each)
        unread += [problem.reason for problem in each.aside.problems]
    return Contents(tuple(passages), tuple(sheets), (), tuple(dict.fromkeys(unread)))


def _sheet(table: Table) -> Sheet:
    """Its rows that hold anything; a row that holds nothing is no row of the new file."""
    rows = tuple(tuple(map(shown, cells)) for _, cells in table.rows)
    hidden = frozenset(
        place for place, (number, _) in enumerate(table.rows) if number in table.aside.hidden_rows
    )
    return Sheet(table.name, rows, "hidden sheet" if table.hidden else "", hidden, table.aside.hidden_columns)


def _beside(table: Table) -> Iterator[Passage]:
    where = table.name or "sheet"
    for (row, column), words in sorted(table.aside.notes.items()):
        yield Passage(words, f"{where}, {letters(column)}{row}", "comment on a cell")
    for (row, column), words in sorted(table.aside.links.items()):
        yield Passage(words, f"{where}, {letters(column)}{row}", "address of a link")
    yield from (Passage(words, where) for words in table.aside.words)


def _document(path: Path) -> Contents:
    found = list(read(path, ReadOptions()))
    items = [each for each in found if isinstance(each, Item)]
    passages = [passage for each in items for passage in _item(each)]
    unread = [
        each.reason for each in found if isinstance(each, Problem) and each.kind is not ProblemKind.SKIPPED
    ]
    return Contents(tuple(passages), (), tuple(_files(items)), tuple(dict.fromkeys(unread)))


def _files(items: list[Item]) -> Iterator[Inside]:
    letters_read = {
        each.locator.removesuffix("/message") for each in items if each.locator.endswith("/message")
    }
    for one in (one for each in items for one in each.attachments):
        if not _is_one_of(one, letters_read):
            yield Inside(one.name, one.data)


def _is_one_of(file: Attachment, letters_read: set[str]) -> bool:
    """Whether a file inside is a letter whose words were given with the rest."""
    return file.member in letters_read or (file.data is None and not file.size and bool(letters_read))


def _item(item: Item) -> Iterator[Passage]:
    facts = dict(item.extra)
    if item.kind is ItemKind.EMAIL:
        yield from _mail(item)
    elif item.kind is ItemKind.PAGE:
        yield from _parted(item.text or "", "hidden slide" if "hidden slide" in facts else "")
    else:
        yield _part(item, facts.get("what", "beside the text"))
    seen = _SEEN_OF_MAIL if item.kind is ItemKind.EMAIL else frozenset[str]()
    for key, value in item.extra:
        if key not in {"what", "hidden slide"}:
            yield Passage(value, _plain_key(key), "" if key in seen else _hides(key))


def _part(item: Item, what: str) -> Passage:
    """What stands beside the text of a document: a comment, a header, a note at the foot."""
    writer = item.sender.name if item.sender else ""
    label = ", ".join(filter(None, (what, writer, item.sent.raw if item.sent else "")))
    return Passage(item.text or "", label, "" if what in _SEEN_BESIDE else what)


def _mail(item: Item) -> Iterator[Passage]:
    people: dict[str, list[str]] = {}
    for one in filter(None, (item.sender, *item.recipients)):
        people.setdefault(one.role or "To", []).append(_address(one))
    for role, names in people.items():
        yield Passage(
            ", ".join(names), role, "" if role.lower() in {"from", "to", "cc"} else f"header line {role}"
        )
    if item.sent and item.sent.raw:
        yield Passage(_date(item.sent), "Date")
    subject = item.thread_title
    text = item.text or ""
    if subject:
        yield Passage(subject, "Subject")
        text = text.removeprefix(subject).lstrip("\n")
    yield Passage(text)


def _date(sent: Moment) -> str:
    """As written; of a property of Outlook, which is a count since 1601, the instant."""
    return f"{sent.utc.isoformat(' ')} UTC" if sent.utc and sent.raw.isdigit() else sent.raw


def _address(one: Party) -> str:
    if one.name and one.identifier and one.name != one.identifier:
        return f"{one.name} <{one.identifier}>"
    return one.name or one.identifier or ""


def _plain_key(key: str) -> str:
    return key.removeprefix("file says/").removeprefix("header/")


def _hides(key: str) -> str:
    """What kind of thing an extra is, in words for a list of what a reader does not see."""
    if key.startswith("file says/"):
        return "property of the file"
    if key.startswith("header/"):
        return "technical header line"
    return {
        "inserted": "who changed the text, and when",
        "deleted": "who changed the text, and when",
        "picture": "description of a picture",
    }.get(key, f"note of the file ({key.partition('/')[0]})")


def _parted(text: str, unseen: str) -> Iterator[Passage]:
    """A page as a reader sees it, then what she does not see: deleted and hidden words, notes, comments,
    addresses behind links."""
    gone: list[Passage] = []
    if _CHANGE.search(text):
        text = _AS_CHANGED.sub("", text)
        text = _changes(text, gone)
    gone += [Passage(found[2], f"comment, {found[1]}", "comment") for found in _REMARK.finditer(text)]
    text = _REMARK.sub("", text)
    gone += [Passage(found[1], "notes", "speaker's notes") for found in _NOTES.finditer(text)]
    text = _NOTES.sub("", text)
    gone += [Passage(found[1], "link", "address of a link") for found in _ADDRESS.finditer(text)]
    yield Passage(_ADDRESS.sub("", text), unseen=unseen)
    yield from gone


def _changes(text: str, gone: list[Passage]) -> str:
    """The text with what was put in and without what was taken out; the innermost brackets first."""
    while (found := max(_CHANGE.finditer(text), key=lambda one: one.start(), default=None)) is not None:
        end = _closing(text, found.end())
        words = text[found.end() : end]
        if found[1] in _GONE:
            gone.append(
                Passage(
                    words,
                    found[1],
                    "hidden words" if found[1] == "hidden" else "tracked change (words taken out)",
                )
            )
            words = ""
        text = text[: found.start()] + words + text[end + 1 :]
    return text


def _closing(text: str, at: int) -> int:
    """The place of the bracket that closes one opened before `at`."""
    depth = 1
    for place in range(at, len(text)):
        depth += {"[": 1, "]": -1}.get(text[place], 0)
        if not depth:
            return place
    return len(text)
