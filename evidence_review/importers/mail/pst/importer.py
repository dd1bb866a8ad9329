"""Outlook mailboxes (.pst, .ost) through libpff: every folder, every message in it, and those that lie in no
folder (reference/formats.md 3.6)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.mail.mapi_items import Desk
from evidence_review.importers.mail.pst.objects import Store
from evidence_review.importers.plugin import About, Importer, head
from evidence_review.importers.tally import tallied

_DEEPEST = 60
_STATED = 0x3602
_SEARCH = 3
"""The last five bits of a search folder's number (MS-PST 2.2.2.1)."""
_MAIL, _FOLDER_TOO = 4, 2
"""The same of a message's number, and of a folder's."""
_NO_FOLDER = "lies in no folder of the mailbox"
_NOT_LISTED = "belongs to a folder that does not list it"
_CLOSED = (
    "This Outlook mailbox (.pst or .ost) is damaged or cut short and could not be opened. Nothing in "
    "it has been reviewed. Ask for another copy."
)
_NOT_READ = "A message in this mailbox is too damaged to be read. Ask for another copy of the mailbox."
_FOLDER = "A folder of this mailbox is too damaged to be read. Ask for another copy of the mailbox."
_FEWER = (
    "A folder of this mailbox states {} items, but {} were found in it. Ask for another copy of the mailbox."
)
_EMPTY = "No message was found in this mailbox. Check that it is the right one."


def recognises(path: Path) -> bool:
    """By the mark at the start, and that of a mailbox (an address book begins with the same four bytes)."""
    start = head(path, 12)
    return start[:4] == b"!BDN" and start[8:10] in {b"SM", b"SO"}


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """The messages of each folder in order, then those that lie in none."""
    yield from tallied(_values(path, options), _EMPTY)


def _values(path: Path, options: ReadOptions) -> Iterator[Item | Problem | Declared]:
    import pypff

    file: Any = pypff.file()
    with path.open("rb") as stream, path.open("rb") as beside:
        try:
            file.open_file_object(stream)
            root = file.root_folder
        except Exception as fault:
            raise UnreadableExport(_CLOSED) from fault
        mailbox = _Mailbox(Store(file, beside), Desk(options))
        try:
            if root is not None:
                yield from mailbox.folder(root, "", 0)
            yield from mailbox.orphans(file)
            if mailbox.stated:
                yield Declared("items, as the folders state them", mailbox.stated)
        finally:
            file.close()


@dataclass(slots=True)
class _Mailbox:
    """One walk through the folders."""

    store: Store
    desk: Desk
    stated: int = 0
    seen: set[str] = field(default_factory=set)
    folders: set[int] = field(default_factory=set)

    def folder(self, folder: Any, place: str, depth: int) -> Iterator[Item | Problem]:
        """The messages of a folder, whether it states more of them, then its folders."""
        try:
            count, below = folder.number_of_sub_messages, folder.number_of_sub_folders
        except Exception:  # noqa: BLE001  libpff raises OSError and others on damaged parts
            yield Problem(f"folder {place or '/'}", ProblemKind.NOT_READ, _FOLDER, 1)
            return
        for number in range(count):
            yield from self._message(folder, number, place)
        self.folders.add(folder.identifier)
        yield from self._counted(folder, place, count)
        for number in range(below if depth < _DEEPEST else 0):
            try:
                inner = folder.get_sub_folder(number)
                name = f"{place}/{(inner.name or f'folder {number + 1}').replace('/', '_')}"
            except Exception:  # noqa: BLE001  as above
                yield Problem(f"folder {place}/folder {number + 1}", ProblemKind.NOT_READ, _FOLDER, 1)
                continue
            yield from self.folder(inner, name, depth + 1)
        yield from self._unlisted(folder, place, depth)

    def _unlisted(self, folder: Any, place: str, depth: int) -> Iterator[Item | Problem]:
        """Messages and folders that belong to a folder but do not stand in its lists, as after a deletion or
        damage."""
        try:
            below = [folder.get_sub_item(number) for number in range(folder.number_of_sub_items)]
        except Exception:  # noqa: BLE001  what the lists name has been read already
            return
        for item in below:
            locator = f"folder {place or '/'}/item {item.identifier}"
            if item.identifier & 0x1F == _MAIL and locator not in self.seen:
                yield from self._read(item, self._unique(locator), (("folder", place or "/"),), _NOT_LISTED)
            elif (
                item.identifier & 0x1F == _FOLDER_TOO
                and item.identifier not in self.folders
                and depth < _DEEPEST
            ):
                yield from self.folder(item, f"{place}/folder {item.identifier}", depth + 1)

    def _counted(self, folder: Any, place: str, count: int) -> Iterator[Problem]:
        """A folder's own count is a claim. A search folder counts items that lie in other folders."""
        stated = self.store.properties(folder).number(_STATED)
        if folder.identifier & 0x1F == _SEARCH:
            stated = 0
        self.stated += stated
        if stated > count:
            yield Problem(f"folder {place or '/'}", ProblemKind.PARTLY_READ, _FEWER.format(stated, count))

    def orphans(self, file: Any) -> Iterator[Item | Problem]:
        """Items that lie in no folder, such as those of folders that were lost or removed."""
        try:
            count = file.number_of_orphan_items
        except Exception:  # noqa: BLE001  as above
            yield Problem("items in no folder", ProblemKind.NOT_READ, _FOLDER, 1)
            return
        for number in range(count):
            locator = f"item {number + 1} in no folder"
            try:
                item = file.get_orphan_item(number)
            except Exception:  # noqa: BLE001  as above
                yield Problem(locator, ProblemKind.NOT_READ, _NOT_READ, 1)
                continue
            yield from self._read(item, locator, (), _NO_FOLDER)

    def _message(self, folder: Any, number: int, place: str) -> Iterator[Item | Problem]:
        locator = f"folder {place or '/'}/message {number + 1}"
        try:
            item = folder.get_sub_message(number)
            locator = self._unique(f"folder {place or '/'}/item {item.identifier}")
        except Exception:  # noqa: BLE001  as above
            yield Problem(locator, ProblemKind.NOT_READ, _NOT_READ, 1)
            return
        yield from self._read(item, locator, (("folder", place or "/"),), None)

    def _read(
        self, item: Any, locator: str, more: tuple[tuple[str, str], ...], deleted: str | None
    ) -> Iterator[Item | Problem]:
        try:
            made = list(self.desk.items(self.store.message(item), locator, more, deleted))
        except Exception:  # noqa: BLE001  any fault in one message is a problem of that one
            made = [Problem(locator, ProblemKind.NOT_READ, _NOT_READ, 1)]
        yield from made

    def _unique(self, locator: str) -> str:
        """A damaged mailbox may list an item twice, or have two folders of one name."""
        made, again = locator, 1
        while made in self.seen:
            again += 1
            made = f"{locator} ({again})"
        self.seen.add(made)
        return made


IMPORTER = Importer(
    "Outlook mailbox (.pst, .ost)",
    "1",
    recognises,
    read,
    about=About(
        formats="Outlook mailbox (.pst, .ost)",
        seen="ANSI and Unicode files of Outlook 97 to 365",
        read=(
            "every folder with its messages, appointments, contacts, notes and tasks; recipients, "
            "bodies in plain text, HTML and RTF, attachments, messages inside; items that lie in no "
            "folder"
        ),
        not_read=(
            "hidden (associated) items of a folder; objects placed in the text (OLE); what is "
            "encrypted with S/MIME or rights management"
        ),
        limits=(
            "deleted items whose index entries are gone are not looked for in free space; the count a "
            "folder states is shown beside what was found"
        ),
    ),
)
