"""Contacts, notes, calendar and Safari history of an iPhone (reference/formats.md 3.12)."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime

import ios_databases as ios

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.phones import ios_calendar, ios_contacts, ios_notes, ios_safari
from tests.importers.phones.test_ios_messages import extra, items, problems
from tests.importers.phones.test_ios_whatsapp_and_calls import run


def test_contacts(tmp_path):
    bo, club, lost = items(
        run(ios_contacts.IMPORTER, ios.built(tmp_path / "a.db", ios.ADDRESS_BOOK, rows=ios.address_book()))
    )
    assert bo.kind is ItemKind.CONTACT
    assert bo.text.split("\n") == [
        "Name: Bo Example",
        "Organisation: Shed Ltd",
        "Note: digs",
        "Phone (mobile): 07700 900124",
        "E-mail (shed): bo@example.org",
        "Address: 1 Shed Lane, Anytown",
    ]
    assert [(each.identifier, each.name) for each in bo.recipients] == [
        ("07700 900124", "Bo Example"),
        ("bo@example.org", "Bo Example"),
    ]
    assert extra(bo, "CreationDate") == ["2023-01-01 00:00:00 UTC"]
    assert [(each.identifier, each.name) for each in club.recipients] == [(None, "Allotment Club")]
    assert lost.text == "Phone: 07700 900199"


def test_an_address_book_whose_tables_are_only_in_the_wal(tmp_path):
    supplied = tmp_path / "supplied"
    supplied.mkdir()
    with closing(sqlite3.connect(tmp_path / "a.db")) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.executescript(ios.ADDRESS_BOOK)
        ios.fill(db, ios.address_book())
        db.commit()
        for end in ("", "-wal", "-shm"):
            shutil.copyfile(tmp_path / f"a.db{end}", supplied / f"AddressBook.sqlitedb{end}")
    assert len(items(run(ios_contacts.IMPORTER, supplied / "AddressBook.sqlitedb"))) == 3


def test_notes(tmp_path):
    values = run(ios_notes.IMPORTER, ios.built(tmp_path / "n.sqlite", ios.NOTE_STORE, rows=ios.notes()))
    beans, locked, damaged = items(values)
    assert beans.kind is ItemKind.NOTE
    assert beans.text == "Beans\nrow by row"
    assert beans.thread_title == "Seeds"
    assert beans.sent.utc == datetime(2023, 1, 1)
    assert extra(beans, "changed") == ["2023-01-01 00:01:00 UTC"]
    assert [(each.name, each.size) for each in beans.attachments] == [("bean.jpg", 9)]
    assert [each.locator for each in problems(values, ProblemKind.MISSING_ATTACHMENT)] == [beans.locator]
    assert locked.text == "Locked"
    assert damaged.deleted_as_reported == "marked for deletion"
    told = {each.locator: each.reason for each in problems(values, ProblemKind.PARTLY_READ)}
    assert "password" in told[locked.locator]
    assert "damaged" in told[damaged.locator]


def test_old_notes(tmp_path):
    first, second = items(
        run(ios_notes.OLD_IMPORTER, ios.built(tmp_path / "n.sqlite", ios.OLD_NOTES, rows=ios.old_notes()))
    )
    assert first.text == "Beans\nrow & row"
    assert first.sent.utc == datetime(2023, 1, 1)
    assert second.text == "No body"


def test_the_words_of_an_old_note_whose_row_is_gone_are_kept(tmp_path):
    path = ios.built(
        tmp_path / "n.sqlite",
        ios.OLD_NOTES,
        "DELETE FROM ZNOTE",
        rows={"ZNOTEBODY": ios.old_notes()["ZNOTEBODY"]},
    )
    (note,) = items(run(ios_notes.OLD_IMPORTER, path))
    assert note.text == "Beans\nrow & row"
    assert note.sent is None
    assert "no longer there" in extra(note, "note")[0]


def test_a_page_of_which_no_visit_is_left_is_kept(tmp_path):
    rows = ios.safari()
    rows["history_items"] = [
        *rows["history_items"],
        {"id": 900, "url": "https://example.org/shed", "visit_count": 3},
    ]
    *before, page = items(run(ios_safari.IMPORTER, ios.built(tmp_path / "h.db", ios.SAFARI, rows=rows)))
    assert len(before) == len(rows["history_visits"])
    assert (page.text, page.sent, page.locator) == ("https://example.org/shed", None, "history_items row 900")
    assert extra(page, "visits to this page") == ["3"]


def test_calendar(tmp_path):
    path = ios.built(tmp_path / "c.db", ios.CALENDAR, rows=ios.calendar())
    dig, holiday = items(run(ios_calendar.IMPORTER, path))
    assert dig.kind is ItemKind.CALENDAR
    assert dig.text == "Dig\nThe shed, 1 Shed Lane\nBring a spade"
    assert dig.sent.utc == datetime(2023, 1, 1, 1)
    assert extra(dig, "ends") == ["2023-01-01 02:00:00 UTC"]
    assert (dig.sender.identifier, dig.sender.name) == ("ann@example.org", "Ann")
    assert [(each.identifier, each.name) for each in dig.recipients] == [("cy@example.org", "Cy")]
    assert dig.thread_title == "Home"
    assert holiday.sent.local == datetime(2023, 1, 1)
    assert holiday.sent.utc is None
    zoned = items(run(ios_calendar.IMPORTER, path, ReadOptions(zone="Europe/London")))[1]
    assert zoned.sent.zone is ZoneSource.SET_BY_USER


def test_safari(tmp_path):
    first, second = items(
        run(ios_safari.IMPORTER, ios.built(tmp_path / "h.db", ios.SAFARI, rows=ios.safari()))
    )
    assert first.kind is ItemKind.VISIT
    assert first.text == "Beans\nhttps://example.org/beans"
    assert second.sent.utc == datetime(2023, 1, 1, 0, 0, 1)
