"""Looking before storing, taking only what the legal basis covers, and the account that reconciles
(reference/law.md A, reference/formats.md 1).
"""

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidence_review.domain.columns import Columns
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.import_limits import Limit
from evidence_review.domain.progress import finish
from evidence_review.sandbox import Stopped
from evidence_review.store import accounting, exhibits
from evidence_review.workflow.case import opening, source_reading
from evidence_review.workflow.importing import importing, previewing, reporting, storing
from tests import build

CHAT = "".join(
    f"[{day:02}/03/2025, 10:{minute:02}:00] {who}: {words}\r\n"
    for day, minute, who, words in [
        (1, 0, "Ann Example", "hello"),
        (1, 1, "Bo", "morning"),
        (8, 5, "Bo", "see you at six"),
        (9, 6, "Ann Example", "home now"),
    ]
)


@pytest.fixture
def source(tmp_path) -> Path:
    """Two chats in a folder."""
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "WhatsApp Chat with Bo.txt").write_text(CHAT, "utf-8")
    (folder / "WhatsApp Chat with Cy.txt").write_text(
        CHAT.replace("Bo:", "Cy:").replace("six", "nine"), "utf-8"
    )
    (folder / "unknown.bin").write_bytes(bytes(range(256)))
    return folder


@pytest.fixture
def session(tmp_path):
    case = build.new_case(tmp_path / "case")
    opened = build.as_user(case, "rita")
    yield opened
    opening.close(opened)


def imported(session, path, ref, limit=None):
    return finish(
        importing.import_path(
            session, path, build.exhibit(ref), ReadOptions(zone="Europe/London", day_first=True), limit
        )
    )


def test_a_preview_gives_the_figures_of_the_import_and_stores_nothing(session, source):
    seen = finish(
        previewing.look_through(source, ReadOptions(zone="Europe/London", day_first=True, owner="Dana"))
    )
    assert importing.import_reports(session) == ()
    reports = imported(session, source, "X/1")
    assert [replace(one.account, apps=()) for one in seen if one.account.imported] == [
        replace(one.account, apps=(), talks=()) for one in reports if one.account.imported
    ]
    assert sum(one.account.not_read for one in seen) == 1
    assert all(one.account.off_by == 0 for one in (*seen, *reports))


def test_an_account_says_who_sent_how_much_and_how_many_files_there_are(session, tmp_path):
    letter = (
        "From: {}\nTo: sam@example.org\nDate: Sat, 1 Mar 2025 18:01:00 +0000\nMIME-Version: "
        "1.0\nContent-Type: multipart/mixed; boundary=BB\n\n"
    )
    part = (
        "--BB\nContent-Type: text/plain\n\nWords\n--BB\nContent-Type: image/png\nContent-Disposition: "
        "attachment; filename=a.png\n\nxx\n--BB--\n"
    )
    path = tmp_path / "mail.mbox"
    names = ("Kit <kit@example.org>", "KIT@example.org", "al@example.org")
    path.write_text(
        "".join(
            f"From kit@example.org Sat Mar  1 18:01:00 2025\n{letter.format(name)}{part}\n" for name in names
        ),
        "utf-8",
    )
    (report,) = imported(session, path, "X/2")
    (source,) = exhibits.sources(session.case)
    kept = accounting.account(session.case, source)
    assert kept.senders == (("KIT@example.org", 2), ("al@example.org", 1))
    assert (report.account.senders, report.account.attachments) == ((), 3)
    (seen,) = finish(previewing.look_through(path, ReadOptions(zone="Europe/London", day_first=True)))
    assert replace(seen.account, apps=()) == replace(report.account, apps=(), talks=())
    assert seen.named == kept


@pytest.mark.parametrize(
    ("limit", "taken"),
    [
        (Limit(), 8),
        (Limit(people=("Bo",)), 4),
        (Limit(people=("bo", "Cy")), 8),
        (Limit(date_from=date(2025, 3, 8)), 4),
        (Limit(date_from=date(2025, 3, 8), date_to=date(2025, 3, 8)), 2),
        (Limit(people=("Cy",), date_to=date(2025, 3, 1)), 2),
        (Limit(people=("Nobody",)), 0),
    ],
)
def test_A_a_limit_takes_only_what_it_covers_and_counts_the_rest(session, source, limit, taken):
    reports = imported(session, source, "X/1", limit)
    assert sum(one.account.imported for one in reports) == taken
    assert sum(one.account.left_out for one in reports) == 8 - taken
    assert all(one.account.off_by == 0 for one in reports)
    texts = {row[0] for row in session.case.all("SELECT text FROM items")}
    if taken < 8 and limit.people == ("Bo",):
        assert "see you at nine" not in texts
    assert imported(session, source, "X/1", limit) == reports


def test_another_limit_for_the_same_file_needs_another_exhibit(session, source):
    file = source / "WhatsApp Chat with Bo.txt"
    imported(session, file, "X/1", Limit(date_from=date(2025, 3, 8)))
    with pytest.raises(RuleBroken, match="2025-03-08 to the end"):
        imported(session, file, "X/1")
    (wider,) = imported(session, file, "X/2")
    assert wider.account.imported == 4


def test_a_source_left_out_stands_in_the_account_and_nothing_of_it_is_stored(session, source):
    left = source / "WhatsApp Chat with Cy.txt"
    reports = finish(
        importing.import_path(
            session, source, build.exhibit("X/1"), ReadOptions(day_first=True), None, frozenset({left})
        )
    )
    by_name = {one.name: one.account for one in reports}
    assert (by_name[left.name].imported, by_name[left.name].left_out, by_name[left.name].off_by) == (0, 1, 0)
    assert by_name["WhatsApp Chat with Bo.txt"].imported == 4


def test_other_settings_for_the_same_file_are_refused_in_words(session, source):
    file = source / "WhatsApp Chat with Bo.txt"
    imported(session, file, "X/1")
    with pytest.raises(RuleBroken, match="other settings"):
        finish(
            importing.import_path(
                session, file, build.exhibit("X/1"), ReadOptions(zone="Europe/Paris", day_first=True)
            )
        )
    assert imported(session, file, "X/1")[0].account.imported == 4


def test_the_report_is_written_as_pdf_and_json_with_every_source(session, source, tmp_path):
    reports = imported(session, source, "X/1", Limit(date_from=date(2025, 3, 8)))
    told = json.loads(reporting.import_report(session, tmp_path / "report.json").read_text("utf-8"))
    assert [one["account"]["found"] for one in told["sources"]] == [one.account.found for one in reports]
    assert {one["limit"] for one in told["sources"]} == {"2025-03-08 to the end", ""}
    assert reporting.import_report(session, tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(OutputProblem):
        reporting.import_report(session, tmp_path / "report.pdf")
    with pytest.raises(OutputProblem):
        reporting.import_report(session, tmp_path / "report.docx")


def test_a_reader_that_dies_is_started_again_slowly_and_then_the_source_ends_with_a_reason(
    session, source, monkeypatch
):
    asked = []
    whole = source_reading.parts_of

    def dying(file, options, *, together=True, begun=None):
        asked.append(together)
        items = 0
        for value in whole(file, options, together=together, begun=begun):
            if together or items == 1:  # at once, and slowly once there is an item
                raise Stopped("Reading this file stopped early.")
            items += isinstance(value, Columns)
            yield value

    monkeypatch.setattr(storing, "parts_of", dying)
    (report,) = imported(session, source / "WhatsApp Chat with Bo.txt", "X/1")
    assert asked == [True, False]
    assert report.complete
    assert 0 < report.account.imported < 4
    assert report.account.partly == 1
    assert report.account.off_by == 0


def test_the_child_leaves_no_private_folder_behind(source, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", None)
    running = source_reading.values_of(source / "WhatsApp Chat with Bo.txt", ReadOptions())
    next(running)
    assert len(os.listdir(tmp_path / "tmp")) == 1
    running.close()
    assert os.listdir(tmp_path / "tmp") == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_and_links_of_a_folder_stay_in_the_account(session, tmp_path):
    folder = tmp_path / "seized"
    folder.mkdir()
    (folder / "note.txt").write_text("words of a note", "utf-8")
    os.mkfifo(folder / "pipe.txt")
    (folder / "gone.txt").symlink_to(tmp_path / "nothing here")
    reports = {one.name: one for one in imported(session, folder, "X/9")}
    assert {name: (one.account.imported, one.account.not_read) for name, one in reports.items()} == {
        "note.txt": (1, 0),
        "pipe.txt": (0, 1),
        "gone.txt": (0, 1),
    }
