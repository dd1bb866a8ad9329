"""A source that holds nothing says so, whatever else was remarked on the way (reference/formats.md rule
3)."""

import sqlite3

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers import choosing
from evidence_review.importers.tally import tallied


def test_a_database_of_empty_tables_is_one_record_that_was_not_read(tmp_path):
    base = sqlite3.connect(tmp_path / "app.db")
    base.execute("CREATE TABLE notes (words)")
    base.close()
    *values, tally = choosing.read(tmp_path / "app.db", ReadOptions())
    assert [v.reason for v in values if isinstance(v, Problem) and v.records] == [
        "The tables of this database are empty."
    ]
    assert not [v for v in values if isinstance(v, Item)]
    assert tally == Tally(1)


def test_a_remark_alone_is_no_account_and_a_loss_is():
    remark = Problem("file", ProblemKind.SOURCE_FLAG, "Only a part was exported.")
    *_, said, tally = tallied([remark], "Nothing was in it.")
    assert (said.reason, tally) == ("Nothing was in it.", Tally(1))
    loss = Problem("file", ProblemKind.NOT_READ, "It was damaged.", 3)
    assert list(tallied([remark, loss])) == [remark, loss, Tally(3)]
