"""Snapchat's My Data download: a folder, a zip or one of its JSON files, old and new (reference/formats.md
3.11).

Messages and snaps become items in snapchat_chats; the other files (friends, calls, places, searches …) in
snapchat_records.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.accounts import account_files
from evidence_review.importers.accounts.account_files import Files, names_of, start_of
from evidence_review.importers.accounts.snapchat.chats import Account, chats, is_chat_file
from evidence_review.importers.accounts.snapchat.records import records
from evidence_review.importers.markup import json_stream
from evidence_review.importers.plugin import About, Clock, Importer
from evidence_review.importers.tally import distinct, tallied

_SAVED_ONLY = (
    "Snapchat keeps only saved or unopened messages, and of most snaps no content. Absence here proves "
    "nothing."
)
_PAGES_ONLY = (
    "This Snapchat download holds web pages only. Nothing in it has been reviewed. "
    "Ask for the My Data download again with JSON files switched on (Settings, My Data, Export JSON Files)."
)
_CHATS = frozenset({"chat_history.json", "snap_history.json"})
_OWN = frozenset({
    "talk_history.json", "memories_history.json", "story_history.json", "bitmoji.json", "cameos_metadata.json", "snap_pro.json",
    "snapchat_ai.json", "snap_games_and_minis.json", "community_lenses.json", "snap_map_places_history.json", "shared_story.json",
    "account_history.json", "friends.json", "location_history.json", "search_history.json",
})  # fmt: skip
_MESSAGE = re.compile(rb'"(?:From|To|IsSender)"\s*:')
_SECTION = re.compile(rb'^\s*\{\s*"(?:Received|Sent)(?: (?:Saved|Unsaved))? (?:Chat|Snap) History"\s*:')
_OTHER = (
    rb'"Friends"\s*:\s*\[\s*\{\s*"Username"', rb'"Saved Media"\s*:\s*\[\s*\{\s*"Date"', rb'"Frequent Locations"\s*:',
    rb'"Latitude, Longitude"', rb'"(?:Outgoing|Incoming|Completed) Calls"\s*:', rb'"Basic Information"\s*:\s*\{\s*"Username"',
)  # fmt: skip
_MARKS = tuple(re.compile(each) for each in _OTHER)


def recognises(path: Path) -> bool:
    """Chat or snap history in Snapchat's words; a folder or zip of its pages alone; a single file of the
    download."""
    if path.is_file() and not account_files.is_zip(path):
        return _fits(start_of(path, path.name), path.name)
    names = [name for name in _near(path) if not _is_shadow(name)]
    chats = [name for name in names if _base(name) in _CHATS]
    if any(_fits(start_of(path, name), name) for name in chats[:4]):
        return True
    return len(_OWN.intersection(map(_base, names))) > (1 if chats else 3) or _is_pages(path, names)


def _base(name: str) -> str:
    return PurePosixPath(name).name.lower()


def _near(path: Path) -> list[str]:
    """Names in a zip; of a folder only those at its top and one below, since a folder above it may hold other
    things too."""
    if not path.is_dir():
        return names_of(path)
    found = (
        each
        for pattern in ("*.json", "*/*.json", "html/chat_history*", "html/chat_history/*.html")
        for each in path.glob(pattern)
    )
    return [each.relative_to(path).as_posix() for each in found]


def _fits(start: bytes, name: str) -> bool:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.startswith(b"{"):
        return False
    if _SECTION.match(text) or (b'"Media Type"' in text and b'"Created' in text and _MESSAGE.search(text)):
        return True
    return PurePosixPath(name).suffix.lower() == ".json" and any(mark.search(text[:8192]) for mark in _MARKS)


def _is_pages(path: Path, names: list[str]) -> bool:
    """Pages of the download without its data."""
    pages = [name for name in names if re.search(r"(?:^|/)html/chat_history(?:\.html|/subpage_)", name)]
    return any(b"snap" in start_of(path, name, 20_000).lower() for name in pages[:2])


def _is_shadow(name: str) -> bool:
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith("._")


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Messages and snaps by conversation, then all else that the download holds. UnreadableExport where it
    has pages only."""
    clock = Clock(options.zone)
    with account_files.opened(path) as files:
        data = [name for name in files.tree.names() if not _is_shadow(name) and _is_data(files, name)]
        if not data:
            raise UnreadableExport(_PAGES_ONLY)
        yield from tallied(
            distinct(_values(files, data, options, clock)),
            "This download holds no records. That proves nothing.",
        )


def _is_data(files: Files, name: str) -> bool:
    return name.lower().endswith(".json") or (len(files.tree.sizes) == 1 and files.beside is not None)


def _values(
    files: Files, data: list[str], options: ReadOptions, clock: Clock
) -> Iterator[Item | Problem | Declared]:
    yield Problem("download", ProblemKind.SOURCE_FLAG, _SAVED_ONLY)
    account = Account(options, clock, files)
    for name in data:
        if PurePosixPath(name).name.lower() in {"account.json", "friends.json"}:
            account.learn(json_stream.load(files.tree.chunks(name)).value)
    for name in data:
        files.used.add(name)
        if is_chat_file(name, files.tree.start(name, 65_536)):
            yield from chats(name, account)
        else:
            yield from records(name, account)
    yield from account.unknown.problems()
    files.used |= {name for name in files.tree.sizes if _is_shadow(name)}
    pages = [
        name for name in files.tree.sizes if name.lower().endswith((".html", ".htm", ".css", ".js", ".svg"))
    ]
    files.used.update(pages)
    if pages:
        reason = (
            f"{len(pages)} pages of this download show again what its JSON files hold, and were left out."
        )
        yield Problem("pages", ProblemKind.SKIPPED, reason)
    yield from files.remarks("Snapchat")


def companions(path: Path) -> Iterator[Path]:
    """For one JSON file: the media of its chats in the folder beside or above it."""
    for folder in (path.parent / "chat_media", path.parent.parent / "chat_media"):
        if folder.is_dir() and not folder.is_symlink():
            yield folder


IMPORTER = Importer(
    "Snapchat My Data",
    "1",
    recognises,
    read,
    companions,
    About(
        "Snapchat's My Data download: folder, zip or a single JSON file",
        (
            "old (received and sent sections, saved and unsaved) and new (by conversation, with media "
            "ids) chat and snap history"
        ),
        (
            "messages and snaps with direction, people and media; status events; friends, calls, "
            "places, searches, account and all other JSON files"
        ),
        "web pages, which show the same again; links to media that are not in the download are never fetched",
        "only what Snapchat still kept: saved or unopened messages; snaps without content",
    ),
)
