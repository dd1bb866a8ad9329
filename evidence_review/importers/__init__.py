"""Reading what was exported: one file per format, each yielding Items and Problems (docs/decisions/0001).

To read a new format, write its module and add its IMPORTER to the tuple, with the reason for its place.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, Read, ReadOptions, Tally
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers import (
    android_contacts,
    android_messages,
    android_whatsapp,
    archive_files,
    case_uco,
    dating,
    discord_chat,
    discord_package,
    doc,
    docx,
    email_messages,
    geojson,
    holes,
    housekeeping,
    html_document,
    icalendar_events,
    imessage_export,
    ios_backup,
    ios_calendar,
    ios_calls,
    ios_contacts,
    ios_messages,
    ios_notes,
    ios_safari,
    ios_whatsapp,
    ios_whatsapp_people,
    lava,
    line_text,
    meta,
    odf_text,
    outlook_msg,
    outlook_pst,
    pdf,
    pictures,
    plain_text,
    ppt,
    property_lists,
    recordings,
    rsmf,
    rtf,
    saved_page,
    signal_backup,
    signal_export,
    signal_pages,
    signal_text,
    skype,
    slack,
    slides,
    sms_backup,
    snapchat,
    sqlite_generic,
    stamped_talk,
    tables,
    takeout,
    telegram,
    tiktok,
    tnef_files,
    torn_text,
    tracks,
    ufdr,
    vcard,
    vmessage,
    whatsapp,
    whatsapp_exporter,
    wide_text,
    x_archive,
)
from evidence_review.importers.plugin import HOLE, Importer, head
from evidence_review.importers.refusals import refusal

IMPORTERS: tuple[Importer, ...] = (
    lava.IMPORTER,  # by the names of its manifest and database: first, since a report holds copies of the files it was made from
    ufdr.IMPORTER,  # a zip or folder with report.xml: before any other zip, since a phone report may hold exported chats
    ios_backup.IMPORTER,  # a folder or zip by its list of files: before every reader of a file inside it, and of other zips
    takeout.IMPORTER,  # files known by their first keys, or a folder or zip of them: before WhatsApp and others, whose exports may lie among its files
    case_uco.IMPORTER,  # JSON-LD that names its ontologies: before every other reader of JSON
    signal_backup.IMPORTER,  # lines of JSON in its own kinds, or a folder or zip of them: before plain text, which would take the JSON
    signal_export.IMPORTER,  # stamped lines that end with two blanks, or a folder or zip of them: before WhatsApp, whose lines may look alike
    signal_text.IMPORTER,  # stamped lines with names in angle brackets: before plain text
    signal_pages.IMPORTER,  # HTML with the styles of that program: before any reader of HTML or text
    imessage_export.IMPORTER,  # a page or text by its blocks with stamps: before any reader of HTML or text
    snapchat.IMPORTER,  # JSON in its own words, or a folder or zip of it: before plain text, which would take the JSON
    discord_package.IMPORTER,  # files of messages by their keys or columns: before tables, which would take the CSV, and plain text
    discord_chat.IMPORTER,  # JSON that begins with a server and a channel: before plain text
    tiktok.IMPORTER,  # JSON in its own sections, or a folder or zip of it: before plain text, which would take the JSON
    x_archive.IMPORTER,  # files that give a part to the page which shows it, or a folder or zip of them: before plain text, which would take them
    skype.IMPORTER,  # JSON by its first keys, or a folder or zip of it: before plain text, which would take the JSON
    slack.IMPORTER,  # a list of channels beside days of messages, or one day: before plain text, which would take the JSON
    dating.IMPORTER,  # JSON in the sections of Tinder or Hinge, or a folder or zip of it: before plain text, which would take the JSON
    line_text.IMPORTER,  # a first line that names the app: before tables, which would take its columns, and plain text
    whatsapp_exporter.IMPORTER,  # JSON by its first keys or pages by their title, or a folder or zip of them: before WhatsApp, since its text may lie beside them
    whatsapp.IMPORTER,  # a zip or text that begins like a chat: before plain text, which would take its .txt
    sms_backup.IMPORTER,  # XML by its first element: before plain text, which would take any XML
    property_lists.IMPORTER,  # by its first bytes or a first element `plist`: before plain text, which would take the XML
    tracks.IMPORTER,  # XML by its first element: before plain text, which would take any XML
    geojson.IMPORTER,  # JSON by its keys: before plain text, which would take the JSON
    telegram.IMPORTER,  # JSON, a page, a folder or a zip by its first keys or classes: before plain text, which would take a JSON file
    meta.IMPORTER,  # JSON by its keys, a page by its classes, a folder or zip of them: before plain text, which would take the JSON
    vcard.IMPORTER,  # by its first line: before e-mail, to which BEGIN:VCARD looks like a header, and before plain text
    vmessage.IMPORTER,  # by its first line: before e-mail, for the same reason
    icalendar_events.IMPORTER,  # by its first line: before e-mail and plain text, for the same reason
    rsmf.IMPORTER,  # header lines of RSMF, or its zip: before e-mail, which it is too
    outlook_msg.IMPORTER,  # an OLE file with the streams of a message: before any other reader of old Office files
    outlook_pst.IMPORTER,  # by its first bytes: nothing else begins so
    tnef_files.IMPORTER,  # by its first bytes: nothing else begins so
    pictures.IMPORTER,  # by their first bytes: nothing else begins so
    recordings.IMPORTER,  # by their first bytes, after pictures: HEIC and films both begin with a box named ftyp
    saved_page.IMPORTER,  # header lines of a page saved by a browser: before e-mail, which would take them for a letter's
    email_messages.IMPORTER,  # header lines at the very start: before PDF, whose mark may stand behind them, and before plain text
    ios_messages.IMPORTER,  # a database by its tables: before the general reader of databases
    ios_whatsapp.IMPORTER,  # as for the messages of an iPhone
    ios_whatsapp_people.IMPORTER,  # as for the messages of an iPhone
    ios_calls.IMPORTER,  # as for the messages of an iPhone
    ios_calls.OLD_IMPORTER,  # as for the messages of an iPhone
    ios_calls.WHATSAPP_IMPORTER,  # as for the messages of an iPhone
    ios_calls.VOICEMAIL_IMPORTER,  # as for the messages of an iPhone
    ios_contacts.IMPORTER,  # as for the messages of an iPhone
    ios_notes.IMPORTER,  # as for the messages of an iPhone
    ios_notes.OLD_IMPORTER,  # as for the messages of an iPhone
    ios_calendar.IMPORTER,  # as for the messages of an iPhone
    ios_safari.IMPORTER,  # as for the messages of an iPhone
    android_whatsapp.IMPORTER,  # a database by its tables: before the general reader of databases
    android_messages.IMPORTER,  # a database by its tables: for the same reason
    android_contacts.IMPORTER,  # a database by its tables: for the same reason
    pdf.IMPORTER,  # by its header, which may stand behind other bytes: after the formats that begin with theirs
    doc.IMPORTER,  # an OLE file with the stream of a Word document: nothing else holds it
    docx.IMPORTER,  # a zip or XML that names a Word document: after every report in a zip, before plain text, which would take the XML
    sqlite_generic.IMPORTER,  # any SQLite database: after every reader of a database that is known
    ppt.IMPORTER,  # an OLE file with the stream of a presentation
    slides.IMPORTER,  # a zip or XML that says it is a presentation: as for Word
    odf_text.IMPORTER,  # a zip or XML that says it is an OpenDocument text: as for Word
    rtf.IMPORTER,  # by its first characters: before plain text
    stamped_talk.IMPORTER,  # lines that begin with stamp and name: after every chat whose app is known, before tables and plain text
    tables.IMPORTER,  # a workbook, or text in even rows of cells: after chats and mails, before any archive and before plain text
    archive_files.IMPORTER,  # any other archive: after every format that is a zip itself
    housekeeping.IMPORTER,  # by its first bytes: before plain text, which would take desktop.ini
    html_document.IMPORTER,  # by its first tags: after every chat or report written as HTML, before plain text
    plain_text.IMPORTER,  # any readable text: last, since every other text format is also this one
)


LINK = "This is a link to another place and was not followed. Nothing in it has been reviewed. Add the file or folder that it stands for."
LOCKED = "This cannot be opened with the rights of this user account. Nothing in it has been reviewed. Change its rights, or copy it as a user who may read it, and import it again."
_NO_FILE = "This is neither a file nor a folder, but a pipe, a device or the like. There is nothing in it to review."


def choose(path: Path) -> Importer:
    """The first importer that recognises the bytes; UnreadableExport says what the file is and what to ask for."""
    return _chosen(path)[0]


def _chosen(path: Path) -> tuple[Importer, str | None]:
    """The importer of a file or folder, and the code of a text that it is to be given in UTF-8."""
    if not path.exists():
        raise UnreadableExport("There is no such file or folder. Check that the disk is still there and try again.")
    if not (path.is_file() or path.is_dir()):
        raise UnreadableExport(_NO_FILE)  # a pipe would keep its reader waiting for ever
    if not _opens(path):
        raise UnreadableExport(LOCKED)
    found = _first(path)
    code = wide_text.code_of(path) if path.is_file() and (found is None or found in _LAST) else None
    if code is not None:
        with wide_text.copy_of(path, code) as copy:
            other = _first(copy)
        if other is not None and (other is not found or code.startswith("utf-32")):
            return other, code
    elif path.is_file() and (found is None or found in _LAST or found in _LINES) and wide_text.ends_as_on_macs(path):
        with wide_text.copy_of(path, wide_text.MAC) as copy:
            other = _first(copy)
        if other is not None and (other is not found or found in _LINES):
            return other, wide_text.MAC
    if found is not None:
        return archive_files.IMPORTER if _is_of_many(path, found) else found, None
    if path.is_dir():
        raise UnreadableExport("This folder is not one export. Add the files in it instead.")
    raise UnreadableExport(refusal(path, head(path, 65_536)))


def _opens(path: Path) -> bool:
    """Whether the system lets this user read a file, or list a folder and go into it."""
    return os.access(path, os.R_OK | (os.X_OK if path.is_dir() else 0))


def _first(path: Path) -> Importer | None:
    return next((importer for importer in IMPORTERS if _recognises(importer, path)), None)


_LAST = frozenset(
    (
        plain_text.IMPORTER,
        stamped_talk.IMPORTER,
        html_document.IMPORTER,
        tables.IMPORTER,
        sms_backup.IMPORTER,
        vcard.IMPORTER,
        icalendar_events.IMPORTER,
    )
)
"""Importers that know text of two bytes a character themselves and so may take what is another's, or do not know that of four."""
_LINES = frozenset((signal_export.IMPORTER, signal_text.IMPORTER, imessage_export.IMPORTER, whatsapp.IMPORTER))
"""Importers of text that know a line by its LF."""
_APPS = (
    signal_backup.IMPORTER, signal_export.IMPORTER, signal_text.IMPORTER, imessage_export.IMPORTER, snapchat.IMPORTER, discord_package.IMPORTER, discord_chat.IMPORTER,
    whatsapp.IMPORTER, whatsapp_exporter.IMPORTER, telegram.IMPORTER, meta.IMPORTER, tiktok.IMPORTER, x_archive.IMPORTER, skype.IMPORTER, slack.IMPORTER, dating.IMPORTER,
)  # fmt: skip
"""Importers of exports of one app, which would take a whole zip as theirs."""


_BY_PROGRAMS = frozenset((*_APPS, signal_pages.IMPORTER, line_text.IMPORTER, takeout.IMPORTER, case_uco.IMPORTER))
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
    except Exception:  # noqa: BLE001  hostile bytes may trip a parser; another importer may still know the file
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
    reason = "Reading stopped before the end of this source. What came before it was kept. Ask for a fresh copy of the export."
    try:
        for value in _told_apart(importer.read(path, options)):
            met += 1 if isinstance(value, Item) else value.records if isinstance(value, Problem) else 0
            ended = isinstance(value, Tally)
            if isinstance(value, Problem):
                holed, damaged = holed or value.reason == HOLE, damaged or value.kind in _DAMAGED
            if ended and not holed:
                yield from _damage(importer, path, is_damaged=damaged)
            yield value
    except UnreadableExport as fault:
        if not met:
            raise
        reason = str(fault)
    except Exception as fault:  # noqa: BLE001  any bytes give Items or Problems (decision 0001); only the kind of fault is told
        reason = f"{reason} ({type(fault).__name__})"
    if not ended:
        kind = ProblemKind.PARTLY_READ if met else ProblemKind.NOT_READ
        yield Problem("where reading stopped", kind, reason, 1)
        yield Tally(met + 1)


def _damage(importer: Importer, path: Path, *, is_damaged: bool) -> Iterator[Problem]:
    """What the bytes of a source show of damage that its reader steps over."""
    holed = False
    for problem in holes.told(path, is_damaged=is_damaged):
        holed = True
        yield problem
    if importer is html_document.IMPORTER and not is_damaged:
        yield from torn_text.page(path)
    elif importer in _BY_PROGRAMS and not holed:
        yield from torn_text.told(path)


def _told_apart(values: Iterator[Read]) -> Iterator[Read]:
    """The values, each Problem that stands for records with a place of its own: of two that are word for word the same, a case keeps one."""
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
    return hash((problem.locator, problem.kind, problem.reason))  # the hash alone: there may be a hundred thousand


_ANYWHERE = frozenset(
    (plain_text.IMPORTER, html_document.IMPORTER, housekeeping.IMPORTER, saved_page.IMPORTER, pictures.IMPORTER, recordings.IMPORTER,
     tables.IMPORTER, archive_files.IMPORTER)
)  # fmt: skip
"""Importers of files that lie about in many exports and say nothing of whose folder it is."""
_DOCUMENTS = frozenset(
    (pdf.IMPORTER, doc.IMPORTER, docx.IMPORTER, rtf.IMPORTER, odf_text.IMPORTER, ppt.IMPORTER, slides.IMPORTER, sqlite_generic.IMPORTER)
)
"""Importers of what the programs that make whole reports put beside them: the same report to be printed, a store of small pictures."""
_HOLD_ALL = frozenset((lava.IMPORTER, ufdr.IMPORTER, takeout.IMPORTER))
"""Importers of exports whose folders may be exports of their own: copies of what they were made from, or what a person kept there."""


def _is_one(folder: Path) -> bool:
    """Whether a folder is one export as a whole, and not a folder of many things among which an export lies.

    An export of one app holds no chat of another app, no database and no document beside its own files. A backup of
    an iPhone does: its files are databases.
    """
    whose = next((importer for importer in IMPORTERS if _recognises(importer, folder)), None)
    if whose is None or whose is ios_backup.IMPORTER:
        return whose is not None
    cards = (vcard.IMPORTER,) if whose is takeout.IMPORTER else ()  # Google Voice lays contact cards beside its pages
    own = {whose, None, *_ANYWHERE, *(_DOCUMENTS if whose in _HOLD_ALL else ()), *cards}
    below = [each for each in sorted(folder.iterdir()) if not each.is_symlink() and not (each.is_dir() and whose in _HOLD_ALL)]
    return all(next((importer for importer in IMPORTERS if _recognises(importer, each)), None) in own for each in below)


def files_in(path: Path) -> Iterator[Path]:
    """The sources at or below a path, in order of name: a file, or a folder that is one report as a whole.

    Media that a chat names belong to the chat and are left out. Links are given and not followed; they, a file
    that no importer knows and a folder that may not be looked into are sources too, so that they are refused in words
    and stay in the account.
    """
    if not path.is_dir() or not _opens(path) or _is_one(path):
        yield path
        return
    below = sorted(path.iterdir())
    taken = {companion for file in below if file.is_file() and not file.is_symlink() for companion in _companions(file)}
    for each in below:
        if each.is_symlink():
            yield each
        elif each not in taken:
            yield from files_in(each)


def _companions(path: Path) -> list[Path]:
    found = next((importer for importer in IMPORTERS if _recognises(importer, path)), None)
    try:
        return list(found.companions(path)) if found else []
    except Exception:  # noqa: BLE001  a walk through a folder goes on; the file itself is still offered
        return []
