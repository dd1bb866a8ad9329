"""The files of a Google download that are not Google's own: each read by the importer that knows it, else as
records, else told.

They are copied one by one into a private folder that is gone afterwards, unless the download is a folder
already.
"""

import tempfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Tally
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.accounts import account_records
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.accounts.takeout.download import Download
from evidence_review.importers.markup import json_stream
from evidence_review.importers.packed.archives import DamagedMember
from evidence_review.importers.plugin import Importer, Sources

_APP = "Google"
_TIMES = (
    "time", "date", "created", "createTime", "createdTimestampUsec", "userEditedTimestampUsec", "timestamp",
    "updated", "formatted",
)  # fmt: skip
_LAYOUT = frozenset(
    {"archive_browser.html", "archive_browser.css", ".ds_store", "group_info.json", "user_info.json"}
)
"""Files that show the others, or say to whom they belong."""
_DAMAGED = "This file of the download is damaged or locked and could not be read. Ask for a fresh copy."


def others(download: Download, names: Sequence[str]) -> Iterator[Item | Problem | Declared]:
    """What is left once Google's own files are read. A page beside JSON of its name shows the same again
    (Keep)."""
    repeated = {
        name
        for name in names
        if name.lower().endswith(".html") and name[:-5] + ".json" in download.files.tree.sizes
    }
    download.files.used |= repeated
    if repeated:
        yield Problem(
            "pages",
            ProblemKind.SKIPPED,
            f"{len(repeated)} pages show again what JSON of the same name holds, and were left out.",
        )
    for name in names:
        base = PurePosixPath(name).name.lower()
        if base in _LAYOUT or not download.files.tree.sizes[name]:
            download.files.used.add(name)
        elif name not in download.files.used:
            download.files.used.add(name)
            yield from (_records if base.endswith(".json") else _delegated)(download, name)


def _records(download: Download, name: str) -> Iterator[Item | Problem]:
    loaded = json_stream.load(download.files.tree.chunks(name))
    for place, (path, value) in enumerate(account_records.parts(loaded.value), 1):
        made = account_records.record(value, f"{name}:{path}", name, place, _APP)
        if made.sent is None and isinstance(value, dict):
            times = (moment_of(value.get(key), download.clock) for key in _TIMES if value.get(key))
            made = replace(made, sent=next((each for each in times if each and each.utc), None))
        yield made
    if loaded.cut is not None:
        yield json_stream.cut_problem(name)


def _delegated(download: Download, name: str) -> Iterator[Item | Problem | Declared]:
    """The values of a file by its own importer, with the place of the file before each locator."""
    try:
        with _on_disk(download, name) as path:
            importer = _chosen(path, download.sources)
            if importer is None:
                reason = (
                    "This kind of file is not read inside a Google download. Add it on its own if it matters."
                )
                yield Problem(name, ProblemKind.NOT_READ, reason, 1)
                return
            for value in importer.read(path, download.options):
                if not isinstance(value, Tally):
                    yield _placed(value, name)
    except DamagedMember:
        yield Problem(name, ProblemKind.NOT_READ, _DAMAGED, 1)
    except UnreadableExport as fault:
        yield Problem(name, ProblemKind.NOT_READ, str(fault), 1)
    # one file must not end the whole download; only the kind of fault is told
    except Exception as fault:  # noqa: BLE001
        reason = f"Reading stopped before the end of this file. Add it on its own. ({type(fault).__name__})"
        yield Problem(name, ProblemKind.PARTLY_READ, reason, 1)


def _chosen(path: Path, sources: Sources) -> Importer | None:
    """The importer of a file; None for archives inside the download, which are added on their own."""
    found = sources.choose(path)
    return None if found.name == "Google Takeout" or found.name.startswith("Archive") else found


@contextmanager
def _on_disk(download: Download, name: str) -> Generator[Path]:
    if download.path.is_dir():
        yield download.path / name
        return
    with tempfile.TemporaryDirectory(prefix="evidence_review-") as private:
        copy = Path(private, PurePosixPath(name).name or "file")
        with copy.open("wb") as out:
            for chunk in download.files.tree.chunks(name):
                out.write(chunk)
        yield copy


def _placed(value: Item | Problem | Declared, name: str) -> Item | Problem | Declared:
    match value:
        case Item():
            files = tuple(
                replace(one, member=f"{name}!{one.member}") if one.member else one
                for one in value.attachments
            )
            return replace(
                value, locator=f"{name}!{value.locator}", thread=f"{name}!{value.thread}", attachments=files
            )
        case Problem():
            return replace(value, locator=f"{name}!{value.locator}")
        case Declared():
            return replace(value, what=f"{value.what} ({name})")
