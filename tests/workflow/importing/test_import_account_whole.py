"""What the account of an import says of many sources at once: which one is read, what was not read, which
files are the same (docs/decisions/0037)."""

import json
import re
from dataclasses import replace

import pymupdf
import pytest

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import SourceId
from evidence_review.domain.progress import Progress, finish, placed
from evidence_review.reports.import_report import ImportReportFacts, import_report_pdf, together
from evidence_review.store import accounting, exhibits
from evidence_review.workflow.case import opening
from evidence_review.workflow.importing import importing, previewing, reporting, storing
from tests import build
from tests.importers.samples import ufdr_reports as phone
from tests.reports.every_paper import IMPORTED

TWICE = "12/03/2025, 10:00 - Ann Example: see you at six\n13/03/2025, 10:00 - Bo: home now\n"


@pytest.fixture
def folder(tmp_path):
    """Two files of the same bytes, one that needs a password, one that nothing knows."""
    made = tmp_path / "exports"
    (made / "again").mkdir(parents=True)
    (made / "WhatsApp Chat with Bo.txt").write_text(TWICE, "utf-8")
    (made / "again" / "Bo copy.txt").write_text(TWICE, "utf-8")
    with pymupdf.open() as letter:
        letter.new_page().insert_text((72, 72), "Statement")
        locked = letter.tobytes(
            encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="fictional", owner_pw="fictional"
        )
    (made / "letter.pdf").write_bytes(locked)
    (made / "noise.bin").write_bytes(bytes(range(256)))
    return made


@pytest.fixture
def session(tmp_path):
    opened = build.as_user(build.new_case(tmp_path / "case"), "rita")
    yield opened
    opening.close(opened)


def steps(job):
    shown: list[str] = []
    return finish(job, lambda step: shown.append(step.what)), shown


def read(session, folder):
    return importing.import_path(session, folder, build.exhibit("X/1"), ReadOptions(day_first=True))


def test_each_step_says_which_source_of_how_many_it_is_at(session, folder):
    found, looked = steps(previewing.look_through(folder))
    assert [sum(f", source {number} of 4" in words for words in looked) > 0 for number in (1, 2, 3, 4)] == [
        True
    ] * 4
    assert [one.unread for one in found if one.account.source in {"letter.pdf", "noise.bin"}] == [1, 1]
    _, imported = steps(read(session, folder))
    assert {words.rpartition(", ")[2] for words in imported} == {
        f"source {number} of 4" for number in (1, 2, 3, 4)
    }
    _, alone = steps(read(session, folder / "WhatsApp Chat with Bo.txt"))
    assert not any("source" in words for words in alone)


def test_a_stopped_job_stops_what_it_wraps():
    ended = []

    def inner():
        try:
            yield Progress(1, 2, "reading")
        finally:
            ended.append(True)

    job = placed(inner(), 1, 2, "source")
    next(job)
    job.close()
    assert ended == [True]


def test_a_file_that_lies_there_twice_is_in_the_account_once_and_its_other_place_is_told_once(
    session, folder, tmp_path
):
    for _ in range(2):
        reports = finish(read(session, folder))
        assert (len(reports), len({one.source for one in reports})) == (4, 3)
        number = next(one.source for one in reports if one.name == "WhatsApp Chat with Bo.txt")
        (kept,) = [one for one in importing.import_reports(session) if one.source == number]
        same = [one for one in kept.coverage.problems if one.reason == storing.SAME]
        assert [(one.locator, one.records) for one in same] == [("", 0)]  # a name, which lists do not tell
        assert kept.coverage.balances
    told = json.loads(reporting.import_report(session, tmp_path / "report.json").read_text("utf-8"))
    (chat,) = [one for one in told["sources"] if one["account"]["source"] == kept.name]
    assert storing.SAME in chat["account"]["warnings"]
    stored = session.case.all("SELECT locator FROM problems WHERE reason = :r", {"r": storing.SAME})
    assert stored == [("again/Bo copy.txt",)]


def test_the_report_begins_with_all_sources_and_what_was_not_read_with_what_to_ask_for(
    session, folder, tmp_path
):
    names = {one.sha256: one.name for one in finish(read(session, folder))}
    told = json.loads(reporting.import_report(session, tmp_path / "report.json").read_text("utf-8"))
    unread = {names[one["sha256"]]: one["unread"] for one in told["sources"]}
    assert unread["WhatsApp Chat with Bo.txt"] == []
    assert unread["letter.pdf"] == [
        (
            "This PDF needs a password. Nothing in it has been reviewed. Ask for the password or an "
            "open copy. (file)"
        )
    ]
    assert unread["noise.bin"][0].startswith("This kind of file is not known here.")
    with pymupdf.open(reporting.import_report(session, tmp_path / "report.pdf")) as document:
        first = " ".join(document[0].get_text().split())
    assert "All sources" in first
    assert "What was not read, or in part, and what to ask for" in first
    assert "Ask for the password or an open copy." in first
    with pymupdf.open(reporting.import_report(session, tmp_path / "days.pdf")) as document:
        whole = " ".join(page.get_text() for page in document)
    assert re.search(r"\b\d\d\.\d\d\.20\d\d\b", whole)
    assert not re.search(r"\b20\d\d-\d\d-\d\d\b", whole), "a day stands in another form than on every paper"
    assert "All 4 2 0 2 0 0" in first  # found, imported, read in part, not read, no item of its own, left out
    assert "First" not in whole, "a column of times that no line lets be told stands empty"


def of_report(tmp_path, source):
    """The words of a report of one source."""
    (tmp_path / "told.pdf").write_bytes(import_report_pdf(ImportReportFacts("URN", "2026-12-03", (source,))))
    with pymupdf.open(tmp_path / "told.pdf") as document:
        return " ".join(" ".join(page.get_text() for page in document).split())


def phone_with_a_picture(tmp_path):
    """A UFDR in which a message carries the one file that is listed."""
    named = phone.field("Filename", "x.jpg") + phone.field("ContentType", "image/jpeg")
    picture = f'<model type="Attachment" id="a1" file_id="f1">{named}</model>'
    told = phone.message(1, "hello", inner=phone.many("Attachments", picture, kind="Attachment"))
    xml = phone.report(
        phone.of_type("Chat", phone.chat(1, told)), phone.tagged("f1", "files\\Image\\x.jpg", phone.PICTURE)
    )
    return phone.ufdr(tmp_path / "phone.ufdr", xml, [("files/Image/x.jpg", phone.PICTURE)])


def test_what_has_no_item_of_its_own_is_not_called_unread_and_what_is_declared_is_no_part_of_the_sum(
    tmp_path,
) -> None:
    report = phone_with_a_picture(tmp_path)
    opened = build.as_user(build.new_case(tmp_path / "case"), "rita")
    finish(read(opened, report))
    reporting.import_report(opened, tmp_path / "report.json")
    opening.close(opened)
    (source,) = json.loads((tmp_path / "report.json").read_text("utf-8"))["sources"]
    assert source["unread"] == []
    assert source["set_aside"][0].startswith("Files that are shown with the message or record")
    assert source["aside"] == source["account"]["not_read"] > 0
    declared = {one["what"]: one["count"] for one in source["account"]["declared"]}
    assert declared["records (ModelCount)"] == 3  # not added to the count of its parts


def test_the_report_on_paper_says_what_the_sum_is_of_and_which_basis_is_older_than_its_law(tmp_path) -> None:
    plain = replace(
        IMPORTED.sources[0],
        doubts=("The notice is dated 20.05.2025.",),
        set_aside=("Shown with it.",),
        aside=1,
    )
    account = replace(plain.account, found=3, imported=2, partly=0, not_read=1, left_out=0)
    told = of_report(tmp_path, replace(plain, account=account))
    assert "Not read 0 No item of its own 1" in told
    assert "What has no item of its own" in told
    assert "To be checked The notice is dated 20.05.2025." in told
    assert "is the sum of the five figures after it. This is of what was found." in told
    bare = of_report(tmp_path, replace(plain, account=replace(account, declared=())))
    assert "What a source declares can count otherwise" not in bare


def test_remarks_that_differ_only_in_their_place_are_told_once_with_all_places():
    told = (
        "A file is missing. (line 3)",
        "Dates were read day first.",
        "A file is missing. (line 9 (part 2))",
    )
    assert together(told) == ["A file is missing. (line 3, line 9 (part 2))", "Dates were read day first."]


def asked_while_writing(session, job):
    """What the case was asked inside transactions while a job ran."""
    inside: list[str] = []
    session.case._db.set_trace_callback(lambda sql: session.case._db.in_transaction and inside.append(sql))
    try:
        finish(job)
    finally:
        session.case._db.set_trace_callback(None)
    return inside


def counts(statements):
    """How often the items of a source were counted by conversation, kind and day."""
    return sum("GROUP BY thread_id, kind, app, direction" in sql for sql in statements)


def test_a_source_is_counted_before_the_write_that_ends_it(session, folder):
    inside = asked_while_writing(session, read(session, folder))
    assert any("INSERT INTO accounts" in sql for sql in inside)
    assert counts(inside) == 0


def test_what_came_since_it_was_counted_is_counted_in_that_write(session, folder, monkeypatch):
    """The control: figures of an earlier state are not taken, and the account is the same."""
    finish(read(session, folder / "WhatsApp Chat with Bo.txt"))
    source = exhibits.sources(session.case)[0]
    right = accounting.first_account(session.case, source)
    now = accounting.count_before(session.case, source.id)
    other = accounting.count_before(session.case, SourceId(10**6))
    assert accounting._counted_now(session.case, source, now) == right
    assert accounting._counted_now(session.case, source, replace(other, at=(0, 0))) == right
    assert accounting._counted_now(session.case, source, other) != right
    early = accounting.FiguresAt((0, 0), other.figures)
    monkeypatch.setattr(storing, "count_before", lambda case, source: early)
    assert counts(asked_while_writing(session, read_again(session, folder))) == 1


def read_again(session, folder):
    """The same file under another exhibit."""
    path = folder / "WhatsApp Chat with Bo.txt"
    return importing.import_path(session, path, build.exhibit("X/2"), ReadOptions(day_first=True))
