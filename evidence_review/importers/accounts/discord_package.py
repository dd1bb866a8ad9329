"""Discord's data package: what the account holder herself wrote, channel by channel, as JSON or in older
packages CSV (reference/formats.md 3.11).

The names of its folders are in the language of the account, so that a channel is known by its files.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts import account_files, account_records
from evidence_review.importers.accounts.account_files import Files, names_of, start_of
from evidence_review.importers.accounts.account_records import as_object
from evidence_review.importers.accounts.discord_messages import APP, Channel, Package, message
from evidence_review.importers.markup import json_stream
from evidence_review.importers.markup.json_stream import Element
from evidence_review.importers.plugin import About, Clock, Importer, decode_text
from evidence_review.importers.tally import distinct, tallied
from evidence_review.importers.text.row_values import Owner

_ONE_SIDE = (
    "This download has one side of each conversation: what the account holder wrote. Replies are not in it."
)
_CUT = "A table of messages is damaged and ends early. What came before was kept. Ask for a fresh copy."
_LOGS = (
    "activity logs of this package were not imported: they are Discord's own measurements. Add one on "
    "its own if it matters."
)
_TALK = re.compile(r"(?:.*/)?c?(\d{15,20})/messages\.(?:json|csv)", re.IGNORECASE)
_MESSAGES = ("messages.json", "messages.csv")
_KEYS = frozenset({"ID", "Timestamp", "Contents"})
_ID = re.compile(r"\d{15,20}")


@dataclass(slots=True)
class _Talk:
    """One channel: the file of its messages, and what channel.json and the index say of it."""

    file: str
    channel: Channel
    used: set[str] = field(default_factory=set)


def recognises(path: Path) -> bool:
    """A package, one of its channels, or a file of messages alone: by the keys or columns of the messages."""
    if path.is_file() and not account_files.is_zip(path):
        return _fits(start_of(path, path.name))
    return any(_fits(start_of(path, name)) for name in islice(_candidates(path), 200))


def is_channel(name: str) -> bool:
    """Whether a name is that of the messages of a channel in a package."""
    return _TALK.fullmatch(name) is not None


def _candidates(path: Path) -> Iterator[str]:
    if not path.is_dir():
        yield from filter(_is_talk, names_of(path))
        return
    for below in ("", "*/", "*/*/"):
        for base in _MESSAGES:
            found = (each.relative_to(path).as_posix() for each in path.glob(below + base))
            yield from filter(is_channel, found) if below else found


def _is_talk(name: str) -> bool:
    return is_channel(name) or PurePosixPath(name).name in _MESSAGES


def _fits(start: bytes) -> bool:
    """By the keys of the first message, or the first line of a table, in whatever order."""
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] == b"[":
        value = json_stream.load(text).value
        first = value[0] if isinstance(value, list) and value else None
        return (
            isinstance(first, dict) and first.keys() >= _KEYS and _ID.fullmatch(str(first["ID"])) is not None
        )
    heading = {cell.strip().strip('"') for cell in text[:200].split(b"\n")[0].decode("latin-1").split(",")}
    return heading >= _KEYS | {"Attachments"} and b"\n" in text[:200]


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Every message that the account holder wrote, by channel; her account and servers as records; the rest
    counted."""
    clock = Clock(options.zone)
    with account_files.opened(path) as files:
        yield from tallied(
            distinct(_values(path, files, options, clock)),
            "This package holds no messages. That proves nothing.",
        )


def _values(path: Path, files: Files, options: ReadOptions, clock: Clock) -> Iterator[Item | Problem]:
    yield Problem("package", ProblemKind.SOURCE_FLAG, _ONE_SIDE)
    package = Package(Owner(options), files, clock)
    talks = list(_talks(path, files, package))
    yield from package.unread
    for talk in talks:
        files.used |= talk.used
        yield from _csv(talk, package) if talk.file.lower().endswith(".csv") else _json(talk, package)
    yield from _others(files, package)
    yield from package.remarks()
    yield from files.remarks(APP)


def _talks(path: Path, files: Files, package: Package) -> Iterator[_Talk]:
    """Every file of messages. A channel that has both JSON and CSV is read from its JSON."""
    names, titles = files.tree.names(), _learn(files, package)
    for name in (name for name in names if _is_talk(name) or len(names) == 1):
        if name.lower().endswith(".csv") and name[:-4] + ".json" in files.tree.sizes:
            continue
        folder = str(PurePosixPath(name).parent)
        about = "channel.json" if folder == "." else f"{folder}/channel.json"
        said = _beside(path, files, about)
        in_folder = re.search(r"c?(\d{15,20})$", folder)
        alone = path.parent.name if files.beside else path.stem
        number = str(said.get("id") or (in_folder[1] if in_folder else alone))
        yield _Talk(
            name, Channel(number, said, titles.get(number, "")), {name, about} & files.tree.sizes.keys()
        )


def _learn(files: Files, package: Package) -> dict[str, str]:
    """Whose package it is; the titles of channels by their numbers."""
    titles = dict[str, str]()
    for name in files.tree.names():
        base = PurePosixPath(name).name.lower()
        if base == "user.json":
            package.learn(json_stream.load(files.tree.chunks(name)).value)
        elif base == "index.json":
            files.used.add(name)
            said = as_object(json_stream.load(files.tree.chunks(name)).value)
            titles |= {str(key): str(value) for key, value in said.items() if value}
    return titles


def _beside(path: Path, files: Files, name: str) -> dict[str, Any]:
    if name in files.tree.sizes:
        return as_object(json_stream.load(files.tree.chunks(name)).value)
    near = path.parent / "channel.json"
    if files.beside and near.is_file() and not near.is_symlink():
        return as_object(json_stream.load(near.read_bytes()).value)
    return {}


def _json(talk: _Talk, package: Package) -> Iterator[Item | Problem]:
    place = 0
    for each in json_stream.elements(
        package.files.tree.chunks(talk.file), package.files.tree.sizes[talk.file], ""
    ):
        if isinstance(each, Element):
            place += 1
            yield message(package, talk.channel, f"{talk.file}[{each.path[-1]}]", place, each.value)
        else:
            if each.value not in (None, []):
                yield account_records.record(each.value, f"{talk.file}:whole object", talk.channel.id, 0, APP)
            if each.cut is not None:
                yield json_stream.cut_problem(talk.file)


def _csv(talk: _Talk, package: Package) -> Iterator[Item | Problem]:
    """Contents may hold line breaks inside quotes, so that physical lines are not messages."""
    data, fault = package.files.tree.read_until_damage(talk.file)
    csv.field_size_limit(1 << 30)
    rows = csv.reader(io.StringIO(decode_text(data).text, newline=""))
    heading, row = next(rows, []), list[str]()
    for place, row in enumerate(filter(None, rows), 1):
        names = [*heading, *(f"column {n}" for n in range(len(heading) + 1, len(row) + 1))]
        said = dict(zip(names, row, strict=False))
        yield message(package, talk.channel, f"{talk.file} row {place}", place, said)
    if fault is not None or data.count(b'"') % 2 or (row and len(row) < len(heading)):
        yield Problem(talk.file, ProblemKind.PARTLY_READ, _CUT, int(fault is not None))


def _others(files: Files, package: Package) -> Iterator[Item | Problem]:
    """The account, the servers and whatever else is JSON as records; how many logs of activity there are."""
    logs = 0
    for name in files.tree.names(".json"):
        base = PurePosixPath(name).name.lower()
        if name in files.used or base.startswith("._"):
            continue
        if base.startswith("events-"):
            files.used.add(name)
            logs += 1
        else:
            files.used.add(name)
            loaded = json_stream.load(files.tree.chunks(name))
            for place, (at, value) in enumerate(account_records.parts(loaded.value), 1):
                yield _record(package, name, at, place, value)
            if loaded.cut is not None:
                yield json_stream.cut_problem(name)
    if logs:
        yield Problem("activity", ProblemKind.SKIPPED, f"{logs} {_LOGS}")


def _record(package: Package, name: str, at: str, place: int, value: Any) -> Item:
    kind = ItemKind.ACCOUNT if PurePosixPath(name).name.lower() == "user.json" else ItemKind.RECORD
    user = as_object(value).get("user")
    made = account_records.record(
        value, f"{name}:{at}", PurePosixPath(name).parent.as_posix() + " records", place, APP, kind=kind
    )
    if at.startswith("relationships") and isinstance(user, dict):
        party = Party(str(user.get("id") or value.get("id")), user.get("username") or None, role="contact")
        return package.contact(made, party)
    return made


def companions(path: Path) -> Iterator[Path]:
    """For a file of messages alone: what channel.json beside it says belongs to it."""
    near = path.parent / "channel.json"
    if near.is_file() and not near.is_symlink():
        yield near


IMPORTER = Importer(
    "Discord data package",
    "1",
    recognises,
    read,
    companions,
    About(
        "Discord's data package: folder, zip, one channel folder, or a file of messages alone",
        "messages.json (now) and messages.csv (until 2023); folder names in any language",
        (
            "every message with channel, people of direct messages, names of files; account and "
            "servers; times checked against message ids"
        ),
        (
            "files of messages, which are web addresses that expire and are never fetched; Discord's "
            "activity logs"
        ),
        "only what the account holder wrote: replies of others are not in it",
    ),
)
