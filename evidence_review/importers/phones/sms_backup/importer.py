"""SMS Backup & Restore XML: text messages, picture messages and calls of an Android phone
(reference/formats.md 3.10).

Emoji written as halves of surrogate pairs are mended by xml_stream; every attribute without a field of
its own is kept in `extra`. What an element becomes is in sms_items.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions, Tally
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.markup.sms_elements import Piece, Pieces, value
from evidence_review.importers.markup.xml_stream import encoding_of
from evidence_review.importers.phones.sms_backup.items import Seen, make
from evidence_review.importers.phones.sms_backup.people import People
from evidence_review.importers.plugin import About, Importer, file_chunks, head

_ROOTS = {"smses": "messages", "calls": "calls"}
# atomic: a comment ends at its first "-->", or a file of many comments would be tried in endless ways
_OPENING = re.compile(r"\s*+(?>(?:<\?.*?\?>|<!--.*?-->)\s*+)*+<(smses|calls)[\s/>]", re.DOTALL)
_FLAG = ProblemKind.SOURCE_FLAG


@dataclass(slots=True)
class _Run:
    """What is known of the file while it is read."""

    people: People
    seen: Seen = field(default_factory=Seen)
    root: str = ""
    declared: int | None = None
    found: int = 0
    last: datetime | None = None


def recognises(path: Path) -> bool:
    """Whether the first element is `smses` or `calls`."""
    start = head(path, 65_536)
    encoding, skip = encoding_of(start)
    return _OPENING.match(start[skip:].decode(encoding, "replace")) is not None


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Messages and calls in the order of the file, declared against found, unknown names, and the Tally.

    A file that ends early gives every complete item, and the cut one as far as it goes, marked.
    """
    run = _Run(People.of(options.owner, options.also_owner))
    pieces = Pieces(file_chunks(path))
    for ended in pieces:
        if pieces.root and not run.root:
            yield from _root(pieces.root, run)
        for piece in ended:
            item, problems = make(piece, run.found + 1, run.people, run.seen)
            _count(item, run)
            yield item
            if problems:
                yield from problems
    if pieces.cut and pieces.cut.tag in {"sms", "mms", "call"}:
        yield from _cut(pieces.cut, run)
    yield from _ending(pieces, run)


def _root(element: Piece, run: _Run) -> Iterator[Read]:
    run.root = element.tag
    if run.root not in _ROOTS:
        raise UnreadableExport(
            "This is not an SMS Backup & Restore file. Nothing in it has been reviewed. Ask for "
            "the backup as XML."
        )
    count = value(element, "count") or ""
    if re.fullmatch(r"\d{1,15}", count):
        run.declared = int(count)
        yield Declared(_ROOTS[run.root], run.declared)
    kind = value(element, "type")
    if kind not in {None, "full"}:
        yield Problem(
            "file",
            _FLAG,
            (
                "The backup says of itself that it is not a full one. Messages may be missing; ask for "
                "a full backup."
            ),
        )


def _count(item: Item, run: _Run) -> None:
    run.found += 1
    moment = item.sent
    if moment and moment.utc:
        run.last = moment.utc if run.last is None or moment.utc > run.last else run.last


def _cut(element: Piece, run: _Run) -> Iterator[Read]:
    item, problems = make(element, run.found + 1, run.people, run.seen)
    _count(item, run)
    yield item
    yield from problems
    yield Problem(
        item.locator,
        ProblemKind.PARTLY_READ,
        "The file ends inside this message; only its beginning could be read.",
    )


def _ending(events: Pieces, run: _Run) -> Iterator[Read]:
    if not run.root:
        raise UnreadableExport(
            "This file breaks off before its first message. Nothing in it has been reviewed. Ask "
            "for a complete copy."
        )
    if events.broken:
        dated = (
            f"the last complete message is dated {run.last.isoformat(' ')} UTC"
            if run.last
            else "no complete message was found"
        )
        yield Problem("end of file", _FLAG, f"The file ends early; {dated}. Ask for a complete copy.")
    what = _ROOTS[run.root]
    if run.declared is not None and run.declared != run.found:
        yield Problem(
            "file", _FLAG, f"The backup says it holds {run.declared} {what}; {run.found} were found."
        )
    if not run.found:
        yield Problem(
            "file",
            _FLAG,
            f"No {what} were found in this backup. That does not mean that there were none on the phone.",
        )
    if events.mended:
        yield Problem(
            "file",
            _FLAG,
            (
                f"{events.mended} characters were written as XML does not allow (such as halves of "
                f"emoji) and were mended."
            ),
        )
    if run.seen.layout:
        yield Problem(
            "file",
            ProblemKind.SKIPPED,
            f"{run.seen.layout} layout parts (SMIL) of picture messages were left out; they hold no words.",
        )
    for name, (count, locator) in run.seen.unknown.items():
        yield Problem(
            locator,
            ProblemKind.UNKNOWN_NAME,
            f"A name that is not known here ({name}) occurs {count} times. Its values were kept.",
        )
    yield Tally(run.found)


IMPORTER = Importer(
    "SMS Backup & Restore",
    "2",
    recognises,
    read,
    about=About(
        "SMS Backup & Restore XML (Android): messages and calls",
        "sms-*.xml and calls-*.xml of all versions, and files of other programs that write the same elements",
        (
            "texts, group and picture messages with their files, drafts and failures marked as such, "
            "calls; every attribute"
        ),
        "layout parts of picture messages, counted; encrypted or zipped backups",
        (
            "times are instants (UTC); a draft or failed message has no direction; a group message may "
            "not say who sent it; the count a file claims is only compared"
        ),
    ),
)
