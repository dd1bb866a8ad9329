"""A winmail.dat (TNEF) on its own, such as one saved from a mail program that could not open it."""

from collections.abc import Iterator
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, Read, ReadOptions
from evidence_review.importers.mail.mapi_items import Desk
from evidence_review.importers.mail.tnef import MARK, unpacked
from evidence_review.importers.plugin import About, Importer, head
from evidence_review.importers.tally import tallied

_LARGEST = 512 << 20
_TOO_LARGE = (
    "This winmail.dat is larger than can be read here. Nothing in it has been reviewed. Ask for its "
    "files one by one."
)


def recognises(path: Path) -> bool:
    """By its first four bytes and the level of its first attribute."""
    start = head(path, 7)
    return start.startswith(MARK) and start[6:7] in {b"\x01", b"\x02", b""}


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """The message in it, the messages inside that, and what could not be read."""
    yield from tallied(_values(path, options))


def _values(path: Path, options: ReadOptions) -> Iterator[Item | Problem]:
    if path.stat().st_size > _LARGEST:
        raise UnreadableExport(_TOO_LARGE)
    message = unpacked(path.read_bytes())
    if message is not None:
        yield from Desk(options).items(message, "message")


IMPORTER = Importer(
    "winmail.dat (TNEF)",
    "1",
    recognises,
    read,
    about=About(
        formats="winmail.dat (TNEF), on its own or attached to an e-mail",
        seen="Outlook and Exchange of all ages, with and without MAPI properties",
        read="the message with its recipients, bodies, files and the messages inside it; damage is told",
        not_read="objects placed in the text (OLE) are kept as bytes, not opened",
        limits="dates in the oldest form state no zone",
    ),
)
