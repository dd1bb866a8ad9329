"""A source that changes, or goes, while it is read: what was read stays, its account says so, and the
reviewer is told (reference/formats.md, reference/law.md B)."""

import random

import pytest

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.progress import finish
from evidence_review.workflow.case import opening
from evidence_review.workflow.importing import importing
from tests import build
from tests.soak import sources


@pytest.fixture
def session(tmp_path):
    opened = build.as_user(build.new_case(tmp_path / "case"), "rita")
    yield opened
    opening.close(opened)


def backup(folder, name="backup.xml"):
    folder.mkdir(exist_ok=True)
    given = folder / name
    given.write_text(sources.sms(600, random.Random(3)), "utf-8", newline="")
    return given


def interrupted(session, given, change):
    """The reports of an import, `change` done as soon as items are stored."""
    job = importing.import_path(session, given, build.exhibit(), ReadOptions())
    while not session.case.count("SELECT count(*) FROM items"):
        next(job)
    change()
    return finish(job)


def flags(report):
    return [problem.reason for problem in report.coverage.problems if "import it again" in problem.reason]


@pytest.mark.parametrize(("change", "said"), [(lambda given: given.write_text("x"), "changed while"), (lambda given: given.unlink(), "could not be opened again")])  # fmt: skip
def test_B1_a_file_that_is_no_more_what_was_hashed_is_told_of(session, tmp_path, change, said):
    given = backup(tmp_path / "given")
    with pytest.raises(UnreadableExport, match=said):
        interrupted(session, given, lambda: change(given))
    (report,) = importing.import_reports(session)
    assert (report.complete, report.coverage.imported) == (True, 600)
    assert [said in reason for reason in flags(report)] == [True]


def test_B1_a_file_that_changed_is_imported_again_as_it_is_now(session, tmp_path):
    given = backup(tmp_path / "given")
    with pytest.raises(UnreadableExport):
        interrupted(
            session, given, lambda: given.write_text(sources.sms(610, random.Random(4)), "utf-8", newline="")
        )
    (again,) = finish(importing.import_path(session, given, build.exhibit(), ReadOptions()))
    assert (again.coverage.imported, flags(again)) == (610, [])


def test_B1_in_a_folder_the_others_are_read_all_the_same(session, tmp_path):
    """What goes while it is read ahead is kept and told; what goes before it was read is told as not read."""
    first, last = backup(tmp_path / "given", "a.xml"), backup(tmp_path / "given", "z.xml")
    last.write_text(sources.sms(20, random.Random(5)), "utf-8", newline="")
    soon, later = tmp_path / "given" / "b.csv", tmp_path / "given" / "y.csv"
    for name in ("b.csv", *(f"m{at:02}.csv" for at in range(10)), "y.csv"):
        (tmp_path / "given" / name).write_text(f"name,number\nann,{name}\n")

    def change():
        first.write_text("x")
        soon.unlink()
        later.unlink()

    reports = {report.name: report for report in interrupted(session, tmp_path / "given", change)}
    counts = {name: report.coverage.imported for name, report in reports.items()}
    assert counts == {
        "a.xml": 600,
        "b.csv": 1,
        **{f"m{at:02}.csv": 1 for at in range(10)},
        "y.csv": 0,
        "z.xml": 20,
    }
    assert [name for name, report in reports.items() if flags(report)] == ["a.xml", "b.csv"]
    assert [str(problem.kind) for problem in reports["y.csv"].coverage.problems] == ["NOT_READ"]
