"""Google Takeout and what Google returns under a warrant: a folder, a zip, or one of its files
(reference/formats.md 3.11).

A file is known by its keys, never by its name, since names are in the language of the account. To read
another kind, add a line to `_SHAPES`. Files of other formats inside (contacts, calendars, mail, documents) go
to their own importers.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.accounts import account_files
from evidence_review.importers.accounts.account_files import names_of, start_of
from evidence_review.importers.accounts.account_records import as_list, as_object
from evidence_review.importers.accounts.takeout import activity, chat, hangouts, photos, places, voice
from evidence_review.importers.accounts.takeout.download import Download
from evidence_review.importers.accounts.takeout.files import others
from evidence_review.importers.markup import json_stream
from evidence_review.importers.plugin import About, Clock, Importer, Sources
from evidence_review.importers.tally import distinct, tallied

_RADIUS = (
    "These are points with a radius, not exact positions. The radius stands with each point where "
    "Google gives one."
)


@dataclass(frozen=True, slots=True)
class _Shape:
    """One kind of file: how it begins, how it is read; `places` where it says where someone was."""

    start: re.Pattern[bytes]
    read: Callable[[Download, str], Iterator[Item | Problem]]
    places: bool = False


_SHAPES = (
    _Shape(re.compile(rb'\{\s*"messages"\s*:\s*\[\s*\{\s*(?:"creator"|"created_date"|"topic_id")\s*:'), chat.messages),
    _Shape(re.compile(rb'\{\s*(?:"continuation_end_timestamp"\s*:[^,]*,\s*)?"conversation_state"\s*:\s*\['), hangouts.events),
    _Shape(re.compile(rb'\{\s*"conversations"\s*:\s*\[\s*\{\s*"conversation"\s*:\s*\{\s*"conversation'), hangouts.events),
    _Shape(re.compile(rb'\[\s*\{\s*"header"\s*:\s*"[^{}]*"(?:title|time)"\s*:'), activity.entries),
    _Shape(re.compile(rb'\{\s*"Browser History"\s*:\s*\['), activity.browsing),
    _Shape(re.compile(rb"<.*outer-cell mdl-cell.*content-cell mdl-cell", re.DOTALL), activity.pages),
    _Shape(re.compile(rb'<.*<div class="hChatLog hfeed|<.*<div class="haudio".{0,600}?<(?:div|span) class="(?:album|contributor vcard)"', re.DOTALL), voice.pages),
    _Shape(re.compile(rb'\{\s*(?:"somePointsTruncated"[^,]*,\s*)?"locations"\s*:\s*\[\s*\{[^\]]{0,400}?"(?:latitudeE7|longitudeE7|timestamp|timestampMs)"\s*:'),
           places.places, places=True),
    _Shape(re.compile(rb'\{\s*"timelineObjects"\s*:\s*\['), places.places, places=True),
    _Shape(re.compile(rb'\{\s*"(?:semanticSegments|rawSignals|userLocationProfile|timelineEdits)"\s*:\s*[\[{]'), places.places, places=True),
    _Shape(re.compile(rb'\[\s*\{\s*"(?:startTime|endTime|visit|activity|timelinePath)"\s*:.{0,4000}"geo:-?\d', re.DOTALL), places.places, places=True),
    _Shape(re.compile(rb'\{\s*"title"\s*:\s*"[^{}\[\]]{0,8000}"(?:creationTime|photoTakenTime)"\s*:\s*\{\s*"timestamp"'), photos.said_of_it),
    _Shape(re.compile(rb'"?Timestamp \(UTC\)"?,\s*"?Latitude"?,\s*"?Longitude'), places.returned, places=True),
)  # fmt: skip
_TOP = re.compile(r"(?:[^/]+/)?Takeout/[^/]+", re.IGNORECASE)
_VOICE = re.compile(r"(?:.* - )?\d{4}-\d\d-\d\dT\d\d_\d\d_\d\dZ?(?:\(\d+\))?\.html?", re.DOTALL)
_VOICE_FOLDERS = frozenset({"calls", "spam", "greetings"})

_SERVICES = frozenset({
    "google chat", "hangouts", "my activity", "location history", "location history (timeline)", "youtube and youtube music", "youtube", "chrome",
    "contacts", "calendar", "mail", "google photos", "drive", "keep", "google pay", "access log activity", "my maps", "voice", "maps", "google account",
    "meine aktivitäten", "mon activité", "mi actividad", "semantic location history", "archive_browser.html", "tasks", "google play store",
})  # fmt: skip
_OWN_SERVICES = _SERVICES - {
    "contacts",
    "mail",
    "calendar",
    "drive",
    "chrome",
    "maps",
    "tasks",
    "youtube",
    "keep",
}
"""Names of folders that others than Google do not use."""
_ENDINGS = (".json", ".html", ".htm", ".csv")
_ANY = re.compile(rb"")
_PLACES = _Shape(_ANY, places.places, places=True)
_BY_KEYS = (
    ("messages", {"created_date"}, _Shape(_ANY, chat.messages)),
    ("messages", {"creator", "topic_id"}, _Shape(_ANY, chat.messages)),
    ("conversation_state", set[str](), _Shape(_ANY, hangouts.events)),
    ("conversations", {"conversation", "events"}, _Shape(_ANY, hangouts.events)),
    ("", {"header", "title", "time"}, _Shape(_ANY, activity.entries)),
    ("timelineObjects", set[str](), _PLACES),
    ("semanticSegments", set[str](), _PLACES),
    ("timelineEdits", set[str](), _PLACES),
    ("locations", {"latitudeE7", "longitudeE7"}, _PLACES),
    *(("", {"startTime", "endTime", key}, _PLACES) for key in ("visit", "activity", "timelinePath")),
)
"""The list that an object holds, or "" where the file is a list; keys of its first object; the kind of file
that it is."""


def recognises(path: Path) -> bool:
    """A folder or zip named or laid out as a Takeout, or a single file of one."""
    if path.is_dir():
        return _is_folder(path)
    return _is_zip(path) if account_files.is_zip(path) else _is_known(path, path.name)


def _is_known(path: Path, name: str) -> bool:
    """Whether a file of a source is of a kind that is read here."""
    return _shape(start_of(path, name)) is not None


def _is_folder(path: Path) -> bool:
    below = {
        each.name.lower() for each in path.iterdir() if each.is_dir() or each.name == "archive_browser.html"
    }
    return (
        "archive_browser.html" in below
        or (path.name.lower() == "takeout" and bool(below & _SERVICES))
        or _is_chat_folder(path)
        or _is_voice_folder(path)
    )


def _is_zip(path: Path) -> bool:
    names = [name for name in names_of(path) if not name.startswith("__MACOSX/")]
    if any(map(_TOP.match, names)) or _has_voice(path, names):
        return True
    tops = {part.lower() for name in names[:5000] for part in PurePosixPath(name).parts[:2]}
    data = islice((name for name in names if name.lower().endswith((".json", ".html"))), 60)
    return not tops.isdisjoint(_OWN_SERVICES) and any(_is_known(path, name) for name in data)


def _is_chat_folder(path: Path) -> bool:
    """The folder "Google Chat" on its own: group folders, whose files the messages name."""
    found = next(path.glob("Groups/*/messages.json"), None)
    return found is not None and _is_known(found, found.name)


def _is_voice_folder(path: Path) -> bool:
    """The folder of Google Voice, or that of its pages, on its own; a folder with other folders in it is not
    one export."""
    below = {each.name.lower() for each in path.iterdir() if each.is_dir()}
    where = "Calls/*.html" if below and below <= _VOICE_FOLDERS else "*.html" if not below else ""
    return bool(where) and _has_voice(
        path, [each.relative_to(path).as_posix() for each in islice(path.glob(where), 1000)]
    )


def _has_voice(path: Path, names: list[str]) -> bool:
    """Whether one of the first pages that are named like those of Google Voice is one."""
    named = islice((name for name in names if _VOICE.fullmatch(PurePosixPath(name).name)), 5)
    return any(
        (found := _shape(start_of(path, name))) is not None and found.read is voice.pages for name in named
    )


def _shape(start: bytes) -> _Shape | None:
    """By how a file begins; JSON whose keys stand in another order, as other programs write it again, by its
    keys."""
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = next((each for each in _SHAPES if each.start.match(text)), None)
    return found or (_by_keys(json_stream.load(text).value) if text[:1] in {b"{", b"["} else None)


def _by_keys(value: Any) -> _Shape | None:
    for name, keys, shape in _BY_KEYS:
        said = _first(as_object(value).get(name) if name else value)
        if said and keys <= said.keys():
            return shape
    return None


def _first(listed: Any) -> dict[str, Any]:
    return as_object(next(iter(as_list(listed)), None))


def read(path: Path, options: ReadOptions, sources: Sources) -> Iterator[Read]:
    """Chats, activity and places file by file; files of other formats by their own importers; the rest
    counted."""
    clock = Clock(options.zone)
    with account_files.opened(path) as files:
        download = Download(path, options, clock, files, sources)
        yield from tallied(
            distinct(_values(download)), "This download holds no records. That proves nothing."
        )


def _values(download: Download) -> Iterator[Item | Problem | Declared]:
    names = [name for name in download.files.tree.names() if not name.startswith("__MACOSX/")]
    shapes = _shapes(download, names)
    download.learn(names)
    if any(shape.places for shape in shapes.values()):
        yield Problem("places", ProblemKind.SOURCE_FLAG, _RADIUS)
    for name, shape in shapes.items():
        download.files.used.add(name)
        yield from shape.read(download, name)
    yield from others(download, [name for name in names if name not in download.files.used])
    yield from download.unknown.problems()
    yield from download.remarks()


def _shapes(download: Download, names: list[str]) -> dict[str, _Shape]:
    own = names if len(names) == 1 else [name for name in names if name.lower().endswith(_ENDINGS)]
    return {name: found for name in own if (found := _shape(download.files.tree.start(name, 65_536)))}


def companions(path: Path) -> Iterator[Path]:
    """For messages of a group alone: its members and files, which lie in the same folder; for a page of
    Google Voice what it shows."""
    if path.suffix.lower() in {".html", ".htm"} and _has_voice(path, [path.name]):
        yield from voice.shown(path)
    if path.name == "messages.json" and (path.parent / "group_info.json").is_file():
        yield from (
            each
            for each in path.parent.iterdir()
            if each != path and each.is_file() and not each.is_symlink()
        )


IMPORTER = Importer(
    "Google Takeout",
    "1",
    recognises,
    companions=companions,
    read_with=read,
    about=About(
        "Google Takeout: folder, zip or single files; location data returned under a warrant (CSV)",
        "Google Chat; Hangouts (2013 to 2022, both layouts); My Activity and YouTube as JSON and "
        "HTML; Chrome history; Records, semantic "
        "history; Timeline of Android and iPhone (2024); Google Voice (pages of 2011 to 2024)",
        "chats with people, direction and files; Google Voice texts, calls, voicemails with "
        "transcript and recording; activity as visits and searches; every place with its radius; "
        "contacts, calendars, mail "
        "and documents by their own importers; all other JSON as records",
        "links to files that are not in the download are never fetched",
        "times in letters of a zone that may mean several (IST) give no instant; dates in rare "
        "languages keep their text only; Google Voice "
        "cuts a conversation into pages, and texts and calls with one number are put together again",
    ),
)
