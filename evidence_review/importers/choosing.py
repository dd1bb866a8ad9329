"""Which importer knows a source, and everything in a source as Items and Problems."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, Read, ReadOptions, Tally
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers import archive_files, holes, housekeeping
from evidence_review.importers.accounts import (
    discord_package,
    skype,
    slack,
    tiktok,
    tinder_and_hinge,
    x_archive,
)
from evidence_review.importers.accounts.meta import importer as meta
from evidence_review.importers.accounts.snapchat import importer as snapchat
from evidence_review.importers.accounts.takeout import importer as takeout
from evidence_review.importers.cards import icalendar_events, vcard
from evidence_review.importers.chats import line_text, whatsapp_exporter
from evidence_review.importers.chats.discord import chat as discord_chat
from evidence_review.importers.chats.imessage_export import importer as imessage_export
from evidence_review.importers.chats.signal import (
    backup as signal_backup,
)
from evidence_review.importers.chats.signal import (
    export as signal_export,
)
from evidence_review.importers.chats.signal import (
    pages as signal_pages,
)
from evidence_review.importers.chats.signal import (
    text as signal_text,
)
from evidence_review.importers.chats.telegram import importer as telegram
from evidence_review.importers.chats.whatsapp import importer as whatsapp
from evidence_review.importers.documents import doc, html_document, plain_text, ppt, saved_page
from evidence_review.importers.documents.docx import importer as docx
from evidence_review.importers.documents.odf import importer as odf_text
from evidence_review.importers.documents.pdf import importer as pdf
from evidence_review.importers.documents.rtf import importer as rtf
from evidence_review.importers.documents.slides import importer as slides
from evidence_review.importers.documents.torn_page import torn_page
from evidence_review.importers.examiners.case_uco import importer as case_uco
from evidence_review.importers.examiners.lava import importer as lava
from evidence_review.importers.examiners.ufdr import importer as ufdr
from evidence_review.importers.media.pictures import importer as pictures
from evidence_review.importers.media.recordings import importer as recordings
from evidence_review.importers.order import IMPORTERS
from evidence_review.importers.phones import ios_backup
from evidence_review.importers.phones.sms_backup import importer as sms_backup
from evidence_review.importers.plugin import HOLE, Importer, Sources, head
from evidence_review.importers.refusals import refusal
from evidence_review.importers.sqlite import sqlite_generic
from evidence_review.importers.tables import tables
from evidence_review.importers.talk import stamped_talk, torn_text
from evidence_review.importers.text import wide_text

LINK = (
    "This is a link to another place and was not followed. Nothing in it has been reviewed. Add the "
    "file or folder that it stands for."
)
LOCKED = (
    "This cannot be opened with the rights of this user account. Nothing in it has been reviewed. "
    "Change its rights, or copy it as a user who may read it, and import it again."
)
_NO_FILE = (
    "This is neither a file nor a folder, but a pipe, a device or the like. There is nothing in it to review."
)


def choose(path: Path) -> Importer:
    """The first importer that recognises the bytes; UnreadableExport says what the file is and what to ask
    for."""
    return _chosen(path)[0]


def _chosen(path: Path) -> tuple[Importer, str | None]:
    """The importer of a file or folder, and the code of a text that it is to be given in UTF-8."""
    if not path.exists():
        raise UnreadableExport(
            "There is no such file or folder. Check that the disk is still there and try again."
        )
    if not (path.is_file() or path.is_dir()):
        raise UnreadableExport(_NO_FILE)  # a pipe would keep its reader waiting for ever
    if not _opens(path):
        raise UnreadableExport(LOCKED)
    found = _first(path)
    if path.is_file() and (written := _reader_of_copy(path, found)) is not None:
        return written
    if found is not None:
        return archive_files.IMPORTER if _is_of_many(path, found) else found, None
    if path.is_dir():
        raise UnreadableExport("This folder is not one export. Add the files in it instead.")
    raise UnreadableExport(refusal(path, head(path, 65_536)))


def _reader_of_copy(path: Path, found: Importer | None) -> tuple[Importer, str] | None:
    """The importer that knows a text once it is written in UTF-8 or with usual ends of lines, and the code of
    the text; None where that says nothing new."""
    code = _code_of(path, found)
    if code is None:
        return None
    with wide_text.copy_of(path, code) as copy:
        other = _first(copy)
    needs_copy = found in _LINES if code == wide_text.MAC else code.startswith("utf-32")
    return (other, code) if other is not None and (other is not found or needs_copy) else None


def _code_of(path: Path, found: Importer | None) -> str | None:
    """The code of a text that none knows, or one that others may know better."""
    is_last = found is None or found in _LAST
    code = wide_text.code_of(path) if is_last else None
    if code is None and (is_last or found in _LINES) and wide_text.ends_as_on_macs(path):
        return wide_text.MAC
    return code


def _opens(path: Path) -> bool:
    """Whether the system lets this user read a file, or list a folder and go into it."""
    return os.access(path, os.R_OK | (os.X_OK if path.is_dir() else 0))


def _first(path: Path) -> Importer | None:
    return next((importer for importer in IMPORTERS if _recognises(importer, path)), None)


_LAST = frozenset((
    plain_text.IMPORTER, stamped_talk.IMPORTER, html_document.IMPORTER, tables.IMPORTER, sms_backup.IMPORTER,
    vcard.IMPORTER, icalendar_events.IMPORTER,
))  # fmt: skip
"""Importers that know text of two bytes a character themselves and so may take what is another's, or do not
know that of four."""
_LINES = frozenset(
    (signal_export.IMPORTER, signal_text.IMPORTER, imessage_export.IMPORTER, whatsapp.IMPORTER)
)
"""Importers of text that know a line by its LF."""
_APPS = (
    signal_backup.IMPORTER, signal_export.IMPORTER, signal_text.IMPORTER, imessage_export.IMPORTER, snapchat.IMPORTER, discord_package.IMPORTER, discord_chat.IMPORTER,
    whatsapp.IMPORTER, whatsapp_exporter.IMPORTER, telegram.IMPORTER, meta.IMPORTER, tiktok.IMPORTER, x_archive.IMPORTER, skype.IMPORTER, slack.IMPORTER, tinder_and_hinge.IMPORTER,
)  # fmt: skip
"""Importers of exports of one app, which would take a whole zip as theirs."""


_BY_PROGRAMS = frozenset(
    (*_APPS, signal_pages.IMPORTER, line_text.IMPORTER, takeout.IMPORTER, case_uco.IMPORTER)
)
"""Importers of texts that programs write, which hold together from end to end."""


def _is_of_many(path: Path, found: Importer) -> bool:
    """Whether a zip holds exports of several apps side by side, so that it is an archive and none of them.

    A report of a whole phone may hold copies of one app's files.
    """
    if (found not in _APPS and found is not lava.IMPORTER) or path.is_dir() or head(path, 2) != b"PK":
        return False
    others = sum(_recognises(other, path) for other in _APPS if other is not found)
    return others > (found is lava.IMPORTER)


def _recognises(importer: Importer, path: Path) -> bool:
    try:
        return (path.is_file() or path.is_dir()) and importer.recognises(path)
    # hostile bytes may trip a parser; another importer may still know the file
    except Exception:  # noqa: BLE001
        return False


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Everything in a source as Items and Problems, then one Tally, whatever the bytes.

    Raises UnreadableExport only, and only before the first value: a later fault becomes a Problem
    that stands for one record.
    """
    importer, code = _chosen(path)
    with wide_text.copy_of(path, code) as source:
        values = _read(importer, source, options)
        if code is not None:
            first = next(values)  # a refusal comes before any value
            yield Problem("file", ProblemKind.SOURCE_FLAG, wide_text.remark(code))
            yield first
        yield from values


_DAMAGED = frozenset({ProblemKind.PARTLY_READ, ProblemKind.NOT_READ})


def _read(importer: Importer, path: Path, options: ReadOptions) -> Iterator[Read]:
    met, ended, holed, damaged = 0, False, False, False
    reason = (
        "Reading stopped before the end of this source. What came before it was kept. Ask for a fresh "
        "copy of the export."
    )
    try:
        for value in _told_apart(_values(importer, path, options)):
            met += value.records if isinstance(value, Problem) else isinstance(value, Item)
            ended = isinstance(value, Tally)
            if isinstance(value, Problem):
                holed |= value.reason == HOLE
                damaged |= value.kind in _DAMAGED
            if ended and not holed:
                yield from _damage(importer, path, is_damaged=damaged)
            yield value
    except UnreadableExport as fault:
        if not met:
            raise
        reason = str(fault)
    # any bytes give Items or Problems (decision 0001); only the kind of fault is told
    except Exception as fault:  # noqa: BLE001
        reason = f"{reason} ({type(fault).__name__})"
    if not ended:
        kind = ProblemKind.PARTLY_READ if met else ProblemKind.NOT_READ
        yield Problem("where reading stopped", kind, reason, 1)
        yield Tally(met + 1)


def _values(importer: Importer, path: Path, options: ReadOptions) -> Iterator[Read]:
    """What an importer reads; one of what holds other sources is told how those are read."""
    if importer.read_with is not None:
        return importer.read_with(path, options, SOURCES)
    return importer.read(path, options)


def _damage(importer: Importer, path: Path, *, is_damaged: bool) -> Iterator[Problem]:
    """What the bytes of a source show of damage that its reader steps over."""
    holed = False
    for problem in holes.told(path, is_damaged=is_damaged):
        holed = True
        yield problem
    if importer is html_document.IMPORTER and not is_damaged:
        yield from torn_page(path)
    elif importer in _BY_PROGRAMS and not holed:
        yield from torn_text.told(path)


def _told_apart(values: Iterator[Read]) -> Iterator[Read]:
    """The values, each Problem that stands for records with a place of its own: of two that are word for word
    the same, a case keeps one."""
    seen = set[int]()
    for value in values:
        if not isinstance(value, Problem):
            yield value
            continue
        kept, again = value, 2
        while kept.records and _place(kept) in seen:
            kept = replace(value, locator=f"{value.locator} ({again}. time)")
            again += 1
        seen.add(_place(kept))
        yield kept


def _place(problem: Problem) -> int:
    return hash(
        (problem.locator, problem.kind, problem.reason)
    )  # the hash alone: there may be a hundred thousand


_ANYWHERE = frozenset(
    (plain_text.IMPORTER, html_document.IMPORTER, housekeeping.IMPORTER, saved_page.IMPORTER, pictures.IMPORTER, recordings.IMPORTER,
     tables.IMPORTER, archive_files.IMPORTER)
)  # fmt: skip
"""Importers of files that lie about in many exports and say nothing of whose folder it is."""
_DOCUMENTS = frozenset((
    pdf.IMPORTER, doc.IMPORTER, docx.IMPORTER, rtf.IMPORTER, odf_text.IMPORTER, ppt.IMPORTER, slides.IMPORTER,
    sqlite_generic.IMPORTER,
))  # fmt: skip
"""Importers of what the programs that make whole reports put beside them: the same report to be printed, a
store of small pictures."""
_HOLD_ALL = frozenset((lava.IMPORTER, ufdr.IMPORTER, takeout.IMPORTER))
"""Importers of exports whose folders may be exports of their own: copies of what they were made from, or what
a person kept there."""


def _is_one(folder: Path) -> bool:
    """Whether a folder is one export as a whole, and not a folder of many things among which an export lies.

    An export of one app holds no chat of another app, no database and no document beside its own files. A
    backup of an iPhone does: its files are databases.
    """
    whose = _first(folder)
    if whose is None or whose is ios_backup.IMPORTER:
        return whose is not None
    cards = (
        (vcard.IMPORTER,) if whose is takeout.IMPORTER else ()
    )  # Google Voice lays contact cards beside its pages
    own = {whose, None, *_ANYWHERE, *(_DOCUMENTS if whose in _HOLD_ALL else ()), *cards}
    below = [
        each
        for each in sorted(folder.iterdir())
        if not each.is_symlink() and not (each.is_dir() and whose in _HOLD_ALL)
    ]
    return all(_first(each) in own for each in below)


def files_in(path: Path) -> Iterator[Path]:
    """The sources at or below a path, in order of name: a file, or a folder that is one report as a whole.

    Media that a chat names belong to the chat and are left out. Links are given and not followed; they, a
    file that no importer knows and a folder that may not be looked into are sources too, so that they are
    refused in words and stay in the account.
    """
    if not path.is_dir() or not _opens(path) or _is_one(path):
        yield path
        return
    below = sorted(path.iterdir())
    taken = {companion for each in below for companion in _companions(each)}
    for each in below:
        if each.is_symlink():
            yield each
        elif each not in taken:
            yield from files_in(each)


def _companions(path: Path) -> list[Path]:
    found = _first(path) if path.is_file() and not path.is_symlink() else None
    try:
        return list(found.companions(path)) if found else []
    except Exception:  # noqa: BLE001  a walk through a folder goes on; the file itself is still offered
        return []


SOURCES = Sources(files_in, choose, read)
"""How the importers of what holds other sources read those."""
