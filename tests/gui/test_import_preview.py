"""Looking through a source in the window before it is imported, taking part of it, and correcting the columns
of a table."""

import json

import pytest
from PySide6.QtCore import Qt

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis
from evidence_review.domain.progress import finish
from evidence_review.domain.sheet_mapping import Field, from_text
from evidence_review.gui import actions
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.widgets.evidence.evidence_page import state_words
from evidence_review.gui.widgets.evidence.preview_panel import span_words
from evidence_review.gui.widgets.parts.dialogs import Question
from evidence_review.store import exhibits
from tests.gui.conftest import CHAT, WORDS, at_work
from tests.gui.test_screens import WAYS, picture

CALLS = "Date,Time,From,To,Duration,Network cell\n" + "".join(
    f"0{day}/03/2025,10:0{day}:00,07700 900{day}00,07700 900142,00:0{day}:10,Cell {day}\n"
    for day in range(1, 9)
)


@pytest.fixture
def form(window, case, tmp_path):
    """The import form, with a folder of a chat, a table and a file that nothing knows."""
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "WhatsApp Chat with Bob Sample.txt").write_text(CHAT.replace("concert", "match"), "utf-8")
    (folder / "WhatsApp Chat with Cy Sample.txt").write_text(
        CHAT.replace("concert", "play").replace("Bob Sample", "Cy Sample"), "utf-8"
    )
    (folder / "calls.csv").write_text(CALLS, "utf-8")
    (folder / "mystery.bin").write_bytes(bytes(range(256)))
    window.open_case(case, "Dan", WORDS)
    at_work(window)
    window.go("evidence")
    window.evidence.open_form()
    window.evidence.form.path.setText(str(folder))
    window.evidence.form.recognise()
    return window.evidence.form


def look(qtbot, window, form):
    form.look.click()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=60_000)
    qtbot.waitUntil(form.preview.isVisible, timeout=5000)


def test_a_source_is_looked_through_and_only_what_is_covered_is_taken(qtbot, window, form):
    held = window.desk.ask(actions.summary).items_held
    look(qtbot, window, form)
    assert [one.account.source for one in form.preview.rows.values()] == [  # what cannot be read comes first
        "mystery.bin",
        "WhatsApp Chat with Bob Sample.txt",
        "WhatsApp Chat with Cy Sample.txt",
        "calls.csv",
    ]
    assert window.desk.ask(actions.summary).items_held == held
    people = form.preview.people
    entries = {
        people.item(at).data(Qt.ItemDataRole.UserRole): people.item(at) for at in range(people.count())
    }
    entries["Cy Sample"].setCheckState(Qt.CheckState.Checked)
    form.preview.first.setText("not a day")
    form.ref.setText("ABC/9")
    form.power.setCurrentIndex(form.power.findData(LegalBasis.WARRANT))
    assert not form.go.isEnabled()
    assert "could not be read" in form.missing.text()
    form.preview.first.setText("")
    form.go.click()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=60_000)
    stored = {one.id: one.name for one in exhibits.sources(window.desk.session.case)}
    taken = {
        stored[one.source]: (one.account.imported > 0, one.account.off_by)
        for one in window.evidence.reports.values()
        if one.exhibit == "ABC/9"
    }
    assert taken == {
        "WhatsApp Chat with Bob Sample.txt": (False, 0),
        "WhatsApp Chat with Cy Sample.txt": (True, 0),
        "calls.csv": (False, 0),
        "mystery.bin": (False, 0),
    }
    shown = [one.name for one in window.evidence.reports.values() if one.exhibit == "ABC/9"]
    assert all(name.startswith("source ") for name in shown)  # no line covers them, so no name is shown
    assert form.preview.rows.values() == ()


def test_a_source_without_a_tick_is_left_out(qtbot, window, form):
    look(qtbot, window, form)
    form.preview.sources.item(0).setCheckState(Qt.CheckState.Unchecked)
    form.ref.setText("ABC/8")
    form.power.setCurrentIndex(form.power.findData(LegalBasis.WARRANT))
    form.go.click()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=60_000)
    first = next(one for one in window.evidence.reports.values() if one.exhibit == "ABC/8")
    assert (first.account.imported, first.account.left_out) == (0, 1)


def test_another_path_forgets_what_was_looked_at(qtbot, window, form, tmp_path):
    look(qtbot, window, form)
    form.path.setText(str(tmp_path / "exports" / "calls.csv"))
    form.recognise()
    assert not form.preview.isVisible()
    assert form.columns.isVisible()
    assert form.preview.limit().people == ()


def test_what_was_found_is_not_shown_when_the_case_was_closed_in_the_meantime(qtbot, window, form):
    form.look.click()
    window.close_case()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=60_000)
    assert form.preview.rows.values() == ()
    assert form.preview.people.count() == 0


def test_the_columns_of_a_table_can_be_corrected_and_kept_as_a_template(qtbot, window, form, tmp_path):
    form.path.setText(str(tmp_path / "exports" / "calls.csv"))
    form.recognise()
    form._columns()
    asked = window.findChildren(Question)[-1]
    drops = [
        drop
        for drop in asked.findChildren(type(form.kind))
        if drop.accessibleName() == "What the column Network cell holds"
    ]
    drops[0].setCurrentIndex(drops[0].findData(Field.APP))
    asked.yes.click()
    chosen = {column.heading: column.field for column in from_text(form.mapping)[0].columns}
    assert chosen["Network cell"] is Field.APP
    assert json.loads(form.mapping)[0]["columns"]
    look(qtbot, window, form)
    assert {app for one in form.preview.rows.values() for app, _ in one.account.apps} == {
        f"Cell {day}" for day in range(1, 9)
    }


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way[0]} {way[1]}")
def test_the_preview_and_the_columns_can_be_read(way, qtbot, window, form, tmp_path):
    window.change_view(ViewSettings(*way))
    look(qtbot, window, form)
    picture(window, "evidence-preview", *way)
    form.path.setText(str(tmp_path / "exports" / "calls.csv"))
    form.recognise()
    form._columns()
    asked = window.findChildren(Question)[-1]
    picture(asked, "dialog-columns", *way)
    asked.reject()


def test_B1_a_source_of_which_nothing_was_read_is_not_called_complete(signed_in, tmp_path):
    window = signed_in("Dan")
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "read.txt").write_text("four quiet words here")
    (folder / "refused.bin").write_bytes(bytes(range(256)) * 9)
    (folder / "left.txt").write_text("not covered")
    exhibit = Exhibit("DEF/1", ExhibitKind.DEVICE, "", Basis(LegalBasis.PACE_SEIZURE))
    left = frozenset({folder / "left.txt"})
    reports = finish(actions.import_path(window.desk.session, folder, exhibit, ReadOptions(), None, left))
    assert {report.name: state_words(report) for report in reports} == {
        "read.txt": "Complete",
        "refused.bin": "Nothing in it was read",
        "left.txt": "Left out on purpose",
    }
    assert span_words("", "") == "No time is known"
    assert (
        span_words("2025-03-08T18:00:00Z", "2025-03-09T09:05:00")
        == "2025-03-08 18:00 UTC to 2025-03-09 09:05"
    )
