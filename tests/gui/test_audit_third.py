"""What a person met who tried in the window what no audit had tried (docs/decisions/0037, third section)."""

from dataclasses import replace

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, HoldKind, LegalBasis, ProblemKind, Relevance
from evidence_review.domain.progress import finish
from evidence_review.gui import actions
from evidence_review.gui.models.job_list import kept
from evidence_review.gui.models.plain_words import sources_read
from evidence_review.gui.widgets.evidence.evidence_page import by_weight
from evidence_review.gui.widgets.evidence.preview_panel import days, found_words, named
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.gui.widgets.review.who_dialog import show_who
from tests.gui.conftest import CHAT

LOCKED = "This PDF needs a password. Nothing in it has been reviewed. Ask for the password or an open copy."


@pytest.fixture
def folder(tmp_path):
    """Two chats of one name in two folders, a letter that needs a password, a text without a time."""
    made = tmp_path / "exports"
    for at, word in (("first", "match"), ("second", "play")):
        (made / at).mkdir(parents=True)
        (made / at / "WhatsApp Chat with Bob Sample.txt").write_text(CHAT.replace("concert", word), "utf-8")
    with pymupdf.open() as letter:
        letter.new_page().insert_text((72, 72), "Statement")
        (made / "letter.pdf").write_bytes(
            letter.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")
        )
    (made / "note.txt").write_text("four quiet words here", "utf-8")
    return made


def take(window, folder, ref="ABC/7"):
    exhibit = Exhibit(ref, ExhibitKind.DEVICE, "", Basis(LegalBasis.PACE_SEIZURE))
    reports = finish(
        actions.import_path(
            window.desk.session, folder, exhibit, ReadOptions("Europe/London", day_first=True)
        )
    )
    window.desk.tell("import_path")
    return reports


def test_after_an_import_its_first_source_is_chosen_and_all_are_summed_up(signed_in, folder):
    window = signed_in("Dan")
    window.go("evidence")
    page = window.evidence
    take(window, folder)
    chosen = page.reports.value(page.table.currentIndex().row())
    assert (chosen.exhibit, chosen.name) == ("ABC/7", f"source {chosen.source}")
    assert (
        page.summary.text()
        == "5 sources, 29 records: 28 imported, 0 read in part, 1 not read, 0 left out on purpose."
    )


def test_sources_that_were_not_read_whole_can_be_seen_alone_and_the_whole_reason_is_told(signed_in, folder):
    window = signed_in("Dan")
    window.go("evidence")
    page = window.evidence
    assert not page.unread.isVisible()
    take(window, folder)
    page.unread.click()
    (locked,) = page.reports.values()
    assert locked.name == f"source {locked.source}"
    assert page.whole.text() == f"Not read: {LOCKED} (file)"
    page.unread.click()
    assert len(page.reports.values()) == 5
    assert page.reports.value(page.table.currentIndex().row()).name == locked.name


def test_what_was_not_read_stands_before_remarks(signed_in, folder):
    window = signed_in("Dan")
    reports = take(window, folder)
    problems = [one for report in reports for one in report.coverage.problems]
    kinds = [one.kind for one in by_weight(problems)]
    assert kinds[0] is ProblemKind.NOT_READ
    assert sorted(problems, key=str) == sorted(by_weight(problems), key=str)


def test_a_preview_names_what_cannot_be_read_and_tells_files_of_one_name_apart(qtbot, signed_in, folder):
    window = signed_in("Dan")
    window.go("evidence")
    form = window.evidence.form
    window.evidence.open_form()
    form.path.setText(str(folder))
    form.recognise()
    form.look.click()
    qtbot.waitUntil(lambda: not window.jobs.running)
    found = form.preview.rows.values()
    assert found[0].account.source == "letter.pdf"
    assert form.preview.told.text() == found_words(found)
    assert "1 of them holds something that cannot be read" in form.preview.told.text()
    assert LOCKED in form.preview.said.text()
    chats = [words for words in named(found).values() if words.endswith("Bob Sample.txt")]
    assert chats == ["first/WhatsApp Chat with Bob Sample.txt", "second/WhatsApp Chat with Bob Sample.txt"]
    note = next(one for one in found if one.account.source == "note.txt")
    assert days(note) == "not known"


def test_a_stopped_import_says_how_to_go_on(qtbot, signed_in):
    window = signed_in("Dan")
    window._job_over(f"Import: stopped. {kept('Import')}")
    assert window.notice.words.text().endswith("Import the same again to go on.")
    window._job_over(f"Search: stopped. {kept('Search')}")
    assert "Import" not in window.notice.words.text()


def test_a_file_that_lies_there_twice_counts_once():
    words = (
        "2 sources read: 3 of 4 records imported. 1 file has the bytes of another of them. The account "
        "is below."
    )
    assert sources_read([(1, 2, 2), (2, 1, 2), (1, 2, 2)]) == words


@pytest.mark.parametrize("only", ["all", "flagged", "undecided", "unsure"])
@pytest.mark.parametrize("value", [Relevance.RELEVANT, Relevance.UNSURE])
def test_a_decision_asks_for_its_own_row_alone_and_the_list_is_as_if_it_were_asked_for_whole(
    signed_in, monkeypatch, only, value
):
    window = signed_in("Rita")
    work = window.review.reviewing
    work.sift(only=only)
    if only == "unsure":
        actions.decide(
            work.desk.session,
            1,
            next(row.item for row in actions.queue(work.desk.session, 1) if row.band),
            Relevance.UNSURE,
        )
        work.reload_queue()
    item = next(row.item for row in work.queue.values() if row.band)
    before = work.queue.values()
    work.open(item)
    work.note_seen()
    asked = []
    whole = actions.queue
    monkeypatch.setattr(actions, "queue", lambda *given: asked.append(given[5:]) or whole(*given))
    work.decide(value)
    assert work.queue.values() == list(whole(work.desk.session, 1, "time", only))
    work.undo()
    assert work.queue.values() == (
        list(before) if only != "unsure" else list(whole(work.desk.session, 1, "time", only))
    )
    assert asked == [((item,),)] * 2 or only in {
        "undecided",
        "unsure",
    }  # what has left the list may come back: it is asked for whole


def test_the_page_of_lines_waits_with_its_counts_until_it_is_seen(signed_in):
    window = signed_in("Rita")
    work = window.review.reviewing
    assert window.lines.model.value(0) is None  # nobody looked at it yet
    window.go("lines")
    decided = window.lines.model.value(0).decided
    window.go("review")
    work.open(next(row.item for row in work.queue.values() if row.band))
    work.note_seen()
    work.decide(Relevance.RELEVANT)
    window.go("lines")
    assert window.lines.model.value(0).decided == decided + 1


def test_no_identity_stands_behind_a_bar_that_scrolls_sideways(signed_in):
    window = signed_in("Rita")
    asked = show_who(window, window.desk)
    QApplication.processEvents()
    assert asked.table.horizontalScrollBar().maximum() == 0
    asked.reject()


@pytest.mark.parametrize("size", [100, 130, 150])
def test_no_heading_of_a_table_is_cut_and_who_held_why_can_be_read(signed_in, size):
    window = signed_in("Sue")
    held = window.review.reviewing.queue.value(0).item
    actions.hold(window.desk.session, 1, held, HoldKind.LPP)
    window.resize(1366, 768)
    window.change_view(replace(window.settings, text_size=size))
    for page in ("lines", "evidence", "samples", "approve", "held", "account", "log"):
        window.go(page)
        QApplication.processEvents()
        for table in window.stack.currentWidget().findChildren(Table):
            heads = table.horizontalHeader()
            assert [
                at
                for at in range(heads.count())
                if table.isVisible() and heads.sectionSize(at) < heads.sectionSizeHint(at)
            ] == [], page
    window.go("held")
    QApplication.processEvents()
    table = window.held.table
    reason = table.model().index(0, 2)
    lines = (
        table.fontMetrics()
        .boundingRect(0, 0, table.columnWidth(2) - 12, 999, Qt.TextFlag.TextWordWrap, reason.data())
        .height()
    )
    assert table.rowHeight(0) >= lines
