"""Sources of a folder are read ahead of their turn: the case is the same, nothing is read that is not to be
read, and no child stays."""

import multiprocessing
import time

import pytest

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.progress import finish
from evidence_review.workflow.case import opening, source_reading
from evidence_review.workflow.importing import importing, previewing
from tests import build

ITEMS = (
    "SELECT i.id, s.name, i.locator, i.text, i.sort_time FROM items i JOIN sources s ON s.id = "
    "i.source_id ORDER BY i.id"
)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "given"
    place.mkdir()
    for number in range(12):
        (place / f"note {number:02}.txt").write_text(
            f"Note {number}: Rosalind met Idris at the pier.", "utf-8"
        )
    (place / "note 05 b.txt").write_bytes((place / "note 05.txt").read_bytes())
    return place


@pytest.fixture
def session(tmp_path):
    opened = build.as_user(build.new_case(tmp_path / "case"), "rita")
    yield opened
    opening.close(opened)


@pytest.fixture
def begun(monkeypatch):
    """The names of the files that a child began to read, in order."""
    names, whole = [], source_reading.begin

    def begin(asked, limits=None):
        names.append(asked.arguments["path"].name)
        return whole(asked, limits)

    monkeypatch.setattr(source_reading, "begin", begin)
    return names


def no_child_is_left():
    deadline = time.monotonic() + 60
    while multiprocessing.active_children() and time.monotonic() < deadline:
        time.sleep(0.05)
    return multiprocessing.active_children() == []


def test_a_folder_read_ahead_gives_the_case_that_its_files_give_one_by_one(session, folder, tmp_path):
    finish(importing.import_path(session, folder, build.exhibit(), ReadOptions()))
    other = build.as_user(build.new_case(tmp_path / "one by one"), "rita")
    for file in sorted(folder.iterdir()):
        finish(importing.import_path(other, file, build.exhibit(), ReadOptions()))
    assert session.case.all(ITEMS) == other.case.all(ITEMS)
    assert session.case.count("SELECT count(*) FROM items") == 12  # the same bytes twice are one source
    opening.close(other)


def test_the_next_files_are_begun_while_one_is_read_and_each_once(session, folder, begun):
    job = importing.import_path(session, folder, build.exhibit(), ReadOptions())
    while not session.case.count("SELECT count(*) FROM items"):
        next(job)
    assert 2 <= len(begun) <= 9
    finish(job)
    assert len(begun) == len(set(begun))
    assert set(begun) - {"note 05 b.txt"} == {file.name for file in folder.iterdir()} - {"note 05 b.txt"}


def test_what_is_left_out_or_known_is_not_read(session, folder, begun):
    left = frozenset(file for file in folder.iterdir() if "note 1" in file.name)
    finish(importing.import_path(session, folder, build.exhibit(), ReadOptions(), None, left))
    assert not any("note 1" in name for name in begun)
    begun.clear()
    finish(importing.import_path(session, folder, build.exhibit(), ReadOptions(), None, left))
    assert begun == []


def test_an_import_that_is_closed_leaves_no_child(session, folder):
    for number in range(3):  # more words than a pipe takes: a child of them waits until it is heard or ended
        (folder / f"note 00 {number}.txt").write_text(
            " ".join(f"Rosalind met Idris at pier {at}." for at in range(number, 150_000)), "utf-8"
        )
    job = importing.import_path(session, folder, build.exhibit(), ReadOptions())
    while not session.case.count("SELECT count(*) FROM items"):
        next(job)
    assert multiprocessing.active_children()
    job.close()
    assert no_child_is_left()
    finish(importing.import_path(session, folder, build.exhibit(), ReadOptions()))
    assert session.case.count("SELECT count(*) FROM sources") == 15


def test_a_preview_reads_ahead_and_leaves_no_child(folder, begun):
    seen = finish(previewing.look_through(folder))
    assert [(one.account.found, one.account.off_by) for one in seen] == [(1, 0)] * 13
    assert sorted(begun) == sorted(file.name for file in folder.iterdir())
    assert no_child_is_left()
