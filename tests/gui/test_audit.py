"""What a person met who used the window as issues 3 to 5 describe it, each mended fault with its test
(docs/decisions/0037)."""

import json
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from evidence_review.domain.enquiry import Term
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import LineState, Relevance, TermKind
from evidence_review.domain.sheet_mapping import Field
from evidence_review.gui import actions
from evidence_review.gui.models.import_groups import groups
from evidence_review.gui.models.queue import QueueModel
from evidence_review.gui.widgets.evidence.columns_dialog import field_words
from evidence_review.gui.widgets.samples.sample_forms import ask_size
from evidence_review.sandbox import Limits
from evidence_review.workflow.enquiring import forming
from tests.gui.acts import as_user
from tests.gui.conftest import CHAT


def test_the_import_report_is_written_from_the_window_and_says_so(signed_in, tmp_path):
    window, told, faults = signed_in("Dan"), [], []
    window.desk.told.connect(told.append)
    window.desk.faulted.connect(faults.append)
    for name in ("account.pdf", "account.json"):
        window.work.write_import_report(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 0
        assert told[-1] == f"The import report is written: {name}."
    window.work.write_import_report(tmp_path / "account.pdf")
    assert faults == ["There is a file of that name already. Choose another name."]


def test_the_evidence_page_counts_what_was_imported_by_app_direction_conversation_and_day(signed_in):
    window = signed_in("Dan")
    window.go("evidence")
    account = window.evidence.reports.value(0).account
    shown = window.evidence.groups.values()
    assert shown == groups(account)
    assert {one.by for one in shown} == {"Kind", "App", "Direction", "Conversation", "Day"}
    for by in ("Kind", "App", "Direction", "Conversation", "Day"):
        assert sum(one.items for one in shown if one.by == by) == account.imported


def test_a_list_by_rank_keeps_its_places_until_it_may_move(signed_in, monkeypatch):
    window = signed_in("Rita")
    work = window.review.reviewing
    work.sift(order="rank")
    before = [row.item for row in work.queue.values()]
    asked = actions.queue
    monkeypatch.setattr(
        actions, "queue", lambda *given, **named: tuple(reversed(asked(*given, **named)))
    )  # another order was learned
    work.open(before[0])
    work.note_seen()
    work.decide(Relevance.RELEVANT)
    assert [row.item for row in work.queue.values()] == before
    assert work.queue.value(0).decision
    work.undo()
    assert [row.item for row in work.queue.values()] == before
    work.reload_queue()
    assert [row.item for row in work.queue.values()] == before[::-1]


def test_what_left_a_list_and_comes_back_stands_where_it_stood(signed_in):
    rows = actions.queue(signed_in("Rita").desk.session, 1)
    model = QueueModel()
    model.put(rows)
    model.put(rows[1:], moved=False)
    model.put((*rows[1:], rows[0]), moved=False)
    assert [row.item for row in model.values()] == [row.item for row in rows]


def test_Q1_whoever_signs_in_begins_with_everything_in_order_of_time(signed_in, case):
    window = signed_in("Rita")
    window.review.left.put_fresh(1, 5)
    window.review.reviewing.sift(only="unsure", order="rank")
    as_user(window, case, "Sue")
    work = window.review.reviewing
    assert (work.order, work.only, work.tag) == ("time", "all", None)
    assert work.queue.rowCount() > 0
    assert window.review.left.order.currentData() == "time"
    assert not window.review.left.fresh.isVisibleTo(window.review.left)


def test_asking_why_leaves_the_keys_among_the_reasons(signed_in, qtbot):
    window = signed_in("Rita")
    work, why = window.review.reviewing, window.review.why
    work.open(work.queue.value(0).item)
    work.talk.replace(replace(work.talk.focus, band=None))
    why.refresh()
    window.activateWindow()
    QApplication.processEvents()
    ask = next(part for part in why.findChildren(QPushButton) if part.isVisible())
    ask.setFocus()
    qtbot.waitUntil(ask.hasFocus)
    why.put_waiting(waiting=True)
    QApplication.processEvents()
    assert why.hasFocus()
    why.put_waiting(waiting=False)
    qtbot.waitUntil(
        lambda: (
            isinstance(QApplication.focusWidget(), QPushButton)
            and why.isAncestorOf(QApplication.focusWidget())
        )
    )


@pytest.fixture
def looked(qtbot, signed_in, tmp_path):
    """The import form after a folder of a chat, a text and a sealed file was looked through."""
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "WhatsApp Chat with Bob Sample.txt").write_text(CHAT, "utf-8")
    (folder / "calls.csv").write_text(
        "Date,Time,From,To,Duration\n03/03/2025,10:00:00,07700 900123,07700 900142,00:01:10\n"
    )
    (folder / "phone.xry").write_bytes(b"XRY\0" + bytes(range(256)) * 4)
    window = signed_in("Dan")
    window.go("evidence")
    window.evidence.open_form()
    form = window.evidence.form
    form.path.setText(str(folder))
    form.recognise()
    form.look.click()
    qtbot.waitUntil(form.preview.isVisible)
    return form


def test_the_preview_says_of_each_source_what_must_be_known_of_it(looked):
    panel = looked.preview
    said = {}
    for row in range(panel.rows.rowCount()):
        panel.table.selectRow(row)
        said[panel.named.text()] = panel.said.text()
    assert "does not record a time zone" in said["WhatsApp Chat with Bob Sample.txt"]
    assert "day-first or month-first" in said["WhatsApp Chat with Bob Sample.txt"]
    assert "Nothing in it can be imported." in said["phone.xry"]
    assert len(said["phone.xry"].splitlines()) > 1
    assert panel.table.horizontalScrollBar().maximum() == 0


def test_only_talk_counts_as_a_conversation_with_somebody(looked):
    people = [looked.preview.people.item(at).text() for at in range(looked.preview.people.count())]
    assert "Bob Sample (1 conversation)" in people
    assert all(words.endswith("(no conversation, but other records)") for words in people if "900" in words)


def test_a_preview_says_when_it_was_read_by_other_settings(looked):
    assert not looked.preview.stale.isVisible()
    looked.order.setCurrentIndex(1)
    assert "Look through it again" in looked.preview.stale.text()
    assert looked.preview.stale.isVisible()


def test_a_line_that_is_not_approved_opens_nothing_and_says_so(signed_in, case):
    window = signed_in("Dan")
    line = next(status.line for status in actions.list_lines(window.desk.session))
    actions.propose_line(window.desk.session, replace(line, question=line.question + " And when?"))
    window.go("lines")
    window.lines.refresh()
    model = window.lines.model
    shown = {model.value(row).line.state: model.index(row, 5).data() for row in range(model.rowCount())}
    assert shown[LineState.PROPOSED] == ""
    assert int(shown[LineState.APPROVED]) > 0
    told = {}
    for row in range(model.rowCount()):
        window.lines.table.selectRow(row)
        told[model.value(row).line.state] = window.lines.effect.text()
    assert told[LineState.APPROVED].startswith("This scope opens")
    assert told[LineState.PROPOSED].startswith("This scope would open")


@pytest.mark.parametrize("size", [100, 115, 130, 150])
def test_the_item_has_room_at_every_text_size_and_no_word_of_the_rail_is_cut(signed_in, size):
    window = signed_in("Sue")
    window.resize(1280, 720)
    window.change_view(replace(window.settings, text_size=size))
    work = window.review.reviewing
    work.open(work.queue.value(0).item)
    for _ in range(5):
        QApplication.processEvents()
    wide = window.review.middle.width() / window.fontMetrics().averageCharWidth()
    assert wide > 40
    for made in window.rail.pages.values():
        assert made.isHidden() or not made.text() or made.height() >= window.rail.fontMetrics().height() + 12


def test_a_question_begins_in_the_field_that_is_to_be_written(signed_in, qtbot):
    window = signed_in("Sue")
    window.go("samples")
    window.activateWindow()
    ask_size(window.samples, window.desk, window.samples.costs.prices, 3, single=False, error=0, second=None)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    QApplication.activeModalWidget().reject()


def test_words_beside_a_line_can_be_read(signed_in):
    """Contrast of the counts of a line that is not chosen: 4.5 to 1 at least."""
    window = signed_in("Sue")
    window.review.left.switch.open()
    window.review.left.list.clearSelection()
    QTest.qWait(50)
    image = window.review.left.list.grab().toImage()
    shades = {
        QColor(image.pixel(x, y)).lightness()
        for x in range(12, 120)
        for y in range(image.height() - 34, image.height() - 16)
    }
    window.review.left.switch.holder.hide()
    assert min(shades) <= 110


def test_the_report_as_json_holds_what_the_window_shows(signed_in, tmp_path):
    window = signed_in("Dan")
    window.go("evidence")
    window.work.write_import_report(tmp_path / "account.json")
    told = json.loads((tmp_path / "account.json").read_text("utf-8"))["sources"][0]["account"]
    account = window.evidence.reports.value(0).account
    assert (told["found"], told["imported"]) == (account.found, account.imported)
    assert told["found"] == told["imported"] + told["partly"] + told["not_read"] + told["left_out"]


def test_forms_that_cannot_be_listed_in_time_are_no_fault_of_a_file(qapp):
    terms = (Term("van", TermKind.LEMMA, "the van"),)
    with pytest.raises(RuleBroken, match="Nothing was changed; close other programs and try again"):
        forming._listed(terms, (), Limits(answer=1))
    assert "vans" in forming._listed(terms, ())[0].forms


def test_a_column_that_stands_for_nothing_says_what_becomes_of_it():
    assert field_words(Field.EXTRA) == "Nothing of these: kept beside the item"
    assert field_words(Field.SENDER_NAME) == "Sender's name"
