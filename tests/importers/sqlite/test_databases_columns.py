"""Columns by which rows hang together that are gone from a known database are told; whole ones raise nothing.
Fictional people only."""

import sqlite3

import pytest
import samples

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Problem, ReadOptions, Tally
from evidence_review.importers.choosing import read

WHOLE = {
    name: (file, data)
    for name, (file, data) in samples.whole().items()
    if data.startswith(b"SQLite format 3")
}
GONE = [
    ("android contacts", "data", "mimetype_id"),
    ("android contacts", "mimetypes", "mimetype"),
    ("android messages", "part", "ct"),
    ("msgstore new", "message", "text_data"),
    ("oldnotes whole", "ZNOTEBODY", "ZOWNER"),
    ("chatstorage whole", "ZWAMESSAGE", "ZMEDIAITEM"),
    ("ioscalendar whole", "CalendarItem", "location_id"),
]


def told(path):
    values = list(read(path, ReadOptions()))
    assert isinstance(values[-1], Tally)
    return [v.reason for v in values if isinstance(v, Problem) and "lacks columns" in v.reason]


@pytest.mark.parametrize("name", WHOLE)
def test_whole_databases_lack_nothing(tmp_path, name):
    file, data = WHOLE[name]
    path = tmp_path / file
    path.write_bytes(data)
    assert told(path) == []


@pytest.mark.parametrize(("name", "table", "column"), GONE)
def test_a_column_that_rows_hang_on_and_that_is_gone_is_named(tmp_path, name, table, column):
    file, data = WHOLE[name]
    path = tmp_path / file
    path.write_bytes(data)
    database = sqlite3.connect(path)
    for (index,) in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall():
        database.execute(f'DROP INDEX "{index}"')
    database.execute(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
    database.commit()
    database.close()
    assert [f"{table}.{column}" in reason for reason in told(path)] == [True]


def test_what_a_wal_alone_and_a_repository_of_bluesky_are_is_said(tmp_path):
    for name, start, words in (
        ("sms.db-wal", b"\x37\x7f\x06\x82" + bytes(60), "-wal or -journal"),
        (
            "repo.car",
            b"\x3a\xa2eroots\x81\xd8*X%\x00\x01q\x12 " + bytes(32) + b"gversion\x01" + bytes(40),
            "Bluesky",
        ),
    ):
        (tmp_path / name).write_bytes(start)
        with pytest.raises(UnreadableExport, match=words):
            next(iter(read(tmp_path / name, ReadOptions())))
