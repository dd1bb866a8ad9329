"""A source of which something was not read is read again under the same exhibit: what was not there is added,
nothing twice, and the first account stays (docs/decisions/0035)."""

import json
import random
import zipfile

import pymupdf
import pytest
from scan_samples import coded, picture

from evidence_review.cli import main
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.evidence import Problem, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.domain.progress import finish
from evidence_review.imaging import ocr_program
from evidence_review.store import scope_counts
from evidence_review.workflow.auditing.auditing import verify_case
from evidence_review.workflow.case import opening
from evidence_review.workflow.importing import importing, reporting, storing
from tests import build
from tests.soak import sources

needs_tesseract = pytest.mark.skipif(
    ocr_program.find() is None, reason="the tesseract program is not on this machine"
)
NOT_THEN = Problem("file", ProblemKind.NOT_READ, "This file could not be read then.", 1)


@pytest.fixture
def session(tmp_path):
    one = build.as_user(build.new_case(tmp_path / "case"), "rita")
    yield one
    opening.close(one)


def read(session, path, **how):
    options = how.pop("options", ReadOptions())
    return finish(importing.import_path(session, path, build.exhibit(), options, **how))


def rows(session, what="locator, text"):
    return session.case.all(f"SELECT {what} FROM items ORDER BY id")


@pytest.fixture
def shots(tmp_path):
    """A folder with a picture of words, an archive with the same, and a note."""
    folder = tmp_path / "in"
    folder.mkdir()
    data = coded(picture(("The kettle is on", "and nobody came")), "PNG")
    (folder / "shot.png").write_bytes(data)
    (folder / "note.txt").write_text("The kettle was on at eight.\nNobody came.\n", "utf-8")
    with zipfile.ZipFile(folder / "shots.zip", "w") as packed:
        packed.writestr("inner/shot two.png", data)
    return folder


@needs_tesseract
def told(reports):
    """What reports say beside the names of their files."""
    return [(one.source, one.sha256, one.coverage, one.reading) for one in reports]


def test_words_of_pictures_are_added_once_they_can_be_read_and_never_twice(session, shots, monkeypatch):
    with monkeypatch.context() as without:
        without.setenv("PATH", "/nonexistent")
        first = {report.name: report for report in read(session, shots)}
    before = rows(session)
    assert not any("kettle is" in (text or "") for _, text in before)
    assert told(read(session, shots)) == told(
        importing.import_reports(session)
    )  # asked for once more, but not again: nothing is read
    second = {report.name: report for report in read(session, shots, again=True)}
    after = rows(session)
    assert after[: len(before)] == before
    added = [(locator, text) for locator, text in after[len(before) :]]
    assert [("kettle is" in text, locator.endswith("(reading 2)")) for locator, text in added] == [
        (True, True)
    ] * 2
    assert {name: one.reading for name, one in second.items()} == {
        "shot.png": 2,
        "shots.zip": 2,
        "note.txt": 1,
    }
    for name in ("shot.png", "shots.zip"):
        (before,) = second[name].earlier
        assert (before.found, before.imported, before.days) == (
            first[name].account.found,
            first[name].account.imported,
            first[name].account.days,
        )
        assert (second[name].account.off_by, second[name].complete) == (0, True)
    assert told(read(session, shots, again=True)) == told(importing.import_reports(session))
    assert rows(session) == after
    assert verify_case(session).status == 0


def not_read(session, path):
    """A source of which the first reading gave nothing, though it can be read."""
    return importing._not_read(session, path, importing._opened(session, build.exhibit()), NOT_THEN)


def test_what_was_not_read_at_all_is_read_with_other_settings(session, tmp_path):
    chats = build.write_chats(tmp_path / "in")
    chat = min(chats.iterdir())
    assert not_read(session, chat).account.not_read == 1
    assert scope_counts.unread(session.case) == [("not read: DP/1", NOT_THEN.reason, 1)]
    assert read(session, chat)[0].account.imported == 0
    (report,) = read(session, chat, again=True, options=ReadOptions(zone="Europe/London", owner="Dana P"))
    assert (report.reading, report.complete, report.account.off_by) == (2, True, 0)
    assert report.account.imported == len(rows(session)) > 0
    assert report.importer != "none"
    assert [one.not_read for one in report.earlier] == [1]
    assert scope_counts.unread(session.case) == []
    with pytest.raises(RuleBroken, match="other settings"):
        read(session, chat, again=True, options=ReadOptions(zone="Europe/Paris"))


def test_a_further_reading_that_stops_goes_on_to_the_same_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(storing, "BATCH", 500)
    given = tmp_path / "backup.xml"
    given.write_text(sources.sms(2600, random.Random(4)), "utf-8", newline="")
    held = []
    for name, steps in (("straight", ()), ("stopped", (5, 6))):
        session = build.as_user(build.new_case(tmp_path / name), "rita")
        not_read(session, given)
        for number in steps:
            job = importing.import_path(session, given, build.exhibit(), ReadOptions(), again=True)
            for _ in range(number):
                next(job, None)
            job.close()
            assert 0 < len(rows(session)) < 2600
            assert not importing.import_reports(session)[0].complete
        (report,) = read(
            session, given, again=not steps
        )  # one that was begun goes on without being asked for again
        held.append((rows(session, "*"), report.account, report.reading, report.coverage))
        assert session.case.count("SELECT count(*) FROM readings") == 1
        opening.close(session)
    assert held[0] == held[1]
    assert held[0][1].imported == 2600


def test_reports_show_each_reading(session, tmp_path):
    chat = min(build.write_chats(tmp_path / "in").iterdir())
    not_read(session, chat)
    read(session, chat, again=True)
    reporting.import_report(session, tmp_path / "report.json")
    (told,) = json.loads((tmp_path / "report.json").read_text("utf-8"))["sources"]
    assert (told["reading"], told["earlier"][0]["not_read"], told["account"]["not_read"]) == (2, 1, 0)
    reporting.import_report(session, tmp_path / "report.pdf")
    with pymupdf.open(tmp_path / "report.pdf") as document:
        text = " ".join(" ".join(page.get_text() for page in document).split())
    assert "Reading 1" in text
    assert "2, which added what the readings before it could not read" in text


def test_the_command_line_reads_again_where_asked(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", build.PASSPHRASE)
    case = build.new_case(tmp_path / "case")
    chat = min(build.write_chats(tmp_path / "in").iterdir())
    session = build.as_user(case, "rita")
    not_read(session, chat)
    opening.close(session)
    words = ["import", str(case), str(chat), "--exhibit", "DP/1", "--user", "rita", "--json"]
    main(words)
    assert "reading" not in json.loads(capsys.readouterr().out)
    assert main([*words, "--again"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["reading"], told["reconciles"], told["earlier"][0]["not_read"]) == (2, True, 1)
