"""A file that ends the process which reads it costs itself alone: every other file is read, and the account
says so once (reference/formats.md rule 20)."""

import pytest
from hostile_children import die

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.domain.progress import finish
from evidence_review.domain.tasks import task
from evidence_review.workflow.case import opening, source_reading
from evidence_review.workflow.importing import importing, previewing
from tests import build

MANY = 4
whole_stream, whole_begin = source_reading.stream, source_reading.begin


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "things"
    place.mkdir()
    for number in range(MANY):
        (place / f"note {number:02}.txt").write_text(
            f"Note {number}: Rosalind met Idris at the pier.", "utf-8"
        )
    (place / "note 02 b.txt").write_text("This one ends whatever reads it.", "utf-8")
    return place


@pytest.fixture
def session(tmp_path):
    opened = build.as_user(build.new_case(tmp_path / "case"), "rita")
    yield opened
    opening.close(opened)


def deadly(monkeypatch, how, *, in_walk=False, careful_too=True):
    """Reading that one file is done by a child that dies so; with `in_walk` recognising it too."""

    def begin(asked, limits=None):
        bad = asked.name == "read_source" and asked.arguments["path"].name.endswith("02 b.txt")
        if bad and (careful_too or not asked.arguments["manner"].careful):
            return whole_begin(task(die, how=how, first=False), limits)
        return whole_begin(asked, limits)

    def stream(asked, limits=None):
        if in_walk and asked.name == "sources":
            return whole_stream(task(die, how=how), limits)
        return whole_stream(asked, limits)

    monkeypatch.setattr(source_reading, "stream", stream)
    monkeypatch.setattr(source_reading, "begin", begin)


def imported(session, folder):
    return finish(importing.import_path(session, folder, build.exhibit(), ReadOptions()))


def told(reports):
    return {
        report.name: (
            report.coverage.balances,
            report.coverage.imported,
            tuple(p.kind for p in report.coverage.problems if p.records),
        )
        for report in reports
    }


@pytest.mark.parametrize("how", ["SIGABRT", "SIGKILL"])
def test_every_other_file_is_read_and_the_bad_one_is_told_once(session, folder, monkeypatch, how):
    deadly(monkeypatch, how)
    account = told(imported(session, folder))
    assert len(account) == MANY + 1
    assert account.pop("note 02 b.txt") == (True, 0, (ProblemKind.NOT_READ,))
    assert set(account.values()) == {(True, 1, ())}
    again = told(imported(session, folder))
    assert again["note 02 b.txt"] == (True, 0, (ProblemKind.NOT_READ,))
    assert session.case.count("SELECT count(*) FROM items") == MANY


def test_a_child_that_dies_while_it_looks_through_the_folder_loses_no_file(session, folder, monkeypatch):
    deadly(monkeypatch, "SIGKILL", in_walk=True)
    account = told(imported(session, folder))
    assert account.pop("note 02 b.txt") == (True, 0, (ProblemKind.NOT_READ,))
    assert len(account) == MANY
    assert set(account.values()) == {(True, 1, ())}


def test_a_second_reading_is_careful_and_leaves_nothing_to_tell_where_it_ends_well(
    session, folder, monkeypatch
):
    deadly(monkeypatch, "SIGABRT", careful_too=False)
    account = told(imported(session, folder))
    assert set(account.values()) == {(True, 1, ())}
    seen = finish(previewing.look_through(folder))
    assert [one.account.found for one in seen] == [1] * (MANY + 1)
