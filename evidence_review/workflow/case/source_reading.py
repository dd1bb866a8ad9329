"""What a source holds, read in a child process (reference/safety.md 4.1); its hash and size.

Nothing here writes to a case.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence_review.domain.columns import Columns, only
from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, Read, ReadOptions
from evidence_review.domain.import_limits import LEFT_OUT, Limit
from evidence_review.domain.kinds import ProblemKind
from evidence_review.domain.people import person_key
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.tasks import task
from evidence_review.domain.wire import Part, parts_from_wire
from evidence_review.importers import child_tasks
from evidence_review.importers.child_tasks import Manner
from evidence_review.sandbox import Answers, Limits, begin, call, stream

_CHUNK = 1 << 20
_MIB = 1 << 20
WALK = Limits(seconds=300, file_size=256 * 1024 * _MIB, open_files=256)
_ODD = "A value from the reader was not well formed and was left out."


@dataclass(frozen=True, slots=True)
class Found:
    """One source: where it lies, and the importer that knows it, or the sentence that refuses it."""

    path: Path
    importer: str
    version: str
    refused: str


def sources_in(path: Path) -> tuple[Found, ...]:
    """The sources at or below a path in order of name, each recognised by its bytes in a child process.

    Where the child dies over a folder, every file is recognised in a child of its own. UnreadableExport where
    nothing is there.
    """
    if not os.path.exists(path):  # noqa: PTH110  pathlib raises where rights are missing
        raise UnreadableExport(
            "There is no file or folder there that this user account may read. Check the path and its rights."
        )
    try:
        found = [_found(one) for one in stream(task(child_tasks.sources, path=path), WALK)]
    except UnreadableExport:
        if path.is_file():
            raise
        found = [
            recognised(each)
            for each in sorted(path.rglob("*"))
            if os.path.isfile(each) and not each.is_symlink()  # noqa: PTH113
        ]
    return tuple(sorted(found, key=lambda one: one.path)) or (
        Found(path, "", "", "This folder is empty. Check that the disk is still there."),
    )


def recognised(path: Path) -> Found:
    """What one file or folder is."""
    try:
        return _found(call(task(child_tasks.recognised, path=path), WALK))
    except UnreadableExport as fault:
        return Found(path, "", "", str(fault))


def _found(told: dict[str, Any]) -> Found:
    if not isinstance(told.get("path"), str):
        raise UnreadableExport(_ODD)
    return Found(
        Path(str(told["path"])),
        str(told.get("importer", "")),
        str(told.get("version", "")),
        str(told.get("refused", "")),
    )


def begin_reading(
    file: Path, options: ReadOptions, *, together: bool = True, glance: bool = False
) -> Answers:
    """A child that reads everything in a file or folder from now on; `parts_of` gives what it says.

    Whoever begins closes it.

    With `glance` words in pictures, which take seconds each, wait for the import.
    """
    room = 20 * size_of(
        file
    )  # copies of databases and unpacked archives, kept in a private folder while they are read
    limits = Limits(
        seconds=300,
        file_size=max(1024 * _MIB, min(room, 256 * 1024 * _MIB)),
        open_files=256,
        together=together,
    )
    manner = Manner(careful=not together, together=together, glance=glance)
    return begin(task(child_tasks.read_source, path=file, options=options, manner=manner), limits)


def parts_of(
    file: Path, options: ReadOptions, *, together: bool = True, begun: Answers | None = None
) -> Iterator[Part]:
    """Everything that the importers read in a file or folder, items as columns.

    UnreadableExport as the child gives it, or where it dies.

    `together` lets small values wait for one another, which is much faster; a child that dies takes those
    with it, so that its source is best read again without, and with what ended it left aside where there is
    another way. `begun` is what `begin_reading` began of the same file with the same options, where it did.
    """
    with closing(begun or begin_reading(file, options, together=together)) as answers:
        yield from parts_in(answers)


def begin_attached(name: str, data: bytes, options: ReadOptions, *, together: bool = True) -> Answers:
    """A child that reads the bytes of a file under the name by which it was attached, as `begin_reading` does
    a file on a disk."""
    room = max(1024 * _MIB, min(20 * len(data), 16 * 1024 * _MIB))
    limits = Limits(seconds=120, processor=600, file_size=room, open_files=256, together=together)
    manner = Manner(careful=not together, together=together)
    return begin(
        task(child_tasks.read_attached, name=name, data=data, options=options, manner=manner), limits
    )


def parts_in(answers: Answers) -> Iterator[Part]:
    """What a child says, as far as it is well formed."""
    for untrusted in answers:
        for part in parts_from_wire(untrusted):
            yield Problem("reader", ProblemKind.NOT_READ, _ODD, 0) if part is None else part


def values_of(
    file: Path, options: ReadOptions, *, together: bool = True, begun: Answers | None = None
) -> Iterator[Read]:
    """The same, each item as a value of its own."""
    for part in parts_of(file, options, together=together, begun=begun):
        if isinstance(part, Columns):
            yield from part.items()
        else:
            yield part


def threads_with(
    file: Path, options: ReadOptions, limit: Limit, *, together: bool = True
) -> Job[frozenset[str] | None]:
    """The conversations in which one of the limit's people takes part; None where the limit names nobody."""
    wanted = limit.keys()
    if not wanted:
        return None
    found: set[str] = set()
    for number, value in enumerate(values_of(file, options, together=together)):
        if isinstance(value, Item) and value.thread not in found and _has(value, wanted):
            found.add(value.thread)
        if number % 5000 == 0:
            yield Progress(number, 0, "looking for the conversations that are covered")
    return frozenset(found)


def _has(item: Item, wanted: frozenset[str]) -> bool:
    people = (*([item.sender] if item.sender else ()), *item.recipients)
    named = {person_key(word) for party in people for word in (party.identifier, party.name) if word}
    return not wanted.isdisjoint(named | {person_key(item.thread), person_key(item.thread_title)})


def within(parts: Iterator[Part], limit: Limit, threads: frozenset[str] | None) -> Iterator[Part]:
    """The parts as far as a limit covers them, then one Problem for each reason with the number of items left
    out."""
    if threads is None and limit.date_from is None and limit.date_to is None:
        yield from parts
        return
    out = {"people": 0, "days": 0}
    for part in parts:
        if not isinstance(part, Columns):
            yield part
            continue
        told = [
            (threads is None or item.thread in threads, limit.days_take(item.sent)) for item in part.items()
        ]
        out["people"] += sum(not people for people, _ in told)
        out["days"] += sum(people and not days for people, days in told)
        yield only(part, [place for place, covered in enumerate(told) if all(covered)])
    for why, count in out.items():
        if count:
            yield Problem("limits of this import", ProblemKind.SKIPPED, LEFT_OUT.format(why), count)


def size_of(file: Path) -> int:
    """Bytes of a file, or of all files in a folder; none of what cannot be looked at."""
    parts = file.rglob("*") if file.is_dir() else (file,)
    # pathlib raises where rights are missing
    return sum(os.path.getsize(part) for part in parts if os.path.isfile(part))  # noqa: PTH202, PTH113


def hash_of(file: Path) -> Job[str]:
    """SHA-256 of a file; of a folder, over the names and hashes of the files in it."""
    whole = hashlib.sha256()
    parts = [file] if not file.is_dir() else sorted(part for part in file.rglob("*") if part.is_file())
    for part in parts:
        one = hashlib.sha256()
        try:
            with part.open("rb") as stream_in:
                while chunk := stream_in.read(_CHUNK):
                    one.update(chunk)
        except OSError:
            raise UnreadableExport(
                "This file cannot be opened for reading. Check its rights and where it is kept."
            ) from None
        yield Progress(0, 0, "checking the file")
        if part == file:
            return one.hexdigest()
        whole.update(f"{part.relative_to(file).as_posix()}\n{one.hexdigest()}\n".encode())
    return whole.hexdigest()
