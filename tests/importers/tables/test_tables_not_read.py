"""Tables of a known database that no reader asks anything of are named with their rows; those that are read,
empty or kept by SQLite are not."""

import sqlite3

import pytest
import samples

from evidence_review.domain.evidence import Problem, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.choosing import choose, read
from evidence_review.importers.sqlite.databases import UNREAD

WHOLE = samples.whole()
KNOWN = [
    name
    for name, (_, data) in WHOLE.items()
    if data.startswith(b"SQLite format 3") and name != "sqlite unknown" and "leapp" not in name
]


def told(path):
    return [
        value
        for value in read(path, ReadOptions())
        if isinstance(value, Problem) and value.reason.startswith(UNREAD)
    ]


@pytest.mark.parametrize("sample", KNOWN)
def test_a_table_that_nobody_asks_for_is_named_with_its_rows(tmp_path, sample):
    name, data = WHOLE[sample]
    path = tmp_path / name
    path.write_bytes(data)
    importer = choose(path).name
    before = told(path)
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE history_tombstones (url TEXT)")
        db.executemany("INSERT INTO history_tombstones VALUES (?)", [("https://example.org/",)] * 3)
        db.execute("CREATE TABLE nothing_in_it (url TEXT)")
        db.execute("CREATE TABLE android_metadata_2 (locale TEXT)")
        db.execute("CREATE TABLE IF NOT EXISTS android_metadata (locale TEXT)")
        db.execute("INSERT INTO android_metadata VALUES ('en_GB')")
    db.close()
    assert choose(path).name == importer
    after = told(path)
    assert [each.kind for each in after] == [ProblemKind.UNKNOWN_NAME]
    assert '"history_tombstones" (3)' in after[0].reason
    assert "nothing_in_it" not in after[0].reason
    assert "metadata" not in after[0].reason
    assert before == []
