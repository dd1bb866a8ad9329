"""Lost blocks that readers step over: told whatever the format."""

import io
import random
import sqlite3
import zipfile

import outlook_samples
import pytest
import samples
from ole_files import ole
from PIL import Image

from evidence_review.domain.evidence import Problem, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers import holes
from evidence_review.importers.choosing import read
from evidence_review.importers.plugin import HOLE
from evidence_review.importers.sqlite.databases import TORN

WHOLE = samples.whole()


def reasons(tmp_path, name, data):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return [value.reason for value in read(path, ReadOptions()) if isinstance(value, Problem)]


def zeroed(data, at, size):
    return data[:at] + bytes(size) + data[at + size :]


@pytest.mark.parametrize(
    "sample",
    [
        "meta page",
        "signal pages",
        "takeout page",
        "takeout voice",
        "telegram page",
        "web html",
        "skype",
        "tinder",
    ],
)
def test_zeros_in_pages_and_records_are_told(tmp_path, sample):
    name, data = WHOLE[sample]
    assert HOLE not in reasons(tmp_path, f"whole/{name}", data)
    assert any(
        HOLE in reason or "damaged" in reason
        for reason in reasons(tmp_path, f"holed/{name}", zeroed(data, len(data) // 2, 40))
    )


def test_a_hole_is_told_once_and_files_that_are_no_text_have_none(tmp_path):
    name, data = WHOLE["text plain"]
    assert reasons(tmp_path, name, zeroed(data, len(data) // 2, 40)).count(HOLE) == 1
    path = tmp_path / "random.bin"
    path.write_bytes(random.Random(1).randbytes(5000) + bytes(500))
    assert list(holes.told(path, is_damaged=False)) == []
    assert list(holes.told(tmp_path, is_damaged=False)) == []


def test_damaged_files_in_a_zip_that_no_reader_missed_are_counted(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.bin", random.Random(number).randbytes(3000))
    whole = tmp_path / "whole.zip"
    whole.write_bytes(out.getvalue())
    assert list(holes.told(whole, is_damaged=False)) == []
    torn = tmp_path / "torn.zip"
    torn.write_bytes(zeroed(out.getvalue(), 4000, 100))
    assert [(one.kind, one.reason) for one in holes.told(torn, is_damaged=False)] == [
        (ProblemKind.PARTLY_READ, holes.SPOILT.format(1))
    ]
    assert list(holes.told(torn, is_damaged=True)) == []


def test_a_lost_page_of_a_database_is_told_and_a_row_that_breaks_a_rule_is_not(tmp_path):
    path = tmp_path / "notes.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE notes (number INTEGER PRIMARY KEY, words TEXT)")
        db.executemany(
            "INSERT INTO notes (words) VALUES (?)",
            [(f"note {number} of the shed",) for number in range(3000)],
        )
        db.execute("CREATE TABLE ruled (words TEXT)")
        db.execute("INSERT INTO ruled VALUES (NULL)")
        db.execute("PRAGMA writable_schema = ON")
        db.execute(
            "UPDATE sqlite_master SET sql = 'CREATE TABLE ruled (words TEXT NOT NULL)' WHERE name = 'ruled'"
        )
    db.close()
    data = path.read_bytes()
    assert TORN not in reasons(tmp_path, "whole.db", data)
    assert TORN in reasons(tmp_path, "torn.db", zeroed(data, 4096 * 5, 4096))


@pytest.mark.parametrize("filling", [b"\0", b"\xff"])
def test_a_lost_sector_of_a_text_attached_to_a_message_is_told(tmp_path, filling):
    words = b"line of a table;with cells;and more\r\n" * 200
    for data, lost in ((words, False), (words[:2048] + filling * 512 + words[2560:], True)):
        path = tmp_path / "letter.msg"
        path.write_bytes(
            ole(
                outlook_samples.message(
                    outlook_samples.MAIL, files=[({0x3707: "table.csv", 0x3705: 1}, data)]
                )
            )
        )
        reasons = [value.reason for value in read(path, ReadOptions()) if isinstance(value, Problem)]
        assert (holes.LOST in reasons) is lost


@pytest.mark.parametrize("kind", ["BMP", "TIFF"])
@pytest.mark.parametrize("filling", [b"\0", b"\xff"])
def test_a_lost_sector_of_a_picture_that_is_not_packed_and_attached_to_a_message_is_told(
    tmp_path, kind, filling
):
    held = io.BytesIO()
    grey = random.Random(3).choices(
        range(1, 255), k=120 * 90
    )  # neither black nor white, which would go on with what is lost
    Image.frombytes("L", (120, 90), bytes(grey)).save(held, kind)
    whole = held.getvalue()
    for data, lost in ((whole, False), (whole[:2048] + filling * 512 + whole[2560:], True)):
        path = tmp_path / "letter.msg"
        path.write_bytes(
            ole(
                outlook_samples.message(outlook_samples.MAIL, files=[({0x3707: "plan.bin", 0x3705: 1}, data)])
            )
        )
        reasons = [value.reason for value in read(path, ReadOptions()) if isinstance(value, Problem)]
        assert (holes.LOST in reasons) is lost
