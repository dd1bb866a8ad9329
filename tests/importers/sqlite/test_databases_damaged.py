"""Damaged databases: every row that still lies on some page is read, in order, and what is lost is told
(reference/safety.md 4.3, 6 row 15)."""

import random
import shutil
import sqlite3

import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.choosing import read
from evidence_review.importers.sqlite.databases import open_database
from evidence_review.importers.sqlite.databases_pages import INTERIOR, Pages
from evidence_review.importers.sqlite.databases_salvage import Salvage

PAGE, ROWS = 4096, 4000


def made(path, *, index=True, without=False, more=""):
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA page_size = {PAGE}")
        key = "_id INTEGER PRIMARY KEY" + ("" if without else " AUTOINCREMENT")
        db.execute(
            f"CREATE TABLE message ({key}, chat INTEGER, body TEXT, weight REAL, blob BLOB{more})"
            + " WITHOUT ROWID" * without
        )
        db.execute("CREATE TABLE chat (_id INTEGER PRIMARY KEY, name TEXT)")
        if index:
            db.execute("CREATE INDEX by_chat ON message (chat)")
        rows = [
            (n, n % 9, f"message {n} " + "words " * (n % 50), n % 3, bytes(6000) if n % 500 == 0 else None)
            for n in range(1, ROWS + 1)
        ]
        db.executemany("INSERT INTO message (_id, chat, body, weight, blob) VALUES (?, ?, ?, ?, ?)", rows)
        db.executemany("INSERT INTO chat VALUES (?, ?)", [(n, f"chat {n}") for n in range(200)])
    db.close()
    return rows


def pages(path):
    return Pages(path.read_bytes())


def leaves(path, table="message"):
    with sqlite3.connect(path) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    db.close()
    return [place.page for place in pages(path).leaves(root)[0]], root


def spoil(path, page, how="zero"):
    data = bytearray(path.read_bytes())
    fill = bytes(PAGE) if how == "zero" else random.Random(page).randbytes(PAGE)
    data[(page - 1) * PAGE : page * PAGE] = fill
    path.write_bytes(data)


def rows_of(path, order=("_id",)):
    troubles = []
    before = path.read_bytes()
    with open_database(path) as db:
        found = list(db.rows("message", order, troubles.append))
        remarks = list(db.remarks())
    assert path.read_bytes() == before
    return found, troubles, remarks


def test_pages_read_by_hand_are_what_the_library_reads(tmp_path):
    path = tmp_path / "whole.db"
    made(path)
    with sqlite3.connect(path) as db:  # a column that came later, with what stands for it in the rows before
        db.execute("ALTER TABLE message ADD COLUMN star INTEGER DEFAULT 7")
        db.execute("INSERT INTO message (chat, body, weight, star) VALUES (1, 'late', 2, NULL)")
        db.execute("INSERT INTO message (chat, body, weight) VALUES ('x', 'caf\u00e9 \U0001f44d', 1.5)")
    db.close()
    with open_database(path) as db:
        by_hand = list(Salvage(db.connection, db.path, "message", numbered=True).by_number(None, 0))
        assert by_hand == list(db.rows("message"))
    assert by_hand[0]["star"] == 7
    assert by_hand[-2]["star"] is None
    assert isinstance(by_hand[2]["weight"], float)


@pytest.mark.parametrize("how", ["zero", "noise"])
@pytest.mark.parametrize("order", [("_id",), (), ("chat", "_id")])
def test_lost_pages_cost_their_own_rows_and_an_index_says_how_many(how, order, tmp_path):
    path = tmp_path / "damaged.db"
    truth = {row[0]: row[2] for row in made(path)}
    found, _ = leaves(path)
    lost = [found[0], found[40], found[41], found[-1]]
    held = sum(
        len(pages(path).leaf(place).rows)
        for place in pages(path).leaves(leaves(path)[1])[0]
        if place.page in lost
    )
    for page in lost:
        spoil(path, page, how)
    got, (trouble,), _ = rows_of(path, order)
    numbers = [row["_id"] for row in got]
    assert len(got) == ROWS - held
    assert all(row["body"] == truth[row["_id"]] for row in got)
    assert numbers == sorted(numbers) or order == ("chat", "_id")
    assert [(row["chat"], row["_id"]) for row in got] == sorted(
        (row["chat"], row["_id"]) for row in got
    ) or order != ("chat", "_id")
    assert (trouble.kind, trouble.records) == (ProblemKind.PARTLY_READ, held)
    assert f"{held} rows of this table (row numbers 1 to " in trouble.reason


def test_a_lost_page_of_the_middle_costs_no_row(tmp_path):
    path = tmp_path / "headless.db"
    made(path)
    _, root = leaves(path)
    inner = [
        page
        for page in range(2, pages(path).count + 1)
        if pages(path).kind(page) == INTERIOR and page != root
    ]
    spoil(path, inner[0] if inner else root)
    got, troubles, _ = rows_of(path)
    assert len(got) == ROWS
    assert [trouble.records for trouble in troubles] == [0]
    assert [row["_id"] for row in got] == list(range(1, ROWS + 1))


def test_where_no_index_counts_the_loss_is_guessed_from_the_numbers_and_said_so(tmp_path):
    path = tmp_path / "no index.db"
    made(path, index=False)
    spoil(path, leaves(path)[0][30])
    got, (trouble,), _ = rows_of(path)
    assert trouble.records == ROWS - len(got)
    assert "about " in trouble.reason


def test_what_was_deleted_stays_deleted(tmp_path):
    path = tmp_path / "deleted.db"
    made(path)
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM message WHERE _id BETWEEN 1000 AND 2000")
    db.close()
    spoil(path, leaves(path)[0][5])
    got, (trouble,), _ = rows_of(path)
    assert not any(1000 <= row["_id"] <= 2000 for row in got)
    assert len(got) + trouble.records == ROWS - 1001


def test_a_cut_file_gives_what_lies_before_the_cut(tmp_path):
    path = tmp_path / "cut.db"
    made(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 6 // 10 // PAGE * PAGE + 700])
    got, (trouble,), remarks = rows_of(path)
    assert ROWS * 0.4 < len(got) < ROWS
    assert trouble.records > 0
    assert any("cut short" in remark.reason for remark in remarks)


def test_a_table_without_row_numbers_is_read_from_both_ends(tmp_path):
    path = tmp_path / "without.db"
    made(path, without=True)
    data = bytearray(path.read_bytes())
    page = next(
        at for at in range(pages(path).count // 2, pages(path).count) if data[(at - 1) * PAGE] == 0x0A
    )
    spoil(path, page)
    got, troubles, _ = rows_of(path)
    numbers = [row["_id"] for row in got]
    assert numbers == sorted(numbers)
    assert {1, ROWS} <= set(numbers)
    assert len(got) + sum(trouble.records for trouble in troubles) == ROWS


def live(tmp_path):
    """A database whose rows wait in its -wal, one change each, copied while it is open."""
    path = tmp_path / "live.db"
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE TABLE message (_id INTEGER PRIMARY KEY, body TEXT)")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(1, 201):
        with db:
            db.execute("INSERT INTO message VALUES (?, ?)", (number, f"message {number} " * 20))
    copy = tmp_path / "copy.db"
    for end in ("", "-wal"):
        shutil.copyfile(f"{path}{end}", f"{copy}{end}")
    db.close()
    return copy, tmp_path / "copy.db-wal"


FRAME = 24 + PAGE
BROKEN = {
    "a frame": lambda data: data[: 32 + 60 * FRAME + 500] + b"XXXX" + data[32 + 60 * FRAME + 504 :],
    "a hole": lambda data: data[: 32 + 60 * FRAME] + bytes(FRAME) + data[32 + 61 * FRAME :],
    "its head": lambda data: b"XXXX" + data[4:],
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_piece_of_a_wal_does_not_take_all_behind_it(what, tmp_path):
    path, wal = live(tmp_path)
    wal.write_bytes(BROKEN[what](wal.read_bytes()))
    before = wal.read_bytes()
    got, _, remarks = rows_of(path)
    assert [row["_id"] for row in got] == list(range(1, 201))
    assert "The -wal file of this database is damaged" in remarks[0].reason or what == "a hole"
    assert wal.read_bytes() == before


def test_a_whole_or_cut_wal_is_read_as_the_library_reads_it(tmp_path):
    path, wal = live(tmp_path)
    assert not rows_of(path)[2]
    wal.write_bytes(wal.read_bytes()[: 32 + 100 * FRAME + 900])
    got, _, remarks = rows_of(path)
    assert 50 < len(got) < 200
    assert "1 of the changes" in remarks[0].reason


def test_a_damaged_database_keeps_its_account(tmp_path):
    path = tmp_path / "unknown app.db"
    made(path)
    for page in leaves(path)[0][10:13] + leaves(path, "chat")[0][:1]:
        spoil(path, page)
    values = list(read(path, ReadOptions()))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    assert len({item.locator for item in items}) == len(items)
    assert {p.locator for p in problems if p.records} == {"message", "chat"}
    assert [p.reason for p in problems if "not known" in p.reason or "damaged" in p.reason]


@pytest.mark.parametrize(
    ("kept", "named"),
    [("UTF-8", 2), ("UTF-8", 3), ("UTF-8", 0), ("UTF-16le", 1), ("UTF-16be", 1), ("UTF-16be", 2)],
)
def test_a_database_that_names_another_encoding_than_it_has_is_read_in_its_own(kept, named, tmp_path):
    path = tmp_path / "words.db"
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA encoding = '{kept}'")
        db.execute("CREATE TABLE message (_id INTEGER PRIMARY KEY, body TEXT)")
        db.execute("INSERT INTO message VALUES (1, 'Caf\u00e9 at noon')")
    db.close()
    data = path.read_bytes()
    path.write_bytes(data[:56] + named.to_bytes(4, "big") + data[60:])
    assert [item.text for item in read(path, ReadOptions()) if isinstance(item, Item)] == [
        "_id: 1\nbody: Caf\u00e9 at noon"
    ]
