"""Apple's property lists as files: pages that Safari saved (.webarchive), addresses (.webloc), and any other
list, value by value (binary or XML).

Read with the standard library, which expands no entity. A list that holds itself is read down to a depth, and
what lies below is told as not read.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from plistlib import UID
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.documents.html_document import page_items
from evidence_review.importers.documents.html_pages import page_of
from evidence_review.importers.documents.saved_page import UNSEEN
from evidence_review.importers.markup.ios_archived import plist, unarchived
from evidence_review.importers.markup.property_list_holes import is_torn
from evidence_review.importers.plugin import About, Importer, attach, file_chunks, head
from evidence_review.importers.tally import tallied

_LARGEST, _DEEPEST, _MOST_LINES = 256 << 20, 40, 200_000
_PAGE, _PARTS, _FRAMES = "WebMainResource", "WebSubresources", "WebSubframeArchives"
_BROKEN = "This property list is damaged and could not be read. Ask for another copy."
_TORN = (
    "The parts of this property list do not fit together: bytes of it are lost or were written over. "
    "Ask for another copy."
)
_LARGE = "This file is larger than can be read here. Nothing in it has been reviewed. Ask for it in parts."
_NO_PAGE = "A page inside this saved page could not be read. Ask for it as PDF."
_CUT = (
    "This list goes on deeper or longer than can be shown; the rest was not read. Ask for it in a form "
    "of its own."
)


def recognises(path: Path) -> bool:
    """Whether a file begins as a property list, binary or XML."""
    start = head(path, 1024)
    return start.startswith(b"bplist0") or (
        b"<plist" in start and start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """The sections of a saved page and of the frames inside it; of any other list one record with every
    value."""
    del options  # nothing here depends on zones or people
    if path.stat().st_size > _LARGEST:
        raise UnreadableExport(_LARGE)
    yield from tallied(_all(path, b"".join(file_chunks(path))), _BROKEN)


def _all(path: Path, data: bytes) -> Iterator[Item | Problem]:
    held = plist(data)
    if held is not None and is_torn(data):
        yield Problem("whole file", ProblemKind.PARTLY_READ, _TORN)
    if held is None:
        yield Problem("whole file", ProblemKind.NOT_READ, _BROKEN, 1)
    elif isinstance(held, dict) and isinstance(held.get(_PAGE), dict):
        yield from _saved(path, held, "", set())
    else:
        lines: list[str] = []
        whole = all(
            len(lines) < _MOST_LINES and _keep(lines, line) for line in _lines(unarchived(data), "", 0)
        )
        yield Item(
            "list",
            ItemKind.RECORD,
            "\n".join(lines[:_MOST_LINES]),
            path.name,
            app="Property list",
            thread_title=path.name,
        )
        if not whole:
            yield Problem("list", ProblemKind.PARTLY_READ, _CUT)


def _keep(lines: list[str], line: str | None) -> bool:
    """Whether the line was kept; None stands for what is too deep."""
    if line is not None:
        lines.append(line)
    return line is not None


def _lines(value: Any, name: str, depth: int) -> Iterator[str | None]:
    """A line for each value, named by its keys from the outside in."""
    if depth > _DEEPEST:
        yield None
    elif value in ({}, []):
        yield f"{name}: nothing"
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _lines(each, f"{name}/{key}" if name else str(key), depth + 1)
    elif isinstance(value, list):
        for number, each in enumerate(value, 1):
            yield from _lines(each, f"{name}[{number}]", depth + 1)
    else:
        yield f"{name}: {_shown(value)}" if name else _shown(value)


def _shown(value: Any) -> str:
    """A value in words; bytes that are no text by their length."""
    if isinstance(value, UID):
        return f"reference {value.data}"
    if not isinstance(value, bytes):
        return str(value)
    try:
        words = value.decode("utf-8")
    except UnicodeDecodeError:
        words = "\x00"
    return words if all(char.isprintable() or char in "\n\r\t" for char in words) else f"{len(value)} bytes"


def _saved(path: Path, held: dict[str, Any], frame: str, met: set[int]) -> Iterator[Item | Problem]:
    """A page of Safari, its files with its first section, then the frames inside it. `met`: what was read,
    since a list may hold itself."""
    met.add(id(held))
    main = held[_PAGE]
    data, address = main.get("WebResourceData"), str(main.get("WebResourceURL") or "")
    if not isinstance(data, bytes):
        yield Problem(f"{frame}page", ProblemKind.NOT_READ, _NO_PAGE, 1)
        return
    files = tuple(
        _file(each, number) for number, each in enumerate(_once(held.get(_PARTS), met), 1) if _is_seen(each)
    )
    if str(main.get("WebResourceMIMEType") or "text/html") in {"text/html", "application/xhtml+xml"}:
        page = page_of(data, str(main.get("WebResourceTextEncodingName") or ""))
        yield from page_items(path, frame, page, (*page.files, *files), (("file says/address", address),))
    else:
        only = (_file(main, 0), *files)
        yield Item(
            f"{frame}section 1",
            ItemKind.PAGE,
            address or None,
            path.name,
            1,
            attachments=only,
            thread_title=path.stem,
        )
    yield from _frames(path, held.get(_FRAMES), frame, met)


def _frames(path: Path, frames: Any, outer: str, met: set[int]) -> Iterator[Item | Problem]:
    for number, each in enumerate(_once(frames, met), 1):
        if isinstance(each, dict) and isinstance(each.get(_PAGE), dict):
            yield from _saved(path, each, f"{outer}frame {number} ", met)
        else:
            yield Problem(f"{outer}frame {number}", ProblemKind.NOT_READ, _NO_PAGE, 1)


def _once(parts: Any, met: set[int]) -> Iterator[Any]:
    """The parts of a list, each that was not met before."""
    for each in parts if isinstance(parts, list) else ():
        if id(each) not in met:
            met.add(id(each))
            yield each


def _is_seen(part: Any) -> bool:
    """Whether a part is a file that the page shows, not a style or a script."""
    return (
        isinstance(part, dict)
        and isinstance(part.get("WebResourceData"), bytes)
        and part.get("WebResourceMIMEType") not in UNSEEN
    )


def _file(part: dict[str, Any], number: int) -> Attachment:
    """A file of the page under the last part of its address."""
    address = str(part.get("WebResourceURL") or "").partition("?")[0]
    name = PurePosixPath(address).name[:120] or f"file {number}"
    return attach(
        name, [part["WebResourceData"]], f"part {number}", str(part.get("WebResourceMIMEType") or "")
    )


IMPORTER = Importer(
    "Property list (Apple)",
    "1",
    recognises,
    read,
    about=About(
        (
            "Pages saved by Safari (.webarchive), addresses (.webloc) and other property lists of "
            "Apple's systems (.plist)"
        ),
        "binary and XML property lists, keyed archives",
        (
            "all words of a saved page and of the frames inside it, its pictures as attachments, its "
            "address; of any other list every value with its keys; bytes that are no text by their "
            "length"
        ),
        "scripts and styles of a saved page; what bytes inside a list mean to the program that wrote them",
        (
            "A saved page is cut into sections. What an app keeps in a list is shown as it stands, in "
            "the app's own words."
        ),
    ),
)
